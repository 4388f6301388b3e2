from sgzlib import testing as testing
from sgzlib import vectors as vectors
from sgzlib.advice.acts import Act as Act
from sgzlib.advice.acts import Beyond as Beyond
from sgzlib.advice.acts import Establishing as Establishing
from sgzlib.advice.acts import Step as Step
from sgzlib.advice.acts import Way as Way
from sgzlib.advice.documents import LawComparisonDict as LawComparisonDict
from sgzlib.advice.documents import QuestionDict as QuestionDict
from sgzlib.advice.documents import QuestionsDict as QuestionsDict
from sgzlib.advice.documents import RemediesDict as RemediesDict
from sgzlib.advice.law_comparison import LawComparison as LawComparison
from sgzlib.advice.law_comparison import Relation as Relation
from sgzlib.advice.law_comparison import RequirementComparison as RequirementComparison
from sgzlib.advice.law_model_checking import compare_laws as compare_laws
from sgzlib.advice.questions import Question as Question
from sgzlib.advice.questions import Questions as Questions
from sgzlib.advice.questions import inputs_of as inputs_of
from sgzlib.advice.remedies import Remedies as Remedies
from sgzlib.assessment.assessment import Assessment as Assessment
from sgzlib.assessment.assessment import assess as assess
from sgzlib.assessment.batch import Assessments as Assessments
from sgzlib.assessment.batch import assess_many as assess_many
from sgzlib.assessment.decisions import Decision as Decision
from sgzlib.assessment.decisions import DecisionKind as DecisionKind
from sgzlib.assessment.decisions import DecisionState as DecisionState
from sgzlib.assessment.documents import AllReadingsDict as AllReadingsDict
from sgzlib.assessment.documents import AssessmentDict as AssessmentDict
from sgzlib.assessment.documents import DecisionDict as DecisionDict
from sgzlib.assessment.documents import FindingDict as FindingDict
from sgzlib.assessment.documents import ProgressDict as ProgressDict
from sgzlib.assessment.documents import SourceDict as SourceDict
from sgzlib.assessment.documents import TimelineDict as TimelineDict
from sgzlib.assessment.finding import Finding as Finding
from sgzlib.assessment.forms import blank_form as blank_form
from sgzlib.assessment.progress import Progress as Progress
from sgzlib.assessment.progress import ProgressItem as ProgressItem
from sgzlib.assessment.progress import ProgressKind as ProgressKind
from sgzlib.assessment.progress import compare_assessments as compare_assessments
from sgzlib.assessment.readings import AllReadings as AllReadings
from sgzlib.assessment.readings import Hinge as Hinge
from sgzlib.assessment.readings import Outcome as Outcome
from sgzlib.assessment.readings import under_all_readings as under_all_readings
from sgzlib.assessment.receipts import receipt as receipt
from sgzlib.assessment.sources import Source as Source
from sgzlib.assessment.sources import SourceLevel as SourceLevel
from sgzlib.assessment.status_changes import StatusChange as StatusChange
from sgzlib.assessment.status_changes import Turn as Turn
from sgzlib.assessment.timeline import Timeline as Timeline
from sgzlib.bridges import calendars as calendars
from sgzlib.bridges import frames as frames
from sgzlib.bridges import interchange as interchange
from sgzlib.bridges import sql as sql
from sgzlib.bridges import strategies as strategies
from sgzlib.bridges import symbols as symbols
from sgzlib.bridges import workbook as workbook
from sgzlib.bridges.verification import Mismatch as Mismatch
from sgzlib.bridges.verification import Verification as Verification
from sgzlib.bridges.verification import verify as verify
from sgzlib.law.clauses import Clause as Clause
from sgzlib.law.clauses import Force as Force
from sgzlib.law.clauses import Reference as Reference
from sgzlib.law.clauses import Scope as Scope
from sgzlib.law.deadlines import NOT_SET as NOT_SET
from sgzlib.law.deadlines import NOT_YET as NOT_YET
from sgzlib.law.errors import InvalidType as InvalidType
from sgzlib.law.errors import InvalidValue as InvalidValue
from sgzlib.law.errors import SgzlibError as SgzlibError
from sgzlib.law.judging import Status as Status
from sgzlib.law.laws import History as History
from sgzlib.law.laws import Law as Law
from sgzlib.law.laws import Milestone as Milestone
from sgzlib.law.laws import Number as Number
from sgzlib.law.laws import Reading as Reading
from sgzlib.law.ledger import Sentence as Sentence
from sgzlib.law.ledger import Standing as Standing
from sgzlib.law.ledger import Wording as Wording
from sgzlib.law.notice import Duty as Duty
from sgzlib.law.notice import Notice as Notice
from sgzlib.law.outcomes import Possible as Possible
from sgzlib.law.periods import Period as Period
from sgzlib.law.periods import RestDays as RestDays
from sgzlib.law.requirement import Pending as Pending
from sgzlib.law.requirement import Requirement as Requirement
from sgzlib.law.requirement import Ruleset as Ruleset
from sgzlib.law.truth import UNKNOWN as UNKNOWN
from sgzlib.law.truth import Truth as Truth
from sgzlib.law.truth import Unknown as Unknown
from sgzlib.prose import explain as explain
from sgzlib.tianjin.actors import Actor as Actor
from sgzlib.tianjin.duties import DUTIES as DUTIES
from sgzlib.tianjin.duties import duties_of as duties_of
from sgzlib.tianjin.notice import NOTICE as NOTICE
from sgzlib.tianjin.policy import TIANJIN_2021 as TIANJIN_2021
from sgzlib.tianjin.policy import Policy as Policy
from sgzlib.tianjin.programme.deadlines import MILESTONES as MILESTONES
from sgzlib.tianjin.programme.deadlines import milestones as milestones
from sgzlib.tianjin.programme.deadlines import posting_deadline as posting_deadline
from sgzlib.tianjin.programme.deadlines import qualification_deadline as qualification_deadline
from sgzlib.tianjin.programme.deadlines import reregistration_window as reregistration_window
from sgzlib.tianjin.programme.districts import District as District
from sgzlib.tianjin.programme.rollout import PLAN as PLAN
from sgzlib.tianjin.programme.rollout import ROLLOUT as ROLLOUT
from sgzlib.tianjin.programme.rollout import DistrictPlan as DistrictPlan
from sgzlib.tianjin.programme.rollout import Rollout as Rollout
from sgzlib.tianjin.programme.rollout import check_plan as check_plan
from sgzlib.tianjin.programme.rollout import check_rollout as check_rollout
from sgzlib.tianjin.purchase.allocation import allocate_funding as allocate_funding
from sgzlib.tianjin.purchase.allocation import plan_funding as plan_funding
from sgzlib.tianjin.purchase.amounts import format_amount as format_amount
from sgzlib.tianjin.purchase.amounts import parse_amount as parse_amount
from sgzlib.tianjin.purchase.apportionment import apportion as apportion
from sgzlib.tianjin.purchase.arithmetic import Arithmetic as Arithmetic
from sgzlib.tianjin.purchase.budget import BUDGET as BUDGET
from sgzlib.tianjin.purchase.budget import Budget as Budget
from sgzlib.tianjin.purchase.budget import BudgetLine as BudgetLine
from sgzlib.tianjin.purchase.budget import ExpenseCategory as ExpenseCategory
from sgzlib.tianjin.purchase.budget import FundingField as FundingField
from sgzlib.tianjin.purchase.budget import check_budget as check_budget
from sgzlib.tianjin.purchase.budget import compose_budget as compose_budget
from sgzlib.tianjin.purchase.budget_comparison import Comparison as Comparison
from sgzlib.tianjin.purchase.budget_comparison import ComparisonDict as ComparisonDict
from sgzlib.tianjin.purchase.budget_comparison import Difference as Difference
from sgzlib.tianjin.purchase.budget_comparison import compare_budgets as compare_budgets
from sgzlib.tianjin.purchase.contract import CONTRACT as CONTRACT
from sgzlib.tianjin.purchase.contract import Contract as Contract
from sgzlib.tianjin.purchase.contract import check_contract as check_contract
from sgzlib.tianjin.purchase.contract import evaluation_schedule as evaluation_schedule
from sgzlib.tianjin.purchase.contract import report_schedule as report_schedule
from sgzlib.tianjin.purchase.contractor import CONTRACTOR as CONTRACTOR
from sgzlib.tianjin.purchase.contractor import Contractor as Contractor
from sgzlib.tianjin.purchase.contractor import check_contractor as check_contractor
from sgzlib.tianjin.purchase.cycle import Cycle as Cycle
from sgzlib.tianjin.purchase.follows import Follows as Follows
from sgzlib.tianjin.purchase.funding import FUNDING as FUNDING
from sgzlib.tianjin.purchase.funding import FundedLine as FundedLine
from sgzlib.tianjin.purchase.funding import FundingPlan as FundingPlan
from sgzlib.tianjin.purchase.funding import FundingPlanDict as FundingPlanDict
from sgzlib.tianjin.purchase.funding import Payment as Payment
from sgzlib.tianjin.purchase.funding import Shortfall as Shortfall
from sgzlib.tianjin.purchase.funding import SourceUse as SourceUse
from sgzlib.tianjin.purchase.funding import Unfunded as Unfunded
from sgzlib.tianjin.purchase.funding import check_funding as check_funding
from sgzlib.tianjin.purchase.grades import Grade as Grade
from sgzlib.tianjin.purchase.purchaser import PURCHASER as PURCHASER
from sgzlib.tianjin.purchase.purchaser import Purchaser as Purchaser
from sgzlib.tianjin.purchase.purchaser import PurchaserKind as PurchaserKind
from sgzlib.tianjin.purchase.purchaser import check_purchaser as check_purchaser
from sgzlib.tianjin.purchase.renewal import RENEWAL as RENEWAL
from sgzlib.tianjin.purchase.renewal import RenewalDecision as RenewalDecision
from sgzlib.tianjin.purchase.renewal import RenewalDict as RenewalDict
from sgzlib.tianjin.purchase.renewal import RenewalOutcome as RenewalOutcome
from sgzlib.tianjin.purchase.renewal import YearEnd as YearEnd
from sgzlib.tianjin.purchase.renewal import decide_renewal as decide_renewal
from sgzlib.tianjin.purchase.reports import Report as Report
from sgzlib.tianjin.purchase.reports import ReportKind as ReportKind
from sgzlib.tianjin.purchase.sources import FundingSource as FundingSource
from sgzlib.tianjin.purchase.sources import SourceKind as SourceKind
from sgzlib.tianjin.purchase.sources import SubsidyEdition as SubsidyEdition
from sgzlib.tianjin.purchase.sources import subsidy_transfer as subsidy_transfer
from sgzlib.tianjin.readings import AnnualAmount as AnnualAmount
from sgzlib.tianjin.readings import AnnualTarget as AnnualTarget
from sgzlib.tianjin.readings import AssistanceLines as AssistanceLines
from sgzlib.tianjin.readings import ContractLength as ContractLength
from sgzlib.tianjin.readings import CycleEnd as CycleEnd
from sgzlib.tianjin.readings import CycleLength as CycleLength
from sgzlib.tianjin.readings import DeadlineDay as DeadlineDay
from sgzlib.tianjin.readings import DonationUse as DonationUse
from sgzlib.tianjin.readings import EducationDue as EducationDue
from sgzlib.tianjin.readings import EducationHours as EducationHours
from sgzlib.tianjin.readings import EmblemRules as EmblemRules
from sgzlib.tianjin.readings import FailedMayReturn as FailedMayReturn
from sgzlib.tianjin.readings import FirstRegistration as FirstRegistration
from sgzlib.tianjin.readings import GradeAboveGood as GradeAboveGood
from sgzlib.tianjin.readings import MainCategories as MainCategories
from sgzlib.tianjin.readings import MidtermOf as MidtermOf
from sgzlib.tianjin.readings import PostingScope as PostingScope
from sgzlib.tianjin.readings import QuotaDue as QuotaDue
from sgzlib.tianjin.readings import RegistrationScope as RegistrationScope
from sgzlib.tianjin.readings import RenewalAfterPass as RenewalAfterPass
from sgzlib.tianjin.readings import ReportCap as ReportCap
from sgzlib.tianjin.readings import SignName as SignName
from sgzlib.tianjin.readings import SubsidyLines as SubsidyLines
from sgzlib.tianjin.readings import SubsidyPriority as SubsidyPriority
from sgzlib.tianjin.readings import SuccessorCycle as SuccessorCycle
from sgzlib.tianjin.readings import SuccessorProcured as SuccessorProcured
from sgzlib.tianjin.readings import TwoYearsFrom as TwoYearsFrom
from sgzlib.tianjin.readings import TwoYearsUntil as TwoYearsUntil
from sgzlib.tianjin.readings import UsualHeadcount as UsualHeadcount
from sgzlib.tianjin.readings import ZonePurchaser as ZonePurchaser
from sgzlib.tianjin.rulesets import RULESETS as RULESETS
from sgzlib.tianjin.station.catalogue import CATALOGUE as CATALOGUE
from sgzlib.tianjin.station.catalogue import Catalogue as Catalogue
from sgzlib.tianjin.station.catalogue import check_catalogue as check_catalogue
from sgzlib.tianjin.station.management import MANAGEMENT as MANAGEMENT
from sgzlib.tianjin.station.management import Management as Management
from sgzlib.tianjin.station.management import check_management as check_management
from sgzlib.tianjin.station.premises import PREMISES as PREMISES
from sgzlib.tianjin.station.premises import Premises as Premises
from sgzlib.tianjin.station.premises import check_premises as check_premises
from sgzlib.tianjin.station.qualification import QUALIFICATION as QUALIFICATION
from sgzlib.tianjin.station.qualification import Certificate as Certificate
from sgzlib.tianjin.station.qualification import Education as Education
from sgzlib.tianjin.station.qualification import Worker as Worker
from sgzlib.tianjin.station.qualification import check_qualification as check_qualification
from sgzlib.tianjin.station.services import CapacityBuilding as CapacityBuilding
from sgzlib.tianjin.station.services import CultivationAim as CultivationAim
from sgzlib.tianjin.station.services import ProfessionalService as ProfessionalService
from sgzlib.tianjin.station.services import ServiceAim as ServiceAim
from sgzlib.tianjin.station.services import ServiceField as ServiceField
from sgzlib.tianjin.station.services import ServiceGroup as ServiceGroup
from sgzlib.tianjin.station.services import VolunteerService as VolunteerService
from sgzlib.tianjin.station.sign import SIGN as SIGN
from sgzlib.tianjin.station.sign import Emblem as Emblem
from sgzlib.tianjin.station.sign import Sign as Sign
from sgzlib.tianjin.station.sign import check_sign as check_sign
from sgzlib.tianjin.station.sign import format_sign as format_sign
from sgzlib.tianjin.station.sign import parse_sign as parse_sign
from sgzlib.tianjin.station.sign import station_name as station_name
from sgzlib.tianjin.station.staffing import STAFFING as STAFFING
from sgzlib.tianjin.station.staffing import Team as Team
from sgzlib.tianjin.station.staffing import check_staffing as check_staffing
from sgzlib.tianjin.station.station import STATION as STATION
from sgzlib.tianjin.station.station import Station as Station
from sgzlib.tianjin.station.station import check_station as check_station
from sgzlib.tianjin.times import timeline as timeline

