"""The city's own journal: what departments decide, which keys are trusted. Its entries go down as news like all others.

Each process that writes begins an epoch of its own, named by the clock: a city restored from a backup never gives a
number of its journal twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import time_ns
from uuid import uuid4

from sqlalchemy import Connection, func, select

from sync.city.log import LogWriter
from sync.city.tables import head
from sync.protocol.entry import Body, DeviceId, Entry, link, new_random, write_body
from sync.protocol.kinds import Payload, write_payload
from sync.protocol.statements import Head, state_head
from sync.server.ports import Voice

CITY = DeviceId("city")


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing the city says: `case` and `centre` are empty where it concerns none."""

    kind: str
    payload: Payload
    actor: str
    case: str = ""
    centre: str = ""
    filing: str = ""  # id of the filing entry, where one number stands for two cases


class CityJournal:
    """Writes the city's entries, within the caller's transaction."""

    def __init__(self, voice: Voice, wall: Callable[[], str]) -> None:
        self._voice = voice
        self._wall = wall
        self._boot = uuid4().hex
        self._epoch = 0

    def enter(self, connection: Connection, saying: Saying) -> Entry:
        """Add one entry to the log."""
        now = self._wall()
        log = LogWriter(connection, now)
        last = log.head(CITY, self._epoch_of(connection))
        body = self._body(saying, now)
        entry = link(CITY, last.epoch, last.seq + 1, last.chain, write_body(body))
        log.add([entry], {body.id: saying.centre})
        said = Head(entry.epoch, entry.seq, entry.chain)
        log.set_head(entry, state_head(CITY, said, self._voice.sign, self._voice.key_id))
        return entry

    def _epoch_of(self, connection: Connection) -> int:
        if not self._epoch:
            highest = connection.execute(select(func.max(head.c.epoch)).where(head.c.device == CITY)).scalar() or 0
            self._epoch = max(highest + 1, time_ns() // 1_000_000)
        return self._epoch

    def _body(self, saying: Saying, now: str) -> Body:
        payload = write_payload(saying.payload)
        if saying.filing:
            payload["filing"] = saying.filing
        return Body(
            id=uuid4().hex,
            kind=saying.kind,
            case=saying.case or None,
            actor=saying.actor,
            wall=now,
            mono=time_ns(),
            boot=self._boot,
            random=new_random().hex(),
            payload=payload,
        )
