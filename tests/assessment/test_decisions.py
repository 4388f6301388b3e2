"""A decision of an authority stands beside a finding, in every form that an answer leaves in, and changes no status."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from equipped import EQUIPPED
from foreign.county_library import BRANCH, HALL, Branch, Hall, Keeper
from sgzlib.assessment.receipts import sealed
from sgzlib.bridges import strategies
from sgzlib.law import Fact, Ruleset, fact, part, subject
from wording import requirement_text, status_word

ON = date(2022, 3, 1)
BARE = sgz.check_premises(sgz.Premises(printer=False, casework_room=False), on=ON)
STATION = sgz.Station(premises=sgz.Premises(printer=False), team=sgz.Team(contracted_headcount=2))


@subject
class Campus:
    """Two halls (两馆)."""

    east: Fact[Hall] = fact(part(Hall), "东馆", "east hall")
    west: Fact[Hall] = fact(part(Hall), "西馆", "west hall")


EXTENSION, WAIVER, FINDING = sgz.DecisionKind
IN_FORCE, NOT_YET, EXPIRED, NO_LAST_DAY = sgz.DecisionState
VIOLATED, UNMET, UNDETERMINED = sgz.Status.VIOLATED, sgz.Status.UNMET, sgz.Status.UNDETERMINED
KINDS = st.sampled_from(list(sgz.DecisionKind))


def decision(**how: Any) -> sgz.Decision:
    said: dict[str, Any] = {
        "requirement": "premises.printer",
        "kind": EXTENSION,
        "by": sgz.Actor.DISTRICT_BUREAU,
        "on": date(2022, 2, 1),
        "until": date(2022, 6, 30),
        "grounds": "复函第3号",
        **how,
    }
    return sgz.Decision(**said)


DECIDED = BARE.with_decisions([decision()])


class TestHonoured:
    """It is honoured from its day to its last day, where its kind has one."""

    @pytest.mark.parametrize(
        ("kind", "until", "day", "state"),
        [
            (EXTENSION, date(2022, 6, 30), date(2022, 1, 31), NOT_YET),
            (EXTENSION, date(2022, 6, 30), date(2022, 2, 1), IN_FORCE),
            (EXTENSION, date(2022, 6, 30), date(2022, 6, 30), IN_FORCE),
            (EXTENSION, date(2022, 6, 30), date(2022, 7, 1), EXPIRED),
            (EXTENSION, None, date(2022, 3, 1), NO_LAST_DAY),
            (WAIVER, None, date(2022, 1, 31), NOT_YET),
            (WAIVER, None, date(2042, 3, 1), IN_FORCE),
            (WAIVER, date(2022, 2, 1), date(2022, 2, 2), EXPIRED),
            (FINDING, None, date(2022, 3, 1), IN_FORCE),
        ],
    )
    def test_it_is_in_force_on_these_days_alone(
        self, kind: sgz.DecisionKind, until: date | None, day: date, state: sgz.DecisionState
    ) -> None:
        assert decision(kind=kind, until=until).state(day) is state

    @pytest.mark.parametrize(
        ("how", "honoured"),
        [
            ({}, True),
            ({"kind": WAIVER}, True),
            ({"kind": WAIVER, "until": None}, True),
            ({"kind": FINDING, "until": None}, True),
            ({"until": None}, False),
            ({"until": date(2022, 2, 1)}, False),
            ({"on": date(2022, 3, 2)}, False),
        ],
    )
    def test_the_report_says_which(self, how: dict[str, Any], honoured: bool) -> None:  # noqa: FBT001 - a case
        decided = BARE.with_decisions([decision(**how)])
        for locale in ("zh_CN", "en"):
            said = decision(**how).text(ON, locale)
            assert said in decided.render(locale)
            brief = said.split({"zh_CN": "（区民政局", "en": " (district"}[locale])[0]
            to_mend = decided.render(locale).splitlines()[3]
            assert requirement_text("premises.printer", locale) in to_mend
            assert (brief in to_mend) is honoured
        assert (decided["premises.printer"].decision_states == (IN_FORCE,)) is honoured
        assert [finding.requirement.id for finding in decided.decided] == ["premises.printer"] * honoured

    def test_counts_stand_with_and_without(self) -> None:
        decided = DECIDED.with_decisions([decision(requirement="premises.casework_room", until=date(2022, 2, 1))])
        # In force, expired; then of each status that asks for something all, and those without a decision in force.
        counts = ["1", "1", *("1", "0"), *("1", "1"), *[str(len(EQUIPPED) - 2)] * 2]
        for locale in ("zh_CN", "en"):
            line = decided.render(locale).splitlines()[2]
            assert re.findall(r"\d+", line) == counts
            stated = [line.index(status_word(status, locale)) for status in (VIOLATED, UNMET, UNDETERMINED)]
            assert stated == sorted(stated)


class TestBeside:
    """The finding keeps its status."""

    @settings(max_examples=20)
    @given(st.data())
    def test_no_status_and_no_verdict_changes(self, data: st.DataObject) -> None:
        ruleset = data.draw(st.sampled_from(list(sgz.RULESETS.values())))
        subject = data.draw(strategies.subject(ruleset.subject))
        plain = sgz.assess(ruleset, subject, on=ON)
        ids = st.sampled_from([finding.requirement.id for finding in plain.findings])
        made = st.builds(decision, requirement=ids, kind=KINDS, until=st.none() | st.just(date(2022, 6, 30)))
        decided = plain.with_decisions(data.draw(st.lists(made, max_size=4)))
        assert [(f.status, f.holds) for f in decided.findings] == [(f.status, f.holds) for f in plain.findings]
        assert decided.verdict is plain.verdict
        assert decided.missing == plain.missing
        assert sgz.verify(sgz.receipt(decided)).differences == ()

    def test_the_same_one_stands_once_and_more_are_added(self) -> None:
        waiver = decision(kind=WAIVER)
        assert DECIDED.with_decisions([decision(path="")]) == DECIDED != BARE
        assert [each.kind for each in DECIDED.with_decisions([waiver]).decisions] == [EXTENSION, WAIVER]
        assert BARE.with_decisions(()) == BARE
        assert hash(DECIDED) == hash(BARE.with_decisions([decision()]))

    def test_where_the_requirement_is_one_of_several_that_another_sums_up_it_stands_there_too(self) -> None:
        decided = sgz.check_station(STATION, on=ON).with_decisions([decision(path="premises")])
        summed = decided["station.equipment"]
        parts: Any = summed.parts
        part = next(part for part in parts if part.requirement.id == "premises.printer")
        assert part.decisions == decided["premises.printer"].decisions == (decision(path="premises"),)
        brief = decision().text(ON).split("（区民政局")[0]
        assert f"{requirement_text('premises.printer')}（{brief}）" in decided.to_html()

    def test_what_is_met_is_not_counted_as_decided(self) -> None:
        met = sgz.check_premises(sgz.Premises(printer=True), on=ON).with_decisions([decision()])
        assert met.decided == ()
        assert met["premises.printer"].decision_states == (IN_FORCE,)


class TestForms:
    """Every form that an assessment leaves in shows it."""

    def test_as_data(self) -> None:
        document = DECIDED.to_dict()
        [written] = document["findings"][3].get("decisions", [])
        assert written == {
            "kind": "EXTENSION",
            "by": "DISTRICT_BUREAU",
            "on": "2022-02-01",
            "until": "2022-06-30",
            "grounds": "复函第3号",
            "state": "IN_FORCE",
            "text": decision().text(ON),
        }
        assert document.get("decided") == ["premises.printer"]
        assert "decided" not in BARE.to_dict()
        assert "decisions" not in BARE.to_dict()["findings"][3]
        endless = BARE.with_decisions([decision(kind=WAIVER, until=None)]).to_dict()["findings"][3]
        assert "until" not in endless.get("decisions", [{}])[0]

    def test_as_a_table(self) -> None:
        rows = DECIDED.to_frame().select("decided", "decisions").rows()
        assert rows[3] == (True, decision().text(ON))
        assert rows[0] == (None, None)

    def test_as_a_page_a_form_and_a_work_list(self) -> None:
        written = decision().text(ON)
        assert f"</dt><dd>{written}</dd>" in DECIDED.to_html()
        assert f"<p>{DECIDED.render().splitlines()[2]}</p>" in DECIDED.to_html()
        assert re.search(rf"{requirement_text('premises.printer')}\n.+{re.escape(written)}", DECIDED.to_form())
        assert written in DECIDED.to_do()

    def test_as_a_receipt(self) -> None:
        text = sgz.receipt(DECIDED)
        assert json.loads(text)["findings"][3]["decisions"][0]["state"] == "IN_FORCE"
        assert sgz.verify(text).same_outcome is True
        forged = sgz.verify(text.replace("2022-06-30", "2022-02-20"))
        assert (forged.intact, forged.same_outcome) == (False, False)
        assert [each.field for each in forged.differences] == ["findings[3].decisions[0].state"]
        assert "decisions" not in sgz.receipt(BARE)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("by", "MAYOR"),
            ("kind", "PARDON"),
            ("on", "soon"),
            ("until", 3),
            ("grounds", ""),
            ("requirement", "no.such"),
        ],
    )
    def test_one_that_this_library_does_not_read_leaves_the_outcome_unknown(self, field: str, value: Any) -> None:
        content = json.loads(sgz.receipt(DECIDED))
        content["findings"][3]["decisions"][0][field] = value
        verification = sgz.verify(sealed(content))
        assert verification.intact
        assert verification.same_outcome is sgz.UNKNOWN

    def test_what_holds_no_findings_is_no_receipt(self) -> None:
        content = json.loads(sgz.receipt(DECIDED)) | {"findings": ["printer"]}
        with pytest.raises(sgz.InvalidValue, match="receipt 给出的文本"):
            sgz.verify(sealed(content))


class TestTimeline:
    """It turns where a decision begins or ceases to be honoured."""

    TIMELINE = sgz.timeline(
        sgz.Premises(printer=False),
        first_day=date(2022, 1, 1),
        last_day=date(2022, 12, 31),
        decisions=[
            decision(),
            decision(kind=WAIVER, on=date(2022, 1, 1), until=date(2023, 1, 1)),
            decision(kind=FINDING, on=date(2021, 12, 1), until=None),
        ],
    )

    def test_on_its_day_and_after_its_last(self) -> None:
        assert [turn.day for turn in self.TIMELINE.turns] == [date(2022, 2, 1), date(2022, 7, 1)]
        [change] = self.TIMELINE.turns[1].changes
        assert change.before.status is change.after.status is sgz.Status.VIOLATED
        assert change.before.decision_states == (IN_FORCE, IN_FORCE, IN_FORCE)
        assert change.after.decision_states == (EXPIRED, IN_FORCE, IN_FORCE)

    def test_the_text_the_table_and_the_drawing_say_why(self) -> None:
        [change] = self.TIMELINE.turns[1].changes
        extension, waiver, _ = (each.text(self.TIMELINE.turns[1].day).split("（")[0] for each in change.after.decisions)
        assert f"{status_word(VIOLATED)}；{extension}；{waiver}" in self.TIMELINE.render()
        before = decision().text(ON).split("（")[0]
        assert before in self.TIMELINE.to_frame().row(0)[-1]
        assert f"<title>{before}</title>" in self.TIMELINE.to_svg()

    def test_a_change_of_status_says_nothing_of_a_decision_that_stays(self) -> None:
        turning = sgz.timeline(
            sgz.Premises(printer=False),
            first_day=date(2021, 7, 1),
            last_day=date(2021, 12, 31),
            decisions=[decision(kind=WAIVER, on=date(2021, 6, 1), until=None)],
        )
        assert [turn.day for turn in turning.turns] == [date(2021, 8, 1)]
        assert f"{status_word(sgz.Status.NOT_DUE)} → {status_word(VIOLATED)}（" in turning.render()
        assert WAIVER.zh not in turning.render()

    @pytest.mark.parametrize("until", [date.max, date(2022, 12, 31)])
    def test_a_last_day_at_or_after_the_end_is_no_turn(self, until: date) -> None:
        endless = sgz.timeline(
            sgz.Premises(printer=False),
            first_day=ON,
            last_day=until if until == date.max else ON + timedelta(days=30),
            decisions=[decision(until=until)],
        )
        assert endless.turns == ()


class TestRefused:
    """A decision about nothing, or of nobody, is an error."""

    @pytest.mark.parametrize(
        ("how", "message"),
        [
            (
                {"requirement": "premises.printr"},
                r"Decision.requirement: 'premises.printr' .*是否指 premises.printer？",
            ),
            ({"requirement": "a"}, r"Decision.requirement: 'a' 不可用，应为'premises.office'"),
            ({"path": "team"}, r"Decision.path: 'team' 不可用，应为'' \(not usable, expected one of ''\)"),
        ],
    )
    def test_what_the_assessment_does_not_have(self, how: dict[str, Any], message: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=message):
            BARE.with_decisions([decision(**how)])

    @pytest.mark.parametrize(
        ("how", "error", "message"),
        [
            ({"requirement": None}, sgz.InvalidType, "Decision.requirement"),
            ({"path": 3}, sgz.InvalidType, "Decision.path"),
            ({"kind": "延期"}, sgz.InvalidType, "Decision.kind"),
            ({"by": "区民政局"}, sgz.InvalidType, "Decision.by"),
            ({"on": "2022-02-01"}, sgz.InvalidType, "Decision.on"),
            ({"until": "2022-02-01"}, sgz.InvalidType, "Decision.until"),
            ({"until": date(2022, 1, 31)}, sgz.InvalidValue, "不早于决定日期 2022-02-01"),
            ({"grounds": ""}, sgz.InvalidValue, "Decision.grounds"),
        ],
    )
    def test_what_no_decision_can_hold(self, how: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            decision(**how)

    def test_somebody_who_is_no_actor_of_the_notice(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"Decision.by: .*DISTRICT_BUREAU（区民政局）"):
            BARE.with_decisions([decision(by=Keeper.COUNTY)])

    def test_what_is_no_decision(self) -> None:
        with pytest.raises(sgz.InvalidType, match="decisions: Decision"):
            BARE.with_decisions(decision())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidType, match=r"decisions\[0\]: '延期' 不可用，应为Decision 对象"):
            BARE.with_decisions(["延期"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidType, match="on: '2022-03-01' 不可用，应为日期"):
            decision().state("2022-03-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestAnotherNotice:
    """Who may decide is data of the notice."""

    def test_its_own_actors_decide(self) -> None:
        branch = sgz.assess(BRANCH, Branch(hall=Hall(lit=False)), on=date(2024, 3, 1))
        given_time = decision(requirement="hall.lit", by=Keeper.COUNTY, on=date(2024, 1, 1), until=date(2024, 6, 30))
        decided = branch.with_decisions([given_time])
        assert "已批准延期至2024年6月30日（县图书馆，" in decided.render()
        assert sgz.verify(sgz.receipt(decided), ruleset=BRANCH, policy=BRANCH.law).differences == ()
        with pytest.raises(sgz.InvalidType, match=r"Decision.by: .*COUNTY（县图书馆）、BRANCH（分馆）"):
            branch.with_decisions([decision(requirement="hall.lit")])

    def test_where_a_requirement_stands_in_two_places_the_path_says_in_which(self) -> None:
        rooms = HALL - "hall.lit"
        both = Ruleset(
            "campus", Campus, (), zh="两馆", en="Campus", law=HALL.law, parts=(("east", rooms), ("west", rooms))
        )
        plain = sgz.assess(both, Campus(east=Hall(seats=3), west=Hall(seats=4)), on=date(2024, 3, 1))
        how: dict[str, Any] = {"requirement": "hall.seats", "by": Keeper.COUNTY, "until": date(2024, 6, 30)}
        with pytest.raises(sgz.InvalidValue, match=r"Decision.path: None 不可用，应为'east'、'west'"):
            plain.with_decisions([decision(**how)])
        decided = plain.with_decisions([decision(path="west", **how)])
        assert [finding.path for finding in decided.decided] == ["west"]

    def test_a_notice_without_actors_knows_nobody_who_may(self) -> None:
        rule = HALL.requirements[0]
        nobody = attrs.evolve(rule.notice, actors=None)
        unsigned: Any = type("UnsignedLaw", (rule.law,), {"notice": nobody})
        hall = sgz.assess(HALL, Hall(seats=3), on=date(2024, 3, 1))
        finding = hall.findings[0]._replace(requirement=attrs.evolve(rule, law=unsigned))
        with pytest.raises(sgz.InvalidValue, match="没有列出责任单位"):
            attrs.evolve(hall, findings=(finding,)).with_decisions(
                [decision(requirement="hall.seats", by=Keeper.COUNTY)]
            )


class TestTheCaseOfAnOffice:
    """A district bureau gave a street until the end of June for its rooms: each month it prints what is open."""

    def test_the_rooms_are_open_all_the_time_and_decided_until_the_end_of_june(self) -> None:
        street = sgz.Station(first_batch=True, premises=sgz.Premises(independent_office=False, printer=True))
        given_time = decision(requirement="premises.office", on=date(2021, 9, 1), grounds="区民政局2021年9月1日批复")
        months = [
            sgz.check_station(street, on=date(2022, month, 1)).with_decisions([given_time]) for month in (5, 6, 7, 8)
        ]
        assert [month.verdict for month in months] == [False] * 4
        open_rooms = [["premises.office" in {f.requirement.id for f in month.violations}] for month in months]
        assert open_rooms == [[True]] * 4
        assert [[f.requirement.id for f in month.decided] for month in months] == [["premises.office"]] * 2 + [[], []]
        assert given_time.text(months[2].on) in months[2].render()
