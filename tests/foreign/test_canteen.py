"""A notice written from the guides alone is judged as its author reckoned by hand, and every world says the same."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from bridges import symbolic
from bridges.frames.tabled import IN_MEMORY, judged, scalar, with_groups_known
from bridges.sql.executed import EXECUTED, queried
from bridges.workbook.filling import filled, named, statuses
from foreign.canteen import (
    CANTEEN,
    DUTIES,
    LAW,
    NOTICE,
    WORDING,
    Canteen,
    CooksAre,
    Role,
    Spending,
    SpendingKind,
    employees,
)
from foreign.canteen_cases import CASES, GRANTS
from foreign.canteen_mistakes import MISTAKES, NOT_TOLD
from sgzlib.law import Sentence
from sgzlib.law.ledger import digest, split
from sgzlib.prose.statuses import MARK

ON = date(2025, 11, 3)
evolve: Any = attrs.evolve
REQUIRED = evolve(CANTEEN, outcomes=())
WITHOUT_REST_DAYS = evolve(LAW, rest_days=None)
CANTEENS: list[Any] = [with_groups_known(Canteen(**facts)) for cases in CASES.values() for facts, _ in cases]


@pytest.mark.parametrize("id_", CASES)
def test_each_requirement_is_judged_as_its_author_reckoned(id_: str) -> None:
    cases = CASES[id_]
    said = [sgz.assess(CANTEEN, Canteen(**facts), on=ON)[f"canteen.{id_}"].status.name for facts, _ in cases]
    assert said == [status for _, status in cases]


def test_no_requirement_is_left_out() -> None:
    assert [f"canteen.{id_}" for id_ in CASES] == [rule.id for rule in CANTEEN.requirements]


@pytest.mark.parametrize(("facts", "bounds"), GRANTS)
def test_the_grant_is_what_its_author_reckoned(facts: dict[str, Any], bounds: tuple[int, int]) -> None:
    paid: Any = sgz.assess(CANTEEN, Canteen(**facts), on=ON).outcomes["canteen.grant"]
    assert ((paid, paid) if isinstance(paid, Decimal) else (paid.least, paid.most)) == bounds


def test_kitchen_hands_count_under_the_other_reading() -> None:
    canteen = Canteen(staff=employees((Role.COOK, None), (Role.HELPER, None)))
    read = {option: sgz.assess(CANTEEN, canteen, on=ON, policy=LAW.under(cooks=option)) for option in CooksAre}
    assert [assessment["canteen.cooks"].holds for assessment in read.values()] == [False, True]


@pytest.mark.parametrize(("make", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_wrong_rule_is_refused_with_what_to_write(make: Callable[[], Any], said: str) -> None:
    with pytest.raises(sgz.SgzlibError, match=said):
        make()


@pytest.mark.parametrize("make", NOT_TOLD.values(), ids=list(NOT_TOLD))
def test_what_a_right_rule_may_look_like_is_accepted(make: Callable[[], Any]) -> None:
    assert make().requirements


def test_a_rule_that_cannot_fail_has_no_case_that_fails() -> None:
    cases = sgz.vectors.make(NOT_TOLD["always_true"]())["cases"]
    assert not {status for case in cases for status in case["statuses"].values()} & {"VIOLATED", "UNMET"}


@pytest.mark.parametrize(("engine", "law"), [("polars", LAW), ("pandas", WITHOUT_REST_DAYS)])
def test_columns_say_what_values_say(engine: str, law: Any) -> None:
    canteens = CANTEENS[:5] + CANTEENS[5::3]
    assert judged(IN_MEMORY[engine], REQUIRED, canteens, ON, law) == scalar(REQUIRED, canteens, ON, law)


@pytest.mark.parametrize("spending", [(), (Spending(kind=SpendingKind.FOOD),)], ids=["no item", "no amount"])
@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_a_column_that_holds_no_amount_adds_up_as_in_values(engine: str, spending: tuple[Spending, ...]) -> None:
    canteens = [with_groups_known(Canteen(spending=spending))]
    assert judged(IN_MEMORY[engine], REQUIRED, canteens, ON, LAW) == scalar(REQUIRED, canteens, ON, LAW)


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_sql_says_what_values_say(dialect: str) -> None:
    said = queried(EXECUTED[dialect], REQUIRED, CANTEENS, ON, WITHOUT_REST_DAYS, dialect)
    assert said == scalar(REQUIRED, CANTEENS, ON, WITHOUT_REST_DAYS)


def test_symbols_say_what_values_say() -> None:
    for canteen in CANTEENS[::60]:
        symbolic.agree(CANTEEN, symbolic.sized(canteen), LAW, ON)


def test_a_workbook_says_what_values_say() -> None:
    canteens = named(CANTEEN, CANTEENS[::9])
    book = sgz.workbook.judge(filled(CANTEEN, canteens), CANTEEN, on=ON, mending=False)
    marks = [tuple(MARK[finding.status] for finding in sgz.assess(CANTEEN, each, on=ON).findings) for each in canteens]
    assert [said for _, said in statuses(CANTEEN, book)] == marks


def test_canteens_and_their_answers_travel_as_json() -> None:
    for canteen in CANTEENS:
        assert sgz.interchange.load(Canteen, json.loads(json.dumps(sgz.interchange.dump(canteen)))) == canteen
    assert sgz.verify(sgz.receipt(sgz.assess(CANTEEN, CANTEENS[0], on=ON)), ruleset=CANTEEN).same_outcome is True


@pytest.mark.parametrize("id_", ["seats", "price", "training", "other_spending"])
def test_vectors_say_what_values_say(id_: str) -> None:
    rules = CANTEEN.only(f"canteen.{id_}")
    for case in sgz.vectors.make(rules)["cases"]:
        canteen = sgz.interchange.load(Canteen, case["facts"])
        (finding,) = sgz.assess(rules, canteen, on=date.fromisoformat(case["on"])).findings
        assert {finding.requirement.id: finding.status.name} == case["statuses"]


def test_each_sentence_of_the_notice_is_accounted_for() -> None:
    rules: tuple[Any, ...] = (*CANTEEN.requirements, *CANTEEN.outcomes)
    rows: list[Sentence] = []
    for place, ordinal, words in split(WORDING, NOTICE.clauses):
        asked = tuple(rule.id for rule in rules if ordinal and rule.clause.locator == place)
        account: dict[str, Any] = {"requirements": asked} if asked else {"reason": ("标题和套话", "headings")}
        rows.append(Sentence(place, ordinal, digest(words), words[:4], **account))
    notice = evolve(NOTICE, duties=DUTIES, sentences=tuple(rows))
    notice.check_ledger(CANTEEN)
    assert notice.attach(WORDING)["六"][-1] == "县教育局每年公布检查情况。"
