"""What no act can change, so that no remedy asks for it: what was agreed, what is given, what others decide."""

from datetime import date

import pytest

import sgzlib as sgz
from sgzlib.law import Moves
from sgzlib.law.facts import facts_of, is_subject

NEVER = {
    "Budget": "stations years",
    "BudgetLine": "item unit",
    "Contract": (
        "first_day last_day years ended_on contract_year cycle_years first_batch monthly_briefs brief_within_days"
        " report_within_days evaluation_within_days follows opens_cycle previous_grade renewal_ruled_out procured"
    ),
    "Contractor": "name credit_code registered social_work lawful reputable",
    "DistrictPlan": "district year quota",
    "FundedLine": "category item fields amount",
    "FundingPlan": "year lines",
    "Payment": "source for_building item category fields",
    "Purchaser": "kind name",
    "Rollout": "plans",
    "SourceUse": "kind name available for_building",
    "Station": "jurisdiction district first_batch",
    "Team": "contracted_headcount follows",
    "Worker": "name certificate_passed_on",
    "YearEnd": "contract_year cycle_years grade above_good_renews cycle_end_procures renewal_ruled_out",
}
BY_OTHER_FACTS = {
    "DistrictPlan": "planned_stations built_stations tasks measures schedule",
    "Worker": "trained",
}

SUBJECTS = [one for one in (getattr(sgz, name) for name in sgz.__all__) if isinstance(one, type) and is_subject(one)]


@pytest.mark.parametrize("of", SUBJECTS, ids=lambda of: of.__name__)
def test_these_facts_never_move(of: type) -> None:
    never = [name for name, declared in facts_of(of).items() if declared.moves is Moves.NEVER]
    assert never == NEVER.get(of.__name__, "").split()


@pytest.mark.parametrize("of", SUBJECTS, ids=lambda of: of.__name__)
def test_these_facts_move_by_what_other_facts_say(of: type) -> None:
    asking = [name for name, declared in facts_of(of).items() if not isinstance(declared.moves, Moves)]
    assert asking == BY_OTHER_FACTS.get(of.__name__, "").split()


def test_a_plan_moves_within_its_year() -> None:
    moves = facts_of(sgz.DistrictPlan)["built_stations"].moves_in
    assert moves(sgz.DistrictPlan(year=2021), date(2021, 12, 31)) is Moves.RISES
    assert moves(sgz.DistrictPlan(year=2021), date(2022, 1, 1)) is Moves.NEVER
    assert moves(sgz.DistrictPlan(), date(2021, 7, 1)) is Moves.NEVER