__version__: str

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
    "NOT_SET",
    "NOT_YET",
    "PLAN",
    "PREMISES",
    "PURCHASER",
    "QUALIFICATION",
    "RENEWAL",
    "ROLLOUT",
    "RULESETS",
    "SIGN",
    "STAFFING",
    "STATION",
    "TIANJIN_2021",
    "UNKNOWN",
    "Act",
    "Actor",
    "AllReadings",
    "AllReadingsDict",
    "AnnualAmount",
    "AnnualTarget",
    "Arithmetic",
    "Assessment",
    "AssessmentDict",
    "Assessments",
    "AssistanceLines",
    "Beyond",
    "Budget",
    "BudgetLine",
    "CapacityBuilding",
    "Catalogue",
    "Certificate",
    "Clause",
    "Comparison",
    "ComparisonDict",
    "Contract",
    "ContractLength",
    "Contractor",
    "CultivationAim",
    "Cycle",
    "CycleEnd",
    "CycleLength",
    "DeadlineDay",
    "Decision",
    "DecisionDict",
    "DecisionKind",
    "DecisionState",
    "Difference",
    "District",
    "DistrictPlan",
    "DonationUse",
    "Duty",
    "Education",
    "EducationDue",
    "EducationHours",
    "Emblem",
    "EmblemRules",
    "Establishing",
    "ExpenseCategory",
    "FailedMayReturn",
    "Finding",
    "FindingDict",
    "FirstRegistration",
    "Follows",
    "Force",
    "FundedLine",
    "FundingField",
    "FundingPlan",
    "FundingPlanDict",
    "FundingSource",
    "Grade",
    "GradeAboveGood",
    "Hinge",
    "History",
    "InvalidType",
    "InvalidValue",
    "Law",
    "LawComparison",
    "LawComparisonDict",
    "MainCategories",
    "Management",
    "MidtermOf",
    "Milestone",
    "Mismatch",
    "Notice",
    "Number",
    "Outcome",
    "Payment",
    "Pending",
    "Period",
    "Policy",
    "Possible",
    "PostingScope",
    "Premises",
    "ProfessionalService",
    "Progress",
    "ProgressDict",
    "ProgressItem",
    "ProgressKind",
    "Purchaser",
    "PurchaserKind",
    "Question",
    "QuestionDict",
    "Questions",
    "QuestionsDict",
    "QuotaDue",
    "Reading",
    "Reference",
    "RegistrationScope",
    "Relation",
    "Remedies",
    "RemediesDict",
    "RenewalAfterPass",
    "RenewalDecision",
    "RenewalDict",
    "RenewalOutcome",
    "Report",
    "ReportCap",
    "ReportKind",
    "Requirement",
    "RequirementComparison",
    "RestDays",
    "Rollout",
    "Ruleset",
    "Scope",
    "Sentence",
    "ServiceAim",
    "ServiceField",
    "ServiceGroup",
    "SgzlibError",
    "Shortfall",
    "Sign",
    "SignName",
    "Source",
    "SourceDict",
    "SourceKind",
    "SourceLevel",
    "SourceUse",
    "Standing",
    "Station",
    "Status",
    "StatusChange",
    "Step",
    "SubsidyEdition",
    "SubsidyLines",
    "SubsidyPriority",
    "SuccessorCycle",
    "SuccessorProcured",
    "Team",
    "Timeline",
    "TimelineDict",
    "Truth",
    "Turn",
    "TwoYearsFrom",
    "TwoYearsUntil",
    "Unfunded",
    "Unknown",
    "UsualHeadcount",
    "Verification",
    "VolunteerService",
    "Way",
    "Wording",
    "Worker",
    "YearEnd",
    "ZonePurchaser",
    "__version__",
    "allocate_funding",
    "apportion",
    "assess",
    "assess_many",
    "blank_form",
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
    "compare_assessments",
    "compare_budgets",
    "compare_laws",
    "compose_budget",
    "decide_renewal",
    "duties_of",
    "evaluation_schedule",
    "format_amount",
    "format_sign",
    "inputs_of",
    "milestones",
    "parse_amount",
    "parse_sign",
    "plan_funding",
    "posting_deadline",
    "qualification_deadline",
    "receipt",
    "report_schedule",
    "reregistration_window",
    "station_name",
    "subsidy_transfer",
    "timeline",
    "under_all_readings",
    "verify",
]
