"""The tour as a script: short, captioned, from a whole station to the page of a city, in the reader's language."""

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
ENGLISH = "# Does a station have all that it needs? Social-work station · 大王古庄镇社会工作服务站 · 1 March 2022"


@pytest.mark.parametrize(
    ("lang", "arguments", "first", "last_caption"),
    [
        ("zh_CN.UTF-8", (), CHINESE, "# 整个示例城市的汇总报告（网页）"),
        ("C", (), CHINESE, "# 整个示例城市的汇总报告（网页）"),
        ("en_GB.UTF-8", (), ENGLISH, "# A report on the whole example city, as a web page"),
        ("zh_CN.UTF-8", ("en",), ENGLISH, "# A report on the whole example city, as a web page"),
    ],
    ids=["chinese", "neither", "english", "asked for"],
)
def test_it_begins_with_a_station_and_ends_with_a_city_in_the_readers_language(
    toured: Toured, lang: str, arguments: tuple[str, ...], first: str, last_caption: str
) -> None:
    lines = toured(lang, *arguments)
    captions = [line for line in lines if line.startswith("# ")]
    assert (lines[0], captions[-1]) == (first, last_caption)
    assert len(captions) == 12
    page = Path(lines[-1].split()[-1]).read_text(encoding="utf-8")
    assert lines[-2].strip().startswith(("64个站", "64 stations"))
    assert ('<html lang="en">' in page) is (first == ENGLISH)
    assert 55 <= len(lines) <= 75
    said = [line.split() for line in lines if first == ENGLISH]
    assert [words for words in said if words[-1] in {"True", "False", "None"} or len(words) == 1] == []
