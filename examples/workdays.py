"""Deadlines on real calendars (期限与放假安排): a last day that is a rest day moves to the first working day."""

from datetime import date

import attrs

import sgzlib as sgz

published = sgz.calendars.rest_days(2021, 2022)
policy = attrs.evolve(sgz.TIANJIN_2021, rest_days=published)  # type: ignore[misc]

for signed_on in (date(2021, 7, 23), date(2021, 9, 20), date(2021, 12, 17), date(2022, 12, 20)):
    counted = sgz.posting_deadline(signed_on)
    moved = sgz.posting_deadline(signed_on, policy=policy)
    print(f"签订 {signed_on}：第 15 天为 {counted}，派驻期限 {moved}")
