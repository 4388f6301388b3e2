"""What the documentation takes from the code itself: the notice clause by clause, the readings, the reference.

A line `{{ notice }}` or `{{ reference station }}` in a page is replaced, while the site is built, with what the
function of that name writes, so that these pages cannot say anything else than the code.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import runpy
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from shutil import copyfile
from typing import Any

from chinese import LINES
from deadlines import deadline
from mkdocs.plugins import event_priority
from translation import TRANSLATION

import sgzlib as sgz
from sgzlib import law
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.kinds import Form
from sgzlib.law.labels import HasLabels
from sgzlib.prose import explain
from sgzlib.prose.language import Language, Pair
from sgzlib.prose.statuses import MARK, STATUS, URGENCY


def on_page_markdown(markdown: str, *, config: Any, **_: Any) -> str:
    """Replace the lines that ask for what the code says, in the language of the site being built."""
    language = Language(config.theme["language"])
    pages: dict[str, Callable[..., str]] = {
        page.__name__: page
        for page in (
            notice,
            wording,
            contents,
            readings,
            reference,
            authors,
            checklist,
            forms,
            actors,
            statuses,
            glossary,
            theorems,
            conditions,
            form,
            clauses,
            evidence,
        )
    }
    return re.sub(
        r"^\{\{ (\w+)(?: (\w+))? \}\}$",
        lambda asked: pages[asked[1]](language, *filter(None, asked.groups()[1:])),
        markdown,
        flags=re.MULTILINE,
    )


PARTS = ("一", "二", "三", "四", "五", "六", "七")

_TITLES = {
    "前言": "What the notice rests on",
    "一": "Aims and tasks",
    "二": "Principles",
    "二(一)": "Led by the Party",
    "二(二)": "People first",
    "二(三)": "Led by the profession",
    "二(四)": "Society takes part",
    "三": "What a station must have",
    "三(一)": "Premises",
    "三(二)": "Staffing",
    "三(三)": "Service catalogue",
    "三(四)": "Management rules",
    "三(五)": "Uniform sign",
    "四": "How services are bought",
    "四(一)": "Purchaser and contractor",
    "四(二)": "Content of the services",
    "四(三)": "Sources of money",
    "四(四)": "Amount of money",
    "四(五)": "Length of a project",
    "五": "Who does what",
    "五(一)": "The city bureau",
    "五(二)": "The district bureaus",
    "五(三)": "Streets and townships",
    "五(四)": "Contractors",
    "六": "Steps",
    "六(一)": "Plan",
    "六(二)": "Launch",
    "六(三)": "Evaluation",
    "七": "Safeguards",
    "七(一)": "Organisation",
    "七(二)": "Charitable resources",
    "七(三)": "Publicity",
    "附件": "Annex: the number of stations",
}
"""The titles of the clauses in English: the notice has Chinese ones alone."""


def _title(clause: sgz.Clause, language: Language) -> str:
    return f"{language.clause(clause.locator)} {language.pick((clause.title, _TITLES[clause.locator]))}"


def _link(clause: sgz.Clause, language: Language) -> str:
    """Link to a clause from a page of another folder."""
    return f"[{language.clause(clause.locator)}](../notice/{_page(clause)}#{clause.locator}){{ .clause }}"


def _page(clause: sgz.Clause) -> str:
    part = clause.locator[0]
    return f"{PARTS.index(part) + 1}.md" if part in PARTS else "index.md"


def on_page_content(html: str, *, page: Any, config: Any, **_: Any) -> str:
    """Adapt to Chinese: no space where a line breaks, and a docstring begins with its Chinese term."""
    if not Language(config.theme["language"]).chinese:
        return html
    html = re.sub(r"<(p|li)>.*?</\1>", lambda match: _BROKEN.sub("", match[0]), html, flags=re.DOTALL)
    if not page.file.src_uri.startswith("reference/"):
        return html
    for english, chinese in _LABELS.items():
        html = html.replace(english, chinese)
    # The headings of classes and functions hold theirs.
    html = re.sub(
        r'(<div class="doc doc-contents ">\s*)<p>(.*?)</p>',
        lambda match: f"{match[1]}{_chinese_term(match[2])}<p>{match[2]}</p>",
        html,
        flags=re.DOTALL,
    )
    return _NAMED.sub(lambda match: match[0] + _chinese_line(match[1]), html)


_LABELS = {
    "Bases: <code>": "基类：<code>",
    "<code>property</code>": "<code>属性</code>",
    "<code>classmethod</code>": "<code>类方法</code>",
    "<code>module-attribute</code>": "<code>模块属性</code>",
    "<code>class-attribute</code>": "<code>类属性</code>",
    "<code>instance-attribute</code>": "<code>实例属性</code>",
    "<code>cached</code>": "<code>有缓存</code>",
}
"""What mkdocstrings writes in English whatever the language."""

_WIDE = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”"
_BROKEN = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])|(?<=[，。；：、！？）])\n(?=[\w<])")


# From the heading of a name to where its text begins, behind the term that may stand there.
_NAMED = re.compile(
    r'<h\d id="sgzlib\.([\w.]+)" class="doc doc-heading">(?:(?!<h\d ).)*?'
    r'<div class="doc doc-contents[^"]*">\s*(?:<p><strong>[^<]*</strong></p>)?',
    re.DOTALL,
)


def _chinese_term(text: str) -> str:
    term = _TERM.search(text)
    return "" if term is None else f"<p><strong>{term[1]}</strong></p>"


def _chinese_line(path: str) -> str:
    name = _HOME.sub("", path)
    line = LINES.get(name) or LINES[f".{name.rpartition('.')[2]}"]
    return "<p>" + re.sub("`(.*?)`", r"<code>\1</code>", line) + "</p>"


# What users do not write: the package of a bridge, and the module of tables that holds a function.
_HOME = re.compile(r"^(?:bridges|prose)\.|(?<=frames\.)[a-z]\w*\.(?=\w+$)|\b(\w+)\.(?=\1$)")


@event_priority(-200)  # behind the plugin that sets the links
def on_page_context(context: Any, *, config: Any, **_: Any) -> Any:
    """Link the languages to each other from where a page is, so that the site may stand in any folder of a server."""
    for alternate in config.extra.alternate:
        alternate["link"] = alternate["link"].lstrip("/")  # the theme makes it relative to the page
    return context


def on_post_page(output: str, *, page: Any, config: Any, **_: Any) -> str:
    """Name the theme's search for screen readers, and let it look for no map of the site: a page has none beside it.

    The page "My station" has no search: the index would be a fifth of its size.
    """
    language = Language(config.theme["language"])
    name = language.pick(("搜索", "Search"))
    output = output.replace('role="dialog"', f'role="dialog" aria-label="{name}"')
    if not language.chinese:  # where the script of the search looks for the index, and finds pages from
        output = re.sub(r'"base": "([./]+)"', rf'"base": "\1/{_ENGLISH}"', output, count=1)
    if page.file.src_uri.startswith(("my/", "meals/index")):
        output = _SEARCH.sub("", output, count=1)
    return re.sub(r'\s*<link rel="alternate"[^>]*>', "", output)


_SEARCH = re.compile(
    r'<label class="md-header__button md-icon" for="__search">.*?<ol class="md-search-result__list"[^>]*></ol>'
    r"\s*(?:</div>\s*){5}",
    re.DOTALL,
)


_ENGLISH = "en/"


@event_priority(-200)  # behind the plugin that writes one index of both languages
def on_post_build(*, config: Any, **_: Any) -> None:
    """Give each language an index of its own, and the notice's pages what their script reads."""
    site = Path(config.site_dir)
    _split_index(site)
    _ledger(site / "notice")
    _forms(site / "forms")


