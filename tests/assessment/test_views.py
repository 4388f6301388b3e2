"""Views: well-formed, escaped, what is violated first and what is met folded away, told by marks and not by colour."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from equipped import EQUIPPED, REQUIRED
from sgzlib import Certificate, Education, Premises, Sign, Station, Team, Worker
from sgzlib.assessment.chart import INK, LINE, NOW, PALE
from sgzlib.law.facts import is_subject
from sgzlib.prose.html import STYLE
from sgzlib.prose.statuses import MARK, STATUS, URGENCY, class_of
from sgzlib.prose.views import Viewed
from wording import requirement_text, status_word

ON = date(2022, 3, 1)
MET, VIOLATED, _, _, NOT_DUE, NOT_APPLICABLE = map(status_word, sgz.Status)
VOID = {"br", "hr", "img", "input", "meta", "link"}


class Shown(HTMLParser):
    """What a view shows, in its order: its texts, those that are folded away, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.folded: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        around = [tag for tag, _ in self.open]
        if "style" in around or not data.strip():
            return
        self.texts.append(data.strip())
        closed = [at for at, (tag, given) in enumerate(self.open) if tag == "details" and "open" not in given]
        if closed and "summary" not in around[closed[0] :]:
            self.folded.append(data.strip())


def station() -> Station:
    workers = (
        Worker(
            name="王<b>芳",
            certificate=Certificate.SOCIAL_WORKER,
            registered=True,
            registration_expires=date(2024, 5, 31),
            contracted=True,
            full_time=False,
            posted_on=date(2021, 8, 2),
        ),
        Worker(),
    )
    return Station(
        jurisdiction="泰达街道",
        first_batch=True,
        team=Team(workers=workers, contract_signed_on=date(2021, 7, 23), project_started_on=date(2021, 7, 23)),
        premises=Premises(**EQUIPPED | {"printer": False, "casework_room": False, "group_room": sgz.UNKNOWN}),
        sign=sgz.format_sign("泰达街道"),
    )


def budget() -> sgz.Budget:
    line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, item="<工资>", unit_price=Decimal(6500), quantity=36)
    return sgz.Budget(lines=(line,))


def degree() -> Worker:
    return Worker(education=Education.BACHELOR, social_work_major=True, certificate=Certificate.NONE, registered=False)


def every_subject() -> list[type[Viewed]]:
    """Return every public class of subjects."""
    public = (getattr(sgz, name) for name in dir(sgz) if name[0].isupper())
    return [one for one in public if isinstance(one, type) and is_subject(one)]


ASSESSMENT = sgz.check_station(station(), on=ON)
OPEN = sgz.check_qualification(Worker(certificate=Certificate.ASSISTANT, registered=True), on=ON)
VIEWED: dict[str, Viewed] = {
    "assessment": ASSESSMENT,
    "finding": ASSESSMENT.violations[0],
    "remedies": ASSESSMENT.remedies(),
    "readings": sgz.under_all_readings(sgz.QUALIFICATION, degree(), on=ON),
    "same": sgz.under_all_readings(sgz.PREMISES, Premises(), on=ON),
    "station": station(),
    "blank": Station(),
    "team": station().team,  # type: ignore[dict-item]
    "budget": budget(),
    "plan": sgz.allocate_funding(
        budget(), [sgz.FundingSource(kind=sgz.SourceKind.POOLED, available=Decimal(9))], year=2022
    ),
    "sign": sgz.format_sign("泰达街道"),
    "timeline": sgz.timeline(station(), first_day=date(2021, 7, 1), last_day=date(2021, 8, 10)),
    "contract": sgz.Contract(period=sgz.Period(date(2021, 7, 23), date(2022, 7, 22))),
    "question": OPEN.questions()[0],
    "questions": OPEN.questions(),
    "inputs": sgz.inputs_of(sgz.STATION),
    "settled": ASSESSMENT.questions(),
    "laws": sgz.compare_laws(
        sgz.QUALIFICATION, sgz.TIANJIN_2021, attrs.evolve(sgz.TIANJIN_2021, assistant_hours=80), on=ON
    ),
    "execution": sgz.compare_budgets(budget(), sgz.Budget(lines=(sgz.BudgetLine(item="打印", unit_price=Decimal(2)),))),
    "renewal": sgz.decide_renewal(
        sgz.Cycle(started_on=date(2021, 7, 23)), contract_year=1, grade=sgz.Grade.GOOD, on=date(2022, 7, 1)
    ),
}


