"""What can go wrong between a card and the form. None of it is for ever: lay the card down again, or plug in again."""

from kiosk.domain.refusals import Trouble


class CardTrouble(Trouble):
    """No card was read. `values['reader']` names the reader; the sentence is in `devices.words`."""

    key_of_words = "card_reader_away"

    def __init__(self, reader: str, **values: object) -> None:
        super().__init__(self.key_of_words, reader=reader, **values)


class ReaderAway(CardTrouble):
    """Nobody answers there: not plugged in, no power, in use by another program. It is tried again by itself."""


class ReaderGarbled(CardTrouble):
    """Answers come in pieces or do not add up, again and again: a bad cable or another speed."""

    key_of_words = "card_reader_garbled"


class ReaderSick(CardTrouble):
    """The reader says that it cannot read at all; `code` is its own number for why."""

    key_of_words = "card_reader_sick"


class CardLifted(CardTrouble):
    """The card was taken away before all was read, or lies askew."""

    key_of_words = "card_lifted"


class CardAbsent(CardTrouble):
    """Somebody asked, and no card lies there (a card that was read already counts as none until it is lifted)."""

    key_of_words = "card_absent"


class CardStrange(CardTrouble):
    """A card was read whole, and what it says makes no person."""

    key_of_words = "card_strange"


class ReaderUnknown(Trouble):
    """A setting that names no reader."""

    def __init__(self, setting: str) -> None:
        super().__init__("card_reader_unknown", setting=setting)
