"""The keys about the person at the window: Ctrl+R reads his card, Ctrl+J says who stands beside him."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.app.desks import Desks
from kiosk.app.ports import CardReader
from kiosk.domain.card import Card
from kiosk.domain.person import mask_id
from kiosk.domain.refusals import Trouble
from kiosk.ui.card_ear import CardEar
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.intake import Intake
from kiosk.ui.window.beside_page import BesidePage
from kiosk.ui.window.screen import WindowScreen
from kiosk.ui.window.words import PersonKeys as Words


class PersonKeys(QObject):
    """`said` is a sentence over the page; `known` a person whose card was read while no application lay there."""

    said = Signal(str)
    known = Signal(str, str)

    def __init__(self, desks: Desks, fittings: Fittings, screen: WindowScreen, intake: Intake) -> None:
        super().__init__(screen)
        self._desks = desks
        self._fittings = fittings
        self._screen = screen
        self._intake = intake
        self._card: Card | None = None  # read before there was an application, or of somebody else than on the form
        self._unset: Trouble | None = None
        self._ear = CardEar(self._reader(), screen.isVisible, self)
        self._ear.read.connect(self._on_card)
        self._ear.failed.connect(lambda trouble: self.said.emit(fittings.say(trouble)))
        self.page = BesidePage(fittings.theme)
        self.page.said.connect(self._on_beside)
        self.page.left.connect(self._back)
        screen.intake.strip.show_keys(Words.ON_STRIP)
        screen.intake.strip.pressed.connect(screen.pressed)

    def keys(self) -> dict[str, Callable[[], None]]:
        """What each of these keys does."""
        return {"Ctrl+R": self.read, "Ctrl+J": self.open}

    def read(self) -> None:
        """Read the card that lies there; once more, and it counts although somebody else stands on the form."""
        if self._card is not None and self._intake.busy:
            self._take(self._card)
        elif self._ear.there:
            self._ear.ask()
        else:
            self.said.emit(self._fittings.say(self._unset or Trouble("card_reader_none")))

    def lay(self) -> None:
        """An application has been laid out: a card that was read before is his whose application it is."""
        if self._card is not None and not self._intake.who.is_other(self._card):
            self._take(self._card)
        self._card = None

    def leave(self) -> None:
        """Whoever was here is gone, and so is what his card said."""
        self._card = None

    def open(self) -> None:
        """Who stands beside him; pressed on that page, it is said."""
        if self._screen.page is self.page:
            self.page.confirm()
        elif self._intake.busy:
            filling = self._screen.intake.form.filling
            name = str(filling.raw.get(filling.matter.applicant.name) or "") if filling else ""
            self._screen.show_page(self._screen.with_page(self.page))
            self.page.begin(name, self._intake.who.beside, self._fittings.now().date())

    def _reader(self) -> CardReader | None:
        try:
            return self._desks.card_reader
        except Trouble as trouble:  # a setting that names no reader is said when somebody wants to read
            self._unset = trouble
            return None

    def _on_card(self, card: Card) -> None:
        if card.over(self._fittings.now().date()):
            self.said.emit(Words.OVER.format(name=card.name, until=card.until))
        if not self._intake.busy:
            self._card = card
            self.known.emit(card.name, card.number)
        elif self._intake.who.is_other(card):
            self._card = card
            self.said.emit(Words.OTHER.format(name=card.name, number=mask_id(card.number)))
        else:
            self._take(card)

    def _take(self, card: Card) -> None:
        self._card = None
        if not card.over(self._fittings.now().date()):
            self.said.emit("")
        self._intake.who.take_card(card)

    def _on_beside(self, beside: object) -> None:
        self._intake.who.stand_beside(beside)  # type: ignore[arg-type]
        self._back()

    def _back(self) -> None:
        self._screen.show_page(self._screen.intake)
        self._screen.intake.back_to_form()
        self._intake.look_again()
