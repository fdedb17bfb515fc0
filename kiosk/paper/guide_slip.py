"""The short guide (办事指南简版) on the roll of the slip printer: what to bring, how long, what it costs, where."""

from datetime import UTC, datetime, time

from forms import Matter
from kiosk.app.documents import GuidePlace
from kiosk.app.papers import GuideFacts
from kiosk.paper import words as w
from kiosk.paper.guide import UNDATED
from kiosk.paper.guiding import guide_facts
from kiosk.paper.sheet import Particulars, Sheet
from kiosk.paper.slip import BODY, BODY_STRONG, BODY_TEXT, DOT, HEAD, MATTER, TITLE, WIDTH, Roll, fitting, whole
from kiosk.paper.typesetting import set_lines
from kiosk.paper.words import Guide


def guide_slip_pdf(matter: Matter, place: GuidePlace) -> bytes:
    """The slip as PDF, 80 mm wide, as long as its contents; the same definition and place give the same bytes."""
    facts, roll = guide_facts(matter, place), Roll([])
    if place.station.demo:
        roll.lines(fitting(w.DEMO_SAYS, BODY_STRONG), width=BODY)
    roll.lines(fitting(place.station.name, HEAD), width=BODY)
    roll.rule()
    roll.lines(set_lines(matter.name, MATTER, BODY * DOT), width=BODY)
    roll.rule()
    heads = iter(Guide.SLIP_HEADS)
    _part(roll, next(heads), [], facts)
    for head, said in zip(heads, (facts.how_long, facts.fee, facts.where, facts.proxy), strict=True):
        _part(roll, head, [said])
    roll.rule("3 1.4")
    for line in (facts.ask, facts.address, facts.unset, Guide.SLIP_FREE):
        roll.lines(set_lines(line, BODY_TEXT, BODY * DOT) if line else [])
    made_at = datetime.combine(place.edition_on, time(), UTC) if place.edition_on else UNDATED
    about = Particulars(Guide.SLIP.format(matter=matter.name), place.station.name, matter.code, made_at)
    sheet = Sheet(whole(WIDTH), whole(round(roll.y + 16)), about)
    for put in roll.put:
        put(sheet)
    return sheet.pdf()


def _part(roll: Roll, head: str, said: list[str], materials: GuideFacts | None = None) -> None:
    """A question and its answer; of the papers each with how it is wanted."""
    roll.feed(6)
    roll.lines(set_lines(head, TITLE, BODY * DOT))
    for text in said:
        roll.lines(set_lines(text, BODY_TEXT, BODY * DOT))
    for one in materials.materials if materials else ():
        roll.feed(4)
        roll.lines(set_lines(one.name, BODY_STRONG, BODY * DOT))
        roll.lines(set_lines(one.bring, BODY_TEXT, BODY * DOT))
