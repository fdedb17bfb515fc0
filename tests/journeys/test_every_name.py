"""The 39 names of the reference data, each in every place where a name can stand: written once, read back everywhere.

What a screen does with them while they are typed: tests/ui/window/test_every_name.py.
"""

import csv
import importlib.util
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from pypdf import PdfReader

from forms import Catalogue
from forms.spreadsheet import Workbooks
from kiosk.app.audit import Sought
from kiosk.app.filing import Filing
from kiosk.app.outcomes import CaseTaken
from kiosk.app.papers import SlipPaper
from kiosk.demo.city import DemoCity
from kiosk.domain.person import mask_name
from kiosk.paper.document import document_pdf
from kiosk.paper.receipt import receipt_pdf
from kiosk.paper.slip import slip_pdf
from kiosk.settings import Settings
from kiosk.wiring.house import furnish, opened
from sync.protocol.token import read_receipt

from .station import Station

REFERENCE = """
䶮FE9F 㛃8230B731 㛚8230B934 㬎8231A634 㑇FE56 㙍8230AB33 㴔8231D939 㻬82328B31 䃅8232BA33 𠅤9532A632
𠙶9533AA30 𤧛96378333 𤩽96379335 𨐈9738EA36 𨱇9830C137 𪟝98368F39 𪣻9836AC35 𫄧98388137 𫍯9838BC31 𫍽9838BD35
𫖮9838F536 𫖯9838F537 𫘜98398236 𫟅9839AD31 𫟹9839B233 𫢸9839C534 𬀩99318739 𬇙9931B331 𬍛9931D937 𬘡9932A237
𬬩9933A535 𬬭9933A539 𬭎9933A932 𬱖9933C336 𬴊9933D536 𬶍9933E237 𬸣9933F137 鿍82359332 鿎82359333
"""
BYTES = {word[0]: bytes.fromhex(word[1:]) for word in REFERENCE.split()}
NAMES = [f"{character}小{character}" for character in BYTES]  # first and last, so that whatever is cut is cut here
SPACE = re.compile(r"\s+")
MATTER = "M0101"


class Filed:
    """A station whose 39 residents have each filed a case, and that knows its city."""

    def __init__(self, desks: Any, store: Any, taken: dict[str, CaseTaken]) -> None:
        self.desks, self.store, self.taken = desks, store, taken


@pytest.fixture
def filed(joined: Station) -> Iterator[Filed]:
    matter = Catalogue.shipped().matter(MATTER)
    applicant = next(field.key for field in matter.fields if field.kind == "name")
    with opened(Settings(joined.data, joined.home / "keys")) as store:
        desks = furnish(store, Settings(joined.data, joined.home / "keys"), "staff:0305")
        taken = {}
        for name in NAMES:
            raw = {**matter.example.answers, applicant: name}
            raw["family_members"] = [{**row, "name": name} for row in matter.example.answers["family_members"]]
            filing = Filing(MATTER, raw, dict(matter.example.materials), window="3")
            taken[name] = desks.intake.file(filing, "staff:0305")
        yield Filed(desks, store, taken)


def test_each_of_the_39_stands_in_every_place_as_it_was_written(filed: Filed, joined: Station, city: DemoCity) -> None:
    assert len(NAMES) == 39
    places = {
        "bytes": _in_bytes,
        "case and search": _in_search,
        "receipt": _on_receipt,
        "slip": _on_slip,
        "document": _on_document,
        "copy-out as text and JSON": _in_copy,
        "journal": _in_journal,
        "QR": _in_square,
    }
    wrong = [(place, name) for place, says in places.items() for name in NAMES if not says(filed, name)]
    assert wrong == []
    assert _in_audit(filed) == set()
    assert _in_workbook() == set()
    assert joined.run("sync", "--once").code == 0
    assert [name for name in NAMES if not _on_page(filed, name)] == []
    said = joined.run("case", "list", "--search", NAMES[0])
    assert [one["applicant"] for one in said.value] == [NAMES[0]]


def _in_bytes(_filed: Filed, name: str) -> bool:
    """In GB 18030 as the standard has it, and back; masked to its first character, whole."""
    character = name[0]
    spelled = character.encode("gb18030") == BYTES[character] and BYTES[character].decode("gb18030") == character
    return spelled and mask_name(name) == f"{character}*"


