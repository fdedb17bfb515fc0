"""The clerk goes: what lies on the counter is put aside, what was copied is forgotten, his screen thrown away."""

from collections.abc import Callable

from kiosk.ui.window.screen import WindowScreen


def leave(screen: WindowScreen, gone: Callable[[], None]) -> None:
    """End one clerk's work at a window. `gone` is called once everything is safe: a filing that is under way comes to
    its end and its paper is printed. Whoever calls this throws the screen away then, and with it the words in its
    boxes, the last person and the last search; the next clerk gets a screen of his own (`build`)."""
    screen.gone.connect(gone)
    screen.leaving.emit()
