# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client comes in, reads the own page, asks, corrects and chooses; staff answer; the privacy officer looks back."""
