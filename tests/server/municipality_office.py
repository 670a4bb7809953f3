"""An office whose settings lead to the municipality on a port, and its command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from municipality_register import SECRET
from municipality_server import Municipality
from people import LINDE
from running import Office

from server.municipality_world import CONTENT, zgw
from sync_server.admin import main

Run = Callable[..., tuple[int, str, str]]
NAME = LINDE.code_name


def command_line(office: Office, town: Municipality, folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of a server whose settings lead to the town; answers exit code, what it said and complained about."""
    write(office, {"way": "zgw", "zgw": asdict(zgw(town))})
    (office.folder / "zgw.secret").touch(0o600)
    (office.folder / "zgw.secret").write_text(f"{SECRET}\n")
    (folder / "rapport.pdf").write_bytes(CONTENT)

    def ran(*words: object) -> tuple[int, str, str]:
        code = main(["municipality", *map(str, words), "--folder", str(office.folder)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def write(office: Office, settings: Any) -> None:
    (office.folder / "municipality.json").write_text(settings if isinstance(settings, str) else json.dumps(settings))
