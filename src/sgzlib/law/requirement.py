"""Requirements (要求) and rulesets (要求组): a rule, its clause and its force, in one place.

A requirement is an ordinary function of a subject and a case that uses `&`, `|`, comparisons and the few helpers of
`truth`, `groups` and `deadlines`. It is run once, on a subject that records the operations (`formula.recording`). All
answers are computed from the recorded formula.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from inspect import currentframe
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias

import attrs

from sgzlib.law.arguments import checking_arguments, iterable
from sgzlib.law.clauses import Clause, Force, Reference, Scope
from sgzlib.law.deadlines import in_time
from sgzlib.law.declaring import check_texts, cite, recording, refuse_numbers, refuse_unasked
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.formula import (
    FALSE,
    TRUE,
    AddedBy,
    ByReading,
    Constant,
    Node,
    conjunction,
    is_truth,
    nodes_in,
    under,
)
from sgzlib.law.formula.evaluating import by_last_day, compiled, remembered, taken
from sgzlib.law.formula.recording import RecordedSubject, as_of, line_at, record, record_as
from sgzlib.law.formula.typing import Sort, called, named
from sgzlib.law.labels import HasLabels
from sgzlib.law.laws import History, Law, Reading, law_on, laws_of
from sgzlib.law.notice import Notice
from sgzlib.law.outcomes import OutcomeRule
from sgzlib.law.periods import day
from sgzlib.law.shown import Shown, text_of
from sgzlib.law.truth import UNKNOWN, Unknown, not_

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    S = TypeVar("S", default=Any)
    """The class of a subject: any, where none is named."""
else:
    from typing import TypeVar

    S = TypeVar("S")
L = TypeVar("L", bound=Law)
Rule: TypeAlias = Callable[[Any, Any], Any]
Inferred: TypeAlias = "Callable[[Any, Any], tuple[str, str] | None]"


@attrs.frozen
class Case(Generic[L]):
    """The context of a check (核对条件): the day asked about, the law, and the whole that contains the subject.

    `whole` is UNKNOWN if the subject is checked alone, and so are all its facts. `scope` says whether the notice is
    binding for the subject, is a reference for it, or does not apply to it.
    """

    on: date
    law: L
    # UNKNOWN answers every comparison with UNKNOWN, so an unknown whole is compared as None.
    whole: Any = attrs.field(default=UNKNOWN, eq=lambda whole: None if whole is UNKNOWN else whole)
    scope: Scope = Scope.BINDS

    def __attrs_post_init__(self) -> None:
        if type(self.on) is not date:
            day("on", self.on)
        if self.scope is not Scope.BINDS:
            require("scope", self.scope, Scope)
        if not isinstance(self.law, Law):
            raise InvalidType("policy", self.law, "Law 或 History 对象", "a Law or a History")

    @property
    def binds(self) -> bool:
        """Whether the law's notice is in force on that day and applies to the subject (是否适用)."""
        return self.scope is Scope.BINDS and self.law.notice.in_force(self.on)


@attrs.frozen
class Pending:
    """One act still to be done (待办): its place in the subject, and the last day for it."""

    path: str
    due: date | Unknown


def _changed(module: str, name: str, changes: dict[str, Any]) -> Requirement:
    named: Requirement = attrgetter(name)(import_module(module))
    return attrs.evolve(named, **changes) if changes else named


def _made(fields: dict[str, Any]) -> Requirement:
    return Requirement(**fields)


def _notice_of(rule: Requirement) -> Notice:
    law: Any = rule.law
    if not (isinstance(law, type) and issubclass(law, Law)):
        raise InvalidType("Requirement.law", law, "Law 的子类", "a subclass of Law")
    return law.notice


