"""The filled-in form (申请表) on paper: from a matter's definition and its answers, in the common table layout.

A matter whose official layout is known has a layout of its own in `layouts/form_<code>.toml`; whatever that has no
place for follows below it, so that nothing that was answered is lost. Without answers it is the blank form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from forms import Field, Matter, Section
from kiosk.app.papers import Station
from kiosk.paper import answering, beside
from kiosk.paper import words as w
from kiosk.paper.a4 import NOTE, TITLE, centred
from kiosk.paper.galley import SNUG, TIGHT, Galley, Spacing
from kiosk.paper.leaves import Leaves, printed
from kiosk.paper.ownlayout import own_layout, put_own
from kiosk.paper.ruled import Ruled, heading, label_cell, put, table_rows, value_cell
from kiosk.paper.sheet import HAND, HAND_WIDE, MM, Hand
from kiosk.paper.typesetting import set_line, set_lines, set_to_fit

if TYPE_CHECKING:
    from sync.protocol.kinds import Beside

LEFT, RIGHT = 22 * MM, 190 * MM
TOP, BOTTOM = 22 * MM, 264 * MM
WIDTH = RIGHT - LEFT
LABEL, YES_NO = 29 * MM, 34 * MM
SIGNATURE, OPINION, TEXT = 13 * MM, 20 * MM, 13 * MM
LONG_LABEL = 14
BLANK_ROWS = 4
NOWHERE = Station("", "", "", "", "", "", "")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FormMarks:
    """What stands on a form besides its answers: signatures by field, who stood beside the applicant."""

    hands: Mapping[str, Hand]
    beside: "Beside | None" = None


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands around a form: whose centre, which case, when it was printed."""

    station: Station
    case_no: str
    made_at: datetime
    hands: tuple[Hand, ...] = ()
    beside: "Beside | None" = None
    below: int = -1  # which hand stands below the form, because no field has a place for it


def form_pdf(
    matter: Matter,
    answers: Mapping[str, Any],
    station: Station | None = None,
    case_no: str = "",
    made_at: datetime | None = None,
    marks: "FormMarks | None" = None,
) -> bytes:
    """The form as PDF, A4, as many pages as it takes; the same answers give the same bytes.

    `answers` as `forms.check` settles them; keys that the form has no field for are left out. Fields that do not show
    (an agent's, where there is none) are left out too, but all stand on the blank form, which `{}` gives.
    `station` brings the centre's name, address and demo mark. `marks` has signatures by the field they stand in; one
    of '' or of a field that the form has not stands below it; and who stood beside the applicant.
    """
    marks = marks or FormMarks({})
    drawn = dict(marks.hands)
    order = list(drawn)
    placed = {key: answering.Signed(nth) for nth, key in enumerate(order) if key in {f.key for f in matter.fields}}
    below = next((nth for nth, key in enumerate(order) if key not in placed), -1)
    head = Edges(station or NOWHERE, case_no, made_at or NEVER, tuple(drawn.values()), marks.beside, below)
    shown = {**beside.filled_in(matter, answers, marks.beside), **placed}
    snug, tight = (_laid_out(matter, shown, head, spacing) for spacing in (SNUG, TIGHT))
    return printed(tight if len(tight.pages) < len(snug.pages) else snug, _leaves(matter, head))


def _laid_out(matter: Matter, answers: Mapping[str, Any], head: Edges, spacing: Spacing) -> Galley:
    galley = Galley(LEFT, TOP, BOTTOM, spacing)
    _title(galley, matter, head)
    blank = not answers
    own = own_layout(matter.code)
    placed = put_own(galley, own, matter, answers, WIDTH) if own else frozenset()
    rest = [section for section in (_without(one, placed) for one in matter.sections) if section.fields]
    if placed and rest:
        galley.gap(3 * MM)
        centred(galley, [set_line(w.SUPPLEMENTARY, NOTE)], WIDTH)
    for section in rest:
        put(galley, _section(matter, section, answers, blank))
    if standing := beside.rows(matter, answers, head.beside, WIDTH):
        galley.gap(3 * MM)
        put(galley, standing)
    if head.below >= 0:
        galley.gap(3 * MM)
        white = HAND * (HAND_WIDE + head.below)
        put(galley, [Ruled((label_cell(w.SIGNED_BELOW, LABEL), value_cell(white, WIDTH - LABEL)), SIGNATURE)])
    return galley


def _title(galley: Galley, matter: Matter, head: Edges) -> None:
    own, style = own_layout(matter.code), TITLE.sized(19)
    title = (own.title if own else "") or matter.form.title
    line = set_to_fit(title, style, WIDTH, 14)
    centred(galley, [line] if line else set_lines(title, style.sized(15), WIDTH), WIDTH)
    code = matter.official.impl_code or w.OWN_CODE.format(code=matter.code)
    said = [
        w.FORM_NUMBER.format(case_no=head.case_no) if head.case_no else "",
        w.FORM_MATTER.format(code=code),
        w.FORM_VERSION.format(version=matter.version),
    ]
    centred(galley, set_lines((2 * w.SPACE).join(one for one in said if one), NOTE, WIDTH), WIDTH)
    galley.gap(1.5 * MM)


