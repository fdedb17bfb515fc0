"""Commands of the queue: take, call, recall, done, skip, hold, resume, transfer, rejoin, undo, list."""

from argparse import Namespace

from kiosk.app.outcomes import TicketMoved
from kiosk.cli.answer import Answer
from kiosk.cli.words import TICKET_AGAIN, TICKET_LINE, TICKET_MOVED, TICKET_TAKEN
from kiosk.domain.ticket import Hold, Ticket
from kiosk.domain.words import state_word
from kiosk.wiring.house import house


def take(given: Namespace) -> Answer:
    """A number for a matter: {"ticket", "ahead"}."""
    with house(given.data, given.staff) as desks:
        taken = desks.queue.take(given.matter, given.id_number, given.green, given.request)
    number = taken.ticket.number
    said = (TICKET_AGAIN if taken.again else TICKET_TAKEN).format(number=number, ahead=taken.ahead)
    return Answer({"ticket": number, "ahead": taken.ahead, "again": taken.again}, [said])


def call(given: Namespace) -> Answer:
    """The next in line, or one number, to a window: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.call(given.window, given.ticket, given.request))


def recall(given: Namespace) -> Answer:
    """Say a number once more: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.recall(given.ticket))


def done(given: Namespace) -> Answer:
    """Served: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.done(given.ticket))


def skip(given: Namespace) -> Answer:
    """Nobody came: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.skip(given.ticket))


def hold(given: Namespace) -> Answer:
    """Let a number rest: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.hold(given.ticket, Hold(given.kind), given.note))


def resume(given: Namespace) -> Answer:
    """Go on with a number that rests, at its window or another that may: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        held = next((t for t in desks.queue.seen().held if t.number == given.ticket.upper()), None)
        window = given.window or (held.window if held else "")
        return _moved(desks.queue.call(window, given.ticket))


def transfer(given: Namespace) -> Answer:
    """Hand a number to another window or matter: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.transfer(given.ticket, given.window, given.matter, given.note))


def rejoin(given: Namespace) -> Answer:
    """Who missed his call waits again: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.rejoin(given.ticket))


def undo(given: Namespace) -> Answer:
    """Take a window's last step back: {"ticket"}."""
    with house(given.data, given.staff) as desks:
        return _moved(desks.queue.undo(given.window))


def listed(given: Namespace) -> Answer:
    """Today's line: [{"ticket", "matter", "state", "window", "slip"}], who waits first, in order of arrival; `slip` is
    what became of the slip on this PC."""
    with house(given.data, given.staff) as desks:
        seen = desks.queue.seen()
        slips = desks.printing.slips(seen.day)
    tickets = (*seen.waiting, *seen.serving, *seen.held, *seen.missed)
    return Answer([{**_plain(t), "slip": slips.get(t.number, "queued")} for t in tickets], [_line(t) for t in tickets])


def _moved(moved: TicketMoved) -> Answer:
    ticket = moved.ticket
    line = TICKET_MOVED.format(number=ticket.number, state=state_word(ticket.state), window=ticket.window)
    return Answer({"ticket": ticket.number}, [line])


def _plain(ticket: Ticket) -> dict[str, object]:
    return {"ticket": ticket.number, "matter": ticket.matter, "state": ticket.state.value, "window": ticket.window}


def _line(ticket: Ticket) -> str:
    return TICKET_LINE.format(
        number=ticket.number, matter=ticket.matter, state=state_word(ticket.state), window=ticket.window
    )
