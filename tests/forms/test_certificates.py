"""Papers that are no resident's card: each by its own rule, and the sentence says which place of it is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import Catalogue, certificates, check
from forms.identity import id_check_digit
from forms.words import WORDS

ON = date(2026, 11, 23)
CITIZEN = "342224195807054021"


def number(first17: str) -> str:
    return first17 + id_check_digit(first17)


FOREIGN = number("91112419780625002")


@pytest.mark.parametrize(
    ("kind", "given", "wrong"),
    [
        ("553", FOREIGN, ""),
        ("553", FOREIGN[:-1] + ("0" if FOREIGN[-1] != "0" else "1"), "id_check"),
        ("553", number("91112419781325002"), "id_birth"),
        ("553", CITIZEN, "foreign_first"),
        ("553", FOREIGN[:17], "foreign_length"),
        ("553", "CAN110078062512", ""),
        ("553", "CAN110078133512", "foreign_birth"),
        ("553", "CA1110078062512", "foreign_letters"),
        ("553", "CAN11007806251", "foreign_length"),
        ("516", "H12345678", ""),
        ("516", "M1234567801", ""),
        ("516", "X12345678", "permit_hk"),
        ("516", number("81000019940823002"), ""),
        ("516", number("81000119940823002"), "permit_hk"),
        ("511", "12345678", ""),
        ("511", "1234567890B", ""),
        ("511", "H12345678", "permit_tw"),
        ("414", "E12345678", ""),
        ("414", "护照", "passport_form"),
        ("990", "A-1", "document_form"),
        ("", "A-1234", ""),
    ],
)
def test_each_certificate_has_its_own_rule(kind: str, given: str, wrong: str) -> None:
    assert certificates.check_certificate(given, kind, ON) == wrong


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (CITIZEN + "44", ""),
        (CITIZEN + "44B1", ""),
        (CITIZEN + "4", "disab_length"),
        (CITIZEN[:-1] + "244", "disab_person"),
        (CITIZEN + "84", "disab_kind"),
        (CITIZEN + "45", "disab_grade"),
    ],
)
def test_a_disability_certificate_is_judged_part_by_part(given: str, wrong: str) -> None:
    assert certificates.check_disability(given, ON) == wrong


def test_a_number_tells_what_it_is_where_it_can_be_one_thing_only() -> None:
    assert certificates.recognise(CITIZEN, ON) == "111"
    assert certificates.recognise(FOREIGN, ON) == "553"
    assert certificates.recognise("CAN110078062512", ON) == "553"
    assert certificates.recognise(number("83000019900101001"), ON) == "990"
    assert certificates.recognise("H12345678", ON) == "516"
    assert certificates.recognise("E12345678", ON) == ""


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999), st.sampled_from(["342224", "342221"]))
def test_a_number_of_fifteen_digits_names_the_eighteen_that_belong_to_it(born: date, order: int, place: str) -> None:
    new = number(f"{place}{born:%Y%m%d}{order:03}")
    assert certificates.renewed(f"{place}{born:%y%m%d}{order:03}") == new
    assert certificates.renewed(new) == ""


def test_the_sentence_says_which_rule_failed_and_what_to_do() -> None:
    matter = Catalogue.shipped().matter("M0201")
    told = {}
    for typed, kind in (("342224580705402", "111"), ("341323196503121515", "553"), ("H123", "516")):
        given = {"applicant_id_type": kind, "applicant_id_no": typed}
        faults = check(matter, given, on=ON).faults
        told[typed] = next(f.sentence for f in faults if f.field == "applicant_id_no" and f.key != "missing")
    assert CITIZEN in told["342224580705402"]
    assert "第 1 位应是 9" in told["341323196503121515"]
    assert "H 或 M 加 8 位数字" in told["H123"]


def test_a_wrong_disability_certificate_is_a_warning_and_holds_up_nothing() -> None:
    matter = Catalogue.shipped().matter("M1204")
    faults = check(matter, {"disab_cert": CITIZEN + "94"}, on=ON).faults
    found = next(f for f in faults if f.field == "disab_cert" and f.key == "disab_kind")
    assert found.severity == "warn"
    assert "第 19 位" in found.sentence


def test_every_rule_has_its_sentence() -> None:
    keys = {"foreign_length", "foreign_first", "foreign_letters", "foreign_birth", "permit_hk", "permit_tw"}
    keys |= {"passport_form", "disab_length", "disab_person", "disab_kind", "disab_grade", "id_permit"}
    assert all(set(WORDS[key]) == {"zh", "en"} for key in keys)
