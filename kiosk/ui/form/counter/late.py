"""The mark on what was taken on paper before (补录): it is judged and filed as of then, and has no ticket."""

from collections.abc import Mapping
from datetime import datetime

from forms import Checked, Matter
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing
from kiosk.app.intake import IntakeDesk
from kiosk.app.outcomes import CaseTaken
from kiosk.app.paper_first import PaperFirst
from kiosk.domain.deadline import business_day
from kiosk.ui.form.counter.words import Intake as Words

LATE = "on_paper"  # the key of a draft under which the mark stands beside the answers
NOT_LATE: PaperFirst | None = None


class Late:
    """None of it holds where `paper` is None: then it is an application like any other."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self.paper: PaperFirst | None = None
        self._then: tuple[datetime, IntakeDesk] | None = None

    def plain(self) -> dict[str, str]:
        """As a draft keeps it."""
        if self.paper is None:
            return {}
        return {"taken_at": self.paper.taken_at.isoformat(), "reason": self.paper.reason, "number": self.paper.number}

    def lay(self, kept: object, begun: PaperFirst | None) -> None:
        """An application is laid on the counter: begun as one, or a draft with its mark, or without one."""
        if begun is not None:
            self.paper = begun
        elif isinstance(kept, Mapping) and kept.get("taken_at"):
            taken_at = datetime.fromisoformat(str(kept["taken_at"]))
            self.paper = PaperFirst(taken_at, str(kept.get("reason", "")), str(kept.get("number", "")))
        else:
            self.paper = None

    def judge(self, matter: Matter, raw: Mapping[str, object]) -> Checked:
        """What the answers came to on that day."""
        assert self.paper is not None
        if self._then is None or self._then[0] != self.paper.taken_at:
            self._then = (self.paper.taken_at, self._desks.amends.paper_first.intake(self.paper.taken_at))
        return self._then[1].judge(matter, raw, business_day(self.paper.taken_at))

    def open(self, matter: str, paper: PaperFirst) -> Matter:
        """The form as it was then. Refuses what did not hold yet."""
        return self._desks.amends.paper_first.intake(paper.taken_at).open(matter)

    def file(self, filing: Filing, request: str) -> CaseTaken:
        """File it as of when it was taken."""
        assert self.paper is not None
        return self._desks.amends.paper_first.file(filing, self.paper, self._desks.actor, request)

    def word(self, word: str) -> str:
        """What F9 does."""
        return Words.LATE.format(kind=word) if self.paper is not None else word
