"""The clauses of Tianjin's notice (条款), in our own words, and the documents that it relies on."""

from __future__ import annotations

from datetime import date

from sgzlib.law.clauses import Clause, Reference

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "前言",
        "制发依据",
        "说明制发依据，部署首批社工站建设。",
        "Cites the central, ministerial and city documents for building the first stations.",
    ),
    Clause(
        "一",
        "目标任务",
        "按民政部的启动和完成时限，2021年度全市选择50个基础较好的街道（乡镇）设站，主要采取政府购买服务方式。",
        (
            "The city sets up 50 stations this year, within the ministry's dates, mainly by government purchase "
            "of services."
        ),
    ),
    Clause(
        "二",
        "基本原则",
        "规定社工站建设的四项原则。",
        "Lists the four principles for building stations.",
    ),
    Clause(
        "二(一)",
        "坚持党的领导",
        "社工站建设由基层党组织领导，纳入基层社会治理和社区服务体系整体布局。",
        "Stations are part of the local governance and community-service system, led by local Party organisations.",
    ),
    Clause(
        "二(二)",
        "坚持以人民为中心",
        "社工站围绕民政工作，落实好基本民生保障。",
        "Stations serve people's basic livelihood within the work of civil affairs.",
    ),
    Clause(
        "二(三)",
        "坚持专业引领",
        "培养使用社会工作专业人才，扶持社会工作类社会组织，以专业方法开展服务。",
        "Trained social workers, capable organisations and professional methods lead the work.",
    ),
    Clause(
        "二(四)",
        "坚持社会力量广泛参与",
        "以政府购买服务方式委托社会组织承接，鼓励慈善组织、志愿服务组织给予支持。",
        (
            "The government buys projects, organisations operate stations, and charities and volunteers are "
            "encouraged to help."
        ),
    ),
    Clause(
        "三",
        "建站标准",
        "规定社工站须具备的六个方面：场地、设备、人员、服务项目、工作流程和工作制度。",
        "A station has premises, equipment, workers, service projects, a working process and working rules.",
    ),
    Clause(
        "三(一)",
        "场所设置",
        "街道（乡镇）提供独立的办公用房，配备桌椅、档案柜、电脑、打印机等；有条件的可设个案咨询室和小组活动室。",
        (
            "The street or township provides a separate office with desks, computer, printer and filing cabinet. "
            "If conditions allow, it also provides rooms for casework and group activities."
        ),
    ),
    Clause(
        "三(二)",
        "人员配备",
        "承接主体按购买合同配备专职驻站社工；规定一般人数、具备专业资质的最低人数、全员具备资质的期限和专业资质的含义。",
        (
            "The contractor posts full-time employees as contracted. The clause sets the usual number, the qualified "
            "minimum, the time for all to qualify, and what qualified means."
        ),
    ),
    Clause(
        "三(三)",
        "服务目录",
        "承接主体按购买合同确定服务内容、目录和岗位职责，在办公场所显著位置公示。",
        "The contractor settles service content, directory and job duties under the contract and displays them.",
    ),
    Clause(
        "三(四)",
        "制度建设",
        "社工站建立运行流程和管理标准，以及六类管理制度。",
        "A station sets up its process and standards, and six sets of management rules.",
    ),
    Clause(
        "三(五)",
        "统一标识",
        "社工站的统一标识设在办公场所显著位置，由两个标志和站名依次组成。",
        "A station shows, in a prominent place, the uniform sign: two emblems and its name.",
    ),
    Clause(
        "四",
        "购买方式",
        "规定购买主体和承接主体、服务内容、资金来源、资金标准和项目周期。",
        "Sets who buys, who contracts, what is bought, with which money, how much, and for how long.",
    ),
    Clause(
        "四(一)",
        "购买主体和承接主体",
        "购买主体为区民政局、街道办事处和乡镇人民政府，鼓励街道（乡镇）自行购买；承接主体须具备登记、宗旨、财务纳税、场所队伍和信誉等条件。",
        (
            "District bureaus and streets or townships buy. A contractor meets conditions on registration, purpose, "
            "finance and tax, office and team, and good standing."
        ),
    ),
    Clause(
        "四(二)",
        "服务内容",
        "规定四个重点领域，列明专业服务、组织和队伍培育、能力建设、志愿服务的内容。",
        "Sets four key fields and lists the professional services, cultivation, capacity building and "
        "volunteering that stations provide.",
    ),
    Clause(
        "四(三)",
        "资金来源",
        "统筹五个领域的政府购买服务资金和工作经费；社区公益事业专项补助2021年度优先用于购买社工站项目；社会救助服务项目可使用社会救助专项资金。",
        (
            "Pools the money of five fields. This year's community-welfare subsidy is used for stations first. "
            "Social-assistance services may be paid from the assistance fund."
        ),
    ),
    Clause(
        "四(四)",
        "资金标准",
        "规定每个社工站项目每年力争达到的资金数额，列明五类主要经费。",
        "Aims at 250,000 yuan a project a year, and names five main categories of expense.",
    ),
    Clause(
        "四(五)",
        "项目周期",
        "项目原则上三年为一个周期，合同一年一签，是否续签依年度评估结果确定。",
        "A project usually runs in a cycle of three years under yearly contracts. The yearly grade decides renewal.",
    ),
    Clause(
        "五",
        "职责分工",
        "分别规定市民政局、区民政局、街道（乡镇）和承接主体的职责。",
        "Sets the duties of the city bureau, the district bureaus, streets and townships, and contractors.",
    ),
    Clause(
        "五(一)",
        "市民政局职责",
        "市民政局制定方案、办法和标准，组织业务培训，做好考试动员、证书登记和继续教育，搭建督导平台，牵头评审和监督检查。",
        (
            "The city bureau makes plans, rules and standards, trains workers, promotes examinations and registration, "
            "provides supervision, and leads review and inspection."
        ),
    ),
    Clause(
        "五(二)",
        "区民政局职责",
        "区民政局牵头制定年度实施计划、开展需求调查、统筹项目资金、监督管理项目执行、组建区级指导中心。",
        "The district bureau leads: yearly plan, needs survey for each street, funds, oversight, guidance centre.",
    ),
    Clause(
        "五(三)",
        "街道（乡镇）职责",
        "街道（乡镇）将社工站纳入基层治理和社区服务整体布局，与有关平台统筹推进，并指导村（居）委会和社区工作站给予配合。",
        "The street or township builds the station into its governance and community services, together with "
        "other bodies, and guides village and residents' committees to support it.",
    ),
    Clause(
        "五(四)",
        "承接主体职责",
        "承接主体及时、足额安排经培训合格的社工到岗，开展服务，做好归档和总结，按时提交三类报告。",
        (
            "The contractor posts trained workers on time and in full, provides services, keeps records and reports "
            "on time."
        ),
    ),
    Clause(
        "六",
        "实施步骤",
        "分制定计划、启动运行、考核评估三步实施。",
        "Sets three steps: plan, launch, evaluation.",
    ),
    Clause(
        "六(一)",
        "制定工作计划",
        "各区于2021年6月15日前报送本区工作计划，建站数量不少于附件所列任务数。",
        ("By 15 June each district submits a plan with tasks, measures and dates, for at least its quota of stations."),
    ),
    Clause(
        "六(二)",
        "启动运行",
        "2021年7月底前落实场地和设施设备、选定承接主体、签订服务协议；合同签订后15天内派驻社工、启动服务。",
        "By the end of July premises, contractor and agreement are in place; workers are posted within 15 days.",
    ),
    Clause(
        "六(三)",
        "考核评估",
        "区民政局和街道（乡镇）共同全程监督、组织中期和末期评估，结果报市民政局；市民政局适时监督检查。",
        (
            "The bureau and the street oversee projects, evaluate them at mid-term and at the end, and report to the "
            "city bureau. The city bureau inspects."
        ),
    ),
    Clause(
        "七",
        "保障措施",
        "规定组织领导、慈善资源和宣传引导三方面的保障措施。",
        "Sets three safeguards: organisation, charitable resources and publicity.",
    ),
    Clause(
        "七(一)",
        "加强组织领导",
        "各区民政局建立主要领导牵头、相关科室分工负责的工作机制。",
        "Each district bureau sets up a working mechanism with a responsible leader and divided tasks.",
    ),
    Clause(
        "七(二)",
        "引入慈善资源",
        "鼓励引导慈善组织捐资支持建站，定向用于设施设备和活动场所。",
        "Charities are encouraged to donate, for equipment and activity rooms only.",
    ),
    Clause(
        "七(三)",
        "强化宣传引导",
        "通过各类媒体宣传社会工作及其专业人才的作用，普及专业知识。",
        "The media are used to publicise social work, social workers and professional knowledge.",
    ),
    Clause(
        "附件",
        "建设任务数",
        "各区2021年建站任务数，公开文本未附。",
        "Each district's number of stations for 2021; missing from the published copy.",
    ),
)
"""Every part and item of the notice (条款), in its order."""

