"""The readers of cards, and how a PC's settings name them. A maker's own library gets a line of its own here."""

from kiosk.devices.card.port import Reader
from kiosk.devices.card.troubles import ReaderUnknown


def choose_reader(setting: str) -> Reader:
    """The reader that a setting names: `serial:/dev/ttyUSB0`, `serial:COM3`, with a speed as `serial:COM3:9600`.

    Raises `ReaderUnknown`. Nothing is asked of the reader yet.
    """
    kind, _, rest = setting.strip().partition(":")
    if kind == "serial" and rest:
        from kiosk.devices.card.sam import SPEED, SPEEDS, SamReader, serial_line

        path, _, speed = rest.partition(":")
        if path and (not speed or speed in map(str, SPEEDS)):
            return SamReader(path, serial_line(int(speed or SPEED)))
    raise ReaderUnknown(setting)
