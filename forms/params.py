"""The values a county sets, as rules may reckon with them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def exact(value: Any) -> Any:
    """The same value with every number that has a point as a decimal, in lists and tables too."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {str(key): exact(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(exact(one) for one in value)
    return value
