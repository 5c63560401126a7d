# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of the choices draws for itself, from what queries and forms hold."""
