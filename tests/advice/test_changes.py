"""What a change allows, and how changes are shown in one line."""

from datetime import date

import pytest

import sgzlib as sgz
from equipped import REQUIRED
from sgzlib.advice.changes import ValueRange
from sgzlib.advice.propositions import Variable
from wording import fact_words

ON = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("option", "does", "does_not"),
    [
        (ValueRange(72, 80), 72, 81),
        (ValueRange(None, 80), 0, 81),
        (ValueRange(72, None), 10**6, 71),
        (ValueRange(True, True), True, False),
        (ValueRange("…社会工作服务站", None), "泰达街道社会工作服务站", "社会工作服务站"),
    ],
)
def test_an_option_holds_for_the_values_between_its_ends(option: ValueRange, does: object, does_not: object) -> None:
    assert (option.holds(does), option.holds(does_not)) == (True, False)


def test_all_parts_of_remedies_are_shown_in_one_line_without_an_address() -> None:
    remedies = sgz.check_premises(sgz.Premises(printer=False), on=ON).remedies()
    (act,) = remedies.steps[0].ways[0].acts
    (change,) = act.changes
    assert change.allows(value=True)
    assert repr(change) == "<Change printer: False to True..True>"
    assert repr(act) == "<Act printer>"
    assert repr(remedies.to_establish[0]) == "<Establishing independent_office>"
    assert repr(remedies) == f"<Remedies premises: 1 step, {len(REQUIRED) - 1} to establish>"
    late = sgz.check_plan(sgz.DistrictPlan(year=2021, submitted_on=sgz.NOT_YET), on=ON).remedies()
    assert repr(late.beyond_remedy[0]) == "<Beyond rollout.plan_submitted>"


def test_each_part_says_who_acts_by_which_clause_and_with_what_to_show() -> None:
    remedies = sgz.check_premises(sgz.Premises(printer=False), on=ON).remedies()
    (act,), each = remedies.steps[0].ways[0].acts, remedies.to_establish[0]
    for part in (act, each):
        assert part.by == (sgz.Actor.DISTRICT_BUREAU, sgz.Actor.STREET)
        assert [clause.locator for clause in part.clauses] == ["三(一)"]
    for locale in ("zh_CN", "en"):
        said = (
            fact_words(sgz.Premises, "printer", "act", locale),
            fact_words(sgz.Premises, "printer", "evidence", locale),
        )
        assert (act.text(locale), act.evidence(locale)) == said
    assert (each.text(), each.evidence("en")) == (
        "独立的办公用房",
        "documents on the use of the rooms, photographs",
    )
    late = sgz.check_plan(sgz.DistrictPlan(year=2021, submitted_on=sgz.NOT_YET), on=ON).remedies().beyond_remedy[0]
    assert late.text("en").endswith(" - its last day has passed")
    assert [act.path for act in late.overdue] == ["submitted_on"]


def test_a_variable_is_shown_by_its_path() -> None:
    assert repr(Variable("registered", None, 0, ((0, 1),))) == "<Variable registered>"
