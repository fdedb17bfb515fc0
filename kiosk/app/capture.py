"""The capture desk: what is scanned, photographed or chosen at a window becomes pages in the encrypted store.

A page is kept before anybody is told of it, so that a draft can name it and a power cut costs nothing that was seen.
The scanner's own file is let go only when its pages are in the store and in the draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from kiosk.app.filing import Scan
from kiosk.app.ports import Store
from kiosk.domain.refusals import Refusal, Trouble

FILE_MOST = 40 << 20
"""Bytes of one file that is handed in; a phone's photo has three to eight million."""
CASE_MOST = 120 << 20
"""Bytes of all pages of one application; a hundred pages at 300 dpi."""
TAKEN = "scans.taken"  # a setting: what was taken of a folder that keeps its files
REMEMBERED = 400


@dataclass(frozen=True, slots=True)
class Leaf:
    """A clean page before it is kept. `done`: 'scaled', 'cut', 'levelled'; `whole` the page before it was cut."""

    content: bytes
    media_type: str
    width: int
    height: int
    done: tuple[str, ...] = ()
    whole: bytes = b""


class Cleaner(Protocol):
    """Makes clean pages of files. Raises `Refusal('scan_…')`."""

    def clean(self, name: str, content: bytes, /) -> Sequence[Leaf]: ...
    def turn(self, leaf: Leaf, quarters: int, /) -> Leaf: ...
    def picture(self, content: bytes, media_type: str, room: tuple[int, int], /) -> bytes: ...
    def bind(self, pages: Sequence[tuple[bytes, str]], /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file in the scanner's folder; `mark` tells it from another of its name, `whole` that nobody writes it any
    more."""

    name: str
    mark: str
    whole: bool = True


class ScanFolder(Protocol):
    """Where a scanner puts its files. `look` gives them oldest first."""

    @property
    def place(self) -> str: ...
    @property
    def keeps(self) -> bool: ...
    def look(self) -> Sequence[Dropped]: ...
    def read(self, name: str, /) -> bytes: ...
    def remove(self, dropped: Dropped, /) -> None: ...


class Camera(Protocol):
    """A camera over the desk. Raises `Trouble('camera_absent')`, `Trouble('camera_dark')`."""

    def photo(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the store: its name there, what it is, what was done to it, and what it was made of."""

    sha256: str
    size: int
    media_type: str
    width: int
    height: int
    name: str
    source: str  # of what file and page it was made: the same twice is one page
    done: tuple[str, ...] = ()
    whole: str = ""  # the page as it was before it was cut or laid level

    def plain(self) -> dict[str, object]:
        """For a draft."""
        return {key: getattr(self, key) for key in self.__slots__}


def page_of(plain: object) -> Page | None:
    """A page as a draft kept it; None for what is not understood."""
    if not isinstance(plain, Mapping):
        return None
    try:
        page = Page(**{key: plain[key] for key in Page.__slots__})
    except (KeyError, TypeError):
        return None
    sound = isinstance(page.size, int) and all(isinstance(one, str) for one in (page.sha256, page.name, page.source))
    return replace(page, done=tuple(page.done)) if sound else None


@dataclass(frozen=True, slots=True)
class Captured:
    """Pages that were kept of one file; `twice` counts those that hung there already."""

    pages: tuple[Page, ...]
    twice: int = 0
    dropped: Dropped | None = None


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """What lies in the scanner's folder now; `place` is empty when none was chosen."""

    place: str
    files: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What a PC has to capture with; an empty folder was not chosen."""

    cleaner: Cleaner
    folder: ScanFolder | None = None
    camera: Camera | None = None
    actor: str = "capture"
    case_most: int = field(default=CASE_MOST)


class CaptureDesk:
    """Everything that is done with pages before they are filed."""

    def __init__(self, store: Store, tools: Tools) -> None:
        self._store = store
        self._tools = tools

    def take(self, name: str, content: bytes, there: Sequence[Page] = (), full: int = 0) -> Captured:
        """Clean a file and keep its pages, durable when this returns. `there` hang on the material already, `full` are
        the bytes of the whole application. Refuses 'scan_…' with the way out; then nothing of it was kept."""
        source = sha256(content).hexdigest()
        if any(page.source.partition("#")[0] == source for page in there):
            raise Refusal("scan_twice", name=name)
        leaves = self._tools.cleaner.clean(name, content)
        whole = full + sum(len(leaf.content) for leaf in leaves)
        if whole > self._tools.case_most:
            raise Refusal("scan_case_full", name=name, size=full >> 20, most=self._tools.case_most >> 20)
        pages = [self._keep(leaf, name, f"{source}#{nth}") for nth, leaf in enumerate(leaves, 1)]
        known = {page.sha256 for page in there}
        new = tuple(page for nth, page in enumerate(pages) if page.sha256 not in known | _before(pages, nth))
        if not new:
            raise Refusal("scan_twice", name=name)
        return Captured(new, len(pages) - len(new))

    def scans(self, name: str, content: bytes, material: str) -> tuple[Scan, ...]:
        """A file's pages, ready to be filed with a material."""
        return tuple(scan_of(page, material) for page in self.take(name, content).pages)

    def folder(self) -> FolderSeen:
        """What lies in the scanner's folder and was not taken before. Raises `Trouble('scan_folder_away')`."""
        folder = self._tools.folder
        if folder is None:
            return FolderSeen("")
        files = folder.look()
        taken = self._taken() if folder.keeps else ()
        return FolderSeen(folder.place, tuple(one for one in files if one.mark not in taken))

    def take_dropped(self, dropped: Dropped, there: Sequence[Page] = (), full: int = 0) -> Captured:
        """Keep the pages of a file in the scanner's folder; the file itself stays until `let_go`."""
        folder = self._tools.folder
        if folder is None:
            raise Trouble("scan_gone", name=dropped.name)
        return replace(self.take(dropped.name, folder.read(dropped.name), there, full), dropped=dropped)

    def let_go(self, captured: Captured) -> None:
        """The pages are in a draft that was saved: the scanner's file is removed, or remembered where files are kept.
        Nothing happens to it unless every page is in the store."""
        folder, dropped = self._tools.folder, captured.dropped
        if folder is None or dropped is None or not all(self._store.blobs.has(page.sha256) for page in captured.pages):
            return
        if folder.keeps:
            with self._store.work(self._tools.actor) as work:
                taken = [*self._taken(), dropped.mark][-REMEMBERED:]
                work.drawer.set_setting(TAKEN, "\n".join(taken))
        else:
            folder.remove(dropped)

    def photo(self, there: Sequence[Page] = (), full: int = 0) -> Captured:
        """A photo of what lies under the camera. Raises `Trouble('camera_absent')`, `Trouble('camera_dark')`."""
        camera = self._tools.camera
        if camera is None:
            raise Trouble("camera_absent")
        return self.take("photo.jpg", camera.photo(), there, full)

    def turn(self, page: Page, quarters: int = 1) -> Page:
        """The page turned, clockwise."""
        leaf = Leaf(self._store.blobs.read(page.sha256), page.media_type, page.width, page.height, page.done)
        turned = self._keep(self._tools.cleaner.turn(leaf, quarters), page.name, page.source)
        if not page.whole:
            return turned
        whole = Leaf(self._store.blobs.read(page.whole), page.media_type, page.width, page.height)
        return replace(turned, whole=self._store.blobs.keep(self._tools.cleaner.turn(whole, quarters).content))

    def uncut(self, page: Page) -> Page:
        """The page as it was before it was cut or laid level; and back, if it is asked once more."""
        if not page.whole:
            return page
        size = len(self._store.blobs.read(page.whole))
        marks = tuple(one for one in page.done if one == "scaled")
        back = ("cut",) if marks == page.done else ()
        return replace(page, sha256=page.whole, whole=page.sha256, size=size, done=(*marks, *back))

    def picture(self, page: Page, room: tuple[int, int]) -> bytes:
        """The page for a screen, no larger than `room` (JPEG). Raises `Trouble('blob_missing')`."""
        return self._tools.cleaner.picture(self._store.blobs.read(page.sha256), page.media_type, room)

    def _keep(self, leaf: Leaf, name: str, source: str) -> Page:
        blobs = self._store.blobs
        whole = blobs.keep(leaf.whole) if leaf.whole else ""
        kept = blobs.keep(leaf.content)
        return Page(
            kept, len(leaf.content), leaf.media_type, leaf.width, leaf.height, name, source, tuple(leaf.done), whole
        )

    def _taken(self) -> tuple[str, ...]:
        with self._store.look() as work:
            return tuple(work.drawer.setting(TAKEN).split("\n"))


def scan_of(page: Page, material: str) -> Scan:
    """A page as it is filed with a material."""
    return Scan(material, page.name, page.media_type, b"", page.sha256, page.size)


def _before(pages: Sequence[Page], nth: int) -> set[str]:
    return {page.sha256 for page in pages[:nth]}
