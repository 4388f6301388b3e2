"""The notebook that compares five tools is committed as it was executed, and shows what its text claims."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[1] / "examples" / "comparison.ipynb"
CELLS: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
RAN = [cell for cell in CELLS if cell["cell_type"] == "code"]
TOOLS = ["sgzlib", "dataframely", "pandera", "pointblank", "Great Expectations"]


def shown_by(start: str) -> str:
    """Return what the cell shows that begins so."""
    (cell,) = (cell for cell in RAN if "".join(cell["source"]).startswith(start))
    return "".join(text for output in cell["outputs"] for text in output["text"])


def test_every_cell_ran_in_its_order_and_none_complained() -> None:
    assert [cell["execution_count"] for cell in RAN] == list(range(1, len(RAN) + 1))
    assert {output.get("name") for cell in RAN for output in cell["outputs"]} == {"stdout"}


def test_all_tools_find_the_same_and_one_says_what_cannot_be_decided() -> None:
    *found, undecided = csv.DictReader(shown_by("problems, report").splitlines())
    assert [row.pop("tool") for row in found] == TOOLS
    assert found == [found[0]] * len(TOOLS)
    assert all(int(undecided[rule]) > 0 for rule in ("credential", "registration", "continuing_education"))


def test_the_library_takes_the_fewest_lines() -> None:
    lines = {tool: int(number) for tool, number in map(str.split, shown_by("CONTESTANTS").splitlines())}
    assert min(lines, key=lines.__getitem__) == "by_sgzlib"


def test_what_differs_in_each_run_is_shown_by_the_cell_that_is_not_compared() -> None:
    timed = ["process_time()" in "".join(cell["source"]) for cell in RAN]
    assert ["timed" in cell["metadata"].get("tags", ()) for cell in RAN] == timed
    assert len(shown_by("seconds =").splitlines()) == len(TOOLS)


def test_every_text_stands_in_chinese_and_in_english() -> None:
    for cell in (cell for cell in CELLS if cell["cell_type"] == "markdown"):
        _, *paragraphs = "".join(cell["source"]).split("\n\n")
        assert [bool(re.match(r"(- \*\*)?[A-Z]", paragraph)) for paragraph in paragraphs] == [False, True]