def _split_index(site: Path) -> None:
    path = site / "search/search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    english = [entry for entry in index["docs"] if entry["location"].startswith(_ENGLISH)]
    if english:
        chinese = [entry for entry in index["docs"] if not entry["location"].startswith(_ENGLISH)]
        english = [entry | {"location": entry["location"].removeprefix(_ENGLISH)} for entry in english]
        for home, docs in ((site, chinese), (site / _ENGLISH, english)):
            (home / "search").mkdir(parents=True, exist_ok=True)
            text = json.dumps(index | {"docs": docs}, ensure_ascii=False)
            (home / "search/search_index.json").write_text(text, encoding="utf-8")


def _ledger(home: Path) -> None:
    """Put beside the notice's pages what their script reads: the ledger's digests, and the steps of the scenarios."""
    home.mkdir(exist_ok=True)
    held = {
        "clauses": [{"locator": clause.locator, "title": clause.title} for clause in sgz.NOTICE],
        "signed": f"{sgz.NOTICE.issued_on:%Y}年{sgz.NOTICE.issued_on.month}月{sgz.NOTICE.issued_on.day}日",
        "sentences": [{"place": sentence.place, "digest": sentence.digest} for sentence in sgz.NOTICE.sentences],
    }
    text = json.dumps(held, ensure_ascii=False)
    (home / "ledger.js").write_text(f"export default {text};\n", encoding="utf-8")
    copyfile(_STEPS, home / _STEPS.name)


