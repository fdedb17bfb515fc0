"""Commands of scans: hang papers that come later on a case (补正, 容缺), and give a case's scans out as one PDF."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from kiosk.app.desks import Desks
from kiosk.app.filing import Scan
from kiosk.cli.answer import Answer
from kiosk.cli.words import CASE_ATTACHED, SCANS_EXPORTED, SIGNATURE_LINE
from kiosk.domain.refusals import Refusal
from kiosk.domain.words import state_word
from kiosk.wiring.house import actor_of, house


def attach(given: Namespace) -> Answer:
    """Clean the files, keep their pages, and enter them as brought: {"case_no", "material", "pages", "state"}."""
    files = [_read(Path(name)) for name in given.files]
    with house(given.data, given.staff) as desks:
        scans = tuple(page for name, content in files for page in desks.capture.scans(name, content, given.material))
        case = desks.attached.attach(given.case_no, scans, actor_of(given.staff), given.text).case
    value = {
        "case_no": case.case_no,
        "material": given.material,
        "pages": len(scans),
        "state": state_word(case.state),
        "owed": dict(case.owed),
    }
    return Answer(value, [CASE_ATTACHED.format(**value)])


def scans(given: Namespace) -> Answer:
    """A case's scans as one PDF that expires: {"case_no", "pdf", "pdf_until"}. Entered in the journal."""
    with house(given.data, given.staff) as desks:
        pdf = desks.attached.pdf(given.case_no, actor_of(given.staff), given.material)
        exported = desks.exports.put(f"{given.case_no}-{given.material or 'scans'}.pdf", pdf)
    until = exported.until.isoformat(timespec="seconds")
    value = {"case_no": given.case_no, "pdf": str(exported.path), "pdf_until": until}
    return Answer(value, [SCANS_EXPORTED.format(path=exported.path, until=until)])


def signatures(given: Namespace) -> Answer:
    """Who signed a case, and whether it is of the form as it stands: [{"way", "signer", "at", "field", "state"}]."""
    with house(given.data, given.staff) as desks:
        seen = desks.signing.of_case(given.case_no)
    value = [{key: getattr(one, key) for key in ("way", "signer", "at", "field", "state")} for one in seen]
    return Answer(value, [SIGNATURE_LINE.format(**one) for one in value])


def cleaned(desks: Desks, scans: Sequence[Scan]) -> tuple[Scan, ...]:
    """Files given with a filing, as clean pages in the store."""
    return tuple(page for one in scans for page in desks.capture.scans(one.name, one.content, one.material))


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise Refusal("attachment_unreadable", path=path) from error
