"""A requirement cannot be written without a clause, without its texts, or with a number of its own."""

import copy
import pickle
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from sgzlib import (
    NOTICE,
    PREMISES,
    RULESETS,
    TIANJIN_2021,
    UNKNOWN,
    Actor,
    Certificate,
    Contractor,
    Force,
    InvalidType,
    InvalidValue,
    Requirement,
    Ruleset,
    Status,
    Team,
    Worker,
    assess,
    check_qualification,
    interchange,
    vectors,
)
from sgzlib.law import Case
from sgzlib.law.facts import StandIn, facts_of
from sgzlib.law.formula import readings_in
from sgzlib.law.judging import status_of
from sgzlib.law.tracing import numbers_in
from sgzlib.prose.explain import subject_of
from sgzlib.tianjin.policy import requirement, yes_or_no
from sgzlib.tianjin.readings import UsualHeadcount

ON = date(2022, 3, 1)
REQUIREMENTS = [
    pytest.param(ruleset, rule, id=f"{name}/{rule.id}")
    for name, ruleset in RULESETS.items()
    for rule in ruleset.requirements
]


def declare(clause: str = "三(一)", force: Any = Force.MUST, zh: str = "甲", en: str = "a") -> Requirement:
    @requirement(clause, force, zh=zh, en=en)
    def rule(worker: Any, case: Any) -> Any:
        return worker.registered

    return rule


class TestDeclaring:
    def test_the_id_is_the_module_and_the_function(self) -> None:
        assert declare().id == "test_requirement.rule"

    def test_a_clause_that_the_notice_does_not_have_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"'八\(一\)' .*one of the notice's clauses"):
            declare(clause="八(一)")

    @pytest.mark.parametrize(("zh", "en"), [("", "a"), ("甲", ""), ("不少于2名", "a"), ("甲", "at least 2")])
    def test_a_text_left_empty_or_with_digits_is_refused(self, zh: str, en: str) -> None:
        with pytest.raises(InvalidValue, match=r"requirement\.(zh|en): .*text without digits"):
            declare(zh=zh, en=en)

    def test_a_text_may_name_numbers_of_the_policy(self) -> None:
        assert declare(zh="{minimum_qualified} 名").zh == "{minimum_qualified} 名"

    @pytest.mark.parametrize("force", ["registration_scope", "no_such_reading"])
    def test_a_force_is_a_force_or_a_reading_that_decides_one(self, force: str) -> None:
        with pytest.raises(InvalidValue, match=rf"requirement\.force: '{force}' .*usual_headcount"):
            declare(force=force)

    @pytest.mark.parametrize("where", ["rule", "applies", "due"])
    def test_a_number_of_its_own_is_refused(self, where: str) -> None:
        def numbered(worker: Any, case: Case[Any]) -> Any:
            return worker.continuing_education_hours >= 72

        def plain(worker: Any, case: Case[Any]) -> Any:
            return worker.registered

        rules = {"applies": plain, "due": plain} | ({where: numbered} if where != "rule" else {})
        with pytest.raises(
            InvalidValue, match=r"\.(numbered|plain) \(test_requirement\.py:\d+\): 72 .*or day of case\.law"
        ):
            requirement("三(二)", Force.MUST, zh="甲", en="a", applies=rules["applies"], due=rules["due"])(
                numbered if where == "rule" else plain
            )

    def test_what_python_writes_for_annotations_is_not_the_authors(self) -> None:
        def outer(worker: Any, case: Case[Any]) -> Any:
            def __annotate__(form: int) -> bool:  # noqa: N807 - as Python 3.14 names it
                return form > 2

            return worker.registered

        assert requirement("三(二)", Force.MUST, zh="甲", en="a")(outer).holds is outer

    def test_a_number_hidden_in_an_inner_function_is_refused(self) -> None:
        def outer(worker: Any, case: Case[Any]) -> Any:
            def inner() -> Any:
                return worker.continuing_education_hours >= 1.0

            return inner()

        with pytest.raises(InvalidValue, match=r"test_requirement\.outer \(test_requirement\.py:\d+\): 1\.0 "):
            requirement("三(二)", Force.MUST, zh="甲", en="a")(outer)

    def test_zero_and_one_are_no_numbers_of_a_notice(self) -> None:
        @requirement("三(二)", Force.MUST, zh="甲", en="a")
        def rule(worker: Any, case: Case[Any]) -> Any:
            return (worker.continuing_education_hours >= 0) | (worker.certificate >= 1)

        assert rule.holds(Worker(continuing_education_hours=1), Case(ON, TIANJIN_2021)) is True


