"""Commands of backups: make, list, verify and drill them, say when they are made, and put one back on a new PC."""

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path

from kiosk.app.backup import BackupMade
from kiosk.cli.answer import REFUSED, Answer
from kiosk.cli.keys import secret
from kiosk.cli.words import Backup as Words
from kiosk.cli.words import Keys
from kiosk.domain.staff import Role
from kiosk.settings import read_settings
from kiosk.wiring.house import actor_of, house
from kiosk.wiring.keyroom import restore_station

_MB = 1_000_000


def now(given: Namespace) -> Answer:
    """One backup, opened and checked: {"name", "medium", "epoch", "seq", "size", "same_disk", "dropped"}. With
    `--if-due` only when the plan says so, without anybody signed in (for a timer): {"due": false} otherwise."""
    with house(given.data, given.staff, Role.MACHINE if given.if_due else None) as desks:
        if given.if_due and not desks.backup.due():
            return Answer({"due": False}, [Words.NOTHING_DUE])
        made = desks.backup.make(given.to)
    more = ((made.same_disk, Words.SAME_DISK), (made.dropped, Words.DROPPED.format(dropped=made.dropped)))
    lines = [Words.MADE.format(**_shown(made)), *(said for when, said in more if when)]
    return Answer(asdict(made), lines)


def listed(given: Namespace) -> Answer:
    """What lies on the medium, newest first: [{"name", "at", "epoch", "seq", "size", "medium"}]."""
    with house(given.data, given.staff) as desks:
        found = desks.backup.listed(given.to)
    lines = [(Words.LINE if made.at else Words.UNREADABLE).format(**_shown(made)) for made in found]
    return Answer([asdict(made) for made in found], lines or [Words.NONE])


def verified(given: Namespace) -> Answer:
    """Everything in one backup (the newest): {"name", "ok", "entries", "problems"}."""
    with house(given.data, given.staff) as desks:
        done = desks.backup.verify(given.name, given.to)
    line = (Words.BAD if done.problems else Words.FINE).format(
        name=done.name, entries=done.entries, count=len(done.problems)
    )
    value = {"name": done.name, "ok": not done.problems, "entries": done.entries, "problems": list(done.problems)}
    return Answer(value, [line, *done.problems], REFUSED if done.problems else 0)


def drilled(given: Namespace) -> Answer:
    """The drill: {"name", "ok", "entries", "problems", "seconds"}; with `--key` it is done with the recovery key."""
    key = secret(given.key, Keys.ASK_RECOVERY) if given.key else ""
    with house(given.data, given.staff) as desks:
        done = desks.backup.drill(given.name, given.to, key)
    line = (Words.DRILL_BAD if done.problems else Words.DRILLED).format(
        name=done.name, entries=done.entries, count=len(done.problems), seconds=done.seconds
    )
    value = {"ok": not done.problems, **asdict(done), "problems": list(done.problems)}
    return Answer(value, [line, *done.problems], REFUSED if done.problems else 0)


def schedule(given: Namespace) -> Answer:
    """The plan, changed by what is given: {"to", "every_hours", "closing", …}."""
    names = ("every_hours", "remind_days", "drill_days", "keep_days", "keep_weeks", "keep_months")
    changes = {name: value for name in names if (value := getattr(given, name)) is not None}
    with house(given.data, given.staff) as desks:
        plan = desks.backup.plan()
        if given.to is not None:
            plan = replace(plan, to=str(Path(given.to).absolute()))
        if given.closing is not None:
            plan = replace(plan, closing=given.closing == "yes")
        plan = replace(plan, **changes)
        if plan != desks.backup.plan():
            desks.backup.set_plan(plan)
        seen = desks.backup.seen()
    said = Words.PLAN.format(**asdict(plan) | {"closing": Words.CLOSING[plan.closing]}) if plan.to else Words.NO_PLAN
    return Answer(asdict(plan), [said, *([Words.DRILL_NOTE] if plan.to and seen.drill_overdue else [])])


def restored(given: Namespace) -> Answer:
    """A new PC from a backup, in one command: {"device", "made_at", "data"}. Refuses a directory that has data."""
    settings = read_settings(given.data)
    key = secret(given.key, Keys.ASK_RECOVERY) if given.key else ""
    device, made_at = restore_station(settings, actor_of(given.staff), Path(given.where), given.backup, key)
    line = Words.RESTORED.format(device=device, made_at=made_at[:16].replace("T", " "))
    return Answer({"device": device, "made_at": made_at, "data": str(settings.data)}, [line])


def _shown(made: BackupMade) -> dict[str, object]:
    return asdict(made) | {"size": f"{made.size / _MB:.1f}"}
