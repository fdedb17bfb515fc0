"""What a filing of the command line says besides answers and papers, as the window's does: who stood beside the
applicant, which papers lie here already, how shared ones were verified, until when an owed one comes."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kiosk.app.desks import Desks
from kiosk.app.filing import Filing, applicant_of
from kiosk.app.people.beside import NOBODY, Beside, beside_of, gaps_of, said_of
from kiosk.app.people.on_file import OnFile
from kiosk.app.people.verifying import WAYS
from kiosk.cli.words import BESIDE_WRONG
from kiosk.domain.deadline import business_day
from kiosk.domain.refusals import Refusal
from sync.protocol.kinds import Contact, Guardian

_EVERYBODY = Beside(contact=Contact(name="", phone=""), guardian=Guardian(name="", id_number="", relation="", basis=""))
BLANKS = tuple(said_of(_EVERYBODY))  # what may be said of who stood beside him


def completed(desks: Desks, filing: Filing, given: Namespace) -> Filing:
    """With all of it. Refuses what is not understood, and who is named only half."""
    told = _pairs(given.owed_until)
    return replace(
        filing,
        beside=_beside(given.beside),
        kept={} if getattr(given, "joint", "") else _kept(desks, filing),
        verified={key: _way(way) for key, way in _pairs(given.verified).items()},
        owed_until={key: _day(day) for key, day in told.items()},
    )


def _beside(said: Sequence[str]) -> Beside | None:
    typed = _pairs(said)
    if unknown := [one for one in typed if one not in BLANKS]:
        raise _wrong(unknown[0], "unknown")
    beside = beside_of(typed)
    if gaps := gaps_of(beside, business_day(datetime.now(UTC))):
        raise _wrong(gaps[0].field, gaps[0].sentence)
    return beside if beside != NOBODY else None


def _wrong(field: str, why: str) -> Refusal:
    return Refusal("beside_wrong", field=field, what=BESIDE_WRONG[why], known=" ".join(BLANKS))


def _kept(desks: Desks, filing: Filing) -> dict[str, OnFile]:
    """The papers that lie here already and still hold, for those that are taken as on file."""
    if "on_file" not in filing.materials.values():
        return {}
    matter = desks.intake.open(filing.matter, filing.version)
    number = applicant_of(matter, desks.intake.judge(matter, filing.raw).answers).id_number
    here = desks.people.on_file(matter, desks.people.known(number))
    return {key: one for key, one in here.items() if filing.materials.get(key) == "on_file"}


def _pairs(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for one in given:
        key, sign, value = one.partition("=")
        if not sign or not key:
            raise Refusal("option_unnamed", given=one)
        found[key] = value
    return found


def _way(way: str) -> str:
    if way not in WAYS:
        raise Refusal("option_unnamed", given=way)
    return way


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal("option_unnamed", given=text) from None
