"""Deadlines on real calendars (期限与放假安排): a last day that is a rest day moves to the first working day."""

from datetime import date

import sgzlib as sgz

is_rest_day = sgz.calendars.rest_days()

for signed_on in (date(2021, 7, 23), date(2021, 9, 20), date(2021, 12, 17), date(2099, 12, 18)):
    counted = sgz.posting_deadline(signed_on)
    try:
        moved = sgz.posting_deadline(signed_on, is_rest_day=is_rest_day)
    except sgz.calendars.CalendarNotPublished as unpublished:
        print(f"签订 {signed_on}：第 15 天为 {counted}；{unpublished}")
    else:
        print(f"签订 {signed_on}：第 15 天为 {counted}，派驻期限 {moved}")
