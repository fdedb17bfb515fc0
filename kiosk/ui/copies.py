"""What was copied to the clipboard is about the last person: it goes with him."""

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copies() -> None:
    """Nothing is left on the clipboard, whichever program put it there."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
