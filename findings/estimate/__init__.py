# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From linked rows to estimates: plan, counts, estimators, checks, families of tests, disclosure rules."""
