"""Dutch of the papers of a case and of a resident's package: what can be saved, and how that went."""

from __future__ import annotations

TITLE = "Rapport"
NOTE = (
    "De server maakt het rapport van bevindingen met alle regels, en een pakket waarmee iedereen kan nagaan dat er niets is "
    "veranderd. Wie het maakt, wordt genoteerd. Bewaar het alleen waar het dossier hoort."
)
REPORT, EXPORT, PACKAGE = "Maak het rapport", "Bewaar met bewijs", "Bewaar pakket"
BUSY = "De server maakt het bestand. Dit duurt even."
SAVED, NOT_SAVED = "Bewaard", "Niet bewaard"
PACKAGE_NAME = "inzagepakket.zip"


def report_name(code_name: str) -> str:
    """The file's name says the code name and nothing else."""
    return f"rapport-{code_name.lower()}.pdf"


def export_name(code_name: str) -> str:
    """The same for the export."""
    return f"controlepakket-{code_name.lower()}.zip"
