# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server, in the demo and in production: two processes, with threads to spare while a database does not answer."""

import os
from pathlib import Path

from reintapp.databases import SPARE_THREADS, places

port = os.environ.get("PORT", "8000")
bind = f"127.0.0.1:{port}"
worker_class = "gthread"
workers = 2
# How many of them may be at the database together is the door's business (reintapp.faults.Gate).
threads = places(os.environ.get("DATABASE_URL", "")) + SPARE_THREADS
# The heartbeat of a worker must not wait for a disk.
worker_tmp_dir = next((folder for folder in ("/dev/shm",) if Path(folder).is_dir()), None)  # noqa: S108
timeout = 60
graceful_timeout = 10
keepalive = 5
# Requests are logged by reintapp.middleware, without query strings and without the address of a case.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
proc_name = "tweespraak"
