"""Junk from outside: each call is answered or refused in words, in one line that ends, and nothing hangs.

`make hostile` runs this file with a number of calls.
"""

from __future__ import annotations

import inspect
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from enum import EnumMeta, IntEnum
from io import BytesIO
from itertools import cycle, islice
from time import perf_counter
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import pytest

import sgzlib as sgz
from sgzlib.law import RestDays
from sgzlib.law.errors import shown
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.prose.typed import is_typeddict

ON = date(2022, 3, 1)
LONGEST = 5000  # of a message: what is allowed may be a long list of names


class Rank(IntEnum):
    FEW = 80
    MANY = 10**30


class Rude:
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


JUNK: list[Any] = [
    None, True, False, 0, 1, -1, 3, 10**20, 10**5000, 0.5, float("nan"), float("inf"), Decimal("NaN"),
    Decimal("1E+9999"),
    "", " ", "x", "河西区", "\x1b[2J", "\n\r\u2028", "<script>&'\"", "\ud800", "9" * 3000, "\0", b"\x00",
    (), [], {}, set(), [None], ("\x1b",), {"\x1b": "\x1b"}, [[]] * 100, object(), Rank.FEW, Rank.MANY,
    date.min, date.max, ON,
    datetime(2022, 3, 1, 8),  # noqa: DTZ001 - as they come
    sgz.UNKNOWN, sgz.Worker(), sgz.Team, sgz.TIANJIN_2021, sgz.QUALIFICATION, int, len,
    sgz.Emblem.CHINA_SOCIAL_WORK, sgz.Period(ON, ON), sgz.Cycle(started_on=ON), sgz.Budget(lines=()), sgz.Contract(),
]  # fmt: skip


def accepted() -> dict[type, dict[str, list[Any]]]:
    """Return the junk that each fact of each subject takes: what is odd, and right all the same."""
    found: dict[type, dict[str, list[Any]]] = {}
    for of in {ruleset.subject for ruleset in sgz.RULESETS.values()}:
        for name, fact in facts_of(of).items():
            for junk in (*JUNK, *fact.kind.domain):
                with suppress(sgz.SgzlibError, TypeError):
                    of(**{name: junk})
                    found.setdefault(of, {}).setdefault(name, []).append(junk)
    return found


ODD = accepted()
NAMED = {re.sub(r"(?<=.)([A-Z])", r"_\1", of.__name__).lower(): of for of in ODD}
RIGHT: dict[str, list[Any]] = {
    "on": [ON],
    "policy": [sgz.TIANJIN_2021, None],
    "ruleset": list(sgz.RULESETS.values()),
    "cls": list(ODD),
    "text": ["人民币壹佰元整", "泰达街道社会工作服务站", sgz.receipt(sgz.check_premises(sgz.Premises(), on=ON))],
}


def odd(of: type, chance: random.Random) -> Any:
    """Return a subject of junk that its class takes, or one of which nothing is known."""
    values = {name: chance.choice(junk) for name, junk in ODD[of].items() if chance.random() < 0.4}
    try:
        return of(**values)
    except sgz.SgzlibError:  # two that contradict each other
        return of()


def argument(name: str, chance: random.Random) -> Any:
    """Choose an argument: now and then what the parameter may really take, else junk."""
    if chance.random() < 0.7:
        if name in RIGHT:
            return chance.choice(RIGHT[name])
        of = NAMED.get(name, chance.choice(list(ODD)) if name in {"subject", "subjects"} else None)
        if of is not None:
            return [odd(of, chance)] if name == "subjects" else odd(of, chance)
    return chance.choice(JUNK)


