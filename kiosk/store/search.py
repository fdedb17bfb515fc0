"""What a case is found by.

All keys of a case stand in one text index, each a plain ASCII word with a letter that says what it is (`_LETTERS`).
Whatever may fit many cases is a word of its own and never the beginning of one: the index walks a word's cases newest
first and stops after the first fifty, while a beginning has to be gathered from all words that begin so (531 ms against
0.1 ms among 300,000). See docs/decisions/0005.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from typing import Any

from kiosk.domain.case import Case, CaseState
from kiosk.domain.deadline import CHINA
from kiosk.domain.pinyin import initials, syllables

TAIL, LAST = 6, 4
DENSE, PHONE = (4, 14), (3, 8)  # lengths of beginnings of a number that may fit many cases
PLACES, COMBINED, LONGEST = 6, 8, 8
ENDED = frozenset(
    (
        CaseState.GRANTED,
        CaseState.REFUSED,
        CaseState.DELIVERED,
        CaseState.WITHDRAWN,
        CaseState.VOIDED,
        CaseState.NOT_ACCEPTED,
        CaseState.BOOKED,
    )
)
_LETTERS = {
    "u": "a character of the name, by its code point",
    "b": "two characters that stand beside each other",
    "s": "place in the name and (the beginning of) a syllable there",
    "p": "two or more initials from the first on",
    "d": "the number of the ID, or one of its beginnings",
    "t": "its last six, its last four",
    "g": "the ID of somebody else whom the answers name",
    "m": "the phone, or one of its beginnings",
    "v": "its last four",
    "k": "the tail of the case number, with and without its count",
    "q": "its count",
    "l": "the centre that filed it",
    "z": "state",
    "x": "matter",
    "y": "year, month, day of filing",
    "e": "day on which it is due, while it runs",
    "w": "window",
    "a": "filed for the applicant by somebody",
    "o": "a paper is owed",
}
_DOTS = "·•・‧"
_COUNT = re.compile(r"(?<!\d)\d{6,7}(?=\D?$)")
_ID = re.compile(r"\d{17}[\dXx]")


def search_keys(case: Case) -> str:
    """The keys under which a case is found, as it stands now."""
    keys = [*_name_keys(case.applicant), *_number_keys(case), *_case_keys(case)]
    keys += [f"g{number.lower()}" for number in sorted(_others(case.answers)) if number != case.id_number]
    return " ".join(dict.fromkeys(keys))


def number_key(id_number: str) -> str:
    """The key of exactly this ID number, as the index is asked for it."""
    return f"d{plain(id_number)}"


def member_key(id_number: str) -> str:
    """The key of cases whose answers name this ID number beside the applicant's own."""
    return f"g{plain(id_number)}"


def mark_word(number: str) -> str:
    """A number from paper as it is kept: without brackets and blanks, and what stands behind its last digit."""
    return re.sub(r"\D+$", "", "".join(c for c in number.upper() if c.isalnum()))


def marks_of(payload: Mapping[str, Any]) -> Iterator[str]:
    """The numbers on paper by which an entry's case is found: ticket, documents with their count alone."""
    numbers = [payload.get("ticket"), payload.get("document_no")] if "case_no" in payload else [payload.get("number")]
    for number in numbers:
        if isinstance(number, str) and number:
            yield mark_word(number)
            if count := _COUNT.search(number):
                yield count[0]


def _name_keys(name: str) -> Iterator[str]:
    letters = spelled(name)
    yield from (f"u{ord(c):x}" for c in letters)
    yield from pairs(letters)
    places = [found for c in letters if (found := syllables(c))]
    for nth, found in enumerate(places[:PLACES]):
        yield from (f"s{nth}{one[:size]}" for one in found for size in range(1, len(one) + 1))
    firsts = [tuple(dict.fromkeys(one[0] for one in found)) for found in places]
    surname = initials(name)[1]
    if surname:
        firsts[0] = tuple(dict.fromkeys((*firsts[0], surname[0])))
    ways = [firsts[nth] if nth < 3 else firsts[nth][:1] for nth in range(min(len(firsts), LONGEST))]
    for way in list(product(*ways))[:COMBINED]:
        yield from ("p" + "".join(way[:size]) for size in range(2, len(way) + 1))


def _number_keys(case: Case) -> Iterator[str]:
    number, phone = plain(case.id_number), plain(case.phone)
    if number:
        yield from (f"d{number[:size]}" for size in range(DENSE[0], min(DENSE[1], len(number)) + 1))
        yield from (f"d{number}", f"t{number[-TAIL:]}", f"t{number[-LAST:]}")
    if phone:
        yield from (f"m{phone[:size]}" for size in range(PHONE[0], min(PHONE[1], len(phone)) + 1))
        yield from (f"m{phone}", f"v{phone[-LAST:]}")


def _case_keys(case: Case) -> Iterator[str]:
    *_, count, tail = case.case_no.lower().split("-") if case.case_no.count("-") > 1 else ("", case.case_no.lower())
    yield from (f"k{plain(tail)}", f"k{plain(count + tail)}", f"q{plain(count)}", f"l{plain(case.centre)}")
    day = f"{case.filed_at.astimezone(CHINA):%Y%m%d}"
    yield from (f"y{day}", f"y{day[:6]}", f"y{day[:4]}", f"z{word(case.state.value)}", f"x{word(case.matter)}")
    if case.due_on and case.state not in ENDED:
        yield f"e{case.due_on:%Y%m%d}"
    if case.permit and case.state is CaseState.RECEIVED and case.accepted_at is None and case.due_on:
        yield f"i{case.due_on:%Y%m%d}"  # its last day as what it is: then nobody has answered in time (视为受理)
        if case.silent_due:
            yield f"j{case.silent_due:%Y%m%d}"  # and is due on this one
    if case.window:
        yield f"w{word(case.window)}"
    if case.agent:
        yield "a1"
    if case.owed:
        yield "o1"


def _others(answers: object) -> set[str]:
    """Whole ID numbers that stand anywhere in the answers."""
    if isinstance(answers, str):
        return {answers.upper()} if _ID.fullmatch(answers) else set()
    if isinstance(answers, Mapping):
        answers = list(answers.values())
    return {one for part in answers for one in _others(part)} if isinstance(answers, (list, tuple)) else set()


def pairs(letters: str) -> Iterator[str]:
    """Characters that stand beside each other, two and two."""
    yield from (f"b{ord(a):x}x{ord(b):x}" for a, b in pairwise(letters))


def spelled(name: str) -> str:
    """A name without blanks and dots between its parts, in small letters."""
    return "".join(c for c in name.lower() if not c.isspace() and c not in _DOTS)


def word(text: str) -> str:
    """Any short text as one word of the index."""
    return text.lower() if text.isascii() and text.isalnum() else text.encode().hex()


def plain(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text.lower() if c.isascii() and c.isalnum())
