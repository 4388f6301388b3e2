"""The kernel (内核): the classes and functions with which the rules of any city's notice are written and checked.

    clauses, notice, ledger                      a notice: its clauses, its duties and its sentences
    laws                                         its numbers and open readings, and laws by date
    facts, kinds, labels, mutability             the facts of a subject, their values, how an act can change them
    truth, deadlines, groups, periods, money     what a rule computes with, unknown values included
    requirement, outcomes, declaring             declare rules and rulesets, and refuse a rule that is not well formed
    formula                                      records a rule as a formula and evaluates it
    judging, tracing                             the statuses and the verdict of one subject, and the facts read
    shown                                        objects of the law that a notebook shows
    errors, exact, fixed_numbers, numerals       errors, exact arithmetic, and numbers that do not depend on a law

No module here knows a city or a class of subjects.
"""

from sgzlib.law.clauses import Clause, Force, Reference, Scope
from sgzlib.law.deadlines import (
    NOT_SET,
    NOT_YET,
    after,
    days_between,
    done_by,
    earlier,
    greatest,
    later,
    least,
    look_up,
    where,
)
from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError
from sgzlib.law.facts import Derived, Fact, derived, fact, subject
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.groups import (
    at_least_percent,
    consists_of,
    count,
    distinct,
    earliest,
    every,
    includes,
    latest,
    member_rule,
    size,
    total,
)
from sgzlib.law.kinds import (
    COUNT,
    DAY,
    HOURS,
    POSITIVE,
    TEXT,
    YEAR,
    YES_NO,
    YUAN,
    Form,
    Kind,
    choice,
    many,
    measure,
    part,
    whole,
)
from sgzlib.law.labels import Labelled, Ordered
from sgzlib.law.laws import History, Law, Milestone, Number, Reading, Transition, number, reading
from sgzlib.law.ledger import Sentence, Wording
from sgzlib.law.money import at_least_percent_of, at_most_percent_of
from sgzlib.law.mutability import Moves
from sgzlib.law.notice import Duty, Notice
from sgzlib.law.outcomes import outcome
from sgzlib.law.periods import (
    Period,
    RestDays,
    calendar_months_after,
    calendar_years_after,
    days_after,
    eve_of,
    months_after,
    to_workday,
    workdays_after,
    years_after,
)
from sgzlib.law.requirement import Case, Pending, Requirement, Ruleset, requirement, restating, yes_or_no
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, amount_if, ends_with, not_, one_of

__all__ = [
    "COUNT",
    "DAY",
    "HOURS",
    "NOT_SET",
    "NOT_YET",
    "POSITIVE",
    "TEXT",
    "UNKNOWN",
    "YEAR",
    "YES_NO",
    "YUAN",
    "Case",
    "Clause",
    "Derived",
    "Duty",
    "Fact",
    "Fixed",
    "Force",
    "Form",
    "History",
    "InvalidType",
    "InvalidValue",
    "Kind",
    "Labelled",
    "Law",
    "Milestone",
    "Moves",
    "Notice",
    "Number",
    "Ordered",
    "Pending",
    "Period",
    "Reading",
    "Reference",
    "Requirement",
    "RestDays",
    "Ruleset",
    "Scope",
    "Sentence",
    "SgzlibError",
    "Transition",
    "Truth",
    "Unknown",
    "Wording",
    "after",
    "amount_if",
    "at_least_percent",
    "at_least_percent_of",
    "at_most_percent_of",
    "calendar_months_after",
    "calendar_years_after",
    "choice",
    "consists_of",
    "count",
    "days_after",
    "days_between",
    "derived",
    "distinct",
    "done_by",
    "earlier",
    "earliest",
    "ends_with",
    "eve_of",
    "every",
    "fact",
    "greatest",
    "includes",
    "later",
    "latest",
    "least",
    "look_up",
    "many",
    "measure",
    "member_rule",
    "months_after",
    "not_",
    "number",
    "one_of",
    "outcome",
    "part",
    "reading",
    "requirement",
    "restating",
    "size",
    "subject",
    "to_workday",
    "total",
    "where",
    "whole",
    "workdays_after",
    "years_after",
    "yes_or_no",
]
