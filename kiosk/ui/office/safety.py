"""What the head reads of backups: when the last one was, what went wrong, what is overdue."""

from collections.abc import Callable
from datetime import datetime

from kiosk.app.backup import BackupSeen
from kiosk.domain.deadline import CHINA
from kiosk.domain.refusals import Trouble
from kiosk.ui.office.words import Backup as Words

OK, WARN, BAD = "good", "warn", "bad"


def said_of(seen: BackupSeen, now: datetime, say: Callable[[Trouble], str]) -> tuple[list[tuple[str, str]], str]:
    """Short sentences with how each stands, and the whole sentence of what went wrong last, empty if nothing did."""
    said = [_last(seen, now)]
    if seen.trouble:
        said.append((Words.FAILED, BAD))
    if seen.planned and seen.drill_overdue:
        said.append((Words.DRILL, WARN))
    return said, say(Trouble(seen.trouble, **seen.trouble_values)) if seen.trouble else ""


def _last(seen: BackupSeen, now: datetime) -> tuple[str, str]:
    if seen.last is None:
        return (Words.NEVER if seen.planned else Words.NONE), (BAD if seen.overdue else WARN)
    if seen.overdue:
        return Words.OVERDUE.format(days=(now - seen.last).days), BAD
    return Words.FINE.format(time=f"{seen.last.astimezone(CHINA):%m-%d %H:%M}"), OK
