"""Remedies are lawful acts, exactly the smallest sets of them, held against trying every change of every known fact."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import completions, leaves, policies, possible, put, spelled, without
from foreign.county_library import Branch
from sgzlib.advice import corrections
from sgzlib.advice import remedies as advice
from sgzlib.advice.acts import Act
from sgzlib.advice.changes import Change, ValueRange
from sgzlib.advice.phrases import bare_text, change_text, kind_text
from sgzlib.advice.questions import set_path
from sgzlib.advice.remedies import Remedies
from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.bridges import strategies
from sgzlib.law import Case
from sgzlib.law.facts import Fact, facts_of, is_subject, subject
from sgzlib.law.facts import fact as declared
from sgzlib.law.groups import count, earliest, every, latest, total
from sgzlib.law.kinds import COUNT, DAY, YES_NO, Form, many
from sgzlib.law.mutability import Moves
from sgzlib.law.truth import not_
from sgzlib.prose.language import Language
from sgzlib.tianjin.policy import requirement
from test_coverage_of_rules import STATION
from wording import fact_words, requirement_text

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

ON = date(2022, 3, 1)


def bringable(fact: Fact[Any], owner: Any, now: Any, value: Any, on: date) -> bool:
    """Whether an act can bring it about that a known fact has this value, said once more in plain words."""
    moves = fact.moves if isinstance(fact.moves, Moves) else fact.moves(owner, on)
    if moves is Moves.NEVER:
        return False
    if moves is Moves.FROM_TODAY:
        return bool(now > on and value >= on)
    if moves is Moves.RISES and isinstance(now, tuple):
        return all(label in value for label in now)
    if moves is Moves.RISES:
        return bool(value > now and (not isinstance(now, date) or value >= on))
    return True


def candidates(subject: Any, leaf: Any, on: date, policy: sgz.Policy) -> list[Any]:
    """Return the values to try for a known fact: of days that can be moved, those about the day asked about."""
    path, fact = leaf
    if fact is JOINS:
        return [] if settled_group(subject, path) else list(range(1, 5 if path[-1] == "workers" else 3))
    now, owner = get(subject, path), get(subject, path[:-1])
    values: list[Any]
    if now is sgz.UNKNOWN:
        return []
    if fact.kind.form is Form.DAY:
        values = [on + timedelta(days=by) for by in (-1, 0, 1)]
    elif fact.kind.exact:
        values = AMOUNTS if fact.kind.money else QUANTITIES
    else:
        values = possible(fact.kind, subject, on, policy)
    return [value for value in values if value != now and bringable(fact, owner, now, value, on)]


JOINS: Fact[Any] = Fact(COUNT, "加入", "joins", None)
# Money is tried in large pieces, of which the subjects below are made too.
COMPARED = {Form.WHOLE, Form.DECIMAL, Form.DAY}
THOUSANDS = [Decimal(1000 * n) for n in range(7)]
AMOUNTS = [*THOUSANDS, *(Decimal(100_000 * n) for n in range(1, 17))]
QUANTITIES = [1, 2, 3, 4, 8, 16]


def settled_group(subject: Any, path: Any) -> bool:
    *before, name = path
    fact = facts_of(type(get(subject, before)))[name]
    return fact.moves is Moves.NEVER or get(subject, path) is sgz.UNKNOWN


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
        posted_on=max(min(days, default=_signed(team) or date(2021, 5, 27)), _in_full(team)),
    )


def _in_full(team: sgz.Team) -> date:
    """Return the day on which the number was reached, as far as it is stated: whoever joins is not there before it."""
    return date.min if isinstance(team.posted_in_full_on, sgz.Unknown) else team.posted_in_full_on


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
    ruleset: sgz.Ruleset, subject: Any, on: date, policy: sgz.Policy, most: int, beyond: set[str]
) -> dict[frozenset[str], list[Any]]:
    """Return the smallest sets of changed facts after which all that failed is met, with the values that do."""
    found: dict[frozenset[str], list[Any]] = {}
    grouped = list(groups(subject))
    used = {question.path for question in sgz.inputs_of(ruleset)}
    asked = [leaf for leaf in leaves(subject) if re.sub(r"\[\d+\]", "[]", spelled(leaf[0])) in used]
    asked = [leaf for leaf in asked if leaf[1].kind.form is not Form.TEXT or isinstance(subject, sgz.Sign)]
    facts = [leaf for leaf in asked if leaf[0] not in grouped]
    facts += [(path, JOINS) for path in grouped]
    failing = failed(sgz.assess(ruleset, subject, on=on, policy=policy)) - beyond
    unknown = [leaf for leaf in asked if get(subject, leaf[0]) is sgz.UNKNOWN]
    for number in range(most + 1):
        for chosen in combinations(facts, number):
            paths = frozenset(spelled(path) for path, _ in chosen)
            if any(smaller <= paths for smaller in found):
                continue
            for values in product(*(candidates(subject, leaf, on, policy) for leaf in chosen)):
                others = [subject]
                for (path, fact), value in zip(chosen, values, strict=True):
                    others = [other for one in others for other in changed(one, path, fact, value, on, policy)]
                whole = (known for other in others for _, known in completions(other, unknown, on, policy))
                if any(mends(sgz.assess(ruleset, other, on=on, policy=policy), failing, beyond) for other in whole):
                    found.setdefault(paths, []).append(dict(zip((spelled(p) for p, _ in chosen), values, strict=True)))
    return found


def failed(assessment: sgz.Assessment) -> set[str]:
    return {
        one.requirement.id
        for one in assessment.findings
        if one.holds is False and one.force is sgz.Force.MUST and not one.requirement.restates
    }


def mends(assessment: sgz.Assessment, failing: set[str], beyond: set[str]) -> bool:
    """Whether all that failed is met, and not merely not due or not applicable, and nothing else fails."""
    met = all(assessment[id_].status is sgz.Status.MET for id_ in failing)
    return met and failed(assessment) <= beyond


def given_sets(remedies: Remedies) -> dict[frozenset[str], list[dict[str, Change]]]:
    """Return the sets of facts that the ways change, one of each step together."""
    found: dict[frozenset[str], list[dict[str, Change]]] = {}
    steps = [[way for way in step.ways if not any(act.replaces for act in way.acts)] for step in remedies.steps]
    for ways in product(*steps):
        changes = {change.path: change for way in ways for act in way.acts for change in act.changes}
        found.setdefault(frozenset(changes), []).append(changes)
    return found


def check_exact(ruleset: sgz.Ruleset, subject: Any, on: date, policy: sgz.Policy, most: int) -> None:
    """Hold the sets of facts against all there are, and their values: those given do, and no others are left out.

    Where two facts are compared with each other, values may be left out: any of them would need its own of the other.
    """
    assessment = sgz.assess(ruleset, subject, on=on, policy=policy)
    if assessment.verdict is not False or not failed(assessment):
        return
    with patch.object(advice, "MOST_WAYS", 10**6):
        remedies = assessment.remedies()
        with patch.object(corrections, "_FEW_FACTS", 0):
            apart = assessment.remedies()
    beyond = {each.requirement.id for each in remedies.beyond_remedy}
    if any(each.clashes for each in remedies.beyond_remedy):
        return
    for id_ in beyond:
        assert tried(ruleset.only(id_), subject, on, policy, 1, set()) == {} if id_ in own_ids(ruleset) else True
    if beyond == failed(assessment):
        assert remedies.steps == ()
        return
    expected = tried(ruleset, subject, on, policy, most, beyond)
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


def own_ids(ruleset: sgz.Ruleset) -> set[str]:
    return {rule.id for rule in ruleset.requirements}


def _allowed(way: dict[str, Change], values: dict[str, Any]) -> bool:
    return all(change.allows(values[path]) for path, change in way.items())


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def some(of: Any, **facts: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.builds(of, **facts), max_size=2).map(tuple)


CATEGORIES, KINDS = maybe(*sgz.ExpenseCategory), maybe(*sgz.SourceKind)
FIELDS = maybe((), *((of,) for of in sgz.FundingField))
MONEY = maybe(*THOUSANDS[:4])


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
}


class TestAgainstTryingEverything:
    @settings(max_examples=25)
    @given(st.data())
    def test_of_a_worker(self, data: st.DataObject) -> None:
        worker = data.draw(strategies.workers(known=True))
        unknown = data.draw(st.sampled_from([(), *([leaf] for leaf in leaves(worker))]))
        check_exact(sgz.QUALIFICATION, without(worker, list(unknown)), ON, data.draw(policies()), 2)

    @pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=[pytest.mark.prove] if name in {"contract", "funding"} else [])
            for name in sgz.RULESETS
            if name not in {"staffing", "station", "rollout"}
        ],
    )
    @settings(max_examples=6)
    @given(st.data())
    def test_of_a_small_subject(self, name: str, data: st.DataObject) -> None:
        ruleset = sgz.RULESETS[name]
        subject = data.draw(SMALL[name] if name in SMALL else strategies.subject(ruleset.subject, known=True))
        check_exact(ruleset, subject, data.draw(strategies.days()), data.draw(policies()), 2)

    @pytest.mark.prove
    @settings(max_examples=4)
    @given(st.data())
    def test_of_a_team(self, data: st.DataObject) -> None:
        good = like(sgz.Team(workers=(), posted_in_full_on=date(2021, 7, 30)))
        flaws: list[dict[str, Any]] = [
            {},
            {"certificate": sgz.Certificate.NONE, "social_work_major": False},
            {"registration_expires": date(2022, 1, 1), "social_work_major": False},
            {"full_time": False},
            {"contracted": False, "registered": False},
        ]
        evolve: Any = attrs.evolve
        workers = [evolve(good, **data.draw(st.sampled_from(flaws))) for _ in range(data.draw(st.integers(0, 2)))]
        team = sgz.Team(
            workers=tuple(workers),
            contracted_headcount=data.draw(st.integers(1, 2)),
            project_started_on=date(2021, 7, 23),
            contract_signed_on=date(2021, 7, 23),
            service_started_on=date(2021, 7, 30),
            posted_in_full_on=date(2021, 7, 30),
        )
        on = data.draw(st.sampled_from([ON, date(2024, 3, 1)]))
        check_exact(sgz.STAFFING, team, on, data.draw(policies()), 2)

    @settings(max_examples=10)
    @given(st.data())
    def test_of_a_whole_station(self, data: st.DataObject) -> None:
        station, facts = STATION, [leaf for leaf in leaves(STATION) if leaf[1].kind.form is Form.TRUTH]
        for path, _ in data.draw(
            st.lists(st.sampled_from(facts), min_size=1, max_size=2, unique_by=lambda leaf: leaf[0])
        ):
            station = put(station, path, False)
        check_exact(sgz.STATION, station, ON, data.draw(policies()), 1)


RULESETS = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


def drawn(ruleset: sgz.Ruleset, data: st.DataObject) -> sgz.Assessment:
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    return sgz.assess(ruleset, subject, on=on, policy=data.draw(policies()))


def acts_of(remedies: Remedies) -> Iterator[Act]:
    yield from (act for step in (*remedies.steps, *remedies.in_time) for way in step.ways for act in way.acts)


def ends_of(change: Change) -> Iterator[Any]:
    for option in change.to:
        for end in (option.least, option.most):
            if end is not None:
                yield end.replace("…", "某") if isinstance(end, str) else end


@RULESETS
@settings(max_examples=40)
@given(st.data())
def test_no_act_changes_what_is_past_settled_or_unknown_or_lost_on_purpose(
    ruleset: sgz.Ruleset, data: st.DataObject
) -> None:
    assessment = drawn(ruleset, data)
    for act in acts_of(assessment.remedies()):
        for change in act.changes:
            owner, _, name = change.path.rpartition(".")
            held = at_path(assessment.subject, owner) if owner else assessment.subject
            fact = change.fact
            if change.joins:
                assert fact.moves is not Moves.NEVER
                assert fact.act is not None
                continue
            now = getattr(held, name)
            assert now is not sgz.UNKNOWN
            assert change.before == now
            for end in ends_of(change):
                assert bringable(fact, held, now, end, assessment.on), (change, end)


def at_path(subject: Any, path: str) -> Any:
    for name, at in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        subject = getattr(subject, name)
        subject = subject[int(at)] if at else subject
    return subject


@RULESETS
@settings(max_examples=40)
@given(st.data())
def test_after_the_acts_what_failed_holds_and_does_not_merely_bind_no_more(
    ruleset: sgz.Ruleset, data: st.DataObject
) -> None:
    assessment = drawn(ruleset, data)
    remedies = assessment.remedies()
    left = {each.requirement.id for each in remedies.beyond_remedy} | {rule.id for rule in remedies.undecided}
    after = acted(assessment, [step.ways[0].acts for step in remedies.steps])
    if after is None:
        return
    for id_ in failed(assessment) - left:
        # The days for posting run from the signing: where that is an act of today, they are still to come.
        assert after[id_].status in {sgz.Status.MET, sgz.Status.UNDETERMINED, sgz.Status.NOT_DUE}, id_
    # What held before holds still, or hangs on what is unknown.
    assert failed(after) <= left


def acted(assessment: sgz.Assessment, ways: Iterable[tuple[Act, ...]]) -> sgz.Assessment | None:
    """Return what is found once all acts are done, each as little as it may; None where that is no subject."""
    subject = assessment.subject
    for act in (act for acts in ways for act in acts):
        for change in act.changes:
            if change.joins:
                if act.replaces or not isinstance(subject, sgz.Team):
                    return None
                # Whether the number was reached late says nothing of who joins.
                joining = like(evolve(subject, posted_in_full_on=sgz.UNKNOWN))
                late = assessment.case.law.posting_scope is sgz.PostingScope.CONTRACTED
                # Nobody joins on a day to come.
                future = joining.posted_on is not sgz.UNKNOWN and joining.posted_on > assessment.on
                joining = evolve(joining, posted_on=assessment.on) if late or future else joining
                number = change.to[0].least or 0
                workers: Any = subject.workers
                subject = evolve(subject, workers=(*workers, *[joining] * number))
                continue
            try:
                subject = set_path(subject, change.path, next(ends_of(change)))
            except sgz.InvalidValue:  # a price times a quantity at the very end may be no whole fen
                return None
    return sgz.assess(assessment.ruleset, subject, on=assessment.on, policy=assessment.policy)


@RULESETS
@settings(max_examples=25)
@given(st.data())
def test_unknown_facts_are_established_where_a_requirement_hangs_on_them(
    ruleset: sgz.Ruleset, data: st.DataObject
) -> None:
    assessment = drawn(ruleset, data)
    remedies = assessment.remedies()
    asked = {path for each in remedies.to_establish for path in each.paths}
    assert set(assessment.missing) <= asked
    for path in asked:
        owner, _, name = path.rpartition(".")
        # A part that is unknown has no owner that could be looked at.
        held = at_path(assessment.subject, owner) if owner else assessment.subject
        assert held is sgz.UNKNOWN or getattr(held, name) is sgz.UNKNOWN
    assert {one.requirement.id for one in assessment.undetermined if one.force is sgz.Force.MUST} >= {
        rule.id for each in remedies.to_establish for rule in each.requirements
    }


@RULESETS
@settings(max_examples=15)
@given(st.data())
def test_every_text_is_complete_in_both_languages(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    remedies = drawn(ruleset, data).remedies()
    for locale in ("zh_CN", "en"):
        text = remedies.render(locale)
        assert not re.search(r"[{}]|None|UNKNOWN|\.\.|  ", re.sub(r"(?m)^ +", "", text)), text
        for act in acts_of(remedies):
            assert act.text(locale)
            assert act.by
            assert act.evidence(locale)


def test_every_fact_that_can_move_has_words_for_its_act_and_its_evidence() -> None:
    """The facts of the library's own rulesets: what an act can change says how, and what shows it."""
    for ruleset in sgz.RULESETS.values():
        for question in sgz.inputs_of(ruleset):
            fact = question.fact
            if fact.kind.form is Form.PART or fact.moves is Moves.NEVER:
                continue
            assert fact.act is not None, question.path
            assert fact.evidence is not None, question.path


