"""Whose turn it is at the counter: what lies there, what is filed of a number's matters, and who waits for a filing."""

from datetime import date

from kiosk.domain.ticket import Ticket


class Turns:
    """`lies` is the number and the matter on the counter; `waits` who was called while that was being filed."""

    def __init__(self) -> None:
        self.lies = ("", "")
        self.waits: Ticket | None = None
        self._filed: set[tuple[date, str, str]] = set()

    def file(self, today: date) -> None:
        """What lies on the counter is filed."""
        self._filed.add((today, *self.lies))

    def is_filed(self, ticket: Ticket, matter: str) -> bool:
        """Whether this matter of a number was filed here, as far as this screen has seen."""
        return (ticket.day, ticket.number, matter) in self._filed

    def left(self, ticket: Ticket | None) -> str:
        """The next matter of a number that is not filed yet; '' for none."""
        if ticket is None:
            return ""
        return next((one for one in (ticket.matter, *ticket.more) if not self.is_filed(ticket, one)), "")
