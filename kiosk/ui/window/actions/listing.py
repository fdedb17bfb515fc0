"""Everything that can be done with a case at this window, the likeliest first: the card shows what fits now.

To add one: a line here, its words in this room's `words`, what it asks and does in a file of its own.
"""

from kiosk.app.documents import DocumentKind as K
from kiosk.ui.window.actions import amending, checking, correcting, deciding, moving, scans
from kiosk.ui.window.actions.action import Action, Seen
from kiosk.ui.window.actions.words import Actions as Words
from kiosk.ui.window.actions.words import Amend, Asked, Checking, Scans

A = Action
REPRINT = "Alt+R"  # also for who presses the key of printing over a case: only for its owner, and marked
ACTIONS: tuple[Action, ...] = (
    A("receive", "Alt+A", Words.RECEIVE, deciding.is_collected, hint=Asked.RECEIVE_HINT, deed=deciding.receive),
    A("accept", "Alt+A", Words.ACCEPT, deciding.is_received, hint=Asked.ACCEPT_HINT, deed=deciding.accept),
    A("supplement", "Alt+B", Words.SUPPLEMENT, moving.wants_papers, moving.ask_brought, deed=moving.bring),
    A("ask", "Alt+S", Words.ASK, deciding.is_ours_to_ask, document=K.SUPPLEMENT),
    A("refuse", "Alt+X", Words.NOT_ACCEPT, deciding.is_unaccepted, document=K.NOT_ACCEPTED),
    A(
        *("close", "Alt+J", Words.CLOSE, deciding.is_running_here, deciding.ask_result),
        hint=Asked.CLOSE_HINT,
        deed=deciding.close,
        when=deciding.is_on_the_spot,
    ),
    A("deliver", "Alt+D", Words.DELIVER, moving.is_decided, document=K.DELIVERY),
    A("forward", "Alt+F", Words.FORWARD, deciding.is_to_forward, deciding.ask_body, deed=deciding.forward),
    A("grant", "Alt+Y", Words.GRANT, deciding.is_running_here, document=K.GRANTED),
    A("deny", "Alt+U", Words.DENY, deciding.is_running_here, document=K.REFUSED),
    A("resume", "Alt+T", Words.RESUME, deciding.is_suspended, deciding.ask_finding, deed=deciding.resume),
    A("special", "Alt+T", Words.SPECIAL, deciding.is_running_here, document=K.SPECIAL),
    A(
        *("extend", "Alt+E", Words.EXTEND, deciding.is_unextended),
        document=K.SPECIAL,
        facts=deciding.as_extension,
        when=deciding.is_extendable,
    ),
    A("unnotice", "Alt+O", Words.END_NOTICE, deciding.is_noticed, deciding.ask_objections, deed=deciding.end_notice),
    A("notice", "Alt+O", Words.NOTICE, deciding.is_running_here, deciding.ask_notice, deed=deciding.notice),
    A(
        *("return", "Alt+Q", Words.GIVE_BACK, deciding.is_waited_for, deciding.ask_why_returned),
        deed=deciding.give_back,
        when=deciding.is_too_late,
    ),
    A("check", "Alt+H", Checking.CHECK, checking.waits, checking.ask_found, Checking.HINT, checking.check),
    A("originals", "Alt+K", Words.ORIGINALS, deciding.has_originals, document=K.RETURNED),
    A("scans", "Alt+I", Scans.SCANS, scans.always, work=scans.ScansWork),
    A("correct", "Alt+G", Amend.CORRECT, correcting.may_be_corrected, work=correcting.CorrectWork),
    A("collect", "Alt+C", Amend.COLLECT, amending.is_decided, amending.ask_taker, Amend.COLLECT_HINT, amending.collect),
    A(
        *("reprint", REPRINT, Amend.REPRINT, amending.may_be_reprinted, amending.ask_id),
        hint=Amend.REPRINT_HINT,
        deed=amending.reprint,
    ),
    A("approve", "Alt+L", Amend.APPROVE, amending.may_be_approved, amending.ask_chief, deed=amending.approve),
    A("withdraw", "Alt+W", Words.WITHDRAW, moving.is_open, moving.ask_why_withdrawn, deed=moving.withdraw),
    A("void", "Alt+V", Words.VOID, moving.is_open, moving.ask_why_void, Asked.VOID_HINT, deed=moving.void),
)

MORE = "Alt+M"  # shows every action that fits, or the first ones only
KEYS: tuple[str, ...] = (*dict.fromkeys(action.key for action in ACTIONS), MORE)


def fitting(seen: Seen | None) -> list[Action]:
    """What can be done with this case now."""
    if seen is None:
        return []
    return [one for one in ACTIONS if one.fits(seen.case) and (one.when is None or one.when(seen))]


def meant(key: str, seen: Seen | None) -> Action | None:
    """The action that a key means for this case, None where it means nothing now."""
    return next((action for action in fitting(seen) if action.key == key), None)


def called(key: str) -> str:
    """What a key is called, where it does not fit: what begins a thing stands behind what ends it."""
    return next((action.word for action in reversed(ACTIONS) if action.key == key), key)
