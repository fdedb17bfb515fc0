"""One piece of work: everything that one transaction may touch, each under its own name, loaded when it is touched."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.store.cases import CaseTable
    from kiosk.store.draft_shelf import DraftShelfTable
    from kiosk.store.drawer import DrawerTable
    from kiosk.store.journal import Clock, JournalBook
    from kiosk.store.line import LineTable
    from kiosk.store.post import PostTable
    from kiosk.store.staff import StaffTable
    from kiosk.store.tickets import TicketTable


class StoreWork:
    """The `Work` port over one connection. It is worth nothing once its transaction is over."""

    def __init__(self, connection: Any, device: str, clock: Clock, actor: str) -> None:
        self.connection = connection
        self.device = device
        self.clock = clock
        self._actor = actor

    @property
    def accounts_changed(self) -> bool:
        """Whether anything about who works here was written in it."""
        return "staff" in self.__dict__ and self.staff.changed

    def now(self) -> datetime:
        """Wall time, as the journal writes it."""
        return self.clock.now()

    @cached_property
    def tickets(self) -> TicketTable:
        """Tickets by day."""
        from kiosk.store.tickets import TicketTable

        return TicketTable(self.connection)

    @cached_property
    def line(self) -> LineTable:
        """The tickets that are still open."""
        from kiosk.store.line import LineTable

        return LineTable(self.connection)

    @cached_property
    def cases(self) -> CaseTable:
        """Cases and their index."""
        from kiosk.store.cases import CaseTable

        return CaseTable(self.connection)

    @cached_property
    def journal(self) -> JournalBook:
        """The journal, written in this actor's name."""
        from kiosk.store.journal import JournalBook
        from sync.protocol.entry import DeviceId

        return JournalBook(self.connection, DeviceId(self.device), self.clock, self._actor)

    @cached_property
    def drawer(self) -> DrawerTable:
        """Drafts, counters, requests, settings."""
        from kiosk.store.drawer import DrawerTable

        return DrawerTable(self.connection)

    @cached_property
    def shelf(self) -> DraftShelfTable:
        """Drafts that other PCs put aside."""
        from kiosk.store.draft_shelf import DraftShelfTable

        return DraftShelfTable(self.connection)

    @cached_property
    def post(self) -> PostTable:
        """What is on its way, and what came from elsewhere."""
        from kiosk.store.post import PostTable

        return PostTable(self.connection, self.clock)

    @cached_property
    def staff(self) -> StaffTable:
        """Who works here."""
        from kiosk.store.staff import StaffTable

        return StaffTable(self.connection)
