"""An entry of the journal as the domain's folds want to see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sync.protocol.entry import Body, Entry, read_body


@dataclass(frozen=True, slots=True)
class Happened:
    """Kind, actor, wall time (aware) and payload of one entry."""

    kind: str
    actor: str
    at: datetime
    payload: Mapping[str, Any]
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A body as it was first written, and its hash; where it stands in a chain is no concern of the desks."""

    body: bytes
    body_hash: bytes

    def read(self) -> Body:
        """The body as a value."""
        return read_body(self.body)


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry just written, and the same as the folds see it."""

    entry: Entry
    happened: Happened


def happened(body: Body) -> Happened:
    """Read a body. Raises ValueError when its wall time is no ISO 8601 instant."""
    return Happened(body.kind, body.actor, datetime.fromisoformat(body.wall), body.payload, body.case)
