"""Two laws compared: what is said of each requirement, and that every case tells the laws apart."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from second_city import LINJIANG_2022
from second_city import STAFFING as LINJIANG_STAFFING

import sgzlib as sgz
from completing import leaves, put
from foreign.county_library import BRANCH, HALL, QINGSHI, Branch, Genre, LibraryLaw, QuietHours, ReviewFrom
from sgzlib.advice import law_model_checking
from sgzlib.bridges.interchange import json_schema, load
from sgzlib.law import (
    COUNT,
    HOURS,
    YES_NO,
    Case,
    Fact,
    History,
    Requirement,
    RestDays,
    Ruleset,
    consists_of,
    count,
    ends_with,
    every,
    fact,
    includes,
    many,
    member_rule,
    not_,
    requirement,
    subject,
)
from sgzlib.law.errors import InvalidValue
from sgzlib.law.judging import Judged, judge
from sgzlib.law.tracing import numbers_in
from sgzlib.law.truth import alike

ON = date(2022, 3, 1)
LATER = date(2024, 9, 1)
TIANJIN = sgz.TIANJIN_2021
STRICTER = attrs.evolve(TIANJIN, minimum_qualified=2)
GROUPS = {"workers", "volunteers", "lines", "sources", "payments", "towns", "shops"}
EQUAL, OTHERS = sgz.Relation.EQUAL, (sgz.Relation.STRICTER, sgz.Relation.LOOSER, sgz.Relation.INCOMPARABLE)


def library(**numbers: Any) -> LibraryLaw:
    evolve: Any = attrs.evolve
    return evolve(QINGSHI, **numbers)


def relations(compared: sgz.LawComparison) -> dict[str, str]:
    return {one.old.id: one.relation.name for one in compared.differences if one.old is not None}


def outcome(edition: tuple[Ruleset, Any], on: date, case: Any, id_: str | None) -> sgz.Truth:
    """Say whether a subject passes by a law, from what a check of it gives."""
    truth: sgz.Truth = True
    for one in judge(edition[0], case, on, edition[1], Judged)[1]:
        if one.force is sgz.Force.MUST and id_ in {None, one.requirement.id}:
            truth = truth & one.holds
    return truth


def told_apart(compared: sgz.LawComparison, one: sgz.RequirementComparison, *, alone: bool = False) -> None:
    """Hold each case of a row against both laws, and so without any of the facts that are known of it.

    Of all together a case is begun with that of one requirement, unless it stands alone: facts may be too many then.
    """
    (old, new), laws, id_ = compared.rulesets, compared.laws, None if one.old is None else one.old.id
    sides = (one.newly_fails, (old, laws[0]), (new, laws[1])), (one.newly_passes, (new, laws[1]), (old, laws[0]))
    for case, passing, failing in sides:
        if case is None:
            continue

        def tells(made: Any, passing: Any = passing, failing: Any = failing) -> bool:
            return (
                outcome(passing, compared.on, made, id_) is True and outcome(failing, compared.on, made, id_) is False
            )

        assert tells(case)
        if one.old is not None or alone:
            known = [path for path, _ in leaves(case) if at(case, path) is not sgz.UNKNOWN and path[-1] not in GROUPS]
            assert not any(tells(put(case, path, sgz.UNKNOWN)) for path in known)


def at(made: Any, path: Any) -> Any:
    for step in path:
        made = made[step] if isinstance(step, int) else getattr(made, step)
    return made


def changed(ruleset: Ruleset, law: Any) -> Iterator[Any]:
    """Yield laws that differ in one number, or one reading, that a ruleset asks for."""
    formulas = [ruleset.formula(path, rule) for path, rule, _ in ruleset.every()]
    for name in dict.fromkeys(name for formula in formulas for name in numbers_in(formula)):
        value = getattr(law, name)
        if name in law.numbers and isinstance(value, int) and name != "social_worker_hours":
            yield attrs.evolve(law, **{name: value + 1})


class TestOneNumberMore:
    COMPARED = sgz.compare_laws(sgz.STAFFING, TIANJIN, STRICTER, on=ON)

    def test_is_stricter_and_one_qualified_worker_tells(self) -> None:
        assert relations(self.COMPARED) == {"staffing.qualified_minimum": "STRICTER"}
        assert self.COMPARED.relation is sgz.Relation.STRICTER
        one = self.COMPARED["staffing.qualified_minimum"]
        assert (one.newly_passes, one.members, one.path) == (None, 3, "")
        (worker,) = one.newly_fails.workers
        assert sgz.check_qualification(worker, on=ON).verdict is True
        told_apart(self.COMPARED, one)
        told_apart(self.COMPARED, self.COMPARED.overall)

    def test_the_other_way_round_is_looser_by_the_same_case(self) -> None:
        back = sgz.compare_laws(sgz.STAFFING, STRICTER, TIANJIN, on=ON)
        assert relations(back) == {"staffing.qualified_minimum": "LOOSER"}
        assert back.overall.newly_passes == self.COMPARED.overall.newly_fails
        told_apart(back, back["staffing.qualified_minimum"])

    def test_all_that_asks_for_no_such_number_is_equal_for_groups_of_any_size(self) -> None:
        same = [one for one in self.COMPARED.requirements if one.relation is EQUAL]
        assert len(same) == len(sgz.STAFFING.requirements) - 1
        assert {one.members for one in same} == {None}

    def test_nobody_tells_where_no_group_may_have_a_member(self) -> None:
        none = sgz.compare_laws(sgz.STAFFING, TIANJIN, STRICTER, on=ON, members=0)
        assert (none.differences, none["staffing.qualified_minimum"].members) == ((), 0)

    def test_a_law_is_equal_to_itself_and_nothing_is_searched(self) -> None:
        same = sgz.compare_laws(sgz.STATION, TIANJIN, attrs.evolve(TIANJIN), on=ON)
        assert {(one.relation, one.members) for one in (*same.requirements, same.overall)} == {(EQUAL, None)}

    def test_before_the_notice_nothing_binds_and_all_is_equal(self) -> None:
        assert sgz.compare_laws(sgz.STAFFING, TIANJIN, STRICTER, on=date(2021, 5, 25)).relation is EQUAL


@pytest.mark.parametrize("ruleset", [sgz.QUALIFICATION, sgz.FUNDING, sgz.RENEWAL, sgz.PLAN], ids=lambda of: of.name)
def test_every_case_tells_the_laws_apart_and_has_no_fact_too_many(ruleset: Ruleset) -> None:
    found = 0
    for law in changed(ruleset, TIANJIN):
        compared = sgz.compare_laws(ruleset, TIANJIN, law, on=LATER, members=2)
        assert not any(one.undecided for one in (*compared.requirements, compared.overall))
        for one in (*compared.requirements, compared.overall):
            told_apart(compared, one)
            found += one.relation in OTHERS
    assert found or not list(changed(ruleset, TIANJIN))


class TestReadings:
    def test_another_option_is_stricter_looser_or_neither(self) -> None:
        everyone = TIANJIN.under(registration_scope=sgz.RegistrationScope.EVERYONE)
        assert relations(sgz.compare_laws(sgz.QUALIFICATION, TIANJIN, everyone, on=ON)) == {
            "qualification.registration": "STRICTER",
            "qualification.continuing_education": "STRICTER",
        }
        own = TIANJIN.under(two_years_from=sgz.TwoYearsFrom.OWN_POSTING)
        compared = sgz.compare_laws(sgz.STAFFING, TIANJIN, own, on=LATER, members=1)
        assert relations(compared) == {"staffing.all_qualified": "INCOMPARABLE"}
        told_apart(compared, compared["staffing.all_qualified"])

    def test_two_texts_are_tried_with_the_endings_that_the_rules_look_for(self) -> None:
        full = TIANJIN.under(sign_name=sgz.SignName.FULL_NAME)
        compared = sgz.compare_laws(sgz.STATION, TIANJIN, full, on=date(2023, 6, 1), members=1)
        assert relations(compared) == {"sign.name": "INCOMPARABLE"}
        told_apart(compared, compared["sign.name"])
        # A street that is itself called a station passes by its full name alone.
        station = compared["sign.name"].newly_passes
        assert station.jurisdiction == station.sign.name == "某社会工作服务站"

    def test_months_moved_from_one_day_are_told_apart_without_trying_every_day(self) -> None:
        compared = sgz.compare_laws(sgz.CONTRACT, TIANJIN, attrs.evolve(TIANJIN, brief_months=2), on=ON)
        assert relations(compared) == {"contract.monthly_briefs": "LOOSER"}
        told_apart(compared, compared["contract.monthly_briefs"])

    def test_rows_of_labels_are_all_tried(self) -> None:
        every_field = TIANJIN.under(subsidy_lines=sgz.SubsidyLines.ALL)
        compared = sgz.compare_laws(sgz.FUNDING, TIANJIN, every_field, on=LATER, members=1)
        assert relations(compared) == {"funding.subsidy_first": "LOOSER", "funding.subsidy_scope": "STRICTER"}
        assert len(compared["funding.subsidy_scope"].newly_fails.payments[0].fields) == 2
        for one in (*compared.differences, compared.overall):
            told_apart(compared, one)

    def test_what_becomes_a_must_is_stricter_and_what_stays_a_wish_is_equal(self) -> None:
        duty = QINGSHI.under(quiet=QuietHours.DUTY)
        compared = sgz.compare_laws(HALL, QINGSHI, duty, on=LATER)
        assert relations(compared) == {"hall.quiet_room": "STRICTER"}
        assert compared.overall.newly_fails.quiet_room is False
        wish = HALL.replace("hall.seats", force=sgz.Force.SHOULD)
        assert relations(sgz.compare_laws(wish, QINGSHI, library(least_seats=40), on=LATER)) == {}


class TestOfAnotherNotice:
    def test_laws_differ_in_what_their_numbers_ask(self) -> None:
        new = library(least_seats=25, weekly_hours=Decimal("30.5"), book_fund=Decimal(19_999), trained_percent=60)
        compared = sgz.compare_laws(BRANCH, QINGSHI, new, on=LATER, members=2)
        assert relations(compared) == {
            "branch.share": "STRICTER",
            "branch.open_hours": "STRICTER",
            "branch.fund": "LOOSER",
            "branch.hall": "STRICTER",
            "hall.seats": "STRICTER",
        }
        assert compared.relation is sgz.Relation.INCOMPARABLE
        assert compared["hall.seats"].newly_fails == Branch(hall=compared["hall.seats"].newly_fails.hall)
        assert compared["hall.seats"].newly_fails.hall.seats == 20
        assert compared["branch.open_hours"].newly_fails.volunteers[0].hours == 30
        for one in (*compared.requirements, compared.overall):
            told_apart(compared, one)

    def test_the_share_of_one_member_cannot_tell(self) -> None:
        compared = sgz.compare_laws(BRANCH, QINGSHI, library(trained_percent=60), on=LATER, members=1)
        assert (relations(compared), compared["branch.share"].members) == ({}, 1)

    def test_the_last_place_of_an_hour_tells(self) -> None:
        finer = library(weekly_hours=Decimal("30.000001"))
        compared = sgz.compare_laws(BRANCH, finer, QINGSHI, on=LATER, members=1)
        assert "branch.open_hours" in relations(compared)
        assert relations(sgz.compare_laws(BRANCH, finer, finer, on=LATER)) == {}

    def test_a_reading_of_a_deadline_can_make_a_law_incomparable(self) -> None:
        each = QINGSHI.under(review_from=ReviewFrom.EACH_READER)
        compared = sgz.compare_laws(BRANCH, QINGSHI, each, on=LATER, members=2)
        assert relations(compared) == {"branch.trained": "INCOMPARABLE"}
        told_apart(compared, compared["branch.trained"])

    def test_of_a_history_the_law_of_the_day_is_taken(self) -> None:
        history = History((date(2023, 4, 1), QINGSHI), (date(2024, 1, 1), library(least_seats=40)))
        for on, expected in ((date(2023, 12, 31), {}), (date(2024, 1, 1), {"hall.seats": "STRICTER"})):
            assert relations(sgz.compare_laws(HALL, QINGSHI, history, on=on)) == expected

    def test_rest_days_are_part_of_a_law(self) -> None:
        days: Any = {"rest_days": RestDays(date(2024, 1, 1), date(2024, 12, 31), frozenset({date(2024, 8, 30)}))}
        rested = attrs.evolve(QINGSHI, **days)
        compared = sgz.compare_laws(BRANCH, QINGSHI, rested, on=LATER, members=1)
        assert relations(compared)["branch.reported"] == "LOOSER"
        opened = compared["branch.reported"].newly_passes.opened_on
        assert opened == date(2024, 8, 15)
        assert relations(sgz.compare_laws(BRANCH, rested, attrs.evolve(rested), on=LATER)) == {}


class TestEditions:
    def test_a_requirement_left_out_is_said_and_all_together_are_looser(self) -> None:
        editions = sgz.STAFFING, sgz.STAFFING - "staffing.training"
        compared = sgz.compare_laws(editions, TIANJIN, TIANJIN, on=ON)
        assert (relations(compared), [rule.id for rule in compared.removed]) == ({}, ["staffing.training"])
        assert (compared.added, compared.relation) == ((), sgz.Relation.LOOSER)
        assert False in [worker.trained for worker in compared.overall.newly_passes.workers]
        told_apart(compared, compared.overall)
        assert repr(compared) == "<LawComparison staffing on 2022-03-01: looser (staffing.training removed)>"
        assert compared.render("en").splitlines()[-1].startswith("removed: every worker in post passed the training")
        assert "删去：每名在岗驻站社工" in compared.render()

    def test_two_cities_differ_in_numbers_and_in_a_requirement(self) -> None:
        editions = sgz.STAFFING, LINJIANG_STAFFING
        compared = sgz.compare_laws(editions, TIANJIN, LINJIANG_2022, on=date(2022, 6, 1), members=1)
        assert [rule.id for rule in compared.added] == ["linjiang.certified_share"]
        assert relations(compared)["staffing.qualified_minimum"] == "INCOMPARABLE"
        assert "added: at least 60 per cent of the workers hold a certificate" in compared.render("en")
        assert "新增：驻站社工中持有职业水平证书者不低于60%" in compared.render()
        for one in (*compared.requirements, compared.overall):
            told_apart(compared, one)

    def test_a_text_and_a_row_of_labels_can_tell(self) -> None:
        texts = trial(
            lambda branch, case: ends_with(branch.name, "馆"), lambda branch, case: ends_with(branch.name, "分馆")
        )
        assert (texts.relation, texts.overall.newly_fails.name) == (sgz.Relation.STRICTER, "某馆")
        rows = trial(
            lambda branch, case: consists_of(branch.sign, Genre.LOCAL, Genre.SCIENCE),
            lambda branch, case: includes(branch.sign, Genre.LOCAL, Genre.SCIENCE),
        )
        assert (rows.relation, rows.overall.newly_passes.sign) == (sgz.Relation.LOOSER, tuple(Genre))
        swapped = trial(
            lambda branch, case: consists_of(branch.sign, Genre.LOCAL) | consists_of(branch.sign),
            lambda branch, case: consists_of(branch.sign) | consists_of(branch.sign, Genre.LOCAL),
        )
        assert swapped.relation is EQUAL
        alone = trial(
            lambda branch, case: consists_of(branch.sign, Genre.LOCAL),
            lambda branch, case: (
                includes(branch.sign, Genre.LOCAL)
                & not_(includes(branch.sign, Genre.NOVELS) | includes(branch.sign, Genre.SCIENCE))
            ),
        )
        assert alone.relation is EQUAL


def trial(old: Any, new: Any) -> sgz.LawComparison:
    editions = [one_of_these("trial", Branch, rule("trial.rule", holds)) for holds in (old, new)]
    return sgz.compare_laws((editions[0], editions[1]), QINGSHI, QINGSHI, on=LATER)


class TestSaid:
    COMPARED = TestOneNumberMore.COMPARED

    def test_in_one_line(self) -> None:
        one = self.COMPARED["staffing.qualified_minimum"]
        assert repr(one) == ("<RequirementComparison staffing.qualified_minimum: stricter up to 3 members a group>")
        assert repr(self.COMPARED.overall) == "<RequirementComparison all: stricter up to 3 members a group>"
        same = sgz.compare_laws(sgz.PREMISES, TIANJIN, STRICTER, on=ON)
        assert repr(same["premises.printer"]) == "<RequirementComparison premises.printer: equal>"
        assert repr(same) == "<LawComparison premises on 2022-03-01: equal>"

    def test_in_both_languages(self) -> None:
        told = self.COMPARED.render("en").splitlines()
        assert told[:2] == ["Staffing · 1 March 2022", "all requirements together: stricter (up to 3 members a group)"]
        assert told[3:] == [
            (
                "qualified workers in post: at least 1 → qualified workers in post: at least 2: "
                "stricter (up to 3 members a group)"
            ),
            (
                "    passes under the old law, fails under the new one: "
                "station workers = 1; Station worker 1 · education = "
                "junior college; Station worker 1 · social-work or related major = yes; "
                "Station worker 1 · posted on = 1 March 2022; first contract signed on = 13 February 2022"
            ),
        ]
        assert self.COMPARED.render().splitlines()[1] == "总体：更严（每组至多3名成员）"
        parts = sgz.compare_laws(BRANCH, library(least_seats=25), QINGSHI, on=LATER)
        assert "    原不符合、新符合：馆舍 · 座位数 = 20" in parts.render().splitlines()

    def test_a_requirement_that_is_not_in_both_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"LawComparison\[...\]: 'staffing.tea' .*one of staffing.contracted"):
            self.COMPARED["staffing.tea"]

    def test_every_relation_has_a_label_in_both_languages(self) -> None:
        assert [(one.zh, one.en) for one in sgz.Relation] == [
            ("相同", "equal"),
            ("更严", "stricter"),
            ("更宽", "looser"),
            ("互有宽严", "incomparable"),
            ("未决", "undecided"),
        ]


def sent(compared: sgz.LawComparison, locale: str = "zh_CN") -> dict[str, Any]:
    """Return a comparison as it comes out of JSON, once its schema has taken it."""
    document: dict[str, Any] = json.loads(compared.to_json(locale))
    schema = json_schema(sgz.LawComparison)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)
    return document


class TestData:
    COMPARED = TestOneNumberMore.COMPARED

    def test_it_says_by_which_laws_of_which_rulesets_and_what_came_out(self) -> None:
        document = sent(self.COMPARED, "en")
        assert [law["numbers"]["minimum_qualified"] for law in document["laws"]] == [1, 2]
        assert {key: document[key] for key in document if key not in {"laws", "overall", "requirements"}} == {
            "format": "sgzlib.law-comparison/1",
            "sgzlib": sgz.__version__,
            "rulesets": ["staffing", "staffing"],
            "on": "2022-03-01",
            "relation": "STRICTER",
            "text": self.COMPARED.render("en"),
            "added": [],
            "removed": [],
        }

    def test_each_requirement_comes_with_the_subject_that_tells_which_loads_again(self) -> None:
        document = sent(self.COMPARED, "en")
        told = {one["id"]: one for one in document["requirements"]}
        assert list(told) == [rule.id for rule in sgz.STAFFING.requirements]
        case = told["staffing.qualified_minimum"].pop("newly_fails")
        assert load(sgz.Team, case) == self.COMPARED["staffing.qualified_minimum"].newly_fails
        assert told["staffing.qualified_minimum"] == {
            "id": "staffing.qualified_minimum",
            "path": "",
            "clause": "三(二)",
            "text": "qualified workers in post: at least 1 → qualified workers in post: at least 2",
            "relation": "STRICTER",
            "members": 3,
        }
        assert told["staffing.full_time"] == {
            "id": "staffing.full_time",
            "path": "",
            "clause": "三(二)",
            "text": "every worker in post is full-time",
            "relation": "EQUAL",
        }
        overall = document["overall"]
        assert load(sgz.Team, overall.pop("newly_fails")) == self.COMPARED.overall.newly_fails
        assert overall == {"path": "", "text": "all requirements together", "relation": "STRICTER", "members": 3}
        assert sent(self.COMPARED)["overall"]["text"] == "总体"

    def test_requirements_of_one_edition_alone_are_named(self) -> None:
        fewer = sgz.STAFFING - "staffing.training"
        document = sent(sgz.compare_laws((sgz.STAFFING, fewer), TIANJIN, TIANJIN, on=ON))
        assert (document["added"], document["removed"]) == ([], ["staffing.training"])
        assert "newly_passes" in document["overall"]
        document = sent(sgz.compare_laws((fewer, sgz.STAFFING), TIANJIN, TIANJIN, on=ON))
        assert (document["added"], document["removed"]) == (["staffing.training"], [])

    def test_why_a_relation_was_not_found_out_is_said_in_the_language_asked_for(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(law_model_checking, "_MOST_STEPS", 0)
        compared = sgz.compare_laws(sgz.STAFFING, TIANJIN, STRICTER, on=ON)
        for locale, why in (("zh_CN", "已达搜索步数上限"), ("en", "the search reached its step limit")):
            overall = sent(compared, locale)["overall"]
            assert (overall["relation"], overall["undecided"], "newly_fails" in overall) == ("UNDECIDED", why, False)
            assert why in compared.to_frame(locale=locale)["undecided"].to_list()

    def test_its_table_has_a_row_a_requirement_of_both_editions_with_the_case_in_words(self) -> None:
        rows = {row["id"]: row for row in self.COMPARED.to_frame(locale="en").to_dicts()}
        assert list(rows) == [rule.id for rule in sgz.STAFFING.requirements]
        assert rows["staffing.qualified_minimum"] == {
            "id": "staffing.qualified_minimum",
            "path": "",
            "clause": "三(二)",
            "text": "qualified workers in post: at least 1 → qualified workers in post: at least 2",
            "relation": "STRICTER",
            "newly_fails": self.COMPARED.render("en").splitlines()[-1].partition(": ")[2],
            "newly_passes": None,
            "members": 3,
            "undecided": None,
        }

    def test_a_requirement_of_a_part_comes_with_where_it_stands(self) -> None:
        looser = sgz.compare_laws(BRANCH, library(least_seats=25), QINGSHI, on=LATER)
        told = [(one["id"], one["path"]) for one in sent(looser)["requirements"] if "newly_passes" in one]
        assert told == [("branch.hall", ""), ("hall.seats", "hall")]
        rows = [(row["id"], row["path"], row["newly_passes"]) for row in looser.to_frame().to_dicts()]
        assert ("hall.seats", "hall", "馆舍 · 座位数 = 20") in rows

    def test_the_clause_is_that_of_the_new_edition(self) -> None:
        old = sgz.STAFFING.only("staffing.training")
        new = old.replace("staffing.training", clause=sgz.NOTICE["三(二)"])
        compared = sgz.compare_laws((old, new), TIANJIN, TIANJIN, on=ON)
        assert [one["clause"] for one in sent(compared)["requirements"]] == ["三(二)"]
        assert compared.to_frame()["clause"].to_list() == ["三(二)"]


def spelt(sign: Any, _case: Any, without: str) -> Any:
    return alike(sign.name, "甲站", without=without, other_without=without)


class TestLeftOpen:
    def test_what_takes_too_many_steps_is_undecided(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(law_model_checking, "_MOST_STEPS", 0)
        compared = sgz.compare_laws(sgz.STAFFING, TIANJIN, STRICTER, on=ON)
        assert relations(compared) == {"staffing.qualified_minimum": "UNDECIDED"}
        assert compared.relation is sgz.Relation.UNDECIDED
        assert "undecided (the search reached its step limit) (up to 3" in compared.render("en")
        assert "未决（已达搜索步数上限）（每组至多3名成员）" in compared.render()

    def test_where_the_fewest_facts_take_too_many_steps_none_can_be_left_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(law_model_checking, "_STEPS_FOR_THE_FEWEST", -1)
        both = sgz.CONTRACT.only("contract.midterm_report", "contract.signed_by")
        compared = sgz.compare_laws((both - "contract.midterm_report", both), TIANJIN, TIANJIN, on=ON)
        assert compared.relation is sgz.Relation.STRICTER
        told_apart(compared, compared.overall, alone=True)

    def test_a_case_that_a_check_does_not_confirm_is_not_claimed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(law_model_checking._Edition, "passes", lambda *_: sgz.UNKNOWN)  # noqa: SLF001
        compared = sgz.compare_laws((GIVEN, TAKEN), TIANJIN, TIANJIN, on=ON)
        assert compared["mine.rule"].undecided == ("未能举出可核实的情形", "no confirming example could be built")
        assert "no confirming example" in compared.render("en")

    def test_a_text_is_compared_with_one_of_the_rule(self) -> None:
        bare, whole = (
            one_of_these("mine", sgz.Sign, rule("mine.rule", partial(spelt, without=of), sgz.Policy, "三(一)"), TIANJIN)
            for of in ("站$", "")
        )
        compared = sgz.compare_laws((whole, bare), TIANJIN, TIANJIN, on=ON)
        # Whether a name passes by the first alone hangs on its spelling, of which no case can be made.
        assert relations(compared) == {"mine.rule": "UNDECIDED"}
        assert compared["mine.rule"].newly_passes.name == "甲"
        (step,) = sgz.assess(whole, sgz.Sign(name="乙站"), on=ON).remedies().steps
        (act,) = step.ways[0].acts
        assert [option.least for option in act.changes[0].to] == ["甲站"]

    def test_members_of_a_part_of_which_nothing_is_known_are_told_too(self) -> None:
        holds: Any = lambda of, case: count(of.team.workers, "trained", case) >= case.law.minimum_qualified  # noqa: E731
        made = rule("mine.rule", holds, sgz.Policy, "三(二)")
        compared = sgz.compare_laws(one_of_these("mine", sgz.Station, made, TIANJIN), TIANJIN, STRICTER, on=ON)
        assert relations(compared) == {"mine.rule": "STRICTER"}
        assert compared["mine.rule"].newly_fails.team.workers == (sgz.Worker(trained=True),)

    def test_a_count_that_a_document_leaves_out_is_no_known_fact(self) -> None:
        stations: Any = lambda budget, case: budget.stations >= case.law.posting_days  # noqa: E731
        ruleset = one_of_these("mine", sgz.Budget, rule("mine.rule", stations, sgz.Policy, "三(二)"), TIANJIN)
        compared = sgz.compare_laws(ruleset, TIANJIN, attrs.evolve(TIANJIN, posting_days=16), on=ON)
        assert relations(compared) == {"mine.rule": "STRICTER"}
        assert compared["mine.rule"].newly_fails.stations == 15

    def test_what_the_class_refuses_is_no_case(self) -> None:
        compared = sgz.compare_laws(CRATES, QINGSHI, library(least_seats=21), on=LATER)
        assert relations(compared) == {"crate.sold": "UNDECIDED"}

    def test_what_one_requirement_tells_apart_another_may_rule_out(self) -> None:
        rules = (
            rule("trial.some", lambda branch, case: count(branch.volunteers, "trained", case) >= case.law.least_seats),
            rule("trial.none", lambda branch, case: count(branch.volunteers, "trained", case) == 0),
        )
        both = Ruleset("trial", Branch, rules, zh="试", en="Trial", law=QINGSHI)
        compared = sgz.compare_laws(both, library(least_seats=1), library(least_seats=2), on=LATER)
        assert relations(compared) == {"trial.some": "STRICTER"}
        assert (compared.relation, compared.overall.members) == (EQUAL, 3)

    def test_a_number_of_members_that_the_class_refuses_is_no_case(self) -> None:
        compared = sgz.compare_laws(STREETS, QINGSHI, library(least_seats=1), on=LATER, members=2)
        assert compared["street.reading"].relation is sgz.Relation.LOOSER
        (town,) = compared["street.reading"].newly_passes.towns
        assert len(town.shops) == 1


@subject
class Crate:
    """A crate of books, whose weights have to add up."""

    books: Fact[int] = fact(COUNT, "书", "books")
    hours: Fact[int | Decimal] = fact(HOURS, "小时", "hours")

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.books, sgz.Unknown):
            raise InvalidValue("Crate.books", self.books, "未知", "unknown")


@subject
class Shop:
    """A shop that may have books."""

    books: Fact[bool] = fact(YES_NO, "有书", "has books")


@subject
class Town:
    """A town with shops."""

    shops: Fact[tuple[Shop, ...]] = fact(many(Shop), "店", "shops")


@subject
class Street:
    """A street through one town, no more and no fewer."""

    towns: Fact[tuple[Town, ...]] = fact(many(Town), "镇", "towns")

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.towns, sgz.Unknown) and len(self.towns) != 1:
            raise InvalidValue("Street.towns", self.towns, "一镇", "one town")


def rule(name: str, holds: Any, law: type[Any] = LibraryLaw, clause: str = "1") -> Requirement:
    group, _, holds.__name__ = name.partition(".")
    return requirement(clause, sgz.Force.MUST, law=law, zh="有", en="has it", group=group)(holds)


@member_rule("有足够的书店", "has enough shops with books")
def read(town: Town, case: Case[LibraryLaw]) -> sgz.Truth:
    return count(town.shops, "books", case) >= case.law.least_seats


def one_of_these(name: str, of: Any, made: Requirement, law: Any = QINGSHI) -> Ruleset:
    return Ruleset(name, of, (made,), zh="试", en="Trial", law=law)


CRATES = one_of_these("crate", Crate, rule("crate.sold", lambda crate, case: crate.books >= case.law.least_seats))
STREETS = one_of_these("street", Street, rule("street.reading", lambda street, case: every(street.towns, read, case)))
GIVEN = one_of_these(
    "mine", sgz.Sign, rule("mine.rule", lambda sign, case: ends_with(sign.name, "站"), sgz.Policy, "三(一)"), TIANJIN
)
TAKEN = one_of_these(
    "mine", sgz.Sign, rule("mine.rule", lambda sign, case: sign.prominent, sgz.Policy, "三(一)"), TIANJIN
)


class TestRefused:
    @pytest.mark.parametrize(
        ("said", "arguments"),
        [
            ("ruleset: 3 .* a Ruleset", {"ruleset": 3}),
            (r"ruleset: \(<Ruleset staffing>, 3\) .* a pair of an old and a new one", {"ruleset": (sgz.STAFFING, 3)}),
            ("ruleset: .* a pair of an old and a new one", {"ruleset": (sgz.STAFFING,)}),
            ("ruleset: <Ruleset sign> .* a ruleset on Team too", {"ruleset": (sgz.STAFFING, sgz.SIGN)}),
            ("old: None .* a Law or a History", {"old": None}),
            ("new: 'stricter' .* a Law or a History", {"new": "stricter"}),
            ("policy: <LibraryLaw .* a Policy", {"new": QINGSHI}),
            ("on: '2022-03-01' .* a datetime.date", {"on": "2022-03-01"}),
            ("members: 13 .* a whole number from 0 to 12", {"members": 13}),
            ("members: True .* a whole number from 0 to 12", {"members": True}),
        ],
    )
    def test_by_name(self, said: str, arguments: dict[str, Any]) -> None:
        given: dict[str, Any] = {"ruleset": sgz.STAFFING, "old": TIANJIN, "new": STRICTER, "on": ON} | arguments
        with pytest.raises(sgz.SgzlibError, match=said):
            sgz.compare_laws(given.pop("ruleset"), given.pop("old"), given.pop("new"), **given)
