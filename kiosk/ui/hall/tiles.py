"""Cards of the hall that are one button each: a category, a row that leads on, a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.ui.hall.facts import bring_line, fee, promise
from kiosk.ui.hall.words import listed, pieces, word
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import CardButton, Elided, Icon, Label
from kiosk.ui.widgets.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms import Category, Matter

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_ACROSS = Qt.AlignmentFlag.AlignHCenter
_DOWN = Qt.AlignmentFlag.AlignVCenter


class Hint(Label):
    """A list of examples of which as many are shown, whole, as fit in the line; `open_end`: and that there are more."""

    def __init__(
        self, things: Sequence[str], kind: str = "tiny", tone: str = "muted", *, open_end: bool = False
    ) -> None:
        self._things, self._open_end = tuple(things), open_end
        super().__init__(listed(self._things), kind, tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less in a narrower place."""
        super().resizeEvent(event)
        metrics = QFontMetrics(self.font())
        for count in range(len(self._things), 0, -1):
            shown = listed(self._things[:count])
            if self._open_end and count < len(self._things):
                shown = word("among", some=shown)
            if count == 1 or metrics.horizontalAdvance(shown) <= event.size().width():
                self.setText(shown)
                return


class CategoryTile(CardButton):
    """A category: icon, name and a few plain words; upright, or lying in the large print."""

    def __init__(self, theme: Theme, category: Category, *, lying: bool = False, brief: bool = False) -> None:
        super().__init__(theme, category.name, across=lying)
        self.setAccessibleDescription(category.hint)
        icon = Icon(theme, category.icon, "accent", 60 if lying else 64)
        name = Label(category.name, "name" if lying else "button")
        hint = Hint(pieces(category.hint))
        if brief:
            hint.hide()
        if lying:
            self._lay(theme, icon, name, hint)
        else:
            self._stand(theme, icon, name, hint)

    def _stand(self, theme: Theme, icon: Icon, name: Label, hint: Hint) -> None:
        self.face.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self.face.setSpacing(0)
        self.face.addStretch(1)
        self.face.addWidget(icon, 0, _ACROSS)
        self.face.addSpacing(theme.px(8))
        self.face.addWidget(name, 0, _ACROSS)
        hint.setAlignment(_MIDDLE)
        self.face.addWidget(hint)
        self.face.addStretch(1)
        self.setMinimumHeight(theme.px(176))

    def _lay(self, theme: Theme, icon: Icon, name: Label, hint: Hint) -> None:
        self.face.setContentsMargins(theme.px(28), theme.px(12), theme.px(16), theme.px(12))
        self.face.setSpacing(theme.px(24))
        self.face.addWidget(icon, 0, _DOWN)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(name)
        words.addWidget(hint)
        words.addStretch(1)
        self.face.addLayout(words, 1)


class WayOn(CardButton):
    """A row that leads to another page: icon, name, what it is, an arrow. `primary` is the one filled button."""

    def __init__(self, theme: Theme, icon: str, name: str, hint: str = "", *, primary: bool = False) -> None:
        super().__init__(theme, name, across=True, kind="primary" if primary else "card")
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(144 if primary else 104))
        self.face.setContentsMargins(theme.px(40 if primary else 34), theme.px(8), theme.px(36), theme.px(8))
        self.face.setSpacing(theme.px(34 if primary else 24))
        self.face.addWidget(Icon(theme, icon, "paper" if primary else "accent", 76 if primary else 46), 0, _DOWN)
        words = QVBoxLayout() if primary else QHBoxLayout()
        words.setSpacing(0 if primary else theme.px(28))
        words.addStretch(1 if primary else 0)
        if primary or hint:
            words.addWidget(Label(name, "name" if primary else "button", "paper" if primary else ""))
        else:
            words.addWidget(Elided(name, "button", least=0.7), 1)
        if hint:
            said = Elided(hint, "body" if primary else "note", "paper" if primary else "muted")
            words.addWidget(said, 0 if primary else 1)
        words.addStretch(1 if primary else 0)
        self.face.addLayout(words, 1)
        self.face.addWidget(Icon(theme, "chevron-right", "paper" if primary else "ink-muted", 40), 0, _DOWN)