def _is_force(_rule: object, _attribute: object, value: Any) -> None:
    if not isinstance(value, Force | Reading):
        raise InvalidType("Requirement.force", value, "Force 或 Reading 对象", "a Force or a Reading")


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Requirement(Shown):
    """One rule of a notice (要求): `holds` says whether a subject satisfies it, `applies` whether it applies.

    `law` is the class of laws that it needs, `clause` its place in the notice, `force` a `Force` or the reading that
    decides it, `by` the actors, `source` another document on which it is based. `zh` and `en` are its texts; `{name}`
    in them is a number of the law.

    `due` returns the last day (inclusive); through that day the requirement is not due. If each member of a group has
    its own last day, `due` is None and `within` says whether everything still open is in time. `pending` lists what is
    still to be done. `inferred` returns the grounds, in both languages, if the last day is inferred rather than named
    in the notice, otherwise None.

    A requirement that `restates` others of its ruleset, given by id, holds if they do, and has no rule of its own. One
    that asks something `of_each` member holds for an empty group; whether it `applies` then decides its status. One
    that `defines` is a condition of a definition: failing it is not a violation. `alone` says in Chinese and English
    what is assumed if the subject is checked without the whole of which it is a part.
    """

    id: str
    law: type[Law]
    clause: Clause
    force: Force | Reading = attrs.field(validator=_is_force)
    zh: str
    en: str
    holds: Rule
    applies: Rule | None = None
    due: Rule | None = None
    within: Rule | None = None
    pending: Callable[[Any, Any], tuple[Pending, ...]] | None = None
    by: tuple[HasLabels, ...] = ()
    source: Reference | None = None
    restates: tuple[str, ...] = ()
    defines: bool = False
    of_each: bool = False
    alone: tuple[str, str] | None = None
    inferred: Inferred | None = None
    notice: Notice = attrs.field(default=attrs.Factory(_notice_of, takes_self=True), init=False, eq=False)
    """The notice that sets it (出处)."""

    def __repr__(self) -> str:
        return f"<Requirement {self.id}>"

    def __reduce__(self) -> tuple[Callable[..., Requirement], tuple[Any, ...]]:
        # A requirement is pickled by the name of its function, as a function is, with its changed fields.
        module, name = self.holds.__module__, self.holds.__qualname__
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(type(self)) if field.init}
        try:
            named = attrgetter(name)(import_module(module))
        except AttributeError:
            named = None
        if not isinstance(named, Requirement):
            return _made, (fields,)
        return _changed, (
            module,
            name,
            {field: value for field, value in fields.items() if value is not getattr(named, field)},
        )

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def text(self, locale: str = "zh_CN", law: Law | None = None) -> str:
        """Return what it asks as text (要求), with the numbers of a law, or without a law, their names in brackets.

        Raises `InvalidValue` for a locale that is neither Chinese nor English.

        >>> import sgzlib as sgz
        >>> rule = sgz.STAFFING["staffing.usual_headcount"]
        >>> rule.text("en", sgz.STAFFING.law)
        'there are 2 to 3 workers in post'
        >>> rule.text()
        '在岗驻站社工为〔驻站社工一般人数下限〕至〔驻站社工一般人数上限〕名'
        >>> rule.text("fr")
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: locale: 'fr' 不可用，应为中文或英文区域，如 zh_CN、en ...
        """
        if law is not None:
            require("law", law, Law)
        return text_of(self, law, locale)

    def force_under(self, law: Law) -> Force:
        """Return the force under a law's readings (约束力)."""
        if isinstance(self.force, Force):
            return self.force
        having = law.having(self.law) if isinstance(law, Law) else law
        return self.force.forces[self.force.options.index(getattr(having, self.force.id))]

    @checking_arguments
    def in_force(self, law: Law, on: date) -> bool:
        """Return whether it and the law are in force on a day (是否施行): if an amendment adds it, not before then."""
        return law.notice.in_force(on) and self.notice.in_force(on) and isinstance(law, self.law)

    @checking_arguments
    def in_force_from(self, law: Law) -> date:
        """Return the first day of its law, or of the amendment that added it to the law's history (施行日)."""
        return law.added_on(self.law) or law.in_force_from

    @checking_arguments
    def by_under(self, law: Law) -> tuple[HasLabels, ...]:
        """Return who must act under a law, which may name successors (责任单位)."""
        return tuple(map(law.actor, self.by)) if law.acting else self.by

    def acted_on_by(self, law: Law) -> Requirement:
        """Return the requirement with the actors of a law (按规定确定责任单位)."""
        by = self.by_under(law)
        return self if by == self.by else attrs.evolve(self, by=by)

    def truth(self, subject: Any, case: Any) -> Any:
        """Return whether the requirement holds, as one formula (成立与否); True if it is not binding or not due."""
        free: Any = False if self.applies is None or self.of_each else not_(self.applies(subject, case))
        return free | self.holds(subject, case) | self.in_time(subject, case)

    def binds(self, subject: Any, case: Any) -> Any:
        """Return whether the requirement applies and its last day was not before the notice (是否适用)."""
        applies: Any = True if self.applies is None else self.applies(subject, case)
        last = None if self.due is None else self.due(subject, case)
        return applies if last is None else applies & (last >= case.law.in_force_from)

    def in_time(self, subject: Any, case: Any) -> Any:
        """Return whether the last day has not passed (是否尚在期限内); False if there is none."""
        if self.due is None:
            return False
        last = self.due(subject, case)
        return in_time(last, case) if last is not None else self.within is not None and self.within(subject, case)

    def exempt(self, subject: Any, case: Any) -> Any:
        """Return whether the requirement is not binding, or was due before the notice was in force (是否不适用)."""
        return not_(self.binds(subject, case))

    def formula(self, cls: type[Any], what: str = "truth", whole: type[Any] | None = None, path: str = "") -> Node:
        """Return the formula for a class (公式): `truth`, `holds`, `in_time`, `applies`, `binds`, `exempt` or `due`.

        Raises `InvalidType` if the rule does not return a truth.
        """
        require("cls", cls, type)
        if whole is not None:
            require("whole", whole, type)
        require("path", path, str)
        if require("what", what, str) not in _BEFORE and what != "due":
            raise InvalidValue("what", what, "、".join((*_BEFORE, "due")), ", ".join((*_BEFORE, "due")))
        known: Any = _formula
        return known(self, what, cls, whole, path)


