"""Faults planted in the real code on purpose, one at a time, each of which a named test must find."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..counts import PLANTED
from .fault import Fault

#: Python reads the module `sitecustomize` of this folder in every process that a test starts.
CHILD = Path(__file__).parents[1] / "child"


def faults() -> dict[str, Fault]:
    """All faults by name; each module beside this one has a tuple `FAULTS`."""
    beside = [each.name for each in iter_modules(__path__) if each.name != "fault"]
    found = [fault for name in beside for fault in import_module(f"{__name__}.{name}").FAULTS]
    named = {fault.name: fault for fault in found}
    assert len(named) == len(found), "each fault has a name of its own"
    return named


def plant() -> None:
    """Plant the fault that the environment names, in this process and in those that it starts; nothing without one."""
    if name := os.environ.get(PLANTED):
        roads = os.environ.get("PYTHONPATH", "")
        if str(CHILD) not in roads:
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(CHILD), roads)))
        faults()[name].plant()
