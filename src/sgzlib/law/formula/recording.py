"""Recording (录制): run a rule once on a subject that writes down every operation on its facts.

    subject     each fact is read as a `Recorded` value, and an operation on it returns a new `Recorded` value
    law         a number is recorded by its name
    reading     a real option, so that a rule may use `if`; the rule is run again for each option, and the formula gets
                a branch for each
    group       the condition on its members is recorded once, on a recorded member

A recorded truth is refused in `if`, `and`, `or` and `not`, and an operation is refused where the sorts of its operands
do not fit (`typing`). `is` and assignments cannot be seen. Therefore a fact that a rule reads must also be used by an
operation, under some options; a fact that is never used is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import product
from os.path import basename
from types import CodeType, FunctionType, MethodType, TracebackType
from typing import Any, NoReturn, TypeAlias, cast

import attrs

from sgzlib.law.deadlines import Deadline
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import derived_of, facts_of, is_subject
from sgzlib.law.fixed_numbers import Fixed
from sgzlib.law.formula.nodes import (
    Alike,
    AskedDay,
    ByReading,
    Comparison,
    ConsistsOf,
    Constant,
    Count,
    CountBy,
    Difference,
    Distinct,
    Earlier,
    EndsWith,
    Extreme,
    FirstKnown,
    Given,
    Group,
    Includes,
    Later,
    Node,
    Operator,
    Parameter,
    Product,
    Shift,
    Size,
    Sum,
    Total,
    Unit,
    What,
    Where,
    Workday,
    WorkdaysAfter,
    conjunction,
    disjunction,
    negation,
    nodes_in,
    same_label,
    walk,
)
from sgzlib.law.formula.typing import (
    AMOUNTS,
    BRACKETS,
    NO_AMOUNT,
    NO_ATTRIBUTE,
    NO_COMPARISON,
    NO_DEBT,
    NO_DISTINCT,
    NO_GREATEST,
    NO_GROUP,
    NO_KEY,
    NO_LABEL,
    NO_MEMBERS,
    NO_NUMBER,
    NO_NUMBER_OF_ITS_OWN,
    NO_ORDER,
    NO_PART,
    NO_PRODUCT,
    NO_QUESTION,
    NO_SEVERAL,
    NO_SHIFT,
    NO_SQUARE,
    NO_SUM_OF_DAYS,
    NO_TEXT,
    NO_TOTAL,
    NO_TRUTH,
    NO_VALUE,
    NO_WHOLE,
    NO_WORKDAYS,
    NOT_ASKED,
    NOT_KNOWN,
    NOT_RETURNED,
    NOT_USED,
    UNCOMPARED,
    Is,
    Said,
    Sort,
    called,
    of_kind,
    of_value,
    ordered,
    refuse,
    refuse_name,
    refuse_sort,
    same,
)
from sgzlib.law.kinds import COUNT, Form
from sgzlib.law.laws import Law
from sgzlib.law.periods import RestDays
from sgzlib.law.truth import UNKNOWN

SourcePlace: TypeAlias = "tuple[int, int, str]"
"""Where a rule reads a fact (读取处): the code and the instruction in it, and the fact's path."""


class RuleRun:
    """What is noted while a rule is run (录制过程), under all options: which facts it read where, and what it used.

    A `strict` one is of an author's rule: a number or a day that no law sets is refused, and so is a fact that is read
    where no operation uses it.
    """

    def __init__(self, law: type[Law], *, strict: bool) -> None:
        self.law = law
        self.strict = strict
        self.reads: dict[SourcePlace, tuple[CodeType, int]] = {}
        self.used: set[SourcePlace] = set()
        self.leaves: set[str] = set()  # the facts and numbers that were read, without what is derived from them
        self.consulted: dict[str, bool] = {}  # the readings that were looked at, and whether one made a difference
        self.made: dict[tuple[str, type[Any], str], Callable[[SourcePlace], Any]] = {}

    def read(self, path: str) -> SourcePlace:
        """Note that a fact is read by the code that asked the subject for it."""
        frame: Any = sys._getframe(2)  # noqa: SLF001 - there is no other way to a caller's place
        place = id(frame.f_code), frame.f_lasti, path
        if place not in self.reads:
            while _of_the_kernel(frame.f_globals):
                frame = frame.f_back
            self.reads[place] = frame.f_code, frame.f_lineno
        return place

    def refuse_unused(self, formula: Node) -> None:
        """Refuse what was read in vain: a fact that is not in the formula, a reading that makes no difference."""
        names = {called(part) for part in nodes_in(formula) if isinstance(part, Given | Group | Parameter)}
        for place, (code, line) in self.reads.items():
            if place not in self.used or place[2] in self.leaves - names:
                said = NOT_RETURNED if place in self.used else NOT_USED
                raise InvalidType(f"requirement{_line(code, line)}", place[2], *said)
        for reading in (reading for reading, differs in self.consulted.items() if not differs):
            options = list(map(str, self.law.readings[reading].options))
            zh = f"随理解而不同的规则（is 之后是 {'、'.join(options)} 之一）"
            refuse(f"case.law.{reading}", zh, f"a rule that differs by the reading: is {' or '.join(options)}")


