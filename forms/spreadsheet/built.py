"""The definition while it is put together from a workbook, with the cell that each part of it came from."""

from dataclasses import dataclass, field

from forms.sources import Table
from forms.spreadsheet.reading import SheetFault, Written
from forms.spreadsheet.words import SHEETS

Cell = tuple[str, str]  # sheet, address


@dataclass(slots=True)
class Built:
    """A definition and its own code sets, the cell of each place in it (dotted, as `forms.check_files` says them)."""

    table: Table = field(default_factory=dict)
    code_sets: list[Table] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)

    def keep(self, place: str, line: Written) -> None:
        """Remember the cells of a line that became an entry of the definition."""
        first = next(iter(line.values), "A")
        self.cells[place] = (SHEETS[line.sheet], line.cell(first))
        for key in line.letters:
            self.cells[f"{place}.{key}"] = (SHEETS[line.sheet], line.cell(key))
