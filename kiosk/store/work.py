"""One piece of work: everything that one transaction may touch, each under its own name."""

from datetime import datetime
from functools import cached_property
from typing import Any

from kiosk.store.cases import CaseTable
from kiosk.store.drawer import DrawerTable
from kiosk.store.journal import Clock, JournalBook
from kiosk.store.post import PostTable
from kiosk.store.tickets import TicketTable
from sync.protocol.entry import DeviceId


class StoreWork:
    """The `Work` port over one connection. It is worth nothing once its transaction is over."""

    def __init__(self, connection: Any, device: DeviceId, clock: Clock, actor: str) -> None:
        self.connection = connection
        self.device = device
        self._clock = clock
        self._actor = actor

    def now(self) -> datetime:
        """Wall time, as the journal writes it."""
        return self._clock.now()

    @cached_property
    def tickets(self) -> TicketTable:
        """Tickets by day."""
        return TicketTable(self.connection)

    @cached_property
    def cases(self) -> CaseTable:
        """Cases and their index."""
        return CaseTable(self.connection)

    @cached_property
    def journal(self) -> JournalBook:
        """The journal, written in this actor's name."""
        return JournalBook(self.connection, self.device, self._clock, self._actor)

    @cached_property
    def drawer(self) -> DrawerTable:
        """Drafts, counters, requests, settings."""
        return DrawerTable(self.connection)

    @cached_property
    def post(self) -> PostTable:
        """What is on its way, and what came from elsewhere."""
        return PostTable(self.connection, self.device, self._clock)
