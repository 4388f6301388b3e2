"""Mutants of Python source: one small change each, named by where it stands and what it says, not by a line number."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.Pow: "*", ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip


class Mutant(NamedTuple):
    """One change of a file: where it stands, what stood there, what stands there now, and the how-manieth of these."""

    file: str
    function: str
    before: str
    after: str
    nth: int
    line: int
    start: int
    end: int
    new: str

    @property
    def key(self) -> str:
        """What it is known by, whatever becomes of the lines around it."""
        return f"{self.file} | {self.function} | {self.before} -> {self.after}" + (f" | {self.nth}" if self.nth else "")


def mutants_of(root: Path, file: str) -> list[Mutant]:
    """Return every mutant of a file."""
    source = (root / file).read_bytes()
    starts = [0]
    for line in source.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column

    def text(node: Any) -> str:
        return source[offset(node.lineno, node.col_offset) : offset(node.end_lineno, node.end_col_offset)].decode()

    seen: Counter[tuple[str, str, str]] = Counter()
    mutants: list[Mutant] = []
    for function, node, new in _changes(ast.parse(source), "", text):
        before, after = " ".join(text(node).split()), " ".join(new.split())
        nth = seen[function, before, after]
        seen[function, before, after] += 1
        start, end = offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset)
        mutants.append(Mutant(file, function, before, after, nth, node.lineno, start, end, new))
    return mutants


def _changes(node: ast.AST, function: str, text: Callable[[Any], str]) -> Iterator[tuple[str, Any, str]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    # What is written for readers and type checkers does nothing.
    if isinstance(node, ast.If) and text(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr):  # where its parts stand, Python 3.11 does not say
        return
    for new in _of(node, text):
        yield function, node, new
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield function, node.test, f"(not ({text(node.test)}))"
    for clause in getattr(node, "generators", ()):
        for test in clause.ifs:
            yield function, test, f"(not ({text(test)}))"
    for name, held in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params", *_without_effect(node)}:
            continue
        for child in held if isinstance(held, list) else [held]:
            if isinstance(child, ast.AST):
                yield from _changes(child, function, text)


def _without_effect(node: Any) -> tuple[str, ...]:
    """Return the fields of a call that change no answer: how much is remembered, and that `zip` leaves nothing over."""
    name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return {"zip": ("keywords",), "lru_cache": ("args", "keywords"), "remembered": ("args", "keywords")}.get(name, ())


def _of(node: Any, text: Callable[[Any], str]) -> Iterator[str]:
    match node:
        case ast.Compare(left, [op], [right]):
            yield f"({text(left)}) {_COMPARISONS[type(op)]} ({text(right)})"
        case ast.BoolOp(op, values):
            yield (" or " if isinstance(op, ast.And) else " and ").join(f"({text(part)})" for part in values)
        case ast.UnaryOp(ast.Not(), operand):
            yield f"bool(({text(operand)}))"
        case ast.UnaryOp(ast.USub() | ast.Invert(), operand) if not isinstance(operand, ast.Constant):
            yield text(operand)
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            yield f"({text(left)}) {_OPERATORS[type(op)]} ({text(right)})"
        case ast.Constant(bool() as value):
            yield str(not value)
        case ast.Constant(int() as value):
            yield str(value + 1)
        case ast.Call(func, _, [_, *_]) if not _without_effect(node) and not any(
            isinstance(part, ast.Starred) for part in node.args
        ):
            for left_out in node.keywords:
                parts = [*map(text, node.args), *(text(part) for part in node.keywords if part is not left_out)]
                yield f"{text(func)}({', '.join(parts)})"
        case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break() | ast.Raise():
            yield "pass"
        case _:
            pass
