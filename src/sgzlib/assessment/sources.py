"""Sources (来源): who states a fact, and how it is known. Sources touch no rule and change no status.

The level of a finding is the highest one at which its status stays the same if all facts of lower levels, and all facts
without a source, are unknown. The subject is judged once more for each level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar

import attrs

from sgzlib.assessment.beside import place_of, put_beside
from sgzlib.law.errors import InvalidType, InvalidValue, nearest, require
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.judging import Judged, Judgement, Status
from sgzlib.law.kinds import TEXT
from sgzlib.law.labels import Ordered
from sgzlib.law.periods import day
from sgzlib.law.tracing import joined
from sgzlib.law.truth import UNKNOWN

J = TypeVar("J", bound=Judged)
S = TypeVar("S")


class SourceLevel(Ordered):
    """How a fact is known (来源等级), the weakest level first."""

    DECLARED = 1, "自报", "declared"
    INSPECTED = 2, "实地检查", "inspected"
    DOCUMENT = 3, "书面材料", "by document"


@attrs.frozen(kw_only=True)
class Source:
    """The source of a fact (来源): `by` whom, `on` which day, with which `evidence`, and `how` it is known.

    `how` is `Source.DECLARED`, `Source.INSPECTED` or `Source.DOCUMENT`. The others may be left out. Raises
    `InvalidType` or `InvalidValue` for invalid values.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sgz.Source(by="街道办事处", on=date(2022, 2, 1)).how.en
    'declared'
    >>> sgz.Source(by="", how=sgz.Source.INSPECTED)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Source.by: '' 不可用，应为非空、...
    """

    by: str | None = None
    on: date | None = None
    evidence: str | None = None
    how: SourceLevel = SourceLevel.DECLARED

    DECLARED: ClassVar[SourceLevel] = SourceLevel.DECLARED
    INSPECTED: ClassVar[SourceLevel] = SourceLevel.INSPECTED
    DOCUMENT: ClassVar[SourceLevel] = SourceLevel.DOCUMENT

    def __attrs_post_init__(self) -> None:
        require("Source.how", self.how, SourceLevel)
        for name, text in (("by", self.by), ("evidence", self.evidence)):
            if text is not None:
                TEXT.read(f"Source.{name}", text)
        if self.on is not None:
            day("Source.on", self.on)


@attrs.frozen
class Sourced:
    """The sources of an assessment, and the levels at which a finding and the whole verdict are known (来源与等级).

    `rests` and `whole_rests` say whether they rest on facts at all: what is not due yet may not.
    """

    level: SourceLevel | None
    given: tuple[tuple[str, Source], ...]
    whole: SourceLevel | None
    rests: bool = True
    whole_rests: bool = True


def source_at(sources: Mapping[str, Source], path: str) -> Source | None:
    """Return the source of what stands at a path (某处的来源): its own, or the nearest part's or member's around it."""
    while path not in sources and path:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return sources.get(path)


def checked(sources: Any, subject: Any) -> dict[str, Source]:
    """Return sources by path (核对来源); refuse a path that the subject does not have."""
    if not isinstance(sources, Mapping):
        raise InvalidType("sources", sources, "事实路径到 Source 的映射", "a mapping of paths of facts to sources")
    paths = dict.fromkeys(_paths(subject))
    for path, source in sources.items():
        if require("sources", path, str) not in paths:
            meant = nearest(path, paths)
            perhaps = ("", "") if meant is None else (f"，是否指 {meant}？", f"; did you mean {meant}?")
            zh, en = f"对象中事实的路径{perhaps[0]}", f"the path of a fact of the subject{perhaps[1]}"
            raise InvalidValue("sources", path, zh, en, suggestion=meant)
        require(f"sources[{path}]", source, Source)
    return dict(sources)


def _paths(subject: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of a subject, of its facts, parts and members (全部路径); its own is empty."""
    yield path
    for name, fact in facts_of(type(subject)).items():
        members: Any = fact.kind.members
        value, inner = getattr(subject, name), joined(path, name)
        yield inner
        if is_subject(members) and fact.kind.several:
            for place, member in enumerate(() if value is UNKNOWN else value):
                yield from _paths(member, f"{inner}[{place}]")
        elif is_subject(members):
            yield from _paths(members() if value is UNKNOWN else value, inner)


def known_from(subject: S, sources: Mapping[str, Source], level: SourceLevel) -> S:
    """Return a subject with what is known at a level or above it (某等级以上的事实): all other facts are unknown."""
    return _known_from(subject, sources, level, "", sources.get(""))


def _known_from(
    subject: Any, sources: Mapping[str, Source], level: SourceLevel, path: str, around: Source | None
) -> Any:
    known: dict[str, Any] = {}
    for name, fact in facts_of(type(subject)).items():
        value, inner = getattr(subject, name), joined(path, name)
        source = sources.get(inner, around)
        if value is UNKNOWN:
            continue
        if is_subject(fact.kind.members) and not fact.kind.several:
            known[name] = _known_from(value, sources, level, inner, source)
        elif source is None or source.how < level:
            known[name] = UNKNOWN
        elif is_subject(fact.kind.members):
            places = [(f"{inner}[{place}]", member) for place, member in enumerate(value)]
            known[name] = tuple(
                _known_from(member, sources, level, place, sources.get(place, source)) for place, member in places
            )
    return attrs.evolve(subject, **known)


def with_sources(
    judgement: Judgement[J, S],
    sources: Mapping[str, Source],
    known: Mapping[SourceLevel, Judgement[Any, S]],
    nothing: Judgement[Any, S],
) -> tuple[J, ...]:
    """Return the findings of a judgement with their sources and levels beside them (附来源的结果).

    `known` has the judgements of the subject as it is known from each level, `nothing` is that of an unknown one.
    """
    same = [level for level, each in known.items() if each.verdict is judgement.verdict]
    whole = None if judgement.verdict is UNKNOWN else max(same, default=None)
    given, beside = tuple(sources.items()), {}
    whole_rests = nothing.verdict is not judgement.verdict
    for place, finding in enumerate(judgement.findings):
        same = [level for level, each in known.items() if each.findings[place].status is finding.status]
        level = None if finding.status is Status.UNDETERMINED else max(same, default=None)
        rests = nothing.findings[place].status is not finding.status
        beside[place_of(finding)] = (*finding.beside, Sourced(level, given, whole, rests, whole_rests))
    return put_beside(judgement.findings, beside)


def sourced(finding: Judged[Any]) -> Sourced | None:
    """Return what is told of the sources of a finding (来源与等级), None where no sources were given."""
    return next((item for item in finding.beside if isinstance(item, Sourced)), None)


def verdict_level(judgement: Judgement[Any, Any]) -> SourceLevel | None:
    """Return the highest level at which a verdict is known (结论的来源等级)."""
    provenance = sourced(judgement.findings[0]) if judgement.findings else None
    return None if provenance is None else provenance.whole


def source_document(source: Source) -> dict[str, str]:
    """Return a source as plain data (来源的数据)."""
    on = None if source.on is None else source.on.isoformat()
    fields = {"by": source.by, "on": on, "evidence": source.evidence, "how": source.how.name}
    return {name: value for name, value in fields.items() if value is not None}
