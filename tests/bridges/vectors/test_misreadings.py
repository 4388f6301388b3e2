"""What people got wrong when they wrote the rules anew, in trials: each mistake is caught by a vector, named beside it.

A misreading is a small wrong program: it reads the facts of a case otherwise than they are, or answers otherwise than
the rules do. What it does not touch is answered by the library.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib import vectors
from sgzlib.bridges.vectors.answering import answer
from sgzlib.bridges.vectors.running import judged, question
from sgzlib.bridges.vectors.suites import suite_of

Asked = dict[str, Any]
MISREADINGS: dict[str, tuple[Callable[[Asked], Any], str]] = {}


def caught_by(id_: str) -> Callable[[Callable[[Asked], Any]], Callable[[Asked], Any]]:
    def named(program: Callable[[Asked], Any]) -> Callable[[Asked], Any]:
        MISREADINGS[f"{program.__name__} {id_.partition('-')[0]}"] = program, id_
        return program

    return named


def taking(asked: Asked, names: str, taken: Callable[[Any], Any]) -> Any:
    """Answer a case with some facts taken for others, wherever they stand."""

    def read(value: Any) -> Any:
        match value:
            case dict():
                return {name: taken(part) if name in names.split() else read(part) for name, part in value.items()}
            case list():
                return [read(part) for part in value]
            case _:
                return value

    return answer(asked | {"facts": read(asked["facts"])})


def shifted(text: Any, days: int) -> Any:
    return text if text == "NOT_YET" else (date.fromisoformat(text) + timedelta(days=days)).isoformat()


def to_whole(how: str) -> Callable[[Any], str]:
    return lambda value: str(Decimal(str(value)).quantize(Decimal(1), how))


# Numbers.


@caught_by("budget-2039478a")
@caught_by("funding-451f1632")
def amounts_are_rounded_to_yuan(asked: Asked) -> Any:
    return taking(asked, "unit_price amount paid available given spent_elsewhere", to_whole(ROUND_HALF_UP))


@caught_by("budget-35bb5834")
@caught_by("funding-451f1632")
def amounts_lose_their_fen(asked: Asked) -> Any:
    return taking(asked, "unit_price amount paid available given spent_elsewhere", to_whole(ROUND_DOWN))


@caught_by("budget-bec2d774")
@caught_by("funding-522c04e8")
def amounts_are_32_bit_floats(asked: Asked) -> Any:
    def kept(value: Any) -> str:
        (number,) = struct.unpack("f", struct.pack("f", float(value)))
        return str(Decimal(number).quantize(Decimal("0.01")))

    return taking(asked, "unit_price amount paid available given spent_elsewhere", kept)


@caught_by("budget-b8ccceee")
def quantities_are_whole(asked: Asked) -> Any:
    return taking(asked, "quantity", lambda value: str(max(1, int(Decimal(str(value))))))


@caught_by("qualification-7d480a76")
def hours_are_rounded(asked: Asked) -> Any:
    return taking(asked, "continuing_education_hours", to_whole(ROUND_HALF_UP))


# Days.


@caught_by("qualification-9a754a28")
@caught_by("contract-6ace9d71")
@caught_by("staffing-6d9d63aa")
@caught_by("plan-33d56d89")
def timestamps_are_read_in_utc(asked: Asked) -> Any:
    days = (
        "certificate_passed_on registration_expires posted_on contract_signed_on project_started_on service_started_on "
        "posted_in_full_on signed_on midterm_report_on final_report_on midterm_evaluation_on final_evaluation_on "
        "ended_on submitted_on sent_for_review_on"
    )
    return taking(asked, days, lambda value: shifted(value, -1))


@caught_by("renewal-d9b193ed")
@caught_by("budget-6fb1cd8c")
@caught_by("contractor-3b29ab5a")
@caught_by("purchaser-b24cb0db")
@caught_by("premises-4308980d")
def the_notice_binds_from_the_day_after(asked: Asked) -> Any:
    return answer(asked | {"on": shifted(asked["on"], -1)})


@caught_by("qualification-9a754a28")
def the_last_day_is_too_late(asked: Asked) -> Any:
    return taking(asked, "registration_expires", lambda value: shifted(value, -1))


@caught_by("staffing-b9398873")
def a_certificate_of_a_future_day_counts(asked: Asked) -> Any:
    return taking(asked, "certificate_passed_on", lambda value: min(value, asked["on"]))


@caught_by("qualification-86ea0fe2")
def whoever_has_no_certificate_may_register_for_a_year(asked: Asked) -> Any:
    facts = asked["facts"]
    passed = facts.get("certificate_passed_on", "NOT_YET")
    right = answer(asked)
    if facts.get("certificate") == "NONE" and passed <= asked["on"] <= shifted(passed, 365):
        right["statuses"]["qualification.registration"] = "NOT_DUE"
    return right


@caught_by("qualification-37f47ab5")
def first_registration_is_open_for_four_years(asked: Asked) -> Any:
    law = attrs.evolve(sgz.TIANJIN_2021, first_registration_years=4)
    return under_law(asked, law)


def under_law(asked: Asked, law: sgz.Policy) -> Any:
    ruleset = sgz.RULESETS[asked["ruleset"]]
    options = {
        name: next(one for one in law.readings[name].options if one.name == option)
        for name, option in asked["readings"].items()
    }
    subject = sgz.interchange.load(ruleset.subject, asked["facts"])
    found = sgz.assess(ruleset, subject, on=date.fromisoformat(asked["on"]), policy=law.under(**options))
    return {"id": asked["id"], "statuses": {one.requirement.id: one.status.name for one in found.findings}}


@caught_by("contract-23d1b01c")
@caught_by("renewal-a38024d5")
def the_year_is_that_of_the_contract_before(asked: Asked) -> Any:
    return taking(asked, "contract_year", lambda value: max(1, value - 1))


@caught_by("plan-33d56d89")
@caught_by("funding-3b5c90a0")
def the_year_is_that_of_the_day_asked_about(asked: Asked) -> Any:
    return taking(asked, "year", lambda _: int(asked["on"][:4]))


# What is not known, and how strongly a requirement binds.


def wrong_about_the_unknown(asked: Asked) -> Any:
    return answer(asked, broken=True)


for _name in sgz.RULESETS:
    caught_by("station-e50e268a" if _name == "station" else f"{_name}-399d9865")(wrong_about_the_unknown)


@caught_by("renewal-399d9865/null")
@caught_by("staffing-399d9865/null")
def null_is_no(asked: Asked) -> Any:
    return answer(asked, broken=None in asked["facts"].values())


@caught_by("budget-c90f9e2e")
@caught_by("catalogue-598a70fc")
@caught_by("staffing-bbdbd628")
@caught_by("contract-6ace9d71")
@caught_by("renewal-57150cc1")
def a_should_counts_as_a_must(asked: Asked) -> Any:
    right = answer(asked)
    turned = {id_: "VIOLATED" if status == "UNMET" else status for id_, status in right["statuses"].items()}
    return right | {"statuses": turned, "verdict": False if "VIOLATED" in turned.values() else right["verdict"]}


@caught_by("budget-c90f9e2e")
@caught_by("catalogue-598a70fc")
@caught_by("staffing-c9ddf2d1")
@caught_by("contract-6ace9d71")
def a_should_counts_in_the_verdict(asked: Asked) -> Any:
    right = answer(asked)
    return right | {"verdict": False if "UNMET" in right["statuses"].values() else right["verdict"]}


# Categories and names.


@caught_by("budget-a057161a")
def other_is_the_only_other_category(asked: Asked) -> Any:
    return taking(asked, "category", lambda value: "MANAGEMENT" if value == "FACILITIES" else value)


NAMED = "社会工作服务站"
KINDS = ("街道", "街", "镇", "满族乡", "乡")
DISTRICTS = tuple(district.zh for district in sgz.District)


def stem(text: str) -> str:
    return next((text.removesuffix(kind) for kind in KINDS if text.endswith(kind)), text)


def undistricted(text: str) -> str:
    text = text.removeprefix("天津市")
    return next((text.removeprefix(district) for district in DISTRICTS if text.startswith(district)), text)


def by_name(asked: Asked, taken: Callable[[str, str], bool | None]) -> Any:
    """Answer a case of a station as a program that takes the name on a sign for the place's own, or for another's.

    `taken` is asked the name, less 社会工作服务站, and the place; None leaves the answer to the library.
    """
    place, sign = asked["facts"].get("jurisdiction"), asked["facts"].get("sign", {})
    named = place and sign.get("name", "").endswith(NAMED)
    same = taken(sign["name"].removesuffix(NAMED), place) if named else None
    if same is None:
        return answer(asked)
    name = f"{place if same else '甲乙丙丁'}{NAMED}"
    return answer(asked | {"facts": asked["facts"] | {"sign": sign | {"name": name}}})


@caught_by("station-0ca04b68")
def names_are_compared_as_text(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: name == place)


@caught_by("station-43fe54f6")
def a_name_need_only_contain_the_place(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: stem(place) in name or None)


@caught_by("station-43fe54f6")
def a_name_need_only_end_with_the_place(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: name.endswith(place) or None)


@caught_by("station-5da4287b")
def a_place_need_only_end_with_the_name(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: place.endswith(name) or None)


@caught_by("station-43fe54f6")
def a_town_is_a_street(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: stem(undistricted(name)) == stem(undistricted(place)) or None)


@caught_by("station-d60a813d")
def no_city_may_stand_before_the_place(asked: Asked) -> Any:
    return by_name(asked, lambda name, _: False if name.startswith("天津市") else None)


@caught_by("station-c5ceb2af")
def no_district_may_stand_before_the_place(asked: Asked) -> Any:
    return by_name(asked, lambda name, _: False if name.removeprefix("天津市").startswith(DISTRICTS) else None)


@caught_by("station-43fe54f6")
def any_district_may_stand_before_the_place(asked: Asked) -> Any:
    return by_name(asked, lambda name, place: undistricted(name) == undistricted(place) or None)


@caught_by("station-1df79a64")
def a_street_has_to_be_said_in_full(asked: Asked) -> Any:
    return by_name(asked, lambda name, _: False if name.endswith("街") else None)


@caught_by("station-d82da605")
def the_kind_of_place_has_to_be_said(asked: Asked) -> Any:
    return by_name(asked, lambda name, _: False if stem(name) == name else None)


@pytest.mark.parametrize("named", MISREADINGS)
def test_a_misreading_is_caught_by_the_vector_that_is_named(named: str) -> None:
    program, id_ = MISREADINGS[named]
    suite = suite_of(id_.split("/")[0].rpartition("-")[0])
    vector = next(one for one in suite.asked if one.id == id_)
    asked = question(vector, suite.document)
    assert judged([vector], [json.dumps(answer(asked))]).passed
    wrong = program(asked)
    assert not judged([vector], [json.dumps(wrong)], allowed=[] if "verdict" in wrong else ["verdict"]).passed


def test_most_of_what_is_asked_is_answered_right_by_a_misreading() -> None:
    """So what it misreads is one thing, which a vector has to be about."""
    cases = vectors.cases("qualification")[::20]
    document: Mapping[str, Any] = vectors.document("qualification")
    for program in (hours_are_rounded, the_last_day_is_too_late, whoever_has_no_certificate_may_register_for_a_year):
        lines = [json.dumps(program(question(case, document))) for case in cases]
        assert sum(result.passed for result in judged(cases, lines).results) >= len(cases) * 3 / 4
