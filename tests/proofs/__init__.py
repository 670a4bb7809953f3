"""What Ronde promises, held against what a test run really reached: counts with their floors, and faults planted on purpose."""

from __future__ import annotations

from .counts import Proof, at_least, at_most, counted, exactly
from .settings import setting

__all__ = ["Proof", "at_least", "at_most", "counted", "exactly", "setting"]
