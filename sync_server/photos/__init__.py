"""Photos on the server: sealed files that no backup, and nobody with the disk alone, can open."""

from sync_server.photos.box import SEAL_BYTES, PhotoBox
from sync_server.photos.uploads import Uploads

__all__ = ["SEAL_BYTES", "PhotoBox", "Uploads"]
