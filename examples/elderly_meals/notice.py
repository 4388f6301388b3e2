"""The notice (通知): its text, its clauses and who acts; the ledger accounts for each sentence."""

from __future__ import annotations

from datetime import date

from sgzlib.law import Clause, Labelled, Notice, Sentence
from sgzlib.law.ledger import digest, split

TEXT = """各镇政府：为办好老年助餐点，制定本办法。
一、开办。助餐点应当取得食品经营许可，并与镇政府签订服务协议。签订协议后3个月内开业，开业后30天内向镇政府备案。门口设置统一标识，公示服务时间。
二、场所。助餐点设在一楼，就餐座位不少于20个，就餐面积不少于50平方米。消防安全检查须在有效期内。出入口原则上无障碍。
三、人员。制作餐食的人员应当持有有效的健康证明。至少配备1名食品安全管理员。受过培训的人员不低于百分之八十。送餐人员应当参加意外伤害保险。
四、供餐。每周开放不少于5天，供应午餐。每餐价格不超过15元，其中基本餐不超过10元。每周公布食谱，食品留样不少于48小时。提倡提供少盐少油和软食餐。
五、补贴。每月供餐1000份以内的部分每份补贴3元，超过的部分每份补贴2元，送餐上门的每份另加1元，每月补贴不超过6000元。
申领的补贴不得超过应得的数额。单独记账，公布收支。每月终了后10天内报送上月供餐情况。
六、监督。老年人满意率达到百分之八十，未达到的应当改进。投诉应当答复。座位达到60个的为大型助餐点，达到40个的为中型助餐点，其余为小型助餐点。"""


class Bearer(Labelled):
    """Who acts under the rules (责任单位)."""

    POINT = "助餐点", "meal point"
    TOWN = "镇政府", "township"


_CLAUSES = (
    Clause("前言", "前言", "说明办法的适用事项。", "What the rules are about."),
    Clause("一", "开办", "许可、协议、开业、备案和标识。", "Permit, agreement, opening, registration and sign."),
    Clause("二", "场所", "楼层、座位、面积、消防和出入口。", "Floor, seats, area, fire safety and entrance."),
    Clause("三", "人员", "健康证明、管理员、培训和保险。", "Health certificates, a manager, training, insurance."),
    Clause("四", "供餐", "开放、价格、食谱和留样。", "Opening days, prices, menus and samples."),
    Clause("五", "补贴", "补贴的算法、申领和账目。", "How the subsidy is computed and claimed, and the accounts."),
    Clause("六", "监督", "满意率、投诉和规模。", "Satisfaction, complaints and size."),
)
_TESTED: dict[str, tuple[tuple[str, ...], ...]] = {
    "一": (
        ("meals.permit", "meals.agreement"),
        ("meals.opened", "meals.registered"),
        ("meals.sign", "meals.hours_posted"),
    ),
    "二": (
        ("meals.ground_floor", "meals.seats", "meals.area"),
        ("meals.fire_safety",),
        ("meals.step_free",),
    ),
    "三": (("meals.health",), ("meals.manager",), ("meals.trained",), ("meals.insured",)),
    "四": (
        ("meals.days_open", "meals.lunch"),
        ("meals.price", "meals.basic_price"),
        ("meals.menu", "meals.samples"),
        ("meals.soft_meals",),
    ),
    "五": (
        ("meals.claimed",),
        ("meals.claimed",),
        ("meals.own_accounts", "meals.accounts_published"),
        ("meals.report",),
    ),
    "六": (("meals.satisfaction",), ("meals.complaints",), ()),
}


def _sentences() -> tuple[Sentence, ...]:
    rows = []
    for locator, ordinal, words in split(TEXT, _CLAUSES):
        tests = _TESTED.get(locator, ())
        if ordinal and ordinal <= len(tests) and tests[ordinal - 1]:
            rows.append(Sentence(locator, ordinal, digest(words), words[:4], requirements=tests[ordinal - 1]))
            continue
        reason = ("标题", "a heading") if ordinal == 0 else ("称谓，或只规定分类", "an opening, or a definition alone")
        rows.append(Sentence(locator, ordinal, digest(words), words[:4], reason=reason))
    return tuple(rows)


NOTICE = Notice(
    title="云溪县老年助餐点管理办法（示例）",
    title_en="Yunxi county rules on meal points for the elderly (an example)",
    issued_on=date(2024, 3, 1),
    in_force_from=date(2024, 4, 1),
    clauses=_CLAUSES,
    actors=Bearer,
    sentences=_sentences(),
)
