"""四(一): who may buy, and what a contractor meets."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

import sgzlib as sgz
from sgzlib import UNKNOWN, Contractor, Force, Purchaser, PurchaserKind, Status, ZonePurchaser
from sgzlib.bridges.strategies import credit_codes

ON = date(2021, 7, 1)
CIVIL_AFFAIRS, ENTERPRISE = "52120116MJ0000001M", "91110000600037341L"
CONDITIONS = {
    "registered": "registered",
    "social_work": "social_work",
    "purpose": "social_work_purpose",
    "finance": "sound_finance",
    "tax": "tax_compliant",
    "office": "fixed_office",
    "team": "professional_team",
    "lawful": "lawful",
    "reputation": "reputable",
}


class TestPurchaser:
    @pytest.mark.parametrize(
        ("kind", "allowed"),
        [
            (PurchaserKind.DISTRICT_BUREAU, True),
            (PurchaserKind.STREET_OFFICE, True),
            (PurchaserKind.TOWNSHIP, True),
            (PurchaserKind.OTHER, False),
            (None, UNKNOWN),
        ],
    )
    def test_bureaus_streets_and_townships_may_buy(self, kind: PurchaserKind | None, allowed: Any) -> None:
        assert sgz.check_purchaser(Purchaser(kind=kind), on=ON).verdict is allowed

    @pytest.mark.parametrize(
        ("kind", "own", "status"),
        [
            (PurchaserKind.STREET_OFFICE, True, Status.MET),
            (PurchaserKind.TOWNSHIP, False, Status.UNMET),
            (PurchaserKind.TOWNSHIP, None, Status.UNDETERMINED),
            (PurchaserKind.DISTRICT_BUREAU, False, Status.NOT_APPLICABLE),
        ],
    )
    def test_a_street_that_buys_by_itself_is_a_note_and_never_a_violation(
        self, kind: PurchaserKind, own: Any, status: Status
    ) -> None:
        assessment = sgz.check_purchaser(Purchaser(kind=kind, own_initiative=own), on=ON)
        finding = assessment["purchaser.own_initiative"]
        assert (finding.status, finding.force, assessment.verdict) == (status, Force.MAY, True)

    @pytest.mark.parametrize(
        ("option", "kind", "own"),
        [
            (ZonePurchaser.AS_STREET, Status.MET, Status.UNMET),
            (ZonePurchaser.NOT_NAMED, Status.VIOLATED, Status.NOT_APPLICABLE),
        ],
    )
    def test_a_zone_buys_as_a_street_does_or_is_not_named(
        self, option: ZonePurchaser, kind: Status, own: Status
    ) -> None:
        law = sgz.TIANJIN_2021.under(zone_purchaser=option)
        zone = Purchaser(kind=PurchaserKind.ZONE, own_initiative=False)
        assessment = sgz.check_purchaser(zone, on=ON, policy=law)
        assert [finding.status for finding in assessment.findings] == [kind, own]
        assert [reading.id for reading in assessment["purchaser.kind"].readings] == ["zone_purchaser"]


class TestContractor:
    @pytest.mark.parametrize(("rule", "fact"), CONDITIONS.items())
    @pytest.mark.parametrize(
        ("value", "status"),
        [(True, Status.MET), (False, Status.VIOLATED), (None, Status.UNDETERMINED)],
    )
    def test_each_condition_is_a_must_of_its_own(self, rule: str, fact: str, value: Any, status: Status) -> None:
        facts: dict[str, Any] = {**dict.fromkeys(CONDITIONS.values(), True), fact: value}
        assessment = sgz.check_contractor(Contractor(**facts), on=ON)
        statuses = {finding.requirement.id: finding.status for finding in assessment.findings}
        assert statuses == {
            **{f"contractor.{name}": Status.MET for name in CONDITIONS},
            f"contractor.{rule}": status,
        }
        assert {finding.force for finding in assessment.findings} == {Force.MUST}
        assert assessment.missing == ((fact,) if value is None else ())


class TestCreditCode:
    def test_one_of_civil_affairs_does_not_decide_that_it_is_registered_still(self) -> None:
        assert Contractor(credit_code=CIVIL_AFFAIRS).registered is UNKNOWN

    def test_one_of_another_authority_decides_that_it_is_not(self) -> None:
        contractor = Contractor(credit_code=ENTERPRISE)
        violations = sgz.check_contractor(contractor, on=ON).violations
        assert [finding.requirement.id for finding in violations] == ["contractor.registered"]

    @pytest.mark.parametrize(("code", "given_"), [(CIVIL_AFFAIRS, True), (CIVIL_AFFAIRS, False), (ENTERPRISE, False)])
    def test_it_may_say_what_is_said_already(self, code: str, given_: Any) -> None:
        assert Contractor(credit_code=code, registered=given_).registered is given_

    def test_a_social_organisation_with_the_code_of_another_authority_is_refused(self) -> None:
        message = r"Contractor.registered: True.*不是民政部门赋码.*False: \w+ was not issued by civil affairs"
        with pytest.raises(sgz.InvalidValue, match=message):
            Contractor(credit_code=ENTERPRISE, registered=True)

    def test_without_one_nothing_is_decided(self) -> None:
        assert Contractor().registered is UNKNOWN
        assert Contractor(registered=True).credit_code is UNKNOWN

    def test_it_is_kept_without_spaces_and_in_capitals(self) -> None:
        assert Contractor(credit_code=" 52 120116 mj0000001m").credit_code == CIVIL_AFFAIRS

    @pytest.mark.parametrize(
        ("code", "error", "message"),
        [
            ("52120116MJ0000001", sgz.InvalidValue, "its length is wrong"),
            ("52120116MJ000000I1", sgz.InvalidValue, "a character that is not allowed"),
            ("5212011AMJ0000001M", sgz.InvalidValue, "a character that is not allowed"),
            ("52120116MJ0000001X", sgz.InvalidValue, "校验码应为 M.*its check character would be M"),
            (521201160000000018, sgz.InvalidType, "Contractor.credit_code: 5212"),
        ],
    )
    def test_a_wrong_one_is_refused_by_what_is_wrong(self, code: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            Contractor(credit_code=code)

    @given(credit_codes(), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
    def test_one_wrong_character_is_always_found(self, code: str, at: int, character: str) -> None:
        assert Contractor(credit_code=code).credit_code == code
        wrong = code[:at] + character + code[at + 1 :]
        if wrong != code:
            assert not uscc.is_valid(wrong)
            with pytest.raises(sgz.InvalidValue, match=r"Contractor\.credit_code"):
                Contractor(credit_code=wrong)
