"""What there was to see in the demo's cases: facts in neutral words, what speaks against, and why looking failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from field_app.rules.look import Person, Vehicle
from field_app.rules.vocabulary import FactKind, UnableReason

CAR, PERSON, LIT, CURTAIN = FactKind.VEHICLE, FactKind.PERSON, FactKind.LIGHT, FactKind.CURTAIN
MAIL, SOUND, ACTIVITY, WORK = FactKind.MAIL_BINS, FactKind.SOUND, FactKind.ACTIVITY, FactKind.WORK


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look can show; the first fact holds by day and by night. `at` is the time of the first fact, where it matters."""

    facts: tuple[tuple[FactKind, str], ...]
    is_exculpatory: bool = False
    person: Person | None = None
    vehicle: Vehicle | None = None
    meaning: str | None = None
    at: time | None = None


SUBJECT = Person("betrokkene", "donkere jas, rugtas", "dossierfoto, bekeken voor de dienst")
MAN_A = Person("man A", "ca. 40 jaar, lang postuur, grijze jas")
WOMAN_B = Person("vrouw B", "ca. 35 jaar, blauwe jas, fiets met kinderzitje")
WHITE_VAN = Vehicle("witte bestelbus, imperiaal", where="oprit")
GREY_CAR = Vehicle("grijze stationwagen", where="voor de deur")


def _leaves(minute: int, hour: int = 5, plate: str | None = None, meaning: str | None = None) -> Sight:
    facts = ((CAR, "Witte bestelbus rijdt weg van de oprit, betrokkene achter het stuur."), (LIT, "Licht in de keuken is uit."))
    van = Vehicle(WHITE_VAN.description, plate, WHITE_VAN.where)
    return Sight(facts, person=SUBJECT, vehicle=van, meaning=meaning, at=time(hour, minute))


def _against(*facts: tuple[FactKind, str], of: Person | None = None) -> Sight:
    return Sight(facts, is_exculpatory=True, person=of)


def _saw(*facts: tuple[FactKind, str], of: Person | Vehicle | None = None, meaning: str | None = None) -> Sight:
    person, vehicle = (of, None) if isinstance(of, Person) else (None, of)
    return Sight(facts, person=person, vehicle=vehicle, meaning=meaning)


