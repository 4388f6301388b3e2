"""The verdict under every reading is what trying all readings there are says."""

from datetime import date
from itertools import pairwise, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib.assessment.readings import readings_together
from sgzlib.bridges import strategies
from sgzlib.law.formula import readings_in
from sgzlib.law.judging import implied_truth
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import Reading
from sgzlib.law.requirement import case_of, implied_formula

ON = date(2022, 3, 1)
DEGREE = sgz.Worker(
    education=sgz.Education.BACHELOR,
    social_work_major=True,
    certificate=sgz.Certificate.NONE,
    registered=True,
    registration_expires=date(2024, 1, 1),
    continuing_education_hours=0,
)
RULESETS = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


def named(verdict: sgz.Truth) -> str:
    return str(verdict)


def judge_under_any_reading(ruleset: sgz.Ruleset, subject: Any, on: date, drawn: Random) -> None:
    result = sgz.under_all_readings(ruleset, subject, on=on)
    verdicts = {tuple(outcome.options.items()): outcome.verdict for outcome in result.outcomes}
    for _ in range(60):
        options = {id_: drawn.choice(reading.options) for id_, reading in sgz.TIANJIN_2021.readings.items()}
        policy = sgz.TIANJIN_2021.under(**options)
        key = tuple((reading.id, getattr(policy, reading.id)) for reading in result.readings)
        assert sgz.assess(ruleset, subject, on=on, policy=policy).verdict is verdicts[key]
    assert result.same is (len(set(map(named, verdicts.values()))) == 1)
    assert result.same is not bool(result.hangs_on)


@RULESETS
@settings(max_examples=8)
@given(st.data())
def test_no_combination_of_all_readings_gives_another_verdict(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    judge_under_any_reading(ruleset, subject, on, data.draw(st.randoms(use_true_random=False)))


@pytest.mark.prove
@pytest.mark.parametrize(("name", "every"), [("contract", 80), ("staffing", 60), ("station", 150)])
def test_readings_on_which_rules_together_depend_are_all_tried(name: str, every: int) -> None:
    """By brute force, in cases of the vectors: drawn subjects seldom depend on what the rules imply together."""
    ruleset = sgz.RULESETS[name]
    parts = {part.name: part for *_, part in ruleset.every() if part.implied is not None}
    ids = {id_ for part in parts.values() for id_ in readings_in(implied_formula(part))}
    readings = [reading for id_, reading in sgz.TIANJIN_2021.readings.items() if id_ in ids]
    for vector in sgz.vectors.cases(name)[5::every]:
        subject = sgz.interchange.load(ruleset.subject, vector.facts)
        truths = {
            options: repr(implied_truth(ruleset, subject, case_of(ruleset, vector.on, under(readings, options))))
            for options in product(*(reading.options for reading in readings))
        }
        tried = set().union(*readings_together(ruleset, subject, case_of(ruleset, vector.on, None)))
        for index, reading in enumerate(readings):
            for options, truth in truths.items():
                other = truths[*options[:index], reading.options[0], *options[index + 1 :]]
                assert truth == other or reading.id in tried


def under(readings: list[Reading], options: tuple[Labelled, ...]) -> sgz.Law:
    chosen = {reading.id: option for reading, option in zip(readings, options, strict=True)}
    return sgz.TIANJIN_2021.under(**chosen)


@RULESETS
@settings(max_examples=15)
@given(st.data())
def test_an_example_each_way_differs_in_one_reading_alone(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    for hinge in sgz.under_all_readings(ruleset, subject, on=on).hinges:
        one, other = hinge.one.options, hinge.other.options
        assert [id_ for id_ in one if one[id_] is not other[id_]] == [hinge.reading.id]
        assert hinge.one.verdict is not hinge.other.verdict


class TestOneWorker:
    def test_only_the_readings_that_were_looked_at_are_tried(self) -> None:
        result = sgz.under_all_readings(sgz.check_qualification, DEGREE, on=ON)
        assert [reading.id for reading in result.readings] == ["registration_scope", "education_due", "education_hours"]
        assert len(result.outcomes) == 8

    def test_it_hangs_on_each_of_them(self) -> None:
        result = sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=ON)
        assert [outcome.verdict for outcome in result.outcomes] == [True] * 6 + [False, True]
        assert result.hangs_on == result.readings

    def test_the_readings_that_were_not_looked_at_stay_as_given(self) -> None:
        policy = sgz.TIANJIN_2021.under(deadline_day=sgz.DeadlineDay.EXCLUDED)
        result = sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=ON, policy=policy)
        laws: list[Any] = [outcome.assessment.policy for outcome in result.outcomes]
        assert {law.deadline_day for law in laws} == {sgz.DeadlineDay.EXCLUDED}

    def test_before_the_notice_no_reading_matters(self) -> None:
        result = sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=date(2021, 5, 25))
        assert (result.readings, result.same, len(result.outcomes)) == ((), True, 1)
        assert "The verdict does not depend on any reading: not applicable" in result.render("en")

    def test_a_day_that_is_text_is_refused_as_by_the_check(self) -> None:
        with pytest.raises(sgz.InvalidType, match="on: '2022-03-01'"):
            sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on="2022-03-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestReport:
    def test_it_shows_the_question_and_both_answers(self) -> None:
        result = sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=ON)
        zh, en = result.render().splitlines(), result.render("en").splitlines()
        assert zh[1:5] == [
            "结论取决于如何理解：",
            f"- {sgz.TIANJIN_2021.readings['registration_scope'].question}",
            "    “凭证书具备资质的社工”：具备",
            "    “全体社工”：不具备",
        ]
        assert en[1] == "The verdict depends on a reading:"
        assert en[2] == f"- {sgz.TIANJIN_2021.readings['registration_scope'].question_en}"
        assert len(zh) == len(en) == 2 + 3 * 3 + 8

    def test_it_says_when_nothing_hangs_on_it(self) -> None:
        result = sgz.under_all_readings(sgz.QUALIFICATION, sgz.Worker(registered=False), on=ON)
        verdicts = [outcome.verdict for outcome in result.outcomes]
        assert any(one is not other for one, other in pairwise(verdicts)) is not result.same
        neither = sgz.Worker(certificate=sgz.Certificate.NONE, social_work_major=False)
        same = sgz.under_all_readings(sgz.QUALIFICATION, neither, on=ON)
        assert "The verdict is the same under every reading: not qualified" in same.render("en")
        assert "各种理解下结论相同：不具备" in same.render()
