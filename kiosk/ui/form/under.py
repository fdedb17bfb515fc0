"""What is said under a question: its faults, where an offered value comes from, and its help when asked for."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.ui.form.below import LINE_GAP, Line
from kiosk.ui.form.helpbox import HelpBox
from kiosk.ui.form.verdicts import FieldState
from kiosk.ui.theme import Theme
from kiosk.ui.widgets.clearing import discard


class Under:
    """The lines under one question, in the order in which they are read; made when there is something to say."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._theme = theme
        self._parent = parent
        self._visible = True
        self._lines: list[Line] = []
        self._help: HelpBox | None = None

    def show_state(self, state: FieldState, known: str = "") -> None:
        """Its faults, then where the offered value comes from; `known` is that value, if its field cannot show it."""
        said = len(state.faults) + (state.offer is not None)
        while len(self._lines) > said:
            discard(self._lines.pop())
        while len(self._lines) < said:
            self._lines.append(Line(self._theme, self._parent))
            self._lines[-1].setVisible(self._visible)
        for line, fault in zip(self._lines, state.faults, strict=False):
            line.show_fault(fault)
        if state.offer is not None:
            self._lines[-1].show_source(state.offer.source, known)

    def show_help(self, lines: Callable[[], tuple[str, ...]] | None) -> bool:
        """Its help, or None to take it away; True when that is a change."""
        if (lines is not None) is (self._help is not None):
            return False
        if self._help is not None:
            discard(self._help)
            self._help = None
        elif lines is not None and (said := lines()):
            self._help = HelpBox(self._theme, said, self._parent)
            self._help.announce()
        return True

    def show_visible(self, visible: bool) -> None:
        """With its question it comes and goes."""
        self._visible = visible
        for part in self._parts():
            part.setVisible(visible)

    def place(self, x: int, y: int, width: int) -> int:
        """Lay it out from there; returns the height it takes."""
        begin = y
        for part in self._parts():
            gap = self._theme.px(LINE_GAP if isinstance(part, Line) else 2 * LINE_GAP)
            tall = part.place(width)
            part.setGeometry(QRect(x, y + gap, width, tall))
            y += tall + gap
        return y - begin

    def united(self, rect: QRect) -> QRect:
        """`rect` and all of it."""
        for part in self._parts():
            rect = rect.united(part.geometry())
        return rect

    def _parts(self) -> list[Line | HelpBox]:
        return [*self._lines, *([self._help] if self._help is not None else [])]