@cache
def _formula(rule: Requirement, what: str, cls: type[Any], whole: type[Any] | None, path: str) -> Node:
    # If this fails, `holds` is recorded alone, so that the error is about it.
    with recording(rule.id, rule.holds, lambda: what == "truth" and rule.formula(cls, "holds", whole, path)):
        formula, sort = record_as(getattr(rule, what), cls, rule.law, whole, path, strict=True)
    field = f"{rule.id}{line_at(rule.holds)}"
    if what != "due" and not is_truth(formula):
        zh, en = named(Sort.NOTHING if Constant(None) in nodes_in(formula) else sort)
        said = f"得出 True、False 或 UNKNOWN 的规则（这是{zh}）", f"a rule that gives a Truth: this is {en}"
        raise InvalidType(field, called(formula), *said)
    if what == "truth":
        refuse_unasked(field, (rule.zh, rule.en), formula)
        cite(rule.clause.locator, rule.holds, formula)
    if rule.due is not None and what != "due":
        formula = by_last_day(formula, rule.formula(cls, "due", whole, path))
    return AddedBy(formula, rule.law, _BEFORE[what]) if _amends(rule.law) else formula


_BEFORE: dict[str, Node] = {
    **dict.fromkeys(("truth", "holds", "exempt"), TRUE),
    **dict.fromkeys(("in_time", "applies", "binds"), FALSE),
    "due": Constant(None),
}
"""What a requirement is before an amendment adds it (新增之前)."""


def _amends(law: type[Law]) -> bool:
    """Return whether a class of laws adds to another one (是否在他法基础上新增)."""
    return any(base is not Law and issubclass(base, Law) for base in law.__bases__)


def requirement(
    clause: str,
    force: Force | str,
    *,
    law: type[Law],
    zh: str,
    en: str,
    by: HasLabels | tuple[HasLabels, ...] = (),
    applies: Rule | None = None,
    due: Rule | None = None,
    within: Rule | None = None,
    pending: Callable[[Any, Any], tuple[Pending, ...]] | None = None,
    source: str | None = None,
    group: str | None = None,
    defines: bool = False,
    of_each: bool = False,
    alone: tuple[str, str] | None = None,
    inferred: Inferred | None = None,
) -> Callable[[Rule], Requirement]:
    """Declare the decorated function as a requirement (声明要求).

    `clause` is a locator of the law's notice; `force` is a `Force`, or the id of the reading that decides it. The id is
    the name of the module (or `group`) and of the function. Refused: an unknown clause or actor, a number in the rule
    or its texts (in digits or words) that is not the law's, today's date in a rule, a name in a text that is not a
    number of the law, an empty text.

    >>> from sgzlib import Force, Policy
    >>> from sgzlib.law import requirement
    >>> @requirement("三(一)", Force.MAY, law=Policy, zh="有无障碍入口", en="has a barrier-free entrance", group="mine")
    ... def entrance(premises, case):
    ...     return premises.independent_office
    >>> entrance.id, entrance.clause.title
    ('mine.entrance', '场所设置')
    >>> requirement("三(二)", Force.MUST, law=Policy, zh="不少于 3 名", en="at least 3")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: requirement.zh: '不少于 3 名' 不可用，应为不含数字的文字（“三名”也是数字），\
数值写作 {规定数值} (not usable, expected text without digits or number words; write a number as {number_of_the_law})
    """
    fields = _common(clause, force, law, zh, en, by)

    def declare(rule: Rule) -> Requirement:
        id_ = f"{group or rule.__module__.rpartition('.')[2]}.{rule.__name__}"
        for function in (rule, applies, due, within, pending, inferred):
            if code := getattr(function, "__code__", None):
                refuse_numbers(id_, function, code)
        return Requirement(
            id=id_,
            holds=rule,
            applies=applies,
            due=due,
            within=within,
            pending=pending,
            source=None if source is None else law.notice.references[source],
            defines=defines,
            of_each=of_each,
            alone=alone,
            inferred=inferred,
            **fields,
        )

    return declare


