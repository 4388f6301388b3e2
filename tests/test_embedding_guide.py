"""What the guide on embedding shows with SQLAlchemy runs, and prints what stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[1] / "docs" / "guide"


@pytest.mark.parametrize("name", ["embed.md", "embed.en.md"])
def test_subjects_and_receipts_stand_in_a_database(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sqlalchemy")
    text = (GUIDE / name).read_text(encoding="utf-8")
    [(code, shown)] = re.findall(r"^```python\n(.*?)^```\n```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    exec(compile(code, name, "exec", dont_inherit=True), {"__name__": name})  # noqa: S102 - our own example
    assert capsys.readouterr().out == shown
