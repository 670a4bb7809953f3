"""Forms on one phone, the screens left out: kept at every change, taken up again, sealed once, brought back when thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from people import HOME, KARIN, LINDE, NADIA, OLM, RUBEN
from running import Watch
from store.filled import enrolled, world_rows

from field_app.device import new_id
from field_app.rules.dossier.list_commands import RecordSignal
from field_app.rules.dossier.words import Reliability, SignalSource
from field_app.rules.dossier.work_records import Signal
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.vocabulary import Result
from field_app.store.phone_store import PhoneStore
from field_app.ui.forms import FORMS
from field_app.ui.text_nl.letters import suggested
from field_app.workday import Workday
from field_app.workday.papers import Paper, written


class Held:
    """A phone that can be put away and taken up again."""

    def __init__(self, path: Path) -> None:
        self.path, self.watch = path, Watch()
        self.store, self.day = self._open()

    def _open(self) -> tuple[PhoneStore, Workday]:
        store = enrolled(self.path)
        if not store.casebook.totals():
            with store.saving():
                store.casebook.take(world_rows(), 0)
        return store, Workday(store, self.watch.clocks(), new_id)

    def restarts(self) -> None:
        """The app is closed and opened again."""
        self.store.close()
        self.store, self.day = self._open()

    def new(self, name: str, case_id: str | None = None, about: str | None = None, **prefilled: Any) -> Paper:
        """A form as the screen opens it."""
        return self.day.open_paper(name, case_id, about, FORMS[name].defaults(self.watch.wall), **prefilled)

    def fill(self, paper: Paper, **values: Any) -> None:
        """Write these, one by one."""
        for name, value in values.items():
            self.day.write_paper(paper.id, (name,), value)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    made = Held(tmp_path / "phone.db")
    yield made
    made.store.close()


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as no:
        act()
    return no.value


def test_a_form_is_as_it_was_when_the_app_opens_again_and_is_then_sealed(held: Held) -> None:
    paper = held.new("record-signal")
    held.fill(paper, source="CASEWORKER", content="Buren zien zelden licht", reliability="PLAUSIBLE")
    held.restarts()
    assert held.day.papers() == (held.day.paper(paper.id),)
    assert held.day.paper(paper.id).args["content"] == "Buren zien zelden licht"
    assert held.new("record-signal").id == paper.id, "an open form is gone on with"
    sealed = held.day.seal_paper(paper.id)
    signal = held.day._read().facts.record(Signal, sealed)
    assert signal is not None and signal.content == "Buren zien zelden licht"
    assert held.day.papers() == ()
    assert held.store.outbox.last_seq == 1
    assert refused(lambda: held.day.seal_paper(paper.id)).code is Code.NOT_FOUND


def test_a_form_that_is_not_complete_stays_and_says_where(held: Held) -> None:
    paper = held.new("record-signal")
    held.fill(paper, source="CASEWORKER", reliability="PLAUSIBLE")
    no = refused(lambda: held.day.seal_paper(paper.id))
    assert isinstance(no, Malformed) and no.details["path"] == "content"
    held.fill(paper, content="   ")
    no = refused(lambda: held.day.seal_paper(paper.id))
    assert (no.code, no.details["field"]) == (Code.REASON_MISSING, "content")
    assert [each.id for each in held.day.papers()] == [paper.id]
    assert held.store.outbox.last_seq == 0


def test_a_form_thrown_away_comes_back_whole_within_a_day_and_not_later(held: Held) -> None:
    paper = held.new("record-signal")
    held.fill(paper, content="Een begin")
    held.day.discard_paper(paper.id)
    assert held.day.papers() == ()
    assert held.day.restore_paper(paper.id).args["content"] == "Een begin"
    held.day.discard_paper(paper.id)
    held.watch.forward(hours=25)
    held.day.discard_paper(held.new("record-lesson").id)
    assert refused(lambda: held.day.restore_paper(paper.id)).code is Code.NOT_FOUND


def test_forms_for_two_cases_and_two_rows_stand_side_by_side(held: Held) -> None:
    first, second = held.new("add-place", LINDE.id), held.new("add-place", OLM.id)
    third, fourth = held.new("add-remark", LINDE.id, "look-1"), held.new("add-remark", LINDE.id, "look-2")
    assert len({first.id, second.id, third.id, fourth.id}) == 4
    lines = [(each.name, each.code_name) for each in held.day.paper_lines()]
    assert sorted(lines) == [("add-place", "Linde"), ("add-place", "Olm"), ("add-remark", "Linde"), ("add-remark", "Linde")]
    assert fourth.args["about"] == "look-2"


def test_a_look_in_the_making_and_a_form_do_not_see_each_other(held: Held) -> None:
    draft, paper = held.day.begin(LINDE.id, Result.NOTHING_SEEN).draft, held.new("add-place", LINDE.id)
    assert [each.id for each in held.day.today().drafts] == [draft.id]
    view = held.day.case(LINDE.id)
    assert view.draft is not None and view.draft.id == draft.id
    assert [each.id for each in held.day.papers()] == [paper.id]
    assert refused(lambda: held.day.draft(paper.id)).code is Code.OBSERVATION_UNKNOWN
    assert refused(lambda: held.day.paper(draft.id)).code is Code.NOT_FOUND
    assert held.store.drafts.damaged() == 0


def test_what_stands_in_the_dossier_need_not_be_typed_again(held: Held) -> None:
    assert held.new("describe-case", LINDE.id).args["case_id"] == LINDE.id
    assert held.new("set-buddy", LINDE.id).args["buddy_id"] == NADIA.id
    assert held.new("submit-plan", LINDE.id).args["place_id"] == HOME.id
    assert held.new("write-letter", LINDE.id).args["contact_id"] == RUBEN.id
    plan = held.new("return-plan", about="linde-plan")
    assert (plan.case_id, plan.args["plan_id"]) == (LINDE.id, "linde-plan")
    assert held.new("nominate-case", OLM.id, why="Nu wel").args["why"] == "Nu wel"


def test_nobody_is_an_answer_too(held: Held) -> None:
    paper = held.new("set-buddy", LINDE.id)
    held.fill(paper, buddy_id=None)
    held.day.seal_paper(paper.id)
    case = held.day._read().facts.case(LINDE.id)
    assert case is not None and case.buddy_id is None


def test_what_another_answer_made_pointless_is_kept_and_not_said(held: Held) -> None:
    paper = held.new("record-signal")
    held.fill(paper, source="CASEWORKER", content="Melding", reliability="UNKNOWN", case_id="no-such-case")
    assert refused(lambda: held.day.seal_paper(paper.id)).code is Code.CASE_UNKNOWN
    assert held.day.paper(paper.id).args["case_id"] == "no-such-case"
    held.day.seal_paper(paper.id, without=[("case_id",)])


def test_what_can_be_chosen_are_colleagues_who_see_dossiers_and_lines_on_which_a_decision_may_rest(held: Held) -> None:
    draft = held.day.begin(LINDE.id, Result.NOTHING_SEEN).draft
    look = held.day.seal(draft.id).id
    finding = held.new("record-finding", LINDE.id)
    held.fill(finding, system="BRP", ground="artikel 53a", finding="Een persoon", is_exculpatory=True)
    desk = held.day.seal_paper(finding.id)
    choices = held.day.choices(held.new("propose-decision", LINDE.id))
    assert {each.id for each in choices.entries} == {look, desk}
    assert {NADIA, RUBEN, KARIN} <= set(choices.colleagues)
    assert len(choices.code_names) == 3
    assert choices.code_names == held.day.choices(held.new("propose-decision", LINDE.id)).code_names


def test_a_letter_says_why_what_for_whom_to_reach_and_that_the_time_may_be_changed(held: Held) -> None:
    paper = held.new("write-letter", LINDE.id)
    held.fill(paper, kind="INVITATION", reason="uw adres is niet duidelijk")
    assert suggested(held.day.paper(paper.id).args, held.day.choices(paper)) is None, "without a purpose there is no letter"
    held.fill(paper, purpose="Wij willen uw verhaal horen", meets_at="2026-11-30T10:00:00+01:00")
    said = suggested(held.day.paper(paper.id).args, held.day.choices(paper)) or ""
    asked = (
        "Uw adres is niet duidelijk.",
        "Wij willen uw verhaal horen.",
        "maandag 30 november om 10:00",
        "ander moment",
        RUBEN.name,
        "klacht",
    )
    assert [each for each in asked if each not in said] == []


def test_what_was_in_the_making_for_a_destroyed_case_goes_with_it(held: Held) -> None:
    for name, case_id, about in (("add-place", LINDE.id, None), ("return-plan", None, "linde-plan"), ("add-place", OLM.id, None)):
        held.new(name, case_id, about)
    with held.store.saving():
        held.store.drafts.remove_of(LINDE.id)
    assert [each.case_id for each in held.day.papers()] == [OLM.id]


def test_an_act_of_one_tap_needs_no_form(held: Held) -> None:
    on = held.watch.wall.date()
    said = held.day.say(RecordSignal(SignalSource.CITIZEN, on, "Gebeld", Reliability.UNKNOWN))
    assert held.day._read().facts.record(Signal, said) is not None


def test_half_a_character_is_kept_as_a_mark_instead_of_losing_the_text(held: Held) -> None:
    paper = held.new("record-signal")
    held.fill(paper, content="een \ud83d halve")
    held.restarts()
    assert held.day.paper(paper.id).args["content"] == "een \ufffd halve"


def test_a_text_that_is_too_long_is_kept_and_refused_only_when_it_is_sealed(held: Held) -> None:
    paper, long = held.new("record-signal"), "a" * 5_000
    held.fill(paper, source="CASEWORKER", reliability="UNKNOWN", content=long)
    held.restarts()
    assert held.day.paper(paper.id).args["content"] == long
    no = refused(lambda: held.day.seal_paper(paper.id))
    assert (no.code, no.details["path"]) == (Code.TEXT_TOO_LONG, "content")


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ({}, ("a",), 1, {"a": 1}),
        ({"a": 1}, ("a",), None, {}),
        ({}, ("a", "b"), 1, {"a": {"b": 1}}),
        ({"a": {"b": 1}}, ("a", "b"), None, {}),
        ({}, ("a", 0, "b"), 1, {"a": [{"b": 1}]}),
        ({"a": [{"b": 1}]}, ("a", 1), {}, {"a": [{"b": 1}, {}]}),
        ({"a": [{"b": 1}, {"b": 2}]}, ("a", 0), None, {"a": [{"b": 2}]}),
        ({"a": [{"b": 1}]}, ("a", 0, "b"), None, {"a": [{}]}),
        ({"a": [1]}, ("a",), [], {"a": []}),
    ],
)
def test_a_value_is_written_at_its_place_and_nothing_else_changes(before: Any, path: Any, value: Any, after: Any) -> None:
    untouched = repr(before)
    assert written(before, path, value) == after
    assert repr(before) == untouched
