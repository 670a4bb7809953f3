"""Dutch of the drawing of the pattern."""

from __future__ import annotations

from field_app.rules.pattern.records import CellState

CAPTION = "Wanneer is gekeken en wat dat gaf, van {first} tot en met {last}"
STATES = {
    CellState.SEEN: "iets gezien",
    CellState.NOTHING_SEEN: "niets gezien",
    CellState.UNABLE: "kon niet kijken",
    CellState.PLANNED: "gepland",
    CellState.MISSED: "gepland, niet gekeken",
    CellState.NOT_PLANNED: "niet gepland",
}
