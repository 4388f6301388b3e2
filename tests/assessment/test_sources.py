"""A source says how a fact is known; a finding has the highest level at which its status needs nothing below."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from equipped import EQUIPPED
from foreign.county_library import BRANCH, Branch, Hall, Volunteer
from sgzlib.assessment.receipts import sealed
from sgzlib.bridges import strategies
from wording import cited_text, fact_words, requirement_text, status_word

ON = date(2022, 3, 1)
DECLARED, INSPECTED, DOCUMENT = sgz.SourceLevel
MET, VIOLATED, NOT_DUE = map(status_word, (sgz.Status.MET, sgz.Status.VIOLATED, sgz.Status.NOT_DUE))
LEVELS = st.sampled_from(list(sgz.SourceLevel))
TRIED: list[sgz.Ruleset] = [sgz.PREMISES, sgz.STAFFING, sgz.QUALIFICATION, sgz.SIGN, sgz.PLAN]
FULL = sgz.Premises(**EQUIPPED | {"casework_room": False, "group_room": sgz.UNKNOWN})


def source(how: sgz.SourceLevel, **more: Any) -> sgz.Source:
    said: dict[str, Any] = {"by": "泰达街道", "on": date(2022, 2, 1), "evidence": "检查记录", **more}
    return sgz.Source(how=how, **said)


def assessed(subject: Any = FULL, ruleset: Any = sgz.PREMISES, **sources: sgz.SourceLevel) -> sgz.Assessment:
    given = {path.replace("__", "."): source(how) for path, how in sources.items()}
    return sgz.assess(ruleset, subject, on=ON, sources=given)


def levels(assessment: sgz.Assessment) -> dict[str, sgz.SourceLevel | None]:
    return {finding.requirement.id.partition(".")[2]: finding.level for finding in assessment.findings}


def places(document: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of a document: every fact, part, group and member."""
    items: Any = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in items:
        inner = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else key
        yield inner
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from places(value, inner)


