"""Numbers that no law sets (固定数): how many months a year has, how many labels a vocabulary."""

from __future__ import annotations


class Fixed(int):
    """A whole number that no law sets, but the meaning of words (固定数).

    A rule takes its numbers from the law, so that a law can change them; of its own it writes 0 and 1. What cannot
    change, as the months of a year or the size of a vocabulary, is marked: a ruleset refuses any other number.

    >>> from sgzlib.law import Fixed
    >>> Fixed(12) * 2
    24
    """

    __slots__ = ()
