"""What the page "My station" asks of the library, without a browser: what travels in a link, and what is asked next."""

from __future__ import annotations

import json
import re
import runpy
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz
from equipped import REQUIRED
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import Form

ROOT = Path(__file__).parents[1]
CALLS: dict[str, Any] = runpy.run_path(str(ROOT / "docs/my/judge.py"))
PAGE = (ROOT / "docs/my/index.md").read_text(encoding="utf-8")
FORMS = re.findall(r'<option value="(\w+)">', PAGE)
ON = "2022-03-01"
SIGN = {"name": "泰达社工站", "emblems": ["CHINA_CIVIL_AFFAIRS"], "prominent": False}


def answer(call: str, name: str, *given: Any) -> Any:
    texts = (one if isinstance(one, str) else json.dumps(one) for one in given)
    return json.loads(CALLS["answer"](call, name, "en", *texts))["value"]


def filled(of: Any) -> dict[str, Any]:
    """Return facts of a subject with every text given, and one member in every group."""
    facts: dict[str, Any] = {}
    for name, declared in facts_of(of).items():
        members: Any = declared.kind.members
        if declared.kind.form is Form.TEXT:
            facts[name] = f"某某{name}"
        elif members is not None and is_subject(members):
            facts[name] = [filled(members)] if declared.kind.several else filled(members)
    return facts


def texts_in(facts: Any, path: str = "") -> set[str]:
    if isinstance(facts, list):
        return {inner for one in facts for inner in texts_in(one, f"{path}[]")}
    if isinstance(facts, dict):
        return {inner for name, one in facts.items() for inner in texts_in(one, f"{path}.{name}" if path else name)}
    return {path}


class TestSharing:
    def test_there_are_forms(self) -> None:
        assert {"sign", "station", "plan"} < set(FORMS)

    @pytest.mark.parametrize("name", FORMS)
    def test_every_text_that_a_rule_reads_travels_and_no_other(self, name: str) -> None:
        ruleset = sgz.RULESETS[name]
        facts = filled(ruleset.subject)
        read = {one.path for one in sgz.inputs_of(ruleset)}
        assert texts_in(answer("shared", name, facts)) == texts_in(facts) & read

    @pytest.mark.parametrize(
        ("name", "facts"),
        [
            ("qualification", {"name": "王芳", "registered": True}),
            ("station", {"jurisdiction": "泰达街道", "team": {"workers": [{"name": "王芳", "trained": True}]}}),
        ],
    )
    def test_the_name_of_a_person_never_travels(self, name: str, facts: Any) -> None:
        shared = answer("shared", name, facts)
        assert "王芳" not in str(shared)
        assert str(shared) == str(facts).replace("'name': '王芳', ", "")

    def test_a_sign_is_answered_alike_by_whoever_opens_the_link(self) -> None:
        shared = answer("shared", "sign", SIGN)
        assert shared == SIGN
        sign = sgz.interchange.load(sgz.Sign, shared)
        assert "sign.name" in [one.requirement.id for one in sgz.check_sign(sign, on=date(2022, 3, 1)).violations]

    def test_what_cannot_be_judged_travels_as_it_is(self) -> None:
        assert answer("shared", "sign", {"name": 3, "tea": [None]}) == {"name": 3, "tea": [None]}


def refused(call: str, name: str, locale: str, *given: Any) -> list[dict[str, str]]:
    """Return what is wrong with what was given, as the page is told."""
    texts = (one if isinstance(one, str) else json.dumps(one) for one in given)
    problems: list[dict[str, str]] = json.loads(CALLS["answer"](call, name, locale, *texts))["problems"]
    return problems


