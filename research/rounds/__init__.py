# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds: one plan, several municipalities in the same secure environment, their counts added at the closing."""