def test_every_fact_that_a_rule_asks_for_has_a_question() -> None:
    for ruleset in sgz.RULESETS.values():
        for question in sgz.inputs_of(ruleset):
            assert question.fact.kind.form is Form.PART or question.fact.ask is not None, question.path


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
    return [[[act.path for act in way.acts] for way in step.ways] for step in remedies.steps]


def texts(remedies: Remedies, locale: str = "zh_CN") -> list[str]:
    return [act.text(locale) for step in remedies.steps for way in step.ways for act in way.acts]


def beyond(remedies: Remedies) -> list[str]:
    return [each.requirement.id for each in remedies.beyond_remedy]


class TestNothingIsFalsified:
    """Each of these was once told to change the facts."""

    REPORTED = sgz.Contract(
        period=sgz.Period(date(2025, 1, 1), date(2025, 12, 31)),
        signed_on=date(2024, 12, 20),
        ended_on=sgz.NOT_YET,
        monthly_briefs=False,
        brief_within_days=5,
        midterm_report_on=date(2025, 9, 30),
        report_within_days=10,
        midterm_evaluation_on=sgz.NOT_YET,
        evaluation_within_days=30,
        final_report_on=sgz.NOT_YET,
        final_evaluation_on=sgz.NOT_YET,
    )

    def test_a_report_that_came_late_is_beyond_remedy_and_one_that_is_missing_is_still_asked_for(self) -> None:
        remedies = sgz.check_contract(self.REPORTED, on=date(2025, 10, 20)).remedies()
        assert remedies.steps == ()
        assert {each.requirement.id: [act.path for act in each.overdue] for each in remedies.beyond_remedy} == {
            "contract.monthly_briefs": ["monthly_briefs"],
            "contract.midterm_report": [],
            "contract.midterm_evaluation": ["midterm_evaluation_on"],
        }
        text = remedies.render()
        assert f"{requirement_text('contract.midterm_report')}——已逾期，无法补正\n" in text
        assert f"  - 仍须：{fact_words(sgz.Contract, 'midterm_evaluation_on', 'late')}\n" in text

    def test_training_that_should_have_preceded_posting_cannot_be_had_any_more(self) -> None:
        untrained = evolve(GOOD, trained=False, name="王芳")
        remedies = sgz.check_staffing(team(untrained, GOOD), on=ON).remedies()
        assert (remedies.steps, beyond(remedies)) == ((), ["staffing.training"])
        assert f"仍须：{fact_words(sgz.Worker, 'trained', 'late')}（王芳）" in remedies.render()
        assert f"Still required: {fact_words(sgz.Worker, 'trained', 'late', 'en')} (王芳)" in remedies.render("en")

    def test_whoever_is_to_be_posted_can_be_trained_before(self) -> None:
        moves = facts_of(sgz.Worker)["trained"].moves_in
        assert moves(sgz.Worker(posted_on=date(2022, 4, 1)), ON) is Moves.RISES
        assert moves(sgz.Worker(posted_on=ON), ON) is Moves.NEVER
        assert moves(sgz.Worker(), ON) is Moves.NEVER

    def test_a_registration_that_ran_out_is_renewed_and_not_dropped(self) -> None:
        lapsed = evolve(GOOD, social_work_major=False, registration_expires=date(2022, 1, 1), name="王芳")
        remedies = sgz.check_staffing(team(lapsed, contracted_headcount=1), on=date(2024, 3, 1)).remedies()
        renewed, degree = texts(remedies)
        assert renewed == f"王芳：{fact_words(sgz.Worker, 'registration_expires', 'act')}"
        assert degree == f"王芳：{fact_words(sgz.Worker, 'social_work_major', 'act')}"
        (change,) = remedies.steps[0].ways[0].acts[0].changes
        assert (change.to[0].least, change.to[0].most) == (date(2024, 3, 1), None)

    def test_nothing_is_built_in_a_year_that_is_over(self) -> None:
        plan = sgz.DistrictPlan(
            year=2021, built_stations=1, planned_stations=1, quota=4, tasks=True, measures=False, schedule=True
        )
        remedies = sgz.check_plan(plan, on=date(2022, 3, 1)).remedies()
        assert remedies.steps == ()
        assert beyond(remedies) == ["rollout.plan_complete", "rollout.plan_quota", "rollout.district_quota"]
        assert f"仍须：{fact_words(sgz.DistrictPlan, 'built_stations', 'late')}" in remedies.render()
        within = sgz.check_plan(plan, on=date(2021, 9, 1)).remedies()
        acts = [fact_words(sgz.DistrictPlan, name, "act") for name in ("measures", "planned_stations")]
        assert texts(within) == [acts[0], acts[1].format(n="4个")]

    def test_a_city_short_of_stations_gets_no_seventeenth_district(self) -> None:
        plans = tuple(sgz.DistrictPlan(district=of, year=2021, built_stations=3) for of in sgz.District)
        for on in (date(2022, 1, 1), date(2023, 1, 1)):
            remedies = sgz.check_rollout(sgz.Rollout(plans=plans, started_on=date(2021, 6, 1)), on=on).remedies()
            assert (remedies.steps, beyond(remedies)) == ((), ["rollout.city_total"])
            late = fact_words(sgz.DistrictPlan, "built_stations", "late")
            assert f"仍须：{late}（和平区、河东区、河西区等（共16个））" in remedies.render()

    def test_a_grade_and_what_the_register_says_stay_as_they_are(self) -> None:
        ended = sgz.YearEnd(contract_year=1, cycle_years=3, grade=sgz.Grade.UNQUALIFIED)
        assert beyond(sgz.assess(sgz.RENEWAL, ended, on=ON).remedies()) == ["renewal.grade"]
        company = sgz.Contractor(registered=False, social_work=True, lawful=False, reputable=False)
        remedies = sgz.check_contractor(company, on=ON).remedies()
        assert (remedies.steps, beyond(remedies)) == (
            (),
            ["contractor.registered", "contractor.lawful", "contractor.reputation"],
        )

    def test_money_that_was_misspent_is_paid_otherwise_and_restored(self) -> None:
        payment = sgz.Payment(
            kind=sgz.SourceKind.DONATION,
            for_building=True,
            category=sgz.ExpenseCategory.PERSONNEL,
            fields=(sgz.FundingField.ELDERLY_CARE,),
            amount=Decimal(5000),
            item="工资",
        )
        plan = sgz.FundingPlan(year=2022, payments=(payment,), lines=(), sources=())
        (text,) = texts(sgz.check_funding(plan, on=ON).remedies())
        assert text.startswith("工资：改由")
        assert text.endswith("支付，已支付的依规调整归还")

    def test_what_is_unknown_is_established_and_not_changed(self) -> None:
        unknown = evolve(GOOD, posted_on=None)
        assessment = sgz.check_staffing(team(GOOD, unknown), on=ON)
        remedies = assessment.remedies()
        assert remedies.steps == ()
        assert [each.text() for each in remedies.to_establish] == ["到岗日期（驻站社工2）"]
        assert assessment.remedies(establish=False).to_establish == ()
        (each,) = remedies.to_establish
        assert (each.paths, each.evidence(), each.by) == (
            ("workers[1].posted_on",),
            fact_words(sgz.Worker, "posted_on", "evidence"),
            (sgz.Actor.CONTRACTOR,),
        )
        assert "核实并补报：\n- 驻站社工2：到岗日期（" in remedies.render()


