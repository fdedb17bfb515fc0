"""Amounts in capital numerals: the cases of the rule itself, and read back every one is the amount again."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.capitals import in_capitals

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("50,000", "伍万元整"),
        ("10", "壹拾元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("20003000", "贰仟万零叁仟元整"),
        ("1000001", "壹佰万零壹元整"),
        ("0.05", "伍分"),
        (0, "零元整"),
        ("-12.3", "负壹拾贰元叁角"),
        ("一百", ""),
        ("NaN", ""),
        ("1e400", ""),
        ("\ud800", ""),
        (None, ""),
    ],
)
def test_amounts_are_said_as_the_rule_has_it(amount: object, said: str) -> None:
    assert in_capitals(amount) == said


def _read(text: str) -> Decimal:
    """By its own way back: groups of 亿 and 万, then jiao and fen."""
    whole, _, rest = text.partition("元") if "元" in text else ("", "", text)
    total = 0
    for group, weight in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, mark, left = whole.partition(group) if group else (whole, "", "")
        if group and not mark:
            continue
        total += _group(part) * weight
        whole = left
    fen = sum(
        DIGITS.index(one) * worth
        for one, unit in pairwise(rest)
        if one in DIGITS
        for name, worth in (("角", 10), ("分", 1))
        if unit == name
    )
    return Decimal(total) + Decimal(fen) / 100


def _group(text: str) -> int:
    total, digit = 0, 0
    for letter in text:
        if letter in UNITS:
            total, digit = total + digit * UNITS[letter], 0
        else:
            digit = DIGITS.index(letter)
    return total + digit


@given(st.integers(0, 10**14 - 1))
def test_no_two_amounts_are_said_alike(fen: int) -> None:
    amount = Decimal(fen) / 100
    said = in_capitals(amount)
    assert _read(said.removesuffix("整")) == amount
    assert "零零" not in said
