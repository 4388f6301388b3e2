"""What `import sgzlib` costs (导入开销), against the two libraries without which it cannot be imported.

Processor time of fresh interpreters, which a busy machine hardly changes. All modules are compiled to bytecode before,
as an installer does it, whatever PYTHONDONTWRITEBYTECODE says.
"""

import os
import resource
import sys
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

from benchmarks.timing import Comparison

TURNS = 25
FIRST_CHECK = """
import datetime, sgzlib as sgz
sgz.check_qualification(sgz.Worker(registered=True), on=datetime.date(2022, 3, 1)).verdict
"""


def compare() -> list[Comparison]:
    """Time fresh interpreters in turns, an empty one among them, whose time is taken off."""
    statements = {
        "nothing": "pass",
        "needed": "import attrs, dateutil.relativedelta",
        "sgzlib": "import sgzlib",
        "first check": FIRST_CHECK,
    }
    seconds: dict[str, list[float]] = {name: [] for name in statements}
    with TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": bytecode}
        for statement in statements.values():
            _time(statement, environment)  # writes the bytecode
        for _ in range(TURNS):
            for name, statement in statements.items():
                seconds[name].append(_time(statement, environment))
    medians = {name: median(times) for name, times in seconds.items()}
    print("  ms an interpreter: " + ", ".join(f"{name} {1e3 * taken:.1f}" for name, taken in medians.items()))
    needed = medians["needed"] - medians["nothing"]
    importing, using = ((medians[name] - medians["nothing"]) / needed for name in ("sgzlib", "first check"))
    return [
        Comparison("import sgzlib / import attrs, dateutil.relativedelta", importing, 1.3, at_most=True),
        Comparison("the same, with the first check", using, 2.5, at_most=True),
    ]


def _time(statement: str, environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run([sys.executable, "-c", statement], check=True, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
