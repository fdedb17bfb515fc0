"""The voice: every number and window is said with the clips there are, one call after the other, as loud as
the hour asks."""

import io
import shutil
import subprocess
import threading
import wave
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets import chime_path, voice_path
from kiosk.devices.announcer import Announcer, one_at_a_time, piped
from kiosk.devices.voice import Voice, VoiceWrong, as_number, clips_of, read_voice, read_volume
from kiosk.domain.deadline import CHINA

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=CHINA)


@pytest.fixture(scope="module")
def voice() -> Voice:
    return read_voice(voice_path(), chime_path())


def test_a_call_is_said_digit_by_digit_and_the_window_as_a_number(voice: Voice) -> None:
    said = voice.words("C012", "12")
    assert said == ["please", "C", "0", "1", "2", "number", "go_to", "ten", "2", "window"]
    assert voice.words("a7", "咨询台") == ["please", "A", "7", "number", "go_to", "counter"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, ["1"]),
        (10, ["ten"]),
        (20, ["2", "ten"]),
        (21, ["2", "ten", "1"]),
        (105, ["1", "hundred", "0", "5"]),
        (110, ["1", "hundred", "1", "ten"]),
        (200, ["2", "hundred"]),
    ],
)
def test_numbers_are_said_as_people_say_them(count: int, said: list[str]) -> None:
    assert as_number(count) == said


@given(st.text(max_size=8), st.one_of(st.integers(0, 1200).map(str), st.text(max_size=5)))
def test_whatever_a_number_or_window_is_there_is_a_clip_for_each_word(number: str, window: str) -> None:
    known = read_voice(voice_path())
    assert set(known.words(number, window)) <= set(known.clips)


def test_what_is_heard_is_as_long_as_was_said_and_begins_with_the_chime(voice: Voice) -> None:
    content, seconds = voice.spoken("C012", "3")
    with wave.open(io.BytesIO(content)) as heard:
        assert heard.getnframes() / heard.getframerate() == pytest.approx(seconds)
        assert (heard.getnchannels(), heard.getsampwidth()) == (1, 2)
        frames = heard.readframes(heard.getnframes())
    assert frames.startswith(voice.chime.tobytes())
    assert 3 < seconds < 8


def test_it_is_quieter_when_the_hour_asks_for_it(voice: Voice) -> None:
    loud, quiet = (_loudest(voice.spoken("C001", "1", loudness)[0]) for loudness in (1.0, 0.4))
    assert quiet == pytest.approx(loud * 0.4, rel=0.01)


@pytest.mark.parametrize(
    ("told", "hour", "loudness"),
    [
        ("", 3, 1.0),
        ("60", 12, 0.6),
        ("08:00=100 12:00=40 14:00=90", 11, 1.0),
        ("08:00=100 12:00=40 14:00=90", 13, 0.4),
        ("08:00=100 12:00=40 14:00=90", 3, 0.9),
    ],
)
def test_the_volume_follows_the_time_of_day(told: str, hour: int, loudness: float) -> None:
    assert read_volume(told)(NOON.replace(hour=hour)) == loudness


@pytest.mark.parametrize("told", ["loud", "101", "25:00=10", "08:00=150"])
def test_a_volume_that_cannot_be_read_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_volume(told)


class Speaker:
    """A sound card that takes its time: each clip is heard when the test lets it."""

    def __init__(self) -> None:
        self.at_once, self.most, self.heard = 0, 0, 0
        self.go, self.done = threading.Semaphore(0), threading.Semaphore(0)
        self.begun = threading.Semaphore(0)
        self.cut: list[bool] = []
        self.said: list[bytes] = []
        self.fails = False
        self._lock = threading.Lock()

    def __call__(self, content: bytes, _seconds: float, stopped: threading.Event) -> None:
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.begun.release()
        while not self.go.acquire(timeout=0.01) and not stopped.is_set():
            pass
        self.cut.append(stopped.is_set())
        self.said.append(content)
        with self._lock:
            self.at_once -= 1
            self.heard += 1
        self.done.release()
        if self.fails:
            raise OSError("no sound card")


