"""Typing (类型): the sort of every node of a formula, and the sorts that may be combined.

A sort is a truth, a number, an amount of money, a day, a text, a label of one class, or several labels of one class.
Connectives take truths, and comparisons take two values of one sort; a constant may be a number or an amount. A
mistake is refused while the rule is recorded, so that the error points to the line of the rule.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, NoReturn, TypeAlias

from sgzlib.law.errors import InvalidType, nearest
from sgzlib.law.formula.nodes import Comparison, Constant, Given, Group, Node, Parameter, walk
from sgzlib.law.kinds import Form, Kind
from sgzlib.law.labels import Labelled
from sgzlib.law.truth import Unknown


class Sort(Labelled):
    """What a node is (节点的类型), other than labels; in Chinese and English."""

    TRUTH = "是否", "a truth"
    NUMBER = "数", "a number"
    MONEY = "金额", "an amount of money"
    PLAIN = "数（常量）", "a number (a constant)"
    DAY = "日期", "a day"
    TEXT = "文本", "a text"
    UNKNOWN = "未知", "unknown"
    NOTHING = "无，缺少 return", "nothing, as return is missing"


Is: TypeAlias = "Sort | type[Enum] | tuple[type[Enum]]"
"""What a node is (类型): a sort, the class of a label, or a tuple of the class of several labels."""

Said: TypeAlias = tuple[str, str]
AMOUNTS: Final = (Sort.NUMBER, Sort.MONEY, Sort.PLAIN, Sort.UNKNOWN)
UNCOMPARED: Final = (Sort.TRUTH, Sort.NOTHING)
_OF_FORM = {
    Form.TRUTH: Sort.TRUTH,
    Form.WHOLE: Sort.NUMBER,
    Form.DECIMAL: Sort.NUMBER,
    Form.DAY: Sort.DAY,
    Form.TEXT: Sort.TEXT,
}


def of_kind(kind: Kind[Any]) -> Is:
    """Return what the values of a kind are (类型)."""
    if kind.money:
        return Sort.MONEY
    if kind.form in _OF_FORM:
        return _OF_FORM[kind.form]
    members: Any = kind.members
    return (members,) if kind.several else members


def of_value(value: Any) -> Is:
    """Return what a constant is (常量的类型)."""
    match value:
        case Unknown():
            return Sort.UNKNOWN
        case Enum():
            return type(value)
        case bool():
            return Sort.TRUTH
        case int() | Decimal():
            return Sort.PLAIN
        case date():
            return Sort.DAY
        case _:
            return Sort.TEXT


def same(left: Is, right: Is) -> Is | None:
    """Return what two are that may stand beside each other (同类); None where they may not."""
    if left is right or left == right or right is Sort.UNKNOWN or (right is Sort.PLAIN and left in AMOUNTS):
        return left
    return right if left is Sort.UNKNOWN or (left is Sort.PLAIN and right in AMOUNTS) else None


def ordered(sort: Is) -> bool:
    """Whether values of a sort have an order (是否有序): labels do where their class says so."""
    return issubclass(sort, int) if isinstance(sort, type) else sort is not Sort.TEXT


def named(sort: Is) -> tuple[str, str]:
    """Return what a sort is called in Chinese and English (名称)."""
    if isinstance(sort, Sort):
        return sort.zh, sort.en
    if isinstance(sort, tuple):
        return f"{sort[0].__name__} 的多项标签", f"several labels of {sort[0].__name__}"
    return f"{sort.__name__} 的标签", f"a label of {sort.__name__}"


def refuse(value: Any, zh: str, en: str) -> NoReturn:
    """Refuse what a rule does (拒绝): `requirement` says which one and where."""
    raise InvalidType("requirement", called(value), zh, en)


def called(value: Any) -> Any:
    """Return what a fact or a number is called in the rule, a constant itself, and else what is asked in it."""
    match value:
        case Given(name, _) | Group(name, _):
            return name
        case Parameter(name):
            return f"case.law.{name}"
        case Constant(constant):
            return constant
        case Comparison(sign, left, right):
            return f"{called(left)} {sign} {called(right)}"
        case Node():
            return ", ".join(str(called(part)) for part in walk(value) if isinstance(part, Given | Group | Parameter))
        case _:
            return value


def refuse_sort(value: Any, sort: Is, wanted: Is, hint: Said = ("", "")) -> NoReturn:
    """Refuse a value of one sort where one of another is wanted (类型不合)."""
    (wanted_zh, wanted_en), (zh, en) = named(wanted), named(sort)
    refuse(value, f"{wanted_zh}（这是{zh}）{hint[0]}", f"{wanted_en}: this is {en}{hint[1]}")


def refuse_name(name: str, class_name: str, known: list[str]) -> NoReturn:
    """Refuse a name that a class does not have (名称有误), and suggest the nearest that it has."""
    meant = nearest(name.rpartition(".")[2], known)
    zh, en = ("", "") if meant is None else (f"，是否指 {meant}？", f"; did you mean {meant}?")
    refuse(name, f"{class_name} 的名称之一：{'、'.join(known)}{zh}", f"a name of {class_name}: {', '.join(known)}{en}")


BRACKETS: Final = (
    "；& 与 | 先于比较结合，每个比较都要加括号：(a >= b) & c",
    "; & and | bind before comparisons, so write each comparison in brackets: (a >= b) & c",
)
NOT_USED: Final = (
    "参与运算的事实（is、if、赋值都不是运算：是否类直接写事实或 not_()，标签写 == 或 one_of()）",
    (
        "a fact used in an operation; is, if and assignment are not operations (for yes or no, write the fact itself "
        "or not_(); for a label, == or one_of())"
    ),
)
NOT_RETURNED: Final = (
    "与结果有关的事实或数值（由它算得的一项没有写进 return 的式子）",
    "a fact or number on which the answer depends; what is computed from it is not part of what the rule returns",
)
NOT_KNOWN: Final = (
    "事实的要求（未知的事实仍为未知，由 questions() 询问，规则不检验是否已知）",
    "a condition on a fact; an unknown fact stays unknown, and questions() asks for it",
)
NO_TRUTH: Final = (
    "用 &、|、not_()、one_of() 与单个比较写成的规则（if、and、or、not、in、min、max 与连续比较均不可用于事实）",
    (
        "a rule written with &, |, not_(), one_of() and single comparisons (if, and, or, not, in, min, max and chained "
        "comparisons do not work on facts)"
    ),
)
NO_NUMBER: Final = (
    "+、-、* 与比较（不作除法、取整、乘方：比例写 at_least_percent() 等，a / b <= c 写 a <= c * b）",
    (
        "+, -, * and comparisons; there is no division, rounding or power (for a share write at_least_percent() or the "
        "like, for a / b <= c write a <= c * b)"
    ),
)
NO_NUMBER_OF_ITS_OWN: Final = (
    "case.law 的数值或日期（规则只可写 0 和 1；不由规定给出的数，如一年的月数，在规则之外写作 MONTHS = Fixed(12)）",
    (
        "a number or day of case.law; a rule may contain only 0 and 1 (declare a number that no law sets, such as the "
        "months of a year, outside the rule: MONTHS = Fixed(12))"
    ),
)
NO_TEXT: Final = (
    "整段文本的比较或 ends_with()（规则不拼写、不截取文本）",
    "a comparison of the whole text or ends_with(); a rule cannot join or split texts",
)
NO_MEMBERS: Final = (
    "对整组的提问：size()、count()、every()、total()、distinct()、latest()、earliest()（不逐个取用成员，也不比较两个成员）",
    (
        "a question about the whole group: size(), count(), every(), total(), distinct(), latest(), earliest() (a rule "
        "cannot use a single member or compare two)"
    ),
)
NO_PART: Final = ("组成部分的一项事实（部分本身不比较）", "a fact of the part; a part itself cannot be compared")
NO_KEY: Final = (
    "== 或 one_of()（事实不能查字典，也不能用 in 检验）",
    "== or one_of(); a fact cannot be looked up in a dict or a set",
)
NO_COMPARISON: Final = (
    "事实本身或 not_(事实)（是否之间不比较）",
    "the fact itself or not_(fact); two truth values cannot be compared",
)
NOT_ASKED: Final = ("includes() 所要求的标签，至少一项", "at least one label for includes()")
NO_LABEL: Final = ("includes() 或 consists_of()（多项标签不比较）", "includes() or consists_of() for several labels")
NO_SEVERAL: Final = (
    "取值为多项标签的事实（一项标签写 == 或 one_of()）",
    "a fact of several labels; for one label write == or one_of()",
)
NO_ORDER: Final = (
    "==、!= 或 one_of()（没有先后之分；标签要有先后，须声明为 Ordered）",
    "==, != or one_of(); it has no order (labels have one if their class is Ordered)",
)
NO_SUM_OF_DAYS: Final = (
    "推移日期的 days_after()、months_after() 等，或计相隔天数的 days_between()",
    "days_after(), months_after() and the like, which move a day, or days_between(), which counts days",
)
NO_SHIFT: Final = (
    "规定或事实的整数（日期不按小数、人数、合计推移）",
    (
        "a whole number of the law, or a fact; a day cannot be moved by a number of members, by a total, or by a part "
        "of a day"
    ),
)
NO_WORKDAYS: Final = (
    "规定中的非负整数（工作日只按规定的天数计）",
    "a whole number of the law that is never below 0; working days cannot be counted by any other number",
)
NO_SQUARE: Final = ("金额乘以数（金额与金额不相乘）", "an amount times a number; two amounts cannot be multiplied")
NO_DEBT: Final = (
    "不为负的金额（相减写在函数之外：total(a) - total(b)，amount_if(c, a) - amount_if(c, b)）",
    "an amount that is never below 0; write a difference outside (total(a) - total(b))",
)
NO_PRODUCT: Final = (
    "不为负的因数（可能为负的，如差，只乘以规定数值）",
    "a factor that is never below 0; a difference may be negative and can only be multiplied by a number of the law",
)
NO_GROUP: Final = ("以 many() 声明的对象组", "a group that is declared by many()")
NO_ATTRIBUTE: Final = ("sgzlib.law 的函数（事实没有方法和属性）", "a function of sgzlib.law; a fact has no methods")
NO_GREATEST: Final = (
    "；数没有最大、最小，逐个成员提问写 every()",
    "; there is no greatest or least number of a group: use every() to ask each member",
)
NO_FUNCTION: Final = (
    "sgzlib.law 的函数（事实不能交给其他函数）",
    "a function of sgzlib.law; facts cannot be passed to other functions",
)
NO_DISTINCT: Final = (
    "一项标签的事实及其选项（distinct() 只数有几种标签；文本、数是否重复，列为“是否”事实）",
    (
        "a fact of one label, and some of its labels; distinct() does not count texts or numbers (make it a yes-or-no "
        "fact whether they repeat)"
    ),
)
NO_VALUE: Final = (
    "事实、规定数值、日期或标签（多项标签写 includes()，成员写 count() 等）",
    "a fact, a number of the law, a day or a label (use includes() for several labels, count() for members)",
)
NO_AMOUNT: Final = (
    "与一个数的比较（least()、greatest()、days_between() 等只用于比较；封顶写 where(a <= cap, a, cap)）",
    (
        "a comparison with a number; least(), greatest(), days_between() and the like can only be compared (write a "
        "cap as where(a <= cap, a, cap))"
    ),
)
NO_TOTAL: Final = ("；是否类用 count()", "; count() counts for how many members something is true")
NO_QUESTION: Final = ("事实的名称、member_rule 或要求组", "the name of a fact, a member_rule or a ruleset")
NO_WHOLE: Final = (
    "成员本身的事实（成员规则不能问整体，整体的条件写在要求里）",
    "a fact of the member; its rule cannot ask the whole (put that condition into the requirement)",
)
