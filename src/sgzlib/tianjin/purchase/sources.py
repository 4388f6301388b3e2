"""四(三), 七(二): the kinds of money (资金来源), and what the community public-welfare subsidy transfers to a district.

The subsidy follows `subsidy-2019`. Its 扶老助老 is 养老服务 here, 扶贫助困 is 社会救助 and 扶残助残 is 助残服务;
孤儿及特殊儿童 is narrower than the pooled money's 儿童福利, and a field of its own.
Left out: how a source is applied for, which `subsidy-purchase-2020` and `assistance-purchase-2018` set.
"""

from __future__ import annotations

from decimal import Decimal

from sgzlib.law.errors import InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import COUNT, TEXT, YES_NO, YUAN, choice, yuan
from sgzlib.law.labels import Labelled
from sgzlib.law.money import fen_of, times, yuan_of
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.policy import TIANJIN_2021, Policy
from sgzlib.tianjin.purchase.budget import FundingField


class SourceKind(Labelled):
    """The kind of a source of money (资金来源类别), which decides what it may pay for."""

    POOLED = "统筹的购买服务资金和工作经费", "pooled purchase and operating funds"
    SUBSIDY = "社区公益事业专项补助", "community public-welfare subsidy"
    ASSISTANCE = "社会救助专项资金", "social-assistance special fund"
    DONATION = "慈善捐赠", "charitable donation"
    OTHER = "其他资金", "other money"


SUBSIDY_FIELDS = (
    FundingField.ELDERLY_CARE,
    FundingField.DISABILITY,
    FundingField.SOCIAL_ASSISTANCE,
    FundingField.SPECIAL_CHILDREN,
)

WELFARE_MONEY = SourceKind.SUBSIDY, SourceKind.ASSISTANCE, SourceKind.DONATION
"""The kinds that are given for welfare alone (公益慈善和救助资金): where they pay, the subsidy is not passed over."""

AVAILABLE = "全年可用金额", "available in the whole year"
SPENT_ELSEWHERE = (
    "通知印发后用于社工站以外项目的金额",
    "spent or committed since the notice on anything other than stations' projects",
)


@subject
class FundingSource(ViewedSubject):
    """A source of money (资金来源) and the yuan it has. `name` distinguishes it from others of its kind.

    `available` is the amount of the whole year. `for_building` applies to donations: whether the donor gave it for
    building the station. `spent_elsewhere` applies to the subsidy: the yuan spent or committed since the day of issue
    on anything other than stations' projects; it is part of `available`. Other stations' projects do not count as
    elsewhere. A fact that is left out or None is UNKNOWN. Raises `InvalidType` or `InvalidValue` for an invalid fact.

    >>> from decimal import Decimal
    >>> import sgzlib as sgz
    >>> sgz.FundingSource(kind=sgz.SourceKind.SUBSIDY, available=Decimal("600000")).kind.zh
    '社区公益事业专项补助'
    >>> sgz.FundingSource(available=600000.0)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: FundingSource.available: 600000.0 不可用，应为非负、精确到分的 ...
    """

    called = ("资金来源", "Source of money")

    kind: Fact[SourceKind] = fact(choice(SourceKind), "资金来源类别", "kind of source")
    name: Fact[str] = fact(TEXT, "名称", "name")
    available: Fact[Decimal, Decimal | int] = fact(YUAN, *AVAILABLE)
    for_building: Fact[bool] = fact(YES_NO, "指定用于建站", "given for building the station")
    spent_elsewhere: Fact[Decimal, Decimal | int] = fact(YUAN, *SPENT_ELSEWHERE, unit=("元", "yuan"))


class SubsidyEdition(Labelled):
    """An edition of the rules for the subsidy (专项补助办法版本)."""

    OF_2019 = "2019年办法", "the rules of 2019"
    OF_2024 = "2024年办法", "the rules of 2024"


def subsidy_transfer(
    households: int,
    carry_over: Decimal | int,
    *,
    under_contract: Decimal | int = 0,
    edition: SubsidyEdition = SubsidyEdition.OF_2019,
    policy: Policy = TIANJIN_2021,
) -> Decimal:
    """Return the subsidy of a district for a year in yuan (专项补助年度下达金额), under `subsidy-2019`.

    It is a fixed amount for each registered household, less the carry-over from last year, and never below 0.
    `under_contract` is the part of the carry-over that is already committed by contract: the edition of 2024 excludes
    it from the carry-over, that of 2019 does not. Raises `InvalidType` or `InvalidValue` for an invalid number of
    households, amount or edition, and if more is under contract than is carried over.

    >>> import sgzlib as sgz
    >>> sgz.subsidy_transfer(300_000, 500_000, under_contract=200_000)
    Decimal('3100000.00')
    >>> sgz.subsidy_transfer(300_000, 500_000, under_contract=200_000, edition=sgz.SubsidyEdition.OF_2024)
    Decimal('3300000.00')
    >>> sgz.subsidy_transfer(300_000, 0, under_contract=1)
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: subsidy_transfer.under_contract: 1 不可用，应为不超过结转的金额 0 ...
    """
    full = times(
        require("policy", policy, Policy).subsidy_per_household, COUNT.read("subsidy_transfer.households", households)
    )
    carried = yuan("subsidy_transfer.carry_over", carry_over)
    promised = yuan("subsidy_transfer.under_contract", under_contract)
    by = choice(SubsidyEdition).read("subsidy_transfer.edition", edition)
    if promised > carried:
        raise InvalidValue(
            "subsidy_transfer.under_contract",
            under_contract,
            f"不超过结转的金额 {carried}",
            f"no more than the {carried} carried over",
        )
    kept = fen_of(promised) if by is SubsidyEdition.OF_2024 else 0
    return yuan_of(max(0, fen_of(full) - fen_of(carried) + kept))
