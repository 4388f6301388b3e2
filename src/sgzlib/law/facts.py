"""Facts (事实): what is asked about a subject. A fact is declared once, and all else is derived from that line.

A subject is a frozen class whose fields are facts. Each fact says what kind of value it takes and what it is called in
Chinese and English. The constructor's checks, the labels in reports, the questions to ask, the columns of a table and
the JSON Schema are derived from it. Every fact may be left out or be `None`: it is then UNKNOWN.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast, dataclass_transform

import attrs

from sgzlib.law.errors import InvalidType, nearest
from sgzlib.law.kinds import Kind
from sgzlib.law.mutability import Moves, MovesOf, default_moves, refuse_moves
from sgzlib.law.truth import UNKNOWN, Unknown

Pair: TypeAlias = tuple[str, str]
T = TypeVar("T")
C = TypeVar("C", bound=type)
if TYPE_CHECKING:
    import typing_extensions

    W = typing_extensions.TypeVar("W", default=T)
    """What a fact is made of, where that is more than it holds: a list for a tuple."""
else:
    W = TypeVar("W")

_ABSENT = "\0unknown"


class Fact(Generic[T, W]):
    """One fact of a subject (一项事实): its kind, its labels and its unit, if any.

    `moves`, `act`, `late`, `replace`, `evidence` and `ask` are the arguments of `fact` for advice.
    """

    def __init__(
        self,
        kind: Kind[T],
        zh: str,
        en: str,
        unit: Pair | None,
        *,
        moves: MovesOf | None = None,
        act: Pair | None = None,
        late: Pair | None = None,
        replace: Pair | None = None,
        evidence: Pair | None = None,
        ask: Pair | None = None,
    ) -> None:
        self.kind = kind
        self.zh = zh
        self.en = en
        self.unit = unit or kind.unit
        self.moves = default_moves(kind) if moves is None else moves
        self.act = act
        self.late = late
        self.replace = replace
        self.evidence = evidence
        self.ask = ask
        refuse_moves(f"fact({zh}).moves", kind, self.moves)
        self.name = ""
        self.package = ""
        self.owner: type | None = None
        self.clauses: dict[str, None] = {}

    def __repr__(self) -> str:
        return f"<Fact {self.name or self.en}>"

    def __reduce__(self) -> Any:
        # A fact travels by its class and name: what reads its values is a function, which travels by no name.
        return super().__reduce__() if self.owner is None else (_declared, (self.owner, self.name))

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.package = _package(owner)

    def moves_in(self, owner: Any, on: date) -> Moves:
        """Return how it moves in a subject on a day (某日的可变方式)."""
        return self.moves if isinstance(self.moves, Moves) else self.moves(owner, on)

    def cite(self, clause: str, rule: Any) -> None:
        """Record a clause whose rule uses this fact (记下条款), unless the rule belongs to another notice."""
        if _package(rule) == self.package:
            self.clauses[clause] = None

    if TYPE_CHECKING:

        def __get__(self, instance: object, owner: Any = None) -> T | Unknown: ...

        def __set__(self, instance: object, value: W | Unknown | None) -> None: ...

    else:
        __class_getitem__ = classmethod(GenericAlias)


def fact(
    kind: Kind[T],
    zh: str,
    en: str,
    *,
    unit: Pair | None = None,
    moves: MovesOf | None = None,
    act: Pair | None = None,
    late: Pair | None = None,
    replace: Pair | None = None,
    evidence: Pair | None = None,
    ask: Pair | None = None,
) -> Fact[T, Any]:
    """Declare a fact of a subject (声明一项事实), with its labels in Chinese and English, and its unit in both.

    A fact that is left out or None is unknown. `moves` says how an act can change it; the default depends on the kind,
    see `Moves`. It may be a function of the subject and the day.

    The other arguments are texts for advice, each in Chinese and English. `act` is the act that changes the fact, as an
    instruction; {n} in it is a number or amount, {at_least} is empty if that is exact, {to} the required value. `late`
    is the act still required once it is overdue and no longer counts. `replace` is the act of replacing the member,
    offered as an alternative. `evidence` is what proves the fact. `ask` is the question.

    >>> from sgzlib.law.facts import Fact, fact, subject
    >>> from sgzlib.law.kinds import YES_NO
    >>> @subject
    ... class Hall:
    ...     heated: Fact[bool] = fact(YES_NO, "有供暖", "heated")
    >>> Hall(heated=True), Hall(), Hall().heated
    (Hall(heated=True), Hall(), UNKNOWN)
    """
    return Fact(
        kind,
        zh,
        en,
        unit,
        moves=moves,
        act=act,
        late=late,
        replace=replace,
        evidence=evidence,
        ask=ask,
    )


if TYPE_CHECKING:

    class Derived(Generic[T]):
        """A fact that follows from others (派生事实), by a formula that runs in every world."""

        zh: str
        en: str
        kind: Kind[Any] | None

        def __get__(self, instance: object, owner: Any = None) -> T: ...

else:

    class Derived(property):
        """A fact that follows from others (派生事实), by a formula that runs in every world."""

        zh = en = ""
        kind = None


def derived(zh: str, en: str, kind: Kind[Any] | None = None) -> Callable[[Callable[[Any], T]], Derived[T]]:
    """Declare a fact that is computed from others (声明派生事实), with its labels, and its kind if it is a number."""

    def declare(formula: Callable[[Any], T]) -> Derived[T]:
        made = cast("Any", Derived)(formula)
        made.zh, made.en, made.kind = zh, en, kind
        return cast("Derived[T]", made)

    return declare


def _package(thing: Any) -> str:
    return str(thing.__module__).partition(".")[0]


def _same(value: Any) -> Any:
    return _ABSENT if value is UNKNOWN else value


@dataclass_transform(frozen_default=True, kw_only_default=True)
def subject(cls: C) -> C:
    """Declare a class of facts (事实类): frozen, keyword-only, checked, slotted, hashable, picklable.

    Facts of the base class come first; a fact declared again replaces the base class's.
    """
    own = {name: value for name, value in vars(cls).items() if isinstance(value, Fact)}
    for name, declared in own.items():
        setattr(cls, name, _field(cls, name, declared))
    inherited = {name: value for base in reversed(cls.__mro__) for name, value in _FACTS.get(base, {}).items()}
    made: Any = attrs.frozen(kw_only=True)(cls)
    _FACTS[made] = inherited | own
    for declared in own.values():
        declared.owner = made
    made.__init__ = _helpful(made)
    if "__repr__" not in vars(cls):
        made.__repr__ = _known
    made.__get_pydantic_core_schema__ = classmethod(_core_schema)
    made.__get_pydantic_json_schema__ = classmethod(_inline_schema)
    made.__getattr__ = _refuse_attribute
    made.__doc__ = _Described(made.__doc__)
    return made


def _field(cls: type, name: str, declared: Fact[Any]) -> Any:
    field, read = f"{cls.__name__}.{name}", declared.kind.read

    def convert(value: Any) -> Any:
        return UNKNOWN if value is None or value is UNKNOWN else read(field, value)

    return attrs.field(default=UNKNOWN, converter=convert, eq=_same, metadata={Fact: declared})


def _helpful(cls: Any) -> Callable[..., None]:
    """Return the constructor of a class, which then answers a misspelt fact with the nearest (提示相近的事实).

    Its signature names the types of the facts.
    """
    init: Callable[..., None] = cls.__init__
    taken = {name: declared.kind.takes | Unknown | None for name, declared in _FACTS[cls].items()}
    init.__annotations__ = {**taken, "return": None}

    @wraps(init)
    def explained(self: Any, /, *args: Any, **facts: Any) -> None:
        try:
            init(self, *args, **facts)
        except TypeError:
            for name in facts:
                if name not in _FACTS[cls] and (meant := nearest_fact(cls, name)):
                    field = f"{cls.__name__}.{name}"
                    raise InvalidType(field, name, *perhaps(meant), code="unknown_fact", suggestion=meant) from None
            raise

    return explained


# Pydantic asks the class itself how it is read and described; the package knows.
def _core_schema(cls: type, _source: Any, _handler: Any) -> Any:
    import sgzlib

    return sgzlib.interchange.core_schema(cls)


def _inline_schema(cls: type, _core_schema: Any, _handler: Any) -> Any:
    import sgzlib

    return sgzlib.interchange.inline_schema(cls)


def _known(self: Any) -> str:
    """Return the constructor call that makes a subject, with its known facts only (已知事实)."""
    known = ((name, getattr(self, name), declared.kind) for name, declared in _FACTS[type(self)].items())
    assignments = (
        f"{name}={kind.name_of(value) or repr(value)}" for name, value, kind in known if value is not UNKNOWN
    )
    return f"{type(self).__name__}({', '.join(assignments)})"


def _refuse_attribute(self: Any, name: str) -> Any:
    """Refuse an attribute that is not there, with the nearest that is (提示相近的属性)."""
    if not name.startswith("_") and name not in (known := dir(self)) and (meant := nearest(name, known)):
        raise AttributeError(
            f"{type(self).__name__} 没有 {name}，是否指 {meant}？ (has no {name}; did you mean {meant}?)"
        )
    return object.__getattribute__(self, name)


class _Described:
    """The description of a class of facts (事实类的说明): its own, and what each of its facts means.

    Made when it is asked for, with the clauses of the rulesets that were made by then.
    """

    def __init__(self, own: str | None) -> None:
        self._own = own

    def __get__(self, instance: object, owner: type) -> str:
        while _TO_CITE:
            _TO_CITE.pop(0)()
        lines = [f"{name}: {_meaning(declared)}" for name, declared in _FACTS[owner].items()]
        # From 3.13 on Python takes the indentation away itself.
        return "\n".join([inspect.cleandoc(self._own or ""), "", "事实 (facts):", "", *lines])


def when_described(cite: Callable[[], None]) -> None:
    """Have clauses cited when a class of facts is next described (说明时记下条款): to walk a formula takes time."""
    _TO_CITE.append(cite)


def _meaning(declared: Fact[Any]) -> str:
    kind = declared.kind
    allowed = kind.en if kind.members is None else kind.members.__name__ + " …" * kind.several
    unit = "" if declared.unit is None else f" [{'; '.join(declared.unit)}]"
    clauses = f"; 条款 {'、'.join(declared.clauses)}" if declared.clauses else ""
    return f"{declared.zh}; {declared.en}{unit} ({allowed}){clauses}"


def nearest_fact(cls: type, name: str) -> str | None:
    """Return the fact of a class that was perhaps meant (最接近的事实), by its name or either label."""
    named = {text: known for known, fact in facts_of(cls).items() for text in (known, fact.zh, fact.en)}
    meant = nearest(name, named)
    return None if meant is None else named[meant]


def perhaps(meant: str) -> tuple[str, str]:
    """Return what to say of a name that is no fact (提示), in Chinese and English."""
    return f"已有的事实，是否指 {meant}？", f"a fact; did you mean {meant}?"


_FACTS: dict[type, dict[str, Fact[Any]]] = {}
_TO_CITE: list[Callable[[], None]] = []


def facts_of(cls: type) -> dict[str, Fact[Any]]:
    """Return the facts of a subject's class by name, in their order (某类对象的全部事实)."""
    if not is_subject(cls):
        raise InvalidType("cls", cls, "事实类，如 Worker", "a class of facts, such as Worker")
    return _FACTS[cls]


