"""What may be typed for whom a rule is set: this centre, or the area that is named."""

from argparse import ArgumentParser


def add_area(parser: ArgumentParser) -> None:
    """This centre where nothing is said."""
    parser.add_argument("--area", default="", metavar="DIGITS")
