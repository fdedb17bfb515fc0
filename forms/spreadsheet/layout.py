"""How the workbook is laid out: which columns each sheet has, what a cell of each may hold, and its drop-down."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.spreadsheet.words import CONFIDENCES, GUIDE, HEADINGS, LABELS, LEVELS, SOURCES

HEADING_ROW = 1
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one line of the guide. `kind`: text, int, yes, lines, coded, or a table of words.LABELS.

    `needed`: may not be blank; `blank`: what a blank cell means where the definition needs a value all the same.
    `offers` are suggestions that a drop-down shows and that do not bind.
    """

    key: str
    heading: str
    note: str
    kind: str = "text"
    width: int = 14
    needed: bool = False
    blank: str | None = None
    offers: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """What a drop-down holds; empty for free text."""
        return tuple(LABELS.get(self.kind, {}).values()) or self.offers


_KINDS = {
    "unit": "unit",
    "batch": "yes",
    "counts_in_limit": "yes",
    "mandatory": "yes",
    "tolerable": "yes",
    "shareable": "yes",
    "pledgeable": "yes",
    "required": "yes",
    "collect": "collect",
    "severity": "severity",
    "type": "type",
    "kind": "kind",
    "derived": "derived",
    "filled_by": "filled_by",
    "action": "action",
    "block": "block",
    "clock": "clock",
    "part": "part",
    "code_set": "prefix",
    **dict.fromkeys(
        (
            "days",
            "seq",
            "originals",
            "copies",
            "counted_step_days",
            "extendable",
            "max_length",
            "minimum",
            "check_days",
        ),
        "int",
    ),
    "maximum": "int",
    "row": "int",
}
_WIDTHS = {
    "text": 34,
    "note": 30,
    "name": 26,
    "law": 46,
    "article": 18,
    "label": 26,
    "hint": 26,
    "expr": 46,
    "sentence": 60,
    "message": 30,
    "remark": 22,
    "pledge_basis": 30,
    "proves": 30,
    "checking": 30,
    "value": 40,
    "visible_if": 22,
    "auto": 22,
}
_NEEDED = {
    "basis": ("law",),
    "limits": (),
    "steps": ("name", "actor", "level"),
    "papers": ("name", "collect", "source"),
    "form": (),
    "rules": ("expr", "field", "message"),
    "choices": ("code", "label"),
    "example": ("part",),
}
_BLANK: Mapping[tuple[str, str], str] = {
    ("basis", "article"): "",
    ("basis", "confidence"): "C",
    ("limits", "text"): "",
    ("steps", "days"): "0",
    ("steps", "unit"): "workday",
    ("steps", "counts_in_limit"): "true",
    ("papers", "originals"): "0",
    ("papers", "copies"): "0",
    ("papers", "mandatory"): "true",
    ("papers", "tolerable"): "false",
    ("papers", "shareable"): "false",
    ("rules", "severity"): "error",
    ("rules", "confidence"): "C",
    ("choices", "standard"): "",
    ("choices", "confidence"): "C",
}
_OFFERS = {"confidence": CONFIDENCES, "level": LEVELS, "source": SOURCES}


def columns(sheet: str) -> tuple[Column, ...]:
    """The columns of a sheet from left to right (not of the guide, whose lines are `guide_lines`)."""
    return tuple(
        Column(
            key,
            heading,
            note,
            kind="text" if (sheet, key) == ("form", "unit") else _KINDS.get(key, "text"),
            width=_WIDTHS.get(key, max(10, 2 * len(heading) + 4)),
            needed=key in _NEEDED[sheet],
            blank=_BLANK.get((sheet, key)),
            offers=_OFFERS.get(key, ()) if (sheet, key) != ("form", "source") else (),
        )
        for key, (heading, note) in HEADINGS[sheet].items()
    )


_GUIDE_KINDS = {
    "version": "int",
    "category": "prefix",
    "mode": "mode",
    "guide.proxy.mode": "proxy",
    "guide.fee.charged": "yes",
    "guide.tolerance.allowed": "yes",
    **dict.fromkeys(("guide.task_type", "guide.level", "guide.project_type"), "coded"),
    **dict.fromkeys(
        ("search", "guide.accept_at", "guide.tolerance.materials", "guide.conditions", "guide.notes", "guide.remarks"),
        "lines",
    ),
}
_GUIDE_NEEDED = frozenset(
    (
        *("code", "version", "name", "category", "mode", "hint", "guide.implementing_body", "guide.accept_at"),
        *("guide.applicant_kind", "guide.fee.text", "guide.result.name", "guide.result.kind", "form.title"),
        *("guide.task_type", "guide.level", "guide.project_type", "form.applicant.name"),
    )
)
_GUIDE_OPTIONAL = frozenset(
    ("guide.remarks", "form.applicant.id_number", "form.applicant.id_type", "form.applicant.phone")
)
_GUIDE_BLANK = {
    "confidence": "C",
    "form.confidence": "C",
    "guide.fee.charged": "false",
    "guide.tolerance.allowed": "false",
    "guide.proxy.mode": "usual",
}
_GUIDE_OFFERS = {
    "confidence": CONFIDENCES,
    "form.confidence": CONFIDENCES,
}


def guide_lines() -> tuple[Column, ...]:
    """The lines of the guide sheet from top to bottom; the key is the path in the definition."""
    return tuple(
        Column(
            key,
            heading,
            note,
            kind=_GUIDE_KINDS.get(key, "text"),
            needed=key in _GUIDE_NEEDED,
            blank=None if key in _GUIDE_OPTIONAL else _GUIDE_BLANK.get(key, ""),
            offers=_GUIDE_OFFERS.get(key, ()),
        )
        for key, (heading, note) in GUIDE.items()
    )
