"""How a role's screens look: one scale factor over the role's type scale, and the one stylesheet filled with it."""

import re
from functools import lru_cache
from importlib.resources import files

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.ui.fonts import house_font, load_fonts
from kiosk.ui.icons import picture
from kiosk.ui.tokens import COLOURS, TYPE

_PLACE = re.compile(r"@(\d+)px|@([a-z]+(?:-[a-z]+)*)")
_DESKTOP_CONTROL = 36
_TOUCH_CONTROL = 96  # 15 mm on an upright screen of 32 inches
_TOUCH_LYING = 72  # 15 mm on a lying one of 24 inches


class Theme:
    """The look of one role at one scale. `factor` 1.0 is as designed, `tokens.ELDER` the large print."""

    def __init__(self, role: str, factor: float = 1.0, *, lying: bool = False) -> None:
        self.role = role
        self.factor = factor
        self.touch = role == "hall"
        self.lying = lying

    def px(self, pixels: float) -> int:
        """A length of the design at this scale."""
        return round(pixels * self.factor)

    def size(self, kind: str) -> int:
        """The pixel size of a kind of text ('body', 'note', 'title', see tokens.TYPE) at this scale."""
        return self.px(TYPE[self.role][kind])

    def font(self, kind: str, bold: bool = False) -> QFont:
        """The font of a kind of text, for what is painted by hand."""
        return house_font(self.size(kind), bold)

    def metrics(self, kind: str, bold: bool = False) -> QFontMetrics:
        """How wide and high such text is."""
        return QFontMetrics(self.font(kind, bold))

    def icon(self, name: str, colour: str = "ink", pixels: float = 24, ratio: float = 1.0) -> QPixmap:
        """An icon in a token's colour; `pixels` are the design's."""
        return picture(name, colour, self.px(pixels), ratio)

    @property
    def control(self) -> int:
        """The least height of what is tapped or clicked."""
        if not self.touch:
            return self.px(_DESKTOP_CONTROL)
        return self.px(_TOUCH_LYING if self.lying else _TOUCH_CONTROL)

    @property
    def sheet(self) -> str:
        """The stylesheet of this role at this scale."""
        return _filled(self.role, self.factor)

    def dress(self, root: QWidget) -> None:
        """Put this look on a screen: everything in it follows."""
        root.setStyleSheet(self.sheet)


def colour(token: str) -> QColor:
    """A token's colour, for what is painted by hand."""
    return QColor(COLOURS[token])


def prepare(app: QApplication) -> None:
    """Give the application the house's style, colours and fonts; each screen is dressed by its own theme."""
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(house_font(TYPE["window"]["body"]))
    app.setPalette(_palette())


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in (
        (roles.Window, "ground"),
        (roles.Base, "paper"),
        (roles.AlternateBase, "ground"),
        (roles.Button, "paper"),
        (roles.WindowText, "ink"),
        (roles.Text, "ink"),
        (roles.ButtonText, "ink"),
        (roles.PlaceholderText, "ink-muted"),
        (roles.Highlight, "accent"),
        (roles.HighlightedText, "paper"),
        (roles.ToolTipBase, "paper"),
        (roles.ToolTipText, "ink"),
    ):
        palette.setColor(role, colour(token))
    return palette


@lru_cache(maxsize=16)
def _filled(role: str, factor: float) -> str:
    sizes = TYPE[role]

    def value(place: re.Match[str]) -> str:
        length, name = place.groups()
        if length:
            return f"{max(1, round(int(length) * factor))}px"
        if name == "stroke":
            return "2px" if role == "hall" else "1px"
        if name.startswith("type-"):
            return f"{round(sizes.get(name[5:], sizes['body']) * factor)}px"
        return COLOURS[name]

    return _PLACE.sub(value, _template())


@lru_cache(maxsize=1)
def _template() -> str:
    return files("assets").joinpath("styles", "kiosk.qss").read_text("utf-8")