_WORDING = (
    """本网站不收录通知原文。有原文的，可以在此打开文本文件或者粘贴全文；原文逐句按校验值核对后，列在相应的要求旁边。
文本只保存在本浏览器中，不上传，关闭标签页后清除。""",
    """This site does not contain the wording. If you have the notice's text (Chinese), open it as a text file or paste
it. Each sentence is checked by its digest and shown beside its requirements. The text stays in this browser, is not
sent anywhere, and is gone when you close the tab.""",
)


def wording(language: Language, depth: str) -> str:
    """Write the place where a reader attaches the notice's own text, which stays in the browser."""
    home = "../" * int(depth) if language.chinese else "../" * (int(depth) + 2) + "notice/"
    text = language.pick(_WORDING)
    pairs = (
        ("对照原文", "Show the wording beside the rules"),
        ("通知全文", "The notice's text"),
        ("清除", "Clear"),
    )
    summary, paste, clear = map(language.pick, pairs)
    return (
        f'<details class="note" id="wording"><summary>{summary}</summary><p>{text}</p>'
        f'<p><input type="file" accept=".txt,text/plain" aria-label="{paste}"></p>'
        f'<p><textarea rows="4" aria-label="{paste}"></textarea></p>'
        f'<p><button type="button" class="md-button">{clear}</button></p></details>'
        f'<p id="wording-status" role="status"></p>'
        f'<script type="module" src="{home}notice.js"></script>'
    )


def notice(language: Language, part: str) -> str:
    """Write a part of the notice: summary, English translation, then numbers, requirements, duties and sentences."""
    asked = [clause for clause in sgz.NOTICE if clause.locator.partition("(")[0] == part]
    return "\n\n".join(block for clause in asked for block in _clause(clause, language))


def contents(language: Language) -> str:
    """List the clauses and what each holds; a link that was made to one of them finds its way from here."""
    rules = [requirement for requirement, *_ in _rules(language).values()]
    rows = (
        (
            f'<a id="{clause.locator}"></a>[{_title(clause, language)}]({_page(clause)}#{clause.locator})',
            language.pick((clause.summary_zh, clause.summary_en)),
            str(sum(requirement.clause == clause for requirement in rules)),
        )
        for clause in sgz.NOTICE
        if clause.locator[0] in PARTS
    )
    return _table(language, (("条款", "clause"), ("内容", "what it says"), ("要求（项）", "requirements")), rows)


def _clause(clause: sgz.Clause, language: Language) -> Iterator[str]:
    yield f"## {_title(clause, language)} {{ #{clause.locator} }}"
    yield language.pick((clause.summary_zh, clause.summary_en))
    if not language.chinese:
        text = f"{_AUTHORITATIVE}\n\n{TRANSLATION[clause.locator].strip()}"
        yield _box("abstract", "What the clause says (unofficial translation)", text)
    for rule in _rules(language).values():
        if rule[0].clause == clause:
            yield _rule(*rule, language)
    numbers = [number for number in sgz.TIANJIN_2021.numbers.values() if number.clause == clause]
    if numbers:
        rows = (
            (
                language.of(number),
                language.number(sgz.TIANJIN_2021, number.id),
                "" if number.source is None else language.pick((number.source.title_zh, number.source.title_en)),
            )
            for number in numbers
        )
        yield _table(language, (("数值", "number"), ("取值", "value"), ("另据", "also based on")), rows)
    for reading in sgz.TIANJIN_2021.readings.values():
        if reading.clause == clause:
            question = language.pick((reading.question, reading.question_en))
            title = f"{language.pick(_QUESTION)} · {question}".replace('"', "'")
            yield _box("question", title, _options(reading, language), "???")
    told_scenarios = _scenarios().get(clause.locator, [])
    if told_scenarios:
        title = language.pick((f"情景（{len(told_scenarios)}）", f"Scenarios, in Chinese ({len(told_scenarios)})"))
        run = language.pick(("运行该情景", "Run this scenario"))
        button = f'<button type="button" class="md-button run">{run}</button>'
        shown = (f"```gherkin\n{text}\n```\n\n{button}" for text in told_scenarios)
        yield _box("scenarios", title, "\n\n".join(shown), "???")
    duties = [duty for duty in sgz.NOTICE.duties if duty.clause == clause]
    if duties:
        rows = (
            (language.list(map(language.of, duty.by)), language.of(duty.force), language.of(duty)) for duty in duties
        )
        yield _table(language, (("责任单位", "actor"), ("约束力", "force"), ("职责", "duty")), rows)
    sentences = [sentence for sentence in sgz.NOTICE.sentences if sentence.clause == clause.locator]
    if sentences:
        title = language.pick(
            (f"原文各句的处理（{len(sentences)}）", f"How each sentence is treated ({len(sentences)})")
        )
        rows = (
            (
                str(sentence.ordinal),
                language.of(sentence.standing),
                f"{_account(sentence, language)} {_words_of((sentence,))}",
            )
            for sentence in sentences
        )
        inner = _table(language, (("句", "sentence"), ("处理", "treatment"), ("说明", "details")), rows)
        yield _box("ledger", title, inner, "???")


