"""A form: the fields of one command, what is still missing in them, and what another answer made pointless."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.ui.forms.fields import Args, Asked, Group, Item, Part, Section, Shown
from field_app.ui.text_nl.forms import FormWords

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the arguments a field stands, and whether it is asked now."""

    path: Path
    field: Asked | Part | Group
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for one command; `words` hold its Dutch, by the names of the fields."""

    name: str
    words: FormWords
    fields: tuple[Item, ...]

    def defaults(self, at: datetime) -> dict[str, Any]:
        """The arguments of a new paper, before anybody filled in anything."""
        return defaults(self.fields, at)

    def places(self, args: Args) -> Iterator[Place]:
        """Every field, in order, those of groups once for each item that is there."""
        return _places(self.fields, args, (), True)

    def missing(self, args: Args) -> tuple[Path, ...]:
        """Where something must still be filled in."""
        return tuple(
            each.path for each in self.places(args) if each.is_shown and _is_missing(each.field, value_at(args, each.path))
        )

    def pointless(self, args: Args) -> tuple[Path, ...]:
        """What is filled in and no longer asked; of a part that goes as a whole only the part."""
        found: list[Path] = []
        for each in self.places(args):
            inside = any(each.path[: len(above)] == above for above in found)
            if not each.is_shown and not inside and value_at(args, each.path) is not None:
                found.append(each.path)
        return tuple(found)


def defaults(fields: tuple[Item, ...], at: datetime) -> dict[str, Any]:
    """What stands in these fields when nobody has filled in anything."""
    made: dict[str, Any] = {}
    for each in fields:
        if isinstance(each, Section | Shown):
            made |= defaults(each.fields, at)
        elif isinstance(each, Group):
            _put(made, each.path, [defaults(each.fields, at) for _ in range(each.least)])
        elif isinstance(each, Asked) and each.default is not None:
            _put(made, each.path, each.default(at) if callable(each.default) else each.default)
    return made


def _put(made: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for name in path[:-1]:
        made = made.setdefault(name, {})
    made[path[-1]] = value


def value_at(args: Any, path: Path) -> Any:
    """What stands there; None when nothing does."""
    for step in path:
        if isinstance(step, int):
            args = args[step] if isinstance(args, list | tuple) and step < len(args) else None
        else:
            args = args.get(step) if isinstance(args, Mapping) else None
    return args


def label_key(path: Path) -> str:
    """The name under which the Dutch of a field stands: its path without the numbers of items."""
    return ".".join(str(each) for each in path if not isinstance(each, int))


def _places(fields: tuple[Item, ...], args: Args, above: Path, is_shown: bool) -> Iterator[Place]:
    for each in fields:
        if isinstance(each, Section):
            yield from _places(each.fields, args, above, is_shown)
        elif isinstance(each, Shown):
            yield from _places(each.fields, args, above, is_shown and each.when(args))
        else:
            yield Place((*above, *each.path), each, is_shown)
            yield from _inside(each, args, above, is_shown)


def _inside(field: Asked | Part | Group, args: Args, above: Path, is_shown: bool) -> Iterator[Place]:
    value = value_at(args, field.path)
    if isinstance(field, Group):
        for at, item in enumerate(value or ()):
            yield from _places(field.fields, item, (*above, *field.path, at), is_shown)
    elif isinstance(field, Part) and value is not None:
        yield from _places(field.fields, value, (*above, *field.path), is_shown)


def _is_missing(field: Asked | Part | Group, value: Any) -> bool:
    if isinstance(field, Group):
        return len(value or ()) < field.least
    return isinstance(field, Asked) and field.is_required and (value is None or value in ("", []))
