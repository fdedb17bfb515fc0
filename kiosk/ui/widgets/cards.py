"""Grounds on which things stand: cards, banners, chips. A state is never said by colour alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from kiosk.ui.theme import Theme
from kiosk.ui.widgets.labels import Icon, Label, restyle

SIGNS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "accent": "info", "plain": "info"}


class Card(QFrame):
    """A ground with a radius: `look` plain, soft, accent, good, warn or bad. Fill its `box`."""

    def __init__(self, theme: Theme, look: str = "plain", *, margin: float = 24, gap: float = 12) -> None:
        super().__init__()
        self.setProperty("card", look)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*[theme.px(margin)] * 4)
        self.box.setSpacing(theme.px(gap))

    def set_look(self, look: str) -> None:
        """Another ground."""
        restyle(self, "card", look)


class Banner(QFrame):
    """What happened, what it means, what to do: an icon, a strong line and a plain one."""

    def __init__(self, theme: Theme, tone: str, title: str, text: str = "", *, icon: str = "") -> None:
        super().__init__()
        self.setProperty("card", tone if tone in ("good", "warn", "bad") else "soft")
        shade = tone if tone in ("good", "warn", "bad") else "accent"
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.px(28 if theme.touch else 16)] * 4)
        row.setSpacing(theme.px(28 if theme.touch else 12))
        row.addWidget(Icon(theme, icon or SIGNS[shade], shade, 80 if theme.touch else 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        self.title = Label(title, "name" if theme.touch else "section", shade, wrap=True)
        self.text = Label(text, "body", wrap=True)
        if not text:
            self.text.hide()
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.setAccessibleName(title)

    def set_words(self, title: str, text: str = "") -> None:
        """Other words in the same place."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.setAccessibleName(title)


class Chip(QFrame):
    """A state in one word with its icon. `tone` plain, muted, accent, framed, good, warn or bad."""

    def __init__(self, theme: Theme, text: str, tone: str = "accent", *, icon: str = "") -> None:
        super().__init__()
        self.setProperty("chip", tone)
        shade = {"plain": "ink", "muted": "ink-muted", "framed": "accent"}.get(tone, tone)
        row = QHBoxLayout(self)
        big = theme.touch
        row.setContentsMargins(*map(theme.px, (24, 10, 24, 10) if big else (8, 3, 8, 3)))
        row.setSpacing(theme.px(12 if big else 6))
        if icon:
            row.addWidget(Icon(theme, icon, shade, 36 if big else 14), 0, Qt.AlignmentFlag.AlignVCenter)
        tones = {"ink": "", "ink-muted": "muted"}
        self.words = Label(text, "strong" if big else "note", tones.get(shade, shade))
        row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
