"""Each condition of each requirement decides, shown by two subjects; of those that cannot, Z3 proves it."""

import pytest

import sgzlib as sgz
from worlds.mcdc import RULESETS, conditions, impossible, reason

EACH = pytest.mark.parametrize("ruleset", RULESETS, ids=lambda one: one.name)
QUICK = [ruleset for ruleset in RULESETS if ruleset.name not in {"staffing", "contract", "rollout"}]


@pytest.mark.parametrize("ruleset", QUICK, ids=lambda one: one.name)
def test_each_condition_decides_or_is_said_why_not(ruleset: sgz.Ruleset) -> None:
    found = conditions(ruleset)
    assert {one.of for one in found} <= {rule.id for rule in ruleset.requirements}
    assert any(one.shown == "unique" for one in found)
    assert all(reason(one) for one in found if not one.shown)


@pytest.mark.prove
@EACH
def test_what_no_two_subjects_show_is_impossible(ruleset: sgz.Ruleset) -> None:
    missed = [one for one in conditions(ruleset) if not one.shown]
    assert [(one.of, one.what, one.part) for one in missed if impossible(ruleset, one) is not True] == []
    assert all(reason(one) for one in missed)


def test_a_condition_that_can_decide_is_not_taken_for_one_that_cannot() -> None:
    printer = next(one for one in conditions(sgz.PREMISES) if one.of == "premises.printer" and one.what == "holds")
    assert printer.shown == "unique"
    assert impossible(sgz.PREMISES, printer) is False
