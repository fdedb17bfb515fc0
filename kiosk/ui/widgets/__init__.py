"""The furniture that every screen is made of: labels, buttons, cards, fields, pads, drawn things.

Here never lives a screen, a desk or a sentence of a screen. Each takes the `Theme` it stands in where it has lengths or
icons; colours and sizes of text come from the stylesheet by the properties kind, tone, type, card and chip.
"""

from kiosk.ui.widgets.buttons import Button, CardButton, Pressable, unclickable
from kiosk.ui.widgets.cards import Banner, Card, Chip
from kiosk.ui.widgets.choices import ChoiceField, TickBox
from kiosk.ui.widgets.drawn import BigNumber, Meter, Modules, QrView
from kiosk.ui.widgets.fields import FieldBox, LineField
from kiosk.ui.widgets.focus import FocusRing, worked_by_keys
from kiosk.ui.widgets.labels import Elided, Icon, KeyCap, Label, restyle, rule

__all__ = [
    "Banner",
    "BigNumber",
    "Button",
    "Card",
    "CardButton",
    "Chip",
    "ChoiceField",
    "Elided",
    "FieldBox",
    "FocusRing",
    "Icon",
    "KeyCap",
    "Label",
    "LineField",
    "Meter",
    "Modules",
    "Pressable",
    "QrView",
    "TickBox",
    "restyle",
    "rule",
    "unclickable",
    "worked_by_keys",
]
