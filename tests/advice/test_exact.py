"""What advice says of every ruleset, held against Z3; and what the first edition got wrong."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any, ClassVar

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import policies
from sgzlib.advice import corrections
from sgzlib.advice.corrections import Corrections
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.propositions import (
    TRUE,
    UNASSIGNED,
    All,
    Any_,
    AtLeast,
    Inequality,
    Literal,
    Moved,
    Proposition,
    Variable,
    conjunction,
)
from sgzlib.advice.relevance import relevance
from sgzlib.advice.satisfiability import Exhausted, Solver
from sgzlib.bridges import strategies
from sgzlib.law.clauses import Force
from sgzlib.law.judging import Judgement

ON = date(2022, 3, 1)
Places = dict[Variable, Any]


class Translated:
    """Propositions in Z3's terms; a day that is moved in steps is left out, and said to be so."""

    def __init__(self) -> None:
        self.left_out = False

    def __call__(self, part: Proposition, at: Places) -> Any:
        match part:
            case Literal():
                place = at[part.variable]
                return z3.Or(*(z3.And(place >= low, place <= high) for low, high in part.ranges))
            case All():
                return z3.And(*(self(one, at) for one in part.content))
            case Any_():
                return z3.Or(*(self(one, at) for one in part.content))
            case AtLeast():
                wanted, parts = part.content
                held: Any = z3.Sum(*(z3.If(self(one, at), 1, 0) for one in parts))
                return held >= wanted
            case Inequality():
                sum_: Any = z3.Sum(*(self._term(monomial, of, at) for monomial, of in part.content))
                return sum_ >= 0
            case _:
                return z3.BoolVal(part is TRUE)

    def _term(self, monomial: tuple[Any, ...], of: int, at: Places) -> Any:
        return prod((self._factor(factor, at) for factor in monomial), start=z3.IntVal(of))

    def _factor(self, factor: Any, at: Places) -> Any:
        if isinstance(factor, Proposition):
            return z3.If(self(factor, at), 1, 0)
        if isinstance(factor, Moved):
            self.left_out = True
            return at[factor.variables[0]]
        # What is not told counts as nothing.
        return z3.If(at[factor] == UNASSIGNED, 0, at[factor])


def place_of(variable: Variable, name: str = "") -> Any:
    return z3.Int(f"{variable.path}/{variable.order}{name}")


def somewhere(variable: Variable, place: Any) -> Any:
    return z3.Or(*(z3.And(place >= low, place <= high) for low, high in variable.ranges))


def used_up(*_: Any) -> Any:
    raise Exhausted


def given_up(search: Corrections, part: Proposition) -> list[frozenset[str]]:
    search.beyond = 0
    return []


def musts(judgement: Judgement[Any, Any]) -> list[Any]:
    return [
        judgement.ruleset.formula(one.path, one.requirement)
        for one in judgement.findings
        if one.force is Force.MUST and not one.requirement.restates
    ]


def decided(*claims: Any) -> bool | None:
    """Ask Z3; None where it does not know within its own steps."""
    solver = z3.Solver()
    solver.set("rlimit", 100_000)
    solver.add(*claims)
    found = solver.check()
    return None if found == z3.unknown else bool(found == z3.sat)


RULESETS = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


def drawn(ruleset: sgz.Ruleset, data: st.DataObject) -> Any:
    subject = data.draw(strategies.subject(ruleset.subject))
    return sgz.assess(ruleset, subject, on=data.draw(strategies.days()), policy=data.draw(policies()))


