"""Checks touch nothing: no file, socket, process, environment or clock, and no set order shows in what they print."""

import os
import subprocess
import sys
from pathlib import Path

import sgzlib

CHECKED = """
import datetime, os, random, sys, time
from decimal import Decimal
import sgzlib as sgz
from sgzlib.law.facts import facts_of, is_subject, subjects

def made(cls):
    return cls(**{name: known(fact.kind) for name, fact in facts_of(cls).items()})

def known(kind):
    if is_subject(kind.members):
        return (made(kind.members), kind.members()) if kind.name == "many" else made(kind.members)
    if kind.domain:
        return kind.domain[-1]
    if kind.name == "many":
        return tuple(kind.members)
    simple = {"count": 1, "hours": Decimal(80), "yuan": Decimal("9.99"), "date": datetime.date(2021, 9, 1)}
    return simple.get(kind.name)

on = datetime.date(2022, 3, 1)
pairs = [
    (ruleset, subject) for ruleset in sgz.RULESETS.values() for subject in (ruleset.subject(), made(ruleset.subject))
]

warm = sgz.check_qualification(sgz.Worker(), on=on)
warm.missing, warm.findings[0].missing  # what is loaded on first use, is

def refuse(event, args):
    if event.startswith(("open", "os.", "socket.", "subprocess.", "import", "shutil.", "time.", "tempfile.")):
        raise AssertionError(f"a check did {event} {args}")

def poisoned(*args, **kwargs):
    raise AssertionError("a check read the clock, the environment or chance")

class Environment(dict):
    __getitem__ = get = __contains__ = __iter__ = poisoned

for name in ("time", "time_ns", "monotonic", "localtime", "gmtime", "perf_counter"):
    setattr(time, name, poisoned)
for name in ("random", "randint", "choice", "getrandbits"):
    setattr(random, name, poisoned)
os.environ, os.getenv = Environment(), poisoned

class AnyDate(type):
    def __instancecheck__(cls, value):
        return isinstance(value, date)

class NoClock(datetime.date, metaclass=AnyDate):
    today = poisoned

date, datetime.date = datetime.date, NoClock
sys.addaudithook(refuse)
for ruleset, subject in pairs:
    assessment = sgz.assess(ruleset, subject, on=on)
    assessment.verdict, assessment.missing, assessment.violations, assessment.by_subject
    for finding in assessment.findings:
        finding.facts, finding.readings, finding.missing, finding.due
PLANTED
print("nothing was touched", len(pairs))
"""

RENDERED = """
import datetime, hashlib
import sgzlib as sgz
assessments = {
    name: sgz.assess(ruleset, ruleset.subject(), on=datetime.date(2022, 3, 1)) for name, ruleset in sgz.RULESETS.items()
}
text = "".join(one.render(locale) for one in assessments.values() for locale in ("zh_CN", "en"))
text += "".join(assessments[name].to_json() + assessments[name].to_html() for name in ("staffing", "funding"))
filled = sgz.workbook.template(sgz.QUALIFICATION)
text += sgz.workbook.judge(filled, sgz.QUALIFICATION, on=datetime.date(2022, 3, 1)).hex()
print(hashlib.sha256(text.encode()).hexdigest())
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ) | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"} | environment,
    )


def test_checks_touch_nothing_and_read_no_clock() -> None:
    done = run(CHECKED.replace("PLANTED", ""))
    assert "nothing was touched" in done.stdout, done.stderr


PLANTED = ("open('x')", "os.environ['x']", "time.time()", "datetime.date.today()", "os.listdir('.')")
CAUGHT = """
for planted in {planted}:
    try:
        exec(planted)
    except AssertionError as caught:
        print(planted, caught)
"""


def test_the_watch_sees_what_it_is_to_see() -> None:
    done = run(CHECKED.replace("PLANTED", CAUGHT.format(planted=PLANTED)))
    told = [line.partition(" a check ")[0] for line in done.stdout.splitlines()]
    assert told == [*PLANTED, f"nothing was touched {len(sgzlib.RULESETS) * 2}"], done.stderr


def test_reports_data_and_views_are_the_same_bytes_under_any_hash_seed() -> None:
    digests = {run(RENDERED, PYTHONHASHSEED=seed).stdout for seed in ("0", "4242")}
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_checking_loads_no_babel_and_rendering_does() -> None:
    check = (
        "import sys, datetime, sgzlib as sgz; a = sgz.check_qualification(sgz.Worker(), on=datetime.date(2022, 3, 1))"
    )
    loaded = "a.verdict, a.missing; print('babel' in sys.modules, end=' '); a.render(); print('babel' in sys.modules)"
    assert run(f"{check}\n{loaded}").stdout == "False True\n"


def test_a_check_loads_nothing_that_only_documents_need() -> None:
    check = "import sys, datetime, sgzlib as sgz; a = sgz.check_premises(sgz.Premises(), on=datetime.date(2022, 3, 1))"
    documents = "{'json', 'sgzlib.assessment.documents', 'sgzlib.prose.typed'} & set(sys.modules)"
    loaded = f"a.verdict; before = {documents}; a.to_json(); print(len(before), len({documents}))"
    assert run(f"{check}\n{loaded}").stdout == "0 3\n"


def test_the_source_reads_no_clock() -> None:
    for file in sorted(Path(sgzlib.__file__).parent.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for word in ("today()", "now(", "import random", "os.environ", "getenv"):
            assert word not in text, f"{file.name}: {word}"
