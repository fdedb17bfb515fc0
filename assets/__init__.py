"""The cupboard of things every screen and every paper needs: fonts and icons, with their licences.

Here live files and the way to reach them in a checkout, an installed package and a frozen program alike; never
drawing, never a sentence. By the door leave `font_path`, `icon` and FACES; `assets.lettering` says which face draws
which character.
"""

from importlib.resources import files
from pathlib import Path

FACES = ("NotoSansSC-Regular", "NotoSansSC-Bold", "HanaMinB", "BabelStoneHan")
"""Every font file, in the order in which they are asked for a character.

Family names: Noto Sans SC (two weights), HanaMinB, BabelStone Han."""


def font_path(name: str) -> Path:
    """The TrueType file of one of FACES. KeyError when there is no such face."""
    if name not in FACES:
        raise KeyError(name)
    return Path(str(files(__name__).joinpath("fonts", f"{name}.ttf")))


def voice_path(name: str = "putonghua") -> Path:
    """The folder of a voice's clips."""
    return Path(str(files(__name__).joinpath("voice", name)))


def chime_path() -> Path:
    """The chime before each announcement, as WAV."""
    return Path(str(files(__name__).joinpath("voice", "chime.wav")))


def icon(name: str) -> bytes:
    """The SVG of a Lucide icon by its own name ('printer-check'), 24 by 24, `currentColor`. KeyError: no such icon."""
    try:
        return files(__name__).joinpath("icons", f"{name}.svg").read_bytes()
    except FileNotFoundError:
        raise KeyError(name) from None
