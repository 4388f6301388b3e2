"""Remedies are exactly the smallest sets of changes, held against trying every change of every fact."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, islice, product
from typing import Any
from unittest.mock import patch

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import leaves, policies, possible, put, spelled
from sgzlib.advice import corrections
from sgzlib.advice.changes import Change, Option, Remedy
from sgzlib.advice.questions import put as told_at
from sgzlib.advice.remedies import Remedies
from sgzlib.advice.satisfiability import Solver
from sgzlib.advice.text import change_text
from sgzlib.bridges import strategies
from sgzlib.law import Case
from sgzlib.law.facts import Fact, facts_of, is_subject
from sgzlib.law.groups import count, earliest, every, latest, total
from sgzlib.law.kinds import COUNT, HOURS, Form
from sgzlib.law.labels import Ordered
from sgzlib.law.truth import not_
from sgzlib.prose.language import Language
from sgzlib.tianjin.policy import requirement
from test_coverage_of_rules import STATION

ON = date(2022, 3, 1)


def bringable(fact: Fact[Any], now: Any, value: Any, on: date) -> bool:
    """Whether somebody could bring it about that the fact has this value, said once more in plain words."""
    if now is sgz.UNKNOWN:
        return True
    if fact.settled:
        return fact.kind.form is Form.DAY and now >= on and value >= on
    if isinstance(now, Ordered) or fact.kind is HOURS:
        return bool(value >= now)
    return True


def candidates(subject: Any, leaf: Any, on: date, policy: sgz.Policy) -> list[Any]:
    """Return the values to try for a fact: of days that can be moved freely, those about the day asked about."""
    path, fact = leaf
    if fact is JOINS:
        return (
            []
            if settled_group(subject, path)
            else list(range(get(subject, path) is not sgz.UNKNOWN, 5 if path[-1] == "workers" else 3))
        )
    now = get(subject, path)
    values: list[Any]
    if fact.kind.form is Form.DAY and not fact.settled:
        values = [on + timedelta(days=by) for by in (-1, 0, 1)]
    elif fact.kind.exact:
        values = AMOUNTS if fact.kind.money else QUANTITIES
    else:
        values = possible(fact.kind, subject, on, policy)
    return [v for v in values if (now is sgz.UNKNOWN or v != now) and bringable(fact, now, v, on)]


JOINS: Fact[Any] = Fact(COUNT, "加入", "joins", None)
# Money is tried in large pieces, of which the subjects below are made too.
COMPARED = {Form.WHOLE, Form.DECIMAL, Form.DAY}
THOUSANDS = [Decimal(1000 * n) for n in range(7)]
AMOUNTS = [*THOUSANDS, *(Decimal(100_000 * n) for n in range(1, 17))]
QUANTITIES = [1, 2, 3, 4, 8, 16]


def settled_group(subject: Any, path: Any) -> bool:
    *before, name = path
    fact = facts_of(type(get(subject, before)))[name]
    return fact.settled and get(subject, path) is not sgz.UNKNOWN


def likes(subject: Any, path: Any, on: date, policy: sgz.Policy) -> list[Any]:
    """Return members who meet whatever is asked of one, with any of some amounts where there is a sum."""
    match path[-1]:
        case "workers":
            joined = like(get(subject, path[:-1]))
            # Nobody joins before the day asked about; only of the last of all is it nothing that is asked.
            late = policy.posting_scope is sgz.PostingScope.CONTRACTED
            return [evolve(joined, posted_on=on) if late else joined]
        case "lines" if isinstance(subject, sgz.Budget):
            line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, quantity=1)
            return [evolve(line, unit_price=amount) for amount in AMOUNTS]
        case "lines":
            return [evolve(FUNDED, amount=amount, paid=amount) for amount in THOUSANDS]
        case "sources":
            return [evolve(SOURCE, available=amount, given=amount) for amount in THOUSANDS]
        case "plans":
            # The class takes a plan of which nobody says whose it is, beside those of all districts.
            return [sgz.DistrictPlan(year=2021, built_stations=number) for number in possible(COUNT, subject, ON)]
        case _:
            return [sgz.Payment(kind=sgz.SourceKind.POOLED, fields=FUNDED.fields, category=FUNDED.category)]


FUNDED = sgz.FundedLine(category=sgz.ExpenseCategory.ACTIVITIES, fields=(sgz.FundingField.ELDERLY_CARE,))
SOURCE = sgz.SourceUse(kind=sgz.SourceKind.POOLED)


def changed(subject: Any, path: Any, fact: Fact[Any], value: Any, on: date, policy: sgz.Policy) -> Iterator[Any]:
    """Return the subjects with one fact changed: several where members join, who may bring more or less to a sum."""
    if fact is not JOINS:
        with suppress(sgz.InvalidValue):
            yield put(subject, path, value)
        return
    now = get(subject, path)
    members = () if now is sgz.UNKNOWN else now
    for one in likes(subject, path, on, policy) if value else [None]:
        with suppress(sgz.InvalidValue):
            yield put(subject, path, (*members, *[one] * value))


def like(team: sgz.Team) -> sgz.Worker:
    """Return a worker who meets whatever is asked, and whose posting makes no difference to the others'."""
    workers: Any = () if team.workers is sgz.UNKNOWN else team.workers
    days = [worker.posted_on for worker in workers if isinstance(worker.posted_on, date)]
    return sgz.Worker(
        education=sgz.Education.DOCTOR,
        social_work_major=True,
        certificate=sgz.Certificate.SENIOR,
        registered=True,
        registration_expires=date(2050, 1, 1),
        continuing_education_hours=1000,
        contracted=True,
        full_time=True,
        trained=True,
        posted_on=min(days, default=_signed(team) or date(2021, 5, 27)),
    )