@RULESETS
@settings(max_examples=12)
@given(st.data())
def test_missing_facts_are_those_of_two_completions_that_differ(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    assessment = drawn(ruleset, data)
    if assessment.verdict is not sgz.UNKNOWN or not assessment.in_force:
        return
    grounder = Grounder(assessment.subject, assessment.case, revising=False)
    whole = conjunction([*grounder.ground(musts(assessment)), *grounder.constraints])
    rules, bounds = conjunction(grounder.ground(musts(assessment))), conjunction(grounder.constraints)
    found = relevance(assessment)
    assert found.undecided == ()
    translated = Translated()
    variables = sorted({*whole.variables, *rules.variables, *bounds.variables}, key=lambda one: one.order)
    for path, mine in grounder.of_path().items():
        one = {variable: place_of(variable) for variable in variables}
        two = {variable: place_of(variable, "'") if variable in mine else at for variable, at in one.items()}
        claims = [
            *(somewhere(variable, at) for variable, at in (*one.items(), *two.items())),
            translated(bounds, one),
            translated(bounds, two),
            translated(rules, one),
            z3.Not(translated(rules, two)),
        ]
        expected = None if translated.left_out else decided(*claims)
        assert expected in {None, path in found.facts}


@RULESETS
@settings(max_examples=8)
@given(st.data())
def test_no_set_of_changes_can_do_without_one_of_them(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    assessment = drawn(ruleset, data)
    if assessment.verdict is True or not assessment.applicable:
        return
    grounder = Grounder(assessment.subject, assessment.case, revising=True)
    for part in grounder.ground(musts(assessment)):
        unknown = [path for path, of in grounder.of_path().items() if any(one.now == UNASSIGNED for one in of)]
        free = frozenset(data.draw(st.sampled_from([(), unknown])))
        search, translated = Corrections(grounder, Solver(), (), free), Translated()
        sets = search.listed(part)
        assert all(facts.isdisjoint(free) for facts in sets)
        variables = sorted(part.variables, key=lambda one: one.order)
        at = {variable: place_of(variable) for variable in variables}
        moved = {path: z3.Bool(f"{path}?") for path in dict.fromkeys(one.path for one in variables)}
        claims = [translated(part, at)]
        for variable, place in at.items():
            claims.append(z3.If(moved[variable.path], somewhere(variable, place), place == variable.now))
        if translated.left_out:
            continue
        for facts in sets:
            fixed = [of if path in facts else z3.Not(of) for path, of in moved.items() if path not in free]
            assert decided(*claims, *fixed) in {None, True}
        # Nothing does of which no set that was found is a part.
        if search.beyond is None:
            others = [z3.Or(*(z3.Not(moved[path]) for path in facts)) for facts in sets]
            assert decided(*claims, *others) in {None, False}


class TestWhatTheFirstEditionGotWrong:
    LINE = sgz.FundedLine(
        category=sgz.ExpenseCategory.PERSONNEL, fields=(sgz.FundingField.DISABILITY,), paid=Decimal(1000)
    )

    def test_the_amount_of_a_line_decides(self) -> None:
        plan = sgz.FundingPlan(year=2021, lines=(self.LINE,), payments=())
        assessment = sgz.check_funding(plan, on=ON)
        assert assessment.verdict is sgz.UNKNOWN
        assert assessment.missing == ("sources", "lines[0].amount")

    def test_one_of_two_unknown_plans_can_settle_it(self) -> None:
        first, _, *others = sgz.District
        plans = (sgz.DistrictPlan(district=of, year=2021, built_stations=2) for of in others)
        rollout = sgz.Rollout(plans=(sgz.DistrictPlan(district=first, year=2021), *plans), started_on=date(2021, 6, 1))
        questions = sgz.check_rollout(rollout, on=ON).questions()
        # The second district's plan was not given, and stands at the end.
        asked = ("plans[0].built_stations", f"plans[{len(sgz.District) - 1}].built_stations")
        assert {q.path: q.settles for q in questions} == dict.fromkeys(asked, Fraction(1, 2))


class TestOfSize:
    """The searches that once took minutes end within their steps, and leave nothing open."""

    WORKER = sgz.Worker(
        education=sgz.Education.DOCTOR,
        social_work_major=False,
        certificate=sgz.Certificate.NONE,
        registered=True,
        registration_expires=date(2050, 1, 1),
        continuing_education_hours=1000,
        contracted=True,
        full_time=True,
        trained=True,
        posted_on=date(2021, 7, 23),
    )
    DATES: ClassVar[dict[str, Any]] = {
        "contracted_headcount": 2,
        "project_started_on": date(2021, 7, 23),
        "contract_signed_on": date(2021, 7, 23),
        "service_started_on": date(2021, 8, 1),
        "posted_in_full_on": date(2021, 7, 30),
    }

    def test_thirty_workers_of_whom_none_is_qualified(self) -> None:
        team: Any = sgz.Team(workers=(self.WORKER,) * 30, **self.DATES)
        for on, steps, ways in ((ON, 1, 4), (date(2024, 3, 1), 30, 3)):
            remedies = sgz.check_staffing(team, on=on).remedies()
            assert (len(remedies.steps), len(remedies.steps[0].ways), remedies.complete) == (steps, ways, True)

    def test_twenty_workers_of_whom_nothing_is_known(self) -> None:
        assessment = sgz.check_staffing(sgz.Team(workers=(sgz.Worker(),) * 20), on=ON)
        assert len(assessment.missing) == 5 + 20 * 10
        assert assessment.undecided == ()

    @pytest.mark.parametrize("posted_on", [None, date(2021, 9, 1)])
    def test_a_name_that_no_rule_asks_for_keeps_nobody_apart(self, posted_on: date | None) -> None:
        names = [f"员{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
        teams = [
            sgz.Team(workers=tuple(sgz.Worker(name=name, posted_on=posted_on) for name in each))
            for each in (names, [None] * len(names))
        ]
        named, unnamed = (relevance(sgz.check_staffing(team, on=ON)) for team in teams)
        assert named == unnamed
        assert len(named.facts) == 5 + 20 * (10 if posted_on is None else 9)
        assert named.undecided == ()

    def test_workers_who_are_alike_are_asked_about_as_two(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sgzlib.advice.relevance.MOST_STEPS", 200)
        own = sgz.TIANJIN_2021.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
        assessment = sgz.check_staffing(sgz.Team(workers=(sgz.Worker(),) * 20), on=date(2023, 9, 1), policy=own)
        assert assessment.undecided == ()

    def test_more_sets_than_can_be_listed_are_said_to_be_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        team: Any = sgz.Team(workers=(self.WORKER,) * 30, **self.DATES)
        monkeypatch.setattr(corrections, "_MOST_SETS", 10)
        remedies = sgz.check_staffing(team, on=ON).remedies()
        assert [of.id for of in remedies.undecided] == ["staffing.qualified_minimum"]
        assert remedies.complete is False
        assert "Options may be incomplete for:" in remedies.render("en")
        assert repr(remedies) == "<Remedies staffing: 1 step, 30 in time, undecided ['staffing.qualified_minimum']>"

    def test_what_was_found_is_listed_though_ways_may_be_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        whole = Corrections.listed

        def cut(search: Corrections, part: Proposition) -> list[frozenset[str]]:
            found = whole(search, part)
            search.beyond = 2
            return found

        monkeypatch.setattr(Corrections, "listed", cut)
        remedies = sgz.check_staffing(sgz.Team(workers=(self.WORKER,) * 2, **self.DATES), on=ON).remedies()
        (step,) = remedies.steps
        assert (len(step.ways), step.complete, remedies.complete) == (4, False, False)

    def test_one_way_is_listed_of_which_nothing_can_be_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        team: Any = sgz.Team(workers=(self.WORKER,) * 3, **self.DATES)
        monkeypatch.setattr(Corrections, "listed", given_up)
        remedies = sgz.check_staffing(team, on=ON).remedies()
        (step,) = remedies.steps
        assert (step.complete, [of.id for of in remedies.undecided]) == (False, ["staffing.qualified_minimum"])
        assert [len(way.acts) for way in step.ways if not way.acts[0].replaces] == [1]
        monkeypatch.setattr(Corrections, "one", used_up)
        assert sgz.check_staffing(team, on=ON).remedies().steps == ()

    def test_a_search_says_that_its_steps_are_used_up(self) -> None:
        grounder = Grounder(
            sgz.Team(workers=(sgz.Worker(),) * 3), sgz.check_staffing(sgz.Team(), on=ON).case, revising=False
        )
        whole = conjunction(grounder.ground(musts(sgz.check_staffing(sgz.Team(), on=ON))))
        with pytest.raises(Exhausted, match=r"^$"):
            Solver(steps=1).satisfiable(whole)
