"""All SQL of the server."""

import sys

#: sqlite-utils loads these where they are installed, and the planner's solver brings them: seconds and megabytes for every command.
_NOT_WANTED = ("numpy", "pandas")

_absent = {name: None for name in _NOT_WANTED if name not in sys.modules}
sys.modules.update(_absent)  # type: ignore[arg-type]  # None is how the import system says: not here
import sqlite_utils.db  # noqa: E402, F401  # as if they were not there

for _name in _absent:
    del sys.modules[_name]
