"""An object of the wrong kind is refused by name: as policy, ruleset, budget, contract, receipt or anything else."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import attrs
import polars as pl
import pytest

import sgzlib as sgz
from sgzlib.law.facts import facts_of

ON = date(2022, 3, 1)
CONTRACT = sgz.Contract(period=sgz.Period(date(2022, 7, 23), date(2023, 7, 22)))
CYCLE = sgz.Cycle(started_on=date(2022, 7, 23))
ROWS = pl.DataFrame({"a": [1]})
RECEIPT = sgz.receipt(sgz.check_qualification(sgz.Worker(), on=ON))
NO_LINES = sgz.Budget(lines=())
DECLARED = sgz.Source(how=sgz.SourceLevel.DECLARED)
WAIVER: dict[str, Any] = {"kind": sgz.DecisionKind.WAIVER, "by": sgz.Actor.CITY_BUREAU, "on": ON, "grounds": "复函"}
MISSPELT = sgz.Decision(requirement="premises.printr", **WAIVER)
SENTENCE = next(sentence for sentence in sgz.NOTICE.sentences if sentence.requirements)
UNLISTED = attrs.evolve(
    sgz.NOTICE, sentences=(attrs.evolve(SENTENCE, requirements=("premises.printr",), duties=()),), duties=()
)

POLICY: list[Callable[[Any], object]] = [
    lambda wrong: sgz.check_qualification(sgz.Worker(), on=ON, policy=wrong),
    lambda wrong: sgz.under_all_readings(sgz.QUALIFICATION, sgz.Worker(), on=ON, policy=wrong),
    lambda wrong: sgz.assess_many(sgz.QUALIFICATION, [], on=ON, policy=wrong),
    lambda wrong: sgz.verify(RECEIPT, policy=wrong),
    lambda wrong: sgz.allocate_funding(NO_LINES, [], year=2021, policy=wrong),
    lambda wrong: sgz.subsidy_transfer(1, 1, policy=wrong),
    lambda wrong: sgz.posting_deadline(ON, policy=wrong),
    lambda wrong: sgz.qualification_deadline(ON, policy=wrong),
    lambda wrong: sgz.reregistration_window(ON, policy=wrong),
    sgz.milestones,
    lambda wrong: sgz.report_schedule(CONTRACT, policy=wrong),
    lambda wrong: sgz.evaluation_schedule(CONTRACT, policy=wrong),
    lambda wrong: sgz.decide_renewal(CYCLE, contract_year=1, grade=None, on=date(2022, 7, 1), policy=wrong),
    lambda wrong: CYCLE.contract_period(1, policy=wrong),
    lambda wrong: sgz.Cycle(started_on=ON, years=3).contract_period(1, policy=wrong),
    lambda wrong: sgz.timeline(sgz.Worker(), first_day=ON, last_day=ON, policy=wrong),
    lambda wrong: sgz.explain.formula(sgz.QUALIFICATION.requirements[0], policy=wrong),
    lambda wrong: sgz.explain.table(sgz.QUALIFICATION, policy=wrong),
    lambda wrong: sgz.frames.check(ROWS, sgz.QUALIFICATION, on=ON, policy=wrong),
]
RULESET: list[Callable[[Any], object]] = [
    lambda wrong: sgz.assess(wrong, sgz.Worker(), on=ON),
    lambda wrong: sgz.assess_many(wrong, [], on=ON),
    lambda wrong: sgz.compare_laws(wrong, sgz.TIANJIN_2021, sgz.TIANJIN_2021, on=ON),
    sgz.inputs_of,
    lambda wrong: sgz.verify(RECEIPT, ruleset=wrong),
    lambda wrong: sgz.timeline(sgz.Worker(), first_day=ON, last_day=ON, ruleset=wrong),
    sgz.explain.table,
    lambda wrong: sgz.frames.check(ROWS, wrong, on=ON),
    lambda wrong: sgz.frames.check_groups(ROWS, {"workers": ROWS}, wrong, by="a", on=ON),
    lambda wrong: sgz.QUALIFICATION + wrong,
]
OTHERS: list[tuple[str, Callable[[Any], object]]] = [
    ("budget: .* a Budget", lambda wrong: sgz.allocate_funding(wrong, [], year=2021)),
    ("budget: .* a Budget", lambda wrong: sgz.plan_funding(wrong, [], [], year=2021)),
    ("planned: .* a Budget", lambda wrong: sgz.compare_budgets(wrong, NO_LINES)),
    ("contract: .* a Contract", sgz.report_schedule),
    ("contract: .* a Contract", sgz.evaluation_schedule),
    ("cycle: .* a Cycle", lambda wrong: sgz.decide_renewal(wrong, contract_year=1, grade=None, on=date(2022, 7, 1))),
    ("assessment: .* an Assessment", sgz.receipt),
    ("receipt: .* a str", sgz.verify),
    ("check: .* a Ruleset or a check function", lambda wrong: sgz.under_all_readings(wrong, sgz.Worker(), on=ON)),
    ("requirement: .* a Requirement", sgz.explain.formula),
    ("cls: .* a class of facts", facts_of),
    ("cls: .* a class of facts", sgz.frames.columns_of),
    ("cls: .* a class of facts", sgz.strategies.subject),
    ("columns: .* a Mapping", lambda wrong: sgz.frames.check(ROWS, sgz.QUALIFICATION, on=ON, columns=wrong)),
]


@pytest.mark.parametrize("wrong", [3, (1,), sgz.Worker()], ids=["number", "tuple", "worker"])
class TestWrongObjects:
    @pytest.mark.parametrize("call", POLICY)
    def test_for_a_policy(self, call: Callable[[Any], object], wrong: object) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^policy: [^\n]* a (Policy|Law)"):
            call(wrong)

    @pytest.mark.parametrize("call", RULESET)
    def test_for_a_ruleset(self, call: Callable[[Any], object], wrong: object) -> None:
        with pytest.raises(sgz.InvalidType, match=r"(?i)ruleset[^\n]*: [^\n]* a Ruleset"):
            call(wrong)

    @pytest.mark.parametrize(("said", "call"), OTHERS)
    def test_for_anything_else(self, said: str, call: Callable[[Any], object], wrong: object) -> None:
        with pytest.raises(sgz.InvalidType, match=said):
            call(wrong)


@pytest.mark.parametrize(
    ("raised_by", "suggestion"),
    [
        (lambda: attrs.evolve(cast("Any", sgz.Premises()), printr=True), "printer"),
        (lambda: sgz.Certificate.of("助理社会工作"), "ASSISTANT"),
        (lambda: sgz.assess(sgz.PREMISES, sgz.Premises(), on=ON, sources={"printr": DECLARED}), "printer"),
        (lambda: sgz.check_premises(sgz.Premises(), on=ON).with_decisions([MISSPELT]), "premises.printer"),
        (lambda: sgz.frames.check(ROWS, sgz.PREMISES, on=ON, columns={"a": "printr"}), "printer"),
        (lambda: UNLISTED.check_ledger(sgz.PREMISES), "premises.printer"),
    ],
)
def test_an_error_holds_the_name_that_it_suggests(raised_by: Callable[[], Any], suggestion: str) -> None:
    with pytest.raises(sgz.SgzlibError, match=r"did you mean \w") as caught:
        raised_by()
    assert caught.value.suggestion == suggestion
