# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be said of an estimate: families, gates, verdict, certainty and the printed range."""