def yes_or_no(
    name: str,
    clause: str,
    force: Force | str,
    *,
    law: type[Law],
    zh: str,
    en: str,
    fact: str | None = None,
    by: HasLabels | tuple[HasLabels, ...] = (),
    applies: Rule | None = None,
    due: Rule | None = None,
    source: str | None = None,
    alone: tuple[str, str] | None = None,
    inferred: Inferred | None = None,
) -> Requirement:
    """Declare a requirement that holds if one yes-or-no fact does (声明单项是否要求).

    It replaces `requirement` on a function that returns the fact. `name` is the name of the fact, and the name to which
    the module assigns the requirement; `fact` names the fact if that is another. Refuses whatever `requirement`
    refuses; a ruleset refuses a fact that is not of the kind `YES_NO`.

    >>> from sgzlib import Force, Policy
    >>> from sgzlib.law import yes_or_no
    >>> printer = yes_or_no("printer", "三(一)", Force.MUST, law=Policy, zh="配有打印机", en="has a printer")
    >>> printer.clause.title, printer.zh
    ('场所设置', '配有打印机')
    >>> yes_or_no("desks", "三(一)", Force.MUST, law=Policy, zh="配有 2 张桌椅", en="has desks")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: requirement.zh: '配有 2 张桌椅' 不可用，应为不含数字的文字...
    """
    asked = fact or name

    def holds(subject: Any, case: Any) -> Any:
        return getattr(subject, asked)

    # A function would stand in the module that calls this, from which its id and its pickled form come, and would name
    # its subject by an annotation.
    frame: Any = currentframe()
    module: dict[str, Any] = frame.f_back.f_globals
    holds.__module__, holds.__name__, holds.__qualname__ = module["__name__"], name, name
    subjects = {thing for thing in module.values() if isinstance(thing, type) and is_subject(thing)}
    owners = [subject for subject in subjects if asked in facts_of(subject)]
    if len(owners) == 1:
        holds.__annotations__ = {"subject": owners[0]}
    declare = requirement(
        clause,
        force,
        law=law,
        zh=zh,
        en=en,
        by=by,
        applies=applies,
        due=due,
        source=source,
        alone=alone,
        inferred=inferred,
    )
    return declare(holds)


def restating(
    id_: str,
    clause: str,
    force: Force | str,
    *,
    law: type[Law],
    zh: str,
    en: str,
    restates: tuple[str, ...],
    by: HasLabels | tuple[HasLabels, ...] = (),
) -> Requirement:
    """Declare a requirement that holds if others of its ruleset do; `restates` are their ids (声明归纳要求)."""
    return Requirement(id=id_, holds=_restated, restates=restates, **_common(clause, force, law, zh, en, by))


def _restated(_subject: Any, _case: Any) -> bool:
    return True


def _common(
    clause: str, force: Force | str, law: type[Law], zh: str, en: str, by: HasLabels | tuple[HasLabels, ...]
) -> dict[str, Any]:
    check_texts("requirement", law, zh, en)
    deciding = {id_: reading for id_, reading in law.readings.items() if reading.forces}
    if isinstance(force, str) and force not in deciding:
        raise InvalidValue(
            "requirement.force",
            force,
            "、".join(["Force 的成员", *deciding]),
            ", ".join(["a member of Force", *deciding]),
        )
    actors = by if isinstance(by, tuple) else (by,)
    law.notice.check_actors("requirement.by", actors)
    return {
        "law": law,
        "clause": law.notice[clause],
        "force": force if isinstance(force, Force) else deciding[force],
        "zh": zh,
        "en": en,
        "by": actors,
    }


