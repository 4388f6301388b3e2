"""The English translation of the clauses loses no sentence, number or word of force, and adds none."""

from __future__ import annotations

import calendar
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from sgzlib import NOTICE, Clause

TRANSLATION: dict[str, str] = runpy.run_path(str(Path(__file__).parents[2] / "docs/translation.py"))["TRANSLATION"]
# Words of force and of time, and numbers that are no digits.
WORDS = {
    r"(?<!相)应(?!用)": r"\bshall\b",
    r"(?<![需主必重])要(?!求)": r"\b(is|are) to\b",
    r"可(?!持)": r"\bmay\b",
    r"鼓励": r"\b[Ee]ncourage",
    r"一般": r"\b[Ii]n general\b",
    r"原则上": r"\b[Ii]n principle\b",
    r"力争": r"\bstrives\b",
    r"有条件的": r"\b[Ww]here conditions allow\b",
    r"将适时": r"\bwill, when appropriate\b",
    r"三年": r"\bthree years\b",
    r"两个年度": r"\btwo years\b",
    r"一年一签": r"\bone year at a time\b",
    r"日前|底前|年中前": r"\b[Bb]efore\b",
    r"不少于": r"\b[Nn]o fewer than\b",
}
EVERY_CLAUSE = pytest.mark.parametrize("clause", NOTICE.clauses, ids=[clause.locator for clause in NOTICE])


def sentences_of(text: str) -> list[str]:
    """Return the numbered sentences of a clause's translation."""
    numbered = re.findall(r"^(\d+)\. ((?:.+\n?)+?)(?=^\d+\. |\Z)", text.strip(), re.MULTILINE)
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    return [re.sub(r"\s+", " ", sentence) for _, sentence in numbered]


def numbers_in(text: str) -> Counter[str]:
    """Count the numbers of a text in either language, months by their English names."""
    text = re.sub(r"(\d+)万", lambda amount: str(int(amount[1]) * 10_000), text)
    text = re.sub(r"(\d+)月", lambda month: calendar.month_name[int(month[1])], text)
    months = "|".join(calendar.month_name[1:])
    return Counter(re.findall(rf"\d+|{months}", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def test_every_clause_has_one_translation() -> None:
    assert list(TRANSLATION) == [clause.locator for clause in NOTICE]
    assert all(text.strip().endswith((".", ":")) for text in TRANSLATION.values())


@EVERY_CLAUSE
def test_every_sentence_of_a_clause_is_translated(clause: Clause) -> None:
    sentences = [sentence for sentence in NOTICE.sentences if sentence.clause == clause.locator and sentence.ordinal]
    assert len(sentences_of(TRANSLATION[clause.locator])) == len(sentences)


@EVERY_CLAUSE
def test_a_translation_has_the_numbers_of_each_sentence_and_no_other(clause: Clause, notice_text: str) -> None:
    chinese = NOTICE.attach(notice_text)[clause.locator]
    english = sentences_of(TRANSLATION[clause.locator])
    assert list(map(numbers_in, english)) == list(map(numbers_in, chinese))


@EVERY_CLAUSE
def test_a_translation_has_the_force_of_each_sentence_and_no_other(clause: Clause, notice_text: str) -> None:
    chinese = NOTICE.attach(notice_text)[clause.locator]
    for sentence, text in zip(sentences_of(TRANSLATION[clause.locator]), chinese, strict=True):
        words = {zh for zh, en in WORDS.items() if re.search(en, sentence)}
        assert words == {zh for zh in WORDS if re.search(zh, text)}, text


def test_numbers_are_the_same_in_both_languages() -> None:
    assert numbers_in("2021年7月底前，25万元") == numbers_in("by the end of July 2021, 250,000 yuan")
    assert numbers_in("2021年6月15日") == numbers_in("15 June 2021")
    assert numbers_in("2—3名") != numbers_in("2 workers")
