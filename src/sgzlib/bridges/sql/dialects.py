"""Dialects (方言): the SQL of each database for what standard SQL does not define.

A dialect has a template for each such expression: moved days, compared texts, and cells read as facts. A dialect is
listed only if its queries were run and gave the same answers as the library gives for the same subjects.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias, cast

import attrs
import sqlglot
from sqlglot import exp

from sgzlib.bridges.columns import code_of
from sgzlib.bridges.spellings import BETWEEN
from sgzlib.law.facts import Fact
from sgzlib.law.formula import Unit
from sgzlib.law.kinds import Form
from sgzlib.law.labels import spellings
from sgzlib.law.periods import TO_MONDAY, latest_start

Sql: TypeAlias = exp.Expr
_MONTHS_OF_A_YEAR = 12


class Unsayable(Exception):
    """What a dialect cannot say (无法表达), in Chinese and English; `query` says which requirement asks it."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en


@attrs.frozen(eq=False)
class Dialect:
    """How a database says what standard SQL leaves open (方言): templates, by what they say.

    `days` and `months` move a day on, `days_left` and `months_left` say how far it can go, `year_end` is the last day
    of a year, `month_start` the first day of a day's month, `in_week` the number of a day in the week, 1 for Monday;
    `text` is how a text is read, to be compared by its
    characters. Where cells have types of their own, `numbers` says that one has to be a number to count as one.
    `materialized` asks for each stage to be kept.
    """

    written: str
    days: str
    months: str
    days_left: str
    months_left: str
    year_end: str
    month_start: str
    in_week: str
    ending: str = "RIGHT({text}, {length})"
    text: str = "{text}"
    rewriting: str | None = None
    amount: str = "{amount}"
    booleans: bool = True
    dates: bool = True
    numbers: bool = False
    materialized: bool | None = None

    def say(self, template: str, **parts: Sql | int) -> Sql:
        """Return a template with its parts filled in (按模板写出)."""
        texts = {name: str(part) if isinstance(part, int) else self._text(part) for name, part in parts.items()}
        return sqlglot.parse_one(template.format(**texts), read=self.written)

    def _text(self, part: Sql) -> str:
        text = part.sql(dialect=self.written)
        return f"({text})" if isinstance(part, exp.Binary) else text

    def day(self, on: date) -> Sql:
        """Return a day (日期常量)."""
        text = exp.Literal.string(on.isoformat())
        return exp.cast(text, "date") if self.dates else text

    def unknown(self, form: Form) -> Sql:
        """Return an unknown value of some type (未知值)."""
        if form is Form.TRUTH and not self.booleans:
            return exp.null()
        types = {Form.TRUTH: "boolean", Form.DAY: "date" if self.dates else "text"}
        return exp.cast(exp.null(), types.get(form, "int"))

    def moved(self, day: Sql, by: Sql | int, unit: Unit) -> Sql:
        """Return a column of shifted days (推移后的日期). A day beyond the calendar becomes its last day."""
        if unit == "calendar months":
            after = self.moved(self.say(self.month_start, day=day), by, "months")
            # The next month begins on the calendar's last day only if its true start lies beyond the calendar.
            ends = exp.In(this=after.copy(), expressions=[self.day(date.min), self.day(date.max)])
            return exp.Case().when(ends, after.copy()).else_(self.say(self.days, day=after.copy(), by=-1))
        if unit == "years":
            by = by * _MONTHS_OF_A_YEAR if isinstance(by, int) else _product(by, _MONTHS_OF_A_YEAR)
        base_unit = "days" if unit == "days" else "months"
        shifted = self.say(self.days if base_unit == "days" else self.months, day=day, by=by)
        if isinstance(by, int):
            beyond = (
                self._compared(exp.LT, day, latest_start(date.min, by, base_unit))
                if by < 0
                else self._compared(exp.GT, day, latest_start(date.max, by, base_unit))
            )
            return exp.Case().when(beyond, self.day(date.min if by < 0 else date.max)).else_(shifted)
        left = self.say(self.days_left if base_unit == "days" else self.months_left, day=day, last=self.day(date.max))
        within, beyond = (sign(this=by.copy(), expression=left.copy()) for sign in (exp.LTE, exp.GT))
        # Without a day nothing is computed: some databases reject days beyond their own calendar.
        return exp.Case().when(within, shifted).when(beyond, self.day(date.max))

    def to_monday(self, day: Sql) -> Sql:
        """Return a column of days in which a weekend day becomes the next Monday (顺延至周一)."""
        made = exp.Case(this=self.say(self.in_week, day=day))
        for weekday, by in TO_MONDAY.items():
            made = made.when(exp.Literal.number(weekday), self.moved(day.copy(), by, "days"))
        return made.else_(day.copy())

    def _compared(self, sign: type[exp.Binary], day: Sql, on: date) -> Sql:
        return sign(this=day.copy(), expression=self.day(on))

    def read(self, fact: Fact[Any], column: Sql, *, iso: bool) -> Sql:
        """Return a cell as what rules compare (单元格的读法); what is no such value is unknown, where cells can be."""
        kind = fact.kind
        if kind.form is Form.TRUTH and not self.booleans:
            return exp.Case(this=column).when("1", "1").when("0", "0")
        if kind.form is Form.DAY:
            return self._day_read(column, iso=iso)
        if kind.form is Form.LABEL:
            return self._code_of(column, cast("Any", kind.members))
        if kind.form in {Form.TEXT, Form.SEVERAL}:
            text = self.say(self.text, text=column)
            if kind.form is Form.SEVERAL:
                return enclosed(text)
            for pattern, standing in kind.rewritten if self.rewriting else ():
                text = self.rewritten(text, pattern, standing)
            return text
        if kind.form in {Form.WHOLE, Form.DECIMAL} and self.numbers:
            whole = kind.form is Form.WHOLE or kind.money
            types = [exp.Literal.string(name) for name in (("integer",) if whole else ("integer", "real"))]
            return exp.Case().when(exp.In(this=exp.func("TYPEOF", column.copy()), expressions=types), column)
        return column

    def rewritten(self, text: Sql, pattern: str, standing: str) -> Sql:
        """Return a text with something in the place of what a pattern finds (按模式改写)."""
        literals = {"pattern": exp.Literal.string(pattern), "standing": exp.Literal.string(standing)}
        return self.say(cast("str", self.rewriting), text=text, **literals)

    def _day_read(self, column: Sql, *, iso: bool) -> Sql:
        if not self.dates:
            same = exp.EQ(this=exp.func("DATE", column.copy(), dialect=self.written), expression=column.copy())
            return exp.Case().when(same, column)
        return exp.cast(column, "date") if iso else column

    def _code_of(self, column: Sql, options: Any) -> Sql:
        text, codes = self.say(self.text, text=column), exp.Case()
        for option in options:
            spelt = [exp.Literal.string(each) for each in spellings(option)]
            codes = codes.when(exp.In(this=text.copy(), expressions=spelt), exp.Literal.number(code_of(option)))
        return codes


