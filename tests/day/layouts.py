"""What Python still holds of things that Qt has let go of: the cause of a crash that comes minutes later."""

import gc
from collections.abc import Iterator

import shiboken6
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem


def left_behind() -> int:
    """How many views of layouts' items outlive the item: no layout of any screen has one at that address."""
    views = [one for one in gc.get_objects() if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)]
    held = {_address(one) for one in views if shiboken6.isValid(one)}
    there = {_address(item) for widget in QApplication.allWidgets() for item in _items(widget.layout())}
    return len(held - there)


def _items(layout: QLayout | None) -> Iterator[QLayoutItem]:
    """All items of a layout and of the layouts in it."""
    for nth in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(nth) if layout is not None else None
        if item is not None:
            yield item
            yield from _items(item.layout())


def _address(item: QLayoutItem) -> int:
    return int(shiboken6.getCppPointer(item)[0])
