"""Dutch of the export: how to check it, and what can and cannot be concluded."""

from __future__ import annotations

README = """LEESMIJ

Dit is het controlepakket van één zaak. U kunt er zelf mee nagaan dat er niets is veranderd sinds het is vastgelegd.

Wat zit erin
- rapport.pdf      het rapport van bevindingen
- dossier.json     het dossier zoals de server het bewaart
- opdrachten/      elke opdracht over deze zaak, precies zoals de server die kreeg
- fotos/           verkleinde foto's; delen kunnen onherkenbaar zijn gemaakt
- bewijs/          de hashes en handtekeningen waarmee u alles nagaat
- manifest.json    de lijst van alle bestanden, getekend door de server
- controleer.py    het programma dat alles nagaat

Zo controleert u het
1. Zet controleer.py en dit zipbestand samen in een map.
2. Start: python3 controleer.py BESTAND.zip
3. U leest wat klopt en wat niet klopt. Er is geen netwerk nodig en geen server.
Voor de handtekeningen is het pakket cryptography nodig (python3 -m pip install cryptography). Zonder dat pakket wordt al het
andere nagegaan, en zegt het programma dat de handtekeningen niet zijn gecontroleerd.
Vertrouwt u controleer.py uit dit pakket niet? Gebruik dan ronde verify BESTAND.zip, of haal het bestand uit de bron van Ronde.

Wat de uitkomst zegt
- Elke opdracht is verzegeld door een telefoon. De telefoon tekent de hele keten van haar opdrachten. Verandert iemand later
  een opdracht, of laat iemand er een weg uit het midden, dan klopt de keten niet meer.
- De server legt elke opdracht vast in een logboek en tekent het hoofd daarvan. Elke opdracht in dit pakket staat onder dat hoofd.
- Is er een tijdstempel (bewijs/tijdstempel.tsr), dan zag een ander dan de gemeente het hoofd in bewijs/tijdstempel.json op dat
  moment. Elke opdracht van daarvoor is ook onder dat hoofd nagegaan. Het stempel gaat u na met het certificaat van wie het gaf:
  openssl ts -verify -data bewijs/tijdstempel.json -in bewijs/tijdstempel.tsr -CAfile CERTIFICAAT.pem
- Van opdrachten die over andere zaken gaan, staat alleen de hash in de keten. Wat erin staat, is daaruit niet af te leiden.
- Is de inhoud van een opdracht vernietigd, dan staat alleen de hash er nog. De keten klopt dan nog steeds.
- De kenmerken (SHA-256) van de foto's zijn van de originelen en staan in de opdrachten. De originelen zitten niet in dit pakket.
  De server tekent in manifest.json ook voor de verkleinde foto's; dat zij van het origineel zijn gemaakt, zegt de server.

Wat u er niet uit kunt afleiden
- Of waar is wat een handhaver opschreef. Wel dat het zo is opgeschreven, en wanneer de server het kreeg.
- Of de klok van de telefoon goed stond. Daarom staat de tijd van ontvangst door de server erbij.
- Of dit het nieuwste pakket van deze zaak is. Vergelijk manifest.json (made_at) en het hoofd van het logboek met een later pakket.
- Of de server echt van de gemeente is. Vergelijk daarvoor de logsleutel met de sleutel die de gemeente bekendmaakt:
  python3 controleer.py BESTAND.zip SLEUTEL
- Of een handhaver iets niet heeft vastgelegd, en of de server een opdracht die bij deze zaak hoort heeft weggelaten uit dit pakket
  terwijl de hash ervan in de keten staat. Zo'n opdracht kan op verzoek van de rechter worden getoond en dan worden nagegaan.
"""
