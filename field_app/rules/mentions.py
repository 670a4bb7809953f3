"""Which commands are about a case: those that name it, or name something that such a command brought into being."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: These outlive a dossier: about a shift or the list as a whole, they only name cases; and that it was destroyed must stay known.
_STAY = frozenset({"end-shift", "pin-stop", "order-nominations", "ask-destruction", "confirm-destruction"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one command said, which device sent it as its how-manieth, and whether anything came of it or it was refused."""

    id: str
    name: str
    args: Mapping[str, Any]
    device_id: str = ""
    device_seq: int = 0
    has_come_about: bool = True

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands in the chains; a refused command may claim any id, but no place of another's."""
        return self.device_id, self.device_seq


def about(case_id: str, commands: Iterable[Said]) -> Iterator[Said]:
    """The commands (given oldest first) that are about this case, that of the signal it was made of too."""
    told = list(commands)
    known = {case_id, *(str(each.args["signal_id"]) for each in told if each.id == case_id and _is_of_signal(each))}
    refused = defaultdict[str, set[str]](set)  # what a refused command is called says nothing about those of colleagues
    for each in told:
        called, names = known if each.has_come_about else refused[each.device_id], {each.id, *_texts(each.args)}
        if each.name not in _STAY and not (names.isdisjoint(known) and names.isdisjoint(called)):
            called.add(each.id)
            yield each


def _is_of_signal(command: Said) -> bool:
    return command.has_come_about and "signal_id" in command.args


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
