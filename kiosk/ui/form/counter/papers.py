"""The papers of one application, without a screen: how each was handed in, until when an owed one comes, its pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms import Fault, Material, Matter, check_materials
from kiosk.app.capture import Page, page_of
from kiosk.app.ink import Ink, ink_of
from kiosk.app.people.on_file import OnFile
from kiosk.app.promises import PLEDGED, PREFIX, unsigned
from kiosk.ui.form.counter.words import Papers as Words

KEYS = {"1": "original", "2": "copy", "3": "seen", "4": "shared", "5": "owed", "6": "pledged", "0": ""}


@dataclass(frozen=True, slots=True)
class PaperState:
    """An icon, a word and a tone; never a colour alone."""

    icon: str
    word: str
    tone: str


_STATES = {
    "original": PaperState("circle-check", Words.HAVE, "good"),
    "copy": PaperState("circle-check", Words.HAVE, "good"),
    "seen": PaperState("eye", Words.SEEN, "good"),
    "on_file": PaperState("archive", Words.ON_FILE, "accent"),
    "owed": PaperState("clock", Words.OWED, "warn"),
    "pledged": PaperState("signature", Words.PLEDGED, "good"),
}
VERIFIED = ("pending", "shared", "by_hand")
PENDING = VERIFIED[0]
_VERIFIED = {
    "pending": PaperState("clock", Words.VERIFIED["pending"], "warn"),
    "shared": PaperState("refresh-cw", Words.VERIFIED["shared"], "good"),
    "by_hand": PaperState("eye", Words.VERIFIED["by_hand"], "good"),
}
_LACKS = PaperState("circle-x", Words.LACK, "bad")
_NOT_YET = PaperState("circle", Words.NOT_YET, "muted")
_FREE = PaperState("circle", Words.FREE, "muted")
_UNSIGNED = PaperState("pen-line", Words.UNSIGNED, "warn")
_WRONG = PaperState("circle-x", Words.WRONG, "bad")


class Pages(dict[str, list[Page]]):
    """Pages by material or field, in their order."""

    def put(self, key: str, pages: Sequence[Page]) -> None:
        """Hang pages on a material or a field; one that hangs there already does not hang there twice."""
        there = self.setdefault(key, [])
        there += [page for page in pages if page.sha256 not in {one.sha256 for one in there}]

    def swap(self, key: str, page: Page, new: Page | None) -> None:
        """Another page in a page's place; None takes it away."""
        there = self.get(key, [])
        if page in there:
            at = there.index(page)
            there[at : at + 1] = [new] if new is not None else []

    def move(self, key: str, page: Page, by: int) -> int:
        """A page earlier or later; returns its place."""
        there = self.get(key, [])
        at = there.index(page)
        to = max(0, min(len(there) - 1, at + by))
        there.insert(to, there.pop(at))
        return to

    def full(self) -> int:
        """Bytes of all pages."""
        return sum(page.size for pages in list(self.values()) for page in list(pages))


