"""Who somebody is on paper: citizen identity numbers (GB 11643) and credit codes (GB 32100), and how they are masked.

The one owner of both standards in this house. Membership of a place is never read from the first six digits: people
born here before 1998 carry 3422xx for life (standards.md §11). No function raises on a wrong number except where said.
"""

from datetime import date

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
PROVINCES = frozenset(
    str(tens * 10 + ones)
    for tens, ones_of in ((1, "12345"), (2, "123"), (3, "1234567"), (4, "123456"), (5, "01234"), (6, "12345"), (7, "1"))
    for ones in map(int, ones_of)
)
PERMITS = frozenset(("81", "82", "83"))  # residence permits of Hong Kong, Macao and Taiwan residents, then four zeros
OLDEST_YEARS = 130
_USCC_VALUE = {letter: value for value, letter in enumerate(USCC_ALPHABET)}


def check_id(number: str, on: date) -> str:
    """What is wrong with an identity number: "" when it is right, else one of `id_old` (15 digits), `id_length`,
    `id_characters`, `id_place`, `id_permit`, `id_birth`, `id_future`, `id_check` (keys of forms.words). Upper-case X
    expected. Other certificates: `forms.certificates`."""
    if len(number) == 15 and number.isascii() and number.isdigit():
        return "id_old"
    if len(number) != 18:
        return "id_length"
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        return "id_characters"
    if number[:2] not in PROVINCES and number[:2] not in PERMITS and number[0] != "9":
        return "id_place"
    if number[:2] in PERMITS and number[2:6] != "0000":
        return "id_permit"
    return _check_birth_and_sum(number, on)


def _check_birth_and_sum(number: str, on: date) -> str:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "id_birth"
    if id_check_digit(number[:17]) != number[17]:
        return "id_check"
    if born > on:
        return "id_future"
    return "id_birth" if on.year - born.year > OLDEST_YEARS else ""


def id_check_digit(first17: str) -> str:
    """The eighteenth character that belongs to seventeen digits (GB 11643, ISO 7064 MOD 11-2)."""
    return ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, ID_WEIGHTS, strict=True)) % 11]


def valid_id(number: str, on: date | None = None) -> bool:
    """True for a right identity number or residence permit number. Without `on` a birth in the future passes."""
    if on is not None:
        return not check_id(number.upper(), on)
    born = birth_of(number)
    return born is not None and not check_id(number.upper(), born)


def birth_of(number: str) -> date | None:
    """The birthday in an 18-character number; None when there is none."""
    if len(number) != 18 or not (number.isascii() and number[6:14].isdigit()):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """GB/T 2261.1 code: "1" male, "2" female, "" when the number does not tell."""
    if len(number) != 18 or not (number.isascii() and number[16].isdigit()):
        return ""
    return "1" if int(number[16]) % 2 else "2"


def full_years(born: date, on: date) -> int:
    """周岁: full years lived; a birthday on 29 February is had on 1 March of a common year."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_on(number: str, on: date) -> int | None:
    """Full years (周岁) on a day; None when the number holds no birthday."""
    born = birth_of(number)
    return None if born is None else full_years(born, on)


def retirement_months(born: date, sex: str, female_at: int = 50) -> int:
    """Statutory retirement age in months since birth, under the gradual rule in force from 2025-01-01.

    Men 60 years, +1 month per 4 months of birth from 1965-01, at most 63. Women 55 (`female_at=55`), from 1970-01,
    per 4 months, at most 58; women 50, from 1975-01, per 2 months, at most 55.
    """
    start, base, pace, most = (1965, 60, 4, 36) if sex == "1" else (1970, 55, 4, 36)
    if sex != "1" and female_at == 50:
        start, base, pace, most = 1975, 50, 2, 60
    since = (born.year - start) * 12 + born.month - 1
    return base * 12 + (0 if since < 0 else min(since // pace + 1, most))


def check_uscc(code: str) -> str:
    """What is wrong with a unified social credit code: "", `uscc_length`, `uscc_characters` or `uscc_check`."""
    if len(code) != 18:
        return "uscc_length"
    if any(letter not in _USCC_VALUE for letter in code):
        return "uscc_characters"
    return "" if uscc_check_letter(code[:17]) == code[17] else "uscc_check"


def uscc_check_letter(first17: str) -> str:
    """The eighteenth letter that belongs to seventeen of a credit code (GB 32100)."""
    total = sum(_USCC_VALUE[letter] * weight for letter, weight in zip(first17, USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[-total % 31]


def valid_uscc(code: str) -> bool:
    """True for a right credit code of any kind (11 organs, 54 villages, 91 firms, 92 households in trade …)."""
    return not check_uscc(code.upper())


def luhn(number: str) -> bool:
    """The check sum of a bank card number. Passbook accounts need not have one."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


def mask_id(number: str) -> str:
    """3413**********1234: first four and last four stay; a short number shows only its last character."""
    if len(number) < 12:
        return "*" * max(len(number) - 1, 0) + number[-1:]
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_name(name: str) -> str:
    """张*: the first code point stays, one star for the rest, whatever its length. A single character stays."""
    return name[:1] + "*" * (len(name) > 1)


def mask_phone(phone: str) -> str:
    """138****5678; of a short number only the last two digits stay."""
    if len(phone) < 8:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
