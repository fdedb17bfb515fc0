"""One screen on any glass: whether it stands upright or lies, and how large its things are drawn there."""

from dataclasses import dataclass

from kiosk.ui.tokens import ELDER, ELDER_LYING

_LONG, _SHORT = 1920, 1080  # what the pictures were drawn for
_STEP = 0.02  # smaller differences are not worth drawing anew
_LEAST, _MOST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a screen is drawn: `upright` (portrait) or lying, the scale, whether it is the large print, and whether
    every key is to be within reach of somebody who sits (`low`, upright glass alone)."""

    upright: bool
    factor: float
    elder: bool = False
    low: bool = False


def fit_for(width: int, height: int, *, elder: bool = False, low: bool = False) -> Fit:
    """The fit of a screen of so many pixels."""
    upright = height >= width
    across, down = (_SHORT, _LONG) if upright else (_LONG, _SHORT)
    scale = min(_MOST, max(_LEAST, min(width / across, height / down)))
    scale = round(scale / _STEP) * _STEP
    return Fit(
        upright, round(scale * ((ELDER if upright else ELDER_LYING) if elder else 1.0), 4), elder, low and upright
    )
