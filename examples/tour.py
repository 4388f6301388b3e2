"""A tour of sgzlib (导览): read made-up files and print what the notice says about what they hold.

`make demo` runs it, in the language of LANG; `python examples/tour.py en` prints it in English.
"""

import json
import os
import sys
import warnings
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import sgzlib as sgz

DATA = Path(__file__).parent / "data"
BUILD = Path(__file__).parents[1] / "build"
TODAY = date(2022, 3, 1)
LOCALE = sys.argv[1] if len(sys.argv) > 1 else "en" if os.environ.get("LANG", "").startswith("en") else "zh_CN"


def said(zh: str, en: str) -> str:
    """Take the text in the reader's language."""
    return en if LOCALE == "en" else zh


def of(labelled: Any) -> str:
    """Take the label in the reader's language."""
    return said(labelled.zh, labelled.en)


def money(amount: Any) -> str:
    """Write an amount in the reader's language."""
    return said(f"{amount:,.2f}元".replace(".00元", "元"), sgz.format_amount(amount, locale=LOCALE))


def read(name: str) -> Any:
    """Read one of the files."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def last_day(due: date | sgz.Unknown | None) -> str:
    """Write by when, in the reader's language."""
    if isinstance(due, date):
        return due.isoformat()
    return said("始终", "always") if due is None else said("期限未知", "day not known")


def station(name: str) -> sgz.Assessment:
    """Judge one of the three stations."""
    return sgz.check_station(sgz.interchange.load(sgz.Station, read(f"station_{name}")), on=TODAY)


def show(zh: str, en: str, lines: Iterable[str]) -> None:
    """Print lines below their caption."""
    print(f"\n# {said(zh, en)}")
    for line in lines:
        print(f"  {line}")


def whole_station() -> None:
    """三: a station with gaps."""
    assessment = station("gaps")
    title, verdict, _, *haves = assessment.to_do(LOCALE).partition("\n\n##")[0].splitlines()
    show(f"一个社工站是否“六有”：{title}", f"Does a station have all that it needs? {title}", [verdict, *haves])
    texts = {finding["id"]: finding["text"] for finding in assessment.to_dict(LOCALE)["findings"]}
    show(
        "须整改的要求：条款、要求、完成时限",
        "To put right: the clause, what it asks, the last day",
        (
            f"{finding.clause.locator} {texts[finding.requirement.id]} [{last_day(finding.due)}]"
            for finding in assessment.violations
            if not finding.requirement.restates
        ),
    )


def next_questions() -> None:
    """三: a station of which half is known."""
    questions = station("unknown").questions()
    show(
        f"另一个社工站情况不全，需补充的信息（共{len(questions)}项，列出前三项）",
        f"For another station, half of the facts are known. What to ask next (3 of {len(questions)} questions)",
        map(of, questions[:3]),
    )


def workers() -> None:
    """三(二): four workers."""
    assessments = [
        sgz.check_qualification(sgz.interchange.load(sgz.Worker, facts), on=TODAY) for facts in read("workers")
    ]
    show(
        "四名社工是否具备专业资质",
        "Do four workers have the professional qualification?",
        (": ".join((assessment.subject.name, assessment.render(LOCALE).splitlines()[1])) for assessment in assessments),
    )


def budget() -> None:
    """四(三), 四(四), 七(二): a bid for six stations over three years, and who pays for what."""
    bid = sgz.interchange.load(sgz.Budget, read("budget"))
    sources = [sgz.interchange.load(sgz.FundingSource, facts) for facts in read("sources")]
    plan = sgz.allocate_funding(bid, sources, year=2021)
    target = sgz.check_budget(bid, on=TODAY)["budget.annual_target"].status is sgz.Status.MET
    show(
        f"{bid.stations}个站{bid.years}年的预算{money(bid.total)}：资金来源",
        f"A budget of {money(bid.total)} for {bid.stations} stations over {bid.years} years: who pays",
        [
            *(f"{payment.source} → {payment.item} {money(payment.amount)}" for payment in plan.payments[:3]),
            said(f"……共{len(plan.payments)}笔", f"… {len(plan.payments)} payments in all"),
            said("每站每年 ", "A station and year: ")
            + money(bid.per_station_year)
            + (said("，达到目标", ", reaches the target") if target else said("，未达到目标", ", below the target")),
        ],
    )


