"""The documents of oversight (差评、投诉、督办), and what a centre adds to the guide of a matter."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.app.documents.heading import DocumentKind, Heading
from kiosk.app.papers import Station


@dataclass(frozen=True, slots=True)
class Oversight:
    """差评核查整改单, 投诉登记表 or 督办单: where it comes from, who answers for it by when, what came of it."""

    kind: DocumentKind  # BAD_REVIEW, COMPLAINT or URGED
    heading: Heading
    source: str
    came_at: datetime
    what: str
    responsible: str
    until: date | None
    findings: str = ""
    result: str = ""
    revisit: str = ""


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """What a centre adds to a matter's guide (GB/T 36114-2018 elements 5, 7, 11 and 19 to 22). `windows`: where in the
    hall; `quota`: a limit of number; `track_at`: how to look up the progress. Empty is said as not yet set."""

    station: Station
    windows: str = ""
    quota: str = ""
    track_at: str = ""
    online_at: str = ""
    post_to: str = ""
    edition_on: date | None = None
    unset: tuple[str, ...] = ()  # names of the values that the county has not set
