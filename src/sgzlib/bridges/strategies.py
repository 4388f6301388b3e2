"""Hypothesis strategies (测试数据生成) for every subject, made from the kinds of its facts.

Each fact may be unknown. Values include the numbers of the law and the values next to them. `compliant`, `violating`
and `edges` ask the solver (`advice.witnesses`, `vectors.making`) for a subject near a random one that reaches the goal.
`st.from_type(Worker)` works wherever Hypothesis and sgzlib are installed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar, cast

from hypothesis import strategies as st

from sgzlib.advice.satisfiability import STEPS, Exhausted
from sgzlib.advice.witnesses import leaves, skeleton, witness
from sgzlib.bridges.interchange import load
from sgzlib.bridges.vectors.making import Maker
from sgzlib.bridges.vectors.mutants import parts_of
from sgzlib.bridges.vectors.suite import cases
from sgzlib.law.arguments import checking_arguments
from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import TRUE, And, Node, Not, disjunction, negation
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.laws import Law
from sgzlib.law.requirement import Case, Requirement, Ruleset, case_of
from sgzlib.law.truth import UNKNOWN
from sgzlib.tianjin.policy import TIANJIN_2021
from sgzlib.tianjin.programme.rollout import DistrictPlan, Rollout
from sgzlib.tianjin.purchase.budget import Budget
from sgzlib.tianjin.purchase.contract import Contract
from sgzlib.tianjin.purchase.contractor import CREDIT_CODE, Contractor
from sgzlib.tianjin.purchase.funding import FundingPlan
from sgzlib.tianjin.purchase.purchaser import Purchaser
from sgzlib.tianjin.purchase.renewal import YearEnd
from sgzlib.tianjin.rulesets import RULESETS
from sgzlib.tianjin.station.catalogue import Catalogue
from sgzlib.tianjin.station.management import Management
from sgzlib.tianjin.station.premises import Premises
from sgzlib.tianjin.station.qualification import Worker
from sgzlib.tianjin.station.sign import Sign
from sgzlib.tianjin.station.staffing import Team
from sgzlib.tianjin.station.station import Station

Known: TypeAlias = bool | Literal["some"]

S = TypeVar("S")

_NAMES = st.text(st.sampled_from("王李张刘陈杨赵黄周吴芳伟娜敏静丽强磊军洋"), min_size=2, max_size=4)


@cache
def _counts(policy: Law) -> st.SearchStrategy[int]:
    edges = {value for name in policy.numbers if isinstance(value := getattr(policy, name), int)}
    beside = sorted({max(0, edge + by) for edge in edges or {0} for by in (-1, 0, 1)})
    return st.sampled_from(beside) | st.integers(0, 200)


@cache
def _dates(policy: Law) -> st.SearchStrategy[date]:
    year = policy.notice.issued_on.year
    return st.dates(date(year - 2, 1, 1), date(year + 5, 12, 31))


def credit_codes() -> st.SearchStrategy[str]:
    """Generate unified social credit codes (统一社会信用代码) issued by civil affairs."""
    from stdnum.cn import uscc

    body = st.text(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), min_size=9, max_size=9)
    issued = st.builds("5{}1201{:02}{}".format, st.sampled_from("1239"), st.integers(1, 19), body)
    return issued.map(lambda code: code + uscc.calc_check_digit(code))


@checking_arguments
def days(*, policy: Law = TIANJIN_2021) -> st.SearchStrategy[date]:
    """Generate days to ask about (核对日期), before and after the notice, and those on which the law changes."""
    notice = policy.notice
    own = (milestone.day for milestone in policy.milestones)
    edge = st.sampled_from(list(dict.fromkeys([notice.issued_on, notice.in_force_from, *own, date(2024, 2, 29)])))
    return _dates(policy) | st.builds(lambda on, by: on + timedelta(days=by), edge, st.integers(-1, 1))


@checking_arguments
def values(kind: Kind[Any], *, known: Known = "some", policy: Law = TIANJIN_2021) -> st.SearchStrategy[Any]:
    """Generate values of one kind of fact (事实取值), including the numbers of a law and their neighbours."""
    if is_subject(kind.members):
        member: st.SearchStrategy[Any] = subject(kind.members or object, known=known, policy=policy)
        return st.lists(member, max_size=3).map(tuple) if kind.several else member
    if kind.several:
        labels: list[Any] = list(cast("Any", kind.members))
        return st.lists(st.sampled_from(labels), unique=True).map(tuple)
    if kind.domain:
        return st.sampled_from(kind.domain)
    if kind is CREDIT_CODE:
        return credit_codes()
    if kind.form is Form.WHOLE:
        return _counts(policy).map(lambda value: min(max(value, kind.least), kind.most))
    if kind.form is Form.DECIMAL:
        return _measures(kind, policy)
    return _dates(policy) if kind.form is Form.DAY else _NAMES


def _measures(kind: Kind[Any], policy: Law) -> st.SearchStrategy[Any]:
    if kind.money:
        return st.decimals(0, 1_000_000, places=2) | st.integers(0, 1000).map(lambda n: Decimal(n * 1000))
    if kind.exact:  # of what is multiplied by prices, halves come out at whole fen
        return st.integers(1, 36) | st.integers(1, 72).map(lambda n: Decimal(n) / 2)
    fine = st.decimals(0, 200, places=min(kind.places, 1)) | _counts(policy)
    return fine.map(lambda value: min(max(value, kind.least), kind.most))


@checking_arguments
def subject(cls: type[S], *, known: Known = "some", policy: Law = TIANJIN_2021) -> st.SearchStrategy[S]:
    """Generate subjects of a class (任一事实类的对象), with all facts known, with none, or with any left out.

    The numbers and days of `policy` are drawn more often than others.

    >>> from hypothesis import find
    >>> import sgzlib as sgz
    >>> find(sgz.strategies.subject(sgz.Premises, known=False), lambda made: True)
    Premises()
    >>> sgz.strategies.subject(sgz.Premises, known="all")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: known: 'all' 不可用，应为True、False 或 "some" ...
    """
    if known is not True and known is not False and not (isinstance(known, str) and known == "some"):
        raise InvalidValue("known", known, 'True、False 或 "some"', 'True, False or "some"')
    if known is False:
        return st.builds(cls)
    chosen: dict[str, st.SearchStrategy[Any]] = {}
    for name, fact in facts_of(cls).items():
        value = values(fact.kind, known=known, policy=policy)
        chosen[name] = value if known is True else st.none() | value
    built = st.fixed_dictionaries(chosen).map(lambda facts: _built(cls, facts)).filter(lambda made: made is not None)
    return cast("st.SearchStrategy[S]", built)


def _built(cls: type[S], facts: dict[str, Any]) -> S | None:
    """Build a subject, or nothing where its facts contradict one another."""
    with suppress(InvalidValue):
        return cls(**facts)
    return None


def workers(*, known: Known = "some") -> st.SearchStrategy[Worker]:
    """Generate station workers (驻站社工)."""
    return subject(Worker, known=known)


def teams(*, known: Known = "some") -> st.SearchStrategy[Team]:
    """Generate teams of a station (驻站团队)."""
    return subject(Team, known=known)


def premises(*, known: Known = "some") -> st.SearchStrategy[Premises]:
    """Generate the premises of a station (场所)."""
    return subject(Premises, known=known)


def catalogues(*, known: Known = "some") -> st.SearchStrategy[Catalogue]:
    """Generate service catalogues (服务清单)."""
    return subject(Catalogue, known=known)


def managements(*, known: Known = "some") -> st.SearchStrategy[Management]:
    """Generate the written rules of a station (规章制度)."""
    return subject(Management, known=known)


def signs(*, known: Known = "some") -> st.SearchStrategy[Sign]:
    """Generate signs of a station (标牌)."""
    return subject(Sign, known=known)


def stations(*, known: Known = "some") -> st.SearchStrategy[Station]:
    """Generate whole stations (社工站)."""
    return subject(Station, known=known)


def purchasers(*, known: Known = "some") -> st.SearchStrategy[Purchaser]:
    """Generate purchasers (购买主体)."""
    return subject(Purchaser, known=known)


def contractors(*, known: Known = "some") -> st.SearchStrategy[Contractor]:
    """Generate contractors (承接主体)."""
    return subject(Contractor, known=known)


def budgets(*, known: Known = "some") -> st.SearchStrategy[Budget]:
    """Generate budgets whose lines are in whole fen (项目预算)."""
    return subject(Budget, known=known)


def funding_plans(*, known: Known = "some") -> st.SearchStrategy[FundingPlan]:
    """Generate funding plans (经费安排)."""
    return subject(FundingPlan, known=known)


def contracts(*, known: Known = "some") -> st.SearchStrategy[Contract]:
    """Generate purchase contracts (购买合同)."""
    return subject(Contract, known=known)


def renewals(*, known: Known = "some") -> st.SearchStrategy[YearEnd]:
    """Generate ends of contract years (合同年度末), on which a renewal depends."""
    return subject(YearEnd, known=known)


def plans(*, known: Known = "some") -> st.SearchStrategy[DistrictPlan]:
    """Generate district plans (区级工作计划)."""
    return subject(DistrictPlan, known=known)


def rollouts(*, known: Known = "some") -> st.SearchStrategy[Rollout]:
    """Generate rollouts in the city, with their plans (全市建站)."""
    return subject(Rollout, known=known)


@checking_arguments
def timelines(
    cls: type[S], *, known: Known = "some", policy: Law = TIANJIN_2021
) -> st.SearchStrategy[tuple[S, date, date]]:
    """Generate subjects with the first and last day of up to three years (时间线), as arguments of `timeline`."""
    first_days, lengths = days(policy=policy), st.integers(0, 3 * 365)
    spans = st.builds(lambda first, length: (first, first + timedelta(days=length)), first_days, lengths)
    return st.builds(lambda made, span: (made, *span), subject(cls, known=known, policy=policy), spans)


@checking_arguments
def compliant(
    ruleset: Ruleset, *, on: date | None = None, policy: Law | None = None
) -> st.SearchStrategy[tuple[Any, date]]:
    """Generate subjects whose verdict is True, each with the day to ask about (合规对象).

    They are built directly: drawn values are moved to where the rules hold. The day is `on`, or one of the days on
    which the law changes. Raises `InvalidValue` if no subject can comply.

    >>> from hypothesis import find
    >>> import sgzlib as sgz
    >>> premises, on = find(sgz.strategies.compliant(sgz.PREMISES), lambda posed: True)
    >>> sgz.check_premises(premises, on=on).verdict
    True
    """
    return _Posing(ruleset, on, policy).posed(None)


@checking_arguments
def violating(
    requirement: str, *, ruleset: Ruleset | None = None, on: date | None = None, policy: Law | None = None
) -> st.SearchStrategy[tuple[Any, date]]:
    """Generate subjects that violate one requirement (恰违反一项要求) and no other, each with the day to ask about.

    `requirement` is an id of `ruleset`, by default of one of the library's rulesets. They are built directly, on days
    as in `compliant`. Raises `InvalidValue` for an unknown id, and for a requirement that cannot fail by itself.

    >>> from hypothesis import find
    >>> import sgzlib as sgz
    >>> premises, on = find(sgz.strategies.violating("premises.printer"), lambda posed: True)
    >>> [finding.requirement.id for finding in sgz.check_premises(premises, on=on).violations]
    ['premises.printer']
    >>> sgz.strategies.violating("premises.tea")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: violating: 'premises.tea' 不可用，应为budget.annual_target、...
    """
    among = RULESETS.values() if ruleset is None else (ruleset,)
    rules_by_id = {
        rule.id: (candidate, rule)
        for candidate in reversed([*among])
        for _, rule, _ in candidate.every()
        if not rule.restates
    }
    if requirement not in rules_by_id:
        known = sorted(rules_by_id)
        raise InvalidValue("violating", requirement, "、".join(known), "one of " + ", ".join(known))
    judged_by, rule = rules_by_id[requirement]
    return _Posing(judged_by, on, policy).posed(rule)


@checking_arguments
def edges(ruleset: Ruleset, *, policy: Law | None = None) -> st.SearchStrategy[tuple[Any, date]]:
    """Generate subjects on a threshold or last day, or one step away, each with the day to ask about (边界对象).

    They are the edge cases among the vectors of the ruleset. For a ruleset or law of your own, they are computed by
    this call.

    >>> from hypothesis import find
    >>> import sgzlib as sgz
    >>> subject, on = find(sgz.strategies.edges(sgz.STAFFING), lambda posed: True)
    >>> isinstance(subject, sgz.Team)
    True
    """
    if RULESETS.get(ruleset.name) is ruleset and policy is None:
        shipped = [case for case in cases(ruleset) if case.why == "edge" and not case.readings]
        examples = [(load(ruleset.subject, case.facts), case.on) for case in shipped]
    else:
        made = (edge for edge in Maker(ruleset, case_of(ruleset, date.max, policy).law).edges() if not edge.readings)
        examples = [(edge.subject, edge.on) for edge in made]
    if not examples:
        zh, en = "有比较的要求组", "a ruleset with at least one comparison"
        raise InvalidValue("edges", ruleset, zh, en)
    return st.sampled_from(examples)


class _Posing:
    """Where subjects of a ruleset can be built so that a goal is reached."""

    def __init__(self, ruleset: Ruleset, on: date | None, policy: Law | None) -> None:
        self._law = case_of(ruleset, date.max if on is None else on, policy).law
        # No subject is found where the search ends too early, and the requirement would be refused for no reason.
        self._maker = Maker(ruleset, self._law, steps=STEPS, certain=True)
        self._ruleset = ruleset
        self._on = on

    def posed(self, failing: Requirement | None) -> st.SearchStrategy[tuple[Any, date]]:
        every = [(path, rule) for path, rule, _ in self._ruleset.every() if not rule.restates]
        goal: list[Node] = []
        binding: list[Node] = []
        for path, rule in every:
            parts = parts_of(self._ruleset, path, rule, self._law)
            binding.append(negation(parts.exempt))
            if rule is failing:
                goal += (Not(parts.exempt), Not(parts.holds), Not(parts.in_time))
            elif rule.force_under(self._law) is Force.MUST:
                goal.append(self._ruleset.formula(path, rule))
        if (binds := disjunction(*binding)) != TRUE:
            goal.append(binds)  # a subject complies only if something binds it
        settings = self._maker.settings(And(tuple(goal)))
        settings = settings if self._on is None else [(self._on, size) for _, size in settings]
        subjects = {
            (day, size): made
            for day, size in dict.fromkeys(settings)
            if self._law.notice.in_force(day) and (made := self._maker.solved(goal, self._law, day, size)) is not None
        }
        if not subjects:
            zh = "某个对象可以单独违反的要求" if failing else "某个对象可以符合的要求组"
            en = "a requirement that can fail by itself" if failing else "a ruleset that some subject can comply with"
            raise InvalidValue("violating" if failing else "compliant", failing or self._ruleset, zh, en)
        return st.sampled_from(list(subjects)).flatmap(lambda setting: self._near(goal, *setting, subjects[setting]))

    def _near(self, goal: Sequence[Node], on: date, size: int, made: Any) -> st.SearchStrategy[tuple[Any, date]]:
        bare, case = skeleton(self._ruleset.subject, size), Case(on, self._law)
        unknown = ((path, fact.kind) for path, fact, value in leaves(bare) if value is UNKNOWN)
        asked = {path: values(kind, known=True, policy=self._law) for path, kind in unknown}

        def built(wanted: Mapping[str, Any]) -> tuple[Any, date]:
            near = None
            with suppress(Exhausted):
                near = witness(goal, bare, case, wanted)
            return (made if near is None else near), on

        return st.fixed_dictionaries(asked).map(built)
