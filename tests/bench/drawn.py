"""One phone as a process that draws its first screen, tells when each step was done and how much memory it holds: `… <folder>`."""

import time

BEGAN = time.time()

# ruff: noqa: E402  # the clock runs before anything is loaded
import asyncio
import gc
import json
import logging
import sys
from pathlib import Path

from field_app.app import GC_THRESHOLDS, SWITCH_SECONDS
from field_app.phone import RunningPhone

LOADED = time.time()

from .filled import KEY
from .proc import memory
from .window import Window


async def main(folder: Path, words: str) -> None:
    """Open, ask what Vandaag asks, and draw it."""
    tools = time.time() - LOADED  # what only this measurement loads
    phone = RunningPhone(is_demo=False)
    await phone.open(folder, KEY)
    opened = time.time()
    await phone.ask(lambda day: (day.safety(), day.today(), day.paper_lines()))
    ready = time.time()
    window = Window(phone)
    await window.until(words, window.open)
    drawn = time.time()
    times = {"loaded": LOADED, "opened": opened - tools, "ready": ready - tools, "drawn": drawn - tools}
    print(json.dumps({**times, **memory(), "began": BEGAN}), flush=True)
    window.close()


if __name__ == "__main__":
    logging.getLogger().setLevel(logging.ERROR)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