class TestOfTeams:
    def test_one_more_qualified_worker_is_one_act_and_many_alike_are_summed_up(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, UNQUALIFIED, UNQUALIFIED), on=ON).remedies()
        (step,) = remedies.steps
        assert step.complete
        assert [way.members for way in step.ways] == [(), *[tuple(f"workers[{at}]" for at in range(3))] * 3]
        hired, degree, certificate, replaced = remedies.render("en").splitlines()[3:7]
        assert hired.startswith("   - post at least 1 more station worker(s) who meet the conditions (Evidence: ")
        names = "any 1 of Station worker 1, Station worker 2, and Station worker 3"
        assert degree.startswith(f"   - {names}: obtain a social-work or related degree")
        assert certificate.startswith(f"   - {names}: obtain a national or Tianjin certificate")
        assert replaced.startswith(f"   - {names}: replace the worker with a station worker")
        (change,) = step.ways[0].acts[0].changes
        assert (change.before, change.allows(0), change.allows(1), change.allows(9)) == (0, False, True, True)

    def test_few_ways_are_listed_one_by_one(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, contracted_headcount=1), on=ON).remedies()
        assert paths(remedies) == [
            [["workers"], ["workers[0].social_work_major"], ["workers[0].certificate"], ["workers[0]"]]
        ]

    def test_two_of_three_are_chosen_where_two_are_needed(self) -> None:
        two = evolve(sgz.TIANJIN_2021, minimum_qualified=2)
        remedies = sgz.check_staffing(team(*[UNQUALIFIED] * 3), on=ON, policy=two).remedies()
        assert "驻站社工1、驻站社工2和驻站社工3中任选2个：" in remedies.render()

    def test_more_sorts_of_ways_than_are_shown_are_said_to_be_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(advice, "MOST_WAYS", 2)
        (step,) = sgz.check_staffing(team(*[UNQUALIFIED] * 3), on=ON).remedies().steps
        assert (len(step.ways), step.complete) == (2, False)
        remedies = sgz.check_staffing(team(*[UNQUALIFIED] * 3), on=ON).remedies()
        assert remedies.complete is False
        assert remedies.render().endswith("   - 另有其他办法，未逐一列出\n")
        assert "other options are not listed" in remedies.to_html("en")

    def test_once_all_must_qualify_each_worker_is_a_step_and_alike_ones_are_written_once(self) -> None:
        flawed = [evolve(UNQUALIFIED, name=name) for name in ("王芳", "李伟")]
        remedies = sgz.check_staffing(team(*flawed), on=date(2024, 3, 1)).remedies()
        assert [len(step.ways) for step in remedies.steps] == [3, 3]
        assert (
            remedies.render().splitlines()[2] == "1. 王芳和李伟：以下办法任选其一（条款：三（二）；责任单位：承接主体）"
        )
        assert remedies.to_html().count("<ol>") == remedies.to_html().count("考取") == 1

    def test_a_large_team_is_no_large_search(self) -> None:
        remedies = sgz.check_staffing(team(*[UNQUALIFIED] * 12), on=date(2024, 3, 1)).remedies()
        assert len(remedies.steps) == 12
        assert "驻站社工1、驻站社工2、驻站社工3等（共12个）：以下办法任选其一" in remedies.render()

    def test_who_is_replaced_is_followed_by_one_who_meets_what_is_asked(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, GOOD), on=date(2024, 3, 1)).remedies()
        act = remedies.steps[0].ways[-1].acts[0]
        assert (act.path, act.requirements[0].id) == ("workers[0]", "staffing.all_qualified")
        assert act.replaces is not None
        assert act.text("en") == "replace Station worker 1 with a station worker who meets the conditions"

    def test_nobody_is_replaced_where_the_class_takes_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def taken(self: sgz.Team) -> None:
            if len(self.workers) < 2:  # pyright: ignore[reportArgumentType]
                raise sgz.InvalidValue("workers", self.workers, "至少两名", "at least two")

        one = team(UNQUALIFIED, GOOD)
        monkeypatch.setattr(advice, "_without_member", lambda subject, group, at: taken(sgz.Team(workers=())))
        remedies = sgz.check_staffing(one, on=date(2024, 3, 1)).remedies()
        assert all(not act.replaces for act in acts_of(remedies))

    def test_nobody_is_replaced_where_that_was_not_found_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def exhausted(*_: Any) -> Any:
            raise Exhausted

        monkeypatch.setattr(advice, "literal", exhausted)
        remedies = sgz.check_staffing(team(UNQUALIFIED, GOOD), on=date(2024, 3, 1)).remedies()
        assert len(texts(remedies)) == 2

    def test_another_worker_joins_besides_the_one_who_is_replaced(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, contracted_headcount=2), on=date(2024, 3, 1)).remedies()
        assert [step.ways[-1].acts[0].path for step in remedies.steps] == ["workers", "workers[0]"]

    def test_a_day_that_has_come_cannot_be_moved(self) -> None:
        late = sgz.check_staffing(team(GOOD, LATE, **TOO_LATE), on=ON).remedies()
        assert (late.steps, beyond(late), late.beyond_remedy[0].overdue) == ((), ["staffing.posting"], ())

    def test_a_day_to_come_cannot_be_moved_into_the_past(self) -> None:
        signed = {"contract_signed_on": date(2022, 2, 13), "service_started_on": date(2022, 3, 5)}
        worker = evolve(GOOD, posted_on=date(2022, 2, 14))
        remedies = sgz.check_staffing(team(worker, worker, **signed), on=ON).remedies()
        assert beyond(remedies) == ["staffing.posting"]
        assert [act.path for act in remedies.beyond_remedy[0].overdue] == ["service_started_on"]

    def test_nothing_is_needed_where_the_verdict_is_true(self) -> None:
        remedies = sgz.check_staffing(team(GOOD, GOOD), on=ON).remedies()
        assert (remedies.steps, remedies.to_establish, remedies.beyond_remedy) == ((), (), ())
        assert remedies.render().splitlines()[1:] == ["无整改事项。"]
        assert remedies.render("en").splitlines()[1:] == ["No action needed."]
        assert "无整改事项。" in remedies.to_html()

    def test_where_most_is_unknown_that_is_to_be_established_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(advice, "Solver", None)
        own = sgz.TIANJIN_2021.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
        blank = sgz.Team(workers=(sgz.Worker(),) * 15)
        remedies = sgz.check_staffing(blank, on=date(2023, 9, 1), policy=own).remedies()
        assert [each.fact.name for each in remedies.to_establish if len(each.paths) == 15][:2] == [
            "posted_on",
            "contracted",
        ]
        assert "驻站社工1、驻站社工2、驻站社工3等（共15个）：到岗日期、" in remedies.render()
        assert "Station worker 1, Station worker 2, Station worker 3 and 12 more: posted on, " in remedies.render("en")

    def test_of_an_unknown_group_it_is_to_be_established_who_there_is(self) -> None:
        remedies = sgz.check_staffing(evolve(team(), workers=None), on=ON).remedies()
        assert "workers" in [each.paths[0] for each in remedies.to_establish]
        assert remedies.steps == ()

    def test_an_act_says_on_which_unknown_facts_it_hangs(self) -> None:
        blank = evolve(UNQUALIFIED, registered=None, registration_expires=None)
        (step,) = sgz.check_staffing(team(blank, contracted_headcount=1), on=date(2024, 3, 1)).remedies().steps
        certified = next(way for way in step.ways if way.acts[0].path.endswith("certificate"))
        facts = {"registered", "registration_expires", "certificate_passed_on"}
        assert set(certified.hangs_on) == {f"workers[0].{name}" for name in facts}


