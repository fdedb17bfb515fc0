"""Between the page and whoever puts the data back: on a lane, told how far it is, and broken off when that is asked."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import DESK
from kiosk.ui.first_run.page import CA, HALF, KEY, MEDIUM, URL, WHERE, RestorePage
from kiosk.ui.first_run.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.ui.errands import BadNews, Errands
    from kiosk.ui.theme import Theme

ONE_HALF = "recovery_half"
_MB = 1_000_000
_AT_FIELD = {
    "backup_unknown": WHERE,
    "backup_devices": WHERE,
    "medium_missing": WHERE,
    "medium_gone": WHERE,
    "backup_bad": WHERE,
    "ca_wrong": CA,
    "lodged_none": URL,
    "lodging_unknown": URL,
    "no_line": URL,
    "too_slow": URL,
    "portal": URL,
    "certificate": CA,
    "url_wrong": URL,
    "recovery_mistyped": KEY,
    "recovery_halves": HALF,
    "recovery_wrong": KEY,
}


class Restoring(Protocol):
    """Puts the data of this PC back; slow. Raises the refusals and troubles of the store and of the line. `heard` is
    told bytes and of how many, and says whether to go on. Each gives the device's id and when the backup was made."""

    def found_media(self) -> list[str]:
        """Where backups lie on what is plugged in."""

    def from_medium(self, where: str, recovery: str, /) -> tuple[str, str]: ...
    def from_upstream(
        self, url: str, ca: str, recovery: str, heard: Callable[[int, int], bool], /
    ) -> tuple[str, str]: ...
    def say(self, news: BadNews, /) -> str: ...


class FirstRun(QObject):
    """`restored` when the data is there and the house can be opened."""

    restored = Signal()
    _heard = Signal(int, int)  # from the lane's thread

    def __init__(self, way: Restoring, errands: Errands, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._errands = way, errands
        self._over = Event()
        self.page = RestorePage(theme)
        theme.dress(self.page)
        self.page.given.connect(self._on_given)
        self.page.stopped.connect(self._over.set)
        self.page.opened.connect(self.restored)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Look what is plugged in; the page can be used meanwhile."""
        self._errands.run(DESK, self._way.found_media, self._on_media, owner=self)

    def stop(self) -> None:
        """The window is closed: what is under way ends at the next part."""
        self._over.set()

    def _on_media(self, found: list[str]) -> None:
        if found:
            self.page.offer_medium(found[0])

    def _on_given(self, source: str, values: Mapping[str, str]) -> None:
        recovery = f"{values[KEY]} {values.get(HALF, '')}".strip()
        self._over.clear()
        self.page.show_busy(Words.BEGUN)
        job: Callable[[], tuple[str, str]]
        if source == MEDIUM:
            job = partial(self._way.from_medium, values[WHERE], recovery)
            self.page.show_busy(Words.OPENING, stops=False)
        else:
            job = partial(self._way.from_upstream, values[URL], values[CA], recovery, self._tell)
        self._errands.run(DESK, job, self._on_done, self._on_no, owner=self)

    def _tell(self, done: int, total: int) -> bool:
        self._heard.emit(done // 1000, total // 1000)  # a signal's numbers have 32 bits
        return not self._over.is_set()

    def _on_heard(self, done: int, total: int) -> None:
        if self._over.is_set():
            return
        told = Words.FETCHING.format(done=f"{done / 1000:.1f}", total=f"{total / 1000:.1f}")
        whole = done >= total
        self.page.show_busy(Words.PUTTING if whole else told, done / total if total else 1.0, stops=not whole)

    def _on_done(self, came: tuple[str, str]) -> None:
        device, made_at = came
        said = Words.DONE_TEXT.format(device=device, made_at=made_at[:16].replace("T", " "))
        self.page.show_done(Words.DONE, said)

    def _on_no(self, news: BadNews) -> None:
        if isinstance(news, Refusal) and news.key == ONE_HALF:
            self.page.ask_other_half()
            return
        self.page.show_fault(_AT_FIELD.get(news.key, ""), self._way.say(news))
