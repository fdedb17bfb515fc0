"""The words of what is done with a case: on its key, over what is asked, and what is missing."""

from typing import ClassVar

from kiosk.domain.clocks import Card, Clock, Hand


class Actions:
    """On the keys; at most seven characters, so that two stand side by side on the card."""

    TITLE, OR, ALL = "办件上的事", "、", "列出现在能办的全部"
    MORE, LESS = "更多 {count} 项", "收起"
    RECEIVE, ACCEPT, NOT_ACCEPT = "收件", "受理", "不予受理"
    ASK, SUPPLEMENT, GIVE_BACK = "要求补正", "补正材料已交", "退件"
    CLOSE, FORWARD, GRANT, DENY = "当场办结", "转报", "准予", "不予"
    SPECIAL, RESUME, EXTEND = "特别程序", "特别程序结束", "延长期限"
    NOTICE, END_NOTICE = "公示", "公示结束"
    DELIVER, ORIGINALS, WITHDRAW, VOID = "送达", "退还原件", "撤回", "作废"
    NEEDED = "请写明“{label}”，再按 Enter"
    NOT_NOW = "本件{state}，现在不能“{action}”。能做的都在右边，Alt+M 看全部。"
    CONFIRM, CANCEL = "确定", "不做了"


class Asked:
    """What is asked before it is done."""

    BROUGHT, BROUGHT_PAPERS = "交来了什么（可不填）", "交来的材料"
    RECEIVE_HINT = "代办员送来的材料已收下。五个工作日内答复是否受理。"
    ACCEPT_HINT = "从今天起计算办理期限，并打印受理回执。"
    CLOSE_HINT = "即办件：准予和送达一次记下。"
    RESULT, WHO_TAKES = "办理结果", "谁来领的"
    BODY, NOTE = "转报到哪里", "说明（可不填）"
    FINDING = "特别程序的结果"
    WHERE, UNTIL, NOTICE_DAYS = "在哪里公示", "公示到哪天", "如 20261201；不填就是 {days} 天"
    OBJECTIONS, NO_OBJECTIONS = "公示结果", "公示期满，无异议"
    WHY_RETURNED = "退件的原因"
    WHY_WITHDRAWN = "撤回的原因"
    WHY_VOID = "作废的原因"
    VOID_HINT = "作废只做标记，不删除；用于录错的件。"


class Clocks:
    """The clocks on the card."""

    NAMES: ClassVar[dict[Clock, str]] = {
        Clock.ANSWER: "答复是否受理",
        Clock.PROMISED: "承诺办结",
        Clock.LEGAL: "法定办结",
        Clock.SERVICE: "送达结果",
        Clock.OWED: "补齐容缺材料",
        Clock.SUPPLEMENT: "补正",
        Clock.CARRYING: "送到镇里",
        Clock.RATING: "差评整改",
    }
    HANDS: ClassVar[dict[Hand, str]] = {
        Hand.RUNNING: "{clock}：{day}前，还有 {left} {unit}",
        Hand.STOPPED: "{clock}：停表，已用 {used} 个，恢复后还有 {left} {unit}",
        Hand.OVERDUE: "{clock}：{day}到期，已超 {over} {unit}",
        Hand.LAPSED: "{clock}：{day}到期没有答复，视为受理",
        Hand.MET: "{clock}：按期",
    }
    AND_STILL = "{due}，{left}"
    RUNS_OUT = "{clock}：{day}，今天到期"
    STILL, TODAY = "还有 {left} {unit}", "今天到期"
    ENDED_LATE = "{clock}：{day}到期，晚了 {over} {unit}"
    FINDING = "，记监察异常"
    ESTIMATED = "（暂按周末推算）"
    UNITS: ClassVar[dict[str, str]] = {"workday": "个工作日", "day": "天"}
    CARDS: ClassVar[dict[Card, str]] = {
        Card.GREEN: "正常",
        Card.YELLOW: "黄牌",
        Card.RED: "红牌",
        Card.BLACK: "超法定",
    }
    DEEMED = "到期没有答复，视为受理，受理日 {day}"
    STOPPED = "停表：{why}，{since}起{expected}"
    WHY: ClassVar[dict[str, str]] = {"special": "特别程序", "notice": "公示", "supplement": "等补正材料"}
    EXPECTED, EXPECTED_UNTIL = "，预计 {days} {unit}", "，到{day}"


