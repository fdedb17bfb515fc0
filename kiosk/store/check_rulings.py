"""The check of the rules that hold for the whole centre: they are what the journal says, so that nobody changes one
behind its back."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from kiosk.domain.rulings import SETTING, Ruling, group_of, read, with_ruling
from kiosk.store.words import Problem
from sync.protocol.audience import RULED, centre_of, ruled_area
from sync.protocol.entry import read_body

_ENTRIES = (
    "SELECT e.id, coalesce(o.device, ?), CAST(b.content AS BLOB) FROM entry e JOIN body b USING (n)"
    " LEFT JOIN place_elsewhere o ON o.n = e.n"
    " WHERE e.kind = ? AND e.id NOT IN (SELECT entry_id FROM set_aside) ORDER BY e.n"
)


def check_rulings(connection: Any, device: str) -> Iterator[Problem]:
    """Every rule that is kept otherwise than its entries add up to."""
    told: dict[str, tuple[Ruling, ...]] = {}
    for entry_id, author, content in connection.execute(_ENTRIES, (device, RULED)).fetchall():
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            ruling = _ruling(device, author, entry_id, content)
            if ruling is not None:
                group = group_of(ruling.name)
                told[group] = with_ruling(told.get(group, ()), ruling)
    kept = {
        key.removeprefix(SETTING): read(value)
        for key, value in connection.execute("SELECT key, value FROM setting WHERE key GLOB ?", (f"{SETTING}*",))
    }
    for group in sorted(kept.keys() | told.keys()):
        differ = set(kept.get(group, ())) ^ set(told.get(group, ()))
        yield from (Problem("ruling_altered", name) for name in sorted({one.name for one in differ}))


def _ruling(device: str, author: str, entry_id: str, content: bytes) -> Ruling | None:
    body = read_body(content)
    p, area = body.payload, str(body.payload.get("area", ""))
    heard = centre_of(device).startswith(area) or ruled_area(device, RULED, {"area": area})
    if not area or not heard or not ruled_area(author, RULED, p):
        return None
    by, at = centre_of(author) or author, datetime.fromisoformat(body.wall).isoformat()
    return Ruling(p["name"], area, p["value"], p["turn"], by, entry_id, body.actor, at, p.get("over", ""))
