"""Identity numbers, credit codes, retirement and masks, against the research's samples and by law."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import identity

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    path = Path(__file__).parents[3] / "shared" / "domain" / "reference_data.json"
    if not path.exists():
        pytest.skip("the research data is not beside this checkout")
    return dict(json.loads(path.read_text("utf-8")))


def test_the_sample_numbers_are_right(reference: dict[str, Any]) -> None:
    assert all(identity.valid_id(one["id"], ON) for one in reference["id_samples_synthetic"])
    assert all(identity.valid_uscc(one["code"]) for one in reference["uscc_samples_synthetic"])
    assert identity.sex_of("342224195807054021") == "2"
    assert identity.birth_of("342224195807054021") == date(1958, 7, 5)


def test_retirement_ages_follow_the_gradual_rule(reference: dict[str, Any]) -> None:
    sexes = {"M": ("1", 0), "F50": ("2", 50), "F55": ("2", 55)}
    for case in reference["retire_age"]["cases"]:
        year, month = (int(part) for part in case["birth"].split("-"))
        sex, female_at = sexes[case["sex"]]
        months = identity.retirement_months(date(year, month, 1), sex, female_at)
        years, _, rest = case["age"].partition("岁")
        assert divmod(months, 12) == (int(years), int(rest.removesuffix("个月")))
    assert identity.retirement_months(date(1950, 1, 1), "1") == 60 * 12
    assert identity.retirement_months(date(1999, 1, 1), "1") == 63 * 12
    assert identity.retirement_months(date(1999, 1, 1), "2", 55) == 58 * 12
    assert identity.retirement_months(date(1999, 1, 1), "2", 50) == 55 * 12


@given(
    st.dates(date(1900, 1, 1), date(2026, 11, 1)), st.integers(0, 999), st.sampled_from(["342224", "341302", "810000"])
)
def test_one_wrong_digit_is_always_found(born: date, sequence: int, place: str) -> None:
    """MOD 11-2 finds every single wrong digit."""
    first = f"{place}{born:%Y%m%d}{sequence:03}"
    number = first + identity.id_check_digit(first)
    assert identity.check_id(number, ON) == ""
    assert identity.valid_id(number.lower())
    assert identity.age_on(number, ON) == identity.full_years(born, ON)
    for nth in (5, 14, 16):
        wrong = number[:nth] + str((int(number[nth]) + 1) % 10) + number[nth + 1 :]
        assert identity.check_id(wrong, ON) == ("id_permit" if place == "810000" and nth == 5 else "id_check")


@given(st.text(max_size=20))
def test_no_text_makes_the_checks_raise(text: str) -> None:
    assert isinstance(identity.check_id(text, ON), str)
    assert isinstance(identity.valid_id(text), bool)
    assert isinstance(identity.valid_uscc(text), bool)
    assert identity.age_on(text, ON) is None or len(text) == 18
    assert identity.sex_of(text) in ("", "1", "2")
    assert len(identity.mask_id(text)) == len(text) == len(identity.mask_phone(text))


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("92341323MA2N0001XE", ""),
        ("92341323MA2N0001XF", "uscc_check"),
        ("92341323MA2N0001X", "uscc_length"),
        ("92341323MA2NOO01XE", "uscc_characters"),
    ],
)
def test_credit_codes(code: str, fault: str) -> None:
    assert identity.check_uscc(code) == fault
    assert identity.valid_uscc(code.lower()) is (fault == "")


def test_a_number_without_a_birthday_has_none() -> None:
    assert identity.birth_of("342224195813054021") is None
    assert identity.birth_of("1") is None
    assert not identity.valid_id("342224195813054021")


def test_a_hundred_and_forty_years_is_no_age() -> None:
    first = "34222418800101001"
    assert identity.check_id(first + identity.id_check_digit(first), ON) == "id_birth"


def test_a_leap_day_birthday_is_had_on_the_first_of_march() -> None:
    assert identity.full_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert identity.full_years(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_masks_count_characters_not_units() -> None:
    assert identity.mask_id("341323196503121515") == "3413**********1515"
    assert identity.mask_name("𠅤福安") == "𠅤*"
    assert identity.mask_name("张") == "张"
    assert identity.mask_name("") == ""
    assert identity.mask_phone("13855712034") == "138****2034"
    assert identity.mask_id("") == ""
    assert identity.mask_id("E1234567") == "*******7"


def test_card_numbers_have_a_check_sum() -> None:
    assert identity.luhn("6217780134000123452")
    assert not identity.luhn("6217780134000123453")
