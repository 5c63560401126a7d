# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two writers apart: of decisions, which only the decision page may import (R10), and of what a client gives before."""
