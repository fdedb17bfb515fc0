"""The command that reads one identity card: to see whether the reader works, and for other programs."""

import queue
from argparse import Namespace

from kiosk.cli.answer import Answer
from kiosk.cli.words import CARD_READ
from kiosk.domain.card import Card
from kiosk.domain.person import mask_id
from kiosk.domain.refusals import Trouble
from kiosk.settings import read_settings
from kiosk.wiring.card import card_reader_of


def read(given: Namespace) -> Answer:
    """The card that lies there, or is laid down within `--wait` seconds: what it says, without its photo; nothing is
    kept. Lines for people have the number masked."""
    reader = card_reader_of(read_settings(given.data))
    if reader is None:
        raise Trouble("card_reader_none")
    news: queue.SimpleQueue[Card | Trouble] = queue.SimpleQueue()
    end = reader.follow(news.put)
    try:
        told = news.get(timeout=given.wait)
    except queue.Empty:
        raise Trouble("card_absent") from None
    finally:
        end()
    if isinstance(told, Trouble):
        raise told
    plain = {
        "kind": told.kind.value,
        "id_type": told.id_type,
        "name": told.name,
        "number": told.number,
        "sex": told.sex,
        "ethnicity": told.ethnicity,
        "born": told.born.isoformat() if told.born else "",
        "address": told.address,
        "nationality": told.nationality,
        "until": told.until.isoformat() if told.until else "",
        "name_on_chip": told.written.hex(),
    }
    return Answer(plain, [CARD_READ.format(name=told.name, number=mask_id(told.number))])
