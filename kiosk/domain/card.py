"""What an identity card says when it lies on the reader: as much as a form asks, and no more; never its photo.

The name is in the spelling of today (GB 18030-2022): chips of the second generation know two bytes a character, so that
old readers and old registers have private code points in its place. What the chip really had stays beside it.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class CardKind(StrEnum):
    """The cards that share one reader (GA 450), each with its own layout."""

    RESIDENT = "resident"  # 居民身份证
    COMPATRIOT = "compatriot"  # 港澳台居民居住证
    FOREIGN = "foreign"  # 外国人永久居留身份证, 2017: 15 characters
    FOREIGN_2023 = "foreign_2023"  # the same of 2023: 18 characters, the first a 9


ID_TYPES = {
    CardKind.RESIDENT: "111",
    CardKind.COMPATRIOT: "990",
    CardKind.FOREIGN: "553",
    CardKind.FOREIGN_2023: "553",
}
"""GA/T 2000.156 as the catalogue's code set `id_type` has it; it has no code of its own for 居住证."""


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """One card as it was read. `sex` is GB/T 2261.1, `ethnicity` GB/T 3304, `nationality` GB/T 2659 (three letters).

    `until` None: no end (长期). `written`: the bytes of the name on the chip (UTF-16, little end first) when `name` is
    not what they spell. `address` is where somebody was registered when the card was made.
    """

    kind: CardKind
    name: str
    number: str
    sex: str = ""
    ethnicity: str = ""
    born: date | None = None
    address: str = ""
    nationality: str = ""
    english: str = ""
    until: date | None = None
    written: bytes = field(default=b"")

    def __repr__(self) -> str:
        return f"Card({self.kind.value})"  # a log must not hold whom it belongs to

    @property
    def id_type(self) -> str:
        """The kind of certificate as forms ask for it."""
        return ID_TYPES[self.kind]

    def over(self, today: date) -> bool:
        """Whether its validity has ended."""
        return self.until is not None and self.until < today
