"""Formulas are what the rules say, since the rules write them: in both languages, folded, with few parentheses."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

import sgzlib as sgz
from sgzlib.law import Case
from sgzlib.law.deadlines import earlier, later, where
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.formula.recording import record
from sgzlib.law.groups import consists_of, count, earliest, every, includes, latest, size, total
from sgzlib.law.kinds import COUNT, DAY, TEXT, YES_NO, YUAN, many, part
from sgzlib.law.periods import RestDays, calendar_years_after, days_after, months_after, to_workday, years_after
from sgzlib.law.truth import ends_with, not_, one_of
from sgzlib.prose.explain import formula, table
from sgzlib.prose.formula_text import Words
from sgzlib.prose.language import Language
from sgzlib.tianjin.policy import requirement

EVERY_RULESET = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


@subject
class Room:
    heated: Fact[bool] = fact(YES_NO, "有供暖", "heated")
    posters: Fact[tuple[sgz.Education, ...]] = fact(many(sgz.Education), "海报", "posters")
    seats: Fact[int] = fact(COUNT, "座位", "seats")
    chairs: Fact[int] = fact(COUNT, "椅子", "chairs")
    lamps: Fact[int] = fact(COUNT, "灯", "lamps", unit=("盏", "lamps"))
    rent: Fact[Decimal] = fact(YUAN, "租金", "rent")
    lit: Fact[bool] = fact(YES_NO, "有照明", "lit")
    dry: Fact[bool] = fact(YES_NO, "干燥", "dry")
    name: Fact[str] = fact(TEXT, "名称", "name")
    built_on: Fact[date] = fact(DAY, "建成日期", "built on")
    sold_on: Fact[date] = fact(DAY, "售出日期", "sold on")


@subject
class House:
    hall: Fact[Room] = fact(part(Room), "大厅", "hall")
    rooms: Fact[tuple[Room, ...]] = fact(many(Room), "房间", "rooms")


def written(rule: Any, of: type[Any] | None = None, locale: str = "en", law: Any = sgz.TIANJIN_2021) -> str:
    about = of or Room
    return Words(law, about, Language(locale)).written(record(rule, about, sgz.Policy))


def test_money_that_stands_beside_no_fact_is_written_as_money() -> None:
    def rule(house: Any, _case: Any) -> Any:
        return total(house.rooms, "rent") >= Decimal("1200.50")

    assert written(rule, House) == "sum(rooms: rent) ≥ CN¥1,200.50"
    assert written(rule, House, "zh_CN") == "合计(房间: 租金) ≥ 1,200.50元"


def test_a_reading_that_makes_no_difference_is_not_written() -> None:
    def rule(room: Any, case: Any) -> Any:
        if case.law.usual_headcount is sgz.UsualHeadcount.NORM:
            return room.lit & room.lit
        return room.lit

    assert written(rule) == "lit"


class TestOperators:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (lambda r, c: r.heated & r.lit & r.dry, "heated ∧ lit ∧ dry"),
            (lambda r, c: r.heated & (r.lit | r.dry), "heated ∧ (lit ∨ dry)"),
            (lambda r, c: (r.heated & r.lit) | r.dry, "heated ∧ lit ∨ dry"),
            (lambda r, c: r.seats >= 3, "seats ≥ 3"),
            (lambda r, c: 3 <= r.seats, "seats ≥ 3"),
            (lambda r, c: r.seats > r.chairs, "seats > chairs"),
            (lambda r, c: r.seats < 3, "seats < 3"),
            (lambda r, c: r.seats != 3, "seats ≠ 3"),
            (lambda r, c: r.rent >= Decimal(250_000), "rent ≥ CN¥250,000"),
            (lambda r, c: r.rent >= c.law.yearly_amount, "rent ≥ CN¥250,000"),
            (lambda r, c: r.lamps >= c.law.posting_days, "lamps ≥ 15 lamps"),
            (lambda r, c: r.heated & sgz.UNKNOWN, "heated ∧ unknown"),
            (lambda r, c: ends_with(r.name, "z"), 'name ends with "z"'),
            (lambda r, c: r.seats * 2 >= r.chairs + 1, "seats × 2 ≥ chairs + 1"),
            (lambda r, c: (r.seats + r.chairs) * 2 >= 1, "(seats + chairs) × 2 ≥ 1"),
            (lambda r, c: 2 * (r.seats - r.chairs) >= 1, "2 × (seats - chairs) ≥ 1"),
            (lambda r, c: r.seats - (r.chairs - r.seats) >= 1, "seats - (chairs - seats) ≥ 1"),
            (lambda r, c: 1 - r.seats >= 1, "1 - seats ≥ 1"),
            (lambda r, c: 1 + r.seats >= 1, "1 + seats ≥ 1"),
            (lambda r, c: (r.seats >= r.chairs) & (r.chairs == 1), "seats ≥ chairs ∧ chairs = 1"),
            (lambda r, c: one_of(r.seats, 1, 2), "seats = 2 ∨ seats = 1"),
            (lambda r, c: not_(r.heated), "not heated"),
            (lambda r, c: not_(r.heated & r.lit), "not (heated ∧ lit)"),
            (lambda r, c: not_(r.seats >= r.chairs), "seats < chairs"),
            (lambda r, c: not_(not_(r.seats <= r.chairs)), "seats ≤ chairs"),
            (lambda r, c: not_(not_(r.heated)), "heated"),
            (lambda r, c: r.built_on + timedelta(days=15) <= c.on, "built on + 15 days ≤ the day asked about"),
            (lambda r, c: r.built_on - timedelta(days=1) <= c.on, "built on - 1 day ≤ the day asked about"),
            (lambda r, c: years_after(r.built_on, 2) <= c.on, "built on + 2 years ≤ the day asked about"),
            (
                lambda r, c: months_after(r.built_on, c.law.brief_months) <= c.on,
                "built on + 1 month ≤ the day asked about",
            ),
            (
                lambda r, c: earlier(r.built_on, c.law.launch_by) <= later(r.sold_on, c.on),
                "earlier of(built on, 31 July 2021) ≤ later of(sold on, the day asked about)",
            ),
            (
                lambda r, c: where(r.heated, r.built_on, r.sold_on) <= c.on,
                "(heated ? built on : sold on) ≤ the day asked about",
            ),
            (lambda r, c: to_workday(r.built_on, c.law.rest_days) <= c.on, "built on ≤ the day asked about"),
            (lambda r, c: r.built_on >= c.law.in_force_from, "built on ≥ first day in force"),
            (
                lambda r, c: calendar_years_after(date.min, r.seats) >= r.built_on,
                "end of the year(seats) ≥ built on",
            ),
            (
                lambda r, c: calendar_years_after(r.built_on, c.law.brief_months) >= r.sold_on,
                "built on + 1 calendar year ≥ sold on",
            ),
            (lambda r, c: days_after(date.min, r.seats) >= r.built_on, "1 January 1 + seats days ≥ built on"),
        ],
    )
    def test_they_write_what_they_would_compute(self, rule: Any, expected: str) -> None:
        assert written(rule) == expected

    def test_a_day_that_moves_off_rest_days_says_so_where_the_law_brings_them(self) -> None:
        law = attrs.evolve(sgz.TIANJIN_2021, rest_days=RestDays(date(2022, 1, 1), date(2022, 1, 2), frozenset()))  # type: ignore[call-arg]
        moved = written(lambda r, c: to_workday(r.built_on, c.law.rest_days) <= c.on, law=law)
        assert moved == "moved to a working day(built on) ≤ the day asked about"

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (lambda r, c: r.heated & True, "heated"),
            (lambda r, c: True & r.heated, "heated"),
            (lambda r, c: r.heated & False, "never holds"),
            (lambda r, c: False & r.heated, "never holds"),
            (lambda r, c: r.heated | True, "always holds"),
            (lambda r, c: True | r.heated, "always holds"),
            (lambda r, c: r.heated | False, "heated"),
            (lambda r, c: False | r.heated, "heated"),
        ],
    )
    def test_constants_are_folded_away_on_either_side(self, rule: Any, expected: str) -> None:
        assert written(rule) == expected

    def test_without_a_law_numbers_go_by_their_names(self) -> None:
        assert written(lambda r, c: r.seats >= c.law.posting_days, law=None) == "seats ≥ posting_days"
        assert written(lambda r, c: months_after(r.built_on, c.law.brief_months) <= c.on, law=None) == (
            "built on + brief_months months ≤ the day asked about"
        )


class TestGroups:
    @pytest.mark.parametrize(
        ("rule", "zh", "en"),
        [
            (lambda h, c: h.hall.heated, "大厅·有供暖", "hall·heated"),
            (lambda h, c: every(h.rooms, "heated", c), "全部(房间: 有供暖)", "every(rooms: heated)"),
            (lambda h, c: count(h.rooms, "heated", c) >= 2, "数量(房间: 有供暖) ≥ 2", "count(rooms: heated) ≥ 2"),
            (
                lambda h, c: count(h.rooms, "heated", c) >= size(h.rooms) * 2,
                "数量(房间: 有供暖) ≥ 数量(房间) × 2",
                "count(rooms: heated) ≥ count(rooms) × 2",
            ),
            (lambda h, c: size(h.rooms) <= 1, "数量(房间) ≤ 1", "count(rooms) ≤ 1"),
            (lambda h, c: total(h.rooms, "seats") >= 1, "合计(房间: 座位) ≥ 1", "sum(rooms: seats) ≥ 1"),
            (
                lambda h, c: latest(h.rooms, "built_on") <= c.on,
                "最晚(房间: 建成日期) ≤ 核对日期",
                "latest(rooms: built on) ≤ the day asked about",
            ),
            (
                lambda h, c: earliest(h.rooms, "built_on") <= c.on,
                "最早(房间: 建成日期) ≤ 核对日期",
                "earliest(rooms: built on) ≤ the day asked about",
            ),
            (
                lambda h, c: includes(h.hall.posters, sgz.Education.MASTER, sgz.Education.DOCTOR),
                "大厅·海报 ⊇ {硕士、博士}",
                "hall·posters ⊇ {master, doctor}",
            ),
            (
                lambda h, c: consists_of(h.hall.posters, sgz.Education.MASTER),
                "大厅·海报 = (硕士)",
                "hall·posters = (master)",
            ),
        ],
    )
    def test_groups_and_parts_are_written_by_their_labels(self, rule: Any, zh: str, en: str) -> None:
        assert written(rule, House, "zh_CN") == zh
        assert written(rule, House) == en


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some", applies=lambda room, case: case.on > case.law.launch_by)
def heating(room: Room, case: Case[Any]) -> sgz.Truth:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def untyped(room: Any, case: Any) -> Any:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some", applies=lambda room, case: False)
def never_applies(room: Room, case: Case[Any]) -> sgz.Truth:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def always_false(room: Room, case: Case[Any]) -> sgz.Truth:
    return False


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def not_settled(room: Room, case: Case[Any]) -> sgz.Truth:
    return sgz.UNKNOWN


class TestFormula:
    def test_a_condition_stands_before_the_arrow(self) -> None:
        assert formula(heating, "en", policy=sgz.TIANJIN_2021) == "the day asked about > 31 July 2021 → heated"
        assert formula(heating, policy=sgz.TIANJIN_2021) == "核对日期 > 2021年7月31日 → 有供暖"

    def test_constants_read_as_such(self) -> None:
        assert [formula(rule, "en") for rule in (never_applies, always_false, not_settled)] == [
            "always holds",
            "never holds",
            "unknown",
        ]

    def test_a_rule_that_does_not_name_its_class_is_given_it(self) -> None:
        assert formula(untyped, subject=Room) == "有供暖"
        with pytest.raises(sgz.InvalidType, match=r"formula\(test_explain.untyped\).*the class as `subject`"):
            formula(untyped)
        with pytest.raises(sgz.InvalidType, match=r"^subject: UNKNOWN 不可用"):
            formula(untyped, subject=sgz.UNKNOWN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_readings_change_it(self) -> None:
        rule = sgz.QUALIFICATION.requirements[1]
        everyone = sgz.TIANJIN_2021.under(registration_scope=sgz.RegistrationScope.EVERYONE)
        bound = "职业水平证书 ≥ 天津市社会工作员 ∧ 非(社会工作及其相关专业 ∧ 学历 ≥ 大专) → "
        assert formula(rule).startswith(bound + "在天津登记 ∧ 登记有效期至 ≥ 核对日期；完成时限：")
        assert formula(rule, policy=everyone).startswith("在天津登记 ∧ 登记有效期至 ≥ 核对日期；完成时限：")

    def test_what_came_by_a_day_and_what_is_alike_have_words(self) -> None:
        rules = {rule.id: (path, rule) for path, rule, _ in sgz.STATION.every()}
        words = Words(sgz.TIANJIN_2021, sgz.Station, Language("en"))
        posting = words.written(sgz.STATION.formula(*rules["staffing.posting"]))
        assert "count(team·station workers: posted on ≤ (station of the first batch ∧ " in posting
        name = "sign·name on the sign"
        assert words.written(sgz.STATION.formula(*rules["sign.name"])).startswith(
            f'{name} ends with "社会工作服务站" ∧ not ({name} ends with "街道街道社会工作服务站") ∧ '
            f'({name} is alike to street or township) ∧ not ({name} is alike to "") ∧ '
            f'({name} is alike to "" ∨ {name} is alike to street or township ∨ street or township is alike to "" ∧ '
            f'({name} is alike to "和平区" ∧ district = Heping District ∨ '
        )

    def test_for_digests_it_is_written_in_the_names_of_the_code(self) -> None:
        rules = {rule.id: rule for rule in sgz.STAFFING.requirements}
        formula = rules["staffing.qualified_minimum"].formula(sgz.Team)
        written = Words(sgz.TIANJIN_2021, sgz.Team, None).written(formula)
        assert written.startswith(
            "count(workers: posted_on ≤ the day asked about ∧ (social_work_major ∧ education ≥ JUNIOR_COLLEGE ∨ "
        )
        assert " ≥ 1 ∨ " in written
        assert "contract_signed_on + 15 days) ≥ the day asked about" in written


@EVERY_RULESET
class TestTable:
    def test_every_requirement_has_a_row_in_both_languages(self, ruleset: sgz.Ruleset) -> None:
        def ids(of: sgz.Ruleset) -> list[str]:
            return [rule.id for rule in of.requirements] + [id_ for _, part in of.parts for id_ in ids(part)]

        zh, en = table(ruleset), table(ruleset, "en")
        assert [row.id for row in zh] == [row.id for row in en] == ids(ruleset)
        for row in (*zh, *en):
            assert row.formula
            assert "UNKNOWN" not in row.formula
            assert "object at" not in row.formula
        assert not any("一" <= c <= "鿿" for row in en for c in re.sub('"[^"]*"', "", row.formula))

    def test_markdown_has_a_line_for_each(self, ruleset: sgz.Ruleset) -> None:
        written = table(ruleset, "en")
        lines = written.markdown.splitlines()
        assert lines[0] == "| Id | Clause | Force | Formula | Readings |"
        assert len(lines) == 2 + len(written.rows)
        assert all(line.count("|") == 6 for line in lines)
        assert written._repr_markdown_() == written.markdown

    def test_a_row_names_every_reading_that_any_subject_looks_at(self, ruleset: sgz.Ruleset) -> None:
        empty = sgz.under_all_readings(ruleset, ruleset.subject(), on=sgz.NOTICE.issued_on)
        listed = {reading.id for row in table(ruleset) for reading in row.readings}
        assert {reading.id for reading in empty.readings} <= listed


class TestNamedReadings:
    def test_a_method_of_the_policy_shows_its_reading(self) -> None:
        rows = {row.id: [reading.id for reading in row.readings] for row in table(sgz.PLAN)}
        assert rows["rollout.plan_submitted"] == ["deadline_day"]

    def test_a_reading_that_decides_the_force_is_named(self) -> None:
        rows = {row.id: [reading.id for reading in row.readings] for row in table(sgz.STAFFING)}
        assert rows["staffing.usual_headcount"] == ["usual_headcount", "deadline_day"]
        assert set(rows["staffing.all_qualified"]) == {
            "registration_scope",
            "education_due",
            "first_registration",
            "two_years_from",
            "two_years_until",
            "education_hours",
        }
