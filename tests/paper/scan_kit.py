"""Sheets, photos and files as they come to a window, drawn here."""

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

A4_AT_200 = (1654, 2339)


def sheet(lines: int = 24, size: tuple[int, int] = A4_AT_200, text: str = "户口簿 常住人口登记卡") -> Image.Image:
    """A white page with lines of writing."""
    page = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype("assets/fonts/NotoSansSC-Regular.ttf", size[0] // 40)
    for nth in range(lines):
        pen.text((size[0] // 12, size[1] // 14 + nth * size[1] // 28), f"{text} {nth}", fill="black", font=font)
    return page


def on_a_desk(page: Image.Image, angle: float = 6) -> Image.Image:
    """A photo of it, lying crooked on a dark desk."""
    desk = Image.new("RGB", (3000, 2400), (60, 50, 45))
    lying = page.resize((1300, 1840)).convert("RGBA").rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    desk.paste(lying, (700, 120), lying)
    return desk


def packed(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    """As a file."""
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def pdf(pages: int = 2, *, link: bool = False, password: str = "") -> bytes:
    """A PDF with some words on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=password or None)
    for nth in range(pages):
        canvas.drawString(100, 700, f"page {nth + 1}")
        if link:
            canvas.linkURL("http://example.com", (90, 690, 200, 720))
        canvas.showPage()
    canvas.save()
    return out.getvalue()
