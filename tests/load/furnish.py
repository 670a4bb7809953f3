"""Makes a server folder full of teams, and a file with their phones' keys: `python -m tests.load.furnish FOLDER`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from bench.many import many_teams

from sync_server.keys import write_secret

#: Beside the server's own files; these keys are of phones that nobody carries.
PHONES = "phones.json"


def main() -> None:
    """Furnish a new folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.furnish", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--phones", type=int, default=8, help="in each team")
    asked = parser.parse_args()
    known = many_teams(asked.folder, asked.teams, asked.phones)
    write_secret(asked.folder / PHONES, json.dumps([asdict(each) for each in known]).encode())
    print(f"{len(known)} phones of {asked.teams} teams")


if __name__ == "__main__":
    main()
