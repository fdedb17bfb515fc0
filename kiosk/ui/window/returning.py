"""Who may be called back to a window (回呼): what rests here or may go on anywhere, and who missed his call not long
ago."""

from datetime import datetime, timedelta

from kiosk.app.line import HANDED_NOTE
from kiosk.app.outcomes import QueueSeen
from kiosk.domain.ticket import Ticket


def who_returns(seen: QueueSeen, window: str, now: datetime | None = None, late_minutes: int = 0) -> tuple[Ticket, ...]:
    """First what rests, the longest first; then who missed a call, the latest first. Without `late_minutes` of
    tolerance everybody of today."""
    held = [ticket for ticket in seen.held if ticket.now.to in ("", window)]
    missed = [t for t in seen.missed if t.now.note != HANDED_NOTE and not _too_late(t, now, late_minutes)]
    return (
        *sorted(held, key=lambda t: t.now.begun),
        *sorted(missed, key=lambda t: t.now.begun, reverse=True),
    )


def _too_late(ticket: Ticket, now: datetime | None, minutes: int) -> bool:
    return bool(minutes) and now is not None and now - ticket.now.begun > timedelta(minutes=minutes)