def _signed(team: sgz.Team) -> date | None:
    return None if isinstance(team.contract_signed_on, sgz.Unknown) else team.contract_signed_on


def get(subject: Any, path: Any) -> Any:
    for step in path:
        subject = subject[step] if isinstance(step, int) else getattr(subject, step)
    return subject


def groups(subject: Any, at: Any = ()) -> Iterator[Any]:
    """Return the path of every group of a subject, those of its parts included."""
    for name, fact in facts_of(type(subject)).items():
        if is_subject(fact.kind.members):
            if fact.kind.several:
                yield (*at, name)
            else:
                yield from groups(getattr(subject, name), (*at, name))


def tried(
    ruleset: sgz.Ruleset, subject: Any, on: date, policy: sgz.Policy, most: int
) -> dict[frozenset[str], list[Any]]:
    """Return the smallest sets of changed facts that make the verdict True, with the values that do."""
    found: dict[frozenset[str], list[Any]] = {}
    grouped = list(groups(subject))
    used = {question.path for question in sgz.inputs_of(ruleset)}
    asked = [leaf for leaf in leaves(subject) if re.sub(r"\[\d+\]", "[]", spelled(leaf[0])) in used]
    asked = [leaf for leaf in asked if leaf[1].kind.form is not Form.TEXT or isinstance(subject, sgz.Sign)]
    facts = [leaf for leaf in asked if leaf[0] not in grouped]
    facts += [(path, JOINS) for path in grouped]
    for number in range(most + 1):
        for chosen in combinations(facts, number):
            paths = frozenset(spelled(path) for path, _ in chosen)
            if any(smaller <= paths for smaller in found):
                continue
            for values in product(*(candidates(subject, leaf, on, policy) for leaf in chosen)):
                others = [subject]
                for (path, fact), value in zip(chosen, values, strict=True):
                    others = [other for one in others for other in changed(one, path, fact, value, on, policy)]
                if any(sgz.assess(ruleset, other, on=on, policy=policy).verdict is True for other in others):
                    found.setdefault(paths, []).append(dict(zip((spelled(p) for p, _ in chosen), values, strict=True)))
    return found


def given_sets(remedies: Remedies) -> dict[frozenset[str], list[dict[str, Change]]]:
    found: dict[frozenset[str], list[dict[str, Change]]] = {}
    for remedy in remedies:
        changes = {change.path: change for change in remedy}
        found.setdefault(frozenset(changes), []).append(changes)
    return found


def check_exact(ruleset: sgz.Ruleset, subject: Any, on: date, policy: sgz.Policy, most: int) -> None:
    """Hold the sets of facts against all there are, and their values: those given do, and no others are left out.

    Where two facts are compared with each other, values may be left out: any of them would need its own of the other.
    """
    assessment = sgz.assess(ruleset, subject, on=on, policy=policy)
    remedies = assessment.remedies()
    if assessment.verdict is True or not assessment.applicable:
        assert len(remedies) == 0
        return
    expected = tried(ruleset, subject, on, policy, most)
    with patch.object(corrections, "_FEW_FACTS", 0):
        apart = sgz.assess(ruleset, subject, on=on, policy=policy).remedies()
    assert {paths for paths in given_sets(apart) if len(paths) <= most} == set(expected)
    found = {paths: ways for paths, ways in given_sets(remedies).items() if len(paths) <= most}
    assert set(found) == set(expected)
    for paths, ways in found.items():
        doing = expected[paths]
        if sum(change.joins or change.fact.kind.form in COMPARED for change in ways[0].values()) < 2:
            assert all(any(_allowed(way, values) for way in ways) for values in doing)
        for way in ways:
            asked = [{values[path] for values in doing if change.allows(values[path])} for path, change in way.items()]
            assert all(dict(zip(way, values, strict=True)) in doing for values in product(*asked))


