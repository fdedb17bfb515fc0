"""Working days and divisions: known facts of 2026, years to come, villages that a county adds."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from forms import divisions
from forms.divisions import Divisions
from forms.workdays import Calendar

NEXT_YEAR = """
year = 2027
makeup_workdays = [2027-02-20]
[holidays]
"元旦" = [2027-01-01]
"""


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-13", True),
        ("2026-02-14", True),
        ("2026-02-16", False),
        ("2026-09-20", True),
        ("2026-09-25", False),
        ("2026-10-10", True),
        ("2026-11-21", False),
        ("2026-11-23", True),
    ],
)
def test_2026_is_as_the_notice_says(day: str, works: bool) -> None:
    assert Calendar.shipped().is_workday(date.fromisoformat(day)) is works


def test_2026_has_the_working_days_of_the_notice() -> None:
    """33 holidays and 6 make-up days, as counted day by day."""
    calendar = Calendar.shipped()
    days = [date(2026, 1, 1) + timedelta(days=nth) for nth in range(365)]
    weekdays = sum(day.weekday() < 5 for day in days)
    off = sum(day.weekday() < 5 for day in calendar.holidays)
    assert len(calendar.holidays) == 33
    assert sum(map(calendar.is_workday, days)) == weekdays - off + 6


def test_an_unknown_year_is_reckoned_by_weekends_and_says_so() -> None:
    calendar = Calendar.shipped()
    assert calendar.known(2026)
    assert not calendar.known(2027)
    assert calendar.is_workday(date(2027, 1, 1))


def test_a_year_can_be_added_and_put_right() -> None:
    calendar = Calendar.shipped().with_years([NEXT_YEAR])
    assert calendar.known(2027)
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 2, 20))
    assert not calendar.is_workday(date(2026, 10, 1))
    corrected = calendar.with_years([NEXT_YEAR.replace("2027-02-20", "2027-02-21")])
    assert not corrected.is_workday(date(2027, 2, 20))
    assert len({Calendar.shipped().version, calendar.version, corrected.version}) == 3


@pytest.mark.parametrize(
    "text", ["", "year = 2027\nmakeup_workdays = [2026-01-01]", 'year = 2027\n[holidays]\nx = ["1"]']
)
def test_a_broken_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        Calendar.from_texts([text])


def test_a_township_has_its_full_name_and_its_county() -> None:
    assert divisions.name_of("341323101000") == "安徽省宿州市灵璧县韦集镇"
    assert divisions.name_of("341323101201") == "安徽省宿州市灵璧县韦集镇"
    assert divisions.name_of("110105001000") == "110105001000"
    county = divisions.county_of("341323101000")
    assert county is not None
    assert county.name == "灵璧县"
    assert divisions.county_of("341300000000") is None
    assert divisions.county_of("110105001000") is None


def test_divisions_are_found_by_name_initials_and_code() -> None:
    assert [one.name for one in divisions.search("韦集")] == ["韦集镇"]
    assert "灵璧县" in [one.name for one in divisions.search("lbx")]
    assert [one.name for one in divisions.search("341323101")] == ["韦集镇"]
    assert divisions.search(" ") == ()
    assert len(Divisions.shipped().children("341323000000")) == 20


def test_a_township_that_does_not_exist_here_is_missing_and_other_cities_are_not() -> None:
    assert divisions.is_missing("341323999000")
    assert not divisions.is_missing("341323101201")
    assert not divisions.is_missing("110105001000")


def test_a_county_adds_its_villages() -> None:
    shipped = (Path(divisions.__file__).parent / "suzhou.csv").read_text("utf-8")
    villages = shipped.splitlines()[0] + "\n341323101201,杨集村,村,341323101000,1,yjc,2020-01-01,,B\n"
    register = Divisions([shipped, villages])
    assert register.name_of("341323101201") == "安徽省宿州市灵璧县韦集镇杨集村"
    found = register.get("341323101201")
    assert found is not None
    assert (found.kind, found.statutory, found.valid_from) == ("村", True, "2020-01-01")


def test_every_row_hangs_below_one_that_exists() -> None:
    register = Divisions.shipped()
    for row in register.search("3"):
        assert len(row.code) == 12
        assert register.get(row.parent) is not None or row.code == "340000000000"
        assert row.initials.isalpha()
