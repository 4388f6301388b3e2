"""What the library writes, word for word: a golden file for each language, in `tests/golden`.

Wording, counts and tables are held here alone; the other tests name statuses and requirements (`wording`). After a
deliberate change `make golden` writes both files anew, and their diff is what is reviewed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import unified_diff
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from openpyxl import load_workbook

import sgzlib as sgz
from bridges.workbook.filling import filled
from prose.verdicts import VERDICTS
from sgzlib.assessment.forms.content import blank, filled_in
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.prose.language import Language
from sgzlib.prose.statuses import verdict_text
from wording import vector_texts

FOLDER = Path(__file__).parent / "golden"
VECTORS = Path(__file__).parents[1] / "src" / "sgzlib" / "bridges" / "vectors" / "data"
DATA = Path(__file__).parents[1] / "examples" / "data"
LOCALES = ("zh_CN", "en")
MARCH, JUNE = date(2022, 3, 1), date(2022, 6, 1)
evolve: Any = attrs.evolve


def read(subject: Any, name: str) -> Any:
    return sgz.interchange.load(subject, json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))


PREMISES = sgz.Premises(
    independent_office=True, desks_and_chairs=True, computer=True, printer=False, casework_room=False, group_room=True
)
WORKER = sgz.Worker(
    name="王芳",
    education=sgz.Education.SENIOR_HIGH,
    social_work_major=False,
    certificate=sgz.Certificate.ASSISTANT,
    certificate_passed_on=date(2018, 6, 17),
    registered=True,
    registration_expires=date(2022, 2, 28),
    continuing_education_hours=71,
)
TEAM = sgz.Team(
    workers=(
        sgz.Worker(
            name="李伟",
            education=sgz.Education.SENIOR_HIGH,
            social_work_major=False,
            certificate=sgz.Certificate.NONE,
            full_time=False,
            posted_on=date(2021, 8, 2),
        ),
    ),
    contracted_headcount=2,
    contract_signed_on=date(2021, 7, 23),
    project_started_on=date(2021, 7, 23),
    follows=sgz.Follows.NOTHING,
)
AT_A_WEEKEND = sgz.Team(
    workers=(),
    contracted_headcount=0,
    contract_signed_on=date(2021, 7, 23),
    service_started_on=date(2021, 8, 9),
    posted_in_full_on=date(2021, 8, 7),
)
DEGREE = sgz.Worker(
    social_work_major=True, education=sgz.Education.MASTER, certificate=sgz.Certificate.NONE, registered=False
)
EXTENSION, WAIVER, FINDING = sgz.DecisionKind
DECISIONS = [
    sgz.Decision(
        requirement=f"premises.{name}", kind=kind, by=sgz.Actor.DISTRICT_BUREAU, on=on, until=until, grounds="复函"
    )
    for name, kind, on, until in (
        ("printer", EXTENSION, date(2022, 2, 1), date(2022, 6, 30)),
        ("printer", WAIVER, date(2022, 2, 1), date(2022, 6, 30)),
        ("printer", FINDING, date(2022, 2, 1), None),
        ("filing_cabinet", EXTENSION, date(2022, 2, 1), date(2022, 2, 28)),
        ("filing_cabinet", EXTENSION, date(2022, 2, 1), None),
        ("filing_cabinet", EXTENSION, date(2022, 3, 2), date(2022, 6, 30)),
        ("casework_room", WAIVER, date(2022, 2, 1), None),
    )
]
SOURCES = {
    "": sgz.Source(how=sgz.SourceLevel.DECLARED, by="泰达街道", on=date(2022, 2, 1), evidence="检查记录"),
    "computer": sgz.Source(how=sgz.SourceLevel.DOCUMENT),
}
ASSESSED: dict[str, sgz.Assessment] = {
    "premises": sgz.check_premises(PREMISES, on=MARCH),
    "premises known in part": sgz.check_premises(sgz.Premises(independent_office=True), on=MARCH),
    "premises in time": sgz.check_premises(PREMISES, on=date(2021, 7, 1)),
    "premises before the notice": sgz.check_premises(PREMISES, on=date(2021, 5, 25)),
    "premises with decisions": sgz.check_premises(PREMISES, on=MARCH).with_decisions(DECISIONS),
    "premises with sources": sgz.check_premises(PREMISES, on=MARCH, sources=SOURCES),
    "worker": sgz.check_qualification(WORKER, on=MARCH),
    "worker registered for longer": sgz.check_qualification(
        evolve(WORKER, registration_expires=date(2024, 5, 31)), on=MARCH
    ),
    "worker known in part": sgz.check_qualification(
        sgz.Worker(certificate=sgz.Certificate.ASSISTANT, registered=True), on=MARCH
    ),
    "worker with a degree": sgz.check_qualification(DEGREE, on=MARCH),
    "team": sgz.check_staffing(TEAM, on=MARCH),
    "last day at a weekend": sgz.check_staffing(AT_A_WEEKEND, on=date(2021, 8, 10)),
    "plan sent late": sgz.check_plan(sgz.DistrictPlan(year=2021, submitted_on=date(2021, 7, 1)), on=MARCH),
    "contract": sgz.check_contract(read(sgz.Contract, "contract"), on=MARCH),
    "station": sgz.check_station(read(sgz.Station, "station_gaps"), on=MARCH),
}
# A station's own forms and facts have those of its parts.
RULESETS = [ruleset for ruleset in sgz.RULESETS.values() if ruleset not in [part for _, part in sgz.STATION.parts]]
JUDGED = [ruleset.subject for ruleset in sgz.RULESETS.values()]
MEMBERS: list[Any] = [fact.kind.members for subject in JUDGED for fact in facts_of(subject).values()]
SUBJECTS: list[Any] = list(dict.fromkeys([*JUDGED, *filter(is_subject, MEMBERS)]))


def blocks(texts: Iterable[tuple[str, str]]) -> str:
    """Return texts with their names, one below the other."""
    return "\n\n".join(f"[{name}]\n{text.strip()}" for name, text in texts)


def over(*names: str, write: Callable[[sgz.Assessment, str], str]) -> Callable[[str], str]:
    """Return what writes something of these assessments."""
    return lambda locale: blocks((name, write(ASSESSED[name], locale)) for name in names)


def table(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as lines."""
    cells = ([("" if cell is None else str(cell)).replace("\n", " / ") for cell in row] for row in rows)
    return "\n".join(" | ".join(row) for row in cells)


