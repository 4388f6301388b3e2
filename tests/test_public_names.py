"""The names that embedding systems write: promised, there, described, and in the reference, in both directions."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
import runpy
import subprocess
import sys
import textwrap
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib import law
from sgzlib.law.facts import facts_of, is_subject

ROOT = Path(__file__).parents[1]

PROMISED = {
    "law": "UNKNOWN Unknown Truth Force NOTICE Policy TIANJIN_2021 Reading Requirement Ruleset RULESETS "
    "Notice Clause assess Finding Assessment Status SgzlibError Reference",
    "station": "Education Certificate Worker check_qualification Team check_staffing Premises check_premises "
    "ServiceField Catalogue check_catalogue Management check_management Emblem Sign format_sign parse_sign "
    "station_name check_sign Station check_station",
    "purchase": "PurchaserKind Purchaser check_purchaser Contractor check_contractor ExpenseCategory BudgetLine Budget "
    "compose_budget apportion check_budget format_amount SourceKind FundingSource allocate_funding FundingPlan "
    "check_funding Grade Cycle decide_renewal RenewalOutcome RenewalDecision Contract check_contract "
    "report_schedule evaluation_schedule Report Follows NOT_SET",
    "deadlines": "Period posting_deadline qualification_deadline reregistration_window MILESTONES timeline",
    "programme": "District DistrictPlan check_plan Rollout check_rollout Actor Duty DUTIES duties_of",
    "answers": "under_all_readings receipt verify inputs_of compare_laws LawComparison assess_many AssessmentDict "
    "Decision compare_assessments Progress Source FindingDict RemediesDict Questions QuestionDict QuestionsDict "
    "AllReadingsDict TimelineDict RenewalDict FundingPlanDict LawComparisonDict ComparisonDict",
}

ATTRIBUTES = {
    "Assessment": "subject findings verdict violations undetermined advisories notes missing applicable ok render "
    "_repr_html_ __getitem__ by_subject questions remedies to_dict to_json to_frame to_html with_decisions decisions",
    "Finding": "requirement status holds facts reading to_html",
    "Remedies": "to_dict to_json to_frame to_html",
    "Question": "to_dict to_json to_html",
    "Questions": "to_dict to_json to_frame to_html in_locale",
    "AllReadings": "to_dict to_json to_frame to_html",
    "Progress": "new resolved still_open not_comparable render to_dict to_json to_frame to_html",
    "Timeline": "to_dict to_json to_frame to_html",
    "Station": "to_html",
    "LawComparison": "render to_dict to_json to_frame to_html",
    "Comparison": "to_dict to_json to_frame to_html",
    "Worker": "to_html",
    "Premises": "to_html",
    "Catalogue": "to_html",
    "Management": "to_html",
    "Team": "to_html",
    "Reading": "id clause question options default",
    "Clause": "locator title summary_zh summary_en",
    "Notice": "number title issued_on clauses references",
    "Ruleset": "name subject requirements",
    "RenewalDecision": "outcome requires_procurement next_period findings render to_dict to_json to_frame to_html",
    "BudgetLine": "category item unit_price quantity unit fields amount",
    "Budget": "lines stations years total per_station_year by_category shares __add__ to_html",
    "FundingPlan": "payments unfunded arithmetic to_dict to_json to_frame to_html",
    "FundingSource": "kind name available for_building spent_elsewhere",
    "Period": "first_day last_day",
    "Cycle": "started_on years contract_period",
    "Contract": "signed_on period contract_year cycle_years first_batch monthly_briefs brief_within_days "
    "midterm_report_on final_report_on report_within_days midterm_evaluation_on final_evaluation_on "
    "evaluation_within_days ended_on follows opens_cycle previous_grade renewal_ruled_out procured",
    "Sign": "name emblems prominent other_marks dominant_emblem __str__ to_html",
    "District": "code name_zh name_en",
}

FACTS = {
    "Worker": "name education social_work_major certificate registered registration_expires continuing_education_hours "
    "contracted full_time trained posted_on",
    "Team": "workers contracted_headcount project_started_on contract_signed_on",
    "Premises": "independent_office desks_and_chairs computer printer filing_cabinet casework_room group_room",
    "Catalogue": "content directory duties posted professional_methods fields tailored",
    "Management": "process standards personnel projects supervision volunteers premises archives",
    "Station": "jurisdiction team premises catalogue management sign",
    "Contractor": "name credit_code registered social_work social_work_purpose sound_finance tax_compliant "
    "fixed_office professional_team lawful reputable",
    "Purchaser": "kind name",
    "DistrictPlan": "district year submitted_on sent_for_review_on planned_stations built_stations quota tasks "
    "measures schedule premises_ready_on contractor_chosen_on agreement_signed_on",
    "Rollout": "plans started_on finished_on",
}

MEMBERS = {
    "Force": "MUST SHOULD MAY",
    "Status": "MET VIOLATED UNMET UNDETERMINED NOT_DUE NOT_APPLICABLE",
    "Education": "PRIMARY JUNIOR_HIGH SENIOR_HIGH JUNIOR_COLLEGE BACHELOR MASTER DOCTOR",
    "Certificate": "NONE TIANJIN ASSISTANT SOCIAL_WORKER SENIOR",
    "Emblem": "CHINA_SOCIAL_WORK CHINA_CIVIL_AFFAIRS",
    "ExpenseCategory": "PERSONNEL SUPERVISION_AND_TRAINING ACTIVITIES MANAGEMENT EVALUATION FACILITIES OTHER",
    "PurchaserKind": "DISTRICT_BUREAU STREET_OFFICE TOWNSHIP ZONE OTHER",
    "FundingField": "SOCIAL_ASSISTANCE ELDERLY_CARE CHILDREN COMMUNITY_GOVERNANCE SOCIAL_AFFAIRS DISABILITY "
    "SPECIAL_CHILDREN",
    "AnnualAmount": "WITHOUT_FACILITIES ALL_LINES MAIN_CATEGORIES",
    "AssistanceLines": "ALONE SOME",
    "EmblemRules": "REFERENCE BINDING",
    "ContractLength": "NORM LIMIT",
    "CycleEnd": "PROCURE NOT_COVERED",
    "SubsidyLines": "SOME ALL",
    "MidtermOf": "CONTRACT_YEAR CYCLE",
    "Follows": "NOTHING SAME_CONTRACTOR ANOTHER_CONTRACTOR",
    "RenewalAfterPass": "MUST MAY",
    "FailedMayReturn": "BY_PROCEDURE EXCLUDED",
    "SuccessorProcured": "ALWAYS AFTER_FAILURE",
    "SuccessorCycle": "PROJECT OWN",
    "ReportCap": "BACKSTOP CONTRACT_ALONE",
    "QuotaDue": "YEAR_END LAUNCH",
    "ZonePurchaser": "AS_STREET NOT_NAMED",
    "SubsidyPriority": "STATIONS_FIRST NONE_UNPAID SOURCES",
    "DonationUse": "FOR_BUILDING EVERY",
    "Grade": "EXCELLENT GOOD QUALIFIED UNQUALIFIED NOT_EVALUATED",
    "RenewalOutcome": "RENEW MAY_RENEW REPROCURE RULED_OUT CYCLE_COMPLETE AWAIT_EVALUATION",
}

BRIDGES = {
    "interchange": "dump load json_schema",
    "explain": "formula table",
    "frames": "check check_groups check_teams check_budgets compare_assessments findings flips report "
    "questions remedies subjects table Report",
    "sql": "query",
    "strategies": "workers stations budgets teams violating compliant edges",
    "symbols": "of prove",
    "testing": "Oracle sgz_oracle",
    "vectors": "files cases cover document schema make text_of",
    "workbook": "template judge",
}

DESCRIBED = [
    name
    for name in sgz.__all__
    if not name.startswith("__") and (inspect.isclass(getattr(sgz, name)) or inspect.isfunction(getattr(sgz, name)))
]


def first_line(thing: Any) -> str:
    return (thing.__doc__ or "").strip().partition("\n")[0]


class TestPromised:
    @pytest.mark.parametrize("name", [name for names in PROMISED.values() for name in names.split()])
    def test_every_promised_name_is_public(self, name: str) -> None:
        assert name in sgz.__all__
        assert hasattr(sgz, name)

    @pytest.mark.parametrize("name", ATTRIBUTES)
    def test_its_attributes_are_there(self, name: str) -> None:
        fields = {field.name for field in getattr(getattr(sgz, name), "__attrs_attrs__", ())}
        absent = [
            one for one in set(ATTRIBUTES[name].split()) if one not in fields and not hasattr(getattr(sgz, name), one)
        ]
        assert absent == []

    @pytest.mark.parametrize("name", FACTS)
    def test_its_facts_are_there(self, name: str) -> None:
        assert is_subject(getattr(sgz, name))
        assert set(FACTS[name].split()) - set(facts_of(getattr(sgz, name))) == set()

    @pytest.mark.parametrize("name", MEMBERS)
    def test_its_members_are_these(self, name: str) -> None:
        assert [member.name for member in sorted(getattr(sgz, name), key=str)] == sorted(
            MEMBERS[name].split(), key=lambda member: str(getattr(sgz, name)[member])
        )

    @pytest.mark.parametrize("name", BRIDGES)
    def test_its_functions_are_there(self, name: str) -> None:
        bridge = getattr(sgz, name)
        assert [one for one in set(BRIDGES[name].split()) if not callable(getattr(bridge, one, None))] == []

    def test_importing_the_package_loads_only_what_a_name_needs(self) -> None:
        code = (
            "import sys, sgzlib; print('attrs' in sys.modules, sgzlib.check_qualification.__name__, "
            "*(f'sgzlib.tianjin.{part}' in sys.modules "
            "for part in ('station.qualification', 'station.staffing', 'purchase')))"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own line
        assert ran.stdout.split() == ["False", "check_qualification", "True", "False", "False"]

    def test_type_checkers_are_told_the_same(self) -> None:
        tree = ast.parse((ROOT / "src/sgzlib/__init__.pyi").read_text(encoding="utf-8"))
        told = {
            alias.asname: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        given = {name: f"sgzlib.{home}" for name, home in vars(sgz)["_HOME"].items()}
        rooms = {name: home.rpartition(".")[0] for name, home in vars(sgz)["_BRIDGES"].items()}
        bridges = {name: f"sgzlib.{room}".rstrip(".") for name, room in rooms.items()}
        assert told == given | bridges
        listed = next(node.value for node in tree.body if isinstance(node, ast.Assign))
        assert sorted(ast.literal_eval(listed)) == sorted(sgz.__all__)

    def test_completion_sees_every_name(self) -> None:
        assert set(dir(sgz)) == {*sgz.__all__, *BRIDGES, "calendars", "__version__"}

    @pytest.mark.parametrize(
        ("extra", "module", "names"),
        [
            ("frames", "narwhals", ("frames",)),
            ("frames", "pyarrow", ("frames",)),
            ("sql", "sqlglot", ("sql",)),
            ("testing", "hypothesis", ("strategies", "testing")),
            ("excel", "openpyxl", ("workbook",)),
            ("proof", "z3", ("symbols",)),
            ("calendar", "chinese_calendar", ("calendars",)),
        ],
    )
    def test_what_needs_an_extra_that_is_not_there_says_so_and_is_not_listed(
        self, extra: str, module: str, names: tuple[str, ...]
    ) -> None:
        code = (
            f"import sys, inspect; sys.modules['{module}'] = None\n"
            "import sgzlib\nfrom sgzlib import *\n"
            "assert len(inspect.getmembers(sgzlib)) > 100\n"
            f"for name in {names}:\n"
            "    assert name not in dir(sgzlib) and name not in sgzlib.__all__, name\n"
            "    try:\n        getattr(sgzlib, name)\n    except ImportError as error:\n        print(error)\n"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own line
        told = [line for line in ran.stdout.splitlines() if f'pip install "sgzlib[{extra}]"' in line]
        assert len(told) == len(names), ran.stderr

    def test_help_is_given_where_an_extra_is_not_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "narwhals", None)
        monkeypatch.delitem(vars(sgz), "frames", raising=False)
        assert "Worker" in pydoc.render_doc(sgz)

    def test_such_a_name_is_refused_with_the_way_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "hypothesis", None)
        monkeypatch.delitem(vars(sgz), "strategies", raising=False)
        with pytest.raises(ImportError, match=r'sgzlib\.strategies .*pip install "sgzlib\[testing\]"'):
            sgz.strategies  # noqa: B018  # pyright: ignore[reportUnusedExpression]
        assert "strategies" not in dir(sgz)

    def test_no_other_name_is_given(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'ferry'"):
            sgz.ferry  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]

    def test_a_misspelt_one_is_answered_with_the_nearest(self) -> None:
        with pytest.raises(
            AttributeError, match=r"是否指 check_qualification？ \(did you mean check_qualification\?\)$"
        ):
            sgz.check_qualfication  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]

    def test_a_name_that_python_asks_for_is_not(self) -> None:
        with pytest.raises(AttributeError, match=r"^module 'sgzlib' has no attribute '__versoin__'$"):
            sgz.__versoin__  # type: ignore[attr-defined]  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue, reportUnusedExpression]


class TestDescribed:
    @pytest.mark.parametrize("name", DESCRIBED)
    def test_every_public_name_says_what_it_is_and_its_chinese_term(self, name: str) -> None:
        line = first_line(getattr(sgz, name))
        assert re.match(r"[A-Z三四五六七].*[.:;)]$", line), line
        assert re.search(r"[\u4e00-\u9fff]", line), line

    @pytest.mark.parametrize("bridge", BRIDGES)
    def test_so_does_every_function_of_a_bridge(self, bridge: str) -> None:
        module = getattr(sgz, bridge)
        for name, thing in vars(module).items():
            if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_"):
                assert re.search(r"[\u4e00-\u9fff]", first_line(thing)), f"{bridge}.{name}: {first_line(thing)}"

    def test_each_name_is_given_once(self) -> None:
        named = [name for names in vars(sgz)["_HOMES"].values() for name in names.split()]
        assert sorted([*named, "__version__"]) == sgz.__all__
        assert len(set(named)) == len(named)

    def test_every_ruleset_is_public_under_its_own_name(self) -> None:
        assert [getattr(sgz, name.upper()) for name in sgz.RULESETS] == list(sgz.RULESETS.values())


class TestReference:
    """The reference lists each name under the part of the library in which it lives: see docs/pages.py."""

    def test_every_part_that_has_public_names_has_a_page(self) -> None:
        parts = {home.split(".")[-2] for home in vars(sgz)["_HOME"].values()}
        for suffix in ("", ".en"):
            asked = {
                part
                for path in (ROOT / "docs/reference").glob(f"*{suffix}.md")
                for part in re.findall(r"^\{\{ reference (\w+) \}\}$", path.read_text(encoding="utf-8"), re.MULTILINE)
            }
            assert asked == parts

    def test_every_bridge_that_is_named_is_described(self) -> None:
        for suffix in ("", ".en"):
            pages = (path.read_text(encoding="utf-8") for path in (ROOT / "docs/reference").glob(f"*{suffix}.md"))
            described = {
                one for page in pages for one in re.findall(r"^::: sgzlib\.(?:\w+\.)?(\w+)$", page, re.MULTILINE)
            }
            assert set(BRIDGES) <= described


def _said(value: Any) -> str:
    return (inspect.getdoc(value) or "").partition("\n\n")[0]


def _described() -> dict[str, str]:
    """Return what the docstrings of the public names, and of their methods, begin with: the reference shows it."""
    said: dict[str, str] = {}
    for house in (sgz, law):
        for name in house.__all__:
            value = getattr(house, name)
            if inspect.isclass(value) or inspect.isfunction(value):
                said[name] = _said(value)
            for inner, member in vars(value).items() if inspect.isclass(value) else ():
                function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
                if inspect.isfunction(function) and not inner.startswith("_") and _said(function):
                    said[f"{name}.{inner}"] = _said(function)
    return said


def _written() -> set[str]:
    """Return the names that users write: the public ones, those that rules are written with, those of each bridge."""
    written = {
        name for name in sgz.__all__ if name != "__version__" and not isinstance(getattr(sgz, name), sgz.Ruleset)
    }
    written |= {f"law.{name}" for name in law.__all__ if name not in sgz.__all__}
    for bridge in (*BRIDGES, "calendars"):
        module = getattr(sgz, bridge)
        own = [
            name
            for name, thing in vars(module).items()
            if (inspect.isclass(thing) or inspect.isfunction(thing)) and thing.__module__ == module.__name__
        ]
        names = getattr(module, "__all__", [name for name in own if not name.startswith("_")])
        written |= {f"{bridge}.{name}" for name in (*names, *BRIDGES.get(bridge, "").split())}
    return written


def _shown(value: Any) -> set[str]:
    """Return the members that the reference shows of a class: its own ones, public and with a docstring."""
    if not inspect.isclass(value):
        return set()
    (of,) = ast.parse(textwrap.dedent(inspect.getsource(value))).body
    assert isinstance(of, ast.ClassDef)
    shown = {node.name for node in of.body if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)}
    for node, below in pairwise(of.body):
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(below, ast.Expr):
            shown |= {ast.unparse(name) for name in (node.targets if isinstance(node, ast.Assign) else [node.target])}
    return {name for name in shown if not name.startswith("_")}


def test_every_name_and_member_has_its_line_in_the_chinese_reference() -> None:
    lines: dict[str, str] = runpy.run_path(str(ROOT / "docs/chinese.py"))["LINES"]
    members = [f"{name}.{inner}" for name in _written() for inner in _shown(attrgetter(name)(sgz))]
    shared = {f".{name.rpartition('.')[2]}" for name in members if name not in lines}
    own = {name for name in members if name in lines}
    assert set(lines) == _written() | own | shared
    assert [name for name, line in lines.items() if not re.search(r"[\u4e00-\u9fff].*。$", line)] == []


def test_every_name_says_its_chinese_term() -> None:
    """The Chinese reference begins with it."""
    term = re.compile(r"\((?![一二三四五六七八九十]\))[^()]*[\u4e00-\u9fff][^()]*\)")
    assert [name for name, text in _described().items() if not term.search(text)] == []


def test_every_text_is_chinese_unless_another_locale_is_asked_for() -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "src/sgzlib").rglob("*.py")]
    of_code = r"(?m)^(?! *\.\.\. ).*\blocale: str(?: \| None)? = ([^,):\n]+)"
    # None stands for the locale that a table or report was made with, and ... for what the next line says.
    assert {default for text in texts for default in re.findall(of_code, text)} == {'"zh_CN"', "None", "..."}
