"""Lets `python -m sync_server.admin` do what `ronde` does."""

import sys

from sync_server.admin.cli import main

sys.exit(main())
