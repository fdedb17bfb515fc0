"""The words of looking up: filters, a person's file, copying out."""

from typing import ClassVar


class Hits:
    """How many were found, and what else to try."""

    LATEST = "最近的 {count} 件"
    ALL = "找到 {count} 件，{seconds:.2f} 秒"
    SOME = "找到 {count} 件，列出最近的 {shown} 件，{seconds:.2f} 秒"
    MANY = "{count} 件以上，列出最近的 {shown} 件，{seconds:.2f} 秒"
    NOTHING = "没有找到。{hint}"
    SHORT = "数字至少打 3 位（电话）或 4 位（身份证、电话后四位、编号）。"
    BY_NAME = "换个写法：拼音首字母、身份证后六位、电话都可以；生僻字按 Ctrl+K。"
    BY_LETTERS = "拼音写全或只写首字母都行，如 wangxm、wxm；也可以用身份证后六位、电话。"
    BY_DIGITS = "数字可以是身份证号、后六位、电话、电话后四位、办件编号后几位、文号。"
    SIEVED = "筛选也算在内：按 Ctrl+L 改，按 Ctrl+Shift+L 清掉。"


class Sift:
    """The filters."""

    KEY, OPEN, CLEARED = "Ctrl+L", "筛选", "没有筛选"
    TITLE = "筛选（和上面打的字一起算）"
    SHOWN = "筛选：{what}　Ctrl+L 改　Ctrl+Shift+L 清掉"
    JOIN = " · "
    STATE, MATTER, DAY, WINDOW, FROM, OVERDUE, OWED, CLEAR = (
        "状态",
        "事项",
        "收件日期",
        "窗口",
        "谁收的",
        "已超期",
        "还欠材料",
        "全部清掉",
    )
    ANY = "不限"
    ON, OFF = "是", "不限"
    MATTER_TEXT = "事项名称、编号或拼音首字母"
    DAY_TEXT = "20261101，或 20261101-20261123"
    WINDOW_TEXT = "窗口号（空着是不限）"
    FROM_TEXT = "村站编号后三位，如 201"
    WRONG_DAY = "日期没看懂，写成 20261101 或 20261101-20261123"
    WRONG_VILLAGE = "村站编号后三位是数字，如 201"
    STATES: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
        ("open", "在办的", ("received", "supplement", "accepted", "in_review", "suspended")),
        ("supplement", "待补正", ("supplement",)),
        ("decided", "办结未送达", ("granted", "refused")),
        ("delivered", "已送达", ("delivered",)),
        ("collected", "代收、预约", ("collected", "booked")),
        ("ended", "撤回、作废、不予受理", ("withdrawn", "voided", "not_accepted")),
    )
    DAYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("today", "今天"),
        ("yesterday", "昨天"),
        ("week", "近七天"),
        ("month", "本月"),
        ("last_month", "上个月"),
        ("year", "今年"),
        ("other", "自己写日期"),
    )
    OWN, AGENT, VILLAGE = "本中心窗口收的", "代办的", "某个村站收的"
    WINDOW_IS, VILLAGE_IS = "{window} 号窗口", "村站 {village}"
    RANGE = "{since} 至 {until}"


class File:
    """A person's whole file."""

    OPEN, TITLE = "个人档案", "个人档案"
    WHY, WHY_TEXT, WHY_HINT = "查看个人档案的原因", "选一项，或在这里写明", "看了什么、为什么，都记台账。"
    WHYS = ("本人来窗口办事", "本人电话询问", "核对材料、查重", "督查、信访要求")
    NUMBER = "{number}　{phone}"
    COUNTS = "本人的 {own} 件　家庭成员的 {naming} 件　文书 {documents} 份"
    OWN_CASES, NAMING, DOCUMENTS, PAPERS, OWING = "办件", "家庭成员的办件", "文书", "可以再用的材料", "还欠的材料"
    NO_PAPERS, NO_OWING, NO_DOCUMENTS, NO_CASES = "没有可以再用的材料", "没有欠交的材料", "没有出过文书", "没有"
    PAPER = "{name}\n{taken} 收，{until} 前可以再用"
    OWED = "{name}　{until} 前补（{matter}）"
    DOCUMENT = "{title}　{number}　{day}"
    ASK = "要补正：{text}"
    CASE_NOTE = "{day}　{state}"
    OF = "{applicant} 的件"
    NO_ID = "这件没有身份证号，同名的不一定是同一个人，只列这一件。"
    KEYS = "↑↓ 选，Enter 打开办件，Esc 返回"
    SHOW = "看全号，记台账"
    BACK = "返回"


class Copy:
    """A case copied out into another system."""

    OPEN, TITLE = "转录", "转录到别的系统"
    WHY = "转录到业务系统"
    HINT = "在别的系统里点好要填的格，回来按 Enter 复制这一行，粘贴后再按 Enter 就是下一行。"
    COPIED = "已复制：{label}。30 秒后从剪贴板清掉。"
    COPIED_ALL = "全文已复制。30 秒后从剪贴板清掉。"
    CLEARED = "剪贴板已清掉。"
    DONE = "最后一行了。"
    STYLES: ClassVar[dict[str, str]] = {
        "iso": "日期 2026-11-23",
        "digits": "日期 20261123",
        "chinese": "日期 2026年11月23日",
    }
    TAKE, STYLE, SHOW, ALL, JSON, BACK = (
        "复制，到下一行",
        "换日期写法",
        "看全号，记台账",
        "复制全文",
        "存成数据文件",
        "返回",
    )
    SAVED = "已存到 {path}，锁屏、退出登录或满 24 小时就自动删除，记了台账。"
    COUNT = "{nth} / {count}"
    NO_FORM = "本机没有这个事项的表，按原来的字段名列出。"
