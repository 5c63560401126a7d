# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas, then the evidence; and what was shown but does not hold any more."""
