"""Laws (规定): the numbers of a notice and the open readings of it, each tied to its clause, and laws by date.

The body of a rule holds no number: it reads each number from the law that it is called with. A class of laws declares
the numbers and readings of one notice; its instances differ in the values of these. A `History` has several laws, each
with the day from which it applies.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from itertools import product
from typing import Any, ClassVar, Self, TypeAlias, TypeVar, cast, dataclass_transform

import attrs

from sgzlib.law.arguments import checking_arguments
from sgzlib.law.clauses import Clause, Force, Reference
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.kinds import COUNT, Kind
from sgzlib.law.labels import HasLabels, Labelled
from sgzlib.law.notice import Notice
from sgzlib.law.periods import Dated, RestDays, day
from sgzlib.law.shown import Shown

T = TypeVar("T")
Option = TypeVar("Option", bound=Labelled)
Pair: TypeAlias = tuple[str, str]


@attrs.frozen
class Number:
    """A number of a law (数值): its clause, its labels, its kind, and the cited document if it comes from one.

    >>> from datetime import date
    >>> from sgzlib.law import Clause, Law, Notice, number
    >>> class Quiet(Law):
    ...     notice = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                     clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    ...     from_hour: int = number("一", "夜间开始", "nights begin")
    >>> Quiet.numbers["from_hour"].clause.locator, Quiet.numbers["from_hour"].zh
    ('一', '夜间开始')
    """

    id: str
    clause: Clause
    zh: str
    en: str
    kind: Kind[Any]
    source: Reference | None = None
    law: type[Law] | None = attrs.field(default=None, eq=False, repr=False)

    def __reduce__(self) -> Any:
        # A number travels by its law and id: what reads its values is a function, which travels by no name.
        return super().__reduce__() if self.law is None else (_number_of, (self.law, self.id))


@attrs.frozen
class Reading:
    """An open question of a notice (待定理解): its options, and the default option.

    `grounds` gives the arguments for each option, in Chinese and English. If the reading decides the force of a
    requirement, `forces` gives the force for each option.

    >>> from datetime import date
    >>> from sgzlib.law import Clause, Labelled, Law, Notice, reading
    >>> class Noon(Labelled):
    ...     QUIET = "计入", "counted"
    ...     OPEN = "不计", "not counted"
    >>> class Quiet(Law):
    ...     notice = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                     clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    ...     noon: Noon = reading("一", "午休是否计入？", "Does noon count?", default=Noon.QUIET)
    >>> Quiet.readings["noon"].default.en, [option.en for option in Quiet.readings["noon"].options]
    ('counted', ['counted', 'not counted'])
    """

    id: str
    clause: Clause
    question: str
    question_en: str
    options: tuple[Labelled, ...]
    default: Labelled
    grounds: tuple[Pair, ...] = ()
    forces: tuple[Force, ...] = ()

    @checking_arguments
    def grounds_of(self, option: Labelled) -> Pair | None:
        """Return the arguments for an option in Chinese and English, None if there are none (依据)."""
        if option not in self.options:
            known = [known_option.name for known_option in self.options]
            raise InvalidValue(self.id, option, "、".join(known), ", ".join(known))
        return self.grounds[self.options.index(option)] if self.grounds else None


@attrs.frozen(kw_only=True)
class Milestone:
    """A date that a notice sets itself (时间节点): the law's number for it, the day, its clause and its labels."""

    id: str
    day: date
    clause: Clause
    zh: str
    en: str


@attrs.frozen
class _Declared:
    """What a line of a law's body says, until the class has a name and a notice."""

    make: Callable[[str, type[Law]], Number | Reading]


