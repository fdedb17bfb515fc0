"""Somebody who left while his window's PC was away or closed: the first thing its opening does is ask for news."""

from pathlib import Path

import pytest

from kiosk.domain.staff import Role
from kiosk.domain.staff.refusals import SignInRefused
from kiosk.settings import Settings
from kiosk.store.cabinet import Cabinet
from kiosk.store.door import OpenStore, open_store
from kiosk.store.keys import ByRecovery
from kiosk.store.personal import PersonalSlots
from kiosk.store.recovery import new_recovery, written
from kiosk.wiring.coming_in import FromClosed

from .conftest import Centre

SECRET = "Chuntian-2026"


@pytest.fixture
def closed(centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, bytes]:
    """A paired window that only its people open, closed now, with a clerk of the hub's; and its recovery key."""
    for name in ("kiosk.store.passphrase", "kiosk.store.secrets"):
        monkeypatch.setattr(f"{name}.MEMORY_KIB", 64)
    centre.desks.staff.open("admin", "张", [Role.SYSTEM])
    code = centre.desks.staff.open("0305", "王芳", [Role.CLERK]).start_code
    store, desks = centre.pc("02")
    desks.post.send_all()
    settings = Settings(store.folder, store.folder.with_name("pc02-keys"))
    recovery = new_recovery()
    Cabinet(store, settings.keys, store.clock.now).add_recovery(recovery, split=False)
    desks.sign_in.change_secret(desks.sign_in.sign_in("0305", code), code, SECRET)
    PersonalSlots(store, store.clock.now).begin("0305", SECRET)
    desks.post.send_all()
    store.close()
    return settings, recovery


def _holders(settings: Settings, recovery: bytes, centre: Centre) -> list[str]:
    store = open_store(settings.data, settings.keys, centre.clock, ByRecovery(written(recovery)))
    try:
        return sorted(slot.name or slot.kind for slot in store.keys.header.slots)
    finally:
        store.close()


def test_where_there_is_a_line_he_does_not_come_in_at_all(closed: tuple[Settings, bytes], centre: Centre) -> None:
    settings, recovery = closed
    centre.desks.staff.leave("0305")
    kept: list[OpenStore] = []
    with pytest.raises(SignInRefused):
        FromClosed(settings, kept.append).come_in({"staff": "0305", "secret": SECRET})
    assert kept == []
    assert _holders(settings, recovery, centre) == ["recovery"]


def test_without_a_line_he_comes_in_once_more_and_is_out_with_the_news(
    closed: tuple[Settings, bytes], centre: Centre
) -> None:
    settings, recovery = closed
    centre.desks.staff.leave("0305")
    centre.switch_off()
    kept: list[OpenStore] = []
    desks, who = FromClosed(settings, kept.append).come_in({"staff": "0305", "secret": SECRET})
    assert desks.sign_in.works_here(who)
    centre.switch_on()
    desks.post.send_all()
    assert not desks.sign_in.works_here(who)
    kept[0].close()
    assert _holders(settings, recovery, centre) == ["recovery"]


def test_whoever_works_here_comes_in_with_and_without_a_line(closed: tuple[Settings, bytes], centre: Centre) -> None:
    settings, _ = closed
    for switch in (centre.switch_on, centre.switch_off):
        if switch == centre.switch_off:
            switch()
        kept: list[OpenStore] = []
        _, who = FromClosed(settings, kept.append).come_in({"staff": "0305", "secret": SECRET})
        assert who.staff == "0305"
        kept[0].close()
