"""Makes `kiosk/domain/initials.txt`: the pinyin initial of every character, so that no dictionary is loaded at
the window.

Run by hand when the dictionary (pypinyin, MIT) is renewed: `python installer/make_initials.py`.
Each line: first code point in hex, a space, one letter per character from there on ('.' where no reading is known).
"""

import unicodedata
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

BLOCKS = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EBE0),
    (0x30000, 0x323AF),
)
TARGET = Path(__file__).parent.parent / "kiosk" / "domain" / "initials.txt"


def initial(code_point: int) -> str:
    """The first letter of the commonest reading, tone marks taken off; '.' when none is known."""
    reading = pinyin_dict.get(code_point, "").split(",")[0]
    letter = unicodedata.normalize("NFD", reading)[:1].lower()
    return letter if letter.isascii() and letter.isalpha() else "."


def main() -> None:
    """Write the table, blocks without any reading left out."""
    lines = []
    for first, last in BLOCKS:
        letters = "".join(initial(c) for c in range(first, last + 1)).rstrip(".")
        if letters:
            lines.append(f"{first:X} {letters}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
