"""Outcomes (结果向量): what the library's functions return, as cases for programs in any language.

Each function is called with arguments about its thresholds: the ends of months and years, weekends, every grade, the
zeros of an amount in capitals, money that is just enough. Unknown arguments are left out; an unknown result is null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import attrs

from sgzlib.bridges.interchange import dump, load
from sgzlib.law.periods import RestDays
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.language import Pair
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.programme.deadlines import posting_deadline, qualification_deadline, reregistration_window
from sgzlib.tianjin.purchase.allocation import allocate_funding
from sgzlib.tianjin.purchase.amounts import format_amount, parse_amount
from sgzlib.tianjin.purchase.budget import Budget
from sgzlib.tianjin.purchase.contract import Contract, report_schedule
from sgzlib.tianjin.purchase.cycle import Cycle
from sgzlib.tianjin.purchase.grades import Grade
from sgzlib.tianjin.purchase.renewal import decide_renewal
from sgzlib.tianjin.purchase.sources import FundingSource, SubsidyEdition, subsidy_transfer
from sgzlib.tianjin.station.sign import station_name

Arguments = Mapping[str, Any]


@attrs.frozen
class Function:
    """A function whose outcomes are cases (函数): `ruleset` is the one that its clause belongs to."""

    ruleset: str
    clause: str
    label: Pair
    call: Callable[[Arguments], Any]
    grid: Callable[[], Iterator[Arguments]]


def outcome(function: str, arguments: Arguments) -> Any:
    """Return what a function gives for arguments as JSON has them (函数结果), as JSON has it."""
    return FUNCTIONS[function].call(arguments)


def made_outcomes() -> dict[str, Any]:
    """Return the document of `outcomes.json` (结果向量文件)."""
    return {
        "format": 3,
        "zh": "函数的结果：参数取临界值或者与其相差一；未知的参数不写，未知的结果为 null",
        "en": "Results of functions, with arguments on a threshold or one step away; null is unknown",
        "functions": {
            name: {"ruleset": each.ruleset, "clause": each.clause, "zh": each.label[0], "en": each.label[1]}
            for name, each in FUNCTIONS.items()
        },
        "cases": [
            {
                "id": f"{each.ruleset}-{sha256(json.dumps([name, arguments]).encode()).hexdigest()[:8]}",
                "function": name,
                "arguments": arguments,
                "result": each.call(arguments),
            }
            for name, each in FUNCTIONS.items()
            for arguments in each.grid()
        ],
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _shown(value: Any) -> Any:
    return None if value is UNKNOWN else value.isoformat()


def _period(period: Any) -> Any:
    return period if period is UNKNOWN else {"first_day": _shown(period.first_day), "last_day": _shown(period.last_day)}


def _law(arguments: Arguments) -> Policy:
    law: Any = TIANJIN_2021
    readings = arguments.get("readings", {})
    law = law.under(**{id_: getattr(type(getattr(law, id_)), option) for id_, option in readings.items()})
    if "rest_days" in arguments:
        first, last, *days = (date.fromisoformat(text) for text in arguments["rest_days"])
        law = attrs.evolve(law, rest_days=RestDays(first, last, set(days)))
    policy: Policy = law
    return policy


def _renewal(arguments: Arguments) -> Any:
    named = {name: arguments.get(name) for name in ("above_good_renews", "cycle_end_procures", "renewal_ruled_out")}
    decision = decide_renewal(
        Cycle(started_on=_day(arguments["started_on"])),
        contract_year=arguments["contract_year"],
        grade=Grade[arguments["grade"]] if "grade" in arguments else None,
        on=date.fromisoformat(arguments["on"]),
        next_signed_on=_day(arguments.get("next_signed_on")),
        **named,
        policy=_law(arguments),
    )
    procured, period = decision.requires_procurement, decision.next_period
    return {
        "outcome": None if decision.outcome is UNKNOWN else decision.outcome.name,
        "requires_procurement": None if procured is UNKNOWN else procured,
        # No next period is not one that is unknown.
        **({} if period is None else {"next_period": None if period is UNKNOWN else _period(period)}),
    }


def _renewals() -> Iterator[Arguments]:
    asked = {"started_on": "2021-07-23", "on": "2022-07-01", "renewal_ruled_out": False}
    for year in (1, 2, 3):
        for grade in (None, *Grade):
            yield {**asked, "contract_year": year, **({} if grade is None else {"grade": grade.name})}
    for grade in ("EXCELLENT", "GOOD", "UNQUALIFIED"):
        graded = {**asked, "contract_year": 1, "grade": grade}
        yield {**graded, "renewal_ruled_out": True}
        yield {name: value for name, value in graded.items() if name != "renewal_ruled_out"}
        for renews in (None, True, False):
            known = {} if renews is None else {"above_good_renews": renews}
            yield {**graded, **known, "readings": {"grade_above_good": "NOT_COVERED"}}
    for procures in (None, True, False):
        known = {} if procures is None else {"cycle_end_procures": procures}
        yield {**asked, "contract_year": 3, "grade": "GOOD", **known, "readings": {"cycle_end": "NOT_COVERED"}}
    for signed in ("2021-05-25", "2021-05-26", "2022-07-23"):
        yield {**asked, "contract_year": 1, "grade": "GOOD", "next_signed_on": signed}
    for option in ("MAY", "MUST"):
        yield {**asked, "contract_year": 1, "grade": "QUALIFIED", "readings": {"renewal_after_pass": option}}
    # A year that begins on a leap day.
    for year in (1, 2, 3):
        yield {**asked, "started_on": "2024-02-29", "on": "2025-02-01", "contract_year": year, "grade": "GOOD"}


_AMOUNTS = (
    *("0", "0.01", "0.05", "0.10", "0.50", "0.99", "1", "1.01", "1.10", "10", "10.01", "11", "100"),
    *("101", "110", "111", "1000", "1001", "1010", "1100", "1409.50", "6007.14", "1680.32", "325.04", "10000"),
    *("10001", "10010", "10100", "100000", "100001", "107000.53", "16409.02", "249999.99", "250000", "250000.01"),
    *("1000000", "10000000", "10010000", "10001000", "99999999.99", "100000000", "100000001", "100010000"),
    *("1000500000", "1000000000000", "1000000000000.01", "1000100000000", "1000000000000000.01", "9999999999999999.99"),
)


def _amounts() -> Iterator[Arguments]:
    for style in ("capital", "symbol"):
        yield from ({"amount": amount, "style": style} for amount in _AMOUNTS)


def _read_amounts() -> Iterator[Arguments]:
    written = dict.fromkeys(format_amount(Decimal(amount), style="capital") for amount in _AMOUNTS)
    for text in written:
        yield {"text": text}
    # As bills also write it: without the currency, with 圆 or 正.
    yield from ({"text": text} for text in ("贰拾伍万元整", "人民币贰拾伍万圆正", "壹仟肆佰零玖元伍角", "¥1,409.50"))


_DAYS = tuple(
    map(date.fromisoformat, ("2021-05-26", "2021-07-23", "2021-12-31", "2024-02-14", "2024-02-29", "2025-02-28"))
)


def _postings() -> Iterator[Arguments]:
    for signed in _DAYS:
        for more in range(7):
            yield {"signed_on": (signed + timedelta(days=more)).isoformat()}
    # The last day is 7 August 2021, a Saturday: with the rest days published, and with too few of them.
    august = ["2021-08-01", "2021-08-31", "2021-08-07", "2021-08-08"]
    yield {"signed_on": "2021-07-23", "rest_days": august}
    yield {"signed_on": "2021-07-23", "rest_days": [*august, "2021-08-09"]}
    yield {"signed_on": "2021-07-23", "rest_days": ["2021-08-01", "2021-08-31"]}
    yield {"signed_on": "2021-07-23", "rest_days": ["2021-08-07", "2021-08-08", "2021-08-07", "2021-08-08"]}


def _qualifications() -> Iterator[Arguments]:
    for option in ("ANNIVERSARY", "EVE", "CALENDAR_YEARS"):
        for day in _DAYS:
            yield {"started_on": day.isoformat(), "readings": {"two_years_until": option}}


def _windows() -> Iterator[Arguments]:
    for day in ("2024-02-28", "2024-02-29", "2024-04-30", "2024-05-30", "2024-05-31", "2024-12-31", "2025-03-01"):
        yield {"expires_on": day}


def _schedules() -> Iterator[Arguments]:
    days: dict[str, Any] = {"first_day": "2021-07-23", "last_day": "2022-07-22"}
    yield days
    yield {**days, "report_within_days": 10, "brief_within_days": 5}
    yield {**days, "report_within_days": "NOT_SET", "brief_within_days": "NOT_SET"}
    yield {"first_day": "2023-08-31", "last_day": "2024-08-30", "report_within_days": 0, "brief_within_days": 1}
    yield {"first_day": "2024-02-29", "last_day": "2025-02-27", "report_within_days": 30}
    yield {**days, "ended_on": "2022-01-15", "report_within_days": 10}


def _schedule(arguments: Arguments) -> Any:
    return [
        {
            "kind": report.kind.name,
            "covers": _period(report.covers),
            "due": _shown(report.due),
        }
        for report in report_schedule(load(Contract, arguments))
    ]


_LINES = tuple(
    {"category": category, "item": item, "unit_price": price, "quantity": quantity, **fields}
    for category, item, price, quantity, fields in (
        ("PERSONNEL", "社工薪酬", "80000", 2, {"fields": ["SOCIAL_ASSISTANCE"]}),
        ("ACTIVITIES", "老人活动", "500.25", 40, {"fields": ["ELDERLY_CARE"]}),
        ("FACILITIES", "打印机", "2999.99", 1, {"fields": ["COMMUNITY_GOVERNANCE"]}),
        ("EVALUATION", "评估", "10000", 1, {}),
    )
)


def _fundings() -> Iterator[Arguments]:
    pooled, subsidy = {"kind": "POOLED", "name": "统筹资金"}, {"kind": "SUBSIDY", "name": "专项补助"}
    assistance, donation = {"kind": "ASSISTANCE", "name": "救助资金"}, {"kind": "DONATION", "name": "捐赠"}
    # All the lines come to 193,009.99 yuan; those that the assistance fund may pay, to 160,000.
    every = (
        [{**pooled, "available": "193009.99"}],
        [{**pooled, "available": "193009.98"}],
        [{**pooled, "available": "0"}],
        [{**assistance, "available": "160000"}, {**pooled, "available": "33009.99"}],
        [{**assistance, "available": "160000.01"}, {**pooled, "available": "33009.98"}],
        [{**subsidy, "available": "100000"}, {**pooled, "available": "193009.99"}],
        [{**pooled, "available": "193009.99"}, {**subsidy, "available": "100000"}],
        [{**subsidy, "available": "20000", "spent_elsewhere": "5000"}, {**pooled, "available": "178009.99"}],
        [{**donation, "available": "5000", "for_building": True}, {**pooled, "available": "190010"}],
        [{**donation, "available": "5000", "for_building": False}, {**pooled, "available": "188009.99"}],
        [{**donation, "available": "5000"}, {**pooled, "available": "190010"}],
    )
    for sources in every:
        for year in (2021, 2022):
            yield {"lines": list(_LINES), "sources": sources, "year": year}


def _funding(arguments: Arguments) -> Any:
    budget = load(Budget, {"lines": arguments["lines"]})
    sources = [load(FundingSource, source) for source in arguments["sources"]]
    plan = dump(allocate_funding(budget, sources, year=arguments["year"], policy=_law(arguments)))
    return {
        "payments": [{name: each[name] for name in ("source", "item", "amount")} for each in plan.get("payments", ())],
        "paid": {each["item"]: each["paid"] for each in plan["lines"]},
    }


def _subsidy(arguments: Arguments) -> Any:
    return str(
        subsidy_transfer(
            arguments["households"],
            Decimal(arguments["carry_over"]),
            under_contract=Decimal(arguments.get("under_contract", "0")),
            edition=SubsidyEdition[arguments["edition"]],
        )
    )


def _subsidies() -> Iterator[Arguments]:
    for edition in SubsidyEdition:
        for households, carry_over, under_contract in (
            (0, "0", "0"),
            (1, "0", "0"),
            (300_000, "500000", "0"),
            (300_000, "500000", "200000"),
            (300_000, "0.01", "0"),
            (1000, "12000", "0"),
            (1000, "11999.99", "0"),
            (1000, "12000.01", "0"),
            (1000, "99999", "99999"),
        ):
            yield {
                "households": households,
                "carry_over": carry_over,
                "under_contract": under_contract,
                "edition": edition.name,
            }


def _names() -> Iterator[Arguments]:
    names = (
        *("泰达街道", "泰达街道社工站", "泰达街道社工服务站", "泰达街道社会工作站", "泰达街道社会工作服务站"),
        *(
            "友谊路街道办事处",
            "大王古庄镇",
            "大王古庄镇人民政府",
            "某某乡",
            "天津市和平区五大道街道",
            "和平区五大道街道",
        ),
    )
    yield from ({"jurisdiction": name} for name in names)


FUNCTIONS: dict[str, Function] = {
    "decide_renewal": Function(
        "renewal", "四(五)", ("是否续签合同", "whether the contract is renewed"), _renewal, _renewals
    ),
    "posting_deadline": Function(
        "staffing",
        "六(二)",
        ("派驻社工、启动服务的最后一天", "the last day for posting workers and beginning service"),
        lambda given: _shown(posting_deadline(date.fromisoformat(given["signed_on"]), policy=_law(given))),
        _postings,
    ),
    "qualification_deadline": Function(
        "staffing",
        "三(二)",
        ("全部具备专业资质的最后一天", "the last day for all workers to be qualified"),
        lambda given: _shown(qualification_deadline(date.fromisoformat(given["started_on"]), policy=_law(given))),
        _qualifications,
    ),
    "reregistration_window": Function(
        "qualification",
        "三(二)",
        ("再登记的受理期", "the days on which a registration may be renewed"),
        lambda given: _period(reregistration_window(date.fromisoformat(given["expires_on"]))),
        _windows,
    ),
    "report_schedule": Function(
        "contract",
        "五(四)",
        ("报告的种类、期间和期限", "the reports, what they cover and when each is due"),
        _schedule,
        _schedules,
    ),
    "allocate_funding": Function(
        "funding", "四(三)", ("以各项资金支付预算明细", "which source pays which budget line"), _funding, _fundings
    ),
    "subsidy_transfer": Function(
        "funding", "四(三)", ("专项补助年度下达金额", "the year's subsidy of a district"), _subsidy, _subsidies
    ),
    "format_amount": Function(
        "budget",
        "四(四)",
        ("金额的书写", "an amount written as text"),
        lambda given: format_amount(Decimal(given["amount"]), style=given["style"]),
        _amounts,
    ),
    "parse_amount": Function(
        "budget",
        "四(四)",
        ("金额的读取", "an amount read from text"),
        lambda given: str(parse_amount(given["text"])),
        _read_amounts,
    ),
    "station_name": Function(
        "sign",
        "三(五)",
        ("社工站的名称", "the name of a station"),
        lambda given: station_name(given["jurisdiction"]),
        _names,
    ),
}
"""The functions whose outcomes are cases (有结果向量的函数), by name."""
