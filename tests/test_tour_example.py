"""The tour as a script: short, captioned, from a whole station to remedies, in the reader's language."""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

Toured: TypeAlias = Callable[..., list[str]]
TOUR = Path(__file__).resolve().parents[1] / "examples" / "tour.py"


@pytest.fixture
def toured(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Toured:
    def run(lang: str, *arguments: str) -> list[str]:
        monkeypatch.setattr(sys, "argv", ["tour.py", *arguments])
        monkeypatch.setenv("LANG", lang)
        runpy.run_path(str(TOUR), run_name="__main__")
        return [line for line in capsys.readouterr().out.splitlines() if line]

    return run


CHINESE = "# 一个社工站是否“六有”：社会工作服务站 · 大王古庄镇社会工作服务站 · 2022年3月1日"
ENGLISH = "# Has a station its six haves? Social-work station · 大王古庄镇社会工作服务站 · March 1, 2022"


@pytest.mark.parametrize(
    ("lang", "arguments", "first", "last_caption"),
    [
        ("zh_CN.UTF-8", (), CHINESE, "# 怎样整改就能符合"),
        ("C", (), CHINESE, "# 怎样整改就能符合"),
        ("en_GB.UTF-8", (), ENGLISH, "# What would make it comply"),
        ("zh_CN.UTF-8", ("en",), ENGLISH, "# What would make it comply"),
    ],
)
def test_it_begins_with_a_station_and_ends_with_remedies_in_the_readers_language(
    toured: Toured, lang: str, arguments: tuple[str, ...], first: str, last_caption: str
) -> None:
    lines = toured(lang, *arguments)
    captions = [line for line in lines if line.startswith("# ")]
    assert (lines[0], captions[-1]) == (first, last_caption)
    assert lines.index(last_caption) < len(lines) - 10
    assert len(captions) == 11
    assert 55 <= len(lines) <= 75


def test_every_line_says_something(toured: Toured) -> None:
    lines = toured("en_GB.UTF-8")
    assert [line for line in lines if line.split()[-1] in {"True", "False", "None"} or len(line.split()) == 1] == []
