"""Commands of backups: make, list, verify and drill them, say when they are made, and put one back on a new PC."""

from argparse import Namespace
from dataclasses import asdict, replace
from pathlib import Path

from kiosk.app.backup import BackupMade
from kiosk.app.lodging import LodgingDesk
from kiosk.cli.answer import REFUSED, Answer, complain
from kiosk.cli.keys import secret
from kiosk.cli.words import Backup as Words
from kiosk.cli.words import Keys
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff import Role
from kiosk.settings import read_settings
from kiosk.wiring.carrier import read_ca_file
from kiosk.wiring.house import actor_of, house
from kiosk.wiring.keyroom import restore_station
from kiosk.wiring.lodging import Whence, restore_from_upstream
from kiosk.wiring.sentences import say

_MB = 1_000_000


def now(given: Namespace) -> Answer:
    """One backup, opened and checked: {"name", "medium", "epoch", "seq", "size", "same_disk", "dropped"}; by the plan,
    and with `--upstream` that alone, it is lodged with the upstream too: "lodged": {"name", "upstream", "size", …}.
    With `--if-due` only when the plan says so, without anybody signed in (for a timer): {"due": false} otherwise."""
    with house(given.data, given.staff, Role.MACHINE if given.if_due else None) as desks:
        if given.if_due:
            on_medium, lodged = desks.backup.due(), desks.lodging.due()
        else:
            plan = desks.backup.plan()
            lodged = given.upstream or bool(
                plan.to and plan.upstream and not given.to and desks.lodging.seen().upstream
            )
            on_medium = not given.upstream
        said = _made(desks.backup.make(given.to)) if on_medium else Answer({}, [])
        if lodged:
            said = _lodged(desks.lodging, said)
    return said if said.lines else Answer({"due": False}, [Words.NOTHING_DUE])


def _made(made: BackupMade) -> Answer:
    more = ((made.same_disk, Words.SAME_DISK), (made.dropped, Words.DROPPED.format(dropped=made.dropped)))
    return Answer(asdict(made), [Words.MADE.format(**_shown(made)), *(said for when, said in more if when)])


def _lodged(desk: LodgingDesk, before: Answer) -> Answer:
    """With the upstream too; what goes wrong there does not undo what lies on the medium, and is said."""
    told = Telling(Words.SENDING)
    try:
        made = desk.lodge(told)
    except (Refusal, Trouble) as news:
        if not before.lines:
            raise
        return Answer({**before.value, "lodged": None}, [*before.lines, say(news)])
    if made is None:  # what was made does not fit what lies here any more: the next one does
        raise Trouble("lodged_bad", name="")
    line = Words.LODGED.format(where=Words.UPSTREAMS[made.upstream], name=made.name, size=f"{made.size / _MB:.1f}")
    return Answer({**before.value, "lodged": asdict(made)}, [*before.lines, line])


def listed(given: Namespace) -> Answer:
    """What lies on the medium, newest first: [{"name", "at", "epoch", "seq", "size", "medium"}]; with `--upstream` what
    lies whole there: [{"name", "upstream", "at", "size", …}]."""
    if given.upstream:
        with house(given.data, given.staff) as desks:
            there = desks.lodging.listed()
        lines = [Words.THERE.format(name=one.name, size=f"{one.size / _MB:.1f}", at=_at(one.at)) for one in there]
        return Answer([asdict(one) for one in there], lines or [Words.NONE])
    with house(given.data, given.staff) as desks:
        found = desks.backup.listed(given.to)
    lines = [(Words.LINE if made.at else Words.UNREADABLE).format(**_shown(made)) for made in found]
    return Answer([asdict(made) for made in found], lines or [Words.NONE])


def verified(given: Namespace) -> Answer:
    """Everything in one backup (the newest): {"name", "ok", "entries", "problems"}; with `--upstream` it reads again
    what lies there, and its hash is compared: {"name", "ok", "size", …}."""
    if given.upstream:
        with house(given.data, given.staff) as desks:
            one = desks.lodging.verify(given.name)
        line = Words.SAME_THERE.format(where=Words.UPSTREAMS[one.upstream], name=one.name)
        return Answer({"ok": True, **asdict(one)}, [line])
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
        if given.upstream is not None:
            plan = replace(plan, upstream=given.upstream == "yes")
        plan = replace(plan, **changes)
        if plan != desks.backup.plan() or given.upstream:
            desks.backup.set_plan(plan)
        seen = desks.backup.seen()
        upstream = desks.lodging.seen().upstream
    whole = asdict(plan) | {"closing": Words.CLOSING[plan.closing], "where": Words.UPSTREAMS.get(upstream, "")}
    said = Words.PLAN.format(**whole) + Words.ALSO.get(upstream, "") if plan.to else Words.NO_PLAN
    if upstream and not plan.to:
        said = Words.ONLY_UPSTREAM.format(**whole)
    return Answer(asdict(plan), [said, *([Words.DRILL_NOTE] if plan.to and seen.drill_overdue else [])])


def restored(given: Namespace) -> Answer:
    """A new PC from a backup, in one command: {"device", "made_at", "data"}; from a medium, or with `--upstream` from
    where it was lodged. Refuses a directory that has data."""
    settings = read_settings(given.data)
    if bool(given.where) == bool(given.upstream):
        raise Refusal("restore_whence")
    key = secret(given.key or ("-" if given.upstream else ""), Keys.ASK_RECOVERY) if given.key or given.upstream else ""
    if given.upstream:
        whence = Whence(given.upstream.rstrip("/"), read_ca_file(given.ca), given.backup)
        told = Telling(Words.FETCHING)
        device, made_at = restore_from_upstream(settings, actor_of(given.staff), whence, key, told)
    else:
        device, made_at = restore_station(settings, actor_of(given.staff), Path(given.where), given.backup, key)
    line = Words.RESTORED.format(device=device, made_at=_at(made_at))
    return Answer({"device": device, "made_at": made_at, "data": str(settings.data)}, [line])


class Telling:
    """How far it has come, on the terminal, a line for each tenth."""

    def __init__(self, line: str) -> None:
        self._line, self._told = line, 0

    def __call__(self, done: int, total: int) -> bool:
        """Always on."""
        tenth = done * 10 // total if total else 10
        if tenth > self._told:
            self._told = tenth
            complain(self._line.format(done=f"{done / _MB:.1f}", total=f"{total / _MB:.1f}"))
        return True


def _at(said: str) -> str:
    return said[:16].replace("T", " ")


def _shown(made: BackupMade) -> dict[str, object]:
    return asdict(made) | {"size": f"{made.size / _MB:.1f}"}
