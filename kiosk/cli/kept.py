"""While this PC keeps its data in clear, or its key as a mere file, each command says so beside its answer."""

from kiosk.cli.answer import complain
from kiosk.settings import read_settings


def say_how_kept(data: str | None) -> None:
    """One line on stderr, or none."""
    from kiosk.store.protection import CLEAR, FILE_ONLY, protection
    from kiosk.store.words import SENTENCES

    kept = protection(read_settings(data).data)
    if kept in (CLEAR, FILE_ONLY):
        complain(SENTENCES[f"kept_{kept}"]["zh"])