#: By code name: what can be seen in the first and in the second of the case's moments.
SEEN: dict[str, tuple[tuple[Sight, ...], tuple[Sight, ...]]] = {
    "Linde": (
        (
            _leaves(52),
            _leaves(38, plate="V-000-QX"),
            _against((CAR, "Witte bestelbus staat op de oprit, motor uit."), (LIT, "Geen licht zichtbaar aan de straatzijde.")),
            _leaves(5, hour=6),
            _leaves(20, hour=6, meaning="Past bij een vast begin van het werk rond half zeven."),
            _leaves(44),
        ),
        (
            _saw((CAR, "Witte bestelbus rijdt de oprit op."), (WORK, "Betrokkene laadt een gereedschapskist uit."), of=SUBJECT),
            _saw((CAR, "Witte bestelbus staat op de oprit, motor uit."), (LIT, "Licht in de woonkamer aan."), of=WHITE_VAN),
        ),
    ),
    "Esdoorn": (
        (
            _against((CURTAIN, "Gordijn aan de straatzijde gaat dicht."), (LIT, "Licht in de woonkamer aan.")),
            _saw((MAIL, "Post steekt uit de brievenbus, drie stuks.")),
        ),
        (_saw((MAIL, "Post steekt uit de brievenbus, vijf stuks."), (CURTAIN, "Gordijnen op de bovenverdieping dicht.")),),
    ),
    "Wilg": (
        (
            _saw((CAR, "Grijze stationwagen staat voor de deur, motor uit."), (LIT, "Licht in de keuken aan."), of=GREY_CAR),
            _saw((PERSON, "Man A komt de woning uit en sluit de voordeur met een sleutel."), of=MAN_A),
        ),
        (_against((PERSON, "Man A belt aan, voordeur wordt van binnen geopend."), of=MAN_A),),
    ),
    "Beuk": (
        (
            _saw((WORK, "Betrokkene in blauwe overall bij de hefbrug."), (SOUND, "Geluid van een slagmoersleutel."), of=SUBJECT),
            _saw((WORK, "Betrokkene rijdt een rode auto de garage in."), of=SUBJECT),
            _saw((WORK, "Betrokkene praat met een klant bij de balie."), of=SUBJECT, meaning="Lijkt een vaste taak."),
            _saw((ACTIVITY, "Roldeur open, twee personen aan het werk."), (PERSON, "Betrokkene is een van beiden."), of=SUBJECT),
        ),
        (
            _saw((WORK, "Betrokkene wisselt een band aan een bestelbus."), of=SUBJECT),
            _against((PERSON, "Betrokkene zit in de wachtruimte met een kop koffie."), of=SUBJECT),
        ),
    ),
    "Iep": (
        (
            _against((PERSON, "Betrokkene komt de voordeur uit en haalt de krant binnen."), of=SUBJECT),
            _saw((CAR, "Oprit leeg, hek staat open.")),
        ),
        (
            _against((CURTAIN, "Rolgordijn gaat omlaag."), (LIT, "Licht op de bovenverdieping aan.")),
            _saw((MAIL, "Container staat nog aan de straat, deksel open.")),
        ),
    ),
    "Kastanje": (
        (
            _saw((CAR, "Grijze stationwagen staat voor de deur, motor uit."), (LIT, "Licht in de woonkamer aan."), of=GREY_CAR),
            _saw((PERSON, "Man A opent de voordeur met een sleutel en gaat naar binnen."), of=MAN_A),
            _saw((CAR, "Grijze stationwagen stopt voor de deur."), (PERSON, "Man A draagt een tas naar binnen."), of=MAN_A,
                 meaning="Kan thuiskomen zijn, kan ook bezoek zijn."),
            _against((PERSON, "Man A zwaait bij de deur en rijdt weg."), of=MAN_A),
        ),
        (
            _against((PERSON, "Man A komt de portiek uit met een vuilniszak."), of=MAN_A),
            _saw((MAIL, "Brievenbus van het huisnummer is dichtgeplakt.")),
        ),
    ),
    "Plataan": (
        (_saw((WORK, "Betrokkene veegt de vloer van de salon."), of=SUBJECT),),
        (_against((PERSON, "Betrokkene zit in een kappersstoel en wordt geknipt."), of=SUBJECT),),
    ),
    "Populier": (
        (
            _saw((MAIL, "Post steekt uit de brievenbus, twee stuks.")),
            _against((PERSON, "Betrokkene zet de container aan de straat."), of=SUBJECT),
            _saw((CURTAIN, "Gordijnen aan de straatzijde dicht.")),
        ),
        (
            _saw((CAR, "Blauwe auto van betrokkene staat niet in de straat."), (LIT, "Geen licht zichtbaar aan de straatzijde.")),
            _against((CAR, "Blauwe auto van betrokkene staat voor de deur, motor uit."), (LIT, "Licht in de hal aan.")),
        ),
    ),
    "Hazelaar": (
        (
            _saw((PERSON, "Vrouw B komt aan op de fiets en opent de voordeur met een sleutel."), of=WOMAN_B),
            _against((PERSON, "Vrouw B zet een kind af bij de deur en fietst verder."), of=WOMAN_B),
        ),
        (
            _saw((ACTIVITY, "Fiets met kinderzitje staat in de voortuin, op slot."), (LIT, "Licht in de woonkamer aan.")),
            _saw((PERSON, "Vrouw B laat een hond uit en gaat de woning in."), of=WOMAN_B),
        ),
    ),
    "Acacia": (
        (
            _saw((CAR, "Zwarte pick-up stopt voor de woning."), (PERSON, "Betrokkene stapt in, met helm in de hand."), of=SUBJECT),
            _saw((PERSON, "Betrokkene wacht op de stoep in werkkleding."), of=SUBJECT),
        ),
        (
            _saw((WORK, "Betrokkene draagt steigerdelen, met helm en hesje."), of=SUBJECT),
            _saw((WORK, "Betrokkene stuurt een kruiwagen over een plank."), (SOUND, "Geluid van een betonmolen."), of=SUBJECT),
            _against((ACTIVITY, "Hek van de bouwplaats dicht, vier personen eten brood bij de keet. Betrokkene niet gezien.")),
        ),
    ),
}  # fmt: skip

#: What can be written down although nothing bore on the question; often an officer writes nothing more.
NOTHING: tuple[tuple[tuple[FactKind, str], ...], ...] = (
    (),
    ((ACTIVITY, "Geen personen of beweging zichtbaar."),),
    (),
    ((LIT, "Geen licht zichtbaar aan de straatzijde."),),
    ((CAR, "Geen voertuig voor de deur of op de oprit."),),
)
#: The same for the case in which the dark house is the pattern.
NOTHING_AT_ESDOORN = ((LIT, "Geen licht zichtbaar aan de straatzijde."), (CAR, "Geen voertuig op de oprit."))

UNABLE: tuple[tuple[UnableReason, str], ...] = (
    (UnableReason.VIEW_BLOCKED, "Verhuiswagen voor de gevel, geen zicht op de voordeur."),
    (UnableReason.ROAD_CLOSED, "Straat afgesloten voor rioolwerk, geen ander openbaar punt met zicht."),
    (UnableReason.NO_SAFE_SPOT, "Geen vrije plek om veilig stil te staan."),
    (UnableReason.CALLED_AWAY, "Weggeroepen om een collega te helpen."),
    (UnableReason.NOTICED, "Bewoner aan de overzijde keek lang naar de auto, doorgereden."),
)
