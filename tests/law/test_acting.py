"""A law may say who acts instead of an actor that the requirements name; every answer names the successor."""

import json
import pickle
from datetime import date
from typing import Any

import attrs
import polars as pl
import pytest

import sgzlib as sgz
from sgzlib.law import Labelled

ON = date(2024, 3, 1)


class Later(Labelled):
    SOCIAL_WORK = "区委社会工作部", "district committee's social-work department"


evolve: Any = attrs.evolve
LATER: sgz.Policy = evolve(sgz.TIANJIN_2021, acting={sgz.Actor.DISTRICT_BUREAU: Later.SOCIAL_WORK})
BARE = sgz.Premises(**dict.fromkeys(sgz.frames.columns_of(sgz.Premises), True) | {"printer": False})


def test_the_findings_and_the_work_list_name_the_successor() -> None:
    before, after = (sgz.check_premises(BARE, on=ON, policy=law) for law in (sgz.TIANJIN_2021, LATER))
    assert list(before.by_actor) == [sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET]
    assert list(after.by_actor) == [Later.SOCIAL_WORK, sgz.Actor.STREET]
    assert "区民政局" in before.to_do()
    assert "区委社会工作部" in after.to_do()
    assert "区民政局" not in after.to_do()
    assert [f.status for f in before.findings] == [f.status for f in after.findings]


def test_the_parts_of_a_station_are_asked_of_the_successor() -> None:
    assessment = sgz.check_station(sgz.Station(premises=BARE), on=ON, policy=LATER)
    assert assessment["premises.printer"].requirement.by == (Later.SOCIAL_WORK, sgz.Actor.STREET)


def test_advice_and_questions_name_the_successor() -> None:
    (step,) = sgz.check_premises(BARE, on=ON, policy=LATER).remedies().steps
    assert step.ways[0].acts[0].by == (Later.SOCIAL_WORK, sgz.Actor.STREET)
    unknown = sgz.check_premises(evolve(BARE, printer=None), on=ON, policy=LATER)
    assert unknown.questions()[0].by == (Later.SOCIAL_WORK, sgz.Actor.STREET)


def test_tables_name_the_successor() -> None:
    table = pl.DataFrame(
        {"station": ["甲"], **{name: [getattr(BARE, name)] for name in sgz.frames.columns_of(sgz.Premises)}}
    )
    needed = sgz.frames.remedies(table, sgz.PREMISES, on=ON, policy=LATER, by="station")
    assert needed.by_actor == {Later.SOCIAL_WORK: 1, sgz.Actor.STREET: 1}
    long = sgz.frames.findings(table, sgz.PREMISES, on=ON, policy=LATER, by="station", locale="zh_CN")
    assert set(long["actors"]) == {"区委社会工作部和街道（乡镇）"}
    shown = sgz.frames.report(table, sgz.PREMISES, on=ON, policy=LATER).to_frame()
    assert set(shown["actors"].drop_nulls()) == {"区委社会工作部和街道（乡镇）"}
    alone = sgz.check_premises(BARE, on=ON, policy=LATER).to_frame()
    assert set(alone["actors"]) == {"区委社会工作部和街道（乡镇）"}


def test_the_law_tells_it_and_travels_with_it() -> None:
    assert pickle.loads(pickle.dumps(LATER)) == LATER  # noqa: S301 - made here
    assert LATER != sgz.TIANJIN_2021
    assessment = sgz.check_premises(BARE, on=ON, policy=LATER)
    assert assessment.to_dict()["law"].get("acting") == {"DISTRICT_BUREAU": "SOCIAL_WORK"}
    assert "acting" not in sgz.check_premises(BARE, on=ON).to_dict()["law"]
    assert pickle.loads(pickle.dumps(assessment)) == assessment  # noqa: S301 - made here


def test_a_receipt_is_of_that_law_and_of_no_other() -> None:
    text = sgz.receipt(sgz.check_premises(BARE, on=ON, policy=LATER))
    assert json.loads(text)["acting"] == {"DISTRICT_BUREAU": "SOCIAL_WORK"}
    same, other = (sgz.verify(text, policy=law) for law in (LATER, sgz.TIANJIN_2021))
    assert (same.intact, same.same_outcome, same.same_law) == (True, True, True)
    assert (other.intact, other.same_outcome, other.same_law) == (True, True, False)


@pytest.mark.parametrize("given", [{"DISTRICT_BUREAU": Later.SOCIAL_WORK}, {sgz.Actor.STREET: "街道"}, "街道"])
def test_what_is_no_actor_is_refused(given: Any) -> None:
    with pytest.raises(sgz.InvalidType, match=r"^Law\.acting: "):
        evolve(sgz.TIANJIN_2021, acting=given)
