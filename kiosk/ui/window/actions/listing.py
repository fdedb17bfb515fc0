"""Everything that can be done with a case at this window, the likeliest first: the card shows what fits now.

To add one: a line here, its words in this room's `words`, what it asks and does in a file of its own.
"""

from kiosk.domain.case import Case
from kiosk.ui.window.actions import moving
from kiosk.ui.window.actions.action import Action
from kiosk.ui.window.actions.words import Actions as Words
from kiosk.ui.window.actions.words import Asked

ACTIONS: tuple[Action, ...] = (
    Action("supplement", "Alt+B", Words.SUPPLEMENT, moving.wants_papers, moving.ask_brought, deed=moving.bring),
    Action("deliver", "Alt+D", Words.DELIVER, moving.is_decided, moving.ask_taker, deed=moving.deliver),
    Action("withdraw", "Alt+W", Words.WITHDRAW, moving.is_open, moving.ask_why_withdrawn, deed=moving.withdraw),
    Action("void", "Alt+V", Words.VOID, moving.is_open, moving.ask_why_void, Asked.VOID_HINT, deed=moving.void),
)

MORE = "Alt+M"  # shows every action that fits, or the first ones only
KEYS: tuple[str, ...] = (*dict.fromkeys(action.key for action in ACTIONS), MORE)


def fitting(case: Case | None) -> list[Action]:
    """What can be done with this case now."""
    return [] if case is None else [action for action in ACTIONS if action.fits(case)]


def meant(key: str, case: Case | None) -> Action | None:
    """The action that a key means for this case, None where it means nothing now."""
    return next((action for action in fitting(case) if action.key == key), None)


def called(key: str) -> str:
    """What a key is called, where it does not fit."""
    return next((action.word for action in ACTIONS if action.key == key), key)
