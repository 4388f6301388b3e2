"""A notice of no Tianjin class goes through every function of the house as Tianjin's does."""

import copy
import pickle
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from bridges.frames.tabled import IN_MEMORY, LAZY, judged, scalar, with_groups_known
from foreign.county_library import (
    BRANCH,
    HALL,
    NOTICE,
    QINGSHI,
    TEXT_OF_THE_NOTICE,
    Branch,
    Genre,
    Hall,
    Keeper,
    LibraryLaw,
    QuietHours,
    Rank,
    ReviewFrom,
    Volunteer,
)
from sgzlib.bridges import strategies
from sgzlib.law import UNKNOWN, Case, History, RestDays, number
from sgzlib.law.formula.evaluating import evaluate
from sgzlib.prose.formula_text import Words
from sgzlib.prose.language import Language

ON = date(2024, 3, 1)
STRICTER = attrs.evolve(QINGSHI, least_seats=40)
RULES = [pytest.param(path, rule, id=rule.id) for path, rule, _ in BRANCH.every() if not rule.restates]
DAYS = st.dates(date(2023, 3, 30), date(2025, 12, 31)) | st.just(date(2028, 1, 1))
LAWS = st.builds(QINGSHI.under, quiet=st.sampled_from(QuietHours), review_from=st.sampled_from(ReviewFrom)) | st.just(
    STRICTER
)

READY = Branch(
    name="城关分馆",
    rank=Rank.SECOND,
    genres=(Genre.NOVELS,),
    sign=(Genre.LOCAL, Genre.SCIENCE),
    volunteers=(
        Volunteer(name="王芳", trained=True, shelf=Genre.NOVELS, hours=20, since=date(2023, 9, 1)),
        Volunteer(name="李伟", trained=False, shelf=Genre.SCIENCE, hours=20, since=date(2023, 10, 1)),
    ),
    hall=Hall(seats=30, lit=True, quiet_room=False, licensed_on=date(2022, 5, 1)),
    given=Decimal(30_000),
    raised=Decimal(0),
    spent=Decimal(5_000),
    years=1,
    opened_on=date(2023, 9, 1),
    registered_on=date(2023, 6, 1),
    report_on=date(2023, 9, 10),
)


class TestWorlds:
    @pytest.mark.parametrize(("path", "rule"), RULES)
    @settings(max_examples=30)
    @given(st.data())
    def test_a_formula_gives_what_the_rule_gives(self, path: str, rule: sgz.Requirement, data: st.DataObject) -> None:
        whole = data.draw(strategies.subject(Branch))
        law, on = data.draw(LAWS), data.draw(DAYS)
        hall = Hall() if whole.hall is UNKNOWN else whole.hall
        case = Case(on, law, whole if path else None)
        told = rule.truth(hall if path else whole, case)
        assert evaluate(BRANCH.formula(path, rule), whole, Case(on, law)) is told

    @pytest.mark.parametrize("engine", (IN_MEMORY | LAZY).values(), ids=list(IN_MEMORY | LAZY))
    @settings(max_examples=3, deadline=None)
    @given(st.data())
    def test_columns_give_what_values_give(self, engine: Any, data: st.DataObject) -> None:
        branches = [
            with_groups_known(one) for one in data.draw(st.lists(strategies.subject(Branch), min_size=1, max_size=4))
        ]
        law, on = data.draw(LAWS), data.draw(DAYS)
        assert judged(engine, BRANCH, branches, on, law) == scalar(BRANCH, branches, on, law)