def _allowed(way: dict[str, Change], values: dict[str, Any]) -> bool:
    return all(change.allows(values[path]) for path, change in way.items())


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


def some(of: Any, **facts: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(st.builds(of, **facts), max_size=2).map(tuple)


CATEGORIES, KINDS = maybe(*sgz.ExpenseCategory), maybe(*sgz.SourceKind)
FIELDS = maybe((), *((of,) for of in sgz.FundingField))
MONEY = maybe(*THOUSANDS[:4])


def built_plans() -> st.SearchStrategy[Any]:
    """Return plans of all districts, of which the first two build many, or nobody knows how many."""
    first, second, *others = sgz.District
    rest = tuple(sgz.DistrictPlan(district=of, year=2021, built_stations=0) for of in others)
    return st.tuples(maybe(0, 20, 49, 50, 51), maybe(0, 20, 30)).map(
        lambda built: (
            sgz.DistrictPlan(district=first, year=2021, built_stations=built[0]),
            sgz.DistrictPlan(district=second, year=2021, built_stations=built[1]),
            *rest,
        )
    )


SMALL: dict[str, st.SearchStrategy[Any]] = {
    "budget": st.builds(
        sgz.Budget,
        lines=some(
            sgz.BudgetLine,
            category=CATEGORIES,
            unit_price=maybe(Decimal(0), Decimal(100_000), Decimal(200_000)),
            quantity=maybe(1, 2),
        ),
        stations=maybe(1, 2),
        years=maybe(1, 2),
    ),
    "funding": st.builds(
        sgz.FundingPlan,
        year=maybe(2021, 2022),
        lines=some(sgz.FundedLine, category=CATEGORIES, fields=FIELDS, amount=MONEY, paid=MONEY),
        sources=some(sgz.SourceUse, kind=KINDS, available=MONEY, given=MONEY),
        payments=some(sgz.Payment, kind=KINDS, fields=FIELDS, category=CATEGORIES),
    ),
    "rollout": st.builds(
        sgz.Rollout,
        plans=built_plans(),
        started_on=maybe(date(2021, 6, 1), date(2023, 1, 1)),
        finished_on=maybe(date(2021, 6, 1), date(2026, 12, 31)),
    ),
}


class TestAgainstTryingEverything:
    @settings(max_examples=6)
    @given(strategies.workers(), policies())
    def test_of_a_worker(self, worker: sgz.Worker, policy: sgz.Policy) -> None:
        check_exact(sgz.QUALIFICATION, worker, ON, policy, 2)

    @pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=[pytest.mark.prove] if name in {"rollout", "contract"} else [])
            for name in sgz.RULESETS
            if name not in {"staffing", "station"}
        ],
    )
    @settings(max_examples=3)
    @given(st.data())
    def test_of_a_small_subject(self, name: str, data: st.DataObject) -> None:
        ruleset = sgz.RULESETS[name]
        subject = data.draw(SMALL[name] if name in SMALL else strategies.subject(ruleset.subject))
        check_exact(ruleset, subject, data.draw(strategies.days()), data.draw(policies()), 2)

    @pytest.mark.prove
    @settings(max_examples=4)
    @given(st.data())
    def test_of_a_team(self, data: st.DataObject) -> None:
        good = like(sgz.Team(workers=()))
        flaws: list[dict[str, Any]] = [
            {},
            {"certificate": sgz.Certificate.NONE, "social_work_major": False},
            {"registration_expires": date(2022, 1, 1)},
            {"full_time": False},
            {"continuing_education_hours": None},
            {"contracted": None, "registered": False},
            {"posted_on": None},
        ]
        evolve: Any = attrs.evolve
        workers = [evolve(good, **data.draw(st.sampled_from(flaws))) for _ in range(data.draw(st.integers(0, 2)))]
        team = sgz.Team(
            workers=tuple(workers),
            contracted_headcount=data.draw(st.none() | st.integers(1, 2)),
            project_started_on=data.draw(st.none() | st.just(date(2021, 7, 23))),
            contract_signed_on=date(2021, 7, 23),
            service_started_on=date(2021, 7, 30),
        )
        on = data.draw(st.sampled_from([ON, date(2024, 3, 1)]))
        check_exact(sgz.STAFFING, team, on, data.draw(policies()), 2)

    @settings(max_examples=10)
    @given(st.data())
    def test_of_a_whole_station(self, data: st.DataObject) -> None:
        station, facts = (
            STATION,
            [leaf for leaf in leaves(STATION) if leaf[1].kind.form in {Form.TRUTH, Form.DAY, Form.WHOLE}],
        )
        for path, fact in data.draw(
            st.lists(st.sampled_from(facts), min_size=1, max_size=2, unique_by=lambda leaf: leaf[0])
        ):
            flaw = data.draw(st.sampled_from([sgz.UNKNOWN, *({False} & set(fact.kind.domain))]))
            station = put(station, path, flaw)
        check_exact(sgz.STATION, station, ON, data.draw(policies()), 1)


@pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
@settings(max_examples=12)
@given(st.data())
def test_every_remedy_does_at_both_ends_of_what_it_allows(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    policy = data.draw(policies())
    assessment = sgz.assess(ruleset, subject, on=on, policy=policy)
    for remedy in islice(assessment.remedies(), 12):
        if any(change.joins for change in remedy):
            continue
        for end in ("least", "most"):
            other = subject
            for change in remedy:
                told = getattr(change.to[0], end)
                if told is None:
                    told = change.to[0].most if end == "least" else change.to[0].least
                value = told.replace("…", "某") if isinstance(told, str) else told
                with suppress(sgz.InvalidValue):  # a price times a quantity at the very end may be no whole fen
                    other = told_at(other, change.path, value)
                    continue
                break
            else:
                assert sgz.assess(ruleset, other, on=on, policy=policy).verdict is True


def team(*workers: sgz.Worker, **facts: Any) -> sgz.Team:
    given: dict[str, Any] = {
        "contracted_headcount": 2,
        "project_started_on": date(2021, 7, 23),
        "contract_signed_on": date(2021, 7, 23),
        "service_started_on": date(2021, 8, 1),
        "posted_in_full_on": date(2021, 8, 1),
    }
    return sgz.Team(workers=workers, **{**given, **facts})


GOOD = like(sgz.Team(workers=()))
evolve: Any = attrs.evolve
LATE = evolve(GOOD, posted_on=date(2021, 12, 1))
TOO_LATE = {"posted_in_full_on": date(2021, 12, 1)}
UNQUALIFIED = evolve(GOOD, certificate=sgz.Certificate.NONE, social_work_major=False)


def paths(remedies: Remedies) -> list[list[list[str]]]:
    return [[[change.path for change in remedy] for remedy in step] for step in remedies.steps]


class TestOfBounds:
    MOST = Decimal("9999999999999999.99")

    def test_hours_that_nobody_can_have_are_beyond_remedy(self) -> None:
        def remedies(asked: int) -> Remedies:
            policy = evolve(sgz.TIANJIN_2021.under(education_due=sgz.EducationDue.ALWAYS), senior_hours=asked)
            bound = evolve(GOOD, registration_expires=date(2023, 5, 31), social_work_major=False)
            return sgz.assess(hours, bound, on=ON, policy=policy).remedies()

        hours = sgz.QUALIFICATION.only("qualification.continuing_education")
        assert ["continuing_education_hours"] in paths(remedies(10**6 - 1))[0]
        assert paths(remedies(10**6)) == []

    def test_no_source_is_asked_for_more_than_an_amount_can_be(self) -> None:
        line = evolve(FUNDED, amount=self.MOST, paid=self.MOST)
        plan = sgz.FundingPlan(lines=(line, line), sources=(evolve(SOURCE, given=0),))
        assert mended(lambda plan, case: total(plan.sources, "given") >= total(plan.lines, "amount"), plan) == [
            [("sources", 1, None)]
        ]


class TestOfChoicesWithoutOrder:
    def test_a_change_allows_the_choices_that_do_and_no_other(self) -> None:
        remedies = sgz.check_purchaser(sgz.Purchaser(kind=sgz.PurchaserKind.OTHER), on=ON).remedies()
        changes = [change for remedy in remedies for change in remedy]
        assert {change.path for change in changes} == {"kind"}
        for kind in sgz.PurchaserKind:
            verdict = sgz.check_purchaser(sgz.Purchaser(kind=kind), on=ON).verdict
            assert any(change.allows(kind) for change in changes) is verdict


class TestOfTeams:
    def test_one_more_qualified_worker_is_one_change(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, UNQUALIFIED), on=ON).remedies()
        assert paths(remedies) == [
            [
                ["workers"],
                ["workers[0].social_work_major"],
                ["workers[0].certificate"],
                ["workers[1].social_work_major"],
                ["workers[1].certificate"],
            ]
        ]
        (hired,) = [change for remedy in remedies for change in remedy if change.joins]
        assert (hired.before, hired.allows(0), hired.allows(1), hired.allows(9)) == (0, False, True, True)

    def test_once_all_must_qualify_each_worker_is_a_step(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, UNQUALIFIED), on=date(2024, 3, 1)).remedies()
        assert [len(step) for step in remedies.steps] == [2, 2]
        assert len(remedies) == len(list(remedies)) == 4
        assert remedies.smallest is not None
        assert len(remedies.smallest) == 2

    def test_a_large_team_is_no_large_search(self) -> None:
        remedies = sgz.check_staffing(team(*[UNQUALIFIED] * 12), on=date(2024, 3, 1)).remedies()
        assert len(remedies.steps) == 12
        assert len(remedies) == 2**12

    def test_a_day_that_has_come_cannot_be_moved(self) -> None:
        late = sgz.check_staffing(team(GOOD, LATE, **TOO_LATE), on=ON).remedies()
        assert (len(late), late.smallest, paths(late)) == (0, None, [])
        assert [requirement.id for requirement in late.infeasible] == ["staffing.posting"]

    def test_a_day_to_come_cannot_be_moved_into_the_past(self) -> None:
        signed = {"contract_signed_on": date(2022, 2, 13), "service_started_on": date(2022, 3, 5)}
        worker = evolve(GOOD, posted_on=date(2022, 2, 14))
        remedies = sgz.check_staffing(team(worker, worker, **signed), on=ON).remedies()
        assert [requirement.id for requirement in remedies.infeasible] == ["staffing.posting"]

    def test_nothing_is_needed_where_the_verdict_is_true(self) -> None:
        remedies = sgz.check_staffing(team(GOOD, GOOD), on=ON).remedies()
        assert (len(remedies), remedies.steps, remedies.infeasible) == (0, (), ())

    def test_of_an_unknown_group_members_are_to_join(self) -> None:
        remedies = sgz.check_staffing(evolve(team(), workers=None), on=ON).remedies()
        assert paths(remedies) == [[["workers"]]]
        (change,) = next(iter(remedies))
        assert (change.before, change.to[0].least, change.to[0].most) == (sgz.UNKNOWN, 2, None)


