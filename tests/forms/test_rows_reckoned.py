"""A derived column is reckoned whatever its place in the row."""

from datetime import date

from forms import Catalogue, check


def test_an_age_that_stands_before_its_number_is_reckoned() -> None:
    matter = Catalogue.shipped().matter("M0901")
    raw = dict(matter.example.answers.items())
    (table,) = [t.key for t in matter.tables if any(c.key == "age" for c in t.columns)]
    raw[table] = [{key: value for key, value in row.items() if key != "age"} for row in raw[table]]
    answers = check(matter, raw, on=date(2026, 11, 23)).answers
    assert all(isinstance(row["age"], int) for row in answers[table])
