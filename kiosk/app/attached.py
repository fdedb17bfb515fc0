"""The file of a case: its scans, looked at again, printed, given out as one PDF; what comes later is added.

Files are named as the archive wants them (DA/T 85-2019): case number, number of the material, its name, the page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forms import Catalogue, Matter, UnknownMatter
from kiosk.app.at_hand import case_of
from kiosk.app.capture import Cleaner
from kiosk.app.filing import Scan
from kiosk.app.joint_offer import any_matter
from kiosk.app.outcomes import CaseMovedOn
from kiosk.app.ports import Journal, Store
from kiosk.domain.case import Case, StepDoesNotFit, after
from kiosk.domain.refusals import CaseElsewhere, Refusal, Trouble
from sync.protocol.kinds import Attachment, CaseMoved, Looked

LOOKED, SUPPLEMENTED, SIGNED = "person.looked", "case.supplemented", "case.signed"
SCANS, EXPORTED, PRINTED = "scans", "scans exported", "scans printed"
"""What was looked at, for the journal."""
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "application/json": ".json"}
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Hung:
    """One page on a case: `here` when its content lies on this PC."""

    sha256: str
    name: str
    media_type: str
    size: int
    here: bool


@dataclass(frozen=True, slots=True)
class HungMaterial:
    """A material of a case and its pages, in order; `key` is the material's or field's in the definition."""

    key: str
    name: str
    pages: tuple[Hung, ...]


class AttachedDesk:
    """Everything that is done with scans once their case is filed."""

    def __init__(self, store: Store, catalogue: Catalogue, cleaner: Cleaner) -> None:
        self._store = store
        self._catalogue = catalogue
        self._cleaner = cleaner

    def of_case(self, case_no: str, actor: str, purpose: str = "") -> tuple[HungMaterial, ...]:
        """The case's materials with their pages, those without pages too. The look is entered in the journal. Refuses
        an unknown case."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            work.journal.enter(Looked(what=SCANS, purpose=purpose), LOOKED, case_no)
            hung = hung_on(work.journal, case_no)
        return self._sorted(case, hung)

    def picture(self, page: Hung, room: tuple[int, int]) -> bytes:
        """A page for a screen, no larger than `room` (JPEG). Raises `Trouble('blob_missing')`."""
        return self._cleaner.picture(self._store.blobs.read(page.sha256), page.media_type, room)

    def pdf(self, case_no: str, actor: str, key: str = "", *, printed: bool = False) -> bytes:
        """The pages of one material, or of all, as one PDF; entered in the journal as given out or printed. Refuses a
        case without pages. Raises `Trouble('blob_missing')`."""
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            wanted = [one for one in self._sorted(case, hung_on(work.journal, case_no)) if key in ("", one.key)]
            pages = [page for one in wanted for page in one.pages if page.media_type in _ENDINGS]
            if not pages:
                raise Refusal("scans_none", case_no=case_no)
            work.journal.enter(Looked(what=PRINTED if printed else EXPORTED, purpose=key), LOOKED, case_no)
        return self._cleaner.bind([(self._store.blobs.read(page.sha256), page.media_type) for page in pages])

    def attach(self, case_no: str, scans: Sequence[Scan], actor: str, text: str = "") -> CaseMovedOn:
        """Papers that come later (补正, 容缺): pages that are in the store already hang on the case, and the materials
        count as brought. Refuses what hangs there already, a material that the matter has not, a state in which
        nothing may be brought."""
        if lost := next((one for one in scans if not self._store.blobs.has(one.sha256)), None):
            raise Trouble("blob_missing", name=lost.name)
        with self._store.work(actor) as work:
            case = case_of(work, case_no)
            matter = self._matter(case)
            before = hung_on(work.journal, case_no)
            there = {(one.material, one.sha256) for one in before}
            new = tuple(_attachment(one) for one in scans if (one.material, one.sha256) not in there)
            if strange := next((one for one in scans if matter and one.material not in _known(matter)), None):
                raise Refusal("scan_unknown_material", material=strange.material)
            if not new:
                raise Refusal("scan_twice", name=scans[0].name if scans else "")
            named = named_for(case_no, matter, new, before)
            payload = CaseMoved(text=text, materials=_brought(case, matter, named), attachments=named)
            entered = work.journal.enter(payload, SUPPLEMENTED, case_no)
            try:
                moved = after(case, entered.happened)
            except StepDoesNotFit as no:
                raise CaseElsewhere(case_no, no.state, no.kind) from no
            work.cases.put(moved)
            work.post.owe(named)
        return CaseMovedOn(moved)

    def _matter(self, case: Case) -> Matter | None:
        try:
            return any_matter(self._catalogue, case.matter, case.matter_version)
        except UnknownMatter:
            return None

    def _sorted(self, case: Case, hung: Sequence[Attachment]) -> tuple[HungMaterial, ...]:
        matter = self._matter(case)
        names = _known(matter) if matter else {}
        keys = [*(key for key in names if key in case.materials), *(one.material for one in hung)]
        return tuple(
            HungMaterial(key, names.get(key, key), tuple(self._page(one) for one in hung if one.material == key))
            for key in dict.fromkeys(keys)
        )

    def _page(self, one: Attachment) -> Hung:
        return Hung(one.sha256, one.name, one.media_type, one.size, self._store.blobs.has(one.sha256))


