# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registration as research can use it: asked by one person, agreed to by another, one row an intake."""
