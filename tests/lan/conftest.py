"""A hub on a real port, with PCs of the centre paired with it, each with a store of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.app.desks import Desks
from kiosk.devices.clock import SystemClock
from kiosk.settings import Settings
from kiosk.store.door import OpenStore
from kiosk.wiring.house import furnish
from kiosk.wiring.hub import Hub, build_hub, hub_application, pairing_code
from kiosk.wiring.hub_carrier import pair
from kiosk.wiring.hub_line import LineOfHub
from tests.sync.city_kit import CENTRE
from tests.sync.conftest import listening
from tests.sync.hub_kit import a_store


class Centre:
    """The hub, which can be switched off and on again at the same address, and the PCs of the centre."""

    def __init__(self, folder: Path, stay: ExitStack) -> None:
        self._folder, self._stay = folder, stay
        self.clock = SystemClock()
        self.store = a_store(folder / "hub", clock=self.clock)
        stay.callback(self.store.close)
        self.desks = self._desks(self.store, "staff:0101")
        self.url = ""
        self._on: ExitStack | None = None
        self.switch_on()

    def switch_on(self) -> None:
        """The hub answers."""
        self.hub: Hub = build_hub(self.store, self.clock)
        self._on = self._stay.enter_context(ExitStack())
        application = hub_application(self.hub, LineOfHub(lambda actor: self._desks(self.store, actor)), carries=False)
        port = int(self.url.rpartition(":")[2]) if self.url else 0
        self.url = self._on.enter_context(listening(application, port=port))

    def switch_off(self) -> None:
        """The hub is gone; its store stays."""
        if self._on is not None:
            self._on.close()

    def pc(self, number: str, role: str = "window") -> tuple[OpenStore, Desks]:
        """A PC that is paired with the hub: its own store, its desks."""
        store = a_store(self._folder / f"pc{number}", f"{CENTRE}-{number}", self.clock)
        self._stay.callback(store.close)
        pair(store, "cli", self.url, pairing_code(self.store), role)
        return store, self._desks(store, f"staff:{number}")

    def _desks(self, store: OpenStore, actor: str) -> Desks:
        return furnish(store, Settings(self._folder, self._folder / "keys"), actor)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    with ExitStack() as stay:
        made = Centre(tmp_path, stay)
        stay.callback(made.switch_off)
        yield made
