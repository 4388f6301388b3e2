"""What holds of every ruleset of the library, however many there are.

A fully known subject loses a few facts; then the answer is held against every way in which they could turn out.
"""

import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from completing import agrees_with_itself, completions, get, leaves, policies, put, spelled, without
from sgzlib import NOT_YET, RULESETS, TIANJIN_2021, UNKNOWN, Force, Ruleset, SgzlibError, Status, Truth, assess
from sgzlib.bridges import strategies
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import And, Comparison, Count, Node, Size, under
from sgzlib.law.judging import implied_truth
from sgzlib.law.kinds import Form

EVERY_RULESET = pytest.mark.parametrize("ruleset", RULESETS.values(), ids=list(RULESETS))


@st.composite
def with_gaps(draw: st.DrawFn, ruleset: Ruleset, most: int = 2) -> tuple[Any, Any, list[Any]]:
    """Draw a known subject, the same with up to `most` facts unknown, and which those are."""
    known = draw(strategies.subject(ruleset.subject, known=True))
    # A rollout has a plan of each district, of which nothing may be known.
    left_out = [(path, fact) for path, fact in leaves(known) if get(known, path) is UNKNOWN]
    told = {fact: draw(strategies.values(fact.kind)) for _, fact in left_out}
    for path, fact in left_out:
        known = put(known, path, told[fact])
    assume(agrees_with_itself(known))
    facts = [leaf for leaf in leaves(known) if leaf[1].kind.form is not Form.TEXT]
    dropped = draw(st.lists(st.sampled_from(facts), max_size=most, unique_by=lambda leaf: leaf[0])) if facts else []
    try:
        return known, without(known, dropped), dropped
    except SgzlibError:  # without the day of an early end, a class refuses a final report of the first half
        reject()


def matters(place: int, outcomes: dict[tuple[Any, ...], Truth]) -> bool:
    """Whether two ways that differ in the fact at a place alone come out differently."""
    beside: dict[tuple[Any, ...], Truth] = {}
    return any(
        beside.setdefault((*chosen[:place], *chosen[place + 1 :]), outcome) is not outcome
        for chosen, outcome in outcomes.items()
    )


@EVERY_RULESET
class TestUnknownFacts:
    @settings(max_examples=40)
    @given(st.data())
    def test_the_verdict_is_what_every_completion_agrees_on(self, ruleset: Ruleset, data: st.DataObject) -> None:
        _, subject, dropped = data.draw(with_gaps(ruleset))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        outcomes: dict[tuple[Any, ...], Truth] = {}
        binds = False
        for chosen, completed in completions(subject, dropped, on, policy):
            outcome = assess(ruleset, completed, on=on, policy=policy)
            # Where nothing binds, nothing is broken.
            outcomes[chosen] = outcome.verdict if outcome.applicable else True
            binds |= outcome.applicable
        agreed: Truth = next(iter(outcomes.values())) if len(set(outcomes.values())) == 1 else UNKNOWN
        assessment = assess(ruleset, subject, on=on, policy=policy)
        # Whether anything may bind is asked requirement by requirement: what they exclude together is not seen.
        assert assessment.applicable or not binds
        assert assessment.verdict is (agreed if assessment.applicable else UNKNOWN)
        assert set(assessment.missing) == {
            spelled(path) for place, (path, _) in enumerate(dropped) if matters(place, outcomes)
        }

    @settings(max_examples=40)
    @given(st.data())
    def test_learning_a_fact_never_flips_a_finding(self, ruleset: Ruleset, data: st.DataObject) -> None:
        known, subject, _ = data.draw(with_gaps(ruleset, most=6))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        before, after = (assess(ruleset, it, on=on, policy=policy) for it in (subject, known))
        for earlier, later in zip(before.findings, after.findings, strict=True):
            assert earlier.holds is UNKNOWN or earlier.holds is later.holds
        assert isinstance(after.verdict, bool) is after.applicable
        assert before.verdict is UNKNOWN or before.verdict is after.verdict or not after.applicable


def with_nobody(of: type[Any]) -> Any:
    """Return a subject of which nothing is known but that there is nobody in its groups."""
    facts: dict[str, Any] = {}
    for name, fact in facts_of(of).items():
        inner: Any = fact.kind.members
        if is_subject(inner):
            facts[name] = () if fact.kind.several else with_nobody(inner)
    return of(**facts)


