"""三(五): the uniform sign of a station (统一标识), how it is written and how it is read back.

The notice fixes the format: emblem, emblem, name. Beside other marks the emblem's own rules apply (`emblem-2019`).
Left out: what the emblems look like; they are registered, and whoever draws a sign brings them.

The alphabet of names is stated once, in `_belongs`: unified Chinese characters and the middle dot (U+00B7). Letters,
digits, spaces, compatibility forms and whatever cannot be seen are refused, with their position, unless they stand
beside a name that is written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from unicodedata import name as unicode_name

from sgzlib.assessment.assessment import Assessment, assess
from sgzlib.assessment.sources import Source
from sgzlib.law.clauses import Force, Scope
from sgzlib.law.errors import InvalidType, InvalidValue, require
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.groups import consists_of
from sgzlib.law.kinds import TEXT, YES_NO, Form, Kind, many
from sgzlib.law.labels import Labelled
from sgzlib.law.laws import History, Law
from sgzlib.law.mutability import Moves
from sgzlib.law.requirement import Ruleset
from sgzlib.law.truth import UNKNOWN, Truth, Unknown, alike, ends_with, not_
from sgzlib.prose.views import ViewedSubject
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.policy import TIANJIN_2021, Case, requirement, yes_or_no
from sgzlib.tianjin.programme.districts import District
from sgzlib.tianjin.readings import SignName
from sgzlib.tianjin.station.launch import ALONE, kept_by

if TYPE_CHECKING:
    from sgzlib.prose.html import Element
    from sgzlib.prose.language import Language

SUFFIX = "社会工作服务站"
_SHORT = ("社会工作站", "社工服务站", "社工站")
_DOT = "·"
_JOIN = "+"
_TWICE = "街道街道"
_CHARACTERS = f"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af{_DOT}"
_INSIDE, _OUTSIDE = f"[{_CHARACTERS}]", f"[^{_CHARACTERS}]"
# Every character is inside or outside, a line break too, whatever an engine takes a dot for.
_BESIDE_NAME = f"({_INSIDE}*(监制|电话|热线))?({_OUTSIDE}({_INSIDE}|{_OUTSIDE})*)?$"
_OFFICE = "(办事处|人民政府|管理委员会|管委会)"
# Engines go on differently from where a pattern has found nothing: so each finds something, or does not find.
_DISTRICTS = "|".join(district.zh for district in District)
_ZONE = "[^区]*(开发|保税|保税港|高新|园|产业|功能)区|[^区]*(生态|科技)城"
_BEFORE = f"^天津市?({_DISTRICTS})?|^({_DISTRICTS})"
_BEFORE_AND_ZONE = f"^天津市?({_DISTRICTS})?({_ZONE})|^({_DISTRICTS})({_ZONE})|^({_ZONE})"
_BUT_DISTRICT = f"^天津市?|({_ZONE})?[^区]+$|({_ZONE})$"
_STREET = "(街道|街)"
_TOWNSHIP = "(满族乡|乡)"
_TOWN = "镇"
_NAMED = f"{SUFFIX}$"


class Emblem(Labelled):
    """An emblem on the sign (标识), in the order of the format.

    >>> import sgzlib as sgz
    >>> [emblem.zh for emblem in sgz.Emblem]
    ['中国社会工作标识', '中国民政标志']
    """

    CHINA_SOCIAL_WORK = "中国社会工作标识", "China Social Work emblem"
    CHINA_CIVIL_AFFAIRS = "中国民政标志", "China Civil Affairs emblem"


def _belongs(character: str) -> bool:
    return character == _DOT or unicode_name(character, "").startswith("CJK UNIFIED IDEOGRAPH")


def place_name(field: str, value: Any, *, after: int = 0) -> str:
    """Return a name back that is written in the alphabet of names, or refuse it with the position of what is not.

    `after` is how many characters stand before the name in the text that it was taken from.
    """
    if not isinstance(value, str):
        raise InvalidType(field, value, *_ALLOWED)
    for position, character in enumerate(value, after + 1):
        if not _belongs(character):
            code = f"U+{ord(character):04X}"
            zh, en = ("空格", "a space") if character == " " else (code, code)
            zh, en = f"；请删去第{position}个字符（{zh}）", f"; delete character {position} ({en})"
            raise InvalidValue(field, value, _ALLOWED[0] + zh, _ALLOWED[1] + en)
    if not value.strip(_DOT):
        raise InvalidValue(field, value, *_ALLOWED)
    return value


def _name_on_sign(field: str, value: Any, *, after: int = 0) -> str:
    name = NAME.rewrite(value) if isinstance(value, str) else value
    return place_name(field, name if isinstance(name, str) and name.endswith(SUFFIX) else value, after=after)


def _place(field: str, value: Any) -> str:
    place = PLACE.rewrite(place_name(field, value))
    if _TWICE in place:
        raise InvalidValue(field, value, "“街道”只写一次的名称", "a name that says 街道 once")
    if not place.strip(_DOT):
        raise InvalidValue(field, value, "街道（乡镇）的名称", "the name of a street or township")
    return place


_ALLOWED = "只含汉字与间隔号的非空名称", "a name of Chinese characters and middle dots only, not empty"
PLACE: Kind[str] = Kind(Form.TEXT, "text", *_ALLOWED, _place, rewritten=((f"{_OFFICE}$", ""),))
"""The name of a street or township (地名), without the office that runs it."""
NAME: Kind[str] = Kind(
    Form.TEXT,
    "text",
    *_ALLOWED,
    _name_on_sign,
    rewritten=((f"^{_OUTSIDE}+", ""), (SUFFIX + _BESIDE_NAME, SUFFIX)),
)
"""The name on a sign (站名), without what stands beside it: other scripts, who had it made, a telephone number."""


_PHOTO = ("标识照片", "photograph of the sign")


@subject
class Sign(ViewedSubject):
    """The sign of a station (统一标识) and the facts about it; `str(sign)` is its text in the notice's format.

    `emblems` are the emblems in their order. `other_marks` says whether there is another social-work mark beside them,
    and `dominant_emblem` whether the China Social Work emblem then dominates. `whole_emblem` says that its figure and
    words are not split. The name ends with 社会工作服务站; text in other scripts, the maker of the sign (监制) and
    telephone numbers are not part of it. Raises `InvalidType` or `InvalidValue` for an invalid fact.

    >>> import sgzlib as sgz
    >>> str(sgz.Sign(name="泰达街道社工站", emblems=()))
    '泰达街道社工站'
    >>> sgz.Sign(name="泰达街道社会工作服务站 TEDA Social Work Station").name
    '泰达街道社会工作服务站'
    >>> sgz.Sign(name="泰达街道 社工站")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: Sign.name: '泰达街道 社工站' 不可用，应为只含汉字与间隔号的非空名称；\
