"""How the queue's outcomes and refusals travel between a hub and its PCs: JSON, the values as the desk has them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from kiosk.app.outcomes import QueueSeen, TicketMoved, TicketTaken
from kiosk.domain import refusals
from kiosk.domain.queue import LineRules
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.ticket import Ticket
from kiosk.domain.wishes import HelpAsked, RatingAsked

LETTERBOX, OPEN, QUEUE, LINE = "/lan/v1/letterbox", "/lan/v1/open", "/lan/v1/queue", "/lan/v1/line"
DRAFTS = "/lan/v1/drafts"
CHANNEL = "Lan-Channel"
MEDIA_TYPE = "application/vnd.weimin.lan"
_USUAL = LineRules()
MOST_BYTES = 64 * 1024
MOST_DRAFT = 32 * 1024 * 1024  # a page may go with it

STEPS = frozenset({"take", "call", "recall", "skip", "done", "hold", "transfer", "rejoin", "undo"})
RUNNING = frozenset({"pause", "reopen", "add_matter", "adopt"})  # steps of the line's own desk
WISHING = frozenset({"ask_help", "come", "ask_rating", "rated"})  # of the hall's wishes


class Asked(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step with the line. `request` makes a repetition harmless; `actor` is who does it at the PC."""

    step: str
    given: dict[str, Any]
    request: str
    actor: str = ""


class Listening(msgspec.Struct, frozen=True, omit_defaults=True):
    """A wish to see the line: at once, or when it is no longer what was seen at ring `heard`, within `hold`
    seconds."""

    heard: int = -1
    hold: float = 0.0


def write(value: object) -> bytes:
    """Any value of the desks, as JSON."""
    return msgspec.json.encode(value)


def write_news(news: Refusal | Trouble) -> bytes:
    """A refusal or trouble by its class, key and values."""
    kind = type(news).__name__ if isinstance(news, Refusal) else "Trouble"
    return msgspec.json.encode({"no": {"kind": kind, "key": news.key, "values": dict(news.values)}}, enc_hook=str)


def read_answer(content: bytes) -> dict[str, Any]:
    """What the hub answered; raises the refusal or trouble that it told of. `msgspec.DecodeError` for no JSON."""
    told: dict[str, Any] = msgspec.json.decode(content)
    if no := told.get("no"):
        raise _news(no)
    return told


def taken(told: Mapping[str, Any]) -> TicketTaken:
    """A number that was given out."""
    return TicketTaken(msgspec.convert(told["ticket"], Ticket), told["ahead"], told.get("again", False))


def moved(told: Mapping[str, Any]) -> TicketMoved:
    """What became of a number."""
    return TicketMoved(msgspec.convert(told["ticket"], Ticket))


def seen(told: Mapping[str, Any]) -> QueueSeen:
    """The line as the hub saw it."""
    groups = {
        name: tuple(msgspec.convert(told[name], list[Ticket]))
        for name in ("waiting", "serving", "recent", "missed", "held")
    }
    return QueueSeen(
        day=date.fromisoformat(told["day"]),
        pace=tuple(told["pace"]),
        paused=told["paused"],
        long_queue=told["long_queue"],
        green_age=told.get("green_age", 0),
        late_minutes=told.get("late_minutes", _USUAL.late_minutes),  # a hub of an earlier version tells none
        undo_seconds=told.get("undo_seconds", _USUAL.undo_seconds),
        help=tuple(msgspec.convert(told.get("help", []), list[HelpAsked])),
        ratings=tuple(msgspec.convert(told.get("ratings", []), list[RatingAsked])),
        **groups,
    )


def _news(no: Mapping[str, Any]) -> Refusal | Trouble:
    """The refusal as its own class, so that a screen can tell it from others; a later hub's new ones as plain
    ones."""
    if no["kind"] == "Trouble":
        return Trouble(no["key"], **no["values"])
    shape = getattr(refusals, no["kind"], Refusal)
    news: Refusal = shape.__new__(shape) if isinstance(shape, type) and issubclass(shape, Refusal) else Refusal("")
    Refusal.__init__(news, no["key"], **no["values"])
    return news
