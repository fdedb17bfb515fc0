"""Who speaks in the hall: calls one after the other, each whole; a page's guidance when nobody is called, never over a
call."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import which

from kiosk.devices.voice import Voice, Volume

Player = Callable[[bytes, float, threading.Event], None]
"""Plays a WAV of so many seconds, and returns when it has been heard, or soon after the event was set."""
Turn = Callable[[], AbstractContextManager[None]]
"""Holds the sound of this PC while something is said, for hall and board as two programs."""

_PIECE = 0.05  # seconds after which a player looks whether it is to stop


@dataclass(frozen=True, slots=True)
class _Piece:
    content: bytes
    seconds: float
    guide: bool = False


class Announcer:
    """Says things one after the other on a thread of its own. Nothing waits for it but the next call."""

    def __init__(
        self,
        voice: Voice,
        volume: Volume,
        player: Player,
        now: Callable[[], datetime],
        turn: Turn = contextlib.nullcontext,
    ) -> None:
        self._voice, self._volume, self._player, self._now, self._turn = voice, volume, player, now, turn
        self._calls: deque[_Piece] = deque()
        self._guide: _Piece | None = None
        self._saying: _Piece | None = None
        self._stopped = threading.Event()
        self._over = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._speak, name="voice", daemon=True)
        self._thread.start()
        self.trouble = ""

    @property
    def guides(self) -> bool:
        """Whether this voice has sentences for pages."""
        return bool(self._voice.guides)

    def announce(self, number: str, window: str) -> float:
        """Say it behind all that is still to be said; returns how many seconds it takes. Guidance gives way. Never
        raises, never blocks."""
        return self._call(*self._voice.spoken(number, window, self._loudness()))

    def chime(self) -> float:
        """Ring, no more."""
        return self._call(*self._voice.joined((), self._loudness(), chime=True))

    def say(self, name: str, number: str = "") -> float:
        """Speak a page's sentence, instead of the one before; 0 seconds where this voice has none. Calls go first."""
        words = self._voice.guided(name, number)
        if not words:
            return 0.0
        piece = _Piece(*self._voice.joined(words, self._loudness()), guide=True)
        with self._changed:
            self._drop_guide()
            self._guide = piece
            self._changed.notify()
        return piece.seconds

    def hush(self) -> None:
        """No more guidance; calls are said all the same."""
        with self._changed:
            self._drop_guide()

    def close(self) -> None:
        """Say no more; a call that is being said is said to its end."""
        with self._changed:
            self._calls.clear()
            self._drop_guide()
            self._over = True
            self._changed.notify()
        self._thread.join()

    def _loudness(self) -> float:
        return self._volume(self._now())

    def _call(self, content: bytes, seconds: float) -> float:
        with self._changed:
            self._drop_guide()
            self._calls.append(_Piece(content, seconds))
            self._changed.notify()
        return seconds

    def _drop_guide(self) -> None:
        self._guide = None
        if self._saying is not None and self._saying.guide:
            self._stopped.set()

    def _next(self) -> _Piece | None:
        """What is said now, waited for; None when it is over."""
        with self._changed:
            self._saying = None
            self._changed.wait_for(lambda: self._over or self._calls or self._guide)
            if self._over:
                return None
            if self._calls:
                self._saying = self._calls.popleft()
            else:
                self._saying, self._guide = self._guide, None
            self._stopped = threading.Event()
            return self._saying

    def _speak(self) -> None:
        while (piece := self._next()) is not None:
            try:
                with self._turn():
                    if not self._stopped.is_set():
                        self._player(piece.content, piece.seconds, self._stopped)
                self.trouble = ""
            except (OSError, subprocess.SubprocessError, RuntimeError) as error:
                self.trouble = type(error).__name__  # no sound card, no player: the board shows the call all the same


def find_player() -> Player | None:
    """How this PC plays a WAV; None where it cannot."""
    if sys.platform == "win32":
        return _play_on_windows
    for name, arguments in (("pw-play", ["-"]), ("paplay", []), ("aplay", ["-q", "-"])):
        if path := which(name):
            return piped([path, *arguments])
    return None


def piped(command: list[str]) -> Player:
    """A program that plays what it is given on its standard input."""

    def play(content: bytes, seconds: float, stopped: threading.Event) -> None:
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as player:
            given: bytes | None = content
            for _ in range(int((seconds * 2 + 5) / _PIECE)):
                if stopped.is_set():
                    break
                try:
                    player.communicate(given, timeout=_PIECE)
                except subprocess.TimeoutExpired:
                    given = None  # it has it already: what is not yet written is written on
                    continue
                if player.returncode:
                    raise subprocess.CalledProcessError(player.returncode, command)
                return
            player.kill()

    return play


def _play_on_windows(content: bytes, seconds: float, stopped: threading.Event) -> None:
    """From a file, since only that plays beside us and can be stopped."""
    import winsound

    with tempfile.TemporaryDirectory(prefix="kiosk-voice-", ignore_cleanup_errors=True) as folder:
        clip = Path(folder) / "clip.wav"
        clip.write_bytes(content)
        winsound.PlaySound(str(clip), winsound.SND_FILENAME | winsound.SND_ASYNC)  # type: ignore[attr-defined,unused-ignore]
        stopped.wait(seconds)
        winsound.PlaySound(None, winsound.SND_PURGE)  # type: ignore[attr-defined,unused-ignore]


def one_at_a_time(lock: Path) -> Turn:
    """The sound of this PC, held by one program at a time through a lock on this file; free where there is no lock."""

    @contextmanager
    def turn() -> Iterator[None]:
        try:
            import fcntl
        except ImportError:  # Windows: hall and board are one program there, or stand on two PCs
            yield
            return
        with lock.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    return turn