class TestOfBounds:
    MOST = Decimal("9999999999999999.99")

    def test_hours_that_nobody_can_have_are_beyond_remedy(self) -> None:
        def remedies(asked: int) -> Remedies:
            always = sgz.TIANJIN_2021.under(education_due=sgz.EducationDue.ALWAYS)
            bound = evolve(GOOD, registration_expires=date(2023, 5, 31), social_work_major=False)
            return sgz.assess(hours, bound, on=ON, policy=evolve(always, senior_hours=asked)).remedies()

        hours = sgz.QUALIFICATION.only("qualification.continuing_education")
        assert texts(remedies(10**6 - 1)) == ["将本登记期继续教育学时补足至999,999小时"]
        assert (remedies(10**6).steps, beyond(remedies(10**6))) == ((), ["qualification.continuing_education"])

    def test_no_source_is_asked_for_more_than_an_amount_can_be(self) -> None:
        line = evolve(FUNDED, amount=self.MOST, paid=self.MOST)
        plan = sgz.FundingPlan(lines=(line, line), sources=(evolve(SOURCE, given=0),))
        (found,) = mended(lambda plan, case: total(plan.sources, "given") >= total(plan.lines, "amount"), plan)
        assert found == [("sources", 1, None)]

    def test_who_joins_brings_what_a_sum_lacks(self) -> None:
        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR, annual_amount=sgz.AnnualAmount.ALL_LINES)
        line = sgz.BudgetLine(
            category=sgz.ExpenseCategory.PERSONNEL, item="薪酬", unit_price=Decimal("199999.99"), quantity=1
        )
        remedies = sgz.check_budget(sgz.Budget(lines=(line,), stations=1, years=1), on=ON, policy=floor).remedies()
        added = next(act for act in acts_of(remedies) if act.path == "lines")
        assert added.text() == "至少增加1项预算明细，金额合计不少于50,000.01元"
        assert added.text("en") == "add at least 1 budget line(s), amount at least CN¥50,000.01 in all"
        assert "薪酬：将单价调整为不少于250,000元" in texts(remedies)

    def test_an_amount_is_one_that_the_class_takes(self) -> None:
        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR, annual_amount=sgz.AnnualAmount.ALL_LINES)
        line = sgz.BudgetLine(
            category=sgz.ExpenseCategory.PERSONNEL, item="工资", unit_price=Decimal(6000), quantity=Decimal("24.5")
        )
        budget = sgz.Budget(lines=(line,), stations=1, years=1)
        found = texts(sgz.check_budget(budget, on=ON, policy=floor).remedies())
        # By 24.5 no price of odd fen comes to whole fen; the quantity is told in as many decimals as now.
        assert found[:2] == ["工资：将单价调整为不少于10,204.10元", "工资：将数量调整为不少于41.7"]
        assert sgz.BudgetLine(unit_price=Decimal("10204.10"), quantity=Decimal("24.5")).amount == Decimal("250000.45")

    def test_many_lines_are_summed_up(self) -> None:
        floor = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR, annual_amount=sgz.AnnualAmount.ALL_LINES)
        lines = tuple(
            sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item=f"第{at}项", unit_price=Decimal(1), quantity=1)
            for at in range(40)
        )
        (step,) = sgz.check_budget(sgz.Budget(lines=lines, stations=1, years=1), on=ON, policy=floor).remedies().steps
        assert [len(way.members) for way in step.ways] == [40, 40, 0]
        text = sgz.check_budget(sgz.Budget(lines=lines, stations=1, years=1), on=ON, policy=floor).remedies().render()
        assert "第0项、第1项、第2项等（共40个）中任选1个：调整单价（" in text


