"""What stands between quotation marks as the notice's words is in the notice: in every text of ours and on every page.

Quotation marks serve other words too: those of the library's own forms and reports, and of other documents. `OURS` and
`ELSEWHERE` list these, so that a new one has to be looked at.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

ROOT = Path(__file__).parents[2]
PAGES = sorted(ROOT.glob("docs/**/*.md")) + sorted(ROOT.glob("README*.md"))
# Where the notice is known, and what makes the pages.
MODULES = sorted(ROOT.glob("src/sgzlib/tianjin/**/*.py")) + sorted(ROOT.glob("docs/**/*.py"))

# Words of reports, forms and examples.
OURS = {
    *("是", "否", "未知", "不详", "无数据", "/", "汇总", "是否", "中文", "前言"),
    *("应当", "不符合", "暂无法判定", "尚未到期", "确有", "可能有", "至少一人", "链接", "六有", "载入进度"),
    *("人民币", "圆", "零", "社工服务站", "三(二)", "助理社会工作师", "制作餐食的人员"),
    *("三名", "有效", "{}", "填写说明", "整改清单", "确认", "逐项汇总", "逐项结果", "驻站社工人数"),
    *("不再要求", "不符合的要求", "可以", "至迟自……起", "认定", "通知没有规定延期、豁免和认定"),
    *("来源等级", "打印机来源", "仅有自报", "核实并补报"),
    *("解释", "事实"),
    *("at least one", "not yet", "尚未", "优秀"),
}
OURS.add("本页不能双击打开，请通过本单位网站的地址打开；没有网站地址的，可先下载自查表填写。")
# Words of the documents that the rules rest on besides the notice.
ELSEWHERE = {"以内": "civil-code", "届满": "civil-code"}


def bare(text: str) -> str:
    return re.sub(r"[\s()]", "", normalize("NFKC", text))


def quoted(text: str) -> Iterator[str]:
    yield from re.findall(r"“([^“”]*)”", text)
    yield from re.findall(r"「([^「」]*)」", text)
    yield from (words for words in re.findall(r'"([^"\n]*)"', text) if re.search(r"[\u4e00-\u9fff]", words))


def texts_of(module: Path) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings: those may quote whatever their examples need."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            yield node.value


def prose_of(page: Path) -> str:
    """Return a page without its code."""
    return re.sub(r"`[^`]*`", "", re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))


QUOTED = {(page, words) for page in PAGES for words in quoted(prose_of(page))} | {
    (module, words) for module in MODULES for text in texts_of(module) for words in quoted(text)
}


def test_every_quotation_is_in_the_notice(notice_text: str) -> None:
    notice = bare(notice_text)
    wrong = {
        (path.name, words)
        for path, words in QUOTED
        if words not in OURS and words not in ELSEWHERE and any(bare(part) not in notice for part in words.split("……"))
    }
    assert wrong == set()
    assert len(QUOTED) > 100


def test_every_exception_is_needed(notice_text: str) -> None:
    notice = bare(notice_text)
    used = {words for _, words in QUOTED}
    assert {words for words in OURS | ELSEWHERE.keys() if words not in used} == set()
    assert {words for words in OURS | ELSEWHERE.keys() if bare(words) in notice} == set()


def test_words_that_the_notice_does_not_have_are_noticed(notice_text: str) -> None:
    assert list(quoted('“作用发挥好”“效果明显”之类；「一街一策」；it says "续签合同"')) == [
        "作用发挥好",
        "效果明显",
        "一街一策",
        "续签合同",
    ]
    assert bare("效果明显") not in bare(notice_text)
    assert bare("每站（每年）") == "每站每年"
