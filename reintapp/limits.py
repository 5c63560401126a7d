# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long and how often something may be tried, and what happens then. Part of the settings."""

STAFF_IDLE_MINUTES = 60  # without a page asked for: logged out by the server, whatever the browser does
PASSWORD_AGAIN_MINUTES = 10  # so long after the password was typed, acts of weight ask for it again
CODE_NEEDS_ANOTHER_DEVICE = True  # S35: a client's code opens nothing where it was made
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # together: no stranger locks a colleague out
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a quarter of an hour is one, whoever keeps trying
AXES_CLIENT_IP_CALLABLE = "checklist.base.address.client_address"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "checklist/people/locked_out.html"
LINES_SETTLE_SECONDS = 10  # old enough to be read: whatever was being written beside it is there too (R15)
