"""How much memory a process holds, as the system counts it."""

from __future__ import annotations

from pathlib import Path


def memory(process: int | str = "self") -> dict[str, float]:
    """Megabytes held now and at the most so far."""
    lines = (line.split() for line in Path(f"/proc/{process}/status").read_text().splitlines())
    found = {words[0]: int(words[1]) / 1_024 for words in lines if words and words[0] in ("VmRSS:", "VmHWM:")}
    return {"rss_mb": found["VmRSS:"], "peak_mb": found["VmHWM:"]}
