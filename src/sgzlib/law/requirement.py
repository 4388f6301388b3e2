"""Requirements (要求) and rulesets (要求组): a rule, its clause and its force, in one place.

A requirement is an ordinary function of a subject and a case that uses `&`, `|`, comparisons and the few helpers of
`truth` and `groups`, so that the same function runs on values, columns, symbols and words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from operator import attrgetter
from types import CodeType
from typing import Any, Self, TypeAlias

import attrs

from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.notice import Actor, Clause, Force, Notice, Reference
from sgzlib.law.periods import day
from sgzlib.law.truth import Unknown, not_
from sgzlib.tianjin.notice import NOTICE
from sgzlib.tianjin.policy import READINGS, Policy
from sgzlib.tianjin.readings import Reading

Rule: TypeAlias = Callable[[Any, "Case"], Any]


@attrs.frozen
class Case:
    """What is not a fact of the subject (判断条件): the day asked about and the policy."""

    on: date
    policy: Policy

    def __attrs_post_init__(self) -> None:
        day("on", self.on)
        if not isinstance(self.policy, Policy):
            raise InvalidType("policy", self.policy, "Policy 对象", "a Policy")

    @property
    def in_force(self) -> bool:
        """Whether the notice had been issued by that day (通知是否已施行)."""
        return self.on >= self.policy.notice.issued_on


@attrs.frozen
class Pending:
    """One thing still to be done (待办): where in the subject it stands, and the last day for it."""

    path: str
    due: date | Unknown


def _changed(module: str, name: str, changes: dict[str, Any]) -> Requirement:
    named: Requirement = attrgetter(name)(import_module(module))
    return attrs.evolve(named, **changes) if changes else named


def _made(fields: dict[str, Any]) -> Requirement:
    return Requirement(**fields)


@attrs.frozen(eq=False, kw_only=True, repr=False)
class Requirement:
    """One rule of a notice (要求): `holds` says whether a subject satisfies it, `applies` whether it binds at all.

    `clause` is where the notice sets it, `force` how strongly (or the reading that decides how strongly), `by` who must
    act, `source` the id of the document that it rests on besides the notice. `due` gives the last day on which it can
    be satisfied without being late, for the rules that have one; `pending` lists what is still to be done for it, also
    before it applies; `restates` marks one that only sums up others of the same assessment. `zh` and `en` say what is
    asked; `{name}` in them is a number of the policy.
    """

    id: str
    notice: Notice
    clause: Clause
    force: Force | Reading
    zh: str
    en: str
    holds: Rule
    applies: Rule | None = None
    due: Rule | None = None
    pending: Callable[[Any, Case], tuple[Pending, ...]] | None = None
    by: Actor | None = None
    source: Reference | None = None
    restates: bool = False

    def __repr__(self) -> str:
        return f"<Requirement {self.id}>"

    def __reduce__(self) -> tuple[Callable[..., Requirement], tuple[Any, ...]]:
        # A requirement travels by the name of its function, as a function itself does, with what was changed of it.
        module, name = self.holds.__module__, self.holds.__qualname__
        fields = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        try:
            named = attrgetter(name)(import_module(module))
        except AttributeError:
            named = None
        if not isinstance(named, Requirement):
            return _made, (fields,)
        return _changed, (module, name, {at: value for at, value in fields.items() if value is not getattr(named, at)})

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def force_under(self, policy: Policy) -> Force:
        """Give the force under a policy's readings (约束力)."""
        if isinstance(self.force, Force):
            return self.force
        return self.force.forces[self.force.options.index(getattr(policy, self.force.id))]

    def truth(self, subject: Any, case: Case) -> Any:
        """Whether it holds, True where it does not apply: the rule as one formula (成立与否)."""
        if self.applies is None:
            return self.holds(subject, case)
        return not_(self.applies(subject, case)) | self.holds(subject, case)


