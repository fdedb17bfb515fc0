"""A county's amounts and lines: each holds on its days, says its notice, and a doubtful one judges nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import NO_COUNTY, Catalogue, County, Problem, check, read_county
from tests.forms.conftest import ON, asked

LINE = "dibao.line_rural_month"


def _entry(value: object, since: str, until: str = "", key: str = LINE, source: str = '"灵民〔2026〕3号"') -> str:
    end = f"until = {until}\n" if until else ""
    return f'[[values]]\nkey = "{key}"\nvalue = {value}\nfrom = {since}\n{end}source = {source}\n'


def _read(catalogue: Catalogue, *entries: str) -> tuple[County, list[Problem]]:
    return read_county("".join(entries).encode(), catalogue.parameters)


def test_a_value_holds_from_its_day_until_the_next_one(catalogue: Catalogue) -> None:
    county, problems = _read(catalogue, _entry(830, "2026-07-01"), _entry(800, "2026-01-01"))
    assert problems == []
    assert LINE not in county.on(date(2025, 12, 31))
    assert county.on(date(2026, 6, 30)) == {LINE: 800}
    assert county.on(date(2026, 7, 1)) == {LINE: 830}
    spell = county.spell(LINE, ON)
    assert spell is not None
    assert (spell.value, spell.since, spell.source) == (830, date(2026, 7, 1), "灵民〔2026〕3号")
    assert county.spell("elder.allow", ON) is None


def test_the_same_form_is_judged_by_the_line_of_its_day(catalogue: Catalogue) -> None:
    matter = catalogue.matter("M1201")
    county, _ = _read(catalogue, _entry(300, "2026-01-01"), _entry(830, "2026-12-01"))
    ruled = {
        day: [fault.key for fault in check(matter, matter.example.answers, on=day, params=county.on(day)).faults]
        for day in (date(2025, 12, 31), ON, date(2026, 12, 1))
    }
    assert list(ruled.values()) == [["ask"], ["rule"], []]


def test_after_its_last_day_a_value_is_unset_and_a_person_is_asked(catalogue: Catalogue) -> None:
    county, problems = _read(catalogue, _entry(800, "2026-01-01", "2026-06-30"))
    assert problems == []
    assert county.on(date(2026, 6, 30)) == {LINE: 800}
    assert county.on(date(2026, 7, 1)) == {LINE: None}
    faults = asked(catalogue.matter("M1201"), params=county.on(ON)).faults
    assert [(fault.rule, fault.key) for fault in faults] == [("R2", "ask")]


def test_days_without_a_value_are_told(catalogue: Catalogue) -> None:
    entries = (_entry(800, "2026-01-01", "2026-03-31"), _entry(830, "2026-07-01"))
    county, problems = _read(catalogue, *entries)
    assert [(one.place, "2026-04-01 到 2026-06-30" in one.sentence) for one in problems] == [("values.1.from", True)]
    assert county.on(date(2026, 5, 1)) == {LINE: None}
    assert county.on(date(2026, 7, 1)) == {LINE: 830}
    assert _read(catalogue, entries[0], _entry(830, "2026-04-01"))[1] == []


@pytest.mark.parametrize(
    ("second", "words"),
    [(_entry(830, "2026-01-01"), "都从 2026-01-01 起"), (_entry(830, "2026-12-31"), "到 2026-12-31 才止")],
)
def test_values_that_contradict_each_other_judge_nobody(catalogue: Catalogue, second: str, words: str) -> None:
    county, problems = _read(catalogue, _entry(800, "2026-01-01", "2026-12-31"), second)
    assert [words in one.sentence for one in problems] == [True]
    assert county.on(ON) == {LINE: None}
    assert county.spell(LINE, ON) is None


@pytest.mark.parametrize(
    ("entry", "place", "words"),
    [
        (_entry(800, "2026-01-01", key="dibao.moon"), "values.0.key", "dibao.moon"),
        (_entry('"八百"', "2026-01-01"), "values.0.value", "农村低保月标准"),
        (_entry(-1, "2026-01-01"), "values.0.value", "不小于 0"),
        (_entry("true", "2026-01-01"), "values.0.value", "不小于 0"),
        (_entry("inf", "2026-01-01"), "values.0.value", "不小于 0"),
        (_entry(3, "2026-01-01", key="pension.tiers"), "values.0.value", "一列"),
        (_entry("[]", "2026-01-01", key="pension.tiers"), "values.0.value", "一列"),
        (_entry("{1 = 160}", "2026-01-01", key="homestead.max_area"), "values.0.value", "1, 2, 3, 4"),
        (_entry("[200]", "2026-01-01", key="homestead.max_floors"), "values.0.value", "一个"),
        (_entry(800, '"2026-01-01"'), "values.0.from", "不加引号"),
        (_entry(800, "2026-01-01T08:00:00"), "values.0.from", "日期"),
        (_entry(800, "2026-01-01", "2025-12-31"), "values.0.until", "早于"),
        (_entry(800, "2026-01-01", source='" "'), "values.0.source", "文号"),
        (_entry(800, "2026-01-01") + "note = 1\n", "values.0.note", "note"),
        (f'[[values]]\nkey = "{LINE}"\n', "values.0.value", "value, from, source"),
    ],
)
def test_each_fault_of_an_entry_is_named(catalogue: Catalogue, entry: str, place: str, words: str) -> None:
    county, problems = _read(catalogue, entry)
    assert [(one.file, one.place) for one in problems] == [("county.toml", place)]
    assert words in problems[0].sentence
    assert all(value is None for value in county.on(ON).values())


@pytest.mark.parametrize("content", [b"", b"values = 3", b"\xff", b"values = [", b"[values]\nkey = 1"])
def test_a_file_that_holds_no_values_is_a_problem_not_a_crash(catalogue: Catalogue, content: bytes) -> None:
    county, problems = read_county(content, catalogue.parameters)
    assert county == NO_COUNTY
    assert len(problems) == 1
    assert read_county(b"values = [3]", catalogue.parameters)[1][0].place == "values.0"


def test_all_shapes_of_a_value_are_taken(catalogue: Catalogue) -> None:
    county, problems = _read(
        catalogue,
        _entry("{1 = 140, 2 = 200, 3 = 140, 4 = 260.5}", "2026-01-01", key="homestead.max_area"),
        _entry("[200, 300]", "2026-01-01", key="pension.tiers"),
        _entry("{80 = 30, 90 = 100, 100 = 500}", "2026-01-01", key="elder.allow"),
        _entry("[30, 100]", "2026-01-01", key="jf.amount_year"),
    )
    assert problems == []
    faults = asked(catalogue.matter("M0901"), params=county.on(ON)).faults
    assert ["超出 10 ㎡" in fault.sentence for fault in faults] == [True]


def test_another_board_has_another_version(catalogue: Catalogue) -> None:
    first, second = (_read(catalogue, _entry(value, "2026-01-01"))[0].version for value in (800, 801))
    assert first != second
    assert len(first) == 16


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.none() | st.integers(0, 40)), max_size=5))
def test_no_day_ever_has_two_values(spells: list[tuple[date, int | None]]) -> None:
    """Whatever the entries: a day's value is that of the one entry that covers it, or none."""
    catalogue = Catalogue.shipped()
    entries = [
        _entry(nth, str(since), "" if days is None else str(date.fromordinal(since.toordinal() + days)))
        for nth, (since, days) in enumerate(spells)
    ]
    county, problems = _read(catalogue, *entries)
    doubtful = any("互相矛盾" in one.sentence for one in problems)
    for day in (date.fromordinal(date(2026, 1, 1).toordinal() + nth) for nth in range(0, 100, 7)):
        value = county.on(day).get(LINE)
        covering = [
            nth
            for nth, (since, days) in enumerate(spells)
            if since <= day
            and (days is None or day.toordinal() <= since.toordinal() + days)
            and not any(since < other <= day for other, _ in spells)
        ]
        assert value is None if doubtful else [value] == (covering or [None])
