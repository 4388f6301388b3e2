"""Many subjects at once (批量核对): each is judged by itself, so that an error in one does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Generic, overload

import attrs

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.law.clauses import Scope
from sgzlib.law.errors import InvalidType, require
from sgzlib.law.laws import History, Law
from sgzlib.law.plurals import counted
from sgzlib.law.requirement import Ruleset, S, case_of
from sgzlib.law.truth import UNKNOWN, Truth


@attrs.frozen(eq=False, repr=False)
class Assessments(Sequence["Assessment[S] | Exception"], Generic[S]):
    """The results of checking many subjects (批量核对结果): an assessment or an error for each, in their order."""

    ruleset: Ruleset[S]
    on: date
    results: tuple[Assessment[S] | Exception, ...]

    @property
    def assessments(self) -> tuple[Assessment[S], ...]:
        """The assessments, in the order of the subjects (核对结果)."""
        return tuple(assessment for assessment in self.results if isinstance(assessment, Assessment))

    @property
    def errors(self) -> dict[int, Exception]:
        """The errors, by the position of the subject, counted from 0 (错误)."""
        return {index: error for index, error in enumerate(self.results) if isinstance(error, Exception)}

    @property
    def counts(self) -> dict[Truth, int]:
        """The number of subjects with each verdict (各结论数量); errors are not counted."""
        verdicts = [assessment.verdict for assessment in self.assessments]
        return {verdict: sum(reached is verdict for reached in verdicts) for verdict in (True, False, UNKNOWN)}

    @overload
    def __getitem__(self, index: int) -> Assessment[S] | Exception: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Assessment[S] | Exception, ...]: ...

    def __getitem__(self, index: int | slice) -> Any:
        return self.results[index]

    def __len__(self) -> int:
        return len(self.results)

    def __repr__(self) -> str:
        numbers = [f"{number:,} {verdict}" for verdict, number in self.counts.items()]
        said = ", ".join([*numbers, counted(len(self.errors), "errors")])
        return f"<Assessments {self.ruleset.name} on {self.on}: {said}>"


def assess_many(
    ruleset: Ruleset[S],
    subjects: Iterable[S | Exception],
    *,
    on: date,
    policy: Law | History | None = None,
    scope: Scope = Scope.BINDS,
) -> Assessments[S]:
    """Check many subjects against a ruleset on a day (批量核对); an invalid subject leaves an error in its place.

    Returns `Assessments`. An error is recorded for a subject of another class, for an exception given in place of a
    subject, and for a subject whose check raises. Problems that concern all subjects are raised at once: `InvalidType`
    for an invalid ruleset, day or law, or for subjects that are not iterable.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> subjects = [sgz.Premises(printer=False), "printer", sgz.Premises()]
    >>> results = sgz.assess_many(sgz.PREMISES, subjects, on=date(2022, 3, 1))
    >>> results
    <Assessments premises on 2022-03-01: 0 True, 1 False, 1 UNKNOWN, 1 error>
    >>> results[0].verdict, results.errors[1].value
    (False, 'printer')
    >>> sgz.assess_many(sgz.PREMISES, subjects, on="2022-03-01")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: '2022-03-01' 不可用，应为日期（datetime.date，不含时刻） ...
    """
    case_of(require("ruleset", ruleset, Ruleset), on, policy, scope=scope)
    if not isinstance(subjects, Iterable):
        raise InvalidType("subjects", subjects, "对象的列表或其他可迭代者", "a list or another iterable of subjects")
    results: list[Assessment[S] | Exception] = []
    for subject in subjects:
        try:
            if isinstance(subject, Exception):
                results.append(subject)
            else:
                results.append(assess(ruleset, subject, on=on, policy=policy, scope=scope))
        except Exception as error:  # noqa: BLE001 - whatever a rule raises is about this subject alone
            results.append(error)
    return Assessments(ruleset, on, tuple(results))