class Amend:
    """What goes wrong with a case: corrected, printed again, collected by somebody else, approved."""

    CORRECT, REPRINT, COLLECT, APPROVE = "更正", "补打回执", "代领", "首席授权"
    CORRECT_TITLE = "更正　{name}　{matter}"
    BOX, HINT = "找要改的一项", "名称或拼音首字母，如 zh 账号"
    LIST_KEYS, LIST_NONE = "↑↓ 选，Enter 更正，Esc 返回", "没有这一项，换几个字再找。"
    SORTS: ClassVar[dict[str, str]] = {
        "payment": "收款账号",
        "contact": "联系方式",
        "identity": "申请人身份（要负责人同意）",
        "fact": "填写的内容",
    }
    OPEN_TO: ClassVar[dict[int, str]] = {
        4: "还没有决定，都可以更正。更正姓名、证件要负责人同意。",
        2: "已经作出决定：只能更正联系电话和收款账号，其他的请按变更、撤销另行办理。",
        1: "已转到办理部门：这里只能更正联系电话，其他的由办理部门更正。",
        0: "这一件已经结束，不能再更正。",
    }
    VALUE, REASON, APPROVED = "改为", "更正原因", "同意人"
    NOT_NEEDED = "可不填"
    YES, NO = "是", "否"
    BEFORE = "改过的"
    CHANGED = "{date}　{label}：{old} → {new}"
    CHANGED_WHY = "{reason}　{who}"
    APPROVED_BY = "{who}，{name}同意"
    PAPER_TOO = "改好以后自动补打回执。以前打印的回执仍然有效，扫码会说明已更正。"
    ID_AGAIN = "证件号码（再读一次证，或照证件输入）"
    NAME_AGAIN = "申请人姓名"
    REPRINT_HINT = "核对证件以后才补打，回执上注明“补打”，记入台账。"
    COLLECT_HINT = "写进送达回证，由代领人签字；原件一并退还。"
    TAKER, TAKER_ID, RELATION, MANDATE = "代领人姓名", "代领人证件号码", "与申请人的关系", "凭什么代领"
    MANDATE_HINT = "如“书面委托书”“户口簿，同户”"
    RETURNED, RETURNED_HINT = "退还的原件（可不填）", "几样用顿号隔开"
    BETWEEN = "、"
    SEPARATORS: ClassVar[dict[int, str]] = str.maketrans({"、": "\n", "，": "\n", ",": "\n", "；": "\n", ";": "\n"})
    APPROVE_ACT, CHIEF = "同意哪一步", "首席代表姓名"
    ACTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("case.decided", "作出决定"),
        ("case.corrected", "更正"),
        ("case.voided", "作废"),
        ("case.not_accepted", "不予受理"),
    )


class Checking:
    """A promise in the place of a paper (告知承诺) is checked."""

    CHECK = "核查承诺"
    PAPER, RESULT, FOUND = "哪份材料的承诺", "核查结果", "怎样核查、查到什么"
    FOUND_HINT = "如“向民政部门查实”"
    RESULTS: ClassVar[tuple[tuple[str, str], ...]] = (("true", "属实"), ("untrue", "不属实，记失信"))
    HINT = "承诺不属实的记为失信，修复以前不再容缺和承诺；这一件按规定撤销或者重新办理。"


class Scans:
    """The scans of a case that was filed."""

    SCANS = "扫描件、签名"
    TITLE = "扫描件　{name}"
    PURPOSE = "看扫描件"
    COUNT, NONE = "{count} 页", "没有"
    ATTACH, ATTACH_COUNT = "附到这一件", "附到这一件（新 {count} 页）"
    PRINT, EXPORT, BACK = "打印扫描件", "存成 PDF，记台账", "回到办件"
    BROUGHT = "补交材料"
    PRINTED = "已交打印机"
    EXPORTED = "已存成 PDF，锁屏、退出登录或满 24 小时就自动删除：{path}"
    SIGNED = "{way} {name} {at}"
    WAYS: ClassVar[dict[str, str]] = {"screen": "屏上签名", "paper": "纸上签名"}
    STATES: ClassVar[dict[str, str]] = {
        "holds": "，与现在的表一致",
        "changed": "，签后表改过，不是签在现在的表上",
        "lost": "，笔迹文件不在这台电脑上",
        "altered": "，笔迹文件对不上，不能作数",
    }


WAITS_FOR: dict[str, str] = {"received": "待受理", "collected": "待镇里收件"}  # the step before says what it is
