"""The options of the readings (待定理解的选项): the possible answers to each open question of the notice."""

from __future__ import annotations

from sgzlib.law.labels import Labelled


class RegistrationScope(Labelled):
    """三(二): to whom registration and continuing education apply (登记与继续教育的适用范围)."""

    CERTIFICATE_HOLDERS = "凭证书具备资质的社工", "those qualified by a certificate"
    EVERYONE = "全体社工", "everyone"


class EducationDue(Labelled):
    """三(二): when the hours of a registration period must be complete (继续教育学时的期限)."""

    AT_END = "登记期届满时", "by the end of the period"
    ALWAYS = "登记期内每日", "on every day of the period"


class FirstRegistration(Labelled):
    """三(二): whether it is a breach not to register within the year for first registration (首次登记前的持证人)."""

    WITHIN_A_YEAR = "受理期内不视为不符合", "not yet in breach"
    AT_ONCE = "取得证书后即须登记", "at once"


class TwoYearsFrom(Labelled):
    """三(二): when the project years for qualifying start (两个年度的起算)."""

    PROJECT_START = "自项目开始", "from the start of the project"
    OWN_POSTING = "自本人到岗", "from each worker's own posting"


class TwoYearsUntil(Labelled):
    """三(二): on which day the project years for qualifying end (两个年度的届满)."""

    ANNIVERSARY = "对应日", "the anniversary"
    EVE = "对应日前一日", "the eve of the anniversary"
    CALENDAR_YEARS = "第二个自然年度年末", "the end of the second calendar year"


class EducationHours(Labelled):
    """三(二): the hours required of people whom the national rule does not list (国家办法未列明者的学时)."""

    AS_ASSISTANT = "与助理社会工作师相同", "as for an assistant social worker"
    NONE = "不要求", "none"


class UsualHeadcount(Labelled):
    """三(二): whether the usual number of workers is a norm or a limit (一般人数的性质)."""

    NORM = "一般标准", "norm"
    LIMIT = "硬性限制", "limit"


class PostingScope(Labelled):
    """六(二): who must be posted within the days after signing (须按期派驻者)."""

    CONTRACTED = "合同约定人数", "the contracted number"
    EVERYONE = "每名驻站社工", "every station worker"


class SignName(Labelled):
    """三(五): what may replace ×× in the name of a station (站名中地名的写法)."""

    PLACE = "地名", "the place's name"
    FULL_NAME = "全称", "the full name only"


class EmblemRules(Labelled):
    """三(五): whether the measures for the use of the emblem bind the sign (标志管理办法的效力)."""

    REFERENCE = "参照", "for reference"
    BINDING = "应当遵守", "binding"


class ZonePurchaser(Labelled):
    """四(一): whether the committee of a functional zone may be a purchaser (功能区管委会可否购买)."""

    AS_STREET = "视同街道办事处", "as a street office"
    NOT_NAMED = "通知未列明", "not named"


class SubsidyPriority(Labelled):
    """四(三): what the priority of the subsidy applies to (优先用于的对象)."""

    STATIONS_FIRST = "社工站用途优先", "stations before its other uses"
    NONE_UNPAID = (
        "社工站用途优先（由任何资金足额支付即可）",
        "stations before its other uses, whatever money pays for them",
    )
    SOURCES = "补助来源优先", "the subsidy before other money"


class SubsidyLines(Labelled):
    """四(三): which lines of a station the subsidy may pay (专项补助可支付的明细)."""

    SOME = "有领域相符或者未列领域即可", "lines with at least one of its fields, or with no field"
    ALL = "所列领域须全部相符", "lines with its fields only"


class AssistanceLines(Labelled):
    """四(三): which lines the social-assistance fund may pay (社会救助专项资金可支付的明细)."""

    ALONE = "仅为社会救助的明细", "lines for social assistance only"
    SOME = "含社会救助的明细", "lines with social assistance among their fields"


