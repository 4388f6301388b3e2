"""Formulas are what the rules say, since the rules write them: in both languages, folded, with few parentheses."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

import sgzlib as sgz
from sgzlib.law import Case
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import consists_of, count, earliest, every, includes, latest, size, total
from sgzlib.law.kinds import YES_NO, many, part
from sgzlib.law.truth import ends_with, not_, one_of
from sgzlib.prose.explain import code_formula, formula, table
from sgzlib.prose.words import Words, Writer, stand_in
from sgzlib.tianjin.policy import requirement

EVERY_RULESET = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))


def word(text: str) -> Any:
    return Words(Writer("en"), text)


A, B, C = word("a"), word("b"), word("c")


class TestOperators:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            (A & B & C, "a ∧ b ∧ c"),
            (A & (B | C), "a ∧ (b ∨ c)"),
            ((A & B) | C, "a ∧ b ∨ c"),
            (A >= 3, "a ≥ 3"),
            (3 <= A, "a ≥ 3"),
            (A > B, "a > b"),
            (A < 3, "a < 3"),
            (A != 3, "a ≠ 3"),
            (A >= Decimal(250_000), "a ≥ CN¥250,000.00"),
            (A & sgz.UNKNOWN, "a ∧ unknown"),
            (ends_with(A, "z"), 'a ≠ "z" ∧ a ends with "z"'),
            (A * 2 >= B + 1, "a × 2 ≥ b + 1"),
            ((A + B) * 2, "(a + b) × 2"),
            (2 * (A - B), "2 × (a - b)"),
            (A - (B - C), "a - (b - c)"),
            (1 - A, "1 - a"),
            (1 + A, "1 + a"),
            ((A >= B) & (B == C), "a ≥ b ∧ b = c"),
            (one_of(A, 1, 2), "a = 2 ∨ a = 1"),
            (not_(A), "not a"),
            (not_(A & B), "not (a ∧ b)"),
            (not_(A >= B), "a < b"),
            (not_(not_(A <= B)), "a ≤ b"),
            (A + timedelta(days=15), "a + 15 days"),
            (A - timedelta(days=1), "a - 1 day"),
            (A - relativedelta(years=2), "a - 2 years"),
            (A + relativedelta(years=1, months=2), "a + 1 year 2 months"),
        ],
    )
    def test_they_write_what_they_would_compute(self, written: Words, expected: str) -> None:
        assert str(written) == expected

    @pytest.mark.parametrize(
        ("folded", "expected"),
        [
            (A & True, "a"),
            (True & A, "a"),
            (A & False, "False"),
            (False & A, "False"),
            (A | True, "True"),
            (True | A, "True"),
            (A | False, "a"),
            (False | A, "a"),
        ],
    )
    def test_constants_are_folded_away_on_either_side(self, folded: Any, expected: str) -> None:
        assert str(folded) == expected

    def test_a_rule_cannot_branch_on_them(self) -> None:
        with pytest.raises(TypeError, match=r"“a”在公式中没有真假值.*neither true nor false"):
            bool(A)
        assert repr(A) == "<a>"


@subject
class Room:
    heated: Fact[bool] = fact(YES_NO, "有供暖", "heated")
    posters: Fact[tuple[sgz.Education, ...]] = fact(many(sgz.Education), "海报", "posters")


@subject
class House:
    hall: Fact[Room] = fact(part(Room), "大厅", "hall")
    rooms: Fact[tuple[Room, ...]] = fact(many(Room), "房间", "rooms")


CASE: Any = Case(sgz.NOTICE.issued_on, sgz.TIANJIN_2021)


class TestGroups:
    @pytest.mark.parametrize(
        ("rule", "zh", "en"),
        [
            (lambda h: h.hall.heated, "大厅·有供暖", "hall·heated"),
            (lambda h: every(h.rooms, "heated", CASE), "全部(房间: 有供暖)", "every(rooms: heated)"),
            (lambda h: count(h.rooms, "heated", CASE) >= 2, "数量(房间: 有供暖) ≥ 2", "count(rooms: heated) ≥ 2"),
            (lambda h: count(h.rooms, lambda r, c: r.heated, CASE), "数量(房间: 有供暖)", "count(rooms: heated)"),
            (
                lambda h: count(h.rooms, "heated", CASE) >= size(h.rooms) * 2,
                "数量(房间: 有供暖) ≥ 数量(房间) × 2",
                "count(rooms: heated) ≥ count(rooms) × 2",
            ),
            (lambda h: size(h.rooms) <= 1, "数量(房间) ≤ 1", "count(rooms) ≤ 1"),
            (lambda h: total(h.rooms, "heated"), "合计(房间: 有供暖)", "sum(rooms: heated)"),
            (lambda h: latest(h.rooms, "heated"), "最晚(房间: 有供暖)", "latest(rooms: heated)"),
            (lambda h: earliest(h.rooms, "heated"), "最早(房间: 有供暖)", "earliest(rooms: heated)"),
            (
                lambda h: includes(h.hall.posters, sgz.Education.MASTER, sgz.Education.DOCTOR),
                "大厅·海报 ⊇ {硕士、博士}",
                "hall·posters ⊇ {master, doctor}",
            ),
            (
                lambda h: consists_of(h.hall.posters, sgz.Education.MASTER),
                "大厅·海报 = (硕士)",
                "hall·posters = (master)",
            ),
        ],
    )
    def test_groups_and_parts_are_written_by_their_labels(self, rule: Any, zh: str, en: str) -> None:
        assert str(rule(stand_in(House, Writer("zh_CN")))) == zh
        assert str(rule(stand_in(House, Writer("en")))) == en


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some", applies=lambda room, case: case.on > case.law.launch_by)
def heating(room: Room, case: Case) -> sgz.Truth:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def untyped(room: Any, case: Any) -> Any:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some", applies=lambda room, case: False)
def never_applies(room: Room, case: Case) -> sgz.Truth:
    return room.heated


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def always_false(room: Room, case: Case) -> sgz.Truth:
    return room.heated & False


@requirement("三(一)", sgz.Force.MAY, zh="某", en="some")
def not_settled(room: Room, case: Case) -> sgz.Truth:
    return sgz.UNKNOWN


class TestFormula:
    def test_a_condition_stands_before_the_arrow(self) -> None:
        assert formula(heating, "en") == "the day asked about > July 31, 2021 → heated"
        assert formula(heating) == "判断日 > 2021年7月31日 → 有供暖"

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

    def test_readings_change_it(self) -> None:
        rule = sgz.QUALIFICATION.requirements[1]
        exempt = sgz.TIANJIN_2021.under(registration_scope=sgz.RegistrationScope.CERTIFICATE_HOLDERS)
        assert formula(rule) == "在天津登记 ∧ 登记有效期至 ≥ 判断日"
        assert formula(rule, policy=exempt).endswith("∨ 社会工作及其相关专业 ∧ 学历 ≥ 大专 ∧ 职业水平证书 ≤ 无证书")

    def test_for_digests_it_is_written_in_the_names_of_the_code(self) -> None:
        rules = {rule.id: rule for rule in sgz.STAFFING.requirements}
        written = code_formula(rules["staffing.qualified_minimum"], sgz.Team, sgz.TIANJIN_2021)
        assert written.startswith("count(workers: (continuing_education_hours ≥ 90 ∨")
        assert written.endswith("(social_work_major ∧ education ≥ JUNIOR_COLLEGE ∨ certificate ≥ TIANJIN)) ≥ 1")


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
        assert rows["staffing.usual_headcount"] == ["usual_headcount"]
        assert set(rows["staffing.all_qualified"]) == {"registration_scope", "two_years_from", "education_hours"}
