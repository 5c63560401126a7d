# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How dates and times are written, per language: in one place, so that no page has a notation of its own."""
