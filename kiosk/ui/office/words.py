"""The words of the head's screen."""


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
    LAST_CONTACT = "上次联系 {time}"
    AT_HUB = "其中 {count} 条已到中心节点"
    NEVER = "还没有联系过市平台"
    SECOND_HUB = "本中心还有一个中心节点 {hub}，请停掉一个"
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
