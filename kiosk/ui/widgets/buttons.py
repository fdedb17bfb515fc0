"""What is pressed: buttons that show their icon, their word and their key, and whole cards that are one button."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.labels import Icon, KeyCap, Label, restyle

_TONES = {"primary": "paper", "outline": "accent", "danger": "bad"}
_ICON_TO_TEXT = 1.05


class Pressable(QPushButton):
    """A button whose face is a layout. Give it `self.face` to fill; it has a name for those who do not see it."""

    def __init__(self, name: str, kind: str, face: QBoxLayout) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.face = face
        face.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(face)

    def sizeHint(self) -> QSize:
        """As large as its face."""
        return self.face.totalSizeHint().expandedTo(QSize(self.minimumWidth(), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its face needs."""
        return self.face.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:
        """A face with wrapped words grows downward."""
        return self.face.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As high as the face at this width."""
        return max(self.minimumHeight(), self.face.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def set_chosen(self, chosen: bool) -> None:
        """Marked as the one that holds (a switch that is on, a card that is picked)."""
        restyle(self, "chosen", chosen)


class Button(Pressable):
    """One thing to do: [icon] word [key]. `kind` is plain, primary, outline, quiet or danger.

    `key` ('F9', 'Ctrl+S') is shown on a cap and presses the button while it is visible. `note` stands under the word.
    """

    def __init__(
        self, theme: Theme, text: str, *, icon: str = "", key: str = "", kind: str = "plain", note: str = ""
    ) -> None:
        super().__init__(text, kind, QHBoxLayout())
        self._tone = _TONES.get(kind, "ink")
        self._icon_name = icon
        self._icon = Icon(theme, icon, self._tone, theme.size("button") * _ICON_TO_TEXT / theme.factor)
        self._text = Label(text, "button", "" if self._tone == "ink" else self._tone)
        self._text.set_bold(theme.touch or kind == "primary")
        self._note = Label(note, "note", "paper" if kind == "primary" else "muted")
        self._cap = KeyCap(key, "on-accent" if kind == "primary" else "true")
        for part, wanted in ((self._icon, icon), (self._text, text), (self._note, note), (self._cap, key)):
            if not wanted:
                part.hide()  # to show one now, that stands nowhere yet, would make it a window of its own
        if key:
            self.setShortcut(QKeySequence(key))
        self.setMinimumHeight(theme.control)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        side = theme.px(24 if theme.touch else 10)
        self.face.setContentsMargins(side, theme.px(4), side, theme.px(4))
        self.face.setSpacing(theme.px(14 if theme.touch else 8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._note)
        self.face.addStretch(1)
        before = () if theme.touch else (self._cap,)
        for part in (*before, self._icon):
            self.face.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.face.addLayout(words)
        if theme.touch:
            self.face.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self.face.addStretch(1)

    def set_words(self, text: str, note: str = "") -> None:
        """Another word, another note under it."""
        self._text.setText(text)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(text)
        self.setAccessibleDescription(note)
        self.face.invalidate()
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Another sign; empty for none."""
        self._icon_name = icon
        self._icon.setVisible(bool(icon))
        self._redraw_icon()

    def set_chosen(self, chosen: bool) -> None:
        """A switch that is on is said in the accent colour."""
        super().set_chosen(chosen)
        self._tone = "accent" if chosen else _TONES.get(str(self.property("kind")), "ink")
        self._text.set_tone("" if self._tone == "ink" else self._tone)
        self._redraw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """What cannot be used now is grey in its place."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._redraw_icon()

    def _redraw_icon(self) -> None:
        if self._icon_name:
            self._icon.show_icon(self._icon_name, self._tone if self.isEnabled() else "ink-muted")


class CardButton(Pressable):
    """A whole card that is one button, with a face of its own (tiles, rows of a list)."""

    def __init__(self, theme: Theme, name: str, *, across: bool = False, kind: str = "card") -> None:
        super().__init__(name, kind, QHBoxLayout() if across else QVBoxLayout())
        self.theme = theme
        self.face.setContentsMargins(*[theme.px(24)] * 4)
        self.setMinimumHeight(theme.control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)


def unclickable(widget: QWidget) -> QWidget:
    """Let presses fall through to the button underneath."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget
