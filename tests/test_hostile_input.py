"""Junk from outside: each call is answered or refused by an error of the library, in lines that end; nothing hangs.

A raw `TypeError`, `ValueError` or `KeyError` from inside is a fault. Called are functions, classes of facts, methods of
answers, laws and rulesets, the web service, the tools, what the page asks, and the command line of the vectors. Left
out are the classes of answers, which only the library makes, methods that it calls itself with a language or a case,
`vectors.make`, which takes minutes, and proofs. `make hostile` runs this file with a number of calls, in two processes.
"""

from __future__ import annotations

import inspect
import json
import random
import re
import runpy
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from functools import cache
from io import BytesIO, StringIO
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from fastapi.testclient import TestClient

import sgzlib as sgz
from sgzlib.bridges.vectors.command import main
from sgzlib.law import RestDays, days_after
from sgzlib.law.errors import shown
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import COUNT
from sgzlib.prose.typed import document_schema

ON = date(2022, 3, 1)
BRIDGES = (sgz.calendars, sgz.explain, sgz.frames, sgz.interchange, sgz.sql, sgz.strategies, sgz.vectors, sgz.workbook)
MADE_BY_USERS = {"Cycle", "Decision", "History", "Period", "RestDays", "Source"}
CALLED = {"check", "progress"}
"""Parameters that take functions: what these raise is their caller's."""
LONGEST = 5000  # of a message: what is allowed may be a long list of names


class Rank(IntEnum):
    FEW = 80
    MANY = 10**30


class Rude:
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


JUNK: list[Any] = [
    None, True, False, 0, 1, -1, 3, 10**20, 10**5000, 0.5, float("nan"), float("inf"), Decimal("NaN"),
    Decimal("1E+9999"),
    "", " ", "x", "河西区", "\x1b[2J", "\n\r\u2028", "<script>&'\"", "\ud800", "9" * 3000, "\0", b"\x00",
    (), [], {}, set(), [None], ("\x1b",), {"\x1b": "\x1b"}, [[]] * 100, object(), Rank.FEW, Rank.MANY,
    date.min, date.max, ON,
    datetime(2022, 3, 1, 8),  # noqa: DTZ001 - as they come
    sgz.UNKNOWN, sgz.Worker(), sgz.Team, sgz.TIANJIN_2021, sgz.QUALIFICATION, int, len,
    sgz.Emblem.CHINA_SOCIAL_WORK, sgz.Period(ON, ON), sgz.Cycle(started_on=ON), sgz.Budget(lines=()), sgz.Contract(),
]  # fmt: skip


def accepted() -> dict[type, dict[str, list[Any]]]:
    """Return the junk that each fact of each subject takes: what is odd, and right all the same."""
    found: dict[type, dict[str, list[Any]]] = {}
    for of in dict.fromkeys(ruleset.subject for ruleset in sgz.RULESETS.values()):
        for name, fact in facts_of(of).items():
            for junk in (*JUNK, *fact.kind.domain):
                with suppress(sgz.SgzlibError, TypeError):
                    of(**{name: junk})
                    found.setdefault(of, {}).setdefault(name, []).append(junk)
    return found


def in_json(value: Any) -> bool:
    with suppress(TypeError, ValueError):
        return bool(json.dumps(value))
    return False


