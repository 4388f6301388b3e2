"""Findings and assessments, on a small ruleset written here so that every status and force occurs."""

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib import TIANJIN_2021, UNKNOWN, Force, InvalidType, InvalidValue, Ruleset, Status, Truth, Worker, assess
from sgzlib.law import Case, restating
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import count, earliest, every, latest, size, total
from sgzlib.law.kinds import COUNT, DAY, HOURS, YES_NO, choice, many, part
from sgzlib.tianjin.policy import requirement
from sgzlib.tianjin.station.qualification import Education

ON = date(2022, 3, 1)


@subject
class Room:
    lit: Fact[bool] = fact(YES_NO, "有照明", "lit")
    seats: Fact[int] = fact(COUNT, "座位", "seats")


@subject
class School:
    open: Fact[bool] = fact(YES_NO, "开放", "open")
    opened_on: Fact[date] = fact(DAY, "开放日期", "opened on")
    closes_on: Fact[date] = fact(DAY, "关闭日期", "closes on")
    hours: Fact[int | Decimal] = fact(HOURS, "课时", "hours")
    level: Fact[Education] = fact(choice(Education), "层次", "level")
    hall: Fact[Room] = fact(part(Room), "礼堂", "hall")
    rooms: Fact[tuple[Room, ...]] = fact(many(Room), "教室", "rooms")
    staff: Fact[tuple[Worker, ...]] = fact(many(Worker), "员工", "staff")


def ruleset(*rules: sgz.Requirement) -> Ruleset:
    return Ruleset("school", School, rules, zh="学校", en="School", law=TIANJIN_2021)


def rule(function: Any, force: Force = Force.MUST, applies: Any = None) -> sgz.Requirement:
    return requirement("三(一)", force, zh="甲", en="a", group="school", applies=applies)(function)


def is_open(school: Any, case: Case[Any]) -> Any:
    return school.open


def is_old(school: Any, case: Case[Any]) -> Any:
    return school.opened_on < case.on


class TestStatus:
    @pytest.mark.parametrize(
        ("applies", "holds", "status", "truth"),
        [
            (True, True, Status.MET, True),
            (True, False, Status.VIOLATED, False),
            (True, UNKNOWN, Status.UNDETERMINED, UNKNOWN),
            (False, True, Status.NOT_APPLICABLE, True),
            (False, False, Status.NOT_APPLICABLE, True),
            (False, UNKNOWN, Status.NOT_APPLICABLE, True),
            (UNKNOWN, True, Status.MET, True),
            (UNKNOWN, False, Status.UNDETERMINED, UNKNOWN),
            (UNKNOWN, UNKNOWN, Status.UNDETERMINED, UNKNOWN),
        ],
    )
    def test_it_follows_from_whether_it_applies_and_holds(
        self, applies: Truth, holds: Truth, status: Status, truth: Truth
    ) -> None:
        opened_on: Any = {True: date(2000, 1, 1), False: ON, UNKNOWN: UNKNOWN}[applies]
        asked = rule(is_open, applies=is_old)
        finding = assess(ruleset(asked), School(open=holds, opened_on=opened_on), on=ON).findings[0]
        assert (finding.status, finding.holds) == (status, truth)
        assert asked.truth(finding.subject, finding.case) is truth

    @pytest.mark.parametrize("wrong", [1, None, "yes", 0])
    def test_a_rule_that_gives_no_truth_is_an_error_that_names_it(self, wrong: object) -> None:
        with pytest.raises(InvalidType, match=r"school\.<lambda> \(test_assessment\.py:\d+\): .*that gives a Truth"):
            assess(ruleset(rule(lambda school, case: wrong)), School(), on=ON)


