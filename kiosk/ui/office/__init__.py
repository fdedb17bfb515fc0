"""The office (中心管理): the line and today's cases counted, what is due soon, what waits to be sent; what supervision
marks, what was entered late, what waits to be verified, whose word was not kept; who works here; the journal as an
audit. Each page for those whose roles open it.

Here never lives a deed about a case: who supervises does not handle cases. By the door leaves `build`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.app.backup import BackupSeen
from kiosk.app.desks import Desks
from kiosk.app.lodging import LodgingSeen
from kiosk.app.outcomes import CaseFound, Changed, PostSeen, QueueSeen
from kiosk.domain.figures import LineFigures
from kiosk.domain.rating import RatingFigures
from kiosk.domain.staff import Duty
from kiosk.ui.errands import SEARCH
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.figures import figures_of
from kiosk.ui.office.one_hub import Choosing
from kiosk.ui.office.pages import OfficePages, Page
from kiosk.ui.office.safety import said_of
from kiosk.ui.office.screen import OfficeScreen
from kiosk.ui.office.words import Pages as Words

Day = tuple[LineFigures | None, RatingFigures | None]
Read = tuple[QueueSeen, Sequence[CaseFound], PostSeen, tuple[BackupSeen, LodgingSeen], Day]
LOOKED_THROUGH = 2000  # of the latest cases
MINUTE = 60_000


def build(desks: Desks, fittings: Fittings, _window: str = "") -> QWidget:
    """The pages that somebody's roles open. A window means nothing here."""
    from kiosk.ui.office.auditing import Auditing
    from kiosk.ui.office.credit_listing import CreditListing
    from kiosk.ui.office.late_listing import LateListing
    from kiosk.ui.office.staff_keeping import StaffKeeping
    from kiosk.ui.office.verify_listing import VerifyListing
    from kiosk.ui.office.watching import Watching

    pages = (
        (Duty.FIND, Page(Words.LIVE, lambda: _live(desks, fittings))),
        (Duty.FIGURES, Page(Words.WATCH, lambda: Watching(desks, fittings).page)),
        (Duty.FIGURES, Page(Words.LATE, lambda: LateListing(desks, fittings).page)),
        (Duty.SEE_CASE, Page(Words.VERIFY, lambda: VerifyListing(desks, fittings).page)),
        (Duty.SEE_CASE, Page(Words.CREDIT, lambda: CreditListing(desks, fittings).page)),
        (Duty.SEE_STAFF, Page(Words.STAFF, lambda: StaffKeeping(desks, fittings).page)),
        (Duty.AUDIT, Page(Words.AUDIT, lambda: Auditing(desks, fittings).page)),
    )
    return OfficePages(fittings.theme, [page for duty, page in pages if desks.may(duty)])


def _live(desks: Desks, fittings: Fittings) -> QWidget:
    """The line and the cases as they stand, kept true."""
    names = {m.code: m.name for c in desks.hall.categories() for m in desks.hall.matters(c.code)}
    screen = OfficeScreen(fittings, desks.device.station.name)
    choosing = Choosing(desks, fittings) if desks.may(Duty.RULE_LINE) else None
    if choosing is not None:
        screen.lay_choice(choosing.view)

    def show(read: Read) -> None:
        seen, found, post, backup, of_day = read
        now = fittings.now()
        screen.show_figures(figures_of(seen, found, now), seen, names, now)
        screen.show_day(*of_day)
        screen.show_help(seen.help)
        screen.show_post(post)
        if choosing is not None:
            choosing.view.show_other(post.second_hub)
        screen.show_backup(*said_of(backup[0], now, desks.say, backup[1]))

    def day() -> Day:
        """Figures are for those who may see them."""
        return (desks.line.day().all, desks.rating.figures()) if desks.may(Duty.FIGURES) else (None, None)

    def read() -> None:
        fittings.errands.run(
            SEARCH,
            lambda: (
                desks.queue.seen(),
                desks.cases.find("", LOOKED_THROUGH),
                desks.post.seen(),
                (desks.backup.seen(), desks.lodging.seen()),
                day(),
            ),
            show,
            owner=screen,
        )

    fittings.feed.subscribe(screen, {Changed.QUEUE, Changed.CASES, Changed.POST}, read)
    again = QTimer(screen, interval=MINUTE)
    again.timeout.connect(read)
    again.start()
    read()
    return screen
