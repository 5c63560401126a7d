# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence page, drawn once: its cards, what stands beside them, and the pieces that can be sealed apart."""
