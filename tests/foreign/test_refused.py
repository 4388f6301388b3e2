"""What an author of a notice writes wrongly is refused when it is declared, with what to write instead."""

from datetime import date
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from foreign.county_library import BRANCH, HALL, QINGSHI, Branch, Hall, LibraryLaw, QuietHours, ReviewFrom
from sgzlib.law import UNKNOWN, YES_NO, Case, Fact, Force, Ruleset, fact, number, part, requirement, subject
from sgzlib.law.deadlines import where
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.law.formula.recording import record
from sgzlib.law.truth import alike

ON = date(2024, 3, 1)


def ruled(rule: Any, law: Any = QINGSHI) -> Ruleset:
    rule.__name__ = "rule"
    made = requirement("1", Force.MUST, law=LibraryLaw, zh="甲", en="a", group="trial")(rule)
    return Ruleset("trial", Branch, (made,), zh="试", en="Trial", law=law)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (lambda branch, _case: branch.hall.lit and branch.name, r"a rule written with &, \|, not_\(\)"),
        (lambda branch, _case: not branch.hall.lit, r"a rule written with &, \|, not_\(\)"),
        (lambda branch, _case: branch.years == [], "a fact, a number of the law, a day or a label"),
        (lambda branch, _case: branch.years, "a rule that gives a Truth"),
    ],
)
def test_a_rule_that_no_world_can_run_is_refused_when_its_ruleset_is_made(rule: Any, said: str) -> None:
    with pytest.raises(sgz.InvalidType, match=said):
        ruled(rule)


def test_a_truth_that_hangs_on_another_is_a_rule() -> None:
    made = ruled(lambda branch, _case: where(branch.hall.lit, branch.hall.quiet_room, branch.hall.lit))
    assert sgz.assess(made, Branch(hall=Hall(lit=True, quiet_room=True)), on=ON).verdict is True


def test_a_reading_may_matter_under_one_option_of_another_alone() -> None:
    def rule(branch: Any, case: Any) -> Any:
        duty, each = case.law.quiet is QuietHours.DUTY, case.law.review_from is ReviewFrom.EACH_READER
        return branch.hall.lit if duty or not each else branch.hall.quiet_room

    assert ruled(rule).requirements


def test_a_name_that_is_no_number_of_the_law_is_refused_in_a_text() -> None:
    with pytest.raises(sgz.InvalidValue, match=r"requirement\.zh: '\{chairs\}' .*one of least_seats"):
        requirement("1", Force.MUST, law=LibraryLaw, zh="不少于 {chairs} 把", en="at least {chairs}")


def test_a_law_made_from_another_has_its_notice_and_its_numbers_besides() -> None:
    class Furnished(LibraryLaw):
        chairs: int = number("1", "椅子", "chairs")

    law = Furnished.following(QINGSHI, chairs=4)
    assert (law.notice, law.chairs, law.least_seats) == (QINGSHI.notice, 4, QINGSHI.least_seats)
    assert list(Furnished.numbers) == [*LibraryLaw.numbers, "chairs"]


def test_a_case_is_of_a_law() -> None:
    with pytest.raises(sgz.InvalidType, match=r"^policy: '法' .* a Law or a History"):
        Case(ON, "法")  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]


def test_a_ruleset_without_a_law_asks_for_one() -> None:
    unjudged = attrs.evolve(HALL, law=None)
    with pytest.raises(sgz.InvalidType, match=r"^policy: None .* a Law or a History"):
        sgz.assess(unjudged, Hall(), on=ON)
    assert sgz.assess(unjudged, Hall(seats=1), on=ON, policy=QINGSHI).verdict is False


def test_another_notices_law_is_refused() -> None:
    with pytest.raises(sgz.InvalidType, match="a LibraryLaw"):
        sgz.assess(BRANCH, Branch(), on=ON, policy=sgz.TIANJIN_2021)


def test_a_ruleset_may_be_asked_of_a_part() -> None:
    def right(branch: Any, case: Any) -> Any:
        return HALL.meets(branch.hall, case)

    formula = record(right, Branch, LibraryLaw)
    for hall in (Hall(seats=1), Hall(seats=30, lit=True, licensed_on=date(2023, 5, 1)), UNKNOWN):
        branch = Branch(hall=hall)
        case = Case(ON, QINGSHI)
        assert evaluate(formula, branch, case) is right(branch, case)


NAMES = ["value", "node", "recorded", "run", "sort", "used", "shifted", "where", "low", "known", "fact", "path", "rule"]


def test_a_fact_may_have_any_name() -> None:
    facts = {name: fact(YES_NO, f"甲{at}", f"a{at}") for at, name in enumerate(NAMES)}
    odd = subject(type("Odd", (), {"__annotations__": dict.fromkeys(NAMES, Fact[bool]), **facts}))
    whole = subject(type("Whole", (), {"__annotations__": {"odd": Fact[Any]}, "odd": fact(part(odd), "部分", "part")}))

    def holds(each: Any, _case: Any) -> Any:
        found: Any = True
        for name in NAMES:
            found = getattr(each, name) & found
        return found

    made = requirement("1", Force.MUST, law=LibraryLaw, zh="甲", en="a", group="odd")(holds)
    alone = Ruleset("odd", odd, (made,), zh="试", en="Trial", law=QINGSHI)
    around = Ruleset("whole", whole, (), zh="试", en="Trial", law=QINGSHI, parts=(("odd", alone),))
    for told, verdict in ((True, True), (False, False), (None, UNKNOWN)):
        of_part = odd(**dict.fromkeys(NAMES, told))
        assert sgz.assess(alone, of_part, on=ON).verdict is verdict
        assert sgz.assess(around, whole(odd=of_part), on=ON).verdict is verdict
    assert sgz.assess(around, whole(), on=ON).verdict is UNKNOWN
    assert set(sgz.assess(around, whole(), on=ON).missing) == {f"odd.{name}" for name in NAMES}


def test_what_is_asked_of_nobody_known_is_not_known() -> None:
    assert UNKNOWN.anything is UNKNOWN.name is UNKNOWN.value is UNKNOWN
    with pytest.raises(AttributeError, match="_private"):
        UNKNOWN._private  # noqa: B018, SLF001


def test_texts_are_alike_from_either_side() -> None:
    assert alike("青石县图书馆", "图书馆", without="^青石县", other_without="") is True
    assert alike("图书馆", UNKNOWN, without="", other_without="") is UNKNOWN