for of in every_subject():
    VIEWED[of.__name__] = of()


@pytest.mark.parametrize("viewed", VIEWED.values(), ids=list(VIEWED))
class TestEveryView:
    def test_it_is_one_box_in_its_language_with_the_style_once(self, viewed: Viewed) -> None:
        for locale, lang in (("zh_CN", "zh-Hans"), ("en", "en")):
            html = viewed.to_html(locale)
            shown = Shown(html)
            assert shown.tags[0] == ("div", {"class": "sgz", "lang": lang})
            assert html.count(STYLE) == html.count("<style") == 1
            assert "UNKNOWN" not in "".join(shown.texts)

    def test_a_notebook_shows_the_chinese_one(self, viewed: Viewed) -> None:
        assert viewed._repr_html_() == viewed.to_html("zh_CN")

    def test_in_another_language_it_shows_that_one_and_calls_itself_the_same(self, viewed: Viewed) -> None:
        shown = viewed.in_locale("en")
        assert Shown(shown._repr_html_()).tags[0] == ("div", {"class": "sgz", "lang": "en"})
        assert repr(shown) == repr(viewed)

    def test_every_text_is_escaped_and_nothing_runs_or_is_fetched(self, viewed: Viewed) -> None:
        html = viewed.to_html()
        assert not re.search(r"<b>|<工资>|<script|@import|url\(|\ssrc=|\son\w+=", html)

    def test_another_language_is_refused(self, viewed: Viewed) -> None:
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr' 不可用"):
            viewed.to_html("fr")
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr' 不可用"):
            viewed.in_locale("fr")


class TestAssessment:
    def test_what_is_violated_comes_first_then_what_is_open_and_what_is_met_is_folded(self) -> None:
        shown = Shown(ASSESSMENT.to_html("en"))
        own = [finding for finding in ASSESSMENT.findings if not finding.requirement.restates]
        counted = {status: sum(finding.status is status for finding in own) for status in URGENCY}
        groups = [f"{STATUS[status][1]} {number}" for status, number in counted.items() if number]
        at = [shown.texts.index(group) for group in groups]
        assert len(groups) >= 5
        assert all(before < after for before, after in pairwise(at))
        assert "has a printer" in shown.texts[at[0] :]
        assert "has a printer" not in shown.folded
        assert "has a computer" in shown.folded

    def test_the_verdict_is_told_in_words_before_all(self) -> None:
        first, mark, verdict = Shown(ASSESSMENT.to_html()).texts[:3]
        assert first == "社会工作服务站 · 泰达街道社会工作服务站 · 2022年3月1日"
        assert mark == "✗"
        assert re.match(rf"{VIOLATED}；共35项：{MET}\d+项，{VIOLATED}\d+项", verdict)

    def test_the_six_haves_open_it_the_worst_first_with_their_parts_below_them(self) -> None:
        shown = Shown(ASSESSMENT.to_html())
        haves = [text for text in shown.texts[: shown.texts.index(f"{VIOLATED}2项")] if text.startswith("有")]
        summed = [text for text in haves if "：" in text]
        assert len(summed) == 6
        assert summed[:2] == [requirement_text("station.equipment"), requirement_text("station.workers")]
        assert shown.texts[shown.texts.index(summed[0]) + 1] == f"{VIOLATED}1项，{MET}3项"
        assert f"{requirement_text('premises.printer')} · 三（一）【应当】" in shown.folded

    def test_what_is_open_says_what_to_supply_and_what_is_not_due_its_day(self) -> None:
        shown = Shown(sgz.check_premises(Premises(casework_room=True), on=date(2021, 7, 1)).to_html())
        supplied = shown.texts.index("需补充的信息")
        assert shown.texts[supplied + 1] == "小组活动室"
        assert shown.texts[shown.texts.index("完成时限") + 1] == "2021年7月31日"
        assert {"需补充的信息", "完成时限"}.isdisjoint(shown.folded)

    def test_where_the_verdict_is_open_what_to_supply_for_it_stands_on_top(self) -> None:
        texts = Shown(sgz.check_qualification(Worker(registered=True), on=ON).to_html("en")).texts
        top = texts[: texts.index("cannot be decided yet 3")]
        assert any(text.startswith("Missing: ") for text in top)

    def test_where_nothing_binds_it_says_so(self) -> None:
        bare = sgz.check_premises(Premises(), on=ON, scope=sgz.Scope.REFERENCE)
        assert (
            "Note: for this subject the notice is only a reference; no requirement is binding"
            in Shown(bare.to_html("en")).texts
        )
        early = Shown(sgz.check_premises(Premises(), on=date(2021, 5, 1)).to_html())
        assert f"{NOT_APPLICABLE}；共{len(EQUIPPED)}项：{NOT_APPLICABLE}{len(EQUIPPED)}项" in early.texts
        assert "通知于2021年5月26日印发" in early.folded