class TestReport:
    def test_each_step_and_each_choice_is_a_line(self) -> None:
        flawed = evolve(UNQUALIFIED, registration_expires=date(2022, 1, 1), full_time=False)
        remedies = sgz.check_staffing(team(flawed, contracted_headcount=1), on=date(2024, 3, 1)).remedies()
        first, second, *choice = remedies.render("en").splitlines()[1:]
        assert first == "1. station workers 1 · full-time: from no to yes"
        passed = "station workers 1 · certificate: from none to at least Tianjin social-work practitioner"
        renewed = "station workers 1 · registration valid until: from January 1, 2022 to no earlier than March 1, 2024"
        first_registration = (
            "station workers 1 · registered in Tianjin: from yes to no; "
            "station workers 1 · examination passed on: from unknown to no earlier than March 1, 2023"
        )
        assert second == "2. one of:"
        assert choice == [
            "    - station workers 1 · social-work or related major: from no to yes",
            f"    - {passed}; {renewed}",
            f"    - {passed}; {first_registration}",
        ]
        assert "1. 驻站社工 1 · 专职：由“否”改为是" in remedies.render()

    def test_joining_and_thresholds_are_written_out(self) -> None:
        assert (
            "1. 驻站社工：增加不少于 2 名（项），均须符合各项要求"
            in sgz.check_staffing(team(), on=ON).remedies().render()
        )
        worker = evolve(GOOD, certificate=None, continuing_education_hours=0, social_work_major=False)
        always = sgz.TIANJIN_2021.under(education_due=sgz.EducationDue.ALWAYS)
        text = sgz.check_qualification(worker, on=ON, policy=always).remedies().render("en")
        assert "from unknown to at least Tianjin social-work practitioner and at most assistant social worker" in text
        assert "from 0 hours to at least 72 hours" in text

    def test_more_changes_than_one_line_holds_have_a_line_each(self) -> None:
        found = sgz.check_premises(sgz.Premises(), on=ON).remedies()
        together = Remedy(tuple(change for step in found.steps for change in step[0]))
        alone = Remedies(found.assessment, ((together,),))
        first, second, *others = alone.render("en").splitlines()[1:]
        assert (first, second) == ("1. all 5 of:", "    - office of its own: from unknown to yes")
        assert len(others) == len(together) - 1
        assert alone.to_html("en").count("<li>") == 1 + len(together)
        choice = Remedies(found.assessment, ((together, Remedy(together.changes[:3])),))
        text = choice.render()
        assert "    - 以下 5 项一并改变：\n        - 独立的办公用房：由“未知”改为是\n" in text
        assert text.endswith("\n    - 独立的办公用房：由“未知”改为是；桌椅：由“未知”改为是；电脑：由“未知”改为是\n")

    def test_at_most_nothing_is_nothing(self) -> None:
        headcount = facts_of(sgz.Team)["contracted_headcount"]
        change = Change("contracted_headcount", headcount, sgz.UNKNOWN, (Option(None, 0),))
        assert change_text(sgz.Team(), change, Language("en")) == (
            "workers in the purchase contract: from unknown to 0 workers"
        )

    def test_what_is_beyond_remedy_is_said(self) -> None:
        late = sgz.check_staffing(team(GOOD, LATE, **TOO_LATE), on=ON).remedies()
        assert "Beyond remedy: within 15 days of the contract's signing" in late.render("en")
        assert "无法再补救：合同签订后 15 天内" in late.render()

    def test_the_steps_mend_what_can_still_be_mended(self) -> None:
        late = evolve(LATE, full_time=False)
        remedies = sgz.check_staffing(team(GOOD, late, **TOO_LATE), on=ON).remedies()
        assert (len(remedies), list(remedies), paths(remedies)) == (0, [], [[["workers[1].full_time"]]])
        assert remedies.render("en").splitlines()[2:] == [
            "For the rest:",
            "1. station workers 2 · full-time: from no to yes",
        ]

    def test_unknown_facts_that_are_compared_are_told_together(self) -> None:
        started = date(2021, 7, 23)
        known = sgz.Team(contract_signed_on=started, service_started_on=started, posted_in_full_on=started)
        text = sgz.check_staffing(known, on=ON).remedies().render("en")
        assert "station workers: at least 1 in all, meeting whatever is asked" in text
        assert "workers in the purchase contract: from unknown to at most 1 workers" in text

    def test_what_has_only_to_be_told_may_be_anything(self) -> None:
        closed = sgz.TIANJIN_2021.under(main_categories=sgz.MainCategories.CLOSED)
        remedies = sgz.check_budget(sgz.Budget(), on=ON, policy=closed).remedies()
        assert remedies.render("en").splitlines()[1:] == ["1. lines: at least 1 in all, meeting whatever is asked"]
        assert remedies.render().splitlines()[1:] == ["1. 预算明细：共不少于 1 名（项），均须符合各项要求"]

    def test_before_the_notice_nothing_is_to_be_changed(self) -> None:
        early = sgz.check_premises(sgz.Premises(printer=False), on=date(2021, 5, 1)).remedies()
        assert early.render("en").splitlines()[-1] == "No set of changes is known"

    def test_rules_that_contradict_each_other_are_beyond_remedy_and_the_rest_is_mended(self) -> None:
        remedies = sgz.assess(CONTRADICTION, sgz.Premises(printer=False, computer=False), on=ON).remedies()
        assert remedies.infeasible == (has, has_not)
        assert paths(remedies) == [[["printer"], ["computer"]]]
        assert (len(remedies), remedies.smallest, remedies.undecided) == (0, None, ())
        lines = remedies.render("en").splitlines()
        assert lines[1:5] == ["Beyond remedy: has one", "Beyond remedy: has none", "For the rest:", "1. one of:"]