CITED: tuple[Reference, ...] = (
    Reference("rural-talent", "关于加快推进乡村人才振兴的意见", "Opinions on revitalising rural talent"),
    Reference("assistance-reform", "关于改革完善社会救助制度的意见", "Opinions on reforming social assistance"),
    Reference(
        "stations-2021",
        "民政部办公厅关于加快乡镇（街道）社工站建设的通知",
        "Ministry notice on speeding up stations in townships and streets",
        "民办函〔2021〕20号",
    ),
    Reference(
        "subsidy-2019",
        "天津市社区公益事业专项补助经费使用管理办法",
        "Tianjin measures for the community public-welfare subsidy",
        "津民发〔2019〕11号",
        date(2019, 3, 17),
    ),
    Reference(
        "subsidy-purchase-2020",
        "天津市社区公益事业专项补助经费购买社会组织服务操作指引（试行）",
        "Tianjin guide (trial) to buying services with the community public-welfare subsidy",
        "津民规〔2020〕9号",
    ),
    Reference(
        "assistance-purchase-2018",
        "关于积极推行政府购买服务加强基层社会救助经办服务能力的实施意见",
        "Tianjin opinions on buying services for social assistance",
        "津民规〔2018〕1号",
    ),
)
"""The documents that the notice names (引用文件), in its order."""

SOURCES: tuple[Reference, ...] = (
    Reference(
        "registration-2009",
        "社会工作者职业水平证书登记办法",
        "Measures for registering social workers' certificates",
        "民发〔2009〕44号",
        date(2009, 4, 8),
    ),
    Reference("education-2009", "社会工作者继续教育办法", "Measures for social workers' continuing education"),
    Reference("exam-2006", "社会工作者职业水平考试报考条件", "Entry conditions of the social workers' examination"),
    Reference(
        "emblem-2019",
        "“中国社会工作”标志使用管理办法",
        "Measures for the use of the China Social Work emblem",
        "民办发〔2019〕3号",
        date(2019, 3, 19),
    ),
    Reference("civil-code", "中华人民共和国民法典第二百至二百零四条、第一千二百五十九条", "Civil Code 200-204, 1259"),
    Reference("uscc-2015", "统一社会信用代码编码规则", "Unified social credit code", "GB 32100-2015"),
    Reference("regions", "行政区划代码", "Codes of administrative divisions", "GB/T 2260"),
    Reference("amounts", "正确填写票据和结算凭证的基本规定", "Rules for filling in bills and vouchers"),
)
"""The documents that its rules rest on and that it does not name (依据文件)."""
