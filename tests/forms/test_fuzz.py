"""No input makes the interpreter raise, and every fault names its field."""

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import Catalogue, check, check_materials
from forms.spelling import is_empty
from tests.forms.conftest import ON, matter_codes

ODD = ["", " ", "０", "-1", "1e400", "NaN", "9" * 20, "2026-02-30", "２０２６-０２", "是", "\ud800", "𠅤"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def _answers(draw: st.DrawFn, catalogue: Catalogue, most: int = 6) -> tuple[str, dict[str, Any]]:
    """An example with some answers replaced, in rows too, by anything JSON has."""
    matter = catalogue.matter(draw(st.sampled_from(matter_codes())))
    answers: dict[str, Any] = json.loads(json.dumps(matter.example.answers))
    for field in draw(st.lists(st.sampled_from(matter.fields), max_size=most)):
        if field.columns and draw(st.booleans()):
            keys = st.sampled_from([column.key for column in field.columns] + ["stray"])
            answers[field.key] = draw(st.lists(st.dictionaries(keys, JSON, max_size=5) | JSON, max_size=4))
        else:
            answers[field.key] = draw(JSON)
    if draw(st.booleans()):
        answers[draw(st.text(max_size=5))] = draw(JSON)
    return matter.code, answers


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_answers_make_it_raise_and_every_fault_names_its_field(catalogue: Catalogue, data: st.DataObject) -> None:
    code, answers = data.draw(_answers(catalogue))
    matter = catalogue.matter(code)
    stage = data.draw(st.sampled_from(["window", "village", "township", "county"]))
    on = data.draw(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
    checked = check(matter, answers, on=on, stage=stage)
    keys = {field.key for field in matter.fields}
    for fault in checked.faults:
        key = fault.field.partition("[")[0]
        assert key in keys or (fault.key == "unknown_field" and fault.field in answers)
        assert fault.sentence.encode()
        assert fault.severity in ("error", "warn", "info")
    assert set(checked.answers) <= checked.visible <= keys
    assert json.dumps(checked.answers.plain(), allow_nan=False, ensure_ascii=False).encode()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_settling_twice_changes_nothing(catalogue: Catalogue, data: st.DataObject) -> None:
    """Where nothing was refused: a refused answer is dropped, and its default may step in."""
    code, answers = data.draw(_answers(catalogue, most=1))
    matter = catalogue.matter(code)
    first = check(matter, answers, on=ON)
    if first.ok:
        assert check(matter, first.answers.plain(), on=ON).answers == first.answers


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_county_values_leave_it_standing(catalogue: Catalogue, data: st.DataObject) -> None:
    matter = catalogue.matter(data.draw(st.sampled_from(matter_codes())))
    params = {key: data.draw(JSON) for key in matter.parameters}
    for fault in check(matter, matter.example.answers, on=ON, params=params).faults:
        assert fault.sentence


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(max_size=12), JSON, max_size=5))
def test_any_papers_leave_it_standing(catalogue: Catalogue, given_papers: dict[str, Any]) -> None:
    assert all(fault.sentence for fault in check_materials(catalogue.matter("M1201"), given_papers))


@given(JSON)
def test_emptiness_is_told_of_anything(value: Any) -> None:
    assert is_empty(value) in (True, False)