def _leaves(matter: Matter, head: Edges) -> Leaves:
    return Leaves(
        station=head.station,
        title=matter.form.title,
        number="",
        subject=head.case_no or matter.code,
        made_at=head.made_at,
        author=head.station.name,
        left=head.station.name,
        right=matter.name,
        foot=w.FORM_FOOT,
        edges=(LEFT, RIGHT),
        hands=head.hands,
    )


def _without(section: Section, placed: frozenset[str]) -> Section:
    return Section(section.title, tuple(field for field in section.fields if field.key not in placed), section.block)


def _section(matter: Matter, section: Section, answers: Mapping[str, Any], blank: bool) -> list[Ruled]:
    """A section: its title, then its questions, two beside each other where they fit."""
    rows = [heading(section.title, WIDTH)]
    waiting: list[tuple[Field, str]] = []
    for field in section.fields:
        value = answers.get(field.key)
        if value is None and field.visible_if and not blank:
            continue
        if field.type == "table":
            lone = len(section.fields) == 1 or field.label == section.title
            rows += [*_pairs(waiting), *_table(matter, field, value, blank)[lone:]]
            waiting = []
        elif _goes_alone(matter, field, value, blank):
            rows += [*_pairs(waiting), _alone(matter, field, value, blank)]
            waiting = []
        else:
            waiting.append((field, _told(matter, field, value, blank)))
    rows += _pairs(waiting)
    again = heading(w.GOES_ON.format(title=section.title), WIDTH)
    return [rows[0], *(row if row.above else replace(row, above=again) for row in rows[1:])] if len(rows) > 1 else []


def _told(matter: Matter, field: Field, value: object, blank: bool) -> str:
    """An answer, or on the blank form the boxes to tick."""
    ticked = field.type == "bool" or (blank and answering.fits_in_boxes(matter, field, 60))
    return answering.boxes(matter, field, value) if ticked else answering.said(matter, field, value)


def _goes_alone(matter: Matter, field: Field, value: object, blank: bool) -> bool:
    """Whether a question takes the whole width: long texts, long labels, many boxes."""
    if field.type in ("textarea", "address") or len(field.label) > LONG_LABEL:
        return True
    return set_line(_told(matter, field, value, blank), _VALUE).width > WIDTH / 2 - LABEL - 14


def _alone(matter: Matter, field: Field, value: object, blank: bool) -> Ruled:
    told = _told(matter, field, value, blank)
    if field.type == "bool":
        return Ruled((label_cell(field.label, WIDTH - YES_NO, left=True), value_cell(told, YES_NO, centre=True)))
    return Ruled((label_cell(field.label, LABEL), value_cell(told, WIDTH - LABEL)), _high(field, bool(told)))


def _pairs(waiting: Sequence[tuple[Field, str]]) -> list[Ruled]:
    """Questions two to a row; a last one alone."""
    rows = []
    for at in range(0, len(waiting), 2):
        two = waiting[at : at + 2]
        wide = WIDTH / 2 - LABEL if len(two) == 2 else WIDTH - LABEL
        cells = [cell for field, told in two for cell in (label_cell(field.label, LABEL), value_cell(told, wide))]
        rows.append(Ruled(tuple(cells), max(_high(field, bool(told)) for field, told in two)))
    return rows


def _high(field: Field, told: bool) -> float:
    """How high a field is at least: room for a pen where one will write."""
    if field.type == "signature":
        return SIGNATURE
    if field.type == "textarea":
        return TEXT if told else OPINION
    return 0.0


def _table(matter: Matter, field: Field, value: object, blank: bool) -> list[Ruled]:
    """A table with its name above, and numbered rows; empty ones on the blank form."""
    given = answering.rows_of(value)
    heads = [w.ROW_NUMBER, *(column.label for column in field.columns)]
    rows = [
        [str(nth), *(answering.said(matter, column, row.get(column.key)) for column in field.columns)]
        for nth, row in enumerate(given, 1)
    ]
    if not rows and blank:
        rows = [[str(nth), *("" for _ in field.columns)] for nth in range(1, BLANK_ROWS + 1)]
    if not rows:
        none = Ruled((label_cell(field.label, LABEL), value_cell(w.NONE_SAID, WIDTH - LABEL)))
        return [heading(field.label, WIDTH), none]
    return [heading(field.label, WIDTH), *table_rows(heads, rows, WIDTH)]


_VALUE = value_cell("", WIDTH).lines[0].style