def number(clause: str, zh: str, en: str, *, kind: Kind[T] | None = None, source: str | None = None) -> T:
    """Declare a number of a law (声明数值): clause, labels, kind, and the cited document if it comes from one.

    Without a kind it is a whole number. An invalid value and a clause that the law's notice does not have are refused.

    >>> from sgzlib.law import Clause, Law, Notice, number
    >>> from datetime import date
    >>> class Quiet(Law):
    ...     notice = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                     clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    ...     from_hour: int = number("一", "夜间开始", "nights begin")
    >>> Quiet(from_hour=22).from_hour
    22
    >>> Quiet(from_hour=-1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Quiet.from_hour: -1 不可用，应为非负整数（int，至多 10 亿）...
    """

    def make(name: str, law: type[Law]) -> Number:
        notice = law.notice
        cited = None if source is None else notice.references[source]
        return Number(name, notice[clause], zh, en, kind or COUNT, cited, law)

    return cast("T", _Declared(make))


def reading(
    clause: str,
    zh: str,
    en: str,
    *,
    default: Option,
    grounds: Mapping[Option, Pair] | None = None,
    forces: tuple[Force, ...] = (),
) -> Option:
    """Declare an open question of a law's notice (声明待定理解); its options are the members of the default's class.

    `grounds` gives the arguments for each option, in Chinese and English. `forces` gives the force for each option if
    the reading decides it.
    """
    options: tuple[Option, ...] = tuple(type(default))

    def make(name: str, law: type[Law]) -> Reading:
        said = tuple((grounds or {}).get(option, ("", "")) for option in options)
        return Reading(name, law.notice[clause], zh, en, options, default, said if grounds else (), forces)

    return cast("Option", _Declared(make))


def _field(owner: str, name: str, declared: Number | Reading) -> Any:
    if isinstance(declared, Number):
        kind = declared.kind
        return attrs.field(converter=lambda value: kind.read(f"{owner}.{name}", value))
    options = type(declared.default)

    def check(_law: object, _attribute: object, value: object) -> None:
        if not isinstance(value, options):
            allowed = [f"{options.__name__}.{option.name}" for option in declared.options]
            raise InvalidType(f"{owner}.{name}", value, "、".join(allowed), ", ".join(allowed))

    return attrs.field(default=declared.default, validator=check)


def _is_notice(_law: object, _attribute: object, value: object) -> None:
    require("Law.notice", value, Notice)


def _is_rest_days(_law: object, _attribute: object, value: Any) -> None:
    if value is not None:
        require("Law.rest_days", value, RestDays)