class TestRefusing:
    @pytest.mark.parametrize(
        ("name", "facts", "path", "zh", "en"),
        [
            ("sign", {"prominent": "maybe"}, "prominent", "请填“是”或“否”", "enter yes or no"),
            (
                "station",
                {"team": {"workers": [{"posted_on": "5月"}]}},
                "team.workers[0].posted_on",
                "请填日期，如“2021-05-26”；尚未办理的写“尚未”",
                'enter a day, such as 2021-05-26, or "not yet" if it is not done',
            ),
        ],
    )
    def test_a_field_says_what_to_fill_in(self, name: str, facts: Any, path: str, zh: str, en: str) -> None:
        wrong = "maybe" if name == "sign" else "5月"
        assert refused("facts", name, "zh_CN", facts) == [{"path": path, "text": f"“{wrong}”填写有误：{zh}"}]
        assert refused("facts", name, "en", facts) == [{"path": path, "text": f"'{wrong}' is not valid: {en}"}]

    def test_a_value_that_is_wrong_beside_others_says_what_is_allowed(self) -> None:
        end = {"contract_year": 4, "cycle_years": 3, "grade": "GOOD", "started_on": "2021-07-23"}
        [problem] = refused("picture", "renewal", "en", end, ON)
        assert problem == {"path": "contract_year", "text": "'4' is not valid: expected 1 to 3"}

    def test_what_is_no_fact_is_refused_by_its_name(self) -> None:
        [problem] = refused("facts", "sign", "zh_CN", {"tea": 1})
        assert problem["path"] == "tea"
        assert "填写有误：应为" in problem["text"]

    def test_what_is_no_workbook_shows_none_of_its_bytes(self) -> None:
        junk = b64encode(b"no workbook").decode()
        assert refused("workbook", "sign", "zh_CN", junk, ON) == [{"path": "", "text": "应为Excel 工作簿（.xlsx）"}]


REVIEW = facts_of(sgz.DistrictPlan)["sent_for_review_on"]


def hanging(name: str, facts: Any, on: str) -> list[tuple[str, str]]:
    """Return what is to be asked, each with what hangs on it."""
    return [(each["path"], each["hangs"]) for each in answer("questions", name, facts, on)["asked"] if each["hangs"]]


class TestAsking:
    def test_a_plan_of_another_year_is_asked_for_its_review(self) -> None:
        named = ("district", "always")
        assert hanging("plan", {"year": 2026}, "2026-06-01") == [named, (REVIEW.name, "requirement")]
        assert hanging("plan", {"year": 2026, "sent_for_review_on": "2026-05-01"}, "2026-06-01") == [named]

    def test_what_can_change_the_verdict_is_asked(self) -> None:
        asked = {path for path, hangs in hanging("station", {}, ON) if hangs == "requirement"}
        assert asked >= set(sgz.check_station(sgz.Station(), on=date(2022, 3, 1)).missing)

    def test_after_a_violation_what_can_still_be_violated_is_asked_and_apart_from_it_what_only_advice_hangs_on(
        self,
    ) -> None:
        asked = hanging("premises", {"printer": False}, ON)
        assert [hangs for _, hangs in asked] == ["requirement"] * (len(REQUIRED) - 1) + ["advice"] * 2
        assert asked[-1] == ("group_room", "advice")

    def test_a_station_is_asked_for_its_place_first_and_for_its_workers_one_after_the_other_by_name(self) -> None:
        asked = answer("questions", "station", {"team": {"workers": [{"name": "陈静"}, {}]}}, ON)["asked"]
        assert asked[0]["path"] == "jurisdiction"
        assert asked[0]["text"] == "Which street or township does it serve?"
        paths = [each["path"] for each in asked]
        group = paths.index("team.workers")
        assert all(not path.startswith("team.workers[") for path in paths[:group])
        assert paths[group + 1] == "team.workers[0].name"
        members = [each for each in asked if each["path"].startswith("team.workers[")]
        assert [path.partition("]")[0][-1] for path in paths if "workers[" in path] == sorted(
            "01" * (len(members) // 2)
        )
        texts = {each["path"]: each["text"] for each in members}
        assert texts["team.workers[0].trained"] == "陈静: Was the training passed before posting?"
        assert texts["team.workers[1].name"] == "Station worker 2: What is the name?"

    def test_the_only_worker_who_is_checked_needs_no_name(self) -> None:
        assert "name" not in dict(hanging("qualification", {}, ON))

    def test_what_is_violated_is_told_with_its_clause_and_last_day(self) -> None:
        facts = {"first_batch": True, "premises": {"printer": False}, "team": {"contract_signed_on": "2021-07-26"}}
        assert answer("violated", "station", facts, ON) == [
            {"text": "has a printer", "locator": "三(一)", "clause": "三(一)", "due": "31 July 2021"}
        ]
