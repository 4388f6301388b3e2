"""Hypothesis strategies (测试数据生成) for every subject, made from its facts, with unknowns and at the edges.

`st.from_type(Worker)` works wherever Hypothesis and sgzlib are installed.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar, cast

from hypothesis import strategies as st

from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import Form, Kind
from sgzlib.tianjin.policy import TIANJIN_2021
from sgzlib.tianjin.programme.rollout import DistrictPlan, Rollout
from sgzlib.tianjin.purchase.budget import Budget
from sgzlib.tianjin.purchase.contractor import CREDIT_CODE, Contractor
from sgzlib.tianjin.station.qualification import Worker
from sgzlib.tianjin.station.staffing import Team
from sgzlib.tianjin.station.station import Station

S = TypeVar("S")

_EDGES = sorted({value for name in TIANJIN_2021.numbers if isinstance(value := getattr(TIANJIN_2021, name), int)})
_COUNTS = st.sampled_from(sorted({max(0, edge + by) for edge in _EDGES for by in (-1, 0, 1)})) | st.integers(0, 200)
_DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
_NAMES = st.text(st.sampled_from("王李张刘陈杨赵黄周吴芳伟娜敏静丽强磊军洋"), min_size=2, max_size=4)
_SIMPLE: dict[Form, st.SearchStrategy[Any]] = {Form.DAY: _DAYS, Form.TEXT: _NAMES}


def credit_codes() -> st.SearchStrategy[str]:
    """Unified social credit codes (统一社会信用代码), issued by civil affairs."""
    from stdnum.cn import uscc

    body = st.text(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), min_size=9, max_size=9)
    issued = st.builds("5{}1201{:02}{}".format, st.sampled_from("1239"), st.integers(1, 19), body)
    return issued.map(lambda code: code + uscc.calc_check_digit(code))


def days() -> st.SearchStrategy[date]:
    """Days to ask about (判断日), before and after the notice's own, its edges among them."""
    edge = st.sampled_from([TIANJIN_2021.notice.issued_on, TIANJIN_2021.launch_by, date(2024, 2, 29)])
    return _DAYS | st.builds(lambda on, by: on + timedelta(days=by), edge, st.integers(-1, 1))


def values(kind: Kind[Any], *, unknown: bool = True) -> st.SearchStrategy[Any]:
    """Values of one kind of fact (事实取值)."""
    if is_subject(kind.members):
        member: st.SearchStrategy[Any] = subject(kind.members or object, unknown=unknown)
        return st.lists(member, max_size=3).map(tuple) if kind.several else member
    if kind.several:
        labels: list[Any] = list(cast("Any", kind.members))
        return st.lists(st.sampled_from(labels), unique=True).map(tuple)
    if kind.domain:
        return st.sampled_from(kind.domain)
    if kind is CREDIT_CODE:
        return credit_codes()
    if kind.form is Form.WHOLE:
        return _COUNTS.map(lambda value: min(max(value, kind.least), kind.most))
    return _measures(kind) if kind.form is Form.DECIMAL else _SIMPLE[kind.form]


def _measures(kind: Kind[Any]) -> st.SearchStrategy[Any]:
    if kind.money:
        return st.decimals(0, 1_000_000, places=2) | st.integers(0, 1000).map(lambda n: Decimal(n * 1000))
    if kind.exact:  # of what is multiplied by prices, halves come out at whole fen
        return st.integers(1, 36) | st.integers(1, 72).map(lambda n: Decimal(n) / 2)
    fine = st.decimals(0, 200, places=min(kind.places, 1)) | _COUNTS
    return fine.map(lambda value: min(max(value, kind.least), kind.most))


def subject(of: type[S], *, unknown: bool = True) -> st.SearchStrategy[S]:
    """Subjects of a class (任一事实类的对象); with `unknown`, any fact may be left out."""
    chosen: dict[str, st.SearchStrategy[Any]] = {}
    for name, fact in facts_of(of).items():
        known = values(fact.kind, unknown=unknown)
        chosen[name] = st.none() | known if unknown else known
    built = st.fixed_dictionaries(chosen).map(lambda facts: _built(of, facts)).filter(lambda made: made is not None)
    return cast("st.SearchStrategy[S]", built)


def _built(of: type[S], facts: dict[str, Any]) -> S | None:
    """Build a subject, or nothing where its facts contradict one another."""
    with suppress(InvalidValue):
        return of(**facts)
    return None


def workers(*, unknown: bool = True) -> st.SearchStrategy[Worker]:
    """Station workers (驻站社工)."""
    return subject(Worker, unknown=unknown)


def teams(*, unknown: bool = True) -> st.SearchStrategy[Team]:
    """Teams of a station (驻站团队)."""
    return subject(Team, unknown=unknown)


def stations(*, unknown: bool = True) -> st.SearchStrategy[Station]:
    """Whole stations (社工站)."""
    return subject(Station, unknown=unknown)


def plans(*, unknown: bool = True) -> st.SearchStrategy[DistrictPlan]:
    """District plans (区级工作计划)."""
    return subject(DistrictPlan, unknown=unknown)


def rollouts(*, unknown: bool = True) -> st.SearchStrategy[Rollout]:
    """The rollout in the city, with its plans (全市建站)."""
    return subject(Rollout, unknown=unknown)


def budgets(*, unknown: bool = True) -> st.SearchStrategy[Budget]:
    """Budgets (项目预算), whose lines come out at whole fen."""
    return subject(Budget, unknown=unknown)


def contractors(*, unknown: bool = True) -> st.SearchStrategy[Contractor]:
    """Contractors (承接主体)."""
    return subject(Contractor, unknown=unknown)
