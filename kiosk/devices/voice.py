"""The voice of the hall (语音叫号): what a call and a page's guidance are said with.

The clips lie in a folder with a `voice.toml` (assets/voice); a dialect or a person's own recording is another folder.
"""

from __future__ import annotations

import io
import re
import sys
import wave
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

Volume = Callable[[datetime], float]
"""How loud it is at a time of day: 0 to 1."""

_TIMES = re.compile(r"([01]\d|2[0-3]):([0-5]\d)=(\d{1,3})")
_FULL = 100
NUMBER = "{number}"


class VoiceWrong(ValueError):
    """A folder that is no voice: `voice.toml` or a clip is missing or unreadable. The hall goes on with the
    board alone."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The clips of one voice. All have the same rate; samples are 16 bits, one channel."""

    clips: Mapping[str, array[int]]
    call: Sequence[str]
    call_named: Sequence[str]
    pause: float
    rate: int
    chime: array[int] = field(default_factory=lambda: array("h"))
    guides: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def words(self, number: str, window: str) -> list[str]:
        """The clips that call a number to a window, in their order."""
        numbered = window.isascii() and window.isdigit() and 0 < int(window) < 1000
        said: list[str] = []
        for word in self.call if numbered else self.call_named:
            if word == NUMBER:
                said += [c for c in number.upper() if c in self.clips]
            elif word == "{window}":
                said += as_number(int(window))
            else:
                said.append(word)
        return said

    def guided(self, name: str, number: str = "") -> list[str]:
        """The clips with which a page speaks its sentence; none where this voice has no such sentence."""
        said: list[str] = []
        for word in self.guides.get(name, ()):
            said += [c for c in number.upper() if c in self.clips] if word == "{number}" else [word]
        return said

    def spoken(self, number: str, window: str, loudness: float = 1.0) -> tuple[bytes, float]:
        """A call as WAV, with its chime, and its length in seconds."""
        return self.joined(self.words(number, window), loudness, chime=True)

    def joined(self, words: Sequence[str], loudness: float = 1.0, *, chime: bool = False) -> tuple[bytes, float]:
        """These clips one after the other as WAV, and how many seconds they take."""
        gap = array("h", bytes(2 * int(self.rate * self.pause)))
        samples = array("h", self.chime) if chime else array("h")
        for word in words:
            samples += self.clips[word]
            samples += gap
        if loudness < 1.0:
            samples = array("h", [int(sample * loudness) for sample in samples])
        return _wav(samples, self.rate), len(samples) / self.rate


def read_voice(folder: Path, chime: Path | None = None) -> Voice:
    """The voice in a folder. Raises `VoiceWrong`."""
    import tomllib

    try:
        told: dict[str, Any] = tomllib.loads((folder / "voice.toml").read_text("utf-8"))
        read = {clip.stem: _samples(clip) for clip in sorted(folder.glob("*.wav"))}
        rates = {rate for _, rate in read.values()}
        clips = {name: samples for name, (samples, _) in read.items()}
        needed = {w for line in (told["call"], told["call_named"]) for w in line if not w.startswith("{")}
        if len(rates) != 1 or not (needed | set("0123456789")) <= set(clips):
            raise VoiceWrong(str(folder))
        rung = _samples(chime)[0] if chime else array("h")
        guides = {name: clips_of(name, text) for name, text in told.get("guides", {}).items()}
        whole = {n: words for n, words in guides.items() if {w for w in words if w != NUMBER} <= set(clips)}
        pause = float(told.get("pause", 0))
        return Voice(clips, told["call"], told["call_named"], pause, rates.pop(), rung, whole)
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError, wave.Error, EOFError) as error:
        raise VoiceWrong(str(folder)) from error


def clips_of(name: str, sentence: str) -> list[str]:
    """The clips of a page's sentence: one, or one before and one after the number that is put in."""
    before, number, after = sentence.partition(NUMBER)
    if not number:
        return [f"guide-{name}"]
    ends = [f"guide-{name}-1" if before else "", NUMBER, f"guide-{name}-2" if after else ""]
    return [part for part in ends if part]


def as_number(count: int) -> list[str]:
    """The clips of a whole number from 1 to 999 as it is said: 十二, 二十, 一百零五."""
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    said = [str(hundreds), "hundred"] if hundreds else []
    if tens:
        said += ([] if tens == 1 and not hundreds else [str(tens)]) + ["ten"]
    elif hundreds and ones:
        said.append("0")
    return said + ([str(ones)] if ones else [])


def read_volume(told: str) -> Volume:
    """How loud it is by time of day, from '08:00=100 12:00=40 14:00=100'; '' is always full, and one number
    always that.

    Raises ValueError for anything else.
    """
    steps: list[tuple[str, float]] = []
    for part in told.split():
        found = _TIMES.fullmatch(part)
        plain = part.isascii() and part.isdigit()
        percent = int(found[3]) if found else int(part) if plain else _FULL + 1
        if percent > _FULL:
            raise ValueError(told)
        steps.append((f"{found[1]}:{found[2]}" if found else "00:00", percent / _FULL))
    steps.sort()

    def at(now: datetime) -> float:
        past = [loudness for moment, loudness in steps if moment <= f"{now:%H:%M}"]
        return past[-1] if past else steps[-1][1] if steps else 1.0

    return at


def _samples(path: Path) -> tuple[array[int], int]:
    with wave.open(str(path)) as clip:
        if (clip.getnchannels(), clip.getsampwidth()) != (1, 2):
            raise VoiceWrong(str(path))
        samples = array("h", clip.readframes(clip.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return samples, clip.getframerate()


def _wav(samples: array[int], rate: int) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(rate)
        clip.writeframes(samples.tobytes())
    return written.getvalue()
