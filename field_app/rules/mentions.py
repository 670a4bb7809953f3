"""Which commands are about a case: those that name it, or name something that such a command brought into being."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: These outlive a dossier: about a shift or the list as a whole, they only name cases; and that it was destroyed must stay known.
_STAY = frozenset({"end-shift", "pin-stop", "order-nominations", "ask-destruction", "confirm-destruction"})


def about(case_id: str, commands: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Iterator[str]:
    """The ids of the commands (id, name and args, oldest first) that are about this case, that of the signal it was made of too."""
    told = list(commands)
    known = {case_id, *(str(args["signal_id"]) for command_id, _, args in told if command_id == case_id and "signal_id" in args)}
    for command_id, name, args in told:
        if name not in _STAY and (command_id in known or not known.isdisjoint(_texts(args))):
            known.add(command_id)
            yield command_id


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
