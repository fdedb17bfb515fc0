"""Slow work leaves by this door and comes home by it: printing, post, searching. The one room that knows threads.

Each lane is one thread with its own queue, so that a dead network never delays a receipt. What a job returns comes home
on the screens' own thread.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
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


Job = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Errand:
    job: Job
    done: Callable[[Any], None]
    failed: Callable[[BadNews], None]
    owner: QObject | None


class Errands(QObject):
    """Runs jobs on lanes. `hook` is told of every bug; it returns the id under which the bug was logged.

    A lane is never the last that holds anything of an errand: what is let go of on a lane is taken down there, and a
    widget that is taken down beside Qt's own thread takes the program with it. So the errand stays here until it is
    home, and what came of it is laid down before the lane says so.
    """

    _home = Signal(int)

    def __init__(self, hook: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hook = hook
        self._lanes: dict[str, queue.SimpleQueue[tuple[int, Job] | None]] = {}
        self._threads: list[threading.Thread] = []
        self._out: dict[int, _Errand] = {}
        self._back: dict[int, tuple[Any, Exception | None]] = {}
        self._count = 0
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
        way = self._lane(lane)
        self._count += 1
        self._out[self._count] = _Errand(job, done, failed or _nobody_asked, owner)
        way.put((self._count, job))

    @property
    def busy(self) -> bool:
        """Whether something has not come home yet."""
        return bool(self._out)

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

    def _lane(self, name: str) -> "queue.SimpleQueue[tuple[int, Job] | None]":
        if name not in LANES:
            raise KeyError(name)
        if name not in self._lanes:
            self._lanes[name] = queue.SimpleQueue()
            thread = threading.Thread(target=self._work, args=(self._lanes[name],), name=f"lane-{name}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self._lanes[name]

    def _work(self, lane: "queue.SimpleQueue[tuple[int, Job] | None]") -> None:
        while (given := lane.get()) is not None:
            number, job = given
            try:
                self._back[number] = (job(), None)
            except Exception as wrong:  # sorted at home
                self._back[number] = (None, wrong)
            del given, job
            try:
                self._home.emit(number)
            except RuntimeError:
                return  # the house was closed while the job was out

    def _on_home(self, number: int) -> None:
        errand, (result, wrong) = self._out.pop(number), self._back.pop(number)
        if errand.owner is not None and not shiboken6.isValid(errand.owner):
            if wrong is not None and not isinstance(wrong, BadNews):
                self._hook(wrong)
        elif wrong is None:
            errand.done(result)
        elif isinstance(wrong, BadNews):
            errand.failed(wrong)
        else:  # whatever is neither refusal nor trouble is a bug
            errand.failed(Trouble(UNFORESEEN, id=self._hook(wrong)))


def _nobody_asked(news: BadNews) -> None:
    """Bad news that the screen shows in another way (the badge, the paper's state)."""