def around(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    yield ""


def left(document: Any, sources: dict[str, sgz.Source], level: sgz.SourceLevel, path: str = "") -> Any:
    """Return what is left of a document at a level."""
    if isinstance(document, list):
        return [left(each, sources, level, f"{path}[{at}]") for at, each in enumerate(document)]
    kept = {}
    for key, value in document.items():
        inner = f"{path}.{key}" if path else key
        how = next((sources[each].how for each in around(inner) if each in sources), 0)
        if isinstance(value, dict):
            kept[key] = left(value, sources, level, inner)
        elif how >= level:
            several = isinstance(value, list) and value and isinstance(value[0], dict)
            kept[key] = left(value, sources, level, inner) if several else value
    return kept


class TestLevels:
    @settings(max_examples=40)
    @given(st.data())
    def test_of_random_subjects_the_level_is_that_of_trying_it(self, data: st.DataObject) -> None:
        ruleset = data.draw(st.sampled_from(TRIED))
        subject = data.draw(strategies.subject(ruleset.subject, known=True))
        document = sgz.interchange.dump(subject)
        paths = st.sampled_from(["", *places(document)])
        sources = data.draw(st.dictionaries(paths, st.builds(source, LEVELS), min_size=1, max_size=8))
        plain, told = (sgz.assess(ruleset, subject, on=ON, sources=each) for each in (None, sources))
        by_level = {
            level: sgz.assess(ruleset, sgz.interchange.load(ruleset.subject, left(document, sources, level)), on=ON)
            for level in sgz.SourceLevel
        }
        for place, finding in enumerate(told.findings):
            assert finding.status is plain.findings[place].status
            same = [level for level, each in by_level.items() if each.findings[place].status is finding.status]
            undetermined = finding.status is sgz.Status.UNDETERMINED
            assert finding.level == (None if undetermined else max(same, default=None))
        assert told.verdict is plain.verdict
        same = [level for level, each in by_level.items() if each.verdict is plain.verdict]
        assert told.level == (None if plain.verdict is sgz.UNKNOWN else max(same, default=None))
        assert sgz.verify(sgz.receipt(told)).differences == ()

    def test_the_nearest_source_counts_and_so_does_that_of_each_fact_that_decides(self) -> None:
        station = sgz.Station(first_batch=True, premises=sgz.Premises(printer=False, computer=True))
        sources = {"": source(DECLARED), "premises": source(INSPECTED), "premises.printer": source(DOCUMENT)}
        told = sgz.assess(sgz.STATION, station, on=ON, sources=sources)
        assert told["premises.computer"].level is INSPECTED
        assert told["premises.printer"].level is DECLARED  # for its last day: is the station of the first batch?
        told = sgz.assess(sgz.STATION, station, on=ON, sources={**sources, "first_batch": source(DOCUMENT)})
        assert told["premises.printer"].level is DOCUMENT

    def test_a_group_is_known_where_it_is_known_who_is_in_it(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(full_time=False, posted_on=date(2021, 9, 1)), sgz.Worker()))
        within = assessed(team, sgz.STAFFING, **{"workers[0]": DOCUMENT})
        assert within["staffing.full_time"].status is sgz.Status.VIOLATED
        assert within["staffing.full_time"].level is None
        whole = assessed(team, sgz.STAFFING, **{"workers": DECLARED, "workers[0]": DOCUMENT})
        assert whole["staffing.full_time"].level is DECLARED
        member = assessed(team, sgz.STAFFING, **{"workers": DOCUMENT, "workers[0]": INSPECTED})
        assert member["staffing.full_time"].level is INSPECTED

    def test_without_sources_there_is_no_level(self) -> None:
        for told in (sgz.check_premises(FULL, on=ON), sgz.assess(sgz.PREMISES, FULL, on=ON, sources={})):
            assert told.sources == {}
            assert told.level is None
            assert set(levels(told).values()) == {None}
            assert told == sgz.check_premises(FULL, on=ON)

    def test_of_another_notice_too(self) -> None:
        branch = Branch(hall=Hall(seats=3, lit=True), volunteers=(Volunteer(hours=40),))
        told = sgz.assess(BRANCH, branch, on=date(2024, 3, 1), sources={"hall": source(INSPECTED)})
        assert told["hall.seats"].level is INSPECTED
        assert told.level is INSPECTED


class TestChecks:
    @pytest.mark.parametrize("name", [name for name in dir(sgz) if name.startswith("check_")])
    def test_every_check_takes_sources_and_refuses_a_path_that_there_is_not(self, name: str) -> None:
        check = getattr(sgz, name)
        subject = typing.get_args(typing.get_type_hints(check)["return"])[0]()
        told = check(subject, on=ON, sources={"": source(INSPECTED)})
        assert told == sgz.assess(told.ruleset, subject, on=ON, sources={"": source(INSPECTED)})
        assert told.sources == {"": source(INSPECTED)}
        with pytest.raises(sgz.InvalidValue, match=r"^sources: 'prnter' 不可用，应为对象中事实的路径"):
            check(subject, on=ON, sources={"prnter": source(INSPECTED)})


