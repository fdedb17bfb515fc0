"""The kinds of entry about what residents say in the hall: their ratings, and that they ask for help.

They go up and never down: who was rated is not told who rated.
"""

from sync.protocol.payload import Payload


class RatingAsked(Payload, frozen=True, kw_only=True):
    """`rating.asked` 评价邀请: a window asked its resident to rate a case, or a visit (`ticket` its id) without one."""

    window: str
    case: str = ""
    ticket: str = ""
    number: str = ""
    matter: str = ""


class Rated(Payload, frozen=True, kw_only=True):
    """`case.rated`: a resident rated a case, once; `rating.given`: a visit, or a case that is not on this device.

    `level` by name, from very_satisfied to very_dissatisfied; `reasons` are tags of a bad one. `way` is 'window',
    'hall', 'page' or 'command'. `staff` is the actor who served; `named` says that he may be asked back."""

    level: str
    way: str
    reasons: tuple[str, ...] = ()
    named: bool = False
    case: str = ""
    ticket: str = ""
    number: str = ""
    matter: str = ""
    window: str = ""
    staff: str = ""


class RatingPassed(Payload, frozen=True, kw_only=True):
    """`rating.passed` 未评价: nobody rated. `why` is 'skipped', or 'untouched' after a minute without a touch; it
    counts neither as good nor as given."""

    why: str
    way: str
    case: str = ""
    ticket: str = ""
    number: str = ""
    matter: str = ""
    window: str = ""
    staff: str = ""


class HelpAsked(Payload, frozen=True, kw_only=True):
    """`hall.help_asked` 叫人帮忙: at the screen of device `place`, on its page `page`."""

    asked: str
    place: str
    page: str = ""


class HelpAnswered(Payload, frozen=True, kw_only=True):
    """`hall.help_answered`: somebody of `window` goes there."""

    asked: str
    window: str
