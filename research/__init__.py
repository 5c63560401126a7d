# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How research becomes a release: a table of people goes in, group figures come out.

This package knows nothing of the web application. `research.release` needs the standard library only.
"""

__version__ = "0.1.0"
#: What the package is called where somebody installs it, and in a report.
NAME = "tweespraak-research"
