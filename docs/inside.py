"""What `browser.py` runs inside Pyodide: compile everything, and find the modules that the page's calls import.

`root` is the folder that both see: `packages` and `workbooks` with the sources of packages, `judge.py`, and afterwards
`imported` and `rest` with the standard library, compiled.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import Any

LIBRARY = "/lib/python314.zip"
RULESETS = (
    "qualification",
    "station",
    "budget",
    "contract",
    "renewal",
    "sign",
    "plan",
    "rollout",
    "elderly_meals.meals",
)
CALLS = (
    "questions",
    "verdict",
    "violated",
    "report",
    "picture",
    "timeline",
    "remedies",
    "readings",
    "printed",
    "receipt",
)


def compiled(folder: Path) -> None:
    """Compile a folder, and leave no source in it."""
    import compileall
    from py_compile import PycInvalidationMode

    if not compileall.compile_dir(
        folder, quiet=1, legacy=True, stripdir=str(folder), invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
    ):
        raise SystemExit(f"{folder} does not compile")
    for source in folder.rglob("*.py"):
        source.unlink()


def imported() -> set[str]:
    """Return the files of the standard library that are imported by now."""
    files = (str(getattr(module, "__file__", "")) for module in tuple(sys.modules.values()))
    return {file.removeprefix(f"{LIBRARY}/") for file in files if file.startswith(LIBRARY)}


def run(root: Path) -> None:
    """Make every call of the page on empty facts, so that each imports what it needs."""
    started = imported()
    sys.path[:0] = [str(root / "packages")]
    names: dict[str, Any] = {"__name__": "judge"}
    exec((root / "judge.py").read_text(encoding="utf-8"), names)  # noqa: S102 (our own page)
    answer = names["answer"]
    for name, locale in product(RULESETS, ("zh_CN", "en")):
        for call in ("form", *CALLS):
            answer(call, name, locale, *(() if call == "form" else ("{}", "2022-03-01")))
    from zipfile import ZipFile

    # The page opens the archive too, to add the rest to it.
    with ZipFile(LIBRARY) as library:
        needed = started | imported()
        for name in library.namelist():
            if name.endswith(".py"):
                library.extract(name, root / ("imported" if name in needed else "rest"))
    for folder in ("packages", "workbooks", "imported", "rest"):
        compiled(root / folder)


run(Path("/root"))
