"""What each role may do, and which roles exclude each other. GB/T 22239-2019 level 2, 8.1.4.2 (access control);
收审分离 and 审监分离 of the service centres."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for. HALL and MACHINE are nobody's: a screen for residents, a program by itself."""

    CLERK = "clerk"  # 窗口人员
    AGENT = "agent"  # 村级代办员
    REVIEWER = "reviewer"  # 审查人员
    LEAD = "lead"  # 中心负责人（首席代表）
    SUPERVISOR = "supervisor"  # 监察人员
    SYSTEM = "system"  # 系统管理员
    AUDIT = "audit"  # 审计管理员
    HALL = "hall"
    MACHINE = "machine"


PEOPLE = tuple(role for role in Role if role not in (Role.HALL, Role.MACHINE))


class Duty(StrEnum):
    """What can be done here, as far as roles are told apart by it."""

    TAKE_NUMBER = "take_number"
    SEE_LINE = "see_line"
    CALL = "call"
    RULE_LINE = "rule_line"
    GUIDE = "guide"
    TRACK = "track"
    RATE = "rate"
    FILE = "file"
    DRAFT = "draft"
    FIND = "find"
    SEE_CASE = "see_case"
    MOVE_CASE = "move_case"
    APPROVE = "approve"
    PAPERS = "papers"
    EXPORT = "export"
    POST = "post"
    STICK = "stick"
    CATALOGUE = "catalogue"
    KEEP_CATALOGUE = "keep_catalogue"
    COUNTY = "county"
    FIGURES = "figures"
    SUPERVISE = "supervise"
    DEVICE = "device"
    BACKUP = "backup"
    KEEP_STAFF = "keep_staff"
    SEE_STAFF = "see_staff"
    AUDIT = "audit"
    OWN_SECRET = "own_secret"  # noqa: S105, the name of a duty


_EVERYBODY = frozenset({Duty.SEE_LINE, Duty.GUIDE, Duty.TRACK, Duty.CATALOGUE, Duty.POST, Duty.OWN_SECRET})
_COUNTER = _EVERYBODY | {
    Duty.TAKE_NUMBER,
    Duty.CALL,
    Duty.RATE,
    Duty.FILE,
    Duty.DRAFT,
    Duty.FIND,
    Duty.SEE_CASE,
    Duty.MOVE_CASE,
    Duty.PAPERS,
    Duty.EXPORT,
}
MAY: Mapping[Role, frozenset[Duty]] = {
    Role.CLERK: _COUNTER,
    Role.AGENT: _COUNTER | {Duty.STICK},
    Role.REVIEWER: _EVERYBODY | {Duty.FIND, Duty.SEE_CASE, Duty.MOVE_CASE, Duty.PAPERS, Duty.EXPORT},
    Role.LEAD: _COUNTER | {Duty.APPROVE, Duty.RULE_LINE, Duty.FIGURES, Duty.SEE_STAFF, Duty.COUNTY},
    Role.SUPERVISOR: _EVERYBODY | {Duty.FIND, Duty.SEE_CASE, Duty.FIGURES, Duty.SUPERVISE, Duty.SEE_STAFF},
    Role.SYSTEM: _EVERYBODY
    | {
        Duty.RULE_LINE,
        Duty.KEEP_CATALOGUE,
        Duty.COUNTY,
        Duty.DEVICE,
        Duty.BACKUP,
        Duty.STICK,
        Duty.KEEP_STAFF,
        Duty.SEE_STAFF,
    },
    Role.AUDIT: _EVERYBODY | {Duty.AUDIT, Duty.SEE_STAFF, Duty.EXPORT},
    Role.HALL: frozenset(
        {Duty.TAKE_NUMBER, Duty.SEE_LINE, Duty.GUIDE, Duty.TRACK, Duty.RATE, Duty.CATALOGUE, Duty.POST}
    ),
    Role.MACHINE: frozenset({Duty.SEE_LINE, Duty.CATALOGUE, Duty.POST, Duty.BACKUP}),
}
_HANDLING = (Role.CLERK, Role.AGENT, Role.REVIEWER, Role.LEAD)
EXCLUDES: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        *((Role.SUPERVISOR, other) for other in (*_HANDLING, Role.SYSTEM, Role.AUDIT)),  # 审监分离
        *((Role.AUDIT, other) for other in (*_HANDLING, Role.SYSTEM)),  # 等保：审计与其他分开
        (Role.CLERK, Role.REVIEWER),  # 收审分离
        (Role.AGENT, Role.REVIEWER),
    )
)


def duties(roles: Iterable[Role]) -> frozenset[Duty]:
    """All that somebody with these roles may do."""
    return frozenset().union(*(MAY[role] for role in roles))


def excluded(roles: Iterable[Role]) -> tuple[Role, Role] | None:
    """The first two of these roles that one person may not hold together; None when all go together."""
    held = sorted(set(roles))
    for nth, one in enumerate(held):
        for other in held[nth + 1 :]:
            if frozenset((one, other)) in EXCLUDES:
                return one, other
    return None
