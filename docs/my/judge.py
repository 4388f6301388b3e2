"""What the page "My station" asks of the library, inside the browser: text in, JSON out."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from importlib import import_module
from typing import Any

import sgzlib as sgz
from sgzlib.advice.questions import Question
from sgzlib.law.errors import SgzlibError, readable
from sgzlib.law.facts import Fact, fact, facts_of, is_subject
from sgzlib.law.kinds import DAY, Form
from sgzlib.prose.asking import asked as asked_of
from sgzlib.prose.language import NAMES, Language
from sgzlib.prose.statuses import MARK

# The day on which a cycle starts is no fact that a rule asks for: the next contract's days follow from it.
_BESIDE: dict[str, dict[str, Fact[Any]]] = {
    "renewal": {
        "started_on": fact(
            DAY,
            "项目周期首日",
            "first day of the project cycle",
            ask=("项目周期从哪天开始？", "On which day did the project cycle start?"),
        )
    }
}
# What is checked is called by its place, whether or not a rule asks for it.
_NAMING = ("jurisdiction", "district")
# Nobody has to write down the sixteen districts.
_FIRST: dict[str, Callable[[], Any]] = {"rollout": lambda: sgz.Rollout(plans=[])}


def _ruleset(name: str) -> sgz.Ruleset:
    """Return a ruleset by its name, which its public name is too, or another notice's by its package and name."""
    package, _, own = name.rpartition(".")
    return getattr(import_module(package) if package else sgz, own.upper())


def form(name: str, locale: str) -> dict[str, Any]:
    """Return the fields of a form, every fact that a ruleset may ask for and what names things, and the first facts."""
    ruleset, language = _ruleset(name), Language(locale)
    asked = {question.path: question.clauses for question in sgz.inputs_of(ruleset)}
    beside = [_field(path, declared, (), (), language) for path, declared in _BESIDE.get(name, {}).items()]
    first = _FIRST.get(name, ruleset.subject)()
    return {
        "fields": [*_fields(ruleset.subject, "", (), asked, language), *beside],
        "facts": sgz.interchange.dump(first),
    }


def _fields(
    cls: Any, before: str, labels: tuple[str, ...], asked: dict[str, Any], language: Language
) -> Iterator[dict[str, Any]]:
    for name, declared in facts_of(cls).items():
        path, kind = before + name, declared.kind
        if kind.form is Form.PART:
            yield from _fields(kind.members, f"{path}.", (*labels, language.of(declared)), asked, language)
        elif _is_group(kind):
            inner = list(_fields(kind.members, f"{path}[].", (), asked, language))
            yield _field(path, declared, labels, asked.get(path, ()), language)
            yield from inner
        elif path in asked or kind.form is Form.TEXT or name in _NAMING:
            yield _field(path, declared, labels, asked.get(path, ()), language)


def _field(path: str, declared: Any, labels: tuple[str, ...], clauses: Any, language: Language) -> dict[str, Any]:
    kind = declared.kind
    members = _is_group(kind)
    options = kind.members if kind.several and not members else kind.domain
    return {
        "path": path,
        "form": "members" if members else kind.form.value,
        "group": " · ".join(labels),
        "text": language.of(declared),
        "unit": language.pick(declared.unit) if declared.unit else "",
        "options": [{"value": sgz.interchange.dump(option), "text": language.value(option)} for option in options],
        "clauses": [
            f"{language.clause(clause.locator)} {language.pick((clause.summary_zh, clause.summary_en))}"
            for clause in clauses
        ],
    }


@lru_cache(maxsize=1)
def _loaded(name: str, document: str) -> tuple[Any, dict[str, Any]]:
    """Return the subject that a document is, and what stands beside it."""
    facts, beside = json.loads(document), _BESIDE.get(name, {})
    given = {path: facts.pop(path, None) for path in beside} if isinstance(facts, dict) else {}
    subject = sgz.interchange.load(_ruleset(name).subject, facts)
    days = {path: beside[path].kind.read(path, date.fromisoformat(value)) for path, value in given.items() if value}
    return subject, days


@lru_cache(maxsize=1)
def _assessed(name: str, document: str, on: str) -> sgz.Assessment:
    return sgz.assess(_ruleset(name), _loaded(name, document)[0], on=date.fromisoformat(on))


def facts(name: str, _locale: str, document: str) -> dict[str, Any]:
    """Return the facts of a document as the library writes them."""
    subject, beside = _loaded(name, document)
    return {**sgz.interchange.dump(subject), **{path: str(value) for path, value in beside.items()}}


def violated(name: str, locale: str, document: str, on: str) -> list[dict[str, str]]:
    """Return what is violated: each requirement in words, its clause, and the last day that it had."""
    assessment, language = _assessed(name, document, on), Language(locale)
    return [
        {
            "text": language.asked(finding.requirement, assessment.policy),
            "locator": finding.requirement.clause.locator,
            "clause": language.clause(finding.requirement.clause.locator),
            "due": language.value(finding.due) if isinstance(finding.due, date) else "",
        }
        for finding in assessment.violations
        if not finding.requirement.restates
    ]


