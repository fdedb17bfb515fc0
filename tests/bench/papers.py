"""One receipt as PDF, against the barest reportlab page with the same text, the same font and the same code."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from kiosk.app.papers import Handing, Limit, PaperMaterial, ReceiptKind, ReceiptPaper
from kiosk.domain.deadline import CHINA
from kiosk.paper.qr import modules
from kiosk.paper.receipt import receipt_pdf

from .desks import STATION
from .floors import Measured, paired

FONT = Path(__file__).parents[2] / "assets" / "fonts" / "NotoSansSC-Regular.ttf"
ROUNDS = 30
CODE = "HTTPS://CX.EXAMPLE.GOV.CN/R/" + "1020284686226731946616027140514492556005148293037620770921" * 7


def receipt() -> Measured:
    """Aim: at most 1.3 times the floor."""
    paper = _paper()
    text = PdfReader(io.BytesIO(receipt_pdf(paper))).pages[0].extract_text().splitlines()
    _register()
    count = iter(range(10**6))

    def ours() -> bytes:
        return receipt_pdf(replace(paper, case_no=f"341323110000-20261123-01-{next(count):04d}-H7P"))

    return Measured("receipt PDF", 1.3, *paired(ours, lambda: _bare(text), ROUNDS))


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Floor", str(FONT)))


def _bare(lines: list[str]) -> bytes:
    """The same words one under the other, and the same squares."""
    from reportlab.pdfgen.canvas import Canvas

    held = io.BytesIO()
    canvas: Any = Canvas(held, pagesize=(595, 842))
    canvas.setFont("Floor", 11)
    for nth, line in enumerate(lines):
        canvas.drawString(72, 780 - nth * 14, line)
    path = canvas.beginPath()
    modules.cache_clear()
    for y, row in enumerate(modules(CODE)):
        for x, black in enumerate(row):
            if black:
                path.rect(72 + x * 1.6, 100 - y * 1.6, 1.6, 1.6)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def _paper() -> ReceiptPaper:
    names = ("最低生活保障申请书", "家庭经济状况核对授权书", "户口簿、身份证", "收入财产佐证", "残疾、疾病、就学佐证")
    return ReceiptPaper(
        kind=ReceiptKind.ACCEPTED,
        station=STATION,
        document_no="渔沟政服受〔2026〕000417号",
        addressee="张桂英",
        id_masked="3422**********1223",
        phone_masked="139****0126",
        case_no="341323110000-20261123-01-0001-H7P",
        matter="最低生活保障对象认定",
        matter_code="M1201",
        official_code="",
        case_type="承诺件",
        taken_at=datetime(2026, 11, 24, 10, 6, tzinfo=CHINA),
        window="3",
        clerk="0305",
        committed=Limit(20),
        legal=Limit(30),
        due_on=date(2026, 12, 22),
        due_estimated=False,
        law="《最低生活保障审核确认办法》",
        result="低保审核确认决定书、低保证",
        fee="不收费",
        materials=tuple(PaperMaterial(name, Handing.ORIGINAL) for name in names),
        qr=CODE,
    )
