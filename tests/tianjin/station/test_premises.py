"""三(一): an office of the station's own, the necessary items, and activity rooms where conditions allow."""

from datetime import date

import pytest

from sgzlib import UNKNOWN, Actor, Force, Premises, Status, Truth, check_premises
from sgzlib.law.facts import facts_of

ON = date(2022, 3, 1)
NEEDED = {
    "premises.office": "independent_office",
    "premises.desks_and_chairs": "desks_and_chairs",
    "premises.computer": "computer",
    "premises.printer": "printer",
    "premises.filing_cabinet": "filing_cabinet",
}
WISHED = {"premises.casework_room": "casework_room", "premises.group_room": "group_room"}


class TestEachItem:
    """Each is a requirement of its own and looks at its own fact alone."""

    @pytest.mark.parametrize(("requirement", "name"), [*NEEDED.items(), *WISHED.items()])
    @pytest.mark.parametrize("value", [True, False, None])
    def test_it_is_there_or_not(self, requirement: str, name: str, value: bool | None) -> None:  # noqa: FBT001
        others = {other: not value for other in facts_of(Premises) if other != name}
        finding = check_premises(Premises(**others, **{name: value}), on=ON)[requirement]
        failed = Status.UNMET if requirement in WISHED else Status.VIOLATED
        assert finding.status is {True: Status.MET, False: failed, None: Status.UNDETERMINED}[value]
        assert finding.facts == {name: UNKNOWN if value is None else value} or value is None
        assert list(finding.facts) == [name]

    def test_the_street_bears_every_duty_and_the_bureau_with_it(self) -> None:
        findings = check_premises(Premises(), on=ON).findings
        assert {finding.requirement.by for finding in findings} == {(Actor.DISTRICT_BUREAU, Actor.STREET)}
        assert {finding.clause.locator for finding in findings} == {"三(一)"}


class TestForce:
    """The items must be there, the rooms may."""

    @pytest.mark.parametrize("lacking", NEEDED.values())
    def test_one_item_missing_is_a_violation(self, lacking: str) -> None:
        everything = dict.fromkeys(facts_of(Premises), True)
        assert check_premises(Premises(**everything | {lacking: False}), on=ON).verdict is False

    @pytest.mark.parametrize(("rooms", "notes"), [(False, list(WISHED)), (True, []), (None, [])])
    def test_the_rooms_never_touch_the_verdict(self, rooms: Truth | None, notes: list[str]) -> None:
        everything = dict.fromkeys(NEEDED.values(), True) | dict.fromkeys(WISHED.values(), rooms)
        assessment = check_premises(Premises(**everything), on=ON)
        assert assessment.verdict is True
        assert [finding.requirement.id for finding in assessment.notes] == notes
        assert all(assessment[room].force is Force.MAY for room in WISHED)
