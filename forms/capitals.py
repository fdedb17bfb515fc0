"""An amount of money in the numerals that cannot be altered, as it is read back to a resident: 伍万零叁元伍角.

After 支付结算办法 (银发〔1997〕393号), annex on filling in bills, clauses 1 to 4.
"""

from decimal import Decimal, InvalidOperation

from forms.words import CAPITALS

MOST_DIGITS = 12  # up to thousands of 亿


def in_capitals(amount: object) -> str:
    """Yuan in capital numerals, rounded to fen; '' for what is no amount or has more than twelve digits."""
    try:
        value = Decimal(str(amount).replace(",", ""))
        fen = int((value * 100).to_integral_value()) if value.is_finite() else 10**20
    except (InvalidOperation, ValueError):
        return ""
    yuan, rest = divmod(abs(fen), 100)
    if yuan >= 10**MOST_DIGITS:
        return ""
    said = _whole(yuan) + CAPITALS["yuan"] if yuan else ""
    said += _rest(rest, gap=bool(yuan)) if rest else CAPITALS["only"]
    return (CAPITALS["minus"] if fen < 0 else "") + (said if fen else CAPITALS["none"])


def _whole(yuan: int) -> str:
    digits, units = CAPITALS["digits"], CAPITALS["units"]
    said, gap = "", False
    for place in range(MOST_DIGITS - 1, -1, -1):
        digit = yuan // 10**place % 10
        group = yuan // 10 ** (place - place % 4) % 10_000
        if digit:
            said += (digits[0] if gap and said else "") + digits[digit] + units[place % 4].strip()
        gap = not digit if place % 4 or group else gap
        if place % 4 == 0 and place and group:
            said += CAPITALS["groups"][place // 4 - 1]
            gap = False if digit else gap
    return said


def _rest(rest: int, *, gap: bool) -> str:
    jiao, fen = divmod(rest, 10)
    digits = CAPITALS["digits"]
    said = digits[jiao] + CAPITALS["jiao"] if jiao else digits[0] if gap else ""
    return said + (digits[fen] + CAPITALS["fen"] if fen else "")
