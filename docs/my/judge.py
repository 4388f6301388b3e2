"""What the page "My station" asks of the library, inside the browser: text in, JSON out."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

import sgzlib as sgz
from sgzlib.law.facts import is_subject
from sgzlib.prose.language import Language


def form(name: str, locale: str) -> str:
    """Return every fact that a ruleset may ask for, as the fields of a form."""
    language = Language(locale)
    return json.dumps([_field(one, language) for one in sgz.inputs_of(sgz.RULESETS[name])])


def _field(question: sgz.Question, language: Language) -> dict[str, Any]:
    kind = question.fact.kind
    members = kind.several and is_subject(kind.members)
    options = kind.members if kind.several and not members else kind.domain
    return {
        "path": question.path,
        "form": "members" if members else kind.form.value,
        "group": " · ".join(language.pick(label) for label in question.labels[:-1]),
        "text": language.pick(question.labels[-1]),
        "unit": language.pick(question.unit) if question.unit else "",
        "options": [{"value": sgz.interchange.dump(one), "text": language.value(one)} for one in options],
        "clauses": [f"{one.locator} {language.pick((one.summary_zh, one.summary_en))}" for one in question.clauses],
    }


@lru_cache(maxsize=1)
def _assessed(name: str, document: str, on: str) -> sgz.Assessment:
    ruleset = sgz.RULESETS[name]
    subject = sgz.interchange.load(ruleset.subject, json.loads(document))
    return sgz.assess(ruleset, subject, on=date.fromisoformat(on))


def judge(name: str, locale: str, document: str, on: str) -> str:
    """Return the report on a subject."""
    return json.dumps(_assessed(name, document, on).to_html(locale))


def questions(name: str, locale: str, document: str, on: str) -> str:
    """Return what to ask next, the most decisive first: where it goes, and what it is called."""
    language = Language(locale)
    asked = _assessed(name, document, on).questions()
    return json.dumps([{"path": one.path, "text": language.of(one)} for one in asked])


def remedies(name: str, locale: str, document: str, on: str) -> str:
    """Return what would mend it."""
    return json.dumps(_assessed(name, document, on).remedies().to_html(locale))
