"""What nobody can change any more, so that no remedy asks it: days that have come, what was agreed, what is given."""

import pytest

import sgzlib as sgz
from sgzlib.law.facts import facts_of, is_subject

SETTLED = {
    "Budget": "stations years",
    "Contract": (
        "signed_on first_day last_day years ended_on contract_year cycle_years first_batch brief_within_days"
        " report_within_days evaluation_within_days follows opens_cycle previous_grade renewal_ruled_out"
        " procured"
    ),
    "DistrictPlan": "district year submitted_on quota premises_ready_on contractor_chosen_on agreement_signed_on",
    "FundedLine": "category fields amount",
    "FundingPlan": "year lines",
    "Payment": "for_building category fields",
    "Rollout": "started_on finished_on",
    "SourceUse": "kind available for_building",
    "Station": "first_batch",
    "Team": "contracted_headcount project_started_on contract_signed_on service_started_on posted_in_full_on",
    "Worker": "certificate_passed_on posted_on",
    "YearEnd": "contract_year cycle_years grade renewal_ruled_out",
}


SUBJECTS = [one for one in (getattr(sgz, name) for name in sgz.__all__) if isinstance(one, type) and is_subject(one)]


@pytest.mark.parametrize("of", SUBJECTS, ids=lambda of: of.__name__)
def test_a_subject_has_these_settled_facts(of: type) -> None:
    settled = [name for name, declared in facts_of(of).items() if declared.settled]
    assert settled == SETTLED.get(of.__name__, "").split()
