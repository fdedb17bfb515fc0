"""Every paper can be put into the archive as it is: PDF/A, as an independent validator and a plain reader see it.

Apache PDFBox Preflight (Debian: libpdfbox2-java, libjaxb-api-java, libactivation-java, libcommons-io-java)
knows PDF/A-1b, which asks for
all that PDF/A-2b asks of such papers and more; only the number of the part is changed for it. veraPDF, which knows
part 2 itself, is in no registry that a test may use.
"""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms
from pypdf import PdfReader

from forms import Catalogue
from kiosk.app.documents import GuidePlace
from kiosk.app.papers import ReceiptPaper, SlipPaper
from kiosk.paper import document_pdf, form_pdf, guide_pdf, receipt_pdf, slip_pdf
from kiosk.paper.archival import grey_profile
from tests.paper.documents import DOCUMENTS, STATION

JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "preflight",
        "pdfbox2",
        "xmpbox",
        "fontbox2",
        "commons-logging",
        "commons-io",
        "jaxb-api",
        "javax.activation",
    )
]
HAS_PREFLIGHT = bool(shutil.which("java")) and all(jar.exists() for jar in JARS)
RARE = "张𠀃䶮𠅤"


@pytest.fixture(scope="module")
def papers(receipt: Callable[..., ReceiptPaper], slip: Callable[..., SlipPaper]) -> dict[str, bytes]:
    """One of each sort, with characters from every font."""
    matter = Catalogue.shipped().matter("M1201")
    answers = dict(matter.example.answers) | {"applicant_name": RARE}
    return {
        "receipt": receipt_pdf(receipt(addressee=RARE)),
        "slip": slip_pdf(slip(matter=RARE)),
        "form": form_pdf(matter, answers, replace(STATION, demo=True)),
        "guide": guide_pdf(matter, GuidePlace(STATION)),
        **{kind: document_pdf(paper) for kind, paper in DOCUMENTS.items()},
    }


@pytest.mark.skipif(
    not HAS_PREFLIGHT, reason="missing: only with Debian's libpdfbox2-java, libjaxb-api-java, libactivation-java"
)
def test_an_independent_validator_finds_no_fault(papers: dict[str, bytes], tmp_path: Path) -> None:
    files = []
    for name, pdf in papers.items():
        assert pdf.count(b"<pdfaid:part>2<") == 1
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(pdf.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
    classes = ":".join(str(jar) for jar in JARS)
    command = ["java", "-cp", classes, "org.apache.pdfbox.preflight.Validator_A1b", "batch", str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False).stdout
    assert said.count("is a valid PDF/A-1b file") == len(papers), said
    assert "not a valid" not in said


def test_the_file_says_that_it_is_for_the_archive_and_what_it_is(papers: dict[str, bytes]) -> None:
    for pdf in papers.values():
        reader = PdfReader(io.BytesIO(pdf))
        root = reader.trailer["/Root"]
        about = reader.metadata
        assert about is not None
        packet = root["/Metadata"].get_data().decode("utf-8")
        assert "/Filter" not in root["/Metadata"]
        ElementTree.fromstring(packet)
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in packet
        assert str(about.title) in packet
        assert root["/OutputIntents"][0]["/DestOutputProfile"].get_data() == grey_profile()
        assert not reader.is_encrypted
        assert b"/SMask" not in pdf
        assert b"/ca " not in pdf


def test_the_profile_is_one_that_a_colour_engine_opens() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(grey_profile())).profile
    assert profile.xcolor_space.strip() == "GRAY"
    assert profile.connection_space.strip() == "XYZ"
    assert profile.profile_description == "Grey gamma 2.2"


ANY_TEXT = st.text(st.characters(max_codepoint=0x10FFFF), max_size=40)


@settings(max_examples=30, deadline=None)
@given(words=ANY_TEXT)
def test_no_title_whatever_breaks_the_metadata(words: str) -> None:
    """Control characters, lone surrogates, angle brackets: XML either has them escaped or does without them."""
    from kiosk.paper.archival import _said

    assert ElementTree.fromstring(f"<a>{_said(words)}</a>") is not None
