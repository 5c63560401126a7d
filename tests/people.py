# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of every test: Anouk (caseworker on the case), Bilal (same municipality, not on the case), Carla (team
lead), Esra (findings editor), Farid (practice approver), Gerda (privacy officer); Dirk, the client, has a code."""

from dataclasses import dataclass

from checklist.people.models import Account, Team

PASSWORD = "fictief-wachtwoord-1"


@dataclass(frozen=True)
class People:
    """Everybody who works here, in one municipality with two teams."""

    team: Team
    other_team: Team
    anouk: Account
    bilal: Account
    carla: Account
    esra: Account
    farid: Account
    gerda: Account


def make_people() -> People:
    """Make the people of the tests."""
    team = Team.objects.create(name="Team Noord")
    other = Team.objects.create(name="Team Zuid")

    def account(username: str, name: str, of: Team, role: str) -> Account:
        fields = {"display_name": name, "team": of, role: True, "phone": "010 000 00 01"}
        return Account.objects.create_user(username, PASSWORD, **fields)

    return People(
        team=team,
        other_team=other,
        anouk=account("anouk", "Anouk de Wit", team, "is_caseworker"),
        bilal=account("bilal", "Bilal Kaya", other, "is_caseworker"),
        carla=account("carla", "Carla Smit", team, "is_team_lead"),
        esra=account("esra", "Esra Yilmaz", team, "is_editor"),
        farid=account("farid", "Farid Amrani", team, "is_approver"),
        gerda=account("gerda", "Gerda Vos", team, "is_privacy_officer"),
    )