def verdict(name: str, locale: str, document: str, on: str) -> str:
    """Return the verdict in words, before what may change it is looked for."""
    from sgzlib.assessment.report import answer as said

    assessment = _assessed(name, document, on)
    return f"{MARK[assessment.status]} {said(assessment, Language(locale))}"


def report(name: str, locale: str, document: str, on: str) -> str:
    """Return the report on a subject."""
    return _assessed(name, document, on).to_html(locale)


def questions(name: str, locale: str, document: str, on: str) -> dict[str, Any]:
    """Return the facts as the library writes them, and what to ask of them, in the order of the form.

    `hangs` says whether a requirement or only advice can still change with an unknown fact. It is "always" for a fact
    that no result changes with and that is asked all the same: what the subject or a member is called.
    """
    assessment = _assessed(name, document, on)
    hangs: dict[str, str] = {}
    findings = [finding for finding in assessment.findings if not finding.requirement.restates]
    for finding in sorted(findings, key=lambda finding: finding.force is not sgz.Force.MUST):
        for path in _open_in(finding):
            hangs.setdefault(path, "requirement" if finding.force is sgz.Force.MUST else "advice")
    hangs |= dict.fromkeys(_BESIDE.get(name, {}), "always")
    places = [*_places(assessment.subject, ""), *_BESIDE.get(name, {}).items()]
    return {
        "facts": facts(name, locale, document),
        "asked": [
            {
                "path": path,
                "text": question.ask(locale),
                "evidence": question.evidence(locale) or "",
                "hangs": hangs.get(path) or ("always" if _names(path, type(assessment.subject)) else ""),
            }
            for path, declared in places
            for question in [Question(path, ((declared.zh, declared.en),), declared, (), judged=assessment)]
        ],
    }


def _places(subject: Any, before: str) -> Iterator[tuple[str, Fact[Any]]]:
    """Yield the facts of a subject, its parts and its members. Groups come last."""
    for name, declared in sorted(facts_of(type(subject)).items(), key=lambda item: _is_group(item[1].kind)):
        path, value = before + name, getattr(subject, name)
        kind: Any = declared.kind
        if kind.form is Form.PART:
            yield from _places(kind.members() if value is sgz.UNKNOWN else value, f"{path}.")
            continue
        yield path, declared
        if _is_group(kind) and value is not sgz.UNKNOWN:
            for number, member in enumerate(value):
                yield from _places(member, f"{path}[{number}].")


def _names(path: str, subject: type) -> bool:
    """Return whether a fact is what a member is called, or the place that is checked: a person needs no name."""
    owner, _, name = path.rpartition(".")
    if owner:
        return owner.endswith("]") and name in NAMES
    return name == next((naming for naming in _NAMING if naming in facts_of(subject)), None)


def _is_group(kind: Any) -> bool:
    return bool(kind.several and is_subject(kind.members))


def _open_in(finding: sgz.Finding) -> tuple[str, ...]:
    """Return the unknown facts on which it hangs whether a requirement holds, or will hold once it is due."""
    if finding.status is not sgz.Status.NOT_DUE:
        return finding.missing
    return tuple(path for path, value in finding.facts.items() if value is sgz.UNKNOWN)


def shared(name: str, locale: str, document: str) -> Any:
    """Return the facts that a link holds: of texts those that a rule reads, which no person's name is."""
    fields = form(name, locale)["fields"]
    left_out = {field["path"] for field in fields if field["form"] == Form.TEXT.value and not field["clauses"]}
    return _less(json.loads(document), left_out, "")


def _less(value: Any, left_out: set[str], path: str) -> Any:
    if isinstance(value, list):
        return [_less(member, left_out, f"{path}[]") for member in value]
    if not isinstance(value, dict):
        return value
    inner = {name: f"{path}.{name}" if path else name for name in value}
    return {name: _less(value[name], left_out, path) for name, path in inner.items() if path not in left_out}


def picture(name: str, locale: str, document: str, _on: str) -> str:
    """Return what the subject looks like, or what is decided about it; nothing where too little is known."""
    subject, beside = _loaded(name, document)
    match subject:
        case sgz.Budget():
            return subject.to_html(locale)
        case sgz.Sign():
            return _sign(subject)
        case sgz.Station():
            return _sign(subject.sign)
        case sgz.YearEnd():
            return _decision(subject, locale, **beside)
    return ""


def _sign(sign: Any) -> str:
    known = isinstance(sign, sgz.Sign) and sgz.UNKNOWN not in {sign.name, sign.emblems}
    return sign.to_svg() if known else ""


