"""What can go wrong between a finished paper and the tray. Each is safe to try again."""

from kiosk.domain.refusals import Trouble


class PrinterTrouble(Trouble):
    """A printer did not print. `values['printer']` names it; the sentence is in `words.TROUBLES`."""

    key_of_words = "printer_away"

    def __init__(self, printer: str) -> None:
        super().__init__(self.key_of_words, printer=printer)


class PrinterAway(PrinterTrouble):
    """Nobody answers there: no power, no cable, no such queue. Look, then try again."""


class PrinterStopped(PrinterTrouble):
    """The queue is there and takes nothing, until somebody starts it again."""

    key_of_words = "printer_stopped"


class PrinterSlow(PrinterTrouble):
    """It took longer than a resident may wait. Part of the paper may have been printed."""

    key_of_words = "printer_slow"


class PaperOut(PrinterTrouble):
    """No paper. Refill, then try again."""

    key_of_words = "paper_out"


class CoverOpen(PrinterTrouble):
    """The cover is open. Close it, then try again."""

    key_of_words = "cover_open"


class PaperTooWide(PrinterTrouble):
    """An A4 document was sent to an 80 mm printer: a matter of settings, trying again does not help."""

    key_of_words = "paper_too_wide"


class FolderFull(PrinterTrouble):
    """The disk that stands in for a printer is full."""

    key_of_words = "folder_full"


class FolderClosed(PrinterTrouble):
    """The folder that stands in for a printer cannot be written to."""

    key_of_words = "folder_closed"


class PrinterUnknown(Trouble):
    """A printer setting that nobody can read."""

    def __init__(self, setting: str) -> None:
        super().__init__("printer_unknown", setting=setting)
