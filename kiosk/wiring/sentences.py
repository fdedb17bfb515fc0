"""The sentence of bad news, whichever room's words have it."""

from collections.abc import Mapping

from kiosk.domain.refusals import Refusal, Trouble
from kiosk.domain.staff.words import REFUSALS as STAFF
from kiosk.domain.words import REFUSALS, STEPS, state_word, step_word

Words = Mapping[str, Mapping[str, str]]


def say(news: Refusal | Trouble, more: Words | None = None, language: str = "zh") -> str:
    """The sentence of a refusal or trouble; `more` are words of a room that wiring does not know."""
    from kiosk.app.people.words import REFUSALS as PEOPLE
    from kiosk.app.words import REFUSALS as DESKS
    from kiosk.devices.words import TROUBLES as DEVICES
    from kiosk.paper.scans.words import SCANS
    from kiosk.paper.words import TROUBLES as PAPER
    from kiosk.store.words import SENTENCES as STORE
    from sync.client.words import HUB_TROUBLES as HUB
    from sync.client.words import TROUBLES as POST

    words: dict[str, Mapping[str, str]] = {
        **REFUSALS,
        **PEOPLE,
        **DESKS,
        **STAFF,
        **STORE,
        **PAPER,
        **DEVICES,
        **SCANS,
        **POST,
        **HUB,
        **(more or {}),
    }
    shown = {k: _shown(k, v, language) for k, v in news.values.items()}
    return words[news.key][language].format(**shown)


def _shown(name: str, value: object, language: str) -> object:
    if name == "state":
        return state_word(str(value), language)
    if name == "step" or (name == "what" and str(value) in STEPS):
        return step_word(str(value), language)
    return value
