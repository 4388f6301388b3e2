"""Errors: whatever comes from outside stands in a message escaped and cut, and every run gives the same message."""

import pickle
from decimal import Decimal
from typing import Any

import pytest

import sgzlib as sgz
from sgzlib.law.errors import InvalidType, InvalidValue, readable, shown

HOSTILE = [
    ("a\nb", r"a\nb"),
    ("a\r\tb", r"a\r\tb"),
    ("\x1b[2J", r"\x1b[2J"),
    ("\x9b2J", r"\x9b2J"),
    ("\ud800", r"\ud800"),
    ("\u202ea", r"\u202ea"),
    ("\u2066a", r"\u2066a"),
    ("\u2028", r"\u2028"),
    ("\u200b", r"\u200b"),
    ("\U000e0041", r"\U000e0041"),
]


class Odd:
    """Something whose `repr` is what a test wants it to be."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


class Broken:
    """Something without a `repr`."""

    def __repr__(self) -> str:
        raise KeyError("no repr")


def nested(kind: Any, depth: int) -> Any:
    made = kind()
    for _ in range(depth):
        made = kind([made])
    return made


class TestEscaping:
    @pytest.mark.parametrize(("hostile", "escaped"), HOSTILE)
    def test_what_does_not_print_is_escaped_wherever_it_stands(self, hostile: str, escaped: str) -> None:
        message = str(InvalidValue(f"f{hostile}", Odd(hostile), f"中{hostile}", f"en{hostile}"))
        assert message == f"f{escaped}: {escaped} 不可用，应为中{escaped} (not usable, expected en{escaped})"
        assert message.isprintable()
        message.encode()

    @pytest.mark.parametrize(("hostile", "escaped"), HOSTILE)
    def test_a_text_is_escaped_as_python_writes_it(self, hostile: str, escaped: str) -> None:
        assert shown(hostile) == f"'{escaped}'"
        assert shown({hostile: [hostile]}) == f"{{'{escaped}': ['{escaped}']}}"

    def test_the_field_and_the_value_stay_what_they_are(self) -> None:
        value = ["\n" * 1000]
        error = InvalidType("Team.workers[0]", value, "零", "none")
        assert (error.field, error.allowed_zh, error.allowed) == ("Team.workers[0]", "零", "none")
        assert error.value is value


class TestLength:
    def test_a_long_text_is_cut_and_its_length_is_said(self) -> None:
        text = shown("x" * 10**6)
        assert text == "'" + "x" * 199 + "…（已截断，共 1000000 个字符 cut from 1000000 characters）"
        assert shown(b"x" * 1000).endswith("…（已截断，共 1000 个字符 cut from 1000 characters）")

    def test_a_long_list_is_cut_and_its_members_are_counted(self) -> None:
        assert shown(list(range(10**5))).endswith("…（已截断，共 100000 项 cut from 100000 items）")
        assert shown(dict.fromkeys(range(1000))).startswith("{0: None, 1: None, ")
        assert shown(["x" * 1000]) == "['" + "x" * 198 + "…（已截断，共 1 项 cut from 1 items）"

    def test_a_long_repr_is_cut_and_its_characters_are_counted(self) -> None:
        assert shown(Odd("x" * 1000)).endswith("…（已截断，共 1000 个字符 cut from 1000 characters）")
        assert shown(Odd("\n" * 300)).startswith("\\n" * 100 + "…")

    @pytest.mark.parametrize(
        "value", ["x" * 198, [1, "a", (2,), ()], {"a": {1, 2}}, set(), frozenset({1}), {}, Decimal("1.50"), -5, None]
    )
    def test_what_is_short_is_shown_whole(self, value: object) -> None:
        assert shown(value) == repr(value)

    def test_a_long_field_and_a_long_list_of_what_is_allowed_are_cut_too(self) -> None:
        message = str(InvalidValue("f" * 10**6, 1, "z" * 10**6, "e" * 10**6))
        assert "f" * 200 + "…（已截断，共 1000000 个字符 cut from 1000000 characters）" in message
        assert len(message) < 10_000
        assert readable("x" * 200) == "x" * 200

    def test_a_message_of_a_long_name_of_an_item_is_short(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"whole fen.*item xxx") as refused:
            sgz.BudgetLine(item="x" * 200, unit_price=Decimal("0.01"), quantity=Decimal("0.5"))
        assert len(str(refused.value)) < 10_000

    def test_a_name_of_a_million_characters_is_refused_in_a_short_message(self) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"^BudgetLine\.item: .*at most 200 characters\)$") as refused:
            sgz.BudgetLine(item="x" * 10**6)
        assert len(str(refused.value)) < 10_000


class TestWhatHasNoRepr:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (10**5000, "<int: 16610 bits>"),
            (-(10**5000), "<int: 16610 bits>"),
            ([10**5000], "[<int: 16610 bits>]"),
            (object(), "<object>"),
            ([object()], "[<object>]"),
            (lambda: None, "<function>"),
            (Broken(), "<Broken>"),
            ({1: Broken()}, "{1: <Broken>}"),
        ],
        ids=range(8),
    )
    def test_the_type_stands_for_it(self, value: object, text: str) -> None:
        assert shown(value) == text

    @pytest.mark.parametrize(("kind", "opening"), [(list, "["), (tuple, "("), (frozenset, "frozenset({")])
    def test_of_what_is_deep_the_beginning_is_shown(self, kind: Any, opening: str) -> None:
        assert shown(nested(kind, 5000)).startswith((opening * 200)[:200] + "…")

    def test_of_what_repeats_itself_no_more_is_made_than_is_shown(self) -> None:
        value: list[Any] = []
        for _ in range(100):
            value = [value] * 10
        assert shown(value).startswith("[" * 100)

    def test_a_set_is_shown_in_the_same_order_in_every_run(self) -> None:
        assert shown(set("hgfedcba")) == "{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'}"
        assert shown([frozenset("cab")]) == "[frozenset({'a', 'b', 'c'})]"

    def test_such_an_error_can_be_raised_shown_and_pickled(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"Worker\.full_time: <int: 16610 bits> 不可用") as refused:
            sgz.Worker(full_time=10**5000)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        copied = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - made one line above
        assert (str(copied), copied.value) == (str(refused.value), 10**5000)


@pytest.mark.parametrize("locale", ["zh_CN", "zh-CN", "ZH", "zh", "zh_Hans_CN"])
def test_one_language_is_taken_from_any_locale_of_it(locale: str) -> None:
    error = sgz.InvalidValue("pages", 3, "偶数", "an even number")
    assert error.text(locale) == "pages: 3 不可用，应为偶数"
    assert error.text(locale.lower().replace("zh", "EN")) == "pages: 3 is not usable, expected an even number"


@pytest.mark.parametrize("locale", ["", "fr", "z", "_zh", None, 3])
def test_another_locale_is_refused(locale: Any) -> None:
    with pytest.raises(sgz.InvalidValue, match=r"^locale: .*a Chinese or English locale"):
        sgz.InvalidValue("pages", 3, "偶数", "an even number").text(locale)