class TestBeyond:
    def test_rules_that_contradict_each_other_are_beyond_remedy_and_the_rest_is_mended(self) -> None:
        remedies = sgz.assess(CONTRADICTION, sgz.Premises(printer=False, computer=False), on=ON).remedies()
        assert beyond(remedies) == ["test_remedies.has"]
        assert paths(remedies) == [[["computer"]]]
        (each,) = remedies.beyond_remedy
        assert each.clashes == (has_not,)
        assert each.text("en") == "has one - cannot be met together with: has none"
        assert each.text() == "有——不能与下列要求同时满足：无"

    def test_rules_that_cannot_hold_together_are_named_where_none_is_violated(self) -> None:
        both = sgz.Ruleset(
            "both",
            sgz.Premises,
            (has, has_not),
            zh="两者",
            en="Both",
            law=sgz.TIANJIN_2021,
            implied=neither,
        )
        assessment = sgz.assess(both, sgz.Premises(), on=ON)
        assert (assessment.verdict, assessment.violations) == (False, ())
        remedies = assessment.remedies()
        assert {each.requirement: each.clashes for each in remedies.beyond_remedy} == {has: (has_not,), has_not: (has,)}

    def test_an_overdue_act_without_words_of_its_own_is_to_be_done_as_soon_as_can_be(self) -> None:
        plan = sgz.DistrictPlan(year=2021, contractor_chosen_on=sgz.NOT_YET)
        (each,) = sgz.check_plan(plan, on=ON).remedies().beyond_remedy
        assert [act.path for act in each.overdue] == ["contractor_chosen_on"]
        remedies = sgz.check_plan(plan, on=ON).remedies()
        still = {
            locale: fact_words(sgz.DistrictPlan, "contractor_chosen_on", "act", locale) for locale in ("zh_CN", "en")
        }
        assert f"仍须：尽快{still['zh_CN']}" in remedies.render()
        assert f"Still required: {still['en']} (overdue)" in remedies.render("en")
        assert f"仍须：尽快{still['zh_CN']}" in remedies.to_html()

    def test_before_the_notice_and_as_a_reference_there_is_nothing_to_do(self) -> None:
        early = sgz.check_premises(sgz.Premises(printer=False), on=date(2021, 5, 1)).remedies()
        reference = sgz.assess(sgz.PREMISES, sgz.Premises(printer=False), on=ON, scope=sgz.Scope.REFERENCE).remedies()
        for remedies in (early, reference):
            assert (remedies.steps, remedies.to_establish, remedies.beyond_remedy) == ((), (), ())
            assert "通知对该对象不具约束力，无整改事项。" in remedies.render()
            assert "No action needed" in remedies.to_html("en")

    def test_what_is_wished_is_no_remedy(self) -> None:
        remedies = sgz.check_catalogue(sgz.Catalogue(fields=()), on=date(2022, 3, 1)).remedies()
        assert remedies.steps == ()
        assert "fields" not in {each.paths[0] for each in remedies.to_establish}


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


