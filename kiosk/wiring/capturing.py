"""Puts the capture desk on its tools: the light table, the scanner's folder and the camera chosen for this PC."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.capture import CaptureDesk, Tools

if TYPE_CHECKING:
    from kiosk.app.capture import Camera, ScanFolder
    from kiosk.settings import Settings
    from kiosk.store.door import OpenStore


def capture_desk(store: OpenStore, settings: Settings, actor: str) -> CaptureDesk:
    """The desk with what this PC has."""
    from kiosk.paper.scans import LightTable

    return CaptureDesk(store, Tools(LightTable(), _folder(settings), _camera(settings), actor))


def _folder(settings: Settings) -> ScanFolder | None:
    if not settings.scan_folder:
        return None
    from kiosk.devices.scan_folder import WatchedFolder

    return WatchedFolder(Path(settings.scan_folder), settings.scan_keep)


def _camera(settings: Settings) -> Camera | None:
    if not settings.camera:
        return None
    from kiosk.devices.camera import DeskCamera

    return DeskCamera(settings.camera)
