"""A derived column is reckoned whatever its place in the row."""

from datetime import date
from pathlib import Path

from forms import Catalogue, check
from tests.forms.conftest import ROOT


def test_an_age_that_stands_before_its_number_is_reckoned() -> None:
    matter = Catalogue.shipped().matter("M0901")
    raw = dict(matter.example.answers.items())
    (table,) = [t.key for t in matter.tables if any(c.key == "age" for c in t.columns)]
    raw[table] = [{key: value for key, value in row.items() if key != "age"} for row in raw[table]]
    answers = check(matter, raw, on=date(2026, 11, 23)).answers
    assert all(isinstance(row["age"], int) for row in answers[table])


def test_a_column_may_show_by_what_stands_above_the_table(tmp_path: Path) -> None:
    source = (ROOT / "forms" / "definitions" / "c09_homestead" / "M0901.v1.toml").read_text("utf-8")
    old = '{key = "hukou", label = "户口所在地", type = "division", required = true}'
    assert old in source
    text = source.replace("version = 1", "version = 2", 1)
    text = text.replace(old, old.replace("required = true", "visible_if = \"zone == '1'\""))
    place = tmp_path / "definitions" / "own" / "M0901.v2.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    matter = Catalogue.from_sources([ROOT / "forms", tmp_path]).matter("M0901", 2)
    for zone, shows in (("1", True), ("2", False)):
        answers = check(matter, {**matter.example.answers, "zone": zone}, on=date(2026, 11, 23)).answers
        assert all(("hukou" in row) is shows for row in answers["family_members"])