def text_of(html: str) -> str:
    """Return the text of a page, a line for each row, paragraph or heading."""
    lines = re.split(r"</(?:tr|p|li|dd|h\d|summary|title|text)>", re.sub(r"(?s)<style>.*?</style>", "", html))
    texts = (" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines)
    return "\n".join(text for text in texts if text)


def facts(locale: str) -> str:
    """Return what every fact is called, its question, its acts and what shows it."""
    language = Language(locale)
    return table(
        [f"{subject.__name__}.{name}", language.of(fact)]
        + [language.pick(pair) for pair in (fact.ask, fact.act, fact.late, fact.replace, fact.evidence) if pair]
        for subject in SUBJECTS
        for name, fact in facts_of(subject).items()
    )


def blank_forms(locale: str) -> str:
    """Return the rows of the blank forms: what every requirement asks, what shows it and who must act."""
    made = [blank(ruleset, sgz.TIANJIN_2021, Language(locale)) for ruleset in RULESETS]
    return blocks((form.title, rows_of(form)) for form in made)


def rows_of(form: Any) -> str:
    return "\n".join(part for title, rows in form.numbered() for part in (title, table(rows)) if part)


def verdicts(locale: str) -> str:
    return table(
        (name, verdict_text(sgz.assess(ruleset, subject, on=on), Language(locale)))
        for name, (ruleset, subject, on, _) in VERDICTS.items()
    )


def questions(assessment: sgz.Assessment, locale: str) -> str:
    asked = assessment.questions()
    return table([question.path, question.ask(locale), *question.decides(locale)] for question in asked)


def readings(locale: str) -> str:
    return sgz.under_all_readings(sgz.QUALIFICATION, DEGREE, on=MARCH).render(locale)


def laws(locale: str) -> str:
    changed = evolve(sgz.TIANJIN_2021, assistant_hours=80)
    return sgz.compare_laws(sgz.QUALIFICATION, sgz.TIANJIN_2021, changed, on=MARCH).render(locale)


def timelines(locale: str) -> str:
    decided = sgz.timeline(PREMISES, first_day=date(2022, 1, 1), last_day=date(2022, 12, 31), decisions=DECISIONS)
    team = sgz.timeline(TEAM, first_day=date(2022, 1, 1), last_day=date(2024, 12, 31))
    contract = sgz.timeline(read(sgz.Contract, "contract"), first_day=date(2021, 7, 1), last_day=date(2022, 12, 31))
    return blocks(
        [("team", team.render(locale)), ("contract", contract.render(locale)), ("decisions", decided.render(locale))]
    )


def progress(locale: str) -> str:
    later = sgz.check_premises(evolve(PREMISES, printer=True, computer=False), on=JUNE)
    law = evolve(sgz.TIANJIN_2021, minimum_qualified=2)
    untrained: sgz.Assessment = sgz.assess(sgz.STAFFING - "staffing.training", TEAM, on=JUNE)
    compared: dict[str, tuple[sgz.Assessment, sgz.Assessment]] = {
        "premises": (ASSESSED["premises"], later),
        "under another law": (ASSESSED["team"], sgz.check_staffing(TEAM, on=JUNE, policy=law)),
        "less one requirement": (ASSESSED["team"], untrained),
    }
    return blocks((name, sgz.compare_assessments(*pair).render(locale)) for name, pair in compared.items())


def renewals(locale: str) -> str:
    cycle = sgz.Cycle(started_on=date(2021, 7, 23))
    grades = (sgz.Grade.GOOD, sgz.Grade.UNQUALIFIED)
    decided = (
        sgz.decide_renewal(cycle, contract_year=1, grade=grade, on=date(2022, 7, 1)).render(locale) for grade in grades
    )
    return blocks(zip((Language(locale).of(grade) for grade in grades), decided, strict=True))


def district(locale: str) -> str:
    """Return the page of four stations, two of whose facts are unknown."""
    names = sgz.frames.columns_of(sgz.Premises)
    stations = pl.DataFrame(
        {
            **dict.fromkeys(names, [True] * 4),
            "station": ["泰达", "新港", "塘沽", "杭州道"],
            "area": ["东", "东", None, "西"],
            "printer": [True, None, False, True],
            "computer": [True, True, False, None],
        }
    )
    return text_of(sgz.frames.report(stations, sgz.PREMISES, on=MARCH, by="station", group="area").to_html(locale))


def workbooks(locale: str) -> str:
    """Return the cells of two workbooks that were filled in and judged."""
    judged: dict[str, tuple[sgz.Ruleset, list[Any]]] = {
        "premises": (sgz.PREMISES, [PREMISES, evolve(PREMISES, printer=None)]),
        "team": (sgz.STAFFING, [TEAM]),
    }
    books = [
        load_workbook(BytesIO(sgz.workbook.judge(filled(rules, subjects, locale), rules, on=MARCH, locale=locale)))
        for rules, subjects in judged.values()
    ]
    sheets = (
        (f"{name}: {sheet.title}", table(sheet.iter_rows(values_only=True)))
        for name, book in zip(judged, books, strict=True)
        for sheet in book
        if sheet.sheet_state == "visible"
    )
    return blocks(sheets)


def errors(locale: str) -> str:
    return table((name, message(refused, locale)) for name, refused in REFUSED.items())


def message(refused: Callable[[], object], locale: str) -> str:
    try:
        refused()
    except sgz.SgzlibError as error:
        return error.text(locale)
    raise AssertionError("nothing is refused")


# Values of other types are what is refused.
any_: Any = lambda value: value  # noqa: E731
REFUSED: dict[str, Callable[[], object]] = {
    "type": lambda: sgz.Worker(registered=any_("yes")),
    "label": lambda: sgz.Worker(education=any_("博士后")),
    "number": lambda: sgz.Team(contracted_headcount=-1),
    "name of a fact": lambda: sgz.interchange.load(sgz.Premises, {"printr": True}),
    "fen": lambda: sgz.BudgetLine(item="打印", unit_price=Decimal("0.05"), quantity=Decimal("0.5")),
    "day": lambda: sgz.check_premises(PREMISES, on=any_("2022-03-01")),
    "locale": lambda: ASSESSED["premises"].render("fr"),
    "requirement": lambda: sgz.PREMISES.only("premises.printr"),
    "decision": lambda: evolve(DECISIONS[0], until=date(2022, 1, 31)),
    "receipt": lambda: sgz.compare_assessments(any_("{}"), ASSESSED["premises"]),
    "period": lambda: sgz.Period(date(2022, 3, 1), date(2022, 2, 1)),
    "form": lambda: ASSESSED["premises"].to_form(any_("pdf")),
    "sources": lambda: sgz.check_premises(PREMISES, on=MARCH, sources={"prnter": SOURCES[""]}),
}

SECTIONS: dict[str, Callable[[str], str]] = {
    "verdicts": verdicts,
    "facts": facts,
    "blank forms": blank_forms,
    "reports": over(*ASSESSED, write=sgz.Assessment.render),
    "lists to do": over("premises", "team", "station", write=sgz.Assessment.to_do),
    "forms": over("premises", "team", write=lambda each, locale: rows_of(filled_in(each, Language(locale)))),
    "pages": over("premises", "premises with decisions", write=lambda each, locale: text_of(each.to_html(locale))),
    "remedies": over(
        "premises", "worker", "team", "plan sent late", write=lambda each, locale: each.remedies().render(locale)
    ),
    "questions": over("premises known in part", "worker known in part", write=questions),
    "reasons": over(
        "worker",
        "team",
        write=lambda each, locale: blocks((f.requirement.id, f.why().render(locale)) for f in each.findings),
    ),
    "readings": readings,
    "laws compared": laws,
    "timelines": timelines,
    "progress": progress,
    "renewals": renewals,
    "a district": district,
    "workbooks": workbooks,
    "errors": errors,
}


def sections_in(text: str) -> dict[str, str]:
    """Return the sections of a golden file by their names."""
    _, *parts = re.split(r"^======== (.+) ========\n", text, flags=re.MULTILINE)
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def written(section: str, locale: str) -> str:
    return SECTIONS[section](locale).strip()


def golden(locale: str) -> Path:
    return FOLDER / f"{locale}.txt"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_written_is_what_the_golden_file_holds(section: str, locale: str) -> None:
    held = sections_in(golden(locale).read_text(encoding="utf-8")).get(section, "")
    now = written(section, locale)
    changed = unified_diff(held.splitlines(), now.splitlines(), f"golden/{locale}.txt", "now", n=1, lineterm="")
    if lines := list(changed):
        pytest.fail(
            "\n".join([f"{section} ({locale}) changed; if on purpose, run `make golden`:", *lines]), pytrace=False
        )


@pytest.mark.parametrize("locale", LOCALES)
def test_the_golden_file_has_these_sections_and_no_others(locale: str) -> None:
    assert list(sections_in(golden(locale).read_text(encoding="utf-8"))) == list(SECTIONS)


if __name__ == "__main__":
    for each in LOCALES:
        texts = [f"======== {section} ========\n{written(section, each)}\n" for section in SECTIONS]
        golden(each).write_text("\n".join(texts), encoding="utf-8")
    for name, file in ((name, VECTORS / f"{name}.json") for name in sgz.RULESETS):
        held = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(sgz.vectors.text_of(held | vector_texts(sgz.RULESETS[name])), encoding="utf-8", newline="\n")
