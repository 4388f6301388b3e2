"""Outcomes of a table (计算项汇总): what each outcome of a ruleset comes to in all rows, counted on the engine.

A row whose outcome is not known adds its bounds to those of all rows together. They are the bounds of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any, NotRequired

import attrs
import narwhals as nw

from sgzlib.assessment.computed import value_document
from sgzlib.bridges.frames.findings import opened
from sgzlib.bridges.frames.judging import LEAST, MOST
from sgzlib.bridges.frames.tables import Frame
from sgzlib.law.exact import EXACT
from sgzlib.law.outcomes import OutcomeRule, Possible
from sgzlib.law.requirement import Case, Ruleset
from sgzlib.prose.documents import plain
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.outcomes import outcome_text
from sgzlib.prose.typed import TypedDict
from sgzlib.prose.views import counted_of

_KNOWN: Pair = ("已知", "known")
_OPEN: Pair = ("未知", "not known")
_AMOUNTS: tuple[Pair, ...] = (("合计", "total"), ("最低", "least"), ("最高", "most"))
_TOGETHER: Pair = ("全部合计", "all together")


class OutcomeTallyDict(TypedDict):
    """What an outcome comes to in all rows (计算项汇总).

    Of the `known` rows, `labels` counts those of each label; an amount has their `total`, `least` and `most`, null if
    no row is known. `together` is what all rows come to: a value, or bounds while some are not known.
    """

    id: str
    clause: str
    name: str
    text: str
    known: int
    unknown: int
    labels: NotRequired[dict[str, int]]
    total: NotRequired[Any]
    least: NotRequired[Any]
    most: NotRequired[Any]
    together: NotRequired[dict[str, Any]]


@attrs.frozen
class OutcomeTally:
    """What an outcome comes to in all rows (计算项汇总).

    `labels` counts the known rows by label. For an amount, `total`, `least` and `most` are those of the known rows,
    None if there is none; `together` is what all rows come to, a `Possible` while some are not known.
    """

    outcome: OutcomeRule
    known: int
    unknown: int
    labels: dict[Any, int] = attrs.field(factory=dict)
    total: Any = None
    least: Any = None
    most: Any = None
    together: Any = None

    def heading(self, language: Language) -> str:
        """Write which outcome it is, and its clause (条款与名称)."""
        return f"{language.clause(self.outcome.clause.locator)} {language.of(self.outcome)}"

    def text(self, subject: type[Any], language: Language) -> str:
        """Write how many rows are known, and what they come to (汇总文字)."""
        measure, _, _ = counted_of(subject)

        def counted(called: str, rows: int) -> str:
            return language.pick((f"{called}{rows:,}{measure}", f"{called} {rows:,}"))

        def amount(pair: Pair, value: Any) -> str:
            return language.pick(pair) + language.pick(("", " ")) + outcome_text(self.outcome, value, language)

        comma = language.pick(("，", ", "))
        known = [counted(language.of(label), rows) for label, rows in self.labels.items()]
        if not known:
            known = [counted(language.pick(_KNOWN), self.known)]
            amounts = zip(_AMOUNTS, (self.total, self.least, self.most), strict=True)
            known += [amount(pair, value) for pair, value in amounts if value is not None]
        parts = [comma.join(known)]
        if self.unknown:
            open_rows = [counted(language.pick(_OPEN), self.unknown)]
            if self.together not in (None, Possible()):
                open_rows.append(amount(_TOGETHER, self.together))
            parts.append(comma.join(open_rows))
        return language.pick(("；", "; ")).join(parts)

    def document(self, subject: type[Any], language: Language) -> OutcomeTallyDict:
        """Return it as plain data (汇总数据)."""
        outcome = self.outcome
        tally: OutcomeTallyDict = {
            "id": outcome.id,
            "clause": outcome.clause.locator,
            "name": language.of(outcome),
            "text": self.text(subject, language),
            "known": self.known,
            "unknown": self.unknown,
        }
        if outcome.labels:
            tally["labels"] = {label.name: rows for label, rows in self.labels.items()}
        else:
            tally["total"], tally["least"], tally["most"] = map(plain, (self.total, self.least, self.most))
            tally["together"] = value_document(self.together)
        return tally


def outcome_tallies(judged: Any, ruleset: Ruleset, case: Case[Any]) -> tuple[OutcomeTally, ...]:
    """Count the rows of a judged table by what each outcome comes to (计算项计数); none where it is not in force."""
    outcomes = [outcome for _, outcome, _ in ruleset.computed() if outcome.in_force(case.law, case.on)]
    names = [name for outcome in outcomes for name in _columns_of(outcome)]
    if not names:
        return ()
    frame, inside, _ = opened(judged, names)
    inner = dict(zip(names, inside, strict=True))
    tally = partial(_tally, frame, inner)
    return tuple(map(tally, outcomes))


def _columns_of(outcome: OutcomeRule) -> list[str]:
    return [outcome.id] if outcome.labels else [outcome.id, outcome.id + LEAST, outcome.id + MOST]


def _tally(frame: Frame, inner: Mapping[str, str], outcome: OutcomeRule) -> OutcomeTally:
    value, *bounds = (nw.col(inner[name]) for name in _columns_of(outcome))
    asked = [_rows_where(~value.is_null()), _rows_where(value.is_null())]
    if outcome.labels:
        asked += [_rows_where(value == label.name) for label in outcome.labels]
    else:
        asked += [value.sum(), value.min(), value.max()]
        asked += [expr for bound in bounds for expr in (bound.sum(), _rows_where(bound.is_null()))]
    exprs = [expr.alias(f"_sgz_n{index}") for index, expr in enumerate(asked)]
    summed = frame.select(*exprs) if isinstance(frame, nw.DataFrame) else frame.select(*exprs).collect("pyarrow")
    known, unknown, *rest = map(_number, summed.row(0))
    if outcome.labels:
        return OutcomeTally(outcome, known, unknown, dict(zip(outcome.labels, rest, strict=True)))
    *amounts, low, no_low, high, no_high = rest
    total, least, most = (outcome.between(amount, amount) if known else None for amount in amounts)
    together = outcome.between(None if no_low else low, None if no_high else high)
    return OutcomeTally(outcome, known, unknown, {}, total, least, most, together)


def _rows_where(where: nw.Expr) -> nw.Expr:
    return nw.when(where).then(nw.lit(1)).otherwise(nw.lit(0)).sum()


def _number(value: Any) -> Any:
    """Return a number of an engine as values have it (数): Polars keeps zeros at its end, and some add up to floats."""
    if value is None:  # no row, no sum
        return 0
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return int(number) if number == int(number) else EXACT.normalize(number)
