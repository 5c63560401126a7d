# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501, ISC004 - prose and drawing, one line of the page or the picture to a line of code
"""What the logs of the simulation study say, as the page docs/reference/simulation-study.md and its picture.

script/study report        print it; `script/study findings --minutes 0 --write` writes it
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from research.estimators.inference import Z95

if TYPE_CHECKING:
    from tests.study.findings import Study

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "simulation-study.md"
PICTURE = PAGE.with_suffix(".svg")
STRENGTH = 10.0
NAMES = {"versus_reference": "all tracks at once", "versus_otherwise": "one track"}
BIAS_WORLDS = ("g4", "g4_direct", "pooled")
NO_EFFECT = ("g4_none", "pooled_none", "national_none")
EFFECT = ("g4", "g4_direct", "pooled", "national")
#: Draws of the national world without effects that the plan of this study asked for.
ASKED_FIRST = 60
SMALL = ("rotterdam2015", "city", "g4_weak")


def read(logs: Path, worlds: dict[str, Study]) -> pd.DataFrame:
    """All logs as one table."""
    parts = [pd.read_csv(path) for name in worlds if (path := logs / f"{name}.csv").is_file()]
    log = pd.concat(parts, ignore_index=True)
    log["error"] = log["estimate"] - log["truth"]
    log["covered"] = (log["lower"] <= log["truth"]) & (log["truth"] <= log["upper"])
    log["held"] = (log["printed_lower"] <= log["truth"]) & (log["truth"] <= log["printed_upper"])
    log["bounded"] = np.isfinite(log["lower"]) & np.isfinite(log["upper"])
    log["printed"] = log["bounded"] & (log["strength"] >= STRENGTH)
    return log


def markdown(head: list[str], rows: list[list[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def share(hits: float, total: float) -> str:
    """A share of draws in percent with its 95% range (Wilson)."""
    if not total:
        return "no draws"
    p, z2 = hits / total, Z95 * Z95
    middle, half = p + z2 / (2 * total), Z95 * np.sqrt(p * (1 - p) / total + z2 / (4 * total * total))
    low, high = (max((middle + sign * half) / (1 + z2 / total), 0.0) for sign in (-1, 1))
    return f"{100 * p:.1f}% ({100 * low:.1f}–{100 * high:.1f})"


def bias_ratio(part: pd.DataFrame) -> float:
    """The largest bias of the three tracks in standard deviations of the draws."""
    by_track = part.groupby("track")["error"]
    return float((by_track.mean() / by_track.std()).abs().max())


def bias_and_coverage(log: pd.DataFrame, worlds: dict[str, Study]) -> str:
    """A2 and A3: one line per world and comparison."""
    head = ["world", "comparison", "draws", "median strength", "enough to estimate", "bias / sd (largest of 3)",
            "95% range holds", "printed range holds", "all printed ranges of a draw", "95% range, all draws",
            "robust error", "clustered error"]  # fmt: skip
    rows = []
    for (world, comparison), part in log.groupby(["world", "comparison"], sort=False):
        printed = part[part["printed"]]
        wald = [((part["error"].abs() <= Z95 * part[name]).mean()) for name in ("se_hte", "se_cluster")]
        rows.append(
            [
                world,
                NAMES[comparison],
                f"{part['seed'].nunique():,} of {worlds[world].draws:,}",
                f"{part['strength'].median():.0f}",
                f"{100 * (part['strength'] >= STRENGTH).mean():.0f}%",
                f"{bias_ratio(part):.3f}",
                *(f"{printed[name].mean():.3f}" if len(printed) else "–" for name in ("covered", "held")),
                f"{printed.groupby('seed')['held'].all().mean():.3f}" if len(printed) else "–",
                f"{part['covered'].mean():.3f}",
                *(f"{value:.3f}" for value in wald),
            ]
        )
    return markdown(head, rows)


def whole(log: pd.DataFrame, world: str) -> pd.DataFrame:
    """One line for every draw of a world that went through the whole run."""
    part = log[(log["world"] == world) & log["directions"].notna()]
    return part.drop_duplicates("seed")


def direction_table(log: pd.DataFrame, worlds: dict[str, Study]) -> str:
    """A4 to A6: directions under rule S2."""
    head = [
        "world",
        "draws",
        "any direction",
        "any wrong direction",
        "any for a group",
        "rows without a reason",
        "rows whose range contradicts the verdict",
    ]
    rows = []
    for world, study in worlds.items():
        runs = whole(log, world)
        if not len(runs):
            continue
        found = [
            share(float((runs[name] > 0).sum()), len(runs)) for name in ("directions", "wrong", "groups")
        ]
        counts = [f"{int(runs[name].sum())}" for name in ("unexplained", "contradicted")]
        rows.append([world, f"{len(runs)} of {study.whole}", *found, *counts])
    return markdown(head, rows)


def check_table(log: pd.DataFrame, worlds: dict[str, Study]) -> str:
    """A8: how often balance and permutation reject."""
    head = ["world", "draws", "balance rejects", "draws", "permutation rejects (1%)"]
    rows = []
    for world in ("g4", "g4_rerouted_5", "g4_rerouted_15"):
        row = [world]
        for gate in ("balance", "permutation"):
            part = whole(log, world)
            part = part[part[gate].notna()]
            row += [f"{len(part)}", share(float(part[gate].sum()), len(part))]
        rows.append(row if world != "g4" else [*row[:3], "–", "– (only drawn where a direction stood)"])
    return markdown(head, rows)


def chance_of(part: pd.DataFrame) -> float:
    """Twice the standard error of a coverage; the tracks of one draw hang together."""
    by_draw = part.groupby("seed")["covered"].mean()
    return float(2.0 * by_draw.std() / np.sqrt(max(len(by_draw), 1)))


Add = Callable[[str, str, str, bool, tuple[str, ...], bool], None]


def add_bias_and_coverage(log: pd.DataFrame, add: Add) -> None:
    """A2 and A3: both comparisons, world by world."""
    for world in BIAS_WORLDS:
        part = log[log["world"] == world]
        for comparison, high in (("versus_otherwise", 0.99), ("versus_reference", 0.995)):
            own = part[part["comparison"] == comparison]
            ratio, label = bias_ratio(own), NAMES[comparison]
            add(
                "A2",
                f"bias ≤ 0.10 sd, {label}",
                f"{ratio:.3f} (chance alone gives up to {2.39 / np.sqrt(own['seed'].nunique()):.2f})",
                ratio <= 0.10,
                (world,),
                False,
            )
            printed = own[own["printed"]]
            covered = float(printed["covered"].mean())
            add(
                "A3",
                f"95% range holds the truth in 0.94–{high}, {label}",
                f"{covered:.3f} (chance alone moves it by {chance_of(printed):.3f})",
                0.94 <= covered <= high,
                (world,),
                False,
            )
            held = float(printed["held"].mean())
            add("A3", f"printed range holds the truth in 0.97 or more, {label}", f"{held:.3f}",
                held >= 0.97, (world,), False)  # fmt: skip


def goals(log: pd.DataFrame, worlds: dict[str, Study]) -> str:
    """Every acceptance line with what was found."""
    rows: list[list[str]] = []

    def add(name: str, goal: str, found: str, met: bool, names: tuple[str, ...], whole_runs: bool) -> None:
        asked = [worlds[n].whole if whole_runs else worlds[n].draws for n in names]
        seen = [len(whole(log, n)) if whole_runs else log[log["world"] == n]["seed"].nunique() for n in names]
        done = all(s >= a for s, a in zip(seen, asked, strict=True))
        word = ("met" if met else "**not met**") + ("" if done else " so far; draws not complete")
        rows.append([name, ", ".join(names), goal, found, word])

    add_bias_and_coverage(log, add)
    for world in NO_EFFECT:
        runs = whole(log, world)
        hits = float((runs["directions"] > 0).sum())
        found = share(hits, len(runs))
        add("A4", "any (so false) direction ≤ 5%", found, hits <= 0.05 * len(runs), (world,), True)
    for world in EFFECT:
        runs = whole(log, world)
        hits = float((runs["wrong"] > 0).sum())
        found = share(hits, len(runs))
        add("A5", "any wrong direction ≤ 2.5%", found, hits <= 0.025 * len(runs), (world,), True)
    for world in SMALL:
        runs = whole(log, world)
        quiet = float(((runs["groups"] == 0) & (runs["unexplained"] == 0)).sum())
        add(
            "A6",
            "no direction for a group, and says why ≥ 98%",
            share(quiet, len(runs)),
            quiet >= 0.98 * len(runs),
            (world,),
            True,
        )
    part = log[(log["world"] == "pooled") & (log["track"] == "voorbereiden")].drop_duplicates("seed")
    wrong = float((part["naive"] < 0).sum())
    add(
        "A7",
        "plain comparison has the wrong sign ≥ 95%",
        share(wrong, len(part)),
        wrong >= 0.95 * len(part),
        ("pooled",),
        False,
    )
    runs = whole(log, "g4_rerouted_5")
    seen = float(runs["balance"].sum())
    found = share(seen, len(runs))
    add("A8", "balance rejects ≥ 75%", found, seen >= 0.75 * len(runs), ("g4_rerouted_5",), True)
    return markdown(["", "world", "goal", "found", ""], rows)


def picture(log: pd.DataFrame) -> str:
    """Plain comparison, estimates and truth for the three tracks of the pooled world, as SVG."""
    part = log[(log["world"] == "pooled") & (log["comparison"] == "versus_reference")]
    left, scale, zero = 190, 18.0, 250
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 270" role="img" font-family="sans-serif" '
        'font-size="14" fill="#1a1a1a">',
        "<title>Truth, estimate and plain comparison in the pooled world</title>",
        "<desc>For each track: the true effect, the middle 90 of 100 estimates, and the plain difference with the "
        "reference, in points per 100 people.</desc>",
        '<rect width="760" height="270" fill="#ffffff"/>',
    ]
    for tick in range(-10, 21, 5):
        x = left + zero - 130 + tick * scale
        lines.append(
            f'<line x1="{x}" y1="30" x2="{x}" y2="200" stroke="{"#1a1a1a" if tick == 0 else "#cccccc"}"/>'
        )
        lines.append(f'<text x="{x}" y="218" text-anchor="middle">{f"{tick:+d}" if tick else 0}</text>')
    for row, (track, own) in enumerate(part.groupby("track", sort=False)):
        y = 60 + 55 * row
        low, mid, high = (
            left + zero - 130 + 100 * own["estimate"].quantile(q) * scale for q in (0.05, 0.5, 0.95)
        )
        naive, true = (left + zero - 130 + 100 * own[name].median() * scale for name in ("naive", "truth"))
        lines += [
            f'<text x="10" y="{y + 5}">{track.replace("_", " ")}</text>',
            f'<line x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}" stroke="#154273" stroke-width="5"/>',
            f'<circle cx="{mid:.1f}" cy="{y}" r="6" fill="#154273"/>',
            f'<line x1="{true:.1f}" y1="{y - 16}" x2="{true:.1f}" y2="{y + 16}" stroke="#1a1a1a" stroke-width="3"/>',
            f'<path d="M{naive - 7:.1f} {y - 7} l14 14 m0 -14 l-14 14" stroke="#a90061" stroke-width="3"/>',
        ]
    lines += [
        '<text x="310" y="236" text-anchor="middle">points per 100 people, against the reference</text>',
        '<line x1="20" y1="250" x2="20" y2="266" stroke="#1a1a1a" stroke-width="3"/><text x="30" y="263">truth</text>',
        '<line x1="100" y1="258" x2="140" y2="258" stroke="#154273" stroke-width="5"/>'
        f'<text x="150" y="263">90 of 100 estimates ({part["seed"].nunique():,} draws)</text>',
        '<path d="M430 251 l14 14 m0 -14 l-14 14" stroke="#a90061" stroke-width="3"/>'
        '<text x="452" y="263">plain comparison</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def early(log: pd.DataFrame) -> str:
    """What the national world without effects said at the number of draws that was first asked."""
    runs = whole(log, "national_none")
    first, later = (runs[runs["seed"] <= ASKED_FIRST], runs[runs["seed"] > ASKED_FIRST])
    return (
        f"`national_none` was first asked for {ASKED_FIRST} draws, which cannot tell 5 of 100: they gave "
        f"{int((first['directions'] > 0).sum())} of {len(first)}, the later ones "
        f"{int((later['directions'] > 0).sum())} of {len(later)}.\n"
    )


def tables(logs: Path, worlds: dict[str, Study]) -> str:
    """All tables."""
    log = read(logs, worlds)
    return "\n".join(
        [
            "## Acceptance lines\n", goals(log, worlds),
            "In brackets a 95% range. " + early(log),
            "A1 (real data, other packages) is tested in `tests/research/test_jobcorps.py`, `test_ujive.py` and",
            "`test_associations.py`; A9 (counts equal rows, same bytes whatever the order) in `test_ujive.py`, `test_run.py`",
            "and `test_acceptance.py`, which also holds a quick version of A2 to A8.\n",
            "## Bias and coverage\n", bias_and_coverage(log, worlds),
            "`strength` is √K·(F−1); below 10 a run gives no estimate, so *enough to estimate* is the share of draws and",
            "tracks that would be printed; the first three shares look at those with a bounded interval only. The *95% range* is the",
            "pointwise one; the *printed range* inverts the same test at the level at which the row was judged (decision 0061), so it",
            "should hold the truth in 97.5 of 100 or more; *all printed ranges of a draw*: those of the three services at once. *Robust* and",
            "*clustered* are estimate ± 1.96 errors. Where the strength is below 10 the estimator has no moments, and bias / sd says nothing.\n",
            "## Directions\n", direction_table(log, worlds),
            "One run tests 21 differences between groups (Holm) and then the overall effects with the effects of groups",
            "whose difference held (Holm), each family at 2.5%. Wrong: the direction disagrees with the average true effect in its group; where",
            "nothing has an effect every direction is wrong. Ranges are 95% (Wilson).\n",
            "## Broken assignment\n", check_table(log, worlds),
            "Rerouted: 5% or 15% of all young clients go from a caseworker with little taste for *direct werk* to one of the same office with much. (Sent to caseworkers whatever their taste, they do not bias the estimate; balance then sees nothing, permutation does.)",
        ]
    )  # fmt: skip


def write(logs: Path, worlds: dict[str, Study]) -> str:
    """Write the page and its picture; the text of the page."""
    from tests.study import _sides_page as sides

    log = read(logs, worlds)
    seconds = float(log.drop_duplicates(["world", "seed"])["seconds"].sum())
    sizes = [
        [name, f"{s.world.clients:,}", f"{s.world.caseworkers}", f"{s.world.offices * s.world.months}",
         f"{s.world.taste}", f"{s.draws:,}", f"{s.whole}"]
        for name, s in worlds.items()
    ]  # fmt: skip
    head = ["world", "people", "caseworkers", "strata", "taste (sd)", "draws asked", "of which whole runs"]
    text = "\n".join(
        [
            "# Simulation study of the estimator\n",
            f"Made by `script/study findings` on {date.today().isoformat()} ({platform.machine()}, {os.cpu_count()} processors,",  # noqa: DTZ011
            f"Python {platform.python_version()}, numpy {np.__version__}; {seconds / 60:.0f} minutes of one processor so far).",
            "Every draw is a whole made-up country ([the simulated world](../explanation/simulated-world.md)); all is FICTIEF.\n",
            "To go on: `script/study findings --minutes 60 --write`. It takes up each world where it was (its logs are in",
            "`var/study/findings/`; without them it starts anew), can be stopped at any time and writes this page again.\n",
            "![Truth, estimates and the plain comparison for three tracks](simulation-study.svg)\n",
            sides.kept() + tables(logs, worlds),
            "\n## Worlds\n", markdown(head, sizes),
            "`none`: no effects. `direct`: caseworkers also have a direct influence of sd 2 points. A whole run goes through",
            "everything that leads to a direction; the other draws stop at the estimates for everyone.",
            "",
        ]
    )  # fmt: skip
    PAGE.write_text(text, encoding="utf-8")
    PICTURE.write_text(picture(log), encoding="utf-8")
    return text