def _acting(given: Any) -> tuple[tuple[HasLabels, HasLabels], ...]:
    pairs = tuple(given.items()) if isinstance(given, Mapping) else require("Law.acting", given, tuple)
    for actor in (actor for pair in pairs for actor in pair):
        require("Law.acting", actor, HasLabels)
    return pairs


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(number, reading, attrs.field))
@attrs.frozen(kw_only=True, slots=False, repr=False)
class Law(Shown):
    """The base class of laws (规定): the numbers and readings of a notice, declared in the body of a subclass.

    A subclass names its `notice` and declares fields with `number(...)` and `reading(...)`. It inherits the fields of
    its base law, which cite the base law's notice. Change a number with `attrs.evolve`, choose options with `under`,
    and take over the numbers of another law with `following`. `acting` names successors of actors:
    `{Actor.DISTRICT_BUREAU: Later.SOCIAL_WORK_DEPARTMENT}`.
    """

    notice: Notice = attrs.field(default=cast("Notice", None))
    rest_days: RestDays | None = attrs.field(default=None, validator=_is_rest_days)
    acting: tuple[tuple[HasLabels, HasLabels], ...] = attrs.field(default=(), converter=_acting)
    dated: tuple[tuple[date, Law | None], ...] = attrs.field(default=())
    """The laws of its history, each with its first day; None stands for itself. Empty where it stands alone."""
    amendments: tuple[tuple[date, Law], ...] = attrs.field(default=())
    """The later laws of its history that have more numbers or readings, each with its first day."""
    numbers: ClassVar[Mapping[str, Number]] = {}
    readings: ClassVar[Mapping[str, Reading]] = {}

    def __attrs_post_init__(self) -> None:
        """Replace each whole number that differs between the laws of the history by a `Dated` one."""
        for name in self.numbers if self.dated else ():
            number = getattr(self, name)
            held = self.numbers_of(name)
            if type(number) is int and any(value != number for _, value in held):
                object.__setattr__(self, name, Dated(number, held))

    @property
    def alone(self) -> Self:
        """The same law without its history (单独一期)."""
        evolve: Any = attrs.evolve
        return cast("Self", evolve(self, dated=()))

    @checking_arguments
    def numbers_of(self, name: str) -> tuple[tuple[date, Any], ...]:
        """Return the value of a number in each law of the history, by its first day (各期数值).

        A law that lacks the number takes the value of this law. An unknown name is refused.
        """
        if name not in self.numbers:
            raise InvalidValue("numbers_of", name, "、".join(self.numbers), f"one of {', '.join(self.numbers)}")
        own = getattr(self, name)
        return tuple((since, own if law is None else getattr(law, name, own)) for since, law in self.dated)

    def having(self, cls: type[Law]) -> Law | None:
        """Return this law or its first amendment, whichever first has the parameters of a class (具备参数的规定)."""
        require("cls", cls, type)
        return next((law for law in (self, *(law for _, law in self.amendments)) if isinstance(law, cls)), None)

    def added_on(self, cls: type[Law]) -> date | None:
        """Return the first day of the amendment that added the parameters of a class of laws (新增之日).

        None if the first law of the history has them already, or if the law is not part of a history.
        """
        if not isinstance(self, require("cls", cls, type)):
            return next((since for since, law in self.amendments if isinstance(law, cls)), None)
        lacking = [since for since, law in self.dated if law is not None and not isinstance(law, cls)]
        return next((since for since, _ in self.dated if since > max(lacking)), None) if lacking else None

    def __init_subclass__(cls) -> None:
        """Make the subclass a frozen class whose fields are those that it declares and those that it inherits."""
        own = require(f"{cls.__name__}.notice", cls.notice, Notice)
        declared = {name: value.make(name, cls) for name, value in vars(cls).items() if isinstance(value, _Declared)}
        fields = {name: _field(cls.__name__, name, declaration) for name, declaration in declared.items()}
        if "notice" in vars(cls):
            fields["notice"] = attrs.field(default=own, validator=_is_notice)
        for name in fields:
            delattr(cls, name)
        attrs.frozen(these=fields, kw_only=True, slots=False, repr=False, cache_hash=True)(cls)
        cls.notice = own
        cls.numbers = dict(cls.numbers) | {
            name: declaration for name, declaration in declared.items() if isinstance(declaration, Number)
        }
        cls.readings = dict(cls.readings) | {
            name: declaration for name, declaration in declared.items() if isinstance(declaration, Reading)
        }

    def __repr__(self) -> str:
        name, changed = self._changed()
        for held in _OF_HISTORY:
            changed.pop(held, None)
        assignments = (f"{field}={getattr(value, 'name', None) or repr(value)}" for field, value in changed.items())
        differs = f": {', '.join(assignments)}" if name is not None and changed else ""
        return f"<{type(self).__name__} {self.notice.title}{differs}>"

    def __reduce__(self) -> Any:
        # A law travels as a constant beside its class, or the class alone, with what was changed: without its notice.
        return _law, (type(self), *self._changed())

    def _changed(self) -> tuple[str | None, dict[str, Any]]:
        """Return the constant beside its class, if there is one, and what differs from it or from the class."""
        cls = type(self)
        beside = vars(sys.modules[cls.__module__]).items()
        name, base = next(((name, law) for name, law in beside if type(law) is cls), (None, None))
        fields = {field.name: field.default for field in attrs.fields(cast("Any", cls))}
        if base is not None:
            fields = {field: getattr(base, field) for field in fields}
        return name, {field: getattr(self, field) for field, was in fields.items() if getattr(self, field) != was}

    @property
    def in_force_from(self) -> date:
        """The first day on which the law's notice is in force (施行日); for a history, that of the first law."""
        first = self.dated[0][1] if self.dated else None
        return (first or self).notice.in_force_from

    @property
    def applies_from(self) -> date:
        """The first day on which this law applies (适用首日): for a law of a history, its own first day there."""
        since = next((since for since, law in self.dated if law is None), self.in_force_from)
        return max(since, self.in_force_from)

    @checking_arguments
    def actor(self, named: HasLabels) -> HasLabels:
        """Return who acts under this law in place of an actor that a requirement names (实际责任单位)."""
        return dict(self.acting).get(named, named)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The dates that the law's notice sets itself, earliest first (时间节点)."""
        dated = ((number, getattr(self, number.id)) for number in self.numbers.values())
        milestones = (
            Milestone(id=number.id, day=on, clause=number.clause, zh=number.zh, en=number.en)
            for number, on in dated
            if isinstance(on, date)
        )
        return tuple(sorted(milestones, key=lambda milestone: milestone.day))

    def under(self, **options: Labelled) -> Self:
        """Return the same law with other readings (换用理解)."""
        evolve: Any = attrs.evolve
        return cast("Self", evolve(self, **options)) if options else self

    @classmethod
    def following(cls, law: Law, **changes: Any) -> Self:
        """Return a law of this class with the numbers and readings of `law`, except for `changes` (沿用规定).

        The notice is that of this class. Raises `TypeError` for a number that neither `law` nor `changes` has.
        """
        known = {field.name for field in attrs.fields(cast("Any", cls))} - {"notice", *_OF_HISTORY}
        taken = {field.name: getattr(law, field.name) for field in attrs.fields(cast("Any", type(law)))}
        return cls(**{name: value for name, value in taken.items() if name in known} | changes)