_AUTHORITATIVE = "In our own words. Only the Chinese text is authoritative."


@cache
def _scenarios() -> dict[str, list[str]]:
    """Return the scenarios that the tests run, by the locators that their titles begin with."""
    scenarios_by_locator: dict[str, list[str]] = {}
    scenarios = runpy.run_path(str(_STEPS))["scenarios"]
    for path in sorted(_STEPS.parent.glob("*.feature")):
        for shown in scenarios(path.read_text(encoding="utf-8")):
            for locator in shown.partition(": ")[2].partition(" ")[0].split("、"):
                scenarios_by_locator.setdefault(locator, []).append(shown)
    return scenarios_by_locator


_STEPS = Path(__file__).parents[1] / "tests/scenarios/steps.py"


def _words_of(sentences: Iterable[sgz.Sentence]) -> str:
    """Return the place of what a reader's copy says there; the page's script fills it."""
    return f'<span data-sentences="{" ".join(sentence.place for sentence in sentences)}"></span>'


def _account(sentence: sgz.Sentence, language: Language) -> str:
    if sentence.reason:
        return sentence.reason[0] if language.chinese else sentence.reason[1]
    return language.list(f"`{id_}`" for id_ in (*sentence.requirements, *sentence.duties))


@cache
def _rules(language: Language) -> dict[str, tuple[sgz.Requirement, explain.RuleRow, sgz.Ruleset]]:
    """Return every requirement by its id, with its row in the table of the ruleset that it was written for."""
    rules: dict[str, tuple[sgz.Requirement, explain.RuleRow, sgz.Ruleset]] = {}
    for ruleset in sgz.RULESETS.values():
        for row in explain.table(ruleset, str(language.locale)):
            if row.path == "":
                requirement = next(rule for rule in ruleset.requirements if rule.id == row.id)
                rules[row.id] = requirement, row, ruleset
    return rules


_WHO, _UNTIL, _FACTS, _EVIDENCE, _CLAUSE = (
    ("责任单位", "Who acts"),
    ("完成时限", "Until when"),
    ("核对的情况", "Facts checked"),
    ("佐证材料", "Evidence"),
    ("通知条款", "Clause"),
)
_BRING = ("需准备的材料", "What to have ready")


def _in_words(requirement: sgz.Requirement, ruleset: sgz.Ruleset, language: Language) -> Iterator[tuple[Pair, str]]:
    """Yield what somebody has to know who acts on a requirement: who, until when, with what facts and evidence."""
    if requirement.by:
        yield _WHO, language.list(map(language.of, requirement.by))
    until = deadline(ruleset, "", requirement, language)
    if until is not None:
        yield _UNTIL, until
    facts = [fact for fact in _inputs(ruleset.name) if requirement in fact.requirements]
    if facts:
        yield _FACTS, language.list(dict.fromkeys(map(language.of, facts)))
    if evidence := _evidence(facts, language):
        yield _EVIDENCE, evidence


def _evidence(facts: Iterable[sgz.Question], language: Language) -> str:
    """Write what shows some facts, each document once."""
    comma = language.pick(("、", ", "))
    texts = (fact.evidence(str(language.locale)) or "" for fact in facts)
    return comma.join(dict.fromkeys(name for text in texts for name in text.split(comma) if name))


@cache
def _inputs(name: str) -> tuple[sgz.Question, ...]:
    return sgz.inputs_of(sgz.RULESETS[name])


def _points(points: Iterable[tuple[Pair, str]], language: Language) -> str:
    colon = language.pick(("：", ": "))
    return "\n".join(f"- **{language.pick(label)}**{colon}{text}" for label, text in points)


