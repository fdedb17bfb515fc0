"""What a paper's file says of itself so that it can be kept for decades: PDF/A-2b (ISO 19005-2), the archive's form.

Metadata as XMP, a grey output intent with its profile, streams that end as the standard wants. Our papers are black on
white, bring their fonts and know neither layers nor transparency; nothing else is needed. Imports reportlab.
"""

import struct
import zlib
from datetime import datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFCatalog, PDFDictionary, PDFName, PDFPage, PDFStream, PDFString

D50 = (0.9642, 1.0, 0.8249)
GAMMA = 2.2
CONDITION = "Grey gamma 2.2"
PART, CONFORMANCE = "2", "B"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:ModifyDate>{made}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords></pdf:Keywords>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Stream(PDFStream):  # type: ignore[misc]
    """A stream whose last byte stands on a line of its own (ISO 19005-2, 6.1.7.1), which reportlab's does not."""

    packed = True

    def format(self, document: Any) -> bytes:
        content = zlib.compress(self.content) if self.packed else self.content
        entries = dict(self.dictionary.dict) | {"Length": len(content)}
        if self.packed:
            entries["Filter"] = PDFName("FlateDecode")
        head: bytes = PDFDictionary(entries).format(document)
        return head + b"\nstream\n" + content + b"\nendstream\n"


class Plain(Stream):
    """A stream that is not packed: metadata, which an archive reads without knowing any filter (6.6.2.1)."""

    packed = False


def prepare(document: Any, made_at: datetime) -> None:
    """Make a reportlab document that is whole but not yet written fit for the archive."""
    for page in [one for one in document.idToObject.values() if isinstance(one, PDFPage)]:
        page.Contents = Stream(PDFDictionary({}), (page.stream or "").encode("latin-1"))
    catalog = document.Catalog
    catalog.Metadata = Plain(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), _metadata(document.info, made_at)
    )
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(CONDITION),
        "Info": PDFString(CONDITION),
        "DestOutputProfile": document.Reference(Stream(PDFDictionary({"N": 1}), grey_profile())),
    }
    catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


def _metadata(about: Any, made_at: datetime) -> bytes:
    """The same that the file's information says, as XMP (ISO 16684-1)."""
    return _XMP.format(
        title=_said(about.title),
        author=_said(about.author),
        subject=_said(about.subject),
        tool=_said(about.creator),
        producer=_said(about.producer),
        made=made_at.isoformat(timespec="seconds"),
        part=PART,
        conformance=CONFORMANCE,
    ).encode("utf-8")


def _said(text: str) -> str:
    """Text as XML may hold it (XML 1.0, 2.2): without control characters and code points that are none."""
    return escape("".join(one for one in text if one >= " " and not _nobody(ord(one))))


def _nobody(code: int) -> bool:
    return 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)


@cache
def grey_profile() -> bytes:
    """A profile for grey of gamma 2.2 (ICC.1:1998-09, a display's): 350 bytes, the same every time."""
    name = CONDITION.encode("ascii") + b"\0"
    tags = {
        b"desc": b"desc" + struct.pack(">2I", 0, len(name)) + name + struct.pack(">2I", 0, 0) + bytes(70),
        b"cprt": b"text" + bytes(4) + b"No copyright\0",
        b"wtpt": b"XYZ " + bytes(4) + b"".join(_fixed(one) for one in D50),
        b"kTRC": b"curv" + struct.pack(">2IH", 0, 1, round(GAMMA * 256)),
    }
    directory, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for sign, content in tags.items():
        directory += sign + struct.pack(">2I", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size = start + len(body)
    return _profile_head(size) + directory + body


def _profile_head(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"GRAY", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += b"".join(_fixed(one) for one in D50)
    return head + bytes(128 - len(head))


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))
