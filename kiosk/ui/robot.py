"""A hand that works the screens by itself, for the tour: presses, types, looks. It uses the way every user has."""

import time
from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from kiosk.ui.fittings import Squares
from kiosk.ui.places import Seat
from kiosk.ui.shell import Opening, Shell
from kiosk.ui.sweeping import Sweeper
from kiosk.ui.theme import prepare

PATIENCE = 20.0  # seconds in which a screen has to show what is waited for


class NothingThere(AssertionError):
    """What was to be pressed or seen is not on the screen."""


class Eyes:
    """What is on the screen now."""

    def __init__(self, shell: QWidget) -> None:
        self._shell = shell

    def seen(self) -> Iterator[QWidget]:
        """Every widget that is seen."""
        return (w for w in self._shell.findChildren(QWidget) if w.isVisible())

    def texts(self) -> list[str]:
        """Every text that is seen."""
        return [text for widget in self.seen() for text in _texts_of(widget) if text]

    def shows(self, text: str) -> bool:
        """Whether this text is somewhere on the screen."""
        return any(text in one for one in self.texts())

    def picture(self) -> bytes:
        """The screen as PNG, at its real size."""
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._shell.grab().save(buffer, "PNG")
        return bytes(held.data())


class Robot:
    """Works one shell. Everything is done on the screens' own thread, waiting by turning its events over."""

    def __init__(self, opening: Opening, seat: Seat, square: Squares) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self._app = app
        prepare(app)
        self.shell = Shell(opening, seat, square)
        self._sweeper = Sweeper(self.shell)
        self.eyes = Eyes(self.shell)

    def show(self, width: int, height: int) -> None:
        """Open the window at this size, and wait until the house is open."""
        self.shell.resize(width, height)
        self.shell.show()
        self.shell.activateWindow()
        self.shell.open_house()
        self._sweeper.begin()
        self.turn()

    def place(self, name: str, width: int, height: int) -> None:
        """Go to a place, at its own size."""
        self.shell.show_place(name)
        self.shell.resize(width, height)
        self.turn()

    def close(self) -> None:
        """Close the window."""
        self._sweeper.end()
        self.shell.close()
        self.turn()

    def turn(self, seconds: float = 0.15) -> None:
        """Let the screens do what they have to do."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._app.processEvents()

    def wait(self, seen: Callable[[], object], what: str) -> None:
        """Wait until something is so. Raises `NothingThere` with `what`."""
        until = time.monotonic() + PATIENCE
        while not seen():
            if time.monotonic() > until:
                raise NothingThere(what)
            self.turn(0.05)

    def tap(self, words: str) -> None:
        """Press what is called so, or whose name begins or is made up so."""
        self.wait(lambda: self._named(words), words)
        target = self._named(words)
        assert target is not None
        at = target.rect().center()
        if target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            target.setFocus(Qt.FocusReason.MouseFocusReason)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self._app.sendEvent(target, _mouse(target, kind, at))
        self.turn()

    def press(self, key: str) -> None:
        """A key of the keyboard: a shortcut of what is seen, else to whom has the cursor."""
        for shortcut in self.shell.findChildren(QShortcut):
            owner = shortcut.parent()
            if shortcut.key() == QKeySequence(key) and isinstance(owner, QWidget) and owner.isVisible():
                shortcut.activated.emit()
                self.turn()
                return
        combined = QKeyCombination.fromCombined(QKeySequence(key)[0].toCombined())  # type: ignore[index]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, combined.key(), combined.keyboardModifiers())
            self._app.sendEvent(self._cursor(), event)
        self.turn()

    def type(self, text: str) -> None:
        """Text as an input method commits it, any character."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._app.sendEvent(self._cursor(), event)
        self.turn()

    def scan(self, code: str) -> None:
        """A code as a keyboard-wedge scanner gives it: keys at once, and Enter."""
        for character in code:
            target = self._cursor()
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
            self._app.sendEvent(target, event)
        self.press("Return")

    def fill(self, answers: Mapping[str, object]) -> None:
        """Answers into the form that is seen, as a card reader or an earlier case brings them."""
        from kiosk.ui.form.sheet import FormView

        forms = [form for form in self.shell.findChildren(FormView) if form.isVisible()]
        if not forms:
            raise NothingThere("form")
        forms[0].put(answers)
        self.turn(0.5)

    def _cursor(self) -> QWidget:
        """Who has the cursor, whether or not the window is the active one of this PC; else the screen itself."""
        holder = self._app.focusWidget() or self.shell.focusWidget()
        if holder is not None and holder.isVisible():
            return holder
        takers = (w for w in self.eyes.seen() if w.focusPolicy() != Qt.FocusPolicy.NoFocus)
        return next(takers, self.shell)

    def _named(self, words: str) -> QWidget | None:
        found = [(w, _called(w)) for w in self.eyes.seen() if w.isEnabled() and isinstance(w, QAbstractButton)]
        exact = [w for w, name in found if name == words]
        return next(iter(exact or [w for w, name in found if words in name]), None)


def _called(widget: QAbstractButton) -> str:
    return widget.accessibleName() or widget.text()


def _texts_of(widget: QWidget) -> tuple[str, ...]:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return (widget.text(), widget.accessibleName())
    if isinstance(widget, QPlainTextEdit):
        return (widget.toPlainText(),)
    return (widget.accessibleName(),)


def _mouse(target: QWidget, kind: QEvent.Type, at: QPoint) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    around = target.mapToGlobal(at)
    return QMouseEvent(kind, at.toPointF(), around.toPointF(), left, left, Qt.KeyboardModifier.NoModifier)
