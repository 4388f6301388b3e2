"""A tour of sgzlib (导览): read real-looking files and print what the notice says about what they hold.

`make demo` runs it; `python examples/tour.py en` prints it in English.
"""

import json
import sys
from datetime import date
from pathlib import Path

import sgzlib as sgz

DATA = Path(__file__).parent / "data"
TODAY = date(2022, 3, 1)
LOCALE = sys.argv[1] if len(sys.argv) > 1 else "zh_CN"


def workers() -> None:
    """三(二): which of these workers have the professional qualification, and what is missing to say so."""
    for entry in json.loads((DATA / "workers.json").read_text(encoding="utf-8")):
        worker = sgz.interchange.load(sgz.Worker, entry)
        print(sgz.check_qualification(worker, on=TODAY).render(LOCALE))


AREAS = (workers,)

if __name__ == "__main__":
    for area in AREAS:
        area()