@requirement("三(一)", sgz.Force.MUST, zh="有", en="has one")
def has(premises: sgz.Premises, case: Case[Any]) -> sgz.Truth:
    return premises.printer


@requirement("三(一)", sgz.Force.MUST, zh="无", en="has none")
def has_not(premises: sgz.Premises, case: Case[Any]) -> sgz.Truth:
    none: sgz.Truth = not_(premises.printer)
    return none


@requirement("三(一)", sgz.Force.MUST, zh="有其一", en="has either")
def has_either(premises: sgz.Premises, case: Case[Any]) -> sgz.Truth:
    either: sgz.Truth = premises.printer | premises.computer
    return either


CONTRADICTION = sgz.Ruleset(
    "contradiction", sgz.Premises, (has, has_either, has_not), zh="矛盾", en="Contradiction", law=sgz.TIANJIN_2021
)


class TestOfOtherSubjects:
    def test_of_a_contract_of_which_hardly_anything_is_known_all_ways_are_found(self) -> None:
        remedies = sgz.check_contract(sgz.Contract(previous_grade=sgz.Grade.GOOD), on=date(2023, 8, 1)).remedies()
        renewed, reported = paths(remedies)
        assert renewed == [["contract_year"], ["procured", "first_batch"], ["procured", "signed_on"]]
        assert reported[0] == ["first_day", "last_day"]
        assert all(len(way) > len(reported[0]) for way in reported[1:])
        assert remedies.undecided == ()

    def test_a_budget_of_unknown_lines_is_to_have_at_least_one_where_it_has_to_reach_an_amount(self) -> None:
        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
        ((change,),) = sgz.check_budget(sgz.Budget(stations=1, years=1), on=ON, policy=floor).remedies()
        assert (change.path, change.allows(0), change.allows(1)) == ("lines", False, True)

    def test_money_can_come_from_several_sources_or_from_a_new_one(self) -> None:
        source = sgz.SourceUse(kind=sgz.SourceKind.POOLED, available=Decimal(3000), given=Decimal(0))
        line = evolve(FUNDED, amount=Decimal(5000), paid=Decimal(5000))
        plan = sgz.FundingPlan(lines=(line,), sources=(source, source))

        def covered(plan: Any, case: Case[Any]) -> Any:
            given, cost = total(plan.sources, "given"), total(plan.lines, "amount")
            return (given >= cost) & every(plan.sources, "within_means", case)

        assert mended(covered, plan) == [
            [("sources", 1, None)],
            [
                ("sources[0].given", Decimal(2000), Decimal(3000)),
                ("sources[1].given", Decimal(3000), Decimal(3000)),
            ],
        ]

    def test_what_the_register_says_is_not_to_be_changed_beside_it(self) -> None:
        company = sgz.Contractor(credit_code="91110000600037341L")
        remedies = sgz.check_contractor(company, on=ON).remedies()
        assert [requirement.id for requirement in remedies.infeasible] == ["contractor.registered"]

    def test_lines_of_the_categories_that_are_not_there_are_to_be_added(self) -> None:
        policy = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR)
        line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="薪酬", unit_price=Decimal(1), quantity=1)
        short = sgz.check_budget(sgz.Budget(lines=(line,), stations=1, years=1), on=ON, policy=policy)
        assert short.verdict is False
        assert all(change.path.startswith("lines") for remedy in short.remedies() for change in remedy)

    def test_texts_and_labels_have_what_is_asked_as_their_value(self) -> None:
        sign = sgz.Sign(name="泰达街道社工站", emblems=(), prominent=True, other_marks=False, whole_emblem=True)
        (remedy,) = sgz.check_sign(sign, on=ON).remedies()
        steps = {change.path: change.to[0].least for change in remedy}
        assert steps == {"emblems": tuple(sgz.Emblem), "name": "…社会工作服务站"}

    def test_a_sum_is_reached_by_any_of_its_members(self) -> None:
        first, second, *others = sgz.District
        built = {first: 20, second: 25, **dict.fromkeys(others, 0)}
        plans = (sgz.DistrictPlan(district=of, year=2021, built_stations=number) for of, number in built.items())
        rollout = sgz.Rollout(plans=tuple(plans), started_on=date(2021, 6, 1))
        (step,) = sgz.check_rollout(rollout, on=ON).remedies().steps
        least = {remedy.changes[0].path: remedy.changes[0].to[0].least for remedy in step}
        assert [least.pop(path) for path in ("plans", "plans[0].built_stations", "plans[1].built_stations")] == [
            1,
            25,
            30,
        ]
        assert least == {f"plans[{at}].built_stations": 5 for at in range(2, len(built))}


