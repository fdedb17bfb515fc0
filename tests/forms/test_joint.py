"""Matters done in one go: asked once, filed each by itself, and every fault where it can be put right."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import (
    BadSource,
    Catalogue,
    Joint,
    Matter,
    check_files,
    check_joint,
    check_joint_papers,
    joint_sheet,
    narrowed,
    papers_left,
    questions_left,
    split_answers,
    split_papers,
)
from tests.forms.conftest import ON, ROOT


@pytest.fixture(scope="session")
def birth(catalogue: Catalogue) -> Joint:
    return catalogue.joints()[0]


@pytest.fixture(scope="session")
def matters(catalogue: Catalogue, birth: Joint) -> Mapping[str, Matter]:
    return {code: catalogue.matter(code) for code in birth.matters}


def _given(birth: Joint) -> dict[str, dict[str, Any]]:
    return dict(json.loads(json.dumps(birth.example.answers)))


def _told(birth: Joint, matters: Mapping[str, Matter], answers: Any) -> list[tuple[str, str]]:
    judged = check_joint(birth, matters, answers, on=ON)
    return [(code, f.field) for code, one in judged.items() for f in one.faults if f.severity == "error"]


def test_a_birth_joins_four_matters(birth: Joint) -> None:
    assert birth.name == "新生儿出生“一件事”"
    assert birth.matters == ("M0301", "M0601", "M1001", "M0705")


def test_the_sample_is_filed_in_one_go(birth: Joint, matters: Mapping[str, Matter]) -> None:
    judged = check_joint(birth, matters, birth.example.answers, on=date.fromisoformat(birth.example.on))
    assert [fault for checked in judged.values() for fault in checked.faults if fault.key != "ask"] == []
    assert all(checked.ok for checked in judged.values())
    assert judged["M0601"].answers["child_birth"] == "2026-11-02"
    assert judged["M1001"].answers["female_name"] == judged["M0705"].answers["mother_name"] == "段晓梅"
    assert check_joint_papers(birth, matters, birth.example.materials) == dict.fromkeys(birth.matters, ())


def test_nothing_is_asked_twice_and_nothing_is_forgotten(birth: Joint, matters: Mapping[str, Matter]) -> None:
    """What one asks and another copies adds up to all questions of all matters."""
    asked = {(code, f.key) for code in matters for s in questions_left(birth, matters[code]) for f in s.fields}
    copied = {(place.matter, place.field) for shared in birth.shared for place in shared.copied}
    fixed = {(one.place.matter, one.place.field) for one in birth.fixed}
    every = {(code, field.key) for code in matters for field in matters[code].fields}
    assert asked | copied | fixed == every
    assert not asked & (copied | fixed)
    assert {(one.asked.matter, one.asked.field) for one in birth.shared} <= asked
    assert len(every) - len(asked) >= 40
    assert [paper.id for paper in papers_left(birth, matters["M0601"])] == ["M0601-A03"]


def test_a_sample_answers_only_what_is_asked(birth: Joint, matters: Mapping[str, Matter]) -> None:
    for code, answers in birth.example.answers.items():
        assert set(answers) <= {field.key for one in questions_left(birth, matters[code]) for field in one.fields}


def test_a_copied_answer_overrules_what_was_typed_in_its_place(birth: Joint) -> None:
    answers = _given(birth)
    answers["M0601"]["child_name"] = "别名"
    assert split_answers(birth, answers)["M0601"]["child_name"] == "王一𬴊"
    del answers["M0301"]["baby_name"]
    assert "child_name" not in split_answers(birth, answers)["M0601"]


def test_a_fault_of_a_copied_answer_is_told_where_it_is_asked_and_once(
    birth: Joint, matters: Mapping[str, Matter]
) -> None:
    answers = _given(birth)
    answers["M0301"]["mother_id_no"] = "341321199511232487"
    assert _told(birth, matters, answers) == [("M0301", "mother_id_no")]
    answers = _given(birth)
    answers["M0301"]["baby_birth_time"] = "昨天夜里"
    assert _told(birth, matters, answers) == [("M0301", "baby_birth_time")]
    answers = _given(birth)
    answers["M0301"]["baby_birth_time"] = "2026-12-02 03:25"  # the birth registration itself does not mind
    assert _told(birth, matters, answers) == [("M0301", "baby_birth_time")]
    del answers["M0601"]["live_division"]
    assert ("M0601", "live_division") in _told(birth, matters, answers)


def test_each_matter_keeps_its_own_consent(birth: Joint, matters: Mapping[str, Matter]) -> None:
    answers = _given(birth)
    del answers["M1001"]["privacy_consent"]
    assert _told(birth, matters, answers) == [("M1001", "privacy_consent")]


def test_a_paper_is_brought_once(birth: Joint, matters: Mapping[str, Matter]) -> None:
    found = split_papers(birth, matters, birth.example.materials)
    assert found["M0301"]["M0301-A01"] == "original"
    assert found["M0601"] == {"M0601-A01": "seen", "M0601-A02": "seen"}
    assert split_papers(birth, matters, {"M0301-A02": "shared"})["M1001"] == {"M1001-A01": "shared"}
    assert split_papers(birth, matters, {"M0301-A01": "owed"})["M0601"] == {"M0601-A01": "owed"}
    assert split_papers(birth, matters, {"M0601-A01": "seen", "stray": "seen"})["M0601"] == {}


def test_a_paper_that_is_missing_is_told_where_it_is_brought(birth: Joint, matters: Mapping[str, Matter]) -> None:
    handed = {key: way for key, way in birth.example.materials.items() if key != "M0301-A01"}
    faults = check_joint_papers(birth, matters, handed)
    assert {code: [one.field for one in found] for code, found in faults.items() if found} == {"M0301": ["M0301-A01"]}


def test_a_paper_that_one_may_leave_out_and_another_needs_is_needed(
    birth: Joint, matters: Mapping[str, Matter]
) -> None:
    parts = ("M1001", "M0705")
    left = narrowed(birth, matters, parts)
    booklet = next(paper for paper in joint_sheet(birth, matters, parts).materials if paper.id == "M1001-A03")
    assert not next(paper for paper in matters["M1001"].materials if paper.id == "M1001-A03").mandatory
    assert booklet.mandatory
    faults = check_joint_papers(left, matters, {"M1001-A01": "seen", "M0705-A02": "original", "M0705-A03": "shared"})
    assert [one.field for found in faults.values() for one in found] == ["M1001-A03"]


def _folder(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    copy = tmp_path / "forms"
    shutil.copytree(ROOT / "forms", copy, ignore=shutil.ignore_patterns("compiled", "__pycache__"))
    place = copy / "joint" / "J0001.v1.toml"
    text = place.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    place.write_text(text, "utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('from = "M0301.baby_name"', 'from = "M0301.baby"', "M0301.baby"),
        ('to = ["M0601.guardian_name"]', 'to = ["M0601.is_float"]', "类型不同"),
        ('to = ["M1001.male_name"]', 'to = ["M1001.male_name", "M0601.child_name"]', "两个来源"),
        ('field = "M1001.preg_stage"', 'field = "M1001.stage"', "M1001.stage"),
        ('field = "M1001.preg_stage"', 'field = "preg_stage"', "preg_stage"),
        ('to = ["M0601-A01"]', 'to = ["M0601-A09"]', "M0601-A09"),
        ('"M1001", "M0705"]\nnotes', '"M9999"]\nnotes', "M9999"),
        ("[example]", "[sample]", "Example"),
        ('code = "J0001"\n', "", "code"),
    ],
)
def test_a_joint_that_does_not_fit_its_matters_is_refused(old: str, new: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=words):
        Catalogue.from_sources([_folder(tmp_path, (old, new))])


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=12), st.lists, max_leaves=4)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_answers_make_it_raise(birth: Joint, matters: Mapping[str, Matter], data: st.DataObject) -> None:
    answers = _given(birth)
    for shared in data.draw(st.lists(st.sampled_from(birth.shared), max_size=4)):
        answers[shared.asked.matter][shared.asked.field] = data.draw(JSON)
    judged = check_joint(birth, matters, answers, on=ON)
    for code, checked in judged.items():
        keys = {field.key for one in questions_left(birth, matters[code]) for field in one.fields}
        assert {fault.field.partition("[")[0] for fault in checked.faults} <= keys


def test_a_joint_is_looked_through_like_a_definition(tmp_path: Path) -> None:
    assert check_files([ROOT / "forms" / "joint" / "J0001.v1.toml"]) == []
    for change, place, words in (
        (('baby_name = "王一𬴊"', 'baby_name = "王"'), "example.answers.M0301.baby_name", "两个字"),
        (('M0705-A02 = "original"\n', ""), "example.materials.M0705-A02", "必要材料"),
        (('field = "M1001.preg_stage"', 'field = "M1001.stage"'), "fixed.0", "M1001.stage"),
        (("search", "find"), "", "search"),
        (('"M0705"]', '"M0799"]'), "", "M0799"),
    ):
        shutil.rmtree(tmp_path / "forms", ignore_errors=True)
        place_of = _folder(tmp_path, change) / "joint" / "J0001.v1.toml"
        problems = check_files([place_of])
        assert [(one.file, one.place) for one in problems] == [("J0001.v1.toml", place)]
        assert words in problems[0].sentence
