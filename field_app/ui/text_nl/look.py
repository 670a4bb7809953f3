"""Dutch of one look: the Waarneming screen, its chips, and the sentence that says what was filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place
from field_app.rules.vocabulary import FactKind, Light, Result, Vantage
from field_app.ui.text_nl import photo, words
from field_app.workday.views import Draft, DraftView


@dataclass(frozen=True, slots=True)
class ChipText:
    """A chip: what stands on it, the factual phrase that it writes, and the phrases that cannot stand beside it."""

    label: str
    kind: FactKind
    phrase: str
    replaces: tuple[str, ...] = ()


DRAFT_SAVED = "Concept bewaard"
CORRECTION = "Verbetering"
FIXED = "Tijd vastgezet bij uw tik"
MOVED = "Begintijd aangepast"
SEAL = "Vastleggen"
SEALED = "Bewaard op deze telefoon"
SEAL_NOTHING = "Niets gezien · vastleggen"
SEAL_BUSY = "Bezig…"
KEPT = "Concept bewaard. U vindt het bij Vandaag."
NOT_AFTER_ALL = "Toch niet vastleggen"
DISCARD = "Concept weggooien"
DISCARDED = "Concept weggegooid"
RESTORED = "Concept is terug. U vindt het bij Vandaag."
UNDO_REASON = "Direct ongedaan gemaakt door de waarnemer"
WITHDRAWN = "Ingetrokken; beide regels blijven leesbaar"
EXCULPATORY_SWITCH = "Ontlastend: pleit tegen het vermoeden"
EXCULPATORY_TITLE = "Pleit dit tegen het vermoeden?"
EXCULPATORY_YES = "Ja, ontlastend"
EXCULPATORY_NO = "Nee"

RESULT_TITLE = "Uitkomst"
HOME = "Woning"
VEHICLE = "Voertuig"
PERSON = "Persoon"
WORK = "Werk"
UNABLE_TITLE = "Waarom kon het niet?"
UNABLE_NOTE = "Toelichting"
WHAT = "Wat zag u? Alleen feiten"
WHAT_HINT = "Wat u zag of hoorde, in gewone woorden"
LINES_TITLE = "Deze regels worden vastgelegd"
LINE_EDIT = "Regel aanpassen"
LINE_REMOVE = "Regel weghalen"
LINE_REMOVED = "Regel weggehaald"
LINE_TEXT = "Tekst van de regel"
CERTAINTY = "Hoe zeker?"
PLATE = "Kenteken"
PLATE_HINT = "12-ABC-3"
PLATE_NOTE = "Alleen als de vraag over dit voertuig gaat."
VEHICLE_TEXT = "Welk voertuig, en waar?"
VEHICLE_HINT = "bijvoorbeeld: witte bestelbus, voor de deur"
VEHICLE_ADD = "Voertuig opschrijven"
VEHICLE_UNKNOWN = "voertuig"
PERSON_LABEL = "Wie?"
PERSON_TEXT = "Hoe zag deze persoon eruit?"
PERSON_HINT = "bijvoorbeeld: ca. 40 jaar, lang, donkere jas"
PERSON_HOW = "Waarvan herkend?"
PERSON_HOW_HINT = "bijvoorbeeld: dossierfoto, bekeken 12 november"
PERSON_ADD = "Persoon opschrijven"
PERSON_NOTE = "Geen namen van anderen. Geen afkomst, geloof of gezondheid."
PERSON_LABELS = ("betrokkene", "man A", "vrouw B", "kind")
REMOVE = "Weghalen"
EDIT = "Aanpassen"
ADD = "Toevoegen"

INTERPRETATION = "Eigen duiding"
INTERPRETATION_NOTE = "Wat u ervan denkt. Dit komt nooit als feit in het rapport."
CONTACT = "Contact"
CONTACT_NOTE = "Heeft u met iemand gesproken?"
CONTACT_WHO = "Met wie?"
CONTACT_SAID = "Wat is er gezegd? Zo letterlijk mogelijk"
CONTACT_IDENTIFIED = "Ik heb mij gelegitimeerd"

WHERE_TITLE = "Waar en hoe u keek"
PLACE = "Bekeken plaats"
OWN_POSITION = "Waar stond u zelf?"
OWN_POSITION_HINT = "bijvoorbeeld: openbare weg, overzijde, ca. 30 m"
PUBLIC = "Openbare plek"
YES_NO = {True: "Ja", False: "Nee"}
SIGHTLINE_TITLE = "Zicht"
SIGHTLINE_NOTE = "Waardoor niet helemaal?"
LIGHT_TITLE = "Licht"
LIGHTING_ON = "met straatverlichting"
LIGHTING_OFF = "zonder straatverlichting"
LIGHTING = "Er is straatverlichting"
VANTAGE_TITLE = "Vanuit"

TIME_TITLE = "Begintijd aanpassen"
TIME_NOTE = "De eerste tik blijft bewaard. Zeg erbij waarom de tijd anders was."
TIME_FIELD = "Begintijd (uren:minuten)"
TIME_REASON = "Waarom een andere tijd?"
TIME_WRONG = "Schrijf de tijd als 06:10."
TIME_LATER = "De begintijd kan niet later zijn dan uw tik."
LATE_REASON = "Waarom schrijft u dit later op?"
CORRECTION_TITLE = "Waarom verbetert u dit?"
CORRECTION_NOTE = "De oude regel blijft leesbaar, met uw reden erbij."

HOME_CHIPS = (
    ChipText("Licht aan", FactKind.LIGHT, "Licht aan", ("Geen licht zichtbaar",)),
    ChipText("Licht uit", FactKind.LIGHT, "Geen licht zichtbaar", ("Licht aan",)),
    ChipText("Gordijn open", FactKind.CURTAIN, "Gordijn open", ("Gordijn dicht",)),
    ChipText("Gordijn dicht", FactKind.CURTAIN, "Gordijn dicht", ("Gordijn open",)),
    ChipText("Post of containers", FactKind.MAIL_BINS, "Post of containers zichtbaar vanaf de weg"),
)
_VEHICLE = ("Voertuig aanwezig", "Voertuig vertrekt", "Voertuig komt aan", "Geen voertuig zichtbaar")
VEHICLE_CHIPS = (
    ChipText("Aanwezig", FactKind.VEHICLE, _VEHICLE[0], (_VEHICLE[3],)),
    ChipText("Vertrekt", FactKind.VEHICLE, _VEHICLE[1], (_VEHICLE[3],)),
    ChipText("Komt aan", FactKind.VEHICLE, _VEHICLE[2], (_VEHICLE[3],)),
    ChipText("Niet aanwezig", FactKind.VEHICLE, _VEHICLE[3], _VEHICLE[:3]),
)
PERSON_CHIPS = (
    ChipText("Betrokkene", FactKind.PERSON, "Betrokkene gezien"),
    ChipText("Andere persoon", FactKind.PERSON, "Andere persoon gezien"),
    ChipText("Verlaat woning", FactKind.ACTIVITY, "Verlaat de woning"),
    ChipText("Komt thuis", FactKind.ACTIVITY, "Gaat de woning binnen"),
    ChipText("Opent met sleutel", FactKind.ACTIVITY, "Opent de deur met een sleutel"),
    ChipText("Stapt in", FactKind.ACTIVITY, "Stapt in een voertuig"),
)
WORK_CHIPS = (
    ChipText("Aan het werk", FactKind.WORK, "Verricht zichtbaar werkzaamheden"),
    ChipText("Werkkleding", FactKind.WORK, "Draagt werkkleding"),
    ChipText("Laadt of lost", FactKind.WORK, "Laadt of lost spullen"),
    ChipText("Gereedschap", FactKind.WORK, "Draagt gereedschap"),
)


def is_where_open(draft: Draft) -> bool:
    """Whether something mandatory about place, sightline or light still has to be filled in."""
    known = (draft.place_id, draft.is_public_place, draft.sightline, draft.light)
    return not draft.own_position.strip() or any(each is None for each in known)


def place_of(view: DraftView) -> Place | None:
    """The place that is looked at."""
    return view.case.place(view.draft.place_id) if view.draft.place_id else None


def head(view: DraftView) -> str:
    """`Linde · dag 7`."""
    day = f"dag {view.day_number}" if view.day_number else ""
    return " · ".join(part for part in (view.case.code_name, day) if part)


def prefilled_line(view: DraftView) -> str:
    """The line under the time: what plan, shift and hour filled in."""
    draft = view.draft
    moved = draft.began_at != draft.first_tap_at and not draft.corrects
    time = f"{MOVED}, eerste tik {words.clock_seconds(draft.first_tap_at)}" if moved else FIXED
    parts = ("" if draft.corrects else time, _place_name(view.case, place_of(view)), _position(draft), _conditions(draft))
    return " · ".join(part for part in parts if part)


def whole_sentence(view: DraftView) -> str:
    """Everything that was filled in for this look, so that nothing is claimed which the officer did not read."""
    draft, place = view.draft, place_of(view)
    name = ", ".join(part for part in (view.case.code_name, place.district if place else "") if part)
    sentences = (
        name,
        _place_name(view.case, place),
        f"Om {words.clock_seconds(draft.began_at)} begonnen",
        f"Vanaf {words.lower_first(_position(draft))}",
        words.SIGHTLINES[draft.sightline] if draft.sightline else "",
        words.upper_first(_light(draft)),
        "Ontlastend" if draft.is_exculpatory else "Niet ontlastend",
    )
    return " ".join(f"{words.upper_first(each)}." for each in sentences if each)


def _place_name(case: Case, place: Place | None) -> str:
    return place.label if place and len(case.places) > 1 else ""


def _position(draft: Draft) -> str:
    spot = draft.own_position.strip().rstrip(".")
    public = "geen openbare plek" if draft.is_public_place is False else ""
    said = "openba" in spot.lower()
    if draft.is_public_place and not said:
        public = "openbare plek"
    how = "vanuit de auto" if draft.vantage is Vantage.IN_VEHICLE else "te voet"
    return ", ".join(part for part in (spot, public, how) if part)


def _light(draft: Draft) -> str:
    if draft.light is None:
        return ""
    lamps = {True: LIGHTING_ON, False: LIGHTING_OFF, None: ""}[draft.street_lighting]
    parts = (words.LIGHTS[draft.light], "" if draft.light is Light.DAYLIGHT else lamps)
    return words.lower_first(", ".join(part for part in parts if part))


def _conditions(draft: Draft) -> str:
    sight = words.SIGHTLINES[draft.sightline] if draft.sightline else ""
    return " · ".join(part for part in (words.lower_first(sight), _light(draft)) if part)


def missing(view: DraftView) -> str | None:
    """What still has to be filled in before this look can be sealed, as one sentence."""
    parts = [*_missing(view), *photo.missing(view.draft.photos)]
    return f"Nog nodig: {', '.join(parts)}." if parts else None


def _missing(view: DraftView) -> Iterator[str]:
    draft = view.draft
    checks = (
        (draft.result is None, "de uitkomst"),
        (draft.result is Result.SEEN and not draft.facts and not draft.free_text.strip(), "wat u zag"),
        (draft.result is Result.UNABLE and draft.unable_reason is None, "waarom het niet kon"),
        (place_of(view) is None, "de bekeken plaats"),
        (not draft.own_position.strip(), "waar u zelf stond"),
        (draft.is_public_place is None, "of het een openbare plek was"),
        (draft.sightline is None, "het zicht"),
        (draft.light is None, "het licht"),
        (draft.is_exculpatory is None, "of het pleit tegen het vermoeden (ja of nee)"),
        (bool(draft.corrects) and not (draft.reason or "").strip(), "de reden van de verbetering"),
        (view.is_late and not (draft.late_reason or "").strip(), "waarom u dit later opschrijft"),
        (
            draft.began_at != draft.first_tap_at and not draft.corrects and not (draft.time_reason or "").strip(),
            "de reden van de andere tijd",
        ),
    )
    return (what for is_missing, what in checks if is_missing)


def expected(flags: tuple[str, ...]) -> str:
    """What the team lead will see, said beforehand."""
    return f"Let op: {', '.join(flags)}. U kunt gewoon vastleggen; de teamleider ziet dit."
