"""The journal: every entry as it was recorded, facts apart from interpretation, with what a reader must know about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from field_app.rules.dossier.work_records import Following
from field_app.rules.look import Look
from field_app.rules.records import Observation
from field_app.rules.text_nl import flag
from field_app.rules.vocabulary import Certainty, FactKind, Kind, Result, local
from sync_server.access import text_nl as paper_nl
from sync_server.access.lines import Paper
from sync_server.report import text_nl
from sync_server.report.case_file import CaseFile
from sync_server.report.photos import Photos

Json = dict[str, Any]
#: These stand in the head of an entry, in its table of facts, or in a box of their own.
_APART = (
    "facts", "interpretation", "photos", "began_at", "ended_at", "result", "flags", "corrects", "corrected_by", "reason",
    "withdrawn", "skew_ms", "is_exculpatory", "look",
)  # fmt: skip


class Journal:
    """All entries of one case in order of time, ready for the page."""

    def __init__(self, file: CaseFile, refs: Mapping[str, str], photos: Photos) -> None:
        """`refs` says what others are called that an entry points at."""
        self._rows, self._refs, self._photos = file.held.rows, refs, photos
        self._paper = Paper(refs, text_nl.words(*_APART))

    def entries(self) -> list[Json]:
        """Every version of every entry."""
        found = [*((each, Observation) for each in self._rows.get(Kind.OBSERVATION, ())),
                 *((each, Following) for each in self._rows.get(Kind.FOLLOWING, ()))]  # fmt: skip
        return [self._entry(*each) for each in sorted(found, key=lambda one: _when(one[0]))]

    def _entry(self, row: Json, shape: type[Any]) -> Json:
        seen = row.get("look", row)
        kind = text_nl.chosen(Result(seen["result"])) if "result" in seen else text_nl.FOLLOWING
        ref = self._refs[row["id"]]
        return {
            "kind": "entry",
            "title": f"{ref}: {_span(seen)}, {kind}",
            "notes": list(self._notes(row, seen)),
            "lines": [*self._paper.lines(row, shape), *(self._paper.lines(seen, Look) if "look" in row else ())],
            "head": list(text_nl.FACTS),
            "facts": [self._fact(each) for each in seen.get("facts", ())],
            "interpretation": seen.get("interpretation") or "",
            "interpretation_title": text_nl.INTERPRETATION,
            "photos": list(self._photos.of(seen, ref)),
        }

    def _notes(self, row: Json, seen: Json) -> Iterator[str]:
        if seen.get("is_exculpatory"):
            yield text_nl.AGAINST
        if "corrects" in row:
            yield text_nl.CORRECTS.format(ref=self._refs.get(row["corrects"], row["corrects"]), reason=row["reason"])
        if row.get("corrected_by"):
            yield text_nl.CORRECTED_BY.format(ref=self._refs.get(row["corrected_by"], row["corrected_by"]))
        if gone := row.get("withdrawn"):
            yield text_nl.WITHDRAWN.format(at=paper_nl.moment(datetime.fromisoformat(gone["at"])), reason=gone["reason"])
        yield from (text_nl.FLAG.format(flag=flag(each)) for each in row.get("flags", ()))
        if (skew := row.get("skew_ms")) is not None:
            side = text_nl.AHEAD if skew > 0 else text_nl.BEHIND
            yield text_nl.SKEW.format(seconds=_thousandths(abs(skew)), side=side)
        yield from (self._remark(each) for each in self._rows.get(Kind.REMARK, ()) if each["about"] == row["id"])

    def _remark(self, remark: Json) -> str:
        at = paper_nl.moment(datetime.fromisoformat(remark["at"]))
        return text_nl.REMARK.format(who=self._refs.get(remark["officer_id"], ""), at=at, text=remark["text"])

    def _fact(self, fact: Json) -> list[str]:
        at = local(datetime.fromisoformat(fact["at"]))
        sure = Certainty(fact.get("certainty", Certainty.SEEN_MYSELF))
        return [f"{at:%H.%M}", text_nl.chosen(FactKind(fact["kind"])), fact["text"], text_nl.chosen(sure)]


def _when(row: Json) -> tuple[datetime, str, str]:
    return datetime.fromisoformat(row.get("look", row)["began_at"]), row["recorded_at"], row["id"]


def _span(seen: Json) -> str:
    began, ended = (local(datetime.fromisoformat(seen[name])) for name in ("began_at", "ended_at"))
    return f"{paper_nl.day(began.date())}, {began:%H.%M} tot {ended:%H.%M} uur"


def _thousandths(ms: int) -> str:
    """Seconds with a comma: `184,250`."""
    return f"{ms // 1000},{ms % 1000:03}"
