# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the library. In each docstring: the fields that it posts, or what its query asks."""
