"""Changes of the suite (向量的变更): which cases came, went or are answered otherwise, by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sgzlib.bridges.vectors.suite import line

Documents = Mapping[str, Mapping[str, Any]]


def changes(old: Documents, new: Documents) -> str:
    """Return what changed from one edition of the vectors to another (变更) as Markdown, by ruleset and clause."""
    found: list[str] = []
    for name in dict.fromkeys([*old, *new]):
        before, after = ({case["id"]: case for case in one.get(name, {}).get("cases", ())} for one in (old, new))
        told = [*_of_ruleset(before, after)]
        found += [f"### {name}\n\n" + "\n".join(told) + "\n"] if told else []
    return "\n".join(found)


def _of_ruleset(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    both = {**before, **after}
    for clause in dict.fromkeys(case["clause"] for case in both.values()):
        mine = [id_ for id_, case in both.items() if case["clause"] == clause]
        for told, ids in (
            ("added", [id_ for id_ in mine if id_ not in before]),
            ("dropped", [id_ for id_ in mine if id_ not in after]),
        ):
            if ids:
                yield f"- {clause}: {told} {len(ids)}: {', '.join(ids)}"
        for id_ in mine:
            if id_ in before and id_ in after:
                differs = [*_differing(before[id_], after[id_])]
                if differs:
                    yield f"- {clause}: {id_}: {'; '.join(differs)}"


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    pairs = [("verdict", one["verdict"], other["verdict"])]
    ids = dict.fromkeys([*one["statuses"], *other["statuses"]])
    pairs += [(id_, one["statuses"].get(id_), other["statuses"].get(id_)) for id_ in ids]
    under = [
        {line(each["readings"]): each["verdict"] for each in case.get("under_readings", ())} for case in (one, other)
    ]
    pairs += [(f"verdict under {key}", *(each.get(key, "-") for each in under)) for key in {**under[0], **under[1]}]
    for what, was, now in pairs:
        if was != now:
            yield f"{what} {_shown(was)} → {_shown(now)}"


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else line(value)