class TestSelections:
    def test_failing_is_a_violation_an_advisory_or_a_note_by_force(self) -> None:
        def shut(school: Any, case: Case[Any]) -> Any:
            return school.open

        def dark(school: Any, case: Case[Any]) -> Any:
            return school.hall.lit

        rules = ruleset(rule(is_open), rule(shut, Force.SHOULD), rule(dark, Force.MAY))
        assessment = assess(rules, School(open=False, hall=Room(lit=False)), on=ON)
        assert [f.requirement.id for f in assessment.violations] == ["school.is_open"]
        assert [f.requirement.id for f in assessment.advisories] == ["school.shut"]
        assert [f.requirement.id for f in assessment.notes] == ["school.dark"]
        assert (assessment.verdict, assessment.ok) == (False, False)

    def test_only_the_musts_decide(self) -> None:
        assessment = assess(ruleset(rule(is_open, Force.SHOULD)), School(open=False), on=ON)
        assert (assessment.verdict, assessment.ok) == (True, True)
        unknown = assess(ruleset(rule(is_open, Force.SHOULD)), School(), on=ON)
        assert (unknown.verdict, unknown.missing, len(unknown.undetermined)) == (True, (), 1)

    def test_not_applicable_is_not_met(self) -> None:
        assessment = assess(ruleset(rule(is_open, applies=is_old)), School(open=True, opened_on=ON), on=ON)
        assert assessment.verdict is UNKNOWN
        assert (assessment.status, assessment.applicable, assessment.ok) == (Status.NOT_APPLICABLE, False, False)

    def test_a_finding_is_found_by_its_id_and_another_id_is_refused(self) -> None:
        assessment = assess(ruleset(rule(is_open)), School(), on=ON)
        assert assessment["school.is_open"] is assessment.findings[0]
        with pytest.raises(InvalidValue, match=r"'school\.shut' .*one of school\.is_open"):
            assessment["school.shut"]

    def test_it_knows_its_day_and_policy(self) -> None:
        assessment = assess(ruleset(rule(is_open)), School(), on=ON)
        assert (assessment.on, assessment.policy) == (ON, sgz.TIANJIN_2021)

    def test_it_shows_in_a_line_and_so_does_what_it_holds(self) -> None:
        assessment = assess(ruleset(rule(is_open)), School(open=False), on=ON)
        assert repr(assessment) == "<Assessment school on 2022-03-01: False>"
        assert repr(assessment.findings) == "(<Finding school.is_open: violated>,)"
        assert repr((assessment.ruleset, *assessment.ruleset.requirements)) == (
            "(<Ruleset school>, <Requirement school.is_open>)"
        )
        assert repr(assessment.policy) == f"<Policy {sgz.NOTICE.title}>"

    def test_it_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match=r"ask \.verdict or \.ok"):
            bool(assess(ruleset(rule(is_open)), School(open=True), on=ON))

    def test_an_assessment_of_the_library_travels(self) -> None:
        assessment = sgz.check_qualification(Worker(registered=False), on=ON)
        copied = pickle.loads(pickle.dumps(assessment.subject))  # noqa: S301 - made here
        assert sgz.check_qualification(copied, on=ON).render() == assessment.render()


class TestParts:
    INNER = Ruleset("room", Room, (rule(lambda room, case: room.lit),), zh="房间", en="Room")
    PARTS = (("hall", INNER),)

    def test_findings_of_parts_follow_and_say_where_they_stand(self) -> None:
        rules = Ruleset(
            "school", School, (rule(is_open),), zh="学校", en="School", law=TIANJIN_2021, parts=(("hall", self.INNER),)
        )
        assessment = assess(rules, School(open=True, hall=Room(lit=False)), on=ON)
        assert [finding.path for finding in assessment.findings] == ["", "hall"]
        assert list(assessment.by_subject) == ["", "hall"]
        assert assessment.by_subject["hall"][0].subject == Room(lit=False)
        assert assessment.verdict is False

    def test_a_part_that_is_not_given_is_unknown_in_all_its_facts(self) -> None:
        rules = Ruleset(
            "school", School, (rule(is_open),), zh="学校", en="School", law=TIANJIN_2021, parts=(("hall", self.INNER),)
        )
        assert assess(rules, School(), on=ON).missing == ("open", "hall.lit")

    def test_what_only_restates_its_parts_adds_nothing_to_supply(self) -> None:
        lit = restating(
            "school.lit",
            "三",
            Force.MUST,
            law=sgz.Policy,
            zh="甲",
            en="a",
            restates=tuple(r.id for r in self.INNER.requirements),
        )
        rules = Ruleset(
            "school", School, (lit,), zh="学校", en="School", law=TIANJIN_2021, parts=(("hall", self.INNER),)
        )
        assert assess(rules, School(), on=ON).missing == ("hall.lit",)
        assert assess(rules, School(), on=ON).findings[0].holds is UNKNOWN


class TestFacts:
    """What a rule looked at is what it looked at, by name and value."""

    def test_of_the_subject_its_parts_and_its_members(self) -> None:
        def busy(school: Any, case: Case[Any]) -> Any:
            return (
                school.open
                & school.hall.lit
                & every(school.rooms, "lit", case)
                & (count(school.staff, sgz.QUALIFICATION, case) >= 1)
                & (latest(school.staff, "posted_on") >= case.on)
                & (earliest(school.staff, "posted_on") <= case.on)
                & (total(school.rooms, "seats") >= 1)
                & (size(school.rooms) >= 1)
            )

        school = School(open=True, hall=Room(lit=True), rooms=(Room(lit=True, seats=2),), staff=(Worker(posted_on=ON),))
        finding = assess(ruleset(rule(busy)), school, on=ON).findings[0]
        assert finding.facts == {
            "open": True,
            "hall.lit": True,
            "rooms[0].lit": True,
            "rooms": 1,
            "staff[0].qualification": UNKNOWN,
            "staff[0].posted_on": ON,
            "rooms[0].seats": 2,
        }


