"""The laws of the machine: SYNC.md's invariants I1 to I10, asked of real stores and real books.

I9 (pruning) has nothing to ask: no program of this house removes an entry or a scan.
"""

from collections import Counter as Tally
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import func, select

from kiosk.store.check import check_store
from sync.city.check import check_books
from sync.city.shelves import entry_of, in_log
from sync.city.tables import body, entry, head, place, quarantine, want
from sync.protocol.entry import DIGEST_ON_PAPER, Entry, read_body
from sync.protocol.reading import FOR_ALL, read_entry
from tests.sync.machine.device import Device
from tests.sync.machine.town import Town

MOST_ROUNDS = 25


def at_every_moment(town: Town) -> None:
    """I1, I5: whatever is on paper is somewhere. I4: what the city holds of a journal has no hole."""
    lost = set(town.tray.papers) - town.destroyed - town.digests()
    assert not lost, f"I1: on paper and nowhere else: {sorted(town.tray.papers[one] for one in lost)}"
    with town.city.books.read() as connection:
        rows = connection.execute(
            select(place.c.device, place.c.epoch, func.count(), func.max(place.c.seq)).group_by(
                place.c.device, place.c.epoch
            )
        )
        held = {(device, epoch): (count, last) for device, epoch, count, last in rows}
        heads = {(row.device, row.epoch): row.seq for row in connection.execute(select(head))}
    for at, (count, last) in held.items():
        assert count == last == heads.get(at), f"I4: {at} holds {count} up to {last}, head {heads.get(at)}"


def at_rest(town: Town) -> None:
    """Everything, once the line is good and nothing moves any more (I10 is that this comes)."""
    town.drain(MOST_ROUNDS)
    at_every_moment(town)
    _, problems = check_books(town.city.books, town.city.scans)
    assert problems == [], f"I3, I4, I8 at the city: {problems}"
    for device in town.devices:
        with device.store.look() as work:
            _, faults = check_store(work, device.store.blobs)
        assert faults == [], f"I3 at {device.shelf.device}: {faults}"
    _all_arrived(town)
    _nothing_twice(town)
    for device in town.devices:
        if device.shelf.device not in town.revoked:
            _news(town, device)
            _no_silent_refusal(device)
    _scans(town)


def _all_arrived(town: Town) -> None:
    """I1, I3: every receipt's entry is at the city, as it was when the receipt was printed."""
    with town.city.books.read() as connection:
        log = {one[:DIGEST_ON_PAPER] for one in connection.execute(select(entry.c.body_hash)).scalars()}
        lying = set(connection.execute(select(quarantine.c.device, quarantine.c.body_hash, quarantine.c.settled_at)))
    aside = {digest[:DIGEST_ON_PAPER] for _, digest, _ in lying}
    missing = set(town.tray.papers) - town.destroyed - log - aside
    if town.forgotten:  # a revoked device is told nothing, and so cannot know that a restored city lacks something
        missing -= {one for device in town.devices if device.shelf.device in town.revoked for one in device.digests()}
    assert not missing, f"I1: on paper and not at the city: {sorted(town.tray.papers[one] for one in missing)}"
    left = {digest for device, digest, settled in lying if not settled and device not in town.revoked}
    kept = {digest for device in town.devices for digest in _hashes(device)}
    assert not left & kept, "I7: it lies aside although its device has brought it again"


def _nothing_twice(town: Town) -> None:
    """I2: each id once; a number stands for two cases only if the tails of their random bytes are the same."""
    with town.city.books.read() as connection:
        ids = list(connection.execute(select(entry.c.id)).scalars())
    assert len(ids) == len(set(ids)), "I2: an id twice"
    by_number: dict[str, list[bytes]] = {}
    for twin in town.city.desk.all_cases():
        by_number.setdefault(twin.case_no, []).append(twin.body_hash[:DIGEST_ON_PAPER])
    with town.city.books.read() as connection:
        rows = connection.execute(select(entry.c.body_hash, body.c.content).join(body, body.c.g == entry.c.g))
        written = {row.body_hash[:DIGEST_ON_PAPER]: row.content for row in rows}
    for case_no, filings in by_number.items():
        tails = {_tail(bytes.fromhex(read_body(written[one]).random)) for one in filings if one in town.tray.papers}
        if tails:
            assert tails == {case_no[-3:]}, f"I2: {case_no} does not end as its entry's random bytes say"