registered = yes_or_no("registered", "三(二)", Force.SHOULD, by=Actor.STREET, zh="已登记", en="is registered")
contracts = yes_or_no("contracts", "三(二)", Force.MUST, fact="contracted", zh="已签订合同", en="has a contract")


class TestOneYesOrNoFact:
    def test_it_holds_where_the_fact_does(self) -> None:
        case = Case(ON, TIANJIN_2021)
        assert [registered.holds(Worker(registered=truth), case) for truth in (True, False, None)] == [
            True,
            False,
            UNKNOWN,
        ]

    def test_its_id_is_the_module_and_the_name(self) -> None:
        assert (registered.id, contracts.id) == ("test_requirement.registered", "test_requirement.contracts")
        assert (registered.clause, registered.force, registered.by) == (NOTICE["三(二)"], Force.SHOULD, (Actor.STREET,))

    def test_the_fact_may_have_another_name(self) -> None:
        assert contracts.holds(Worker(contracted=False), Case(ON, TIANJIN_2021)) is False

    def test_it_says_the_same_as_a_function_that_returns_the_fact(self) -> None:
        assert registered.formula(Worker) == declare().formula(Worker)

    def test_it_binds_and_is_due_as_it_says(self) -> None:
        due = yes_or_no(
            "trained",
            "三(二)",
            Force.MUST,
            applies=lambda worker, _: worker.full_time,
            due=lambda worker, _: worker.posted_on,
            source="education-2009",
            alone=("甲", "a"),
            zh="已培训",
            en="is trained",
        )
        assert (due.source, due.alone) == (NOTICE.references["education-2009"], ("甲", "a"))
        case, late = Case(ON, TIANJIN_2021), date(2022, 2, 28)
        answers = [
            status_of(due, Worker(trained=False, full_time=full_time, posted_on=posted_on), case)[0]
            for full_time, posted_on in ((False, late), (True, late), (True, ON))
        ]
        assert answers == [Status.NOT_APPLICABLE, Status.VIOLATED, Status.NOT_DUE]

    def test_a_fact_that_is_no_yes_or_no_is_refused(self) -> None:
        hours = yes_or_no("continuing_education_hours", "三(二)", Force.MUST, zh="甲", en="a")
        with pytest.raises(
            InvalidType, match=r"test_requirement\.continuing_education_hours: .*a rule that gives a Truth"
        ):
            Ruleset("hours", Worker, (hours,), zh="甲", en="a")

    def test_a_number_of_its_own_is_refused(self) -> None:
        def late(worker: Any, case: Case[Any]) -> Any:
            return worker.continuing_education_hours >= 72

        with pytest.raises(InvalidValue, match=r"\.registered \(test_requirement\.py:\d+\): 72 .*or day of case\.law"):
            yes_or_no("registered", "三(二)", Force.MUST, applies=late, zh="甲", en="a")

    def test_it_travels_by_the_name_that_the_module_gives_it(self) -> None:
        rule = PREMISES.requirements[0]
        assert rule.id == "premises.office"
        assert pickle.loads(pickle.dumps(rule)) is rule  # noqa: S301 - our own bytes

    def test_its_subject_is_the_class_of_its_module_that_has_the_fact(self) -> None:
        assert subject_of(contracts) is Worker

    def test_a_fact_of_no_class_or_of_several_has_no_one_subject(self) -> None:
        ventilated = yes_or_no("ventilated", "三(二)", Force.MUST, zh="甲", en="a")
        assert {"registered"} <= {*facts_of(Worker)} & {*facts_of(Contractor)}
        for rule in (ventilated, registered):
            with pytest.raises(InvalidType, match="the class as `subject`"):
                subject_of(rule)


@pytest.mark.parametrize(("ruleset", "rule"), REQUIREMENTS)
def test_every_rule_of_the_library_names_its_subject(ruleset: Ruleset, rule: Requirement) -> None:
    if not rule.restates:
        assert issubclass(ruleset.subject, subject_of(rule))


class TestForce:
    def test_a_reading_may_decide_it(self) -> None:
        rule = declare(force="usual_headcount")
        assert rule.force_under(TIANJIN_2021) is Force.SHOULD
        assert rule.force_under(TIANJIN_2021.under(usual_headcount=UsualHeadcount.LIMIT)) is Force.MUST


