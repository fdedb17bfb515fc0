"""Commands of the stick: what waits is written on it, what comes back is read in."""

from argparse import Namespace
from pathlib import Path

from kiosk.cli.answer import Answer
from kiosk.cli.words import PARTED, STICK_DEFINITIONS, STICK_READ, STICK_REFUSED, STICK_WRITTEN
from kiosk.domain.refusals import Trouble
from kiosk.wiring.house import house
from kiosk.wiring.sentences import say


def out(given: Namespace) -> Answer:
    """Bundles for the city in a folder: {"files", "entries", "scans", "waiting", "on_stick"}. Nothing is marked as
    sent: what lies on a stick is not yet confirmed."""
    with house(given.data, given.staff) as desks:
        done = desks.stick.write(Path(given.where).expanduser())
        seen = desks.post.seen()
    value = {
        "files": list(done.files),
        "entries": done.entries,
        "scans": done.scans,
        "waiting": seen.waiting,
        "on_stick": seen.on_stick,
    }
    return Answer(value, [STICK_WRITTEN.format(files=len(done.files), entries=done.entries, scans=done.scans)])


def take(given: Namespace) -> Answer:
    """Answers from a file or a folder: {"files", "acknowledged", "received", "scans", "waiting", "definitions",
    "refused"}."""
    with house(given.data, given.staff) as desks:
        done = desks.stick.read(Path(given.where).expanduser())
    value = {
        "files": done.files,
        "acknowledged": done.acknowledged,
        "received": done.received,
        "scans": done.scans,
        "waiting": done.waiting,
        "definitions": done.definitions,
        "parted": done.parted,
        "refused": [{"file": name, "why": key} for name, key in done.refused],
    }
    lines = [STICK_READ.format(**value)]
    lines += [PARTED] if done.parted else []
    lines += [STICK_DEFINITIONS.format(**value)] if done.definitions else []
    lines += [STICK_REFUSED.format(file=name, why=say(Trouble(key))) for name, key in done.refused]
    return Answer(value, lines)
