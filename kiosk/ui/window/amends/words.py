"""The words of what was taken on paper first, and of those who have to be told."""

from typing import ClassVar


class Paper:
    """Alt+L: what was taken on paper before it is entered."""

    TITLE, KEY = "补录纸上收的件", "补录"
    HINT = "写纸上收件的真实时间，期限从那时起算；隔得太久会标记，防止体外循环。补录不占号。"
    DAY, DAY_HINT = "哪天收的", "如 20261120"
    TIME, TIME_HINT = "几点收的", "如 0930"
    WHY, WHYS = "当时为什么没有录入", "如停电、断网、上门"
    NUMBER, NUMBER_HINT = "纸质编号（可不填）", "纸上自己编的号"
    WRONG = "时间不对：日期写成 20261120，时间写成 0930。"
    NOT_NOW = "{number} 号还在窗口，办毕以后再补录。"


class Tell:
    """Ctrl+G: residents who have to be told."""

    TITLE, KEY = "要告知的人　{count} 位", "告知"
    BOX, BOX_HINT = "找人", "姓名、拼音首字母、电话或编号"
    KEYS = "↑↓ 选，Enter 记一次告知，Esc 返回"
    NONE = "没有要告知的人。有了结果、要补正、不予受理的件，会列在这里，告知以后自动去掉。"
    WAYS: ClassVar[dict[str, str]] = {"call": "打电话", "sms": "发短信", "visit": "上门"}
    NEWS: ClassVar[dict[str, str]] = {
        "case.decided": "有结果了，请来领",
        "case.supplement_asked": "要补材料",
        "case.not_accepted": "不予受理，请来取通知",
        "case.returned": "退件了，请来取回材料",
    }
    LINE = "{name}　{phone}"
    NOTE = "{news}　{matter}　{case_no}"
    NO_PHONE = "没有电话"
    TRIES = "已打 {count} 次"
    ASK = "{name}　{phone}"
    WAY, RESULT = "怎么告知的", "结果"
    RESULTS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("reached", "告知了本人"),
        ("told_other", "告知了别人"),
        ("not_reached", "没有联系上"),
    )
    WAY_CHOICES: ClassVar[tuple[tuple[str, str], ...]] = (("call", "打电话"), ("visit", "上门"))
    SMS: ClassVar[tuple[str, str]] = ("sms", "发短信")
    WHOM, WHOM_HINT = "告知了谁（告知别人时写）", "如儿子张强"
    DONE = "{name}：{result}"
    SENT = "{name}：短信已发出"
    RULE = "打三次没人接的，改为上门。只记告知了没有，不记说了什么。"


START = (("Ctrl+G", "打电话告知结果"), ("Alt+L", "补录纸上收的件"))
