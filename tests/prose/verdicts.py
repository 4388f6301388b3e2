"""A verdict of every kind: what is asked about, on which day, and its status; the golden files hold the words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import sgzlib as sgz
from equipped import REQUIRED
from sgzlib import NOT_YET, Budget, DistrictPlan, Premises, Status, Team, Worker

ON = date(2022, 3, 1)
BARE = Premises(**dict.fromkeys(REQUIRED, True) | {"printer": sgz.UNKNOWN})
VERDICTS: dict[str, tuple[sgz.Ruleset, Any, date, Status]] = {
    "a MUST is met": (
        sgz.PURCHASER,
        sgz.Purchaser(kind=sgz.PurchaserKind.TOWNSHIP),
        ON,
        Status.MET,
    ),
    "words of its own": (
        sgz.QUALIFICATION,
        Worker(certificate=sgz.Certificate.NONE, education=sgz.Education.PRIMARY),
        ON,
        Status.VIOLATED,
    ),
    "a fact is unknown": (
        sgz.PREMISES,
        BARE,
        ON,
        Status.UNDETERMINED,
    ),
    "nothing is stated": (
        sgz.PREMISES,
        Premises(),
        ON,
        Status.UNDETERMINED,
    ),
    "parts are stated of which nothing is known": (
        sgz.STATION,
        sgz.Station(premises=Premises()),
        ON,
        Status.UNDETERMINED,
    ),
    "only a name is stated": (
        sgz.QUALIFICATION,
        Worker(name="王芳"),
        ON,
        Status.UNDETERMINED,
    ),
    "what is due is met, and more is not due": (
        sgz.PREMISES,
        BARE,
        date(2021, 7, 1),
        Status.NOT_DUE,
    ),
    "what a definition asks is not due": (
        sgz.QUALIFICATION,
        Worker(
            certificate=sgz.Certificate.SOCIAL_WORKER,
            registered=True,
            registration_expires=date(2023, 1, 1),
            continuing_education_hours=3,
            education=sgz.Education.PRIMARY,
            certificate_passed_on=date(2018, 1, 1),
        ),
        ON,
        Status.MET,
    ),
    "nothing is due": (
        sgz.STAFFING,
        Team(workers=(), contract_signed_on=NOT_YET),
        ON,
        Status.NOT_DUE,
    ),
    "there is no MUST": (
        sgz.BUDGET,
        Budget(lines=(sgz.BudgetLine(unit_price=Decimal(5), quantity=1),)),
        ON,
        Status.NOT_APPLICABLE,
    ),
    "nothing is entered": (
        sgz.BUDGET,
        Budget(lines=()),
        ON,
        Status.NOT_APPLICABLE,
    ),
    "nothing binds": (sgz.PLAN, DistrictPlan(year=2019), ON, Status.NOT_APPLICABLE),
    "before the notice": (
        sgz.BUDGET,
        Budget(lines=()),
        date(2021, 5, 25),
        Status.NOT_APPLICABLE,
    ),
}