def line_in(trace: TracebackType | None) -> str:
    """Return the file and line of the author's code in which an error was raised (出错的源码行)."""
    line = ""
    while trace is not None:
        if not _of_the_kernel(trace.tb_frame.f_globals):
            line = _line(trace.tb_frame.f_code, trace.tb_lineno)
        trace = trace.tb_next
    return line


def line_at(function: Any) -> str:
    """Return the file and line where a function begins (函数所在行)."""
    own = isinstance(function, FunctionType) and not _of_the_kernel(function.__globals__)
    return _line(function.__code__, function.__code__.co_firstlineno) if own else ""


def _line(code: CodeType, line: int) -> str:
    return f" ({basename(code.co_filename)}:{line})"  # noqa: PTH119 - pathlib takes long to load


def _of_the_kernel(module: dict[str, Any]) -> bool:
    return str(module.get("__name__")).startswith("sgzlib.law.")


class Recorded:
    """A value that writes down what is done with it (录制值): `node` is the formula so far, `sort` what it is."""

    __slots__ = ("_read", "node", "run", "sort")

    def __init__(self, node: Node, sort: Is, run: RuleRun, read: SourcePlace | None = None) -> None:
        self.node = node
        self.sort = sort
        self.run = run
        self._read = read

    def used(self) -> Node:
        """Return the node for an operation that uses it."""
        if self._read is not None:
            self.run.used.add(self._read)
        return self.node

    def _made(self, node: Node, sort: Is = Sort.TRUTH) -> Recorded:
        return Recorded(node, sort, self.run)

    def _as(self, wanted: Is, hint: Said = ("", "")) -> Node:
        """Return the node where this is of a sort; refuse it where it is not."""
        if same(self.sort, wanted) is None:
            refuse_sort(self.node, self.sort, wanted, hint)
        return self.used()

    def _beside(self, value: Any, wanted: Is, hint: Said = ("", "")) -> Node:
        """Return the node of a value of the `wanted` sort; refuse a value of any other sort."""
        node, sort = operand(value, self.run)
        if same(sort, wanted) is None:
            refuse_sort(node, sort, wanted, hint)
        return node

    def _truths(self, right: Any) -> tuple[Node, Node]:
        return self._as(Sort.TRUTH, BRACKETS), self._beside(right, Sort.TRUTH, BRACKETS)

    def __and__(self, other: Any) -> Recorded:
        return self._made(conjunction(*self._truths(other)))

    def __rand__(self, other: Any) -> Recorded:
        return self._made(conjunction(*reversed(self._truths(other))))

    def __or__(self, other: Any) -> Recorded:
        return self._made(disjunction(*self._truths(other)))

    def __ror__(self, other: Any) -> Recorded:
        return self._made(disjunction(*reversed(self._truths(other))))

    def __invert__(self) -> Recorded:
        return self._made(negation(self._as(Sort.TRUTH)))

    def _compared(self, sign: Operator, right: Any) -> Recorded:
        if isinstance(right, Deadline):
            return NotImplemented
        # What is asked of a whole that is not there is UNKNOWN, too: only the name is refused.
        if right is UNKNOWN and "UNKNOWN" in sys._getframe(2).f_code.co_names:  # noqa: SLF001 - as in `read`
            refuse(self.node, *NOT_KNOWN)
        node, sort = operand(right, self.run)
        common = same(self.sort, sort)
        if common is None:
            refuse_sort(node, sort, self.sort)
        if common in UNCOMPARED or isinstance(common, tuple):
            refuse(self.node, *(NO_COMPARISON if common is Sort.TRUTH else NO_LABEL))
        if sign not in "=≠" and not ordered(common):
            refuse(self.node, *NO_ORDER)
        own = self.used()
        if isinstance(common, type) and sign in "=≠" and (isinstance(own, Where) or isinstance(node, Where)):
            same_one = same_label(own, node)
            return self._made(same_one if sign == "=" else negation(same_one))
        return self._made(Comparison(sign, own, node))

    def __ge__(self, other: Any) -> Recorded:
        return self._compared("≥", other)

    def __gt__(self, other: Any) -> Recorded:
        return self._compared(">", other)

    def __le__(self, other: Any) -> Recorded:
        return self._compared("≤", other)

    def __lt__(self, other: Any) -> Recorded:
        return self._compared("<", other)

    def __eq__(self, other: object) -> Any:
        return self._compared("=", other)

    def __ne__(self, other: object) -> Any:
        return self._compared("≠", other)

    def __hash__(self) -> int:
        return refuse(self.node, *NO_KEY)

    def _added(self, right: Any) -> tuple[Node, Node, Is]:
        if self.sort is Sort.DAY:
            refuse(self.node, *NO_SUM_OF_DAYS)
        if self.sort is Sort.TEXT:
            refuse(self.node, *NO_TEXT)
        node, sort = operand(right, self.run)
        common = same(self.sort, sort)
        if common not in AMOUNTS:
            wrong = (self.node, self.sort) if same(sort, Sort.NUMBER) else (node, sort)
            refuse_sort(*wrong, self.sort if self.sort in AMOUNTS else Sort.NUMBER)
        return self.used(), node, common

    def __add__(self, other: Any) -> Recorded:
        if isinstance(other, timedelta):
            return self.shifted(other.days, "days")
        left, right, sort = self._added(other)
        return self._made(Sum(left, right), sort)

    def __radd__(self, other: Any) -> Recorded:
        left, right, sort = self._added(other)
        return self._made(Sum(right, left), sort)

    def __sub__(self, other: Any) -> Recorded:
        if isinstance(other, timedelta):
            return self.shifted(-other.days, "days")
        left, right, sort = self._added(other)
        return self._made(Difference(left, right), sort)

    def __rsub__(self, other: Any) -> Recorded:
        left, right, sort = self._added(other)
        return self._made(Difference(right, left), sort)

    def _times(self, right: Any) -> tuple[Node, Node, Is]:
        node, sort = operand(right, self.run)
        for factor, its in ((self.node, self.sort), (node, sort)):
            if its not in AMOUNTS:
                refuse_sort(factor, its, Sort.NUMBER)
        if self.sort is sort is Sort.MONEY:
            refuse(self.node, *NO_SQUARE)
        for factor, by in ((self.node, node), (node, self.node)):
            if not isinstance(by, Parameter | Constant) and may_be_below_zero(factor, self.run):
                refuse(factor, *NO_PRODUCT)
        return self.used(), node, Sort.MONEY if Sort.MONEY in {self.sort, sort} else Sort.NUMBER

    def __mul__(self, other: Any) -> Recorded:
        left, right, sort = self._times(other)
        return self._made(Product(left, right), sort)

    def __rmul__(self, other: Any) -> Recorded:
        left, right, sort = self._times(other)
        return self._made(Product(right, left), sort)

    def ends_with(self, ending: str) -> Recorded:
        """Ask how a text ends."""
        return self._made(EndsWith(self._as(Sort.TEXT), ending))

    def alike(self, right: Any, without: str, other_without: str) -> Recorded:
        """Compare two texts for equality after removing the matches of each one's pattern."""
        return self._made(Alike(self._as(Sort.TEXT), self._beside(right, Sort.TEXT), without, other_without))

    def _labels(self, asked: tuple[Any, ...]) -> Node:
        if not isinstance(self.sort, tuple):
            refuse(self.node, *NO_SEVERAL)
        for label in asked:
            self._beside(label, self.sort[0])
        return self.used()

    def includes(self, *asked: Any) -> Recorded:
        """Ask whether labels are among a fact's."""
        if not asked:
            refuse(self.node, *NOT_ASKED)
        return self._made(Includes(self._labels(asked), asked))

    def consists_of(self, *asked: Any) -> Recorded:
        """Ask whether labels are all of a fact's."""
        return self._made(ConsistsOf(self._labels(asked), asked))

    def shifted(self, by: Any, unit: Unit) -> Recorded:
        """Move a day."""
        number = self._beside(by, Sort.NUMBER)
        if self.run.strict and any(_moves_no_day(part, self.run) for part in walk(number)):
            refuse(number, *NO_SHIFT)
        return self._made(Shift(self._as(Sort.DAY), number, unit), Sort.DAY)

    def to_workday(self, _rest_days: object) -> Recorded:
        """Move a day off the law's rest days."""
        return self._made(Workday(self._as(Sort.DAY)), Sort.DAY)

    def workdays_after(self, by: Any, _rest_days: object) -> Recorded:
        """Move a day by working days."""
        number = self._beside(by, Sort.NUMBER)
        if not _counts(number, self.run):
            refuse(number, *NO_WORKDAYS)
        return self._made(WorkdaysAfter(self._as(Sort.DAY), number), Sort.DAY)

    def where(self, then: Any, otherwise: Any) -> Recorded:
        """Return `then` where this holds, and `otherwise` where it does not."""
        (first, sort), (second, second_sort) = operand(then, self.run), operand(otherwise, self.run)
        common = same(sort, second_sort)
        if common is None:
            refuse_sort(second, second_sort, sort)
        return self._made(Where(self._as(Sort.TRUTH), first, second), common)

    def amount_if(self, amount: Any) -> Recorded:
        """Take an amount where this holds, and nothing where it does not."""
        refuse_debt(operand(amount, self.run)[0], self.run)
        return self.where(amount, 0)

    def days_from(self, start: date, unit: Unit) -> Recorded:
        """Move a day of the law by this number."""
        return self._made(Shift(self._beside(start, Sort.DAY), self._as(Sort.NUMBER), unit), Sort.DAY)

    def first_known(self, fallback: Any) -> Recorded:
        """Return this where it is known, and `fallback` where it is not."""
        return self._made(FirstKnown(self._as(Sort.TRUTH), self._beside(fallback, Sort.TRUTH)))

    def earlier(self, day: Any) -> Recorded:
        """Return the earlier of two days."""
        return self._made(Earlier(self._as(Sort.DAY), self._beside(day, Sort.DAY)), Sort.DAY)

    def later(self, day: Any) -> Recorded:
        """Return the later of two days."""
        return self._made(Later(self._as(Sort.DAY), self._beside(day, Sort.DAY)), Sort.DAY)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        refuse(self.node, *(NO_GROUP if hasattr(_RecordedGroup, name) else NO_ATTRIBUTE))


