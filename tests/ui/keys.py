"""The keyboard of tests and tours: keys as they are pressed, data as it is typed."""

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(target: QWidget, sequence: str) -> None:
    """One key, as "F9" or "Ctrl+M"."""
    combination = QKeySequence(sequence)[0]
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def type_letter(target: QWidget, letter: str) -> None:
    """One letter of what is typed: Chinese comes from an input method, as it does at a window."""
    if letter.isascii():
        QTest.keyClick(target, letter)
    else:
        commit(target, letter)


def commit(target: QWidget, text: str) -> None:
    """What an input method hands over at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)
