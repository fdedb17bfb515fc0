"""The recovery sheet (恢复单): printed once, sealed, kept in the safe. A code to scan, groups to type."""

from kiosk.app.papers import RecoveryPaper
from kiosk.paper import qr
from kiosk.paper import words as w
from kiosk.paper.a4 import BODY, BODY_NAME, BOTTOM, HEIGHT, LEFT, TEXT, TEXT_STRONG, TOP, WIDTH, centred, spaced
from kiosk.paper.faces import BOLD
from kiosk.paper.galley import PAD_SIDE, Cell, Galley
from kiosk.paper.sheet import MM, Particulars, Sheet
from kiosk.paper.typesetting import Style, set_line, set_lines, set_to_fit
from kiosk.paper.words import Recovery as Words

GROUPS = Style(face=BOLD, size=24, leading=40)
MODULE = 9 * 72 / 203
LABEL = 34 * MM


def recovery_pdf(paper: RecoveryPaper) -> bytes:
    """One sheet as PDF, A4, one page. The same paper gives the same bytes."""
    galley = Galley(LEFT, TOP, BOTTOM)
    name = set_to_fit(paper.station.name, BODY_NAME, BODY, 12)
    centred(galley, [name] if name else set_lines(paper.station.name, BODY_NAME.sized(14), BODY))
    centred(galley, [spaced(Words.TITLE + Words.HALVES[paper.half])])
    galley.gap(5 * MM)
    _groups(galley, paper.text)
    galley.gap(5 * MM)
    for label, said in _rows(paper):
        cells = (
            Cell(LABEL, set_lines(label, TEXT_STRONG, LABEL - 2), centred=True, shaded=True),
            Cell(BODY - LABEL, set_lines(said, TEXT, BODY - LABEL - 2 * PAD_SIDE)),
        )
        galley.row(cells)
    galley.gap(6 * MM)
    for nth, sentence in enumerate(Words.HALF if paper.half else Words.WHOLE, 1):
        galley.paragraph(set_lines(f"{nth}. {sentence}", TEXT, BODY), LEFT)
        galley.gap(1.5 * MM)
    particulars = Particulars(Words.TITLE, paper.station.name, paper.device, paper.made_at)
    sheet = Sheet(WIDTH, HEIGHT, particulars)
    for y, draw in galley.pages[0]:
        draw(sheet, y)
    return sheet.pdf()


def _groups(galley: Galley, text: str) -> None:
    """The code on the left, the groups beside it in two columns of four."""
    modules = qr.modules(text)
    side = len(modules) * MODULE
    groups = text.split("-")
    height = max(side + 2 * qr.QUIET * MODULE, 4 * GROUPS.leading) + 4 * MM

    def draw(sheet: Sheet, y: float) -> None:
        sheet.frame((LEFT, y, BODY, height), weight=1.2)
        sheet.squares(LEFT + 6 * MM, y + (height - side) / 2, MODULE, modules)
        left = LEFT + side + 26 * MM
        top = y + (height - 4 * GROUPS.leading) / 2
        for nth, group in enumerate(groups):
            column, row = divmod(nth, 4)
            sheet.text(left + column * 42 * MM, top + row * GROUPS.leading, set_line(f"{nth + 1}", TEXT))
            sheet.text(left + column * 42 * MM + 6 * MM, top + row * GROUPS.leading, set_line(group, GROUPS))

    galley.place(height, draw)


def _rows(paper: RecoveryPaper) -> list[tuple[str, str]]:
    return [
        (Words.DEVICE, paper.device),
        (Words.MADE, w.moment(paper.made_at)),
        (Words.KEPT_BY, ""),
        (Words.SEALED, ""),
    ]
