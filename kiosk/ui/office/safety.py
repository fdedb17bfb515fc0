"""What the head reads of backups: when the last one was, what went wrong, what is overdue."""

from collections.abc import Callable
from datetime import datetime

from kiosk.app.backup import BackupSeen
from kiosk.app.lodging import LodgingSeen
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Trouble
from kiosk.ui.office.words import Backup as Words

OK, WARN, BAD = "good", "warn", "bad"


def said_of(
    seen: BackupSeen, now: datetime, say: Callable[[Trouble], str], lodged: LodgingSeen | None = None
) -> tuple[list[tuple[str, str]], str]:
    """Short sentences with how each stands, and the whole sentence of what went wrong last, empty if nothing did."""
    there = lodged if lodged is not None and lodged.upstream else None
    said = [(Words.NO_MEDIUM, WARN) if there and not seen.planned else _last(seen, now)]
    if there is not None:
        said.append(_lodged(there, now))
    if seen.trouble:
        said.append((Words.FAILED, BAD))
    if seen.planned and seen.drill_overdue:
        said.append((Words.DRILL, WARN))
    if not seen.trouble and there is not None and there.trouble:
        return said, say(Trouble(there.trouble, **there.trouble_values))
    return said, say(Trouble(seen.trouble, **seen.trouble_values)) if seen.trouble else ""


def _lodged(seen: LodgingSeen, now: datetime) -> tuple[str, str]:
    if seen.last is not None and seen.overdue:
        return Words.LODGED_LATE.format(days=(now - seen.last).days), BAD
    if seen.trouble:
        return Words.NOT_LODGED, BAD
    if seen.under_way:
        return Words.LODGING, WARN
    if seen.last is None:
        return Words.NEVER_LODGED, WARN
    return Words.LODGED.format(time=f"{seen.last.astimezone(CHINA):%m-%d %H:%M}"), OK


def _last(seen: BackupSeen, now: datetime) -> tuple[str, str]:
    if seen.last is None:
        return (Words.NEVER if seen.planned else Words.NONE), (BAD if seen.overdue else WARN)
    if seen.overdue:
        return Words.OVERDUE.format(days=(now - seen.last).days), BAD
    return Words.FINE.format(time=f"{seen.last.astimezone(CHINA):%m-%d %H:%M}"), OK
