"""The hall's wishes on a PC behind a hub: asked and answered at the hub, where every PC of the centre sees them."""

from typing import Any

from kiosk.app.outcomes import Wished
from kiosk.domain.refusals import Trouble
from kiosk.lan.queue import HubLine, step


class RemoteWishes:
    """The `Wishes` of a PC behind a hub. Refusals are the hub's own; away, it is `Trouble`."""

    def __init__(self, line: HubLine, actor: str) -> None:
        self._line = line
        self._actor = actor

    def ask_help(self, place: str, page: str = "") -> Wished:
        """Somebody at this screen needs a person."""
        return self._step("ask_help", place=place, page=page)

    def come(self, window: str) -> Wished:
        """Somebody of this window goes there."""
        return self._step("come", window=window)

    def ask_rating(self, window: str, case_no: str = "", number: str = "", matter: str = "") -> Wished:
        """Have the resident's side of a window show the rating."""
        return self._step("ask_rating", window=window, case_no=case_no, number=number, matter=matter)

    def rated(self, asked: str) -> Wished:
        """A window's wish is answered."""
        return self._step("rated", asked=asked)

    def _step(self, name: str, **given: Any) -> Wished:
        told = step(self._line, self._actor, name, given)
        if not isinstance(told.get("id"), str):
            raise Trouble("hub_altered")
        return Wished(told["id"])