class TestShapes:
    def test_each_status_has_a_mark_of_its_own_and_a_class_that_is_styled(self) -> None:
        assert len(set(MARK.values())) == len(MARK) == len(URGENCY)
        for status in URGENCY:
            assert f".sgz .{class_of(status)}{{color:var(--{class_of(status)})}}" in STYLE
            assert (
                STYLE.count(f"--{class_of(status)}:#") == 5
            )  # by day and in the dark, in JupyterLab too, and on paper

    def test_the_dark_the_narrow_screen_and_the_printer_are_thought_of(self) -> None:
        for words in ("prefers-color-scheme:dark", "@media print", "overflow-wrap:anywhere", "overflow-x:auto"):
            assert words in STYLE

    def test_a_notebook_has_the_theme_of_jupyter_and_its_drawings_too(self) -> None:
        for words in (
            "[data-jp-theme-light=true] .sgz{--ink:#1f2933",
            "[data-jp-theme-light=false] .sgz{--ink:#e4e7eb",
        ):
            assert words in STYLE
        for colour in (INK, PALE, LINE, NOW):
            assert f'.sgz svg [fill="{colour}"]{{fill:var(' in STYLE
            assert f'.sgz svg [stroke="{colour}"]{{stroke:var(' in STYLE


class TestFinding:
    def test_one_that_sums_up_others_shows_them_the_worst_first(self) -> None:
        texts = Shown(ASSESSMENT["station.equipment"].to_html("en")).texts
        listed = [text for text in texts if " · 三(一) [must]" in text and text.startswith("has ")]
        assert listed[0] == "has a printer · 三(一) [must]"
        assert len(listed) == 4

    def test_why_it_is_violated_is_shown_and_why_it_is_met_is_folded(self) -> None:
        violated, met = (Shown(ASSESSMENT[f"premises.{name}"].to_html()) for name in ("printer", "computer"))
        assert (violated.folded, "填报情况" in met.folded) == ([], True)
        assert "填报情况" in violated.texts


