"""Other hubs of this centre that were heard of: by the LAN itself, or from the city. Two hubs are a mistake that a
person has to put right; nothing is refused and nothing lost for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sync.protocol.enrolment import fingerprint
from sync.protocol.entry import read_body
from sync.protocol.kinds import HubHeard as Heard

SHOWN = timedelta(days=7)  # after the last time
AGAIN = timedelta(minutes=10)  # that one is still there is written no more often
BY_CITY = "city:"  # before the device, where the city and not the LAN told of it
KIND = "device.hub_heard"


@dataclass(frozen=True, slots=True)
class OtherHub:
    """Another hub: the fingerprint of its key ('city:' and its device when the city told of it), its device and
    address, since when and when last it was heard."""

    fingerprint: str
    device: str
    url: str
    since: str
    at: str


def note_hub(work: Any, heard: Heard) -> bool:
    """Keep that it was heard now; entered in the journal the first time. Whether it is new."""
    now = work.now().isoformat(timespec="seconds")
    row = work.connection.execute("SELECT 1 FROM hub_heard WHERE fingerprint = ?", (heard.fingerprint,)).fetchone()
    work.connection.execute(
        "INSERT INTO hub_heard VALUES (?, ?, ?, ?, ?) ON CONFLICT (fingerprint)"
        " DO UPDATE SET device = excluded.device, url = excluded.url, at = excluded.at",
        (heard.fingerprint, heard.device, heard.url, now, now),
    )
    if row is None:
        work.journal.enter(heard, KIND)
    return row is None


def heard_lately(work: Any, fingerprint: str) -> bool:
    """Whether it was written down so shortly ago that it need not be again."""
    row = work.connection.execute("SELECT at FROM hub_heard WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return row is not None and work.now() - datetime.fromisoformat(row[0]) < AGAIN


def other_hubs(connection: Any, now: datetime) -> Sequence[OtherHub]:
    """Those heard of in the last days, the latest first."""
    rows = connection.execute("SELECT fingerprint, device, url, since, at FROM hub_heard ORDER BY at DESC")
    heard = [OtherHub(*row) for row in rows]
    return [one for one in heard if now - datetime.fromisoformat(one.at) < SHOWN and not _settled(connection, one)]


def _settled(connection: Any, other: OtherHub) -> bool:
    """Whether it is a mistake no more: it has come in here since, or this PC stands behind it."""
    from kiosk.store.post import HUB_KEY

    row = connection.execute("SELECT value FROM setting WHERE key = ?", (HUB_KEY,)).fetchone()
    if row and row[0]:
        own = fingerprint(bytes.fromhex(row[0]))
        known = "SELECT 1 FROM hub_heard WHERE fingerprint = ? AND device = ?"
        if other.fingerprint == own or connection.execute(known, (own, other.device)).fetchone():
            return True
    came = connection.execute("SELECT since FROM peer WHERE device = ?", (other.device,)).fetchone()
    return came is not None and datetime.fromisoformat(other.at) < datetime.fromisoformat(came[0]) + AGAIN


def hubs_by_the_city(connection: Any, device: str) -> frozenset[str]:
    """Devices of this centre on whose word the city has certified others since this one had its first PC: they act as
    a hub too. `device` is this one. None where this one is no hub."""
    since = connection.execute("SELECT min(since) FROM peer").fetchone()[0]
    if since is None:
        return frozenset()
    begun, centre = datetime.fromisoformat(since), device.partition("-")[0]
    rows = connection.execute("SELECT content FROM entry JOIN body USING (n) WHERE kind = 'device.certified'")
    bodies = [read_body(row[0]) for row in rows]
    told = [body for body in bodies if datetime.fromisoformat(body.wall) > begun]
    named = {str(body.payload.get("by") or "") for body in told}
    return frozenset(one for one in named if one and one != device and one.partition("-")[0] == centre)
