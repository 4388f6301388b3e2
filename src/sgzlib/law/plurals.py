"""English plurals (英文单复数): a noun in the number that it stands with."""

from __future__ import annotations

from decimal import Decimal


def noun(number: int | Decimal, plural: str) -> str:
    """Return a noun, given in the plural, as it stands with a number (单复数).

    >>> noun(1, "stations"), noun(0, "stations"), noun(1, "facilities"), noun(1, "yuan")
    ('station', 'stations', 'facility', 'yuan')
    """
    if number != 1:
        return plural
    return plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")


def counted(number: int, plural: str) -> str:
    """Write how many there are of what a noun names (计数).

    >>> counted(1, "stations"), counted(40000, "stations")
    ('1 station', '40,000 stations')
    """
    return f"{number:,} {noun(number, plural)}"
