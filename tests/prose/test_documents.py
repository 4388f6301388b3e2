"""Plain data: how long a number may be, and what the schema of a document says it is."""

import runpy
import sys
import typing
from decimal import Decimal

import pytest

import sgzlib as sgz
from sgzlib.law.facts import facts_of
from sgzlib.law.formula import Constant, Given, Sum
from sgzlib.law.formula.folding import Fold
from sgzlib.prose import typed
from sgzlib.prose.documents import plain
from sgzlib.prose.formula_text import Words
from sgzlib.prose.typed import NoticeDict, _object_schema


@pytest.mark.parametrize("number", ["9" * 100, "-" + "9" * 100, "0." + "0" * 99 + "1", "1E+99"])
def test_a_number_of_a_hundred_digits_is_written_in_full(number: str) -> None:
    assert plain(Decimal(number)) == format(Decimal(number), "f")


@pytest.mark.parametrize("number", ["1" + "0" * 100, "0." + "0" * 100 + "1", "1E+100"])
def test_a_longer_one_is_refused(number: str) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"^dump: .* at most 100 digits on either side"):
        plain(Decimal(number))


def test_a_schema_is_described_by_what_its_document_says_first() -> None:
    said = "A notice in a document (通知): its title, its number, and the day of issue."
    assert _object_schema(NoticeDict, {})["description"] == said


def test_a_sum_is_written_as_the_fact_in_it_on_either_side() -> None:
    fact = facts_of(sgz.YearEnd)["contract_year"]
    given, one = Given("contract_year", fact), Constant(1)
    fold = Fold(Words(None, sgz.YearEnd, None))
    assert [fold(each).fact for each in (Sum(given, one), Sum(one, given), Sum(one, one))] == [fact, fact, None]


def test_a_typed_dict_is_the_standard_library_s_where_there_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typing_extensions", None)
    made = runpy.run_path(typed.__file__, run_name="sgzlib.prose.typed")
    assert made["TypedDict"] is typing.TypedDict
    assert made["is_typeddict"] is typing.is_typeddict
