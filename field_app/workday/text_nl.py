"""Dutch that leaves the app in a file: words of the exported calendar."""

from __future__ import annotations

#: A calendar is read over shoulders and synchronised to clouds: it says that there is a shift, and nothing of cases.
SHIFT = "Dienst"
CALENDAR = "Mijn diensten"
