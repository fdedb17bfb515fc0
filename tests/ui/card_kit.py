"""A card reader for tests of screens: what lies on it is what the test lays there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain.card import Card
from kiosk.domain.refusals import Trouble

Told = Callable[[Card | Trouble], None]


@dataclass
class Reader:
    """A reader that is told what lies on it; `asked` counts who wanted it to look."""

    told: list[Told] = field(default_factory=list)
    asked: int = 0

    def follow(self, told: Told, /) -> Callable[[], None]:
        self.told.append(told)
        return lambda: self.told.remove(told)

    def ask(self) -> None:
        self.asked += 1

    def lay(self, news: Card | Trouble) -> None:
        """Tell everybody who follows now."""
        for told in tuple(self.told):
            told(news)
