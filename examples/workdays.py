"""Deadlines on real calendars (期限与放假安排): a last day that is a rest day moves to the first working day.

The published rest days are data of the law; beyond the years that they cover a last day is not known.
"""

from datetime import date

import attrs

import sgzlib as sgz

published = attrs.evolve(sgz.TIANJIN_2021, rest_days=sgz.calendars.rest_days(2021, 2022))  # type: ignore[call-arg]

for signed_on in (date(2021, 7, 23), date(2021, 9, 20), date(2021, 12, 17), date(2022, 12, 18)):
    counted = sgz.posting_deadline(signed_on)
    moved = sgz.posting_deadline(signed_on, policy=published)
    shown = moved if isinstance(moved, date) else "未知（放假安排未公布）"
    print(f"签订日期 {signed_on}：第15天为 {counted}，派驻期限 {shown}")