def neither(_premises: sgz.Premises, _case: Case[Any]) -> sgz.Truth:
    return False


CONTRADICTION = sgz.Ruleset(
    "contradiction", sgz.Premises, (has, has_either, has_not), zh="矛盾", en="Contradiction", law=sgz.TIANJIN_2021
)


@subject
class Plan:
    """A plan whose numbers go up and down, but for what is asked of it (计划)."""

    planned: Fact[int] = declared(COUNT, "计划数", "planned")
    quota: Fact[int] = declared(COUNT, "任务数", "quota", moves=Moves.NEVER)
    opens: Fact[date] = declared(DAY, "启用日期", "opens on")
    reviewed: Fact[date] = declared(DAY, "复核日期", "reviewed on")


def mended(holds: Any, subject: Any) -> list[list[tuple[str, Any, Any]]]:
    """Return the ways of a ruleset with one rule, each change as a path and the ends of what it allows."""
    rule = evolve(sgz.PREMISES.requirements[0], holds=holds, due=None)
    one = sgz.Ruleset("one", type(subject), (rule,), zh="一条", en="One", law=sgz.TIANJIN_2021)
    steps = sgz.assess(one, subject, on=ON).remedies().steps
    return [
        [(change.path, change.to[0].least, change.to[0].most) for act in way.acts for change in act.changes]
        for step in steps
        for way in step.ways
    ]


