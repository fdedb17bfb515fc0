"""What a careful eye checks on any screen: nothing is cut, everything pressed is large enough and has a name."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from kiosk.ui.form.counter.calendar_view import CalendarView
from kiosk.ui.hall.tiles import Hint
from kiosk.ui.tokens import luminance
from kiosk.ui.widgets import Elided


def cut(screen: QWidget) -> list[str]:
    """Labels whose words do not fit, and widgets that reach out of what they stand in."""
    return [said for widget in _seen(screen) for said in (_too_small(widget), _sticks_out(widget, screen)) if said]


def nameless(screen: QWidget) -> list[str]:
    """Buttons and fields that somebody who does not see cannot tell."""
    pressed = [w for w in _seen(screen) if isinstance(w, QAbstractButton | QLineEdit)]
    return [f"{type(w).__name__} at {w.geometry()}" for w in pressed if not w.accessibleName()]


def too_low(screen: QWidget, high: int, wide: int) -> list[str]:
    """Buttons and fields lower or narrower than a finger needs."""
    pressed = [w for w in _seen(screen) if isinstance(w, QAbstractButton | QLineEdit)]
    small = [w for w in pressed if w.height() < high or w.width() < wide]
    return [f"{w.accessibleName()}: {w.width()}×{w.height()}" for w in small]


def _seen(screen: QWidget) -> Iterator[QWidget]:
    return (w for w in screen.findChildren(QWidget) if w.isVisible())


def _too_small(widget: QWidget) -> str:
    if not isinstance(widget, QLabel) or isinstance(widget, Elided | Hint) or not widget.text():
        return ""
    if widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"cut below: {widget.text()!r} {widget.height()} < {needed}" if needed > widget.height() else ""
    wanted = widget.fontMetrics().horizontalAdvance(widget.text())
    ink = widget.fontMetrics().tightBoundingRect(widget.text()).height()
    small = widget.contentsRect().width() < wanted or widget.contentsRect().height() < ink
    return f"cut: {widget.text()!r} {widget.size()} < {wanted}×{ink}" if small else ""


def _sticks_out(widget: QWidget, screen: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget is screen or isinstance(parent.parentWidget(), QAbstractScrollArea):
        return ""
    here = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
    return f"sticks out: {_called(widget)} {here} of {parent.size()}" if not parent.rect().contains(here) else ""


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QLabel) else type(widget).__name__)


def unclear(screen: QWidget) -> list[str]:
    """Words that are faint, and words that lie on each other."""
    return [*faint(screen), *overlapping(screen)]


def faint(screen: QWidget) -> list[str]:
    """Labels whose words stand out too little from what they are really drawn on (WCAG 2.2, 1.4.3)."""
    picture = screen.grab().toImage()
    ratio = picture.devicePixelRatio()
    found = []
    for label in screen.findChildren(QLabel):
        shown = label.visibleRegion().boundingRect()
        if not label.isVisible() or not label.text() or shown.width() < 4 or shown.height() < 4:
            continue
        corner = label.mapTo(screen, shown.topLeft())
        above = screen.childAt(corner + QPoint(shown.width() // 2, shown.height() // 2))
        if above is not None and above is not label and not above.isAncestorOf(label):
            continue  # a panel lies over it
        ground = _ground(picture, QRect(corner, shown.size()), ratio)
        words = label.palette().color(label.foregroundRole())
        stands_out = _contrast(words, ground)
        if stands_out < (3.0 if _is_large(label) else 4.5):
            found.append(f"{label.text()}: {words.name()} on {ground.name()}, {stands_out:.1f}")
    return found


def _ground(picture: QImage, at: QRect, ratio: float) -> QColor:
    """What is seen most along the edges of this place."""
    inner = at.adjusted(1, 1, -1, -1)
    across = [(x, y) for x in range(inner.left(), inner.right() + 1, 2) for y in (inner.top(), inner.bottom())]
    seen = Counter(picture.pixel(int(x * ratio), int(y * ratio)) for x, y in across)
    return QColor(seen.most_common(1)[0][0])


def _is_large(label: QLabel) -> bool:
    """24 pixels, or 19 that are bold."""
    font = QFontInfo(label.font())
    return font.pixelSize() >= 24 or (font.pixelSize() >= 19 and font.bold())


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one.name()), luminance(other.name())), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def overlapping(screen: QWidget) -> list[str]:
    """Words that lie on each other, or on what stands beside them in the same card."""
    found = []
    for label in screen.findChildren(QLabel):
        parent = label.parentWidget()
        if not label.isVisible() or not label.text() or parent is None:
            continue
        for other in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            both = label.geometry().intersected(other.geometry())
            if other is not label and _is_said(other) and both.width() > 2 and both.height() > 2:
                found.append(f"{label.text()!r} lies on {_called(other)!r}")
    return found


def _is_said(widget: QWidget) -> bool:
    """Something with words or figures of its own; what is laid over everything on purpose is not."""
    if not widget.isVisible() or widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        return False
    return bool(widget.text()) if isinstance(widget, QLabel) else isinstance(widget, CalendarView | QLineEdit)
