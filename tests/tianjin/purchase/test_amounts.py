"""Amounts in writing: every example of the document `amounts`, and back again."""

from decimal import Decimal, Inexact, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sgzlib as sgz

AMOUNTS = (
    st.integers(0, 10**14)
    | st.integers(0, 10**7)
    | st.builds(
        lambda digit, zeros, more: digit * 10**zeros + more, st.integers(1, 99), st.integers(0, 12), st.integers(0, 99)
    )
).map(lambda fen: Decimal(fen) / 100)


class TestCapitals:
    @pytest.mark.parametrize(
        ("amount", "written"),
        [
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("107000.53", "壹拾万柒仟元零伍角叁分"),
            ("0", "零元整"),
            ("0.01", "壹分"),
            ("0.10", "壹角"),
            ("10", "壹拾元整"),
            ("250000", "贰拾伍万元整"),
            ("250010", "贰拾伍万零壹拾元整"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("100000000", "壹亿元整"),
            ("100005000", "壹亿零伍仟元整"),
            ("1050000000.30", "壹拾亿零伍仟万元零叁角"),
            ("1000000000000", "壹万亿元整"),
            ("20819400", "贰仟零捌拾壹万玖仟肆佰元整"),
        ],
    )
    def test_they_are_written_as_bills_ask(self, amount: str, written: str) -> None:
        assert sgz.format_amount(Decimal(amount), style="capital") == f"人民币{written}"

    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("人民币壹拾万零柒仟元伍角叁分", "107000.53"),
            ("壹拾万柒仟元零伍角叁分", "107000.53"),
            ("壹拾万柒仟元伍角叁分", "107000.53"),
            ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
            ("人民币壹佰圆正", "100.00"),
            ("壹仟肆佰零玖元伍角整", "1409.50"),
            ("壹亿伍仟元整", "100005000.00"),
        ],
    )
    def test_what_the_document_leaves_to_the_writer_is_read_too(self, text: str, amount: str) -> None:
        assert sgz.parse_amount(text) == Decimal(amount)

    @settings(max_examples=300)
    @given(AMOUNTS)
    def test_reading_what_was_written_gives_the_amount(self, amount: Decimal) -> None:
        assert sgz.parse_amount(sgz.format_amount(amount, style="capital")) == amount

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "元整",
            "壹仟肆佰玖元伍角",
            "壹元",
            "壹元伍分",
            "零壹元整",
            "零伍角",
            "零伍分",
            "壹拾拾元整",
            "拾元整",
            "壹万亿亿元整",
            "壹亿亿元整",
            "壹元壹角零分",
            "壹元伍元整",
            "壹二元整",
            "仟" * 5000 + "元整",
            "伍角人民币",
            "一元整",
        ],
    )
    def test_what_is_put_together_wrongly_is_refused(self, text: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"parse_amount: .*an amount like ¥1,409.50"):
            sgz.parse_amount(text)


class TestCurrencySign:
    @pytest.mark.parametrize(
        ("locale", "written"), [("zh_CN", "¥250,000.00"), ("en", "CN¥250,000.00"), ("zh_TW", "CN¥250,000.00")]
    )
    def test_it_is_written_as_the_locale_asks(self, locale: str, written: str) -> None:
        assert sgz.format_amount(250000, locale=locale) == written

    @given(AMOUNTS, st.sampled_from(["zh_CN", "en"]))
    def test_reading_what_was_written_gives_the_amount(self, amount: Decimal, locale: str) -> None:
        assert sgz.parse_amount(sgz.format_amount(amount, locale=locale)) == amount

    @pytest.mark.parametrize(
        "text",
        ["9" * 10**6, "¥" + "0" * 10**6, "10000000000000000.00", "¥10,000,000,000,000,000", "0" * 60 + "1"],
        ids=range(5),
    )
    def test_what_is_longer_or_more_than_an_amount_can_be_is_refused(self, text: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"parse_amount: .*below 10\*\*16 yuan"):
            sgz.parse_amount(text)

    @pytest.mark.parametrize("text", ["¥9,999,999,999,999,999.99", "9999999999999999.99"])
    def test_the_largest_amount_is_read(self, text: str) -> None:
        assert sgz.parse_amount(text) == Decimal("9999999999999999.99")

    @pytest.mark.parametrize("text", ["¥", "¥1.", "¥-1", "¥12,34.00", "$5", "1.234", "¥１２", "1e3", "NaN"])
    def test_what_is_no_amount_is_refused(self, text: str) -> None:
        with pytest.raises(sgz.InvalidValue, match=r"parse_amount"):
            sgz.parse_amount(text)


class TestBadInput:
    @pytest.mark.parametrize(
        ("amount", "error"),
        [
            (0.1, sgz.InvalidType),
            (True, sgz.InvalidType),
            ("1", sgz.InvalidType),
            (Decimal("NaN"), sgz.InvalidValue),
            (Decimal("-0.01"), sgz.InvalidValue),
            (Decimal("1.999"), sgz.InvalidValue),
            (10**16, sgz.InvalidValue),
            (Decimal("1E+999999999"), sgz.InvalidValue),
            (Decimal("1E-999999999"), sgz.InvalidValue),
            (sgz.Education.MASTER, sgz.InvalidType),
        ],
    )
    @pytest.mark.parametrize("style", ["symbol", "capital"])
    def test_an_amount_that_is_none_is_refused_and_never_rounded(
        self, amount: Any, error: type[Exception], style: Any
    ) -> None:
        with pytest.raises(error, match=r"format_amount\.amount"):
            sgz.format_amount(amount, style=style)

    def test_the_largest_amount_is_written(self) -> None:
        with localcontext(prec=4) as context:
            context.traps[Inexact] = True
            written = sgz.format_amount(Decimal("9999999999999999.99"), style="capital")
        assert sgz.parse_amount(written) == Decimal("9999999999999999.99")

    def test_another_style_or_locale_is_refused(self) -> None:
        with pytest.raises(sgz.InvalidType, match=r"format_amount.style: UNKNOWN"):
            sgz.format_amount(1, style=sgz.UNKNOWN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match=r"format_amount.style: 'upper'.*symbol, capital"):
            sgz.format_amount(1, style="upper")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(sgz.InvalidValue, match="locale: 'fr'"):
            sgz.format_amount(1, locale="fr")

    def test_what_is_no_text_is_not_read(self) -> None:
        with pytest.raises(sgz.InvalidType, match="parse_amount: 5"):
            sgz.parse_amount(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
