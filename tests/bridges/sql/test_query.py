"""What a query is refused for, what it takes for unknown, and every kind of formula that a rule may be."""

import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from bridges.frames.tabled import scalar
from bridges.sql.agreeing import Days, all_moves_agree, names_agree
from bridges.sql.executed import EXECUTED, Table, queried
from sgzlib import TIANJIN_2021, Period, Policy, Ruleset
from sgzlib.law import (
    COUNT,
    DAY,
    TEXT,
    YES_NO,
    YUAN,
    Case,
    Fact,
    Transition,
    fact,
    many,
    months_after,
    requirement,
    subject,
    years_after,
)
from sgzlib.law.deadlines import earlier, later, where
from sgzlib.law.groups import earliest, latest, total
from sgzlib.law.periods import calendar_years_after, days_after, to_workday
from sgzlib.law.truth import alike, amount_if, ends_with

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

ON = date(2022, 3, 1)
evolved: Any = attrs.evolve
RESTING = evolved(TIANJIN_2021, rest_days=sgz.calendars.rest_days(2021, 2022))


def query(ruleset: Any = sgz.QUALIFICATION, **changed: Any) -> str:
    """Return a query for SQLite, with what is changed of it."""
    asked: dict[str, Any] = {"dialect": "sqlite", "table": "t", "on": ON, **changed}
    return sgz.sql.query(ruleset, **asked)


