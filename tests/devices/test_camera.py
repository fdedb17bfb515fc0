"""The camera over the desk: a still when there is one, a plain word when there is none."""

import sys
from typing import Any

import pytest

from kiosk.devices.camera import WARM_UP, DeskCamera
from kiosk.domain.refusals import Trouble


class Film:
    """A video source that gives the frames of a list, then none."""

    def __init__(self, frames: list[Any], there: bool = True) -> None:
        self.frames, self.there, self.released = list(frames), there, False

    def isOpened(self) -> bool:
        return self.there

    def read(self) -> tuple[bool, Any]:
        return (True, self.frames.pop(0)) if self.frames else (False, None)

    def release(self) -> None:
        self.released = True


def camera(film: Film) -> DeskCamera:
    return DeskCamera("0", lambda _: film, lambda frame: b"jpeg of " + frame)


def test_the_picture_is_the_last_of_the_first_few() -> None:
    film = Film([b"dark"] * (WARM_UP - 1) + [b"bright", b"later"])
    assert camera(film).photo() == b"jpeg of bright"
    assert film.released


@pytest.mark.parametrize("film", [Film([], there=False), Film([])])
def test_a_camera_without_a_picture_says_so(film: Film) -> None:
    with pytest.raises(Trouble) as no:
        camera(film).photo()
    assert no.value.key == "camera_dark"
    assert film.released


def test_without_opencv_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(Trouble) as no:
        DeskCamera().photo()
    assert no.value.key == "camera_absent"
