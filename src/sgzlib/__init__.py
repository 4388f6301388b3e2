"""The rules for social-work stations (社会工作服务站) of Tianjin's notice of 26 May 2021, as pure Python.

>>> from datetime import date
>>> import sgzlib as sgz
>>> sgz.check_premises(sgz.Premises(printer=False), on=date(2022, 3, 1)).verdict
False
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# Where each public name lives. A module loads when a name of it is first asked for; `__init__.pyi` tells type checkers.
_HOMES = {
    "law.clauses": "Clause Force Reference Scope",
    "law.deadlines": "NOT_SET NOT_YET",
    "law.errors": "InvalidType InvalidValue SgzlibError",
    "law.judging": "Status",
    "law.laws": "History Law Milestone Number Reading",
    "law.ledger": "Sentence Standing Wording",
    "law.notice": "Duty Notice",
    "law.periods": "Period RestDays",
    "law.requirement": "Pending Requirement Ruleset",
    "law.outcomes": "Possible",
    "law.truth": "Truth UNKNOWN Unknown",
    "advice.acts": "Act Beyond Establishing Step Way",
    "advice.law_model_checking": "compare_laws",
    "advice.law_comparison": "LawComparison Relation RequirementComparison",
    "advice.documents": "LawComparisonDict QuestionDict QuestionsDict RemediesDict",
    "advice.questions": "Question Questions inputs_of",
    "advice.remedies": "Remedies",
    "assessment.assessment": "Assessment assess",
    "assessment.batch": "Assessments assess_many",
    "assessment.decisions": "Decision DecisionKind DecisionState",
    "assessment.documents": (
        "AllReadingsDict AssessmentDict DecisionDict FindingDict ProgressDict SourceDict TimelineDict"
    ),
    "assessment.finding": "Finding",
    "assessment.forms": "blank_form",
    "assessment.progress": "Progress ProgressItem ProgressKind compare_assessments",
    "assessment.readings": "AllReadings Hinge Outcome under_all_readings",
    "assessment.receipts": "receipt",
    "assessment.sources": "Source SourceLevel",
    "assessment.timeline": "Timeline",
    "assessment.status_changes": "StatusChange Turn",
    "tianjin.actors": "Actor",
    "tianjin.duties": "DUTIES duties_of",
    "tianjin.notice": "NOTICE",
    "tianjin.policy": "Policy TIANJIN_2021",
    "tianjin.programme.deadlines": (
        "MILESTONES milestones posting_deadline qualification_deadline reregistration_window"
    ),
    "tianjin.programme.districts": "District",
    "tianjin.programme.rollout": "DistrictPlan PLAN ROLLOUT Rollout check_plan check_rollout",
    "tianjin.purchase.allocation": "allocate_funding plan_funding",
    "tianjin.purchase.amounts": "format_amount parse_amount",
    "tianjin.purchase.apportionment": "apportion",
    "tianjin.purchase.arithmetic": "Arithmetic",
    "tianjin.purchase.budget": "BUDGET Budget BudgetLine ExpenseCategory FundingField check_budget compose_budget",
    "tianjin.purchase.budget_comparison": "Comparison ComparisonDict Difference compare_budgets",
    "tianjin.purchase.contract": "CONTRACT Contract check_contract evaluation_schedule report_schedule",
    "tianjin.purchase.contractor": "CONTRACTOR Contractor check_contractor",
    "tianjin.purchase.cycle": "Cycle",
    "tianjin.purchase.funding": (
        "FUNDING FundedLine FundingPlan FundingPlanDict Payment Shortfall SourceUse Unfunded check_funding"
    ),
    "tianjin.purchase.follows": "Follows",
    "tianjin.purchase.grades": "Grade",
    "tianjin.purchase.purchaser": "PURCHASER Purchaser PurchaserKind check_purchaser",
    "tianjin.purchase.renewal": "RENEWAL RenewalDecision RenewalDict RenewalOutcome YearEnd decide_renewal",
    "tianjin.purchase.reports": "Report ReportKind",
    "tianjin.purchase.sources": "FundingSource SourceKind SubsidyEdition subsidy_transfer",
    "tianjin.readings": (
        "AnnualAmount AnnualTarget AssistanceLines ContractLength CycleEnd CycleLength DeadlineDay DonationUse "
        "EducationDue EducationHours EmblemRules FailedMayReturn FirstRegistration GradeAboveGood MainCategories "
        "MidtermOf PostingScope QuotaDue RegistrationScope RenewalAfterPass ReportCap SignName SubsidyLines "
        "SubsidyPriority SuccessorCycle SuccessorProcured TwoYearsFrom TwoYearsUntil UsualHeadcount ZonePurchaser"
    ),
    "tianjin.rulesets": "RULESETS",
    "tianjin.station.catalogue": "CATALOGUE Catalogue check_catalogue",
    "tianjin.station.management": "MANAGEMENT Management check_management",
    "tianjin.station.premises": "PREMISES Premises check_premises",
    "tianjin.station.qualification": "Certificate Education QUALIFICATION Worker check_qualification",
    "tianjin.station.services": (
        "CapacityBuilding CultivationAim ProfessionalService ServiceAim ServiceField ServiceGroup VolunteerService"
    ),
    "tianjin.station.sign": "Emblem SIGN Sign check_sign format_sign parse_sign station_name",
    "tianjin.station.staffing": "STAFFING Team check_staffing",
    "tianjin.station.station": "STATION Station check_station",
    "tianjin.times": "timeline",
    "bridges.verification": "Mismatch Verification verify",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}
_BRIDGES = {
    "calendars": "bridges.calendars",
    "explain": "prose.explain",
    "frames": "bridges.frames",
    "interchange": "bridges.interchange",
    "sql": "bridges.sql",
    "strategies": "bridges.strategies",
    "symbols": "bridges.symbols",
    "testing": "testing",
    "vectors": "vectors",
    "workbook": "bridges.workbook",
}
# What a home needs besides the library's own dependencies: the extra that brings it, and its modules.
_EXTRAS = {
    "bridges.calendars": ("calendar", "chinese_calendar"),
    "bridges.frames": ("frames", "narwhals", "pyarrow"),
    "bridges.sql": ("sql", "sqlglot"),
    "bridges.strategies": ("testing", "hypothesis"),
    "bridges.symbols": ("proof", "z3"),
    "bridges.workbook": ("excel", "openpyxl"),
    "testing": ("testing", "hypothesis", "pytest"),
}


def _lacks(home: str) -> str:
    """Return the extra that a home needs and that is not installed; "" where nothing is lacking."""
    from importlib.util import find_spec

    extra, *modules = _EXTRAS.get(home, ("",))
    return extra if any(find_spec(module) is None for module in modules) else ""


def _perhaps(name: str) -> str:
    """Return the question whether the nearest public name is meant; "" for a name that Python itself asks for."""
    if name.startswith("_"):
        return ""
    from sgzlib.law.errors import nearest

    meant = nearest(name, __dir__())
    return f"；是否指 {meant}？ (did you mean {meant}?)" if meant else ""


def __getattr__(name: str) -> Any:
    """Load a public name, or a bridge such as `sgzlib.frames`, when it is first asked for."""
    if name == "__all__":
        return _installed(_HOME)
    home = _HOME.get(name) or _BRIDGES.get(name)
    if home is None:
        raise AttributeError(f"module 'sgzlib' has no attribute {name!r}{_perhaps(name)}")
    if extra := _lacks(home):
        raise ImportError(
            f'sgzlib.{name} 需要：pip install "sgzlib[{extra}]" (sgzlib.{name} needs that extra)', name=name
        )
    module = import_module(f"sgzlib.{home}")
    value = module if name in _BRIDGES else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return _installed(_HOME | _BRIDGES)


def _installed(homes: dict[str, str]) -> list[str]:
    return sorted([*(name for name, home in homes.items() if not _lacks(home)), "__version__"])
