"""Questions are the missing facts and no others, and how decisive each is, is held against trying every answer."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import leaves, policies, possible, put, spelled
from sgzlib.advice import relevance
from sgzlib.advice.changes import member_of
from sgzlib.advice.grounding import Grounder
from sgzlib.advice.questions import _answers
from sgzlib.bridges import strategies
from sgzlib.law import COUNT, YES_NO, Case, Fact, fact, subject
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import size
from sgzlib.law.tracing import facts_used
from sgzlib.law.truth import ends_with
from sgzlib.tianjin.policy import requirement
from test_coverage_of_rules import TEAM, WORKER
from wording import fact_words, requirement_text

ON = date(2022, 3, 1)
EVERY_RULESET = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
SINGLE = [
    "qualification",
    "purchaser",
    "contractor",
    "premises",
    "catalogue",
    "management",
    "plan",
    "renewal",
    "contract",
]


@EVERY_RULESET
@settings(max_examples=8)
@given(st.data())
def test_they_are_the_missing_facts_with_the_most_decisive_first(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    subject = data.draw(strategies.subject(ruleset.subject))
    assessment = sgz.assess(ruleset, subject, on=data.draw(strategies.days()), policy=data.draw(policies()))
    questions = assessment.questions()
    asked = {question.path for question in questions}
    # The contract's days say how many years it runs.
    assert asked | {"years"} == {*assessment.missing, *assessment.undecided, "years"}
    assert ("years" in assessment.missing) <= ("years" in asked or {"first_day", "last_day"} <= asked)
    # Member by member, the one with the most decisive question first.
    for member, theirs in by_member(questions).items():
        assert member
        assert [q.settles for q in theirs] == sorted((q.settles for q in theirs), reverse=True)
    most = [theirs[0].settles for theirs in by_member(questions).values()]
    assert most == sorted(most, reverse=True) or assessment.undecided
    for question in questions:
        assert question.ask() != question.ask("en")
        assert question.ask().endswith("？")
        assert question.ask("en").endswith("?")
        assert question.why()
        assert question.by
        assert question.evidence() or question.path.endswith(("jurisdiction", "district"))
        assert 0 <= question.settles <= 1
        assert question.clauses
        assert question.zh
        assert question.en


def by_member(questions: Iterable[sgz.Question]) -> dict[str, list[sgz.Question]]:
    found: dict[str, list[sgz.Question]] = {}
    for question in questions:
        found.setdefault(member_of(question.path) or question.path, []).append(question)
    # A member whose questions did not stand together would be in the order of its first one alone.
    assert [question.path for theirs in found.values() for question in theirs] == [one.path for one in questions]
    return found


@pytest.mark.parametrize("name", SINGLE)
@settings(max_examples=4)
@given(st.data())
def test_how_decisive_one_is_comes_from_trying_every_answer(name: str, data: st.DataObject) -> None:
    ruleset = sgz.RULESETS[name]
    subject, on = data.draw(strategies.subject(ruleset.subject)), data.draw(strategies.days())
    policy = data.draw(policies())
    check_exact(ruleset, subject, on, policy)


@settings(max_examples=6)
@given(st.data())
def test_how_decisive_one_is_in_a_team_comes_from_trying_every_answer(data: st.DataObject) -> None:
    gaps: list[dict[str, Any]] = [
        {},
        {"certificate": None, "social_work_major": False},
        {"registration_expires": None},
        {"full_time": None},
        {"contracted": None, "registered": False},
        {"posted_on": None},
    ]
    evolve: Any = attrs.evolve
    workers = [evolve(WORKER, **data.draw(st.sampled_from(gaps))) for _ in range(data.draw(st.integers(1, 2)))]
    team = evolve(TEAM, workers=workers, contracted_headcount=data.draw(st.none() | st.integers(1, 2)))
    check_exact(sgz.STAFFING, team, data.draw(st.sampled_from([ON, date(2024, 3, 1)])), data.draw(policies()))


def check_exact(ruleset: sgz.Ruleset, subject: Any, on: date, policy: sgz.Policy) -> None:
    """Hold how decisive each question is against trying every answer to it."""
    facts = {spelled(path): (path, fact) for path, fact in leaves(subject)}
    for question in sgz.assess(ruleset, subject, on=on, policy=policy).questions():
        path, fact = facts[question.path]
        effects = set()
        for value in possible(fact.kind, subject, on, policy):
            try:
                answered = put(subject, path, value)
            except sgz.SgzlibError:  # what the class refuses is no answer
                continue
            after = sgz.assess(ruleset, answered, on=on, policy=policy)
            musts = tuple(str(finding.holds) for finding in after.findings if finding.force is sgz.Force.MUST)
            # That nothing binds settles it too: no further fact is missing.
            effects.add((str(after.verdict) if after.applicable else "nothing binds", musts))
        settled = [effect for effect in effects if effect[0] != str(sgz.UNKNOWN)]
        assert question.settles == Fraction(len(settled), len(effects))


class TestOneQuestion:
    def test_it_is_a_sentence_with_why_who_knows_where_to_look_and_what_it_decides(self) -> None:
        signed = date(2021, 7, 23)
        worker = sgz.Worker(name="王芳", posted_on=date(2021, 8, 2), contracted=True, full_time=True)
        team = sgz.Team(workers=(worker,), contracted_headcount=1, contract_signed_on=signed)
        trained = next(q for q in sgz.check_staffing(team, on=ON).questions() if q.path.endswith("trained"))
        assert trained.ask() == f"王芳：{fact_words(sgz.Worker, 'trained', 'ask')}"
        assert trained.ask("en") == f"王芳: {fact_words(sgz.Worker, 'trained', 'ask', 'en')}"
        assert trained.why() == (f"五（四） {requirement_text('staffing.training')}",)
        assert (trained.by, trained.evidence()) == (
            (sgz.Actor.CONTRACTOR,),
            fact_words(sgz.Worker, "trained", "evidence"),
        )
        assert trained.decides() == (f"否 → {sgz.STAFFING.no[0]}", "是 → 还须核实其他信息")
        assert trained.decides("en") == ("no → does not comply", "yes → depends on other facts")

    def test_an_answer_that_decides_nothing_alone_is_not_said_to(self) -> None:
        questions = {q.path: q for q in sgz.check_qualification(sgz.Worker(), on=ON).questions()}
        assert questions["social_work_major"].decides() == ()

    def test_it_has_the_numbers_of_the_law_in_its_words(self) -> None:
        hours = next(q for q in sgz.inputs_of(sgz.QUALIFICATION) if q.unit)
        assert "72" in hours.why("en")[0]
        assert hours.decides() == ()
        lawless = next(iter(sgz.inputs_of(attrs.evolve(sgz.QUALIFICATION, law=None))))
        assert "{" not in lawless.ask()
        assert lawless.why()

    def test_a_fact_without_a_question_of_its_own_is_asked_by_its_label(self) -> None:
        rules = sgz.Ruleset("hall", Hall, (lit_and_wide,), zh="礼堂", en="Hall", law=sgz.TIANJIN_2021)
        width, lit = sorted(sgz.assess(rules, Hall(), on=ON).questions(), key=lambda one: one.path, reverse=True)
        assert (width.ask(), width.ask("en")) == ("宽度是什么？", "width: what is the value?")
        assert (lit.ask(), lit.ask("en")) == ("有灯光：是或否？", "lit: yes or no?")
        assert lit.evidence() is None
        assert lit.to_dict()["evidence"] is None
        # Nobody is named who must act, and nothing that shows it.
        assert "责任单位" not in lit.to_html()
        assert "佐证材料" not in lit.to_html()

    def test_it_is_enough_to_build_a_form_from(self) -> None:
        always = sgz.TIANJIN_2021.under(education_due=sgz.EducationDue.ALWAYS)
        found = sgz.check_qualification(sgz.Worker(), on=ON, policy=always).questions()
        questions = {q.path: q for q in found}
        hours, education = questions["continuing_education_hours"], questions["education"]
        assert (hours.zh, hours.type, hours.unit) == ("本登记期继续教育学时", "hours", ("小时", "hours"))
        assert hours.allowed == ("数字，最多保留6位小数，如“96”", "a number, with at most 6 decimals, such as 96")
        assert education.options == tuple(sgz.Education)
        assert [clause.locator for clause in education.clauses] == ["三(二)"]
        assert hours.options == ()

    def test_of_an_unknown_group_the_first_answer_is_how_many(self) -> None:
        signed = sgz.Team(contract_signed_on=date(2021, 7, 23), project_started_on=date(2021, 7, 23))
        questions = {q.path: q for q in sgz.check_staffing(signed, on=ON).questions()}
        assert questions["workers"].type == "many"
        assert questions["workers"].settles == Fraction(1, 2)

    def test_a_fact_of_a_member_and_of_a_part_has_its_whole_path(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(),), contracted_headcount=1)
        station = sgz.Station(first_batch=True, team=team)
        questions = {q.path: q for q in sgz.check_station(station, on=ON).questions()}
        assert questions["team.workers[0].full_time"].en == "team · Station worker 1 · full-time"
        assert questions["premises.printer"].settles == Fraction(1, 2)

    def test_an_amount_is_asked_for_on_either_side_of_what_the_sum_has_to_reach(self) -> None:
        policy = sgz.TIANJIN_2021.under(annual_target=sgz.AnnualTarget.FLOOR, main_categories=sgz.MainCategories.CLOSED)
        line = sgz.BudgetLine(quantity=1)
        questions = sgz.check_budget(sgz.Budget(lines=(line,), stations=1, years=1), on=ON, policy=policy).questions()
        assert {q.path: q.settles for q in questions}["lines[0].unit_price"] == Fraction(1, 2)

    def test_answers_that_decide_nothing_but_the_verdict_count_apart(self) -> None:
        worker = sgz.Worker(social_work_major=False, certificate_passed_on=date(2018, 6, 17))
        questions = sgz.check_qualification(worker, on=ON).questions()
        # Of three ends of a registration one leaves the verdict open, though no requirement tells it from another.
        assert {question.path: question.settles for question in questions} == {
            "registration_expires": Fraction(2, 3),
            "certificate": Fraction(1, 2),
            "registered": Fraction(1, 2),
        }

    def test_a_text_and_several_labels_can_settle_it(self) -> None:
        questions = {q.path: q.settles for q in sgz.check_sign(sgz.Sign(), on=ON).questions()}
        assert (questions["name"], questions["emblems"]) == (Fraction(1, 2), Fraction(1, 2))


@subject
class Hall:
    """A hall of which two things are asked (礼堂)."""

    width: Fact[int] = fact(COUNT, "宽度", "width")
    lit: Fact[bool] = fact(YES_NO, "有灯光", "lit")


@requirement("三(一)", sgz.Force.MUST, zh="亮而宽", en="lit and wide")
def lit_and_wide(hall: Hall, case: Case[Any]) -> sgz.Truth:
    return hall.lit & (hall.width >= case.law.minimum_qualified)


@EVERY_RULESET
class TestInputs:
    @settings(max_examples=10)
    @given(st.data())
    def test_no_finding_looks_at_a_fact_that_is_not_listed(self, ruleset: sgz.Ruleset, data: st.DataObject) -> None:
        listed = {question.path for question in sgz.inputs_of(ruleset)}
        subject = data.draw(strategies.subject(ruleset.subject))
        assessment = sgz.assess(ruleset, subject, on=data.draw(strategies.days()), policy=data.draw(policies()))
        for path in assessment.missing:
            assert re.sub(r"\[\d+\]", "[]", path) in listed

    def test_each_says_where_it_is_asked_and_what_it_takes(self, ruleset: sgz.Ruleset) -> None:
        for question in sgz.inputs_of(ruleset):
            assert question.clauses
            assert question.zh != question.en
            assert all(question.allowed)


def test_inputs_name_the_facts_that_a_rule_looks_at() -> None:
    worker: Any = sgz.Worker()
    case = Case(ON, sgz.TIANJIN_2021)
    for rule in sgz.QUALIFICATION.requirements:
        asked = {q.path for q in sgz.inputs_of(sgz.QUALIFICATION) if rule in q.requirements}
        assert set(facts_used(rule.formula(sgz.Worker), worker, case)) <= asked


@requirement("四(一)", sgz.Force.MUST, zh="以此结尾", en="ends so")
def ending(contractor: sgz.Contractor, case: Case[Any]) -> sgz.Truth:
    return ends_with(contractor.credit_code, "x")


def test_an_answer_that_the_fact_refuses_is_no_answer() -> None:
    codes = sgz.Ruleset("codes", sgz.Contractor, (ending,), zh="代码", en="Codes", law=sgz.TIANJIN_2021)
    (question,) = sgz.assess(codes, sgz.Contractor(), on=ON).questions()
    assert question.path == "credit_code"
    assert question.settles == Fraction(0)


def test_members_unknown_alike_are_as_decisive_as_one_another() -> None:
    found = sgz.check_staffing(sgz.Team(workers=(sgz.Worker(),) * 2, contracted_headcount=2), on=ON).questions()
    settles = {question.path: question.settles for question in found}
    assert len(settles) == 24
    for path, share in settles.items():
        assert settles[path.replace("[0]", "[1]")] == share


def test_more_members_than_can_be_tried_are_left_out_of_how_decisive_a_group_is() -> None:
    def tried(low: int) -> int:
        grounder = Grounder(sgz.Team(), Case(ON, sgz.TIANJIN_2021), revising=False)
        grounded = grounder.ground([record(lambda team, case: size(team.workers) >= low, sgz.Team, sgz.Policy)])
        return len(list(_answers(grounder.of_path()["workers"][0], grounded)))

    assert (tried(60), tried(61)) == (2, 1)


class TestASubjectWithVeryManyUnknownFacts:
    """More unknown facts than are searched: all of them are undecided, and asked without trying answers."""

    TEAM = sgz.Team(workers=tuple(sgz.Worker(posted_on=date(2021, 9, 1)) for _ in range(3)))

    def test_all_that_the_rules_ask_for_is_undecided(self, monkeypatch: pytest.MonkeyPatch) -> None:
        searched = sgz.check_staffing(self.TEAM, on=ON)
        monkeypatch.setattr(relevance, "MOST_FACTS", 10)
        assessment = sgz.check_staffing(self.TEAM, on=date(2022, 3, 2))
        assert assessment.missing == ()
        assert set(searched.missing) <= set(assessment.undecided)
        assert {"contract_signed_on", "workers[2].registered"} < set(assessment.undecided)
        assert "workers[0].posted_on" not in assessment.undecided

    def test_each_is_asked_with_its_requirements(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sgzlib.advice.questions.MOST_FACTS", 10)
        assessment = sgz.check_staffing(self.TEAM, on=ON)
        asked = {question.path: question for question in assessment.questions()}
        assert set(assessment.missing) <= set(asked)
        registered = asked["workers[1].registered"]
        assert registered.fact.name == "registered"
        assert (float(registered.settles), registered.answers) == (0.0, ())
        assert "staffing.all_qualified" in {requirement.id for requirement in registered.requirements}

    def test_no_more_answers_are_tried_than_a_call_may_take(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assessment = sgz.check_staffing(self.TEAM, on=ON)
        tried = {question.path: question.answers for question in assessment.questions()}
        monkeypatch.setattr("sgzlib.advice.questions._MOST_TRIED", 0)
        untried = assessment.questions()
        assert {question.path for question in untried} == set(tried)
        assert any(tried.values())
        assert {(float(question.settles), question.answers) for question in untried} == {(0.0, ())}

    def test_the_bound_is_said(self) -> None:
        said: Any = sgz.Assessment.undecided.__doc__
        assert f"{relevance.MOST_FACTS:,}" in said
