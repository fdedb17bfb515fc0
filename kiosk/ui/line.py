"""Whether this PC has a network at all, as the system says it: when it comes back, the post need not wait."""

from collections.abc import Callable

from PySide6.QtCore import QObject


class LineWatch(QObject):
    """Tells `back` once each time that the network returns. Where the system says nothing, it stays silent."""

    def __init__(self, back: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._back = back
        self._away = False

    def begin(self) -> None:
        """Ask the system to tell. What this needs is loaded now and not at start-up."""
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Reachability):
            told = QNetworkInformation.instance()
            told.reachabilityChanged.connect(self._on_changed)
            self._on_changed(told.reachability())

    def _on_changed(self, reachability: object) -> None:
        self.see(getattr(reachability, "name", "") == "Disconnected")

    def see(self, away: bool) -> None:
        """The network is there, or is not."""
        came_back, self._away = self._away and not away, away
        if came_back:
            self._back()