_OF_HISTORY = "dated", "amendments"


def _law(cls: type[Law], name: str | None, changed: dict[str, Any]) -> Law:
    if name is None:
        return cls(**changed)
    base: Any = getattr(import_module(cls.__module__), name)
    evolve: Any = attrs.evolve
    return cast("Law", evolve(base, **changed) if changed else base)


def _number_of(law: type[Law], id_: str) -> Number:
    return law.numbers[id_]


class Transition(Labelled):
    """How an amended law treats periods and acts that began before it (新旧规定的衔接)."""

    BY_DAY = "按事项发生之日", "by the day of each act"
    AT_ONCE = "自施行之日一律适用", "at once, for everything"


class History:
    """Laws by date (历次规定), each with the day from which it applies. Pass a history wherever a check takes a law.

    A period is counted by the law in force on the day it starts. An act with a last day is checked against the numbers
    in force on that day, everything else against those of the day asked about. If that day is unknown, each law is
    possible. With `transition=Transition.AT_ONCE` the law of the day asked about applies to everything. Readings, rest
    days and actors are those of the day asked about. The first law also applies to earlier days.

    A later law may be of a subclass with more numbers and readings. A requirement or an outcome whose `law` is that
    subclass does not apply before the first day of the later law, and not to an act that was due before that day.

    Time grows with the square of the number of laws; a hundred take milliseconds.

    Raises `InvalidType` if an item is not a day or a law, and `InvalidValue` if there is none or the days are not in
    order.

    >>> from datetime import date
    >>> from sgzlib.law import Clause, History, Law, Notice, number
    >>> class Quiet(Law):
    ...     notice = Notice(title="静音规定", title_en="Quiet rules", issued_on=date(2024, 1, 1),
    ...                     clauses=(Clause("一", "时段", "夜间安静。", "Nights are quiet."),))
    ...     from_hour: int = number("一", "夜间开始", "nights begin")
    >>> first, second = (date(2024, 1, 1), Quiet(from_hour=22)), (date(2026, 1, 1), Quiet(from_hour=21))
    >>> [History(first, second).on(date(year, 6, 1)).from_hour for year in (2025, 2026)]
    [22, 21]
    >>> from sgzlib.law import days_after
    >>> days_after(date(2025, 12, 1), History(first, second).on(date(2026, 6, 1)).from_hour)
    datetime.date(2025, 12, 23)
    >>> History(second, first)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: History[1]: datetime.date(2024, 1, 1) 不可用，应为晚于 2026-01-01 的日期 ...
    """

    __slots__ = ("_held", "laws", "transition")

    def __init__(self, *laws: tuple[date, Law], transition: Transition = Transition.BY_DAY) -> None:
        if not laws:
            raise InvalidValue("History", laws, "至少一份规定", "at least one law")
        for index, dated in enumerate(laws):
            try:
                since, law = dated
            except (TypeError, ValueError):
                zh, en = "（日期，规定）", "a tuple of a day and a law"
                raise InvalidType(f"History[{index}]", dated, zh, en) from None
            day(f"History[{index}]", since)
            require(f"History[{index}]", law, Law)
            if index and since <= laws[index - 1][0]:
                earlier = laws[index - 1][0]
                raise InvalidValue(f"History[{index}]", since, f"晚于 {earlier} 的日期", f"a day after {earlier}")
        self.laws = laws
        self.transition = require("History.transition", transition, Transition)
        evolve: Any = attrs.evolve
        held: list[tuple[date, Law]] = []
        for since, law in laws:
            more: dict[str, Any] = {}
            if len(laws) > 1 and transition is Transition.BY_DAY:
                more["dated"] = tuple((day_, None if version is law else version) for day_, version in laws)
            amending = tuple((day_, later) for day_, later in laws if day_ > since and not isinstance(law, type(later)))
            if amending:
                more["amendments"] = amending
            held.append((since, evolve(law, **more) if more else law))
        self._held = tuple(held)

    def on(self, on: date) -> Law:
        """Return the law that applies on a day (某日适用的规定); it also knows the other laws of the history."""
        day("on", on)
        return next((law for since, law in reversed(self._held) if since <= on), self._held[0][1])

    def under(self, **options: Labelled) -> History:
        """Return the same laws with other readings (换用理解); a law that lacks one keeps its own."""
        known = {id_ for _, law in self.laws for id_ in law.readings}

        def chosen(law: Law) -> Law:
            return law.under(**{id_: each for id_, each in options.items() if id_ in law.readings or id_ not in known})

        return History(*((since, chosen(law)) for since, law in self.laws), transition=self.transition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, History) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __reduce__(self) -> Any:
        return _history, (self.laws, self.transition)

    def _compared(self) -> tuple[Any, ...]:
        return self.laws, self.transition

    def __repr__(self) -> str:
        return f"History({', '.join(f'{since}: {law!r}' for since, law in self.laws)})"