def mended(holds: Any, subject: Any) -> list[list[tuple[str, Any, Any]]]:
    """Return the remedies of a ruleset with one rule, each change as a path and the ends of what it allows."""
    rule = evolve(sgz.PREMISES.requirements[0], holds=holds)
    one = sgz.Ruleset("one", type(subject), (rule,), zh="一条", en="One", law=sgz.TIANJIN_2021)
    remedies = sgz.assess(one, subject, on=ON).remedies()
    return [[(change.path, change.to[0].least, change.to[0].most) for change in remedy] for remedy in remedies]


PLAN = sgz.DistrictPlan(planned_stations=2)
DAY = date(2022, 4, 1)
POSTED = sgz.Team(workers=(sgz.Worker(posted_on=date(2022, 3, 10)),), contract_signed_on=DAY)


class TestArithmetic:
    @pytest.mark.parametrize(
        ("holds", "expected"),
        [
            (lambda plan, case: plan.planned_stations + 1 >= 5, ("planned_stations", 4, None)),
            (lambda plan, case: 1 + plan.planned_stations > 5, ("planned_stations", 5, None)),
            (lambda plan, case: plan.planned_stations - 1 >= 5, ("planned_stations", 6, None)),
            (lambda plan, case: 10 - plan.planned_stations <= 5, ("planned_stations", 5, None)),
            (lambda plan, case: plan.planned_stations * 2 >= 7, ("planned_stations", 4, None)),
            (lambda plan, case: 2 * plan.planned_stations < 3, ("planned_stations", None, 1)),
            (lambda plan, case: plan.planned_stations == 7, ("planned_stations", 7, 7)),
            (lambda plan, case: plan.planned_stations * 0 >= plan.planned_stations - 1, ("planned_stations", None, 1)),
        ],
    )
    def test_a_number_is_moved_to_where_the_comparison_holds(self, holds: Any, expected: Any) -> None:
        assert mended(holds, PLAN) == [[expected]]

    def test_a_number_is_moved_away_from_where_it_must_not_be(self) -> None:
        assert mended(lambda plan, case: plan.planned_stations != 2, PLAN) == [[("planned_stations", None, 1)]]

    def test_hours_cannot_be_undone_nor_a_level_lost(self) -> None:
        worker = sgz.Worker(continuing_education_hours=20, education=sgz.Education.MASTER)
        assert mended(lambda worker, case: worker.continuing_education_hours <= 10, worker) == []
        assert mended(lambda worker, case: worker.education <= sgz.Education.BACHELOR, worker) == []

    def test_what_no_reading_settles_cannot_be_mended(self) -> None:
        assert (
            mended(lambda plan, case: (plan.planned_stations >= 3) & (plan.planned_stations >= sgz.UNKNOWN), PLAN) == []
        )

    @pytest.mark.parametrize(
        ("holds", "expected"),
        [
            (lambda plan, case: plan.planned_stations == plan.quota, [["planned_stations", "quota"]]),
            (lambda plan, case: plan.planned_stations != plan.quota, [["planned_stations", "quota"]]),
            (lambda plan, case: not_(plan.planned_stations == plan.quota), [["planned_stations", "quota"]]),
            (lambda plan, case: (plan.planned_stations > plan.quota) & (plan.quota > plan.planned_stations), []),
        ],
    )
    def test_two_unknown_facts_are_told_so_that_they_fit(self, holds: Any, expected: Any) -> None:
        found = mended(holds, sgz.DistrictPlan())
        assert [[path for path, *_ in remedy] for remedy in found] == expected * len(found)
        assert bool(found) is bool(expected)

    def test_two_unknown_facts_that_are_to_be_equal_are_told_as_one_value(self) -> None:
        assert mended(lambda plan, case: plan.planned_stations == plan.quota, sgz.DistrictPlan()) == [
            [("planned_stations", None, 0), ("quota", None, 0)],
        ]
        apart = mended(lambda plan, case: plan.planned_stations != plan.quota, sgz.DistrictPlan())
        assert len(apart) == 2

    def test_a_fact_on_both_sides_is_moved_whichever_way_it_helps(self) -> None:
        line = sgz.BudgetLine(unit_price=Decimal(10), quantity=20)
        found = mended(lambda line, case: line.unit_price * 2 >= line.unit_price + line.quantity, line)
        assert sorted(found) == [[("quantity", None, 10)], [("unit_price", Decimal(20), None)]]

    def test_a_count_is_compared_with_what_could_be_otherwise_too(self) -> None:
        def as_many_trained(team: sgz.Team, case: Case[Any]) -> Any:
            return count(team.workers, "trained", case) >= team.contracted_headcount

        team = sgz.Team(workers=(sgz.Worker(trained=False), sgz.Worker(trained=True)))
        assert mended(as_many_trained, team) == [
            [("contracted_headcount", None, 1)],
        ]

    @pytest.mark.parametrize(
        ("holds", "expected"),
        [
            (lambda team, case: latest(team.workers, "posted_on") >= DAY, ("workers[0].posted_on", DAY, None)),
            (
                lambda team, case: latest(team.workers, "posted_on") > DAY,
                ("workers[0].posted_on", date(2022, 4, 2), None),
            ),
            (lambda team, case: earliest(team.workers, "posted_on") >= DAY, ("workers[0].posted_on", DAY, None)),
            (
                lambda team, case: latest(team.workers, "posted_on") < date(2022, 3, 5),
                ("workers[0].posted_on", ON, date(2022, 3, 4)),
            ),
            (
                lambda team, case: not_(team.contract_signed_on >= latest(team.workers, "posted_on")),
                ("contract_signed_on", ON, date(2022, 3, 9)),
            ),
        ],
    )
    def test_the_last_and_the_first_day_of_a_group_can_be_moved(self, holds: Any, expected: Any) -> None:
        assert [expected] in mended(holds, POSTED)


def test_what_could_not_be_settled_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hurried(Solver):
        def __init__(self) -> None:
            super().__init__(steps=0)

    monkeypatch.setattr("sgzlib.advice.remedies.Solver", Hurried)
    team = sgz.Team(workers=(sgz.Worker(),), contracted_headcount=1)
    found = sgz.check_staffing(team, on=ON).remedies()
    assert "staffing.all_qualified" in {rule.id for rule in found.undecided}
    assert "undecided ['" in repr(found)
