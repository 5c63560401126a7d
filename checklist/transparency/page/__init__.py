# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the own page draws for itself: six answers at a glance, what is new, and who looked as a strip of days."""
