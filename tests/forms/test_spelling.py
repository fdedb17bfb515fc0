"""One spelling for what people type, and a named reason for what cannot be read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import spelling
from forms.spelling import PRIVATE_USE, Wrong
from forms.words import WORDS, say


@pytest.mark.parametrize(
    ("read", "typed", "settled"),
    [
        (spelling.day, "19900131", date(1990, 1, 31)),
        (spelling.day, "1990-1-31", date(1990, 1, 31)),
        (spelling.day, "1990/1/31", date(1990, 1, 31)),
        (spelling.day, " 1990.01.31 ", date(1990, 1, 31)),
        (spelling.day, "1990年1月31日", date(1990, 1, 31)),
        (spelling.day, 19900131, date(1990, 1, 31)),
        (spelling.month, "199001", "1990-01"),
        (spelling.month, "1990-1", "1990-01"),
        (spelling.month, "1990年1月", "1990-01"),
        (spelling.month, "1990-01-31", "1990-01"),
        (spelling.moment, "2026-11-2 8:05", "2026-11-02 08:05"),
        (spelling.moment, "2026-11-02T08:05:00", "2026-11-02 08:05"),
        (spelling.moment, "2026年11月2日 8时5分", "2026-11-02 08:05"),
        (spelling.whole, "3.0", 3),
        (spelling.whole, "１２", 12),
        (spelling.whole, 5.0, 5),
        (spelling.yes_no, "√", True),
        (spelling.yes_no, "没有", False),
        (spelling.yes_no, 1, True),
        (spelling.phone, "86 138 0557 1234", "13805571234"),
        (spelling.phone, "０５５７-３０１２３４５", "0557-3012345"),
        (spelling.bankcard, "6217 7801 3400 0123 452", "6217780134000123452"),
        (spelling.paper, "paper", {"on_paper": True}),
        (spelling.paper, {"on_paper": True}, {"on_paper": True}),
        (spelling.paper, ["a.jpg", "b.jpg"], ("a.jpg", "b.jpg")),
    ],
)
def test_it_is_read(read: Callable[[Any], Any], typed: Any, settled: Any) -> None:
    assert read(typed) == settled


@pytest.mark.parametrize(
    ("read", "typed", "key"),
    [
        (spelling.day, "900131", "date_form"),
        (spelling.day, "1990-13-01", "date_form"),
        (spelling.day, "00010101", "date_form"),
        (spelling.day, True, "date_form"),
        (spelling.month, "1990", "month_form"),
        (spelling.month, "1990-13", "month_form"),
        (spelling.month, None, "month_form"),
        (spelling.moment, "2026-11-02", "datetime_form"),
        (spelling.moment, "2026-11-02 24:00", "datetime_form"),
        (spelling.moment, "2026-13-02 08:00", "datetime_form"),
        (spelling.moment, 20261102, "datetime_form"),
        (spelling.whole, "3.5", "number_whole"),
        (spelling.whole, "3.1234567", "number_whole"),
        (spelling.whole, "三", "number_form"),
        (spelling.whole, "1234567890123", "number_long"),
        (spelling.yes_no, "2", "bool_form"),
        (spelling.phone, "23805571234", "phone_form"),
        (spelling.bankcard, "123", "bankcard_form"),
        (spelling.paper, ["a", 1], "file_form"),
        (spelling.paper, ["a"] * 51, "file_form"),
        (spelling.paper, "x" * 301, "file_form"),
        (spelling.paper, False, "file_form"),
    ],
)
def test_it_is_refused_by_name(read: Callable[[Any], Any], typed: Any, key: str) -> None:
    with pytest.raises(Wrong) as caught:
        read(typed)
    assert caught.value.key == key
    assert say(key, label="甲", **caught.value.values)


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ("买买提•阿不都拉", "买买提·阿不都拉"),
        ("买买提・阿不都拉", "买买提·阿不都拉"),
        ("买买提．阿不都拉", "买买提·阿不都拉"),
        ("J. Smith", "J. Smith"),
        ("〇𠅤䶮𬭎鿎", "〇𠅤䶮𬭎鿎"),
        ("张\u200b三", "张三"),
        ("张　三", "张 三"),
    ],
)
def test_names_keep_every_character_and_one_middle_dot(typed: str, settled: str) -> None:
    assert spelling.name(typed, 50) == settled


def test_the_old_codecs_characters_are_mapped() -> None:
    for old, new in PRIVATE_USE.items():
        assert spelling.text(chr(old), 5) == chr(new)


def test_lines_of_a_paragraph_stay() -> None:
    assert spelling.text("一\n二\x00", 10) == "一\n二"


def test_certificate_numbers_keep_their_chinese_brackets() -> None:
    assert spelling.code("皖（２０１９）ab 第１号", 50) == "皖（2019）AB第1号"
    assert spelling.code(1234, 50) == "1234"


@given(st.decimals(-(10**11), 10**11, places=2))
def test_money_is_read_exactly(value: Decimal) -> None:
    assert spelling.number(f"{value:,}", 2) == value
    assert spelling.number(str(value), 2) == value


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_any_date_is_read_in_all_its_spellings(value: date) -> None:
    spelled = (f"{value:%Y%m%d}", f"{value.year}-{value.month}-{value.day}", f"{value.year}.{value.month}.{value.day}")
    assert {spelling.day(one) for one in (*spelled, value.isoformat())} == {value}


def test_every_sentence_is_in_both_languages_with_the_same_values() -> None:
    for key, wording in WORDS.items():
        assert set(wording) == {"zh", "en"}, key
        assert wording["zh"], key
        assert wording["en"], key
    assert say("missing", "en", label="name") == "Please fill in “name”."
    with pytest.raises(KeyError):
        say("nothing")
