"""The pictures of casework, for `pictures`: the lists, the pattern in words, a decision to read along, the meeting."""

from __future__ import annotations

from collections.abc import Callable

from .team import Phone

Keep = Callable[[Phone, str], None]


def casework(nadia: Phone, keep: Keep) -> None:
    """What waits around the shared list, and one dossier from its meter to its decision."""
    nadia.open()
    nadia.pill_says("Bijgewerkt")
    nadia.go("Zaken")
    nadia.waits_for(nadia.all_by_id("duty-").first)
    keep(nadia, "zaken")
    nadia.dossier("Linde")
    nadia.scroll_to(nadia.all_by_id("pattern-").first)
    keep(nadia, "patroon")
    nadia.go("Zaken")
    nadia.tap(nadia.all_by_id("duty-READ_DECISION-").first)
    nadia.waits_for(nadia.chip("Eens"))
    keep(nadia, "meelezen")
    nadia.open("/overleg")
    nadia.waits_for(nadia.by_id("export-figures"))
    nadia.scroll_to(nadia.by_id("definitions"))
    keep(nadia, "overleg")
