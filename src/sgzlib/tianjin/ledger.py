"""Every sentence of Tianjin's notice, by its digest, and where it is accounted for: the ledger (逐句台账).

`law.ledger` says how the text is cut into sentences and digested. The wording itself is not held here. Beside each
digest stands a hint of a few words of our own. Where a requirement tests a sentence only in part, a note says which
words it does not test, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sgzlib.law.ledger import Sentence

_HEADING: Final = ("标题", ("标题", "a heading"))
_SALUTATION: Final = ("称谓", "the salutation")
_GROUNDS: Final = (
    "制发依据，所引文件列在 NOTICE.cited",
    "the grounds for issuing the notice; NOTICE.cited lists the documents cited",
)
_AIM: Final = ("属于理念和目标，没有可供核对的行为", "an aim, without an act that could be checked")
_PERMISSION: Final = ("属于许可，不设定职责", "a permission, which is not a duty of anyone")
_DATE: Final = ("成文日期，即 NOTICE.issued_on", "the day of issue, which is NOTICE.issued_on")


def _clause(locator: str, *rows: Any, first: int = 0) -> Iterator[Sentence]:
    """Yield a clause's sentences: of each its digest, a hint, and the ids of requirements or duties, or a reason.

    After requirements may stand the words that they do not test, and why.
    """
    for ordinal, (digest, hint, account, *untested) in enumerate(rows, first):
        if isinstance(account, tuple):
            yield Sentence(locator, ordinal, digest, hint, reason=account)
        else:
            ids = tuple(account.split())
            duties = tuple(id_ for id_ in ids if id_.startswith("duties."))
            requirements = tuple(id_ for id_ in ids if id_ not in duties)
            yield Sentence(locator, ordinal, digest, hint, requirements, duties, untested=(*untested, ())[0])


SENTENCES: tuple[Sentence, ...] = (
    *_clause(
        "前言",
        ("77de10545a0d", "称谓", _SALUTATION),
        ("a7ef18e7880d", "发文依据", _GROUNDS),
        first=1,
    ),
    *_clause(
        "一",
        ("bb4762fe4c79", *_HEADING),
        ("9b8f3a85951c", "全市建站总数", "duties.choose_places"),
    ),
    *_clause(
        "二",
        ("3101921112f2", *_HEADING),
    ),
    *_clause(
        "二(一)",
        ("76af169c6cce", *_HEADING),
        ("3c6429da40d2", "党组织领导", "duties.party_leadership"),
    ),
    *_clause(
        "二(二)",
        ("4dc8d1b7f67a", *_HEADING),
        ("9abd63f84ad0", "为民宗旨", _AIM),
    ),
    *_clause(
        "二(三)",
        ("c77bd4571488", *_HEADING),
        ("a776e7e5b70a", "专业人才与组织", "duties.professional_lead"),
    ),
    *_clause(
        "二(四)",
        ("bad6201acf50", *_HEADING),
        ("adadd1d07199", "购买机制与社会参与", "duties.purchase_mechanism duties.welcome_support"),
    ),
    *_clause(
        "三",
        ("167d5417255e", *_HEADING),
        (
            "b46b9c848f62",
            "六有标准",
            "station.premises station.equipment station.workers station.projects station.process station.rules",
            ("“加快推进”没有可供衡量的标准", ("the speed at which stations are to be built has no measure")),
        ),
    ),
    *_clause(
        "三(一)",
        ("e84f94a5393d", *_HEADING),
        ("1b897dfa25a9", "办公用房和设备", "duties.pool_facilities"),
        (
            "4776a9f2d20d",
            "活动室",
            "premises.casework_room premises.group_room",
            ("“根据服务需求”和未列名的其他场所", ("the need for services, and other rooms that are not named")),
        ),
    ),
    *_clause(
        "三(二)",
        ("049f948d6275", *_HEADING),
        (
            "5e6e62e3ef0f",
            "按合同配备专职社工",
            "staffing.contracted_headcount staffing.employment staffing.full_time staffing.posting",
        ),
        ("d0a15d31d88e", "一般人数与最低资质", "staffing.usual_headcount staffing.qualified_minimum"),
        ("6784f7b578c8", "全员具备资质的年限", "staffing.all_qualified"),
        (
            "75e2912f48cb",
            "资质的含义",
            "qualification.credential qualification.registration qualification.continuing_education",
            (
                "“在天津接受”继续教育：只核对学时，不核对在何处接受",
                "where continuing education is received; only its hours are tested",
            ),
        ),
    ),
    *_clause(
        "三(三)",
        ("1f1c154d454b", *_HEADING),
        (
            "69d57f29891a",
            "内容、目录、职责与公示",
            "catalogue.content catalogue.directory catalogue.duties catalogue.posted",
            (
                "“根据购买合同”：合同内容由当事人约定，不作核对",
                "whether it agrees with the contract, which only the parties know",
            ),
        ),
    ),
    *_clause(
        "三(四)",
        ("7120e5c5afab", *_HEADING),
        (
            "5dae5d2cc8be",
            "流程、标准和六类制度",
            (
                "management.process management.standards management.personnel management.projects "
                "management.supervision management.volunteers management.premises management.archives"
            ),
        ),
    ),
    *_clause(
        "三(五)",
        ("9ba0ac211345", *_HEADING),
        (
            "77174755b4f8",
            "统一标识的格式",
            "sign.emblems sign.name sign.prominent",
        ),
    ),
    *_clause(
        "四",
        ("322177f345ec", *_HEADING),
    ),
    *_clause(
        "四(一)",
        ("39f27d0b1a4d", *_HEADING),
        ("2ce61b283dba", "购买主体的范围", "purchaser.kind"),
        (
            "618163464a44",
            "街道自行购买",
            "purchaser.own_initiative",
            (
                "“可参照本方案”：核对时由使用者注明参照执行（scope=Scope.REFERENCE）",
                "the plan as a reference; the caller passes scope=Scope.REFERENCE",
            ),
        ),
        (
            "c0d52e4ef22b",
            "承接条件的引导语",
            (
                "contractor.registered contractor.social_work contractor.purpose contractor.finance "
                "contractor.tax contractor.office contractor.team contractor.lawful contractor.reputation"
            ),
        ),
        ("895af6a1cd84", "登记、类别与宗旨", "contractor.registered contractor.social_work contractor.purpose"),
        (
            "9de84aa171ad",
            "财务、纳税、场所、队伍",
            "contractor.finance contractor.tax contractor.office contractor.team",
        ),
        ("d315cce8f4c4", "守法与信誉", "contractor.lawful contractor.reputation"),
    ),
    *_clause(
        "四(二)",
        ("bb6713a5b6a0", *_HEADING),
        (
            "28d3e1dfa1d0",
            "重点领域与工作目的",
            "catalogue.key_fields",
            (
                "服务对象和三项工作目的：只列出名称，不作核对（见 ServiceGroup、ServiceAim）",
                "the people served and the three aims, which are only vocabulary: see ServiceGroup and ServiceAim",
            ),
        ),
        ("48df4d8b8f81", "八类专业服务", "duties.eight_services"),
        ("ad8f668c336b", "培育与能力建设", "duties.cultivation"),
        ("dc6071750038", "志愿服务", "duties.volunteering"),
    ),
    *_clause(
        "四(三)",
        ("185e54005b21", *_HEADING),
        ("3ed4665b0c13", "长效投入", "duties.lasting_funds"),
        ("f59a4c95490f", "当年专项补助", "duties.subsidy_rules"),
        ("2085d252bfbc", "救助资金购买", "duties.assistance_rules"),
    ),
    *_clause(
        "四(四)",
        ("86ad224a88ae", *_HEADING),
        (
            "7e068136025a",
            "每站每年金额",
            "budget.annual_target",
            (
                "“每个”“每年”：预算涵盖多个站或多个年度的，只核对平均数",
                "each station and each year; for a budget of several stations or years, only the mean is tested",
            ),
        ),
        ("96a6af581b70", "五类主要经费", "budget.categories budget.other_category"),
    ),
    *_clause(
        "四(五)",
        ("bf0bd6ec6265", *_HEADING),
        (
            "75b881e2d2b3",
            "三年周期、一年一签",
            "contract.annual contract.cycle",
            ("“为保证社会工作服务延续性”是目的", "the continuity of services is an aim"),
        ),
        (
            "82772de64a03",
            "续签与重新确定承接主体",
            (
                "contract.renewed contract.renewal contract.procured renewal.grade renewal.years_left "
                "renewal.not_ruled_out"
            ),
        ),
    ),
    *_clause(
        "五",
        ("8a1f9dd295ea", *_HEADING),
    ),
    *_clause(
        "五(一)",
        ("44d5a53e9dde", *_HEADING),
        ("fa72963e74fe", "方案、办法、标准", "duties.city_rules"),
        ("b8e87a110254", "分层培训", "duties.city_training"),
        ("51f8bf04c6dd", "考试、登记、继续教育", "duties.encourage_examination duties.registration_service"),
        ("0b3372b5dbce", "督导平台", "duties.supervision_platform"),
        ("23de293eb713", "评审与检查", "duties.review"),
    ),
    *_clause(
        "五(二)",
        ("f00099cb0038", *_HEADING),
        ("8638cfa9af5b", "牵头与年度计划", "duties.district_lead"),
        ("fd3f46e995ea", "需求调查", "duties.needs_survey"),
        ("bb50b38b83a1", "资金与共同监督", "duties.district_funds duties.oversight"),
        ("6589e016d30b", "区级指导中心", "duties.guidance_centre"),
        ("7256d1421cdd", "委托第三方", _PERMISSION),
    ),
    *_clause(
        "五(三)",
        ("faca1bbf41f2", *_HEADING),
        ("6f26fdbf9af6", "纳入布局、统筹推进", "duties.street_layout duties.street_coordination"),
        ("61fbadb774da", "指导村（居）委会配合", "duties.guide_committees duties.guide_workstations"),
    ),
    *_clause(
        "五(四)",
        ("0148393ce50b", *_HEADING),
        (
            "2606e5a40013",
            "派驻、服务与报告",
            "duties.post_workers duties.surveys duties.service_plans duties.services duties.records duties.reports",
        ),
    ),
    *_clause(
        "六",
        ("b10e2a3685db", *_HEADING),
    ),
    *_clause(
        "六(一)",
        ("a7e0ff8ee0d3", *_HEADING),
        ("526f37e011dc", "6月15日前报送计划", "duties.work_plan"),
        ("92895b275c84", "任务数", "rollout.plan_quota rollout.district_quota"),
    ),
    *_clause(
        "六(二)",
        ("6db3db41813f", *_HEADING),
        (
            "1c79e40f6fc5",
            "7月底前启动运行",
            "rollout.launched contract.signed_by",
            (
                "“按照相关规定”：未指明是哪些规定；“会同街道（乡镇）”：不核对是否会同办理",
                "the rules to be followed are not named; whether the street or township took part is not tested",
            ),
        ),
        ("02fdaa484356", "15天内派驻", "staffing.posting"),
    ),
    *_clause(
        "六(三)",
        ("9013a4e5fd43", *_HEADING),
        ("4a9153b1beb7", "共同监督评估", "duties.evaluation"),
        ("ddd916fbd8d0", "市民政局监督检查", "duties.inspection"),
    ),
    *_clause(
        "七",
        ("4b0d59eb54d2", *_HEADING),
    ),
    *_clause(
        "七(一)",
        ("35b95a2f200c", *_HEADING),
        ("1d18da6f8231", "工作机制", "duties.working_mechanism"),
    ),
    *_clause(
        "七(二)",
        ("a44fe47e71f2", *_HEADING),
        ("13d1b0dfef80", "定向捐资", "duties.donations"),
    ),
    *_clause(
        "七(三)",
        ("7830cdd0c348", *_HEADING),
        ("2fa216d8ad8e", "媒体宣传", "duties.publicity"),
    ),
    *_clause(
        "附件",
        ("67d7648037ff", *_HEADING),
        ("f414c84683c8", "成文日期", _DATE),
    ),
)
