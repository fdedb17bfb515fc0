"""Looking things up (档案): what fits a clerk's search, a person's whole file, a case's answers to be typed elsewhere.

Here live the desk that finds and opens files, and the turning of answers into lines to be copied. Each opening of
personal data is entered in the journal with its purpose. Never here: a step of a case, a screen. By the door leave
`ArchiveDesk`, `PersonFile` and `CopyOut`.
"""

from kiosk.app.archive.copying import CopyLine, CopyOut, DayStyle
from kiosk.app.archive.desk import ArchiveDesk, HeldPaper, PersonFile

__all__ = ["ArchiveDesk", "CopyLine", "CopyOut", "DayStyle", "HeldPaper", "PersonFile"]
