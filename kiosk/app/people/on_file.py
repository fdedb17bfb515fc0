"""Papers that lie here already: brought for an earlier case and still good, so that nobody has to bring them again.

A paper of the same name that was handed in (not only seen, not owed) within the days that papers hold, with a case that
was not withdrawn or voided. Where its scans are in the store, the new case names the same ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms import Matter
from kiosk.app.people.prefill import UNTRUE, Definition
from kiosk.domain.case import Case
from sync.protocol.kinds import Attachment, Kept

REUSE_DAYS = 30
BROUGHT = frozenset(("original", "copy"))


@dataclass(frozen=True, slots=True)
class OnFile:
    """One paper that lies here: with which case, since when and until when it holds, and its scans."""

    material: str
    case: Case
    there: str
    taken_on: date
    until: date
    scans: tuple[Attachment, ...] = ()

    def entered(self) -> Kept:
        """As the entry of the new case says it."""
        return Kept(
            material=self.material,
            case_no=self.case.case_no,
            there=self.there,
            taken_on=self.taken_on.isoformat(),
            until=self.until.isoformat(),
            sha256=tuple(one.sha256 for one in self.scans),
        )


def recent(cases: Sequence[Case], today: date, days: int = REUSE_DAYS) -> Sequence[Case]:
    """Those whose papers may still hold, newest first."""
    return [one for one in cases if one.state not in UNTRUE and (today - one.filed_at.date()).days <= days]


def on_file(
    matter: Matter, filed: Sequence[tuple[Case, Mapping[str, Any]]], definition: Definition, days: int = REUSE_DAYS
) -> dict[str, OnFile]:
    """By material of `matter`; `filed` are recent cases with the payload of the entry that filed each."""
    found: dict[str, OnFile] = {}
    for case, payload in filed:
        before = definition(case.matter, case.matter_version)
        names = {one.id: one.name for one in before.materials} if before else {}
        brought = {names.get(key, key): key for key, way in case.materials.items() if way in BROUGHT}
        scans = _scans(payload)
        taken = case.filed_at.date()
        for material in matter.materials:
            there = brought.get(material.name, "")
            if there and material.id not in found:
                until = taken + timedelta(days=days)
                found[material.id] = OnFile(material.id, case, there, taken, until, tuple(scans.get(there, ())))
    return found


def used_again(kept: Mapping[str, OnFile], materials: Mapping[str, str], today: date) -> list[OnFile]:
    """Those that are taken as on file now; what holds no more is not used again."""
    used = [one for key, one in kept.items() if materials.get(key) == "on_file"]
    return [one for one in used if today <= one.until]


def scans_of(kept: Sequence[OnFile]) -> Iterator[Attachment]:
    """The same scans once more, now of the new case's material."""
    for one in kept:
        for scan in one.scans:
            yield Attachment(
                sha256=scan.sha256, size=scan.size, name=scan.name, media_type=scan.media_type, material=one.material
            )


def _scans(payload: Mapping[str, Any]) -> dict[str, list[Attachment]]:
    scans: dict[str, list[Attachment]] = {}
    for one in payload.get("attachments", ()):
        scans.setdefault(one["material"], []).append(
            Attachment(**{key: one[key] for key in ("sha256", "size", "name", "media_type", "material")})
        )
    return scans
