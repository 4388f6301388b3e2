"""Mutation score of src/sgzlib by group: `python -m mutation`, or `python -m mutation law prose` for some groups.

Of each group as many mutants are tried as `COUNT` says: those whose names, hashed with the seed, come first, so that a
change elsewhere leaves the sample as it is. A mutant is tried on the tests beside its group until one fails. Those that
are equivalent stand in `equivalent.txt`, with why.
"""

import os
import re
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
HERE = Path(__file__).resolve().parent
# Where the source of each group stands, and the tests beside it.
_OTHERS = ("symbols", "interchange", "calendars", "spellings", "verification")
_BESIDE_OTHERS = (
    *("bridges/test_symbols.py", "bridges/test_interchange.py", "bridges/test_calendars.py", "bridges/workbook"),
    *("bridges/test_spellings.py", "assessment/test_receipts.py", "test_public_names.py"),
)
GROUPS = {
    "law": ("law", "tests/law tests/foreign tests/test_wrong_objects.py tests/tianjin/station/test_station.py"),
    "prose": ("prose", "tests/prose tests/assessment tests/law tests/test_reprs.py tests/bridges/test_interchange.py"),
    "advice": ("advice", "tests/advice tests/foreign"),
    "assessment": ("assessment", "tests/assessment tests/foreign tests/bridges/workbook/test_layout.py"),
    "tianjin": ("tianjin", "tests/tianjin tests/scenarios tests/test_coverage_of_rules.py tests/test_golden.py"),
    "frames": ("bridges/frames bridges/columns.py", "tests/bridges/frames tests/worlds/test_vectors_on_tables.py"),
    "sql and workbook": (
        "bridges/sql bridges/workbook",
        "tests/bridges/sql tests/bridges/workbook tests/law/test_outcomes.py",
    ),
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


def failing(root: Path, mode: str, files: list[str]) -> str | None:
    """Return the first file that fails of tests that run one after another in a tree, or what else ended them."""
    done = subprocess.run(
        [
            sys.executable,
            *f"-m pytest -x -q -p no:cov -p mutation.limit -W ignore --import-mode={mode}".split(),
            *files,
        ],
        cwd=root,
        # A compiled mutant would stand for another one of the same size that is written in the same second.
        env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        return None
    named = re.search(r"^(?:FAILED|ERROR) ([\w/.]+)", done.stdout, re.MULTILINE)
    return named[1] if named else f"exit code {done.returncode}"


def killer_of(root: Path, file: str, tests: list[str]) -> str | None:
    """Return what finds the mutant of a file: its own examples, tests of its name, the first two others or the rest."""
    # Imported as pytest's importlib does, a module would take the place of the function of its name in its package.
    examples = failing(root, "prepend", [file]) if ">>>" in (root / file).read_text(encoding="utf-8") else None
    near = [test for test in tests if Path(test).stem == f"test_{Path(file).stem}"]
    first = list(dict.fromkeys((*near, *tests[:2])))
    rest = [test for test in tests if test not in first]
    return examples or failing(root, "importlib", first) or failing(root, "importlib", rest)


def survivors(root: Path, mutants: list[Mutant], tests: list[str]) -> list[Mutant]:
    """Return the mutants that no test finds."""
    if wrong := failing(root, "importlib", tests):
        sys.exit(f"{wrong} fails without a mutant")
    alive = []
    for tick, mutant in enumerate(mutants):
        file = root / mutant.file
        right = file.read_bytes()
        file.write_bytes(right[: mutant.start] + mutant.new.encode() + right[mutant.end :])
        os.utime(file, (tick, tick))  # what was compiled of another mutant is not taken for this one
        killer = killer_of(root, mutant.file, tests)
        file.write_bytes(right)
        print(f"  {f'killed by {killer}' if killer else 'SURVIVED'}: {mutant.key}", flush=True)
        if killer is None:
            alive.append(mutant)
        else:
            tests.sort(key=killer.__ne__)  # what found this one may find the next
    return alive


def score(name: str, known: Collection[str]) -> bool:
    """Print the score of a group without the known equivalents, and return whether it is high enough."""
    begun = time()
    root = Path(tempfile.mkdtemp(prefix="mutation-")) / "tree"
    shutil.copytree(HERE.parent, root, ignore=shutil.ignore_patterns(".*", "site", "build", "dist"))
    mutants = mutants_in(root, name)
    chosen = sample(mutants)
    tried = [mutant for mutant in chosen if mutant.key not in known]
    survived = len(survivors(root, tried, files_in(root, "", GROUPS[name][1], "test_*.py")))
    shutil.rmtree(root.parent)
    share = 1 - survived / len(tried)
    counts = f"{len(tried)} of {len(mutants)} mutants, {len(chosen) - len(tried)} equivalent, {survived} survived"
    print(f"{name}: {counts}: {share:.1%}; {time() - begun:.0f} s", flush=True)
    return share >= LEAST


def mutants_in(root: Path, name: str) -> list[Mutant]:
    """Return the mutants of a group, of the files of a tree."""
    files = files_in(root, "src/sgzlib", GROUPS[name][0], "*.py")
    return [mutant for file in files for mutant in mutants_of(root, file)]


def main(asked: list[str]) -> bool:
    """Print the score of each group, two groups at a time, and return whether each is high enough."""
    known = equivalents()
    gone = set(known) - {mutant.key for name in GROUPS for mutant in mutants_in(HERE.parent, name)}
    for key in sorted(gone):
        print(f"equivalent.txt names a mutant that is no more: {key}")
    with ThreadPoolExecutor(2) as pool:
        scores = list(pool.map(partial(score, known=known), asked or GROUPS))
    return all(scores) and not gone


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
