"""三(三): settled under the contract and shown; 四(二): key fields and methods; 五(二): settled for this street."""

from datetime import date
from itertools import combinations, permutations
from typing import Any

import pytest

from sgzlib import UNKNOWN, Actor, Catalogue, Force, ServiceField, Status, check_catalogue

ON = date(2022, 3, 1)
SIMPLE = {
    "catalogue.content": "content",
    "catalogue.directory": "directory",
    "catalogue.duties": "duties",
    "catalogue.posted": "posted",
    "catalogue.methods": "professional_methods",
    "catalogue.tailored": "tailored",
}
SETTLED = Catalogue(
    content=True, directory=True, duties=True, posted=True, professional_methods=True, fields=(), tailored=True
)


class TestEachClaim:
    """Each yes-or-no claim looks at its own fact alone."""

    @pytest.mark.parametrize(("requirement", "name"), SIMPLE.items())
    @pytest.mark.parametrize("value", [True, False, None])
    def test_it_is_so_or_not(self, requirement: str, name: str, value: bool | None) -> None:  # noqa: FBT001
        facts: dict[str, Any] = {other: value if other == name else not value for other in SIMPLE.values()}
        finding = check_catalogue(Catalogue(**facts), on=ON)[requirement]
        assert finding.status is {True: Status.MET, False: Status.VIOLATED, None: Status.UNDETERMINED}[value]
        assert list(finding.facts) == [name]

    def test_the_musts_decide_and_the_wishes_advise(self) -> None:
        assessment = check_catalogue(SETTLED, on=ON)
        assert assessment.verdict is True
        advised = [finding.requirement.id for finding in assessment.advisories]
        assert advised == ["catalogue.key_fields"]

    def test_one_street_one_policy_is_the_bureaus(self) -> None:
        finding = check_catalogue(SETTLED, on=ON)["catalogue.tailored"]
        assert finding.requirement.by == (Actor.DISTRICT_BUREAU,)
        assert (finding.clause.locator, finding.force) == ("五(二)", Force.MUST)


class TestKeyFields:
    """All four, in any order; none left out."""

    @pytest.mark.parametrize("fields", list(permutations(ServiceField)))
    def test_all_four_in_any_order(self, fields: tuple[ServiceField, ...]) -> None:
        assert check_catalogue(Catalogue(fields=fields), on=ON)["catalogue.key_fields"].holds is True

    @pytest.mark.parametrize("number", range(4))
    def test_fewer_than_four_is_an_advisory(self, number: int) -> None:
        for fields in combinations(ServiceField, number):
            finding = check_catalogue(Catalogue(fields=fields), on=ON)["catalogue.key_fields"]
            assert finding.status is Status.UNMET
            assert finding.force is Force.SHOULD

    def test_none_is_not_unknown(self) -> None:
        assert check_catalogue(Catalogue(fields=()), on=ON)["catalogue.key_fields"].holds is False
        finding = check_catalogue(Catalogue(), on=ON)["catalogue.key_fields"]
        assert finding.holds is UNKNOWN
        assert finding.missing == ("fields",)
