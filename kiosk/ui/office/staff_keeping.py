"""What the keys of the staff page do: between the page, which knows no desk, and the staff desk."""

from PySide6.QtCore import QObject

from kiosk.app.desks import Desks
from kiosk.app.staff import Started
from kiosk.domain.staff import Account, Duty
from kiosk.ui.errands import DESK, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.office.staff_page import StaffPage


class StaffKeeping(QObject):
    """It lives as long as its page."""

    def __init__(self, desks: Desks, fittings: Fittings) -> None:
        self.page = StaffPage(fittings.theme, keeps=desks.may(Duty.KEEP_STAFF))
        super().__init__(self.page)
        self._desk = desks.staff
        self._fittings = fittings
        self.page.pressed.connect(self._on_pressed)
        self.read()

    def read(self) -> None:
        """Everybody once more."""
        self._fittings.errands.run(DESK, self._desk.listed, self.page.show_accounts, self._on_no, self)

    def _on_pressed(self, key: str) -> None:
        page = self.page
        page.show_said("")
        if key == "F2":
            page.begin_new()
        elif key == "F4":
            self._save(page.account, page.number, page.name)
        elif page.account is not None:
            self._change(key, page.account)

    def _save(self, account: Account | None, number: str, name: str) -> None:
        desk, roles, run = self._desk, self.page.roles, self._fittings.errands.run
        if account is None:
            run(DESK, lambda: desk.open(number, name, roles), self._on_started, self._on_no, self)
        else:
            run(DESK, lambda: desk.rule(account.staff, roles), lambda _: self.read(), self._on_no, self)

    def _change(self, key: str, account: Account) -> None:
        desk, run = self._desk, self._fittings.errands.run
        if key == "F5":
            run(DESK, lambda: desk.reset(account.staff), self._on_started, self._on_no, self)
        elif account.left:
            run(DESK, lambda: desk.back(account.staff), lambda _: self.read(), self._on_no, self)
        else:
            run(DESK, lambda: desk.leave(account.staff), lambda _: self.read(), self._on_no, self)

    def _on_started(self, started: Started) -> None:
        self.read()
        self.page.show_code(started.account.name, started.start_code)

    def _on_no(self, news: BadNews) -> None:
        self.page.show_said(self._fittings.say(news))
