"""Many subjects at once: in their order, the bad ones in their places, and none of them stops another."""

import pickle
import re
from datetime import date
from typing import Any, ClassVar

import attrs
import pytest

import sgzlib as sgz
from equipped import EQUIPPED
from sgzlib.law import Case, History
from sgzlib.law.truth import alike

ON = date(2022, 3, 1)
GOOD = sgz.Premises(**EQUIPPED)
BARE = sgz.Premises(printer=False)
REFUSED = sgz.InvalidValue("row 7", "?", "甲", "a")


def fails(sign: sgz.Sign, _case: Case[Any]) -> sgz.Truth:
    return alike(sign.name, "甲", without="(", other_without="")


class TestManySubjects:
    SUBJECTS: ClassVar[list[Any]] = [GOOD, BARE, "printer", REFUSED, sgz.Premises(), BARE]
    RESULTS = sgz.assess_many(sgz.PREMISES, SUBJECTS, on=ON)

    def test_each_has_its_place(self) -> None:
        said = [one.verdict if isinstance(one, sgz.Assessment) else type(one) for one in self.RESULTS]
        assert said == [True, False, sgz.InvalidType, sgz.InvalidValue, sgz.UNKNOWN, False]
        assert (len(self.RESULTS), self.RESULTS[-1], self.RESULTS[1:3]) == (
            6,
            self.RESULTS.results[5],
            self.RESULTS.results[1:3],
        )

    def test_assessments_are_those_of_one_after_another(self) -> None:
        alone = [sgz.assess(sgz.PREMISES, one, on=ON) for one in (GOOD, BARE, sgz.Premises(), BARE)]
        said = [[[f.status for f in one.findings] for one in of] for of in (self.RESULTS.assessments, alone)]
        assert said[0] == said[1]

    def test_errors_are_told_with_their_places(self) -> None:
        assert list(self.RESULTS.errors) == [2, 3]
        assert self.RESULTS.errors[3] is REFUSED
        assert str(self.RESULTS.errors[2]).startswith("assess(premises): 'printer' 不可用，应为Premises 对象")

    def test_verdicts_are_counted(self) -> None:
        assert self.RESULTS.counts == {True: 1, False: 2, sgz.UNKNOWN: 1}
        assert repr(self.RESULTS) == "<Assessments premises on 2022-03-01: 1 True, 2 False, 1 UNKNOWN, 2 errors>"

    def test_of_none_there_is_nothing(self) -> None:
        none = sgz.assess_many(sgz.PREMISES, iter(()), on=ON)
        assert (len(none), none.errors, none.counts) == (0, {}, {True: 0, False: 0, sgz.UNKNOWN: 0})

    def test_an_error_of_a_rule_is_its_subjects_alone(self) -> None:
        broken = attrs.evolve(sgz.SIGN.requirements[0], id="mine.fails", applies=None, due=None, holds=fails)
        ruleset = sgz.Ruleset("mine", sgz.Sign, (broken,), zh="试", en="Trial", law=sgz.TIANJIN_2021)
        results = sgz.assess_many(ruleset, [sgz.Sign(name="甲"), sgz.Sign()], on=ON)
        assert list(results.errors) == [0]
        assert isinstance(results.errors[0], re.error)
        assert results.assessments[0].verdict is sgz.UNKNOWN

    def test_a_law_of_the_day_and_a_reference_are_passed_on(self) -> None:
        history = History((date(2021, 5, 26), sgz.TIANJIN_2021))
        (asked,) = sgz.assess_many(sgz.PREMISES, [BARE], on=ON, policy=history, scope=sgz.Scope.REFERENCE).assessments
        assert (asked.policy, asked.applicable) == (sgz.TIANJIN_2021, False)

    def test_they_travel(self) -> None:
        again = pickle.loads(pickle.dumps(self.RESULTS))  # noqa: S301 - our own
        assert (repr(again), again[0].verdict) == (repr(self.RESULTS), True)


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("ruleset: 3 .* a Ruleset", {"ruleset": 3}),
        ("subjects: 3 .* a list or another iterable of subjects", {"subjects": 3}),
        ("on: '2022-03-01' .* a datetime.date", {"on": "2022-03-01"}),
        ("policy: 3 .* a Law or a History", {"policy": 3}),
        ("scope: 3 .* a Scope", {"scope": 3}),
    ],
)
def test_what_is_wrong_for_all_is_refused_at_once(said: str, arguments: dict[str, Any]) -> None:
    given: dict[str, Any] = {"ruleset": sgz.PREMISES, "subjects": [BARE], "on": ON} | arguments
    with pytest.raises(sgz.InvalidType, match=said):
        sgz.assess_many(given.pop("ruleset"), given.pop("subjects"), **given)
