"""The words of the head's screen."""

from typing import ClassVar


class Live:
    """Figures as they stand; nothing is estimated that was not measured."""

    TITLE = "{station}　实时"
    WAITING, SERVING, MISSED, SERVED = "正在等候", "正在办理", "今天过号", "今天办毕"
    FILED, TO_SEND = "今天收办", "待上传"
    PEOPLE, CASES, ENTRIES = "人", "件", "条"
    LONGEST = "等得最久 {minutes} 分"
    NO_WAIT = "没有人在等"
    PACE = "平均每位 {minutes:.0f} 分"
    NO_PACE = "今天还没有办毕的号"
    PROMISED = "预计时间 {promised} 个，准 {kept} 个，其余平均差 {wrong:.0f} 分"
    PROMISED_ALL = "预计时间 {promised} 个，个个准"
    RATED = "今天评价"
    RATE = "好评 {good:.0%}，主动评价 {active:.0%}"
    NO_RATE = "今天还没有评价"
    NONE, AND = "—", "、"
    HELP = "大厅有人叫帮忙：{place} 号机"
    LAST_CONTACT = "上次联系 {time}"
    AT_HUB = "其中 {count} 条已到中心节点"
    NEVER = "还没有联系过市平台"
    SECOND_HUB = "本中心还有一个中心节点 {hub}，请选定一个"
    NOT_ENROLLED = "未接入市平台"
    WINDOWS = "窗口"
    WINDOW = "{window} 号窗口"
    NOBODY = "现在没有窗口在叫号"
    DUE = "快到期的办件"
    NO_DUE = "没有快到期或过期的办件"
    OVERDUE = "过期 {days} 天"
    TODAY = "今天到期"
    SOON = "{days} 天后到期"
    BY_STATE = "今天收办的件"
    NONE_TODAY = "今天还没有收办的件"
    SINCE = "已办 {minutes} 分"
    LIMIT_NOTE = "按最近 {count} 件统计"


class Backup:
    """The state of backups, in a word."""

    FINE = "备份 {time}"
    NONE = "还没有备份计划"
    NEVER = "还没有做过备份"
    OVERDUE = "已 {days} 天没有备份"
    FAILED = "备份没有做成"
    DRILL = "该做恢复演练了"
    NO_MEDIUM = "没有备份介质"
    LODGED = "寄存 {time}"
    LODGED_LATE = "已 {days} 天没有寄存"
    NOT_LODGED = "寄存没有做成"
    LODGING = "正在寄存"
    NEVER_LODGED = "还没有寄存过"


class Hubs:
    """Which of two hubs stays."""

    TITLE = "本中心有两个中心节点：另一个是 {hub}"
    TEXT = "只能留一个，两边的办件和排队的号都不会丢。要留下的那台按“本机留下”，得到配对码；要退下的那台填上配对码，按“本机退下”。"
    STAY, STEP_DOWN, CHOSEN = "本机留下", "本机退下", "中心节点已选定"
    CODE, URL = "留下那台的配对码", "地址（一般不用填）"
    CODE_MISSING = "请先填上留下那台给的配对码。没有改动。"
    UNDER_WAY = "正在把排队的号交过去…"
    STAYS = "本机留下。请到另一台上填配对码 {code}，按“本机退下”；一天内用一次。"
    STEPPED_DOWN = "本机已退下，中心节点是 {url}。请关掉本程序重新打开。"
    NUMBER, NUMBERS = "{before} 改叫 {now}", "请告诉等候的群众：{numbers}"
    LEFT = "{numbers} 那边现在不能给号，还留在本机，稍后再按一次“本机退下”。"
    PEERS = "还要改接的电脑：{peers}。"
    AND = "、"


class Pages:
    """What the pages are called."""

    LIVE, STAFF, AUDIT = "实时", "人员", "审计"
    WATCH, LATE, VERIFY, CREDIT = "监察", "补录", "核验", "信用"
    NOTHING = "您的角色在这里没有可看的内容。请用“换人登录”，或请系统管理员调整角色。"


