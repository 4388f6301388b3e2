"""一 to 七: every duty that the notice lays on an actor and that no requirement tests wholly."""

from collections import Counter
from typing import Any

import pytest

from sgzlib import DUTIES, NOTICE, RULESETS, Actor, Duty, Force, InvalidType, duties_of

CITY, DISTRICT, STREET, CONTRACTOR, PURCHASER = Actor
REQUIREMENTS = {requirement.id for ruleset in RULESETS.values() for requirement in ruleset.requirements}
EVERY_DUTY = pytest.mark.parametrize("duty", DUTIES, ids=[duty.id for duty in DUTIES])


class TestTheList:
    def test_part_five_gives_the_city_six_the_district_five_the_street_four_and_the_contractor_six(self) -> None:
        laid = Counter((duty.clause.locator, duty.by) for duty in DUTIES if duty.clause.locator.startswith("五"))
        assert laid == {
            ("五(一)", (CITY,)): 6,
            ("五(二)", (DISTRICT,)): 4,
            ("五(二)", (DISTRICT, STREET)): 1,
            ("五(三)", (STREET,)): 4,
            ("五(四)", (CONTRACTOR,)): 6,
        }

    @pytest.mark.parametrize(
        ("clause", "laid"),
        [
            ("一", [DISTRICT]),
            ("二(一)", [DISTRICT]),
            ("二(二)", []),
            ("二(三)", [DISTRICT]),
            ("二(四)", [DISTRICT, DISTRICT]),
            ("三(一)", [STREET]),
            ("三(二)", []),
            ("四(二)", [CONTRACTOR] * 3),
            ("四(三)", [DISTRICT] * 3),
            ("六(一)", [DISTRICT]),
            ("六(二)", []),
            ("六(三)", [(DISTRICT, STREET), CITY]),
            ("七(一)", [DISTRICT]),
            ("七(二)", [DISTRICT]),
            ("七(三)", [DISTRICT]),
        ],
    )
    def test_the_other_parts_lay_these(self, clause: str, laid: list[Any]) -> None:
        by = [one if isinstance(one, tuple) else (one,) for one in laid]
        assert [duty.by for duty in DUTIES if duty.clause.locator == clause] == by

    def test_they_keep_the_notices_order_and_their_ids_differ(self) -> None:
        places = [NOTICE.order(duty.clause.locator) for duty in DUTIES]
        assert places == sorted(places)
        assert len({duty.id for duty in DUTIES}) == len(DUTIES)


class TestEachDuty:
    @EVERY_DUTY
    def test_it_is_said_in_both_languages_in_one_line(self, duty: Duty) -> None:
        assert duty.zh
        assert duty.en
        assert "\n" not in duty.zh + duty.en
        assert any("\u4e00" <= character <= "\u9fff" for character in duty.zh)
        assert duty.en.isascii()

    @EVERY_DUTY
    def test_what_tests_part_of_it_exists(self, duty: Duty) -> None:
        assert set(duty.requirements) <= REQUIREMENTS
        assert len(set(duty.requirements)) == len(duty.requirements)

    def test_encouraging_is_a_may_principles_are_a_should_and_all_else_is_a_must(self) -> None:
        forces = {duty.id: duty.force for duty in DUTIES}
        assert {name for name, force in forces.items() if force is Force.MAY} == {
            "duties.welcome_support",
            "duties.donations",
        }
        assert {name for name, force in forces.items() if force is Force.SHOULD} == {
            "duties.party_leadership",
            "duties.professional_lead",
            "duties.purchase_mechanism",
        }


class TestDutiesOf:
    @pytest.mark.parametrize("actor", Actor)
    def test_it_gives_all_of_one_actor_in_order(self, actor: Actor) -> None:
        assert duties_of(actor) == tuple(duty for duty in DUTIES if actor in duty.by)

    def test_what_several_bear_is_found_under_each(self) -> None:
        shared = [duty.id for duty in duties_of(STREET) if duty in duties_of(DISTRICT)]
        assert shared == ["duties.oversight", "duties.evaluation"]

    def test_together_they_are_all_and_who_buys_has_requirements_alone(self) -> None:
        assert {duty.id for actor in Actor for duty in duties_of(actor)} == {duty.id for duty in DUTIES}
        assert duties_of(PURCHASER) == ()

    @pytest.mark.parametrize("wrong", ["市民政局", 1, None])
    def test_what_is_no_actor_is_refused(self, wrong: Any) -> None:
        with pytest.raises(InvalidType, match=r"duties_of\(actor\): .*expected an Actor"):
            duties_of(wrong)
