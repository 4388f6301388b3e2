"""Changes of the suite (向量的变更): which cases came, went or are answered otherwise, by clause."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from sgzlib.bridges.vectors.suite import line

Documents = Mapping[str, Mapping[str, Any]]


def changes(old: Documents, new: Documents) -> str:
    """Return what changed from one edition of the vectors to another (变更) as Markdown, by ruleset and clause."""
    sections: list[str] = []
    for name in dict.fromkeys([*old, *new]):
        before, after = (
            {case["id"]: case for case in edition.get(name, {}).get("cases", ())} for edition in (old, new)
        )
        lines = [*_of_ruleset(before, after)]
        sections += [f"### {name}\n\n" + "\n".join(lines) + "\n"] if lines else []
    return "\n".join(sections)


def _of_ruleset(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    cases = {**before, **after}
    asked_before, asked_after = (
        {id_: None for case in edition.values() for id_ in case["statuses"]} for edition in (before, after)
    )
    if before and after:
        for change, ids in _came_and_went(asked_before, asked_after, {**asked_before, **asked_after}):
            yield f"- requirements: {change} {len(ids)}: {', '.join(ids)}"
    for clause in dict.fromkeys(case["clause"] for case in cases.values()):
        mine = [id_ for id_, case in cases.items() if case["clause"] == clause]
        for change, ids in _came_and_went(before, after, mine):
            yield f"- {clause}: {change} {len(ids)}: {', '.join(ids)}"
        for id_ in mine:
            if id_ in before and id_ in after:
                differs = [*_differing(before[id_], after[id_])]
                if differs:
                    yield f"- {clause}: {id_}: {'; '.join(differs)}"


def _came_and_went(
    before: Container[str], after: Container[str], ids: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    for change, missing_in in (("added", before), ("dropped", after)):
        changed = [id_ for id_ in ids if id_ not in missing_in]
        if changed:
            yield change, changed


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    pairs = [("verdict", before["verdict"], after["verdict"])]
    pairs += [(id_, status, after["statuses"].get(id_, status)) for id_, status in before["statuses"].items()]
    under = [
        {line(each["readings"]): each["verdict"] for each in case.get("under_readings", ())} for case in (before, after)
    ]
    pairs += [(f"verdict under {key}", *(each.get(key, "-") for each in under)) for key in {**under[0], **under[1]}]
    for what, was, now in pairs:
        if was != now:
            yield f"{what} {_shown(was)} → {_shown(now)}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else line(value)
