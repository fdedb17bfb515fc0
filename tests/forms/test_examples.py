"""The filled-in samples (填写示范): each can be handed in as it stands, today and next year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from forms import Catalogue, check, check_files, check_materials
from forms.divisions import Divisions
from forms.identity import sex_of
from tests.forms.conftest import asked, matter_codes


@pytest.mark.parametrize("code", matter_codes())
def test_the_example_passes(code: str, catalogue: Catalogue) -> None:
    matter = catalogue.matter(code)
    checked = check(matter, matter.example.answers, on=date.fromisoformat(matter.example.on))
    assert [fault for fault in checked.faults if fault.key != "ask"] == []
    assert checked.ok
    assert check_materials(matter, matter.example.materials) == ()


@pytest.mark.parametrize("code", matter_codes())
@pytest.mark.parametrize("later", [date(2026, 12, 31), date(2027, 11, 20)])
def test_the_example_can_still_be_handed_in_later(code: str, later: date, catalogue: Catalogue) -> None:
    matter = catalogue.matter(code)
    assert [one for one in check(matter, matter.example.answers, on=later).faults if one.severity == "error"] == []


@pytest.mark.parametrize("code", matter_codes())
def test_settled_answers_settle_to_themselves(code: str, catalogue: Catalogue) -> None:
    """What was accepted can be checked again, at the city or after a restart, and stays what it is."""
    matter = catalogue.matter(code)
    first = asked(matter)
    again = check(matter, first.answers.plain(), on=date.fromisoformat(matter.example.on))
    assert again.answers == first.answers
    assert again.faults == first.faults


@pytest.mark.parametrize("code", matter_codes())
def test_the_applicant_is_known(code: str, catalogue: Catalogue) -> None:
    matter = catalogue.matter(code)
    answers = asked(matter).answers
    assert answers[matter.applicant.name]
    assert all(answers[key] for key in (matter.applicant.id_number, matter.applicant.phone) if key)


@pytest.mark.parametrize("code", matter_codes())
def test_no_sample_person_could_be_meant(code: str, catalogue: Catalogue) -> None:
    """An example fills in no official code and leaves the office's boxes empty."""
    matter = catalogue.matter(code)
    office = {field.key for field in matter.fields if field.filled_by not in ("applicant", "system")}
    assert not office & set(matter.example.answers)
    assert (matter.official.basic_code, matter.official.impl_code) == ("", "")


MEN = frozenset(("11", "20", "21", "22", "23", "28", "41", "43", "51", "53", "55", "61", "63", "71", "73"))
WOMEN = frozenset(("12", "30", "31", "32", "33", "38", "42", "44", "52", "54", "56", "62", "64", "75", "77"))


@pytest.mark.parametrize("code", matter_codes())
def test_sample_people_make_sense(code: str, catalogue: Catalogue) -> None:
    """Wives are women, sons are men, and a township stands in the address that lies in it."""
    matter = catalogue.matter(code)
    for example in (matter.example, *matter.branches):
        _make_sense(example.answers)


def _make_sense(answers: Mapping[str, Any]) -> None:
    for table in (value for value in answers.values() if isinstance(value, (list, tuple))):
        for row in (one for one in table if isinstance(one, dict) and "relation" in one and "id_no" in one):
            expected = "1" if row["relation"] in MEN else "2" if row["relation"] in WOMEN else sex_of(row["id_no"])
            assert sex_of(row["id_no"]) == expected, row["name"]
    where, address = answers.get("hukou_division", ""), answers.get("hukou_address", "")
    if address and where.startswith("3413"):
        township = Divisions.shipped().get(where)
        assert township is not None
        assert township.name in address


def test_every_shipped_definition_is_in_order() -> None:
    assert check_files() == []