@dataclass(slots=True)
class Papers:
    """`ways`: material to how it was handed in. `files`: material or field to its pages."""

    matter: Matter
    ways: dict[str, str] = field(default_factory=dict)
    until: dict[str, date] = field(default_factory=dict)
    files: Pages = field(default_factory=Pages)
    here: dict[str, OnFile] = field(default_factory=dict)  # papers that lie here already and still hold
    verified: dict[str, str] = field(default_factory=dict)  # of shared ones: shared, by_hand or pending
    inks: dict[str, Ink] = field(default_factory=dict)  # signatures on the screen, by field; '' is the whole form's
    told: bool = False  # the clerk has asked what is missing: from now on it is said in red
    judge: Callable[[Mapping[str, str]], tuple[Fault, ...]] | None = None  # matters done in one go share papers
    parts: tuple[Matter, ...] = ()  # what is done in one go, each by its own clock

    def allowed(self, material: Material) -> tuple[str, ...]:
        """The ways in which this paper may be taken, in the order of their keys."""
        ways = ["seen"] if material.collect == "seen" else ["original"]
        if material.collect == "copy":
            ways.append("copy")
        if material.shareable:
            ways.append("shared")
        ways.append("on_file")
        if material.tolerable:
            ways.append("owed")
        if material.pledgeable:
            ways.append(PLEDGED)
        return tuple(ways)

    def wanted(self, material: Material) -> str:
        """The way in which the definition asks for it."""
        return material.collect if material.collect in ("original", "copy", "seen") else "original"

    def take(self, material: Material, way: str) -> bool:
        """Hand it in this way; '' takes it back. Key 4 goes from shared to on file. False where it may not be."""
        allowed = self.allowed(material)
        if way == "shared" and ("shared" not in allowed or self.ways.get(material.id) == "shared"):
            way = "on_file"
        if way and way not in allowed:
            return False
        if way:
            self.ways[material.id] = way
        else:
            self.ways.pop(material.id, None)
        if way != "owed":
            self.until.pop(material.id, None)
        if way != "shared":
            self.verified.pop(material.id, None)
        if way != PLEDGED:
            self.inks.pop(PREFIX + material.id, None)
        return True

    def promised(self, material: Material) -> bool:
        """Whether the promise in this paper's place was signed: on the glass, or on paper that hangs here."""
        return PREFIX + material.id in self.inks or bool(self.files.get(material.id))

    def state(self, material: Material) -> PaperState:
        """What the list says of it."""
        way = self.ways.get(material.id, "")
        if not way:
            return _FREE if not material.mandatory else _LACKS if self.told else _NOT_YET
        if way == PLEDGED and material.pledgeable and not self.promised(material):
            return _UNSIGNED
        wrong = {fault.field for fault in self.faults() if fault.severity == "error"}
        if way == "shared" and material.id not in wrong:
            return _VERIFIED[self.verified.get(material.id, PENDING)]
        return _WRONG if material.id in wrong else _STATES.get(way, _WRONG)

    def faults(self) -> tuple[Fault, ...]:
        """Everything wrong with the papers, in their order."""
        told = self.judge(self.handed()) if self.judge else check_materials(self.matter, self.ways)
        inks, scanned = self.inks.values(), [key for key, pages in self.files.items() if pages]
        gaps = unsigned(self.matter, self.ways, inks, scanned)
        return (*told, *(Fault(gap.field, "error", gap.sentence, key="missing") for gap in gaps))

    def handed(self) -> dict[str, str]:
        """The ways of those papers that are on the list now."""
        known = {material.id for material in self.matter.materials}
        return {key: way for key, way in self.ways.items() if key in known}

    def lacking(self) -> int:
        """How many papers keep the case from being filed."""
        return sum(1 for fault in self.faults() if fault.severity == "error")

    def plain(self) -> dict[str, object]:
        """What a draft keeps besides the ways."""
        return {
            "verified": dict(self.verified),
            "until": {key: day.isoformat() for key, day in self.until.items()},
            "files": {key: [page.plain() for page in pages] for key, pages in self.files.items() if pages},
            "inks": [ink.plain() for ink in self.inks.values()],
        }

    def restore(self, ways: Mapping[str, str], kept: object) -> None:
        """As a draft kept it; anything that is not understood is left out."""
        known = {material.id for material in self.matter.materials}
        self.ways = {key: way for key, way in ways.items() if key in known}
        parts = kept if isinstance(kept, Mapping) else {}
        until, files, seen = parts.get("until"), parts.get("files"), parts.get("verified")
        if isinstance(seen, Mapping):
            self.verified = {str(key): str(way) for key, way in seen.items() if way in VERIFIED}
        if isinstance(until, Mapping):
            self.until = {str(key): date.fromisoformat(str(day)) for key, day in until.items()}
        if isinstance(files, Mapping):
            self.files = Pages({str(key): _pages(pages) for key, pages in files.items()})
        inks = parts.get("inks")
        found = [ink_of(one) for one in inks] if isinstance(inks, (list, tuple)) else []
        self.inks = {ink.field: ink for ink in found if ink is not None}


def at_enter(papers: Papers, material: Material) -> str:
    """What Enter says of a paper of which nothing was said: that it was brought as it is asked for. Of one that need
    not be brought and does not lie here nothing: nobody is to be given a receipt for it."""
    needed = material.mandatory or any(f.field == material.id and f.key == "missing" for f in papers.faults())
    lies = material.id in papers.here or bool(papers.files.get(material.id))
    return papers.wanted(material) if needed or lies else ""


def verify(papers: Papers, material: Material) -> bool:
    """V: a shared paper was looked up in a register, by hand, or still has to be; False for any other."""
    if papers.ways.get(material.id) != "shared":
        return False
    at = VERIFIED.index(papers.verified.get(material.id, PENDING))
    papers.verified[material.id] = VERIFIED[(at + 1) % len(VERIFIED)]
    return True


def _pages(kept: object) -> list[Page]:
    found = [page_of(one) for one in kept] if isinstance(kept, (list, tuple)) else []
    return [page for page in found if page is not None]