class TestAnswers:
    def test_statuses_follow_the_days_of_its_own_law(self) -> None:
        found = sgz.assess(BRANCH, READY, on=ON)
        assert found.verdict is True
        assert [finding.requirement.id for finding in found.not_due] == ["branch.trained"]
        assert [finding.requirement.id for finding in found.advisories] == ["hall.quiet_room"]
        assert found["branch.trained"].due == date(2024, 3, 1)
        late = sgz.assess(BRANCH, READY, on=date(2024, 3, 2))
        assert [finding.requirement.id for finding in late.violations] == ["branch.trained"]

    def test_a_part_has_a_last_day_that_the_whole_knows(self) -> None:
        dark = attrs.evolve(READY, hall=Hall(seats=30, lit=False, licensed_on=date(2022, 5, 1)))  # type: ignore[misc]
        found = sgz.assess(BRANCH, dark, on=date(2023, 9, 1))
        assert (found["hall.lit"].status, found["branch.hall"].status) == (sgz.Status.NOT_DUE,) * 2
        assert sgz.assess(BRANCH, dark, on=date(2023, 9, 2))["hall.lit"].status is sgz.Status.VIOLATED
        assert isinstance(dark.hall, Hall)
        alone = sgz.assess(HALL, dark.hall, on=date(2023, 9, 2))
        assert alone["hall.lit"].due is UNKNOWN

    def test_members_have_last_days_of_their_own_under_a_reading(self) -> None:
        law = QINGSHI.under(review_from=ReviewFrom.EACH_READER)
        found = sgz.assess(BRANCH, READY, on=date(2024, 3, 2), policy=law)["branch.trained"]
        assert (found.status, found.due) == (sgz.Status.NOT_DUE, date(2024, 4, 1))
        assert [reading.id for reading in found.readings] == ["review_from"]
        written = sgz.assess(BRANCH, READY, on=date(2024, 3, 2), policy=law).render("en")
        assert written.count("Grounds: the word is a wish") == written.count("Grounds: ") > 0
        late = sgz.assess(BRANCH, READY, on=date(2024, 4, 2), policy=law)["branch.trained"]
        assert late.status is sgz.Status.VIOLATED

    @pytest.mark.parametrize("on", [date(2023, 3, 31), date(2028, 1, 1)])
    def test_outside_its_time_in_force_nothing_binds(self, on: date) -> None:
        found = sgz.assess(BRANCH, READY, on=on)
        assert (found.applicable, found.verdict, found.missing, found.questions()) == (False, UNKNOWN, (), ())

    def test_its_own_readings_are_found(self) -> None:
        result = sgz.under_all_readings(BRANCH, READY, on=date(2024, 3, 2))
        assert [reading.id for reading in result.hangs_on] == ["quiet", "review_from"]
        assert "安静阅览是否必须" in result.render()

    def test_its_own_actors_act(self) -> None:
        found = sgz.assess(BRANCH, Branch(), on=ON)
        assert list(found.by_actor) == list(Keeper)
        assert "hall.lit" in [finding.requirement.id for finding in found.by_actor[Keeper.COUNTY]]
        assert "县图书馆" in found.to_do()

    @pytest.mark.parametrize("locale", ["zh_CN", "en"])
    def test_reports_advice_and_tables_are_written(self, locale: str) -> None:
        found = sgz.assess(BRANCH, Branch(volunteers=(Volunteer(),)), on=ON)
        written = found.render(locale) + found.remedies().render(locale) + sgz.explain.table(BRANCH, locale).markdown
        assert "UNKNOWN" not in written
        assert all(question.allowed for question in found.questions())
        assert {question.path for question in found.questions()} == set(found.missing)

    def test_a_remedy_mends(self) -> None:
        poor = attrs.evolve(READY, given=Decimal(0))  # type: ignore[misc]
        remedies = sgz.assess(BRANCH, poor, on=ON).remedies()
        (act,) = remedies.steps[0].ways[0].acts
        (change,) = act.changes
        mended = attrs.evolve(poor, **{change.path: change.to[0].least})  # type: ignore[misc]
        assert sgz.assess(BRANCH, mended, on=ON).verdict is True

    def test_a_receipt_is_verified_with_its_own_ruleset(self) -> None:
        text = sgz.receipt(sgz.assess(BRANCH, READY, on=ON))
        assert sgz.verify(text, ruleset=BRANCH).differences == ()
        softer = BRANCH.replace("branch.fund", force=sgz.Force.MAY)
        assert sgz.verify(text, ruleset=softer).same_law is False

    def test_subjects_travel_as_plain_data(self) -> None:
        assert sgz.interchange.load(Branch, sgz.interchange.dump(READY)) == READY
        schema = sgz.interchange.json_schema(Branch)
        assert schema["properties"]["given"]["title"] == "县拨经费"
        assert "Volunteer" in schema["$defs"]

    def test_its_inputs_are_named(self) -> None:
        assert "volunteers[].hours" in [question.path for question in sgz.inputs_of(BRANCH)]

    def test_its_requirements_travel_as_what_they_are(self) -> None:
        for _, rule, _ in BRANCH.every():
            for same in (copy.copy(rule), copy.deepcopy(rule), pickle.loads(pickle.dumps(rule))):  # noqa: S301 - our own
                assert same == rule

    def test_dropping_a_requirement_drops_it_from_what_restates_it(self) -> None:
        dim = attrs.evolve(READY, hall=attrs.evolve(READY.hall, seats=1))  # type: ignore[misc]
        assert sgz.assess(BRANCH, dim, on=ON)["branch.hall"].status is sgz.Status.VIOLATED
        fewer = BRANCH - "hall.seats"
        assert sgz.assess(fewer, dim, on=ON)["branch.hall"].status is sgz.Status.MET

    def test_its_own_copy_is_attached(self) -> None:
        words = NOTICE.attach(TEXT_OF_THE_NOTICE)
        assert words["2.1"] == ("志愿者应当经过培训。",)
        assert "馆舍应当有座位和灯光。" in sgz.assess(BRANCH, READY, on=ON).render(words=words)