def operand(value: Any, run: RuleRun) -> tuple[Node, Is]:
    """Return the node of what a rule computes, and what it is (节点与类型)."""
    if isinstance(value, Recorded):
        return value.used(), value.sort
    if isinstance(value, _RecordedGroup):
        refuse(value.node, *NO_VALUE)
    if isinstance(value, Deadline):
        refuse(type(value).__name__, *NO_AMOUNT)
    if not isinstance(value, _CONSTANTS) or isinstance(value, datetime):
        refuse(value, *NO_VALUE)
    if run.strict and _of_nobody(value):
        raise InvalidValue("requirement", value, *NO_NUMBER_OF_ITS_OWN)
    return Constant(int(value) if isinstance(value, Fixed) else value), of_value(value)


_BETWEEN_BOUNDS = (Count, CountBy, Size, Total, Distinct, Where)
"""Numbers that may be known to lie between two: no day is moved by them."""


def _moves_no_day(part: Node, run: RuleRun) -> bool:
    match part:
        case Given(_, fact):
            return fact.kind.form is Form.DECIMAL
        case Parameter(name):
            return run.law.numbers[name].kind.form is Form.DECIMAL
        case _:
            return isinstance(part, _BETWEEN_BOUNDS)


_CONSTANTS = (int, Decimal, date, str, Enum)