class TestRulesets:
    def test_a_requirement_is_there_by_its_id_also_in_a_part(self) -> None:
        rule = RULESETS["qualification"]["qualification.credential"]
        assert rule.id == "qualification.credential"
        assert RULESETS["station"]["premises.printer"] is RULESETS["premises"]["premises.printer"]

    def test_an_id_that_no_requirement_has_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(InvalidValue, match=r"Ruleset qualification: 'id' .* one of qualification\.credential, "):
            RULESETS["qualification"]["id"]

    def test_ids_do_not_repeat(self) -> None:
        with pytest.raises(InvalidValue, match=r"Ruleset twice: \['test_requirement\.rule'\] .*ids that differ"):
            Ruleset("twice", Worker, (declare(), declare()), zh="甲", en="a")

    def test_adding_gives_a_larger_ruleset_and_leaves_the_first(self) -> None:
        one = Ruleset("one", Worker, (declare(),), zh="甲", en="a")
        more = RULESETS["qualification"] + one
        assert [rule.id for rule in more.requirements][-1] == "test_requirement.rule"
        assert (RULESETS["qualification"] + declare()).requirements[:-1] == RULESETS["qualification"].requirements

    def test_a_part_of_one_holds_only_what_was_asked_for_in_the_rulesets_order(self) -> None:
        part = RULESETS["qualification"].only("qualification.registration", "qualification.credential")
        assert [rule.id for rule in part.requirements] == ["qualification.credential", "qualification.registration"]
        assert RULESETS["staffing"].only("staffing.posting").implied is None

    def test_what_follows_from_the_requirements_stays_where_a_change_asks_the_same(self) -> None:
        staffing = RULESETS["staffing"]
        # The facts that are unknown may meet each requirement, and not all of them.
        case = next(
            case
            for case in vectors.cases("staffing")
            if case.verdict is False and {"VIOLATED", "UNMET"}.isdisjoint(case.statuses.values())
        )
        team = interchange.load(Team, case.facts)
        worded = staffing.replace("staffing.training", zh="岗前培训", en="training")
        wish = attrs.evolve(staffing.requirements[-1], id="wish", force=Force.SHOULD)
        for same in (staffing, worded):
            assert assess(same, team, on=case.on).verdict is False
        assert worded.implied is (staffing + wish - wish.id).implied is staffing.implied
        for other in (
            staffing.replace("staffing.training", force=Force.SHOULD),
            staffing - "staffing.training",
        ):
            assert other.implied is None

    def test_a_requirement_that_it_does_not_hold_cannot_be_asked_for(self) -> None:
        with pytest.raises(InvalidValue, match=r"'staffing\.posting' 不可用，应为qualification\.credential、"):
            RULESETS["qualification"].only("staffing.posting")

    def test_an_absent_subject_is_one_of_which_nothing_is_known(self) -> None:
        assert RULESETS["qualification"].meets(UNKNOWN, Case(ON, TIANJIN_2021)) is UNKNOWN

    @pytest.mark.parametrize("registered", [True, False, UNKNOWN])
    def test_whatever_has_the_facts_of_a_subject_is_judged_as_it(self, registered: Any) -> None:
        passed: Any = {
            "certificate": Certificate.SOCIAL_WORKER,
            "certificate_passed_on": date(2019, 8, 1),
            "social_work_major": False,
        }
        worker = Worker(**passed, registered=registered, registration_expires=date.max)
        facts = StandIn(Worker, lambda name, _: getattr(worker, name))
        ruleset, case = RULESETS["qualification"] - "qualification.continuing_education", Case(ON, TIANJIN_2021)
        assert ruleset.meets(facts, case) is ruleset.meets(worker, case) is registered

    def test_only_the_musts_are_to_be_met(self) -> None:
        wish = Ruleset("wish", Worker, (declare(force=Force.SHOULD),), zh="甲", en="a")
        for worker in (Worker(registered=False), SimpleNamespace(registered=False)):
            assert wish.meets(worker, Case(ON, TIANJIN_2021)) is True


