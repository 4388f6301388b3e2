"""Progress tells what is new, still open and since when, resolved, not comparable, from the receipts of both days."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from equipped import EQUIPPED
from sgzlib.assessment.progress import kind_of
from sgzlib.assessment.receipts import sealed
from sgzlib.bridges import strategies
from wording import cited_text, status_word

MET, VIOLATED, UNMET, UNDETERMINED, NOT_DUE, NOT_APPLICABLE = sgz.Status
NEW, STILL_OPEN, RESOLVED, LAPSED, NOT_COMPARABLE = sgz.ProgressKind
MARCH, JUNE = date(2022, 3, 1), date(2022, 6, 1)
evolve: Any = attrs.evolve
TEAM = sgz.Team(contracted_headcount=3, workers=(sgz.Worker(name="王芳"), sgz.Worker()))


def premises(on: date, **facts: Any) -> sgz.Assessment:
    return sgz.check_premises(sgz.Premises(**EQUIPPED | facts), on=on)


def places(items: tuple[sgz.ProgressItem, ...]) -> list[str]:
    return [item.id.partition(".")[2] for item in items]


class TestKinds:
    """What became of a finding follows from its two statuses."""

    @pytest.mark.parametrize(
        ("before", "after", "kind"),
        [
            (MET, MET, None),
            (NOT_DUE, NOT_APPLICABLE, None),
            (MET, VIOLATED, NEW),
            (NOT_DUE, UNDETERMINED, NEW),
            (VIOLATED, VIOLATED, STILL_OPEN),
            (VIOLATED, UNDETERMINED, STILL_OPEN),
            (UNMET, MET, RESOLVED),
            (VIOLATED, NOT_DUE, LAPSED),
            (UNDETERMINED, NOT_APPLICABLE, LAPSED),
            (None, VIOLATED, NOT_COMPARABLE),
            (VIOLATED, None, NOT_COMPARABLE),
            (None, MET, None),
        ],
    )
    def test_of_what_was_asked_in_the_same_way(self, before: Any, after: Any, kind: Any) -> None:
        assert kind_of(before, after) is kind

    def test_what_was_not_asked_in_the_same_way_is_neither_resolved_nor_new(self) -> None:
        assert kind_of(VIOLATED, MET, comparable=False) is NOT_COMPARABLE
        assert kind_of(MET, MET, comparable=False) is None


class TestOneSubject:
    BEFORE = premises(MARCH, printer=False, computer=False, casework_room=False)
    AFTER = premises(JUNE, computer=False, filing_cabinet=None)
    PROGRESS = sgz.compare_assessments(BEFORE, AFTER)

    def test_each_item_stands_under_its_kind(self) -> None:
        assert places(self.PROGRESS.new) == ["filing_cabinet"]
        assert places(self.PROGRESS.still_open) == ["computer"]
        assert places(self.PROGRESS.resolved) == ["printer"]
        assert self.PROGRESS.lapsed == self.PROGRESS.not_comparable == ()
        assert self.PROGRESS.differences == ()
        assert list(self.PROGRESS.counts.values()) == [1, 1, 1, 0, 0]
        [item] = self.PROGRESS.still_open
        assert (item.before, item.after, item.since) == (VIOLATED, VIOLATED, MARCH)
        assert item.finding is self.AFTER["premises.computer"]
        assert repr(item) == "<ProgressItem premises.computer: still open>"

    def test_a_receipt_stands_for_its_assessment(self) -> None:
        assert sgz.compare_assessments(sgz.receipt(self.BEFORE), self.AFTER) == self.PROGRESS

    def test_earlier_ones_tell_since_when(self) -> None:
        earlier: list[Any] = [
            premises(date(2021, 9, 1), computer=False, filing_cabinet=False),
            sgz.receipt(premises(date(2021, 12, 1), computer=None)),
            premises(date(2021, 8, 15)),
        ]
        progress = sgz.compare_assessments(self.BEFORE, self.AFTER, earlier=earlier)
        assert [item.since for item in progress.still_open] == [date(2021, 9, 1)]
        assert [item.since for item in progress.new] == [JUNE]
        assert [item.since for item in progress.resolved] == [None]

    def test_what_does_not_bind_any_more_is_not_resolved(self) -> None:
        team = sgz.Team(contract_signed_on=date(2022, 2, 1), contracted_headcount=2, service_started_on=sgz.NOT_YET)
        again = evolve(team, contract_signed_on=date(2022, 5, 30))
        progress = sgz.compare_assessments(sgz.check_staffing(team, on=MARCH), sgz.check_staffing(again, on=JUNE))
        lapsed = {item.id: (item.before, item.after) for item in progress.lapsed}
        assert lapsed["staffing.posting"] == (VIOLATED, NOT_DUE)
        assert progress.resolved == ()

    @settings(max_examples=15)
    @given(st.data())
    def test_an_assessment_compared_with_itself_has_nothing_new_or_resolved(self, data: st.DataObject) -> None:
        ruleset = data.draw(st.sampled_from(list(sgz.RULESETS.values())))
        subject = data.draw(strategies.subject(ruleset.subject))
        assessment = sgz.assess(ruleset, subject, on=data.draw(strategies.days()))
        progress = sgz.compare_assessments(assessment, assessment)
        opened = [f for f in assessment.findings if f.status in {VIOLATED, UNMET, UNDETERMINED}]
        allowed = [f for f in opened if f.requirement.force_under(assessment.policy) is sgz.Force.MAY]
        own = [f.requirement.id for f in opened if not f.requirement.restates and f not in allowed]
        assert [item.id for item in progress.still_open] == [item.id for item in progress.items] == own
        assert progress.differences == ()

    def test_what_is_merely_allowed_is_no_item_and_a_station_that_takes_it_for_reference_has_the_same(self) -> None:
        items = self.PROGRESS.items
        assert "casework_room" not in places(items)
        before, after = (
            sgz.assess(sgz.PREMISES, each.subject, on=each.on, scope=sgz.Scope.REFERENCE)
            for each in (self.BEFORE, self.AFTER)
        )
        assert places(sgz.compare_assessments(before, after).items) == places(items)

    def test_what_sums_up_others_is_not_counted_again(self) -> None:
        station = sgz.check_station(sgz.Station(first_batch=True, premises=sgz.Premises(printer=False)), on=MARCH)
        progress = sgz.compare_assessments(station, station)
        assert "station.equipment" not in {item.id for item in progress.items}
        assert {item.path for item in progress.items} > {"premises", "team"}


class TestNotComparable:
    """Findings are compared only where the same was asked by the same library."""

    BEFORE = sgz.check_staffing(TEAM, on=MARCH)

    def compared(self, before: Any = BEFORE, **law: Any) -> sgz.Progress:
        after = sgz.check_staffing(TEAM, on=JUNE, policy=evolve(sgz.TIANJIN_2021, **law))
        return sgz.compare_assessments(before, after)

    def test_under_another_number_the_requirements_that_ask_it_are_not(self) -> None:
        progress = self.compared(minimum_qualified=2)
        [item] = progress.not_comparable
        assert item.id == "staffing.qualified_minimum"
        assert item.why == progress.differences
        assert item.why == (("具备资质社工的最低人数：1 → 2", "least number of qualified workers: 1 → 2"),)
        assert item.since == JUNE
        assert len(progress.still_open) == 7

    def test_under_another_reading_the_requirements_that_hang_on_it_are_not(self) -> None:
        progress = self.compared(posting_scope=sgz.PostingScope.EVERYONE)
        [item] = progress.not_comparable
        assert item.id == "staffing.posting"
        assert item.why[0][0].startswith("合同签订后15天内须派驻到岗的是哪些人员？由“")
        assert "CONTRACTED" not in progress.render()

    def test_with_other_rest_days_those_whose_last_day_moves_are_not(self) -> None:
        rest_days = sgz.RestDays(date(2022, 1, 1), date(2022, 1, 3), frozenset({date(2022, 1, 1)}))
        law = evolve(sgz.TIANJIN_2021, rest_days=rest_days)
        before = sgz.check_qualification(sgz.Worker(), on=MARCH, policy=law)
        progress = sgz.compare_assessments(before, sgz.check_qualification(sgz.Worker(), on=JUNE))
        assert progress.differences == (("放假安排：2022-01-03 (1) → ", "rest days: 2022-01-03 (1) → "),)
        asking = ["qualification.registration", "qualification.continuing_education"]
        assert [item.id for item in progress.not_comparable] == asking
        assert {item.why for item in progress.not_comparable} == {progress.differences}

    def test_from_another_version_of_the_library_nothing_is(self) -> None:
        content = json.loads(sgz.receipt(self.BEFORE)) | {"sgzlib": "0.0.9"}
        progress = self.compared(sealed(content))
        assert {item.kind for item in progress.items} == {NOT_COMPARABLE}
        assert progress.items[0].why == (
            (f"库版本：0.0.9 → {sgz.__version__}", f"library version: 0.0.9 → {sgz.__version__}"),
        )

    def test_where_the_notice_only_served_as_a_reference_nothing_is(self) -> None:
        progress = self.compared(sgz.check_staffing(TEAM, on=MARCH, scope=sgz.Scope.REFERENCE))
        assert {item.kind for item in progress.items} == {NOT_COMPARABLE}
        assert progress.items[0].why == (("适用情形：REFERENCE → BINDS", "scope: REFERENCE → BINDS"),)

    def test_a_changed_requirement_is_not(self) -> None:
        other = sgz.STAFFING.replace("staffing.training", zh="须培训")
        progress = sgz.compare_assessments(self.BEFORE, sgz.assess(other, TEAM, on=JUNE))
        assert [(item.id, item.why[0][0]) for item in progress.not_comparable] == [
            ("staffing.training", "要求的文字、公式或者所涉情况不同")
        ]

    def test_one_that_only_one_day_asks_is_not(self) -> None:
        fewer = sgz.STAFFING - "staffing.training"
        gone = sgz.compare_assessments(self.BEFORE, sgz.assess(fewer, TEAM, on=JUNE))
        come = sgz.compare_assessments(sgz.assess(fewer, TEAM, on=MARCH), sgz.check_staffing(TEAM, on=JUNE))
        for progress, status in ((gone, (UNDETERMINED, None)), (come, (None, UNDETERMINED))):
            [item] = progress.not_comparable
            assert (item.before, item.after) == status
            assert item.why == (("仅一次核对有此要求", "only one of the two has this requirement"),)
        assert f"  ? staffing.training：{status_word(UNDETERMINED)}；{item.why[0][0]}" in gone.render()
        assert gone.to_frame().filter(id="staffing.training").row(0)[3:6] == (None, None, None)
        assert "text" not in gone.to_dict()["items"][-1]

    def test_an_earlier_one_that_is_not_breaks_the_chain(self) -> None:
        law = evolve(sgz.TIANJIN_2021, minimum_qualified=2)
        earlier = sgz.check_staffing(TEAM, on=date(2022, 1, 1), policy=law)
        progress = sgz.compare_assessments(self.BEFORE, sgz.check_staffing(TEAM, on=JUNE), earlier=[earlier])
        since = {item.id: item.since for item in progress.still_open}
        assert since["staffing.qualified_minimum"] == MARCH
        assert since["staffing.training"] == date(2022, 1, 1)


class TestForms:
    PROGRESS = TestOneSubject.PROGRESS

    def test_as_text(self) -> None:
        head, new, still_open, resolved = self.PROGRESS.render().rstrip().split("\n\n")
        assert re.findall(r"(\d+)项", head) == ["1", "1", "1", "0", "0"]
        assert all(block.splitlines()[0].endswith("1项") for block in (new, still_open, resolved))
        change = f"{status_word(MET)} → {status_word(UNDETERMINED)}；"
        assert new.splitlines()[1].startswith(f"  ? {cited_text('premises.filing_cabinet')}：{change}")
        assert new.endswith("2022年6月1日起")
        violated = f"  ✗ {cited_text('premises.computer')}：{status_word(VIOLATED)}；"
        assert still_open.splitlines()[1].startswith(violated)
        assert still_open.endswith("2022年3月1日起")
        change = f"{status_word(VIOLATED)} → {status_word(MET)}"
        assert resolved.splitlines()[1] == f"  ✓ {cited_text('premises.printer')}：{change}"
        assert "computer: violated; open since 1 March 2022 or earlier" in self.PROGRESS.render("en")

    def test_as_text_with_what_else_differs_whose_and_what_was_decided(self) -> None:
        named = sgz.Worker(name="王{芳", registered=False)
        before = sgz.check_qualification(named, on=MARCH)
        law = sgz.TIANJIN_2021.under(education_hours=list(sgz.EducationHours)[1])
        waiver = sgz.Decision(
            requirement=before.findings[0].requirement.id,
            kind=sgz.DecisionKind.WAIVER,
            by=sgz.Actor.CITY_BUREAU,
            on=MARCH,
            grounds="复函",
        )
        after = sgz.check_qualification(named, on=JUNE, policy=law).with_decisions([waiver])
        said = sgz.compare_assessments(before, after).render()
        assert said.startswith("整改进展 · 社会工作专业资质 · 王{芳 · 2022年3月1日至2022年6月1日\n")
        assert "\n两次核对的差异：" in said
        assert "（已批准豁免）" in said

    def test_as_a_table(self) -> None:
        frame = self.PROGRESS.to_frame()
        assert frame.row(0) == (
            *("STILL_OPEN", "premises.computer", "", "三(一)", "MUST", "配有电脑", "VIOLATED", "VIOLATED"),
            *(MARCH, None),
        )
        assert frame["kind"].to_list() == ["STILL_OPEN", "RESOLVED", "NEW"]

    def test_as_data(self) -> None:
        document = self.PROGRESS.to_dict()
        assert document["text"] == "新增1项，仍存在1项，已解决1项，不再要求0项，不可比0项"
        assert (document["before_on"], document["on"]) == ("2022-03-01", "2022-06-01")
        assert document["items"][0] == {
            "kind": "STILL_OPEN",
            "id": "premises.computer",
            "path": "",
            "clause": "三(一)",
            "text": "配有电脑",
            "before": "VIOLATED",
            "after": "VIOLATED",
            "since": "2022-03-01",
        }
        assert "differences" not in document
        other = TestNotComparable().compared(minimum_qualified=2).to_dict()
        assert other.get("differences") == ["具备资质社工的最低人数：1 → 2"]

    def test_as_a_page(self) -> None:
        page = self.PROGRESS.to_html()
        assert "<h4>新增1项</h4>" in page
        assert '<div class="item violated"><p><span class="mark violated">✗</span>三（一）【应当】 配有电脑' in page
        assert "两次核对的差异" not in page
        assert "<p>两次核对的差异：具备资质" in TestNotComparable().compared(minimum_qualified=2).to_html()


class TestRefused:
    MARCH_ONE = premises(MARCH)

    @pytest.mark.parametrize(
        ("before", "error", "message"),
        [
            (3, sgz.InvalidType, r"before: 3 不可用，应为Assessment 或其核对凭据"),
            ("{}", sgz.InvalidValue, "before: .*应为receipt 给出、未经改动的文本"),
            ("[", sgz.InvalidValue, "before: .*应为receipt 给出、未经改动的文本"),
            (sgz.receipt(MARCH_ONE).replace("true", "false"), sgz.InvalidValue, "未经改动"),
            (sealed({"on": "2022-03-01", "ruleset": "premises"}), sgz.InvalidValue, "未经改动"),
            (
                sgz.check_management(sgz.Management(), on=MARCH),
                sgz.InvalidValue,
                "before: 'management' .*premises 的核对结果",
            ),
            (premises(date(2022, 3, 2)), sgz.InvalidValue, "before: .*不晚于 2022-03-01 的核对结果"),
        ],
    )
    def test_what_is_no_earlier_assessment_of_the_same_ruleset(
        self, before: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            sgz.compare_assessments(before, self.MARCH_ONE)

    def test_what_is_no_assessment_now_and_what_is_not_earlier(self) -> None:
        with pytest.raises(sgz.InvalidType, match="after: '1' 不可用，应为Assessment 对象"):
            sgz.compare_assessments(self.MARCH_ONE, "1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match=r"earlier: .*不晚于 2022-03-01 的核对结果"):
            sgz.compare_assessments(self.MARCH_ONE, premises(JUNE), earlier=[premises(JUNE)])
