"""Opening the program must not wait for what only a paper needs."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("reportlab", "qrcode", "pypdfium2", "PIL", "fontTools")
ROOT = Path(__file__).parents[2]


def test_coming_in_by_the_door_opens_no_drawing_office() -> None:
    ask = f"import sys, kiosk.paper; print([name for name in sys.modules if name.split('.')[0] in {HEAVY[:4]!r}])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_coming_in_by_the_door_reads_no_layout_and_no_document() -> None:
    """What documents, forms and guides are built of takes longer to read than a window may take to open."""
    late = ("kiosk.app.documents", "kiosk.paper.document", "kiosk.paper.form", "kiosk.paper.guide", "tomllib", "forms")
    ask = f"import sys, kiosk.paper, kiosk.paper.press; print([name for name in {late!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_an_ordinary_receipt_leaves_the_old_style_fonts_closed() -> None:
    """HanaMin alone costs 80 ms and 30 MB."""
    ask = (
        "import sys; sys.path.insert(0, 'tests/paper')\n"
        "from conftest import RECEIPT, SLIP\n"
        "from kiosk.paper import receipt_pdf, slip_pdf, faces\n"
        "receipt_pdf(RECEIPT); slip_pdf(SLIP)\n"
        "print(faces.font.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, cwd=ROOT, check=True)
    assert done.stdout.strip() == "2"
