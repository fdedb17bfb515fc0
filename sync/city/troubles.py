"""The world's faults as the city meets them: a database that cannot be opened, a disk that is full."""


class CityTrouble(Exception):
    """`key` finds the sentence in `words`, `values` fill it. What was acknowledged stays kept."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