ODD = accepted()
JSON_JUNK = [junk for junk in JUNK if in_json(junk)]
NAMED = {re.sub(r"(?<=.)([A-Z])", r"_\1", of.__name__).lower(): of for of in ODD}
OFFICES = sgz.frames.table([sgz.Premises(printer=True), sgz.Premises()], sgz.Premises).with_columns(
    station=pl.Series(["泰达", "新港"])
)
CHANGES = sgz.frames.findings(OFFICES, sgz.PREMISES, by="station", on=ON, record=True)
RIGHT: dict[str, list[Any]] = {
    "on": [ON],
    **{name: [OFFICES] for name in ("frame", "groups", "teams", "workers", "lines")},
    **{name: [CHANGES, sgz.check_premises(sgz.Premises(), on=ON)] for name in ("before", "after")},
    **{name: [{}, {"printer": 1}, {"station": "printer"}] for name in ("columns", "member_columns", "prices")},
    **{name: [sgz.TIANJIN_2021] for name in ("old", "new", "law")},
    "by": ["station", ["station"]],
    "members": [{"workers": OFFICES}, {"workers": ("workers", "station")}, {}, 2],
    "amount": [1000],
    "dialect": ["sqlite", "duckdb"],
    "table": ["t"],
    "requirement": [*sgz.SIGN.requirements, "premises.printer"],
    "made": [{"a": [1], "b": {}}],
    "cases": [[], [{"ruleset": "premises", "facts": {}, "on": "2022-03-01"}]],
    "first_year": [2021],
    "last_year": [2022],
    "kind": [COUNT, "html"],
    "known": [True, False, "some"],
    "mapping": [{}, {"registered": True}],
    "policy": [sgz.TIANJIN_2021, None],
    "ruleset": list(sgz.RULESETS.values()),
    "cls": list(ODD),
    "text": ["人民币壹佰元整", "泰达街道社会工作服务站", sgz.receipt(sgz.check_premises(sgz.Premises(), on=ON))],
}


def odd(of: type, chance: random.Random) -> Any:
    """Return a subject of junk that its class takes, or one of which nothing is known."""
    values = {name: chance.choice(junk) for name, junk in ODD[of].items() if chance.random() < 0.4}
    try:
        return of(**values)
    except sgz.SgzlibError:  # two that contradict each other
        return of()


CHOSEN: dict[str, list[Any]] = {
    "asked": ["violated", "verdict", "report", "questions", "picture", "timeline", "remedies", "printed", "receipt"],
    "command": ["show", "run", "cover"],
    "tool": ["assess", "questions", "remedies"],
    "words": [
        ["x"],
        ["--ruleset", "sign", "--locale", "fr", "x"],
        ["--ruleset", "\ud800", "x"],
        ["--ruleset", "sign", "--case", "\x1b", "--", "x"],
        ["--ruleset", "sgzlib:SIGN", "--file", "x", "--", "x"],
        ["--ruleset", "sgzlib:x", "--", "x"],
        ["--file", __file__, "--", "x"],
        ["--fail-under", "x", __file__],
        [__file__],
    ],
}
"""Parameters of what stands between a user and the library: these are not the user's to choose."""


def document(chance: random.Random) -> tuple[str, Any]:
    """Return the name of a ruleset and a document of its facts, with junk in one place."""
    ruleset = chance.choice(list(sgz.RULESETS.values()))
    facts = sgz.interchange.dump(odd(ruleset.subject, chance))
    key = chance.choice([*facts, "\ud800", "x"]) if chance.random() < 0.9 else None
    junk = chance.choice(JSON_JUNK)
    return ruleset.name, junk if key is None else facts | {key: junk}


def argument(name: str, chance: random.Random) -> Any:
    """Choose an argument: now and then what the parameter may really take, else junk."""
    if name == "posed":
        return document(chance)
    if name in CHOSEN:
        return chance.choice(CHOSEN[name])
    if chance.random() < 0.7:
        if name in RIGHT:
            return chance.choice(RIGHT[name])
        of = NAMED.get(name, chance.choice(list(ODD)) if name in {"subject", "subjects"} else None)
        if of is not None:
            return [odd(of, chance)] if name == "subjects" else odd(of, chance)
    return chance.choice([junk for junk in JUNK if name not in CALLED or not callable(junk)])


def assessed(subject: Any, on: Any, locale: Any = "en") -> str:
    ruleset = next((one for one in sgz.RULESETS.values() if type(subject) is one.subject), sgz.SIGN)
    return sgz.assess(ruleset, subject, on=on).to_html(locale)


ROOT = Path(__file__).parents[1]
SERVICE, TOOLS, PAGE = (
    runpy.run_path(str(ROOT / name)) for name in ("examples/service.py", "examples/tools.py", "docs/my/judge.py")
)
CLIENT = TestClient(SERVICE["app"])


