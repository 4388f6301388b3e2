"""What a kind of value says of how it is written."""

from sgzlib.law import kinds
from sgzlib.law.facts import Fact
from sgzlib.prose.language import Language


def test_years_are_written_without_separators_and_counts_with() -> None:
    year, count = (Fact(kind, "", "", None) for kind in (kinds.YEAR, kinds.COUNT))
    assert Language("en").value(2026, year) == "2026"
    assert Language("en").value(2026, count) == "2,026"
