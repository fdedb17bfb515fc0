"""A promise (告知承诺) in the place of a paper: what is promised, what its signature stands under, and whether it was
signed at all. What may be promised is the definition's to say; what was promised stands in the entry that files it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.app.words import UNSIGNED_PLEDGE
from kiosk.domain.deadline import due_after
from kiosk.domain.refusals import Gap
from sync.protocol.kinds import Pledged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from forms import Material, Matter
    from kiosk.app.ink import Ink
    from kiosk.domain.deadline import WorkCalendar

PLEDGED = "pledged"  # how the material was handed in
PREFIX = "pledge_"  # before a material's id: where the ink of its promise stands among the signatures
ON_SCREEN, ON_PAPER = "screen", "paper"


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promises of one material, by which rule it is asked for, and how it is checked until when."""

    matter: Matter
    material: Material
    signer: str
    id_number: str
    check_by: date

    @property
    def field(self) -> str:
        """Where its ink stands."""
        return PREFIX + self.material.id

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what is signed: who promises what, in which definition. It changes with any of them."""
        return promised_under(self.matter, self.material.id, self.signer, self.id_number)


def promise_of(matter: Matter, material: Material, answers: Mapping[str, Any], check_by: date) -> Promise:
    """The promise of whoever applies, as the form says who that is."""
    return Promise(matter, material, *_signer(matter, answers), check_by)


def check_by(material: Material, today: date, calendar: WorkCalendar) -> date:
    """Until when a promise that is made today is checked."""
    return due_after(today, material.check_days, "workday", calendar).on


def promised_under(matter: Matter, material: str, signer: str, id_number: str) -> str:
    """The digest of a promise."""
    said = {
        "matter": matter.code,
        "version": matter.version,
        "fingerprint": matter.fingerprint,
        "pledge": material,
        "signer": signer,
        "id_number": id_number,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_in(matter: Matter, answers: Mapping[str, Any], field: str) -> str:
    """What ink at `field` has to stand under, if it is that of a promise; '' for any other field."""
    if not field.startswith(PREFIX):
        return ""
    return promised_under(matter, field.removeprefix(PREFIX), *_signer(matter, answers))


def unsigned(
    matter: Matter, materials: Mapping[str, str], inks: Iterable[Ink], scanned: Iterable[str]
) -> Sequence[Gap]:
    """Each promise that nobody has signed, neither on the glass nor on paper that hangs on its material."""
    signed = {ink.field.removeprefix(PREFIX) for ink in inks if ink.field.startswith(PREFIX)} | set(scanned)
    return [
        Gap(one.id, one.name, UNSIGNED_PLEDGE.format(name=one.name))
        for one in matter.materials
        if one.pledgeable and materials.get(one.id) == PLEDGED and one.id not in signed
    ]


def pledges_of(
    matter: Matter,
    answers: Mapping[str, Any],
    materials: Mapping[str, str],
    inks: Iterable[Ink],
    today: date,
    calendar: WorkCalendar,
) -> tuple[Pledged, ...]:
    """What was promised, as the entry of the filing says it."""
    signed = {ink.field for ink in inks}
    made = (
        promise_of(matter, one, answers, check_by(one, today, calendar))
        for one in matter.materials
        if materials.get(one.id) == PLEDGED
    )
    return tuple(
        Pledged(
            material=one.material.id,
            name=one.material.name,
            text=one.material.proves,
            check_by=one.check_by.isoformat(),
            digest=one.digest,
            signer=one.signer,
            way=ON_SCREEN if one.field in signed else ON_PAPER,
            basis=one.material.pledge_basis,
            checking=one.material.checking,
        )
        for one in made
    )


def _signer(matter: Matter, answers: Mapping[str, Any]) -> tuple[str, str]:
    keys = matter.applicant
    return tuple(str(answers.get(key) or "") if key else "" for key in (keys.name, keys.id_number))  # type: ignore[return-value]
