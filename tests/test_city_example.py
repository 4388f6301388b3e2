"""The notebook of a city leads from an office's workbook to a report in few lines, committed as it was executed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[1] / "examples" / "city.ipynb"
CELLS: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
RAN = [cell for cell in CELLS if cell["cell_type"] == "code"]
OUTPUTS = [output for cell in RAN for output in cell["outputs"]]
SHOWN = ["".join(part) for output in OUTPUTS for part in (*output.get("data", {}).values(), output.get("text", ""))]
MOST_LINES = 40


def test_it_takes_few_lines() -> None:
    lines = [line for cell in RAN for line in "".join(cell["source"]).splitlines() if line]
    assert len(lines) <= MOST_LINES


def test_every_cell_ran_in_its_order_and_none_complained() -> None:
    assert [cell["execution_count"] for cell in RAN] == list(range(1, len(RAN) + 1))
    assert {output.get("name", "stdout") for output in OUTPUTS} == {"stdout"}


def test_each_district_has_a_workbook_in_the_order_of_districts() -> None:
    (files,) = [shown for shown in SHOWN if ".xlsx" in shown]
    assert files.split()[:2] == ["和平区.xlsx", "河东区.xlsx"]


def test_it_shows_the_problems_of_the_workbook_and_a_report_that_fetches_nothing() -> None:
    assert "“研究生”可指硕士或博士" in SHOWN[1]
    assert 'class="sgz" lang="zh-Hans"' in "".join(SHOWN)
    for shown in SHOWN:
        assert not re.search(r"<script|<iframe|https?:|url\(|@import|\ssrc=", shown)
