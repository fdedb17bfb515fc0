"""Backups (备份): made on schedule, verified, drilled, and never forgotten in silence."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from kiosk.app.ports import Store
from kiosk.domain.refusals import Refusal, Trouble
from sync.protocol.kinds import DeviceBackedUp, DeviceDrilled

PLAN, LAST, TRIED, DRILLED = "backup.plan", "backup.last", "backup.tried", "backup.drilled"
RETRY = timedelta(hours=1)  # after trouble, and after another program has begun one
CLOSING = timedelta(hours=4)  # a backup that is older is worth waiting for when the hall closes
SETTLED = timedelta(days=1)  # a PC that is new today is not reminded yet


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where backups go and how often. `upstream`: there too, where this PC has one. `keep_*` are how many days, weeks
    and months one is kept of; `closing`: also when the screens are closed; a reminder after `remind_days` without one
    and `drill_days` without a drill."""

    to: str = ""
    every_hours: int = 24
    closing: bool = True
    remind_days: int = 3
    drill_days: int = 31
    keep_days: int = 7
    keep_weeks: int = 4
    keep_months: int = 6
    upstream: bool = True


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that counts. `same_disk`: it lies on the very disk that it is to protect against; `dropped` old ones
    went by the rule."""

    name: str
    medium: str
    at: str
    epoch: int
    seq: int
    size: int
    same_disk: bool = False
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class BackupChecked:
    """What a check or a drill found."""

    name: str
    entries: int
    problems: tuple[str, ...]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BackupSeen:
    """The state for a screen: the last that counts, what went wrong since, what is overdue."""

    planned: bool
    medium: str
    last: datetime | None
    trouble: str
    trouble_values: dict[str, str]
    overdue: bool
    drilled: datetime | None
    drill_overdue: bool


class Keeper(Protocol):
    """Backups on a medium. Raises the store's troubles; what went wrong has left nothing that counts."""

    def make(self, medium: Path, /) -> Any: ...
    def listed(self, medium: Path, /) -> Sequence[Any]: ...
    def verify(self, found: Any, /) -> tuple[int, Sequence[Any]]: ...
    def drill(self, found: Any, recovery: str = "", /) -> tuple[int, Sequence[Any]]: ...
    def drop_old(self, medium: Path, keep: Callable[[list[datetime]], set[datetime]], /) -> int: ...
    def same_disk(self, medium: Path, /) -> bool: ...


