"""The floor of start and memory: the barest PySide6 window with the same font, answering one tap."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton

FONT = Path(__file__).parents[2] / "assets" / "fonts" / "NotoSansSC-Regular.ttf"


def tap(widget: QObject, at: QPoint) -> None:
    """A press and a release, as a finger makes them."""
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at.toPointF(), at.toPointF(), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def resident() -> int:
    """Bytes of this process in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def main() -> None:
    """Show, be tapped, say so, leave."""
    app = QApplication(sys.argv)
    QFontDatabase.addApplicationFont(str(FONT))
    app.setFont(QFont("Noto Sans SC", 28))
    button = QPushButton("社会救助")
    button.resize(1080, 1920)

    def answered() -> None:
        print(f"answered {resident()}", flush=True)
        app.quit()

    button.clicked.connect(answered)
    button.show()
    app.processEvents()  # nobody taps what has not been painted yet
    QTimer.singleShot(0, lambda: tap(button, button.rect().center()))
    app.exec()


if __name__ == "__main__":
    main()