def _of_nobody(value: Any) -> bool:
    """Whether it is a number or a day that no law sets, and no kind names."""
    if isinstance(value, date):
        return value not in {date.min, date.max}
    if isinstance(value, bool | Enum | Fixed | str):
        return False
    return value not in {-1, 0, 1, *COUNT.named.values()}


def may_be_below_zero(node: Node, run: RuleRun) -> bool:
    """Whether an amount may be below 0 (是否可能为负): a difference, or a fact or number whose kind allows it."""
    for part in walk(node):
        match part:
            case Difference():
                return True
            case Given(_, fact):
                least = fact.kind.least
            case Parameter(name) if name in run.law.numbers:
                least = run.law.numbers[name].kind.least
            case _:
                continue
        if isinstance(least, int | Decimal) and least < 0:
            return True
    return False


def _counts(number: Node, run: RuleRun) -> bool:
    """Whether a number is a whole one of the law, or a constant, that is never below 0."""
    match number:
        case Parameter(name):
            return run.law.numbers[name].kind.form is Form.WHOLE and not may_be_below_zero(number, run)
        case Constant(int() as value):
            return value >= 0
        case _:
            return False


def refuse_debt(amount: Node, run: RuleRun) -> None:
    """Refuse an amount that may be below 0, where one that is not known is taken for 0 or more (拒绝可能为负的金额)."""
    if may_be_below_zero(amount, run):
        refuse(amount, *NO_DEBT)


