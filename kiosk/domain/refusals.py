"""The typed "no" of the service hall: expected, harmless, with a sentence of its own in `words`."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """Something may not be done. `key` finds the sentence, `values` fill it. Nothing was written; safe to try
    again."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Trouble(Exception):
    """The world's fault (disk, printer, network). `key` finds the sentence; nothing that was acknowledged is lost."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing wrong or missing: `field` is the path in the answers or the material's key, `sentence` says
    the way out."""

    field: str
    label: str
    sentence: str
    basis: str = ""


class TicketUnknown(Refusal):
    """No ticket of this number today."""

    def __init__(self, number: str) -> None:
        super().__init__("ticket_unknown", number=number)


class TicketElsewhere(Refusal):
    """The ticket is not in a state in which this may be done with it (already called, served, missed)."""

    def __init__(self, number: str, state: str) -> None:
        super().__init__("ticket_elsewhere", number=number, state=state)


class TicketAtWindow(Refusal):
    """The ticket's papers are at one window, or it was handed to one: only that window may call it."""

    def __init__(self, number: str, window: str) -> None:
        super().__init__("ticket_at_window", number=number, window=window)


class RecalledEnough(Refusal):
    """The ticket was called as often as the centre allows; now it may be given up."""

    def __init__(self, number: str, most: int) -> None:
        super().__init__("recalled_enough", number=number, most=most)


class RecalledJustNow(Refusal):
    """The last call is only seconds old."""

    def __init__(self, number: str, seconds: int) -> None:
        super().__init__("recalled_just_now", number=number, seconds=seconds)


class TooLate(Refusal):
    """The number was missed too long ago to come back into the line."""

    def __init__(self, number: str, minutes: int) -> None:
        super().__init__("too_late", number=number, minutes=minutes)


class NothingToUndo(Refusal):
    """This window's last step is too long ago, or something else has happened to the number since."""

    def __init__(self, window: str, seconds: int) -> None:
        super().__init__("nothing_to_undo", window=window, seconds=seconds)


class WindowPaused(Refusal):
    """The window is paused; it calls nobody before it is open again."""

    def __init__(self, window: str) -> None:
        super().__init__("window_paused", window=window)


class HallClosed(Refusal):
    """Numbers are not given out at this hour; `opens` is when they are again."""

    def __init__(self, opens: str) -> None:
        super().__init__("hall_closed", opens=opens)


class SlotFull(Refusal):
    """As many numbers as the centre can serve were given out for now; `free` is when the next are."""

    def __init__(self, free: str) -> None:
        super().__init__("slot_full", free=free)


class LineRuleWrong(Refusal):
    """A rule of the line is out of bounds; `rule` names it, `shape` says what it may be."""

    def __init__(self, rule: str, shape: str) -> None:
        super().__init__("line_rule_wrong", rule=rule, shape=shape)


class NobodyWaiting(Refusal):
    """There is nobody left to call for this window."""

    def __init__(self) -> None:
        super().__init__("nobody_waiting")


class NobodyCalls(Refusal):
    """Nobody at the hall's screen waits for help, or somebody else goes there already."""

    def __init__(self) -> None:
        super().__init__("nobody_calls")


class NothingToRate(Refusal):
    """There is neither a case nor a number that a resident could rate."""

    def __init__(self) -> None:
        super().__init__("nothing_to_rate")


class AlreadyRated(Refusal):
    """One service, one rating: this case or number has its own already."""

    def __init__(self, name: str) -> None:
        super().__init__("already_rated", name=name)


class RatingWrong(Refusal):
    """No such level, or reasons that do not belong to it."""

    def __init__(self, given: str) -> None:
        super().__init__("rating_wrong", given=given)


class RatedByStaff(Refusal):
    """A member of staff never rates (不得由窗口代评)."""

    def __init__(self, name: str) -> None:
        super().__init__("rated_by_staff", name=name)


class MatterUnknown(Refusal):
    """No such matter in the catalogue of this centre."""

    def __init__(self, matter: str) -> None:
        super().__init__("matter_unknown", matter=matter)


class CaseUnknown(Refusal):
    """No such case in this store."""

    def __init__(self, case_no: str) -> None:
        super().__init__("case_unknown", case_no=case_no)


class CaseElsewhere(Refusal):
    """The case is in a state in which this step does not fit (standards.md §7)."""

    def __init__(self, case_no: str, state: str, step: str) -> None:
        super().__init__("case_elsewhere", case_no=case_no, state=state, step=step)


class NotOurs(Refusal):
    """The mode of the matter gives this step to somebody else: the body that decides, or nobody (a booking)."""

    def __init__(self, case_no: str, step: str, body: str) -> None:
        super().__init__("step_not_ours", case_no=case_no, step=step, body=body)


class NotNow(Refusal):
    """The step fits the state, but not this case now: too early, too short, not said; `key` tells which."""


class NotExtendable(Refusal):
    """The limit may not be prolonged: the matter does not allow it, it was prolonged before, it is over already, or
    nothing runs. `key` tells which; `case_no` and what fills its sentence are its values."""


class AnswersIncomplete(Refusal):
    """The form or its materials cannot be taken as they are; `gaps` names each field and the way out, all at once."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__("answers_incomplete", count=len(gaps))
        self.gaps = tuple(gaps)


class RequestReused(Refusal):
    """This request id was used before for something else."""

    def __init__(self, request: str) -> None:
        super().__init__("request_reused", request=request)


class StoreTooNew(Refusal):
    """The store was written by a newer version of the program. Nothing was touched."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__("store_too_new", found=found, known=known)


class DraftGone(Refusal):
    """The draft was taken over, filed or thrown away meanwhile. Look at the list again."""

    def __init__(self) -> None:
        super().__init__("draft_gone")


class DraftOfAnother(Refusal):
    """The draft is a colleague's. Take it over first: that is entered."""

    def __init__(self, holder: str, window: str) -> None:
        super().__init__("draft_of_another", holder=holder, window=window)


class DraftFromNobody(Refusal):
    """The draft was taken over from nobody: there is nobody to hand it back to."""

    def __init__(self) -> None:
        super().__init__("draft_from_nobody")


class HubServing(Refusal):
    """Somebody stands at a window of this hub. Finish with him or let him wait, then step down."""

    def __init__(self, numbers: str) -> None:
        super().__init__("hub_serving", numbers=numbers)


class HubBehind(Refusal):
    """This PC stands behind the hub at `url`: that one is the hub, and the choice is made there."""

    def __init__(self, url: str) -> None:
        super().__init__("hub_behind", url=url)


class LineElsewhere(Refusal):
    """This PC's line has gone over to the hub that stays: numbers are given out there. Open the program anew."""

    def __init__(self) -> None:
        super().__init__("line_elsewhere")
