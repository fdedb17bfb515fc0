"""What a key of the line asks the clerk for, and what he answers: plain values between the panel and the keys."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be chosen; `key` is what it means, `words` and `note` are read."""

    key: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is the key that asks ('F7'). `text` and `note` are the names of the lines to be written in, '' for none.

    With `digits` the first nine options have a digit each, which marks them, or, `at_once`, answers.
    """

    name: str
    title: str
    options: tuple[Option, ...] = ()
    text: str = ""
    note: str = ""
    hint: str = ""
    digits: bool = True
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The marked option's key ('' without one), what was written, and whether Shift was held with Enter."""

    name: str
    option: str
    text: str = ""
    note: str = ""
    shifted: bool = False