def _in_search(filed: Filed, name: str) -> bool:
    from kiosk.domain.pinyin import syllables

    case = filed.desks.cases.show(filed.taken[name].case.case_no, "t")
    letters = "".join(syllables(c)[0] for c in name)
    found = [{one.case_no for one in filed.desks.archive.find(text).found} for text in (name, name[:2], letters)]
    members = {row["name"] for row in case.answers["family_members"]}
    return case.applicant == name and members == {name} and all(case.case_no in one for one in found)


def _on_receipt(filed: Filed, name: str) -> bool:
    paper = filed.desks.printing.receipt_paper(filed.taken[name], "staff:0305")
    return name in _text(receipt_pdf(paper))


def _on_slip(filed: Filed, name: str) -> bool:
    station = filed.desks.device.station
    at = filed.taken[name].case.filed_at
    slip = SlipPaper(station, "C012", "救助", name, 2, None, at, (name,), "HTTPS://X.CN/Q/1")
    return _text(slip_pdf(slip)).count(name) >= 2


def _on_document(_filed: Filed, name: str) -> bool:
    papers = _samples()
    return all(name in _text(document_pdf(_addressed(papers[kind], name))) for kind in ("supplement", "granted"))


def _addressed(paper: Any, name: str) -> Any:
    return replace(paper, heading=replace(paper.heading, addressee=name))


def _samples() -> Any:
    path = Path(__file__).parents[1] / "paper" / "documents.py"
    spec = importlib.util.spec_from_file_location("sample_documents", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {kind.value if hasattr(kind, "value") else kind: paper for kind, paper in module.DOCUMENTS.items()}


def _in_copy(filed: Filed, name: str) -> bool:
    copy = filed.desks.archive.copy_out(filed.taken[name].case.case_no, "t", "t")
    told = json.loads(copy.json())
    lines = [line.value for line in copy.lines()]
    return told["applicant"]["name"] == name and name in copy.text() and lines.count(name) >= 3


def _in_journal(filed: Filed, name: str) -> bool:
    with filed.store.look() as work:
        (first, *_) = work.journal.of_case(filed.taken[name].case.case_no)
    return first.read().payload["applicant"]["name"] == name and name.encode() in first.body


def _in_square(filed: Filed, name: str) -> bool:
    """The link carries the case, and nothing of the person."""
    taken = filed.taken[name]
    return read_receipt(taken.qr).claims.case_no == taken.case.case_no and taken.qr.isascii()


def _in_audit(filed: Filed) -> set[str]:
    """Names that the auditor's files have lost: the bodies in JSON lines, and the purpose of a look in CSV."""
    filed.desks.cases.show(filed.taken[NAMES[0]].case.case_no, "staff:0305", "".join(BYTES))
    lines = filed.desks.audit.export(Sought(), "jsonl").path.read_text("utf-8").splitlines()
    bodies = [json.loads(json.loads(line)["body"])["payload"] for line in lines]
    kept = {body["applicant"]["name"] for body in bodies if "applicant" in body}
    rows = list(csv.reader(io.StringIO(filed.desks.audit.export(Sought(), "csv").path.read_text("utf-8-sig"))))
    told = " ".join(cell for row in rows for cell in row)
    return (set(NAMES) - kept) | {character for character in BYTES if character not in told}


def _in_workbook() -> set[str]:
    """Characters that a matter's workbook has lost on the way out and back, as its example's applicant."""
    import openpyxl

    matter = Catalogue.shipped().matter(MATTER)
    applicant = next(field.key for field in matter.fields if field.kind == "name")
    book = openpyxl.load_workbook(io.BytesIO(Workbooks().exported(MATTER)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    for cell in cells:
        if cell.value == matter.example.answers[applicant]:
            cell.value = "".join(BYTES)
    written = io.BytesIO()
    book.save(written)
    back = Workbooks().imported(written.getvalue())
    assert back.ok, back.faults
    return set(BYTES) ^ set(back.table["example"]["answers"][applicant])


def _on_page(filed: Filed, name: str) -> bool:
    """Masked, as the public may see it: its first character whole, no half of a pair."""
    page = requests.get(filed.taken[name].qr.replace("HTTP://", "http://"), timeout=20)
    page.encoding = "utf-8"
    return (
        page.status_code == 200 and f"{name[0]}*" in page.text and name not in page.text and "\ufffd" not in page.text
    )


def _text(pdf: bytes) -> str:
    return SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
