"""Dutch of the access package: the names of kinds and fields, and the accompanying words."""

from __future__ import annotations

from field_app.rules.vocabulary import Kind

TITLE = "Wat de gemeente over u bewaart in Ronde"
INTRO = (
    "Dit overzicht bevat alles wat het team Handhaving Werk en Inkomen over u heeft vastgelegd. "
    "Namen en kenmerken van anderen zijn onleesbaar gemaakt. Een tweede persoon heeft dit overzicht gecontroleerd."
)
NOTHING = "Over u is in dit systeem niets vastgelegd."
FILE, CLOSING = "De zaak", "Na het afsluiten"
KINDS = {
    Kind.SIGNAL: "Signalen", Kind.PLAN: "Plannen", Kind.OBSERVATION: "Waarnemingen", Kind.FOLLOWING: "Volgacties",
    Kind.FINDING: "Bevindingen uit systemen", Kind.CALL: "Telefoongesprekken", Kind.CALLBACK: "Terugbelverzoeken",
    Kind.REQUEST: "Vragen om gegevens", Kind.LETTER: "Brieven", Kind.DECISION: "Besluiten", Kind.TALK: "Gesprekken",
    Kind.VISIT: "Huisbezoeken", Kind.REMARK: "Opmerkingen",
}  # fmt: skip
FIELDS = {
    "account": "uw eigen verhaal", "answered": "vraag beantwoord", "at": "tijd", "began_at": "begin", "came_at": "aangekomen",
    "case_id": "zaak", "circumstances": "omstandigheden", "code_name": "schuilnaam", "content": "inhoud",
    "counter_hypothesis": "kan ook anders zijn", "ended_at": "einde", "explanation": "uitleg", "facts": "feiten",
    "finding": "bevinding", "flags": "opgemerkt", "ground": "grond", "hypothesis": "vermoeden", "id": "nummer", "kind": "soort",
    "legal_basis": "grondslag", "lighter_means": "lichtere middelen", "look": "waarneming", "officer_id": "wie",
    "own_position": "plek van de handhaver", "owner_id": "wie de zaak leidt", "places": "plaatsen", "question": "vraag",
    "reason": "reden", "received_at": "ontvangen", "recorded_at": "vastgelegd", "result": "uitkomst", "statement": "verklaring",
    "status": "stand", "subjects": "personen", "system": "systeem", "text": "tekst", "topic": "onderwerp", "why": "waarom",
}  # fmt: skip
README = """LEESMIJ

In dit bestand zit alles wat het team Handhaving Werk en Inkomen in Ronde over u heeft vastgelegd.

- overzicht.pdf   om te lezen
- overzicht.json  dezelfde inhoud voor een computer

Klopt er iets niet? Vraag de gemeente om het te verbeteren of aan te vullen. Wat er stond blijft leesbaar; uw verbetering komt ernaast.
Bent u het niet eens met hoe de gemeente met uw gegevens omgaat? U kunt bezwaar maken bij de gemeente, of een klacht indienen bij de
gemeente of bij de Autoriteit Persoonsgegevens.
"""
