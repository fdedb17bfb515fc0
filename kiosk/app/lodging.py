"""Backups with the upstream (寄存): beside the medium, on the same plan, sealed before they leave this PC, and asked
after: one counts when the upstream has read it again and says the same hash."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from kiosk.app.backup import CLOSING, BackupPlan
from kiosk.app.ports import Store
from kiosk.domain.refusals import Refusal, Trouble
from sync.protocol.kinds import DeviceBackedUp

LAST, TRIED, BEGUN = "lodging.last", "lodging.tried", "lodging.begun"
AGAIN = timedelta(minutes=9)  # after a line that broke, and after another program has begun

Heard = Callable[[int, int], bool]


def to_the_end(_sent: int, _of: int) -> bool:
    """Nobody wants to be told, and it is not to be broken off."""
    return True


@dataclass(frozen=True, slots=True)
class BackupLodged:
    """A backup that is whole with the upstream ('city' or 'hub'); `size` bytes as they lie there. `epoch` and `seq` are
    the last entry in it, 0 where that is not known from here."""

    name: str
    upstream: str
    at: str
    size: int
    epoch: int = 0
    seq: int = 0


@dataclass(frozen=True, slots=True)
class LodgingSeen:
    """The state for a screen. `upstream` is empty where there is none or the plan does without; `under_way` when one
    has been begun and has not arrived yet."""

    upstream: str
    last: datetime | None
    under_way: bool
    trouble: str
    trouble_values: dict[str, str]
    overdue: bool


class Way(Protocol):
    """The way to the upstream. Raises troubles and refusals; what was broken off goes on the next time."""

    def upstream(self) -> str: ...
    def waiting(self) -> bool: ...
    def bring(self, heard: Heard, /) -> Any:
        """Make one, or go on with the one that was begun: what it is when it lies there whole, None when `heard` (told
        bytes and of how many) has broken it off."""

    def listed(self) -> Sequence[Any]: ...
    def verify(self, name: str, /) -> bool: ...


class LodgingDesk:
    """What an administrator and the clock do with backups at the upstream, in the name of `actor`."""

    def __init__(
        self, store: Store, way: Way, safe: Callable[[], None], actor: str, now: Callable[[], datetime]
    ) -> None:
        self._store, self._way, self._safe, self._actor, self._now = store, way, safe, actor, now

    def lodge(self, heard: Heard = to_the_end) -> BackupLodged | None:
        """One now, or on with the one that was begun; None when `heard` broke it off. Refuses `lodging_nowhere`,
        `recovery_missing`, `recovery_before_lodging`, `lodging_under_way`; raises what the line raises."""
        upstream = self._must_have()
        self._safe()
        try:
            found = self._way.bring(heard)
        except (Trouble, Refusal) as news:
            self._note(news)
            raise
        if found is None:
            return None
        of = found.lodged
        said = DeviceBackedUp(backup=of.name, medium=upstream, epoch=found.epoch, seq=found.seq, size=of.size)
        with self._store.work(self._actor) as work:
            work.journal.enter(said, "device.backed_up")
            last = {"at": self._now().isoformat(), "name": of.name, "digest": of.digest, "upstream": upstream}
            work.drawer.set_setting(LAST, json.dumps(last))
            work.drawer.set_setting(TRIED, "")
        return BackupLodged(of.name, upstream, of.made_at, of.size, found.epoch, found.seq)

    def listed(self) -> list[BackupLodged]:
        """What lies whole with the upstream, newest first. Refuses `lodging_nowhere`; raises what the line raises."""
        upstream = self._must_have()
        return [BackupLodged(one.name, upstream, one.made_at, one.size) for one in self._way.listed()]

    def verify(self, name: str = "") -> BackupLodged:
        """The upstream reads one (the newest) again, and its hash is what it was when it came. Refuses
        `lodging_unknown`; raises `Trouble('lodged_bad')`."""
        for one in self.listed():
            if name in ("", one.name):
                if not self._way.verify(one.name):
                    raise Trouble("lodged_bad", name=one.name)
                return one
        raise Refusal("lodging_unknown", name=name)

    def due(self, closing: bool = False) -> bool:
        """Whether one should be made or go on now. Who is told so has some minutes to himself."""
        plan, now = self._plan(), self._now()
        if plan is None or not plan.upstream or (closing and not plan.closing) or not self._way.upstream():
            return False
        wait = timedelta(hours=plan.every_hours)
        with self._store.work(self._actor) as work:
            last, begun = _at(work.drawer.setting(LAST)), _at(work.drawer.setting(BEGUN))
            fresh = last is not None and abs(now - last) < (min(wait, CLOSING) if closing else wait)
            if (fresh and not self._way.waiting()) or (begun and abs(now - begun) < AGAIN and not closing):
                return False
            work.drawer.set_setting(BEGUN, json.dumps({"at": now.isoformat()}))
        return True

    def keep_up(self, closing: bool = False, heard: Heard = to_the_end) -> BackupLodged | None:
        """What the clock does, and the end of a day. What goes wrong stands on the head's screen until one has gone
        well, and holds nobody up."""
        if not self.due(closing):
            return None
        try:
            return self.lodge(heard)
        except (Refusal, Trouble) as news:
            self._note(news)
            return None

    def seen(self) -> LodgingSeen:
        """The state for a screen."""
        plan, now = self._plan(), self._now()
        upstream = self._way.upstream() if plan and plan.upstream else ""
        with self._store.look() as work:
            last, tried = _at(work.drawer.setting(LAST)), json.loads(work.drawer.setting(TRIED) or "{}")
        late = timedelta(days=plan.remind_days) if plan else timedelta()
        return LodgingSeen(
            upstream=upstream,
            last=last,
            under_way=bool(upstream) and self._way.waiting(),
            trouble=tried.get("key", "") if upstream else "",
            trouble_values=tried.get("values", {}),
            overdue=bool(upstream and last and now - last > late),
        )

    def _plan(self) -> BackupPlan | None:
        with self._store.look() as work:
            said = work.drawer.setting("backup.plan")
        return BackupPlan(**json.loads(said)) if said else None

    def _must_have(self) -> str:
        upstream = self._way.upstream()
        if not upstream:
            raise Refusal("lodging_nowhere")
        return upstream

    def _note(self, news: Refusal | Trouble) -> None:
        if news.key == "lodging_under_way":  # it is being done
            return
        said = {"key": news.key, "values": {k: str(v) for k, v in news.values.items()}}
        with self._store.work(self._actor) as work:
            work.drawer.set_setting(TRIED, json.dumps(said, ensure_ascii=False))


def _at(said: str) -> datetime | None:
    return datetime.fromisoformat(json.loads(said)["at"]) if said else None
