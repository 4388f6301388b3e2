"""The notebook is committed as it was executed: it shows its answers where nothing can be run, and fetches nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[1] / "examples" / "country.ipynb"
CELLS: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
RAN = [cell for cell in CELLS if cell["cell_type"] == "code"]
OUTPUTS = [output for cell in RAN for output in cell["outputs"]]
SHOWN = ["".join(part) for output in OUTPUTS for part in (*output.get("data", {}).values(), output.get("text", ""))]


def test_every_cell_ran_in_its_order_and_none_complained() -> None:
    assert [cell["execution_count"] for cell in RAN] == list(range(1, len(RAN) + 1))
    assert {output["output_type"] for output in OUTPUTS} == {"execute_result", "stream"}
    assert {output.get("name", "stdout") for output in OUTPUTS} == {"stdout"}


def test_what_it_shows_is_text_and_still_pictures() -> None:
    assert {kind for output in OUTPUTS for kind in output.get("data", {})} == {"text/plain", "text/html"}
    for shown in SHOWN:
        # A link leads to another place of the same page.
        assert not re.search(r"<script|<iframe|https?:|//\w+\.|url\(|@import|\ssrc=|\shref=(?!\"#)|\son\w+=", shown)
    # The report has a chart of its own; the timeline is one.
    assert sum("<svg" in shown for shown in SHOWN) == 2
    assert [language for shown in SHOWN for language in re.findall(r'class="sgz" lang="([\w-]+)"', shown)] == [
        "zh-Hans",
        "en",
    ]


def test_every_text_stands_in_chinese_and_in_english() -> None:
    for cell in (cell for cell in CELLS if cell["cell_type"] == "markdown"):
        heading, *paragraphs = "".join(cell["source"]).split("\n\n")
        assert re.fullmatch(r"#+ [一-鿿]+ · [A-Z][a-z ,-]+", heading)
        assert [bool(re.search("[一-鿿]", paragraph)) for paragraph in paragraphs] == [True, False]
