"""The service guide (办事指南) on paper: in short and in big type, or with all 22 elements of GB/T 36114-2018."""

from datetime import UTC, datetime, time

from forms import Matter
from kiosk.app.documents import GuidePlace, Heading
from kiosk.app.papers import Station
from kiosk.paper import words as w
from kiosk.paper.a4 import BODY, BODY_NAME, BOTTOM, LEFT, NOTE, TITLE, TOP, centred, spaced
from kiosk.paper.blocks import Drafting, draw
from kiosk.paper.galley import ROOMY, SNUG, TIGHT, Galley, Spacing
from kiosk.paper.guiding import guide_facts
from kiosk.paper.layout import Layout, layout
from kiosk.paper.leaves import Leaves, printed
from kiosk.paper.sheet import MM
from kiosk.paper.telling import Telling
from kiosk.paper.typesetting import set_line, set_lines, set_to_fit

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def guide_pdf(matter: Matter, place: GuidePlace, short: bool = False) -> bytes:
    """The guide as PDF, A4; `short` answers in big type what to bring, how long, what it costs and where.

    The same definition and place give the same bytes.
    """
    found = layout("guide_short" if short else "guide_full")
    facts = guide_facts(matter, place)
    more = {"station": place.station, "bring": tuple(_bring(one.name, one.bring) for one in facts.materials)}
    made_at = datetime.combine(place.edition_on, time(), UTC) if place.edition_on else UNDATED
    telling, heading = Telling(facts, {}, more), _heading(matter, place, made_at)
    galleys = [_laid_out(matter, telling, heading, found, spacing) for spacing in (ROOMY, SNUG, TIGHT)]
    return printed(min(galleys, key=lambda galley: len(galley.pages)), _leaves(matter, place, found, made_at))


def _laid_out(matter: Matter, telling: Telling, heading: Heading, found: Layout, spacing: Spacing) -> Galley:
    galley = Galley(LEFT, TOP, BOTTOM, spacing)
    _head(galley, matter, heading.station, found)
    for block in found.blocks:
        draw(Drafting(galley, telling, heading, heading.station.name, found), block)
    return galley


def _bring(name: str, how: str) -> str:
    return w.Guide.BRING_LINE.format(name=name, how=how)


def _head(galley: Galley, matter: Matter, station: Station, found: Layout) -> None:
    """Whose guide it is, and of which matter."""
    name = set_to_fit(station.name, BODY_NAME, BODY, 12)
    centred(galley, [name] if name else set_lines(station.name, BODY_NAME.sized(12), BODY))
    title = set_to_fit(matter.name, TITLE, BODY, 16)
    centred(galley, [title] if title else set_lines(matter.name, TITLE.sized(18), BODY))
    centred(galley, [spaced(found.title, BODY_NAME.sized(16))])
    if matter.hint:
        centred(galley, [set_line(matter.hint, NOTE.sized(12))])
    galley.gap(3 * MM)


def _heading(matter: Matter, place: GuidePlace, made_at: datetime) -> Heading:
    """What the drawing of blocks asks of any document; a guide concerns no case."""
    return Heading(place.station, "", "", "", "", "", matter.name, matter.code, "", made_at, "")


def _leaves(matter: Matter, place: GuidePlace, found: Layout, made_at: datetime) -> Leaves:
    return Leaves(
        station=place.station,
        title=w.Guide.TITLE.format(matter=matter.name, title=found.title),
        number="",
        subject=matter.code,
        made_at=made_at,
        author=place.station.name,
        right=w.Guide.VERSION.format(version=matter.version),
        foot=found.foot,
    )
