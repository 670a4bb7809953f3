"""Dutch of the forms of the decision, the home visit and the talk."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords, Labels

_CAUTION: Labels = {
    "caution": "De cautie is gegeven",
    "caution.given_at": "Wanneer?",
    "caution.wording": ("Met welke woorden?", "bijvoorbeeld: u hoeft niet te antwoorden op mijn vragen"),
}
FACTS: Labels = {
    "facts": "Feit",
    "facts.at": "Wanneer?",
    "facts.kind": "Waar gaat het over?",
    "facts.text": ("Wat zag of hoorde u?", "Alleen feiten, in gewone woorden"),
    "facts.certainty": "Hoe zeker?",
}
PROPOSE_DECISION = FormWords(
    "Besluit",
    "Voorleggen aan de tweede lezer",
    "Het besluit ligt bij de tweede lezer",
    "Kies een uitkomst en leg uit waarom. Een collega leest mee voordat het besluit geldt.",
    {
        "outcome": "Uitkomst",
        "kind": "Wat besluiten we?",
        "answered": "Is de onderzoeksvraag beantwoord?",
        "evidence": "Wat spreekt ervoor en ertegen",
        "facts_for": "Feiten die ervoor spreken",
        "facts_against": ("Feiten die ertegen spreken", "Ook wat het vermoeden tegenspreekt, hoort bij het besluit."),
        "considered": "Wat er op tafel ligt",
        "gaps": ("Wat weten we niet?", "Wat is niet bekeken, of kan ook anders worden uitgelegd?"),
        "reason": "Waarom, in gewone taal",
        "explanation": ("Uitleg voor de inwoner", "Zo dat de inwoner het begrijpt: wat zagen we en wat betekent het?"),
        "ground": ("Redelijke grond voor het huisbezoek", "Concrete feiten die er al waren vóór het bezoek"),
        "proportionality": ("Waarom past deze stap, en kan het niet lichter?", "bijvoorbeeld: eerst bellen leverde niets op"),
        "fine_possible": "Hier kan een boete uit volgen (dan is de cautie nodig)",
        "person": "Maatwerk",
        "circumstances": ("Omstandigheden van de inwoner", "Wat nodig is om goed te besluiten; geen diagnose"),
        "alternatives": "Wat is nog meer overwogen?",
        "tailored_reason": ("Reden om af te wijken", "Alleen als het gewone besluit hier niet past"),
        "eyes": "Tweede paar ogen",
        "second_reader": "Wie leest mee?",
    },
)
READ_DECISION = FormWords(
    "Meelezen",
    "Oordeel vastleggen",
    "Uw oordeel staat bij het besluit",
    "Lees het dossier, ook wat ertegen spreekt. U bent het eens of niet eens, in uw eigen woorden.",
    {"agrees": "Bent u het ermee eens?", "text": ("Uw overweging", "Waarom wel of niet? Wat miste u?")},
)
AGREES = ("Eens", "Niet eens")
SETTLE_DECISION = FormWords(
    "Knoop doorhakken",
    "Vastleggen",
    "Uw woord staat bij het besluit",
    "De tweede lezer is het niet eens. U beslist of het besluit blijft staan.",
    {"stands": "Blijft het besluit staan?", "why": ("Waarom?", "Ga in op wat de tweede lezer zei")},
)
REVIEW_DECISION = FormWords(
    "Opnieuw bekijken",
    "Vastleggen",
    "De herbeoordeling staat bij het besluit",
    "Na het besluit kwamen er regels bij. Verandert dat iets?",
    {"considered": "Wat er nu op tafel ligt", "stands": "Blijft het besluit staan?", "why": "Waarom?"},
)
STANDS = ("Het blijft staan", "Het gaat terug")
RECORD_VISIT = FormWords(
    "Huisbezoek",
    "Huisbezoek vastleggen",
    "Het huisbezoek staat in het dossier",
    "Volg de stappen in deze volgorde. Wat echt gebeurde, legt u vast zoals het gebeurde.",
    {
        "before": "Voordat u aanbelt",
        "ground": ("Redelijke grond, van vóór het bezoek", "Zonder redelijke grond heeft weigeren geen gevolgen"),
        "companion_id": "Wie is er mee?",
        "came_at": "Aangebeld om",
        "identify": "Legitimeren",
        "identified_at": ("Gelegitimeerd om", "Eerst legitimeren en het doel zeggen, dan pas naar binnen."),
        "explain": "Uitleggen",
        "told_purpose": "Ik heb de reden en het doel van het bezoek verteld",
        "told_consequences": "Ik heb verteld wat de gevolgen zijn van weigeren",
        "ask": "Toestemming vragen",
        "consent": "Wat zei de bewoner?",
        "consented_by": ("Wie besliste aan de deur?", "bijvoorbeeld: de betrokkene zelf"),
        "is_resident": "Deze persoon woont hier",
        "consent_at": "Toestemming gegeven om",
        "refusal": ("Hoe werd er geweigerd?", "Zo letterlijk mogelijk"),
        "enter": "Naar binnen",
        "entered_at": "Binnengegaan om",
        "circumstances_heeded": ("Hoe is met omstandigheden rekening gehouden?", "bijvoorbeeld: een familielid erbij, meer tijd"),
        "caution_step": "Cautie",
        "seen": "Wat u zag",
        "told": "Wat de bewoner vertelde",
        "account": ("In de woorden van de bewoner", "Eerst het eigen verhaal, dan pas uw vragen"),
        "leave": "Afronden",
        "left_at": "Vertrokken om",
        "report": ("Verslag", "Wat is er gedaan en bekeken, ruimte voor ruimte, en wat niet"),
        **_CAUTION,
        **FACTS,
    },
)
RECORD_TALK = FormWords(
    "Gesprek",
    "Gesprek vastleggen",
    "Het gesprek staat in het dossier",
    "Luister eerst. Het eigen verhaal van de inwoner komt vóór uw vragen.",
    {
        "when": "Wanneer en met wie",
        "came": "Is de inwoner gekomen?",
        "began_at": "Begonnen om",
        "ended_at": "Afgelopen om",
        "present": ("Wie waren erbij?", "Ook een tolk of iemand die meekwam"),
        "caution_step": "Cautie",
        "told": "Wat de inwoner vertelde",
        "account": ("In de woorden van de inwoner", "Vraag: hoe ziet uw week eruit? Wat wilt u zelf vertellen?"),
        "circumstances": ("Omstandigheden", "Wat nodig is om goed te besluiten; geen diagnose"),
        "paper": "Verklaring",
        "statement": "Verklaring",
        "was_read_back": "De verklaring is voorgelezen of nagelezen",
        "signed": "Ondertekend?",
        **_CAUTION,
    },
)
ADD_REMARK = FormWords(
    "Opmerking toevoegen",
    "Opmerking vastleggen",
    "De opmerking staat erbij",
    "Wat er stond, blijft leesbaar. De opmerking komt ernaast.",
    {"text": ("Opmerking", "Wat moet erbij, of wat klopt er niet?"), "from_resident": "De inwoner vraagt hierom"},
)