class TestMissing:
    """Only what can still change the verdict, whatever kind of fact it is; what the rule reads where nothing can."""

    @pytest.mark.parametrize(
        ("function", "school", "missing"),
        [
            (lambda s, c: s.open & (s.hours >= 0), School(), ("open",)),
            (lambda s, c: (s.hours >= 1) | (s.hours <= 1), School(), ("hours",)),
            (lambda s, c: (s.hours > 1) & (s.hours < 1), School(), ("hours",)),
            (lambda s, c: s.level >= Education.PRIMARY, School(), ("level",)),
            (lambda s, c: s.level > Education.DOCTOR, School(), ("level",)),
            (lambda s, c: s.level == Education.DOCTOR, School(), ("level",)),
            (lambda s, c: s.level != Education.DOCTOR, School(), ("level",)),
            (lambda s, c: s.opened_on <= s.closes_on, School(), ("opened_on", "closes_on")),
            (lambda s, c: s.opened_on <= s.closes_on, School(closes_on=ON), ("opened_on",)),
            (lambda s, c: s.hours * s.hours >= 1, School(), ("hours",)),
            (lambda s, c: s.hours + 1 >= 1, School(), ("hours",)),
            (lambda s, c: every(s.rooms, "lit", c), School(), ("rooms",)),
            (lambda s, c: every(s.rooms, "lit", c), School(rooms=(Room(), Room(lit=True))), ("rooms[0].lit",)),
            (lambda s, c: every(s.rooms, "lit", c), School(rooms=(Room(), Room(lit=False))), ()),
            (lambda s, c: size(s.rooms) >= 1, School(), ("rooms",)),
            (lambda s, c: size(s.rooms) >= 1, School(rooms=(Room(),)), ()),
            (lambda s, c: total(s.rooms, "seats") >= 1, School(rooms=(Room(), Room(seats=0))), ("rooms[0].seats",)),
            (lambda s, c: total(s.rooms, "seats") >= 1, School(rooms=(Room(), Room(seats=1))), ()),
            (lambda s, c: total(s.rooms, "seats") >= 1, School(), ("rooms",)),
            (lambda s, c: latest(s.staff, "posted_on") <= c.on, School(staff=(Worker(),)), ("staff[0].posted_on",)),
            (lambda s, c: earliest(s.staff, "posted_on") >= c.on, School(staff=(Worker(),)), ("staff[0].posted_on",)),
            (lambda s, c: latest(s.staff, "posted_on") <= c.on, School(), ("staff",)),
            (lambda s, c: earliest(s.staff, "posted_on") <= c.on, School(), ("staff",)),
            (
                lambda s, c: count(s.staff, sgz.QUALIFICATION, c) >= 1,
                School(
                    staff=(
                        Worker(certificate=sgz.Certificate.NONE, social_work_major=False),
                        Worker(certificate=sgz.Certificate.SENIOR, social_work_major=False, registered=True),
                    )
                ),
                ("staff[1].registration_expires",),
            ),
            (lambda s, c: s.hall.lit | s.open, School(hall=Room()), ("hall.lit", "open")),
        ],
    )
    def test_it_names_what_matters_and_nothing_else(
        self, function: Any, school: School, missing: tuple[str, ...]
    ) -> None:
        assessment = assess(ruleset(rule(function)), school, on=ON)
        if assessment.verdict is UNKNOWN:
            assert assessment.missing == missing
            assert assessment.findings[0].missing == missing
        else:
            assert (assessment.missing, missing) == ((), ())

    def test_rules_that_share_a_fact_are_tried_together(self) -> None:
        def needs_open(school: Any, case: Case[Any]) -> Any:
            return school.open & school.hall.lit

        rules = ruleset(rule(is_open), rule(needs_open), rule(lambda school, case: school.hours >= 1))
        assert assess(rules, School(hall=Room()), on=ON).missing == ("open", "hall.lit", "hours")

    def test_a_large_team_of_which_nothing_is_known_is_soon_answered(self) -> None:
        def all_day(school: Any, case: Case[Any]) -> Any:
            return every(school.staff, "full_time", case)

        rules = ruleset(rule(lambda s, c: count(s.staff, sgz.QUALIFICATION, c) >= 1), rule(all_day))
        missing = assess(rules, School(staff=(Worker(),) * 12), on=ON).missing
        assert len(missing) == 12 * 7