def service(posed: tuple[str, Any], on: Any, locale: Any, keys: Any) -> None:
    name, facts = posed
    asked = {"on": str(on) if on is ON else shown(on), "locale": shown(locale), "keys": shown(keys)}
    with patch.dict("os.environ", SGZ_RECEIPTS=":memory:"):
        answer = CLIENT.post(f"/{name}", params=asked, content=json.dumps(facts))
    assert answer.status_code in {200, 422}, answer.text


def tools(posed: tuple[str, Any], tool: str, locale: Any) -> None:
    name, facts = posed
    if isinstance(facts, dict):  # the server refuses what is no object
        TOOLS[tool](name, facts, ON, locale)


def page(posed: tuple[str, Any], asked: str) -> None:
    name, facts = posed
    json.loads(PAGE["answer"](asked, name, "en", json.dumps(facts), ON.isoformat()))


def command_line(command: str, words: list[str]) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()), suppress(SystemExit):
        main([command, *words])


def answers() -> list[Any]:
    """Return what calls give, laws, and rulesets: one of each class whose methods take arguments."""
    advised = sgz.check_premises(sgz.Premises(printer=False), on=ON).remedies()
    questions = CHECKED.questions()
    plan = sgz.allocate_funding(sgz.compose_budget([]), [], year=2021)
    cycle = sgz.Cycle(started_on=ON)
    renewal = sgz.decide_renewal(cycle, contract_year=1, grade=None, on=ON)
    tables = [
        sgz.frames.report(OFFICES, sgz.PREMISES, on=ON, group="station"),
        sgz.frames.questions(OFFICES, sgz.PREMISES, on=ON),
        sgz.frames.remedies(OFFICES, sgz.PREMISES, on=ON),
        sgz.frames.problems(OFFICES, sgz.PREMISES),
        sgz.frames.compare_assessments(CHANGES, CHANGES, sgz.PREMISES, by="station"),
    ]
    return [
        CHECKED, CHECKED.findings[0], questions, questions[0], advised, advised.steps[0].ways[0].acts[0],
        sgz.timeline(sgz.Premises(), first_day=ON, last_day=ON), sgz.compare_assessments(CHECKED, CHECKED),
        sgz.compare_laws(sgz.SIGN, sgz.TIANJIN_2021, sgz.TIANJIN_2021, on=ON), plan, plan.arithmetic, cycle, renewal,
        sgz.under_all_readings(sgz.SIGN, sgz.Sign(), on=ON), sgz.compare_budgets(NO_LINES, NO_LINES),
        sgz.SIGN, sgz.SIGN.requirements[0], sgz.TIANJIN_2021, READING, sgz.History((ON, sgz.TIANJIN_2021)), sgz.NOTICE,
        sgz.Period(ON, ON), RestDays(ON, ON, frozenset()), sgz.explain.table(sgz.SIGN),
        sgz.InvalidValue("a", 1, "甲", "b"), DECISION, *tables,
    ]  # fmt: skip


OPERATORS = {
    sgz.Assessment: ["__getitem__"],
    sgz.LawComparison: ["__getitem__"],
    sgz.Notice: ["__getitem__"],
    sgz.Ruleset: ["__getitem__", "__add__", "__sub__"],
    sgz.Period: ["__contains__"],
}


def methods() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the public methods of answers that take arguments, and operators."""
    for answer in answers():
        of = type(answer)
        named = [name for name in dir(of) if not name.startswith("_") and name not in {"count", "index"}]
        for name in (*named, *OPERATORS.get(of, ())):
            function = getattr(of, name)
            parameters = [*inspect.signature(function).parameters][1:] if inspect.isfunction(function) else []
            if parameters and {"language", "case"}.isdisjoint(parameters):
                yield f"{of.__name__}.{name}", getattr(answer, name)


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public thing that can be called, with what views and documents subjects give."""
    for outside in (service, tools, page, command_line):
        yield outside.__name__, outside
    yield from methods()
    for name in sgz.__all__:
        thing: Any = getattr(sgz, name)
        if inspect.ismethod(getattr(thing, "of", None)):
            yield f"{name}.of", thing.of
        elif is_subject(thing) or inspect.isfunction(thing) or name in MADE_BY_USERS:
            yield name, thing
    for bridge in BRIDGES:
        own = [name for name, thing in vars(bridge).items() if getattr(thing, "__module__", "") == bridge.__name__]
        for name in getattr(bridge, "__all__", own):
            thing = getattr(bridge, name)
            if inspect.isfunction(thing) and not name.startswith("_") and thing is not sgz.vectors.make:
                yield f"{bridge.__name__}.{name}", thing
    for subject in (sgz.Sign(), sgz.format_sign("泰达街道"), sgz.Team(), sgz.Station(), sgz.Budget(lines=())):
        yield f"{type(subject).__name__}.to_html", subject.to_html
    yield "assessed.to_html", assessed
    yield "Sign.to_svg", sgz.format_sign("泰达街道").to_svg


