"""The sections of a form as cards one under the other, made when they are first wanted, the finished ones folded."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from forms import Section
from kiosk.ui.form.editors import Kit
from kiosk.ui.form.section import Row, SectionCard

CARD_GAP, MARGIN, LEAST = 10, 8, 300


class CardStack(QWidget):
    """`made`: a question stands on its card now; `pressed`: the head of a card was. It lives in a scroll area."""

    made = Signal(object)
    pressed = Signal(int)

    def __init__(self, sections: Sequence[Section], kit: Kit) -> None:
        super().__init__()
        self._theme = kit.theme
        self.setProperty("scrolled", "true")
        self.rows: dict[str, Row] = {}
        self.cards = [SectionCard(one, nth + 1, kit, self._on_made) for nth, one in enumerate(sections)]
        for nth, card in enumerate(self.cards):
            card.setParent(self)
            card.pressed.connect(lambda nth=nth: self.pressed.emit(nth))

    def build_to(self, last: int) -> None:
        """Make the cards up to this one, in order, so that Tab goes through them in order."""
        for card in self.cards[: last + 1]:
            if not card.rows:
                card.build()

    def build_next(self) -> bool:
        """Make one more card; False when all are there."""
        nth = next((nth for nth, card in enumerate(self.cards) if not card.rows), None)
        if nth is None:
            return False
        self.build_to(nth)
        return True

    def place(self, width: int) -> None:
        """Lay the cards out one under the other in `width`, and be as high as they are."""
        theme, margin = self._theme, self._theme.px(MARGIN)
        inner = width - 2 * margin
        if inner < theme.px(LEAST):
            return
        y = margin
        for card in self.cards:
            height = card.place(inner)
            card.setGeometry(QRect(margin, y, inner, height))
            y += height + theme.px(CARD_GAP)
        self.resize(width, y)

    def show_current(self, nth: int) -> None:
        """This is the card that the cursor is in."""
        for place, card in enumerate(self.cards):
            card.show_current(place == nth)

    def row_of(self, widget: QWidget | None) -> Row | None:
        """The question that a widget belongs to."""
        if widget is None or not self.isAncestorOf(widget):
            return None
        return next((row for row in self.rows.values() if row.owns(widget)), None)

    def card_of(self, row: Row) -> int:
        """The place of the card on which a question stands."""
        return next(nth for nth, card in enumerate(self.cards) if row in card.rows)

    def in_order(self) -> list[Row]:
        """All questions made so far, from the first to the last."""
        return [row for card in self.cards for row in card.rows]

    def _on_made(self, row: Row) -> None:
        self.rows[row.field.key] = row
        self.made.emit(row)
