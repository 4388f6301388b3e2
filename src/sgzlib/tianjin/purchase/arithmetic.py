"""Whether a funding plan adds up (收支相符), as data and as text.

No clause asks for it: it is what any plan is held to. Left out: which money may pay what, which `funding` judges.
"""

from __future__ import annotations

from typing import Any

import attrs

from sgzlib.law.facts import facts_of
from sgzlib.law.groups import every, total
from sgzlib.law.truth import UNKNOWN, Interval, Truth, Unknown
from sgzlib.prose.language import Language, Pair

_SUMS: tuple[tuple[str, Pair], ...] = (
    ("cost", ("各项费用合计", "Total cost of the lines")),
    ("given", ("各来源支出合计", "Total paid by the sources")),
    ("paid", ("已安排合计", "Total paid for the lines")),
)


@attrs.frozen
class Arithmetic:
    """The cost of the lines and the money of the sources (收支), in yuan, and whether they agree.

    A sum with unknown amounts is an `Interval`.
    """

    lines: Any = attrs.field(repr=False)
    sources: Any = attrs.field(repr=False)

    @property
    def cost(self) -> Any:
        """The total cost of all lines in yuan (各项费用合计)."""
        return total(self.lines, "amount")

    @property
    def given(self) -> Any:
        """The total that all sources pay, in yuan (各来源支出合计)."""
        return total(self.sources, "given")

    @property
    def paid(self) -> Any:
        """The total paid for all lines, in yuan (已安排合计)."""
        return total(self.lines, "paid")

    @property
    def holds(self) -> Truth:
        """Whether the sources pay what the lines cost, within their means, and each line is paid in full (是否相符)."""
        equal: Truth = (self.given >= self.cost) & (self.given <= self.cost)
        # That of what is paid follows from the others, and decides where a cost is not known.
        as_paid: Truth = (self.given >= self.paid) & (self.given <= self.paid)
        lines, sources = every(self.lines, "paid_in_full", None), every(self.sources, "within_means", None)
        return equal & as_paid & lines & sources

    @property
    def unequal(self) -> tuple[Any, ...]:
        """The lines that are known to be paid less or more than they cost (不足额或超额的明细)."""
        lines = () if isinstance(self.lines, Unknown) else self.lines
        return tuple(line for line in lines if line.paid_in_full is False)

    @property
    def overdrawn(self) -> tuple[Any, ...]:
        """The sources that are known to pay more than they have (超支的来源)."""
        sources = () if isinstance(self.sources, Unknown) else self.sources
        return tuple(source for source in sources if source.within_means is False)

    def render(self, locale: str = "zh_CN") -> str:
        """Return the comparison as text in Chinese or English (收支核对)."""
        language = Language(locale)
        said = [language.stated(language.pick(("收支相符", "The amounts agree")), language.value(self.holds))]
        said += [language.stated(language.pick(label), _money(getattr(self, name), language)) for name, label in _SUMS]
        for differing, first_name, second_name in (
            (self.unequal, "paid", "amount"),
            (self.overdrawn, "given", "available"),
        ):
            for each in differing:
                facts = facts_of(type(each))
                pairs = (
                    f"{language.of(facts[name])} {language.money(getattr(each, name))}"
                    for name in (first_name, second_name)
                )
                said.append(
                    f"{language.name(each) or language.value(UNKNOWN)}"
                    + language.pick(("：", ": "))
                    + language.list(pairs)
                )
        return "\n".join(said)


def _money(amount: Any, language: Language) -> str:
    if isinstance(amount, Unknown):
        return language.value(amount)
    if isinstance(amount, Interval):
        return language.pick(("不少于", "at least ")) + language.money(amount.low)
    return language.money(amount)