def contract() -> None:
    """四(五), 五(四), 六: a contract of a cycle that began on 23 July 2021."""
    signed = sgz.interchange.load(sgz.Contract, read("contract"))
    turns = sgz.timeline(signed, first_day=date(2021, 7, 1), last_day=date(2022, 12, 31)).render(LOCALE).splitlines()
    show(
        "一份合同的结论变化日期",
        "When the verdict on a contract changes",
        (line for line in turns if "→" in line and line[0].isdigit()),
    )
    decision = sgz.decide_renewal(
        sgz.Cycle(started_on=date(2021, 7, 23)), contract_year=1, grade=sgz.Grade.GOOD, on=date(2022, 7, 1)
    )
    show(
        "第一年评估良好的续签决定",
        "The first year was graded good. What follows",
        decision.render(LOCALE).splitlines()[:3],
    )


def published() -> None:
    """三(二), 四(四): the city's published figures of March 2022 beside the notice's numbers; all else is made up."""
    figures, law = read("published"), sgz.TIANJIN_2021
    stations = figures["stations"]
    workers = f"{figures['workers'] / stations:.2f}"
    usual = f"{law.usual_headcount_low}–{law.usual_headcount_high}"
    invested = sgz.BudgetLine(item="投入", unit_price=Decimal(figures["invested_yuan"]), quantity=1)
    each, target = (
        money(sgz.compose_budget([invested], stations=stations, years=1).per_station_year),
        money(law.yearly_amount),
    )
    show(
        "天津市2022年3月公布的数字与通知的数值",
        "What the city published in March 2022, and what the notice says",
        [
            said(f"每站{workers}人，一般为{usual}人", f"{workers} workers a station, usually {usual}"),
            said(f"每站每年{each}，力争达到{target}", f"{each} a station and year, to strive for {target}"),
        ],
    )


def districts() -> None:
    """一, 六: the districts' plans (the annex with the real quotas is missing)."""
    plans = [sgz.interchange.load(sgz.DistrictPlan, facts) for facts in read("rollout")["plans"]]
    show(
        "各区的计划",
        "The districts' plans",
        (f"{of(plan.district)}: {sgz.check_plan(plan, on=TODAY).render(LOCALE).splitlines()[1]}" for plan in plans),
    )


def remedies() -> None:
    """三: back to the first station: whether its verdict depends on a reading, and what would make it comply."""
    assessment = station("gaps")
    compared = sgz.under_all_readings(sgz.check_station, assessment.subject, on=TODAY)
    show("各种理解下的结论", "Would another reading change the verdict?", compared.render(LOCALE).splitlines()[1:2])
    _, *acts = assessment.remedies().render(LOCALE).splitlines()
    show("整改措施", "What has to be done", acts)


def city() -> None:
    """三: every station of a made-up city, as a page to open in a browser."""
    caption = "整个示例城市的汇总报告（网页）", "A report on the whole example city, as a web page"
    try:
        from city_tables import RULES, STATION_COLUMNS, WORKER_COLUMNS
        from polars import read_csv

        stations, workers = (read_csv(DATA / f"city_{name}.csv") for name in ("stations", "workers"))
        # The files say nothing of casework and group rooms, which the notice only encourages.
        warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
    except ImportError as error:
        show(*caption, [str(error)])
        return
    report = sgz.frames.report(
        stations,
        RULES,
        on=TODAY,
        by="街道",
        group="区",
        columns=STATION_COLUMNS,
        members={"team__workers": workers},
        member_columns={"team__workers": WORKER_COLUMNS},
        locale=LOCALE,
    )
    page = BUILD / "city.html"
    BUILD.mkdir(exist_ok=True)
    page.write_text(report.to_html(), encoding="utf-8")
    counted = (
        f"{report.subjects}个站，其中{report.not_clear}个待处理",
        f"{report.subjects} stations, {report.not_clear} to be dealt with",
    )
    show(*caption, [said(*counted), said(f"已写入 {page}", f"written to {page}")])


AREAS = (whole_station, next_questions, workers, budget, contract, published, districts, remedies, city)

if __name__ == "__main__":
    for area in AREAS:
        area()
