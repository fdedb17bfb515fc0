"""The workbook in which a county official writes a matter without a programmer: out to .xlsx, and back again.

Here live the sheets, their headings and drop-downs, and the reading of what was filled in. Never here: a rule of what a
definition may say (that is forms.audit), a screen, a store. By the door leave `Workbooks`, `Imported`,
`SheetFault` and `saved`. openpyxl is loaded only when a workbook is written or read.
"""

from forms.spreadsheet.exchange import Imported, Workbooks, saved
from forms.spreadsheet.reading import SheetFault

__all__ = ["Imported", "SheetFault", "Workbooks", "saved"]
