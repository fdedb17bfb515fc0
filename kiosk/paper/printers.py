"""The printers of the hall, behind one small port, and how a centre's settings name them."""

from pathlib import Path

from kiosk.paper.port import Printer
from kiosk.paper.troubles import PrinterUnknown


def choose_printer(setting: str) -> Printer:
    """The printer that a setting names.

    `folder:DIR`, `cups:QUEUE` or `cups:QUEUE@HOST:PORT`, `escpos:HOST:PORT`, `escpos:/dev/usb/lp0`,
    `escpos:/dev/ttyUSB0:9600`, `windows:PRINTER`. Raises `PrinterUnknown`. Nothing is asked of the printer yet.
    """
    kind, _, rest = setting.strip().partition(":")
    if kind == "folder" and rest:
        from kiosk.paper.folder import FolderPrinter

        return FolderPrinter(Path(rest))
    if kind == "cups" and rest:
        from kiosk.paper.cups import CupsPrinter

        queue, _, server = rest.partition("@")
        return CupsPrinter(queue, server)
    if kind == "escpos" and rest.startswith("/"):
        from kiosk.paper.device import SPEEDS, DevicePrinter

        path, _, speed = rest.partition(":")
        if not speed or speed in map(str, SPEEDS):
            return DevicePrinter(path, int(speed or 0))
    elif kind == "escpos":
        host, _, port = rest.rpartition(":")
        if host and port.isdecimal() and 0 < int(port) < 65536:
            from kiosk.paper.network import NetworkPrinter

            return NetworkPrinter(host.strip("[]"), int(port))
    if kind == "windows" and rest:
        from kiosk.paper.windows import WindowsPrinter

        return WindowsPrinter(rest)
    raise PrinterUnknown(setting)