class TestForms:
    TOLD = assessed(**{"": DECLARED, "printer": DOCUMENT, "casework_room": INSPECTED})

    def test_as_text(self) -> None:
        said = self.TOLD.render()
        assert said.splitlines()[1].startswith(f"结论：{MET}（自报）；")
        assert f"✓ {cited_text('premises.printer')}：{MET}（书面材料）\n" in said
        assert "    来源：打印机：书面材料（泰达街道，2022年2月1日，检查记录）\n" in said
        assert f"? {cited_text('premises.group_room')}\n" in said
        assert "has a printer: met (by document)" in self.TOLD.render("en")

    def test_what_is_not_recorded_of_a_source_is_left_out(self) -> None:
        told = sgz.check_premises(FULL, on=ON, sources={"": sgz.Source(how=DOCUMENT)})
        assert "    来源：桌椅：书面材料\n" in told.render()
        assert told.to_dict().get("sources") == {"": {"how": "DOCUMENT"}}
        assert sgz.verify(sgz.receipt(told)).differences == ()

    def test_what_has_no_source_says_so(self) -> None:
        said = assessed(printer=DOCUMENT).render()
        assert f"结论：{MET}（来源不全）" in said
        assert f"{requirement_text('premises.desks_and_chairs')}：{MET}（来源不全）" in said
        assert "来源：桌椅：未注明" in said
        bare = sgz.assess(sgz.PREMISES, FULL, on=ON, sources={"": source(INSPECTED, evidence=None)})
        assert "来源：桌椅：实地检查（泰达街道，2022年2月1日）" in bare.render()

    def test_what_is_unknown_and_what_is_derived_of_others_has_no_source_of_its_own(self) -> None:
        team = sgz.Team(workers=(sgz.Worker(full_time=False, posted_on=date(2021, 9, 1)),))
        said = assessed(team, sgz.STAFFING, **{"": DECLARED}).render()
        assert "驻站社工：自报（泰达街道，" in said
        assert "驻站社工1 · 专职（在岗者）：否" in said
        assert "驻站社工1 · 专职（在岗者） 自报" not in said
        assert "首份合同签订日期 自报" not in said

    def test_as_a_page_and_a_form(self) -> None:
        assert f"{MET}（书面材料） · 三（一）" in self.TOLD.to_html()
        assert f"✓ {MET}（书面材料）\n打印机：是" in self.TOLD.to_form()
        assert f"✓ {MET}\n打印机：是" in sgz.check_premises(FULL, on=ON).to_form()

    def test_as_data_and_a_table(self) -> None:
        document = self.TOLD.to_dict()
        assert document.get("sources", {})["printer"] == {
            "by": "泰达街道",
            "on": "2022-02-01",
            "evidence": "检查记录",
            "how": "DOCUMENT",
        }
        assert document.get("level") == "DECLARED"
        assert document["findings"][3].get("level") == "DOCUMENT"
        assert not {"sources", "level"} & {*sgz.check_premises(FULL, on=ON).to_dict()}
        frame = self.TOLD.to_frame()
        assert frame["level"].to_list()[3:] == ["DOCUMENT", "DECLARED", "INSPECTED", None]

    def test_as_a_receipt(self) -> None:
        text = sgz.receipt(self.TOLD)
        assert sgz.verify(text).same_outcome is True
        forged = sgz.verify(text.replace('"how":"DOCUMENT"', '"how":"INSPECTED"'))
        assert (forged.intact, forged.same_outcome) == (False, False)
        assert [each.field for each in forged.differences] == ["findings[3].level"]
        assert "sources" not in sgz.receipt(sgz.check_premises(FULL, on=ON))

    @pytest.mark.parametrize(
        ("field", "value"), [("how", "RUMOUR"), ("how", []), ("on", "soon"), ("on", 3), ("by", ""), ("evidence", 3)]
    )
    def test_one_that_this_library_does_not_read_leaves_the_outcome_unknown(self, field: str, value: Any) -> None:
        content = json.loads(sgz.receipt(self.TOLD))
        content["sources"]["printer"][field] = value
        verification = sgz.verify(sealed(content))
        assert verification.same_outcome is sgz.UNKNOWN
        assert [each.field for each in verification.differences] == ["receipt.sources.printer"]

    def test_it_stands_with_decisions_and_on_what_sums_up_others(self) -> None:
        station = sgz.Station(first_batch=True, premises=FULL)
        told = sgz.assess(sgz.STATION, station, on=ON, sources={"": source(DECLARED)})
        assert told["station.equipment"].level is DECLARED
        parts: Any = told["station.equipment"].parts
        assert {part.level for part in parts} == {DECLARED}
        waiver = sgz.Decision(
            requirement="premises.printer",
            kind=sgz.DecisionKind.WAIVER,
            by=sgz.Actor.CITY_BUREAU,
            on=ON,
            grounds="复函",
        )
        decided = told.with_decisions([waiver])["premises.printer"]
        assert (decided.level, len(decided.decisions)) == (DECLARED, 1)

    def test_the_case_of_a_district_that_saw_half_of_the_rooms(self) -> None:
        """The street declared everything; the bureau saw the office and the computer, and has the printer's invoice."""
        told = assessed(**{"": DECLARED, "independent_office": INSPECTED, "computer": INSPECTED, "printer": DOCUMENT})
        to_see = [finding.requirement.id for finding in told.findings if finding.level is DECLARED]
        assert to_see == ["premises.desks_and_chairs", "premises.filing_cabinet", "premises.casework_room"]
        assert told.level is DECLARED


