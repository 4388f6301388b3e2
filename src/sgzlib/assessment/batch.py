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
from sgzlib.law.requirement import Ruleset, S, case_of
from sgzlib.law.truth import UNKNOWN, Truth


@attrs.frozen(eq=False, repr=False)
class Assessments(Sequence["Assessment[S] | Exception"], Generic[S]):
    """What a ruleset gave for many subjects (批量核对结果): of each, in their order, its assessment or its error."""

    ruleset: Ruleset[S]
    on: date
    results: tuple[Assessment[S] | Exception, ...]

    @property
    def assessments(self) -> tuple[Assessment[S], ...]:
        """Those that were judged, in their order (核对结果)."""
        return tuple(assessment for assessment in self.results if isinstance(assessment, Assessment))

    @property
    def errors(self) -> dict[int, Exception]:
        """The errors, each by the place of its subject, counted from 0 (错误)."""
        return {index: error for index, error in enumerate(self.results) if isinstance(error, Exception)}

    @property
    def counts(self) -> dict[Truth, int]:
        """How many have which verdict (各结论数量); errors are not among them."""
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
        counted = [f"{number} {verdict}" for verdict, number in self.counts.items()]
        return f"<Assessments {self.ruleset.name} on {self.on}: {', '.join(counted)}, {len(self.errors)} errors>"


def assess_many(
    ruleset: Ruleset[S],
    subjects: Iterable[S | Exception],
    *,
    on: date,
    policy: Law | History | None = None,
    scope: Scope = Scope.BINDS,
) -> Assessments[S]:
    """Judge many subjects by a ruleset on a day (批量核对); a bad one keeps its place and stops no other.

    Bad are a subject of another class, an exception that stands where a subject should (of one that could not be made),
    and a subject of which the check raises one. What is wrong for all of them is raised at once: `InvalidType` for what
    is no ruleset, no plain date, no law that has what the rules ask, or not iterable.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> subjects = [sgz.Premises(printer=False), "printer", sgz.Premises()]
    >>> results = sgz.assess_many(sgz.PREMISES, subjects, on=date(2022, 3, 1))
    >>> results
    <Assessments premises on 2022-03-01: 0 True, 1 False, 1 UNKNOWN, 1 errors>
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
