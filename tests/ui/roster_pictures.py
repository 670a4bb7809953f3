"""The pictures of roster, swaps and safety, for `pictures`."""

from __future__ import annotations

import re
from collections.abc import Callable

from .extra_shift import add_shift
from .team import Phone, Team
from .test_alarm import press
from .test_swap import offer_to_everyone, open_own_shift, show_note

Keep = Callable[[Phone, str], None]
_LONG_MS = 1_200


def roster(team: Team, nadia: Phone, keep: Keep) -> None:
    """The week, who may take a shift, and a note without coverage."""
    shift = add_shift(team.server.folder, "Nadia", "Ruben", "Els")
    nadia.go("Meer")
    nadia.tap("Nu uitwisselen")
    nadia.go("Rooster")
    nadia.waits_for(nadia.by_id(f"shift-{shift}").or_(nadia.button("Toon meer diensten")))
    keep(nadia, "rooster")
    open_own_shift(nadia, shift)
    nadia.tap(nadia.by_id("offer-open"))
    nadia.waits_for(nadia.by_id("to-everyone"))
    nadia.scroll_to(nadia.by_id("to-everyone"))
    keep(nadia, "aanbieden")
    nadia.open("/rooster")
    offer_to_everyone(nadia, shift)
    nadia.tap(nadia.all_by_id("offer-").first)
    show_note(nadia)
    keep(nadia, "briefje")


def planner(ruben: Phone, keep: Keep) -> None:
    """A proposal as the planner sees it."""
    ruben.go("Rooster")
    ruben.tap("Naar rooster maken")
    ruben.tap(ruben.by_id("ask-proposal"))
    ruben.sees(re.compile("gedekt|Concept", re.IGNORECASE))
    ruben.page.wait_for_timeout(6_000)  # so that there is progress to be seen
    keep(ruben, "rooster-maken")


def alarm(nadia: Phone, ruben: Phone, keep: Keep) -> None:
    """Help, as the one who asked sees it."""
    nadia.open()
    nadia.first_stop()
    press(nadia, _LONG_MS)
    nadia.sees("Uw alarm")
    ruben.open()
    ruben.tap(ruben.all_by_id("alarm-").first)
    ruben.tap("Ik ga kijken")
    nadia.sees("Ruben gaat kijken")
    keep(nadia, "alarm")
