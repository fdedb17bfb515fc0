"""No input makes the interpreter raise, and every fault names its field: with KIOSK_LONG twenty times as many."""

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import Catalogue, Fault, Matter, check, check_materials
from forms.spelling import is_empty
from tests.forms.conftest import ON, matter_codes

TIMES = 20 if os.environ.get("KIOSK_LONG") else 1
ODD = ["", " ", "０", "-1", "1e400", "NaN", "9" * 20, "2026-02-30", "２０２６-０２", "是", "\ud800", "𠅤"]
ODD += [
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\U000300a0",
    "①",
    "½",
    "٣",
    "{today()}",
    "{0.__class__}",
    "%s" * 9,
]
ODD += ["0000-00-00", "9999-12-31", "1990-01-31T00:00", "34222419750318311X", "Infinity", "-0", "0x1F", "1_000", "+1"]


def _deep(depth: int) -> Any:
    """A list in a list in a list, with a mapping at each second step."""
    inner: Any = "底"
    for nth in range(depth):
        inner = [inner] if nth % 2 else {"name": inner}
    return inner


HUGE = st.sampled_from(["9", "国", "\ud800", " ", "a", "𠅤", "-", "1,", "\n"]).map(lambda one: one * 20_000)
DEEP = st.sampled_from([5, 100, 900]).map(_deep)
MANY = st.sampled_from([None, {}, {"name": "甲"}, [], "乙", 7]).map(lambda one: [one] * 600)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.text(st.characters(codec=None, categories=["Cc", "Cf", "Cs", "Co", "Lo", "Nd", "No"]), max_size=20)
    | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ANYTHING = JSON | JSON | JSON | HUGE | DEEP | MANY


@st.composite
def _answers(draw: st.DrawFn, catalogue: Catalogue, most: int = 6) -> tuple[str, dict[str, Any]]:
    """An example with some answers replaced, in rows too, by anything JSON has."""
    matter = catalogue.matter(draw(st.sampled_from(matter_codes())))
    answers: dict[str, Any] = json.loads(json.dumps(matter.example.answers))
    for field in draw(st.lists(st.sampled_from(matter.fields), max_size=most)):
        if field.columns and draw(st.booleans()):
            keys = st.sampled_from([column.key for column in field.columns] + ["stray"])
            answers[field.key] = draw(st.lists(st.dictionaries(keys, JSON, max_size=5) | ANYTHING, max_size=4))
        else:
            answers[field.key] = draw(ANYTHING)
    if draw(st.booleans()):
        answers[draw(st.text(max_size=5))] = draw(ANYTHING)
    return matter.code, answers


LONGEST_SENTENCE = 400
_PATH = re.compile(r"([a-z][a-z0-9_]*)(?:\[(\d+)\](?:\.(.*))?)?", re.DOTALL)


def _names_a_field(fault: Fault, matter: Matter, answers: Mapping[str, Any]) -> bool:
    """A question of the form, a row that was given, a column of it; or a stray key that was given."""
    if fault.key == "unknown_field" and fault.field in answers:
        return True
    path = _PATH.fullmatch(fault.field)
    field = next((one for one in matter.fields if path is not None and one.key == path[1]), None)
    if path is None or field is None:
        return False
    if path[2] is None:
        return True
    rows = answers[field.key]
    if field.type != "table" or int(path[2]) >= len(rows):
        return False
    columns = {column.key for column in field.columns}
    return path[3] is None or path[3] in columns or (fault.key == "unknown_field" and path[3] in rows[int(path[2])])


@settings(max_examples=400 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_answers_make_it_raise_and_every_fault_names_its_field(catalogue: Catalogue, data: st.DataObject) -> None:
    code, answers = data.draw(_answers(catalogue))
    matter = catalogue.matter(code)
    stage = data.draw(st.sampled_from(["window", "village", "township", "county"]))
    on = data.draw(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
    checked = check(matter, answers, on=on, stage=stage)
    keys = {field.key for field in matter.fields}
    for fault in checked.faults:
        assert _names_a_field(fault, matter, answers), fault
        assert re.search("[\u4e00-\u9fff]", fault.sentence), fault
        assert fault.sentence.encode()
        assert len(fault.sentence) < LONGEST_SENTENCE, fault
        assert fault.severity in ("error", "ask", "warn", "info")
    assert set(checked.answers) <= checked.visible <= keys
    assert json.dumps(checked.answers.plain(), allow_nan=False, ensure_ascii=False).encode()


@settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_settling_twice_changes_nothing(catalogue: Catalogue, data: st.DataObject) -> None:
    """Where nothing was refused: a refused answer is dropped, and its default may step in."""
    code, answers = data.draw(_answers(catalogue, most=1))
    matter = catalogue.matter(code)
    first = check(matter, answers, on=ON)
    if first.ok:
        assert check(matter, first.answers.plain(), on=ON).answers == first.answers


@settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_county_values_leave_it_standing(catalogue: Catalogue, data: st.DataObject) -> None:
    matter = catalogue.matter(data.draw(st.sampled_from(matter_codes())))
    params = {key: data.draw(JSON) for key in matter.parameters}
    for fault in check(matter, matter.example.answers, on=ON, params=params).faults:
        assert fault.sentence


@settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=12), JSON, max_size=5))
def test_any_papers_leave_it_standing(catalogue: Catalogue, given_papers: dict[str, Any]) -> None:
    assert all(fault.sentence for fault in check_materials(catalogue.matter("M1201"), given_papers))


@given(ANYTHING)
def test_emptiness_is_told_of_anything(value: Any) -> None:
    assert is_empty(value) in (True, False)


@settings(max_examples=60 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANYTHING, st.data())
def test_a_form_that_is_anything_else_than_a_form_is_judged_too(
    catalogue: Catalogue, given_form: Any, data: st.DataObject
) -> None:
    matter = catalogue.matter(data.draw(st.sampled_from(matter_codes())))
    for fault in check(matter, given_form, on=ON).faults:
        assert re.search("[\u4e00-\u9fff]", fault.sentence), fault


def test_one_bad_answer_in_every_question_of_every_matter_is_named(catalogue: Catalogue) -> None:
    """Not by chance: each field and each column of all matters is given each kind of nonsense once."""
    nonsense = [
        *ODD,
        "9" * 20_000,
        "国" * 20_000,
        float("nan"),
        float("inf"),
        10**400,
        _deep(900),
        [[]],
        {"a": 1},
        True,
    ]
    for code in matter_codes():
        matter = catalogue.matter(code)
        for bad in nonsense:
            answers: dict[str, Any] = {}
            for field in matter.fields:
                answers[field.key] = [{column.key: bad for column in field.columns}, bad] if field.columns else bad
            for fault in check(matter, answers, on=ON).faults:
                assert _names_a_field(fault, matter, answers), (code, fault)
                assert re.search("[\u4e00-\u9fff]", fault.sentence), (code, fault)


def test_a_name_of_nothing_but_marks_that_nobody_sees_is_missing(catalogue: Catalogue) -> None:
    """Found by the long run: half a character, twenty thousand times, had passed as a name."""
    matter = catalogue.matter("M0101")
    for unseen in ("\ud800" * 20_000, "\u200b\u200d", "\x00\x1b", "\ufeff "):
        checked = check(matter, {**matter.example.answers, "applicant_name": unseen}, on=ON)
        assert "applicant_name" in {fault.field for fault in checked.faults}, repr(unseen[:4])
        assert "applicant_name" not in checked.answers