def _news(town: Town, device: Device) -> None:
    """I6: what the city's log has for this device is here, each once, in the log's order; nothing of other centres."""
    wanted = [one.id for one in map(read_entry, _log_for(town, device))]
    with device.store.look() as work:
        rows = work.connection.execute("SELECT id, kind, case_no FROM entry WHERE own = 0 ORDER BY n").fetchall()
    told = [row[0] for row in rows]
    assert len(told) == len(set(told)), f"I6: {device.shelf.device} was told something twice"
    missing = set(wanted) - set(told)
    assert not missing, f"I6: {device.shelf.device} was not told {len(missing)} of {len(wanted)}"
    if not town.ordered:  # a hub tells things in its own order, and holds what its PCs enter for nobody else
        return
    assert set(told) - set(wanted) <= town.forgotten, f"I6: {device.shelf.device} was told what is not for it"
    if not town.forgotten:
        assert told == wanted, f"I6: {device.shelf.device} was told in another order"
    strange = [row for row in rows if row[2] and row[1].startswith("case.") and row[2][:12] != device.shelf.device[:12]]
    assert len(strange) == 0 or device.shelf.device[:12] == "341323110000", "a name of another centre"


def _log_for(town: Town, device: Device) -> Iterator[Entry]:
    """What the log has for a device, said here once more: about its centre or for all, not by it, not about it."""
    name = device.shelf.device
    with town.city.books.read() as connection:
        rows = list(connection.execute(in_log().add_columns(entry.c.centre, entry.c.down)))
    for row in rows:
        about = read_body(row.content).payload.get("device") if row.kind in FOR_ALL else ""
        known = about and about in (name, town.hub_name)  # a hub is not told of its own key, and so tells nobody
        if row.down and row.device != name and not known and (row.centre == name[:12] or row.kind in FOR_ALL):
            yield entry_of(row)


def _no_silent_refusal(device: Device) -> None:
    """I7: an entry is not set aside for coming before its case, once the case is here."""
    with device.store.look() as work:
        rows = work.connection.execute(
            "SELECT s.reason FROM set_aside s JOIN entry e ON e.id = s.entry_id JOIN case_record USING (case_no)"
            " WHERE s.settled = 0"
        ).fetchall()
    early = [reason for (reason,) in rows if reason.endswith(" after ")]
    assert not early, f"I7: {device.shelf.device} has set aside what fits: {early}"


def _scans(town: Town) -> None:
    """I8: a scan that some device still has is whole at the city; what nobody has is listed as owed."""
    with town.city.books.read() as connection:
        rows = list(connection.execute(select(want.c.sha256, want.c.device, want.c.whole)))
    whole = {row.sha256 for row in rows if row.whole}
    for name in whole:
        content = town.city.scans.read(name)
        assert sha256(content or b"").hexdigest() == name, "I8: whole, and is not"
    for device in town.devices:
        if device.shelf.device in town.revoked:
            continue
        with device.store.look() as work:
            named = [row[0] for row in work.connection.execute("SELECT sha256 FROM scan")]
        for one in named:
            assert one in whole, f"I8: {one[:8]} is at {device.shelf.device} and not at the city"
    asked = Tally(row.device for row in rows if not row.whole)
    for name, count in asked.items():
        assert len(town.city.inbox.owed(name, 1000)) == count, "I8: owed and not listed"


def _hashes(device: Device) -> set[bytes]:
    with device.store.look() as work:
        return {row[0] for row in work.connection.execute("SELECT body_hash FROM entry WHERE own = 1")}


def _tail(random: bytes) -> str:
    """Fifteen bits as three of Crockford's letters, said here once more."""
    bits = int.from_bytes(random[:2], "big") >> 1
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> shift & 31] for shift in (10, 5, 0))
