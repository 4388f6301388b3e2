"""附件, and 五 and 六 throughout: the districts (区) that build stations, by their codes (`regions`).

Left out: how many stations the annex asks of each, which the published copy does not show; it is input.
"""

from __future__ import annotations

from sgzlib.law.labels import Ordered


class District(Ordered):
    """A district of Tianjin (区), in the order of its GB/T 2260 code.

    >>> import sgzlib as sgz
    >>> len(sgz.District), sgz.District.BINHAI.code, sgz.District.BINHAI.name_zh, sgz.District.of("河西区").name_en
    (16, '120116', '滨海新区', 'Hexi District')
    >>> sgz.District.of("朝阳区")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: District: '朝阳区' 不可用，应为HEPING（和平区）、HEDONG（河东区）...
    """

    HEPING = 120101, "和平区", "Heping District"
    HEDONG = 120102, "河东区", "Hedong District"
    HEXI = 120103, "河西区", "Hexi District"
    NANKAI = 120104, "南开区", "Nankai District"
    HEBEI = 120105, "河北区", "Hebei District"
    HONGQIAO = 120106, "红桥区", "Hongqiao District"
    DONGLI = 120110, "东丽区", "Dongli District"
    XIQING = 120111, "西青区", "Xiqing District"
    JINNAN = 120112, "津南区", "Jinnan District"
    BEICHEN = 120113, "北辰区", "Beichen District"
    WUQING = 120114, "武清区", "Wuqing District"
    BAODI = 120115, "宝坻区", "Baodi District"
    BINHAI = 120116, "滨海新区", "Binhai New Area"
    NINGHE = 120117, "宁河区", "Ninghe District"
    JINGHAI = 120118, "静海区", "Jinghai District"
    JIZHOU = 120119, "蓟州区", "Jizhou District"

    @property
    def code(self) -> str:
        """The six-digit code of the district (行政区划代码)."""
        return str(self.value)

    @property
    def name_zh(self) -> str:
        """The Chinese name of the district (中文名称)."""
        return self.zh

    @property
    def name_en(self) -> str:
        """The English name of the district (英文名称)."""
        return self.en