PLAN = Plan(planned=2)
DAY_ASKED = date(2022, 4, 1)
POSTED = sgz.Team(workers=(sgz.Worker(posted_on=date(2022, 3, 10)),), contract_signed_on=DAY_ASKED)


class TestArithmetic:
    @pytest.mark.parametrize(
        ("holds", "expected"),
        [
            (lambda plan, case: plan.planned + 1 >= 5, ("planned", 4, None)),
            (lambda plan, case: 1 + plan.planned > 5, ("planned", 5, None)),
            (lambda plan, case: plan.planned - 1 >= 5, ("planned", 6, None)),
            (lambda plan, case: 10 - plan.planned <= 5, ("planned", 5, None)),
            (lambda plan, case: plan.planned * 2 >= 7, ("planned", 4, None)),
            (lambda plan, case: 2 * plan.planned < 3, ("planned", None, 1)),
            (lambda plan, case: plan.planned == 7, ("planned", 7, 7)),
            (lambda plan, case: plan.planned * 0 >= plan.planned - 1, ("planned", None, 1)),
        ],
    )
    def test_a_number_is_moved_to_where_the_comparison_holds(self, holds: Any, expected: Any) -> None:
        assert mended(holds, PLAN) == [[expected]]

    def test_a_number_is_moved_away_from_where_it_must_not_be(self) -> None:
        assert mended(lambda plan, case: plan.planned != 2, PLAN) == [[("planned", None, 1)]]

    def test_hours_cannot_be_undone_nor_a_level_lost(self) -> None:
        worker = sgz.Worker(continuing_education_hours=20, education=sgz.Education.MASTER)
        assert mended(lambda worker, case: worker.continuing_education_hours <= 10, worker) == []
        assert mended(lambda worker, case: worker.education <= sgz.Education.BACHELOR, worker) == []

    def test_what_no_reading_settles_cannot_be_mended(self) -> None:
        never_known: Any = sgz.UNKNOWN  # by this name: a rule that compares with UNKNOWN itself is refused
        assert mended(lambda plan, case: (plan.planned >= 3) & (plan.planned >= never_known), PLAN) == []

    def test_a_number_fits_whatever_the_unknown_one_beside_it_is(self) -> None:
        assert mended(lambda plan, case: (plan.planned >= 3) & (plan.planned >= plan.quota), PLAN) == [
            [("planned", 3, None)]
        ]

    def test_a_fact_on_both_sides_is_moved_whichever_way_it_helps(self) -> None:
        poor = Branch(given=Decimal(10), raised=Decimal(20))
        found = mended(lambda branch, case: branch.given * 2 >= branch.given + branch.raised, poor)
        assert sorted(found) == [[("given", Decimal(20), None)], [("raised", None, Decimal(10))]]

    def test_a_day_that_is_not_done_can_be_done_from_today_on(self) -> None:
        plan = Plan(opens=sgz.NOT_YET, reviewed=date(2022, 2, 1))
        assert mended(lambda plan, case: plan.opens <= date(2022, 5, 1), plan) == [[("opens", ON, date(2022, 5, 1))]]
        assert mended(lambda plan, case: plan.opens < ON, plan) == []
        assert mended(lambda plan, case: plan.reviewed < date(2022, 1, 1), plan) == []

    @pytest.mark.parametrize(
        ("holds", "expected"),
        [
            (
                lambda team, case: latest(team.workers, "posted_on") >= DAY_ASKED,
                ("workers[0].posted_on", DAY_ASKED, None),
            ),
            (
                lambda team, case: latest(team.workers, "posted_on") > DAY_ASKED,
                ("workers[0].posted_on", date(2022, 4, 2), None),
            ),
            (
                lambda team, case: earliest(team.workers, "posted_on") >= DAY_ASKED,
                ("workers[0].posted_on", DAY_ASKED, None),
            ),
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

    def test_a_count_is_raised_by_a_member_who_is_not_on_post_yet(self) -> None:
        def as_many_trained(team: sgz.Team, case: Case[Any]) -> Any:
            return count(team.workers, "trained", case) >= team.contracted_headcount

        to_come = sgz.Worker(trained=False, posted_on=date(2022, 4, 1))
        one = sgz.Team(workers=(to_come, sgz.Worker(trained=True)), contracted_headcount=2)
        assert mended(as_many_trained, one) == [[("workers", 1, None)], [("workers[0].trained", True, True)]]

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


class TestInTime:
    def test_what_is_not_due_yet_is_to_be_done_by_its_last_day(self) -> None:
        remedies = sgz.check_premises(sgz.Premises(printer=False), on=date(2021, 7, 1)).remedies()
        assert (remedies.steps, remedies.to_establish) == ((), ())
        (act,), printer = remedies.in_time[0].ways[0].acts, fact_words(sgz.Premises, "printer", "act")
        assert (act.text(), act.until) == (printer, date(2021, 7, 31))
        assert f"：\n1. {printer}（" in remedies.render()
        assert "完成时限：2021年7月31日前（含当日）" in remedies.render()
        assert "Until: 31 July 2021" in remedies.to_html("en")
        assert repr(remedies) == "<Remedies premises: 0 steps, 1 in time>"
        assert remedies.to_dict()["in_time"][0]["ways"][0]["acts"][0].get("until") == "2021-07-31"
        assert remedies.to_frame(locale="en").row(0)[0] == "in time"

    def test_where_the_last_day_is_not_running_yet_it_says_so(self) -> None:
        remedies = sgz.check_staffing(sgz.Team(workers=(), contract_signed_on=sgz.NOT_YET), on=ON).remedies()
        assert "完成时限：尚未起算" in remedies.render()
        assert "Until: the period has not started" in remedies.to_html("en")

    def test_what_has_to_be_done_at_once_is_not_told_twice(self) -> None:
        remedies = sgz.check_staffing(team(UNQUALIFIED, contracted_headcount=1), on=ON).remedies()
        assert [step.requirements[0].id for step in remedies.steps] == ["staffing.qualified_minimum"]
        assert [step.requirements[0].id for step in remedies.in_time] == ["staffing.all_qualified"]
        (until,) = {act.until for way in remedies.in_time[0].ways for act in way.acts}
        assert until == date(2023, 7, 23)
        plan = sgz.DistrictPlan(year=2022, planned_stations=1, quota=4, sent_for_review_on=sgz.NOT_YET)
        coming = sgz.check_plan(plan, on=ON).remedies()
        assert [act.text("en") for act in acts_of(coming)] == ["send the yearly plan to the city bureau for review"]

    def test_what_is_unknown_and_not_due_is_not_asked_for(self) -> None:
        remedies = sgz.check_premises(sgz.Premises(), on=date(2021, 7, 1)).remedies()
        assert (remedies.in_time, remedies.to_establish) == ((), ())

    def test_what_is_advised_stands_apart(self) -> None:
        remedies = sgz.check_catalogue(sgz.Catalogue(fields=()), on=ON).remedies()
        assert [rule.id for rule in remedies.advised] == ["catalogue.key_fields"]
        assert "未达到的指导性要求（不属整改）：\n- 服务覆盖全部重点领域" in remedies.render()
        early = sgz.check_catalogue(sgz.Catalogue(fields=()), on=date(2021, 5, 1)).remedies()
        assert early.advised == ()


@subject
class Clerk:
    """One of a fixed number of clerks (职员)."""

    certified: Fact[bool] = declared(YES_NO, "持证", "certified", act=("考证", "pass"), replace=("换人", "replace"))


@subject
class Desk:
    """A desk whose clerks are as they are (窗口)."""

    clerks: Fact[tuple[Clerk, ...]] = declared(many(Clerk), "职员", "clerks", moves=Moves.NEVER)


@requirement("三(一)", sgz.Force.MUST, zh="均持证", en="all are certified")
def all_certified(desk: Desk, case: Case[Any]) -> sgz.Truth:
    return every(desk.clerks, "certified", case)


def test_nobody_is_replaced_in_a_group_that_nobody_joins() -> None:
    rules = sgz.Ruleset("desk", Desk, (all_certified,), zh="窗口", en="Desk", law=sgz.TIANJIN_2021)
    remedies = sgz.assess(rules, Desk(clerks=(Clerk(certified=False), Clerk(certified=True))), on=ON).remedies()
    assert texts(remedies) == ["职员1：考证"]


class TestText:
    def test_a_fact_without_words_for_its_act_is_written_as_a_change(self) -> None:
        change = Change("planned", facts_of(Plan)["planned"], 2, (ValueRange(4, None),))
        act = Act(PLAN, (change,), (has,))
        assert act.text() == "计划数：由“2”改为不少于4"
        assert act.text("en") == "planned: from 2 to at least 4"
        assert act.evidence() is None
        assert change_text(PLAN, change, Language("en")) == "planned: from 2 to at least 4"

    def test_at_most_nothing_is_nothing_and_any_number_is_any(self) -> None:
        headcount = facts_of(sgz.Team)["contracted_headcount"]
        change = Change("contracted_headcount", headcount, 3, (ValueRange(None, 0),))
        assert change_text(sgz.Team(), change, Language("en")) == (
            "workers in the purchase contract: from 3 workers to 0 workers"
        )
        free = Change("contracted_headcount", headcount, 3, (ValueRange(None, None),))
        assert change_text(sgz.Team(), free, Language("zh_CN")).endswith("改为任意数量")

    def test_who_joins_a_group_without_words_meets_what_is_asked(self) -> None:
        joins = Change("workers", evolve_fact("workers", act=None), 0, (ValueRange(2, None),), joins=True)
        assert change_text(sgz.Team(workers=()), joins, Language("zh_CN")) == (
            "驻站社工：增加不少于2名（项），均须符合各项要求"
        )

    def test_a_range_is_written_with_both_ends(self) -> None:
        workers = facts_of(sgz.Team)["workers"]
        joins = Change("workers", workers, 0, (ValueRange(1, 2),), joins=True)
        act = Act(sgz.Team(workers=()), (joins,), (has,))
        assert act.text() == "增配1至2名符合条件的驻站社工"
        assert act.text("en") == "post 1 to 2 more station worker(s) who meet the conditions"

    def test_the_table_has_a_row_for_each_act_fact_and_requirement(self) -> None:
        untrained = evolve(GOOD, trained=False, full_time=None)
        remedies = sgz.check_staffing(team(untrained, UNQUALIFIED), on=date(2024, 3, 1)).remedies()
        frame = remedies.to_frame(locale="en")
        assert frame.columns == ["kind", "step", "way", "path", "text", "by", "evidence", "clauses", "until"]
        assert frame["kind"].to_list() == ["act"] * 3 + ["establish", "beyond"]
        assert frame.row(0)[:4] == ("act", 1, 1, "workers[1].social_work_major")
        assert frame.row(4)[4].startswith("every worker in post passed the training")

    def test_what_could_not_be_settled_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Hurried(Solver):
            def __init__(self) -> None:
                super().__init__(steps=0)

        monkeypatch.setattr("sgzlib.advice.remedies.Solver", Hurried)
        found = sgz.check_staffing(team(UNQUALIFIED, UNQUALIFIED), on=date(2024, 3, 1)).remedies()
        assert {rule.id for rule in found.undecided} == {"staffing.qualified_minimum", "staffing.all_qualified"}
        assert found.complete is False
        assert "undecided ['" in repr(found)
        assert "以下要求的整改方案仅列出部分：\n- 具有社会工作专业资质" in found.render()


def evolve_fact(name: str, **changes: Any) -> Fact[Any]:
    known = facts_of(sgz.Team)[name]
    made = Fact(known.kind, known.zh, known.en, None, **changes)
    made.name = name
    return made


def test_of_many_that_are_alike_what_each_has_to_come_to_is_left_out() -> None:
    worker = sgz.Worker(
        education=sgz.Education.SENIOR_HIGH,
        certificate=sgz.Certificate.ASSISTANT,
        registered=True,
        registration_expires=date(2023, 1, 1),
        continuing_education_hours=10,
    )
    always = sgz.TIANJIN_2021.under(education_due=sgz.EducationDue.ALWAYS)
    (step,) = sgz.check_qualification(worker, on=date(2022, 3, 1), policy=always).remedies().steps
    (act,) = step.ways[0].acts
    texts = [bare_text(act, Language(locale), alike=alike) for alike in (False, True) for locale in ("zh_CN", "en")]
    assert texts == [
        "将本登记期继续教育学时补足至72小时",
        "complete continuing education up to 72 hours",
        "调整本登记期继续教育学时",
        "change the continuing education in this registration period",
    ]


def test_of_many_who_are_replaced_nobody_is_named() -> None:
    fact_of_worker = facts_of(sgz.Worker)["certificate"]
    pair = ("更换驻站社工{member}", "replace {member}")
    texts = [kind_text(fact_of_worker, 3, Language(one), joins=False, replaces=pair) for one in ("zh_CN", "en")]
    assert texts == ["更换驻站社工", "replace the worker"]
