"""Looks at photos without trusting them, and makes the copy that people see; bytes in, bytes out.

Phone and server meet here as they meet in the rules, and nowhere else: what the phone refuses to keep the server refuses to take,
and what is blurred on the one is blurred on the other in the same way. No file, clock or network is touched.
"""

from field_app.pictures.inspecting import PictureFacts, inspected
from field_app.pictures.showing import display_copy

__all__ = ["PictureFacts", "display_copy", "inspected"]
