"""What the hall looks like, as plain values: colours, type scales of each role, spaces. No Qt here.

Where a role's words are read from: the hall standing at arm's length, the board at eight metres, the window sitting.
"""

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "ink": "#1A2433",
    "ink-muted": "#5A6878",
    "paper": "#FFFFFF",
    "ground": "#F4F6F9",
    "line": "#D5DCE5",
    "field-line": "#7C8A9B",
    "accent": "#0B4F9E",
    "accent-down": "#083C79",  # the accent under a finger
    "accent-soft": "#E6EEF8",
    "good": "#17693F",
    "good-soft": "#EDF7F1",
    "warn": "#9A5B00",
    "warn-soft": "#FFF4E0",
    "bad": "#B3261E",
    "bad-soft": "#FDECEA",
    "focus": "#FFB000",
    "idle": "#EEF1F5",  # behind what cannot be used now
}

READABLE: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("ink", "ink-muted", "accent", "good", "warn", "bad")
        for ground in ("paper", "ground")
    ),
    *((text, "accent-soft") for text in ("ink", "ink-muted", "accent")),
    *((tone, f"{tone}-soft") for tone in ("good", "warn", "bad")),
    *(("ink", f"{tone}-soft") for tone in ("good", "warn", "bad")),
    *(("paper", ground) for ground in ("accent", "accent-down", "good", "warn", "bad")),
    ("ink-muted", "idle"),
)
"""Every pair of text and ground that the screens use; a test keeps each at 4.5:1 or more."""

_DESKTOP = {"tiny": 12, "note": 13, "body": 15, "button": 15, "strong": 15, "section": 18, "title": 24, "fact": 24}

TYPE: Mapping[str, Mapping[str, int]] = {
    "hall": {
        "tiny": 24,
        "note": 27,
        "body": 29,
        "strong": 33,
        "button": 36,
        "section": 35,
        "name": 42,
        "title": 56,
        "fact": 54,
        "clock": 64,
        "number": 268,
    },
    "board": {
        "tiny": 28,
        "note": 32,
        "body": 36,
        "strong": 36,
        "button": 36,
        "section": 40,
        "name": 48,
        "title": 48,
        "fact": 64,
        "clock": 68,
        "window": 72,
        "number": 136,
        "call": 168,
    },
    "window": {**_DESKTOP, "name": 18, "clock": 20, "number": 42},
    "agent": {**_DESKTOP, "name": 18, "clock": 20, "number": 42},
    "office": {**_DESKTOP, "name": 18, "clock": 20, "number": 42},
    "desk": {**_DESKTOP, "name": 18, "clock": 20, "number": 42},
}
"""Pixel sizes by role and use, before the scale factor. `number` is a ticket's, `fact` a figure, `name` a heading."""

ELDER, ELDER_LYING = 1.35, 1.2  # a lying screen is read from nearer, and is lower


def luminance(colour: str) -> float:
    """Relative luminance of '#RRGGBB' (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two token names, 1 to 21."""
    light, dark = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)
