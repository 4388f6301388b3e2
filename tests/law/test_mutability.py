"""How facts move: what an act can change from the day asked about on, by the kind of a fact or as it declares."""

from datetime import date
from typing import Any

import pytest

from sgzlib import Education, InvalidValue, PurchaserKind, ServiceField, Worker
from sgzlib.law import COUNT, DAY, HOURS, TEXT, YES_NO, Fact, Moves, choice, fact, many, part, subject
from sgzlib.law.facts import facts_of
from sgzlib.law.mutability import default_moves, is_fixed, may_become

ON = date(2022, 3, 1)
BEFORE, LATER = date(2022, 2, 28), date(2022, 3, 2)


@subject
class Hall:
    """A hall with a stage (礼堂)."""

    opened_on: Fact[date] = fact(DAY, "启用日期", "opened on")
    lit: Fact[bool] = fact(
        YES_NO,
        "有灯光",
        "lit",
        moves=lambda hall, on: Moves.NEVER if (hall.opened_on <= on) is True else Moves.FREE,
        act=("安装灯具", "install lamps"),
        evidence=("照片", "photograph"),
    )


@pytest.mark.parametrize(
    ("kind", "moves"),
    [
        (YES_NO, Moves.RISES),
        (DAY, Moves.FROM_TODAY),
        (HOURS, Moves.RISES),
        (COUNT, Moves.FREE),
        (TEXT, Moves.FREE),
        (choice(Education), Moves.RISES),
        (choice(PurchaserKind), Moves.FREE),
        (many(Worker), Moves.RISES),
        (many(ServiceField), Moves.FREE),
        (part(Hall), Moves.FREE),
    ],
)
def test_the_kind_of_a_fact_says_how_it_moves(kind: Any, moves: Moves) -> None:
    assert default_moves(kind) is moves
    assert Fact(kind, "某", "some", None).moves is moves


def test_a_fact_may_move_otherwise_by_the_facts_beside_it() -> None:
    lit = facts_of(Hall)["lit"]
    assert lit.moves_in(Hall(opened_on=BEFORE), ON) is Moves.NEVER
    assert lit.moves_in(Hall(opened_on=LATER), ON) is Moves.FREE
    assert (lit.act, lit.evidence, lit.ask) == (("安装灯具", "install lamps"), ("照片", "photograph"), None)


@pytest.mark.parametrize(
    ("moves", "now", "value", "may"),
    [
        (Moves.NEVER, False, True, False),
        (Moves.FROM_TODAY, BEFORE, ON, False),
        (Moves.FROM_TODAY, ON, LATER, False),
        (Moves.FROM_TODAY, LATER, ON, True),
        (Moves.FROM_TODAY, LATER, BEFORE, False),
        (Moves.RISES, False, True, True),
        (Moves.RISES, True, False, False),
        (Moves.RISES, 60, 72, True),
        (Moves.RISES, 72, 60, False),
        (Moves.RISES, Education.BACHELOR, Education.MASTER, True),
        (Moves.RISES, Education.MASTER, Education.BACHELOR, False),
        (Moves.RISES, date(2021, 1, 1), BEFORE, False),
        (Moves.RISES, date(2021, 1, 1), ON, True),
        (Moves.RISES, ("a",), ("a", "b"), True),
        (Moves.RISES, ("a",), ("b",), False),
        (Moves.FREE, True, False, True),
        (Moves.FREE, 3, 2, True),
    ],
)
def test_what_an_act_can_bring_about(moves: Moves, now: Any, value: Any, may: bool) -> None:  # noqa: FBT001
    assert may_become(moves, now, value, ON) is may


def test_what_no_act_can_change_at_all() -> None:
    assert is_fixed(Moves.NEVER, 3, ON)
    assert is_fixed(Moves.FROM_TODAY, ON, ON)
    assert is_fixed(Moves.RISES, True, ON)
    assert not is_fixed(Moves.RISES, 72, ON)
    assert not is_fixed(Moves.FREE, True, ON)


@pytest.mark.parametrize("kind", [TEXT, choice(PurchaserKind)])
def test_what_has_no_order_does_not_rise(kind: Any) -> None:
    with pytest.raises(InvalidValue, match=r"fact\(某\)\.moves: <Moves\.RISES: 'rises'> 不可用"):
        fact(kind, "某", "some", moves=Moves.RISES)


def test_only_a_day_moves_from_today() -> None:
    with pytest.raises(InvalidValue, match=r"expected a way of moving that is not only for days"):
        fact(COUNT, "某", "some", moves=Moves.FROM_TODAY)
