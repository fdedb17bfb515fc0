"""What waits for a person: entries that were kept but do not fit, and what a hub put aside of other devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sync.protocol.entry import DeviceId, Entry
from sync.protocol.reading import read_entry

MISFIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One entry that a person has to look at: `reason` is does_not_fit, unreadable, fork, revoked or unknown; `detail`
    the state into which it did not fit."""

    id: str
    reason: str
    at: str
    kind: str
    case_no: str
    device: str
    detail: str = ""


def work_items(connection: Any, device: str) -> Sequence[WorkItem]:
    """All that waits, oldest first. `device` is this one: its own entries name no other."""
    misfits = connection.execute(
        "SELECT s.entry_id, s.reason, s.at, e.kind, coalesce(e.case_no, ''), coalesce(o.device, ?) FROM set_aside s"
        " LEFT JOIN entry e ON e.id = s.entry_id LEFT JOIN place_elsewhere o ON o.n = e.n"
        " WHERE s.settled = 0 GROUP BY s.entry_id",
        (device,),
    ).fetchall()
    found = [_misfit(*row) for row in misfits]
    lying = connection.execute(
        "SELECT device, epoch, seq, chain, why, body_hash, body, at FROM quarantine WHERE settled_at = ''"
    ).fetchall()
    return sorted([*found, *(_lying(*row) for row in lying)], key=lambda item: item.at)


def _misfit(entry_id: str, detail: str, at: str, kind: str | None, case_no: str, device: str) -> WorkItem:
    reason = detail if detail == "unreadable" else MISFIT
    return WorkItem(entry_id, reason, at, kind or "", case_no, device, "" if reason == detail else detail)


def _lying(device: str, epoch: int, seq: int, chain: bytes, *rest: Any) -> WorkItem:
    why, body_hash, body, at = rest
    read = read_entry(Entry(DeviceId(device), epoch, seq, b"", body, body_hash, chain))
    return WorkItem(read.id, why, at, read.kind, read.case_no or "", device)
