"""The largest forms are judged quickly enough for every key, a household of eight in them."""

from forms import Catalogue
from tests.bench.form import LARGEST, household, seconds

WITHIN = 0.005


def test_fifty_fields_and_a_household_of_eight_are_judged_within_five_milliseconds(catalogue: Catalogue) -> None:
    for code in LARGEST:
        matter = catalogue.matter(code)
        assert len(matter.fields) >= 45
        assert max(len(household(matter)[table.key]) for table in matter.tables if table.key in household(matter)) == 8
        assert min(seconds(matter) for _ in range(3)) < WITHIN, code
