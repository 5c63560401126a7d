# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of `script/bench web`: each measures two sides in one process, turn by turn."""
