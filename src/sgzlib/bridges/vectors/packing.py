"""Packing (压缩写法): a document of vectors as its file has it, and back.

What recurs is written once: texts of formulas in `formulas`, parts of facts in `shared`, and a letter for each status,
in the order of `requirements`. What follows from a case's requirement is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sgzlib.law.judging import Status

LETTERS = dict(zip("MVUDN-", (status.name for status in Status), strict=True))
"""The letter of each status in a file (状态字母)."""
_LEAST = 24
_TEXTS = "right", "wrong", "of"
_REPEATING = "facts", "under_readings"


def packed(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document as its file has it (压缩)."""
    listed = [one for name in ("mutants", "equivalent", "open", "cases") for one in made[name]]
    texts = {text: None for one in listed for name in _TEXTS if (text := one.get(name))}
    formulas = {text: at for at, text in enumerate(texts)}
    times = Counter(
        key for case in made["cases"] for name in _REPEATING for part in _inside(case.get(name)) if (key := line(part))
    )
    shared = {key: at for at, key in enumerate(key for key, count in times.items() if count > 1 and len(key) > _LEAST)}
    letters = {name: letter for letter, name in LETTERS.items()}

    def kept(value: Any) -> Any:
        at = shared.get(line(value)) if isinstance(value, dict | list) else None
        return _each(value, kept) if at is None else {"shared": at}

    def entry(one: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {name: value for name, value in one.items() if name != "clause"}
        found |= {name: formulas[found[name]] for name in _TEXTS if name in found}
        found |= {name: kept(found[name]) for name in _REPEATING if name in found}
        if "statuses" in found:
            found["statuses"] = "".join(letters[found["statuses"][id_]] for id_ in made["requirements"])
        return found

    found = {name: [entry(one) for one in value] if isinstance(value, list) else value for name, value in made.items()}
    parts = [_each(json.loads(key), kept) for key in shared]
    head = {name: value for name, value in found.items() if not isinstance(value, list)}
    return {**head, "statuses": LETTERS, "formulas": [*formulas], "shared": parts} | found


def unpacked(read: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document written out, of what its file has (还原)."""

    def whole(value: Any) -> Any:
        if isinstance(value, dict) and "shared" in value:
            value = read["shared"][value["shared"]]
        return _each(value, whole)

    def entry(one: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in one.items():
            found[name] = read["formulas"][value] if name in _TEXTS else whole(value) if name in _REPEATING else value
            if name == "requirement" and "id" in one:
                found["clause"] = read["requirements"][value]["clause"]
        if "statuses" in one:
            names = (read["statuses"][letter] for letter in one["statuses"])
            found["statuses"] = dict(zip(read["requirements"], names, strict=True))
        return found

    kept = {name: value for name, value in read.items() if name not in {"statuses", "formulas", "shared"}}
    return {name: [entry(one) for one in value] if isinstance(value, list) else value for name, value in kept.items()}


def text_of(made: Mapping[str, Any]) -> str:
    """Return a document as the text of its file (文本): canonical, with a formula, a mutant or a case a line.

    >>> import sgzlib as sgz
    >>> sgz.vectors.text_of(sgz.vectors.make(sgz.RENEWAL)).splitlines()[2]
    '"ruleset":"renewal",'
    """
    lines = []
    for key, value in packed(made).items():
        if isinstance(value, list):
            inner = ",\n".join(line(one) for one in value)
            lines.append(f"{line(key)}:[\n{inner}\n]" if value else f"{line(key)}:[]")
        else:
            lines.append(f"{line(key)}:{line(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def line(value: Any) -> str:
    """Return a value as compact JSON (一行 JSON)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one)


def _each(value: Any, of: Callable[[Any], Any]) -> Any:
    if isinstance(value, dict):
        return {name: of(one) for name, one in value.items()}
    return [of(one) for one in value] if isinstance(value, list) else value
