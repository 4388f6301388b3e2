"""三: the six haves, each from its item; one call judges the whole station, and says who must act."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib import UNKNOWN, Actor, Station, Status, Truth, check_station

ON = date(2022, 3, 1)
DATA = Path(__file__).parents[3] / "examples" / "data"
HAVES = ["premises", "equipment", "workers", "projects", "process", "rules"]

evolve: Any = attrs.evolve


def example(name: str) -> Station:
    station: Station = sgz.interchange.load(
        Station, json.loads((DATA / f"station_{name}.json").read_text(encoding="utf-8"))
    )
    return station


COMPLETE = example("complete")


def changed(part: str, **facts: Any) -> Station:
    station: Station = evolve(COMPLETE, **{part: evolve(getattr(COMPLETE, part), **facts)})
    return station


class TestTheSixHaves:
    """They come first, and each holds when the MUSTs of its item in part 三 hold."""

    def test_they_open_the_assessment_in_the_notices_order(self) -> None:
        findings = check_station(COMPLETE, on=ON).findings
        assert [finding.requirement.id for finding in findings[:6]] == [f"station.{have}" for have in HAVES]
        assert {finding.clause.locator for finding in findings[:6]} == {"三"}
        assert all(finding.holds is True for finding in findings[:6])

    @pytest.mark.parametrize(
        ("have", "part", "fact"),
        [
            ("premises", "premises", "independent_office"),
            ("equipment", "premises", "desks_and_chairs"),
            ("equipment", "premises", "computer"),
            ("equipment", "premises", "printer"),
            ("equipment", "premises", "filing_cabinet"),
            ("projects", "catalogue", "content"),
            ("projects", "catalogue", "directory"),
            ("projects", "catalogue", "duties"),
            ("projects", "catalogue", "posted"),
            ("process", "management", "process"),
            ("process", "management", "standards"),
            ("rules", "management", "personnel"),
            ("rules", "management", "projects"),
            ("rules", "management", "supervision"),
            ("rules", "management", "volunteers"),
            ("rules", "management", "premises"),
            ("rules", "management", "archives"),
        ],
    )
    @pytest.mark.parametrize(("value", "expected"), [(False, False), (None, UNKNOWN)])
    def test_one_fact_of_its_item_decides_its_have_alone(
        self, have: str, part: str, fact: str, value: Any, expected: Truth
    ) -> None:
        assessment = check_station(changed(part, **{fact: value}), on=ON)
        assert [h for h in HAVES if assessment[f"station.{h}"].holds is not True] == [have]
        assert assessment[f"station.{have}"].holds is expected
        assert assessment.verdict is expected

    @pytest.mark.parametrize(
        ("part", "fact", "value", "status"),
        [
            ("premises", "casework_room", False, Status.UNMET),
            ("catalogue", "professional_methods", False, Status.VIOLATED),
            ("catalogue", "tailored", False, Status.VIOLATED),
            ("sign", "prominent", False, Status.VIOLATED),
            ("team", "service_started_on", date(2021, 9, 1), Status.VIOLATED),
        ],
    )
    def test_what_other_items_ask_is_none_of_the_six(self, part: str, fact: str, value: Any, status: Status) -> None:
        assessment = check_station(changed(part, **{fact: value}), on=ON)
        assert all(assessment[f"station.{have}"].holds is True for have in HAVES)
        assert any(finding.status is status for finding in assessment.findings)

    def test_each_item_of_the_part_is_restated_whole_and_the_sign_not_at_all(self) -> None:
        restated = [id_ for rule in sgz.STATION.requirements for id_ in rule.restates]
        asked = [
            rule.id
            for _, rule, _ in sgz.STATION.every()
            if rule.clause.locator in {"三(一)", "三(二)", "三(三)", "三(四)"} and rule.force is not sgz.Force.MAY
        ]
        assert sorted(restated) == sorted(asked)
        assert not any(id_.startswith("sign.") for id_ in restated)

    def test_workers_are_what_the_item_on_staff_asks(self) -> None:
        assert isinstance(COMPLETE.team, sgz.Team)
        assert isinstance(COMPLETE.team.workers, tuple)
        first, *others = COMPLETE.team.workers
        for fact, expected in (("full_time", False), ("contracted", False), ("trained", True)):
            workers = (evolve(first, **{fact: False}), *others)
            assessment = check_station(changed("team", workers=workers), on=ON)
            assert assessment["station.workers"].holds is expected
            assert assessment.verdict is False


class TestTheWhole:
    """Every finding of the parts, by part, by actor, and what is missing."""

    def test_every_requirement_of_the_parts_is_there_once(self) -> None:
        assessment = check_station(COMPLETE, on=ON)
        parts = ("premises", "staffing", "catalogue", "management", "sign")
        expected = [rule.id for name in ("station", *parts) for rule in sgz.RULESETS[name].requirements]
        assert [finding.requirement.id for finding in assessment.findings] == expected
        assert list(assessment.by_subject) == ["", "premises", "team", "catalogue", "management", "sign"]
        assert sum(len(found) for found in assessment.by_subject.values()) == len(expected)

    def test_of_a_station_of_which_nothing_is_known_everything_is_missing(self) -> None:
        assessment = check_station(Station(), on=ON)
        assert assessment.verdict is UNKNOWN
        musts = [f for f in assessment.findings if f.force is sgz.Force.MUST]
        assert {finding.status for finding in musts} == {Status.UNDETERMINED}
        assert {"premises.printer", "team.workers", "catalogue.posted", "management.archives", "sign.name"} <= set(
            assessment.missing
        )
        assert "premises.casework_room" not in assessment.missing
        assert "jurisdiction" in assessment.missing  # the sign's name is compared with it

    def test_each_restated_finding_says_what_it_waits_for(self) -> None:
        finding = check_station(changed("premises", printer=None), on=ON)["station.equipment"]
        assert finding.missing == ("premises.printer",)
        assert check_station(changed("premises", printer=None), on=ON).missing == ("premises.printer",)

    def test_a_part_not_given_is_missing_fact_by_fact(self) -> None:
        finding = check_station(Station(), on=ON)["station.process"]
        own = {"management.process", "management.standards"}
        of_the_last_day = {"first_batch", "team.contract_signed_on", "team.follows"}
        assert set(finding.missing) == own | of_the_last_day

    def test_a_station_is_called_after_its_street(self) -> None:
        assert Station(jurisdiction="泰达街道").name == "泰达街道社会工作服务站"
        assert Station().name is UNKNOWN
        assert "泰达街道社会工作服务站" in check_station(COMPLETE, on=ON).render().splitlines()[0]

    def test_two_rules_that_pull_apart_are_seen_through_the_whole(self) -> None:
        """What no day of posting can satisfy makes the station's verdict False, as it does the team's."""
        own, everyone = sgz.TwoYearsFrom.OWN_POSTING, sgz.PostingScope.EVERYONE
        policy = sgz.TIANJIN_2021.under(two_years_from=own, posting_scope=everyone)
        assert isinstance(COMPLETE.team, sgz.Team)
        assert isinstance(COMPLETE.team.workers, tuple)
        workers = tuple(evolve(worker, registration_expires=date(2030, 1, 1)) for worker in COMPLETE.team.workers)
        station = changed("team", workers=(*workers[:2], evolve(workers[2], posted_on=None)))
        assessment = check_station(station, on=date(2024, 3, 1), policy=policy)
        assert assessment.violations == ()
        assert assessment.verdict is False


class TestWhoMustAct:
    """The notice says who bears each duty; the list of what is left to do goes to each of them."""

    def test_findings_are_grouped_by_actor_and_none_is_lost_or_said_twice(self) -> None:
        assessment = check_station(example("gaps"), on=ON)
        assert list(assessment.by_actor) == [Actor.DISTRICT_BUREAU, Actor.STREET, Actor.CONTRACTOR]
        own = [finding for finding in assessment.findings if finding.path]
        for actor, found in assessment.by_actor.items():
            assert list(found) == [finding for finding in own if actor in finding.requirement.by]
        assert all(finding.requirement.by for finding in own)

    def test_what_several_bear_is_found_under_each(self) -> None:
        by_actor = check_station(COMPLETE, on=ON).by_actor
        paths = {actor: {finding.path for finding in found} for actor, found in by_actor.items()}
        assert paths == {
            Actor.DISTRICT_BUREAU: {"premises", "catalogue"},
            Actor.STREET: {"premises", "management", "sign"},
            Actor.CONTRACTOR: {"team", "catalogue", "management", "sign"},
        }
        bureaus = [finding.requirement.id for finding in by_actor[Actor.DISTRICT_BUREAU] if finding.path == "catalogue"]
        assert bureaus == ["catalogue.tailored"]


class TestAsAReference:
    """For a station that a street sets up and buys by itself, nothing binds, and what is not reached is said."""

    @pytest.mark.parametrize("name", ["complete", "gaps", "unknown"])
    def test_nothing_binds_and_nothing_is_missing(self, name: str) -> None:
        assessment = check_station(example(name), on=ON, scope=sgz.Scope.REFERENCE)
        assert (assessment.applicable, assessment.verdict, assessment.ok) == (False, UNKNOWN, False)
        assert (assessment.missing, assessment.questions(), assessment.violations) == ((), (), ())
        assert {finding.force for finding in assessment.findings} == {sgz.Force.MAY}
        assert "仅供参照" in assessment.render()
        assert "only a reference" in assessment.to_do("en")

    def test_what_is_not_reached_is_said(self) -> None:
        assessment = check_station(changed("premises", printer=False), on=ON, scope=sgz.Scope.REFERENCE)
        assert [finding.requirement.id for finding in assessment.notes] == ["station.equipment", "premises.printer"]
        assert sgz.verify(sgz.receipt(assessment)).differences == ()

    @pytest.mark.parametrize("name", ["complete", "gaps", "unknown"])
    def test_outside_the_scope_no_requirement_applies(self, name: str) -> None:
        assessment = check_station(example(name), on=ON, scope=sgz.Scope.OUTSIDE)
        assert {finding.status for finding in assessment.findings} == {sgz.Status.NOT_APPLICABLE}
        assert (assessment.applicable, assessment.verdict, assessment.missing) == (False, UNKNOWN, ())
        assert (assessment.questions(), assessment.remedies().steps) == ((), ())
        assert {(finding.readings, finding.pending) for finding in assessment.findings} == {((), ())}
        text = assessment.render()
        assert "不在通知适用范围内" in text
        assert "印发" not in text
        assert "不在通知适用范围内" in assessment.to_html()
        assert sgz.verify(sgz.receipt(assessment)).differences == ()

    def test_it_is_said_by_a_member_of_scope(self) -> None:
        with pytest.raises(sgz.InvalidType, match="scope: True"):
            check_station(COMPLETE, on=ON, scope=True)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestTheExamples:
    """One complete, one with gaps, one half unknown."""

    @pytest.mark.parametrize(("name", "verdict"), [("complete", True), ("gaps", False), ("unknown", UNKNOWN)])
    def test_each_is_what_it_is_called(self, name: str, verdict: Truth) -> None:
        assessment = check_station(example(name), on=ON)
        assert assessment.verdict is verdict
        assert bool(assessment.violations) is (name == "gaps")
        assert bool(assessment.missing) is (name == "unknown")

    def test_the_published_figures_come_out(self) -> None:
        """65 stations, 141 workers, 2,081.94 万元: two to three workers a station, and more than the yearly target."""
        figures = json.loads((DATA / "published.json").read_text(encoding="utf-8"))
        policy = sgz.TIANJIN_2021
        per_station = figures["workers"] / figures["stations"]
        assert policy.usual_headcount_low <= per_station <= policy.usual_headcount_high
        assert figures["invested_yuan"] == "20819400.00"
        assert figures["stations"] >= policy.city_total
        assert int(float(figures["invested_yuan"])) >= policy.yearly_amount * figures["stations"]
