"""Slow work leaves by this door and comes home by it: printing, post, searching. The one room that knows threads.

Each lane is one thread with its own queue, so that a dead network never delays a receipt. What a job returns comes home
on the screens' own thread.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from kiosk.domain.refusals import Refusal, Trouble

POST, PAPER, SEARCH, DESK, LISTEN, LINE, SCAN = "post", "paper", "search", "desk", "listen", "line", "scan"
BOOKS = "books"  # checks of the journal and the tables, which nobody waits for
LANES = (
    POST,
    PAPER,
    SEARCH,
    DESK,
    LISTEN,
    LINE,
    SCAN,
    BOOKS,
)  # a hub that hangs holds up the line, and no draft and no filing

BadNews = Refusal | Trouble
UNFORESEEN = "unforeseen"  # the key of the bad news that stands for a bug

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Errand:
    job: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BadNews], None]
    owner: QObject | None


class Errands(QObject):
    """Runs jobs on lanes. `hook` is told of every bug; it returns the id under which the bug was logged."""

    _home = Signal(object)

    def __init__(self, hook: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hook = hook
        self._lanes: dict[str, queue.SimpleQueue[_Errand | None]] = {}
        self._threads: list[threading.Thread] = []
        self._underway = 0
        self._home.connect(self._on_home, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: str,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BadNews], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `job` on `lane`; then, here, `done(result)`, or `failed(bad news)`.

        A bug goes to the hook, and `failed` hears `Trouble('unforeseen', id=…)`. When `owner` is gone by then, nobody
        is told. KeyError when there is no such lane.
        """
        self._underway += 1
        self._lane(lane).put(_Errand(job, done, failed or _nobody_asked, owner))

    @property
    def busy(self) -> bool:
        """Whether something has not come home yet."""
        return self._underway > 0

    def close(self, seconds: float = 5.0) -> None:
        """Let each lane finish what it does now, and end it; what is queued behind that is left."""
        for lane in self._lanes.values():
            while not lane.empty():
                lane.get_nowait()
            lane.put(None)
        for thread in self._threads:
            thread.join(seconds)
        self._lanes.clear()
        self._threads.clear()

    def _lane(self, name: str) -> "queue.SimpleQueue[_Errand | None]":
        if name not in LANES:
            raise KeyError(name)
        if name not in self._lanes:
            self._lanes[name] = queue.SimpleQueue()
            thread = threading.Thread(target=self._work, args=(self._lanes[name],), name=f"lane-{name}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self._lanes[name]

    def _work(self, lane: "queue.SimpleQueue[_Errand | None]") -> None:
        while (errand := lane.get()) is not None:
            try:
                told = partial(errand.done, errand.job())
            except (Refusal, Trouble) as news:
                told = partial(errand.failed, news)
            except Exception as bug:  # sorted here: whatever is neither refusal nor trouble is a bug
                told = partial(self._tell_bug, bug, errand.failed)
            try:
                self._home.emit((told, errand.owner))
            except RuntimeError:
                return  # the house was closed while the job was out
            del errand, told

    def _tell_bug(self, bug: Exception, failed: Callable[[BadNews], None]) -> None:
        failed(Trouble(UNFORESEEN, id=self._hook(bug)))

    def _on_home(self, returned: tuple[Callable[[], None], QObject | None]) -> None:
        told, owner = returned
        self._underway -= 1
        if owner is None or shiboken6.isValid(owner):
            told()


def _nobody_asked(news: BadNews) -> None:
    """Bad news that the screen shows in another way (the badge, the paper's state)."""