class Staff:
    """Who works here."""

    TITLE = "工号"
    NUMBER, NAME, ROLES, STATE = "工号", "姓名", "角色", "状态"
    NEW, SAVE, RESET, LEAVE = "新人", "保存", "重发初始码", "停用／恢复"
    SOMEBODY_NEW = "新设工号"
    SOMEBODY = "{name}"
    EXCLUDES = "窗口、代办不兼审查；监察不办件；审计不兼其他。"
    CODE = "{name}的初始码：{code}"
    CODE_TEXT = "只显示这一次。首次登录要改成自己的口令。"
    AND = "、"
    LEFT, START, BADGE, HERE = "已停用", "未改初始码", "口令＋证卡", "在用"


class Listed:
    """What all pages with a list of work say."""

    READING = "正在查"
    AGAIN, LOOK = "刷新", "看办件"
    COUNT = "共 {count} 条"
    CHOOSE = "用上下键选一条"
    CASE = "办件 {case_no}"
    WHO = "申请人 {name}　{id_number}　{phone}"
    STATE = "{state}，{filed} 收件"
    LOOKED = "已登记查看，目的：{purpose}"
    NO_NUMBER = "（没有）"


class Watch:
    """Marks of supervision."""

    TITLE, TITLE_CLOSED = "监察异常", "已核销的监察异常"
    CARD, RULE, CASE, NAME, OVER, STATE = "牌", "异常", "办件", "申请人", "超出", "处置"
    SINCE = "{day} 起：{rule}"
    RULES: ClassVar = {
        "silent": "应受理未受理",
        "late": "超承诺期",
        "unlawful": "超法定期",
        "unserved": "送达超期",
        "uncarried": "代送超期",
        "owed": "容缺逾期未处理",
        "unmended": "补正逾期未处理",
        "entered_late": "录入隔得太久（体外循环）",
        "asked_again": "多次要求补正",
    }
    CARDS: ClassVar = {"green": "绿", "yellow": "黄", "red": "红", "black": "黑"}
    DAYS, TIMES, HOURS = "{count} 天", "{count} 次", "{count} 小时"
    OPEN, ANSWERED, CLOSED = "未处置", "已说明", "已核销"
    NONE = "近 {days} 天收的件里没有监察异常。"
    NONE_CLOSED = "近 {days} 天还没有核销过监察异常。"
    ANSWER, CLOSE, SEE_CLOSED, SEE_OPEN = "提交说明", "核销", "看已核销", "看未核销"
    TEXT, APPROVED_BY = "处置说明 / 核销理由", "批准人（红牌、黑牌必填）"
    SAID = "{at}　{who}：{text}"
    APPROVED = "（{name} 批准）"
    RULED_OUT = "办件人员说明，监察人员核销；核销后记录不删除。"
    DONE_ANSWER, DONE_CLOSE = "说明已记入台账。", "已核销，记录保留。"
    PURPOSE = "监察"


class LateList:
    """What was taken on paper and entered later."""

    TITLE = "补录清单"
    GAP, TAKEN, ENTERED, CASE, WHOSE, MARK = "相隔", "收件时间", "录入时间", "办件", "录入人", "标记"
    SINCE, UNTIL = "收件从（年-月-日）", "到（年-月-日）"
    SEEK, EXPORT = "查", "导出表格"
    LATE, FINE = "超限", ""
    NONE = "这段时间没有补录的件。"
    MINUTES, HOURS, DAYS = "{count} 分", "{hours} 时 {count} 分", "{days} 天 {hours} 时"
    NUMBER = "纸质编号 {number}"
    MATTER = "事项 {matter}"
    REASON_LINE = "原因：{reason}"
    TIMES = "{taken} 收下，{entered} 录入，相隔 {gap}"
    DAY_WRONG = "日期要写成 2026-11-23 这样，起止不能颠倒。改好再查。"
    EXPORTED = "已导出到 {path}，锁屏、退出登录或到 {until} 就自动删除"
    PURPOSE = "监察补录"