def renamed_in(cls: type) -> Mapping[str, str]:
    """Return the former names of a class's facts, each with the name of today (更名的事实).

    A class of facts that has any declares them as a class variable: `renamed: ClassVar = {"former": "today"}`.
    """
    renamed: Mapping[str, str] = getattr(cls, "renamed", {})
    return renamed


def derived_of(cls: type, name: str) -> Any:
    """Return the declaration of a fact that follows from others (派生事实的声明), its class's or inherited."""
    for base in cls.__mro__:
        if isinstance(declared := vars(base).get(name), property):
            return declared
    raise AttributeError(f"{cls.__name__} has no fact {name!r}")


def kind_of(cls: type, name: str) -> Kind[Any]:
    """Return the kind of a fact, declared or derived (某项事实的类型)."""
    declared: Any = facts_of(cls).get(name) or derived_of(cls, name)
    return cast("Kind[Any]", declared.kind)


def _declared(owner: type, name: str) -> Fact[Any]:
    return _FACTS[owner][name]


def is_subject(cls: Any) -> bool:
    """Whether a class is a subject: a class of facts (是否为事实类)."""
    return isinstance(cls, type) and cls in _FACTS


def subjects() -> tuple[type[Any], ...]:
    """Return every class of facts there is, in the order of their making (全部事实类)."""
    return tuple(_FACTS)


class StandIn:
    """Something that stands where a subject would, so that a rule runs in another world (替身).

    Asked for a fact, it gives what `leaf` makes of it; asked for a derived fact, it runs the class's own formula on
    itself. Rules cannot tell.
    """

    def __init__(self, cls: type, leaf: Callable[[str, Fact[Any]], Any]) -> None:
        self._of = cls
        self._leaf = leaf

    def __getattr__(self, name: str) -> Any:
        known = facts_of(self._of).get(name)
        if known is not None:
            return self._leaf(name, known)
        return derived_of(self._of, name).fget(self)
