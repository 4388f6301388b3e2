"""Fixed numbers (固定数): numbers that no law sets, such as the months of a year or the size of a vocabulary."""

from __future__ import annotations


class Fixed(int):
    """A whole number that is set by the meaning of words and not by a law (固定数).

    A rule takes its numbers from the law, so that a law can change them, and may contain only 0 and 1 itself. A number
    that cannot change, such as the months of a year, is marked as `Fixed` outside the rule. A ruleset
    refuses any other number.

    >>> from sgzlib.law import Fixed
    >>> MONTHS = Fixed(12)
    >>> MONTHS * 2
    24
    """

    __slots__ = ()