class TestCase:
    @pytest.mark.parametrize("on", [datetime(2022, 3, 1), "2022-03-01", None, 20220301])  # noqa: DTZ001 - a wrong value
    def test_the_day_is_a_plain_date(self, on: Any) -> None:
        with pytest.raises(InvalidType, match=r"^on: .*a datetime\.date without a time"):
            check_qualification(Worker(), on=on)

    def test_the_policy_is_a_policy(self) -> None:
        with pytest.raises(InvalidType, match=r"^policy: 'x' .*a Law or a History"):
            check_qualification(Worker(), on=ON, policy="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_one_of_a_part_can_be_compared_with_one_of_no_known_whole(self) -> None:
        alone, inside = Case(ON, TIANJIN_2021), Case(ON, TIANJIN_2021, whole=Worker())
        assert alone != inside
        assert alone == Case(ON, TIANJIN_2021)
        assert inside == Case(ON, TIANJIN_2021, whole=Worker())

    def test_the_day_has_no_default(self) -> None:
        with pytest.raises(TypeError, match="'on'"):
            check_qualification(Worker())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    def test_another_kind_of_subject_is_refused(self) -> None:
        with pytest.raises(InvalidType, match=r"assess\(qualification\): 'x' .*a Worker"):
            assess(RULESETS["qualification"], "x", on=ON)


@pytest.mark.parametrize(("ruleset", "rule"), REQUIREMENTS)
class TestEveryRequirementOfTheLibrary:
    def test_it_has_a_clause_of_the_notice_and_says_who_must_act(self, ruleset: Ruleset, rule: Requirement) -> None:
        assert rule.clause in NOTICE.clauses
        assert rule.by
        assert all(isinstance(actor, Actor) for actor in rule.by)

    def test_its_id_opens_with_the_group_that_it_stands_in(self, ruleset: Ruleset, rule: Requirement) -> None:
        assert rule.id.partition(".")[0] in {*RULESETS, "rollout"}

    def test_the_numbers_and_readings_that_it_uses_are_fields_of_the_policy(
        self, ruleset: Ruleset, rule: Requirement
    ) -> None:
        fields = {field.name for field in attrs.fields(type(TIANJIN_2021))} | {"in_force_from"}
        formula = ruleset.formula("", rule)
        assert {*numbers_in(formula), *readings_in(formula)} <= fields

    def test_it_cites_a_document_that_the_notice_relies_on_or_none(self, ruleset: Ruleset, rule: Requirement) -> None:
        assert rule.source is None or NOTICE.references[rule.source.id] is rule.source


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))
def test_requirements_stand_in_the_order_of_the_notice(ruleset: Ruleset) -> None:
    places = [NOTICE.order(rule.clause.locator) for rule in ruleset.requirements]
    assert places == sorted(places)


@pytest.mark.parametrize("reading", TIANJIN_2021.readings.values(), ids=list(TIANJIN_2021.readings))
def test_every_reading_is_a_question_in_both_languages_with_its_clause_and_default(reading: Any) -> None:
    assert reading.clause in NOTICE.clauses
    assert reading.question
    assert reading.question_en.endswith("?")
    assert getattr(TIANJIN_2021, reading.id) is reading.default is reading.options[0]
    assert len(reading.options) >= 2


def lenient(worker: Worker, case: Case[Any]) -> Any:
    return worker.registered | (worker.continuing_education_hours >= 0)


CHANGED = [
    attrs.evolve(RULESETS["qualification"].requirements[1], force=Force.SHOULD),
    attrs.evolve(RULESETS["qualification"].requirements[1], id="mine.registration", holds=lenient),
]


class TestCopying:
    """A requirement travels as what it is: with what was changed of it, and without what it was made from."""

    @pytest.mark.parametrize("rule", CHANGED, ids=["force", "rule"])
    @pytest.mark.parametrize("travelled", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301 - our own bytes
    def test_a_changed_one_keeps_its_changes_and_its_verdict(self, rule: Requirement, travelled: Any) -> None:
        ruleset = attrs.evolve(RULESETS["qualification"], requirements=(rule,))
        worker = Worker(registered=False, continuing_education_hours=1)
        before = assess(ruleset, worker, on=ON)
        after = assess(travelled(ruleset), worker, on=ON)
        assert [(found.requirement.id, found.force, found.status) for found in after.findings] == [
            (rule.id, rule.force, before.findings[0].status)
        ]
        assert after.verdict is before.verdict is True

    def test_one_that_was_not_changed_stays_the_same_object(self) -> None:
        rule = RULESETS["qualification"].requirements[1]
        assert pickle.loads(pickle.dumps(rule)) is rule  # noqa: S301 - our own bytes

    def test_one_made_of_a_lambda_can_be_copied(self) -> None:
        rule = attrs.evolve(CHANGED[0], holds=lambda worker, case: worker.registered)
        assert copy.copy(rule) is copy.deepcopy(rule) is rule

    def test_one_made_of_a_local_function_says_why_it_cannot_travel(self) -> None:
        with pytest.raises((AttributeError, pickle.PicklingError), match="local"):
            pickle.dumps(declare())


def test_one_for_everybody_is_violated_where_it_fails() -> None:
    @requirement("三(一)", Force.MUST, zh="已登记", en="is registered", group="mine")
    def registered(worker: Any, case: Case[Any]) -> Any:
        return worker.registered

    assert status_of(registered, Worker(registered=False), Case(ON, TIANJIN_2021)) == (Status.VIOLATED, False)