class RecordedSubject:
    """A subject whose facts write down what is done with them (录制对象); its public names are those of facts."""

    def __init__(self, cls: type[Any], run: RuleRun, path: str = "", read: SourcePlace | None = None) -> None:
        self._of = cls
        self._run = run
        self._path = path
        self._read = read

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        run, key = self._run, (self._path, self._of, name)
        self._used()
        if key not in run.made:
            run.made[key] = self._taken(name)
        return run.made[key](run.read(self._at(name)))

    def _used(self) -> None:
        if self._read is not None:
            self._run.used.add(self._read)

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _taken(self, name: str) -> Callable[[SourcePlace], Any]:
        """Return what makes the value of a fact for each place where it is read."""
        run, path, declared = self._run, self._at(name), facts_of(self._of).get(name)
        if declared is None:
            node, sort = operand(self._derived(name).fget(self), run)
            return lambda place: Recorded(node, sort, run, place)
        members = cast("Any", declared.kind.members)
        if declared.kind.several or not is_subject(members):
            run.leaves.add(path)
        if not is_subject(members):
            given, kind = Given(path, declared), of_kind(declared.kind)
            return lambda place: Recorded(given, kind, run, place)
        if declared.kind.several:
            group = Group(path, declared)
            return lambda place: _RecordedGroup(group, run, place)
        return lambda place: RecordedSubject(members, run, path, place)

    def _derived(self, name: str) -> Any:
        try:
            return derived_of(self._of, name)
        except AttributeError:
            refuse_name(name, self._of.__name__, [known for known in dir(self._of) if not known.startswith("_")])

    def _recorded(self, formula: Node) -> Recorded:
        self._used()
        return Recorded(relocated(formula, self._path), Sort.TRUTH, self._run)

    @property
    def _node(self) -> str:
        return self._path or self._of.__name__


def as_of(subject: RecordedSubject, formula: Node) -> Recorded:
    """Return a formula about subjects of a class as one about this subject of it (代入)."""
    return subject._recorded(formula)  # noqa: SLF001 - public names are those of facts


