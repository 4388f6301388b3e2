"""三(四): process and standards, and six sets of rules."""

from datetime import date

import pytest

from sgzlib import Management, Status, Truth, check_management
from sgzlib.law.facts import facts_of

ON = date(2022, 3, 1)
NAMES = ["process", "standards", "personnel", "projects", "supervision", "volunteers", "premises", "archives"]


def test_there_are_eight_and_no_others() -> None:
    findings = check_management(Management(), on=ON).findings
    assert [finding.requirement.id for finding in findings] == [f"management.{name}" for name in NAMES]
    assert list(facts_of(Management)) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("value", "status"), [(True, Status.MET), (False, Status.VIOLATED), (None, Status.UNDETERMINED)]
)
def test_each_looks_at_its_own_fact_alone(name: str, value: Truth | None, status: Status) -> None:
    others = {other: value is not True for other in NAMES if other != name}
    finding = check_management(Management(**others, **{name: value}), on=ON)[f"management.{name}"]
    assert finding.status is status
    assert list(finding.facts) == [name]


@pytest.mark.parametrize("lacking", NAMES)
def test_one_lacking_is_a_violation(lacking: str) -> None:
    everything = dict.fromkeys(NAMES, True)
    assert check_management(Management(**everything), on=ON).verdict is True
    assert check_management(Management(**everything | {lacking: False}), on=ON).verdict is False
