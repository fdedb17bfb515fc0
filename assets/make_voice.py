"""How the clips of the voice were made, to make them again: some forty words of Mandarin, what each page of the
hall says, and a chime.

Run by hand, not at set-up (the clips are in the repository): `python assets/make_voice.py`. Needs espeak-ng
(Debian) and a
second. A centre that wants a person's voice, or another dialect, puts a folder of its own recordings beside
this one, with
the same names and its own `voice.toml`; the program is told the folder.
"""

from __future__ import annotations

import array
import io
import math
import subprocess
import tomllib
import wave
from pathlib import Path

COMMAS = ("\uff0c", "\u3002", "\uff1f")  # and full stops, and question marks
HERE = Path(__file__).parent / "voice"
RATE = 22_050
QUIET = 400  # of 32,767: what is below at a clip's ends is silence
DIGITS = ("ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3")
WORDS = {
    **{str(digit): said for digit, said in enumerate(DIGITS)},
    "ten": "shi2",
    "hundred": "bai3",
    "please": "qing3",
    "number": "hao4",
    "go_to": "dao4",
    "window": "hao4 chuang1kou3",
    "counter": "chuang1kou3 ban4li3",
    "again": "zai4 hu1 jiao4 yi2bian4",
}


def main() -> None:
    """Make every clip beside this file."""
    folder = HERE / "putonghua"
    for name, said in WORDS.items():
        _write(folder / f"{name}.wav", _spoken("cmn-latn-pinyin", said))
    for name, sentence in tomllib.loads((folder / "voice.toml").read_text("utf-8"))["guides"].items():
        parts = sentence.split("{number}")
        for place, part in enumerate(parts, 1):
            clip = f"guide-{name}-{place}" if len(parts) > 1 else f"guide-{name}"
            _write(folder / f"{clip}.wav", _spoken("cmn-latn-pinyin", _pinyin(part)))
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        _write(folder / f"{letter}.wav", _spoken("en-us", letter))
    _write(HERE / "chime.wav", _chime())


def _pinyin(sentence: str) -> str:
    """Syllables with their tones, and commas where one breathes."""
    from pypinyin import Style, lazy_pinyin

    said = lazy_pinyin(sentence, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
    return " ".join("," if part[:1] in COMMAS else part for part in said)


def _spoken(voice: str, said: str) -> array.array[int]:
    command = ["espeak-ng", "-v", voice, "-s", "150", "-p", "45", "-a", "140", "--stdout", said]
    content = subprocess.run(command, capture_output=True, check=True).stdout
    with wave.open(io.BytesIO(content)) as clip:
        samples = array.array("h", clip.readframes(clip.getnframes()))
    loud = [place for place, sample in enumerate(samples) if abs(sample) > QUIET]
    return samples[loud[0] : loud[-1] + 1]


def _chime() -> array.array[int]:
    """Two notes, a third apart, that die away: G5, E5."""
    samples = array.array("h")
    for hertz, seconds in ((784.0, 0.45), (659.3, 0.75)):
        for place in range(int(RATE * seconds)):
            at = place / RATE
            value = math.sin(2 * math.pi * hertz * at) + 0.3 * math.sin(4 * math.pi * hertz * at)
            samples.append(int(11_000 * value * math.exp(-4.5 * at) * min(1.0, at * 200)))
    return samples


def _write(path: Path, samples: array.array[int]) -> None:
    with wave.open(str(path), "wb") as clip:
        clip.setnchannels(1)
        clip.setsampwidth(2)
        clip.setframerate(RATE)
        clip.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
