"""四(一), second sentence: the conditions that a contractor (承接主体) meets.

A unified social credit code (`uscc-2015`), where one is given, says by its first character who registered the
organisation: neither its kind, nor that it is registered still, for a body that is struck off keeps its code. Left
out: whether the code has been issued to that organisation, which only the register knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.errors import InvalidType, InvalidValue
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import TEXT, YES_NO, Form, Kind
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, yes_or_no

CIVIL_AFFAIRS = "5"


def _credit_code(field: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InvalidType(field, value, CREDIT_CODE.zh, CREDIT_CODE.en)
    # It is loaded here since it loads a good deal more, and most programs never give a code.
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    try:
        return str(uscc.validate(value))
    except InvalidLength:
        wrong = "；长度不符", "; its length is wrong"
    except InvalidChecksum:
        due = uscc.calc_check_digit(value)
        wrong = f"；校验码应为 {due}", f"; its check character would be {due}"
    except ValidationError:
        wrong = "；含有不允许的字符", "; it holds a character that is not allowed"
    raise InvalidValue(field, value, CREDIT_CODE.zh + wrong[0], CREDIT_CODE.en + wrong[1])


CREDIT_CODE: Kind[str] = Kind(
    Form.TEXT, "text", "18位统一社会信用代码", "a unified social credit code of 18 characters", _credit_code
)


_ANOTHER = ("由购买主体依规另行确定承接主体", "the purchaser chooses another contractor under the rules")


@subject
class Contractor(ViewedSubject):
    """The organisation that runs a station under the contract (承接主体).

    `credit_code` is stored in capitals without spaces; its format and check character are verified. A code not issued
    by civil affairs cannot belong to a social organisation: `registered` is then False, and True is refused.
    `social_work` is whether the organisation is of the social-work kind. A fact that is left out or None is UNKNOWN.
    Raises `InvalidType` or `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> sgz.Contractor(credit_code="91110000600037341L").registered
    False
    >>> sgz.Contractor(credit_code="52120116MJ0000001M", registered=False).registered    # struck off
    False
    >>> sgz.Contractor(credit_code="91110000600037341L", registered=True)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contractor.registered: True 不可用，应为否（False）：91110000600037341L \
不是民政部门赋码 (not usable, expected False: 91110000600037341L was not issued by civil affairs)
    >>> sgz.Contractor(credit_code="52120116MJ0000001X")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Contractor.credit_code: '52120116MJ0000001X' 不可用，应为18位\
统一社会信用代码；校验码应为 M (not usable, ...)
    """

    called = ("承接主体", "Contractor")
    counted = ("个", "承接主体", "contractors")

    name: Fact[str] = fact(TEXT, "名称", "name", moves=Moves.NEVER)
    credit_code: Fact[str] = fact(
        CREDIT_CODE,
        "统一社会信用代码",
        "unified social credit code",
        moves=Moves.NEVER,
        evidence=("登记证书", "the registration certificate"),
        ask=("统一社会信用代码是什么？", "What is the unified social credit code?"),
    )
    registered: Fact[bool] = fact(
        YES_NO,
        "依法登记的社会组织",
        "lawfully registered social organisation",
        moves=Moves.NEVER,
        late=_ANOTHER,
        evidence=("社会组织法人登记证书", "the registration certificate"),
        ask=("是否为依法登记的社会组织？", "Is it a lawfully registered social organisation?"),
    )
    social_work: Fact[bool] = fact(
        YES_NO,
        "属于社会工作类",
        "of the social-work kind",
        moves=Moves.NEVER,
        late=_ANOTHER,
        evidence=("社会组织法人登记证书", "the registration certificate"),
        ask=("是否属于社会工作类社会组织？", "Is it a social organisation of the social-work kind?"),
    )
    social_work_purpose: Fact[bool] = fact(
        YES_NO,
        "业务范围或章程明确社会工作宗旨、范围和方式",
        "scope or charter names aims, scope and methods",
        act=(
            "在业务范围或章程中明确社会工作宗旨、范围和方式",
            "state social-work purpose, scope and methods in the business scope or the charter",
        ),
        evidence=("章程、登记证书", "the charter, the registration certificate"),
        ask=(
            "业务范围或章程是否明确社会工作宗旨、范围和方式？",
            "Does the business scope or the charter state social-work purpose, scope and methods?",
        ),
    )
    sound_finance: Fact[bool] = fact(
        YES_NO,
        "财务规范",
        "sound finance",
        act=("健全财务管理，具备规范的财务资质", "put its finance in order"),
        evidence=("财务制度、审计报告", "financial rules, audit report"),
        ask=("是否具备规范的财务资质？", "Is its finance sound?"),
    )
    tax_compliant: Fact[bool] = fact(
        YES_NO,
        "纳税资质规范",
        "tax-compliant",
        act=("办理纳税事项，具备规范的纳税资质", "put its taxes in order"),
        evidence=("纳税证明", "proof of tax payment"),
        ask=("是否具备规范的纳税资质？", "Is it tax-compliant?"),
    )
    fixed_office: Fact[bool] = fact(
        YES_NO,
        "有固定办公场所",
        "fixed office",
        act=("落实固定的办公场所", "take a fixed office"),
        evidence=("房屋产权或租赁证明", "title or lease"),
        ask=("是否有固定的办公场所？", "Does it have a fixed office?"),
    )
    professional_team: Fact[bool] = fact(
        YES_NO,
        "有专业队伍",
        "professional team",
        act=("配齐专业队伍", "build a professional team"),
        evidence=("人员名册、资质证明", "list of staff, proof of qualification"),
        ask=("是否有专业队伍？", "Does it have a professional team?"),
    )
    lawful: Fact[bool] = fact(
        YES_NO,
        "无违法违规记录",
        "no record of violations",
        moves=Moves.NEVER,
        late=_ANOTHER,
        evidence=("信用信息查询结果", "credit-information record"),
        ask=("是否无违法违规记录？", "Is its record free of violations?"),
    )
    reputable: Fact[bool] = fact(
        YES_NO,
        "社会信誉良好",
        "in good standing",
        moves=Moves.NEVER,
        late=_ANOTHER,
        evidence=("信用信息查询结果", "credit-information record"),
        ask=("社会信誉是否良好？", "Is it in good standing?"),
    )

    def __attrs_post_init__(self) -> None:
        if self.credit_code is UNKNOWN or str(self.credit_code).startswith(CIVIL_AFFAIRS):
            return
        if self.registered is True:
            raise InvalidValue(
                "Contractor.registered",
                self.registered,
                f"否（False）：{self.credit_code} 不是民政部门赋码",
                f"False: {self.credit_code} was not issued by civil affairs",
            )
        object.__setattr__(self, "registered", False)


_condition = partial(yes_or_no, clause="四(一)", force=Force.MUST, by=Actor.CONTRACTOR)
registered = _condition(
    "registered", source="uscc-2015", zh="是依法登记的社会组织", en="is a lawfully registered social organisation"
)
social_work = _condition(
    "social_work", zh="是社会工作类的社会组织", en="is a social organisation of the social-work kind"
)
purpose = _condition(
    "purpose",
    fact="social_work_purpose",
    zh="业务范围或章程写明社会工作的宗旨、范围和方式",
    en="its business scope or charter names the aims, scope and methods of social work",
)
finance = _condition("finance", fact="sound_finance", zh="财务规范", en="its finances are sound")
tax = _condition("tax", fact="tax_compliant", zh="纳税资质规范", en="its tax affairs are in order")
office = _condition("office", fact="fixed_office", zh="有固定的办公场所", en="it has a fixed office")
team = _condition("team", fact="professional_team", zh="有专业队伍", en="it has a professional team")
lawful = _condition("lawful", zh="没有违法违规记录", en="it has no record of violations")
reputation = _condition("reputation", fact="reputable", zh="社会信誉良好", en="it is in good standing")

CONTRACTOR = Ruleset(
    "contractor",
    Contractor,
    (registered, social_work, purpose, finance, tax, office, team, lawful, reputation),
    law=TIANJIN_2021,
    zh="承接主体条件",
    en="Conditions of a contractor",
)


def check_contractor(
    contractor: Contractor,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Contractor]:
    """Check on a day whether an organisation may run a station (承接主体条件), 四(一).

    `sources` gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the
    contractor is not a `Contractor`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> contractor = sgz.Contractor(registered=True, lawful=False)
    >>> assessment = sgz.check_contractor(contractor, on=date(2021, 7, 1))
    >>> assessment.verdict, [finding.requirement.id for finding in assessment.violations]
    (False, ['contractor.lawful'])
    """
    return assess(CONTRACTOR, contractor, on=on, policy=policy, scope=scope, sources=sources)