class TestAdvice:
    def test_each_step_is_an_item_and_ways_are_items_below_it(self) -> None:
        worker: Any = Worker(
            social_work_major=False,
            certificate=Certificate.ASSISTANT,
            registered=True,
            registration_expires=date(2022, 2, 28),
            continuing_education_hours=72,
        )
        team = Team(
            workers=(attrs.evolve(worker, posted_on=ON, education=sgz.Education.MASTER),),
            contract_signed_on=date(2021, 7, 23),
        )
        ruleset = sgz.STAFFING.only("staffing.qualified_minimum")
        shown = Shown(sgz.assess(ruleset, team, on=ON).remedies().to_html())
        assert shown.texts[:5] == ["整改措施 · 人员配备", "✗", VIOLATED, "整改措施", "以下办法任选其一"]
        assert sum(tag == "li" for tag, _ in shown.tags) == 4

    def test_what_is_still_asked_for_stands_below_what_is_beyond_remedy(self) -> None:
        late = Team(contract_signed_on=date(2021, 7, 1), service_started_on=sgz.NOT_YET)
        texts = Shown(sgz.check_staffing(late, on=ON).remedies().to_html("en")).texts
        beyond = texts.index("Beyond remedy")
        assert texts.index("To establish and report") < beyond
        assert texts[beyond + 1].startswith("within 15 days of the contract's signing")
        assert texts[beyond + 2] == "Still required: begin the service (overdue)"

    def test_where_nothing_is_to_be_done_it_says_so(self) -> None:
        late = Team(contract_signed_on=date(2021, 7, 1), service_started_on=date(2021, 9, 1))
        early = sgz.check_staffing(late, on=date(2021, 5, 1)).remedies()
        assert "通知对该对象不具约束力，无整改事项。" in Shown(early.to_html()).texts
        done = sgz.check_premises(Premises(), on=date(2021, 7, 1)).remedies()
        said = f"{NOT_DUE}（{len(REQUIRED)}项，最早2021年7月31日）"
        assert Shown(done.to_html()).texts == ["整改措施 · 场所设置", "…", said, "无整改事项。"]

    def test_readings_show_the_question_with_an_example_each_way_and_all_outcomes_folded(self) -> None:
        shown = Shown(VIEWED["readings"].to_html("en"))
        assert "those qualified by a certificate → qualified" in shown.texts
        assert "everyone → not qualified" in shown.texts
        assert shown.folded.count("not qualified") == 2
        assert f"各种理解下结论相同：尚未填报（{len(REQUIRED)}项待核）" in Shown(VIEWED["same"].to_html()).texts


class TestComparisons:
    def test_plan_and_actual_stand_side_by_side_each_line_each_category_and_the_whole(self) -> None:
        texts = Shown(VIEWED["execution"].to_html("en")).texts
        assert texts[:6] == ["Plan against actual", "category", "item", "Planned", "Actual", "Difference"]
        assert texts[6:11] == [sgz.ExpenseCategory.PERSONNEL.en, "<工资>", "CN¥234,000", "CN¥0", "-CN¥234,000"]
        assert texts[-4:] == ["Total", "CN¥234,000", "at least CN¥0", "unknown"]

    def test_laws_are_compared_by_what_each_requirement_does_and_a_case_that_tells(self) -> None:
        compared = VIEWED["laws"]
        assert isinstance(compared, sgz.LawComparison)
        shown = Shown(compared.to_html("en"))
        assert shown.texts[:2] == ["Professional qualification · 1 March 2022", "all requirements together: equal"]
        assert shown.texts == [line.strip() for line in compared.render("en").splitlines()]
        assert [tag for tag, _ in shown.tags].count("li") == 1


