"""The calendar that due days are shown by: the one that comes with the program, as the desks reckon with it."""

from forms.workdays import Calendar


def house_calendar() -> Calendar:
    """Working days, holidays and make-up days as far as they are known."""
    return Calendar.shipped()
