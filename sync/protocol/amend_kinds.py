"""The kinds of entry about what goes wrong with a case or after it: taken on paper first (补录), corrected (更正),
collected by somebody else, told by telephone, approved by the chief representative (首席代表), a promise checked
(核查), a broken word (失信)."""

from typing import Any

import msgspec

from sync.protocol.payload import Payload


class Approval(Payload, frozen=True, kw_only=True):
    """Who approved an act, and how he was known: `way` is 'name' as long as he is only named."""

    act: str
    name: str
    way: str = "name"


class TakenOnPaper(Payload, frozen=True, kw_only=True):
    """A filing that was taken on paper before it was entered (补录): when (`taken_at`, ISO 8601 with its zone), the
    paper's own number where it had one, why, how many minutes lay between, and whether that is longer than the centre
    allows (体外循环). Everything counts from `taken_at`."""

    taken_at: str
    reason: str
    minutes: int
    number: str = ""
    late: bool = False


class Corrected(Payload, frozen=True, kw_only=True):
    """One answer that was wrong: where it stands (a table's cell as `table.2.column`, rows from 1), what it is called,
    what stood there and what stands there now; `sort` is identity, contact, payment or fact."""

    field: str
    label: str
    old: Any
    new: Any
    sort: str = "fact"


class CaseCorrected(Payload, frozen=True, kw_only=True):
    """`case.corrected` 更正: answers of a case that were wrong, why, and who approved it. `applicant` tells name,
    id_number and phone anew where they changed. What stood there before stays in the journal and in the case."""

    text: str
    fields: tuple[Corrected, ...]
    approved_by: str = ""
    applicant: dict[str, str] = msgspec.field(default_factory=dict)
    document: str = ""


class Collector(Payload, frozen=True, kw_only=True):
    """Who collected a result for somebody else: his ID was looked at; `mandate` is the paper that allows it."""

    name: str
    id_number: str
    relation: str
    mandate: str
    id_type: str = "111"
    phone: str = ""


class ReturnedThing(Payload, frozen=True, kw_only=True):
    """An original that was handed back, and how many of it."""

    name: str
    count: int = 1


class CaseTold(Payload, frozen=True, kw_only=True):
    """`case.told`: somebody was told, or was tried to be told, of `news` (the kind of the entry it is about). `way` is
    call, sms or visit; `result` reached, not_reached, told_other or sent; `whom` who took the call for him. What was
    said is not kept."""

    news: str
    way: str
    result: str
    whom: str = ""


class WordKept(Payload, frozen=True, kw_only=True):
    """`case.word_kept` 信用修复: a commitment (容缺) or promise (告知承诺) that was not kept is made good: for which
    materials, why, and who approved it."""

    materials: tuple[str, ...]
    text: str
    approved_by: str
    proof: str = ""  # what it was shown by: a paper, a number


class PledgeChecked(Payload, frozen=True, kw_only=True):
    """`case.pledge_checked` 核查: a promise (告知承诺) was checked; `kept` false: it was not true, which is a broken
    word like one of 容缺. `text` says what was found, and how."""

    material: str
    kept: bool
    text: str


class CaseApproved(Payload, frozen=True, kw_only=True):
    """`case.approved` 首席代表授权: an act on a case that its matter allows only with the chief representative."""

    approval: Approval
    text: str = ""


class CreditListed(Payload, frozen=True, kw_only=True):
    """`credit.listed`: the county's list of broken words was replaced: how many persons, the file's SHA-256 (hex),
    whose list it is, and by which key (hex) it was sealed, if it was. The persons are not named here."""

    count: int
    sha256: str
    source: str
    signer: str = ""


class HouseRuled(Payload, frozen=True, kw_only=True):
    """`house.ruled`: how the centre deals with what goes wrong; all its rules, as they hold from now on."""

    rules: dict[str, Any]


AMENDS: dict[str, type[Payload]] = {
    "case.corrected": CaseCorrected,
    "case.told": CaseTold,
    "case.word_kept": WordKept,
    "case.pledge_checked": PledgeChecked,
    "case.approved": CaseApproved,
    "credit.listed": CreditListed,
    "house.ruled": HouseRuled,
}
