"""The ledger as a script: it names every sentence, and shows the words of one's own copy."""

import runpy
import sys
from pathlib import Path

import pytest

from sgzlib import DUTIES, NOTICE

LEDGER = Path(__file__).resolve().parents[1] / "examples" / "ledger.py"


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    monkeypatch.setattr(sys, "argv", ["ledger.py", *arguments])
    runpy.run_path(str(LEDGER))
    return capsys.readouterr().out.splitlines()


def test_it_names_every_sentence_and_every_duty(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = printed(capsys, monkeypatch, "en")
    sentences = [sentence for sentence in NOTICE.sentences if sentence.ordinal]
    assert [line for line in lines if "#" in line] == [f"{one.place} {one.standing.en}" for one in sentences]
    assert all(any(f": {duty.en}" in line for line in lines) for duty in DUTIES)
    assert sum(int(line.rpartition(" ")[2]) for line in lines[-3:]) == len(sentences)


def test_it_speaks_chinese_unless_told_otherwise(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(capsys, monkeypatch)[:2] == ["前言#1 不编码", "    称谓"]


def test_it_shows_the_words_of_a_copy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, notice_text: str
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(notice_text, encoding="utf-8")
    lines = printed(capsys, monkeypatch, "en", str(copy))
    assert lines[1] == "    “各区民政局:”"
    assert sum(line.startswith("    “") for line in lines) == sum(one.ordinal > 0 for one in NOTICE.sentences)