class AnnualTarget(Labelled):
    """四(四): whether the yearly amount is a target or a floor (年度金额的性质)."""

    TARGET = "努力目标", "target"
    FLOOR = "最低要求", "floor"


class AnnualAmount(Labelled):
    """四(四): which money counts towards the yearly amount (计入年度金额的经费)."""

    WITHOUT_FACILITIES = "设施设备和活动场所以外的明细", "all lines except equipment and rooms"
    ALL_LINES = "全部明细", "all lines"
    MAIN_CATEGORIES = "仅五类主要经费", "only the five main categories"


class MainCategories(Labelled):
    """四(四): whether the list of main categories is closed (五类经费是否封闭)."""

    OPEN = "未穷尽", "open"
    CLOSED = "已穷尽", "closed"


class ContractLength(Labelled):
    """四(五): whether a contract of one year is a norm or a limit (一年一签的性质)."""

    NORM = "一般标准", "norm"
    LIMIT = "硬性限制", "limit"


class CycleLength(Labelled):
    """四(五): whether the length of the cycle is a norm or a limit (周期长度的性质)."""

    NORM = "一般标准", "norm"
    LIMIT = "硬性限制", "limit"


class CycleEnd(Labelled):
    """四(五): what happens after a last year of the cycle that is graded good or qualified (周期届满的后果)."""

    PROCURE = "重新确定承接主体", "the contractor is chosen anew"
    NOT_COVERED = "通知未规定", "not covered"


class GradeAboveGood(Labelled):
    """四(五): what happens after a grade above good, the best grade named (优秀等次的后果)."""

    RENEWS = "视同良好续签", "renewed, as after good"
    NOT_COVERED = "通知未规定", "not covered"


class RenewalAfterPass(Labelled):
    """四(五): whether a good or qualified grade obliges to renew while years are left (评估通过后的续签)."""

    MUST = "应当续签", "it must"
    MAY = "可以续签", "it may"


class FailedMayReturn(Labelled):
    """四(五): whether a failed contractor may win the new procedure (不合格的承接主体可否再承接)."""

    BY_PROCEDURE = "经政府购买程序可以再次承接", "yes, through the procedure"
    EXCLUDED = "不得再次承接", "no"


class SuccessorProcured(Labelled):
    """四(五), 二(四): when another contractor has to be chosen by the procedure (更换承接主体时的政府购买程序)."""

    ALWAYS = "更换承接主体均须", "always"
    AFTER_FAILURE = "仅评估不合格的须", "only after an unqualified year"


class SuccessorCycle(Labelled):
    """四(五): which cycle counts if the contractor changes in mid-cycle (中途接替者的项目周期)."""

    PROJECT = "沿用项目的周期", "the project's cycle"
    OWN = "另起一个周期", "a new cycle"


class ReportCap(Labelled):
    """五(四), 六(三): the latest day on which a report or evaluation is on time (报告和评估的最晚期限)."""

    BACKSTOP = "不超过最迟期限", "there is a latest day"
    CONTRACT_ALONE = "仅依合同约定", "only the contract decides"


class MidtermOf(Labelled):
    """五(四), 六(三): what mid-term and final refer to (中期、末期的所指)."""

    CONTRACT_YEAR = "合同年度", "the contract year"
    CYCLE = "项目周期", "the project cycle"


class QuotaDue(Labelled):
    """六(一): by when the stations of the annex have to be built (任务数的期限)."""

    YEAR_END = "当年年底", "the end of the year"
    LAUNCH = "启动运行期限", "the launch date"


class DeadlineDay(Labelled):
    """六: whether "before" a day or a month's end includes that day (“前”是否含当日)."""

    INCLUDED = "含当日", "includes that day"
    EXCLUDED = "不含当日", "ends the day before"


class DonationUse(Labelled):
    """七(二): which donations may only be used for equipment and rooms (捐赠定向的范围)."""

    FOR_BUILDING = "指定用于建站的捐赠", "donations given for building"
    EVERY = "全部捐赠", "every donation"
