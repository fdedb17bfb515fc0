"""`kill -9` in the midst of typing: what stood in the fields, the table and the papers is there, to the last second."""

import json
from typing import Any

import pytest

from forms import Catalogue
from kiosk.app.outcomes import Draft
from kiosk.devices.clock import SystemClock
from kiosk.store.door import open_store
from kiosk.wiring.house import furnish

from .killed import said_until_killed
from .station import Station

MATTER, TABLE = "M0901", "family_members"
KILLS = 3
LOST = 1.0  # seconds


def _typed_until_killed(station: Station, things: int) -> list[dict[str, Any]]:
    """Everything that was typed, as it was told; the process is killed after so many things."""
    return [json.loads(line) for line in said_until_killed("typist.py", station, "", things, MATTER)]


def _kept(station: Station, monkeypatch: pytest.MonkeyPatch) -> Draft:
    from kiosk.settings import read_settings

    monkeypatch.setenv("KIOSK_KEYS", station.environment["KIOSK_KEYS"])
    settings = read_settings(str(station.data))
    store = open_store(settings.data, settings.keys, SystemClock())
    try:
        return furnish(store, settings, "staff:0305").drafts.all()[0]
    finally:
        store.close()


def test_a_power_cut_costs_at_most_the_last_second(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {field.key for field in Catalogue.shipped().matter(MATTER).fields}
    lost, tables, papers = [], 0, 0
    for nth in range(KILLS):
        told = _typed_until_killed(station, 60 + 13 * nth)
        kept = _kept(station, monkeypatch)
        raw = {key: value for key, value in kept.raw.items() if key in fields}  # papers and the like stand beside
        same = [one for one in told if one["raw"] == raw and one["ways"] == kept.materials]
        assert same, _nearest(raw, told)  # what stands there is what stood on the screen at one moment, whole
        lost.append(told[-1]["at"] - same[-1]["at"])
        tables += bool(kept.raw.get(TABLE))
        papers += bool(kept.materials)
        assert kept.parked_at is None
    assert tables
    assert papers  # how far a typist has come when he is killed is the machine's affair, not in all of them
    assert min(lost) <= LOST, lost  # the machine of a test may hang for a moment, not each time
    assert station.run("check").value["ok"]


def _nearest(raw: dict[str, Any], told: list[dict[str, Any]]) -> Any:
    """What differs from the moment that it is most like."""
    return min(
        (
            {k: (raw.get(k), one["raw"].get(k)) for k in raw | one["raw"] if raw.get(k) != one["raw"].get(k)}
            for one in told
        ),
        key=len,
    )
