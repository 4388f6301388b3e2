"""一 to 七: the duties that the notice lays on an actor and that no requirement tests wholly, as data.

    the actor       is the one that the sentence names; if it names none, the district bureaus, to which it is addressed
    two actors      that bear a duty together (会同, 共同) are both named, and the duty is found under each
    the force       is that of the sentence's verb, with two exceptions: what an actor is made responsible for (负责) is
                    a MUST, and a principle of part 二 without a verb of its own is a SHOULD

Permissions are left out, because they lay no duty on anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sgzlib.law.clauses import Force
from sgzlib.law.errors import InvalidType
from sgzlib.law.notice import Duty
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.clauses import CLAUSES

_CITY, _DISTRICT, _STREET, _CONTRACTOR, _ = Actor


_CLAUSES = {clause.locator: clause for clause in CLAUSES}


def _laid(
    clause: str, by: Actor | tuple[Actor, ...], *rows: tuple[str, ...], force: Force = Force.MUST
) -> Iterator[Duty]:
    """Yield the duties that a clause lays on somebody: of each its name, two summaries, and the requirements."""
    for name, zh, en, *requirements in rows:
        yield Duty(
            id=f"duties.{name}",
            by=by if isinstance(by, tuple) else (by,),
            clause=_CLAUSES[clause],
            force=force,
            zh=zh,
            en=en,
            requirements=tuple(" ".join(requirements).split()),
        )


DUTIES: tuple[Duty, ...] = (
    *_laid(
        "一",
        _DISTRICT,
        (
            "choose_places",
            "选择基础较好的街道（乡镇）建设首批社工站，以政府购买服务等方式培育社会组织和人才、开展服务",
            (
                "set up the first stations where social work is established, and foster organisations and people by "
                "purchase"
            ),
            "rollout.national_start rollout.national_finish rollout.city_total",
        ),
    ),
    *_laid(
        "二(一)",
        _DISTRICT,
        (
            "party_leadership",
            "社工站建设由城乡基层党组织领导，纳入基层治理和社区服务的整体布局",
            "make stations part of local governance and community services, led by the local Party organisations",
        ),
        force=Force.SHOULD,
    ),
    *_laid(
        "二(三)",
        _DISTRICT,
        (
            "professional_lead",
            "培养使用社会工作专业人才，扶持社会工作类社会组织，以专业方法开展服务",
            "train and use social workers, foster capable social-work organisations, and use professional methods",
            "catalogue.methods",
        ),
        force=Force.SHOULD,
    ),
    *_laid(
        "二(四)",
        _DISTRICT,
        (
            "purchase_mechanism",
            "建立政府购买、项目化运作机制，委托具有专业能力的社会组织（社会工作类）承接",
            "buy services as projects, and entrust stations to capable social-work organisations",
            "purchaser.kind contractor.registered contractor.social_work contractor.team",
        ),
        force=Force.SHOULD,
    ),
    *_laid(
        "二(四)",
        _DISTRICT,
        (
            "welcome_support",
            "鼓励慈善组织和志愿服务组织支持社工站的服务项目",
            "encourage charities and volunteer organisations to support the stations' projects",
        ),
        force=Force.MAY,
    ),
    *_laid(
        "三(一)",
        _STREET,
        (
            "pool_facilities",
            "整合辖区公建设施，为社工站提供办公用房，配备设施设备",
            "pool the area's public facilities and find the station's office and equipment among them",
            "premises.office premises.desks_and_chairs premises.computer premises.printer premises.filing_cabinet",
        ),
    ),
    *_laid(
        "四(二)",
        _CONTRACTOR,
        (
            "eight_services",
            "以专业方法提供所列八类专业服务",
            "provide the eight listed kinds of service by professional methods",
            "catalogue.methods",
        ),
        (
            "cultivation",
            "培育社区社会组织、志愿服务队伍，开展所列四类能力建设服务",
            "foster community organisations and volunteer teams through the four listed kinds of capacity building",
        ),
        (
            "volunteering",
            "组织实施志愿服务项目，并做好志愿者的注册、时长记录和激励保障",
            "run volunteer projects, and register, record, reward and protect the volunteers",
        ),
    ),
    *_laid(
        "四(三)",
        _DISTRICT,
        (
            "lasting_funds",
            "建立资金投入的长效机制，统筹五个领域的政府购买服务资金和工作经费",
            "set up lasting funding that pools the five fields' purchase money and operating funds",
        ),
        (
            "subsidy_rules",
            "社区公益事业专项补助2021年度优先用于购买社工站项目，使用符合通知所引的两份文件",
            "spend that year's community-welfare subsidy on stations first, as its two documents require",
            "funding.subsidy_first funding.subsidy_scope",
        ),
        (
            "assistance_rules",
            "购买社会救助服务项目使用社会救助专项资金的，依据通知所引的实施意见执行",
            "spend the assistance fund on assistance services as the city's opinions require",
            "funding.assistance_scope",
        ),
    ),
    *_laid(
        "五(一)",
        _CITY,
        (
            "city_rules",
            "研究制定全市的实施方案、配套管理办法和服务标准",
            "make the city's plan, the accompanying rules and the service standards",
        ),
        ("city_training", "分层分类培训项目相关人员", "train project staff by level and category"),
        (
            "encourage_examination",
            "鼓励引导社区工作者、有关从业人员和高校学生参加职业水平评价考试",
            (
                "encourage community workers, staff of organisations and institutions, and students to sit the "
                "examination"
            ),
        ),
        (
            "registration_service",
            "做好证书登记和继续教育，扩充社会工作专业人才储备",
            "provide registration and continuing education, and enlarge the city's pool of social workers",
        ),
        ("supervision_platform", "搭建全市督导资源平台", "set up a platform of supervisors"),
        (
            "review",
            "牵头建立综合评审机制，监督检查各区项目实施情况",
            "lead a comprehensive review, and inspect the districts' projects",
        ),
    ),
    *_laid(
        "五(二)",
        _DISTRICT,
        (
            "district_lead",
            "牵头抓好本区工作，制定年度实施计划，报市民政局审核",
            "lead the work in the district, and make a yearly plan for review by the city bureau",
            "rollout.plan_reviewed",
        ),
        (
            "needs_survey",
            "开展项目需求调查，逐个街道（乡镇）确定服务内容和工作职责",
            "survey needs, and settle service content and job duties for each street or township",
            "catalogue.tailored",
        ),
        (
            "district_funds",
            "统筹安排本区社工站项目资金",
            "arrange the money of the district's stations",
        ),
    ),
    *_laid(
        "五(二)",
        (_DISTRICT, _STREET),
        (
            "oversight",
            "区民政局会同街道（乡镇）监督管理项目执行和驻站社工",
            "together with others, oversee projects and manage station workers",
        ),
    ),
    *_laid(
        "五(二)",
        _DISTRICT,
        (
            "guidance_centre",
            "组建区级指导中心，负责培训、督导和绩效评估",
            "set up a district guidance centre for training, supervision and appraisal",
        ),
    ),
    *_laid(
        "五(三)",
        _STREET,
        (
            "street_layout",
            "将社工站纳入本街道（乡镇）基层治理和社区服务的整体布局",
            "make the station part of its governance and community services",
        ),
        (
            "street_coordination",
            "与孵化基地、志愿服务站、社区工作者事务所、社区社会组织联合会统筹推进",
            "develop it with the federation of organisations, community workers' agency, volunteers and incubator",
        ),
        (
            "guide_committees",
            "指导村（居）委会配合社工站的调研、计划和服务",
            "have village and residents' committees support the station's surveys, plans and services",
        ),
        (
            "guide_workstations",
            "指导社区工作站配合社工站的调研、计划和服务",
            "have community workstations support the station's surveys, plans and services",
        ),
    ),
    *_laid(
        "五(四)",
        _CONTRACTOR,
        (
            "post_workers",
            "按购买合同及时、足额派驻经培训合格的社工",
            "post trained workers on time and in full, as the contract says",
            "staffing.contracted_headcount staffing.training staffing.posting",
        ),
        ("surveys", "组织需求调研", "survey residents' needs"),
        ("service_plans", "制定服务计划", "make the service plans"),
        ("services", "提供专业服务", "provide professional services", "catalogue.methods"),
        (
            "records",
            "做好资料归档、动态推送和经验总结，编写进度简报",
            "keep records, publish news, report progress and sum up experience",
        ),
        (
            "reports",
            "按时向区民政局和街道（乡镇）提交月度简报和中期、末期工作报告",
            "submit the monthly, mid-term and final reports to the bureau and the street or township on time",
            "contract.monthly_briefs contract.midterm_report contract.final_report",
        ),
    ),
    *_laid(
        "六(一)",
        _DISTRICT,
        (
            "work_plan",
            "做好宣传发动和调研，制定本区计划，明确任务、措施和时间节点，报送市民政局",
            "publicise and investigate the work, then submit a plan with tasks, measures and dates",
            "rollout.plan_submitted rollout.plan_complete",
        ),
    ),
    *_laid(
        "六(三)",
        (_DISTRICT, _STREET),
        (
            "evaluation",
            "共同开展项目全程监督和中期、末期评估，评估结果报市民政局",
            "supervise projects together, evaluate them at mid-term and at the end, and report to the city bureau",
            "contract.midterm_evaluation contract.final_evaluation",
        ),
    ),
    *_laid(
        "六(三)",
        _CITY,
        ("inspection", "适时监督检查全市项目实施情况", "inspect the projects of the whole city when appropriate"),
    ),
    *_laid(
        "七(一)",
        _DISTRICT,
        (
            "working_mechanism",
            "高度重视社工站建设，建立主要领导牵头、相关科室分工负责的机制，抓好落实",
            "give the stations priority, divide the work from the head to each section, and ensure that it is done",
        ),
    ),
    *_laid(
        "七(二)",
        _DISTRICT,
        (
            "donations",
            "鼓励引导慈善组织捐资，定向用于设施设备和活动场所",
            "encourage foundations and other charities to donate, for equipment and activity rooms only",
            "funding.donation_scope",
        ),
        force=Force.MAY,
    ),
    *_laid(
        "七(三)",
        _DISTRICT,
        (
            "publicity",
            "通过各类媒体宣传社会工作和社会工作专业人才的作用，普及专业知识",
            "use the media to publicise social work, social workers and professional knowledge",
        ),
    ),
)
"""Every duty that no requirement tests wholly (职责), in the notice's order."""


def duties_of(actor: Actor) -> tuple[Duty, ...]:
    """Return the duties of an actor (某一主体的职责), in the notice's order, including those shared with others.

    Raises `InvalidType` if `actor` is not an `Actor`.

    >>> import sgzlib as sgz
    >>> [duty.zh for duty in sgz.duties_of(sgz.Actor.CITY_BUREAU) if duty.clause.locator == "六(三)"]
    ['适时监督检查全市项目实施情况']
    >>> sgz.duties_of("市民政局")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: duties_of(actor): '市民政局' 不可用，应为Actor 枚举值 (not usable, expected an Actor)
    """
    value: Any = actor
    if not isinstance(value, Actor):
        raise InvalidType("duties_of(actor)", value, "Actor 枚举值", "an Actor")
    return tuple(duty for duty in DUTIES if actor in duty.by)
