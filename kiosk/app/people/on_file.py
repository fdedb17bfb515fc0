"""Papers that lie here already: brought for an earlier case and still good, so that nobody has to bring them again.

A paper of the same name that was handed in (not only seen, not owed) within the days that papers hold, with a case that
was not withdrawn or voided. Where its scans are in the store, the new case names the same ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from forms import Material, Matter
from kiosk.app.house_rules import REUSE_DAYS as REUSE_DAYS
from kiosk.app.people.prefill import UNTRUE, Definition
from kiosk.app.people.words import ANEW
from kiosk.app.words import MADE_HERE
from kiosk.domain.case import Case
from sync.protocol.kinds import Attachment, Kept

SUPPLEMENTED = "case.supplemented"
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


@dataclass(frozen=True, slots=True)
class Brought:
    """What came to the window with one entry of a case: the filing, or what was brought later."""

    case: Case
    taken_on: date
    materials: Mapping[str, str]
    attachments: Sequence[Mapping[str, Any]] = ()


def recent(cases: Sequence[Case], today: date, days: int) -> Sequence[Case]:
    """Those in which something that still holds may have been brought, newest first."""
    return [one for one in cases if one.state not in UNTRUE and (today - _last(one)).days <= days]


@dataclass(frozen=True, slots=True)
class Held:
    """A paper that lies here and still holds: what it was brought with, which material of that case, until when."""

    brought: Brought
    material: Material
    until: date


def held(brought: Sequence[Brought], definition: Definition, today: date, days: int) -> Iterator[Held]:
    """Every paper that holds today, those that were brought last first: the one rule of what may be used again."""
    for one in sorted(brought, key=lambda one: one.taken_on, reverse=True):
        until = one.taken_on + timedelta(days=days)
        if until < today:
            continue
        before = definition(one.case.matter, one.case.matter_version)
        known = {material.id: material for material in before.materials} if before else {}
        for key, way in one.materials.items():
            if way in BROUGHT and key in known and _may_be_kept(known[key]):
                yield Held(one, known[key], until)


def on_file(
    matter: Matter, brought: Sequence[Brought], definition: Definition, today: date, days: int
) -> dict[str, OnFile]:
    """By material of `matter`, the latest that holds of each."""
    found: dict[str, OnFile] = {}
    here = list(held(brought, definition, today, days))
    for material in matter.materials:
        one = next((one for one in here if one.material.name == material.name), None)
        if one is not None and _may_be_kept(material):
            of, there = one.brought, one.material.id
            scans = tuple(_scans(of.attachments, there))
            found[material.id] = OnFile(material.id, of.case, there, of.taken_on, one.until, scans)
    return found


def _may_be_kept(material: Material) -> bool:
    """Not what is only looked at, nor what is said and signed for one case alone."""
    anew = material.source == MADE_HERE or any(mark in material.name for mark in ANEW)
    return material.collect != "seen" and not anew


def _last(case: Case) -> date:
    """The day of the last step in which papers may have come."""
    return max((step.at.date() for step in case.steps if step.kind == SUPPLEMENTED), default=case.filed_at.date())


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


def _scans(attachments: Sequence[Mapping[str, Any]], material: str) -> Iterator[Attachment]:
    for one in attachments:
        if one["material"] == material:
            yield Attachment(**{key: one[key] for key in ("sha256", "size", "name", "media_type", "material")})