def test_no_call_is_spoken_over_another_and_none_is_left_out(voice: Voice) -> None:
    speaker = Speaker()
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    callers = [threading.Thread(target=announcer.announce, args=(f"C{n:03d}", "1")) for n in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(5)
    for _ in range(8):
        speaker.go.release()
        assert speaker.done.acquire(timeout=10)
    assert (speaker.heard, speaker.most) == (8, 1)
    announcer.close()


def test_a_sound_card_that_fails_stops_nobody(voice: Voice) -> None:
    speaker = Speaker()
    speaker.fails = True
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    assert announcer.announce("C001", "1") > 0
    assert announcer.announce("C002", "1") > 0
    for _ in range(2):
        speaker.go.release()
        assert speaker.done.acquire(timeout=10)
    announcer.close()
    assert announcer.trouble == "OSError"


def test_guidance_gives_way_to_a_call_at_once_and_is_not_said_again(voice: Voice) -> None:
    speaker = Speaker()
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    assert announcer.say("home") > 1
    assert speaker.begun.acquire(timeout=10)
    announcer.announce("C001", "1")  # nobody lets the guidance go on: it ends by itself
    assert speaker.begun.acquire(timeout=10)
    speaker.go.release()
    for _ in range(2):
        assert speaker.done.acquire(timeout=10)
    announcer.close()
    assert speaker.cut == [True, False]
    assert speaker.most == 1
    assert speaker.said[1] == voice.spoken("C001", "1")[0]


def test_a_page_speaks_only_when_no_call_is_being_said(voice: Voice) -> None:
    speaker = Speaker()
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    announcer.announce("C001", "1")
    assert speaker.begun.acquire(timeout=10)
    announcer.say("home")
    announcer.say("confirm")  # he went on: the page before says nothing any more
    speaker.go.release()
    assert speaker.begun.acquire(timeout=10)
    speaker.go.release()
    for _ in range(2):
        assert speaker.done.acquire(timeout=10)
    announcer.close()
    assert speaker.said == [voice.spoken("C001", "1")[0], voice.joined(voice.guided("confirm"))[0]]


def test_guidance_is_stopped_and_a_call_is_not(voice: Voice) -> None:
    speaker = Speaker()
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    announcer.say("home")
    assert speaker.begun.acquire(timeout=10)
    announcer.hush()
    assert speaker.done.acquire(timeout=10)
    announcer.announce("C001", "1")
    assert speaker.begun.acquire(timeout=10)
    announcer.hush()
    speaker.go.release()
    assert speaker.done.acquire(timeout=10)
    announcer.close()
    assert speaker.cut == [True, False]


def test_a_page_says_the_number_in_its_sentence(voice: Voice) -> None:
    assert voice.guided("ticket", "C012") == ["guide-ticket-1", "C", "0", "1", "2", "guide-ticket-2"]
    assert voice.guided("no_such_page") == []
    assert clips_of("x", "{number}") == ["{number}"]


def test_a_voice_without_sentences_guides_nobody_and_calls_all_the_same(tmp_path: Path) -> None:
    shutil.copytree(voice_path(), tmp_path / "own")
    for clip in (tmp_path / "own").glob("guide-home*.wav"):
        clip.unlink()
    own = read_voice(tmp_path / "own")
    assert own.guided("home") == []
    assert own.guided("confirm") != []
    announcer = Announcer(own, read_volume(""), Speaker(), lambda: NOON)
    assert announcer.say("home") == 0.0
    announcer.close()


def test_a_player_is_ended_when_it_is_to_stop() -> None:
    stopped = threading.Event()
    playing = threading.Thread(target=piped(["sleep", "60"]), args=(b"x" * 200_000, 60.0, stopped))
    playing.start()
    stopped.set()
    playing.join(10)
    assert not playing.is_alive()
    piped(["cat"])(b"x" * 200_000, 1.0, threading.Event())
    with pytest.raises(subprocess.CalledProcessError):
        piped(["false"])(b"", 1.0, threading.Event())


def test_two_programs_on_one_pc_never_speak_at_once(voice: Voice, tmp_path: Path) -> None:
    speaker, lock = Speaker(), tmp_path / "voice.lock"
    hall, board = (Announcer(voice, read_volume(""), speaker, lambda: NOON, one_at_a_time(lock)) for _ in range(2))
    hall.say("home")
    board.announce("C001", "1")
    for _ in range(2):
        assert speaker.begun.acquire(timeout=10)
        speaker.go.release()
        assert speaker.done.acquire(timeout=10)
    hall.close()
    board.close()
    assert (speaker.heard, speaker.most) == (2, 1)


def test_closing_says_no_more_than_what_is_being_said(voice: Voice) -> None:
    speaker = Speaker()
    announcer = Announcer(voice, read_volume(""), speaker, lambda: NOON)
    for n in range(5):
        announcer.announce(f"C00{n}", "1")
    for _ in range(2):
        speaker.go.release()
    announcer.close()
    assert speaker.heard <= 2


def test_another_dialect_is_a_folder_of_clips(voice: Voice, tmp_path: Path) -> None:
    shutil.copytree(voice_path(), tmp_path / "own")
    words = (tmp_path / "own" / "voice.toml").read_text("utf-8")
    (tmp_path / "own" / "voice.toml").write_text(words.replace('"please", ', ""), "utf-8")
    assert read_voice(tmp_path / "own").words("C1", "1")[0] == "C"


def test_a_folder_that_is_no_voice_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(VoiceWrong):
        read_voice(tmp_path)
    shutil.copytree(voice_path(), tmp_path / "own")
    (tmp_path / "own" / "please.wav").unlink()
    with pytest.raises(VoiceWrong):
        read_voice(tmp_path / "own")


def _loudest(content: bytes) -> int:
    from array import array

    with wave.open(io.BytesIO(content)) as heard:
        return max(abs(sample) for sample in array("h", heard.readframes(heard.getnframes())))