def hung_on(journal: Journal, case_no: str) -> tuple[Attachment, ...]:
    """The scans that a case's entries name, in their order, each once with its material; strokes of signatures are
    none."""
    found: dict[tuple[str, str], Attachment] = {}
    for written in journal.of_case(case_no):
        try:
            entry = written.read()
        except ValueError:  # a body of another shape
            continue
        if entry.kind != SIGNED:
            for one in entry.payload.get("attachments") or ():
                if attachment := _read(one):
                    found.setdefault((attachment.material, attachment.sha256), attachment)
    return tuple(found.values())


def named_for(
    case_no: str, matter: Matter | None, new: Iterable[Attachment], before: Sequence[Attachment] = ()
) -> tuple[Attachment, ...]:
    """Attachments under the archive's names: 办件编号_材料序号_名称, and the page where a material has several."""
    new = tuple(new)
    order = list(_known(matter)) if matter else []
    names = _known(matter) if matter else {}
    count: dict[str, int] = {}
    for one in before:
        count[one.material] = count.get(one.material, 0) + 1
    several = {one.material for one in new if sum(1 for two in new if two.material == one.material) > 1} | set(count)
    made = []
    for one in new:
        nth = count[one.material] = count.get(one.material, 0) + 1
        number = order.index(one.material) + 1 if one.material in order else 0
        name = _NOT_IN_A_NAME.sub("", names.get(one.material, one.material))[:LONGEST]
        page = f"_{nth}" if one.material in several else ""
        ending = _ENDINGS.get(one.media_type) or _ending(one.name)
        made.append(_renamed(one, f"{case_no}_{number:02d}_{name}{page}{ending}"))
    return tuple(made)


def _known(matter: Matter) -> dict[str, str]:
    """Materials by key with their names, then the fields that papers may hang on."""
    materials = {one.id: one.name for one in matter.materials}
    return materials | {one.key: one.label for one in matter.fields if one.type in ("attachment", "signature")}


def _brought(case: Case, matter: Matter | None, named: Sequence[Attachment]) -> dict[str, str]:
    """How each material counts now: as it was, if it was there; else as the definition asks for it."""
    ways = {one.id: one.collect for one in matter.materials} if matter else {}
    brought = {}
    for one in named:
        before = case.materials.get(one.material, "")
        wanted = ways.get(one.material, "copy")
        if one.material in ways or before:
            brought[one.material] = before if before not in ("", "owed") else wanted or "copy"
    return brought


def _attachment(scan: Scan) -> Attachment:
    return Attachment(
        sha256=scan.sha256, size=scan.size, name=scan.name, media_type=scan.media_type, material=scan.material
    )


def _renamed(one: Attachment, name: str) -> Attachment:
    return Attachment(sha256=one.sha256, size=one.size, name=name, media_type=one.media_type, material=one.material)


def _read(one: object) -> Attachment | None:
    if not isinstance(one, Mapping):
        return None
    try:
        return Attachment(**{key: one[key] for key in ("sha256", "size", "name", "media_type", "material")})
    except (KeyError, TypeError):
        return None


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()[:5]}" if "." in name else ""
