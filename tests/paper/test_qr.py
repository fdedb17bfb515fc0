"""The square that a telephone reads is as small as its characters allow."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.paper import qr


def _read(text: str) -> str:
    """What an independent reader sees in the modules, four dots each, with the quiet zone."""
    rows = qr.modules(text)
    side = len(rows) + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, black in enumerate(row):
            if black:
                image.putpixel((x + qr.QUIET, y + qr.QUIET), 0)
    found = zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    assert len(found) == 1
    assert found[0].ec_level == "Q"
    return str(found[0].text)


def test_a_receipt_token_of_180_bytes_stands_in_version_12() -> None:
    link = "HTTPS://TRACK.SUZHOU.GOV.CN/R/" + str(int.from_bytes(b"\xff" * 180, "big"))
    assert len(link) == 30 + 434
    assert qr.version(link) == 12
    assert _read(link) == link


def test_digits_cost_less_than_letters() -> None:
    assert qr.version("HTTPS://A/" + "1" * 400) < qr.version("HTTPS://A/" + "B" * 400)


@settings(deadline=None, max_examples=25)
@given(st.from_regex(r"HTTPS?://[A-Z.:0-9]{1,20}/[RQ]/[0-9]{0,200}", fullmatch=True))
def test_every_link_reads_as_it_was_written(link: str) -> None:
    assert _read(link) == link


def test_a_link_in_small_letters_reads_as_well() -> None:
    assert _read("http://127.0.0.1:8080/r/1234567890123456") == "http://127.0.0.1:8080/r/1234567890123456"


def test_nothing_at_all_is_still_a_code() -> None:
    assert len(qr.modules("")) == 21


def test_more_than_any_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr.modules("8" * 5000)