def enclosed(text: Sql) -> Sql:
    """Return several labels with the mark before the first one and after the last one too (首尾加顿号)."""
    mark = exp.Literal.string(BETWEEN)
    return exp.DPipe(this=exp.DPipe(this=mark, expression=text), expression=mark.copy(), safe=True)


def _product(amount: Sql, by: int) -> Sql:
    return exp.Mul(this=exp.paren(amount), expression=exp.Literal.number(by))


DIALECTS = {
    "sqlite": Dialect(
        written="sqlite",
        days="DATE({day}, {by} || ' days')",
        # The day of the month as far as the target month has it: SQLite itself runs over into the month after.
        months="MIN(DATE({day}, 'start of month', {by} || ' months', (STRFTIME('%d', {day}) - 1) || ' days'), "
        "COALESCE(DATE({day}, 'start of month', ({by} + 1) || ' months', '-1 days'), '9999-12-31'))",
        days_left="JULIANDAY({last}) - JULIANDAY({day})",
        months_left="(9999 - STRFTIME('%Y', {day})) * 12 + 12 - STRFTIME('%m', {day})",
        year_end="SUBSTR('000' || {year}, -4) || '-12-31'",
        month_start="DATE({day}, 'start of month')",
        in_week="(STRFTIME('%w', {day}) + 6) % 7 + 1",
        ending="SUBSTR({text}, -{length})",
        # A quantity with decimals is a float: the nearest whole fen is what it comes to.
        amount="ROUND({amount}, {places})",
        booleans=False,
        dates=False,
        numbers=True,
        # Else it puts the text of a stage wherever the next one names a column, and reckons it each time.
        materialized=True,
    ),
    "duckdb": Dialect(
        written="duckdb",
        days="{day} + CAST({by} AS INT)",
        months="CAST({day} + INTERVAL ({by}) MONTH AS DATE)",
        days_left="{last} - {day}",
        months_left="(9999 - YEAR({day})) * 12 + 12 - MONTH({day})",
        year_end="MAKE_DATE({year}, 12, 31)",
        month_start="CAST(DATE_TRUNC('month', {day}) AS DATE)",
        in_week="ISODOW({day})",
        rewriting="REGEXP_REPLACE({text}, {pattern}, {standing}, 'g')",
    ),
    "postgres": Dialect(
        written="postgres",
        days="{day} + CAST({by} AS INT)",
        months="CAST({day} + {by} * INTERVAL '1 MONTH' AS DATE)",
        days_left="{last} - {day}",
        months_left="(9999 - EXTRACT(YEAR FROM {day})) * 12 + 12 - EXTRACT(MONTH FROM {day})",
        year_end="MAKE_DATE(CAST({year} AS INT), 12, 31)",
        month_start="CAST(DATE_TRUNC('month', {day}) AS DATE)",
        in_week="CAST(EXTRACT(ISODOW FROM {day}) AS INT)",
        rewriting="REGEXP_REPLACE({text}, {pattern}, {standing}, 'g')",
    ),
    "mariadb": Dialect(
        written="mysql",
        days="DATE_ADD({day}, INTERVAL {by} DAY)",
        months="DATE_ADD({day}, INTERVAL {by} MONTH)",
        days_left="DATEDIFF({last}, {day})",
        months_left="(9999 - YEAR({day})) * 12 + 12 - MONTH({day})",
        year_end="CAST(CONCAT(LPAD({year}, 4, '0'), '-12-31') AS DATE)",
        month_start="DATE_SUB({day}, INTERVAL (DAY({day}) - 1) DAY)",
        in_week="WEEKDAY({day}) + 1",
        # A collation of the database may take letters of other case, or trailing spaces, for the same.
        text="CAST({text} AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_nopad_bin",
        rewriting="REGEXP_REPLACE({text}, {pattern}, {standing})",
        booleans=False,
    ),
}
"""The dialects of SQL (SQL 方言), by the names that `query` takes."""
