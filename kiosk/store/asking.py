"""What a clerk typed into the one search box, and the sieve laid over it, turned into what the index is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.app.finding import Sieve
from kiosk.domain.pinyin import cuts
from kiosk.store.search import DENSE, LAST, LONGEST, PHONE, PLACES, TAIL, mark_word, pairs, plain, spelled, word

RECEIVED, ACCEPTED = "received", "accepted"
EARLIEST = 2020  # no case is filed or due before
NOTHING = "y0"  # no case has this key


@dataclass(frozen=True, slots=True)
class Question:
    """`indexed` is what the text index is asked, '' for nothing; `mark` a number that stands on paper; `whole` a whole
    case number."""

    indexed: str = ""
    mark: str = ""
    whole: str = ""
    asks: bool = True  # something was typed, though it may be too short to find anything by


def question(text: str) -> Question:
    """What to ask for `text`: a case number or its tail, digits (ID, its last six or four, phone or its last four),
    pinyin (initials, whole, mixed), a number from paper (ticket, 文号), a name or a part of one."""
    text = text.strip()
    bare = plain(text)
    if not text:
        return Question(asks=False)
    if not text.isascii():
        return Question(_by_name(text), mark=mark_word(text))
    if "-" in text:
        return Question(_by_case_number(text.lower()), whole=text.upper())
    if bare.isalpha():
        return Question(_any(_by_letters(bare), *_by_tail(bare)))
    return Question(_any(*_by_digits(bare), *_by_tail(bare)), mark=bare.upper())


def sieve_terms(sieve: Sieve) -> str:
    """What the index is asked for besides; '' when everything is let through."""
    terms = []
    if sieve.states:
        terms.append(_standing(sieve.states, sieve.today))
    if sieve.matter:
        terms.append(f"x{word(sieve.matter)}")
    if sieve.since or sieve.until:
        days = [f"y{one}" for one in _days(sieve.since or date(EARLIEST, 1, 1), sieve.until or date.max)]
        terms.append(_any(*days) or NOTHING)
    if sieve.window:
        terms.append(f"w{word(sieve.window)}")
    if sieve.agent:
        terms.append("a1")
    if sieve.village:
        terms.append(f"l{plain(sieve.village)}")
    if sieve.overdue_on:
        terms.append(_overdue(sieve.overdue_on))
    if sieve.owed:
        terms.append("o1")
    return " AND ".join(terms)


def _by_name(text: str) -> str:
    """Characters, and letters for those that cannot be typed, in the order of the name."""
    letters = spelled(text)
    han = "".join(c if not c.isascii() else " " for c in letters)
    terms = [f"u{ord(c):x}" for c in han if c != " "]
    if len(terms) == len(letters) and len(terms) > 1:
        return " AND ".join(pairs(letters))
    for place, piece in enumerate(re.findall(r"[a-z]+|[^a-z]", letters.lower())):
        if piece.isascii() and piece.isalpha():
            terms.append(_any(*(_placed(cut, place) for cut in cuts(piece))))
    return " AND ".join(terms)


def _by_letters(letters: str) -> str:
    ways = []
    for cut in cuts(letters):
        placed = _placed(cut, 0)
        firsts = "".join(piece[0] for piece in cut)[:LONGEST]
        ways.append(" AND ".join(filter(None, (f"p{firsts}" if len(firsts) > 1 else "", placed))))
    return _any(*ways)


def _placed(cut: tuple[str, ...], place: int) -> str:
    """Pieces at their places; a single letter says nothing that the initials do not, unless it stands alone."""
    alone = len(cut) == 1 or place
    found = [f"s{place + nth}{one}" for nth, one in enumerate(cut) if place + nth < PLACES and (alone or len(one) > 1)]
    return " AND ".join(found)


def _by_digits(bare: str) -> Iterator[str]:
    size = len(bare)
    if size >= DENSE[0]:
        yield f"d{bare}" if size <= DENSE[1] or size >= 18 else f"d{bare}*"
    if size == 18:
        yield f"g{bare}"
    if PHONE[0] <= size <= 11:
        yield f"m{bare}" if size <= PHONE[1] or size == 11 else f"m{bare}*"
    if size in (TAIL, LAST):
        yield f"t{bare}"
    if size == LAST:
        yield from (f"v{bare}", f"q{bare}")


def _by_tail(bare: str) -> Iterator[str]:
    if len(bare) in (3, 7):
        yield f"k{bare}"


def _by_case_number(text: str) -> str:
    """The pieces between the hyphens, from the end where its last three letters are, else from its beginning."""
    pieces = text.split("-")
    if len(pieces[-1]) == 3:
        return f"k{plain(pieces[-2] + pieces[-1])}" if len(pieces[-2]) == LAST else f"k{plain(pieces[-1])}"
    terms = [f"l{pieces[0]}"] if len(pieces[0]) == 12 else []
    if len(pieces) > 1 and len(pieces[1]) in (4, 6, 8):
        terms.append(f"y{pieces[1]}")
    if len(pieces) > 3 and len(pieces[3]) == LAST:
        terms.append(f"q{pieces[3]}")
    return " AND ".join(plain(term) for term in terms)


def _days(since: date, until: date) -> Iterator[str]:
    """Whole years and months as such, days at the edges."""
    day, last = since, min(until, date(2100, 1, 1))
    while day <= last:
        year_end = date(day.year, 12, 31)
        month_end = (date(day.year, day.month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            yield f"{day:%Y}"
            day = year_end
        elif day.day == 1 and month_end <= last:
            yield f"{day:%Y%m}"
            day = month_end
        else:
            yield f"{day:%Y%m%d}"
        day += timedelta(days=1)


def _standing(states: frozenset[str], today: date | None) -> str:
    """Cases that stand so now: a licence that nobody answered in time counts as accepted, and is received no more."""
    plain_terms = _any(*(f"z{word(state)}" for state in sorted(states)))
    if today is None or (RECEIVED in states) == (ACCEPTED in states):
        return plain_terms
    silent = f"(z{word(RECEIVED)} AND {_any(*days_before('i', today))})"
    return f"({plain_terms} NOT {silent})" if RECEIVED in states else _any(plain_terms, silent)


def _overdue(today: date) -> str:
    """What runs and is late: of a licence that counts as accepted, by the day that it is due on since."""
    late, silent, late_since = (_any(*days_before(letter, today)) for letter in "eij")
    return _any(f"{late} NOT {silent}", late_since)


def days_before(letter: str, today: date) -> Iterator[str]:
    """Days before `today`: those of its month, the months before, the years before. Only what runs has such a key, so
    that a beginning is gathered quickly here, and a few of them are walked together faster than forty days."""
    yield from _before(f"{letter}{today:%Y%m}", today.day, "")
    yield from _before(f"{letter}{today:%Y}", today.month, "*")
    yield from (f"{letter}{year}*" for year in range(EARLIEST, today.year))


def _before(stem: str, number: int, end: str) -> Iterator[str]:
    """Two digits behind `stem` that are less than `number`: whole tens as one beginning, the last ones each."""
    tens, ones = divmod(number, 10)
    yield from (f"{stem}{ten}*" for ten in range(tens))
    yield from (f"{stem}{tens}{one}{end}" for one in range(ones))


def _any(*ways: str) -> str:
    found = [way for way in ways if way]
    return f"({' OR '.join(f'({way})' for way in found)})" if len(found) > 1 else "".join(found)