class _RecordedGroup:
    def __init__(self, group: Group, run: RuleRun, read: SourcePlace) -> None:
        self.node = group
        self._run = run
        self._read = read
        self._of: Any = group.fact.kind.members
        self._member = RecordedSubject(self._of, run)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):
            raise AttributeError(name)
        refuse(self.node, *NO_MEMBERS)

    def _used(self) -> Group:
        self._run.used.add(self._read)
        return self.node

    def _number(self, node: Node) -> Recorded:
        return Recorded(node, Sort.NUMBER, self._run)

    def size(self) -> Recorded:
        return self._number(Size(self._used()))

    def count(self, what: Any, case: Any) -> Recorded:
        return self._number(Count(self._used(), self._asked(what, case, Sort.TRUTH)[0]))

    def count_by(self, name: str, last: Any) -> Recorded:
        day, sort = operand(last, self._run)
        if same(sort, Sort.DAY) is None:
            refuse_sort(day, sort, Sort.DAY)
        return self._number(CountBy(self._used(), self._called(name, Sort.DAY)[0], day))

    def total(self, what: Any, case: Any = None) -> Recorded:
        asked, sort = self._asked(what, case, Sort.NUMBER, Sort.MONEY)
        refuse_debt(asked.formula, self._run)
        return Recorded(Total(self._used(), asked), sort, self._run)

    def distinct(self, name: str, among: tuple[Enum, ...]) -> Recorded:
        labels = isinstance(among, tuple) and among and all(isinstance(label, Enum) for label in among)
        if not labels or not isinstance(operand(getattr(self._member, name), self._run)[1], type):
            refuse(name, *NO_DISTINCT)
        what, _ = self._called(name, *dict.fromkeys(map(type, among)))
        return self._number(Distinct(self._used(), what, among))

    def latest(self, name: str) -> Recorded:
        what = self._day(name)
        return Recorded(Extreme(self._used(), what, latest=True), Sort.DAY, self._run)

    def earliest(self, name: str) -> Recorded:
        what = self._day(name)
        return Recorded(Extreme(self._used(), what, latest=False), Sort.DAY, self._run)

    def _day(self, name: str) -> What:
        node, sort = operand(getattr(self._member, name), self._run)
        if same(sort, Sort.DAY) is None:
            refuse_sort(node, sort, Sort.DAY, NO_GREATEST)
        return self._called(name, Sort.DAY)[0]

    def _asked(self, what: Any, case: Any, *wanted: Is) -> tuple[What, Is]:
        if isinstance(what, str):
            return self._called(what, *wanted)
        if not hasattr(what, "meets"):
            refuse(what, *NO_QUESTION)
        if isinstance(case, RecordedCase):
            case = attrs.evolve(case, whole=_OutOfReach())
        node, sort = self._of_sort(what.meets(self._member, case), wanted)
        return What(what.name, what.zh, what.en, node, what), sort

    def _called(self, name: str, *wanted: Is) -> tuple[What, Is]:
        node, sort = self._of_sort(getattr(self._member, name), wanted)
        labelled: Any = facts_of(self._of).get(name) or derived_of(self._of, name)
        return What(name, labelled.zh, labelled.en, node, name), sort

    def _of_sort(self, value: Any, wanted: tuple[Is, ...]) -> tuple[Node, Is]:
        node, sort = operand(value, self._run)
        if all(same(sort, accepted) is None for accepted in wanted):
            refuse_sort(node, sort, wanted[0], NO_TOTAL if sort is Sort.TRUTH else ("", ""))
        return node, sort


class _OutOfReach:
    """The whole, of which the rule of a member knows nothing: the table of members does not have it."""

    def __getattr__(self, name: str) -> NoReturn:
        refuse(f"case.whole.{name}", *NO_WHOLE)


def _refusing(said: Said) -> Callable[..., NoReturn]:
    def refused(self: Any, *_others: object) -> NoReturn:
        sort = getattr(self, "sort", None) if said is NO_MEMBERS else None
        instead = NO_TEXT if sort is Sort.TEXT else NO_LABEL if isinstance(sort, tuple) else said
        refuse(self._node if isinstance(self, RecordedSubject) else self.node, *instead)

    return refused


_REFUSED: tuple[tuple[Said, tuple[type[Any], ...], str], ...] = (
    (NO_TRUTH, (Recorded, RecordedSubject), "bool"),
    (NO_NUMBER, (Recorded,), "truediv rtruediv floordiv rfloordiv mod rmod divmod rdivmod pow rpow"),
    (NO_NUMBER, (Recorded,), "neg pos abs round int float floor ceil trunc index"),
    (NO_TEXT, (Recorded,), "str format"),
    (NO_MEMBERS, (Recorded, _RecordedGroup), "len iter getitem contains"),
    (NO_MEMBERS, (_RecordedGroup,), "bool eq ne"),
    (NO_PART, (RecordedSubject,), "eq ne"),
    (NO_KEY, (RecordedSubject, _RecordedGroup), "hash"),
)
for _said, _kinds, _methods in _REFUSED:
    for _kind, _method in product(_kinds, _methods.split()):
        setattr(_kind, f"__{_method}__", _refusing(_said))


class _Consulted(Exception):
    def __init__(self, reading: str) -> None:
        self.reading = reading


