"""Where the keyboard is: a ring of ink and amber around the control that has the focus, on any ground."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kiosk.ui.theme import colour

_INK, _AMBER = 2, 3
_REACH = _INK + _AMBER + 1
_TYPED_IN = (QLineEdit, QPlainTextEdit, QComboBox)
_KEYED = "keyed"
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


def worked_by_keys(screen: QWidget) -> None:
    """This screen is worked by the keyboard all day: what has the focus in it is ringed, Tab was pressed or not."""
    screen.setProperty(_KEYED, True)


class _Follower(QObject):
    """Follows one control and all that it stands in, as long as it has the focus; with it all its connections go."""

    moved = Signal()
    gone = Signal()

    def __init__(self, around: QWidget, ring: QWidget) -> None:
        super().__init__(ring)
        step: QWidget | None = around
        while step is not None and step is not ring.window():
            step.installEventFilter(self)
            step.destroyed.connect(self.gone)
            step = step.parentWidget()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.moved.emit()
        return False


class FocusRing(QWidget):
    """Lies over a whole window and lets every press through. Shown for keyboard focus, for fields always, and for
    buttons of a screen that is worked by the keyboard (Qt itself knows of Tab only, not of arrows, F-keys and pages
    that put the cursor somewhere)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._follower: _Follower | None = None
        self._around: QWidget | None = None
        self._clip = QRect()
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def seen(self) -> QRect:
        """The part of the ring that is drawn, in its own coordinates."""
        return self._clip

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is not None and self._is_to_be_shown(now):
            self._around = now
            self._follower = _Follower(now, self)
            self._follower.moved.connect(self._place)
            self._follower.gone.connect(self._on_gone)
        self._place()

    def _let_go(self) -> None:
        self._around = None
        if self._follower is not None:
            self._follower.blockSignals(True)
            self._follower.deleteLater()
            self._follower = None

    def _is_to_be_shown(self, now: QWidget) -> bool:
        window = self.window()
        by_keyboard = window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if now.window() is not window:
            return False
        return by_keyboard or isinstance(now, _TYPED_IN) or (isinstance(now, QAbstractButton) and _was_led_to(now))

    def _on_gone(self) -> None:
        self._let_go()
        self.hide()

    def _place(self) -> None:
        around = self._around
        if around is None or not around.isVisible():
            self.hide()
            return
        reach = around.rect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        here = reach.translated(around.mapTo(self.window(), QPoint(0, 0)))
        self._clip = self._seen_part(around, here)
        self.setGeometry(here)
        self.raise_()
        self.show()
        self.update()

    def _seen_part(self, around: QWidget, here: QRect) -> QRect:
        """The part of the ring within the scroll areas around the control, in the ring's own coordinates."""
        seen, step = here, around.parentWidget()
        control = here.adjusted(_REACH, _REACH, -_REACH, -_REACH)
        while step is not None and step is not self.window():
            area = step.parentWidget()
            if isinstance(area, QAbstractScrollArea) and area.viewport() is step:
                view = step.rect().translated(step.mapTo(self.window(), QPoint(0, 0)))
                if not view.contains(control):  # one that is seen whole has its ring whole, over the area's edge too
                    seen = seen.intersected(view)
            step = step.parentWidget()
        return seen.translated(-here.topLeft())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Amber outside, ink inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._clip)
        outside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        for token, width, inset in (("focus", _AMBER, _AMBER / 2), ("ink", _INK, _AMBER + _INK / 2)):
            painter.setPen(QPen(colour(token), width))
            ring = outside.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(ring, 12 - inset, 12 - inset)


def _was_led_to(now: QWidget) -> bool:
    """Whether the focus came to a button of a keyed screen otherwise than by a press on it."""
    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return False
    step: QWidget | None = now
    while step is not None:
        if step.property(_KEYED):
            return True
        step = step.parentWidget()
    return False
