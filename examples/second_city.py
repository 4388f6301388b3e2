"""Another city's law (另一城市的规定): an invented notice with numbers of its own, and a requirement beside ours.

The city has taken over Tianjin's notice with other numbers, and its own second article asks that a share of a station's
workers hold a certificate. Nothing in the library knows of it; reports, formulas, remedies, receipts and tables do.

`python examples/second_city.py en` prints it in English.
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal

import attrs

import sgzlib as sgz
from sgzlib.law import Case, at_least_percent, number, requirement

LINJIANG = sgz.Notice(
    title="临江市街道社会工作服务站建设办法",
    title_en="Linjiang measures on social-work stations",
    issued_on=date(2022, 1, 10),
    actors=sgz.Actor,
    clauses=(
        sgz.Clause("一", "适用标准", "按天津市通知建站，数值另定。", "Stations follow Tianjin, with other numbers."),
        sgz.Clause("二", "持证比例", "驻站社工持证应达到规定比例。", "A share of the workers is certified."),
    ),
)


class CityPolicy(sgz.Policy):
    """Tianjin's numbers, and one more (本市参数)."""

    notice = LINJIANG

    certified_percent: int = number("二", "持证社工最低百分比", "least percentage of certified workers")


LINJIANG_2022 = CityPolicy.following(
    sgz.TIANJIN_2021,
    usual_headcount_low=4,
    usual_headcount_high=4,
    minimum_qualified=2,
    yearly_amount=Decimal(400_000),
    cycle_years=2,
    posting_days=30,
    certified_percent=60,
)


@requirement(
    "二",
    sgz.Force.MUST,
    law=CityPolicy,
    zh="驻站社工中持有职业水平证书者不低于{certified_percent}%",
    en="at least {certified_percent} per cent of the workers hold a certificate",
    by=sgz.Actor.CONTRACTOR,
    group="linjiang",
)
def certified_share(team: sgz.Team, case: Case[CityPolicy]) -> sgz.Truth:
    """Count who holds any certificate, Tianjin's own included."""
    return at_least_percent(team.workers, "certified", case.law.certified_percent, case)


STAFFING = attrs.evolve(sgz.STAFFING + certified_share, name="linjiang_staffing", law=LINJIANG_2022)


def main(locale: str) -> None:
    """Judge one station's workers, and show all that follows the city's own law."""
    certified = sgz.Worker(
        name="王芳",
        education=sgz.Education.SENIOR_HIGH,
        social_work_major=False,
        certificate=sgz.Certificate.ASSISTANT,
        registered=True,
        registration_expires=date(2024, 5, 31),
        continuing_education_hours=80,
        contracted=True,
        full_time=True,
        trained=True,
        posted_on=date(2022, 2, 20),
    )
    plain = attrs.evolve(certified, name="李伟", certificate=sgz.Certificate.NONE)  # type: ignore[misc]
    team = sgz.Team(
        workers=(certified, certified, plain, plain),
        contracted_headcount=4,
        project_started_on=date(2022, 2, 1),
        contract_signed_on=date(2022, 2, 1),
        service_started_on=date(2022, 2, 20),
    )
    assessment = sgz.assess(STAFFING, team, on=date(2022, 4, 1))
    receipt = sgz.receipt(assessment)
    print(assessment.render(locale))
    print(assessment.remedies().render(locale))
    print(sgz.explain.formula(certified_share, locale, policy=LINJIANG_2022))
    print(sgz.verify(receipt, ruleset=STAFFING))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "zh_CN")
