"""The words of the door: roles, duties, and each "no" with its way on."""

from kiosk.domain.staff.roles import Duty, Role

ROLES: dict[Role, dict[str, str]] = {
    Role.CLERK: {"zh": "窗口人员", "en": "clerk"},
    Role.AGENT: {"zh": "村级代办员", "en": "village agent"},
    Role.REVIEWER: {"zh": "审查人员", "en": "reviewer"},
    Role.LEAD: {"zh": "中心负责人", "en": "head of the centre"},
    Role.SUPERVISOR: {"zh": "监察人员", "en": "supervisor"},
    Role.SYSTEM: {"zh": "系统管理员", "en": "system administrator"},
    Role.AUDIT: {"zh": "审计管理员", "en": "audit administrator"},
    Role.HALL: {"zh": "大厅取号屏", "en": "hall screen"},
    Role.MACHINE: {"zh": "后台程序", "en": "program"},
}
DUTIES: dict[Duty, dict[str, str]] = {
    Duty.TAKE_NUMBER: {"zh": "取号", "en": "take a number"},
    Duty.SEE_LINE: {"zh": "看排队情况", "en": "see the line"},
    Duty.CALL: {"zh": "叫号", "en": "call"},
    Duty.RULE_LINE: {"zh": "改排队规则", "en": "rule the line"},
    Duty.GUIDE: {"zh": "看办事指南", "en": "see guides"},
    Duty.TRACK: {"zh": "查进度", "en": "track"},
    Duty.RATE: {"zh": "评价", "en": "rate"},
    Duty.FILE: {"zh": "收件、受理", "en": "file a case"},
    Duty.DRAFT: {"zh": "填表", "en": "fill in forms"},
    Duty.FIND: {"zh": "查找办件", "en": "find cases"},
    Duty.SEE_CASE: {"zh": "查看办件", "en": "see a case"},
    Duty.MOVE_CASE: {"zh": "办理办件", "en": "move a case on"},
    Duty.APPROVE: {"zh": "批准", "en": "approve"},
    Duty.PAPERS: {"zh": "打印文书", "en": "print papers"},
    Duty.EXPORT: {"zh": "导出", "en": "export"},
    Duty.POST: {"zh": "收发数据", "en": "carry the post"},
    Duty.STICK: {"zh": "用U盘传送", "en": "use the courier stick"},
    Duty.CATALOGUE: {"zh": "看事项目录", "en": "see the catalogue"},
    Duty.KEEP_CATALOGUE: {"zh": "更新事项目录", "en": "keep the catalogue"},
    Duty.COUNTY: {"zh": "设置县级参数", "en": "set the county's values"},
    Duty.FIGURES: {"zh": "看统计", "en": "see figures"},
    Duty.SUPERVISE: {"zh": "核销监察异常", "en": "close marks of supervision"},
    Duty.DEVICE: {"zh": "管理设备", "en": "keep devices"},
    Duty.BACKUP: {"zh": "备份和恢复", "en": "back up and restore"},
    Duty.KEEP_STAFF: {"zh": "管理人员账号", "en": "keep accounts"},
    Duty.SEE_STAFF: {"zh": "查看人员账号", "en": "see accounts"},
    Duty.AUDIT: {"zh": "审计", "en": "audit"},
    Duty.OWN_SECRET: {"zh": "改自己的口令", "en": "change one's own secret"},
}


def role_word(role: Role, language: str = "zh") -> str:
    """What a role is called."""
    return ROLES[role][language]


def duty_word(duty: Duty, language: str = "zh") -> str:
    """What is done."""
    return DUTIES[duty][language]


REFUSALS: dict[str, dict[str, str]] = {
    "sign_in_needed": {
        "zh": "本机已设工号，请先登录：--staff 工号，口令从 --secret-fd 给出，或用 --session 指明已登录的会话。",
        "en": "Sign in first: --staff with --secret-fd, or --session.",
    },
    "sign_in_refused": {
        "zh": "工号、口令或证卡不对，没有登录。还可以再试 {left} 次；忘记口令的，请找系统管理员重发初始码。",
        "en": "Number, secret or badge is wrong. {left} tries are left; the administrator gives out a new start code.",
    },
    "sign_in_over": {
        "zh": "登录已失效（闲置超过 10 分钟，或工号已停用）。请重新登录。",
        "en": "This sign-in is over. Sign in again.",
    },
    "sign_in_locked": {
        "zh": "工号 {staff} 连续 5 次没有输对，已锁定到 {until}。请到时再试，或请同事先登录办理。",
        "en": "Number {staff} was wrong five times and is locked until {until}.",
    },
    "secret_short": {
        "zh": "口令太短，没有改动。请用至少 12 个字符；或 8 个以上，大写、小写、数字、符号有三种。",
        "en": "Too short; nothing was changed. Twelve characters, or eight of three kinds.",
    },
    "secret_plain": {
        "zh": "口令太简单，没有改动。请再加长到 12 个字符，或混用大写、小写、数字、符号中的三种。",
        "en": "Too plain; nothing was changed. Twelve characters, or eight of three kinds.",
    },
    "secret_guessable": {
        "zh": "口令容易被猜到（含姓名、工号或连号），没有改动。请换一个。",
        "en": "Too easily guessed; nothing was changed. Choose another.",
    },
    "secret_same": {
        "zh": "新口令和原来的一样，没有改动。请换一个新的。",
        "en": "The new secret is the old one; nothing was changed.",
    },
    "secret_must_change": {
        "zh": "工号 {staff} 还在用初始码（或口令已满半年），请先改口令：kiosk staff secret。",
        "en": "Number {staff} has to change the secret first: kiosk staff secret.",
    },
    "not_allowed": {
        "zh": "您的角色不能“{duty}”。需要的，请找有这项权限的同事，或请系统管理员调整角色。",
        "en": "None of your roles may: {duty}.",
    },
    "roles_exclude": {
        "zh": "“{one}”和“{other}”不能由同一个人担任，角色没有改动。请分给两个人。",
        "en": "One person cannot be {one} and {other}; nothing was changed.",
    },
    "first_is_system": {
        "zh": "第一个工号要是系统管理员，由他来设其他人。请加上 --role system。",
        "en": "The first account keeps the others: --role system.",
    },
    "staff_number_wrong": {
        "zh": "工号“{staff}”不能用：请用 2 到 12 位字母或数字，并写上姓名。没有设账号。",
        "en": "'{staff}' cannot be a number: two to twelve letters or digits, and a name.",
    },
    "staff_unknown": {
        "zh": "没有 {staff} 这个工号（或已停用）。用“kiosk staff list”查看。",
        "en": "Nobody has number {staff}. See 'kiosk staff list'.",
    },
    "staff_there": {
        "zh": "工号 {staff} 已经有人用过。工号不重复使用，请换一个。",
        "en": "Number {staff} was given out before. Take another.",
    },
    "last_keeper": {
        "zh": "{staff} 是最后一个系统管理员，停用后就没有人能管账号了。请先设另一个系统管理员。",
        "en": "{staff} is the last administrator. Make another one first.",
    },
}
