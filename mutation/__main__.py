"""Mutation score of src/sgzlib by group: `python -m mutation`, or `python -m mutation law prose` for some groups.

Of each group as many mutants are tried as `COUNT` says: those whose names, hashed with the seed, come first, so that a
change elsewhere leaves the sample as it is. A mutant is tried on the tests beside its group, file by
file, until one fails. Those that are equivalent stand in `equivalent.txt`, with why.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import time

from mutation.mutants import Mutant, mutants_of
from mutation.running import load, passes

SEED, COUNT, LEAST = 2021, 25, 0.97
HERE = Path(__file__).resolve().parent
# Where the source of each group stands, and the tests beside it.
_OTHERS = ("symbols", "interchange", "calendars", "spellings", "verification")
_BESIDE_OTHERS = (
    *("bridges/test_symbols.py", "bridges/test_interchange.py", "bridges/test_calendars.py", "bridges/workbook"),
    *("assessment/test_receipts.py", "test_public_names.py"),
)
GROUPS = {
    "law": ("law", "tests/law tests/foreign tests/test_wrong_objects.py tests/tianjin/station/test_station.py"),
    "prose": ("prose", "tests/prose tests/assessment tests/law tests/test_reprs.py tests/bridges/test_interchange.py"),
    "advice": ("advice", "tests/advice tests/foreign"),
    "assessment": ("assessment", "tests/assessment tests/foreign"),
    "tianjin": ("tianjin", "tests/tianjin tests/scenarios tests/test_coverage_of_rules.py"),
    "frames": ("bridges/frames bridges/columns.py", "tests/bridges/frames tests/worlds/test_by_rules.py"),
    "sql and workbook": ("bridges/sql bridges/workbook", "tests/bridges/sql tests/bridges/workbook"),
    "vectors and testing": (
        "bridges/vectors bridges/testing.py bridges/strategies.py bridges/plugin.py vectors testing.py",
        "tests/bridges/vectors tests/bridges/test_testing.py tests/bridges/test_strategies.py",
    ),
    "other bridges": (
        "__init__.py " + " ".join(f"bridges/{name}.py" for name in _OTHERS),
        " ".join(f"tests/{name}" for name in _BESIDE_OTHERS),
    ),
}


def files_of(root: Path, parts: str) -> list[str]:
    """Return the files of a group, as paths from the root."""
    source = root / "src/sgzlib"
    each = (source / part for part in parts.split())
    found = (file for one in each for file in (one.rglob("*.py") if one.is_dir() else [one]))
    return sorted(str(file.relative_to(root)) for file in found)


def tests_of(root: Path, paths: str) -> list[str]:
    """Return the test files of a group, the short ones first."""
    each = (root / path for path in paths.split())
    found = [file for one in each for file in (one.rglob("test_*.py") if one.is_dir() else [one])]
    return [str(file.relative_to(root)) for file in sorted(found, key=lambda file: (file.stat().st_size, file))]


def equivalents() -> dict[str, str]:
    """Return the mutants that change nothing that anybody could see, each with why."""
    lines = (HERE / "equivalent.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    return {key: why.strip() for key, why in zip(entries[::2], entries[1::2], strict=True)}


def sample(mutants: list[Mutant]) -> list[Mutant]:
    """Choose the mutants that are tried."""
    return sorted(mutants, key=lambda one: sha256(f"{SEED} {one.key}".encode()).digest())[:COUNT]


def killer(root: Path, mutant: Mutant, tests: list[str]) -> str | None:
    """Return the first file whose tests find a mutant: its own examples, tests of its name, then others."""
    stem = Path(mutant.file).stem
    near = [mutant.file, *(test for test in tests if Path(test).stem == f"test_{stem}")]
    return next((one for one in dict.fromkeys((*near, *tests)) if not passes(root, one)), None)


def survivors(root: Path, mutants: list[Mutant], tests: list[str], ticks: "count[int]") -> list[Mutant]:
    """Try mutants one after the other; return those that no test finds."""
    found, sound = [], set[str]()
    for mutant in mutants:
        file = root / mutant.file
        right = file.read_bytes()
        file.write_bytes(right[: mutant.start] + mutant.new.encode() + right[mutant.end :])
        os.utime(file, (tick := next(ticks), tick))  # what was compiled of another mutant is not taken for this one
        by = killer(root, mutant, tests)
        file.write_bytes(right)
        if by is not None and by not in sound and not passes(root, by):
            sys.exit(f"{by} fails without a mutant")
        sound.add(by or "")
        print(f"  {f'killed by {by}' if by else 'SURVIVED'}: {mutant.key}", flush=True)
        if by is None:
            found.append(mutant)
        else:  # what found this one may find the next
            tests.sort(key=by.__ne__)
    return found


def main(asked: list[str]) -> bool:
    """Print the score of each group, and return whether each is high enough."""
    known = equivalents()
    root = Path(tempfile.mkdtemp(prefix="mutation-")) / "tree"
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=HERE.parent, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(HERE.parent / name, root / name)
    every = {
        name: [one for file in files_of(root, of) for one in mutants_of(root, file)] for name, (of, _) in GROUPS.items()
    }
    keys = {one.key for mutants in every.values() for one in mutants}
    good = True
    for key in known:
        if key not in keys:
            print(f"equivalent.txt names a mutant that is no more: {key}")
            good = False
    load()
    ticks = count(10**9)
    for name in asked or GROUPS:
        begun = time()
        print(name)
        tests = tests_of(root, GROUPS[name][1])
        tried = sample(every[name])
        alive = survivors(root, tried, tests, ticks)
        real = [one for one in alive if one.key not in known]
        for found in (one for one in tried if one.key in known and one not in alive):
            print(f"equivalent.txt names a mutant that a test finds: {found.key}")
            good = False
        equal = len([one for one in tried if one.key in known])
        score = (len(tried) - equal - len(real)) / (len(tried) - equal)
        good = good and score >= LEAST
        said = f"{len(tried)} of {len(every[name])} mutants, {equal} equivalent, {len(real)} survived"
        print(f"{name}: {said}: {score:.1%}; {time() - begun:.0f} s")
    shutil.rmtree(root.parent)
    return good


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
