"""The notice's own words in a report, beside each finding, from the reader's own copy."""

from datetime import date
from typing import Any

import pytest

from sgzlib import (
    DUTIES,
    NOTICE,
    RULESETS,
    InvalidType,
    Notice,
    Rollout,
    Ruleset,
    Sentence,
    Wording,
    assess,
    check_rollout,
)

ON = date(2021, 6, 1)
SAID = ("建五十个站。", "也建<小>站。")


def wording(*accounts: dict[str, Any]) -> Wording:
    """Return a copy of two sentences that stand for clause 一 of the notice, accounted for as asked."""
    return Wording(
        tuple(
            (Sentence("一", at, "", "试", **account), words)
            for at, (account, words) in enumerate(zip(accounts, SAID, strict=False), 1)
        )
    )


TESTED = {"requirements": ("rollout.city_total",)}
DUTY = {"duties": ("duties.choose_places",)}
REASON = {"reason": ("试", "a trial")}


def lines(locale: str, words: Wording | None) -> list[str]:
    return check_rollout(Rollout(), on=ON).render(locale, words=words).splitlines()


class TestWords:
    def test_a_finding_shows_the_sentences_that_it_comes_from_right_below_what_is_asked(self) -> None:
        report = lines("zh_CN", wording(TESTED, TESTED))
        # The report opens with what to do; then come the findings.
        asked = [at for at, line in enumerate(report) if "建成社工站不少于50个" in line][-1]
        assert report[asked + 1] == "    通知原文：建五十个站。也建<小>站。"
        assert sum("通知原文" in line for line in report) == 1

    def test_in_english_too_the_words_are_the_notices_own(self) -> None:
        assert "    Notice: 建五十个站。" in lines("en", wording(TESTED))

    def test_a_sentence_that_states_a_duty_stands_with_what_tests_part_of_it(self) -> None:
        duty = next(duty for duty in DUTIES if duty.id == "duties.choose_places")
        report = lines("zh_CN", wording(DUTY))
        assert report.count("    通知原文：建五十个站。") == len(duty.requirements) == 3

    def test_a_sentence_that_says_nothing_of_it_is_not_shown(self) -> None:
        assert lines("zh_CN", wording(REASON, {"requirements": ("rollout.launched",)})) == lines("zh_CN", None)

    def test_nor_is_one_of_another_clause(self) -> None:
        elsewhere = Wording(((Sentence("二", 1, "", "试", **TESTED), SAID[0]),))
        assert lines("zh_CN", elsewhere) == lines("zh_CN", None)

    def test_in_html_they_are_escaped(self) -> None:
        assessment = check_rollout(Rollout(), on=ON)
        assert "<dt>通知原文</dt><dd>也建&lt;小&gt;站。</dd>" in assessment.to_html(words=wording(REASON, TESTED))
        assert "通知原文" not in assessment.to_html()

    @pytest.mark.parametrize("wrong", ["建五十个站。", NOTICE, ()])
    def test_words_that_were_not_checked_are_refused(self, wrong: Any) -> None:
        with pytest.raises(InvalidType, match=r"render\(words\): .*the result of NOTICE\.attach\(\.\.\.\)"):
            check_rollout(Rollout(), on=ON).render(words=wrong)


EMBLEM = NOTICE.references["emblem-2019"]


class TestTheNotice:
    @pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
    def test_every_finding_of_the_library_shows_its_words(self, notice_text: str, ruleset: Ruleset) -> None:
        assessment = assess(ruleset, ruleset.subject(), on=ON)
        # The rules of the emblem stand in its own document.
        said = [finding for finding in assessment.findings if finding.requirement.source != EMBLEM]
        assert assessment.render(words=NOTICE.attach(notice_text)).count("    通知原文：") == len(said)

    def test_a_notice_without_a_ledger_attaches_nothing_but_the_empty_text(self) -> None:
        bare = Notice(title="试", title_en="trial", issued_on=ON, clauses=NOTICE.clauses)
        assert bare.attach("").sentences == ()