class _RecordedLaw:
    """A law whose numbers are named, and whose readings are those chosen; another one that is asked about is told."""

    def __init__(self, law: type[Law], run: RuleRun, chosen: dict[str, Any]) -> None:
        self._law = law
        self._run = run
        self._chosen = chosen

    def __getattr__(self, name: str) -> Any:
        law, run = self._law, self._run
        if name in law.numbers:
            sort = of_kind(law.numbers[name].kind)
            run.leaves.add(f"case.law.{name}")
            return Recorded(Parameter(name), sort, run, run.read(f"case.law.{name}"))
        if name in law.readings:
            if name not in self._chosen:
                raise _Consulted(name)
            return self._chosen[name]
        if name == "rest_days":
            return _ANY_REST_DAYS
        if name == "in_force_from":
            return Recorded(Parameter(name), Sort.DAY, run)
        method = getattr(law, name, None)
        if isinstance(method, property):
            return cast("Any", method).fget(self)
        if method is None:
            refuse_name(f"case.law.{name}", law.__name__, [*law.numbers, *law.readings])
        return MethodType(method, self) if isinstance(method, FunctionType) else method


_ANY_REST_DAYS = RestDays(date.min, date.max, frozenset())


@attrs.frozen
class RecordedCase:
    """The case in which a rule is recorded (录制案情): the day asked about and the law's numbers are named."""

    on: Any
    law: Any
    whole: Any
    run: RuleRun


def record(
    rule: Callable[[Any, Any], Any],
    cls: type[Any],
    law: type[Law],
    whole: type[Any] | None = None,
    path: str = "",
    *,
    strict: bool = False,
) -> Node:
    """Return the formula of a rule about subjects of a class (录制规则).

    Where `whole` is given, the subject is its part at `path`, and paths lead from the whole. `strict` also refuses
    numbers that are not in the law and facts that are read without being used.
    """
    return record_as(rule, cls, law, whole, path, strict=strict)[0]


def record_as(
    rule: Callable[[Any, Any], Any],
    cls: type[Any],
    law: type[Law],
    whole: type[Any] | None = None,
    path: str = "",
    *,
    strict: bool = False,
) -> tuple[Node, Is]:
    """Return the formula of a rule, as `record` does, and what it is (录制规则及其类型)."""
    run = RuleRun(law, strict=strict)
    around = UNKNOWN if whole is None else RecordedSubject(whole, run)
    node, sort = _recorded(rule, RecordedSubject(cls, run, path), run, around, {})
    if strict:
        run.refuse_unused(node)
    return node, sort


def apart(rule: Callable[[Any, Any], Any], subject: Any, case: Any) -> Any:
    """Return what a rule gives as a part of another one (分开录制), in any world.

    On a recorder it is recorded by itself: the options of the readings that it looks at do not multiply with those that
    the rest of the other rule looks at.
    """
    if not isinstance(case, RecordedCase):
        return rule(subject, case)
    return Recorded(*_recorded(rule, subject, case.run, case.whole, {}), case.run)


def _recorded(
    rule: Callable[[Any, Any], Any], subject: Any, run: RuleRun, around: Any, chosen: dict[str, Any]
) -> tuple[Node, Is]:
    asked = Recorded(AskedDay(), Sort.DAY, run)
    try:
        value = rule(subject, RecordedCase(asked, _RecordedLaw(run.law, run, chosen), around, run))
        return (Constant(None), Sort.NOTHING) if value is None else operand(value, run)
    except _Consulted as consulted:
        reading = consulted.reading
    options = run.law.readings[reading].options
    made = [(option, *_recorded(rule, subject, run, around, chosen | {reading: option})) for option in options]
    sort = next((sort for _, _, sort in made if sort is not Sort.NOTHING), Sort.NOTHING)
    same_under_all = all(node == made[0][1] for _, node, _ in made)
    run.consulted[reading] = run.consulted.get(reading, False) or not same_under_all
    if same_under_all:
        return made[0][1], sort
    return ByReading(reading, tuple((option, node) for option, node, _ in made)), sort


def relocated(node: Node, path: str) -> Node:
    """Return a formula about a subject as one about that which it is a part of, at a path (换根)."""
    if not path:
        return node
    if isinstance(node, Given | Group):
        return attrs.evolve(node, path=f"{path}.{node.path}")
    held = {field.name: getattr(node, field.name) for field in attrs.fields(type(node))}
    return type(node)(**{name: _relocated(value, path) for name, value in held.items()})


def _relocated(held: Any, path: str) -> Any:
    if isinstance(held, Node):
        return relocated(held, path)
    return tuple(_relocated(element, path) for element in held) if isinstance(held, tuple) else held