@EVERY_RULESET
class TestNobody:
    @settings(max_examples=40)
    @given(st.data())
    def test_what_is_asked_of_each_of_nobody_binds_nothing(self, ruleset: Ruleset, data: st.DataObject) -> None:
        on, policy = data.draw(strategies.days()), data.draw(policies())
        assessment = assess(ruleset, with_nobody(ruleset.subject), on=on, policy=policy)
        assert [finding for finding in assessment.findings if finding.status is Status.MET] == []
        asked_of_each = {
            rule.id
            for path, rule, _ in ruleset.every()
            if not rule.restates and _asks_each(under(ruleset.formula(path, rule, "holds"), policy))
        }
        bound = {
            finding.requirement.id for finding in assessment.findings if finding.status is not Status.NOT_APPLICABLE
        }
        assert asked_of_each & bound == set()
        assert assessment.status is not Status.MET

    @settings(max_examples=20)
    @given(st.data())
    def test_what_is_asked_of_each_holds_wherever_it_binds_nobody(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        for finding in assess(ruleset, subject, on=on, policy=policy).findings:
            rule = finding.requirement
            if rule.of_each:
                assert rule.applies is not None
                exempt = rule.applies(finding.subject, finding.case) is False
                assert not exempt or rule.holds(finding.subject, finding.case) is True

    def test_a_blank_form_never_reads_as_met(self, ruleset: Ruleset) -> None:
        for subject in (ruleset.subject(), with_nobody(ruleset.subject)):
            assert assess(ruleset, subject, on=date(2030, 1, 1)).status is not Status.MET


def _asks_each(formula: Node) -> bool:
    """Return whether a rule asks of each member what `every` counts, and of nobody nothing."""
    match formula:
        case Comparison("≥", Count(group, _), Size(other)):
            return group == other
        case And(parts):
            return all(map(_asks_each, parts))
        case _:
            return False


NOT_OF_AN_ACT = {"registration_expires", "first_day", "last_day"}
"""Facts that are days, and not those of acts: what is agreed or granted until a day may end in the future."""


@EVERY_RULESET
class TestDaysToCome:
    @settings(max_examples=40)
    @given(st.data())
    def test_an_act_of_a_day_to_come_is_not_done_yet(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject, known=True))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        acts = [path for path, fact in leaves(subject) if fact.kind.form is Form.DAY and path[-1] not in NOT_OF_AN_ACT]
        if not acts:
            return
        chosen = data.draw(st.lists(st.sampled_from(acts), min_size=1, max_size=4, unique=True))
        coming = data.draw(st.lists(st.integers(1, 3000), min_size=len(chosen), max_size=len(chosen)))
        planned, undone = subject, subject
        try:
            for path, days in zip(chosen, coming, strict=True):
                planned = put(planned, path, on + timedelta(days=days))
                undone = put(undone, path, NOT_YET)
        except SgzlibError:
            reject()  # a final report from before the second half of the contract
        one, two = (assess(ruleset, each, on=on, policy=policy) for each in (planned, undone))
        assert [finding.status for finding in one.findings] == [finding.status for finding in two.findings]
        assert one.verdict is two.verdict


@EVERY_RULESET
class TestAssessments:
    @settings(max_examples=30)
    @given(st.data())
    def test_status_verdict_and_selections_say_the_same(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject))
        on, policy = data.draw(strategies.days()), data.draw(policies())
        assessment = assess(ruleset, subject, on=on, policy=policy)
        musts = [finding for finding in assessment.findings if finding.force is Force.MUST]
        failed = [finding for finding in musts if finding.holds is False]
        # A condition of a definition that fails is no violation, and decides all the same.
        assert [finding for finding in failed if not finding.requirement.defines] == list(assessment.violations)
        if not assessment.applicable:
            assert assessment.verdict is UNKNOWN
        elif failed:
            assert assessment.verdict is False
        elif any(finding.status is Status.UNDETERMINED for finding in musts):
            # What follows from all of them together may decide it.
            assert assessment.verdict is UNKNOWN & implied_truth(ruleset, subject, assessment.case)
        else:
            assert assessment.verdict is True
        selected = (*assessment.violations, *assessment.unmet, *assessment.undetermined)
        assert all(finding.holds is not True for finding in selected)
        kept = [f for f in assessment.findings if f.status in {Status.MET, Status.NOT_APPLICABLE}]
        rest = [*kept, *assessment.not_due]
        assert len(selected) + len(rest) == len(assessment.findings)
        assert all(finding.holds is True for finding in rest)
        assert assessment.ok is (assessment.applicable and assessment.verdict is True)

    @settings(max_examples=5)
    @given(st.data())
    def test_an_assessment_travels_between_processes(self, ruleset: Ruleset, data: st.DataObject) -> None:
        assessment = assess(ruleset, data.draw(strategies.subject(ruleset.subject)), on=data.draw(strategies.days()))
        copied = pickle.loads(pickle.dumps(assessment))  # noqa: S301 - made one line above
        assert copied.render() == assessment.render()
        assert [found.requirement for found in copied.findings] == [found.requirement for found in assessment.findings]

    @settings(max_examples=10)
    @given(st.data())
    def test_before_the_notice_nothing_applies(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject))
        on = TIANJIN_2021.notice.issued_on.replace(day=25)
        assessment = assess(ruleset, subject, on=on)
        assert {finding.status for finding in assessment.findings} == {Status.NOT_APPLICABLE}
        assert (assessment.applicable, assessment.verdict is UNKNOWN, assessment.ok) == (False, True, False)
        assert (assessment.missing, assessment.questions(), assessment.remedies().steps) == ((), (), ())

    @settings(max_examples=15)
    @given(st.data())
    def test_reports_name_every_finding_in_both_languages(self, ruleset: Ruleset, data: st.DataObject) -> None:
        subject = data.draw(strategies.subject(ruleset.subject))
        assessment = assess(ruleset, subject, on=data.draw(strategies.days()))
        for locale in ("zh_CN", "en"):
            text = assessment.render(locale)
            # In Chinese prose a clause has the brackets of the language: 三（一）.
            brackets = str.maketrans("()", "（）" if locale == "zh_CN" else "()")
            assert all(finding.clause.locator.translate(brackets) in text for finding in assessment.findings)
            assert "UNKNOWN" not in text
            assert "<" not in text
