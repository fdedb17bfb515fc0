"""The tracking page in a real browser of a phone's size."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from sync.protocol.seal import new_key
from sync.protocol.token import seal_receipt
from tests.sync.city_kit import accept, courier, enrolled
from tests.sync.conftest import Listening
from tests.sync.test_pages import claims, receipt

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
GOOD, BAD = (0xED, 0xF7, 0xF1), (0xFD, 0xEC, 0xEA)


def browse(folder: Path, url: str, *what: str) -> str:
    """Open a page in a phone's window; what the browser writes."""
    if PROGRAM is None:
        pytest.skip("missing: chromium")
    quiet = ["disable-quic", "no-first-run", "disable-background-networking", "disable-component-update"]
    phone = ["headless", "no-sandbox", "disable-gpu", "disable-sync", "hide-scrollbars", "window-size=390,844"]
    switches = [*quiet, *phone, f"user-data-dir={folder / 'profile'}", *what]
    command = [PROGRAM, *(f"--{switch}" for switch in switches), url]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def band(picture: Path) -> tuple[int, ...]:
    """The colour of the band under the header, at the left edge."""
    with Image.open(picture) as image:
        assert image.size == (390, 844)
        return tuple(image.convert("RGB").getpixel((3, 80)))


def test_a_phone_shows_genuine_and_not_genuine_apart(town: Listening, tmp_path: Path) -> None:
    shelf = enrolled(town.city)
    filed = accept(shelf)
    courier(town.city, shelf).round()
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    browse(tmp_path, receipt(town, shelf, filed), f"screenshot={good}")
    browse(tmp_path, town.url + seal_receipt(claims(filed), new_key(), ""), f"screenshot={bad}")
    assert (band(good), band(bad)) == (GOOD, BAD)


def test_a_phone_reads_the_page_and_its_style_is_let_in(town: Listening, tmp_path: Path) -> None:
    shelf = enrolled(town.city)
    filed = accept(shelf)
    courier(town.city, shelf).round()
    page = browse(tmp_path, receipt(town, shelf, filed), "dump-dom")
    assert "这张回执是真的" in page
    assert re.search(r'href="tel:[0-9-]+"', page)
