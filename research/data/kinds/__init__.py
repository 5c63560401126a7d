# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One module for each family of files: what its columns are called, its rows chunk by chunk, and how it was read."""
