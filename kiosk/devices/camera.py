"""A camera over the desk (高拍仪): one still, when OpenCV was installed with `weimin-kiosk[camera]`."""

from collections.abc import Callable
from typing import Any, Protocol

from kiosk.domain.refusals import Trouble

WARM_UP = 5
"""Frames that are looked at and thrown away: a camera needs a moment to see how light it is."""
WIDEST = (4608, 3456)


class Source(Protocol):
    """As OpenCV's `VideoCapture`: frames as it gives them."""

    def isOpened(self) -> bool: ...  # noqa: N802
    def read(self) -> tuple[bool, Any]: ...
    def release(self) -> None: ...


Opening = Callable[[str], Source]
Packing = Callable[[Any], bytes]
"""A frame as a JPEG file; empty when it cannot be made one."""


class DeskCamera:
    """The `Camera` of the capture desk. `which` is a number as the system counts, or a device or address."""

    def __init__(self, which: str = "0", opening: Opening | None = None, packing: Packing | None = None) -> None:
        self._which = which
        self._opening = opening or _open
        self._packing = packing or _pack

    def photo(self) -> bytes:
        """One still as JPEG. Raises `Trouble('camera_absent')` without OpenCV, 'camera_dark' without a picture."""
        source = self._opening(self._which)
        try:
            if not source.isOpened():
                raise Trouble("camera_dark")
            frame, there = None, False
            for _ in range(WARM_UP):
                there, seen = source.read()
                frame = seen if there else frame
            packed = self._packing(frame) if frame is not None else b""
            if not packed:
                raise Trouble("camera_dark")
            return packed
        finally:
            source.release()


def _open(which: str) -> Source:
    cv2 = _opencv()
    source: Any = cv2.VideoCapture(int(which) if which.isdigit() else which)
    source.set(cv2.CAP_PROP_FRAME_WIDTH, WIDEST[0])
    source.set(cv2.CAP_PROP_FRAME_HEIGHT, WIDEST[1])
    made: Source = source
    return made


def _pack(frame: Any) -> bytes:
    cv2 = _opencv()
    done, packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 95])
    return bytes(packed) if done else b""


def _opencv() -> Any:
    from importlib import import_module

    try:
        return import_module("cv2")
    except ImportError as error:
        raise Trouble("camera_absent") from error
