"""Timelines: the days on which a verdict or a finding changes are those that stepping day by day finds."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from sgzlib import RULESETS, TIANJIN_2021, UNKNOWN, Contract, Period, Policy, Ruleset, Status, Timeline
from sgzlib.bridges import strategies
from sgzlib.law import COUNT, amount_if, outcome
from wording import cited_text, status_word

pytestmark = pytest.mark.usefixtures("numbers_of_their_own")

SVG = "{http://www.w3.org/2000/svg}"
START = date(2021, 7, 23)
CONTRACT = Contract(
    period=Period(START, date(2022, 7, 22)),
    contract_year=1,
    cycle_years=3,
    first_batch=True,
    signed_on=date(2021, 7, 20),
    ended_on=sgz.NOT_YET,
    monthly_briefs=True,
    brief_within_days=0,
    midterm_report_on=sgz.NOT_YET,
    final_report_on=date(2022, 7, 22),
    report_within_days=0,
    midterm_evaluation_on=date(2022, 1, 22),
    evaluation_within_days=0,
    follows=sgz.Follows.NOTHING,
    procured=True,
)
ASSISTANT = sgz.Worker(
    name="王芳",
    social_work_major=False,
    certificate=sgz.Certificate.ASSISTANT,
    registered=True,
    registration_expires=date(2024, 5, 31),
    continuing_education_hours=72,
    posted_on=date(2021, 8, 2),
)
TEAM = sgz.Team(
    workers=(
        ASSISTANT,
        sgz.Worker(name="李强", certificate=sgz.Certificate.NONE, social_work_major=False, posted_on=date(2021, 8, 2)),
    ),
    contract_signed_on=START,
    project_started_on=START,
)


def varied(subject: Any, **facts: Any) -> Any:
    return attrs.evolve(subject, **facts)


def state(ruleset: Ruleset, subject: Any, on: date, policy: Policy) -> tuple[object, ...]:
    assessment = sgz.assess(ruleset, subject, on=on, policy=policy)
    statuses = [finding.status for finding in assessment.findings]
    return assessment.applicable, str(assessment.verdict), statuses


def stepped(ruleset: Ruleset, subject: Any, period: Period, policy: Policy) -> list[date]:
    states = ((on, state(ruleset, subject, on, policy)) for on in period)
    return [now for (_, before), (now, after) in pairwise(states) if before != after]


def days(timeline: Timeline) -> list[date]:
    return [turn.day for turn in timeline.turns]


PERIODS = st.builds(
    lambda first, more: Period(first, first + timedelta(days=more)),
    st.dates(date(2020, 1, 1), date(2025, 12, 31)),
    st.integers(0, 700),
)
POLICIES = st.builds(
    lambda years, days, months, readings: attrs.evolve(
        TIANJIN_2021.under(**readings), qualification_years=years, posting_days=days, brief_months=months
    ),
    st.integers(0, 3),
    st.integers(0, 40),
    st.integers(1, 5),
    st.fixed_dictionaries(
        {name: st.sampled_from(reading.options) for name, reading in sgz.TIANJIN_2021.readings.items()}
    ),
)


class TestTheDaysOfChange:
    @pytest.mark.parametrize("name", RULESETS)
    @settings(max_examples=12, deadline=None)
    @given(data=st.data(), period=PERIODS, policy=POLICIES)
    def test_are_those_that_stepping_finds(
        self, name: str, data: st.DataObject, period: Period, policy: Policy
    ) -> None:
        ruleset = RULESETS[name]
        subject = data.draw(strategies.subject(ruleset.subject))
        found = sgz.timeline(
            subject, first_day=period.first_day, last_day=period.last_day, policy=policy, ruleset=ruleset
        )
        assert days(found) == stepped(ruleset, subject, period, policy)

    @pytest.mark.prove
    @settings(max_examples=25, deadline=None)
    @given(
        first=st.sampled_from([date(2022, 1, 31), date(2024, 2, 29), date(2023, 8, 31)]) | st.dates(START, START),
        more=st.integers(20, 800),
        months=st.integers(1, 6),
    )
    def test_of_a_contract_at_the_end_of_a_month_are_too(self, first: date, more: int, months: int) -> None:
        term = Period(first, first + timedelta(days=more))
        contract = Contract(period=term, midterm_report_on=sgz.NOT_YET, report_within_days=5)
        policy, period = attrs.evolve(TIANJIN_2021, brief_months=months), Period(date(2021, 12, 1), date(2024, 12, 1))
        found = sgz.timeline(contract, first_day=period.first_day, last_day=period.last_day, policy=policy)
        assert days(found) == stepped(sgz.CONTRACT, contract, period, policy)

    def test_of_a_team_are_the_end_of_the_two_years_and_of_a_registration(self) -> None:
        found = sgz.timeline(TEAM, first_day=date(2022, 1, 1), last_day=date(2024, 12, 31))
        # The two years end on a Sunday, and whether on the Monday after it, only the published rest days say.
        assert days(found) == [date(2023, 7, 24), date(2023, 7, 25), date(2024, 6, 1)]
        for turn, after in zip(found.turns, (Status.UNDETERMINED, Status.VIOLATED), strict=False):
            (change,) = turn.changes
            assert (change.after.requirement.id, change.after.status) == ("staffing.all_qualified", after)

    def test_of_a_station_are_the_last_days_that_its_contract_moves(self) -> None:
        station = sgz.Station(
            first_batch=True,
            premises=sgz.Premises(printer=False),
            team=sgz.Team(
                contract_signed_on=date(2021, 9, 1), service_started_on=sgz.NOT_YET, follows=sgz.Follows.NOTHING
            ),
        )
        found = sgz.timeline(station, first_day=date(2021, 7, 1), last_day=date(2021, 12, 31))
        turned = {turn.day: {one.after.requirement.id for one in turn.changes} for turn in found.turns}
        sunday, late, signed = date(2021, 8, 16), date(2021, 8, 17), date(2021, 9, 1)
        assert list(turned) == [date(2021, 8, 1), sunday, late, signed, date(2021, 9, 17)]
        assert "premises.printer" in turned[date(2021, 8, 1)]
        assert all("staffing.posting" in turned[day] for day in (sunday, late, signed, date(2021, 9, 17)))

    def test_of_a_contract_are_the_days_on_which_acts_are_done_and_those_after_what_falls_due(self) -> None:
        found = sgz.timeline(CONTRACT, first_day=date(2021, 7, 1), last_day=date(2022, 12, 31))
        done = [date(2022, 1, 22), date(2022, 7, 22)]
        # What falls due on a Saturday is definitely late on the Tuesday.
        late = [date(2022, 1, 23), date(2022, 1, 25), date(2022, 7, 23)]
        assert days(found) == sorted([date(2021, 7, 20), *late, *done])
        assert [turn.verdicts for turn in found.turns if turn.day not in done] == [
            (True, True),
            (True, UNKNOWN),
            (UNKNOWN, False),
            (False, False),
        ]
        assert [change.after.requirement.id for change in found.turns[-1].changes] == [
            "contract.final_evaluation",
        ]

    @pytest.mark.parametrize(
        ("first", "last", "found"),
        [
            (date(2022, 1, 22), date(2022, 1, 23), [date(2022, 1, 23)]),
            (date(2021, 8, 2), date(2021, 8, 22), []),
            (date(2021, 8, 23), date(2022, 1, 22), [date(2022, 1, 22)]),
            (
                date(2022, 1, 22),
                date(2022, 7, 23),
                [date(2022, 1, 23), date(2022, 1, 25), date(2022, 7, 22), date(2022, 7, 23)],
            ),
        ],
    )
    def test_lie_after_the_first_day_and_up_to_the_last(self, first: date, last: date, found: list[date]) -> None:
        assert days(sgz.timeline(CONTRACT, first_day=first, last_day=last)) == found

    def test_include_the_day_on_which_the_notice_begins_to_bind(self) -> None:
        issued = TIANJIN_2021.notice.issued_on
        unqualified = sgz.Worker(certificate=sgz.Certificate.NONE, social_work_major=False)
        found = sgz.timeline(unqualified, first_day=date(2021, 1, 1), last_day=date(2021, 12, 31))
        assert days(found) == [issued]
        assert (found.turns[0].before.on, found.turns[0].after.on) == (issued - timedelta(days=1), issued)
        assert not found.opening.applicable

    def test_include_the_day_after_the_last_on_which_a_notice_binds(self) -> None:
        notice = varied(TIANJIN_2021.notice, in_force_until=date(2022, 6, 30))
        law = varied(TIANJIN_2021, notice=notice)
        unqualified = sgz.Worker(certificate=sgz.Certificate.NONE, social_work_major=False)
        found = sgz.timeline(unqualified, first_day=date(2022, 1, 1), last_day=date(2022, 12, 31), policy=law)
        assert days(found) == [date(2022, 7, 1)]
        assert not found.turns[0].after.applicable

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (lambda worker, case: worker.posted_on == case.on, [date(2022, 3, 1), date(2022, 3, 2)]),
            (lambda worker, case: worker.posted_on != case.on, [date(2022, 3, 1), date(2022, 3, 2)]),
            (lambda worker, case: worker.posted_on > case.on, [date(2022, 3, 1)]),
            (lambda worker, case: case.on <= worker.posted_on, [date(2022, 3, 2)]),
            (lambda worker, case: case.on <= worker.posted_on + timedelta(15), [date(2022, 3, 17)]),
            (lambda worker, case: worker.posted_on - timedelta(15) <= case.on, [date(2022, 2, 14)]),
        ],
    )
    def test_are_found_for_a_rule_of_your_own(self, rule: Any, expected: list[date]) -> None:
        own = attrs.evolve(sgz.QUALIFICATION.requirements[0], id="mine.own", holds=rule)
        mine = Ruleset("mine", sgz.Worker, (own,), zh="自定", en="mine", law=TIANJIN_2021)
        posted = sgz.Worker(posted_on=date(2022, 3, 1))
        found = sgz.timeline(posted, first_day=date(2021, 6, 1), last_day=date(2022, 12, 31), ruleset=mine)
        assert days(found) == expected

    def test_are_none_where_nothing_changes(self) -> None:
        found = sgz.timeline(sgz.Worker(), first_day=date(2022, 1, 1), last_day=date(2031, 12, 31))
        assert found.turns == ()
        assert found.assessments == (found.opening,)
        assert found.opening.on == date(2022, 1, 1)

    def test_hold_plain_days(self) -> None:
        found = sgz.timeline(CONTRACT, first_day=date(2021, 7, 1), last_day=date(2022, 12, 31))
        assert {type(assessment.on) for assessment in found.assessments} == {date}
        assert pickle.loads(pickle.dumps(found.period)) == found.period  # noqa: S301 - our own bytes

    @pytest.mark.parametrize(
        ("subject", "first", "last", "message"),
        [
            ("站", START, START, "timeline: '站' .*a subject of one of RULESETS"),
            (CONTRACT, START, START - timedelta(days=1), r"Period\.last_day"),
            (CONTRACT, datetime(2021, 7, 23), START, r"Period\.first_day.*without a time"),  # noqa: DTZ001 - refused
            (CONTRACT, START, None, r"Period\.last_day"),
        ],
    )
    def test_of_nothing_are_refused(self, subject: Any, first: Any, last: Any, message: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=message):
            sgz.timeline(subject, first_day=first, last_day=last)


class TestTheTimelineInWords:
    def test_says_what_changes_and_why(self) -> None:
        found = sgz.timeline(TEAM, first_day=date(2022, 1, 1), last_day=date(2024, 12, 31))
        english = found.render("en")
        head = "Staffing · 1 January 2022 to 31 December 2024\n\n1 January 2022: cannot be decided yet\n"
        assert english.startswith(head)
        assert (
            "\n25 July 2023: cannot be decided yet → does not comply\n    ✗ 三(二) [must] once 2 project years are "
            "over, every worker in post is qualified: cannot be decided yet → violated (1 not true: 李强 · "
            "qualified, if in post; project started on 23 July 2021; due 23 July 2023)\n"
        ) in english
        assert f"2023年7月25日：{status_word(Status.UNDETERMINED)} → {status_word(Status.VIOLATED)}\n" in found.render()
        assert "李强 · 具备社会工作专业资质（在岗者）；" in found.render()

    def test_says_what_is_unknown_and_leaves_out_what_is_not_against_it(self) -> None:
        found = sgz.timeline(CONTRACT, first_day=date(2021, 7, 1), last_day=date(2022, 12, 31))
        lines = found.render("en").splitlines()
        assert "23 July 2022: does not comply" in lines
        (evaluation,) = [line for line in lines if "final evaluation" in line and "→ cannot be decided yet" in line]
        assert "(1 unknown: final evaluation reported to the city on; signed on 20 July 2021; last day of" in evaluation
        assert not any("the final report" in line and "violated" in line for line in lines)


class TestTheDrawing:
    FOUND = sgz.timeline(CONTRACT, first_day=date(2021, 5, 1), last_day=date(2024, 12, 31))

    def drawn(self, found: Timeline = FOUND, **how: Any) -> ET.Element:
        return ET.fromstring(found.to_svg(**how))  # noqa: S314 - our own drawing

    def told(self, root: ET.Element, shape: str) -> list[str]:
        return [str(mark.findtext(f"{SVG}title")) for mark in root.iter(f"{SVG}{shape}") if len(mark)]

    def shown(self, root: ET.Element) -> list[str]:
        return [str(text.text) for text in root.iter(f"{SVG}text")]

    def test_has_a_title_and_a_text_for_screen_readers(self) -> None:
        root = self.drawn(locale="en")
        title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert described is not None
        assert title.text == "Purchase contract · 1 May 2021 to 31 December 2024"
        assert described.text == self.FOUND.render("en")
        assert (root.get("role"), root.get("aria-labelledby")) == ("img", title.get("id"))
        assert root.get("aria-describedby") == described.get("id")
        assert title.get("id") != ET.fromstring(self.FOUND.to_svg())[0].get("id")  # noqa: S314 - our own drawing

    def test_shows_contract_years_reports_dates_and_findings(self) -> None:
        root = self.drawn(locale="en")
        assert {"Contract years", "year 1", "year 2", "year 3", "Verdict", "✗ does not comply"} <= set(self.shown(root))
        halves = {f"{year}-{month}" for year in range(2021, 2025) for month in ("01", "07")} - {"2021-01"}
        assert halves <= set(self.shown(root))
        assert "year 2: 2022-07-23 – 2023-07-22" in self.told(root, "rect")
        points = self.told(root, "path")
        assert sum(point.startswith("monthly brief") for point in points) == 13
        assert "final report 1 · 2022-07-22 · 五(四)" in points
        assert "mid-term evaluation 1 · 2022-01-22 · 六(三)" in points
        assert "date for the launch · 2021-07-31 · 六(二)" in points
        assert "due 2022-07-22" in points
        assert "2021-05-26 – 2022-01-22 not due yet" in self.told(root, "rect")
        assert "2022-01-23 – 2022-01-24 cannot be decided yet" in self.told(root, "rect")
        assert "2022-01-25 – 2024-12-31 violated" in self.told(root, "rect")

    def test_keeps_within_its_frame_and_follows_time_from_left_to_right(self) -> None:
        root = self.drawn()
        right = float(root.get("width", "0"))
        boxes = [
            (float(box.get("x", "0")), float(box.get("width", "0"))) for box in root.iter(f"{SVG}rect") if len(box)
        ]
        assert all(0 <= left and left + width <= right for left, width in boxes)
        years = [box for box in root.iter(f"{SVG}rect") if "年: " in (box.findtext(f"{SVG}title") or "")]
        lefts = [float(box.get("x", "0")) for box in years]
        assert len(lefts) == 3
        assert lefts == sorted(lefts)

    def test_stands_in_lanes_of_one_height_over_a_margin_for_the_days(self) -> None:
        root = self.drawn(locale="en")
        bands = sorted({float(box.get("y", "")) for box in root.iter(f"{SVG}rect") if len(box)})
        lanes = [86.0 + 44 * place for place in range(15)]
        assert set(bands) <= set(lanes)
        assert float(root.get("height", "")) == bands[-1] + 74
        assert {float(line.get("y2", "")) for line in root.iter(f"{SVG}line") if len(line)} == {bands[-1] + 50}
        points = {float(point.get("d", "").split()[2]) for point in root.iter(f"{SVG}path")}
        assert points <= {top + 8 - size for top in lanes for size in (4, 7)}
        (label,) = (float(text.get("y", "")) for text in root.iter(f"{SVG}text") if text.text == "Verdict")
        assert label + 6 in bands

    def test_marks_today_only_where_the_caller_says_when_that_is(self) -> None:
        assert "今日" not in self.shown(self.drawn())
        assert "今日" in self.shown(self.drawn(today=date(2022, 3, 1)))
        assert "2022-03-01" in self.told(self.drawn(today=date(2022, 3, 1)), "line")
        assert "今日" not in self.shown(self.drawn(today=date(2031, 1, 1)))
        with pytest.raises(sgz.InvalidType, match=r"today: '2022-03-01'"):
            self.drawn(today="2022-03-01")

    def test_reaches_to_the_end_of_the_calendar(self) -> None:
        contract = Contract(
            signed_on=date(9998, 12, 1), ended_on=sgz.NOT_YET, first_day=date(9999, 1, 1), last_day=date.max
        )
        found = sgz.timeline(contract, first_day=date(9999, 1, 1), last_day=date.max)
        assert days(found) == [date(9999, 2, 1), date(9999, 7, 1)]
        assert "final report 1 · 9999-12-31 · 五(四)" in self.told(self.drawn(found, locale="en"), "path")

    def test_of_a_team_counts_years_from_the_start_of_the_project(self) -> None:
        root = self.drawn(sgz.timeline(TEAM, first_day=date(2022, 1, 1), last_day=date(2023, 1, 1)))
        assert "第1年: 2021-07-23 – 2022-07-22" in self.told(root, "rect")
        assert "第3年: 2023-07-23 – 2024-07-22" not in self.told(root, "rect")
        assert "报告和评估的期限" not in self.shown(root)
        assert "通知规定的日期" not in self.shown(root)

    def test_shows_no_last_day_that_lies_outside(self) -> None:
        root = self.drawn(sgz.timeline(CONTRACT, first_day=date(2022, 7, 1), last_day=date(2022, 8, 1)), locale="en")
        points = self.told(root, "path")
        assert "due 2022-07-22" in points
        assert all("2022-07-2" in point or "2022-07-31" in point for point in points)

    def test_of_a_station_does_too(self) -> None:
        station = sgz.Station(team=TEAM)
        root = self.drawn(sgz.timeline(station, first_day=date(2022, 1, 1), last_day=date(2024, 1, 1)))
        assert "合同年度" in self.shown(root)

    @pytest.mark.parametrize(
        "contract",
        [
            Contract(),
            varied(CONTRACT, contract_year=UNKNOWN),
            varied(CONTRACT, cycle_years=None),
            varied(CONTRACT, contract_year=4, follows=UNKNOWN),
        ],
    )
    def test_of_what_stands_in_no_known_cycle_has_no_contract_years(self, contract: Contract) -> None:
        root = self.drawn(sgz.timeline(contract, first_day=date(2021, 5, 1), last_day=date(2022, 12, 31)))
        assert "合同年度" not in self.shown(root)

    def test_of_a_worker_is_a_verdict_and_its_reasons(self) -> None:
        root = self.drawn(sgz.timeline(ASSISTANT, first_day=date(2024, 1, 1), last_day=date(2024, 12, 31)))
        labels = self.shown(root)
        assert [label for label in labels if label.startswith("三（二）")] == [cited_text("qualification.registration")]
        assert "合同年度" not in labels

    def test_escapes_what_it_shows(self) -> None:
        odd = varied(ASSISTANT, name="<script>")
        drawn = sgz.timeline(
            sgz.Team(workers=(odd,), project_started_on=START), first_day=START, last_day=date(2024, 12, 31)
        ).to_svg()
        assert "<script>" not in drawn
        assert "&lt;script&gt;" in drawn

    def test_is_what_a_notebook_shows(self) -> None:
        assert self.FOUND._repr_svg_() == self.FOUND.to_svg()


@outcome("三(一)", law=Policy, kind=COUNT, zh="当日起计入的件数", en="pieces from the launch on", group="counted")
def pieces(_premises: Any, case: Any) -> Any:
    return amount_if(case.on >= case.law.launch_by, 1)


@outcome("三(一)", law=Policy, kind=COUNT, zh="电脑台数", en="computers", group="counted")
def computers(premises: Any, _case: Any) -> Any:
    return amount_if(premises.computer, 1)


def test_a_turn_shows_the_outcomes_that_change_and_no_others() -> None:
    rules: Any = attrs.evolve(sgz.PREMISES, name="counted", outcomes=(pieces, computers))
    launch = TIANJIN_2021.launch_by
    eve = launch - timedelta(days=1)
    found = sgz.timeline(sgz.Premises(computer=True), ruleset=rules, first_day=eve, last_day=launch)
    (turn,) = found.turns
    changed: Any = turn.to_dict()
    assert (turn.day, [each["id"] for each in changed["outcomes"]]) == (launch, ["counted.pieces"])