class Verify:
    """Papers that a register knows and nobody has looked up."""

    TITLE = "待核验材料"
    DUE, CASE, MATTER, NAME, PAPER = "期限", "办件", "事项", "申请人", "材料"
    OVERDUE, BY = "过期 {days} 天", "{day} 前"
    WAY, WAYS = "怎么核验的", (("shared", "查共享系统"), ("by_hand", "人工核验"))
    TEXT = "说明（查了哪里、结果）"
    FITS, WRONG = "相符", "不相符"
    NONE = "没有待核验的材料。"
    DONE, DONE_WRONG = "{paper}：相符，已记入办件。", "{paper}：不相符，已记入办件。请处理这件办件。"
    PAPER_LINE = "材料：{paper}"
    SINCE_LINE = "{since} 收件时标为待核验，应在 {due} 前核验"
    PURPOSE = "核验材料"


class Credit:
    """Words that were not kept, and how they were made good."""

    TITLE = "失信记录和信用修复"
    SINCE, CASE, NAME, PAPER, STATE = "承诺日期", "办件", "申请人", "没有兑现的材料", "状态"
    OPEN, REPAIRED = "未修复", "{day} 修复"
    NONE = "没有失信记录：承诺后补的材料都按时交了。"
    REPAIR, SEEK = "登记修复", "查一个人"
    TEXT, PROOF, APPROVED_BY, NUMBER = "修复情况", "凭什么（材料、文号）", "同意人", "证件号码"
    WHY = "承诺 {until} 前补交“{paper}”，没有按时交"
    HOW = "{at} 修复：{text}"
    SHOWN = "凭 {proof}"
    WHO = "{name} 同意，{actor} 登记"
    DONE = "修复已记入台账，以后可以容缺、承诺。"
    FINE = "{number} 没有未修复的失信记录（本中心办件和县级名单都查过）。"
    FOUND = "{number} 有失信记录："
    PURPOSE = "查失信记录"
    NO_NUMBER = "请先输入证件号码。"


class Audit:
    """The journal read by the audit administrator."""

    TITLE = "台账"
    AT, ACTOR, KIND, CASE, SAID, DEVICE, PLACE = "时间", "工号", "事项", "办件", "内容", "终端", "序号"
    SEEK, MORE, EXPORT, VERIFY, REPAIR = "查", "往前再看", "导出表格", "核对台账", "按台账恢复"
    FOUND = "共显示 {count} 条"
    NONE = "没有符合条件的记录。放宽日期或事项再查。"
    SEEKING = "正在查"
    VERIFYING = "正在核对，可以接着看别的"
    DAY_WRONG = "日期要写成 2026-11-23 这样。改好再查。"
    EXPORTED = "已导出到 {path}，锁屏、退出登录或到 {until} 就自动删除"
    FINE = "台账 {count} 条，前后相连，没有改动"
    BAD = "发现 {count} 处问题：{told}。请保留现场，报告上级；只是数据与台账不一致的，报告后可按 F9 恢复。"
    PARTED = "。{at} 本机数据曾被换回旧副本（或这块盘在别处用过），已从上级取回 {back} 条"
    REPAIRED = "已按台账恢复 {count} 处，经过已记入台账：{told}"
    AND = "；"


CONDITIONS = {"since": "从（年-月-日）", "until": "到（年-月-日）", "actor": "工号", "case_no": "办件编号"}

KIND_GROUPS = (
    ("全部", ""),
    ("登录", "staff."),
    ("看个人资料", "person."),
    ("办件", "case."),
    ("文书和打印", "document. slip."),
    ("导出和审计", "audit."),
    ("账号和角色", "account."),
    ("设置", "line.ruled house.ruled centre. county. catalogue. credit."),
    ("设备、密钥、备份、台账", "device. journal."),
    ("排队和评价", "ticket. window. rating. hall."),
    ("监察", "finding."),
)

SAID = {
    "purpose": "目的",
    "what": "看",
    "how": "方式",
    "why": "原因",
    "staff": "工号",
    "roles": "角色",
    "window": "窗口",
    "document": "文书",
    "number": "号",
    "printer": "打印机",
    "trouble": "故障",
    "reason": "原因",
    "material": "材料",
    "matter": "事项",
    "result": "结果",
    "until": "到",
    "format": "格式",
    "count": "条数",
    "found": "条数",
    "problems": "问题",
    "back": "取回条数",
    "moved": "改排条数",
    "version": "版本",
}