def requirement(
    clause: str,
    force: Force | str,
    *,
    zh: str,
    en: str,
    by: Actor | None = None,
    applies: Rule | None = None,
    due: Rule | None = None,
    pending: Callable[[Any, Case], tuple[Pending, ...]] | None = None,
    source: str | None = None,
    group: str | None = None,
    restates: bool = False,
    notice: Notice = NOTICE,
) -> Callable[[Rule], Requirement]:
    """Make a requirement of the function below it (声明要求).

    `clause` is a locator of `notice`; `force` is a `Force`, or the id of the reading that decides it. The id is the
    name of the module (or `group`) and that of the function. Refused: a clause that the notice does not have, a number
    written into the rule or its texts instead of the policy, a text left empty.

    >>> from sgzlib import Force, requirement
    >>> @requirement("三(一)", Force.MAY, zh="有无障碍入口", en="has a barrier-free entrance", group="mine")
    ... def entrance(premises, case):
    ...     return premises.independent_office
    >>> entrance.id, entrance.clause.title
    ('mine.entrance', '场所设置')
    >>> requirement("三(二)", Force.MUST, zh="不少于 3 名", en="at least 3")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: requirement.zh: '不少于 3 名' 不可用，应为不含数字的文字，数值写作 {政策字段} \
(not usable, expected text without digits; a number is written {policy_field})
    """
    at = notice[clause]
    for field, text in (("zh", zh), ("en", en)):
        if not text or re.search(r"\d", re.sub(r"\{\w+\}", "", text)):
            raise InvalidValue(
                f"requirement.{field}",
                text,
                "不含数字的文字，数值写作 {政策字段}",
                "text without digits; a number is written {policy_field}",
            )
    if isinstance(force, str) and not (force in READINGS and READINGS[force].forces):
        known = [reading.id for reading in READINGS.values() if reading.forces]
        raise InvalidValue(
            "requirement.force", force, "Force 或解释项 " + "、".join(known), "a Force or one of " + ", ".join(known)
        )

    def declare(rule: Rule) -> Requirement:
        for function in (rule, applies, due, pending):
            if function is not None:
                _refuse_numbers(function.__code__)
        return Requirement(
            id=f"{group or rule.__module__.rpartition('.')[2]}.{rule.__name__}",
            notice=notice,
            clause=at,
            force=force if isinstance(force, Force) else READINGS[force],
            zh=zh,
            en=en,
            holds=rule,
            applies=applies,
            due=due,
            pending=pending,
            by=by,
            source=None if source is None else notice.references[source],
            restates=restates,
        )

    return declare


def _refuse_numbers(code: CodeType) -> None:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            _refuse_numbers(constant)
        elif not (
            constant is None or isinstance(constant, str | tuple) or str(constant) in {"0", "1", "False", "True"}
        ):
            raise InvalidValue(
                f"requirement {code.co_name}",
                constant,
                "取自 case.policy 的数值（规则中只可写 0 和 1）",
                "a number taken from case.policy (a rule writes none but 0 and 1)",
            )


@attrs.frozen(eq=False, repr=False)
class Ruleset:
    """Requirements on one kind of subject, in the notice's order (要求组).

    `parts` are rulesets on facts of the subject that are subjects themselves: an assessment goes on into them. `yes`
    and `no` word the verdict where 符合 / 不符合 would not do. Adding requirements gives a larger ruleset.

    `together` is a formula that follows from the requirements: of known facts it says nothing new. A ruleset needs one
    where two of its rules pull one unknown fact apart, so that each may hold but never both; then the verdict is exact.
    """

    name: str
    subject: type[Any]
    requirements: tuple[Requirement, ...]
    zh: str
    en: str
    parts: tuple[tuple[str, Ruleset], ...] = ()
    yes: tuple[str, str] = ("符合", "complies")
    no: tuple[str, str] = ("不符合", "does not comply")
    together: Rule | None = None

    def __attrs_post_init__(self) -> None:
        ids = [requirement.id for requirement in self.requirements]
        repeated = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if repeated:
            raise InvalidValue(f"Ruleset {self.name}", repeated, "不重复的要求编号", "requirement ids that differ")

    def __repr__(self) -> str:
        return f"<Ruleset {self.name}>"

    def __add__(self, more: Ruleset | Requirement) -> Ruleset:
        added = (more,) if isinstance(more, Requirement) else require("Ruleset + …", more, Ruleset).requirements
        return attrs.evolve(self, requirements=self.requirements + added)

    def only(self, *ids: str) -> Ruleset:
        """Give the ruleset with these requirements alone (部分要求); refuses an id that it does not have."""
        known = [rule.id for rule in self.requirements]
        for id_ in ids:
            if id_ not in known:
                raise InvalidValue(f"Ruleset {self.name}", id_, "、".join(known), "one of " + ", ".join(known))
        kept = tuple(rule for rule in self.requirements if rule.id in ids)
        return attrs.evolve(self, requirements=kept, together=None)

    def meets(self, subject: Any, case: Case) -> Any:
        """Whether a subject satisfies every MUST, in any world (是否满足全部应当要求)."""
        if isinstance(subject, Unknown):
            subject = self.subject()
        met: Any = True if self.together is None else self.together(subject, case)
        for rule in self.requirements:
            if rule.force_under(case.policy) is Force.MUST:
                met = rule.truth(subject, case) & met
        return met
