"""Plain values (纯数据): subjects as mappings that `json.dumps` takes.

A day is written 2022-03-01, money and other decimals as text ("250000.00"), a member of an enumeration by its name. A
fact that is unknown is left out, or is null where leaving it out would mean something else.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from sgzlib.law.errors import InvalidValue
from sgzlib.law.facts import facts_of, is_subject
from sgzlib.law.truth import UNKNOWN

_MOST_DIGITS = 100


def plain(value: Any) -> Any:
    """Return a fact's value, or a whole subject, as plain data (纯数据)."""
    if value is UNKNOWN:
        return None
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _in_full(value)
    if isinstance(value, tuple):
        return [plain(member) for member in value]
    if is_subject(type(value)):
        return _facts(value)
    if attrs.has(type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    return value


def _in_full(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and max(number.adjusted() + 1, -exponent) > _MOST_DIGITS:
        zh, en = f"小数点前后各不超过 {_MOST_DIGITS} 位的数", f"at most {_MOST_DIGITS} digits on either side"
        raise InvalidValue("dump", number, zh, en)
    return format(number or number.copy_abs(), "f")


def _facts(subject: Any) -> dict[str, Any]:
    declared = facts_of(type(subject))
    values = {name: getattr(subject, name) for name in declared}
    return {
        name: plain(value)
        for name, value in values.items()
        if value is not UNKNOWN or declared[name].default is not UNKNOWN
    }