class TestRefused:
    @pytest.mark.parametrize(
        "path",
        ["prnter", "printer.x", "team", "workers[2]", "workers[0].colour", "workers.full_time", "[0]", "workers[x]"],
    )
    def test_a_path_that_the_subject_does_not_have(self, path: str) -> None:
        team = sgz.Team(workers=(sgz.Worker(), sgz.Worker()))
        with pytest.raises(sgz.InvalidValue, match=r"^sources: .*不可用，应为对象中事实的路径"):
            sgz.assess(sgz.STAFFING, team, on=ON, sources={path: source(DECLARED)})

    def test_facts_that_are_unknown_have_a_path(self) -> None:
        paths = {path: source(DECLARED) for path in ("team", "team.workers", "premises.printer", "first_batch")}
        assert sgz.assess(sgz.STATION, sgz.Station(), on=ON, sources=paths).sources == paths

    @pytest.mark.parametrize(
        ("sources", "message"),
        [
            ([], r"sources: \[\] 不可用，应为事实路径到 Source 的映射"),
            ({3: source(DECLARED)}, "sources: 3 不可用，应为str 对象"),
            ({"printer": "自报"}, r"sources\[printer\]: '自报' 不可用，应为Source 对象"),
        ],
    )
    def test_what_is_no_mapping_of_sources(self, sources: Any, message: str) -> None:
        with pytest.raises(sgz.InvalidType, match=message):
            sgz.assess(sgz.PREMISES, FULL, on=ON, sources=sources)

    @pytest.mark.parametrize(
        ("how", "error", "message"),
        [
            ({"by": ""}, sgz.InvalidValue, "Source.by"),
            ({"on": "2022-02-01"}, sgz.InvalidType, "Source.on"),
            ({"evidence": ""}, sgz.InvalidValue, "Source.evidence"),
        ],
    )
    def test_what_no_source_can_hold(self, how: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            source(DOCUMENT, **how)

    def test_what_is_no_level(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"Source.how: '自报' 不可用"):
            source("自报")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestEvidence:
    """What is only declared, and decides: a document is asked for it, and it is to be established first."""

    TOLD = assessed(
        sgz.Premises(independent_office=True, desks_and_chairs=True, computer=True, printer=False),
        **{"": DECLARED, "computer": INSPECTED, "desks_and_chairs": DOCUMENT},
    )

    def test_a_document_is_asked_for_what_is_known_below_the_level_and_decides(self) -> None:
        asked = self.TOLD.questions(level=INSPECTED)
        assert [(each.path, each.value, each.how) for each in asked] == [
            ("independent_office", True, ("仅有自报", "only declared")),
            ("printer", False, ("仅有自报", "only declared")),
        ]
        assert (
            asked[1].ask()
            == f"打印机：否（仅有自报），请提供佐证材料：{fact_words(sgz.Premises, 'printer', 'evidence')}。"
        )
        assert asked[1].ask("en").startswith("printer: no (only declared). Please provide evidence: ")
        assert [rule.id for rule in asked[1].requirements] == ["premises.printer"]
        above = self.TOLD.questions(level=DOCUMENT)
        assert [each.path for each in above] == ["independent_office", "computer", "printer"]
        assert above[1].how == ("仅有实地检查", "only inspected")
        assert self.TOLD.questions(level=DECLARED) == ()

    def test_they_stand_behind_the_questions_for_what_is_unknown(self) -> None:
        open_ = assessed(sgz.Premises(independent_office=True), **{"": DECLARED})
        asked = open_.questions(level=INSPECTED)
        assert [each.path for each in asked[:-1]] == [each.path for each in open_.questions()]
        assert (asked[-1].path, asked[-1].how) == ("independent_office", ("仅有自报", "only declared"))
        assert [each.path for each in open_.questions(level=DECLARED)] == [each.path for each in asked[:-1]]

    def test_what_has_no_source_is_asked_for_and_without_any_source_nothing_is(self) -> None:
        [office, *_] = assessed(FULL, computer=DOCUMENT).questions(level=INSPECTED)
        assert office.how == ("来源未注明", "source not given")
        assert sgz.check_premises(FULL, on=ON).questions(level=INSPECTED) == ()

    def test_what_does_not_decide_is_not_asked_for(self) -> None:
        """A degree qualifies whatever the certificate is; what nobody has to have is left alone."""
        worker = sgz.Worker(education=sgz.Education.BACHELOR, social_work_major=True, registered=False)
        told = assessed(
            worker, sgz.QUALIFICATION, **{"": DECLARED, "education": DOCUMENT, "social_work_major": DOCUMENT}
        )
        assert "registered" not in {each.path for each in told.questions(level=INSPECTED)}

    def test_of_members_and_of_a_group_of_which_only_the_whole_is_declared(self) -> None:
        workers = tuple(sgz.Worker(full_time=at > 0, posted_on=date(2021, 9, 1)) for at in range(2))
        team = sgz.Team(workers=workers, contract_signed_on=date(2021, 7, 23), contracted_headcount=2)
        asked = {each.path: each for each in assessed(team, sgz.STAFFING, **{"": DECLARED}).questions(level=INSPECTED)}
        assert "workers[0].full_time" not in asked  # who is there is to be shown before
        group = asked["workers"]
        assert group.value == 2
        assert group.ask().startswith("驻站社工：2（仅有自报），请提供佐证材料")
        seen = assessed(team, sgz.STAFFING, **{"": INSPECTED, "workers[1].full_time": DECLARED})
        assert not any(each.how for each in seen.questions(level=INSPECTED))
        honest = sgz.Team(workers=(workers[1],) * 2, contract_signed_on=date(2021, 7, 23), contracted_headcount=2)
        seen = assessed(honest, sgz.STAFFING, **{"": INSPECTED, "workers[1].full_time": DECLARED})
        [question] = [each for each in seen.questions(level=INSPECTED) if each.how is not None]
        assert (question.path, question.value) == ("workers[1].full_time", True)
        [first, *_] = seen.remedies().to_establish
        assert first.paths == ("workers[1].full_time",)

    def test_a_fact_that_nothing_is_known_to_show_is_asked_for_without_naming_a_document(self) -> None:
        branch = Branch(hall=Hall(seats=3, lit=True), volunteers=())
        told = sgz.assess(BRANCH, branch, on=date(2024, 3, 1), sources={"": source(DECLARED)})
        asked = next(each for each in told.questions(level=INSPECTED) if each.fact.evidence is None)
        assert asked.ask().endswith("（仅有自报），请提供佐证材料。")
        assert asked.ask("en").endswith("(only declared). Please provide evidence.")

    def test_it_is_to_be_established_first_and_says_so(self) -> None:
        remedies = self.TOLD.remedies()
        assert [(each.paths, each.how and each.how[1]) for each in remedies.to_establish] == [
            (("independent_office",), "only declared"),
            (("printer",), "only declared"),
            (("filing_cabinet",), None),
        ]
        said = remedies.render().splitlines()
        at = said.index("核实并补报：")
        assert said[at + 1].startswith("- 仅有自报：")
        assert "仅有自报" not in said[-1]
        assert "only declared: " in remedies.render("en")
        assert [each.get("how") for each in remedies.to_dict()["to_establish"]] == ["仅有自报", "仅有自报", None]
        plain = sgz.check_premises(self.TOLD.subject, on=ON).remedies()
        assert [each.paths for each in plain.to_establish] == [("filing_cabinet",)]

    def test_questions_leave_as_data_with_value_and_how(self) -> None:
        document = self.TOLD.questions(level=INSPECTED).to_dict()
        assert [(each.get("value"), each.get("how")) for each in document["questions"]] == [
            (True, "仅有自报"),
            (False, "仅有自报"),
        ]
        plain = sgz.check_premises(sgz.Premises(), on=ON).questions().to_dict()
        assert not {"value", "how"} & {*plain["questions"][0]}


class TestTimelines:
    @settings(max_examples=15)
    @given(st.data())
    def test_it_turns_on_each_day_on_which_a_status_or_a_level_does(self, data: st.DataObject) -> None:
        ruleset: sgz.Ruleset = data.draw(st.sampled_from(TRIED))
        subject = data.draw(strategies.subject(ruleset.subject, known=True))
        paths = st.sampled_from(["", *places(sgz.interchange.dump(subject))])
        sources = data.draw(st.dictionaries(paths, st.builds(source, LEVELS), min_size=1, max_size=6))
        first = data.draw(st.sampled_from([date(2021, 7, 10), date(2021, 12, 10), date(2022, 5, 15)]))
        days = [first + timedelta(days=at) for at in range(40)]
        told = [sgz.assess(ruleset, subject, on=on, sources=sources) for on in days]
        states = [[(each.status, each.level) for each in one.findings] for one in told]
        expected = [
            days[at] for at in range(1, 40) if (states[at], told[at].level) != (states[at - 1], told[at - 1].level)
        ]
        changes = sgz.timeline(subject, first_day=first, last_day=days[-1], ruleset=ruleset, sources=sources)
        assert [turn.day for turn in changes.turns] == expected

    def test_it_says_the_level_of_each_state(self) -> None:
        """The rooms were declared; that there is no last day before 31 July 2021 needs nobody's word."""
        changes = sgz.timeline(
            FULL, first_day=date(2021, 7, 30), last_day=date(2021, 8, 5), sources={"": source(DECLARED)}
        )
        assert f"2021年7月30日：{MET}\n" in changes.render()  # nothing can be violated yet, whatever the facts are
        assert changes.opening.level is DOCUMENT
        assert "（自报）" in changes.render()
        assert "（自报）" in changes.to_html()
        plain = sgz.timeline(FULL, first_day=date(2021, 7, 30), last_day=date(2021, 8, 5))
        assert "自报" not in plain.render()

    def test_what_is_only_declared_turns_where_the_level_of_its_status_does(self) -> None:
        lacking = sgz.Premises(printer=False)
        told = {"": source(INSPECTED), "printer": source(DECLARED)}
        changes = sgz.timeline(lacking, first_day=date(2021, 7, 30), last_day=date(2021, 8, 5), sources=told)
        [turn] = [
            each for each in changes.turns if any(c.after.requirement.id == "premises.printer" for c in each.changes)
        ]
        assert turn.after["premises.printer"].level is DECLARED
        assert f"{VIOLATED}（自报）" in changes.render()

    def test_it_turns_where_a_level_does_though_no_status_does(self) -> None:
        """Signed on 21 June with 90 days for the final report, it is not due before 20 September in any case."""
        contract = sgz.Contract(
            signed_on=date(2021, 6, 21),
            period=sgz.Period(date(2021, 6, 21), date(2022, 6, 20)),
            ended_on=sgz.NOT_YET,
            final_report_on=sgz.NOT_YET,
            report_within_days=90,
        )
        told = {"": source(INSPECTED), "signed_on": source(DOCUMENT), "report_within_days": source(DOCUMENT)}
        changes = sgz.timeline(contract, first_day=date(2021, 9, 1), last_day=date(2021, 10, 1), sources=told)
        [turn] = changes.turns
        assert turn.day == date(2021, 9, 20)
        [change] = [each for each in turn.changes if each.after.requirement.id == "contract.final_report"]
        assert (change.before.level, change.after.level) == (DOCUMENT, INSPECTED)
        assert change.before.status is change.after.status is sgz.Status.NOT_DUE
        assert f"{NOT_DUE}（书面材料） → {NOT_DUE}（实地检查）" in changes.render()

    def test_a_path_that_the_subject_does_not_have_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="sources: 'prnter' 不可用"):
            sgz.timeline(FULL, first_day=ON, last_day=ON, sources={"prnter": source(DECLARED)})