class TestQuestions:
    def test_each_says_what_it_takes_and_which_clauses_ask_it_the_most_decisive_first(self) -> None:
        texts = Shown(OPEN.questions().to_html("en")).texts
        assert texts[:7] == [
            "To ask 3",
            *("?", "Until which day is the registration valid?", "registration valid until"),
            *("Value", 'a day, such as 2021-05-26, or "not yet" if it is not done', "Why it is asked"),
        ]
        assert texts[7].startswith("三(二) is registered in Tianjin, and the registration has not run out")
        assert texts[8:12] == ["By", "contractor", "Look at", "the entry in the register"]
        assert "for 33% of the kinds of answer" in texts
        assert texts[texts.index("Options") + 1] == "yes, no"

    def test_of_yes_and_no_yes_is_read_first(self) -> None:
        asked = next(one for one in sgz.inputs_of(sgz.PREMISES) if one.type == "bool")
        assert Shown(asked.to_html("en")).texts[3:5] == ["Options", "yes, no"]

    def test_a_number_is_asked_for_with_its_unit(self) -> None:
        asked = next(one for one in sgz.inputs_of(sgz.QUALIFICATION) if one.unit)
        assert Shown(asked.to_html()).texts[4].startswith("小时 · ")

    def test_what_it_takes_is_in_an_officials_words(self) -> None:
        developers = re.compile(r"datetime|\bint\b|Decimal|True|tuple|10\*\*|（int|对象的列表|[A-Z][a-z]+[A-Z]\w+")
        for ruleset in sgz.RULESETS.values():
            for one in sgz.inputs_of(ruleset):
                assert not any(developers.search(words) for words in one.allowed), one

    @pytest.mark.parametrize(
        ("ruleset", "path", "words"),
        [
            (sgz.STATION, "jurisdiction", ("只含汉字与间隔号的非空名称", "a name of Chinese characters")),
            (sgz.STAFFING, "workers", ("逐个列出，分别填写", "list each one and fill in its facts")),
            (sgz.STAFFING, "contracted_headcount", ("0或正整数，如“3”", "a whole number from 0")),
            (
                sgz.SIGN,
                "emblems",
                ("可选多项，没有的写“无”：中国社会工作", 'any of these, or "none": China Social Work emblem'),
            ),
        ],
    )
    def test_each_kind_of_value_has_words(self, ruleset: sgz.Ruleset, path: str, words: tuple[str, str]) -> None:
        (asked,) = (one for one in sgz.inputs_of(ruleset) if one.path == path)
        assert [said[: len(begun)] for said, begun in zip(asked.allowed, words, strict=True)] == list(words)

    def test_there_is_nothing_to_ask_where_the_verdict_is_true_alone(self) -> None:
        done = sgz.check_premises(Premises(), on=date(2021, 7, 1)).questions()
        assert Shown(done.to_html("en")).texts == ["To ask 0", "✓", "nothing to ask"]
        said = "a requirement is violated already; other facts to establish are listed under the remedies"
        assert Shown(ASSESSMENT.questions().to_html("en")).texts == ["To ask 0", "✗", said]


class TestSubjects:
    def test_a_station_counts_what_is_known_and_folds_its_parts(self) -> None:
        shown = Shown(station().to_html("en"))
        assert shown.texts[0] == "Social-work station · 泰达街道社会工作服务站"
        assert re.fullmatch(r"\d+ known, \d+ unknown", shown.texts[1])
        assert "Unknown: district, service catalogue, and management system" in shown.texts
        assert "王<b>芳" in shown.texts
        assert "printer" in shown.folded

    def test_a_subject_that_is_wholly_known_says_nothing_of_unknowns(self) -> None:
        sign = Sign(
            name="泰达街道社会工作服务站",
            emblems=(),
            prominent=True,
            other_marks=False,
            dominant_emblem=False,
            whole_emblem=True,
        )
        shown = Shown(sign.to_html())
        assert "已知6项" in shown.texts
        assert not any("未知" in text for text in shown.texts)

    def test_a_sign_is_drawn_where_name_and_emblems_are_known(self) -> None:
        assert ("svg" in {tag for tag, _ in Shown(sgz.format_sign("泰达街道").to_html()).tags}) is True
        for half in (Sign(emblems=()), Sign(name="泰达街道社工站")):
            assert ("svg" in {tag for tag, _ in Shown(half.to_html()).tags}) is False

    def test_members_without_a_name_are_numbered(self) -> None:
        assert "Station worker 2" in Shown(station().to_html("en")).texts


class TestTimeline:
    def test_it_is_the_drawing_then_each_day_and_what_changes(self) -> None:
        timeline = VIEWED["timeline"]
        assert isinstance(timeline, sgz.Timeline)
        shown = Shown(timeline.to_html("en"))
        tags = [tag for tag, _ in shown.tags]
        assert tags.count("svg") == 1
        days = [text for text in shown.texts if re.match(r"\d+ (July|August) 2021 · ", text)]
        assert len(days) == 1 + len(timeline.turns)
        changed = sum(len(turn.changes) for turn in timeline.turns)
        assert tags.count("li") == changed
