"""What the reference says in Chinese of each public name: a line below its heading, above the docstring in English.

A name is written as users write it: `Worker`, `law.count`, `frames.check`. The tests hold that none lacks its line.
"""

_TEXT = """
Actor 通知中承担职责的主体；社工站自身的事由承接主体办。
AllReadings 一个对象在各种解释组合下的结论：是否一致，不一致时取决于哪些解释。
AllReadingsDict `AllReadings.to_dict()` 的各键及其类型。
AnnualAmount 四(四) 的解释：哪些经费计入年度金额。
AnnualTarget 四(四) 的解释：年度金额是努力目标还是下限。
Arithmetic 各项支出之和与各来源出资之和（元），以及两者是否相符；未知时为区间。
Assessment 某一天以要求组判断一个对象的全部结果：逐项认定和总结论；由此可得待问事项、整改办法、报告和导出数据。
AssessmentDict `Assessment.to_dict()` 的各键及其类型。
Assessments 许多对象各自的评估；不能评估的在原位留下错误。
Budget 一个或几个社工站、一年或几年的项目预算，各站等额；给出合计、每站每年金额和分类占比。
BudgetLine 预算的一行：类别、项目、单价、数量、单位和所服务的领域；金额由单价乘数量得出。
CapacityBuilding 四(二) 所列能力建设服务，共四种。
Catalogue 社工站的服务目录：服务内容、目录、职责是否齐全，是否上墙，重点领域等。
Certificate 所持最高一级社会工作者职业水平证书；NONE 表示没有证书。
Clause 通知的一部分或一项：位置、标题和一句话概要。
Comparison 计划预算与实际支出的对比：逐行、逐类和合计。
Contract 购买合同：签订日期、期限、合同年度、报告和评估的日期等。
ContractLength 四(五) 的解释：一年一签是原则还是硬性要求。
Contractor 承接社工站项目的社会组织：登记、宗旨、财务、场所、队伍等条件。
CultivationAim 四(二) 所列培育对象，共两种。
Cycle 项目周期：起始日和年数，年数不写时取政策规定的年数。
CycleEnd 四(五) 的解释：周期最后一年考核合格以后怎么办。
CycleLength 四(五) 的解释：周期年数是原则还是硬性要求。
DUTIES 通知规定的全部职责，按通知的次序。
DeadlineDay 六 的解释：“某日前”“某月底前”是否包含当日。
Difference 一行、一类或合计的计划金额、实际金额与差额（元）。
District 天津市的十六个区，附 GB/T 2260 代码，并按代码排列。
DistrictPlan 某区一年的工作计划和启动情况。
DonationUse 七(二) 的解释：哪些捐赠只能用于设备和场地。
Duty 通知交给某主体的一项职责：条款、约束力和一句话内容。
Education 学历，由低到高；大专为 JUNIOR_COLLEGE。
EducationDue 三(二) 的解释：登记期内的继续教育学时何时须修满。
EducationHours 三(二) 的解释：国家办法没有列明的人须修多少学时。
Emblem 标牌上的标识，按规定格式的次序。
ExpenseCategory 经费类别：通知列明的五类，另加设施和其他两类。
Finding 一项要求的认定：状态、是否成立、所看的事实、期限、待补事实和所取决的解释。
FindingDict `Finding.to_dict()` 的各键及其类型。
FirstRegistration 三(二) 的解释：取得证书一年内尚未首次登记的，是否算不符合。
Force 约束力：必须（MUST）、一般应当（SHOULD）、可以（MAY），依通知的用词。
FundedLine 资金安排中的一行：应付多少，已付多少。
FundingField 四(三) 划分资金所依据的领域。
FundingPlan 一年内由哪个来源支付哪一行；用 `allocate_funding` 或 `plan_funding` 编制。
FundingPlanDict `FundingPlan.to_dict()` 的各键及其类型。
FundingSource 一个资金来源：类别、名称和可用金额（元）。
Grade 年度考核等次，由低到高。
GradeAboveGood 四(五) 的解释：通知没有提到的优秀等次如何处理。
Hinge 结论所取决的一项解释，附只在这项解释和结论上不同的两种组合。
History 按施行日排列的各版政策；凡是需要政策的地方都可以给它，由判断日决定用哪一版。
InvalidType 类型不对时的错误，例如日期写成文本、金额写成浮点数；说明字段、取值和应为什么。
InvalidValue 类型对而取值没有意义时的错误，例如负数学时、未知的选项；说明字段、取值和应为什么。
Law 判断所依据的政策的基类：在子类中声明一份通知的数值和解释。
LawComparison 两种规定在同一天对一切对象的宽严：逐项要求及总体，附能分辨二者的最小情形。
MILESTONES 通知自己写明的各个日期，由早到晚。
MainCategories 四(四) 的解释：五类经费是否只限于此。
Management 社工站的制度建设：流程、标准和六项制度是否成文。
MidtermOf 五(四)、六(三) 的解释：中期、末期指合同年度还是项目周期。
Milestone 通知自己写明的一个日期：所属数值、日期、条款和名称。
Mismatch 凭据与重新评估结果的一处不符：字段、凭据所载和现在所得。
NOTICE 2021年5月26日印发的通知：条款、职责、逐句去向和施行日期，不含原文。
NOT_YET 表示某事尚未办理的日期；不知道是否办理的，请留空。
Notice 一份通知：文号、标题、印发日期、条款和引用的文件。
Number 政策中的一个数值：条款、名称、类型，以及出自哪份引用文件。
Outcome 一种解释组合及其下的评估。
Payment 一个来源支付一行的金额，以及决定能否支付的事实。
Pending 一件待办的事：在对象中的位置和最后一天。
Period 两个日期及其间的每一天，首尾两日都在内。
Policy 天津通知的全部数值和解释，各附条款；用 `attrs.evolve` 或 `under` 换取其他取值。
PostingScope 六(二) 的解释：哪些人必须在期限内到岗。
Premises 社工站的场所和设备。
ProfessionalService 四(二) 所列专业服务，共八种。
Purchaser 购买服务的主体：类别、名称和是否自行开展。
PurchaserKind 购买主体的类别；最后两类通知没有点名。
Question 一项待问的事实：写在哪里、叫什么、怎样填、哪些条款要问、能定多少结论。
QuestionDict `Question.to_dict()` 的各键及其类型。
Questions 按次序排列的待问事项：是元组，也能显示为网页、导出为数据和表格。
QuestionsDict `Questions.to_dict()` 的各键及其类型。
QuotaDue 六(一) 的解释：附件所列任务数何时须建成。
RULESETS 全部要求组，按名称取用。
Reading 通知的一个待定解释：条款、问题、可取的选项、默认选项和各自的理由。
Reference 通知所依据的一份文件：代号、标题，以及已知的文号和日期。
RegistrationScope 三(二) 的解释：登记与继续教育对谁适用。
Relation 新规定与旧规定的宽严关系：相同、更严、更宽、互有宽严或未决。
Remedies 使结论成立的全部最小改动：分为若干步，每步列出可选的办法。
RemediesDict `Remedies.to_dict()` 的各键及其类型。
Remedy 须同时作出的一组改动。
RenewalDecision 合同年度末的决定：续签、重新采购、周期届满或等待考核，附理由和下一期的日期。
RenewalDict `RenewalDecision.to_dict()` 的各键及其类型。
RenewalOutcome 合同年度末的四种结果。
Report 合同要求的一份报告：所涉期间、最后一天、由谁报给谁。
ReportKind 报告的种类：月度简报、中期报告、末期报告。
Requirement 通知的一项要求：条款、约束力、判断所用的函数、期限和责任主体。
RequirementComparison 一项要求在两种规定之间的宽严，附只有一方能通过的最小对象。
RestDays 一段日期内公布的休息日；此外的日期是否休息视为未知。
Rollout 全市首批建站情况：各区计划和起止日期。
Ruleset 对同一类对象的一组要求，按通知的次序；可增、可减、可替换。
Sentence 通知的一句：位置、摘要值，以及落实在哪些要求或职责中。
ServiceAim 四(二) 所列服务目的，共三种。
ServiceField 社工站的重点领域，共四个。
ServiceGroup 四(二) 所列服务对象。
SgzlibError 本库所有错误的基类，带字段、取值和应为什么，中英文各一份。
Shortfall 某一行没有付足的原因。
Sign 社工站的标牌：标识、名称、是否醒目等；`str(sign)` 是规定格式的文字。
SignName 三(五) 的解释：站名中的“××”可以怎样写。
SourceKind 资金来源的类别，按其可用于什么划分。
SourceUse 资金安排中的一个来源：有多少、出多少、另外用去多少。
Standing 通知的一句如何处理：由要求检验、列为职责，或说明为什么不编入。
Station 一个社工站：所在街道（乡镇）及人员、场所、目录、制度、标牌五个部分。
Status 认定的状态：符合、不符合、未达到、不能确定、未到期、不适用。
StatusChange 一项认定在某日前后的两种状态。
SubsidyEdition 专项补助办法的版本。
SubsidyLines 四(三) 的解释：专项补助可以支付社工站的哪些明细。
SubsidyPriority 四(三) 的解释：“优先用于”排的是用途还是来源。
TIANJIN_2021 天津2021年通知的政策：各数值照通知，各解释取默认。
Team 一个站的驻站社工，以及合同对人员的约定。
Timeline 事实不变时，评估在一段时间内哪些天起变化，为什么。
TimelineDict `Timeline.to_dict()` 的各键及其类型。
Truth 三值：真、假、未知。
Turn 发生变化的一天：前一日和当日的评估。
TwoYearsFrom 三(二) 的解释：两个年度从何时起算。
TwoYearsUntil 三(二) 的解释：两个年度到哪一天届满。
UNKNOWN 没有人提供的事实，以及取决于它的结论；用 `is` 判断。
Unfunded 没有付足的一行、所缺金额（元）和原因。
Unknown `UNKNOWN` 的类型；与它比较、运算仍得未知，不能当真假使用。
UsualHeadcount 三(二) 的解释：一般为几名是惯例还是限额。
VolunteerService 四(二) 所列志愿服务，共四种。
Wording 读者自己的通知原文，已逐句与摘要值核对，可列在各项要求旁边。
Worker 一名驻站社工：学历、专业、证书、登记、学时、合同、到岗等事实。
YearEnd 合同年度末的事实：第几个合同年度、周期几年、考核等次等。
ZonePurchaser 四(一) 的解释：功能区管委会可否作购买主体。
allocate_funding 用各来源的钱支付预算，遵守全部限制；有可行的安排就一定找到。
apportion 按权重分摊一笔金额，各份相加恰等于原数。
assess 某一天以一个要求组判断一个对象，返回评估；每项要求都问到。
assess_many 逐一判断许多对象；个别对象有误不影响其他对象。
check_budget 某一天判断项目预算，返回评估。
check_catalogue 某一天判断服务目录，返回评估。
check_contract 某一天判断购买合同，返回评估。
check_contractor 某一天判断一个社会组织可否承接，返回评估。
check_funding 某一天判断资金安排，不论是谁编的，返回评估。
check_management 某一天判断制度建设，返回评估。
check_plan 某一天判断区级计划和启动，返回评估。
check_premises 某一天判断场所和设备，返回评估。
check_purchaser 某一天判断某机构可否购买，返回评估。
check_qualification 某一天判断一名社工是否具备资质，返回评估。
check_rollout 某一天判断全市建站数量和起止，返回评估。
check_sign 某一天判断标牌，返回评估。
check_staffing 某一天判断人员配备，返回评估。
check_station 某一天判断整个社工站，返回评估。
compare_budgets 逐行对比计划预算与实际支出，返回差额。
compare_laws 逐项说明新规定比旧规定更严还是更宽，对一切对象而言。
compose_budget 把若干行编成预算，写明站数和年数；各行次序不变。
decide_renewal 决定某合同年度末是否续签，返回决定和理由。
duties_of 返回某主体的职责，含与其他主体共同承担的。
evaluation_schedule 返回区局与街道共同进行、报市局的各次评估及其日期。
format_amount 书写金额（元）：按区域的货币格式，或中文大写。
format_sign 返回某街道（乡镇）社工站按规定应有的标牌。
inputs_of 返回一个要求组在任一解释下可能要问的全部事实。
milestones 返回某政策的通知自己写明的日期，由早到晚。
parse_amount 读取 `format_amount` 所写及票据常见写法的金额（元）。
parse_sign 从文字读出标牌的标识和名称。
plan_funding 手工编制资金安排：逐笔写明来源、预算行和金额（元）。
posting_deadline 返回按某合同派驻社工并启动服务的最后一天。
qualification_deadline 返回社工可以尚不具备资质的最后一天。
receipt 返回评估的凭据：规范 JSON，相同输入得相同字节。
report_schedule 返回承接主体应交的各份报告及其日期。
reregistration_window 返回可以办理再登记的日期，即有效期的最后几个月。
station_name 由街道（乡镇）名称得出社工站的规范名称。
subsidy_transfer 返回专项补助一年下达给某区的金额（元）。
timeline 列出对一个对象的结论或认定发生变化的日子及原因。
under_all_readings 在认定所涉各项解释的每一种组合下判断一个对象。
verify 重新评估凭据所载内容，返回每一处不符；没有则为空。
law.COUNT 事实的类型：从 0 起的整数。
law.DAY 事实的类型：日期，不含时刻。
law.HOURS 事实的类型：小时，至多六位小数。
law.POSITIVE 事实的类型：从 1 起的整数。
law.TEXT 事实的类型：非空文本，不含控制字符。
law.YEAR 事实的类型：年份。
law.YES_NO 事实的类型：是或否。
law.YUAN 事实的类型：金额（元），精确到分。
law.Case 判断时对象以外的一切：判断日、政策和对象所属的整体。
law.Derived 由其他事实推出的事实，公式在各种用法中相同。
law.Fact 对象的一项事实：类型、中英文名称和单位。
law.Form 取值的形式：是否、整数、小数、日期、文本、选项、部分、多项。
law.Kind 事实可以取什么值：怎样读入、范围多大、不可用时怎样说明。
law.Labelled 没有高低之分的选项，各有中英文名称。
law.Ordered 有高低之分的选项，各有次序和中英文名称。
law.after 由一项事实起算若干日、月、年，作为要求的期限。
law.amount_if 条件成立则计入金额，不成立则计为零。
law.at_least_percent 一组成员中具备某条件的是否达到百分之几；空组视为达到。
law.calendar_years_after 自起始日所在年算起若干日历年的最后一天。
law.choice 以一个枚举的成员为取值的类型。
law.consists_of 一项事实是否依次恰为所列各项。
law.count 一组成员中有几个具备某条件。
law.days_after 从起始日起若干日届满之日，起始日不计入。
law.derived 声明由其他事实推出的事实。
law.distinct 所列各值中有几个出现在成员的某项事实里。
law.done_by 某事是否已办，并且在最后一天以前办。
law.earlier 两个日期中较早的一个。
law.earliest 各成员日期中最早的一个。
law.ends_with 文本是否以某段文字结尾，且前面还有文字。
law.eve_of 某日的前一日。
law.every 一组成员是否全部具备某条件；空组视为具备。
law.fact 在事实类中声明一项事实：类型、中英文名称和单位。
law.includes 一项事实是否包含所列全部选项，不论次序。
law.later 两个日期中较晚的一个。
law.latest 各成员日期中最晚的一个。
law.many 以若干对象或选项为取值的类型。
law.measure 以某单位计量、限定小数位数的类型。
law.member_rule 声明对一组成员逐个判断的条件。
law.months_after 从起始日起若干月届满之日；负数则向前推算。
law.not_ 否定；未知的否定仍是未知。
law.number 在政策中声明一个数值：条款、名称、类型和出处。
law.one_of 一项事实是否为所列选项之一。
law.part 以另一个对象为取值的类型。
law.reading 在政策中声明一个待定解释及其选项。
law.requirement 把下面的函数声明为一项要求。
law.restating 声明一项归纳要求：所列要求都成立时它就成立。
law.size 一组共有多少成员。
law.subject 把一个类做成事实类：只收关键字参数，检查取值，不可更改。
law.to_workday 把休息日顺延到下一个工作日；没有放假安排的照原日。
law.total 一组成员某项金额之和；有未知的，至少为已知各项之和。
law.where 条件成立取一个日期，不成立取另一个。
law.whole 限定上下界的整数类型。
law.years_after 从起始日起若干年届满之日，起始日不计入。
calendars.CalendarNotPublished 所问年份的放假安排尚未公布，或尚未收入所安装的包。
calendars.rest_days 返回若干年的休息日：周末和节假日，除去调休上班日。
explain.Row 规则表的一行：一项要求的条款、约束力、公式和所涉解释。
explain.Table 规则表：`rows` 是数据，`markdown` 供人阅读。
explain.formula 把一项要求写成公式文字，公式录自判断所用的函数。
explain.subject_of 返回一项要求所判断的事实类。
explain.table 返回要求组及其各部分的全部要求、公式和所涉解释。
interchange.InvalidDocument 一份数据的全部错误，逐处列出位置。
interchange.dump 把对象写成可转为 JSON 的普通数据；未知的事实不写。
interchange.json_schema 返回事实类或结果的 JSON Schema，附中英文名称。
interchange.load 由普通数据读出对象，一次说出全部错误。
strategies.budgets 生成项目预算，各行金额精确到分。
strategies.catalogues 生成服务目录。
strategies.compliant 生成结论为真的对象和判断日。
strategies.contractors 生成承接主体。
strategies.contracts 生成购买合同。
strategies.credit_codes 生成由民政部门赋码的统一社会信用代码。
strategies.days 生成判断日，含通知日期的前后和边界。
strategies.edges 生成恰在界限上或只差一步的对象和判断日。
strategies.funding_plans 生成资金安排。
strategies.managements 生成制度建设情况。
strategies.plans 生成区级工作计划。
strategies.premises 生成场所设置情况。
strategies.purchasers 生成购买主体。
strategies.renewals 生成合同年度末的情况。
strategies.rollouts 生成全市建站情况及各区计划。
strategies.signs 生成标牌。
strategies.stations 生成整个社工站。
strategies.subject 生成任一事实类的对象：事实全知、全不知或部分已知。
strategies.teams 生成驻站社工队伍。
strategies.timelines 生成对象和至多三年的一段日期，供 `timeline` 使用。
strategies.values 生成某一类事实的取值。
strategies.violating 生成恰好违反一项要求的对象和判断日。
strategies.workers 生成驻站社工。
symbols.Answer 一项要求的答案：成立与不成立各为一个 Z3 公式，不会同真。
symbols.Proof 一个论断的下落：已证明、有反例，或两者都没有找到。
symbols.Symbol 一项事实的符号：是否已知，已知时等于哪个 Z3 项。
symbols.Symbolic 某政策下由符号组成的对象；按编号取一项要求的答案。
symbols.of 返回要求组的符号对象，各组成员数由您指定。
symbols.prove 证明一个论断对一切对象成立，或给出反例。
vectors.Vector 测试向量中的一个用例。
vectors.WHY 用例收入的缘由，中英文各一份。
vectors.cases 返回某要求组的全部用例。
vectors.document 返回某要求组的向量文件内容：政策、要求、变异体和用例。
vectors.files 返回各向量文件及其 SHA-256。
vectors.make 由公式生成某要求组的测试向量，每次结果相同。
vectors.schema 返回向量文件的 JSON Schema。
vectors.text_of 把向量文件的内容写成规范文本。
testing.Oracle 判据：把您的系统的答案与本库的答案逐一核对。
testing.compliant 生成结论为真的对象和判断日。
testing.edges 生成恰在界限上或只差一步的对象和判断日。
testing.sgz_oracle pytest 夹具，提供判据。
testing.subject 生成任一事实类的对象：事实全知、全不知或部分已知。
testing.violating 生成恰好违反一项要求的对象和判断日。
frames.Affordable 一笔投入能使哪些行达标，花费最少的在先。
frames.Report 一张表的汇总报告：逐项要求的计数和每个待处理对象的一节。
frames.RowRemedy 一行最省的整改办法及其花费。
frames.TableChange 表中各行所需的一项改变，以及有多少行需要。
frames.TableQuestion 全表要补的一项事实，以及补齐后能定多少行。
frames.TableRemedies 全表各行的整改办法汇总。
frames.UnknownColumn 警告：规则要问的事实在表中没有列，各行都视为未知。
frames.affordable 返回一笔金额或若干新增人员最先能使哪些行达标。
frames.check 逐行判断一张表，返回原表并附答案列。
frames.check_budgets 判断以明细为行的各份预算，并合计到分。
frames.check_groups 判断一张表的对象，其成员在其他表中。
frames.check_teams 判断各站的队伍，社工在另一张表中。
frames.columns_of 返回某类对象的表可有哪些列。
frames.findings 返回每行每项要求的状态，一项一行。
frames.flips 返回换用新规定后结果不同的行。
frames.questions 返回全表要补的事实，最能定结论的在先。
frames.remedies 返回全表各行以最少改动达标的办法。
frames.report 判断全表并生成汇总报告。
frames.subjects 把表的各行读成对象。
frames.table 把若干对象写成一张表，一个一行。
sql.DIALECTS 支持的 SQL 方言，按名称取用。
sql.query 返回一条 SELECT，在数据库中判断整张表。
workbook.judge 读入填好的工作簿，在各行旁附上答案，并加汇总和逐项认定。
workbook.template 返回某要求组的填报工作簿，中文或英文。
"""

LINES: dict[str, str] = dict(line.split(" ", 1) for line in _TEXT.strip().splitlines())
"""The line of each name (各名称的中文说明)."""
