"""Read by Python in every process that a test with a planted fault starts: plants the fault there as well."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if "RONDE_PLANTED" in os.environ:
    _HOUSE = Path(__file__).parents[3]
    sys.path[:0] = [str(_HOUSE), str(_HOUSE / "tests")]
    from proofs.planted import plant

    plant()
