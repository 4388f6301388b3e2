"""What is left to do, by who must act: the most binding first, what is met only counted."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from equipped import EQUIPPED
from sgzlib import (
    Catalogue,
    Certificate,
    Follows,
    Force,
    Premises,
    Station,
    Status,
    Team,
    Worker,
    check_premises,
    check_station,
)
from sgzlib.assessment.report import VIOLATED
from wording import requirement_text, status_word

ON = date(2022, 3, 1)
evolve: Any = attrs.evolve
STATION_PREMISES = Premises(**EQUIPPED | {"printer": False, "filing_cabinet": sgz.UNKNOWN, "casework_room": False})
STATION = Station(
    jurisdiction="泰达街道",
    first_batch=True,
    premises=STATION_PREMISES,
    team=Team(
        workers=(
            Worker(
                name="李伟",
                certificate=Certificate.NONE,
                social_work_major=False,
                full_time=False,
                posted_on=date(2021, 8, 2),
            ),
        ),
        contract_signed_on=date(2021, 7, 23),
        project_started_on=date(2021, 7, 23),
        follows=Follows.NOTHING,
    ),
    catalogue=Catalogue(tailored=False),
)


def block(text: str, heading: str) -> list[str]:
    """Return the lines under a heading, up to the next."""
    lines = text.split(f"## {heading}", 1)[1].split("\n\n", 1)[0]
    return lines.splitlines()


class TestTheList:
    @pytest.mark.parametrize("actor", ["区民政局", "街道（乡镇）"])
    def test_each_of_two_who_owe_it_together_reads_it(self, actor: str) -> None:
        first, *lines = block(check_premises(STATION_PREMISES, on=ON).to_do(), actor)
        assert re.findall(r"\d+", first) == [str(len(EQUIPPED)), "3"]
        sections = {
            VIOLATED[Force.MUST][0]: "premises.printer",
            status_word(Status.UNDETERMINED): "premises.filing_cabinet",
            VIOLATED[Force.MAY][0]: "premises.casework_room",
        }
        headed = [(head, line) for head, line in pairwise(lines) if not head.startswith(" ")]
        forces = ("应当", "应当", "可以")
        assert headed == [
            (f"{section}：", f"  - {requirement_text(id_)} · 三（一）【{force}】")
            for (section, id_), force in zip(sections.items(), forces, strict=True)
        ]
        assert [line.strip() for line in lines if "：档案柜" in line] == [
            "填报情况：档案柜：未知",
            "需补充的信息：档案柜",
        ]
        assert len([line for line in lines if line.endswith("：2021年7月31日")]) == 2

    def test_a_bureau_reads_by_when_as_the_station_has_it_in_english(self) -> None:
        lines = block(check_station(STATION, on=ON).to_do("en"), "district civil-affairs bureau")
        at = lines.index(
            "  - the service content is settled for this street or township by its own needs · 五(二) [must]"
        )
        assert lines[at + 1 : at + 3] == [
            (
                "      You entered: content settled for this street or township: no; station of the first batch: yes; "
                "team · what the first contract follows: no earlier contract; "
                "team · first contract signed on: 23 July 2021"
            ),
            "      Due: 7 August 2021",
        ]

    def test_a_contractor_reads_who_is_still_to_qualify_and_by_when(self) -> None:
        lines = block(check_station(STATION, on=ON).to_do(), "承接主体")
        at = lines.index("应按期完成：")
        assert lines[at + 1].startswith("  - 承接社工站项目2个年度内")
        assert "      待办：李伟，完成时限2023年7月23日" in lines[at:]

    def test_it_opens_with_the_verdict(self) -> None:
        first, second = check_station(STATION, on=ON).to_do().splitlines()[:2]
        assert first == "社会工作服务站 · 泰达街道社会工作服务站 · 2022年3月1日"
        assert second.startswith(f"结论：{status_word(Status.VIOLATED)}")

    def test_then_come_the_six_haves(self) -> None:
        text = check_station(STATION, on=ON).to_do()
        haves = ("premises", "equipment", "workers", "projects", "process", "rules")
        assert text.split("\n\n")[1].splitlines() == [
            f"{mark} {requirement_text(f'station.{name}')}" for mark, name in zip("✓✗✗???", haves, strict=True)
        ]

    def test_where_nothing_is_left_it_says_so(self) -> None:
        text = check_premises(Premises(**EQUIPPED), on=ON).to_do()
        assert text.endswith(f"\n\n## 街道（乡镇）：共{len(EQUIPPED)}项要求，0项待办\n")

    def test_where_the_verdict_is_open_what_to_supply_for_it_comes_first(self) -> None:
        lines = check_premises(evolve(STATION_PREMISES, printer=None), on=ON).to_do("en").splitlines()
        assert lines[2] == "Missing: printer; filing cabinet"

    def test_another_language_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr' 不可用"):
            check_station(STATION, on=ON).to_do("fr")
