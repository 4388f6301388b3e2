"""Declaring (声明): the checks of a rule and of its texts at the moment when an author declares them.

    check_texts       refuses an empty text, a number in it, and the name of a number that the law does not have
    refuse_unasked    refuses a number that a text names and the formula of the rule does not use
    refuse_numbers    refuses numbers and clocks in the rule, by the constants and names of its code object

While a rule is recorded, `recording` adds the rule and the author's line to an error. Then `cite` notes the clause at
each fact that the rule reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from types import CodeType
from typing import Any

from sgzlib.law.errors import InvalidType, InvalidValue, SgzlibError, nearest
from sgzlib.law.facts import when_described
from sgzlib.law.formula import Given, Group, Node, Parameter, nodes_in
from sgzlib.law.formula.recording import line_at, line_in
from sgzlib.law.formula.typing import NO_FUNCTION, NO_NUMBER_OF_ITS_OWN
from sgzlib.law.kinds import Form
from sgzlib.law.laws import Law
from sgzlib.law.numerals import NAMED, check_words

_CLOCKS = frozenset({"today", "now", "utcnow"})


def check_texts(what: str, law: type[Law], zh: str, en: str) -> None:
    """Refuse an empty text, a number in it, and a name that is no number of the law (核对文字)."""
    check_words(what, zh, en, NAMED)
    for field, text in (("zh", zh), ("en", en)):
        for name in re.findall(r"\{(\w+)\}", text):
            if name not in law.numbers:
                known = list(law.numbers)
                meant = nearest(name, known)
                zh, en = ("", "") if meant is None else (f"，是否指 {meant}？", f"; did you mean {meant}?")
                said = "、".join(known) + zh, f"one of {', '.join(known)}{en}"
                raise InvalidValue(f"{what}.{field}", f"{{{name}}}", *said)


def refuse_unasked(field: str, texts: tuple[str, str], formula: Node) -> None:
    """Refuse a number that a text names and the formula does not ask (核对文字所称数值).

    Where all facts are yes or no, one of them may stand for the number.
    """
    parts = tuple(nodes_in(formula))
    asked = {part.name for part in parts if isinstance(part, Parameter)}
    named = re.findall(r"\{(\w+)\}", "".join(texts))
    measured = any(isinstance(part, Given) and part.fact.kind.form is not Form.TRUTH for part in parts)
    if left := next((name for name in named if measured and name not in asked), None):
        said = "规则也核对的数值（文字所说的，规则都要核对）", "a number that the rule asks as well as its text"
        raise InvalidValue(field, f"{{{left}}}", *said)


def refuse_numbers(id_: str, function: Any, code: CodeType) -> None:
    """Refuse a number and a clock in the code of a rule (拒绝规则中的数字与时钟)."""
    if clock := next((name for name in code.co_names if name in _CLOCKS), None):
        said = "case.on（规则不读取时钟）", "case.on; a rule cannot use a clock"
        raise InvalidValue(f"{id_}{line_at(function)}", clock, *said)
    # Python 3.14 keeps slices as constants, and writes code that holds a 2 for annotations inside a rule.
    for constant in (held for held in code.co_consts if getattr(held, "co_name", "") != "__annotate__"):
        if isinstance(constant, CodeType):
            refuse_numbers(id_, function, constant)
        elif not (isinstance(constant, str | tuple | slice) or str(constant) in {"0", "1", "None", "False", "True"}):
            raise InvalidValue(
                f"{id_}{line_at(function)}",
                constant,
                *NO_NUMBER_OF_ITS_OWN,
            )


@contextmanager
def recording(id_: str, rule: Any, otherwise: Callable[[], Any] = bool) -> Generator[None]:
    """Name the rule, and the author's line, in what is raised while it is recorded (录制出错).

    Where no line of the author's is wrong, `otherwise` is called first, and may raise what says more.
    """
    try:
        yield
    except Exception as error:
        line = line_in(error.__traceback__)
        if not line:
            otherwise()
        if isinstance(error, TypeError) and not isinstance(error, SgzlibError) and "Recorded" in str(error):
            raise InvalidType(f"{id_}{line_at(rule)}", str(error), *NO_FUNCTION) from error
        if not isinstance(error, SgzlibError) or not error.field.startswith("requirement"):
            error.add_note(f"{id_}{line}")
            raise
        field = id_ + (error.field.removeprefix("requirement") or line or line_at(rule))
        refused = type(error)(field, error.value, error.allowed_zh, error.allowed)
        raise refused.with_traceback(error.__traceback__) from None


def cite(clause: str, rule: Any, formula: Node) -> None:
    """Note a clause at each fact that its rule asks for, once the facts are described (记下条款)."""
    when_described(partial(_cite, clause, rule, formula))


def _cite(clause: str, rule: Any, formula: Node) -> None:
    for node in nodes_in(formula):
        if isinstance(node, Given | Group):
            node.fact.cite(clause, rule)