class BackupDesk:
    """What an administrator and the clock do with backups, in the name of `actor`. `safe` refuses as long as there is
    no recovery key: what nobody could restore is no backup. `stopwatch` gives seconds."""

    def __init__(
        self,
        store: Store,
        keeper: Keeper,
        safe: Callable[[], None],
        actor: str,
        now: Callable[[], datetime],
        stopwatch: Callable[[], float],
    ) -> None:
        self._store, self._keeper, self._safe = store, keeper, safe
        self._actor, self._now, self._stopwatch = actor, now, stopwatch

    def plan(self) -> BackupPlan:
        """As it was set; `to` is empty where nobody has set one."""
        with self._store.look() as work:
            said = work.drawer.setting(PLAN)
        return BackupPlan(**json.loads(said)) if said else BackupPlan()

    def set_plan(self, plan: BackupPlan) -> None:
        """From now on so. Refuses `backup_plan_wrong`."""
        counts = (plan.every_hours, plan.remind_days, plan.drill_days, plan.keep_days)
        if min(counts) < 1 or min(plan.keep_weeks, plan.keep_months) < 0:
            raise Refusal("backup_plan_wrong")
        with self._store.work(self._actor) as work:
            work.drawer.set_setting(PLAN, json.dumps(asdict(plan)))

    def make(self, to: str = "") -> BackupMade:
        """One now, to the planned medium or another. Refuses `backup_nowhere`, `recovery_missing`; raises the medium's
        troubles, which the screen shows until one has gone well."""
        medium = self._medium(to)
        self._safe()
        try:
            found = self._keeper.make(medium)
        except Trouble as trouble:
            self._note(TRIED, {"key": trouble.key, "values": {k: str(v) for k, v in trouble.values.items()}})
            raise
        of = found.manifest
        said = DeviceBackedUp(backup=found.name, medium=str(medium), epoch=of.epoch, seq=of.seq, size=of.size)
        with self._store.work(self._actor) as work:
            work.journal.enter(said, "device.backed_up")
            work.drawer.set_setting(LAST, json.dumps({"at": self._now().isoformat(), "medium": str(medium)}))
            work.drawer.set_setting(TRIED, "")
        plan = self.plan()
        dropped = self._keeper.drop_old(medium, lambda moments: kept_of(plan, moments))
        same = self._keeper.same_disk(medium)
        return BackupMade(found.name, str(medium), of.made_at, of.epoch, of.seq, of.size, same, dropped)

    def listed(self, to: str = "") -> list[BackupMade]:
        """What lies on the medium, newest first; one that cannot be read has no `at`."""
        medium = self._medium(to)
        return [
            BackupMade(found.name, str(medium), m.made_at, m.epoch, m.seq, m.size)
            if (m := found.manifest)
            else BackupMade(found.name, str(medium), "", 0, 0, 0)
            for found in self._keeper.listed(medium)
        ]

    def verify(self, name: str = "", to: str = "") -> BackupChecked:
        """Open one (the newest) and check all of it. Refuses `backup_unknown`."""
        found, began = self._found(name, to), self._stopwatch()
        entries, problems = self._keeper.verify(found)
        return BackupChecked(found.name, entries, _said(problems), self._stopwatch() - began)

    def drill(self, name: str = "", to: str = "", recovery: str = "") -> BackupChecked:
        """The drill (恢复演练): restore one into a throw-away folder, check it, and enter how it went; with the
        `recovery` key from the safe it shows that the sheet is the right one too."""
        medium, found, began = self._medium(to), self._found(name, to), self._stopwatch()
        entries, problems = self._keeper.drill(found, recovery)
        took = round(self._stopwatch() - began, 1)
        said = DeviceDrilled(
            backup=found.name,
            medium=str(medium),
            entries=entries,
            problems=len(problems),
            seconds=took,
            recovery=bool(recovery),
        )
        with self._store.work(self._actor) as work:
            work.journal.enter(said, "device.drilled")
            if not problems:
                work.drawer.set_setting(DRILLED, self._now().isoformat())
        return BackupChecked(found.name, entries, _said(problems), took)

    def due(self, closing: bool = False) -> bool:
        """Whether one should be made now. Who is told so has an hour: no other program on this PC is told the same."""
        plan, now = self.plan(), self._now()
        if not plan.to or (closing and not plan.closing):
            return False
        wait = min(CLOSING, timedelta(hours=plan.every_hours)) if closing else timedelta(hours=plan.every_hours)
        with self._store.work(self._actor) as work:
            last, tried = _at(work.drawer.setting(LAST)), _at(work.drawer.setting(f"{TRIED}.at"))
            if last and _between(last, now) < wait:
                return False
            if tried and _between(tried, now) < RETRY and not closing:
                return False
            work.drawer.set_setting(f"{TRIED}.at", json.dumps({"at": now.isoformat()}))
        return True

    def keep_up(self, closing: bool = False) -> BackupMade | None:
        """What the clock does, and the end of a day: a backup if one is due. What goes wrong is no bad news for who
        works here; it stands on the head's screen until one has gone well."""
        if not self.due(closing):
            return None
        try:
            return self.make()
        except (Refusal, Trouble) as news:
            self._note(TRIED, {"key": news.key, "values": {k: str(v) for k, v in news.values.items()}})
            return None

    def seen(self) -> BackupSeen:
        """The state for a screen."""
        plan, now = self.plan(), self._now()
        with self._store.look() as work:
            last, drilled = work.drawer.setting(LAST), work.drawer.setting(DRILLED)
            tried = json.loads(work.drawer.setting(TRIED) or "{}")
            begun = work.journal.of_kinds("device.begun")
        since = _begun(begun, now)
        made, drill = _at(last), datetime.fromisoformat(drilled) if drilled else None
        late, undrilled = timedelta(days=plan.remind_days), timedelta(days=plan.drill_days)
        return BackupSeen(
            planned=bool(plan.to),
            medium=plan.to,
            last=made,
            trouble=tried.get("key", ""),
            trouble_values=tried.get("values", {}),
            overdue=now - (made or since + SETTLED - late) > late,
            drilled=drill,
            drill_overdue=now - (drill or since) > undrilled,
        )

    def _medium(self, to: str) -> Path:
        where = to or self.plan().to
        if not where:
            raise Refusal("backup_nowhere")
        return Path(where)

    def _found(self, name: str, to: str) -> Any:
        medium = self._medium(to)
        for found in self._keeper.listed(medium):
            if name in ("", found.name):
                return found
        raise Refusal("backup_unknown", where=medium, name=name)

    def _note(self, key: str, value: dict[str, Any]) -> None:
        with self._store.work(self._actor) as work:
            work.drawer.set_setting(key, json.dumps(value, ensure_ascii=False))


def kept_of(plan: BackupPlan, moments: Sequence[datetime]) -> set[datetime]:
    """Which of these backups stay: the newest always, the newest of each of the last days, weeks and months that have
    any."""
    newest = sorted(moments, reverse=True)
    kept = set(newest[:1])
    rules = ((plan.keep_days, "%Y%m%d"), (plan.keep_weeks, "%G%V"), (plan.keep_months, "%Y%m"))
    for most, shape in rules:
        spans: dict[str, datetime] = {}
        for at in newest:
            spans.setdefault(at.strftime(shape), at)
        kept.update(list(spans.values())[:most])
    return kept


def _said(problems: Sequence[Any]) -> tuple[str, ...]:
    return tuple(f"{problem.key} {problem.where}" for problem in problems)


def _at(said: str) -> datetime | None:
    return datetime.fromisoformat(json.loads(said)["at"]) if said else None


def _between(past: datetime, now: datetime) -> timedelta:
    """A clock that was set back makes nothing wait for ever."""
    return max(now - past, timedelta()) if now >= past else timedelta.max


def _begun(entries: Sequence[Any], now: datetime) -> datetime:
    return datetime.fromisoformat(entries[0].read().wall) if entries else now
