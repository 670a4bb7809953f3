"""The verbs of a paper: an act in the making, kept as the arguments of its command at every change, until it is sealed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from field_app.rules.clock import stamped
from field_app.rules.commands import NAMES, Command
from field_app.rules.refusals import Code, Refused
from field_app.rules.wire import decode, encode
from field_app.store.drafts import PAPER
from field_app.workday import prefilling
from field_app.workday.choices import Choices, choices_for
from field_app.workday.saying import Saying

#: Names of fields and numbers in lists, from the command down to one value.
Path = tuple[str | int, ...]
#: A paper that was set aside can be brought back this long.
_DISCARDED_STAYS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """An act in the making: the name of its command, its case, the row that it is `about`, and what was filled in so far."""

    id: str
    name: str
    case_id: str | None
    args: Mapping[str, Any]
    at: datetime
    about: str | None = None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list: which form, and for which case by its code name."""

    id: str
    name: str
    code_name: str | None


class Papers(Saying):
    """Papers on one phone: every change is on disk when the verb returns, and nothing is judged before it is sealed."""

    def open_paper(
        self,
        name: str,
        case_id: str | None = None,
        about: str | None = None,
        defaults: Mapping[str, Any] | None = None,
        **prefilled: Any,
    ) -> Paper:
        """A paper for the command of this name; one that lies open for the same case and row is taken up again instead.

        `prefilled` says fields by name; before it goes what is known of the case, and before that the form's `defaults`.
        """
        facts = self._read().facts
        case_id = case_id or prefilling.case_about(name, about, facts)
        waiting = next((each for each in self.papers() if (each.name, each.case_id, each.about) == (name, case_id, about)), None)
        if waiting:
            return waiting
        known = prefilling.known(name, facts.case(case_id) if case_id else None, about, facts)
        args = {**(defaults or {}), **known, **encode_all(prefilled)}
        return self._keep_paper(Paper(self._new_id(), name, case_id, args, stamped(self._clocks.now()), about))

    def papers(self) -> tuple[Paper, ...]:
        """The papers that wait to be sealed, oldest first."""
        return tuple(decode(Paper, body[PAPER]) for _, body in self._store.drafts.open_papers())

    def paper_lines(self) -> tuple[PaperLine, ...]:
        """The same, as they are told apart in a list."""
        facts = self._read().facts
        cases = ((each, facts.case(each.case_id) if each.case_id else None) for each in self.papers())
        return tuple(PaperLine(each.id, each.name, case.code_name if case else None) for each, case in cases)

    def paper(self, paper_id: str) -> Paper:
        """A paper. Raises `Refused` when there is none."""
        body = self._store.drafts.get(paper_id)
        if body is None or PAPER not in body:
            raise Refused(Code.NOT_FOUND, paper_id=paper_id)
        return decode(Paper, body[PAPER])

    def choices(self, paper: Paper) -> Choices:
        """What there is to choose from on this paper."""
        return choices_for(self._read(), self._clocks.now(), paper.case_id, chance=sum(paper.id.encode()))

    def write_paper(self, paper_id: str, path: Path, value: Any) -> Paper:
        """Set one value, JSON-ready; None takes it away, with the part that it emptied."""
        paper = self.paper(paper_id)
        args = written(paper.args, path, mended(value))
        return self._keep_paper(Paper(paper.id, paper.name, paper.case_id, args, paper.at, paper.about))

    def discard_paper(self, paper_id: str) -> None:
        """Set a paper aside; `restore_paper` brings it back for a day."""
        now = self._clocks.now().astimezone(UTC)
        with self._store.saving():
            self._store.drafts.forget_discarded((now - _DISCARDED_STAYS).isoformat())
            self._store.drafts.discard(paper_id, now.isoformat())

    def restore_paper(self, paper_id: str) -> Paper:
        """Bring a paper back that was set aside."""
        with self._store.saving():
            self._store.drafts.restore(paper_id)
        return self.paper(paper_id)

    def seal_paper(self, paper_id: str, without: Collection[Path] = ()) -> str:
        """Say what stands on the paper; answers the command's id. Raises `Refused`; the paper then stays as it was.

        `without` are values that were filled in before another answer made them pointless: they are not said.
        """
        paper = self.paper(paper_id)
        args = paper.args
        for path in without:
            args = written(args, path, None)
        shape = NAMES[paper.name]
        nothing = {each.name: None for each in fields(shape) if each.default is MISSING}  # "nobody" has to be said as well
        return self._say(decode(shape, {**nothing, **args}), paper.id)

    def say(self, command: Command) -> str:
        """An act of one tap; answers the command's id. Raises `Refused`."""
        return self._say(command)

    def _keep_paper(self, paper: Paper) -> Paper:
        body = {PAPER: encode(paper)}
        with self._store.saving():
            self._store.drafts.put(paper.id, paper.case_id or "", body)
        return paper


def encode_all(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by field name as they travel; what is None is left out."""
    return {name: encode(value) for name, value in values.items() if value is not None}


def written(args: Any, path: Path, value: Any) -> Any:
    """The same arguments with another value at this path. A number one past the end of a list adds to it."""
    head, rest = path[0], path[1:]
    if isinstance(head, int):
        return _in_list(list(args or ()), head, rest, value)
    found = dict(args or {})
    inner = written(found.get(head), rest, value) if rest else value
    if inner is None or inner == {}:
        found.pop(head, None)
    else:
        found[head] = inner
    return found


def _in_list(found: list[Any], at: int, rest: Path, value: Any) -> list[Any]:
    if rest:
        found[at : at + 1] = [written(found[at] if at < len(found) else None, rest, value)]
    else:
        found[at : at + 1] = [] if value is None else [value]
    return found


def mended(value: Any) -> Any:
    """Text from a keyboard with half a character in it would never be saved: what is broken becomes a question mark."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {name: mended(each) for name, each in value.items()}
    return [mended(each) for each in value] if isinstance(value, list | tuple) else value