def _history(laws: tuple[tuple[date, Law], ...], transition: Transition) -> History:
    return History(*laws, transition=transition)


def law_on(policy: Law | History, on: date) -> Law:
    """Return the law by which a day is judged (核对日期适用的规定); `InvalidType` for what is no law."""
    return policy.on(on) if isinstance(policy, History) else laws_of("policy", policy)[0]


def laws_of(field: str, policy: Law | History) -> tuple[Law, ...]:
    """Return the laws of a history, or the one law (各项规定); `InvalidType`, naming `field`, for what is no law."""
    if isinstance(policy, Law):
        return (policy,)
    if isinstance(policy, History):
        return tuple(law for _, law in policy._held)  # noqa: SLF001 - of its own module
    raise InvalidType(field, policy, "Law 或 History 对象", "a Law or a History")


def under_every_option(readings: Iterable[Reading], law: Law) -> tuple[Law, ...]:
    """Return a law under every combination of the options of some readings (各种理解组合下的规定)."""
    return _under_every_option(tuple(readings), law)


# Many subjects are judged under the same laws, and what is compiled for a law is found again by it.
@lru_cache(maxsize=64)
def _under_every_option(readings: tuple[Reading, ...], law: Law) -> tuple[Law, ...]:
    every = product(*(reading.options for reading in readings))
    return tuple(
        law.under(**{reading.id: option for reading, option in zip(readings, options, strict=True)})
        for options in every
    )
