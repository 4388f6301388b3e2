"""Progress of a table (全表进展): what became of each requirement of each row between two days, counted by group.

Both tables are results of `findings` with `record=True`. Their rows are joined by the columns that identify the
subject, and by the requirement. Two statuses are compared only if the digest of the rule is the same in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import attrs
import narwhals as nw

from sgzlib.assessment.decisions import OPEN
from sgzlib.assessment.progress import ProgressKind, is_left_out, kind_of
from sgzlib.bridges.frames.tables import is_dask, taking_streams
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.judging import Status
from sgzlib.law.laws import History, Law
from sgzlib.law.requirement import Ruleset, case_of
from sgzlib.prose.documents import Documented
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.tables import Backend, Row, Tabled, checked_backend
from sgzlib.prose.typed import Day, TypedDict
from sgzlib.prose.views import Viewed

if TYPE_CHECKING:
    from sgzlib.prose.html import Element

_RECORD = ("requirement", "status", "on", "rule")
_LATER, _KIND, _ROWS = "_after", "kind", "_sgz_n"
_COUNTED: dict[str, tuple[Pair, type]] = {
    "group": (("分组", "Group"), str),
    "subjects_before": (("上期对象数", "Rows before"), int),
    "subjects_after": (("本期对象数", "Rows now"), int),
    "open_before": (("上期未办结", "Open before"), int),
    "resolved": (("已解决", "Resolved"), int),
    "lapsed": (("不再要求", "No longer required"), int),
    "still_open": (("仍存在", "Still open"), int),
    "new": (("新增", "New"), int),
    "not_comparable": (("不可比", "Not comparable"), int),
    "open_after": (("本期未办结", "Open now"), int),
}
_ALL: Pair = ("合计", "All")
_NAMELESS: Pair = ("未填写", "not given")


class TableProgressDict(TypedDict):
    """What became of the findings of a table between two days (全表进展): the counts of all rows, and of each group."""

    format: Literal["sgzlib.table-progress/1"]
    sgzlib: str
    ruleset: str
    before_on: Day
    on: Day
    text: str
    counts: dict[str, int]
    groups: list[dict[str, Any]]


@attrs.frozen
class ProgressTally:
    """The number of rows of a group that went from one status of a requirement to another (单项进展计数)."""

    group: Any
    requirement: str
    kind: ProgressKind | None
    before: Status | None
    after: Status | None
    rows: int


@attrs.frozen(eq=False, repr=False)
class TableProgress(Documented[TableProgressDict], Tabled, Viewed):
    """How the findings of a table changed between two days (全表进展).

    `tallies` count the rows by group, requirement and statuses. Requirements that only restate others and requirements
    that say MAY are left out. `subjects` are the numbers of rows of each group on both days. `counts` and `groups` are
    totals.
    """

    ruleset: Ruleset
    law: Law
    before_on: date
    on: date
    group: str | None
    tallies: tuple[ProgressTally, ...]
    subjects: dict[Any, tuple[int, int]]
    _items: Any

    document_type = TableProgressDict

    def __repr__(self) -> str:
        kinds = ", ".join(f"{self.counts[kind.name.lower()]} {kind.en}" for kind in ProgressKind)
        return f"<TableProgress {self.ruleset.name} {self.before_on} to {self.on}: {kinds}>"

    @property
    def counts(self) -> dict[str, int]:
        """The counts of all rows (全表计数): rows and open findings on both days, and findings of each change."""
        return self._counted(*self.subjects)

    @property
    def groups(self) -> dict[Any, dict[str, int]]:
        """The same counts for each group (分组计数), in the order of their names; empty without groups."""
        return {} if self.group is None else {group: self._counted(group) for group in self.subjects}

    def _counted(self, *groups: Any) -> dict[str, int]:
        tallies = [tally for tally in self.tallies if tally.group in groups]
        before, after = (sum(self.subjects[group][day] for group in groups) for day in (0, 1))
        kinds = {kind.name.lower(): sum(tally.rows for tally in tallies if tally.kind is kind) for kind in ProgressKind}
        return {
            "subjects_before": before,
            "subjects_after": after,
            "open_before": sum(tally.rows for tally in tallies if tally.before in OPEN),
            **{name: kinds[name] for name in ("resolved", "lapsed", "still_open", "new", "not_comparable")},
            "open_after": sum(tally.rows for tally in tallies if tally.after in OPEN),
        }

    def items(self, backend: Backend = "polars") -> Any:
        """Return the findings that were or are open (逐项进展): subject, `requirement`, both statuses, `kind`.

        A status is null if the row or the requirement exists on one day only.
        """
        return nw.from_arrow(self._items, backend=checked_backend("items(backend)", backend)).to_native()

    def columns(self) -> Mapping[str, type]:
        """Return the columns of the table (列): one row for each group and one for all."""
        return {name: type_ for name, (_, type_) in _COUNTED.items()}

    def rows(self, language: Language) -> Iterator[Row]:
        """Yield a row for each group, then one for all rows (行)."""
        for name, counts in self._named(language):
            yield {"group": name, **counts}

    def _named(self, language: Language) -> Iterator[tuple[str, dict[str, int]]]:
        for group, counts in self.groups.items():
            yield language.pick(_NAMELESS) if group is None else str(group), counts
        yield language.pick(_ALL), self.counts

    def extra_fields(self, language: Language) -> dict[str, Any]:
        """Return the counts in words and by group (自述部分)."""
        groups = [{"name": None if name is None else str(name), **counts} for name, counts in self.groups.items()]
        return {"text": self._title(language), "groups": groups}

    def _title(self, language: Language) -> str:
        first, last = language.value(self.before_on), language.value(self.on)
        days = language.pick((f"{first}至{last}", f"{first} to {last}"))
        return " · ".join((language.pick(("整改进展", "Progress")), language.of(self.ruleset), days))

    def view(self, language: Language) -> Iterator[Element]:
        """Yield the parts of the view (视图): a row for each group, a total, and what was open most often."""
        from sgzlib.prose.html import element, table

        heads = [language.pick(title) for title, _ in _COUNTED.values()]
        *rows, total = [[name, *map(str, counts.values())] for name, counts in self._named(language)]
        yield element("h3", self._title(language))
        yield table(heads, rows, total)
        yield table(
            [language.pick(("要求", "Requirement")), *(language.of(kind) for kind in ProgressKind)],
            [[self._asked(id_, language), *map(str, counts.values())] for id_, counts in self._by_rule().items()],
        )

    def _by_rule(self) -> dict[str, dict[ProgressKind, int]]:
        counted: dict[str, dict[ProgressKind, int]] = {}
        for tally in self.tallies:
            if tally.kind is not None:
                counts = counted.setdefault(tally.requirement, dict.fromkeys(ProgressKind, 0))
                counts[tally.kind] += tally.rows
        return counted

    def _asked(self, id_: str, language: Language) -> str:
        rules = {rule.id: rule for _, rule, _ in self.ruleset.every()}
        if id_ not in rules:
            return id_
        return f"{language.clause(rules[id_].clause.locator)} {language.asked(rules[id_], self.law)}"


@taking_streams
def compare_assessments(
    before: Any,
    after: Any,
    ruleset: Ruleset,
    *,
    by: str | Sequence[str],
    group: str | None = None,
    policy: Law | History | None = None,
) -> TableProgress:
    """Compare two tables returned by `findings` with `record=True` for two days (全表进展), as for one subject.

    `by` names the columns that identify the subject, as for `findings`; `group` is one of them, for separate counts,
    such as the district. A row or requirement that exists on one day only is not comparable. Neither is a requirement
    whose rule, or the library's version, differs between the days. Raises `InvalidValue` for a table without these
    columns, with two rows for one requirement of one subject, or of several days, for an unknown status, and if the
    later table is of an earlier day.

    >>> from datetime import date
    >>> import polars as pl
    >>> import sgzlib as sgz
    >>> facts = {name: [True, True] for name in sgz.frames.columns_of(sgz.Premises)}
    >>> stations = pl.DataFrame({"area": ["河西", "河西"], "station": ["泰达", "新港"], **facts})
    >>> how = {"by": ("area", "station"), "record": True}
    >>> march = stations.with_columns(printer=pl.Series([False, False]))
    >>> june = stations.with_columns(printer=pl.Series([True, False]))
    >>> progress = sgz.frames.compare_assessments(
    ...     sgz.frames.findings(march, sgz.PREMISES, on=date(2022, 3, 1), **how),
    ...     sgz.frames.findings(june, sgz.PREMISES, on=date(2022, 6, 1), **how),
    ...     sgz.PREMISES, by=("area", "station"), group="area")
    >>> progress
    <TableProgress premises 2022-03-01 to 2022-06-01: 0 new, 1 still open, 1 resolved, 0 no longer required, \