def assessed(subject: Any, on: Any, locale: Any = "en") -> str:
    ruleset = next((one for one in sgz.RULESETS.values() if type(subject) is one.subject), sgz.SIGN)
    return sgz.assess(ruleset, subject, on=on).to_html(locale)


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public thing that can be called, with what views and documents subjects give."""
    for name in sgz.__all__:
        thing = getattr(sgz, name)
        if (
            callable(thing)
            and not is_typeddict(thing)
            and thing not in {sgz.SgzlibError, sgz.InvalidType, sgz.InvalidValue}
        ):
            yield name, thing
    yield "load", sgz.interchange.load
    yield "judge", sgz.workbook.judge
    yield "Emblem.of", sgz.Emblem.of
    for subject in (sgz.Sign(), sgz.format_sign("泰达街道"), sgz.Team(), sgz.Station(), sgz.Budget(lines=())):
        yield f"{type(subject).__name__}.to_html", subject.to_html
    yield "assessed.to_html", assessed
    yield "Sign.to_svg", sgz.format_sign("泰达街道").to_svg


def arguments(call: Callable[..., Any], chance: random.Random) -> tuple[list[Any], dict[str, Any]]:
    """Choose arguments for the parameters of a call."""
    if isinstance(call, EnumMeta):  # more than a value would make a new enumeration
        return [chance.choice(JUNK)], {}
    parameters = inspect.signature(call).parameters.values()
    taken = [one for one in parameters if one.default is one.empty or chance.random() < 0.3]
    one_by_one = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    placed = [argument(one.name, chance) for one in taken if one.kind in one_by_one and one.default is one.empty]
    named = {
        one.name: argument(one.name, chance)
        for one in taken
        if one.kind is one.KEYWORD_ONLY or (one.kind in one_by_one and one.default is not one.empty)
    }
    return placed, named


def refused(name: str, call: Callable[..., Any], chance: random.Random) -> str | None:
    """Call with junk; return what is wrong with how that ended, or None."""
    placed, named = arguments(call, chance)
    try:
        answer = call(*placed, **named)
        if name.endswith(("to_html", "to_svg")):
            ET.fromstring(answer)  # noqa: S314 - our own text
    except (sgz.SgzlibError, TypeError, ValueError) as error:
        said = str(error)
        own = isinstance(error, sgz.SgzlibError)
        # What Python says of a wrong call names the parameter, in Python's own words.
        wrong = own and (len(said) > LONGEST or not said.replace(" ", "").isprintable())
        return f"{name}: {type(error).__name__} {said[:100]!r}" if wrong else None
    except Exception as error:  # noqa: BLE001 - whatever else it is, is a fault
        return f"{name}: {type(error).__name__} {str(error)[:100]!r} for {shown(placed)} {shown(named)}"
    return None


def faults(calls: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - junk is no secret
    found = (refused(name, call, chance) for name, call in islice(cycle(callables()), calls))
    return sorted({fault for fault in found if fault is not None})


def test_junk_is_refused_in_words() -> None:
    assert faults(3_200, seed=2021) == []


@pytest.mark.prove
def test_much_junk_is_refused_in_words() -> None:
    assert faults(50_000, seed=526) == []


def test_junk_in_a_fact_is_refused_by_its_name() -> None:
    for of in {ruleset.subject for ruleset in sgz.RULESETS.values()}:
        for name, fact in facts_of(of).items():
            for junk in (10**5000, Rank.MANY, Rude(), "\x1b" * 10**5, object()):
                if is_subject(fact.kind.members) or not isinstance(junk, str):
                    with pytest.raises(sgz.SgzlibError, match=rf"^{of.__name__}\.{name}: [ -~\u4e00-\u9fff]") as error:
                        of(**{name: junk})
                    assert len(str(error.value)) < LONGEST
                    assert str(error.value).isprintable()


RECEIPTS = ["", "{", "[]", "null", '{"a":1}', "\x1b", "[" * 10**5, '{"sgzlib":"\x1b"}', "9" * 10**4]


@pytest.mark.parametrize("junk", RECEIPTS, ids=range(len(RECEIPTS)))
def test_junk_in_a_receipt_is_refused(junk: str) -> None:
    with pytest.raises((sgz.SgzlibError, ValueError), match=r"receipt|JSON|json") as error:
        sgz.verify(junk)
    assert len(str(error.value)) < LONGEST


def test_a_damaged_workbook_is_refused_or_answered() -> None:
    right = sgz.workbook.template(sgz.QUALIFICATION)
    for kept in range(0, len(right), len(right) // 5):
        with pytest.raises(sgz.InvalidValue, match=r"^data: '\d+ bytes' .*an Excel workbook \(\.xlsx\)"):
            sgz.workbook.judge(right[:kept], sgz.QUALIFICATION, on=ON)
    with ZipFile(BytesIO(right)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        for junk in (part[: len(part) // 2], b"<a><b/></a>", None):
            buffer = BytesIO()
            with ZipFile(buffer, "w") as archive:
                for other, inside in (parts | {name: junk}).items():
                    if inside is not None:
                        archive.writestr(other, inside)
            # openpyxl reads some without the part; whatever else it stumbles over has to come out as a refusal.
            with suppress(sgz.InvalidValue):
                assert isinstance(sgz.workbook.judge(buffer.getvalue(), sgz.QUALIFICATION, on=ON), bytes)


def test_a_receipt_with_one_value_changed_is_refused_or_differs() -> None:
    plain = json.loads(sgz.receipt(sgz.check_qualification(sgz.Worker(registered=True), on=ON)))
    for name in plain:
        junks: tuple[Any, ...] = (None, [], {}, "\x1b", -1, True)
        for junk in junks:
            if plain[name] == junk:
                continue
            try:
                found: Any = sgz.verify(json.dumps(plain | {name: junk}))
            except (sgz.SgzlibError, TypeError, ValueError) as error:
                assert str(error).isprintable(), name  # noqa: PT017 - either may happen
            else:
                assert found is not None


class TestKnownFaults:
    def test_a_requirement_has_a_law(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Requirement\.law: None .* a subclass of Law"):
            attrs.evolve(sgz.QUALIFICATION.requirements[0], law=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_a_ruleset_has_requirements(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Ruleset\.requirements: 3 .* a Requirement"):
            attrs.evolve(sgz.QUALIFICATION, requirements=(3,))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("junk", [Rank.FEW, Rank.MANY, 10**5000], ids=["few", "many", "long"])
    def test_hours_are_no_rank_and_have_an_end(self, junk: int) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^Worker\.continuing_education_hours: "):
            sgz.Worker(continuing_education_hours=junk)

    def test_a_number_of_the_law_has_an_end(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Policy\.posting_days: 1"):
            attrs.evolve(sgz.TIANJIN_2021, posting_days=10**20)

    def test_years_have_an_end(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Cycle\.years: <int: 16610 bits>"):
            sgz.Cycle(started_on=ON, years=10**5000)

    def test_rest_days_to_the_end_of_the_calendar_leave_the_day_open(self) -> None:
        december = [date(9999, 12, day) for day in range(1, 32)]
        resting = RestDays(december[0], date.max, frozenset(december))
        assert resting.workday(december[0]) is sgz.UNKNOWN

    def test_the_address_of_an_image_is_one_that_xml_can_hold(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^to_svg\.emblems: '\\x1b'"):
            sgz.format_sign("泰达街道").to_svg(emblems={sgz.Emblem.CHINA_SOCIAL_WORK: "\x1b"})


if __name__ == "__main__":
    asked, begun = int(sys.argv[1]), perf_counter()
    wrong = faults(asked, seed=19)
    print("\n".join([*wrong, f"{asked} calls, {len(wrong)} faults, {perf_counter() - begun:.0f} s"]))  # noqa: T201 - what the run is for
    sys.exit(1 if wrong else 0)