def _decision(end: Any, locale: str, started_on: date | None = None) -> str:
    if started_on is None or sgz.UNKNOWN in {end.contract_year, end.cycle_years}:
        return ""
    cycle = sgz.Cycle(started_on=started_on, years=end.cycle_years)
    return sgz.decide_renewal(
        cycle,
        contract_year=end.contract_year,
        grade=end.grade,
        on=max(cycle.contract_period(end.contract_year).last_day, sgz.NOTICE.issued_on),
        renewal_ruled_out=end.renewal_ruled_out,
        above_good_renews=end.above_good_renews,
        cycle_end_procures=end.cycle_end_procures,
    ).to_html(locale)


def timeline(name: str, locale: str, document: str, on: str) -> dict[str, str]:
    """Return how the answer changes from the year before to two years after, as a drawing and as text."""
    day = date.fromisoformat(on)
    made = sgz.timeline(
        _loaded(name, document)[0],
        first_day=date(max(day.year - 1, MINYEAR), 1, 1),
        last_day=date(min(day.year + 2, MAXYEAR), 12, 31),
        ruleset=_ruleset(name),
    )
    return {"svg": made.to_svg(today=day, locale=locale), "text": made.render(locale)}


def remedies(name: str, locale: str, document: str, on: str) -> str:
    """Return what is to be done; nothing where it is in order and nothing is due later."""
    assessment = _assessed(name, document, on)
    remedies = assessment.remedies()
    return "" if assessment.verdict is True and not remedies.in_time else remedies.to_html(locale)


def readings(name: str, locale: str, document: str, on: str) -> str:
    """Return on which reading the answer hangs."""
    compared = sgz.under_all_readings(_ruleset(name), _loaded(name, document)[0], on=date.fromisoformat(on))
    return compared.to_html(locale)


def whole_report(name: str, locale: str, document: str, on: str) -> str:
    """Return the report as a page of its own."""
    from sgzlib.assessment.report import title
    from sgzlib.prose.html import page

    assessment, language = _assessed(name, document, on), Language(locale)
    return page(assessment.view(language), language, title(assessment, language))


def printed(name: str, locale: str, document: str, on: str) -> str:
    """Return the self-check form, filled in, as a page to print."""
    return _assessed(name, document, on).to_form("html", locale)


def sheet(name: str, locale: str, document: str, on: str) -> str:
    """Return the self-check form, filled in, for Excel."""
    return b64encode(_assessed(name, document, on).to_form("xlsx", locale)).decode()


def receipt(name: str, _locale: str, document: str, on: str) -> str:
    """Return the receipt, which whoever has the library can check."""
    return sgz.receipt(_assessed(name, document, on))


def template(name: str, locale: str) -> str:
    """Return an empty workbook for many subjects."""
    return b64encode(sgz.workbook.template(_ruleset(name), locale=locale)).decode()


def workbook(name: str, locale: str, filled: str, on: str) -> str:
    """Return a filled workbook with the answers in it."""
    judged = sgz.workbook.judge(b64decode(filled), _ruleset(name), on=date.fromisoformat(on), locale=locale)
    return b64encode(judged).decode()


def answer(call: str, name: str, locale: str, *given: str) -> str:
    """Return what a function gives, or what is wrong with what it was given, each with its place."""
    try:
        return json.dumps({"value": globals()[call](name, locale, *given)})
    except sgz.SgzlibError as error:
        problems = getattr(error, "problems", (error,))
        return json.dumps({"problems": [_problem(problem, name, Language(locale)) for problem in problems]})


def _problem(problem: SgzlibError, name: str, language: Language) -> dict[str, str]:
    """Return where something is wrong, and how to put it right: in the words of the form where it is one field."""
    if problem.field.startswith("data"):  # of a workbook, whose bytes nobody has to see
        return {"path": "", "text": language.pick(("应为", "expected ")) + language.pick(_allowed(problem))}
    path = problem.field.partition(".")[2] or problem.field
    kind = _kind_at(_ruleset(name).subject, path)
    said, wanted = ("“{}”填写有误：应为{}", "{!r} is not valid: expected {}"), _allowed(problem)
    if kind is not None and _is_refused(kind, path, problem.value):
        said, wanted = ("“{}”填写有误：请填{}", "{!r} is not valid: enter {}"), asked_of(kind)
    return {"path": path, "text": language.pick(said).format(readable(str(problem.value)), language.pick(wanted))}


def _allowed(problem: SgzlibError) -> tuple[str, str]:
    return problem.allowed_zh, problem.allowed


def _kind_at(cls: Any, path: str) -> Any:
    """Return the kind of the fact at a path; None where there is no such fact."""
    kind: Any = None
    for step in re.sub(r"\[\d+\]", "", path).split("."):
        declared = facts_of(cls).get(step) if is_subject(cls) else None
        if declared is None:
            return None
        kind, cls = declared.kind, declared.kind.members
    return kind


def _is_refused(kind: Any, path: str, value: Any) -> bool:
    """Return whether it is the value by itself that is wrong, and not how it goes with others."""
    try:
        kind.read(path, value)
    except sgz.SgzlibError:
        return True
    return False