0 not comparable>
    >>> progress.to_frame().select("group", "open_before", "resolved", "open_after").rows()
    [('河西', 2, 1, 1), ('合计', 2, 1, 1)]
    >>> sgz.frames.compare_assessments(march, june, sgz.PREMISES, by="station")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: before: 'requirement' 不可用，应为findings(…, record=True) 给出的列 ...
    """
    whose = (by,) if isinstance(by, str) else tuple(by)
    if group is not None and group not in whose:
        raise InvalidValue("group", group, f"by 所列的列：{'、'.join(whose)}", f"one of `by`: {', '.join(whose)}")
    tables = [_read(field, table, whose) for field, table in (("before", before), ("after", after))]
    (earlier, before_on), (later, on) = tables
    if before_on > on:
        raise InvalidValue("before", before_on, f"不晚于 {on} 的表", f"a table of {on} or before")
    case = case_of(require("ruleset", ruleset, Ruleset), on, policy)
    left_out = [rule.id for _, rule, _ in ruleset.every() if is_left_out(rule, case.law)]
    joined = _joined(earlier, later, [*whose, "requirement"])
    joined = joined.filter(~nw.col("requirement").is_in(left_out)) if left_out else joined
    tallies, kinds = _tallied(joined, group)
    named = joined.with_columns(_paired().replace_strict(list(kinds), list(kinds.values()), return_dtype=nw.String))
    items = named.filter(~nw.col(_KIND).is_null()).rename({"status": "before", f"status{_LATER}": "after"})
    return TableProgress(
        ruleset,
        case.law,
        before_on,
        on,
        group,
        tallies,
        _subjects(earlier, later, whose, group),
        items.select(*whose, "requirement", "before", "after", _KIND).to_native(),
    )


def _read(field: str, native: Any, whose: tuple[str, ...]) -> tuple[nw.DataFrame[Any], date]:
    """Return a table of findings in memory, and its day (读入结果表)."""
    columns = [*whose, *_RECORD]
    try:
        frame = nw.from_native(native.compute() if is_dask(native) else native)
    except TypeError:
        zh, en = "findings 给出的表", "a table returned by `findings`"
        raise InvalidType(field, native, zh, en) from None
    there = frame.collect_schema().names()
    for name in columns:
        if name not in there:
            zh, en = "findings(…, record=True) 给出的列", "a column of findings(…, record=True)"
            raise InvalidValue(field, name, zh, en)
    table = frame.select(*columns).lazy().collect("pyarrow")
    # Arrow joins no two kinds of text.
    texts = [name for name, dtype in table.schema.items() if dtype in {nw.String, nw.Categorical}]
    table = table.with_columns(nw.col(*texts).cast(nw.String)) if texts else table
    days = sorted(set(map(str, table["on"].to_list())))
    if len(days) != 1:
        raise InvalidValue(f"{field}.on", days, "同一天的单项结果", "findings of one day")
    if unknown := sorted(set(table["status"].to_list()) - {status.name for status in Status}, key=str):
        names = [status.name for status in Status]
        raise InvalidValue(f"{field}.status", unknown[0], "、".join(names), "one of " + ", ".join(names))
    if len(table.unique([*whose, "requirement"])) != len(table):
        zh, en = "每个对象每项要求一行", "one row for each requirement of each subject"
        raise InvalidValue(f"{field}.{'、'.join(whose)}", len(table), zh, en)
    return table, date.fromisoformat(days[0])


def _joined(earlier: nw.DataFrame[Any], later: nw.DataFrame[Any], keys: list[str]) -> nw.DataFrame[Any]:
    """Return both tables side by side (并列两表): null where a row is in one of them only."""
    differing = [key for key in keys if earlier.schema[key] != later.schema[key]]
    if differing:  # a number that was kept as text is the same name
        earlier, later = (table.with_columns(nw.col(*differing).cast(nw.String)) for table in (earlier, later))
    # Engines join no nulls: each key is joined by a text that has none.
    texts = {key: nw.concat_str(nw.lit("="), nw.col(key).cast(nw.String)).fill_null("") for key in keys}
    marked = [table.with_columns(**{f"_sgz_{key}": text for key, text in texts.items()}) for table in (earlier, later)]
    joined = marked[0].join(marked[1], on=[f"_sgz_{key}" for key in keys], how="full", suffix=_LATER)
    return joined.with_columns(*(nw.coalesce(nw.col(key), nw.col(f"{key}{_LATER}")).alias(key) for key in keys))


def _paired() -> nw.Expr:
    """Return both statuses and whether the rule is the same, as one text to look up (查找文本)."""
    same = nw.when(nw.col("rule") == nw.col(f"rule{_LATER}")).then(nw.lit("=")).otherwise(nw.lit("≠"))
    statuses = (nw.col(name).fill_null("") for name in ("status", f"status{_LATER}"))
    return nw.concat_str(*statuses, same, separator=" ").alias(_KIND)


def _tallied(joined: nw.DataFrame[Any], group: str | None) -> tuple[tuple[ProgressTally, ...], dict[str, str | None]]:
    """Count the rows by group, requirement and statuses (计数), and return the kind of each pair of statuses."""
    keys = [*([] if group is None else [group]), "requirement", _KIND]
    counted = joined.with_columns(_paired()).group_by(*keys).agg(nw.len().alias(_ROWS))
    tallies, kinds = [], dict[str, str | None]()
    for *names, pair, rows in counted.select(*keys, _ROWS).rows():
        before, after = (Status[part] if part else None for part in pair.split(" ")[:2])
        kind = kind_of(before, after, comparable=pair.endswith("="))
        kinds[pair] = None if kind is None else kind.name
        tallies.append(ProgressTally(names[0] if group is not None else None, names[-1], kind, before, after, rows))
    return tuple(sorted(tallies, key=_order)), kinds


def _order(tally: ProgressTally) -> tuple[Any, ...]:
    statuses = ("" if status is None else status.name for status in (tally.before, tally.after))
    return tally.group is None, str(tally.group), tally.requirement, *statuses, tally.rows


def _subjects(
    earlier: nw.DataFrame[Any], later: nw.DataFrame[Any], whose: tuple[str, ...], group: str | None
) -> dict[Any, tuple[int, int]]:
    """Return how many subjects each group has on both days (各组对象数)."""
    place = None if group is None else whose.index(group)
    counted = [
        Counter(None if place is None else row[place] for row in table.select(*whose).unique().rows())
        for table in (earlier, later)
    ]
    names = sorted({*counted[0], *counted[1]}, key=lambda name: (name is None, str(name)))
    return {name: (counted[0][name], counted[1][name]) for name in names}
