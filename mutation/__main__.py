"""Mutation score of src/sgzlib by group: `python -m mutation`, or `python -m mutation law prose` for some groups.

Of each group as many mutants are tried as `COUNT` says: those whose names, hashed with the seed, come first, so that a
change elsewhere leaves the sample as it is. A mutant is tried on the tests beside its group, file by
file, until one fails. Those that are equivalent stand in `equivalent.txt`, with why.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import time

import pytest

from mutation.mutants import Mutant, mutants_of

SEED, COUNT, LEAST = 2026, 25, 0.97
SECONDS = 90
"""What the tests of one file may take of a processor."""
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
    "frames": ("bridges/frames bridges/columns.py", "tests/bridges/frames tests/worlds/test_vectors_on_tables.py"),
    "sql and workbook": ("bridges/sql bridges/workbook", "tests/bridges/sql tests/bridges/workbook"),
    "vectors and testing": (
        "bridges/vectors bridges/testing.py bridges/strategies.py bridges/plugin.py vectors.py testing.py",
        "tests/bridges/vectors tests/bridges/test_testing.py tests/bridges/test_strategies.py",
    ),
    "other bridges": (
        "__init__.py " + " ".join(f"bridges/{name}.py" for name in _OTHERS),
        " ".join(f"tests/{name}" for name in _BESIDE_OTHERS),
    ),
}


def files_in(root: Path, folder: str, parts: str, pattern: str) -> list[str]:
    """Return the files of parts of a folder, as paths from the root, the short ones first."""
    places = (root / folder / part for part in parts.split())
    files = [file for place in places for file in (place.rglob(pattern) if place.is_dir() else [place])]
    return [str(file.relative_to(root)) for file in sorted(files, key=lambda file: (file.stat().st_size, file))]


def equivalents() -> dict[str, str]:
    """Return the mutants that change nothing that anybody could see, each with why."""
    lines = (HERE / "equivalent.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    return {key: why.strip() for key, why in zip(entries[::2], entries[1::2], strict=True)}


def sample(mutants: list[Mutant]) -> list[Mutant]:
    """Choose the mutants that are tried."""
    return sorted(mutants, key=lambda mutant: sha256(f"{SEED} {mutant.key}".encode()).digest())[:COUNT]


def passes(root: Path, file: str) -> bool:
    """Whether the tests of a file pass in a tree as it is; those that take too long do not."""
    # Imported as pytest's importlib does, a module would take the place of the function of its name in its package.
    mode = "prepend" if file.startswith("src/") else "importlib"
    try:
        done = subprocess.run(
            [sys.executable, *f"-m pytest -x -q -p no:cov -W ignore --import-mode={mode}".split(), file],
            cwd=root,
            # A compiled mutant would stand for another one of the same size that is written in the same second.
            env=os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_CPU, (SECONDS, SECONDS)),
            timeout=60 * SECONDS,  # one that waits for ever takes no processor
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


def survivors(root: Path, mutants: list[Mutant], tests: list[str]) -> list[Mutant]:
    """Return the mutants that no test finds: neither their own examples nor tests of their name, nor others."""
    alive, sound = [], set[str]()
    for tick, mutant in enumerate(mutants):
        file = root / mutant.file
        right = file.read_bytes()
        file.write_bytes(right[: mutant.start] + mutant.new.encode() + right[mutant.end :])
        os.utime(file, (tick, tick))  # what was compiled of another mutant is not taken for this one
        near = [mutant.file, *(test for test in tests if Path(test).stem == f"test_{file.stem}")]
        killer = next((test for test in dict.fromkeys((*near, *tests)) if not passes(root, test)), None)
        file.write_bytes(right)
        print(f"  {f'killed by {killer}' if killer else 'SURVIVED'}: {mutant.key}", flush=True)
        if killer is None:
            alive.append(mutant)
            continue
        if killer not in sound and not passes(root, killer):
            sys.exit(f"{killer} fails without a mutant")
        sound.add(killer)
        tests.sort(key=killer.__ne__)  # what found this one may find the next
    return alive


def score(name: str, known: Collection[str]) -> tuple[bool, set[str]]:
    """Print the score of a group; return whether it is high enough, and the known mutants that a test finds."""
    begun = time()
    root = Path(tempfile.mkdtemp(prefix="mutation-")) / "tree"
    shutil.copytree(HERE.parent, root, ignore=shutil.ignore_patterns(".*", "site", "build", "dist"))
    mutants = mutants_in(root, name)
    tried = sample(mutants)
    alive = {mutant.key for mutant in survivors(root, tried, files_in(root, "", GROUPS[name][1], "test_*.py"))}
    shutil.rmtree(root.parent)
    equivalent = {mutant.key for mutant in tried} & set(known)
    survived = len(alive - equivalent)
    share = 1 - survived / (len(tried) - len(equivalent))
    counts = f"{len(tried)} of {len(mutants)} mutants, {len(equivalent)} equivalent, {survived} survived"
    print(f"{name}: {counts}: {share:.1%}; {time() - begun:.0f} s", flush=True)
    return share >= LEAST, equivalent - alive


def mutants_in(root: Path, name: str) -> list[Mutant]:
    """Return the mutants of a group, of the files of a tree."""
    files = files_in(root, "src/sgzlib", GROUPS[name][0], "*.py")
    return [mutant for file in files for mutant in mutants_of(root, file)]


def main(asked: list[str]) -> bool:
    """Print the score of each group, two groups at a time, and return whether each is high enough."""
    known = equivalents()
    wrong = set(known) - {mutant.key for name in GROUPS for mutant in mutants_in(HERE.parent, name)}
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(partial(score, known=known), asked or GROUPS))
    wrong = wrong.union(*(killed for _, killed in scores))
    for key in sorted(wrong):
        print(f"equivalent.txt names a mutant that is no more, or that a test finds: {key}")
    return all(good for good, _ in scores) and not wrong


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