class MatterRow(CardButton):
    """A matter that was found: its name and, in plain words, what it is."""

    def __init__(self, theme: Theme, name: str, hint: str) -> None:
        super().__init__(theme, name, across=True)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(120))
        self.face.setContentsMargins(theme.px(34), theme.px(10), theme.px(36), theme.px(10))
        self.face.setSpacing(theme.px(24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Elided(name, "button", least=0.6))
        words.addWidget(Elided(hint, "note", "muted"))
        self.face.addLayout(words, 1)
        self.face.addWidget(Icon(theme, "chevron-right", "ink-muted", 40), 0, _DOWN)


class DeedButton(CardButton):
    """The one thing to do on a page, as large as a card."""

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__(theme, name, across=True, kind="primary")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.px(144))
        self.face.setSpacing(theme.px(28))
        self._words = Label(name, "title", "paper")
        self.face.addStretch(1)
        self._icon = Icon(theme, icon, "paper", 68)
        self._icon_name = icon
        self.face.addWidget(self._icon, 0, _DOWN)
        self.face.addWidget(self._words)
        self.face.addStretch(1)

    def show_busy(self, words: str) -> None:
        """Pressed: it cannot be pressed again, and says what is being done."""
        self.setEnabled(False)
        self._words.setText(words)
        self._icon.show_icon(self._icon_name, "ink-muted")

    def rename(self, name: str) -> None:
        """It stands for something a little different now."""
        self.setAccessibleName(name)
        self._words.setText(name)

    def show_ready(self) -> None:
        """It may be pressed."""
        self.setEnabled(True)
        self._words.setText(self.accessibleName())
        self._icon.show_icon(self._icon_name, "paper")


class MatterCard(CardButton):
    """A matter: its name, what to bring, when it will be done, what it costs, how many wait for it."""

    def __init__(self, theme: Theme, matter: Matter, bring: tuple[str, ...]) -> None:
        name = plain(matter.name)
        super().__init__(theme, name, across=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(theme.px(190))
        self.face.setContentsMargins(theme.px(34), theme.px(22), theme.px(36), theme.px(22))
        self.face.setSpacing(theme.px(28))
        self.face.addLayout(self._words(theme, matter, bring), 1)
        self.face.addLayout(self._waiting(theme))
        self.face.addWidget(Icon(theme, "chevron-right", "ink-muted", 40), 0, _DOWN)
        self.setAccessibleDescription(f"{word('bring')} {bring_line(bring)}")

    def _words(self, theme: Theme, matter: Matter, bring: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addStretch(1)
        column.addWidget(Label(plain(matter.name), "name", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(14))
        if bring:
            head = Label(word("bring"), "body", "accent")
            head.set_bold(True)
            line.addWidget(head)
        named = [plain(name) for name in bring] or [bring_line(bring)]
        line.addWidget(Hint(named, "body", "" if bring else "muted", open_end=True), 1)
        column.addLayout(line)
        column.addWidget(Elided("    ".join(filter(None, (promise(matter), fee(matter)))), "note", "muted"))
        column.addStretch(1)
        return column

    def _waiting(self, theme: Theme) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.px(6))
        line.addStretch(1)
        self._count = Label("", "fact")
        self._people = Label(word("people"), "note")
        self._people.setContentsMargins(0, 0, 0, theme.px(9))
        self._people.set_bold(True)
        self._said = Label("", "note", "muted")
        self._said.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._said.setMinimumWidth(theme.metrics("note").horizontalAdvance(word("waiting")))  # its place is kept
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._people, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        column.addWidget(self._said, 0, Qt.AlignmentFlag.AlignRight)
        column.addStretch(1)
        for part in (self._count, self._people):
            part.hide()
        return column

    def show_waiting(self, count: int) -> None:
        """How many wait for this matter now."""
        self._count.setText(str(count))
        self._said.setText(word("waiting") if count else "")  # all wait in one line: that none is for this says nothing
        for part in (self._count, self._people):
            part.setVisible(count > 0)
