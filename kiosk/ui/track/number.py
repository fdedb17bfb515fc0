"""A case number as a hand types it: twelve, eight, two, four and three characters, the strokes set by themselves."""

GROUPS = (12, 8, 2, 4, 3)
LENGTH = sum(GROUPS)
STROKE = "-"


def bare(text: str) -> str:
    """Only what counts: letters and digits, in capitals."""
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())[:LENGTH]


def grouped(text: str) -> str:
    """`341323110000-20261123-03-0007-K7Q` from what was typed, as far as it goes."""
    rest, groups = bare(text), []
    for width in GROUPS:
        if rest:
            groups.append(rest[:width])
            rest = rest[width:]
    return STROKE.join(groups)


def whole(text: str) -> bool:
    """Whether it is a whole number."""
    return len(bare(text)) == LENGTH
