"""What a change allows, and how changes are shown in one line."""

from datetime import date

import pytest

import sgzlib as sgz
from sgzlib.advice.changes import Option
from sgzlib.advice.propositions import Variable

ON = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("option", "does", "does_not"),
    [
        (Option(72, 80), 72, 81),
        (Option(None, 80), 0, 81),
        (Option(72, None), 10**6, 71),
        (Option(True, True), True, False),
        (Option("…社会工作服务站", None), "泰达街道社会工作服务站", "社会工作服务站"),
    ],
)
def test_an_option_holds_for_the_values_between_its_ends(option: Option, does: object, does_not: object) -> None:
    assert (option.holds(does), option.holds(does_not)) == (True, False)


def test_changes_and_remedies_are_shown_in_one_line_without_an_address() -> None:
    remedies = sgz.check_premises(sgz.Premises(printer=False), on=ON).remedies()
    remedy = next(iter(remedies))
    change = next(change for change in remedy if change.path == "printer")
    assert change.allows(value=True)
    assert repr(change) == "<Change printer: False to True..True>"
    assert repr(remedy).startswith("<Remedy ")
    assert "0x" not in repr(remedies) + repr(remedy)


def test_a_variable_is_shown_by_its_path() -> None:
    assert repr(Variable("registered", None, 0, ((0, 1),))) == "<Variable registered>"
