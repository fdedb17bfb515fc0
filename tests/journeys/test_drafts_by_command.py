"""Half-filled forms from the command line: seen, put aside, taken over, handed back and thrown away, on record as at
the window. The desks' own laws stand in tests/lan/test_parked.py."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.settings import Settings
from kiosk.wiring.house import house, opened

from .station import Said, Station

MATTER, NAME = "M1201", "张𠅤䶮"


@pytest.fixture
def by(station: Station) -> Callable[..., Said]:
    """A draft command of a clerk."""
    return lambda clerk, *words: station.run("draft", *words, "--staff", clerk)


@pytest.fixture
def draft(station: Station, monkeypatch: pytest.MonkeyPatch) -> str:
    """Clerk 0305 has begun a form at window 1."""
    for name in ("KIOSK_KEYS", "KIOSK_EXPORTS"):
        monkeypatch.setenv(name, station.environment[name])
    with house(str(station.data), "0305") as desks:
        matter = desks.intake.open(MATTER)
        begun = desks.drafts.begin(matter, "C001", "1")
        return desks.drafts.save(begun, {matter.applicant.name: NAME}, {"A": "copy"}).id


def entries(station: Station) -> list[tuple[str, str, Any]]:
    with opened(Settings(station.data, station.home / "keys")) as store, store.look() as work:
        written = [one.read() for one in work.journal.of_kinds("draft.parked", "draft.taken_over")]
    return [(body.kind, body.actor, body.payload.get("window")) for body in written]


def test_a_draft_is_put_aside_taken_over_handed_back_and_each_is_on_record(
    station: Station, draft: str, by: Callable[..., Said]
) -> None:
    (listed,) = by("0305", "list").value
    assert (listed["id"], listed["name"], listed["state"]) == (draft, NAME, "open")
    assert (listed["holder"], listed["window"], listed["device"]) == ("staff:0305", "1", "")
    shown = by("0306", "show", draft[:8]).value
    assert (list(shown["raw"].values()), shown["materials"]) == ([NAME], {"A": "copy"})
    assert by("0305", "park", draft).value["state"] == "parked"
    assert by("0306", "take", draft[:8], "--window", "2").value == {"id": draft, "state": "open"}
    back = by("0306", "back", draft).value
    assert (back["state"], back["holder"]) == ("parked", "staff:0305")
    (listed,) = by("0305", "list").value
    assert (listed["state"], listed["holder"], listed["window"]) == ("parked", "staff:0305", "1")
    assert entries(station) == [
        ("draft.parked", "staff:0305", "1"),
        ("draft.taken_over", "staff:0306", "2"),
        ("draft.parked", "staff:0306", "2"),
    ]


def test_what_a_colleague_has_is_neither_parked_nor_handed_on_nor_thrown_away(
    station: Station, draft: str, by: Callable[..., Said]
) -> None:
    for word in ("park", "back", "drop"):
        said = by("0306", word, draft)
        assert (said.code, "staff:0305" in said.sentence) == (2, True), word
    said = by("0305", "back", draft)
    assert (said.code, "没有人可还" in said.sentence) == (2, True)
    assert entries(station) == []
    assert by("0305", "drop", draft).value == {"id": draft, "state": "dropped"}
    for word in ("show", "park", "take", "drop"):
        assert by("0305", word, draft).code == 2, word
    assert by("0305", "list").value == []


def test_what_was_handed_back_twice_or_gone_on_with_is_not_the_colleagues_any_more(
    draft: str, by: Callable[..., Said]
) -> None:
    by("0306", "take", draft, "--window", "2")
    assert by("0306", "back", draft).code == 0
    assert by("0306", "back", draft).code == 2
    assert by("0305", "back", draft).code == 2
    assert by("0305", "take", draft, "--window", "1").code == 0
    assert by("0306", "drop", draft).code == 2
