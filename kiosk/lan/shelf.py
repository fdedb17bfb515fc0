"""The shelf of parked drafts over the LAN: its twin on a PC, and what the hub answers. On the way every word of it is
under the channel's key, which only the hub and this PC have; it is asked of windows of the hub's own centre alone."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

import msgspec

from kiosk.app.outcomes import Draft, Parked, Told
from kiosk.app.ports import CentreShelf
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.lan import wire
from kiosk.lan.queue import HubLine

CLOSED = "hub_drafts_closed"
PATIENCE = 10.0  # seconds that a page may take
_HEAVY = ("lay_page", "page")
ShelfFor = Callable[[str, str], CentreShelf | None]
"""The shelf as a device sees it, for who sits there; None for a device that is no window of this centre."""


class RemoteShelf:
    """The `CentreShelf` of a PC behind a hub. Raises `Trouble('hub_away')`, `Trouble('hub_older')` for a hub that has
    none, and the hub's own refusals."""

    def __init__(self, line: HubLine, actor: str) -> None:
        self._line = line
        self._actor = actor

    def put(self, draft: Draft, name: str) -> None:
        """Lay a parked draft on the shelf."""
        self._ask("put", draft=msgspec.to_builtins(draft), name=name)

    def told(self) -> Sequence[Told]:
        """What became of what this PC laid there."""
        return msgspec.convert(self._ask("told"), list[Told])

    def withdraw(self, draft_id: str, knowing: bool = False) -> bool:
        """Take back what this PC laid there."""
        return bool(self._ask("withdraw", draft_id=draft_id, knowing=knowing))

    def seen(self) -> Sequence[Parked]:
        """What others put aside."""
        return msgspec.convert(self._ask("seen"), list[Parked])

    def give(self, draft_id: str, device: str, window: str) -> Draft:
        """Take one over."""
        return msgspec.convert(self._ask("give", draft_id=draft_id, device=device, window=window), Draft)

    def received(self, draft_id: str, device: str) -> None:
        """It is kept here now."""
        self._ask("received", draft_id=draft_id, device=device)

    def lacks(self, names: Sequence[str]) -> Sequence[str]:
        """Which pages the hub does not have."""
        return msgspec.convert(self._ask("lacks", names=list(names)), list[str])

    def lay_page(self, content: bytes) -> None:
        """Bring it a page."""
        self._ask("lay_page", content=content)

    def page(self, draft_id: str, device: str, name: str) -> bytes:
        """A page of a draft that was given."""
        return msgspec.convert(self._ask("page", draft_id=draft_id, device=device, name=name), bytes)

    def _ask(self, step: str, /, **given: Any) -> Any:
        asked = wire.write(wire.Asked(step, given, uuid4().hex, self._actor))
        try:
            return wire.read_answer(self._line.ask(wire.DRAFTS, asked, PATIENCE if step in _HEAVY else 0.0))["said"]
        except (msgspec.MsgspecError, KeyError) as error:
            raise Trouble("hub_altered") from error


def answer(shelf_for: ShelfFor, device: str, plain: bytes) -> tuple[bytes, bool]:
    """What the hub answers to one step with its shelf, and whether that changed anything for others."""
    try:
        asked = msgspec.json.decode(plain, type=wire.Asked)
        shelf = shelf_for(device, asked.actor or f"device:{device}")
        if shelf is None:
            raise Trouble(CLOSED)
        deed = _DEEDS[asked.step]
        return wire.write({"said": deed(shelf, asked.given)}), asked.step in _CHANGING
    except (Refusal, Trouble) as news:
        return wire.write_news(news), False
    except (msgspec.MsgspecError, KeyError, TypeError):  # a PC of a later version
        return wire.write_news(Trouble("hub_altered")), False


def _put(shelf: CentreShelf, given: Mapping[str, Any]) -> None:
    shelf.put(msgspec.convert(given["draft"], Draft), str(given["name"]))


_DEEDS: dict[str, Callable[[CentreShelf, Mapping[str, Any]], object]] = {
    "put": _put,
    "told": lambda shelf, _: shelf.told(),
    "withdraw": lambda shelf, given: shelf.withdraw(given["draft_id"], given["knowing"]),
    "seen": lambda shelf, _: shelf.seen(),
    "give": lambda shelf, given: shelf.give(given["draft_id"], given["device"], given["window"]),
    "lacks": lambda shelf, given: shelf.lacks(given["names"]),
    "lay_page": lambda shelf, given: shelf.lay_page(msgspec.convert(given["content"], bytes)),
    "page": lambda shelf, given: shelf.page(given["draft_id"], given["device"], given["name"]),
    "received": lambda shelf, given: shelf.received(given["draft_id"], given["device"]),
}
_CHANGING = frozenset({"put", "withdraw", "give", "received"})
