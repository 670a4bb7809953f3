"""Code names for cases: trees, birds, rivers and herbs, which tell nothing about a person or a street."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

#: Names of streets are often trees as well, so that a name says nothing about where a case is; none is a name for people.
NAMES = (
    "Linde", "Esdoorn", "Wilg", "Beuk", "Iep", "Kastanje", "Plataan", "Populier", "Hazelaar", "Acacia", "Eik", "Berk", "Spar",
    "Zilverberk", "Ceder", "Cipres", "Taxus", "Meidoorn", "Sleedoorn", "Vlier", "Lijsterbes", "Lariks", "Haagbeuk", "Walnoot",
    "Buizerd", "Havik", "Sperwer", "Torenvalk", "Kiekendief", "Wouw", "Reiger", "Ooievaar", "Lepelaar", "Roerdomp", "Kievit",
    "Grutto", "Tureluur", "Wulp", "Scholekster", "Kluut", "Plevier", "Strandloper", "Stern", "Meeuw", "Aalscholver", "Fuut",
    "Meerkoet", "Waterhoen", "Smient", "Slobeend", "Tafeleend", "Brilduiker", "Zaagbek", "Wielewaal", "Nachtegaal", "Leeuwerik",
    "Kwikstaart", "Graspieper", "Tapuit", "Paapje", "Karekiet", "Rietgors", "Geelgors", "Kneu", "Putter", "Sijs", "Goudvink",
    "Boomklever", "Boomkruiper", "Winterkoning", "Heggenmus", "Roodborst", "Spotvogel", "Tjiftjaf", "Fitis", "IJsvogel", "Specht",
    "Dommel", "Aa", "Dieze", "Maas", "Waal", "Linge", "Regge", "Dinkel", "Vecht", "Eem", "Amstel", "Zaan", "Schie", "Rotte",
    "Gouwe", "Merwede", "Berkel", "Slinge", "Geul", "Gulp", "Roer", "Niers", "Swalm", "Peel", "Donge", "Reusel",
    "Tijm", "Salie", "Bieslook", "Kervel", "Dille", "Venkel", "Karwij", "Anijs", "Koriander", "Lavas", "Munt", "Citroenkruid",
    "Kamille", "Lavendel", "Valeriaan", "Duizendblad", "Korenbloem", "Klaproos", "Margriet", "Boterbloem", "Klaver", "Wikke",
)  # fmt: skip


def proposed(used: Collection[str], chance: int, count: int = 3) -> tuple[str, ...]:
    """So many free names to choose from, beginning anywhere in the list; a second round gives `Linde 2`."""
    return tuple(islice(_free(used, chance), count))


def free_name(asked: str, used: Collection[str]) -> str:
    """The name that was asked for, or the next free one when a colleague was first with it."""
    if asked not in used:
        return asked
    return next(iter(_free(used, NAMES.index(base_name(asked)))))


def base_name(name: str) -> str:
    """The name in the list of which this is a later round."""
    return name.rstrip("0123456789").rstrip()


def is_proposed(name: str) -> bool:
    """Whether this name could have been proposed."""
    return base_name(name) in NAMES


def _free(used: Collection[str], chance: int) -> Iterator[str]:
    turn = 1
    while True:
        for at in range(len(NAMES)):
            name = NAMES[(chance + at) % len(NAMES)]
            full = name if turn == 1 else f"{name} {turn}"
            if full not in used:
                yield full
        turn += 1
