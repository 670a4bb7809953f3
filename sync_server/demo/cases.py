"""The demo's ten cases: code names, questions and places that do not exist, in districts that do."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place, Point, Viewpoint
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus, CaseTopic, Moment, Sightline
from sync_server.demo.stage import Stage

EARLY, LATE, AFTERNOON, EVENING = Moment.EARLY_MORNING, Moment.LATE_MORNING, Moment.AFTERNOON, Moment.EVENING
RESIDENCE, HOUSEHOLD, WORK = CaseTopic.MAIN_RESIDENCE, CaseTopic.JOINT_HOUSEHOLD, CaseTopic.UNDECLARED_WORK


@dataclass(frozen=True, slots=True)
class Sketch:
    """One case in outline; people are numbers in the team's order.

    `moments` are the two that answer the question; a second place belongs to the second. `day` of `days` is today, `past` counts
    the planned slots before today per moment, `ahead` those after today. `budget` is in looks,
    `photos` how many the plan allows.
    """

    code_name: str
    topic: CaseTopic
    moments: tuple[Moment, Moment]
    day: int
    days: int
    past: tuple[int, int]
    ahead: int
    budget: int
    owner: int
    buddy: int
    question: str
    counter_hypothesis: str
    places: tuple[tuple[str, str, str, Viewpoint], ...]
    photos: int = 0
    photos_reason: str = ""

    @property
    def is_due(self) -> bool:
        """Whether the window ends today, so that the team must decide."""
        return self.day == self.days


def _seen_from(text: str, sightline: Sightline = Sightline.FREE, *, lit: bool = True) -> Viewpoint:
    return Viewpoint(f"openbare weg, {text}", sightline=sightline, street_lighting=lit)


SKETCHES = (
    Sketch(
        "Linde", WORK, (EARLY, EVENING), 7, 15, (6, 4), 5, 20, 0, 3,
        "Werkt betrokkene op vroege ochtenden zonder dat te melden?",
        "Betrokkene vertrekt vroeg voor iets anders dan werk, bijvoorbeeld mantelzorg.",
        (("woning", "Nevelkruierstraat 14", "Kruiskamp", _seen_from("overzijde, ca. 30 m")),),
        photos=6,
        photos_reason="Alleen van het voertuig: of het laadt voor werk is in woorden moeilijk te beschrijven.",
    ),
    Sketch(
        "Esdoorn", RESIDENCE, (EVENING, EARLY), 12, 15, (9, 6), 1, 20, 2, 5,
        "Verblijft betrokkene in de avond en de vroege ochtend op het opgegeven adres?",
        "Betrokkene logeert tijdelijk bij familie, of volgt een avondcursus.",
        (("opgegeven adres", "Zevenknopenlaan 3", "De Rompert", _seen_from("parkeervak schuin ertegenover, ca. 25 m")),),
    ),
    Sketch(
        "Wilg", HOUSEHOLD, (EARLY, LATE), 3, 15, (2, 1), 8, 16, 1, 4,
        "Verblijft een tweede volwassene het grootste deel van de week op dit adres?",
        "De tweede persoon komt op bezoek of past op, en woont elders.",
        (("woning", "Kaarsensnuiterhof 27", "Maaspoort", _seen_from("ingang van het hof, ca. 40 m", Sightline.PARTLY)),),
    ),
    Sketch(
        "Beuk", WORK, (LATE, AFTERNOON), 10, 14, (8, 6), 2, 20, 0, 6,
        "Werkt betrokkene overdag in de garage?",
        "Betrokkene helpt een kennis een enkele keer, of laat de eigen auto nakijken.",
        (("garagebedrijf", "Turfwippersdreef 8", "Zuid", _seen_from("parkeerstrook overzijde, ca. 35 m")),),
    ),
    Sketch(
        "Iep", RESIDENCE, (EARLY, EVENING), 5, 12, (3, 3), 4, 16, 3, 0,
        "Slaapt betrokkene op het opgegeven adres?",
        "Betrokkene verblijft er gewoon en gaat vroeg naar bed.",
        (("opgegeven adres", "Regenputterspad 41", "Engelen", _seen_from("hoek van de straat, ca. 50 m", lit=False)),),
    ),
    Sketch(
        "Kastanje", HOUSEHOLD, (EVENING, AFTERNOON), 11, 15, (8, 6), 2, 18, 4, 2,
        "Verblijft man A op het adres van betrokkene, en niet op het adres dat hij opgaf?",
        "Man A komt op bezoek bij de kinderen en slaapt op zijn eigen adres.",
        (
            ("woning betrokkene", "Halmenvlechterweg 12", "Noord", _seen_from("overzijde, ca. 30 m")),
            ("opgegeven adres man A", "Mistlantaarnhof 5", "Noord", _seen_from("stoep tegenover de portiek, ca. 20 m")),
        ),
    ),
    Sketch(
        "Plataan", WORK, (LATE, AFTERNOON), 1, 14, (0, 0), 10, 16, 5, 1,
        "Werkt betrokkene overdag in de kapsalon?",
        "Betrokkene is klant of haalt daar een familielid op.",
        (("kapsalon", "Schapenbelplantsoen 2", "Boschveld", _seen_from("langs het plantsoen, ca. 25 m")),),
    ),
    Sketch(
        "Populier", RESIDENCE, (LATE, EARLY), 9, 13, (7, 6), 3, 18, 6, 7,
        "Verblijft betrokkene op het opgegeven adres?",
        "Betrokkene verblijft er wel, maar is overdag veel weg.",
        (("opgegeven adres", "Dromedijkstraat 66", "Hintham", _seen_from("bij de bushalte, ca. 40 m", Sightline.PARTLY)),),
    ),
    Sketch(
        "Hazelaar", HOUSEHOLD, (AFTERNOON, EVENING), 8, 12, (6, 5), 3, 18, 1, 0,
        "Verblijft vrouw B het grootste deel van de week op dit adres?",
        "Vrouw B haalt en brengt kinderen en verblijft elders.",
        (("woning", "Vuursteenkloverlaan 19", "De Vliert", _seen_from("parkeervak overzijde, ca. 30 m")),),
    ),
    Sketch(
        "Acacia", WORK, (EARLY, AFTERNOON), 14, 14, (9, 7), 0, 18, 7, 1,
        "Werkt betrokkene op de bouwplaats?",
        "Betrokkene brengt een huisgenoot naar het werk en gaat weer weg.",
        (
            ("woning", "Wolkammerserf 33", "Empel", _seen_from("begin van het erf, ca. 45 m", lit=False)),
            ("bouwplaats", "Kruiwagenkade, perceel 4", "Empel", _seen_from("fietspad langs het hek, ca. 60 m", Sightline.PARTLY)),
        ),
    ),
)  # fmt: skip

#: Where the places would be, made up: the town around them exists.
POINTS = {
    "Linde": (Point(51_698_700, 5_290_300),),
    "Esdoorn": (Point(51_710_400, 5_313_600),),
    "Wilg": (Point(51_722_800, 5_298_100),),
    "Beuk": (Point(51_676_300, 5_311_800),),
    "Iep": (Point(51_716_900, 5_258_700),),
    "Kastanje": (Point(51_715_200, 5_304_900), Point(51_717_100, 5_308_200)),
    "Plataan": (Point(51_689_200, 5_285_600),),
    "Populier": (Point(51_701_300, 5_347_400),),
    "Hazelaar": (Point(51_694_800, 5_323_900),),
    "Acacia": (Point(51_729_600, 5_325_200), Point(51_731_800, 5_319_700)),
}


def cases(stage: Stage, officers: tuple[Officer, ...]) -> tuple[Case, ...]:
    """Give the cases on the shared list, in the order of the sketches."""
    return tuple(_case(stage, number, each, officers) for number, each in enumerate(SKETCHES))


def _case(stage: Stage, number: int, sketch: Sketch, officers: tuple[Officer, ...]) -> Case:
    name = sketch.code_name
    return Case(
        id=stage.id("case", name),
        code_name=name,
        topic=sketch.topic,
        status=CaseStatus.DECISION_DUE if sketch.is_due else CaseStatus.OBSERVING,
        owner_id=officers[sketch.owner].id,
        places=tuple(
            Place(stage.id("place", name, place[0]), *place, point)
            for place, point in zip(sketch.places, POINTS[name], strict=True)
        ),
        plan_id=stage.id("plan", name),
        buddy_id=officers[sketch.buddy].id,
        dossier_number=f"WI-{stage.today.year}-{1204 + 37 * number}",
    )
