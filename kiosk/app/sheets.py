"""A table handed out as a file for a spreadsheet: CSV in UTF-8 with its mark, no cell of which is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = b"\xef\xbb\xbf"  # by which a spreadsheet knows UTF-8


def csv_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The head and one line a row; a text that begins like a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{one}" if isinstance(one, str) and one[:1] in "=+-@" and one else one for one in row])
    return MARK + out.getvalue().encode()
