"""A receipt says the same bytes for the same inputs, and what was tampered with shows when it is run again."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz
from completing import policies
from sgzlib.assessment import receipts
from sgzlib.assessment.receipts import digest, sealed
from sgzlib.bridges import strategies
from sgzlib.bridges.verification import Verification
from sgzlib.law.periods import RestDays
from sgzlib.prose.formula_text import Words

ON = date(2022, 3, 1)
EVERY_RULESET = pytest.mark.parametrize("ruleset", sgz.RULESETS.values(), ids=list(sgz.RULESETS))
TEAM = sgz.Team(
    workers=(sgz.Worker(name="王芳", certificate=sgz.Certificate.ASSISTANT, registered=True), sgz.Worker()),
    contracted_headcount=2,
    contract_signed_on=date(2021, 7, 23),
)


def receipt_of(subject: Any = TEAM, **how: Any) -> str:
    given: dict[str, Any] = {"on": ON, **how}
    return sgz.receipt(sgz.check_staffing(subject, **given))


def changed(text: str, **what: Any) -> str:
    told = json.loads(text)
    for path, value in what.items():
        *steps, last = path.split("__")
        inner = told
        for step in steps:
            inner = inner[int(step) if step.isdigit() else step]
        inner[last] = value
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@EVERY_RULESET
@settings(max_examples=6)
@given(st.data())
def test_a_receipt_that_nobody_touched_verifies(ruleset: sgz.Ruleset, data: st.DataObject) -> None:
    policy = data.draw(policies())
    subject = data.draw(strategies.subject(ruleset.subject))
    assessment = sgz.assess(ruleset, subject, on=data.draw(strategies.days()), policy=policy)
    verification = sgz.verify(sgz.receipt(assessment), policy=policy)
    assert verification == Verification(True, True, True, True, ())


def test_a_law_and_a_ruleset_are_digested_once_for_all_receipts(monkeypatch: pytest.MonkeyPatch) -> None:
    digested: list[sgz.Ruleset] = []
    before = receipts._law  # noqa: SLF001 - what is counted

    def counted(ruleset: sgz.Ruleset, law: sgz.Law) -> dict[str, Any]:
        digested.append(ruleset)
        return before(ruleset, law)

    digest.cache_clear()
    monkeypatch.setattr(receipts, "_law", counted)
    assert receipt_of() != receipt_of(sgz.Team())
    assert digested == [sgz.STAFFING]


class TestBytes:
    def test_they_are_canonical_json(self) -> None:
        text = receipt_of()
        assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert "王芳" in text

    def test_another_run_of_python_gives_the_same(self) -> None:
        program = (
            "import datetime, sgzlib as sgz;"
            "print(sgz.receipt(sgz.check_qualification(sgz.Worker(registered=True), on=datetime.date(2022, 3, 1))))"
        )
        texts = {
            subprocess.run(  # noqa: S603 - our own interpreter
                [sys.executable, "-X", "utf8", "-c", program],
                capture_output=True,
                check=True,
                encoding="utf-8",
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            ).stdout
            for seed in ("1", "2")
        }
        assert texts == {sgz.receipt(sgz.check_qualification(sgz.Worker(registered=True), on=ON)) + "\n"}

    def test_an_equal_subject_gives_an_equal_receipt(self) -> None:
        assert receipt_of(attrs.evolve(TEAM)) == receipt_of()  # type: ignore[misc]  # pyright: ignore[reportArgumentType]


class TestTampering:
    @pytest.mark.parametrize(
        ("what", "shown"),
        [
            ({"verdict": True}, "verdict"),
            ({"subject__contracted_headcount": 3}, "findings[0].holds"),
            ({"findings__2__status": "VIOLATED"}, "findings[2].status"),
            ({"findings": []}, "findings"),
            ({"numbers__minimum_qualified": 2}, "numbers.minimum_qualified"),
            ({"digest": "0" * 64}, "digest"),
            ({"sgzlib": "0.0.1"}, "sgzlib"),
            ({"readings__usual_headcount": "LIMIT"}, "digest"),
            ({"signed_by": "me"}, "signed_by"),
            ({"signed_by": {"name": "me"}}, "signed_by"),
            ({"signed_by": ["me"]}, "signed_by"),
            ({"numbers": "none"}, "numbers"),
            ({"findings": {}}, "findings"),
        ],
    )
    def test_what_was_tampered_with_shows(self, what: dict[str, Any], shown: str) -> None:
        verification = sgz.verify(changed(receipt_of(), **what))
        assert not verification.intact
        fields = [difference.field for difference in verification.differences]
        assert any(field.startswith(shown) for field in fields), fields

    @pytest.mark.parametrize("what", [{"on": "2022-03-02"}, {"subject__workers__0__name": "李伟"}])
    def test_a_change_from_which_nothing_follows_breaks_the_seal(self, what: dict[str, Any]) -> None:
        verification = sgz.verify(changed(receipt_of(), **what))
        assert (verification.intact, verification.same_outcome, verification.differences) == (False, True, ())

    def test_a_difference_says_both_values(self) -> None:
        (difference,) = sgz.verify(changed(receipt_of(), verdict=True)).differences
        assert (difference.receipt, difference.now) == (True, None)

    def test_other_bytes_of_the_same_content_show(self) -> None:
        verification = sgz.verify(receipt_of() + "\n")
        assert (verification.intact, verification.differences) == (False, ())

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            "null",
            '{"ruleset":"staffing"}',
            "[" * 10**5,
            "9" * 10**5,
            "\ud800",
        ],
        ids=range(8),
    )
    def test_what_is_no_receipt_is_refused(self, text: str) -> None:
        with pytest.raises(sgz.InvalidValue, match="expected the text that `receipt` gives"):
            sgz.verify(text)

    def test_an_option_that_a_reading_does_not_have_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^receipt\.readings\.usual_headcount: '\?' .* one of NORM, LIMIT"):
            sgz.verify(changed(receipt_of(), readings__usual_headcount="?"))
        with pytest.raises(sgz.InvalidValue, match=r"^receipt\.readings\.usual_headcount: .* one of NORM, LIMIT"):
            sgz.verify(changed(receipt_of(), readings__usual_headcount=["NORM"]))

    def test_deep_nesting_inside_a_receipt_is_refused_by_its_place(self) -> None:
        text = changed(receipt_of(), subject__workers=["here"]).replace('"here"', "[" * 500 + "]" * 500)
        with pytest.raises(sgz.SgzlibError, match=r"^Team\.workers\[0\]: \[\[.* 不可用，应为事实名称到取值的映射"):
            sgz.verify(text)

    def test_a_ruleset_that_is_not_the_librarys_has_to_be_given(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"receipt.ruleset: 'mine' .*or the ruleset itself as `ruleset`"):
            sgz.verify(changed(receipt_of(), ruleset="mine"))
        mine = attrs.evolve(sgz.STAFFING, name="mine")
        text = sgz.receipt(sgz.assess(mine, TEAM, on=ON))
        assert sgz.verify(text, ruleset=mine).differences == ()

    def test_half_a_surrogate_pair_breaks_the_seal_and_nothing_else(self) -> None:
        text = changed(receipt_of(), signed_by="me").replace('"me"', r'"\ud800"')
        assert sgz.verify(text).intact is False

    def test_a_verification_is_neither_true_nor_false(self) -> None:
        with pytest.raises(TypeError, match=r"neither true nor false; ask \.intact"):
            bool(sgz.verify(receipt_of()))


class TestAfterAnUpgrade:
    """A receipt of another version of the library, as that version wrote it."""

    @pytest.fixture
    def kept(self, monkeypatch: pytest.MonkeyPatch) -> str:
        with monkeypatch.context() as earlier:
            earlier.setattr(sgz, "__version__", "0.0.1")
            return receipt_of()

    def test_an_honest_one_is_intact(self, kept: str) -> None:
        verification = sgz.verify(kept)
        assert repr(verification) == "<Verification: intact, same outcome, same law, another library>"
        assert [difference.field for difference in verification.differences] == ["sgzlib"]

    @pytest.mark.parametrize("what", [{"on": "2022-03-02"}, {"subject__workers__0__name": "李伟"}, {"sgzlib": "0.0.2"}])
    def test_a_forged_one_is_not(self, kept: str, what: dict[str, Any]) -> None:
        verification = sgz.verify(changed(kept, **what))
        assert repr(verification) == "<Verification: not intact, same outcome, same law, another library>"

    def test_another_law_and_another_outcome_are_told_apart(self) -> None:
        stricter = attrs.evolve(sgz.TIANJIN_2021, minimum_qualified=3)
        lenient = sgz.verify(receipt_of(), policy=attrs.evolve(sgz.TIANJIN_2021, senior_hours=100))
        assert (lenient.same_outcome, lenient.same_law) == (True, False)
        verification = sgz.verify(receipt_of(), policy=stricter)
        assert (verification.intact, verification.same_outcome, verification.same_law) == (True, False, False)

    def test_it_is_judged_by_its_own_readings_whatever_the_defaults_are_now(self) -> None:
        worker = sgz.Worker(
            education=sgz.Education.BACHELOR,
            social_work_major=True,
            certificate=sgz.Certificate.NONE,
            registered=False,
        )
        defaults = sgz.TIANJIN_2021.under(registration_scope=sgz.RegistrationScope.EVERYONE)
        before = sgz.check_qualification(worker, on=ON)
        assert before.verdict != sgz.check_qualification(worker, on=ON, policy=defaults).verdict
        assert sgz.verify(sgz.receipt(before), policy=defaults) == Verification(True, True, True, True, ())

    @pytest.mark.parametrize(
        ("what", "differences"),
        [
            (
                {"subject": {"heads": 2, "workers": [{"grade": 1}]}},
                [("Team.workers[0].grade", "grade"), ("Team.heads", "heads")],
            ),
            ({"readings__usual_headcount": "?"}, [("receipt.readings.usual_headcount", "?")]),
            ({"readings__tea": "GREEN"}, [("receipt.readings.tea", "GREEN")]),
        ],
    )
    def test_an_intact_one_that_cannot_be_read_any_more_says_so(
        self, kept: str, what: dict[str, Any], differences: list[tuple[str, Any]]
    ) -> None:
        text = sealed(json.loads(changed(kept, **what)))
        verification = sgz.verify(text)
        assert repr(verification) == "<Verification: intact, unknown outcome, another law, another library>"
        assert [(each.field, each.receipt) for each in verification.differences] == differences
        assert {each.now for each in verification.differences} == {None}

    def test_one_that_is_not_intact_and_cannot_be_read_is_refused(self, kept: str) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^Team\.heads: 'heads' 不可用"):
            sgz.verify(changed(kept, subject={"heads": 2}))


class TestRestDays:
    WEEK = RestDays(date(2021, 8, 1), date(2021, 8, 31), frozenset({date(2021, 8, 7), date(2021, 8, 8)}))

    def test_they_stand_in_the_receipt_and_are_judged_by_again(self) -> None:
        evolve: Any = attrs.evolve
        policy = evolve(sgz.TIANJIN_2021, rest_days=self.WEEK)
        text = receipt_of(on=date(2021, 8, 8), policy=policy)
        assert json.loads(text)["rest_days"] == {
            "first_day": "2021-08-01",
            "last_day": "2021-08-31",
            "days": ["2021-08-07", "2021-08-08"],
        }
        assert sgz.verify(text) == Verification(True, True, True, True, ())
        without = changed(text, rest_days=None)
        assert sgz.verify(without).same_outcome is False

    def test_days_that_are_none_make_no_receipt(self) -> None:
        with pytest.raises(sgz.InvalidValue, match="expected the text that `receipt` gives"):
            sgz.verify(
                changed(receipt_of(), rest_days={"first_day": "2021-08-31", "last_day": "2021-08-01", "days": []})
            )


class TestDigest:
    def test_another_number_reading_rule_or_text_changes_it(self) -> None:
        rule = sgz.QUALIFICATION.requirements[0]
        other_text = attrs.evolve(rule, en=rule.en + " too")
        other_rule = attrs.evolve(rule, holds=lambda worker, case: worker.certified)
        rest = sgz.QUALIFICATION.requirements[1:]
        digests = [
            digest(sgz.QUALIFICATION, sgz.TIANJIN_2021),
            digest(sgz.QUALIFICATION, attrs.evolve(sgz.TIANJIN_2021, assistant_hours=60)),
            digest(sgz.QUALIFICATION, sgz.TIANJIN_2021.under(registration_scope=list(sgz.RegistrationScope)[1])),
            digest(attrs.evolve(sgz.QUALIFICATION, requirements=(other_text, *rest)), sgz.TIANJIN_2021),
            digest(attrs.evolve(sgz.QUALIFICATION, requirements=(other_rule, *rest)), sgz.TIANJIN_2021),
        ]
        assert len(set(digests)) == len(digests)

    def test_a_rule_of_members_is_part_of_it(self) -> None:
        formula = "continuing_education_hours ≥ 60"
        low = attrs.evolve(sgz.TIANJIN_2021, assistant_hours=60)
        assert formula in Words(low, sgz.Team, None).written(sgz.STAFFING.requirements[4].formula(sgz.Team))
