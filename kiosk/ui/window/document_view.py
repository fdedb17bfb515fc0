"""The paper as it will leave the printer, and above it what it is."""

from collections.abc import Sequence

from kiosk.ui.form.paper_view import PaperView
from kiosk.ui.theme import Theme
from kiosk.ui.widgets import Card, Label
from kiosk.ui.window.words import Documents as Words

WIDEST = 900


class DocumentView(Card):
    """Shows pictures; where they come from is not known here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=12, gap=8)
        self._said = Label(Words.NO_PREVIEW, "note", "muted", wrap=True)
        self.paper = PaperView(theme, WIDEST, f"{Words.PREVIEW} {{number}}")
        self.box.addWidget(self._said)
        self.box.addWidget(self.paper, 1)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """PNG pictures, one for each page; none: nothing is chosen."""
        count = Words.PAGES.format(count=len(pictures)) if len(pictures) > 1 else ""
        seen = "\u3000".join(part for part in (Words.PREVIEW, count, Words.SCROLL) if part)
        self._said.setText(seen if pictures else Words.NO_PREVIEW)
        self.paper.show_pages(pictures)

    def show_said(self, sentence: str) -> None:
        """What stands over it: that it is being drawn, or why it cannot be."""
        self._said.setText(sentence)

    def turn(self, by: int) -> None:
        """A screenful down or up."""
        bar = self.paper.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep() * 4 // 5)
