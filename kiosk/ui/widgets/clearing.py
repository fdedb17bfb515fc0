"""Taking things off the counter: at once out of sight, and gone when nobody holds them any more."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QWidget


def discard(widget: QWidget) -> None:
    """Out of sight now, deleted when its events are done."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def refill(box: QLayout, widgets: Sequence[QWidget] = ()) -> None:
    """Take everything out of a layout, and put these in."""
    while taken := box.takeAt(0):
        if widget := taken.widget():
            discard(widget)
    for one in widgets:
        box.addWidget(one)
