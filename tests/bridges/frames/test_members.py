"""Groups whose members are rows of another table: counted, added up and dated as objects are, on every engine."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY, judged, scalar, with_groups_known
from sgzlib.bridges import strategies
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import earliest, latest, total
from sgzlib.law.kinds import DAY, many
from sgzlib.tianjin.policy import requirement

ON = date(2024, 3, 1)
SIGNED, POSTED = date(2021, 7, 23), date(2021, 8, 2)
ENGINES = IN_MEMORY | LAZY
EVERY = pytest.mark.parametrize("engine", ENGINES.values(), ids=list(ENGINES))
QUIET = pytest.mark.filterwarnings("ignore::sgzlib.bridges.frames.tables.UnknownColumn")


@subject
class Crew:
    """Workers, asked what no ruleset of the library asks of them."""

    workers: Fact[tuple[sgz.Worker, ...]] = fact(many(sgz.Worker), "人员", "workers")
    since: Fact[date] = fact(DAY, "起", "since")


def _rule(name: str, function: Any) -> Any:
    function.__name__ = name
    return requirement("三(一)", sgz.Force.MUST, zh="成立", en="holds", group="crew")(function)


CREW = sgz.Ruleset(
    "crew",
    Crew,
    tuple(
        _rule(name, rule)
        for name, rule in {
            "last_by": lambda crew, case: latest(crew.workers, "posted_on") <= crew.since,
            "last_by_turned": lambda crew, case: crew.since >= latest(crew.workers, "posted_on"),
            "last_from": lambda crew, case: latest(crew.workers, "posted_on") >= crew.since,
            "last_before": lambda crew, case: latest(crew.workers, "posted_on") < crew.since,
            "last_after": lambda crew, case: latest(crew.workers, "posted_on") > crew.since,
            "first_by": lambda crew, case: earliest(crew.workers, "posted_on") <= case.on,
            "first_from": lambda crew, case: earliest(crew.workers, "posted_on") >= case.on,
            "hours_from": lambda crew, case: total(crew.workers, "continuing_education_hours") >= case.law.senior_hours,
            "hours_to": lambda crew, case: total(crew.workers, "continuing_education_hours") <= case.law.senior_hours,
            "hours_over": lambda crew, case: total(crew.workers, "continuing_education_hours") > case.law.senior_hours,
            "hours_under": lambda crew, case: total(crew.workers, "continuing_education_hours") < case.law.senior_hours,
        }.items()
    ),
    zh="人员",
    en="Crew",
    law=sgz.TIANJIN_2021,
)


@settings(max_examples=6)
@given(st.lists(strategies.subject(Crew), max_size=8), strategies.days())
def test_days_and_sums_of_members_are_what_they_are_of_objects(crews: list[Any], on: date) -> None:
    known = [with_groups_known(crew) for crew in crews]
    expected = scalar(CREW, known, on, sgz.TIANJIN_2021)
    for name, engine in ENGINES.items():
        assert judged(engine, CREW, known, on, sgz.TIANJIN_2021) == expected, name


def frame(engine: Any, **columns: Any) -> Any:
    return engine(pa.table(columns))


def rows(table: Any) -> pl.DataFrame:
    """Return a table of any engine as one in memory."""
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    return pl.DataFrame(table.compute() if hasattr(table, "dask") else getattr(table, "arrow", lambda: table)())


@QUIET
class TestTeams:
    @EVERY
    def test_a_team_of_whom_there_is_no_row_has_nobody(self, engine: Any) -> None:
        teams = frame(engine, team=["甲", "乙"], contracted_headcount=[1, 1], contract_signed_on=[SIGNED] * 2)
        workers = frame(engine, team=["乙", "丙", None], full_time=[None, False, False], posted_on=[POSTED] * 3)
        judged_teams = sgz.frames.check_teams(teams, workers, by="team", on=ON, orphans="ignore")
        found = rows(judged_teams).sort("contracted_headcount", "team")
        answers = found.select("team", "staffing.contracted_headcount", "staffing.full_time").rows()
        assert sorted(answers) == [("乙", True, None), ("甲", False, True)]

    @pytest.mark.parametrize("engine", IN_MEMORY.values(), ids=list(IN_MEMORY))
    def test_rows_stay_in_order_and_keys_may_be_several(self, engine: Any) -> None:
        signed = {"contracted_headcount": [1, 1, 1], "contract_signed_on": [SIGNED] * 3}
        teams = frame(engine, district=["b", "a", "a"], street=[1, 2, 1], **signed)
        workers = frame(engine, district=["a", "b"], street=[1, 1], posted_on=[POSTED] * 2)
        found = rows(sgz.frames.check_teams(teams, workers, by=("district", "street"), on=ON))
        assert found.select("district", "street", "staffing.contracted_headcount").rows() == [
            ("b", 1, True),
            ("a", 2, False),
            ("a", 1, True),
        ]

    @EVERY
    def test_what_is_missing_is_said_once_at_the_callers_line(self, engine: Any) -> None:
        teams, workers = frame(engine, team=[1, 2]), frame(engine, team=[1])
        with pytest.warns(sgz.frames.UnknownColumn) as said:
            rows(sgz.frames.check_teams(teams, workers, by="team", on=ON))
        # An engine may warn of its own affairs at any time.
        (one,) = (each for each in said if each.category is sgz.frames.UnknownColumn)
        assert "no column contract_signed_on, contracted_headcount, " in str(one.message)
        assert "full_time" in str(one.message)
        assert one.filename == __file__

    def test_names_are_mapped_in_both_tables(self) -> None:
        teams = pl.DataFrame({"站": [1], "人数": [1]})
        workers = pl.DataFrame({"站": [1], "专职": [False], "到岗": [POSTED]})
        found = sgz.frames.check_teams(
            teams,
            workers,
            by="站",
            on=ON,
            columns={"人数": "contracted_headcount"},
            worker_columns={"专职": "full_time", "到岗": "posted_on"},
        )
        assert found.select("staffing.contracted_headcount", "staffing.full_time").rows() == [(True, False)]

    def test_a_wrong_cell_of_a_worker_is_refused_by_its_row(self) -> None:
        teams, workers = pl.DataFrame({"team": [1]}), pl.DataFrame({"team": [1, 1], "certificate": ["NONE", "甲级"]})
        with pytest.raises(sgz.InvalidValue, match=r"^certificate\[1\]: '甲级' 不可用"):
            sgz.frames.check_teams(teams, workers, by="team", on=ON)

    def test_keys_of_two_types_are_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^by: 'team: Int64, String' 不可用，应为两表类型相同的列"):
            sgz.frames.check_teams(pl.DataFrame({"team": [1]}), pl.DataFrame({"team": ["1"]}), by="team", on=ON)

    def test_a_ruleset_without_a_group_is_refused(self) -> None:
        teams = pl.DataFrame({"team": [1]})
        with pytest.raises(sgz.InvalidValue, match=r"^members: 'workers' 不可用"):
            sgz.frames.check_teams(teams, teams, by="team", on=ON, ruleset=sgz.PREMISES)

    @EVERY
    def test_without_a_table_of_workers_nothing_is_known_of_them(self, engine: Any) -> None:
        # No fewer than nobody are there, whoever they are.
        found = rows(sgz.frames.check(frame(engine, contracted_headcount=[0, 1]), sgz.STAFFING, on=ON))
        answers = found.select("staffing.contracted_headcount", "staffing.full_time", "verdict").rows()
        assert sorted(answers, key=repr) == [(None,) * 3, (True, None, None)]

    @EVERY
    def test_who_came_by_the_teams_own_last_day_is_counted(self, engine: Any) -> None:
        days = [date(2021, 7, 22), date(2021, 7, 25), None]
        teams = frame(
            engine,
            team=[1, 2, 3],
            contracted_headcount=[2] * 3,
            contract_signed_on=days,
            service_started_on=[SIGNED] * 3,
        )
        posted = [date(2021, 8, 2), date(2021, 8, 9)] * 3
        workers = frame(engine, team=[1, 1, 2, 2, 3, 3], posted_on=posted)
        everyone = sgz.TIANJIN_2021.under(posting_scope=sgz.PostingScope.EVERYONE)
        told = {
            policy: rows(sgz.frames.check_teams(teams, workers, by="team", on=ON, policy=policy)).sort("team")
            for policy in (sgz.TIANJIN_2021, everyone)
        }
        assert [found["staffing.posting"].to_list() for found in told.values()] == [
            [None, True, None],
            [False, True, None],
        ]

    @pytest.mark.parametrize(
        ("name", "column"),
        [("budget", "budget.categories"), ("rollout", "rollout.city_total"), ("crew", "crew.last_by")],
    )
    def test_so_it_is_of_any_group(self, name: str, column: str) -> None:
        found = sgz.frames.check(pl.DataFrame({"x": [1]}), (sgz.RULESETS | {"crew": CREW})[name], on=ON)
        assert found[column].to_list() == [None]

    def test_reasons_are_given_for_teams(self) -> None:
        found = sgz.frames.check_teams(
            pl.DataFrame({"team": [1], "contracted_headcount": [1], "contract_signed_on": [SIGNED]}),
            pl.DataFrame({"team": [2]}),
            by="team",
            on=ON,
            reasons=True,
            orphans="ignore",
        )
        assert found["violated"].to_list() == ["staffing.contracted_headcount, staffing.qualified_minimum"]


EVERY_LINE = sgz.TIANJIN_2021.under(annual_amount=sgz.AnnualAmount.ALL_LINES)


@QUIET
class TestBudgets:
    @EVERY
    def test_totals_are_exact(self, engine: Any) -> None:
        lines = frame(
            engine,
            street=["泰达"] * 3 + ["新港", "新港", None],
            category=["服务活动"] * 6,
            unit_price=pa.array([Decimal("0.10")] * 3 + [Decimal("83333.33"), None, Decimal(1)], pa.decimal128(12, 2)),
            quantity=[1, 1, 1, 3, 1, 1],
        )
        budgets = frame(engine, street=["泰达", "新港"], stations=[1, 1], years=[1, 1])
        lenient: Any = {"duplicates": "keep", "orphans": "ignore"}
        found = rows(sgz.frames.check_budgets(lines, by="street", budgets=budgets, on=ON, **lenient))
        assert sorted(found.select("street", "total", "budget.annual_target").rows(), key=str) == [
            ("新港", None, None),
            ("泰达", Decimal("0.30"), False),
        ]

    @EVERY
    def test_the_target_is_reached_to_the_fen(self, engine: Any) -> None:
        lines = frame(engine, b=[1, 2], category=["服务活动"] * 2, unit_price=[499_999, 500_000], quantity=[1, 1])
        budgets = frame(engine, b=[1, 2], stations=[2, 2], years=[1, 1])
        found = rows(sgz.frames.check_budgets(lines, by="b", budgets=budgets, on=ON, policy=EVERY_LINE)).sort("b")
        assert found["budget.annual_target"].to_list() == [False, True]

    @EVERY
    @pytest.mark.parametrize("left_out", ["stations", "years"])
    def test_for_how_many_stations_or_years_a_budget_is_is_unknown_without_a_column(
        self, engine: Any, left_out: str
    ) -> None:
        prices = pa.array([Decimal("499999.99"), Decimal("500000.00")], pa.decimal128(18, 2))
        once = pa.array([Decimal(1)] * 2, pa.decimal128(16, 6))
        lines = frame(engine, b=[1, 2], category=["服务活动"] * 2, unit_price=prices, quantity=once)
        told = {name: [2, 2] for name in ("stations", "years") if name != left_out}
        budgets = frame(engine, b=[1, 2], **told)
        with pytest.warns(sgz.frames.UnknownColumn, match=f"no column {left_out}"):
            found = rows(sgz.frames.check_budgets(lines, by="b", budgets=budgets, on=ON)).sort("b")
        # A budget for no station is asked nothing, so without a number of stations nothing is known.
        below = {"stations": None, "years": False}[left_out]
        assert found["budget.annual_target"].to_list() == [below, None]

    @pytest.mark.parametrize("engine", IN_MEMORY.values(), ids=list(IN_MEMORY))
    def test_a_line_with_part_of_a_fen_is_refused(self, engine: Any) -> None:
        lines = frame(
            engine,
            b=[1, 1],
            unit_price=pa.array([Decimal("0.05"), Decimal("0.05")], pa.decimal128(12, 2)),
            quantity=pa.array([Decimal("1.0"), Decimal("0.5")], pa.decimal128(12, 1)),
        )
        with pytest.raises(sgz.InvalidValue, match=r"^amount\[1\]: Decimal\('0\.0250*'\) 不可用，应为非负、精确到分"):
            sgz.frames.check_budgets(lines, by="b", on=ON, policy=EVERY_LINE)

    def test_nothing_of_a_thing_is_refused(self) -> None:
        lines = pl.DataFrame({"b": [1], "unit_price": [1], "quantity": [0]})
        with pytest.raises(sgz.InvalidValue, match=r"^quantity\[0\]: 0 不可用，应为大于 0"):
            sgz.frames.check_budgets(lines, by="b", on=ON)

    def test_an_unknown_key_is_refused(self) -> None:
        for lines in (pl.DataFrame({"b": [1]}), pd.DataFrame({"b": [1]})):
            with pytest.raises(sgz.InvalidValue, match=r"^by: 'street' 不可用，应为b "):
                sgz.frames.check_budgets(lines, by="street", on=ON)


@QUIET
@EVERY
def test_rules_that_pull_one_unknown_day_apart_are_seen_together(engine: Any) -> None:
    """The worker is either posted too late for the contract, or out of the own two years: so says the verdict."""
    known = sgz.Worker(
        education=sgz.Education.SENIOR_HIGH,
        social_work_major=False,
        certificate=sgz.Certificate.SENIOR,
        registered=True,
        registration_expires=date(2030, 1, 1),
        continuing_education_hours=90,
        contracted=True,
        full_time=True,
        trained=True,
        posted_on=date(2021, 8, 2),
    )
    unknown = sgz.Worker(
        certificate=sgz.Certificate.NONE, social_work_major=False, contracted=True, full_time=True, trained=True
    )
    start = date(2021, 7, 23)
    team = sgz.Team(
        workers=(known, unknown),
        contracted_headcount=2,
        project_started_on=start,
        contract_signed_on=start,
        service_started_on=start,
    )
    own, everyone = sgz.TwoYearsFrom.OWN_POSTING, sgz.PostingScope.EVERYONE
    policy = sgz.TIANJIN_2021.under(two_years_from=own, posting_scope=everyone)
    expected = scalar(sgz.STAFFING, [team, sgz.Team(workers=())], ON, policy)
    found = judged(engine, sgz.STAFFING, [team, sgz.Team(workers=())], ON, policy)
    assert found == expected
    assert sgz.check_staffing(team, on=ON, policy=policy).verdict is False