def _computed_by(ruleset: Ruleset) -> tuple[Requirement | OutcomeRule, ...]:
    return *ruleset.requirements, *(require("Ruleset.outcomes", each, OutcomeRule) for each in ruleset.outcomes)


def _requirements(rules: Iterable[Requirement]) -> tuple[Requirement, ...]:
    return tuple(iterable("Ruleset.requirements", rules))


def _outcomes(rules: Iterable[OutcomeRule]) -> tuple[OutcomeRule, ...]:
    return tuple(iterable("Ruleset.outcomes", rules))


def _laws_of(ruleset: Ruleset) -> tuple[type[Law], ...]:
    rules = (require("Ruleset.requirements", rule, Requirement) for rule in ruleset.requirements)
    return tuple(dict.fromkeys(rule.law for rule in rules))


def _restates(ruleset: Ruleset) -> bool:
    return any(rule.restates for rule in ruleset.requirements)


@attrs.frozen(repr=False, cache_hash=True)
class Ruleset(Shown, Generic[S]):
    """The requirements on one kind of subject, in the notice's order (要求组).

    `law` is the default law, or history of laws. `parts` are rulesets on facts that are subjects themselves; an
    assessment includes them. `yes` and `no` are the words of the verdict if 符合 / 不符合 do not fit. `ruleset["id"]`
    is one requirement, also of a part; an unknown id is refused. `+` adds requirements, `-` removes one by its id, and
    `replace` changes one; requirements that restate others are adapted. If an added requirement needs another law, the
    ruleset has no default law. `laws` are the classes of laws that it needs; `restates` says whether any requirement
    restates others. `Ruleset[Worker]` is a ruleset on workers, `Ruleset` one on any subject.

    `implied` is a formula that follows from the requirements and adds nothing for known facts. A ruleset needs one if
    two of its rules need opposite values of one unknown fact, so that the verdict is exact. `outcomes` are the amounts
    and labels that it also computes; they do not affect the verdict.

    Every rule is recorded when the ruleset is made. An invalid rule is refused, with the requirement, the line and what
    to write instead: a rule that branches on a fact, reads a fact without using it in an operation, compares or
    calculates with two different kinds, or contains a number or day of its own. A law that lacks what the requirements
    need is refused too.
    """

    name: str
    subject: type[S]
    requirements: tuple[Requirement, ...] = attrs.field(converter=_requirements)
    zh: str
    en: str
    law: Law | History | None = None
    parts: tuple[tuple[str, Ruleset], ...] = ()
    yes: tuple[str, str] = ("符合", "complies")
    no: tuple[str, str] = ("不符合", "does not comply")
    implied: Rule | None = None
    outcomes: tuple[OutcomeRule, ...] = attrs.field(default=(), converter=_outcomes)
    laws: tuple[type[Law], ...] = attrs.field(default=attrs.Factory(_laws_of, takes_self=True), init=False, eq=False)
    restates: bool = attrs.field(default=attrs.Factory(_restates, takes_self=True), init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        require("Ruleset.subject", self.subject, type)
        for part in require("Ruleset.parts", self.parts, tuple):
            if not isinstance(part, tuple) or list(map(type, part)) != [str, Ruleset]:
                raise InvalidType("Ruleset.parts", part, "（事实名，要求组）", "the name of a fact and a Ruleset")
        ids = [rule.id for rule in _computed_by(self)]
        repeated = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if repeated:
            raise InvalidValue(f"Ruleset {self.name}", repeated, "不重复的要求编号", "requirement ids that differ")
        for law in () if self.law is None else laws_of(f"Ruleset {self.name}.law", self.law):
            rules = (rule for _, rule, _ in self.every())
            _refuse_law(f"Ruleset {self.name}.law", law, [*rules, *(outcome for _, outcome, _ in self.computed())])
        for rule in _computed_by(self):
            rule.formula(self.subject)

    def __repr__(self) -> str:
        return f"<Ruleset {self.name}>"

    def __reduce__(self) -> Any:
        # A ruleset that is a constant in the module of its subject is pickled by its name, any other by its fields.
        module = self.subject.__module__
        name = next((name for name, value in vars(sys.modules[module]).items() if value is self), None)
        if name is not None:
            return _constant, (module, name)
        return _ruleset, ({field.name: getattr(self, field.name) for field in attrs.fields(Ruleset) if field.init},)

    def __add__(self, more: Ruleset[Any] | Requirement) -> Self:
        if isinstance(more, Requirement):
            more = Ruleset(more.id, self.subject, (more,), zh=more.zh, en=more.en)
        added = _computed_by(require("Ruleset + …", more, Ruleset))
        law: Any = self.law
        fits = law is None or all(version.having(rule.law) for version in laws_of("law", law) for rule in added)
        return attrs.evolve(
            self,
            requirements=self.requirements + more.requirements,
            outcomes=self.outcomes + more.outcomes,
            law=law if fits else None,
        )

    def __getitem__(self, id_: str) -> Requirement:
        require(f"Ruleset {self.name}", id_, str)
        for _, rule, _ in self.every():
            if rule.id == id_:
                return rule
        known = [rule.id for _, rule, _ in self.every()]
        raise InvalidValue(f"Ruleset {self.name}", id_, "、".join(known), "one of " + ", ".join(known))

    def __sub__(self, id_: str) -> Self:
        return self._with(id_, lambda _: (), lambda rule: rule.force in {Force.SHOULD, Force.MAY})

    def replace(self, id_: str, **changes: Any) -> Self:
        """Return the ruleset with one requirement changed (改换要求): `replace("id", force=Force.SHOULD)`.

        >>> import sgzlib as sgz
        >>> softer = sgz.STAFFING.replace("staffing.training", force=sgz.Force.SHOULD)
        >>> [rule.force.name for rule in softer.requirements if rule.id == "staffing.training"]
        ['SHOULD']
        >>> sgz.STAFFING - "staffing.tea"
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Ruleset staffing: 'staffing.tea' 不可用，应为staffing.contracted_headcount、...
        """
        return self._with(
            id_, lambda rule: (attrs.evolve(rule, **changes),), lambda _: changes.keys().isdisjoint(_ASKED)
        )

    def _with(
        self,
        id_: str,
        change: Callable[[Requirement], tuple[Requirement, ...]],
        is_same: Callable[[Requirement], bool],
    ) -> Self:
        unchanged = self[id_]
        kept = tuple(made for rule in self.requirements for made in (change(rule) if rule.id == id_ else (rule,)))
        parts = tuple(
            (name, part._with(id_, change, is_same) if id_ in [rule.id for _, rule, _ in part.every()] else part)  # noqa: SLF001 - of its own class
            for name, part in self.parts
        )
        # The common consequence stays only if the change keeps the requirement's formula.
        implied = self.implied if is_same(unchanged) else None
        return attrs.evolve(self, requirements=kept, parts=parts, implied=implied)

    def only(self, *ids: str) -> Self:
        """Return the ruleset with only these requirements (部分要求); an unknown id is refused."""
        known = [rule.id for rule in self.requirements]
        for id_ in ids:
            if require(f"Ruleset {self.name}", id_, str) not in known:
                raise InvalidValue(f"Ruleset {self.name}", id_, "、".join(known), "one of " + ", ".join(known))
        kept = tuple(rule for rule in self.requirements if rule.id in ids)
        return attrs.evolve(self, requirements=kept, implied=None)

    def every(self, path: str = "") -> Iterator[tuple[str, Requirement, Ruleset]]:
        """Yield each requirement, with parts, the path of its subject and its own ruleset (全部要求)."""
        for rule in self.requirements:
            yield path, rule, self
        for name, part in self.parts:
            yield from part.every(f"{path}.{name}" if path else name)

    def computed(self, path: str = "", whole: type[Any] | None = None) -> Iterator[tuple[str, OutcomeRule, Node]]:
        """Yield each outcome, including those of parts, with the path of its subject and its formula (全部计算项).

        The facts in a formula have their paths in the whole subject.
        """
        for outcome in self.outcomes:
            yield path, outcome, outcome.formula(self.subject, whole, path)
        for name, part in self.parts:
            yield from part.computed(f"{path}.{name}" if path else name, whole or self.subject)

    def formula(self, path: str, rule: Requirement, what: str = "truth") -> Node:
        """Return the formula of one requirement of `every`, with the facts' paths in the whole subject (公式).

        The formula of a requirement that restates others is their conjunction.
        """
        require("path", path, str)
        if require("rule", rule, Requirement).restates:
            restated = (entry for entry in self.every() if entry[1].id in rule.restates)
            return conjunction(
                *(
                    _where_must(restated_rule, self.formula(part_path, restated_rule))
                    for part_path, restated_rule, _ in restated
                )
            )
        classes = (
            part.subject for part_path, part_rule, part in self.every() if part_path == path and part_rule.id == rule.id
        )
        if (cls := next(classes, None)) is None:
            zh, en = "该要求组的要求及其对象的路径", "a requirement of the ruleset, with the path of its subject"
            raise InvalidValue(f"Ruleset {self.name}", (path, rule), zh, en)
        return rule.formula(cls, what, self.subject if path else None, path)

    def meets(self, subject: Any, case: Any) -> Any:
        """Return whether a subject satisfies every MUST (是否满足全部应当要求)."""
        if isinstance(subject, RecordedSubject):
            return as_of(subject, self.meeting())
        if isinstance(subject, Unknown):
            subject = self.subject()
        if isinstance(subject, self.subject):
            implied = None if self.implied is None else compiled(taken(self.implied, type(subject), case.law))
            met = _musts(self, type(subject), case.law)(subject, case)
        else:
            implied = self.implied
            met = True
            for rule in self.requirements:
                if rule.force_under(case.law) is Force.MUST:
                    met = rule.truth(subject, case) & met
        # The common consequence matters only if the requirements leave the verdict open.
        return met if implied is None or isinstance(met, bool) else implied(subject, case) & met

    def meeting(self) -> Node:
        """Return the formula of `meets` (其公式)."""
        implied = () if self.implied is None else (implied_formula(self),)
        return conjunction(*implied, *(_where_must(rule, rule.formula(self.subject)) for rule in self.requirements))


_ASKED = frozenset({"law", "force", "holds", "applies", "due", "within", "restates", "defines"})
"""What of a requirement says what it asks, and for whom (要求的实质)."""


def _constant(module: str, name: str) -> Ruleset:
    made: Ruleset = getattr(import_module(module), name)
    return made


def _ruleset(fields: dict[str, Any]) -> Ruleset:
    return Ruleset(**fields)


@remembered(256)
def _musts(ruleset: Ruleset, cls: type[Any], law: Law) -> Rule:
    musts = (rule for rule in ruleset.requirements if rule.force_under(law) is Force.MUST)
    return compiled(conjunction(*(under(rule.formula(cls), law) for rule in musts)), name=ruleset.name)


def _where_must(rule: Requirement, formula: Node) -> Node:
    if isinstance(rule.force, Force):
        return formula if rule.force is Force.MUST else TRUE
    forces = zip(rule.force.options, rule.force.forces, strict=True)
    return ByReading(
        rule.force.id, tuple((option, formula if force is Force.MUST else TRUE) for option, force in forces)
    )


@cache
def implied_formula(ruleset: Ruleset) -> Node:
    """Return the formula of what follows from a ruleset's rules together, where it says so (共同推论的公式)."""
    law = ruleset.requirements[0].law
    return record(ruleset.implied, ruleset.subject, law)  # type: ignore[arg-type]


def case_of(ruleset: Ruleset, on: date, policy: Law | History | None, *, scope: Scope = Scope.BINDS) -> Case[Any]:
    """Return the case in which a ruleset judges on a day (核对条件): by `policy`, or by its own law without one."""
    given = ruleset.law if policy is None else policy
    if given is None:
        raise InvalidType("policy", policy, "Law 或 History 对象（该要求组没有默认规定）", "a Law or a History")
    law = given if isinstance(given, Law) else law_on(given, day("on", on))
    _refuse_law("policy", law, _computed_by(ruleset))
    return Case(on, law, scope=scope)


def _refuse_law(field: str, law: Law, rules: Iterable[Requirement | OutcomeRule]) -> None:
    for rule in rules:
        if law.having(rule.law) is None:
            name = rule.law.__name__
            said = f"{name} 对象（{rule.id} 的 law= 是 {name}）", f"a {name}, which is the law= of {rule.id}"
            raise InvalidType(field, law, *said)
