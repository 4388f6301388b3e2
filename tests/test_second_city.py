"""A second city's law, one value and one requirement written outside the library, shows everywhere as ours does."""

import runpy
import sys
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
import second_city
from hypothesis import given, settings
from hypothesis import strategies as st
from second_city import LINJIANG, LINJIANG_2022, STAFFING, certified_share

import sgzlib as sgz
from completing import completions, leaves, policies, spelled, without
from sgzlib.assessment.receipts import digest
from sgzlib.bridges import strategies
from sgzlib.law.kinds import Form
from wording import requirement_text

ON = date(2022, 4, 1)
DAYS = st.dates(date(2022, 1, 9), date(2025, 1, 1))


def team_of(*certificates: sgz.Certificate | None) -> sgz.Team:
    return sgz.Team(workers=tuple(sgz.Worker(certificate=certificate) for certificate in certificates))


def share(*certificates: sgz.Certificate | None) -> sgz.Status:
    return sgz.assess(STAFFING, team_of(*certificates), on=ON, policy=LINJIANG_2022)["linjiang.certified_share"].status


NONE, HELD = sgz.Certificate.NONE, sgz.Certificate.TIANJIN


class TestItsOwnRequirement:
    @pytest.mark.parametrize(
        ("certificates", "status"),
        [
            ((HELD, HELD, HELD, NONE, NONE), sgz.Status.MET),
            ((HELD, HELD, NONE, NONE), sgz.Status.VIOLATED),
            ((HELD, HELD, NONE, None), sgz.Status.UNDETERMINED),
            ((HELD, HELD, HELD, None), sgz.Status.MET),
            ((HELD, NONE, NONE, None), sgz.Status.VIOLATED),
            ((), sgz.Status.MET),
        ],
    )
    def test_sixty_per_cent_hold_a_certificate(
        self, certificates: tuple[sgz.Certificate | None, ...], status: sgz.Status
    ) -> None:
        assert share(*certificates) is status

    @settings(max_examples=40)
    @given(st.data())
    def test_the_verdict_is_what_every_completion_agrees_on(self, data: st.DataObject) -> None:
        known = data.draw(strategies.subject(sgz.Team, known=True))
        facts = [leaf for leaf in leaves(known) if leaf[1].kind.form is not Form.TEXT]
        dropped = data.draw(st.lists(st.sampled_from(facts), max_size=2, unique_by=lambda leaf: leaf[0]))
        subject, on, policy = without(known, dropped), data.draw(DAYS), data.draw(policies(LINJIANG_2022))
        found = [
            sgz.assess(STAFFING, completed, on=on, policy=policy)
            for _, completed in completions(subject, dropped, on, policy)
        ]
        assessment = sgz.assess(STAFFING, subject, on=on, policy=policy)
        # Where nothing binds, nothing is broken.
        agreed = {one.verdict if one.applicable else True for one in found}
        assert assessment.applicable or not any(one.applicable for one in found)
        same = len(agreed) == 1 and assessment.applicable
        assert assessment.verdict is (next(iter(agreed)) if same else sgz.UNKNOWN)
        assert set(assessment.missing) <= {spelled(path) for path, _ in dropped}
        assert {question.path for question in assessment.questions()} == set(assessment.missing)
        assert sgz.verify(sgz.receipt(assessment), ruleset=STAFFING, policy=policy).differences == ()
        for earlier, later in zip(
            assessment.findings, sgz.assess(STAFFING, known, on=on, policy=policy).findings, strict=True
        ):
            assert earlier.holds is sgz.UNKNOWN or earlier.holds is later.holds

    @settings(max_examples=10)
    @given(st.lists(st.lists(st.none() | st.sampled_from(sgz.Certificate), max_size=5), min_size=1, max_size=3))
    def test_its_column_is_what_each_team_gets(self, held: list[list[sgz.Certificate | None]]) -> None:
        teams = pl.DataFrame({"station": [str(at) for at in range(len(held))]})
        workers = pl.DataFrame(
            [
                {"station": str(at), "certificate": None if one is None else one.name}
                for at, row in enumerate(held)
                for one in row
            ],
            schema={"station": pl.String, "certificate": pl.String},
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            judged = sgz.frames.check_teams(
                teams, workers, by="station", on=ON, policy=LINJIANG_2022, ruleset=STAFFING, duplicates="keep"
            )
        asked = [sgz.assess(STAFFING, team_of(*row), on=ON, policy=LINJIANG_2022) for row in held]
        expected = [each["linjiang.certified_share"].holds for each in asked]
        assert judged["linjiang.certified_share"].to_list() == [None if it is sgz.UNKNOWN else it for it in expected]

    def test_its_formula_is_written_like_ours(self) -> None:
        rows = {row.id: row for row in sgz.explain.table(STAFFING, "en", policy=LINJIANG_2022)}
        row = rows["linjiang.certified_share"]
        assert row.formula == "count(station workers: certified) × 100 ≥ count(station workers) × 60"
        assert (row.clause, row.force) == (LINJIANG["二"], sgz.Force.MUST)
        assert sgz.explain.formula(certified_share, policy=LINJIANG_2022) == (
            "数量(驻站社工: 持有职业水平证书) × 100 ≥ 数量(驻站社工) × 60"
        )

    def test_one_more_certificate_is_the_remedy(self) -> None:
        assessment = sgz.assess(
            sgz.Ruleset("share", sgz.Team, (certified_share,), zh="比例", en="Share"),
            team_of(HELD, HELD, NONE, NONE),
            on=ON,
            policy=LINJIANG_2022,
        )
        (step,) = assessment.remedies().steps
        assert [[act.path for act in way.acts] for way in step.ways] == [
            ["workers"],
            ["workers[2].certificate"],
            ["workers[3].certificate"],
            ["workers[2]"],
            ["workers[3]"],
        ]


class TestItsNumbers:
    def test_reports_follow_them_and_cite_the_notice_that_is_not_its_own(self) -> None:
        assessment = sgz.assess(STAFFING, team_of(HELD, HELD, NONE, NONE), on=ON, policy=LINJIANG_2022)
        zh, en = assessment.render(), assessment.render("en")
        qualified = [
            requirement_text("staffing.qualified_minimum", locale, LINJIANG_2022) for locale in ("zh_CN", "en")
        ]
        assert all("2" in text for text in qualified)
        assert f"《{sgz.NOTICE.title}》三（二）【应当】 {qualified[0]}" in zh
        assert "\n✗ 二【应当】 驻站社工中持有职业水平证书者不低于60%" in zh
        assert f"{sgz.NOTICE.title_en}, 三(二) [must] {qualified[1]}" in en
        assert "within 30 days of the contract's signing" in en

    def test_tianjins_own_reports_cite_no_title(self) -> None:
        assert sgz.NOTICE.title not in sgz.check_staffing(team_of(HELD), on=ON).render()

    def test_a_budget_is_held_against_its_amount(self) -> None:
        def reached(amount: int) -> sgz.Truth:
            line = sgz.BudgetLine(category=sgz.ExpenseCategory.PERSONNEL, unit_price=Decimal(amount), quantity=1)
            budget = sgz.Budget(lines=(line,), stations=1, years=1)
            return sgz.check_budget(budget, on=ON, policy=LINJIANG_2022)["budget.annual_target"].holds

        assert [reached(399_999), reached(400_000)] == [False, True]

    def test_a_cycle_has_its_years(self) -> None:
        contract = sgz.Contract(cycle_years=2, contract_year=2)
        policy = LINJIANG_2022
        assert sgz.check_contract(contract, on=ON, policy=policy)["contract.cycle"].holds is True
        assert sgz.check_contract(contract, on=ON)["contract.cycle"].holds is False

    def test_nothing_binds_before_its_own_notice(self) -> None:
        before = sgz.check_staffing(team_of(NONE), on=date(2022, 1, 9), policy=LINJIANG_2022)
        assert not before.applicable

    def test_what_is_dated_cites_the_notice_that_the_date_is_from(self) -> None:
        contract = sgz.Contract(period=sgz.Period(date(2022, 7, 23), date(2023, 7, 22)))
        dated: list[Any] = [
            *sgz.milestones(LINJIANG_2022),
            *sgz.report_schedule(contract, policy=LINJIANG_2022),
            *sgz.evaluation_schedule(contract, policy=LINJIANG_2022),
        ]
        assert {one.clause in sgz.NOTICE.clauses for one in dated} == {True}

    @pytest.mark.parametrize("ruleset", [STAFFING, *sgz.RULESETS.values()], ids=lambda ruleset: ruleset.name)
    def test_a_timeline_is_drawn_under_it(self, ruleset: sgz.Ruleset) -> None:
        first, last = date(2022, 1, 1), date(2023, 12, 31)
        changes = sgz.timeline(ruleset.subject(), first_day=first, last_day=last, policy=LINJIANG_2022, ruleset=ruleset)
        assert changes.to_svg().startswith("<svg")

    def test_its_own_number_is_checked_as_ours_are(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"Policy.certified_percent: -1 .*a whole number not below 0"):
            attrs.evolve(LINJIANG_2022, certified_percent=-1)

    def test_receipts_tell_the_two_laws_apart(self) -> None:
        stricter = attrs.evolve(LINJIANG_2022, certified_percent=70)
        digests = {digest(STAFFING, LINJIANG_2022), digest(STAFFING, stricter), digest(sgz.STAFFING, LINJIANG_2022)}
        assert len(digests) == 3
        text = sgz.receipt(sgz.assess(STAFFING, team_of(HELD), on=ON, policy=LINJIANG_2022))
        fields = [difference.field for difference in sgz.verify(text, ruleset=STAFFING, policy=stricter).differences]
        assert "numbers.certified_percent" in fields
        assert "digest" in fields


class TestTheExample:
    @pytest.mark.parametrize(("arguments", "said"), [((), "结论：不符合"), (("en",), "Verdict: does not comply")])
    def test_it_runs_in_both_languages(
        self, arguments: Any, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "argv", ["second_city.py", *arguments])
        runpy.run_path(str(Path(second_city.__file__)), run_name="__main__")
        printed = capsys.readouterr().out
        assert said in printed
        assert printed.endswith("60\n<Verification: intact, same outcome, same law, same library>\n")