def answers(text: str, rows: list[dict[str, Any]], table: str = "t") -> list[dict[str, Any]]:
    """Return what SQLite answers for rows without types."""
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    names = ", ".join(f'"{name}"' for name in rows[0])
    base.execute(f'CREATE TABLE "{table}" ({names})')
    marks = ", ".join("?" * len(rows[0]))
    base.executemany(
        f'INSERT INTO "{table}" VALUES ({marks})',  # noqa: S608 - names of the tests' own
        [tuple(row.values()) for row in rows],
    )
    found = [dict(row) for row in base.execute(text)]
    base.close()
    return found


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changed", "match"),
        [
            ({"dialect": "oracle"}, r"^dialect: 'oracle' 不可用，应为sqlite、duckdb、postgres、mariadb 之一"),
            ({"dates": "date"}, r"^dates: 'date' 不可用，应为iso 之一"),
            ({"dialect": "duckdb", "dates": "epoch"}, r"^dates: 'epoch' 不可用，应为iso、date 之一"),
            ({"columns": {"学历": "educaton"}}, r"^columns: 'educaton' 不可用，应为name、education"),
            ({"absent": ["educaton"]}, r"^absent: 'educaton' 不可用，应为name、education"),
            (
                {"members": {"workers": ("w", "k")}},
                r"^members: 'workers' 不可用，应为无 \(not usable, expected none\)$",
            ),
            ({"member_columns": {"workers": {}}}, r"^member_columns: 'workers' 不可用，应为无 "),
            ({"keep": ["verdict"]}, r"^keep: 'verdict' 不可用，应为不同于结果列的列名"),
            ({"ruleset": "qualification"}, r"^ruleset: 'qualification' 不可用"),
            ({"locale": "fr"}, r"^locale: 'fr' 不可用"),
        ],
    )
    def test_by_field_value_and_what_is_allowed(self, changed: dict[str, Any], match: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=match):
            query(**changed)

    def test_a_member_column_for_no_fact(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^member_columns\['workers'\]: 'x' 不可用，应为name"):
            query(sgz.STAFFING, member_columns={"workers": {"c": "x"}})

    def test_a_text_without_a_pattern_by_the_requirement_that_asks_it(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^sign.name: 'sqlite' 不可用，应为能按模式删去文字的方言"):
            query(sgz.STATION)

    def test_a_workday_beside_another_fact(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^contract.midterm_report: 'sqlite' 不可用，应为不含休息日"):
            query(sgz.CONTRACT, policy=RESTING)


class TestNames:
    @pytest.mark.parametrize("name", ["", "a.", ".a", "a\0", "a\ud800", "a\udfffb"])
    def test_a_name_that_no_database_can_hold_is_refused(self, name: str) -> None:
        match = "不可用，应为非空、不含空字符和孤立代理码位的名称"
        known: dict[str, Any] = {"dialect": "sqlite", "on": ON}
        office = sgz.PREMISES.only("premises.office")
        with pytest.raises(sgz.InvalidValue, match=rf"^table: .* {match}"):
            sgz.sql.query(office, table=name, **known)
        with pytest.raises(sgz.InvalidValue, match=rf"^members\['workers'\]: .* {match}"):
            sgz.sql.query(sgz.STAFFING, table="t", members={"workers": (name, "station")}, **known)
        if "." in name:
            return
        with pytest.raises(sgz.InvalidValue, match=rf"^keep: .* {match}"):
            sgz.sql.query(office, table="t", keep=[name], **known)
        with pytest.raises(sgz.InvalidValue, match=rf"^columns: .* {match}"):
            sgz.sql.query(office, table="t", columns={name: "independent_office"}, **known)
        with pytest.raises(sgz.InvalidValue, match=rf"^members\['workers'\]: .* {match}"):
            sgz.sql.query(sgz.STAFFING, table="t", members={"workers": ("w", name)}, **known)
        mapped = {"workers": {name: "trained"}}
        with pytest.raises(sgz.InvalidValue, match=rf"^workers: .* {match}"):
            sgz.sql.query(sgz.STAFFING, table="t", member_columns=mapped, **known)

    def test_what_is_no_text_is_refused(self) -> None:
        none: Any = None
        with pytest.raises(sgz.InvalidType, match=r"^table: None 不可用，应为str"):
            sgz.sql.query(sgz.PREMISES, dialect="sqlite", table=none, on=ON)
        with pytest.raises(sgz.InvalidType, match=r"^members\['workers'\]\[0\]: None 不可用，应为str"):
            sgz.sql.query(sgz.STAFFING, dialect="sqlite", table="t", members={"workers": (none, "k")}, on=ON)

    def test_two_columns_of_one_fact_are_refused(self) -> None:
        two = {"a": "independent_office", "b": "independent_office"}
        with pytest.raises(sgz.InvalidValue, match=r"^columns: 'independent_office' 不可用，应为每项事实只有一列"):
            sgz.sql.query(sgz.PREMISES, dialect="sqlite", table="t", columns=two, on=ON)


class TestMembership:
    def test_a_subject_without_members_has_nobody_or_is_unknown(self) -> None:
        def asked(membership: str) -> list[tuple[Any, ...]]:
            database = sqlite3.connect(":memory:")
            database.executescript(
                "CREATE TABLE teams(station, contracted_headcount, contract_signed_on);"
                "CREATE TABLE workers(station, full_time, posted_on);"
                "INSERT INTO teams VALUES ('a', 1, '2021-07-23'), ('b', 1, '2021-07-23');"
                "INSERT INTO workers VALUES ('b', 1, '2021-08-02')"
            )
            staffing = sgz.STAFFING.only("staffing.contracted_headcount", "staffing.full_time")
            members = {"workers": ("workers", "station")}
            query = sgz.sql.query(
                staffing,
                dialect="sqlite",
                table="teams",
                on=date(2022, 3, 1),
                members=members,
                keep=["station"],
                membership=membership,
                absent=["service_started_on", "posted_in_full_on", "project_started_on"],
            )
            return sorted(row[:3] for row in database.execute(query))

        assert asked("complete") == [("a", 0, 1), ("b", 1, 1)]
        assert asked("partial") == [("a", None, None), ("b", 1, 1)]
        with pytest.raises(sgz.InvalidValue, match=r"^membership: 'some' 不可用，应为complete、partial"):
            asked("some")


class TestWhatIsUnknown:
    def test_what_is_no_value_of_its_kind_in_sqlite(self) -> None:
        wrong = {"education": "博士后", "social_work_major": "是", "certificate": 3, "registered": 2}
        wrong |= {"registration_expires": "2023-02-30", "continuing_education_hours": "72", "certificate_passed_on": ""}
        (found,) = answers(query(), [wrong])
        assert set(found.values()) == {None, 1}
        assert found["applicable"] == 1
        assert found["verdict"] is None

    def test_absent_facts_and_groups_without_a_table(self) -> None:
        absent = [name for name in sgz.frames.columns_of(sgz.Team) if name != "workers"]
        (found,) = answers(query(sgz.STAFFING, absent=absent), [{"x": 1}])
        assert {name for name, value in found.items() if value is not None} == {"applicable"}

    def test_an_absent_fact_is_unknown_in_every_row(self) -> None:
        rows = [
            {"k": 1, "stations": 1, "unit_price": 12_500_000, "quantity": 2},
            {"k": 2, "stations": 1, "unit_price": 24_999_999, "quantity": 1},
        ]
        target = sgz.BUDGET.only("budget.annual_target")
        text = query(
            target,
            policy=TIANJIN_2021.under(annual_amount=sgz.AnnualAmount.ALL_LINES),
            absent=["years", "lines.category"],
            members={"lines": ("t", "k")},
            keep=["k"],
        )
        assert [found["budget.annual_target"] for found in answers(text, rows)] == [None, 0]
        without = query(target, absent=["years", "lines.quantity"], members={"lines": ("t", "k")})
        free = [*rows, {"k": 3, "stations": 1, "unit_price": 0, "quantity": 1}]
        assert [found["budget.annual_target"] for found in answers(without, free)] == [None, None, 0]

    def test_an_amount_of_which_no_row_says_whether_it_counts(self) -> None:
        asked = rule_of(lambda w, c: w.number >= amount_if(w.sure, 1), "counts")
        rows = [{"number": number} for number in (0, 1, None)]
        found = answers(query(asked, absent=["sure"]), rows)
        case = Case(ON, TIANJIN_2021)
        on_values = [asked.requirements[0].holds(Whole(number=row["number"]), case) for row in rows]
        assert [one["odd.counts"] for one in found] == [
            None if truth is sgz.UNKNOWN else int(truth) for truth in on_values
        ]

    def test_the_verdict_before_the_notice_is_in_force(self) -> None:
        (found,) = answers(query(on=date(2021, 1, 1)), [{"x": 1}])
        assert (found["verdict"], found["applicable"], found["qualification.credential"]) == (None, 0, 1)


class TestWhatAQueryIsLike:
    def test_columns_of_other_names_and_a_table_in_a_schema(self) -> None:
        text = query(
            sgz.PREMISES.only("premises.office"),
            table="main.社工站",
            columns={"独立办公室": "independent_office"},
            keep=["街道"],
            locale="en",
        )
        assert 'FROM "main"."社工站"' in text
        assert "/* 三(一) " in text
        found = answers(text, [{"街道": "泰达", "独立办公室": 0}], "社工站")
        assert found == [{"街道": "泰达", "premises.office": 0, "verdict": 0, "applicable": 1}]

    def test_columns_of_members_by_other_names(self) -> None:
        rule = sgz.STAFFING.only("staffing.full_time")
        text = query(
            rule,
            members={"workers": ("t", "站")},
            member_columns={"workers": {"专职": "full_time", "到岗": "posted_on"}},
            keep=["站"],
        )
        rows = [{"站": 1, "专职": 1, "到岗": "2022-01-01"}, {"站": 2, "专职": 0, "到岗": "2022-01-01"}]
        assert [found["staffing.full_time"] for found in answers(text, rows)] == [1, 0]

    def test_the_same_question_has_the_same_text(self) -> None:
        assert query(sgz.ROLLOUT) == query(sgz.ROLLOUT)

    def test_a_day_is_a_text_where_there_is_no_type_of_days(self) -> None:
        assert ">= CAST('2022-03-01' AS DATE)" in query(dialect="duckdb")
        assert ">= '2022-03-01'" in query()

    def test_what_restates_no_must_holds(self) -> None:
        softer = sgz.STATION.replace("premises.office", force=sgz.Force.SHOULD) - "sign.name"
        absent = [name for name in sgz.frames.columns_of(sgz.Station) if name != "team__workers"]
        (found,) = answers(query(softer, absent=absent), [{"x": 1}])
        assert (found["station.premises"], found["station.equipment"]) == (1, None)

    def test_a_law_of_the_day_is_taken_from_a_history(self) -> None:
        stricter = evolved(TIANJIN_2021, posting_days=0)
        history = sgz.History((date(2021, 1, 1), TIANJIN_2021), (date(2022, 1, 1), stricter))
        at_once = sgz.History(*history.laws, transition=Transition.AT_ONCE)
        assert query(sgz.STAFFING, policy=at_once) == query(sgz.STAFFING, policy=stricter)
        assert "\"contract_signed_on\" < '2022-01-01'" in query(sgz.STAFFING, policy=history)


@pytest.mark.parametrize("on", [date(2021, 10, 3), date(2022, 1, 4), date(2023, 1, 2), date(2021, 5, 31)])
def test_deadlines_move_past_rest_days_as_they_do_for_subjects(on: date) -> None:
    days = [*(date(2021, 9, day) for day in range(10, 25)), date(2021, 12, 17), date(2022, 12, 18), date(2020, 5, 1)]
    subjects = [sgz.Team(workers=(), contracted_headcount=1, contract_signed_on=day) for day in [*days, None]]
    asked = sgz.STAFFING.only("staffing.contracted_headcount")
    for dialect, run in EXECUTED.items():
        assert queried(run, asked, subjects, on, RESTING, dialect) == scalar(asked, subjects, on, RESTING)
        unpublished = scalar(asked, subjects, on, TIANJIN_2021)
        assert queried(run, asked, subjects, on, TIANJIN_2021, dialect) == unpublished


@subject
class Part:
    day: Fact[date] = fact(DAY, "日", "day")
    amount: Fact[Decimal] = fact(YUAN, "额", "amount")


@subject
class Whole:
    parts: Fact[tuple[Part, ...]] = fact(many(Part), "项", "parts")
    day: Fact[date] = fact(DAY, "日", "day")
    other: Fact[date] = fact(DAY, "另日", "other day")
    number: Fact[int] = fact(COUNT, "数", "number")
    budget: Fact[Decimal] = fact(YUAN, "预算", "budget")
    spent: Fact[Decimal] = fact(YUAN, "已用", "spent")
    text: Fact[str] = fact(TEXT, "文", "text")
    sure: Fact[bool] = fact(YES_NO, "是", "sure")


MONTH_ENDS: list[Any] = [
    lambda w, c: months_after(w.day, c.law.brief_months) >= c.on,
    lambda w, c: months_after(w.day, c.law.brief_months) > c.on,
    lambda w, c: months_after(w.day, c.law.brief_months) <= c.on,
    lambda w, c: months_after(w.day, c.law.brief_months) < c.on,
]


@pytest.mark.parametrize("at", range(len(MONTH_ENDS)))
@pytest.mark.parametrize("on", [date(2022, 2, 27), date(2022, 2, 28), date(2022, 3, 1), date(2024, 2, 29)])
def test_the_day_asked_about_moves_back_where_no_fact_moves_it(at: int, on: date) -> None:
    ruleset = rule_of(MONTH_ENDS[at], f"month_{'x' * at}")
    wholes = [Whole(parts=(), day=day) for day in Period(on - timedelta(days=40), on)]
    assert 'DATE("day", ' not in query(ruleset)
    assert queried(EXECUTED["sqlite"], ruleset, wholes, on, None, "sqlite") == scalar(ruleset, wholes, on, TIANJIN_2021)


RULES: list[Any] = [
    lambda w, c: latest(w.parts, "day") <= w.day,
    lambda w, c: latest(w.parts, "day") == w.day,
    lambda w, c: latest(w.parts, "day") != w.day,
    lambda w, c: earliest(w.parts, "day") > w.day,
    lambda w, c: months_after(latest(w.parts, "day"), c.law.brief_months) < w.other,
    lambda w, c: latest(w.parts, "day") >= earliest(w.parts, "day"),
    lambda w, c: total(w.parts, "amount") <= w.budget - w.spent,
    lambda w, c: total(w.parts, "amount") + w.spent > w.budget,
    lambda w, c: total(w.parts, "amount") + c.law.yearly_amount >= w.budget + c.law.yearly_amount,
    lambda w, c: w.budget >= c.law.yearly_amount,
    lambda w, c: w.budget + w.number * w.spent != w.spent,
    lambda w, c: years_after(w.day, w.number) > w.other,
    lambda w, c: months_after(w.day, w.number) <= w.other,
    lambda w, c: days_after(w.day, w.number) < w.other,
    lambda w, c: months_after(later(w.day, w.other), w.number) >= earlier(w.other, c.on),
    lambda w, c: where(w.sure, w.day, w.other) >= later(w.day, c.on),
    lambda w, c: c.on > years_after(w.day, c.law.contract_years),
    lambda w, c: (w.text == "某某站") | ends_with(w.text, "某站"),
]


def rule_of(body: Any, name: str) -> Ruleset:
    """Return the ruleset of one rule."""
    body.__name__, body.__module__ = name, __name__
    made = requirement("三(一)", sgz.Force.MUST, law=Policy, zh="甲", en="a", group="odd")(body)
    return Ruleset("odd", Whole, (made,), law=TIANJIN_2021, zh="甲", en="a")


DAYS = (None, date(2022, 2, 28), date(2022, 3, 31))
YUANS = [Decimal(amount) for amount in range(151)]
SUBJECTS: list[Any] = [
    Whole(parts=parts, day=day, other=other, number=number, budget=budget, spent=spent, text=text, sure=sure)
    for (day, other), parts, (number, budget, spent), (text, sure) in product(
        product(DAYS, (None, date(2022, 4, 30), date(2022, 2, 27))),
        (
            (),
            (Part(day=DAYS[1], amount=YUANS[100]),),
            (Part(day=DAYS[2], amount=Decimal("0.01")), Part(day=DAYS[1], amount=Decimal("99.99"))),
            (Part(day=DAYS[2]), Part(amount=YUANS[50])),
        ),
        ((1, YUANS[150], YUANS[50]), (0, YUANS[100], YUANS[0]), (None, None, YUANS[3]), (3, Decimal(250_000), None)),
        (("某某站", True), ("某站", False), ("甲某站", None), (None, None)),
    )
]


@pytest.mark.parametrize("at", range(len(RULES)))
def test_a_rule_of_any_kind_gives_the_same(at: int) -> None:
    ruleset = rule_of(RULES[at], f"r{'x' * at}")
    expected = scalar(ruleset, SUBJECTS, ON, TIANJIN_2021)
    for dialect, run in EXECUTED.items():
        assert queried(run, ruleset, SUBJECTS, ON, None, dialect) == expected, dialect


@pytest.mark.parametrize("absent", ["parts", "parts.day", "parts.amount", "day", "other", "number", "budget", "sure"])
def test_a_fact_without_a_column_is_unknown_in_every_row(absent: str) -> None:
    group, _, name = absent.rpartition(".")
    rules = [rule_of(body, f"r{'x' * at}").requirements[0] for at, body in enumerate(RULES)]
    ruleset = Ruleset("odd", Whole, tuple(rules), law=TIANJIN_2021, zh="甲", en="a")
    subjects: list[Any] = SUBJECTS[::7]
    if group:
        less = [evolved(one, parts=[evolved(part, **{name: None}) for part in one.parts]) for one in subjects]
    else:
        less = [evolved(one, **{name: None}) for one in subjects]
    known = {} if absent == "parts" else {"members": {"parts": ("parts_of", "team")}}

    def run(made: list[Table], _text: str) -> Any:
        asked = query(ruleset, table="subjects", absent=[absent] if "members" in known else [], keep=["team"], **known)
        return EXECUTED["sqlite"](made, asked)

    assert queried(run, ruleset, subjects, ON, None, "sqlite") == scalar(ruleset, less, ON, TIANJIN_2021)


ON_WORKDAYS: list[Any] = [
    lambda w, c: to_workday(days_after(w.day, c.law.posting_days), c.law.rest_days) > c.on,
    lambda w, c: to_workday(where(w.sure, w.day, w.other), c.law.rest_days) <= c.on,
    lambda w, c: to_workday(c.on, c.law.rest_days) > w.day,
    lambda w, c: to_workday(c.on, c.law.rest_days) <= latest(w.parts, "day"),
]


@pytest.mark.parametrize("at", range(len(ON_WORKDAYS)))
@pytest.mark.parametrize("on", [date(2022, 3, 12), date(2022, 4, 4), date(2023, 1, 1)])
def test_a_rule_of_workdays_gives_the_same(at: int, on: date) -> None:
    ruleset = rule_of(ON_WORKDAYS[at], f"workday_{'x' * at}")
    expected = scalar(ruleset, SUBJECTS, on, RESTING)
    assert queried(EXECUTED["sqlite"], ruleset, SUBJECTS, on, RESTING, "sqlite") == expected


@pytest.mark.parametrize("dialect", EXECUTED)
@pytest.mark.parametrize("by", range(7))
def test_without_rest_days_a_last_day_at_a_weekend_may_be_the_monday_on_any_day(dialect: str, by: int) -> None:
    rules: list[Any] = [
        *ON_WORKDAYS,
        lambda w, c: w.other <= to_workday(days_after(w.day, c.law.posting_days), c.law.rest_days),
        lambda w, c: to_workday(w.day, c.law.rest_days) > to_workday(w.other, c.law.rest_days),
        lambda w, c: later(to_workday(w.day, c.law.rest_days), w.other) >= c.on,
    ]
    days = [date(2022, 3, 1) + timedelta(days=n + by) for n in range(7)]
    subjects = [evolved(SUBJECTS[0], day=one, other=other) for one, other in product([*days, None], days)]
    for at, rule in enumerate(rules):
        ruleset = rule_of(rule, f"weekend_{'x' * at}")
        for on in (days[0], days[3] + timedelta(days=15)):
            expected = scalar(ruleset, subjects, on, TIANJIN_2021)
            assert queried(EXECUTED[dialect], ruleset, subjects, on, TIANJIN_2021, dialect) == expected, (at, on)


def test_what_was_due_before_the_notice_binds_nobody() -> None:
    early: Any = evolved(TIANJIN_2021, launch_by=date(2021, 3, 1))
    rule = next(one for one in sgz.CONTRACT.requirements if one.id == "contract.signed_by")
    ruleset = Ruleset("contract", sgz.Contract, (rule,), law=TIANJIN_2021, zh="合同", en="Contract")
    subjects: list[Any] = [sgz.Contract(first_batch=True, follows=sgz.Follows.NOTHING, signed_on=sgz.NOT_YET)]
    for policy in (early, TIANJIN_2021):
        expected = scalar(ruleset, subjects, ON, policy)
        assert queried(EXECUTED["sqlite"], ruleset, subjects, ON, policy, "sqlite") == expected


@pytest.mark.parametrize("dialect", EXECUTED)
def test_one_truth_or_another_gives_the_same(dialect: str) -> None:
    asked = rule_of(lambda w, c: where(w.sure, w.number >= 1, w.day <= w.other), "chosen")
    expected = scalar(asked, SUBJECTS, ON, TIANJIN_2021)
    assert queried(EXECUTED[dialect], asked, SUBJECTS, ON, None, dialect) == expected


@pytest.mark.parametrize("dialect", EXECUTED)
def test_days_move_as_the_civil_code_counts(dialect: str) -> None:
    all_moves_agree(EXECUTED[dialect], dialect)


def test_texts_are_read_as_the_constructor_reads_them_where_a_database_has_patterns() -> None:
    rows: list[dict[str, Any]] = [
        {"jurisdiction": "友谊路街道办事处", "sign__name": "友谊路街道社会工作服务站 天津市民政局监制"},
        {"jurisdiction": "杨柳青镇人民政府", "sign__name": "杨柳青\n社会工作服务站"},
    ]
    table: Any = Days(
        "t",
        {"jurisdiction": "TEXT", "sign__name": "TEXT", "first_batch": "BOOLEAN", "team__contract_signed_on": "TEXT"},
        [(*row.values(), True, "2021-07-23") for row in rows],
    )
    named = sgz.Ruleset(
        "named", sgz.Station, (), zh="站牌", en="Sign", law=TIANJIN_2021, parts=(("sign", sgz.SIGN.only("sign.name")),)
    )
    text = sgz.sql.query(named, dialect="duckdb", table="t", on=ON, absent=["district", "team__follows"])
    assert [found[0] for found in EXECUTED["duckdb"]([table], text)] == [True, False]


def test_names_are_compared_without_what_patterns_find() -> None:
    names_agree(EXECUTED["duckdb"], "duckdb")
    ruleset = rule_of(lambda w, c: alike(w.text, "甲某", without="站$", other_without=""), "named")
    bare = rule_of(lambda w, c: alike(w.text, "甲某站", without="", other_without=""), "bare")
    for asked in (ruleset, bare):
        expected = scalar(asked, SUBJECTS, ON, TIANJIN_2021)
        assert queried(EXECUTED["duckdb"], asked, SUBJECTS, ON, None, "duckdb") == expected


def test_a_formula_that_nobody_says_in_sql_is_refused_by_its_requirement() -> None:
    body, match = lambda w, _: calendar_years_after(w.day, w.number) >= w.other, "自公元元年起算的日历年"
    with pytest.raises(sgz.InvalidValue, match=rf"^odd\.r: 'sqlite' 不可用，应为{match}"):
        query(rule_of(body, "r"))


@pytest.mark.parametrize(
    ("dialect", "numbers"), [("sqlite", True), ("duckdb", False), ("postgres", False), ("mariadb", True)]
)
def test_where_a_truth_is_kept_as_a_number_another_number_is_unknown(dialect: str, *, numbers: bool) -> None:
    assert ("WHEN 1 THEN 1 WHEN 0 THEN 0 END" in query(sgz.PREMISES, dialect=dialect)) is numbers
