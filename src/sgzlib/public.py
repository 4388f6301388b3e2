"""The public names (公开名称): what `import sgzlib` gives, loaded when the first of them is asked for."""

from sgzlib.bridges.readings import AllReadings, Hinge, Outcome, under_all_readings
from sgzlib.bridges.receipts import receipt, verify
from sgzlib.bridges.timeline import Change, Timeline, Turn, timeline
from sgzlib.law.assessment import Assessment, Finding, Status, assess
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError
from sgzlib.law.notice import Actor, Clause, Force, Notice, Reference
from sgzlib.law.periods import Period
from sgzlib.law.policy import (
    NUMBERS,
    READINGS,
    TIANJIN_2021,
    AnnualTarget,
    CycleLength,
    DeadlineDay,
    EducationHours,
    GradeAboveGood,
    MainCategories,
    Number,
    Policy,
    Reading,
    RegistrationScope,
    TwoYearsFrom,
    UsualHeadcount,
    number,
)
from sgzlib.law.questions import Question, inputs_of
from sgzlib.law.remedies import Remedies, Remedy
from sgzlib.law.requirement import Case, Pending, Requirement, Ruleset, requirement
from sgzlib.law.sentences import Sentence, Standing, Wording
from sgzlib.law.tianjin import NOTICE
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, not_, one_of
from sgzlib.programme.deadlines import (
    MILESTONES,
    Milestone,
    milestones,
    posting_deadline,
    qualification_deadline,
    reregistration_window,
)
from sgzlib.programme.districts import District
from sgzlib.programme.duties import DUTIES, Duty, duties_of
from sgzlib.programme.rollout import PLAN, ROLLOUT, DistrictPlan, Rollout, check_plan, check_rollout
from sgzlib.purchase.allocation import allocate_funding, plan_funding
from sgzlib.purchase.amounts import format_amount, parse_amount
from sgzlib.purchase.apportionment import apportion
from sgzlib.purchase.budget import (
    BUDGET,
    Budget,
    BudgetLine,
    ExpenseCategory,
    FundingField,
    check_budget,
    compose_budget,
)
from sgzlib.purchase.comparison import Comparison, Difference, compare_budgets
from sgzlib.purchase.contract import CONTRACT, Contract, check_contract
from sgzlib.purchase.contractor import CONTRACTOR, Contractor, check_contractor
from sgzlib.purchase.funding import (
    FUNDING,
    FundedLine,
    FundingPlan,
    Payment,
    Shortfall,
    SourceUse,
    Unfunded,
    check_funding,
)
from sgzlib.purchase.purchaser import PURCHASER, Purchaser, PurchaserKind, check_purchaser
from sgzlib.purchase.renewal import RENEWAL, Cycle, Grade, RenewalDecision, RenewalOutcome, YearEnd, decide_renewal
from sgzlib.purchase.reports import Report, ReportKind, evaluation_schedule, report_schedule
from sgzlib.purchase.sources import FundingSource, SourceKind, SubsidyEdition, subsidy_transfer
from sgzlib.station.catalogue import CATALOGUE, Catalogue, check_catalogue
from sgzlib.station.management import MANAGEMENT, Management, check_management
from sgzlib.station.premises import PREMISES, Premises, check_premises
from sgzlib.station.qualification import QUALIFICATION, Certificate, Education, Worker, check_qualification
from sgzlib.station.services import (
    CapacityBuilding,
    CultivationAim,
    ProfessionalService,
    ServiceField,
    VolunteerService,
)
from sgzlib.station.sign import SIGN, Emblem, Sign, check_sign, format_sign, parse_sign, station_name
from sgzlib.station.staffing import STAFFING, Team, check_staffing
from sgzlib.station.station import STATION, Station, check_station

__all__ = [
    "BUDGET",
    "CATALOGUE",
    "CONTRACT",
    "CONTRACTOR",
    "DUTIES",
    "FUNDING",
    "MANAGEMENT",
    "MILESTONES",
    "NOTICE",
    "NUMBERS",
    "PLAN",
    "PREMISES",
    "PURCHASER",
    "QUALIFICATION",
    "READINGS",
    "RENEWAL",
    "ROLLOUT",
    "RULESETS",
    "SIGN",
    "STAFFING",
    "STATION",
    "TIANJIN_2021",
    "UNKNOWN",
    "Actor",
    "AllReadings",
    "AnnualTarget",
    "Assessment",
    "Budget",
    "BudgetLine",
    "CapacityBuilding",
    "Case",
    "Catalogue",
    "Certificate",
    "Change",
    "Clause",
    "Comparison",
    "Contract",
    "Contractor",
    "CultivationAim",
    "Cycle",
    "CycleLength",
    "DeadlineDay",
    "Difference",
    "District",
    "DistrictPlan",
    "Duty",
    "Education",
    "EducationHours",
    "Emblem",
    "ExpenseCategory",
    "Finding",
    "Force",
    "FundedLine",
    "FundingField",
    "FundingPlan",
    "FundingSource",
    "Grade",
    "GradeAboveGood",
    "Hinge",
    "InvalidType",
    "InvalidValue",
    "MainCategories",
    "Management",
    "Milestone",
    "Notice",
    "Number",
    "Outcome",
    "Payment",
    "Pending",
    "Period",
    "Policy",
    "Premises",
    "ProfessionalService",
    "Purchaser",
    "PurchaserKind",
    "Question",
    "Reading",
    "Reference",
    "RegistrationScope",
    "Remedies",
    "Remedy",
    "RenewalDecision",
    "RenewalOutcome",
    "Report",
    "ReportKind",
    "Requirement",
    "Rollout",
    "Ruleset",
    "Sentence",
    "ServiceField",
    "SgzlibError",
    "Shortfall",
    "Sign",
    "SourceKind",
    "SourceUse",
    "Standing",
    "Station",
    "Status",
    "SubsidyEdition",
    "Team",
    "Timeline",
    "Truth",
    "Turn",
    "TwoYearsFrom",
    "Unfunded",
    "Unknown",
    "UsualHeadcount",
    "VolunteerService",
    "Wording",
    "Worker",
    "YearEnd",
    "allocate_funding",
    "apportion",
    "assess",
    "check_budget",
    "check_catalogue",
    "check_contract",
    "check_contractor",
    "check_funding",
    "check_management",
    "check_plan",
    "check_premises",
    "check_purchaser",
    "check_qualification",
    "check_rollout",
    "check_sign",
    "check_staffing",
    "check_station",
    "compare_budgets",
    "compose_budget",
    "decide_renewal",
    "duties_of",
    "evaluation_schedule",
    "format_amount",
    "format_sign",
    "inputs_of",
    "milestones",
    "not_",
    "number",
    "one_of",
    "parse_amount",
    "parse_sign",
    "plan_funding",
    "posting_deadline",
    "qualification_deadline",
    "receipt",
    "report_schedule",
    "requirement",
    "reregistration_window",
    "station_name",
    "subsidy_transfer",
    "timeline",
    "under_all_readings",
    "verify",
]


RULESETS: dict[str, Ruleset] = {
    ruleset.name: ruleset
    for ruleset in (
        QUALIFICATION,
        STAFFING,
        PREMISES,
        CATALOGUE,
        MANAGEMENT,
        SIGN,
        STATION,
        PURCHASER,
        CONTRACTOR,
        BUDGET,
        FUNDING,
        CONTRACT,
        RENEWAL,
        PLAN,
        ROLLOUT,
    )
}
