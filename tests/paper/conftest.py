"""The paper room's bench: papers to print, and readers that know nothing of how they were drawn."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from kiosk.app.papers import Handing, Limit, PaperMaterial, ReceiptKind, ReceiptPaper, SlipPaper, Station
from kiosk.paper.raster import Picture

CHINA = timezone(timedelta(hours=8))
LINK = "HTTPS://TRACK.EXAMPLE.GOV.CN/R/" + "31415926535897932384626433832795028841971" * 10 + "0123456789" * 2

STATION = Station(
    name="灵璧县渔沟镇为民服务中心",
    body="灵璧县渔沟镇人民政府",
    short="渔沟",
    address="灵璧县渔沟镇为民路1号",
    hours="工作日 8:30—12:00，14:00—17:30",
    phone="0557-1000127",
    complaint_phone="0557-1000128",
)
MATERIALS = (
    PaperMaterial("最低生活保障申请书", Handing.ORIGINAL),
    PaperMaterial("家庭经济状况核对授权书", Handing.ORIGINAL),
    PaperMaterial("户口簿、身份证", Handing.SEEN, 0),
    PaperMaterial("收入财产佐证", Handing.COPY, 2),
    PaperMaterial("残疾、疾病、就学佐证", Handing.COPY),
)
RECEIPT = ReceiptPaper(
    kind=ReceiptKind.ACCEPTED,
    station=STATION,
    document_no="渔沟政服受〔2026〕010417号",
    addressee="张桂英",
    id_masked="3422**********1223",
    phone_masked="139****0126",
    case_no="341323110000-20261124-03-0007-7KQ",
    matter="最低生活保障对象认定",
    matter_code="M1201",
    official_code="",
    case_type="承诺件",
    taken_at=datetime(2026, 11, 24, 10, 6, tzinfo=CHINA),
    window="3",
    clerk="李文（工号0305）",
    committed=Limit(20, "workday", "20工作日"),
    legal=Limit(30, "workday", "30工作日，特殊情况可延长至45工作日"),
    due_on=date(2026, 12, 22),
    due_estimated=False,
    law="《最低生活保障审核确认办法》（民发〔2021〕57号）",
    result="低保审核确认决定书、低保证",
    fee="不收费",
    materials=MATERIALS,
    qr=LINK,
)
SLIP = SlipPaper(
    station=STATION,
    number="C012",
    category="社会救助",
    matter="最低生活保障对象认定",
    ahead=2,
    wait=(5, 15),
    taken_at=datetime(2026, 11, 24, 9, 42, tzinfo=CHINA),
    bring=("户口簿、身份证", "收入财产佐证", "残疾、疾病、就学佐证"),
    qr="HTTPS://TRACK.EXAMPLE.GOV.CN/Q/271828182845904523536028747135266249775",
    green=True,
    bring_how=("原件，看过还您", "复印件，可后补"),
    windows=("3", "4"),
    machine="1",
)

SPACE = re.compile(r"\s+")


@pytest.fixture(scope="session")
def receipt() -> Callable[..., ReceiptPaper]:
    """A receipt, with what the test wants otherwise."""
    return lambda **changes: replace(RECEIPT, **changes)


@pytest.fixture(scope="session")
def slip() -> Callable[..., SlipPaper]:
    """A queue slip, with what the test wants otherwise."""
    return lambda **changes: replace(SLIP, **changes)


@pytest.fixture(scope="session")
def text_of() -> Callable[[bytes], str]:
    """The text that somebody copies out of a PDF, by an independent reader (pypdf), without blanks and line ends."""

    def read(pdf: bytes) -> str:
        import io

        return SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))

    return read


@pytest.fixture(scope="session")
def read_qr(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Picture], str]:
    """What a telephone reads in a picture: zxing-cpp, and zbar too where it is installed. They must agree."""
    folder = tmp_path_factory.mktemp("scanned")
    zbar = shutil.which("zbarimg")

    def read(picture: Picture) -> str:
        seen = Image.frombytes("L", (picture.width, picture.height), b"".join(picture.rows))
        found = [code.text for code in zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormat.QRCode)]
        assert len(found) == 1, f"zxing read {len(found)} codes"
        if zbar:
            assert _zbar(zbar, seen, folder) == found
        return str(found[0])

    return read


def _zbar(command: str, seen: Any, folder: Path) -> list[str]:
    path = folder / "scan.png"
    seen.save(path)
    flags = ["-q", "--nodbus", "--raw", "-S*.enable=0", "-Sqrcode.enable=1"]
    done = subprocess.run([command, *flags, str(path)], capture_output=True, text=True, timeout=30, check=False)
    return done.stdout.splitlines()