class TestHistory:
    LAWS = History((date(2023, 4, 1), QINGSHI), (date(2024, 7, 1), STRICTER))

    def test_each_day_is_judged_by_its_own_law(self) -> None:
        assert [
            sgz.assess(BRANCH, READY, on=on, policy=self.LAWS)["hall.seats"].holds
            for on in (date(2024, 6, 30), date(2024, 7, 1))
        ] == [True, False]

    def test_the_timeline_turns_where_the_law_does(self) -> None:
        def state(on: date) -> Any:
            found = sgz.assess(BRANCH, READY, on=on, policy=self.LAWS)
            return repr(found.verdict), [finding.status for finding in found.findings]

        period = sgz.Period(date(2024, 2, 1), date(2025, 12, 31))
        found = sgz.timeline(
            READY, first_day=period.first_day, last_day=period.last_day, policy=self.LAWS, ruleset=BRANCH
        )
        turned = [turn.day for turn in found.turns]
        assert date(2024, 7, 1) in turned
        assert turned == [on for before, on in pairwise(period) if state(before) != state(on)]
        assert found.to_svg().startswith("<svg")

    def test_readings_are_taken_in_all_its_laws(self) -> None:
        strict = self.LAWS.under(quiet=QuietHours.DUTY)
        assert sgz.assess(BRANCH, READY, on=ON, policy=strict)["hall.quiet_room"].status is sgz.Status.VIOLATED
        assert [reading.id for reading in sgz.under_all_readings(BRANCH, READY, on=ON, policy=self.LAWS).hangs_on] == [
            "quiet"
        ]

    def test_it_is_a_value(self) -> None:
        same = History(*self.LAWS.laws)
        assert (same == self.LAWS, hash(same) == hash(self.LAWS), same == QINGSHI) == (True, True, False)
        assert repr(self.LAWS).startswith("History(2023-04-01: <LibraryLaw")
        assert pickle.loads(pickle.dumps(self.LAWS)) == self.LAWS  # noqa: S301 - our own

    def test_days_before_the_first_law_are_judged_by_it(self) -> None:
        assert self.LAWS.on(date(2000, 1, 1)).alone == QINGSHI

    @pytest.mark.parametrize(
        ("laws", "said"),
        [((), "at least one law"), (((date(2024, 1, 1), "法"),), r"History\[0\]: .* a Law")],
    )
    def test_what_is_no_law_by_date_is_refused(self, laws: Any, said: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=said):
            History(*laws)


class TestRestDays:
    HOLIDAYS = RestDays(date(2024, 1, 1), date(2024, 12, 31), frozenset({date(2024, 3, 1), date(2024, 3, 2)}))

    def test_a_counted_period_ends_on_a_working_day(self) -> None:
        law = attrs.evolve(QINGSHI, rest_days=self.HOLIDAYS)  # type: ignore[call-arg]
        found = sgz.assess(BRANCH, READY, on=date(2024, 3, 3), policy=law)["branch.trained"]
        assert (found.status, found.due) == (sgz.Status.NOT_DUE, date(2024, 3, 3))
        assert "顺延至工作日" in sgz.explain.table(BRANCH, policy=law).markdown


class TestWords:
    def test_without_a_language_the_names_of_the_code_are_written(self) -> None:
        words = Words(QINGSHI, Branch, None)
        written = [words.written(BRANCH.formula(path, rule)) for path, rule, _ in BRANCH.every()]
        assert not any("小说" in text for text in written)
        assert any("NOVELS" in text for text in written)

    @pytest.mark.parametrize("locale", ["zh_CN", "en"])
    def test_every_formula_can_be_written_with_or_without_the_law(self, locale: str) -> None:
        for law in (None, QINGSHI):
            words = Words(law, Branch, Language(locale))
            assert all(words.written(BRANCH.formula(path, rule)) for path, rule, _ in BRANCH.every())


class TestDeclaring:
    def test_a_law_says_what_it_is(self) -> None:
        assert repr(QINGSHI) == "<LibraryLaw 青石县图书馆分馆办法>"
        assert [milestone.id for milestone in QINGSHI.milestones] == ["register_by"]
        assert QINGSHI.readings["quiet"].grounds[0][0] == "原文用“倡导”"
        assert LibraryLaw.numbers["renewal_years"].source is NOTICE.references["fire-code"]

    def test_a_clause_that_the_notice_does_not_have_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"'9' .*one of the notice's clauses"):

            class Wrong(LibraryLaw):  # pyright: ignore[reportUnusedClass]
                seats_nine: int = number("9", "座位", "seats")

    def test_days_pass_with_the_law_and_not_with_the_clock(self) -> None:
        assert NOTICE.in_force(NOTICE.in_force_from)
        assert not NOTICE.in_force(NOTICE.in_force_from - timedelta(days=1))
