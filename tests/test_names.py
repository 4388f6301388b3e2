"""Names of locals and parameters say what they hold, and are never `one`, `at`, `of` and the like."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REFUSED = {"one", "at", "of", "found", "other", "told", "both"}


def bindings(node: ast.AST, owner: str = "") -> Iterator[tuple[str, str]]:
    """Yield the refused names that a tree binds, each with the function that binds it."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            if owner and name in REFUSED:
                yield owner, name
            owner = name
        case ast.ClassDef(name=name, body=body):
            if owner and name in REFUSED:
                yield owner, name
            # The fields of a class are attributes, not locals.
            for part in (*node.decorator_list, *node.bases, *node.keywords):
                yield from bindings(part, owner)
            for statement in body:
                inner = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else statement
                if inner is not None:
                    yield from bindings(inner)
            return
        case (
            ast.arg(arg=name)
            | ast.Name(id=name, ctx=ast.Store())
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
            | ast.ExceptHandler(name=str(name))
            | ast.alias(asname=str(name))
            | ast.alias(name=str(name), asname=None)
        ) if name in REFUSED:
            # Python's own convention: the operand of `__eq__`, `__add__` and the like.
            if not (name == "other" and owner.startswith("__") and owner.endswith("__")):
                yield owner, name
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        yield from bindings(child, owner)


def test_locals_and_parameters_say_what_they_hold() -> None:
    names = {
        (path.relative_to(ROOT).as_posix(), *binding)
        for folder in ("src/sgzlib", "docs", "examples", "benchmarks", "mutation")
        for path in (ROOT / folder).rglob("*.py")
        for binding in bindings(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not names


@pytest.mark.parametrize(
    "source",
    [
        "def rule(one): ...",
        "def rule(*other): ...",
        "def rule(*, of): ...",
        "lambda at: at",
        "def rule():\n    told = 1",
        "def rule():\n    for found, _ in (): ...",
        "def rule():\n    def both(): ...",
        "def rule():\n    if one := 1: ...",
        "[one for one in ()]",
        "def rule(value):\n    match value:\n        case [int() as one, *other]: ...",
        "def rule(value):\n    match value:\n        case {**other}: ...",
        "def rule():\n    try: ...\n    except ValueError as found: ...",
        "def rule():\n    import math as of",
        "def rule():\n    from math import of",
        "def rule():\n    class told: ...",
        "def rule():\n    global at\n    at = 1",
        "def rule():\n    with open('') as found: ...",
        "class Rule:\n    def __eq__(self, one): ...",
        "class Rule:\n    values = [one for one in ()]",
        "class Rule:\n    def compare(self, other): ...",
    ],
)
def test_every_way_to_bind_a_name_is_seen(source: str) -> None:
    assert list(bindings(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "class Rule:\n    def __eq__(self, other): ...",
        "class Case:\n    of: str\n    at = 1",
        "class Label:\n    def of(self): ...",
        "rule(of=value.other)",
    ],
)
def test_attributes_and_the_operand_of_an_operator_are_no_locals(source: str) -> None:
    assert not list(bindings(ast.parse(source)))
