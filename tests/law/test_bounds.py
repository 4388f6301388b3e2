"""Bounds of numbers: what no one means is refused at once, however few characters it takes to write."""

import re
from decimal import Decimal, Inexact, localcontext
from enum import IntEnum
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib.law.facts import Fact, fact, facts_of, subject, subjects
from sgzlib.law.kinds import COUNT, HOURS, POSITIVE, YEAR, YUAN
from sgzlib.tianjin.purchase.budget import QUANTITY


class Many(IntEnum):
    """A number that is the name of something."""

    ONE = 1


@subject
class Bill:
    """A subject with a fact of each kind of number."""

    people: Fact[int] = fact(COUNT, "人数", "people")
    parts: Fact[int] = fact(POSITIVE, "份数", "parts")
    year: Fact[int] = fact(YEAR, "年度", "year")
    hours: Fact[int | Decimal] = fact(HOURS, "时数", "hours")
    quantity: Fact[int | Decimal] = fact(QUANTITY, "数量", "quantity")
    price: Fact[Decimal] = fact(YUAN, "价格", "price")


BOUNDS: dict[str, tuple[Any, Any, Any, str]] = {
    "people": (0, 10**9, 1, r"at most 10\*\*9"),
    "parts": (1, 10**9, 1, r"at most 10\*\*9"),
    "year": (1, 9999, 1, r"from 1 to 9999"),
    "hours": (0, Decimal("999999.999999"), Decimal("0.000001"), r"below 10\*\*6, with at most six decimals"),
    "quantity": (Decimal("0.000001"), Decimal("9999999999.999999"), Decimal("0.000001"), r"below 10\*\*10"),
    "price": (0, Decimal("9999999999999999.99"), Decimal("0.01"), r"below 10\*\*16"),
}
GIGANTIC: dict[str, Any] = {
    "large": Decimal("1E+999999999"),
    "negative": Decimal("-1E+999999999"),
    "small": Decimal("1E-999999999"),
    "largest": Decimal("9E+999999999999999999"),
    "int": 10**5000,
    "negative int": -(10**5000),
    "member": Many.ONE,
    "level": sgz.Education.MASTER,
    "NaN": Decimal("NaN"),
    "sNaN": Decimal("sNaN"),
    "infinite": Decimal("Infinity"),
}
EACH = pytest.mark.parametrize("name", BOUNDS)
CLASSES: tuple[type[Any], ...] = (Bill, *subjects())
NUMBERS = [
    pytest.param(of, name, id=f"{of.__name__}.{name}")
    for of in CLASSES
    for name, asked in facts_of(of).items()
    if asked.kind.name in {"count", "hours", "quantity", "yuan"}
]


def bill(**facts: Any) -> Any:
    return Bill(**facts)


class TestBounds:
    @EACH
    def test_the_first_and_the_last_are_taken_and_none_beyond(self, name: str) -> None:
        least, most, step, allowed = BOUNDS[name]
        for value in (least, most):
            assert getattr(bill(**{name: value}), name) == value
        for value in (least - step, most + step):
            with pytest.raises(sgz.InvalidValue, match=rf"^Bill\.{name}: .*{allowed}") as refused:
                bill(**{name: value})
            assert refused.value.value is value

    @pytest.mark.parametrize(("name", "most"), [("hours", 10**6), ("quantity", 10**10), ("price", 10**16)])
    def test_whole_numbers_have_the_same_bounds(self, name: str, most: int) -> None:
        assert getattr(bill(**{name: most - 1}), name) == most - 1
        with pytest.raises(sgz.InvalidValue, match=rf"^Bill\.{name}"):
            bill(**{name: most})

    @EACH
    def test_a_kind_says_its_bounds(self, name: str) -> None:
        kind, (least, most, _, allowed) = facts_of(Bill)[name].kind, BOUNDS[name]
        assert (kind.least, kind.most) == (least, most)
        assert re.search(allowed, kind.en)
        assert any(word in kind.zh for word in ("10 亿", "9999", "一百万", "一百亿", "一亿亿"))

    @pytest.mark.parametrize(("of", "name"), NUMBERS)
    @pytest.mark.parametrize("value", GIGANTIC.values(), ids=list(GIGANTIC))
    def test_no_number_of_any_subject_is_gigantic_or_a_member_of_an_enumeration(
        self, of: Any, name: str, value: Any
    ) -> None:
        with pytest.raises(sgz.SgzlibError, match=rf"^{of.__name__}\.{name}: ") as refused:
            of(**{name: value})
        assert len(str(refused.value)) < 400

    @pytest.mark.parametrize("name", ["hours", "quantity", "price"])
    def test_no_decimal_context_changes_them(self, name: str) -> None:
        _, most, step, _ = BOUNDS[name]
        beyond = most + step
        with localcontext(prec=2) as context:
            context.traps[Inexact] = True
            assert getattr(bill(**{name: most}), name) == most
            with pytest.raises(sgz.InvalidValue, match=rf"^Bill\.{name}"):
                bill(**{name: beyond})


class TestHowTheyAreKept:
    @pytest.mark.parametrize("written", ["1E+3", "72.50", "0", "0.00", "0E+2", "-0.0", "3"])
    def test_a_decimal_is_kept_as_it_is_written(self, written: str) -> None:
        assert str(bill(hours=Decimal(written)).hours) == written

    @pytest.mark.parametrize("written", ["0E+999999999", "0E-999999999", "-0E-999999999", "0.000"])
    def test_a_nothing_of_many_zeros_becomes_a_short_one(self, written: str) -> None:
        assert str(abs(bill(price=Decimal(written)).price)) == "0.00"

    def test_zeros_that_say_nothing_are_left_out(self) -> None:
        assert str(bill(price=Decimal("1.5" + "0" * 5000)).price) == "1.50"
        assert str(bill(hours=Decimal("1.5" + "0" * 5000)).hours) == "1.500000"


class TestNumbersOfALaw:
    @pytest.mark.parametrize("value", [10**9 + 1, 10**5000, Many.ONE], ids=["above", "gigantic", "member"])
    def test_a_whole_number_has_the_bounds_of_a_count(self, value: int) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^Policy\.posting_days: .*not below 0 \(int, at most 10\*\*9\)"):
            attrs.evolve(sgz.TIANJIN_2021, posting_days=value)

    @pytest.mark.parametrize("value", [Decimal("1E+999999999"), Decimal("1E-999999999"), 10**16, Many.ONE])
    def test_an_amount_has_the_bounds_of_an_amount(self, value: Any) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^Policy\.yearly_amount: .*below 10\*\*16"):
            attrs.evolve(sgz.TIANJIN_2021, yearly_amount=value)
