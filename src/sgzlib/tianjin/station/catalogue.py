"""三(三), 四(二) and 五(二): what a station does, settled in writing and shown (服务目录).

Left out: which services a station gives among those of 四(二), which its contract settles; their names are in
`services`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import includes
from sgzlib.law.kinds import YES_NO, many
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import Truth
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement, yes_or_no
from sgzlib.tianjin.station.launch import ALONE, begun_by
from sgzlib.tianjin.station.services import ServiceField


@subject
class Catalogue(ViewedSubject):
    """The services of a station (服务目录): content, directory, job duties and key fields.

    `fields` lists the key fields that the services cover; `()` means none, which is not the same as unknown. Raises
    `InvalidType` for an invalid fact.

    >>> import sgzlib as sgz
    >>> sgz.Catalogue(fields=[sgz.ServiceField.ELDERLY_CARE]).fields
    (<ServiceField.ELDERLY_CARE: '养老服务'>,)
    >>> sgz.Catalogue(fields=["养老服务"])
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: Catalogue.fields[0]: '养老服务' 不可用，应为ServiceField 对象 \
(not usable, expected a ServiceField)
    """

    called = ("服务目录", "Service catalogue")
    counted = ("个", "社工站", "stations")

    content: Fact[bool] = fact(
        YES_NO,
        "已确定服务内容",
        "service content settled",
        act=("确定服务内容", "settle the service content"),
        evidence=("服务内容文本", "the written service content"),
        ask=("是否已确定服务内容？", "Is the service content settled?"),
    )
    directory: Fact[bool] = fact(
        YES_NO,
        "已确定服务目录",
        "service directory settled",
        act=("确定服务目录", "settle the service directory"),
        evidence=("服务目录文本", "the written service directory"),
        ask=("是否已确定服务目录？", "Is the service directory settled?"),
    )
    duties: Fact[bool] = fact(
        YES_NO,
        "已确定岗位职责",
        "job duties settled",
        act=("确定岗位职责", "settle the job duties"),
        evidence=("岗位职责文本", "the written job duties"),
        ask=("是否已确定岗位职责？", "Are the job duties settled?"),
    )
    posted: Fact[bool] = fact(
        YES_NO,
        "在办公场所显著位置公示",
        "shown in a prominent place of the office",
        act=(
            "在办公场所显著位置公示服务内容、服务目录和岗位职责",
            "show service content, directory and job duties in a prominent place of the office",
        ),
        evidence=("公示照片", "photograph of what is shown"),
        ask=(
            "是否已在办公场所显著位置公示？",
            "Are content, directory and duties shown in a prominent place of the office?",
        ),
    )
    fields: Fact[tuple[ServiceField, ...], Sequence[ServiceField]] = fact(
        many(ServiceField),
        "覆盖的重点领域",
        "key fields covered",
        moves=Moves.RISES,
        act=("将服务内容扩展至重点领域：{to}", "extend the services to the key fields: {to}"),
        evidence=("服务目录文本", "the written service directory"),
        ask=("服务覆盖哪些重点领域？", "Which key fields do the services cover?"),
    )
    professional_methods: Fact[bool] = fact(
        YES_NO,
        "运用社会工作专业方法",
        "professional social-work methods used",
        act=("运用社会工作专业方法开展服务", "use professional social-work methods"),
        evidence=("个案、小组等服务档案", "records of casework and group work"),
        ask=("是否运用社会工作专业方法开展服务？", "Are professional social-work methods used?"),
    )
    tailored: Fact[bool] = fact(
        YES_NO,
        "按本街道（乡镇）需求确定内容",
        "content settled for this street or township",
        act=("按本街道（乡镇）需求确定服务内容", "settle the service content by the needs of this street or township"),
        evidence=("需求调查材料、服务内容文本", "needs survey, the written service content"),
        ask=(
            "服务内容是否按本街道（乡镇）需求确定？",
            "Is the service content settled by the needs of this street or township?",
        ),
    )


_settled = partial(yes_or_no, clause="三(三)", force=Force.MUST, by=Actor.CONTRACTOR, due=begun_by, alone=ALONE)
content = _settled("content", zh="按购买合同确定具体服务内容", en="the service content is settled under the contract")
directory = _settled("directory", zh="按购买合同确定服务目录", en="the service directory is settled under the contract")
duties = _settled("duties", zh="按购买合同确定岗位职责", en="the job duties are settled under the contract")
posted = _settled(
    "posted",
    zh="服务内容、目录和职责在办公场所显著位置公示",
    en="content, directory and duties are shown in a prominent place of the office",
)


@requirement(
    "四(二)",
    Force.SHOULD,
    zh="服务覆盖全部重点领域：养老服务、社会救助、社区治理、儿童关爱保护",
    en="services cover every key field: social assistance, elderly care, children, community governance",
    by=Actor.CONTRACTOR,
    due=begun_by,
    alone=ALONE,
)
def key_fields(catalogue: Catalogue, case: Case) -> Truth:
    return includes(catalogue.fields, *ServiceField)


methods = yes_or_no(
    "methods",
    "四(二)",
    Force.MUST,
    fact="professional_methods",
    by=Actor.CONTRACTOR,
    due=begun_by,
    alone=ALONE,
    zh="服务采用社会工作专业方法",
    en="services use professional social-work methods",
)
tailored = yes_or_no(
    "tailored",
    "五(二)",
    Force.MUST,
    by=Actor.DISTRICT_BUREAU,
    due=begun_by,
    alone=ALONE,
    zh="服务内容按本街道（乡镇）的需求确定，一街一策",
    en="the service content is settled for this street or township by its own needs",
)

CATALOGUE = Ruleset(
    "catalogue",
    Catalogue,
    (content, directory, duties, posted, key_fields, methods, tailored),
    law=TIANJIN_2021,
    zh="服务目录",
    en="Service catalogue",
)


def check_catalogue(
    catalogue: Catalogue,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Catalogue]:
    """Check the service catalogue of a station on a day (服务目录), 三(三), 四(二), 五(二).

    A key field that is not covered is an advisory. `sources` gives the source of each fact, as in `assess`. Raises
    `InvalidType` if `on` is not a plain date or the catalogue is not a `Catalogue`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> catalogue = sgz.Catalogue(content=True, directory=True, duties=True, posted=True, professional_methods=True,
    ...                           fields=(sgz.ServiceField.ELDERLY_CARE,), tailored=True)
    >>> assessment = sgz.check_catalogue(catalogue, on=date(2022, 3, 1))
    >>> assessment.verdict, [finding.requirement.id for finding in assessment.advisories]
    (True, ['catalogue.key_fields'])
    >>> sgz.check_catalogue(catalogue, on="2022-03-01")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: on: '2022-03-01' 不可用，应为日期（datetime.date，不含时刻） \
(not usable, expected a datetime.date without a time)
    """
    return assess(CATALOGUE, catalogue, on=on, policy=policy, scope=scope, sources=sources)