def _rule(requirement: sgz.Requirement, row: explain.RuleRow, ruleset: sgz.Ruleset, language: Language) -> str:
    title = f"{language.of(row.force)} · {language.asked(requirement, sgz.TIANJIN_2021)}"
    points = list(_in_words(requirement, ruleset, language))
    if requirement.source is not None:
        points.append((_RESTS_ON, language.pick((f"《{requirement.source.title_zh}》", requirement.source.title_en))))
    if row.readings:
        links = (
            f"[{language.pick((reading.question, reading.question_en))}](../readings.md#{reading.id})"
            for reading in row.readings
        )
        points.append((_QUESTION, " ".join(links)))
    words = _words_of(sentence for sentence in sgz.NOTICE.sentences if requirement.id in sentence.requirements)
    formula = row.formula if requirement.restates else f"`{row.formula}`"
    folded = _box("formula", language.pick(("公式", "Formula")), f"`{requirement.id}`\n\n{formula}", "???")
    inner = f"{words}\n\n{_points(points, language)}\n\n{folded}"
    return _box(row.force.name.lower(), title.replace('"', "'"), inner)


def _box(kind: str, title: str, inner: str, mark: str = "!!!") -> str:
    return f'{mark} {kind} "{title}"\n\n' + "\n".join(f"    {line}" for line in inner.splitlines())


_QUESTION = ("可作两种理解之处", "Can be read in two ways")
_RESTS_ON = ("另据", "Also based on")


def _table(language: Language, head: Iterable[tuple[str, str]], rows: Iterable[Iterable[str]]) -> str:
    titles = [language.pick(title) for title in head]
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def readings(language: Language) -> str:
    """Write every open question of the notice with its options, and the requirements that hang on it."""
    blocks: list[str] = []
    for reading in sgz.TIANJIN_2021.readings.values():
        clause = reading.clause
        blocks.append(f"## {_title(clause, language)} · {reading.id} {{ #{reading.id} }}")
        blocks.append(f"{language.pick(_SAYS)}{language.pick((clause.summary_zh, clause.summary_en))}")
        blocks += [f"**{language.pick((reading.question, reading.question_en))}**", _options(reading, language)]
        hanging = [
            f"[{language.asked(requirement, sgz.TIANJIN_2021)}]"
            f"(notice/{_page(requirement.clause)}#{requirement.clause.locator})"
            for requirement, row, _ in _rules(language).values()
            if reading in row.readings
        ]
        if hanging:
            blocks.append(language.pick(("影响：", "It affects: ")) + language.pick(("；", "; ")).join(hanging))
    return "\n\n".join(blocks)


_SAYS = ("条款内容：", "What the clause says, in our words: ")


def _options(reading: sgz.Reading, language: Language) -> str:
    """List the options of an open question, and the grounds of each."""
    default, grounds = language.pick(("（默认）", " (default)")), language.pick(("理由：", "Grounds: "))
    options = (
        f"- `{type(option).__name__}.{option.name}` {language.of(option)}"
        + (default if option is reading.default else "")
        + (f" → {language.of(reading.forces[index])}" if reading.forces else "")
        + (f"\n    - {grounds}{language.pick(reading.grounds[index])}" if reading.grounds else "")
        for index, option in enumerate(reading.options)
    )
    return "\n".join(options)


def theorems(language: Language) -> str:
    """List the theorems that the tests prove, numbered, with their clauses."""
    rows = (
        (str(number), language.pick((theorem.zh, theorem.en)), theorem.clauses, f"`{theorem.id}`")
        for number, theorem in enumerate(_proofs()["THEOREMS"], start=1)
    )
    head = (("编号", "number"), ("定理", "theorem"), ("条款", "clauses"), ("名称", "name"))
    return _table(language, head, rows)


def evidence(language: Language) -> str:
    """List for each requirement where it is stated, what is proved and tested of it, its cases and its readings."""
    proofs, tested = _proofs(), _tested()
    texts = (file.read_text(encoding="utf-8") for file in (_TESTS / "scenarios").glob("*.feature"))
    lines = Counter(re.findall(r"[a-z_]+\.[a-z_]+", "".join(texts)))
    rows: dict[str, tuple[str, ...]] = {}
    for ruleset in proofs["RULESETS"]:
        cases = Counter(case.requirement for case in sgz.vectors.cases(ruleset))
        own = {rule.id: rule for rule in ruleset.requirements}
        for row in explain.table(ruleset, str(language.locale)):
            if row.id not in own:
                continue
            numbered = enumerate(proofs["THEOREMS"], start=1)
            proved = [str(number) for number, theorem in numbered if row.id in theorem.requirements]
            rows[row.id] = (
                f"{language.asked(own[row.id], ruleset.law)}<br>`{row.id}`",
                f"[{language.clause(row.clause.locator)}](notice/{_page(row.clause)}#{row.clause.locator})",
                language.pick(("、", ", ")).join(proved),
                str(len(tested[row.id])),
                str(lines[row.id]),
                str(cases[row.id]),
                language.list(f"[`{reading.id}`](readings.md#{reading.id})" for reading in row.readings) or "—",
            )
    head = (
        (f"要求（{len(rows)}项）", f"requirement ({len(rows)})"),
        ("表述：条款", "stated: clause"),
        ("证明：定理编号", "proved: theorems"),
        ("测试：事例", "tested: cases"),
        ("情景：行", "scenarios: lines"),
        ("测试向量：用例", "vectors: cases"),
        ("涉及的理解", "readings"),
    )
    return _table(language, head, rows.values())