VALUES = {
    "case": "办件",
    "file": "全部资料",
    "full": "完整号码",
    "copy-out": "抄录页",
    "export": "导出",
    "cli": "命令行",
    "secret": "口令",
    "badge": "口令和证卡",
    "own": "本人",
    "idle": "闲置",
    "other": "换人",
    "locked": "已锁定",
    "whole": "全部",
    "credit": "失信记录",
    "late": "补录清单",
}

KINDS = {
    "account.badged": "设证卡",
    "account.left": "工号停用",
    "account.opened": "新设工号",
    "account.returned": "工号恢复",
    "account.ruled": "改角色",
    "account.secret_set": "改口令",
    "audit.exported": "导出台账",
    "audit.searched": "查台账",
    "audit.verified": "核对台账",
    "backup.dropped": "上级清理旧备份",
    "backup.lodged": "备份已存上级",
    "calendar.imported": "导入工作日历",
    "case.accepted": "受理",
    "case.approved": "首席代表批准",
    "case.booked": "预约",
    "case.collected": "代收",
    "case.corrected": "更正",
    "case.decided": "办结",
    "case.delivered": "送达",
    "case.extended": "延长期限",
    "case.forwarded": "转报",
    "case.not_accepted": "不予受理",
    "case.notice_ended": "公示结束",
    "case.noticed": "公示",
    "case.rated": "评价",
    "case.received": "收件",
    "case.redated": "重算期限",
    "case.resumed": "特别程序结束",
    "case.returned": "退件",
    "case.signed": "签名",
    "case.supplement_asked": "要求补正",
    "case.supplemented": "补齐材料",
    "case.suspended": "特别程序",
    "case.told": "告知结果",
    "case.verified": "核验材料",
    "case.voided": "作废",
    "case.withdrawn": "撤回",
    "case.word_kept": "承诺兑现",
    "case.pledge_checked": "承诺核查",
    "catalogue.installed": "收到目录包",
    "catalogue.published": "目录发布",
    "catalogue.taken": "启用目录",
    "county.set": "县级参数",
    "centre.ruled": "中心统一规则",
    "county.trusted": "信任目录来源",
    "credit.listed": "失信名单",
    "device.backed_up": "备份",
    "device.begun": "终端启用",
    "device.certified": "终端密钥认证",
    "device.drilled": "恢复演练",
    "device.enrolled": "终端登记",
    "device.hub_heard": "发现另一中心节点",
    "device.hub_stays": "选定本机为中心节点",
    "device.hub_stepped_down": "中心节点退下",
    "device.key_changed": "数据密钥变更",
    "device.paired": "接入中心节点",
    "device.parted": "换回过旧副本",
    "device.released": "释放搁置记录",
    "device.renewed": "换签名密钥",
    "device.restored": "数据恢复",
    "device.revoked": "终端密钥作废",
    "document.issued": "出文书",
    "document.printed": "打印",
    "draft.parked": "草稿挂起",
    "draft.taken_over": "接手草稿",
    "finding.answered": "监察：处置说明",
    "finding.closed": "监察：核销",
    "hall.help_answered": "回应求助",
    "hall.help_asked": "大厅求助",
    "house.ruled": "中心规则",
    "journal.checkpoint": "台账检查点",
    "journal.pruned": "清理旧记录",
    "journal.repaired": "按台账恢复数据",
    "line.ruled": "排队规则",
    "person.looked": "查看个人资料",
    "rating.asked": "请评价",
    "rating.given": "评价",
    "rating.passed": "未评价",
    "slip.printed": "打印号票",
    "staff.locked": "工号锁定",
    "staff.refused": "登录不成",
    "staff.signed_in": "登录",
    "staff.signed_off": "退出",
    "staff.unlocked": "解锁",
    "ticket.called": "叫号",
    "ticket.held": "挂起",
    "ticket.matter_added": "加办事项",
    "ticket.missed": "过号",
    "ticket.recalled": "重呼",
    "ticket.rejoined": "回队",
    "ticket.served": "办毕",
    "ticket.taken": "取号",
    "ticket.transferred": "转移",
    "ticket.undone": "撤销一步",
    "window.paused": "窗口暂停",
    "window.reopened": "窗口恢复",
}
