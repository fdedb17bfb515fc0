"""What happens while a form is typed: partial answers, spellings, derived values, what shows, who may answer."""

from datetime import date
from typing import Any

import pytest

from forms import Answers, Catalogue, Checked, Fault, check
from tests.forms.conftest import ON, asked


def _fault(checked: Checked, field: str) -> Fault:
    return next(fault for fault in checked.faults if fault.field == field)


def _fields(checked: Checked) -> set[str]:
    return {fault.field for fault in checked.faults}


def test_an_empty_form_lacks_its_required_fields_and_nothing_is_wrong(catalogue: Catalogue) -> None:
    checked = check(catalogue.matter("M1201"), {}, on=ON)
    assert {fault.key for fault in checked.faults} == {"missing"}
    assert not checked.ok
    assert checked.answers.plain() == {"has_agent": False, "sign_date": "2026-11-20"}


def test_faults_come_in_the_order_of_the_sheet(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    places = {field.key: place for place, field in enumerate(matter.fields)}
    found = [places[fault.field.partition("[")[0]] for fault in check(matter, {}, on=ON).faults]
    assert found == sorted(found)


def test_a_wrong_id_names_the_field_and_the_way_out(catalogue: Catalogue) -> None:
    fault = _fault(asked(catalogue.matter("M0901"), {"applicant_id_no": "342222198507193371"}), "applicant_id_no")
    assert (fault.key, fault.severity, fault.basis) == ("id_check", "error", "GB 11643-1999")
    assert fault.sentence == "“身份证号”校验不对，有一位录错了，请对照证件逐位核对或重新刷证。"


def test_nothing_more_is_asked_for_what_the_id_will_tell(catalogue: Catalogue) -> None:
    """While the number is wrong, sex and birthday are not missing: they will come with it."""
    checked = asked(catalogue.matter("M0201"), {"applicant_id_no": "3413"})
    assert _fields(checked) == {"applicant_id_no"}


@pytest.mark.parametrize(
    ("typed", "settled"),
    [
        ({"unemp_date": "20261031"}, {"unemp_date": "2026-10-31"}),
        ({"unemp_date": "2026.10.31"}, {"unemp_date": "2026-10-31"}),
        ({"unemp_date": "２０２６年１０月３１日"}, {"unemp_date": "2026-10-31"}),
        ({"want_wage": "４，０００.5元"}, {"want_wage": "4000.50"}),
        ({"want_wage": 4000}, {"want_wage": "4000.00"}),
        ({"want_wage": 0.1}, {"want_wage": "0.10"}),
        ({"education": "大学专科教育"}, {"education": "30"}),
        ({"political": "3"}, {"political": "03"}),
        ({"has_business": "无"}, {"has_business": False}),
        ({"has_business": 0}, {"has_business": False}),
        ({"applicant_phone": "+86 181 5570 2468"}, {"applicant_phone": "18155702468"}),
        ({"applicant_phone": "(0557)3012345"}, {"applicant_phone": "0557-3012345"}),
        ({"applicant_name": " 买买提•艾力 "}, {"applicant_name": "买买提·艾力"}),
        ({"applicant_name": "阿卜杜拉.买买提"}, {"applicant_name": "阿卜杜拉·买买提"}),
        ({"applicant_name": "张\ue863"}, {"applicant_name": "张䶮"}),
        ({"applicant_name": "𠅤" * 50}, {"applicant_name": "𠅤" * 50}),
        ({"hukou_division": "341302"}, {"hukou_division": "341302000000"}),
        ({"applicant_sign": True}, {"applicant_sign": {"on_paper": True}}),
        ({"applicant_sign": "签名.png"}, {"applicant_sign": "签名.png"}),
    ],
)
def test_answers_are_settled(typed: dict[str, Any], settled: dict[str, Any], catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M0201"), typed)
    assert not _fields(checked) & set(typed)
    assert {key: checked.answers[key] for key in settled} == settled


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"unemp_date": "20260230"}, "date_form"),
        ({"want_wage": "很多"}, "number_form"),
        ({"want_wage": "1e9"}, "number_form"),
        ({"want_wage": "3.999"}, "number_places"),
        ({"want_wage": -1}, "number_low"),
        ({"want_wage": 10**400}, "number_form"),
        ({"education": "幼儿园"}, "choice_unknown"),
        ({"has_business": "也许"}, "bool_form"),
        ({"applicant_phone": "12345"}, "phone_form"),
        ({"applicant_name": "张3"}, "name_characters"),
        ({"applicant_name": "𠅤" * 51}, "too_long"),
        ({"applicant_id_no": "342224580705402"}, "id_old"),
        ({"applicant_id_no": "34130220271101133?"}, "id_future"),
        ({"applicant_id_no": "34130220261301133?"}, "id_birth"),
        ({"applicant_id_no": "00130219960518246?"}, "id_place"),
        ({"hukou_division": "3413"}, "division_form"),
        ({"applicant_sign": {"image": 1}}, "file_form"),
        ({"last_unit": ["a"]}, "not_text"),
        ({"last_unit": "厂" * 201}, "too_long"),
        ({"xxx": 1}, "unknown_field"),
    ],
)
def test_what_cannot_be_read_is_named(typed: dict[str, Any], key: str, catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M0201"), typed)
    fault = _fault(checked, next(iter(typed)))
    assert (fault.key, fault.severity) == (key, "error")
    assert not set(checked.answers) & set(typed)


def test_an_old_local_number_is_as_good_as_a_new_one(catalogue: Catalogue) -> None:
    """3422xx: born here before 1998."""
    checked = asked(catalogue.matter("M0602"), {"applicant_id_no": "342224195807054021"})
    assert checked.ok
    assert checked.answers["applicant_gender"] == "2"
    assert checked.answers["applicant_birth"] == "1958-07-05"


def test_a_small_x_is_accepted_and_a_permit_too(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0201")
    for number in ("11010519491231002x", "81000019900307135?"):
        checked = asked(matter, {"applicant_id_no": number})
        assert "applicant_id_no" not in {one.field for one in checked.faults if one.key.startswith("id_")}
        assert checked.answers["applicant_id_no"][:17] == number[:17]


def test_a_passport_holds_no_birthday_so_a_person_is_asked(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0201")
    foreign = {"applicant_id_type": "414", "applicant_id_no": "e12345678"}
    checked = asked(matter, foreign)
    assert _fault(checked, "applicant_birth").key == "missing"
    assert _fault(checked, "applicant_id_no").key == "ask"
    told = asked(matter, {**foreign, "applicant_birth": "1990-05-01", "applicant_gender": "1"})
    assert told.ok
    assert told.answers["applicant_id_no"] == "E12345678"


def test_what_the_number_tells_stands_and_a_contradiction_is_shown(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M0201"), {"applicant_gender": "1"})
    assert checked.answers["applicant_gender"] == "2"
    assert _fault(checked, "applicant_gender").severity == "warn"
    assert "女" in _fault(checked, "applicant_gender").sentence


def test_an_age_from_last_year_is_no_contradiction(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M0901"), {"applicant_age": 40})
    assert checked.answers["applicant_age"] == 41
    assert checked.ok
    assert not checked.faults


def test_sums_are_reckoned_exactly(catalogue: Catalogue) -> None:
    money = {"income_wage": "0.10", "income_business": "0.20", "income_property": "0", "income_transfer": "0"}
    checked = asked(catalogue.matter("M1201"), money)
    assert checked.answers["total_year_income"] == "0.30"
    assert checked.answers["per_capita_month"] == "0.01"


def test_what_depends_on_an_answer_shows_with_it(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    assert "car_detail" not in asked(matter).visible
    shown = asked(matter, {"has_car": True, "car_detail": "三轮摩托车一辆"})
    assert shown.answers["car_detail"] == "三轮摩托车一辆"
    hidden = asked(matter, {"has_car": False, "car_detail": {"x": 1}})
    assert "car_detail" not in hidden.answers
    assert "car_detail" not in _fields(hidden)


def test_the_office_answers_at_its_own_stage(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    early = asked(matter, {"town_opinion": "同意"})
    assert _fault(early, "town_opinion").key == "other_stage"
    assert "乡镇" in _fault(early, "town_opinion").sentence
    assert asked(matter, {"town_opinion": "同意"}, stage="township").answers["town_opinion"] == "同意"
    with pytest.raises(ValueError, match="lunch"):
        asked(matter, stage="lunch")


def test_rows_are_judged_one_by_one(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    rows = [
        {"name": "张守田", "relation": "户主", "id_no": "34222419620315151?"[:17] + "1", "extra": 1},
        {},
        {"name": "刘秀兰", "id_no": "342224"},
        "王桂英",
    ]
    checked = asked(matter, {"family_members": rows})
    assert _fault(checked, "family_members[0].extra").key == "unknown_field"
    assert _fault(checked, "family_members[2].relation").key == "missing"
    assert _fault(checked, "family_members[2].relation").sentence == "请选择“共同生活家庭成员第 3 行的与户主关系”。"
    assert _fault(checked, "family_members[2].id_no").key == "id_length"
    assert _fault(checked, "family_members[3]").key == "row_form"
    assert [row["name"] for row in checked.answers["family_members"]] == ["张守田", "刘秀兰"]


def test_too_many_rows_are_refused(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M1201"), {"family_members": [{"name": "甲"}] * 201})
    assert _fault(checked, "family_members").key == "rows_many"


def test_a_doubtful_account_or_township_is_a_warning(catalogue: Catalogue) -> None:
    checked = asked(
        catalogue.matter("M1201"), {"bank_account": "6217780134000123453", "hukou_division": "341323999000"}
    )
    assert {(one.key, one.severity) for one in checked.faults if one.key != "ask"} == {
        ("bankcard_luhn", "warn"),
        ("division_unknown", "warn"),
    }
    assert checked.ok


def test_a_private_use_character_is_a_warning(catalogue: Catalogue) -> None:
    fault = _fault(asked(catalogue.matter("M0201"), {"applicant_name": "张\ue123"}), "applicant_name")
    assert (fault.key, fault.severity) == ("name_private", "warn")
    assert "U+E123" in fault.sentence


def test_the_childcare_allowance_is_reckoned_by_month(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1002")
    older = {"child_birth": "2023-06-15", "apply_kind": "2"}
    assert asked(matter, {**older, "subsidy_year": 2025}).answers["amount"] == "3600.00"
    half = asked(matter, {**older, "subsidy_year": 2026}).answers
    assert (half["months_eligible"], half["amount"]) == (6, "1800.00")
    assert asked(matter).answers["amount"] == "3600.00"


def test_not_a_form_at_all(catalogue: Catalogue) -> None:
    checked = check(catalogue.matter("M0201"), [], on=ON)  # type: ignore[arg-type]
    assert [fault.key for fault in checked.faults] == ["not_a_form"]
    assert not checked.ok


def test_answers_do_not_change_and_do_not_show_in_a_log(catalogue: Catalogue) -> None:
    answers = asked(catalogue.matter("M0201")).answers
    assert isinstance(answers, Answers)
    assert not hasattr(answers, "__setitem__")
    assert "陈思雨" not in repr(answers)
    answers.plain()["applicant_name"] = "别人"
    assert answers["applicant_name"] == "陈思雨"


def test_the_same_question_has_the_same_answer(catalogue: Catalogue) -> None:
    first = check(catalogue.matter("M0901"), catalogue.matter("M0901").example.answers, on=date(2026, 5, 1))
    again = check(catalogue.matter("M0901"), catalogue.matter("M0901").example.answers, on=date(2026, 5, 1))
    assert first == again


def test_several_choices_may_be_typed_in_a_line(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0101")
    assert asked(matter, {"risk_types": "因病、7；因残"}).answers["risk_types"] == ("1", "7", "2")
    assert asked(matter, {"risk_types": ["1", "1"]}).answers["risk_types"] == ("1",)
    assert _fault(asked(matter, {"risk_types": 1}), "risk_types").key == "multi_form"
    assert _fault(asked(matter, {"risk_types": ["x"]}), "risk_types").key == "choice_unknown"


def test_numbers_have_their_bounds(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    assert _fault(asked(matter, {"build_months": 61}), "build_months").key == "number_high"
    assert _fault(asked(matter, {"build_months": 0}), "build_months").key == "number_low"
    assert _fault(asked(matter, {"floors": "2.5"}), "floors").key == "number_whole"


def test_a_table_that_is_none_is_named(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M1201"), {"family_members": "张三"})
    assert _fault(checked, "family_members").key == "table_form"


def test_a_hidden_cell_does_not_count_and_a_wrong_one_silences_its_rule(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0501")
    checked = asked(matter, {"plots[0].area": "五亩"})
    assert _fields(checked) == {"plots[0].area"}


def test_a_form_with_a_blank_household_is_just_not_filled(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M1201"), {"family_members": [{}, {"name": " "}]})
    assert _fault(checked, "family_members").key == "missing"


def test_a_foreigners_document_must_look_like_one(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0201")
    strange = asked(matter, {"applicant_id_type": "414", "applicant_id_no": "护照"})
    assert _fault(strange, "applicant_id_no").key == "passport_form"
    permanent = asked(matter, {"applicant_id_type": "553", "applicant_id_no": "91134019850101001?"})
    assert permanent.answers["applicant_birth"] == "1985-01-01"
    unsure = asked(matter, {"applicant_id_type": "?", "applicant_id_no": "E12345678", "applicant_birth": "?"})
    assert {"applicant_id_type", "applicant_birth"} <= _fields(unsure)


def test_a_county_value_is_not_asked_for_before_its_fields_are_there(catalogue: Catalogue) -> None:
    checked = asked(catalogue.matter("M1201"), {"income_wage": "<none>"})
    assert "per_capita_month" not in _fields(checked)
    waiting = {"monitor_type": "2", "income_wage": "<none>"}
    assert _fields(asked(catalogue.matter("M0101"), waiting, stage="village")) == {"income_wage"}


def test_parts_of_a_matter_are_found_by_key(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    assert [table.key for table in matter.tables] == ["family_members", "support_persons"]
    with pytest.raises(KeyError):
        matter.field("nothing")
    assert len(asked(matter).answers) == len(asked(matter).answers.plain())
    assert matter.code_sets["dibao_kind"].label_of("9") == "9"
