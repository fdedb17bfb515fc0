"""The card reader that this PC was told to have; none when it was told of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.app.ports import CardReader
    from kiosk.settings import Settings


def card_reader_of(settings: Settings) -> CardReader | None:
    """The reader, None when there is no setting. Raises `Trouble('card_reader_unknown')`; nothing is asked of it."""
    if not settings.card_reader:
        return None
    from kiosk.devices.card.readers import choose_reader
    from kiosk.devices.card.watch import CardWatch

    return CardWatch(choose_reader(settings.card_reader))
