# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From people to whole numbers per cell; stays inside the secure environment."""
