"""Reports: the verdict first, then each finding with its clause, what was found and what is asked."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from equipped import REQUIRED
from sgzlib import TIANJIN_2021, Certificate, Education, Force, InvalidValue, Ruleset, Worker, check_qualification
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import DAY, YES_NO, YUAN, many, part
from sgzlib.law.requirement import Case
from sgzlib.tianjin.policy import requirement
from wording import cited_text, requirement_text, status_word

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
WORKER = Worker(
    name="王芳",
    education=Education.SENIOR_HIGH,
    social_work_major=False,
    certificate=Certificate.ASSISTANT,
    certificate_passed_on=date(2018, 6, 17),
    registered=True,
    registration_expires=date(2022, 2, 28),
    continuing_education_hours=Decimal("71.5"),
)


class TestReport:
    def test_it_opens_with_who_when_and_the_verdict_in_chinese(self) -> None:
        lines = check_qualification(WORKER, on=ON).render().splitlines()
        assert lines[:2] == [
            f"{sgz.QUALIFICATION.zh} · 王芳 · 2022年3月1日",
            f"结论：{sgz.QUALIFICATION.no[0]}；共3项：{status_word(sgz.Status.MET)}1项，{status_word(sgz.Status.UNMET)}2项",
        ]

    def test_then_it_says_what_to_put_right(self) -> None:
        third, fourth = check_qualification(WORKER, on=ON).render().splitlines()[2:4]
        unmet = "；".join(
            requirement_text(f"qualification.{name}") for name in ("registration", "continuing_education")
        )
        assert third == f"须整改：{unmet}"
        assert fourth == ""

    def test_a_fact_of_many_members_is_summed_up_by_its_values(self) -> None:
        plans = [
            sgz.DistrictPlan(district=area, year=2021, built_stations=4) for area in sgz.District if area.zh != "河西区"
        ]
        rollout = sgz.Rollout(plans=[*plans, sgz.DistrictPlan(district=sgz.District.HEXI, year=2021, built_stations=1)])
        text = sgz.check_rollout(rollout, on=ON).render()
        assert "任务年度内建成数量：4（15份）、1（河西区）；区：" in text
        assert "、另13种；" in text
        assert " 4 (15), 1 (Hexi District); " in sgz.check_rollout(rollout, on=ON).render("en")

    def test_a_missing_fact_of_many_members_is_named_once(self) -> None:
        team = sgz.Team(workers=tuple(sgz.Worker(name=name, full_time=True) for name in "甲乙丙丁"))
        text = sgz.check_staffing(team, on=ON).render()
        assert "；到岗日期（4名）；" in text
        assert "甲 · 到岗日期" not in text

    def test_what_fails_without_being_a_must_is_not_among_it(self) -> None:
        text = sgz.check_premises(sgz.Premises(printer=False, casework_room=False), on=ON).render("en")
        assert text.splitlines()[2] == "To put right: has a printer"

    def test_it_says_the_same_in_english(self) -> None:
        lines = check_qualification(WORKER, on=ON).render("en").splitlines()
        assert lines[:2] == [
            "Professional qualification · 王芳 · 1 March 2022",
            "Verdict: not qualified; 3 in all: met 1, unmet 2",
        ]

    def test_each_finding_shows_clause_force_what_is_asked_and_what_was_found(self) -> None:
        text = check_qualification(WORKER, on=ON).render()
        assert f"✓ {cited_text('qualification.credential')}\n" in text
        assert f"○ {cited_text('qualification.continuing_education')}\n" in text
        assert "、《社会工作者继续教育办法》【应当】 " in text
        assert "助理社会工作师72小时" in text
        assert "填报情况：" in text
        assert "职业水平证书：助理社会工作师；社会工作及其相关专业：否；学历：高中（中专）；" in text
        assert "；本登记期继续教育学时：71.5小时" in text

    def test_the_undetermined_say_which_facts_to_supply(self) -> None:
        text = check_qualification(evolve(WORKER, registration_expires=None), on=ON).render()
        verdict, missing = text.splitlines()[1:3]
        assert re.findall(r"\d+", verdict) == ["2", "3", "1", "2"]
        assert verdict.count(status_word(sgz.Status.UNDETERMINED)) == 2
        assert missing.endswith("：登记有效期至")
        assert re.search(rf"^\? 三（二）.+ {requirement_text('qualification.registration')}$", text, re.MULTILINE)
        assert "在天津登记：是；登记有效期至：未知" in text

    def test_what_is_not_due_shows_its_last_day(self) -> None:
        text = check_qualification(evolve(WORKER, registration_expires=date(2024, 5, 31)), on=ON).render()
        lines = text.splitlines()
        not_due = status_word(sgz.Status.NOT_DUE)
        verdict = f"{sgz.QUALIFICATION.yes[0]}（1项{not_due}）"
        assert lines[1] == f"结论：{verdict}；共3项：{status_word(sgz.Status.MET)}2项，{not_due}1项"
        assert lines[2].endswith(f"：{requirement_text('qualification.continuing_education')}，完成时限2024年5月31日")
        assert "… 三（二）、《社会工作者继续教育办法》【应当】" in text
        assert "    完成时限：2024年5月31日\n    待办：本登记期继续教育学时，完成时限2024年5月31日\n" in text

    def test_a_last_day_that_no_longer_matters_is_not_shown_as_unknown(self) -> None:
        met = evolve(WORKER, registration_expires=date(2024, 5, 31), certificate_passed_on=None)
        assert "完成时限：未知" not in check_qualification(met, on=ON).render()

    def test_a_finding_that_hangs_on_a_reading_says_so(self) -> None:
        worker = Worker(
            social_work_major=True, education=Education.MASTER, certificate=Certificate.NONE, registered=False
        )
        text = check_qualification(worker, on=ON).render()
        assert (
            "    理解：登记和继续教育的要求适用于哪些人员？本次按“凭证书具备资质的社工”理解\n    依据：“按照相关规定”"
            in text
        )
        assert text.count("理解：") == 2
        assert "? those qualified by a certificate" in check_qualification(worker, on=ON).render("en")

    def test_before_the_notice_it_says_since_when(self) -> None:
        text = check_qualification(WORKER, on=date(2021, 5, 25)).render()
        assert f"结论：{status_word(sgz.Status.NOT_APPLICABLE)}；共3项：" in text
        assert "说明：通知于2021年5月26日印发" in text

    def test_numbers_follow_the_policy(self) -> None:
        policy = attrs.evolve(TIANJIN_2021, assistant_hours=60)
        assert "助理社会工作师60小时" in check_qualification(WORKER, on=ON, policy=policy).render()

    @pytest.mark.parametrize("locale", ["zh_CN", "zh", "zh_Hans", "en", "en_GB"])
    def test_chinese_and_english_locales_are_taken(self, locale: str) -> None:
        assert check_qualification(WORKER, on=ON).render(locale)

    @pytest.mark.parametrize("locale", ["fr", "zh-CN", "", "xx_YY", None])
    def test_any_other_locale_is_refused(self, locale: str) -> None:
        with pytest.raises(InvalidValue, match=r"locale: .*a Chinese or English locale"):
            check_qualification(WORKER, on=ON).render(locale)

    def test_where_all_is_still_in_time_the_verdict_says_so_in_english_too(self) -> None:
        text = sgz.check_premises(sgz.Premises(casework_room=True, group_room=True), on=date(2021, 7, 1)).render("en")
        verdict, to_do = text.splitlines()[1:3]
        due = len(REQUIRED)
        counts = f"{due + 2} in all: met 2, not due yet {due}"
        assert verdict == f"Verdict: not due yet ({due}, the first by 31 July 2021); {counts}"
        assert to_do.startswith("To do (not due yet): has an office that is the station's alone by 31 July 2021; ")

    def test_what_sums_up_others_is_not_counted_beside_them(self) -> None:
        text = sgz.check_station(sgz.Station(), on=ON).render("en")
        own = [rule for _, rule, _ in sgz.STATION.every() if not rule.restates]
        _, whole, *counts = map(int, re.findall(r"\d+", text.splitlines()[1]))
        assert whole == sum(counts) == len(own)


class TestLabels:
    """Facts of parts, members and money, under rules written outside the library."""

    def test_paths_are_written_as_labels(self) -> None:
        @subject
        class House:
            owner: Fact[Worker] = fact(part(Worker), "户主", "owner")
            guests: Fact[tuple[Worker, ...]] = fact(many(Worker), "客人", "guests")
            rent: Fact[Decimal] = fact(YUAN, "租金", "rent")

        @requirement("三(一)", Force.MUST, zh="每年 {yearly_amount}", en="{yearly_amount} a year", group="house")
        def paid(house: Any, case: Case[Any]) -> Any:
            from sgzlib.law.groups import every

            return (
                (house.rent >= case.law.yearly_amount)
                & house.owner.degree
                & every(house.guests, "certified", case)
                & every(house.guests, sgz.QUALIFICATION, case)
            )

        rules = Ruleset("house", House, (paid,), zh="房屋", en="House", law=TIANJIN_2021)
        guests = (Worker(name="李伟"), Worker(certificate=Certificate.NONE))
        assessment = sgz.assess(rules, House(rent=Decimal("1200.5"), owner=Worker(), guests=guests), on=ON)
        text = assessment.render("en")
        assert "✗ 三(一) [must] CN¥250,000 a year" in text
        assert "rent: CN¥1,200.50; owner · social-work or related major: unknown" in text
        assert "李伟 · certified: unknown; Station worker 2 · certified: no" in text
        assert "李伟 · Professional qualification: unknown" in text
        assert "租金：1,200.50元" in assessment.render()

    def test_what_a_part_of_a_part_asks_of_its_whole_is_labelled_there(self) -> None:
        @subject
        class Stove:
            safe: Fact[bool] = fact(YES_NO, "安全", "safe")

        @subject
        class Kitchen:
            aired: Fact[bool] = fact(YES_NO, "通风", "aired")
            stove: Fact[Stove] = fact(part(Stove), "炉灶", "stove")

        @subject
        class House:
            kitchen: Fact[Kitchen] = fact(part(Kitchen), "厨房", "kitchen")

        @requirement("三(一)", Force.MUST, zh="可用", en="may burn", group="stove")
        def burns(stove: Any, case: Case[Any]) -> Any:
            return stove.safe & case.whole.aired

        text: dict[str, Any] = {"zh": "物", "en": "Thing", "law": TIANJIN_2021}
        stoves = Ruleset("stove", Stove, (burns,), **text)
        kitchens = Ruleset("kitchen", Kitchen, (), parts=(("stove", stoves),), **text)
        houses = Ruleset("house", House, (), parts=(("kitchen", kitchens),), **text)
        house = House(kitchen=Kitchen(aired=False, stove=Stove(safe=True)))
        assert "aired: no" in sgz.assess(houses, house, on=ON).render("en")


def test_what_cannot_all_hold_is_named_where_nothing_is_violated() -> None:
    part_time = Worker(full_time=False, education=Education.BACHELOR, social_work_major=True)
    team = sgz.Team(workers=(part_time,), contracted_headcount=1, contract_signed_on=date(2021, 7, 23))
    third = sgz.check_staffing(team, on=ON).render("en").splitlines()[2]
    assert third == "Cannot all be met: every worker in post is full-time; qualified workers in post: at least 1"


class TestLastDays:
    """A last day is a day, or what it runs from where that is not done yet."""

    SIGNED = sgz.Station(
        team=sgz.Team(contract_signed_on=date(2022, 2, 25), workers=(), follows=sgz.Follows.NOTHING), first_batch=False
    )
    UNSIGNED = sgz.Station(
        team=sgz.Team(contract_signed_on=sgz.NOT_YET, workers=(), follows=sgz.Follows.NOTHING), first_batch=False
    )

    def test_a_derived_requirement_has_the_first_last_day_of_its_parts_that_are_not_due(self) -> None:
        judged = sgz.check_station(self.SIGNED, on=ON)
        assert judged["station.rules"].due == judged["management.archives"].due == date(2022, 3, 12)
        assert f"… {cited_text('station.rules')}\n    完成时限：2022年3月12日\n" in judged.render()
        assert judged["station.premises"].status is sgz.Status.NOT_DUE

    def test_one_that_is_no_longer_open_has_none(self) -> None:
        late = sgz.check_station(self.SIGNED, on=date(2022, 3, 13))
        assert late["station.rules"].due is None

    @pytest.mark.parametrize(
        ("locale", "within"),
        [
            ("zh_CN", "驻站社工队伍 · 首份合同签订日期后15天内，尚未起算"),
            ("en", "within 15 days of: team · first contract signed on (not done yet)"),
        ],
    )
    def test_a_period_from_what_is_not_done_says_so(self, locale: str, within: str) -> None:
        judged = sgz.check_station(self.UNSIGNED, on=ON)
        assert judged["station.rules"].due == sgz.NOT_YET
        text = judged.render(locale)
        assert text.count(within) > 20
        assert not re.search("完成时限：尚未$|至 尚未|Due: not yet$|until not yet|None", text, re.MULTILINE)

    def test_one_day_is_a_day(self) -> None:
        law = attrs.evolve(TIANJIN_2021, posting_days=1)
        team = sgz.Team(contract_signed_on=sgz.NOT_YET, contracted_headcount=2)
        text = sgz.check_staffing(team, on=ON, policy=law).render("en")
        assert "within 1 day of: first contract signed on (not done yet)" in text

    def test_where_no_period_of_the_law_is_counted_it_only_says_that_none_runs(self) -> None:
        @subject
        class Hall:
            opened_on: Any = fact(DAY, "开放日期", "opened on")
            staffed: Any = fact(YES_NO, "有人", "staffed")

        @requirement(
            "三(一)", Force.MUST, due=lambda hall, _: hall.opened_on, zh="开放时有人", en="staffed", group="hall"
        )
        def staffed(hall: Hall, _: Case[Any]) -> Any:
            return hall.staffed

        halls = Ruleset("hall", Hall, (staffed,), zh="场馆", en="Hall", law=TIANJIN_2021)
        judged = sgz.assess(halls, Hall(opened_on=sgz.NOT_YET, staffed=False), on=ON)
        assert "    完成时限：尚未起算\n" in judged.render()
        assert "    Due: the period has not started\n" in judged.render("en")


@pytest.mark.parametrize(
    ("locale", "note"),
    [
        ("zh_CN", r"说明：.*星期六或星期日.*2021年8月9日$"),
        ("en", r"Note: the last day falls on a weekend; .*9 August 2021"),
    ],
)
def test_what_hangs_on_rest_days_says_so(locale: str, note: str) -> None:
    team = sgz.Team(workers=(), contracted_headcount=0, contract_signed_on=date(2021, 7, 23))
    for started, said in ((date(2021, 8, 9), True), (date(2021, 8, 7), False), (date(2021, 8, 10), False)):
        facts: Any = {"service_started_on": started, "posted_in_full_on": date(2021, 8, 7)}
        judged = sgz.check_staffing(evolve(team, **facts), on=date(2021, 8, 10))
        assert bool(re.search(note, judged.render(locale), re.MULTILINE)) is said
        assert judged["staffing.posting"].perhaps_until == date(2021, 8, 9)
        assert judged["staffing.posting"].due == date(2021, 8, 7)
    assert sgz.check_premises(sgz.Premises(), on=date(2021, 8, 2))["premises.office"].perhaps_until is None


def test_words_that_are_no_copy_of_the_notice_are_refused() -> None:
    found = check_qualification(Worker(), on=date(2022, 3, 1))
    with pytest.raises(sgz.InvalidType, match=r"^render\(words\): '通知全文' 不可用，应为 ?NOTICE\.attach"):
        found.render(words="通知全文")  # type: ignore[arg-type]
