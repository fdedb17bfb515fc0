"""What the 256 bytes of text on a chip say: fields of fixed width in UTF-16, in one of four layouts.

The letter at byte 248 tells the layout: J a residence permit of Hong Kong, Macao and Taiwan residents, I a foreigner's
card of 2017, Y the one of 2023; else it is a resident's card (GA 490 and GA 450 with their
supplements of 2017, 2018 and 2023).
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from kiosk.domain.card import Card, CardKind
from kiosk.domain.person import of_today, spell_name, valid_certificate

TEXT = 256  # bytes
FLAG = 248  # where the letter stands

_RESIDENT = (("name", 30), ("sex", 2), ("ethnicity", 4), ("born", 16), ("address", 70), ("number", 36))
_ISSUED = (("issuer", 30), ("since", 16), ("until", 16))
LAYOUTS: Mapping[CardKind, tuple[tuple[str, int], ...]] = {
    CardKind.RESIDENT: (*_RESIDENT, *_ISSUED, ("new_address", 36)),
    CardKind.COMPATRIOT: (
        *(("name", 30), ("sex", 2), ("kept", 4), ("born", 16), ("address", 70), ("number", 36)),
        *_ISSUED,
        *(("pass_number", 18), ("times", 4), ("kept", 6), ("flag", 2), ("kept", 6)),
    ),
    CardKind.FOREIGN: (
        *(("english", 120), ("sex", 2), ("number", 30), ("nationality", 6), ("name", 30), ("since", 16)),
        *(("until", 16), ("born", 16), ("version", 4), ("office", 8), ("flag", 2), ("kept", 6)),
    ),
    CardKind.FOREIGN_2023: (
        *(("name", 30), ("sex", 2), ("times", 4), ("born", 16), ("english", 70), ("number", 36), ("kept", 30)),
        *(("since", 16), ("until", 16), ("english_more", 22), ("nationality", 6), ("flag", 2), ("kept", 6)),
    ),
}
_FLAGS = {"I": CardKind.FOREIGN, "J": CardKind.COMPATRIOT, "Y": CardKind.FOREIGN_2023}


class NoPerson(ValueError):
    """The text has no right number or no name."""


def read_text(text: bytes) -> Card:
    """The card that these 256 bytes describe. Raises `NoPerson`."""
    if len(text) != TEXT:
        raise NoPerson
    kind = _FLAGS.get(_said(text[FLAG : FLAG + 2]), CardKind.RESIDENT)
    fields = _cut(text, kind)
    number, english = _said(fields["number"]).upper(), _english(fields)
    name = spell_name(_said(fields["name"])) or english
    if not name or not valid_certificate(number):
        raise NoPerson
    return Card(
        kind=kind,
        name=name,
        number=number,
        sex=_one_of(_said(fields["sex"]), ("1", "2")),
        ethnicity=_ethnicity(fields),
        born=_day(fields["born"]),
        address=of_today(_said(fields.get("address", b""))),
        nationality=_said(fields.get("nationality", b"")),
        english=english,
        until=_day(fields["until"]),
        written=_written(fields["name"], name),
    )


def _cut(text: bytes, kind: CardKind) -> dict[str, bytes]:
    fields, at = {}, 0
    for key, width in LAYOUTS[kind]:
        fields[key] = text[at : at + width]
        at += width
    return fields


def _said(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace").strip(" \0\u3000")


def _written(raw: bytes, name: str) -> bytes:
    """The chip's own bytes, when what is kept is not what they spell."""
    said = _said(raw)
    return said.encode("utf-16-le") if said and said != name else b""


def _english(fields: Mapping[str, bytes]) -> str:
    return _said(fields.get("english", b"") + fields.get("english_more", b""))


def _ethnicity(fields: Mapping[str, bytes]) -> str:
    said = _said(fields.get("ethnicity", b""))
    return said if len(said) == 2 and said.isdigit() and 1 <= int(said) <= 56 else ""


def _one_of(said: str, known: tuple[str, ...]) -> str:
    return said if said in known else ""


def _day(raw: bytes) -> date | None:
    with suppress(ValueError):
        said = _said(raw)
        return date(int(said[:4]), int(said[4:6]), int(said[6:8]))
    return None
