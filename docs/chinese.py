"""What the reference says in Chinese: a line below each heading, above the docstring in English.

A name is written as users write it: `Worker`, `law.count`, `frames.check`, `Worker.degree`. What begins with a dot is
said of every class that has no line of its own for it. A line goes on where the next is indented. The tests hold that
no heading lacks its line.
"""

_TEXT = """
Act 一项措施：由谁办什么，改变哪些已知的事实（`changes`），对应哪些要求。`replaces` 是更换成员的说法。
Actor 通知中承担职责的主体；社工站自身的事由承接主体办。`PURCHASER` 指购买的一方：区民政局，或者街道（乡镇）。
AllReadings 一个对象在各种理解组合下的结论：是否一致，不一致时取决于哪些理解。`outcomes` 一种组合一项，
    各理解都取第一个选项的在最前。
AllReadings.same 各种组合下的结论是否都相同。
AllReadings.hinges 结论所取决的各项理解，每项附结论不同的两例。
AllReadings.hangs_on 结论所取决的各项理解：只改其中一项的选项，结论就变。
AllReadings.render 返回中文或英文文本：哪里一致，或者结论取决于什么，以及各种组合的列表。
AllReadings.extra_fields 返回核对的对象，以及各项理解及其全部选项。
AllReadings.columns 返回表格的列：每项理解一列，另有结论一列；一种组合一行。
AllReadings.rows 逐个给出各种组合的行。
AllReadingsDict `AllReadings.to_dict()` 的各键及其类型；`law` 是各理解都取第一个选项时的规定。
AnnualAmount 四（四）的理解：哪些经费计入每站每年的项目资金。
AnnualTarget 四（四）的理解：年度金额是努力目标还是下限。
Arithmetic 各项支出之和与各来源出资之和（元），以及两者是否相符；未知时为区间。
Arithmetic.cost 各项费用合计（元）；有未知的为区间。
Arithmetic.given 各来源支出合计（元）；有未知的为区间。
Arithmetic.paid 各项已安排金额合计（元）；有未知的为区间。
Arithmetic.holds 是否相符：各来源支出合计等于费用合计，各来源都没有超支，各项均足额支付且不超付。
Arithmetic.unequal 已知支付金额少于或多于费用的明细。
Arithmetic.overdrawn 已知支出超过可用金额的来源。
Arithmetic.render 返回收支核对的中文或英文文本。
Assessment 某一天以要求组核对一个对象的全部结果：逐项结果（按通知的次序）和总结论；由此可得需补充的信息、整改措施、
    报告和导出数据。`verdict` 只看约束力为应当的要求，取真、假或未知。核对结果不能当真假使用，请用 `verdict` 或 `ok`。
Assessment.missing 仍可能改变结论的未知事实，不列其他事实；
    无论未知事实取何值结论都相同、但核对不能直接得出的，列出所涉的未知事实，填报后即有结论。
Assessment.undecided 除 `missing` 外，尚不知是否影响结论的未知事实；未知事实超过1200项的，全部列入。
    取决于放假安排的，列出 `rest_days`。
Assessment.sources 各项事实、组成部分和成员的来源，按路径。
Assessment.level 结论的来源等级：低于该等级的事实都当作未知，结论仍然相同的最高一级；没有来源的为 `None`。
Assessment.decisions 主管机关就各项结果作出的决定，按通知的次序，不论是否采信。
Assessment.decided 尚未办结、已有有效决定的结果。
Assessment.outcomes 要求组的各计算项（金额、数、等次），按编号：已确定的是取值，信息不全的是 `Possible`；
    没有计算项、通知未施行或不适用的为空。
Assessment.with_decisions 返回附有决定的核对结果；状态和结论都不改变。没有该要求或位置的，报 `InvalidValue`；
    决定者不是通知的责任单位的，报 `InvalidType`。
Assessment.questions 返回需补充的事实，对结论影响最大的在先：`missing` 所列的，然后是 `undecided` 所列的。给出 `level`
    （来源等级）的，其后逐项请提供佐证材料：低于该等级、而应当遵守的要求取决于它的已知事实。
Assessment.remedies 返回整改措施及责任单位、佐证材料，须核实的情况，以及已无法补正的要求。措施只改变已知的事实，
    并且在核对日期依法可行；未知的事实只须核实，`establish=False` 时不列，较快。不适用的为空。
Assessment.render 返回中文或英文报告：先结论，后逐项结果。给了 `words`（由 `NOTICE.attach(text)` 得出）的，
    各项结果附通知的相应原文。
Assessment.to_do 返回待办清单，按责任单位分组：街道、承接主体、民政局。
Assessment.to_html 返回网页报告：不符合的在先，符合的收起，文字一律转义。
    给了 `words`（由 `NOTICE.attach(text)` 得出）的，各项结果附通知的相应原文。
Assessment.to_form 返回已填写的自查表：自查情况、存在问题、责任单位、完成时限。`kind` 为 "html"、"xlsx" 或 "docx"。
Assessment.columns 返回表格的列；一项结果一行。
Assessment.rows 逐项给出各项结果的行。
Assessment.extra_fields 返回所依规定和文字答案。
Assessment.to_dict 返回可转为 JSON 的普通数据，文字用中文或英文；`missing` 写假的，不写须经搜索的需补充的信息。
AssessmentDict `Assessment.to_dict()` 的各键及其类型；`subject` 可由 `interchange.load` 读回对象，`text` 是文字答案。
    结论未知时，`verdict` 为 null。
Assessments 多个对象各自的核对结果，次序不变；不能核对的在原位记为错误。
Assessments.assessments 能核对的各份结果，次序不变。
Assessments.errors 各个错误，按对象的位置取用，从 0 数起。
Assessments.counts 各种结论各有多少个；错误不计。
AssistanceLines 四（三）的理解：社会救助专项资金可以支付社工站的哪些明细。
Beyond 一项已无法补正的要求：逾期仍须办理的事（`overdue`），是否因期限已过（`late`），与哪些要求抵触（`clashes`）。
Budget 一个或几个社工站、一年或几年的项目预算，各站等额；给出合计、每站每年金额和分类占比。有金额未知的行，
    合计是从已知数起的区间。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
Budget.total 各行合计（元）；有金额未知的行时为区间。
Budget.per_station_year 每站每年金额（元），不足一分的舍去；总数以 `total` 为准。
Budget.per_station 合计分到各站的金额（元），精确到分；算不出的为空。
Budget.per_year 合计分到各年的金额（元），精确到分；算不出的为空。
Budget.by_category 各类经费合计（元），按通知的次序；没有明细的类别不列。
Budget.shares 各类占比（%），相加恰为 100.00；没有可分的为空。
Budget.view 逐个给出视图的各部分：预算表，每类一个横条。
BudgetLine 预算的一行：类别、项目、单价（元）、数量、单位和所服务的领域；金额由单价乘数量得出，舍入方法由投标人确定。
    `fields` 写 `()` 是没有领域；各项事实不写或写 `None` 即为未知。类型或取值不对、金额得不出整分的，
    报 `InvalidType` 或 `InvalidValue`。
BudgetLine.amount 金额（元）：单价乘数量。
BudgetLine.in_main_category 类别是否属通知列明的五类。
BudgetLine.main_amount 属五类主要经费的，为其金额（元）；不属的为零。
BudgetLine.project_amount 设施设备和活动场所以外的金额（元）；用于设施设备和活动场所的为零。
CapacityBuilding 四（二）所列能力建设服务，共四种。
Catalogue 社工站的服务目录：服务内容、目录、职责是否齐全，是否公示，重点领域等。`fields` 是所覆盖的重点领域，
    没有的写 `()`，与未知不同。类型不对的，报 `InvalidType`。
Certificate 所持最高一级社会工作者职业水平证书；`NONE` 表示没有证书。
Clause 通知的一部分或一项：位置、标题和一句话概要。
Comparison 计划预算与实际支出的对比：逐行（按类别和项目）、逐类和合计。
Comparison.columns 返回表格的列；按类别和项目一行，金额（元）未知或只知范围的为空。
Comparison.rows 逐行给出各类别、项目的行。
ComparisonDict `Comparison.to_dict()` 的各键及其类型：逐行、逐类和合计的差异；金额未知的为 null，只知范围的写上下限。
Contract 购买合同：签订日期、期限、合同年度、报告和评估的日期等；不写或写 `None` 的事实未知，尚未提交的报告、
    尚未作的评估可写 `NOT_YET`。`period` 一次写定首日、末日和年数，不得与三者之一同写；合同不是整年的，`years` 为 0；
    合同没有约定天数的，天数写 `NOT_SET`。`follows` 是与此前合同的关系；
    `opens_cycle` 是否开启新的周期（上一周期已届满，
    或者此前没有合同）；`renewal_ruled_out` 指原承接主体放弃续签、已终止或注销、不再符合四（一）条件、合同已依法解除，
    或者购买主体变更；`ended_on` 是提前终止之日，没有提前终止的写 `NOT_YET`，不写为未知。类型或取值不对的、
    首份合同又有评估等次或在后续年度的、末期报告早于合同后半期的，报 `InvalidType` 或 `InvalidValue`。
Contract.period 合同期，含首末两日；有一日未知或次序颠倒的，为未知。
Contract.timeline_marks 返回时间线上标注的合同年度和应交的报告。
ContractLength 四（五）的理解：一年一签是原则还是硬性要求。
Contractor 承接社工站项目的社会组织：登记、宗旨、财务、场所、队伍等条件；不写或写 `None` 的事实未知。
    `credit_code` 核对格式和校验码；不是民政部门赋码的，`registered` 即为假，写成真则拒绝。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
CultivationAim 四（二）所列培育对象，共两种。
Cycle 项目周期：起始日和年数，年数不写时取所依规定的年数。起始日不是日期（不含时刻）、年数不是正整数的，
    报 `InvalidType` 或 `InvalidValue`。
Cycle.years_under 返回周期的年数：自己写明的，否则是所依规定的。
Cycle.contract_period 返回第几份合同的期间：由周年日到下一周年日的前一日，各份首尾相接；2月29日起的，
    平年以2月28日为周年日。所问年度不在周期内的，报 `InvalidType` 或 `InvalidValue`。
Cycle.lane 返回画时间线用的各合同年度。
CycleEnd 四（五）的理解：周期最后一年评估良好或合格的，周期届满后如何办理。
CycleLength 四（五）的理解：周期年数是原则还是硬性要求。
DUTIES 通知规定的、没有要求能完全检验的全部职责，按通知的次序。
DeadlineDay 六 的理解：“……日前”“……月底前”是否包含当日。
Decision 主管机关就一项要求作出的决定：延期、豁免或认定。`requirement` 写要求的 id；`path` 是对象所在位置，
    同 `Finding.path`，可不写；`by` 是通知的责任单位；`on` 是决定日期，`until` 是有效期最后一天；`grounds` 写依据。
    类型不对的，报 `InvalidType`；截止日期早于决定日期、依据为空的，报 `InvalidValue`。
Decision.state 返回某日的效力：有效、尚未生效、已过期，或者未载明截止日期。
Decision.text 返回某日的决定文字，中文或英文。
DecisionDict 单项结果中一项决定的各键及其类型，`state` 是核对日期的效力；未载明截止日期的没有 `until`。
DecisionKind 决定的类型：延期（须载明截止日期）、豁免（不必符合）、认定（主管机关已认定符合）。
DecisionState 决定在某日的效力；只有“有效”的予以采信。
Difference 一行、一类或合计的计划金额、实际金额与差额（元）。`category`、`item` 未知或所涉不止一个的，为 `None`。
Difference.difference 实际金额减计划金额（元），大于0表示超出计划；有一方未知的，为未知。
District 天津市的十六个区，附 GB/T 2260 代码，并按代码排列。
District.code 六位行政区划代码。
District.name_zh 区的中文名称。
District.name_en 区的英文名称。
DistrictPlan 某区一年的工作计划和启动情况；日期是办成之日，尚未办的写 `NOT_YET`。附件任务数 `quota` 公开文本未附，
    由调用者给出；`submitted_on` 指六（一）的报送，`sent_for_review_on` 指五（二）的报审。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
DistrictPlan.name 所属的区；报告以区名称呼这份计划。
DonationUse 七（二）的理解：哪些捐赠只能用于设备和场地。
Duty 通知交给某主体的一项职责：条款、约束力和一句话内容；由几个主体共同承担的，`by` 全部列出。
    `requirements` 是检验其中一部分的要求的编号，其余部分没有核对。
Education 学历，由低到高；大专为 `JUNIOR_COLLEGE`。
EducationDue 三（二）的理解：登记期内的继续教育学时何时须修满。
EducationHours 三（二）的理解：国家办法没有列明的人须修多少学时。
Emblem 标牌上的标识，按规定格式的次序。
EmblemRules 三（五）的理解：标志管理办法的要求是否约束社工站的标识。
Establishing 一项待核实的事实：未知，也可能已经符合，或者仅有自报（`how`）；几名成员都缺的合为一项（`paths`）。
ExpenseCategory 经费类别：通知列明的五类，另加设施和其他两类。
Finding 一项要求的结果：状态、是否成立、所看的事实、期限、需补充的信息和所取决的理解。`holds` 取真、假或未知，不约束、
    尚未到期的为真。`path` 是对象在整体中的位置，如 `team`；整体自身为空文本。
Finding.text 返回要求的文本，填入所依规定的数值。
Finding.why 返回规则的哪一部分决定了结果，附取值，逐层写明，可成文本、网页和数据。
FindingDict `Finding.to_dict()` 的各键及其类型；`holds` 和事实未知时为 null。没有期限的没有 `due`，期限未知的为 null；
    `readings` 是所取决的理解及所取选项。
FailedMayReturn 四（五）的理解：评估不合格的承接主体可否经政府购买程序再次承接。
FirstRegistration 三（二）的理解：取得证书一年内尚未首次登记的，是否不符合。
Force 约束力：应当（`MUST`）、原则上（`SHOULD`）、可以（`MAY`），依通知的用词。没有做到的，依次为违反、提示、备注。
Follows 合同与此前合同的关系：首份合同，接续同一承接主体的合同，接续其他承接主体的合同。
FundedLine 资金安排中的一条明细：应付金额和已付金额（元）。
FundedLine.paid_in_full 是否足额支付且不超付。
FundingField 四（三）划分资金所依据的领域：前五个属统筹资金，后两个只属专项补助。四（二）的重点领域，
    视同名称相同的领域。
FundingPlan 一年内各来源对各条明细的支付；用 `allocate_funding` 或 `plan_funding` 编制。直接写出事实的，依所写核对：
    `lines` 写已付金额，`sources` 写支出金额。
FundingPlan.extra_fields 返回各项事实、未足额明细所依的规定，以及收支是否相符。
FundingPlan.columns 返回表格的列；一笔支付一行。
FundingPlan.rows 逐笔给出各笔支付的行。
FundingPlan.arithmetic 收支是否相符，哪里不符；通知没有这条规则，所以不是要求。
FundingPlan.unfunded 依天津规定，已知未足额支付的明细及其原因。
FundingPlan.unfunded_under 返回依某规定已知未足额支付的明细及其原因。
FundingPlanDict `FundingPlan.to_dict()` 的各键及其类型；`subject` 可由 `interchange.load` 读回。收支是否相符不知道的，
    为 null。
FundingSource 一个资金来源：类别、名称和全年可用金额（元）；不写或写 `None` 的事实未知。
    `for_building` 只问捐赠是否指定用于建站；`spent_elsewhere` 是当年用于各站项目以外的金额（元）。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
Grade 年度考核等次，由低到高。
GradeAboveGood 四（五）的理解：通知没有提到的优秀等次如何处理。
Hinge 结论所取决的一项理解，附只在这项理解和结论上不同的两种组合。
History 按施行日排列的各版规定；凡是需要规定的地方都可以给它。期限按起算之日的那一版计算，有期限的事按其最后一天的
    那一版的数值核对，其余按核对日期的那一版；`transition=Transition.AT_ONCE` 则一律按核对日期。
    第一版以前的日子也用第一版。
    不是日期或规定的，报 `InvalidType`；一版也没有、日期没有递增的，报 `InvalidValue`。
History.on 返回某日适用的规定。
History.under 返回各版规定换用所写理解以后的历次规定。
InvalidType 类型不对时的错误，例如日期写成文本、金额写成浮点数；说明字段、取值和应为什么。
InvalidValue 类型对而取值没有意义时的错误，例如负数学时、未知的选项；说明字段、取值和应为什么。
Law 核对所依据的规定的基类：在子类中写明一份通知，声明其数值和理解；所继承的仍引原来的通知。数值用 `attrs.evolve` 改，
    理解用 `under` 换，另一规定的数值用 `following` 沿用。
Law.in_force_from 所依通知开始施行之日；属于历次规定的，是第一版的。
Law.applies_from 本规定适用的首日；属于历次规定的，是这一版自己的首日。
Law.dated 所属历次规定的各版及其施行日，`None` 指本身；单独一版的为空。
Law.amendments 历次规定中新增数值或理解的各份修订及其施行日。
Law.alone 不带历次规定的同一版规定。
Law.numbers_of 返回一个数值在历次规定中的各个取值及其施行日；没有该数值的，同本版。
Law.having 返回本规定，或者历次规定中首个具备某规定类各项参数的修订；都不具备的为 `None`。
Law.added_on 返回新增某规定类各项参数的修订的施行日；首份规定已具备的，或者该规定不属于历次规定的，为 `None`。
Law.actor 返回要求所写的责任单位在本规定下由谁承担；`acting` 没有写的，就是其本身。
Law.milestones 通知自己写明的各个日期，由早到晚。
Law.under 返回换用所写理解的同一规定。
Law.following 返回本类的规定，数值和理解沿用另一规定，只改所写的几项；通知仍是本类自己的。两处都没有的数值，
    报 `TypeError`。
LawComparison 两种规定在同一天对一切对象的宽严：逐项要求（按通知的次序）及总体，附能分辨二者的最小情形。`added`、
    `removed` 是只有新版、只有旧版才有的要求。
LawComparison.relation 新规定的全部要求合在一起，与旧规定相比的宽严。
LawComparison.differences 宽严不同或未能得出的要求。
LawComparison.render 返回中文或英文文本：不同的要求、宽严关系，以及能分辨二者的最小情形。
LawComparison.extra_fields 返回文字比较结果，以及总体和各项要求的宽严，附能够区分新旧规定的情形。
LawComparison.columns 返回表格的列；两版都有的要求一项一行，能分辨二者的情形写成文字。
LawComparison.rows 逐项给出两版都有的要求的行。
LawComparisonDict `LawComparison.to_dict()` 的各键及其类型；规定和要求组都先旧后新。没有找到能分辨二者的情形的，
    没有 `newly_fails`、`newly_passes`；有的可由 `interchange.load` 读回对象。
MILESTONES 天津规定下通知自己写明的各个日期，由早到晚。
MainCategories 四（四）的理解：五类经费是否只限于此。
Management 社工站的制度建设：流程、标准和六项制度（`personnel` 至 `archives`）是否成文。各项写真或假，不写为未知；
    写别的，报 `InvalidType`。
MidtermOf 五（四）、六（三）的理解：中期、末期指合同年度还是项目周期。
Milestone 通知自己写明的一个日期：所属数值、日期、条款和名称。
Mismatch 核对凭据与重新核对结果的一处不符：字段、核对凭据所载和现在所得。
NOTICE 2021年5月26日印发的通知：条款、职责、各句的处理和施行日期，不含原文。
NOT_SET 表示合同没有约定的天数或人数，与未知不同；未知的，请留空。
NOT_YET 表示某事尚未办理的日期，晚于一切期限；是否办理未知的，请留空。
Notice 一份通知：文号、标题、印发日期、条款、各句的处理、职责、
    通知写明的文件（`cited`）和另外依据的文件（`sources`）；
    `notice["三(二)"]` 返回条款，没有的条款拒绝。
    自 `in_force_from` 起施行，不写即印发之日；被废止或替换的，到 `in_force_until` 为止。
Notice.sentences 通知的每一句，以及各落实在哪里。
Notice.duties 没有要求能完全检验的职责，按通知的次序。
Notice.references 通知写明的和另外依据的文件，按代号取用。
Notice.in_force 通知某日是否在施行。
Notice.order 返回条款在通知中的次序，从 0 起。
Notice.check_actors 核对责任单位：列有 `actors` 的通知，不在其中的报 `InvalidType`。
Notice.check_ledger 核对台账：各句和各项职责所写的条款、要求、职责、责任单位是否都存在。给出该通知的全部要求组；
    不存在的报 `InvalidValue` 或 `InvalidType`。
Notice.attach 逐句核对您的通知原文，返回按条款分列的原文；从称谓到日期，不区分空白和标点的全角半角，其他须逐字一致。
    不是文本的，报 `InvalidType`；与通知不符的，报 `InvalidValue`，其 `value` 列出不同或缺少的各句，
    后有多余文字的句子带 +。
Number 规定中的一个数值：条款、名称、类型，以及出自哪份引用文件。
Outcome 一种理解组合及其下的核对结果。
Outcome.options 各项理解所取的选项，按理解的编号取用。
Outcome.verdict 这一组合下的结论。
Payment 一个来源支付一行的金额（元），以及决定能否支付的事实。
Pending 一个待办事项：在对象中的位置和最后一日。
Period 两个日期及其间的每一天，首尾两日都在内。
Period.days 期间共有几天。
Possible 信息不全时，一个计算项还可能是什么：金额和数是上下限（`least`、`most`，没有的为 `None`），
    等次是各个可能的选项
    （`labels`）。`exact` 为真的，每一端、每个选项都可能出现；为假的，实际范围可能更小。
Policy 天津通知的全部数值和理解，各附条款；用 `attrs.evolve` 或 `under` 换取其他取值。整数的单位是名、学时、日、
    月或年，见其名称；金额为元。
Policy.last_day 依理解 `deadline_day`，返回仍不算晚于通知某个日期的最后一天。
Policy.qualified_by 依理解 `two_years_until`，返回取得资质的年限的最后一天。
PostingScope 六（二）的理解：哪些人必须在期限内到岗。
Premises 社工站的场所和设备。各项写真或假，不写为未知；写别的，报 `InvalidType`。
ProfessionalService 四（二）所列专业服务，共八种。
Progress 一个对象在两个日期之间的整改进展：各项按通知的次序，只是允许的和归纳其他要求的不列。
    `differences` 写明除事实以外还有什么不同：库版本、规定、适用情形。
Progress.on 后一日期。
Progress.counts 各类变化各有几项。
Progress.new 新增的：原来没有问题，现在不符合、未达到或者暂无法判定。
Progress.still_open 仍存在的：原来和现在都未办结。
Progress.resolved 已解决的：原来未办结，现在符合。
Progress.lapsed 不再要求的：原来未办结，现在不适用或者尚未到期。
Progress.not_comparable 不可比的：两次所问的要求、规定或库版本不同，或者仅一次核对有此要求。
Progress.render 返回中文或英文文本：先计数，再逐类列出各项。
Progress.extra_fields 返回后一日期所依的规定、对象，以及文字计数。
Progress.columns 返回表格的列；一项一行。
Progress.rows 逐项给出行。
ProgressDict `Progress.to_dict()` 的各键及其类型；除事实外没有不同的，没有 `differences`。
ProgressItem 一项进展：前后两种状态，变化的类别；`since` 是所给各日中连续未办结的首日（此前也可能如此），
    `why` 写明为什么不可比。
ProgressItem.extra_fields 返回要求的文字和不可比的原因。
ProgressKind 变化的类别：新增、仍存在、已解决、不再要求、不可比。不符合、未达到、暂无法判定都算未办结。
Purchaser 购买服务的主体：类别、名称和是否自行开展（只问街道和乡镇）；不写或写 `None` 的事实未知。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
Purchaser.local 是否为街道或乡镇。
PurchaserKind 购买主体的类别；最后两类通知没有列明。
Question 一项需补充的事实：位置、名称、填写方式、涉及的条款，以及对结论的影响。`path` 如 `workers[0].registered`；
    `workers[].registered` 指每一名社工的。
Question.zh 逐级写明的中文名称。
Question.en 逐级写明的英文名称。
Question.type 取值的类型：`bool`、`count`、`hours`、`yuan`、`date`、`text`、`many` 或枚举的名称。
Question.unit 单位，中英文各一；没有单位的为 `None`。
Question.allowed 允许的取值，用填表人员的用语写明，中英文各一。
Question.options 可选值不多的，逐个列出。
Question.clauses 涉及这项事实的条款。
Question.why 返回哪些要求取决于它，各附条款。
Question.decides 返回各答案对应的结果；无法单独得出结果的为空。
Question.ask 返回问句，前面写明所问的成员或部分。
Question.extra_fields 返回问句、询问原因、责任单位和允许的取值。
QuestionDict `Question.to_dict()` 的各键及其类型。
Questions 按次序排列的需补充的信息：是元组，也能显示为网页、导出为数据和表格。
Questions.extra_fields 返回所涉对象，以及各项需补充的事实。
Questions.columns 返回表格的列；一项需补充的事实一行。
Questions.rows 逐项给出需补充的事实的行。
QuestionsDict `Questions.to_dict()` 的各键及其类型。没有核对对象的，没有 `on`、`subject`、`verdict`；
    要求组没有自己的规定的，没有 `law`。
QuotaDue 六（一）的理解：附件所列任务数何时须建成。
RULESETS 全部要求组，按名称取用。
Reading 通知的一个待定理解：条款、问题、可取的选项、默认选项和各自的理由。理解决定约束力的，
    `forces` 写明各选项对应的约束力。
Reading.grounds_of 返回某选项的理由，中英文各一；没有写明的为 `None`。
Reference 通知所依据的一份文件：代号、标题，以及已知的文号和日期。
RegistrationScope 三（二）的理解：登记与继续教育对谁适用。
Relation 新规定与旧规定的宽严关系：相同、更严、更宽、互有宽严或未决。
Remedies 整改措施（`steps`，各步均须办理，每步任选一种办法；尚未到期的在 `in_time`，附期限）、须核实的情况
    （`to_establish`）、已无法补正的要求（`beyond_remedy`）。`undecided` 所列的要求未检索完，办法可能不全。
Remedies.advised 未达到的指导性要求，不属整改。
Remedies.complete 各步的办法是否都已列出。
Remedies.render 返回中文或英文文本：整改措施、须核实的情况和已逾期的要求。
Remedies.extra_fields 返回所属对象，以及各部分的整改措施及其文字。
Remedies.columns 返回表格的列；一项措施、一项待核实的事实或一项无法补正的要求一行。
Remedies.rows 逐项给出各部分的行。
RemediesDict `Remedies.to_dict()` 的各键及其类型：整改步骤、待核实的事实、无法补正的要求。
RenewalDecision 合同年度末的决定：续签、可以续签、不予续签、不能续签、周期届满或等待评估，附理由和下一期的日期。
    `next_period` 不续签的为 `None`，不知道的为未知。`outcome` 在通知当日不约束、不知有无不能续签的情形，或者
    所依规定认为通知没有说明（等次高于良好、周期届满）时未知。
    `requires_procurement` 是下一份合同是否须按政府购买程序。
RenewalDecision.findings 理由，各附条款：评估等次、周期所余年数、有无不能续签的情形。
RenewalDecision.render 返回中文或英文的决定书：先结果，后理由。
RenewalDecision.extra_fields 返回决定所依的规定和文字结果。
RenewalDecision.columns 返回表格的列；一条理由一行。
RenewalDecision.rows 逐条给出各条理由的行。
RenewalDict `RenewalDecision.to_dict()` 的各键及其类型。不知道的为 null；没有下一期的，没有 `next_period`。
RenewalAfterPass 四（五）的理解：评估良好或合格、周期未满的，是应当续签还是可以续签。
RenewalOutcome 合同年度末的各种结果。
Report 合同要求的一份报告：所涉期间、最后一天、由谁报给谁。`number` 是在同类报告中的序号，从 1 起；
    最后一天暂无法判定的，`due` 为未知。
ReportCap 五（四）、六（三）的理解：合同没有约定天数或约定很长的，报告和评估有无最晚期限。
ReportKind 报告的种类：月度简报、中期报告、末期报告。
Requirement 通知的一项要求：`holds` 核对是否做到，`applies` 核对对谁适用；附条款、约束力（或决定它的理解）、
    责任单位和所据文件。`due` 给出不算晚的最后一天，当日仍尚未到期；成员各有期限的由 `within` 核对，
    `pending` 列出待办的事。`restates` 的随所列要求成立；`defines` 的是定义的一个条件，没有做到不算违反。
Requirement.notice 规定这项要求的通知。
Requirement.text 返回要求的文本，填入某规定的数值；不给规定的，填数值的名称。
Requirement.force_under 返回某规定的理解之下的约束力。
Requirement.in_force 该要求和规定在某日是否施行；修订新增的，自修订施行之日起。
Requirement.in_force_from 返回该要求的施行日：规定的施行日，或者新增该要求的修订的施行日。
Requirement.by_under 返回某规定之下的责任单位。
Requirement.acted_on_by 返回责任单位按某规定确定的同一要求。
Requirement.truth 返回是否成立，整条规则合为一个公式；不约束、尚未到期的为真。
Requirement.exempt 返回是否不约束任何人，或在通知施行前即应办妥。
Requirement.binds 返回是否约束：适用，而且最后一天不在通知印发之前。
Requirement.in_time 返回最后一天是否还没有过；没有期限的为假。
Requirement.formula 返回 `truth`、`holds`、`in_time`、`exempt`、`applies`、`binds` 或 `due` 对某事实类的公式；
    给不出真假的规则，
    报 `InvalidType`。
RequirementComparison 一项要求（或全部要求合计）在两种规定之间的宽严：`newly_fails` 是按旧规定通过、
    按新规定不通过的最小对象，`newly_passes` 相反，没有的为 `None`。`members` 是各组查到几名成员为止，更大的组没有查；
    `undecided` 说明为什么未能得出。
RequirementComparison.relation 新规定与旧规定相比的宽严。
RestDays 一段日期内公布的休息日；此外的日期是否休息视为未知。末日早于首日的，报 `InvalidValue`。
RestDays.workday 返回某日，逢休息日的返回其后第一个工作日；超出公布范围的，为未知。
Rollout 全市首批建站情况：各区计划和起止日期。`plans` 每区每年至多一份；任务年度没有计划的区，补一份空白计划，
    其余均为未知。类型不对的，报 `InvalidType`；同区同年有两份的，报 `InvalidValue`。
Ruleset 对同一类对象的一组要求，按通知的次序：`ruleset[编号]` 取一项，`+` 增，`-` 按编号减，
    `replace` 改，归纳要求随之变动。`parts` 是对象各部分的要求组，核对时一并核对；`law` 是没有写明规定时采用的规定。
    建立要求组时逐条记录规则，规则以事实的取值作分支的，予以拒绝。
Ruleset.computed 逐项给出各计算项，含各部分的，附其对象的位置和公式。
Ruleset.replace 返回改了一项要求的要求组；没有的编号拒绝。
Ruleset.only 返回只留所列要求的要求组；没有的编号拒绝。
Ruleset.every 逐项给出全部要求，含各部分的，附其对象的位置和所在的要求组。
Ruleset.formula 返回 `every` 所给一项要求的公式，事实以在整个对象中的位置称呼；归纳要求的，是所列各项同时成立。
Ruleset.meets 返回对象是否做到全部约束力为应当的要求；值、列和公式同此一个函数。
Ruleset.meeting 返回 `meets` 的公式。
Scope 通知是否适用：适用（`BINDS`）、参照执行（`REFERENCE`，四（一））、不在适用范围（`OUTSIDE`），由调用者说明。
Sentence 通知的一句：位置、校验值，以及落实在哪里：由要求检验、列为职责，或者有不编入的理由，三者必居其一且只居其一，
    否则报 `InvalidValue`。`untested` 写明要求没有检验的词句及原因，为空即全部检验；`hint` 是供辨认的几个字，
    不是原文。
Sentence.place 位置：条款和在其中的序号；序号 0 是标题。
Sentence.standing 如何处理：检验、职责或不编入。
ServiceAim 四（二）所列服务目的，共三种。
ServiceField 社工站的重点领域，共四个。
ServiceGroup 四（二）所列服务对象。
SgzlibError 本库所有错误的基类，带字段、取值和应为什么，中英文各一份。`value` 是原来的对象；在文字中则经转义，
    过长的截断。`code` 是错误的种类，`loc` 是所在位置（名称和序号），`suggestion` 是可能所指的事实或取值的名称。
SgzlibError.problems 各处问题：一般即该错误自身，数据文档有误的为其中每一处。
SgzlibError.text 返回中文或英文的单语信息；区域既非中文又非英文的，报 `InvalidValue`。
Shortfall 某条明细未足额支付的原因。
Sign 社工站的标牌：标识、名称、是否醒目等；`str(sign)` 是规定格式的文字。标识按次序写；另写是否并用其他社会工作标识、
    中国社会工作标识是否居主导、图文是否未拆分。类型或取值不对的，报 `InvalidType` 或 `InvalidValue`。
Sign.to_svg 把标牌画成 SVG：先是各标识，依其次序，后是名称。`emblems` 给出您自己的标识图片的地址，
    没有给的画一个带文字的框。名称或标识未知、地址为空或含 XML 不许的字符的，报 `InvalidValue`。
Sign.view 逐个给出视图的各部分：名称和标识已知的先画出标牌，再列各项事实。
SignName 三（五）的理解：站名中的“××”可以怎样写。
Source 一项事实的来源：`by` 是提供单位，`on` 是日期，`evidence` 是材料，`how` 是自报、实地检查或者书面材料；
    没有记录的可以不写。类型不对的，报 `InvalidType`；文字为空的，报 `InvalidValue`。
SourceDict 核对结果中一项来源的各键及其类型；没有记录的没有相应的键。
SourceKind 资金来源的类别，按其可用于什么划分。
SourceLevel 来源等级，由低到高：自报、实地检查、书面材料。
SourceUse 资金安排中的一个来源：可用金额、支出金额和用于社工站以外的金额（元）。
SourceUse.within_means 支出是否不超过可用金额；专项补助连同用于社工站以外的金额计算。
SourceUse.subsidy_drawn 其中是否没有剩余的专项补助。
SourceUse.subsidy_kept 其中的专项补助是否没有用于社工站以外的项目。
Standing 通知的一句如何处理：由要求检验、列为职责，或说明为什么不编入。职责也可以有一部分由要求检验，
    见 `Duty.requirements`。
Station 一个社工站：所属街道（乡镇）、所在区及人员、场所、目录、制度、标牌五个部分。一站服务几个街道（乡镇）的，
    `jurisdiction` 填站名所用的一个。不写的部分未知，其中每项事实也未知。类型或取值不对的，以及所在区与
    `jurisdiction` 所写的区不一致的，报 `InvalidType` 或 `InvalidValue`。
Station.name 按通知的格式得出的站名；街道（乡镇）未知的，为未知。
Station.timeline_marks 返回时间线上标注的合同年度，取自驻站队伍。
Status 单项结果的状态：符合、不符合、未达到、暂无法判定、尚未到期、不适用。未达到是原则上、可以的要求
    或定义的条件没有做到；尚未到期的有约束力，最后一天还没有过。
StatusChange 一项结果在某日前后的两种情形：状态变了，或者有关决定的效力变了。
StatusChange.is_of_status 状态或者状态的来源等级是否变了。
StatusChange.is_of_decisions 有关决定的效力是否变了。
Step 一个整改步骤：任取一种办法（`ways`），措施最少的在先；`complete` 说明是否都已列出。
SubsidyEdition 专项补助办法的版本。
SubsidyLines 四（三）的理解：专项补助可以支付社工站的哪些明细。
SubsidyPriority 四（三）的理解：“优先用于”是用途优先还是资金来源优先，以及由其他资金付足是否即可。
SuccessorCycle 四（五）的理解：周期未满时更换承接主体的，沿用原周期还是重新计算周期。
SuccessorProcured 四（五）、二（四）的理解：因评估不合格以外的原因更换承接主体的，是否也须经政府购买程序。
TIANJIN_2021 天津2021年通知的规定：各数值照通知，各理解取默认。
Team 一个站的驻站社工，以及合同对人员的约定。`workers` 不写为未知，写 `()` 表示没有社工；项目起始、
    签订日期指该承接主体的首份合同，`follows` 是此前是否有其他承接主体；合同没有约定人数的写 `NOT_SET`；
    `posted_in_full_on` 是约定人数首次到齐之日，尚未到齐的写 `NOT_YET`。志愿者不是驻站社工。
    类型或取值不对的，报 `InvalidType` 或 `InvalidValue`。
Team.timeline_marks 返回时间线上标注的合同年度，自项目开始之日起。
Timeline 事实不变时，核对结果在一段时间内发生变化的日期及原因。`opening` 是首日的核对结果，
    `turns` 是结论、单项结果或计算项发生变化的各日。
Timeline.render 返回中文或英文的文本时间线：每个变化日期、变化内容及原因。
Timeline.to_svg 把时间线画成 SVG：合同年度、报告、结论、各项结果及其最后一天。本库不读取时钟，`today` 由调用者给出，
    在期间内的予以标出。不是日期（不含时刻）的，报 `InvalidType`；区域既非中文又非英文的，报 `InvalidValue`。
Timeline.extra_fields 返回首日所依的规定和文字时间线。
Timeline.columns 返回表格的列；一处变化一行。
Timeline.rows 逐项给出变化的结果的行，附日期。
TimelineDict `Timeline.to_dict()` 的各键及其类型：首日的核对结果，以及发生变化的各日。
Truth 三值：真、假、未知。
Turn 发生变化的一天：前一日和当日的核对结果。
Turn.day 新状态的第一天。
Turn.verdicts 前一日和当日的结论。
Turn.changes 有变化的结果，按通知的次序。
Turn.extra_fields 返回当日有变化的计算项的结果。
Turn.law 自当日起适用的规定；没有变更的为 `None`。
TwoYearsFrom 三（二）的理解：两个年度从何时起算。
TwoYearsUntil 三（二）的理解：两个年度到哪一天届满。
UNKNOWN 没有提供的事实，以及取决于它的结论；用 `is` 比较。
Unfunded 未足额支付的一条明细、所缺金额（元）和原因。
Unfunded.extra_fields 返回原因的文字。
Unknown `UNKNOWN` 的类型；与它比较（含 `==`）、运算，结果仍为未知，不能作真假使用。
Unknown.name 未知对象的名称：也是未知，其他属性相同。
Unknown.value 未知对象上名为 `value` 的事实：也是未知，其他事实相同。
UsualHeadcount 三（二）的理解：一般人数是标准还是限制。
Verification 校验核对凭据的结果：`intact` 指核对凭据与出具时逐字节相同，依其自身的封签，与本库版本无关；
    `same_outcome` 指结论和各项结果相同，`same_law` 指规则、数值和理解相同，`same_library` 指本库版本相同；
    `differences` 列出每一处不符。事实或理解本版已不能读取的，`same_outcome` 为 UNKNOWN。不能直接作真假用。
VolunteerService 四（二）所列志愿服务，共四种。
Wording 读者自己的通知原文，已逐句与校验值核对，可列在各项要求旁边。`wording["三(二)"]` 给出一项的各句，不含标题，
    去掉空白。
Wording.by_clause 各条款的原文，逐句，不含标题。
Wording.about 返回一个条款中落实在所列要求或职责的各句。
Way 一种办法：须一并办理的各项措施（`acts`）；`members` 是可任选的成员，`hangs_on` 是另取决于哪些未知的事实。
Worker 一名驻站社工：学历、专业、证书、登记、学时、合同、到岗等事实；不写或写 `None` 的未知。
    学历和专业说的是同一个已取得的学历，考试通过日期对应所持证书，学时（小时）是本登记期的。类型或取值不对的，
    报 `InvalidType` 或 `InvalidValue`。
Worker.degree 仅凭学历是否已具备资质。
Worker.certified 是否持有证书，国家的或天津的。
YearEnd 合同年度末的事实：第几个合同年度、周期几年、评估等次等；不写或写 `None` 的未知。等次高于良好是否续签、
    周期届满后是否按政府购买程序，都问购买主体自己的规定，只在所依规定认为通知没有说明时才问。`renewal_ruled_out` 不写
    即没有不能续签的情形。
ZonePurchaser 四（一）的理解：功能区管委会可否作购买主体。
allocate_funding 以各来源的资金支付预算，遵守全部限制；存在可行安排的即可找到，不能全部支付的，
    按明细次序逐条足额支付，
    `plan.unfunded` 说明未足额支付的明细及原因。领域未知的明细，不用限定领域的资金支付；用途未知的捐赠，
    只用于设备和场地。
    金额或类别未知、来源重名等，报 `InvalidType` 或 `InvalidValue`。
apportion 按权重分摊一笔金额，各份（元）精确到分，相加恰等于原数。各份先舍去不足一分的，余下的分逐一补给舍去最多的，
    同样多的先补在前的。浮点数、文本、真假值报 `InvalidType`；负数、无穷或过大的数、不足一分的、权重都不大于 0 的，
    报 `InvalidValue`。
assess 某一天以一个要求组核对一个对象，返回核对结果；每项要求都问到。`on` 没有默认值，
    `policy` 不写即要求组自己的规定。
    `sources` 按路径写明事实的来源，不改变状态。
    通知当日没有施行或不适用于该对象（`scope`）的，各项要求均不适用，结论未知；对象类别不对、
    `on` 不是日期（不含时刻）、
    规定缺少所需的，报 `InvalidType`。
assess_many 逐一核对多个对象；个别对象类别不对、不能构造或者核对出错的，在原位记为错误，不影响其他对象。要求组、
    日期或规定不对的，当即报 `InvalidType`。
blank_form 返回要求组的空白自查表：逐项列出条款、要求、责任单位，留出自查情况和整改措施各栏，末尾签字盖章。
    `kind` 为 "html"（可打印的网页）、"xlsx"（Excel）或 "docx"（Word）。类型或语言不对的，报 `InvalidValue`；
    缺少所需附加组件的，报 `ImportError`。
check_budget 某一天依四（四）核对项目预算，返回核对结果。`on` 写成时刻或文本、对象不是 `Budget` 的，报 `InvalidType`。
check_catalogue 某一天依三（三）、四（二）、五（二）核对服务目录，返回核对结果；未覆盖的重点领域只作提示。
    `on` 写成时刻或文本、对象不是 `Catalogue` 的，报 `InvalidType`。
check_contract 某一天依四（五）、五（四）、六（二）、六（三）核对购买合同，返回核对结果；报告所涉期间的最后一天
    还不算到期。`on` 写成时刻或文本、对象不是 `Contract` 的，报 `InvalidType`。
check_contractor 某一天依四（一）核对一个社会组织可否承接，返回核对结果。`on` 写成时刻或文本、
    对象不是 `Contractor` 的，
    报 `InvalidType`。
check_funding 某一天依四（三）、七（二）核对资金安排，不论由谁编制，返回核对结果。`on` 写成时刻或文本、
    对象不是 `FundingPlan` 的，报 `InvalidType`。
check_management 某一天依三（四）核对制度建设，返回核对结果。`on` 写成时刻或文本、对象不是 `Management` 的，
    报 `InvalidType`。
check_plan 某一天依五（二）、六（一）、六（二）核对区级计划和启动，返回核对结果；“前”是否含当日，
    依理解 `deadline_day`。
    `on` 写成时刻或文本、对象不是 `DistrictPlan` 的，报 `InvalidType`。
check_premises 某一天依三（一）核对场所和设备，返回核对结果；活动场所由有条件的设立，没有的只作备注。
    `on` 写成时刻或文本、对象不是 `Premises` 的，报 `InvalidType`。
check_purchaser 某一天依四（一）核对某机构可否购买，返回核对结果。`on` 写成时刻或文本、对象不是 `Purchaser` 的，
    报 `InvalidType`。
check_qualification 某一天依三（二）核对一名社工是否具备资质，返回核对结果；不具备本身不算违反，该项为未达到，
    应具备资质的人数和期限，由 `check_staffing` 核对。`on` 写成时刻或文本、对象不是 `Worker` 的，报 `InvalidType`。
check_rollout 某一天依第一部分核对全市建站数量和民政部所定的起止日期，返回核对结果；各区计划由 `check_plan` 逐份核对。
    `on` 写成时刻或文本、对象不是 `Rollout` 的，报 `InvalidType`。
check_sign 某一天依三（五）核对标牌，返回核对结果；站名与街道（乡镇）是否一致，仅凭标牌无法核对，
    由 `check_station` 核对。
    `on` 写成时刻或文本、对象不是 `Sign` 的，报 `InvalidType`。
check_staffing 某一天依三（二）、五（四）、六（二）核对人员配备，返回核对结果；部分社工的事实未知的，人数仍准确计算。
    取得资质的年度未满时，`staffing.all_qualified` 的 `pending` 列出尚须取得资质的人员和期限；派驻期限不计签订当日。
    `on` 写成时刻或文本、对象不是 `Team` 的，报 `InvalidType`。
check_station 某一天核对整个社工站：第三部分的全部，以及四（二）、第五部分、六（二）所增加的，返回核对结果；
    先是“六有”，
    后是各部分的结果，`by_subject`、`by_actor` 分组查看。街道（乡镇）自行购买、建立的社工站，依四（一）参照执行：
    写 `scope=Scope.REFERENCE`；
    其他省市的站、社区的场所、区级指导中心写 `Scope.OUTSIDE`。
    `on` 写成时刻或文本、对象不是 `Station` 的，报 `InvalidType`。
compare_assessments 比较同一对象的两次核对：新增、仍存在（自何时起）、已解决、不再要求、不可比；
    两张表由 `frames.compare_assessments` 比较。
    前一次可以只给核对凭据，
    `earlier` 是更早的各次。不是核对结果或核对凭据的，报 `InvalidType`；核对凭据有改动、要求组不同、日期晚于后一次的，
    报 `InvalidValue`。
compare_budgets 逐行对比计划预算与实际支出，返回差额；按类别和项目对应，同名的相加，计划以外的支出列在后面，
    一方没有的行记 0.00。不是 `Budget`、明细未知的，报 `InvalidType`。
compare_laws 逐项说明新规定比旧规定更严还是更宽，对一切对象而言（每组成员至多 `members` 名，0 至 12）；约束力为应当、
    适用且已到期而没有做到的，才算不通过。每处不同附两种规定都核对过的最小情形；超过搜索步数、没有情形证实的，
    记为未决。不是要求组、规定、日期的，或规定缺少所需、两版对象不同类的，报 `InvalidType`；成员数不对的，
    报 `InvalidValue`。
compose_budget 把若干行编成预算，写明站数和年数，不写的为未知；各行次序不变。不是预算行、站数或年数不对的，
    报 `InvalidType` 或 `InvalidValue`。
decide_renewal 依四（五）决定某合同年度末是否续签，返回决定和理由。以下一份合同的签订日为准，未签或不知的
    以核对日期为准。不合格的一律不续签；没有等次或未评估的等待评估，各等次都须按政府购买程序的，
    `requires_procurement` 已为真；其余等次，最后一年即周期届满。所依规定认为通知没有说明的，
    才问购买主体自己的规定。年度不在周期内、不是 `Grade`、不是日期的，报 `InvalidType` 或 `InvalidValue`。
duties_of 返回某主体的职责，含与其他主体共同承担的，按通知的次序。不是 `Actor` 的，报 `InvalidType`。
evaluation_schedule 依六（三）返回区局与街道共同进行、报市局的各次评估及其日期。合同首末日未知或次序颠倒的，
    报 `InvalidValue`。
format_amount 书写金额（元）：按区域的货币格式，或中文大写。浮点数、文本、真假值报 `InvalidType`；负数、不足一分、
    一亿亿元以上，以及没有的格式或区域，报 `InvalidValue`。
format_sign 依三（五）返回某街道（乡镇）社工站按规定应有的标牌；设置位置为未知。名称不可用的，
    与 `station_name` 一样报错。
inputs_of 返回一个要求组在任一理解下可能要问的全部事实，按询问的次序。
milestones 返回某规定的通知自己写明的日期，由早到晚。
parse_amount 读取 `format_amount` 所写及票据常见写法的金额（元）；大写可无“人民币”，“圆”“正”与“元”“整”通用，
    可写可不写的“零”均可。不是文本的，报 `InvalidType`；不是这样的金额的，报 `InvalidValue`，不作推测。
parse_sign 从文字读出标牌的标识和名称；缺标识、次序不对、名称不全的照样读出，由 `check_sign` 指出。不是标识、
    名称不允许的字符，报 `InvalidValue`，写明位置。
plan_funding 手工编制资金安排：逐笔写明来源、预算行和金额（元），由 `check_funding` 核对。预算、来源、年度或金额不对，
    来源重名，支付涉及别的来源或预算行的，报 `InvalidType` 或 `InvalidValue`。
posting_deadline 依六（二）返回按某合同派驻社工并启动服务的最后一天。不是日期（不含时刻）的，报 `InvalidType`。
qualification_deadline 依三（二）返回社工可以尚不具备资质的最后一天。`started_on` 是项目开始或社工到岗之日，
    依理解 `two_years_from`；到哪一天届满，依 `two_years_until`，2月29日起的到2月28日。不是日期（不含时刻）的，
    报 `InvalidType`。
receipt 返回核对凭据：规范 JSON，相同输入得相同字节。
report_schedule 依五（四）返回承接主体应交的各份报告及其日期：每月一份简报（末月可能不足一月）、中期报告、末期报告。
    合同没有写明几日内提交的，最后一天为未知；中期、末期按项目周期计算、合同是否涉及未知的，不列。
    合同首末日未知或次序颠倒的，报 `InvalidValue`。
reregistration_window 返回可以办理再登记的日期，即有效期的最后几个月；`expires_on` 是有效期的末日，是月末的按整月算。
    不是日期（不含时刻）的，报 `InvalidType`。
station_name 依三（五）由街道（乡镇）名称得出社工站的规范名称；已经规范的不变，
    “社会工作站”“社工服务站”“社工站”写成全称。有名称不允许的字符（写明位置）、没有街道（乡镇）的，报 `InvalidValue`。
subsidy_transfer 返回专项补助一年下达给某区的金额（元）：依 `subsidy-2019` 按登记户数计算，减去上年结转，不低于 0。
    `under_contract` 是结转中已签合同的部分，2024年版不计入结转，2019年版计入。户数、金额、版本不对，
    或该部分大于结转的，报 `InvalidType` 或 `InvalidValue`。
timeline 列出对一个对象的结论或单项结果发生变化的日子及原因；规定有几版的，换版之日也算；给了 `decisions` 的，
    决定生效、失效之日也算；给了 `sources` 的，来源等级变化之日也算。自己的要求组写入 `ruleset`。
    没有要求组可核对的对象、不是日期（不含时刻）的，报 `InvalidType`；末日早于首日的，报 `InvalidValue`。
under_all_readings 在结果所涉各项理解的每一种组合下核对一个对象，其余理解照规定；`check` 是核对函数或要求组，
    报错与该函数或要求组相同。
verify 校验核对凭据：先验其自身的封签，再重新核对并比较，返回 `Verification`。核对日期、理解和放假安排照核对凭据，
    规定照本库；不是本库的规定、要求组，用 `policy`、`ruleset` 写明。不是核对凭据的，报 `InvalidValue`；
    封签不符且事实不成立的，报 `InvalidDocument`。
law.COUNT 事实的类型：从 0 起的整数。
law.DAY 事实的类型：日期，不含时刻。
law.HOURS 事实的类型：小时，至多六位小数。
law.Moves 已知的事实怎样才能改变：不能变；日期只能从核对日期起；只增不减、只由否到是；可以任意改变。
law.POSITIVE 事实的类型：从 1 起的整数。
law.TEXT 事实的类型：非空文本，不含控制字符。
law.YEAR 事实的类型：年份。
law.YES_NO 事实的类型：是或否。
law.YUAN 事实的类型：金额（元），精确到分。
law.Case 核对时对象以外的一切：核对日期、规定和对象所属的整体；单独核对的，`whole` 及问它的都未知。
    `scope` 表示通知是否适用于该对象、仅供参照，或不适用。
law.Case.binds 通知当日是否施行，并且约束该对象。
law.Derived 由其他事实推出的事实，公式在各种用法中相同。
law.Fact 对象的一项事实：类型、中英文名称和单位。
law.Fact.cite 记下哪个条款的规则要问这项事实；别家通知的规则不记。
law.Form 取值的形式：是否、整数、小数、日期、文本、选项、部分、多项。
law.Fixed 不由所依规定、由词义确定的整数，如一年的月数、选项的个数。规则中其余的数取自规定。
law.Kind 事实可以取什么值：`read` 读入，不可用的报错并说明字段；`form` 是形式，`domain` 列出不多的全部取值，`least`、
    `most`、`step` 是范围和间隔，`places` 是至多几位小数。`exact` 的不收浮点数，`money` 的写作金额；
    `named` 列出在数据中写作名称的取值，如 `NOT_YET`。
law.Kind.name_of 返回一个取值在数据中的名称；没有的，返回 None。
law.Kind.takes 所读取值的 Python 类型。
law.Kind.several 取值是否为若干对象或选项。
law.Kind.rewrite 返回按 `rewritten` 改写后的文字：模式找到的，换成所代表的文字。
law.Labelled 没有高低之分的选项，各有中英文名称：`NAME = "中文", "English"`。
law.Ordered 有高低之分的选项，各有次序和中英文名称：`NAME = rank, "中文", "English"`。
law.after 由一项事实起算若干日、月、年的最后一天，作为要求的期限 `due`；写规定数值的名称，当日不计。规定有
    `rest_days` 的，末日遇休息日顺延；没有覆盖的日期，末日未知。
law.Transition 新旧规定怎样衔接：按事项发生之日，或者自施行之日一律适用。
law.amount_if 条件成立则计入金额，不成立则计为零。
law.at_least_percent 一组成员中具备某条件的是否达到百分之几；空组视为达到。百分数取自规定；不作除法，所以不取舍。
law.at_least_percent_of 一部分占整体的比例是否达到百分之几；与 `at_most_percent_of` 同样计算。一组成员用
    `at_least_percent`。
law.at_most_percent_of 一部分占整体的比例是否不超过百分之几。百分数取自规定；不作除法，所以不取舍；整体为零的，
    部分也须为零。
law.calendar_months_after 自起始日所在月算起若干日历月的最后一天。
law.calendar_years_after 自起始日所在年算起若干日历年的最后一天。
law.choice 以一个枚举的成员为取值的类型。
law.consists_of 一项事实是否依次恰为所列各项。
law.count 一组成员中有几个具备某条件。
law.days_after 从起始日起若干日届满之日，起始日不计入；超出日历末日的，止于末日，月、年也是如此。
law.days_between 从一个日期到另一个日期相隔的天数，只用来与数比较；后一日期更早的，小于零。
law.derived 声明由其他事实推出的事实，附中英文名称，是数值的附类型。
law.distinct 所列各值中有几个出现在成员的某项事实里；一名取值未知的成员只能补上一个。
law.done_by 某事是否已办，并且在最后一天以前办。通知以前办的，不论期限都算按期；日期未到的，不算已办。
law.earlier 两个日期中较早的一个。
law.earliest 各成员日期中最早的一个；空组为最晚的可能日期。
law.ends_with 文本是否以某段文字结尾，且前面还有文字。
law.eve_of 某日的前一日。
law.every 一组成员是否全部具备某条件；空组视为具备。
law.fact 在事实类中声明一项事实：类型、中英文名称和单位。不写的即为未知，与写 `None` 相同；
    `moves` 表示怎样才能改变，不写的依类型。其余是整改建议的用语，中英文各一：`act` 是改变它的措施，
    `late` 是逾期后仍须办理的事，`replace` 是更换成员的说法，`evidence` 是佐证材料，`ask` 是问句。
law.greatest 两个数中较大的一个，只用来比较；日期用 `later`。
law.includes 一项事实是否包含所列全部选项，不论次序。
law.later 两个日期中较晚的一个。
law.latest 各成员日期中最晚的一个；空组为最早的可能日期。
law.least 两个数中较小的一个，只用来比较；日期用 `earlier`。
law.look_up 按一项选项取相应的数或日期；每个选项都要写明取值，否则报 `InvalidValue`。
law.many 以若干对象或选项为取值的类型，存为元组。
law.measure 以某单位计量、小于某数、限定小数位数的类型；`above_zero` 不收 0，`exact` 不收浮点数，
    `said` 是允许什么的文字。
law.member_rule 声明对一组成员逐个核对的条件，附中英文名称；`kind` 是答案的类型：真假，或由 `total` 相加的金额。
    名称空缺或写有数字的，报错。
law.months_after 从起始日起若干月届满之日；负数则向前推算。
law.not_ 否定，各种用法相同；未知的否定仍是未知。Python 的 `~True` 是 -2，不能代替。
law.number 在规定中声明一个数值：条款、名称、类型和出处；不写类型的为整数。取值与类型不合、通知没有的条款，都拒绝。
law.one_of 一项事实是否为所列选项之一。
law.outcome 把下面的函数声明为一个计算项：由事实算出的金额、数或等次，附条款和中英文名称；`kind` 是取值的类型。
    函数像规则一样加、乘、比较，以 `where`、`amount_if` 取二者之一，也可以调用另一个计算项。
law.part 以另一个对象为取值的类型。
law.reading 在规定中声明一个待定理解，选项是默认选项所在枚举的成员；`grounds` 写各选项的理由，中英文各一，
    `forces` 写各选项所给的约束力。
law.requirement 把下面的函数声明为一项要求；`clause` 是通知的条款，`force` 是约束力或决定它的理解的编号，
    要求的编号由模块名（或 `group`）和函数名得出。拒绝：通知没有的条款和责任单位，不取自规定而写在规则或文字里的数字
    （包括“三名”一类），规则中的当天日期，文字里不是规定数值的名称，空的文字。
law.restating 声明一项归纳要求：所列要求（写编号）都成立时它就成立。
law.size 一组共有多少成员。
law.subject 把一个类做成事实类：只收关键字参数，检查取值，不可更改。父类的事实在先，重名的以自己的为准。
law.to_workday 把休息日顺延到下一个工作日；没有放假安排的照原日，超出公布范围的只知道不会更早。
law.total 一组成员某项金额之和；有未知的，至少为已知各项之和。`what` 是事实的名称，
    或者在 `case` 下逐个计算金额的条件。
law.where 条件成立取一个值，不成立取另一个。
law.whole 限定上下界的整数类型；`said` 是允许什么的文字。
law.workdays_after 从起始日起若干个工作日届满之日，起始日不计入，天数 `by` 取自规定；放假安排未公布的日期，
    可能上班也可能休息：没有放假安排的，只知道不早于同样多日之后。
law.years_after 从起始日起若干年届满之日，起始日不计入。
law.yes_or_no 声明一项只看一项“是否”事实的要求：事实为是，要求即成立。`name` 是事实和要求的名称，
    事实另有名称的写在 `fact`；其余参数与 `requirement` 相同。
calendars.CalendarNotPublished 所问年份的放假安排尚未公布，或尚未收入所安装的包。
calendars.rest_days 返回若干年的休息日：周末和节假日，除去调休上班日；须装 `calendar` 附加组件。
    所装 chinesecalendar 没有的年份，报 `CalendarNotPublished`；不是年份、末年早于首年的，
    报 `InvalidType` 或 `InvalidValue`。
explain.RuleRow 规则表的一行：一项要求的条款、约束力、公式和所涉理解；`path` 说明是对象的哪一部分。
explain.RuleTable 规则表：`rows` 是数据，`markdown` 供人阅读。
explain.RuleTable.markdown 写成 Markdown 表格的规则表。
explain.formula 把一项要求写成公式文字，公式录自核对所用的函数；→ 前是约束的条件，公式后注明最后一天。
    `policy` 填入数值、选定理解，不写的以名称代数值、理解取默认。找不到规则所核对的类的，报 `InvalidType`，
    可用 `subject` 写明；区域既非中文又非英文的，报 `InvalidValue`。
explain.subject_of 返回一项要求所核对的事实类，看规则的第一个参数。
explain.table 返回要求组及其各部分的全部要求、公式和所涉理解；`policy` 不写即要求组自己的规定，有几版的取最后一版。
interchange.InvalidDocument 一份数据的全部错误，`problems` 逐处列出位置。
interchange.InvalidDocument.problems 各处的错误，每处一个。
interchange.InvalidDocument.text 返回中文或英文的单语信息，一处一行，至多一百处。
interchange.core_schema 返回 pydantic 读写某事实类所用的模式：读如 `load`，写如 `dump`，每处错误在其位置上。
interchange.inline_schema 返回某事实类的 JSON Schema，不用引用，可放在别的模式之内。
interchange.dump 把对象写成可转为 JSON 的普通数据；未知的事实不写，`keys` 说明键名。核对结果等答案照其 `to_dict`。
interchange.json_schema 返回事实类或结果的 JSON Schema（2020-12），附中英文名称；`keys`、`spellings` 同 `load`，
    `ref_template` 说明所含的类写在何处。结果的类和 `TypedDict` 照 `to_dict` 所返回的。别的类，报 `InvalidType`。
interchange.load 由普通数据读出对象；`keys` 说明键名，`spellings` 为真的照办公写法读文本。一次说出全部错误：
    报 `InvalidDocument`，其 `problems` 逐处列出不是事实的键（附可能想写的）、没有意义的取值、写成浮点数的金额，
    文字只列前一百处。
    `cls` 不是事实类的，报 `InvalidType`；没有的键名，报 `InvalidValue`。
strategies.budgets 生成项目预算，各行金额精确到分。
strategies.catalogues 生成服务目录。
strategies.compliant 生成结论为真的对象和核对日期；核对日期是 `on`，不写则取施行期内规则有转折的日子。由构造得到，
    不作筛选；不可能符合的，报 `InvalidValue`。
strategies.contractors 生成承接主体。
strategies.contracts 生成购买合同。
strategies.credit_codes 生成由民政部门赋码的统一社会信用代码。
strategies.days 生成核对日期，含规定（`policy`）所涉通知和时间节点的前后。
strategies.edges 生成取临界值、期限末日或者与其相邻的对象和核对日期，取自要求组的测试向量；自己的要求组或规定，
    调用时再找。
strategies.funding_plans 生成资金安排。
strategies.managements 生成制度建设情况。
strategies.plans 生成区级工作计划。
strategies.premises 生成场所设置情况。
strategies.purchasers 生成购买主体。
strategies.renewals 生成合同年度末的情况。
strategies.rollouts 生成全市建站情况及各区计划。
strategies.signs 生成标牌。
strategies.stations 生成整个社工站。
strategies.subject 生成任一事实类的对象：事实全知、全不知或部分已知；`policy` 的数值和日期多取。
strategies.teams 生成驻站社工队伍。
strategies.timelines 生成对象和至多三年的一段日期，供 `timeline` 使用。
strategies.values 生成某一类事实的取值。
strategies.violating 生成恰好违反一项要求、别的都不违反的对象和核对日期；
    `requirement` 是 `ruleset` 或本库要求组中的编号。没有的编号、不可能单独违反的，报 `InvalidValue`。
strategies.workers 生成驻站社工。
symbols.Answer 一项要求的答案：成立与不成立各为一个 Z3 公式，不会同真。
symbols.Answer.open 答案为未知的公式。
symbols.Proof 一个论断的结果：已证明、有反例，或者均未找到（`proved` 为未知）。反例是 `subject`，
    `cases` 是各符号对象的核对日期和规定。
symbols.Symbol 一项事实的符号：是否已知，已知时等于哪个 Z3 项。数值照原数，日期为序数，
    选项为次序（没有高低的从 0 数起）；多项的一项一个字符，从 U+4E00 依位置数起。
symbols.Symbolic 某规定下由符号组成的对象；按编号取一项要求的答案。`numbers` 是作为符号的规定数值，`on` 是核对日期，
    日期或符号。
symbols.Symbolic.verdict 约束力为应当的要求是否全部成立，同 `Assessment.verdict`。
symbols.Symbolic.applicable 是否有任何一项要求约束，同 `Assessment.applicable`；一项也没有的，没有结论。
symbols.Symbolic.facts 至今用到的符号，按事实的位置取用。
symbols.Symbolic.outcome 返回一个计算项的符号：上下限是否只剩一个取值，以及该取值的 Z3 项；没有的编号拒绝。
symbols.Symbolic.possible 事实和数值各在其取值范围内，通知当日有约束力的公式。
symbols.Symbolic.fact 按位置返回一项事实的符号，如 `workers[0].education`。
symbols.Symbolic.answer 依规定的理解，返回关于对象的任一公式的答案。
symbols.Symbolic.applicable 是否有要求适用于该对象。
symbols.of 返回要求组的符号对象，各组成员数由您指定。`on` 是核对日期，或代表任一施行日的 Z3 整数；
    `numbers` 以 Z3 数代替规定数值；同一要求组的两个符号对象共用事实的符号。要求组、日期、规定、数值不对，
    或通知当日没有约束力的，报 `InvalidType` 或 `InvalidValue`。
symbols.prove 证明一个论断对一切对象成立（各组成员数照所给对象），或给出反例。不是 Z3 真假、不是符号对象的，
    报 `InvalidType`；没有对象、各对象事实不同的，报 `InvalidValue`。
symbols.Symbolic.terms 返回把某成员的公式变为 Z3 项的运算。
vectors.Vector 测试向量中的一个用例：`facts` 由 `interchange.load` 读入，`why` 是缘由，`of`、
    `at` 是所针对的公式部分，以及与临界值的差（-1、0或1）。`readings` 是不取默认的理解，
    `under_readings` 是所取决理解的各选项下的结论；`catches` 列出会得出别的状态的错误实现。
    应当拒绝的输入另有 `field`，是无效的那一项。
vectors.WHY 用例收入的缘由，中英文各一份。
vectors.Coverage 自己的用例对一个要求组的覆盖情况：`groups` 按状态、界限、条件、理解、未知事实和其他错误实现，
    列出已覆盖的和未覆盖的；`add` 是建议增加的向量，覆盖最多的在前。
vectors.Coverage.document 返回同样内容的数据。
vectors.Coverage.percent 覆盖率，取整数百分比，舍去小数。
vectors.Coverage.render 返回中文或英文的文本；其他语言报 `InvalidValue`。
vectors.cover 返回自己的用例对各要求组的覆盖情况，并列出建议增加的向量。用例写明 `ruleset`、`facts`、`on`，
    理解不取默认的另写 `readings`；非本库的要求组由 `rulesets` 给出。用例无法读取的，报 `InvalidValue`，注明第几个。
vectors.cases 返回某要求组的全部用例；没有向量文件的要求组，报 `InvalidValue`。
vectors.document 返回某要求组的向量文件内容：规定、要求、变异体和用例，与文件所写相同；没有向量文件的，
    报 `InvalidValue`。
vectors.files 返回各向量文件及其 SHA-256，模式文件在最后。
vectors.make 由公式生成某要求组的测试向量，每次结果相同；`law` 不写即要求组自己的规定；历次规定的，用例针对最后一版，
    `history` 列出前各期不同的数值。没有用例识别的变异体，
    证明等价的列入 `equivalent`，其余列入 `open`；写 `proving` 则由 Z3 证明并再查找用例，
    没有装 Z3 的报 `ImportError`。
vectors.schema 返回向量文件的 JSON Schema（2020-12）。
vectors.text_of 把向量文件的内容写成规范 JSON 文本：变异体、用例各占一行。
testing.Oracle 判据：把您的系统的答案与本库的答案逐一核对，中文或英文。
testing.Oracle.agrees 答案与本库不同的，测试不通过，并说明条款、要求、事实和理解。`verdict` 写真、假，
    未知写 `None` 或 `UNKNOWN`；`statuses` 按编号写要求的状态；没有写的不比，要求组不写则按对象的类。
    没有要求组核对的对象，报 `InvalidType`。
testing.compliant 同 `strategies.compliant`：生成结论为真的对象和核对日期；不可能符合的，报 `InvalidValue`。
testing.edges 同 `strategies.edges`：生成取临界值、期限末日或者与其相邻的对象和核对日期。
testing.sgz_oracle pytest 夹具，提供判据。
testing.subject 同 `strategies.subject`：生成任一事实类的对象，事实全知、全不知或部分已知；`policy` 的数值和日期多取。
testing.violating 同 `strategies.violating`：生成恰好违反一项要求的对象和核对日期；没有的编号、不可能单独违反的，
    报 `InvalidValue`。
frames.Workbooks 若干 Excel 文件，按文件名取用，文件名如 `和平区.xlsx`；可逐个写出，或用 `zip` 返回压缩包。
frames.Workbooks.zip 返回含全部文件的压缩包；相同的文件得到相同的字节。
frames.Affordable 一笔投入可使哪些行达标，费用最少的在先；`spent` 是费用合计，`left` 是资金不足的行，
    `unpriced` 是各种办法均含无价格改动的行，其次是没有找到办法的行；因 `at_most` 未检索的行计入 `left_out`。
frames.Affordable.to_frame 返回可达标各行的表格：名称、措施和费用，每行一条，用 polars、pandas 或 pyarrow；别的表格库、
    既非中文又非英文的区域，报 `InvalidValue`。
frames.ProgressTally 一组中有多少行的某项要求由某一状态变为某一状态；`kind` 是变化的类别，原来和现在都没有问题的为空。
frames.Report 一张表的汇总报告：`rows` 是逐项要求的计数，`verdict` 是结论的计数，`groups` 分组计数；
    `sections` 是待处理各行的前若干节，违反的在缺事实的之前。
frames.Report.on 核对日期。
frames.Report.subjects 共核对了多少行。
frames.Report.decided 各项要求未办结的行中，有多少行已有有效决定，按状态计。
frames.Report.not_clear 违反要求或者缺少决定结论的事实的行数。
frames.Report.chart 返回一幅 SVG 图：全部各行一条，每组一条，按结论分段，注明行数；语言照报告自己的，或照 `locale`。
frames.Report.to_html 返回不依赖别的文件、没有脚本、可在 A4 纸上打印的网页；语言照报告自己的，或照 `locale`，
    既非中文又非英文的报 `InvalidValue`。
frames.Report.extra_fields 返回按状态名称的计数，以及各节的核对结果。
frames.RowRemedy 一行费用最少的整改措施及其费用；名称照 `by` 各列所写。
frames.TableAct 表中各行所需的一项措施：涉及的行数（`rows`）、次数（`times`）和责任单位（`actors`）。
frames.TableAct.text 返回措施的文字，不按成员、不按行分写。
frames.TableAct.text_in 返回某种语言的措施说法。
frames.TableProgress 一张表在两个日期之间的整改进展：`tallies` 按组、要求和前后状态计数，归纳其他要求的不计；
    `subjects` 是各组两日的行数。
frames.TableProgress.counts 全表计数：两日的行数和未办结的项数，各类变化的项数。
frames.TableProgress.groups 各组的同样计数，按组名排列；没有分组的为空。
frames.TableProgress.items 返回原来或现在未办结的各项，一项一行：哪个对象、哪项要求、前后状态和变化的类别；
    只有一日有该行或该项要求的，另一日的状态为空。
frames.TableProgress.columns 返回表格的列；一组一行，末行是合计。
frames.TableProgress.rows 逐组给出行，最后是合计。
frames.TableProgress.extra_fields 返回标题和各组计数。
frames.TableProgress.view 逐个给出视图的各部分：各组一行的表，然后是各项要求一行的表。
frames.TableQuestions 全表需补充的各项事实，按补充次序排列；`rows` 是结论取决于未知事实的行数，
    `undecided` 是未检索完的行数，`left_out` 是因 `at_most` 未检索的行数。
frames.TableQuestions.to_frame 返回需补充的事实的表格，一项一行，用 polars、pandas 或 pyarrow；别的表格库、
    既非中文又非英文的区域，报 `InvalidValue`。
frames.TableQuestions.extra_fields 返回按哪部规定提出。
frames.TableQuestion 全表需补充的一项事实：结论取决于它的有 `rows` 行，补充它一项即可确定的有 `alone` 行，
    补充它和在前各项即可确定的有 `settled` 行。
frames.TableRemedies 全表不符合各行的整改措施汇总，每行每步取措施最少的办法；`acts` 按涉及的行数由多到少，
    `by_actor` 按责任单位计行数。`beyond` 是无法补正的要求及行数；`undecided` 是未检索完的行数，
    `left_out` 是因 `at_most` 未检索的行数；`groups` 是 `per` 所写一列的各个值（如各区）的汇总。
frames.TableRemedies.cost 有单价的各项措施所需资金合计（元）。
frames.TableRemedies.to_frame 返回各项措施的表格，一项措施一行，用 polars、pandas 或 pyarrow；别的表格库、
    既非中文又非英文的区域，报 `InvalidValue`。
frames.TableRemedies.extra_fields 返回所依的规定、各项措施及其说法，以及各类行数。
frames.UnknownColumn 警告：规则涉及的事实在表中没有列，各行均视为未知。
frames.affordable 返回一笔金额或若干新增人员最先能使哪些行达标，每行取费用最少的办法，费用最少的在先。
    `prices` 按 `remedies` 所写的位置给出各项改变的价格；只限人数的，`team.workers` 的价格为 1，无需增人的为0；
    只须核实的不计价。报错同 `remedies`；金额不对的，报 `InvalidType` 或 `InvalidValue`。
frames.check 逐行核对一张表，返回原表并附答案列；`reasons` 另附各列编号：`violated` 违反的、`undetermined` 取决于
    未知事实的、`not_due` 尚未到期的、`unmet` 未达到而不算违反的、`conflicting` 单项都未违反但无法同时符合的。
    `unreadable="unknown"` 将无法读取的单元格或列视为未知，继续核对；`problems` 列出全部。
    有来源列（如 `printer__source`、打印机来源、来源等级）的，另附结论的来源等级 `level`。
    没有列的事实逐行未知，以一次 `UnknownColumn` 警告列出。列或格不可用、对应关系不指任何列或事实、
    表中已有答案列同名的列，报 `InvalidType` 或 `InvalidValue`。
frames.check_budgets 核对以明细为行的各份预算，并合计到分（元）；`by` 是说明属哪份预算的列，
    `budgets` 表写各份的站数和年数，不给的为未知。有一行未知的，合计为空；价格用整数或小数，
    得不出整分的行以 `amount` 报错。其余同 `check_teams`。
frames.check_groups 核对一张表的对象，其成员在其他表中；`by` 是各表中说明属哪个对象的列。成员表中没有成员行的，
    即为没有成员，`membership="partial"` 则为未知；没有给表的组，一概未知。对象重复、成员行重复、成员不属任何对象的，
    报 `InvalidValue` 并指明行：`duplicates="keep"` 照原样核对，`orphans="ignore"` 不计入。
    要求组没有的组、表中没有 `by` 列的，报 `InvalidValue`，各表中该列类型不同的，报 `InvalidType`；其余同 `check`。
frames.check_teams 核对各站的队伍，社工在另一张表中；`by` 是两张表中说明属哪支队伍的列。
    社工表中没有成员行的队伍即为没有社工，`membership="partial"` 则为未知；`ruleset` 可以是任何含队伍的要求组，
    如 `STATION`。
    队伍重复、社工行重复、社工不属任何队伍、表中没有 `by` 列的，报 `InvalidValue`，各表中该列类型不同的，
    报 `InvalidType`；`duplicates`、`orphans` 同 `check_groups`，其余同 `check`。
frames.columns_of 返回某类对象的表可有哪些列，即各项事实及其列名。
frames.compare_assessments 比较 `findings(…, record=True)` 给出的两日的表：哪些已解决、仍存在、新增、不再要求、不可比，
    可按一列（如区）分别计数，供报送季度进展。缺列、同一对象同一要求有两行、一张表含几个核对日期、状态有误、前后颠倒的，
    报 `InvalidValue`。
frames.findings 返回每行每项要求的状态，一项一行，用表自己的引擎；列是 `by` 所列各列、
    `requirement`（编号）和 `status`（状态名称）；给出 `locale` 时另附要求、条款、约束力、责任单位和状态的文字。
    `decisions` 按 `by` 的取值给出主管机关的决定，另附 `decision`（效力）；
    有来源列的，另附该项结果的来源等级 `level`，给出 `locale` 时还有 `level_text`；
    `record` 另附 `on`（核对日期）和 `rule`（库版本和规则摘要），供 `compare_assessments` 比较。
    报错同 `check`、`check_groups`；`by` 没有的列或与答案同名的，
    报 `InvalidValue`。
frames.flips 返回换用新规定后结果不同的行，用表自己的引擎；列是 `by` 所列各列、`requirement`（编号或 `verdict`）、
    `old` 和 `new`（两种规定下的状态名称）。只有一版才有的要求不列；报错同 `findings`、`compare_laws`。
frames.Problem 表中的一个问题：`kind` 是种类，`table` 是所在的成员组（主表为空），`column`、`value` 是列和单元格，
    `count` 行有此问题，`rows` 是最前的几行，从 0 起。
frames.Problem.suggestion 返回改法，用 `locale` 的语言。
frames.Problem.extra_fields 返回单元格的文字和改法。
frames.ProblemKind 问题的种类：无法读取的单元格、列，不对应事实的列，缺少的列，重复的对象，重复的成员行，
    不属任何对象的成员行。
frames.Problems 一张表（及其成员表）的全部问题，主表在先。
frames.Problems.to_frame 返回全部问题的表格，一个问题一行，用 polars、pandas 或 pyarrow；别的表格库、
    既非中文又非英文的区域，报 `InvalidValue`。
frames.problems 一次列出表中无法读取、无法对应的全部内容：无法读取的单元格和列，不对应事实的列及可能所指的列名，
    缺少的列，
    给出 `by` 时还有重复的对象、重复的成员行、不属任何对象的成员行。不是表的，报 `InvalidType`；
    没有的对应关系、组、`by` 列，报 `InvalidValue`。
frames.questions 返回全表需补充的事实：依次取与在前各项一起能确定最多行的；均未能确定结论的，取涉及行数最多的。
    没有列的事实、
    没有表的组逐行未知；`progress` 在每组检索后接收已检索行数和总行数；
    `at_most` 限定检索的行数（等距抽取），其余计入 `left_out`。
    报错同 `check`、`check_groups`。
frames.remedies 返回全表各行以最少改动达标的办法，每行一组，同 `Assessment.remedies`；几名成员的同样改动归为一种；
    `progress`、`at_most` 同 `questions`。
    报错同 `check`、`check_groups`。
frames.Report.to_frame 返回各项计数的表格，每项要求每种状态一行，用文字，可直接作图；结论没有编号，
    `group` 为空的是全部行。
    别的表格库、既非中文又非英文的区域，报 `InvalidValue`。
frames.report 核对全表并生成汇总报告；`by` 是说明哪一行是谁的列，`group` 是分别计数的列，如区，
    按 `order`（名称或选项，如 `District`）排列；`sections` 是列出的待处理对象数，不符合项数多的在前。
    有来源列的，各项计数分来源等级写明，各对象写明来源。
    报错同 `check`、`check_groups`；表中没有的列、负的节数、既非中文又非英文的区域，
    报 `InvalidValue`。
frames.subjects 把表的各行读成对象，次序不变；无法读取的行在原位记为 `InvalidDocument`，`problems` 逐个单元格列出。
    没有列的事实和成员组未知。`cls` 不是事实类、`frame` 不是表的，报 `InvalidType`；对应关系不指任何列或事实、
    没有一列是事实的，报 `InvalidValue`。
frames.table 把若干对象写成一张表，一个一行，`subjects` 和 `check` 可再读入；选项写名称，几项以“、”分隔，未知为空，
    成员组另成一表。`backend` 是 polars、pandas 或 pyarrow，别的报 `InvalidValue`；不是这类对象的，报 `InvalidType`。
frames.workbooks 把一张表做成下发的 Excel 文件，`per` 一列的每个值（如每个区）一个，每行旁附结论、理由、需补充的信息
    和整改措施，同 `workbook.judge`；改正后可再交 `workbook.judge` 核对。`per` 为空的行单独一个文件，次序照 `order`。
    已有的结果列不写入；无法读取的单元格标出并按未知处理，`unreadable="error"` 则报错；
    `mending=False` 不列整改措施，`progress` 同 `questions`。
    没有安装 `excel` 的，报 `ImportError`；报错同 `check_groups`，`per` 没有的列、既非中文又非英文的区域、
    一个文件行数过多的，报 `InvalidValue`。
sql.DIALECTS 支持的 SQL 方言，按名称取用。
sql.query 返回一条 SELECT，在数据库中核对整张表；`columns` 写别名的列对应的事实，`absent` 写没有列的事实，
    `members` 写成员所在的表和所属的列，没有写的组一概未知；没有成员行的，`membership="partial"` 则为未知。
    `dates` 写 `"iso"`（文本）或 `"date"`（日期类型），
    注释用 `locale` 的语言。没有的方言、日期写法、列、组，一项事实的两列，不能作名称的文字，
    以及方言写不出的要求（按编号），
    报 `InvalidType` 或 `InvalidValue`，不作近似。
workbook.judge 读入填好的工作簿（中文或英文，核对过的重新核对）或本单位自己的表格，在各行旁附上答案，
    并加汇总、整改清单和逐项结果。与模板不同的工作表名和列标题列入“填写说明”，确认后才读取。无效的单元格、
    公式、重名、重复的成员行，作出标记并视为未知（`duplicates="keep"` 照原样计）；不属任何对象的成员作出标记，
    `orphans="ignore"` 则不标；既无成员行又未填数目的组视为尚未填报，为未知，
    `membership="complete"` 则视为没有成员；
    `mending` 写假则不列整改措施，用时明显减少；`decisions` 按对象名称给出主管机关的决定。
    不是字节的，报 `InvalidType`；不是工作簿、过大、没有含表头的工作表、两列指同一事实的，
    报 `InvalidValue`，其余同 `assess`。
workbook.template 返回某要求组的填报工作簿，中文或英文：对象一个一行，每个成员组另有一表，首列写所属对象；
    另有填写说明及与本单位表格的对应表；
    表头批注写明含义、单位和条款，选项有下拉列表。不是要求组、成员组里又有成员组的，报 `InvalidType`；
    区域既非中文又非英文的，报 `InvalidValue`。
.ambiguous 返回可能指几种取值的写法，这样的写法要请填写人确认，不代为推断。
.by 责任单位。
.clauses 所涉条款。
.coherent 返回该类对象的各项事实须同时满足的条件，不满足的构造时拒绝。
.evidence 返回佐证材料；没有写明的为 `None`。
.moves_in 返回某个对象在某日的这项事实怎样才能改变。
.path 所改变的首项事实的位置。
.requirements 所涉的要求。
.text 返回它的说法，中文或英文。
.view 逐个给出所显示网页的各部分。
"""

LINES: dict[str, str] = dict(line.split(" ", 1) for line in _TEXT.replace("\n    ", "").strip().splitlines())
"""The line of each name (各名称的中文说明)."""
