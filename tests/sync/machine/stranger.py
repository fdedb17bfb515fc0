"""A device with a program of another year: a paper shelf that says what nobody of this year understands."""

import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sync.city.folding import Twin
from sync.city.house import City
from sync.client.courier import Courier, RoundOutcome, Upstream
from sync.client.enrol import enrol
from tests.sync.city_kit import CENTRE, begin, filing
from tests.sync.machine.wire import Line
from tests.sync.paper_shelf import PaperShelf, body_of


class Stranger:
    """Device 09 of the first centre."""

    dies: tuple[int, str] | None = None

    def __init__(self, city: City, line: Line) -> None:
        self.shelf = PaperShelf(f"{CENTRE}-09")
        self.line = line
        self._key = city.voice.public_key
        enrol(line, self.shelf, city.register.new_code(self.shelf.device), "x", begin(self.shelf).body)
        self._count = 0
        self.begin_again()

    def begin_again(self) -> None:
        """A new process."""
        from tests.sync.machine.device import Clock

        self._courier = Courier(self.line, self.shelf, Upstream("city", self._key), Clock().now)

    def round(self) -> RoundOutcome:
        """One round of its courier."""
        return self._courier.round()

    def say(self, pick: int, cases: Sequence[Twin]) -> None:
        """One strange entry, about a case of its own or of another."""
        self._count += 1
        own = f"{CENTRE}-20261123-09-{self._count:04d}-7XK"
        known = [twin.case_no for twin in cases if twin.case_no.startswith(CENTRE)]
        case_no = known[pick % len(known)] if known and pick % 2 else own
        self.shelf.write(STRANGE[pick % len(STRANGE)](case_no))


def _filed(**more: object) -> Callable[[str], bytes]:
    return lambda case_no: body_of("case.accepted", case_no, filing(case_no) | more)


def _kind(kind: str, **payload: object) -> Callable[[str], bytes]:
    return lambda case_no: body_of(kind, case_no, dict(payload))


def _changed(**more: Any) -> Callable[[str], bytes]:
    """A body whose outer shape is another one: a field changed, or left out (None)."""

    def made(case_no: str) -> bytes:
        body = json.loads(body_of("case.noted", case_no, {"text": "x"})) | more
        return json.dumps({key: value for key, value in body.items() if value is not None}).encode()

    return made


def _scans(**named: object) -> Callable[[str], bytes]:
    scan = {"sha256": "ab" * 32, "size": 5, "name": "x", "media_type": "image/jpeg", "material": "m"}
    return lambda case_no: body_of("case.accepted", case_no, filing(case_no, attachments=[scan | named]))


def _bytes(content: bytes) -> Callable[[str], bytes]:
    return lambda _case_no: content + b" " * (uuid.uuid4().int % 1000)


def _nested(levels: int) -> Callable[[str], bytes]:
    """A filing whose answers go down and down."""

    def made(case_no: str) -> bytes:
        body = body_of("case.accepted", case_no, filing(case_no, answers={"a": "HERE"}))
        return body.replace(b'"HERE"', b"[" * levels + b"]" * levels)

    return made


STRANGE: tuple[Callable[[str], bytes], ...] = (
    _filed(),
    _kind("case.blessed", by="moon"),
    _kind("weather.seen", rain=True),
    _kind("case.noted", text=7),
    _kind("case.supplement_asked", text=["x"], until=7),
    _kind("case.supplemented", materials=["x"]),
    _kind("case.supplemented", materials={"x": 1}),
    _kind("case.decided", result=None),
    _kind("case.withdrawn", text={"a": 1}),
    _filed(applicant="nobody"),
    _filed(applicant={"name": 7, "id_number": None}),
    _filed(applicant={"name": None}),
    _filed(applicant={}),
    _filed(centre=5),
    _filed(matter=["M0901"]),
    _filed(matter_version="1"),
    _filed(answers=[1]),
    _filed(materials="x"),
    _filed(committed={"due_on": 20261221}),
    _filed(committed={"due_on": "2026-12-21", "estimated": "perhaps"}),
    _filed(owed=[{"material": "x"}]),
    _filed(owed=7),
    _filed(case_no="another number"),
    _filed(window=3, document_no=None, agent="x"),
    _filed(matter_version=10**30),
    _scans(),
    _scans(size=10**30),
    _scans(size=-1),
    _scans(size=0),
    _scans(sha256="../../etc/passwd"),
    _scans(sha256="AB" * 32, name="\U0001f600" * 400, media_type="x" * 400),
    _changed(mono=1.5),
    _changed(mono=None, boot=None, random=None),
    _changed(actor=None),
    _changed(version="two"),
    _changed(wall="yesterday"),
    _changed(wall="2026-11-23T11:00:00"),
    _changed(wall="9999-12-31T23:59:59.999-12:00"),
    _changed(wall="0001-01-01T00:00:00.000+14:00"),
    _changed(payload=[1, 2]),
    _changed(kind="x" * 300),
    _changed(id="x" * 300),
    _changed(id=7),
    _changed(id=""),
    _changed(case="x" * 300),
    _changed(case=""),
    _changed(case="\x00"),
    _changed(random="zz", boot="\x00"),
    _bytes(b""),
    _bytes(b"null"),
    _bytes(b"\xff\xfe"),
    _bytes(b"[" * 100_000),
    _bytes(b'{"id":"x","kind":"case.noted","payload":{"a":' + b"[" * 50_000),
    _nested(60),
    _nested(300),
    _nested(900),
    _nested(20_000),
    lambda case_no: body_of("case.noted", case_no, {"text": "x" * 300_000}),
)