_TESTS = Path(__file__).parents[1] / "tests"


@cache
def _proofs() -> dict[str, Any]:
    return runpy.run_path(str(_TESTS / "worlds/theorems.py"))


@cache
def _tested() -> dict[str, tuple[Any, ...]]:
    """Return the cases that the tests hold of each requirement, by its id."""
    sys.path.append(str(_TESTS))
    cases: dict[str, tuple[Any, ...]] = runpy.run_path(str(_TESTS / "test_coverage_of_rules.py"))["CASES"]
    return cases


def conditions(language: Language) -> str:
    """List how each condition of the requirements was shown to decide, and of those that cannot, why."""
    held, reason = _conditions()
    ways = ("unique", "open", "masking", "")
    rows = [
        (
            f"`{name}`",
            str(len(conditions_of)),
            *(str(sum(condition.shown == way for condition in conditions_of)) for way in ways),
        )
        for name, conditions_of in held.items()
    ]
    rows.append(
        (language.pick(("合计", "total")), *(str(sum(int(row[column]) for row in rows)) for column in range(1, 6)))
    )
    head = (("要求组", "ruleset"), ("条件", "conditions"), ("仅此不同", "unique cause"), ("另有未知", "open"))
    counted = _table(language, (*head, ("遮蔽", "masking"), ("不可能", "impossible")), rows)
    why: dict[str, dict[str, None]] = {}
    for condition in (
        condition for conditions_of in held.values() for condition in conditions_of if not condition.shown
    ):
        why.setdefault(language.pick(reason(condition)), {})[f"`{condition.of}`"] = None
    impossible = ((said, language.list(ids)) for said, ids in why.items())
    return f"{counted}\n\n{_table(language, (('原因', 'reason'), ('要求', 'requirements')), impossible)}"


@cache
def _conditions() -> tuple[dict[str, list[Any]], Callable[[Any], Pair]]:
    made = runpy.run_path(str(_TESTS / "worlds/mcdc.py"))
    return {ruleset.name: made["conditions"](ruleset) for ruleset in made["RULESETS"]}, made["reason"]


def reference(language: Language, part: str) -> str:
    """List the public names that live in a part of the library, for mkdocstrings to describe."""
    names = [name for name, home in _homes().items() if home == part]
    return "\n\n".join(_described(name, getattr(sgz, name), language) for name in names)


def authors(language: Language) -> str:
    """List the names that rules are written with, besides the public ones."""
    names = [name for name in law.__all__ if name not in sgz.__all__]
    # By the path of a module that is called as its function, mkdocstrings would describe the module.
    homes = (f"{name}.{name}" if f"sgzlib.law.{name}" in sys.modules else name for name in names)
    return "\n\n".join(_documented(f"sgzlib.law.{home}", language) for home in homes)


def _documented(path: str, language: Language) -> str:
    """Ask mkdocstrings for a name; in Chinese its heading holds the term that the first line of its docstring gives."""
    module, _, name = path.rpartition(".")
    value = getattr(sgz if module == "sgzlib" else law, name)
    # What authors write with stands under a heading of its own; every other name stands right below the page's.
    options = f"::: {path}\n    options:\n      heading_level: {2 if module == 'sgzlib' else 3}"
    if not language.chinese or not _TERM.search(_first_line(value)):
        return options
    return f"{options}\n      heading: '{name} {_term(value, language)}'\n      toc_label: {name}"


# A locator, as the (二) of a clause, is no term.
_TERM = re.compile(r"\((?![一二三四五六七八九十]\))([^()]*[\u4e00-\u9fff][^()]*)\)")


def _first_line(value: Any) -> str:
    return (inspect.getdoc(value) or "").partition("\n")[0]


