"""How residents rated (好差评), as the city counts it: each service once, at a window or on the page, by centre and
matter. Nobody's name and no case stands here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, text

from kiosk.domain.rating import Level
from kiosk.domain.words import reason_word
from sync.city.folding import DOES_NOT_FIT
from sync.city.house import City
from sync.city.tables import RATINGS, body, entry, work_item
from sync.protocol.entry import Body, read_body

SPANS = (30, 90, 365)  # days that may be looked back
_SAID = 2  # reasons that are named


@dataclass(slots=True)
class Tally:
    """What was said of one matter of a centre, or of all its matters (`matter` '')."""

    centre: str
    matter: str = ""
    given: int = 0
    good: int = 0
    on_page: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def bad(self) -> int:
        """Of the two bad levels."""
        return self.given - self.good

    @property
    def rate(self) -> str:
        """好评率, in percent."""
        return f"{self.good / self.given:.1%}"

    @property
    def said(self) -> list[str]:
        """The reasons given most often."""
        return [reason_word(code) for code, _ in self.reasons.most_common(_SAID)]

    def add(self, told: dict[str, Any]) -> None:
        """One more rating."""
        self.given += 1
        self.good += not Level(told["level"]).bad
        self.on_page += told.get("way") == "page"
        self.reasons.update(code for code in told.get("reasons", ()) if isinstance(code, str))


@dataclass(frozen=True, slots=True)
class Opinions:
    """The ratings of the last `days`: of each centre the whole, then its matters; who has most bad ones first."""

    days: int
    spans: tuple[int, ...]
    centres: list[tuple[Tally, list[Tally]]]


def opinions_of(city: City, days: int) -> Opinions:
    """Counted from the log; `days` one of `SPANS`, else the first."""
    days = days if days in SPANS else SPANS[0]
    whole: dict[str, Tally] = {}
    parts: dict[str, dict[str, Tally]] = {}
    with city.books.read() as connection:
        for centre, told in _given(connection, city.now() - timedelta(days=days)):
            name, matter = _names(city, centre, str(told.get("matter", "")))
            whole.setdefault(centre, Tally(name)).add(told)
            parts.setdefault(centre, {}).setdefault(matter, Tally(name, matter)).add(told)
    found = [(tally, _worst_first(parts[centre].values())) for centre, tally in whole.items()]
    return Opinions(days, SPANS, sorted(found, key=lambda one: (-one[0].bad, -one[0].given)))


def _worst_first(tallies: Iterable[Tally]) -> list[Tally]:
    return sorted(tallies, key=lambda one: (-one.bad, -one.given))


def _names(city: City, centre: str, matter: str) -> tuple[str, str]:
    return city.register.centre(centre).name or centre, city.matters.matter(matter).name if matter else ""


def _given(connection: Connection, since: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each rating by its centre, the first of each service. One that fitted no more (rated before, elsewhere) lies
    aside; one of a level that a later version knows is left to that."""
    aside = select(work_item.c.g).where(work_item.c.reason == DOES_NOT_FIT)
    lately = (text(RATINGS), entry.c.received_at >= since.isoformat(), entry.c.g.not_in(aside))
    rows = connection.execute(select(entry.c.centre, body.c.content).join(body).where(*lately).order_by(entry.c.g))
    told: set[str] = set()
    for row in rows:
        read = read_body(row.content)
        if read.payload.get("level") in list(Level) and (name := _service(read)) not in told:
            told.add(name)
            if datetime.fromisoformat(read.wall) >= since:
                yield row.centre, read.payload


def _service(read: Body) -> str:
    """One name for one service: a case, of several under one number the one that is meant, or a visit."""
    case = read.case or read.payload.get("case")
    return f"{case} {read.payload.get('filing', '')}" if case else str(read.payload.get("ticket") or read.id)
