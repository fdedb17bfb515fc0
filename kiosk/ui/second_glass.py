"""A second glass of a window's PC, turned to the resident: it opens by itself where there is one, and takes no key from
the clerk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class SecondGlass(QObject):
    """Shows what `build` makes on a glass that the program's own window is not on; one plugged in later too."""

    def __init__(self, build: Callable[[], QWidget], beside: QWidget) -> None:
        super().__init__(beside)
        self._build = build
        self._beside = beside
        self.screen: QWidget | None = None

    def begin(self) -> None:
        """Look for one now, and whenever one comes or goes."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._look)
            application.screenRemoved.connect(self._on_gone)
        self._look()

    def _look(self) -> None:
        own = self._beside.screen()
        other = next((glass for glass in QGuiApplication.screens() if glass is not own), None)
        if other is not None and self.screen is None:
            self.screen = self._open(other)

    def _open(self, glass: QScreen) -> QWidget:
        screen = self._build()
        screen.setParent(self._beside, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        screen.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        screen.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        screen.setGeometry(glass.geometry())
        screen.setWindowState(Qt.WindowState.WindowFullScreen)
        screen.setVisible(True)  # showFullScreen would ask for the keyboard
        return screen

    def _on_gone(self, _glass: QScreen) -> None:
        if self.screen is not None and len(QGuiApplication.screens()) < 2:  # one is left: the clerk's own
            self.screen.deleteLater()
            self.screen = None
