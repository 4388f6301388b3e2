"""The cases about functions: they are what the library gives, and wrong programs are told by them."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.answering import answered
from sgzlib.bridges.vectors.command import main
from sgzlib.bridges.vectors.outcomes import FUNCTIONS, made_outcomes
from sgzlib.bridges.vectors.reporting import RunReport
from sgzlib.bridges.vectors.running import judged, question
from sgzlib.bridges.vectors.suite import DATA, Vector, outcome_cases
from sgzlib.bridges.vectors.suites import suite_of

CASES = [case for name in sgz.RULESETS for case in outcome_cases(name)]
FILE = DATA / "outcomes.json"


def test_the_file_is_what_is_made() -> None:
    assert vectors.text_of(made_outcomes()) == FILE.read_text(encoding="utf-8")


def test_every_case_is_of_a_ruleset_and_its_clause() -> None:
    assert len(CASES) == len({case.id for case in CASES}) == len(made_outcomes()["cases"])
    for case in CASES:
        assert sgz.NOTICE[case.clause].locator == case.clause
        assert case.id.startswith(f"{case.ruleset}-")
        assert case.ruleset == FUNCTIONS[case.function].ruleset


def test_the_library_answers_them() -> None:
    assert judged(CASES, [answered(json.dumps(question(case, {}))) for case in CASES]).passed


Program = Callable[[Mapping[str, Any]], Any]


def capitals(text: Callable[[str], str]) -> Program:
    """Return a program that writes amounts in capitals as the library does, and then does something wrong to them."""

    def write(given: Mapping[str, Any]) -> str:
        written = sgz.format_amount(Decimal(given["amount"]), style=given["style"])
        return text(written) if given["style"] == "capital" else written

    return write


def binary(given: Mapping[str, Any]) -> str:
    rounded = min(Decimal(f"{float(given['amount']):.2f}"), Decimal("9999999999999999.99"))
    return sgz.format_amount(rounded, style=given["style"])


def posted(days: int) -> Program:
    def last(given: Mapping[str, Any]) -> str:
        return (date.fromisoformat(given["signed_on"]) + timedelta(days=days)).isoformat()

    return last


def moved(name: str, days: int) -> Program:
    def last(given: Mapping[str, Any]) -> str:
        return (date.fromisoformat(given[name]) + timedelta(days=days)).isoformat()

    return last


def renewal(wrong: Mapping[str, Any], where: Callable[[Mapping[str, Any]], bool]) -> Program:
    """Return a program that decides a renewal as the library does, but in some cases."""
    right = FUNCTIONS["decide_renewal"].call
    return lambda given: right(given) | wrong if where(given) else right(given)


def subsidy(wrong: Callable[[int, Decimal, Decimal], Decimal | float]) -> Program:
    return lambda given: str(wrong(given["households"], Decimal(given["carry_over"]), Decimal(given["under_contract"])))


def of_any_source(given: Mapping[str, Any]) -> Any:
    """Pay every line from the sources in their order, whatever they are bound to."""
    left = {source["name"]: Decimal(source["available"]) for source in given["sources"]}
    payments, paid = [], {}
    for line in given["lines"]:
        owed = Decimal(line["unit_price"]) * line["quantity"]
        paid[line["item"]] = Decimal(0)
        for name, rest in left.items():
            amount = min(owed - paid[line["item"]], rest)
            if amount:
                payments.append({"source": name, "item": line["item"], "amount": f"{amount:.2f}"})
                left[name] -= amount
                paid[line["item"]] += amount
    return {"payments": payments, "paid": {item: f"{amount:.2f}" for item, amount in paid.items()}}


def year_on(given: Mapping[str, Any]) -> bool:
    return bool(given["contract_year"] == 3)


WRONG: dict[str, tuple[str, Program]] = {
    "no 整": ("format_amount", capitals(lambda text: text.removesuffix("整"))),
    "整 after 角": ("format_amount", capitals(lambda text: f"{text}整" if text.endswith("角") else text)),
    "zeros left out": ("format_amount", capitals(lambda text: text if "零元" in text else text.replace("零", ""))),
    "拾 without 壹": ("format_amount", capitals(lambda text: text.replace("人民币壹拾", "人民币拾"))),
    "no 人民币": ("format_amount", capitals(lambda text: text.removeprefix("人民币"))),
    "yuan alone": ("format_amount", capitals(lambda text: f"{text.partition('元')[0]}元整")),
    "a binary float": ("format_amount", binary),
    "capitals as floats": ("parse_amount", lambda given: f"{float(sgz.parse_amount(given['text'])):.2f}"),
    "the day of signing counted": ("posting_deadline", posted(14)),
    "one day too many": ("posting_deadline", posted(16)),
    "rest days left out": ("posting_deadline", posted(15)),
    "730 days": ("qualification_deadline", moved("started_on", 730)),
    "two years of 365 days and their eve": ("qualification_deadline", moved("started_on", 729)),
    "90 days before": (
        "reregistration_window",
        lambda given: {
            "first_day": moved("expires_on", -89)(given),
            "last_day": given["expires_on"],
        },
    ),
    "excellent is not good": (
        "decide_renewal",
        renewal({"outcome": "REPROCURE"}, lambda given: given.get("grade") == "EXCELLENT"),
    ),
    "not evaluated is unqualified": (
        "decide_renewal",
        renewal({"outcome": "REPROCURE"}, lambda given: given.get("grade") == "NOT_EVALUATED"),
    ),
    "no grade renews": ("decide_renewal", renewal({"outcome": "RENEW"}, lambda given: "grade" not in given)),
    "a fourth year": ("decide_renewal", renewal({"outcome": "RENEW"}, year_on)),
    "unknown whether ruled out is no": (
        "decide_renewal",
        lambda given: FUNCTIONS["decide_renewal"].call({"renewal_ruled_out": False, **given}),
    ),
    "365 days to a contract": (
        "decide_renewal",
        renewal(
            {"next_period": {"first_day": "2025-02-28", "last_day": "2026-02-28"}},
            lambda given: given["started_on"] == "2024-02-29" and given["contract_year"] == 1,
        ),
    ),
    "below zero": ("subsidy_transfer", subsidy(lambda number, carried, _: Decimal("12.00") * number - carried)),
    "all that is carried over": (
        "subsidy_transfer",
        subsidy(lambda number, carried, _: max(Decimal("0.00"), Decimal("12.00") * number - carried)),
    ),
    "floats of a subsidy": (
        "subsidy_transfer",
        subsidy(lambda number, carried, _: max(0.0, 12.0 * number - float(carried))),
    ),
    "money of any kind": ("allocate_funding", of_any_source),
    "no briefs": (
        "report_schedule",
        lambda given: [each for each in FUNCTIONS["report_schedule"].call(given) if each["kind"] != "MONTHLY_BRIEF"],
    ),
    "a name as it is written": ("station_name", lambda given: f"{given['jurisdiction']}社会工作服务站"),
}


def given_by(program: Program, cases: list[Vector]) -> list[str]:
    return [json.dumps({"id": case.id, "result": program(case.facts)}) for case in cases]


@pytest.mark.parametrize(("function", "program"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_program_is_told(function: str, program: Program) -> None:
    cases = [case for case in CASES if case.function == function]
    assert judged(cases, given_by(FUNCTIONS[function].call, cases)).passed
    assert not judged(cases, given_by(program, cases)).passed


def test_a_wrong_result_is_shown_beside_the_right_one() -> None:
    case = next(case for case in CASES if case.facts == {"amount": "250000", "style": "capital"})
    told = RunReport(
        judged([case], given_by(capitals(lambda text: text[3:]), [case])), [suite_of("budget")], "en"
    ).text()
    assert 'result: expected "人民币贰拾伍万元整", answered "贰拾伍万元整"' in told
    assert "the result of a function format_amount" in told


def test_an_answer_without_a_result_is_of_no_use() -> None:
    case = CASES[0]
    told = RunReport(judged([case], [json.dumps({"id": case.id})]), [suite_of(case.ruleset)], "en").text()
    assert "the answer cannot be used" in told


def test_they_are_asked_where_that_is_wanted_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    program = ["--", sys.executable, "-m", "sgzlib.vectors", "answer"]
    assert main(["run", "--ruleset", "renewal", "--outcomes", *program]) == 0
    capsys.readouterr()
    case = outcome_cases("sign")[0]
    assert main(["show", case.id]) == 0
    shown = capsys.readouterr().out
    assert f"{case.id}  三(五)  函数的结果 station_name\n" in shown
    assert shown.endswith(f'答案\n  "{case.result}"\n')


def test_they_are_made_by_the_command_line(tmp_path: Path) -> None:
    assert main(["make", "--outcomes", str(tmp_path)]) == 0
    assert tmp_path.joinpath("outcomes.json").read_bytes() == FILE.read_bytes()
