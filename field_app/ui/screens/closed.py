"""Gesloten zaken: the neutral records, how long what is kept where, and what a team lead or second reader may do with them."""

from __future__ import annotations

import flet as ft

from field_app.rules.cases.audience import may_have_papers, reads_all
from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.screens.case_duties import DutyButton
from field_app.ui.screens.case_papers import save_buttons
from field_app.ui.screens.save_file import SaveFile
from field_app.ui.state import CLOSED, AppState, use_answer, use_app
from field_app.ui.text_nl import closed as nl
from field_app.ui.text_nl import general, papers
from field_app.ui.theme import Tone
from field_app.workday.case_views import CaseloadView

#: So many at first, and so many more with each tap.
_PAGE = 15


@safe.screen
def ClosedScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen."""
    app = use_app()
    return ft.View(
        route=CLOSED,
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(ClosedCases(), key="closed")), expand=True)],
    )


@safe.component
def ClosedCases() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    t = app.t
    limit, set_limit = ft.use_state(_PAGE)
    view = use_answer(lambda day: day.caseload())
    close = ft.Row([buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")])
    top = ft.Column([close, text.title(t, nl.TITLE), text.quiet(t, nl.NOTE)], spacing=2)
    if view is None:
        return frame.column(app, top, text.quiet(t, general.LOADING))
    cards = [_card(app, view, each, each.closing) for each in view.closed[:limit] if each.closing]
    none = [] if cards else [surface.notice(t, nl.NONE, Tone.PLAIN)]
    more = [buttons.outlined(t, nl.MORE, lambda: set_limit(limit + _PAGE), "closed-more")] if len(view.closed) > limit else []
    return frame.column(app, top, *([_access(app, view)] if view.me.sees_content else []), *cards, *none, *more)


def _card(app: AppState, view: CaseloadView, case: Case, closing: Closing) -> ft.Control:
    t = app.t
    rows = surface.facts(t, nl.rows(closing))
    return surface.card(t, text.heading(t, case.code_name), rows, *_acts(app, view, case, closing), key=f"closed-{case.id}")


def _acts(app: AppState, view: CaseloadView, case: Case, closing: Closing) -> list[ft.Control]:
    """What this officer may do; nothing once the content is gone, and nothing for who does not see dossiers."""
    t, me = app.t, view.me
    if not closing.has_content or not me.sees_content:
        return []
    links = [_link(app, nl.HOLD, "place-hold", case.id, None), _link(app, nl.RULING, "record-ruling", case.id, None)]
    if me.leads and not closing.is_destroyed:
        links.append(_link(app, nl.REOPEN, "reopen-case", case.id, None))
    if me.leads:
        links += [_link(app, nl.LIFT, "lift-hold", case.id, each.id) for each in closing.holds if each.lifted_at is None]
    may_destroy = (me.leads or me.reads_along) and not closing.is_held and closing.destroy_from <= local(view.now).date()
    destroy: list[ft.Control] = []
    if may_destroy and not closing.is_asked:
        destroy = [_link(app, nl.ASK_DESTRUCTION, "ask-destruction", case.id, None)]
    elif may_destroy and closing.destruction and closing.destruction.asked_by != me.id:
        destroy = [ft.Container(DutyButton(Duty(DutyKind.CONFIRM_DESTRUCTION, case.id, me.id)), key=f"destroy-{case.id}")]
    said = nl.LATER_THAN_DESTROYED if closing.is_destroyed else nl.LATER
    later = [surface.notice(t, said, Tone.ACCENT)] if closing.later else []
    saves = save_buttons(app, case) if may_have_papers(case.owner_id, me) and not closing.is_destroyed else []
    return [*later, ft.Row(list(links), wrap=True, spacing=8, run_spacing=0), *saves, *destroy]


def _link(app: AppState, said: str, form: str, case_id: str, about: str | None) -> ft.Control:
    async def act() -> None:
        more = {"hold_id": about} if about else {}
        await actions.open_form(app, form, case_id, about, **more)

    return buttons.link(app.t, said, act, f"{form}-{case_id}")


def _access(app: AppState, view: CaseloadView) -> ft.Control:
    """Requests of residents to see everything held."""
    t = app.t

    async def ask() -> None:
        await actions.open_form(app, "ask-access")

    def check(access_id: str) -> safe.Handler:
        async def act() -> None:
            await actions.open_form(app, "check-access", None, access_id, access_id=access_id)

        return act

    rows: list[ft.Control] = []
    for each in view.access:
        is_late = not each.is_good and each.due_on < local(view.now).date()
        said = [text.body(t, each.dossier_number, bold=True), text.body(t, nl.access(each), Tone.ACCENT if is_late else Tone.PLAIN)]
        rows.append(ft.MergeSemantics(ft.Column(list(said), spacing=0)))
        if not each.is_good and each.asked_by != view.me.id:
            rows.append(buttons.link(t, nl.CHECK_ACCESS, check(each.id), f"check-{each.id}"))
        if each.is_good and (reads_all(view.me) or each.asked_by == view.me.id):
            rows.append(_package(app, each.id))
    none = [] if rows else [text.quiet(t, nl.ACCESS_NONE)]
    return surface.card(t, text.heading(t, nl.ACCESS), *rows, *none, buttons.outlined(t, nl.ASK_ACCESS, ask, "ask-access"))


def _package(app: AppState, access_id: str) -> ft.Control:
    """The package of a checked request, to hand over to the resident."""
    phone = app.phone
    return SaveFile(papers.PACKAGE, papers.PACKAGE_NAME, f"package-{access_id}", lambda: phone.access_package(access_id))
