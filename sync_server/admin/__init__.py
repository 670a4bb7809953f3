"""The command line `ronde`."""

from sync_server.admin.cli import main

__all__ = ["main"]
