"""One sheet for matters done in one go: every case on it, with a code that a telephone reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import zxingcpp
from PIL import Image

from kiosk.app.papers import Handing, JointMaterial, JointPaper, ReceiptKind, ReceiptPaper
from kiosk.paper.joint import joint_pdf
from kiosk.paper.raster import page_count, picture

Make = Callable[..., ReceiptPaper]
MATTERS = ["出生登记", "预防接种证办理与补发", "生育登记", "城乡居民基本医疗保险参保登记"]


def sheet(receipt: Make, count: int = 4) -> JointPaper:
    one = receipt()
    receipts = tuple(
        replace(
            one,
            kind=ReceiptKind.BOOKED if nth < 2 else ReceiptKind.ACCEPTED,
            matter=MATTERS[nth % 4],
            case_no=f"341323110000-20261123-01-{nth + 1:04d}-7XK",
            qr=one.qr[:-4] + f"{nth:04d}",
        )
        for nth in range(count)
    )
    materials = (
        JointMaterial("出生医学证明", Handing.ORIGINAL, 1, None, (1, 2)),
        JointMaterial("父母户口簿", Handing.OWED, 0, date(2026, 12, 1), (1, 3, 4)),
    )
    return JointPaper("新生儿出生“一件事”", receipts, materials)


def test_every_case_stands_on_one_page_with_its_own_code(receipt: Make, text_of: Callable[[bytes], str]) -> None:
    paper = sheet(receipt)
    pdf = joint_pdf(paper)
    assert page_count(pdf) == 1
    text = text_of(pdf)
    for one in paper.receipts:
        assert one.case_no in text
        assert one.matter in text
    assert "1，3，4" in text
    assert "12月1日前补" in text
    seen = picture(pdf, 0, 203)
    image = Image.frombytes("L", (seen.width, seen.height), b"".join(seen.rows))
    assert {found.text for found in zxingcpp.read_barcodes(image)} == {one.qr for one in paper.receipts}


def test_more_cases_than_a_page_holds_go_on_overleaf(receipt: Make) -> None:
    assert page_count(joint_pdf(sheet(receipt, 12))) == 2


def test_the_same_paper_gives_the_same_bytes(receipt: Make) -> None:
    assert joint_pdf(sheet(receipt, 3)) == joint_pdf(sheet(receipt, 3))
