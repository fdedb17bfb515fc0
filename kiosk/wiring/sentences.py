"""The sentence of bad news, whichever room's words have it."""

from kiosk.domain.refusals import Refusal, Trouble


def say(news: Refusal | Trouble, language: str = "zh") -> str:
    """The sentence of bad news, whichever room's words have it."""
    from kiosk.cli.words import SENTENCES as CLI
    from kiosk.domain.words import REFUSALS, state_word
    from kiosk.paper.words import TROUBLES as PAPER
    from kiosk.store.words import SENTENCES as STORE
    from sync.client.words import SENTENCES as POST

    words = {**REFUSALS, **STORE, **PAPER, **POST, **CLI}
    shown = {k: state_word(str(v), language) if k in ("state", "step") else v for k, v in news.values.items()}
    return words[news.key][language].format(**shown)
