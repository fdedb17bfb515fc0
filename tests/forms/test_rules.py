"""Every rule of every matter speaks when it should, else keeps silent, and says what, how much, what to do."""

from typing import Any

import pytest

from forms import Catalogue, Checked, Fault
from tests.forms.conftest import asked, matter_codes


def _of_rule(checked: Checked, rule: str) -> list[Fault]:
    return [fault for fault in checked.faults if fault.rule == rule]


def _options(case: dict[str, Any]) -> dict[str, Any]:
    return {"params": case.get("given"), "stage": case.get("stage", "window")}


@pytest.mark.parametrize("code", matter_codes())
def test_every_rule_has_an_answer_that_passes_and_one_that_fails(
    code: str, catalogue: Catalogue, rule_cases: dict[str, Any]
) -> None:
    matter = catalogue.matter(code)
    cases = rule_cases.get(code, {})
    own = [rule for rule in matter.rules if "." not in rule.id]
    assert sorted(cases) == sorted(rule.id for rule in own)
    for rule in own:
        case = cases[rule.id]
        assert not _of_rule(asked(matter, case.get("passes"), **_options(case)), rule.id), rule.id
        wrong = asked(matter, {**case.get("passes", {}), **case["fails"]}, **_options(case))
        speaking = _of_rule(wrong, rule.id)
        if case.get("speaks") == "missing" and not speaking:  # a required field says so itself
            speaking = [one for one in wrong.faults if one.key == "missing" and one.field in rule.field]
        assert speaking, f"{rule.id} keeps silent: {wrong.faults}"
        assert {one.key for one in speaking} == {case.get("speaks", "rule")}
        assert all(one.field.partition("[")[0] in {field.key for field in matter.fields} for one in speaking)
        assert all("{" not in one.sentence and one.sentence.endswith(tuple("。！？")) for one in speaking)


def test_the_common_blocks_rules_speak_too(catalogue: Catalogue, rule_cases: dict[str, Any]) -> None:
    for code, cases in rule_cases["blocks"].items():
        matter = catalogue.matter(code)
        assert sorted(cases) == sorted(rule.id for rule in matter.rules if "." in rule.id)
        for rule, case in cases.items():
            assert not _of_rule(asked(matter), rule)
            speaking = _of_rule(asked(matter, case["fails"]), rule)
            assert {one.key for one in speaking} == {case.get("speaks", "rule")}, rule


@pytest.mark.parametrize("code", matter_codes())
def test_every_rule_says_more_than_the_catalogue_did(code: str, catalogue: Catalogue) -> None:
    """A sentence of its own that tells what to do."""
    for rule in catalogue.matter(code).rules:
        assert rule.sentence, rule.id
        assert rule.sentence != rule.message, rule.id
        assert rule.severity in ("error", "warn", "info")


def test_an_unset_parameter_becomes_a_question_for_a_person(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    (fault,) = _of_rule(asked(matter), "R2")
    assert (fault.key, fault.severity, fault.field) == ("ask", "ask", "per_capita_month")
    assert "农村低保月标准" in fault.sentence
    assert not _of_rule(asked(matter, params={"dibao.line_rural_month": 800}), "R2")
    assert _of_rule(asked(matter, {"hukou_type": "2"}, params={"dibao.line_rural_month": 800}), "R2")[0].key == "ask"


def test_a_parameter_of_the_county_takes_the_place_of_the_default(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    stricter = {"homestead.max_area": {"1": 160, "2": 200, "3": 160, "4": 300}}
    (fault,) = _of_rule(asked(matter, params=stricter), "R1")
    assert (
        fault.sentence
        == "拟申请宅基地 210 ㎡，超过“淮北平原地区”每户 200 ㎡ 的标准，超出 10 ㎡：请核减面积，或核对所在分区。"
    )
    assert fault.basis == "安徽实施土地管理法办法"
    assert _of_rule(asked(matter, params={"homestead.max_area": None}), "R1")[0].key == "ask"
    assert _of_rule(asked(matter, params={"homestead.max_area": {"1": 160}}), "R1")[0].key == "ask"


def test_a_rule_waits_for_its_fields(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0901")
    assert not _of_rule(asked(matter, {"lot_area": "<none>"}), "R1")
    assert not _of_rule(asked(matter, {"lot_area": "很大"}), "R1")
    assert not _of_rule(asked(matter, {"zone": "<none>"}), "R1")


def test_a_woman_between_the_two_retirement_ages_is_a_question_not_a_refusal(catalogue: Catalogue) -> None:
    """Workers retire near 50, staff near 55; the number tells only the age."""
    matter = catalogue.matter("M0201")
    (fault,) = _of_rule(asked(matter, {"applicant_id_no": "34222419740802004?"}), "R2")
    assert (fault.key, fault.severity) == ("ask", "ask")


def test_an_other_line_than_the_rural_one_does_not_bar_a_border_family(catalogue: Catalogue) -> None:
    """Income over the line bars 低保 itself, not 低保边缘家庭, whose line is a multiple of it."""
    matter = catalogue.matter("M1201")
    rich = {"income_wage": "60000", "dibao_kind": "3"}
    assert not _of_rule(asked(matter, rich, params={"dibao.line_rural_month": 800}), "R2")


def test_each_wrong_row_is_named(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M0501")
    checked = asked(matter, {"plots[0].area": "0", "plots[1].area": "-1", "apply_area": "-1"})
    assert [fault.field for fault in _of_rule(checked, "R3")] == ["plots[0].area", "plots[1].area"]
    assert "河湾地" in _of_rule(checked, "R3")[1].sentence