SLOW = {
    *("command_line", "page", "service", "compliant", "edges", "violating", "cover", "document", "files"),
    *("rest_days", "template"),
}


def turns() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield all callables over and over, those that take milliseconds once in twenty rounds."""
    every = list(callables())
    quick = [(name, call) for name, call in every if name.rpartition(".")[2] not in SLOW]
    for turn in count():
        yield from quick if turn % 20 else every


parameters_of = cache(inspect.signature)


def arguments(call: Callable[..., Any], chance: random.Random) -> tuple[list[Any], dict[str, Any]]:
    """Choose arguments for the parameters of a call."""
    parameters = parameters_of(call).parameters.values()
    taken = [one for one in parameters if one.default is one.empty or chance.random() < 0.3]
    one_by_one = {
        inspect.Parameter.POSITIONAL_ONLY,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.VAR_POSITIONAL,
    }
    placed = [argument(one.name, chance) for one in taken if one.kind in one_by_one and one.default is one.empty]
    named = {
        one.name: argument(one.name, chance)
        for one in taken
        if one.kind is one.KEYWORD_ONLY or (one.kind in one_by_one and one.default is not one.empty)
    }
    return placed, named


def refused(name: str, call: Callable[..., Any], chance: random.Random) -> str | None:
    """Call with junk; return what is wrong with how that ended, or None."""
    placed, named = arguments(call, chance)
    try:
        answer = call(*placed, **named)
        if name.endswith(("to_html", "to_svg")) and not answer.startswith("<!"):  # a whole page is no XML
            ET.fromstring(answer)  # noqa: S314 - our own text
    except sgz.SgzlibError as error:
        lines = str(error).split("\n")
        wrong = max(map(len, lines)) > LONGEST or not all(line.isprintable() for line in lines)
        return f"{name}: {type(error).__name__} {lines[0][:100]!r}" if wrong else None
    except Exception as error:  # noqa: BLE001 - whatever else it is, is a fault
        return f"{name}: {type(error).__name__} {str(error)[:100]!r} for {shown(placed)} {shown(named)}"
    return None


def faults(calls: int, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - junk is no secret
    found = (refused(name, call, chance) for name, call in islice(turns(), calls))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sgz.frames.UnknownColumn)
        return sorted({fault for fault in found if fault is not None})


def test_junk_is_refused_in_words() -> None:
    assert faults(600, seed=2021) == []


@pytest.mark.prove
def test_much_junk_is_refused_in_words() -> None:
    assert faults(20_000, seed=526) == []


def test_junk_in_a_fact_is_refused_by_its_name() -> None:
    for of in {ruleset.subject for ruleset in sgz.RULESETS.values()}:
        for name, fact in facts_of(of).items():
            for junk in (10**5000, Rank.MANY, Rude(), "\x1b" * 10**5, object()):
                if is_subject(fact.kind.members) or not isinstance(junk, str):
                    with pytest.raises(sgz.SgzlibError, match=rf"^{of.__name__}\.{name}: [ -~\u4e00-\u9fff]") as error:
                        of(**{name: junk})
                    assert len(str(error.value)) < LONGEST
                    assert str(error.value).isprintable()


RECEIPTS = ["", "{", "[]", "null", '{"a":1}', "\x1b", "[" * 10**5, '{"sgzlib":"\x1b"}', "9" * 10**4]


@pytest.mark.parametrize("junk", RECEIPTS, ids=range(len(RECEIPTS)))
def test_junk_in_a_receipt_is_refused(junk: str) -> None:
    with pytest.raises((sgz.SgzlibError, ValueError), match=r"receipt|JSON|json") as error:
        sgz.verify(junk)
    assert len(str(error.value)) < LONGEST


def test_a_damaged_workbook_is_refused_or_answered() -> None:
    right = sgz.workbook.template(sgz.QUALIFICATION)
    for kept in range(0, len(right), len(right) // 5):
        with pytest.raises(sgz.InvalidValue, match=r"^data: '\d+ bytes' .*an Excel workbook \(\.xlsx\)"):
            sgz.workbook.judge(right[:kept], sgz.QUALIFICATION, on=ON)
    with ZipFile(BytesIO(right)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        for junk in (part[: len(part) // 2], b"<a><b/></a>", None):
            buffer = BytesIO()
            with ZipFile(buffer, "w") as archive:
                for other, inside in (parts | {name: junk}).items():
                    if inside is not None:
                        archive.writestr(other, inside)
            # openpyxl reads some without the part; whatever else it stumbles over has to come out as a refusal.
            with suppress(sgz.InvalidValue):
                assert isinstance(sgz.workbook.judge(buffer.getvalue(), sgz.QUALIFICATION, on=ON), bytes)


def test_a_receipt_with_one_value_changed_is_refused_or_differs() -> None:
    plain = json.loads(sgz.receipt(sgz.check_qualification(sgz.Worker(registered=True), on=ON)))
    for name in plain:
        junks: tuple[Any, ...] = (None, [], {}, "\x1b", -1, True)
        for junk in junks:
            if plain[name] == junk:
                continue
            try:
                found: Any = sgz.verify(json.dumps(plain | {name: junk}))
            except (sgz.SgzlibError, TypeError, ValueError) as error:
                assert str(error).isprintable(), name  # noqa: PT017 - either may happen
            else:
                assert found is not None


NOON = datetime(2022, 3, 1, 12)  # noqa: DTZ001 - as they come
LAWS = sgz.TIANJIN_2021, sgz.TIANJIN_2021
BOOK = sgz.workbook.template(sgz.SIGN)
NUMBERED = pd.DataFrame([[1, 2]])
CIRCULAR: dict[str, Any] = {}
CIRCULAR["a"] = CIRCULAR
DOUBLED = pa.table([[1], [2]], names=["a", "a"])
NO_LINES = sgz.Budget(lines=())
READING = next(reading for reading in sgz.TIANJIN_2021.readings.values() if reading.grounds)
BUREAU, WAIVER = sgz.Actor.DISTRICT_BUREAU, sgz.DecisionKind.WAIVER
DECISION = sgz.Decision(requirement="premises.printer", kind=WAIVER, by=BUREAU, on=ON, grounds="无处安装")
CHECKED = sgz.check_premises(sgz.Premises(), on=ON)
REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("lines[0]: 0 .* a BudgetLine", lambda: sgz.compose_budget(wrong(range(10**9)))),
    ("apportion.weights: .* at most 1,000,000 weights", lambda: sgz.apportion(100, range(10**9))),
    ("apportion.weights: None .* a list or another iterable", lambda: sgz.apportion(100, wrong(None))),
    ("columns['a']: 1 .* a str", lambda: sgz.frames.check(OFFICES, sgz.PREMISES, on=ON, columns=wrong({"a": 1}))),
    ("columns.keys: 1 .* a str", lambda: sgz.frames.check(OFFICES, sgz.PREMISES, on=ON, columns=wrong({1: "a"}))),
    ("by: 3 .* a str or a Sequence", lambda: sgz.frames.findings(OFFICES, sgz.PREMISES, on=ON, by=wrong(3))),
    ("by[0]: 3 .* a str", lambda: sgz.frames.findings(OFFICES, sgz.PREMISES, on=ON, by=wrong([3]))),
    ("by: 'street' .* one of 0, 1", lambda: sgz.frames.findings(NUMBERED, sgz.PREMISES, on=ON, by="street")),
    ("by: () .* the columns that join", lambda: sgz.frames.check_budgets(OFFICES, by=(), on=ON)),
    ("cls: [] .* a class of facts", lambda: sgz.frames.subjects(OFFICES, wrong([]))),
    ("subjects: 3 .* a list or another iterable", lambda: sgz.frames.table(wrong(3), sgz.Premises)),
    ("frame: .* a table with a column", lambda: sgz.frames.subjects(OFFICES.lazy(), sgz.Worker)),
    ("frame: [] .* a table with a column", lambda: sgz.frames.subjects(pd.DataFrame(), sgz.Worker)),
    ("path: 3 .* a str", lambda: sgz.frames.columns_of(sgz.Premises, wrong(3))),
    ("backend: 3 .* one of polars", lambda: sgz.frames.table([], sgz.Premises, backend=wrong(3))),
    ("keys: [] .* names, camel", lambda: sgz.interchange.load(sgz.Worker, {}, keys=wrong([]))),
    ("obj: .* nested", lambda: sgz.interchange.dump(nested(10**4))),
    ("document_type: .* a TypedDict", lambda: document_schema(sgz.Worker)),
    ("made: 3 .* a Mapping", lambda: sgz.vectors.text_of(wrong(3))),
    ("vectors: 'x' .* one of budget", lambda: sgz.vectors.document("x")),
    ("rulesets[0]: 'x' .* a Ruleset", lambda: sgz.vectors.cover([], wrong("x"))),
    ("locale: 3 .* zh_CN, en", lambda: sgz.InvalidValue("a", 1, "甲", "b").text(wrong(3))),
    ("RestDays.days[0]: 1 .* datetime.date", lambda: RestDays(ON, ON, wrong([1]))),
    ("on: 'x' .* datetime.date", lambda: RestDays(ON, ON, frozenset()).workday(wrong("x"))),
    ("on: 'x' .* datetime.date", lambda: sgz.NOTICE.in_force(wrong("x"))),
    ("Law.rest_days: 3 .* a RestDays", lambda: wrong(attrs.evolve)(sgz.TIANJIN_2021, rest_days=3)),
    ("Ruleset sign: 3 .* a str", lambda: sgz.SIGN - wrong(3)),
    ("payments[0]: (1,) .* (source, budget line, amount)", lambda: plan_of([(1,)])),
    ("payments[0]: 1 .* a tuple", lambda: plan_of([1])),
    ("sources: 3 .* a list or another iterable", lambda: sgz.plan_funding(NO_LINES, wrong(3), [], year=2021)),
    ("decisions: 3 .* a list or another iterable", lambda: timeline_with(3)),
    ("earlier: 3 .* a list or another iterable", lambda: sgz.compare_assessments(CHECKED, CHECKED, earlier=wrong(3))),
    ("Assessment[...]: 3 .* a str", lambda: CHECKED[wrong(3)]),
    ("establish: UNKNOWN .* a bool", lambda: CHECKED.remedies(establish=wrong(sgz.UNKNOWN))),
    ("missing: 3 .* a bool", lambda: CHECKED.to_dict(missing=wrong(3))),
    ("frame: 'Table' .* columns have different names", lambda: checked_frame(DOUBLED, {})),
    ("columns: 'b' .* one of ('a', 'b')", lambda: checked_frame(pd.DataFrame({("a", "b"): [1]}), {"b": "printer"})),
    ("order[0]: [] .* a name", lambda: reported(group="station", order=[[]])),
    ("members: 'workers' .* ", lambda: reported(by="station", members={"workers": CIRCULAR})),
    ("made['a']: [<object>] .* JSON can hold", lambda: sgz.vectors.text_of({"a": [object()]})),
    ("InvalidDocument: () .* at least one error", sgz.interchange.InvalidDocument),
    ("InvalidDocument: 3 .* a SgzlibError", lambda: sgz.interchange.InvalidDocument(wrong(3))),
    ("InvalidValue.zh: 3 .* a str", lambda: sgz.InvalidValue("a", 1, wrong(3), "b")),
    ("History[0]: 3 .* a tuple of a day and a law", lambda: sgz.History(wrong(3))),
    ("on: 'x' .* datetime.date", lambda: sgz.History((ON, sgz.TIANJIN_2021)).on(wrong("x"))),
    ("on: 'x' .* datetime.date", lambda: wrong("x") in sgz.Period(ON, ON)),
    ("cls: 3 .* a type", lambda: sgz.TIANJIN_2021.having(wrong(3))),
    ("cls: 3 .* a type", lambda: sgz.TIANJIN_2021.added_on(wrong(3))),
    ("name: 3 .* a str", lambda: sgz.TIANJIN_2021.numbers_of(wrong(3))),
    ("numbers_of: 'x' .* one of start_by", lambda: sgz.TIANJIN_2021.numbers_of("x")),
    ("named: [] .* a HasLabels", lambda: sgz.TIANJIN_2021.actor(wrong([]))),
    ("option: 3 .* a Labelled", lambda: READING.grounds_of(wrong(3))),
    (f"{READING.id}: <Emblem.CHINA_SOCIAL_WORK: .* , ", lambda: READING.grounds_of(sgz.Emblem.CHINA_SOCIAL_WORK)),
    ("Notice[...]: 3 .* a str", lambda: sgz.NOTICE[wrong(3)]),
    ("by: 3 .* a list or another iterable", lambda: sgz.NOTICE.check_actors("by", wrong(3))),
    ("rulesets: 'sign' .* a Ruleset", lambda: sgz.NOTICE.check_ledger("sign")),
    ("rulesets: <class .* a Ruleset", lambda: sgz.NOTICE.check_ledger(wrong(sgz.Ruleset))),
    ("law: 3 .* a Law", lambda: sgz.SIGN.requirements[0].in_force(wrong(3), ON)),
    ("law: 3 .* a Law", lambda: sgz.SIGN.requirements[0].acted_on_by(wrong(3))),
    ("cls: 3 .* a type", lambda: sgz.SIGN.requirements[0].formula(wrong(3))),
    ("what: 'x' .* truth, holds", lambda: sgz.SIGN.requirements[0].formula(sgz.Sign, "x")),
    ("Ruleset sign: ('x', .* the path of its subject", lambda: sgz.SIGN.formula("x", sgz.SIGN.requirements[0])),
    ("Ruleset sign: 3 .* a str", lambda: sgz.SIGN.only(wrong(3))),
    ("Ruleset.requirements: 3 .* another iterable", lambda: wrong(attrs.evolve)(sgz.SIGN, requirements=3)),
    ("Ruleset.outcomes: 3 .* another iterable", lambda: wrong(attrs.evolve)(sgz.SIGN, outcomes=3)),
    ("Ruleset.subject: 3 .* a type", lambda: wrong(attrs.evolve)(sgz.SIGN, subject=3)),
    ("Ruleset.parts: 3 .* a tuple", lambda: wrong(attrs.evolve)(sgz.SIGN, parts=3)),
    ("Ruleset.parts: 3 .* a Ruleset", lambda: wrong(attrs.evolve)(sgz.SIGN, parts=(3,))),
    ("rulesets: UNKNOWN .* a Ruleset", lambda: sgz.NOTICE.check_ledger(sgz.UNKNOWN)),
    ("start: 3 .* datetime.date", lambda: sgz.TIANJIN_2021.qualified_by(3)),
    ("start: datetime.datetime( .* datetime.date", lambda: sgz.TIANJIN_2021.qualified_by(NOON)),
    ("by: 'x' .* a whole number", lambda: days_after(ON, "x")),
    ("LawComparison[...]: 3 .* a str", lambda: sgz.compare_laws(sgz.SIGN, *LAWS, on=ON)[wrong(3)]),
    ("path: 3 .* a str", lambda: sgz.SIGN.formula(wrong(3), sgz.SIGN.requirements[0])),
    ("Requirement.force: {} .* a Force or a Reading", lambda: sgz.SIGN.replace("sign.emblems", force={})),
    ("Law.notice: 3 .* a Notice", lambda: wrong(attrs.evolve)(sgz.TIANJIN_2021, notice=3)),
    ("keys['a']: {} .* a str", lambda: sgz.interchange.dump(sgz.Sign(), keys=wrong({"a": {}}))),
    (
        "decisions['x']: 3 .* another iterable",
        lambda: sgz.workbook.judge(BOOK, sgz.SIGN, on=ON, decisions=wrong({"x": 3})),
    ),
    ("decisions: array(None, dtype=object) .* another iterable", lambda: CHECKED.with_decisions(wrong(np.array(None)))),
    ("policy: 3 .* a Policy", lambda: sgz.FundingPlan().unfunded_under(wrong(3))),
]


def wrong(value: Any) -> Any:
    """Return a value as one of any type, to give it where another type is asked for."""
    return value


def checked_frame(frame: Any, columns: Any) -> object:
    return sgz.frames.check(frame, sgz.PREMISES, on=ON, columns=columns)


def reported(**options: Any) -> sgz.frames.Report:
    return sgz.frames.report(OFFICES, sgz.PREMISES, on=ON, **options)


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def plan_of(payments: Any) -> object:
    return sgz.plan_funding(NO_LINES, [], payments, year=2021)


def timeline_with(decisions: Any) -> object:
    return sgz.timeline(sgz.Premises(), first_day=ON, last_day=ON, decisions=decisions)


@pytest.mark.parametrize(("said", "call"), REFUSED, ids=[said.partition(" ")[0] for said, _ in REFUSED])
def test_junk_in_one_place_is_refused_by_its_name(said: str, call: Callable[[], object]) -> None:
    start, _, end = said.partition(" .* ")
    with pytest.raises(sgz.SgzlibError, match=f"{re.escape(start)}.*{re.escape(end)}"):
        call()


def test_a_report_may_have_any_number_of_sections() -> None:
    report = sgz.frames.report(OFFICES, sgz.PREMISES, on=ON, sections=10**5000)
    assert len(report.sections) == OFFICES.height


def test_a_wrong_number_of_arguments_is_left_to_python() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        wrong(sgz.frames.check)(OFFICES, on=ON)


class TestKnownFaults:
    def test_a_requirement_has_a_law(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Requirement\.law: None .* a subclass of Law"):
            attrs.evolve(sgz.QUALIFICATION.requirements[0], law=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_a_ruleset_has_requirements(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"^Ruleset\.requirements: 3 .* a Requirement"):
            attrs.evolve(sgz.QUALIFICATION, requirements=(3,))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("junk", [Rank.FEW, Rank.MANY, 10**5000], ids=["few", "many", "long"])
    def test_hours_are_no_rank_and_have_an_end(self, junk: int) -> None:
        with pytest.raises(sgz.SgzlibError, match=r"^Worker\.continuing_education_hours: "):
            sgz.Worker(continuing_education_hours=junk)

    def test_a_number_of_the_law_has_an_end(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Policy\.posting_days: 1"):
            attrs.evolve(sgz.TIANJIN_2021, posting_days=10**20)

    def test_years_have_an_end(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^Cycle\.years: <int: 16610 bits>"):
            sgz.Cycle(started_on=ON, years=10**5000)

    def test_rest_days_to_the_end_of_the_calendar_leave_the_day_open(self) -> None:
        december = [date(9999, 12, day) for day in range(1, 32)]
        resting = RestDays(december[0], date.max, frozenset(december))
        assert resting.workday(december[0]) is sgz.UNKNOWN

    def test_the_address_of_an_image_is_one_that_xml_can_hold(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^to_svg\.emblems: '\\x1b'"):
            sgz.format_sign("泰达街道").to_svg(emblems={sgz.Emblem.CHINA_SOCIAL_WORK: "\x1b"})


if __name__ == "__main__":
    asked, begun = int(sys.argv[1]), perf_counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        halves = pool.map(faults, [asked // 2, asked - asked // 2], [19, 20])
        faulty = sorted({fault for half in halves for fault in half})
    print("\n".join([*faulty, f"{asked} calls, {len(faulty)} faults, {perf_counter() - begun:.0f} s"]))  # noqa: T201 - what the run is for
    sys.exit(1 if faulty else 0)
