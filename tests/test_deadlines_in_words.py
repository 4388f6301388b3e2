"""Last days on the pages of the site: in words, for every requirement and for its ruleset by itself."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

import sgzlib as sgz
from sgzlib.prose.language import Language

DOCS = Path(__file__).parents[1] / "docs"
DEADLINE = runpy.run_path(str(DOCS / "deadlines.py"))["deadline"]
EACH = [(ruleset, rule) for ruleset in sgz.RULESETS.values() if not ruleset.parts for rule in ruleset.requirements]


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize(("ruleset", "rule"), EACH, ids=[rule.id for _, rule in EACH])
def test_no_last_day_is_written_as_a_formula(ruleset: sgz.Ruleset, rule: sgz.Requirement, locale: str) -> None:
    said = DEADLINE(ruleset, "", rule, Language(locale))
    assert said is None or re.search(r"None|[?<>≤≥∧∨{]|较晚\(|later of\(|年末\(|end of the year\(", said) is None


def test_a_day_that_hangs_on_no_fact_is_a_day() -> None:
    assert DEADLINE(sgz.PREMISES, "", sgz.PREMISES.requirements[0], Language("zh_CN")) == "2021年7月31日（首批社工站）"
    posting = sgz.STAFFING.requirements[0]
    assert DEADLINE(sgz.STAFFING, "", posting, Language("zh_CN")).endswith("其他的，首份合同签订日期后15天内")
