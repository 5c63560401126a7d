# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The release format: the narrow waist between research and the checklist (standard library only)."""
