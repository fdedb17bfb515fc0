"""Between the papers on the counter and the capture desk: what is brought becomes pages, file by file, while the clerk
goes on. The scanner's own file is let go only after the draft that names its pages was saved."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QImage

from kiosk.app.capture import FILE_MOST, Captured, CaptureDesk, Dropped, FolderSeen, Page
from kiosk.domain.refusals import Refusal
from kiosk.ui.errands import SCAN, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.files_view import FilesView
from kiosk.ui.form.counter.papers import Pages
from kiosk.ui.form.counter.words import Capture as Words

LOOK = 700
"""Milliseconds between two looks at the scanner's folder."""


class Held(Protocol):
    """What pages hang on: an application on the counter, or a case."""

    @property
    def files(self) -> Pages: ...


class CapturePage(Protocol):
    """The page on which pages are seen; `papers` is None while nothing is."""

    @property
    def papers(self) -> Held | None: ...
    @property
    def files(self) -> FilesView: ...
    @property
    def at_material(self) -> str: ...
    def show_pages(self, key: str, said: str = "") -> None: ...
    def show_said(self, sentence: str) -> None: ...


class Capturing(QObject):
    """`kept`: pages hang on the application now; it has to be saved, and then `saved` be told."""

    kept = Signal()

    def __init__(self, desk: Callable[[], CaptureDesk], fittings: Fittings, page: CapturePage) -> None:
        super().__init__(page.files)
        self._desk = desk
        self._fittings = fittings
        self._page = page
        self._files = page.files
        self._files.pictures.picturing = lambda one, room: self._desk().picture(one, room)
        self._older: set[str] | None = None  # what lay in the folder before; None: not looked yet
        self._seen = FolderSeen("")
        self._underway: set[str] = set()
        self._waiting: list[Captured] = []
        self._left = self._of = 0
        self._looking = QTimer(self, interval=LOOK)
        self._looking.timeout.connect(self._look)
        self._files.brought.connect(lambda paths: self.bring(self._page.at_material, paths))
        self._files.pasted.connect(self._on_pasted)
        self._files.wanted.connect(self._on_wanted)
        self._files.turned.connect(lambda one: self._change(one, lambda: self._desk().turn(one)))
        self._files.uncut.connect(lambda one: self._change(one, lambda: self._desk().uncut(one)))

    def toggle(self) -> None:
        """Begin to watch the scanner's folder, or stop."""
        if self._looking.isActive():
            self.stop()
        else:
            self._older = None
            self._looking.start()
            self._files.show_watch(True, "", 0, Words.LOOKING)
            self._look()

    def stop(self) -> None:
        """What comes into the folder now is not for the paper at hand."""
        self._looking.stop()
        self._files.show_watch(False, "", 0)

    def leave(self) -> None:
        """Another application: what was not saved with this one stays in the scanner's folder."""
        self.stop()
        self._waiting = []

    def saved(self) -> None:
        """The pages are in a draft or an entry that will not be lost: the scanner's files may go."""
        waiting, self._waiting = self._waiting, []
        for captured in waiting:
            self._run(partial(self._desk().let_go, captured), lambda _: None, self._on_folder_trouble)

    def bring(self, key: str, paths: Sequence[Path]) -> None:
        """Files for a material or a field, one after the other."""
        for path in paths:
            self._take(key, path.name, partial(_read, path))

    def _take(self, key: str, name: str, reading: Callable[[], bytes]) -> None:
        papers = self._page.papers
        if papers is None or not key:
            return
        self._begin()

        def taking() -> Captured:
            there, full = list(papers.files.get(key, ())), papers.files.full()
            return self._desk().take(name, reading(), there, full)

        self._run(taking, partial(self._on_taken, papers, key), partial(self._on_refused, papers))

    def _on_pasted(self, image: QImage) -> None:
        self._take(self._page.at_material, Words.PASTED, lambda: _png(image))

    def _on_wanted(self, what: str) -> None:
        if what == "watch":
            self.toggle()
        elif what == "photo":
            self._photo()
        elif what == "older":
            for dropped in self._seen.files:
                if dropped.whole:
                    self._take_dropped(dropped)

    def _photo(self) -> None:
        papers, key = self._page.papers, self._page.at_material
        if papers is None or not key:
            return
        self._begin()
        self._run(
            lambda: self._desk().photo(list(papers.files.get(key, ())), papers.files.full()),
            partial(self._on_taken, papers, key),
            partial(self._on_refused, papers),
        )

    def _look(self) -> None:
        self._run(lambda: self._desk().folder(), self._on_looked, self._on_folder_trouble)

    def _on_looked(self, seen: FolderSeen) -> None:
        if not self._looking.isActive():
            return
        self._seen = seen
        if not seen.place:
            self.stop()
            self._files.show_watch(True, "", 0)
            return
        older = self._older if self._older is not None else {one.mark for one in seen.files}
        self._older = older
        for dropped in seen.files:
            if dropped.whole and dropped.mark not in older:
                self._take_dropped(dropped)
        left = sum(1 for one in seen.files if one.mark in older and one.mark not in self._underway)
        self._files.show_watch(True, seen.place, left)

    def _take_dropped(self, dropped: Dropped) -> None:
        papers, key = self._page.papers, self._page.at_material
        if papers is None or not key or dropped.mark in self._underway:
            return
        self._underway.add(dropped.mark)
        self._begin()

        def refused(news: BadNews) -> None:
            if news.key == "scan_twice" and papers is self._page.papers:
                self._waiting.append(Captured(tuple(papers.files.get(key, ())), dropped=dropped))
                self.kept.emit()
            self._on_refused(papers, news)

        self._run(
            lambda: self._desk().take_dropped(dropped, list(papers.files.get(key, ())), papers.files.full()),
            partial(self._on_taken, papers, key),
            refused,
        )

    def _on_taken(self, papers: Held, key: str, captured: Captured) -> None:
        self._end()
        if papers is not self._page.papers:
            return  # another application lies on the counter: nothing was let go, nothing is lost
        papers.files.put(key, captured.pages)
        if captured.dropped is not None:
            self._waiting.append(captured)
        self._page.show_pages(key, Words.TWICE.format(count=captured.twice) if captured.twice else "")
        self.kept.emit()

    def _on_refused(self, papers: Held, news: BadNews) -> None:
        self._end()
        if papers is self._page.papers:
            self._page.show_said(self._fittings.say(news))

    def _on_folder_trouble(self, news: BadNews) -> None:
        if self._looking.isActive():
            self._files.show_watch(True, "", 0, self._fittings.say(news))

    def _change(self, page: Page, changing: Callable[[], Page]) -> None:
        papers, key = self._page.papers, self._page.at_material
        if papers is None:
            return

        def changed(new: Page) -> None:
            if papers is self._page.papers:
                papers.files.swap(key, page, new)
                self._page.show_pages(key)
                self.kept.emit()

        self._run(changing, changed, partial(self._on_not_changed, papers))

    def _on_not_changed(self, papers: Held, news: BadNews) -> None:
        if papers is self._page.papers:
            self._page.show_said(self._fittings.say(news))

    def _begin(self) -> None:
        self._left += 1
        self._of += 1
        self._show_busy()

    def _end(self) -> None:
        self._left = max(0, self._left - 1)
        self._of = self._of if self._left else 0
        self._show_busy()

    def _show_busy(self) -> None:
        done = self._of - self._left
        text = Words.BUSY.format(done=done + 1, count=self._of) if self._left else ""
        self._files.show_busy(text, done, self._of)

    def _run(self, job: Callable[[], object], done: Callable[..., None], failed: Callable[[BadNews], None]) -> None:
        self._fittings.errands.run(SCAN, job, done, failed, owner=self)


def _read(path: Path) -> bytes:
    """The file's bytes, unless it is far too large to be looked at. Raises `Refusal('scan_gone')`, 'scan_large'."""
    try:
        size = path.stat().st_size
        if size > FILE_MOST:
            raise Refusal("scan_large", name=path.name, size=size >> 20, most=FILE_MOST >> 20)
        return path.read_bytes()
    except OSError as error:
        raise Refusal("scan_gone", name=path.name) from error


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