def _term(value: Any, language: Language) -> str:
    """Return what a public name is called: the Chinese term in the first line of its docstring, or the name itself."""
    term = _TERM.search(_first_line(value))
    return term[1] if language.chinese and term else str(value.__name__)


def _homes() -> dict[str, str]:
    stub = ast.parse(Path(sgz.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    taken = {
        alias.asname or alias.name: str(node.module).split(".")
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name: path[-2] for name, path in taken.items() if name in sgz.__all__}


def _described(name: str, value: Any, language: Language) -> str:
    if inspect.isclass(value) and is_subject(value):
        return f"{_documented(f'sgzlib.{name}', language)}\n\n{_facts(value, language)}"
    if not isinstance(value, sgz.Ruleset):
        return _documented(f"sgzlib.{name}", language)
    ids = language.list(f"`{requirement.id}`" for requirement in value.requirements)
    kind = language.pick(("要求组", "ruleset on"))
    return f"## {name} {{ #sgzlib.{name} }}\n\n{language.of(value)} · {kind} `{value.subject.__name__}`\n\n{ids}"


def _facts(subject: type, language: Language) -> str:
    rows = (
        (f"`{name}`", language.of(fact), fact.kind.zh if language.chinese else fact.kind.en)
        for name, fact in facts_of(subject).items()
    )
    return _table(language, (("事实", "fact"), ("含义", "meaning"), ("取值", "values")), rows)


def checklist(language: Language, name: str) -> str:
    """Write the checklist of a ruleset: what to have ready, to be filled in, and what is asked, to be ticked."""
    ruleset = sgz.RULESETS[name]
    rows = (
        (
            language.of(asked),
            _blank(asked.fact, language),
            _evidence((asked,), language),
            language.list(_link(clause, language) for clause in asked.clauses),
        )
        for asked in _inputs(name)
    )
    blocks = [f"## {language.of(ruleset)} {{ #{name} }}", f"### {language.pick(_BRING)} {{ #{name}-facts }}"]
    blocks.append(_table(language, (("情况", "fact"), ("填写", "fill in"), _EVIDENCE, _CLAUSE), rows))
    blocks.append(f"### {language.pick(('逐项核对', 'Tick item by item'))} {{ #{name}-items }}")
    for requirement, row, owner in _rules(language).values():
        if owner is ruleset:
            points = [*_in_words(requirement, owner, language), (_CLAUSE, _link(requirement.clause, language))]
            title = f"□ {language.asked(requirement, sgz.TIANJIN_2021)}"
            blocks.append(f"**{title}** · {language.of(row.force)}\n\n{_points(points, language)}")
    return "\n\n".join(blocks)


def _blank(fact: Any, language: Language) -> str:
    """Return what is left to be filled in by hand, by the form of a fact's values."""
    kind = fact.kind
    if kind.domain:
        options = reversed(kind.domain) if kind.form is Form.TRUTH else kind.domain  # "yes" is read first
        return " ".join(f"□ {language.value(option)}" for option in options)
    if kind.several and not is_subject(kind.members):
        return " ".join(f"□ {language.of(member)}" for member in kind.members)
    if kind.form is Form.DAY:
        return language.pick(("____年__月__日", "day __ month __ year ____"))
    unit = ("元", "yuan") if kind.money else fact.unit
    return "______" if unit is None else f"______ {language.pick(unit)}"


def _example(package: str) -> tuple[sgz.Notice, sgz.Ruleset]:
    """Return the notice and the ruleset of an example."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))
    try:
        module = import_module(package)
    finally:
        sys.path.pop(0)
    return module.NOTICE, next(value for value in vars(module).values() if isinstance(value, sgz.Ruleset))


def form(language: Language, package: str) -> str:
    """Write the form of "My station" for the ruleset of another notice."""
    _, ruleset = _example(package)
    page = Path(__file__).parent / language.pick(("my/index.md", "my/index.en.md"))
    _, opening, block = page.read_text(encoding="utf-8").partition('<div id="my"')
    option = f'<option value="{package}.{ruleset.name}">{language.of(ruleset)}</option>'
    block = re.sub("<option.*</option>", option, block).replace("../notice/{part}/", "clauses/")
    return opening + block.replace('src="form.js"', 'src="../my/form.js"')


def clauses(language: Language, package: str) -> str:
    """Write the clauses of another notice: our summary of each, and its requirements."""
    noticed, ruleset = _example(package)
    numbers: Any = ruleset.law
    blocks = [f"{noticed.title} · {noticed.title_en}"]
    for clause in noticed:
        opens = clause is noticed.clauses[0]
        title = ("前言", "Opening words") if opens else (f"{clause.locator} {clause.title}", f"Clause {clause.locator}")
        blocks.append(f"## {language.pick(title)} {{ #{clause.locator} }}")
        blocks.append(language.pick((clause.summary_zh, clause.summary_en)))
        rows = [
            (language.asked(rule, numbers), language.of(rule.force), language.list(map(language.of, rule.by)))
            for rule in ruleset.requirements
            if rule.clause == clause
        ]
        if rows:
            blocks.append(_table(language, (("要求", "requirement"), ("约束力", "force"), ("责任单位", "actor")), rows))
    return "\n\n".join(blocks)


FORMS = {
    "station": ("一个社工站", "a station"),
    "qualification": ("一名社工的专业资质", "the qualification of a worker"),
    "sign": ("统一标识", "a sign"),
    "budget": ("项目预算", "a budget"),
    "contract": ("购买合同", "a contract"),
    "plan": ("区级年度计划", "a district's plan"),
}
"""The rulesets whose blank forms the site offers, and what they check."""

_KINDS = {"html": ("网页（打印）", "web page (to print)"), "xlsx": ("Excel", "Excel"), "docx": ("Word", "Word")}


def forms(language: Language) -> str:
    """List the blank forms, in the language of the page, as links to files that the build writes beside it."""
    home = "" if language.chinese else "../../forms/"
    head = (("自查对象", "What is checked"), *_KINDS.values())
    rows = (
        (
            language.pick(called),
            *(f'<a href="{home}{_file_of(name, kind, language)}">{language.pick(_KINDS[kind])}</a>' for kind in _KINDS),
        )
        for name, called in FORMS.items()
    )
    return _table(language, head, rows)


def _file_of(name: str, kind: str, language: Language) -> str:
    return f"{name}.{kind}" if language.chinese else f"{name}-en.{kind}"


def _forms(home: Path) -> None:
    """Write the blank forms, which the page of forms links to."""
    home.mkdir(exist_ok=True)
    for name in FORMS:
        for language in (Language("zh_CN"), Language("en")):
            for kind in ("html", "xlsx", "docx"):
                form: Any = sgz.blank_form(sgz.RULESETS[name], kind, locale=str(language.locale))
                data = form.encode() if isinstance(form, str) else form
                (home / _file_of(name, kind, language)).write_bytes(data)


def actors(language: Language) -> str:
    """List what each actor has to do: the requirements that it acts on, and the duties that no requirement tests."""
    blocks: list[str] = []
    for actor in sgz.Actor:
        rows = [
            (
                f"□ {language.asked(requirement, sgz.TIANJIN_2021)}",
                language.of(row.force),
                deadline(ruleset, "", requirement, language) or "",
                _link(requirement.clause, language),
            )
            for requirement, row, ruleset in _rules(language).values()
            if actor in requirement.by and not requirement.restates
        ]
        rows += [
            (f"□ {language.of(duty)}", language.of(duty.force), "", _link(duty.clause, language))
            for duty in sgz.NOTICE.duties
            if actor in duty.by
        ]
        head = (("事项", "item"), ("约束力", "force"), _UNTIL, _CLAUSE)
        blocks += [f"## {language.of(actor)} {{ #{actor.name.lower()} }}", _table(language, head, rows)]
    return "\n\n".join(blocks)


def statuses(language: Language) -> str:
    """List the marks and names of the statuses, the most urgent first."""
    rows = ((MARK[status], *STATUS[status]) for status in URGENCY)
    return _table(language, (("标记", "mark"), ("中文", "Chinese"), ("英文", "English")), rows)


def glossary(language: Language) -> str:
    """List the labels of the code in both languages: enumerations first, then the facts of every subject."""
    head = (("中文", "Chinese"), ("英文", "English"), ("代码", "code"))
    public = [getattr(sgz, name) for name in _homes()]
    blocks: list[str] = []
    for exported in public:
        if inspect.isclass(exported) and issubclass(exported, HasLabels):
            blocks.append(f"### {_term(exported, language)}")
            blocks.append(_table(language, head, ((each.zh, each.en, f"`{each.name}`") for each in exported)))
    for exported in public:
        if inspect.isclass(exported) and is_subject(exported):
            blocks.append(f"### {_term(exported, language)}")
            rows = ((fact.zh, fact.en, f"`{name}`") for name, fact in facts_of(exported).items())
            blocks.append(_table(language, head, rows))
    return "\n\n".join(blocks)