请删去第5个字符（空格） ...
    """

    called = ("统一标识", "Sign")
    counted = ("个", "社工站", "stations")

    name: Fact[str] = fact(
        NAME,
        "站名",
        "name on the sign",
        act=("将站名改为{to}", "change the name on the sign to {to}"),
        evidence=_PHOTO,
        ask=("标识上的站名是什么？", "Which name is on the sign?"),
    )
    emblems: Fact[tuple[Emblem, ...], Sequence[Emblem]] = fact(
        many(Emblem),
        "标识（按顺序）",
        "emblems, in their order",
        act=("依次设置{to}", "put up, in this order: {to}"),
        evidence=_PHOTO,
        ask=("标识上依次有哪些图标？", "Which emblems are on the sign, in their order?"),
    )
    prominent: Fact[bool] = fact(
        YES_NO,
        "设在办公场所显著位置",
        "in a prominent place of the office",
        act=("将统一标识设在办公场所显著位置", "put the sign in a prominent place of the office"),
        evidence=_PHOTO,
        ask=("标识是否设在办公场所显著位置？", "Is the sign in a prominent place of the office?"),
    )
    other_marks: Fact[bool] = fact(
        YES_NO,
        "与其他社会工作标识并用",
        "beside another social-work mark",
        moves=Moves.FREE,
        act=("不与其他社会工作标识并用", "remove the other social-work mark beside it"),
        evidence=_PHOTO,
        ask=("是否与其他社会工作标识并用？", "Is there another social-work mark beside it?"),
    )
    dominant_emblem: Fact[bool] = fact(
        YES_NO,
        "中国社会工作标识居主导位置",
        "China Social Work emblem dominates",
        act=("使中国社会工作标识居主导位置", "let the China Social Work emblem dominate"),
        evidence=_PHOTO,
        ask=("中国社会工作标识是否居主导位置？", "Does the China Social Work emblem dominate?"),
    )
    whole_emblem: Fact[bool] = fact(
        YES_NO,
        "中国社会工作标识图文未拆分",
        "emblem's figure and words not split",
        act=("使用图文完整的中国社会工作标识", "use the China Social Work emblem with figure and words together"),
        evidence=_PHOTO,
        ask=(
            "中国社会工作标识的图文是否完整、未拆分？",
            "Are figure and words of the China Social Work emblem together?",
        ),
    )

    def __str__(self) -> str:
        emblems = () if isinstance(self.emblems, Unknown) else self.emblems
        return _JOIN.join([*(emblem.zh for emblem in emblems), str(self.name)])

    def to_svg(self, *, emblems: Mapping[Emblem, str] | None = None) -> str:
        """Draw the sign as SVG (绘制标识): the emblems in their order, then the name.

        `emblems` gives the address of your own image for an emblem; a labelled box is drawn for any other. Raises
        `InvalidValue` if the name or the emblems are unknown, or an address is empty or contains characters that XML
        does not allow.

        >>> import sgzlib as sgz
        >>> svg = sgz.format_sign("泰达街道").to_svg(emblems={sgz.Emblem.CHINA_SOCIAL_WORK: "heart.svg"})
        >>> svg[:4], 'href="heart.svg"' in svg
        ('<svg', True)
        >>> sgz.Sign(name="泰达街道社会工作服务站").to_svg()
        Traceback (most recent call last):
        ...
        sgzlib.law.errors.InvalidValue: Sign.emblems: UNKNOWN 不可用，应为已知的事实 (not usable, expected a known fact)
        """
        from xml.etree import ElementTree as ET

        from sgzlib.tianjin.station.drawing import sign_svg

        name, marks = self.name, self.emblems
        if isinstance(name, Unknown) or isinstance(marks, Unknown):
            absent = "name" if isinstance(name, Unknown) else "emblems"
            raise InvalidValue(f"Sign.{absent}", UNKNOWN, "已知的事实", "a known fact")
        images: Any = {} if emblems is None else emblems
        for emblem, address in require("to_svg.emblems", images, dict).items():
            if not isinstance(emblem, Emblem) or not isinstance(address, str):
                raise InvalidType("to_svg.emblems", emblems, "Emblem 到图片地址的映射", "addresses by Emblem")
            TEXT.read("to_svg.emblems", address)
        return ET.tostring(sign_svg([(mark.zh, images.get(mark)) for mark in marks], name), encoding="unicode")

    def view(self, language: Language) -> Iterator[Element]:
        """Yield the drawing, if name and emblems are known, and the facts (视图)."""
        from sgzlib.prose.html import element
        from sgzlib.tianjin.station.drawing import sign_svg

        if not isinstance(self.name, Unknown) and not isinstance(self.emblems, Unknown):
            yield element("p", sign_svg([(mark.zh, None) for mark in self.emblems], self.name))
        yield from super().view(language)


def station_name(jurisdiction: str) -> str:
    """Return the name of a station from the name of its street or township (站名), 三(五).

    A name that already has this ending is returned unchanged; 社会工作站, 社工服务站 and 社工站 are written out. For
    the name of an office (办事处, 人民政府, 管委会, 管理委员会), the place is used. Raises `InvalidValue` with the
    position of a character that a name cannot contain, and if no street or township is named or 街道 occurs twice.

    >>> import sgzlib as sgz
    >>> sgz.station_name("泰达街道"), sgz.station_name("泰达街道社工站")
    ('泰达街道社会工作服务站', '泰达街道社会工作服务站')
    >>> sgz.station_name("友谊路街道办事处")
    '友谊路街道社会工作服务站'
    >>> sgz.station_name("社工站")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: station_name: '社工站' 不可用，应为街道（乡镇）的名称 \
