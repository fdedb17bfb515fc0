"""A form being filled in, without a screen: what is said and when, what is offered, what is kept."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import Catalogue, Fault, check, spelling
from kiosk.ui.form.filling import Filling, asked_here, refuse, section_state
from kiosk.ui.form.rows import Rows, is_blank
from kiosk.ui.form.spellings import spelling_of
from kiosk.ui.form.telling import summary, told
from kiosk.ui.form.verdicts import Offer, Progress, heard

DAY = date(2026, 11, 23)
MISSING = Fault("name", "error", "请填写“姓名”。", key="missing")
SHORT = Fault("id", "error", "应为 18 位", key="id_length")
RULE = Fault("area", "error", "超出上限", key="rule")


def _filling(catalogue: Catalogue, raw: dict[str, object]) -> Filling:
    matter = catalogue.matter("M0101")
    filling = Filling(matter, raw)
    filling.judged(check(matter, filling.raw, on=DAY))
    return filling


def test_what_is_missing_is_said_after_the_field_was_left_or_when_asked_for() -> None:
    assert heard([MISSING], Progress(left=set())) == {}
    assert heard([MISSING], Progress(left={"name"}, at="name")) == {}
    assert heard([MISSING], Progress(left={"name"}, at="id")) == {"name": (MISSING,)}
    assert heard([MISSING], Progress(left=set(), insisted=True)) == {"name": (MISSING,)}


def test_half_a_number_is_no_fault_while_it_is_typed() -> None:
    assert heard([SHORT], Progress(left=set(), at="id")) == {}
    assert heard([SHORT], Progress(left=set(), at="name")) == {"id": (SHORT,)}


def test_a_broken_rule_is_said_at_once() -> None:
    assert heard([RULE], Progress(left=set(), at="area")) == {"area": (RULE,)}


def test_only_what_is_answered_at_a_window_is_asked(catalogue: Catalogue) -> None:
    for summary_of in catalogue.matters():
        fields = [field for section in asked_here(catalogue.matter(summary_of.code)) for field in section.fields]
        assert fields
        assert {field.filled_by for field in fields} <= {"applicant", "system"}


def test_the_definitions_own_values_are_written_down_once_they_are_known(catalogue: Catalogue) -> None:
    filling = _filling(catalogue, {})
    assert set(filling.assume()) >= {"applicant_id_type", "applicant_ethnicity", "sign_date"}
    assert filling.raw["sign_date"] == "2026-11-23"
    assert filling.assume() == ()


def test_an_offer_is_taken_with_its_source_and_typing_takes_it_away(catalogue: Catalogue) -> None:
    filling = _filling(catalogue, {"applicant_name": "周大勇"})
    filling.offer({"applicant_phone": Offer("13965712301", "去年"), "applicant_name": Offer("别人", "去年")})
    assert set(filling.offers) == {"applicant_phone"}
    assert filling.take(("applicant_phone",)) == ("applicant_phone",)
    assert filling.sources == {"applicant_phone": "去年"}
    filling.put("applicant_phone", "13900000000")
    assert filling.sources == {}


def test_an_offer_that_was_refused_does_not_come_back(catalogue: Catalogue) -> None:
    filling = _filling(catalogue, {})
    offers = {"applicant_phone": Offer("13965712301", "去年"), "applicant_name": Offer("周大勇", "去年")}
    filling.offer(offers)
    assert refuse(filling, "applicant_phone")
    assert not refuse(filling, "applicant_phone")
    filling.offer(offers)
    assert set(filling.offers) == {"applicant_name"}


def test_a_derived_question_is_passed_over_until_what_it_follows_from_is_no_help(catalogue: Catalogue) -> None:
    filling = _filling(catalogue, {})
    gender = filling.fields["applicant_gender"]
    assert filling.is_reckoned(gender)
    assert filling.state_of(gender).waiting
    filling = _filling(catalogue, {"applicant_id_no": "342225197604123184"})
    assert filling.state_of(gender).settled == "2"
    filling = _filling(catalogue, {"applicant_id_type": "414", "applicant_id_no": "E12345678"})
    assert not filling.is_reckoned(gender)


def test_a_section_counts_what_is_filled_and_what_is_wrong(catalogue: Catalogue) -> None:
    filling = _filling(catalogue, {"applicant_name": "周大勇", "applicant_phone": "12"})
    state = section_state(filling, filling.sections[0])
    assert (state.total, state.faults, state.done) == (11, 1, False)
    matter = catalogue.matter("M0101")
    whole = _filling(catalogue, dict(matter.example.answers))
    assert all(section_state(whole, section).done for section in whole.sections)


def test_a_filled_section_is_told_in_one_line(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0101")
    assert summary(asked_here(matter)[2], matter, matter.example.answers) == "3 行：周大勇、孙玉𫖯、周文博"
    assert told(matter.field("is_poverty_alleviated"), matter, False) == "否"
    assert told(matter.field("risk_types"), matter, ["1", "7"]) == "因病、因务工就业不稳"


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("idcard", "34222519760412318x", "342225 19760412 318X"),
        ("phone", "１３９６５７１２３０１", "139 6571 2301"),
        ("date", "19900131", "1990-01-31"),
        ("date", "19901331", "19901331"),
        ("month", "199001", "1990-01"),
        ("money", "22000.5", "22,000.5"),
        ("bankcard", "6217003230001234567", "6217 0032 3000 1234 567"),
        ("text", " 周 大勇", " 周 大勇"),
    ],
)
def test_a_field_that_was_left_is_tidied_up(kind: str, typed: str, shown: str) -> None:
    spelling = spelling_of(kind)
    assert spelling.shown(spelling.kept(typed)) == shown


TYPED = st.text("0123456789０１Xx-./年月日, 元¥", max_size=20)
READERS = {
    "idcard": lambda text: spelling.narrow(text).upper(),
    "phone": spelling.phone,
    "bankcard": spelling.bankcard,
    "date": spelling.day,
    "month": spelling.month,
    "money": partial(spelling.number, places=2),
    "int": spelling.whole,
}


def _read(kind: str, text: object) -> object:
    """What the interpreter of forms makes of it; the kind of fault where it cannot be read."""
    try:
        return READERS[kind](text)
    except spelling.Wrong as wrong:
        return wrong.key


@given(st.sampled_from(sorted(READERS)), TYPED)
def test_leaving_a_field_changes_nothing_that_its_answer_means(kind: str, typed: str) -> None:
    tidy = spelling_of(kind)
    kept = tidy.kept(typed)
    assert _read(kind, kept) == _read(kind, typed)
    assert _read(kind, tidy.kept(tidy.shown(kept))) == _read(kind, kept)


def test_rows_keep_their_places_and_a_dropped_one_comes_back() -> None:
    rows = Rows()
    rows.show([{"name": "甲"}, {"name": "乙"}, {"name": "丙"}])
    rows.drop(1)
    assert [row["name"] for row in rows.value()] == ["甲", "丙"]
    assert rows.restore()
    assert [row["name"] for row in rows.value()] == ["甲", "乙", "丙"]
    assert not rows.restore()


def test_blank_rows_have_no_answers_and_do_not_shift_the_others() -> None:
    rows = Rows()
    rows.show([{"name": "甲"}, {"name": ""}, {"name": "丙"}])
    assert is_blank(rows.cells[1])
    assert rows.answered([{"age": 1}, {"age": 3}]) == [{"age": 1}, {}, {"age": 3}]
    rows.add()
    assert len(rows.value()) == 3