(not usable, expected the name of a street or township)
    """
    named = place_name("station_name", jurisdiction)
    for ending in (SUFFIX, *_SHORT):
        if named.endswith(ending):
            named = named.removesuffix(ending)
            break
    if not named.strip(_DOT):
        raise InvalidValue("station_name", jurisdiction, "街道（乡镇）的名称", "the name of a street or township")
    return _place("station_name", named) + SUFFIX


def format_sign(jurisdiction: str) -> Sign:
    """Return the sign that the notice requires for a street's or township's station (生成标识), 三(五).

    The position of the sign is not known from its text, so `prominent` stays UNKNOWN. Raises as `station_name` does.

    >>> import sgzlib as sgz
    >>> str(sgz.format_sign("泰达街道"))
    '中国社会工作标识+中国民政标志+泰达街道社会工作服务站'
    >>> sgz.format_sign("泰达街道A区")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: station_name: '泰达街道A区' 不可用，应为只含汉字与间隔号的非空名称；\
请删去第5个字符（U+0041） ...
    """
    return Sign(name=station_name(jurisdiction), emblems=tuple(Emblem))


def parse_sign(text: str) -> Sign:
    """Read a sign from its text (解析标识): `parse_sign(str(sign))` has the emblems and the name of `sign`.

    Text that breaks the notice is read unchanged, so that `check_sign` can report it: missing emblems, another order,
    an abbreviated name. Raises `InvalidValue`, with the position, for an unknown emblem or a character that a name
    cannot contain.

    >>> import sgzlib as sgz
    >>> sgz.parse_sign("中国社会工作标识+泰达街道社工站").emblems
    (<Emblem.CHINA_SOCIAL_WORK: '中国社会工作标识'>,)
    >>> sgz.parse_sign("中国社会工作标识+泰达街道+社工站")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: parse_sign: '泰达街道' 不可用，应为中国社会工作标识、中国民政标志；从第10个字符起\
 (not usable, expected 中国社会工作标识, 中国民政标志; from character 10 on)
    """
    if not isinstance(text, str):
        raise InvalidType("parse_sign", text, *_ALLOWED)
    labels = {emblem.zh: emblem for emblem in Emblem}
    *marks, name = text.split(_JOIN)
    read = 0
    for mark in marks:
        if mark not in labels:
            zh, en = f"；从第{read + 1}个字符起", f"; from character {read + 1} on"
            raise InvalidValue("parse_sign", mark, "、".join(labels) + zh, ", ".join(labels) + en)
        read += len(mark + _JOIN)
    return Sign(name=_name_on_sign("parse_sign", name, after=read), emblems=tuple(labels[mark] for mark in marks))


@requirement(
    "三(五)",
    Force.MUST,
    zh="依次带有中国社会工作标识和中国民政标志",
    en="bears the China Social Work emblem and then the China Civil Affairs emblem",
    by=(Actor.CONTRACTOR, Actor.STREET),
    due=kept_by,
    alone=ALONE,
)
def emblems(sign: Sign, case: Case) -> Truth:
    return consists_of(sign.emblems, *Emblem)


def _same_place(name: Any, place: Any) -> Truth:
    """Return whether a name of a station is a street's or township's by any usual spelling.

    City and district may stand before it. 街 is 街道 and 乡 is 满族乡, and one of the two may say nothing of what it
    is. A functional zone may stand where the district does, and an office for its place. A name that is a district's
    alone is no street's.
    """

    def spelt(in_name: str, in_place: str, before_name: str = _BEFORE, before_place: str = _BEFORE) -> Truth:
        without = f"{before_name}|{in_name}{_OFFICE}?{SUFFIX}$"
        return alike(name, place, without=without, other_without=f"{before_place}|{in_place}$")

    same = spelt(f"{_STREET}?", _STREET) | spelt(f"{_TOWNSHIP}?", _TOWNSHIP) | spelt("", _TOWN) | spelt(_TOWN, SUFFIX)
    by_zone = spelt(f"{_STREET}?", _STREET, before_name=_BEFORE_AND_ZONE)
    by_zone = by_zone | spelt(f"{_STREET}?", _STREET, before_place=_BEFORE_AND_ZONE)
    district_alone = alike(name, "", without=f"{_BEFORE}|{SUFFIX}$", other_without="")
    return (same | by_zone) & not_(district_alone)


def _same_district(name: Any, place: Any, district: Any) -> Truth:
    """Return whether a name of a station says no district, or that of the place: by its own text, or as it is known."""

    def of_name(text: Any) -> Truth:
        return alike(name, text, without=_BUT_DISTRICT, other_without=_BUT_DISTRICT if text is place else "")

    unsaid = alike(place, "", without=_BUT_DISTRICT, other_without="")
    known: Any = False
    for each in District:
        known = known | (of_name(each.zh) & (district == each))
    return of_name("") | of_name(place) | (unsaid & known)


@requirement(
    "三(五)",
    Force.MUST,
    zh="站名为街道（乡镇）名称加“社会工作服务站”；一站服务两个以上街道（乡镇）的，以所填的一个为准",
    en=(
        "the name is that of the street or township followed by 社会工作服务站; for a station of several, that of "
        "the one given"
    ),
    by=(Actor.CONTRACTOR, Actor.STREET),
    due=kept_by,
    alone=(
        "所属社工站未知，期限按首批社工站计算，站名未与所属街道（乡镇）比对",
        (
            "the station is not known: the last day of the first batch is used, and the name was not compared with a "
            "place"
        ),
    ),
)
def name(sign: Sign, case: Case) -> Truth:
    ends = ends_with(sign.name, SUFFIX) & not_(ends_with(sign.name, _TWICE + SUFFIX))
    if case.whole is UNKNOWN:
        return ends
    place = case.whole.jurisdiction
    if case.law.sign_name is SignName.FULL_NAME:
        return ends & alike(sign.name, place, without=_NAMED, other_without=_NAMED)
    return ends & _same_place(sign.name, place) & _same_district(sign.name, place, case.whole.district)


_borne = partial(
    yes_or_no, clause="三(五)", force=Force.MUST, by=(Actor.CONTRACTOR, Actor.STREET), due=kept_by, alone=ALONE
)
prominent = _borne("prominent", zh="设在办公场所显著位置", en="stands in a prominent place of the office")


def _beside_others(sign: Sign, case: Case) -> Truth:
    return sign.other_marks


dominant_emblem = _borne(
    "dominant_emblem",
    force="emblem_rules",
    applies=_beside_others,
    source="emblem-2019",
    zh="与其他社会工作标识并用时，中国社会工作标识居主导位置",
    en="beside another social-work mark, the China Social Work emblem dominates",
)
whole_emblem = _borne(
    "whole_emblem",
    force="emblem_rules",
    source="emblem-2019",
    zh="中国社会工作标识的图形和文字未拆分使用",
    en="the figure and the words of the China Social Work emblem are not split",
)

SIGN = Ruleset(
    "sign", Sign, (emblems, name, prominent, dominant_emblem, whole_emblem), law=TIANJIN_2021, zh="统一标识", en="Sign"
)


def check_sign(
    sign: Sign,
    *,
    on: date,
    policy: Law | History = TIANJIN_2021,
    scope: Scope = Scope.BINDS,
    sources: Mapping[str, Source] | None = None,
) -> Assessment[Sign]:
    """Check the sign of a station on a day (统一标识), 三(五).

    A sign alone does not show whether its name is that of the right street; `check_station` compares them. `sources`
    gives the source of each fact, as in `assess`. Raises `InvalidType` if `on` is not a plain date or the sign is not a
    `Sign`.

    >>> from datetime import date
    >>> import sgzlib as sgz
    >>> sign = sgz.parse_sign("中国民政标志+中国社会工作标识+泰达街道社工站")
    >>> [finding.requirement.id for finding in sgz.check_sign(sign, on=date(2022, 3, 1)).violations]
    ['sign.emblems', 'sign.name']
    >>> sgz.check_sign(str(sign), on=date(2022, 3, 1))
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidType: assess(sign): ... 不可用，应为Sign 对象 (not usable, expected a Sign)
    """
    return assess(SIGN, sign, on=on, policy=policy, scope=scope, sources=sources)
