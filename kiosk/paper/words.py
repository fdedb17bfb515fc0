"""The words of the papers: what each document promises, and what it takes care not to promise."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

CLOSING_MARKS = "，。、；：？！）》」』】〕〗”’"
OPENING_MARKS = "（《「『【〔〖“‘([{"
NO_LINE_START = CLOSING_MARKS + "·—…～%％‰℃°,.;:!?)]}>/々"
TICKS = "□√"
"""Boxes that stay on the line of what they tick."""
OPENING, CLOSING = "（(“《", "）)”》"
COUNTED = "年月日号个份元人次天时分周岁条款项页件户口位起℃%％"
"""Measure words that stay on the line of their number."""

COMMA, STOP, SPACE = "，", "。", "　"
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Document:
    """The wording of one kind of receipt. `warning` is its headline and sentence on what it does *not* mean."""

    title: str
    opening: str
    warning: tuple[str, str] | None
    taken: str
    taker: str
    result: str
    table: tuple[str, str, str, str, str]
    seal: str
    signatures: tuple[str, str]
    copies: tuple[str, str]
    foot: str


DOCUMENTS: dict[str, Document] = {
    "accepted": Document(
        title="受理通知书",
        opening="您于{date}提出的“{matter}”申请，材料齐全，符合受理条件。{basis}本机关决定予以受理。现将有关事项通知如下：",
        warning=None,
        taken="受理时间",
        taker="受理人",
        result="办理结果",
        table=("序号", "受理材料名称", "形式", "份数", "去向"),
        seal="（受理专用章）",
        signatures=("送达人（签名）：", "受送达人（签名）："),
        copies=("第一联　申请人留存", "第二联　受理机关存档"),
        foot="本通知书一式两份，申请人和受理机关各执一份。",
    ),
    "received": Document(
        title="材料接收凭证",
        opening="您于{date}提出的“{matter}”申请，所交材料已经收下，清单如下。",
        warning=("收件不等于受理", "材料将送交有权受理的机关审查。是否受理，另行书面告知；办理期限自受理之日起算。"),
        taken="收件时间",
        taker="收件人",
        result="办理结果",
        table=("序号", "接收材料名称", "形式", "份数", "是否退还"),
        seal="（收件专用章）",
        signatures=("收件人（签名）：", "申请人（签名）："),
        copies=("第一联　申请人留存", "第二联　收件单位存档"),
        foot="本凭证一式两份，申请人和收件单位各执一份。领取结果、取回原件时请出示。",
    ),
    "collected": Document(
        title="材料代收单",
        opening="受您委托，代办员于{date}代为收下您办理“{matter}”的材料，将送交受理机关，清单如下。代办服务不收取任何费用。",
        warning=("代收不等于受理", "受理日期以受理机关收到并决定受理之日为准。委托可以随时撤销。"),
        taken="代收时间",
        taker="代办员",
        result="办理结果",
        table=("序号", "代收材料名称", "形式", "份数", "去向"),
        seal="（代办站盖章）",
        signatures=("代办员（签名）：", "委托人（签名）："),
        copies=("第一联　委托人留存", "第二联　代办站存档"),
        foot="本单一式两份，委托人和代办站各执一份。领取结果、取回原件时请出示。",
    ),
    "booked": Document(
        title="预审预约单",
        opening="您于{date}提出的“{matter}”已经预审并登记预约。请按约定时间，带齐下列材料到场办理。",
        warning=("预审、预约不等于受理", "材料没有留存，均由您本人带去；是否受理，由办理机关当场决定。"),
        taken="预审时间",
        taker="预审人",
        result="办理结果",
        table=("序号", "需带材料名称", "形式", "份数", "预审情况"),
        seal="（预约登记章）",
        signatures=("预审人（签名）：", "申请人（签名）："),
        copies=("第一联　申请人留存", "第二联　预约登记处存档"),
        foot="不能按时到场的，请提前打电话改约。",
    ),
}

OPENING_OWED = (
    "您于{date}提出的“{matter}”申请，主要材料齐全、符合要求，其余材料容缺后补。"
    "{basis}本机关决定予以受理。现将有关事项通知如下："
)
BASIS = "依据{law}，"
ADDRESSEE = "{name}："
COPIES = "一式两份"
PRINTED_AGAIN = "补打"
TAKEN_ON_PAPER = "{taken}在纸上收下{number}，{entered}补录。"
PAPER_NUMBER = "（纸质编号{number}）"
CORRECTED = "{date}更正：{label}原为{old}，现为{new}；旧回执仍有效。"
DEMO_HEAD = "演示"
DEMO_SAYS = "演示单据，不作办事凭据"
CONTINUED = "{title}　{document_no}（续）"
PAGE_OF = "第{page}页，共{pages}页"

CASE_NO = "办件编号"
CASE_TYPE = "办件类型"
MATTER = "事项名称"
MATTER_CODE = "事项编码"
OWN_CODE = "{code}（本系统编号）"
APPLICANT = "申请人"
PHONE = "联系电话"
LIMIT = "办理期限"
FEE = "收费"
BOOKED_FOR = "约定时间"
NOT_BOOKED = "到场时间以办理机关通知为准。"
WINDOW = "{window}号窗口"
NOTHING = "—"

COMMITTED_DUE = "承诺{limit}，最迟{date}办结。"
COMMITTED_ESTIMATED = "承诺{limit}，预计{date}前办结。"
COMMITTED = "承诺{limit}办结，自受理之日起算。"
ON_THE_SPOT = "即办件，当场办结。"
SAID = "{text}。"
NO_LIMIT = ("", "无", "无法定时限")
NO_COMMITMENT = "按规定时限办理。"
ESTIMATED = "该日期跨入放假安排尚未公布的年度，暂按周末推算，公布后以更正的日期为准。"
LEGAL = "法定{limit}。"
LEGAL_SAID = "法定时限：{text}。"
COMMITTED_SAID = "承诺时限：{text}。"
BARE_LIMIT = r"(\d+)\s*个?(工作日|自然日|日|天|个?月|小时)"
COUNTED_FROM = "自受理次日起算；依法暂停计时的，另行书面告知。"
ANSWER_BY = "最迟{date}告知是否受理。"
ANSWER_ESTIMATED = "预计{date}前告知是否受理。"
UNITS = {"workday": "{days}个工作日", "day": "{days}日（自然日）", "month": "{days}个月", "hour": "{days}小时"}

FORMS = {
    "original": "原件",
    "copy": "复印件",
    "seen": "原件核验",
    "shared": "数据共享",
    "on_file": "已有存档",
    "owed": "容缺后补",
    "pledged": "告知承诺",
}
_UNBROUGHT = {
    "shared": "免交，系统核验",
    "on_file": "免交，沿用存档",
    "owed": "后补",
    "pledged": "免交，事后核查",
}
WENT: dict[str, dict[str, str]] = {
    "accepted": {"original": "存档", "copy": "存档", "seen": "已当场退还", **_UNBROUGHT},
    "received": {"original": "不退还，随件转送", "copy": "不退还，随件转送", "seen": "已当场退还", **_UNBROUGHT},
    "collected": {"original": "随件送交", "copy": "随件送交", "seen": "已当场退还", **_UNBROUGHT},
    "booked": {
        "original": "已看，请带去",
        "copy": "已看，请带去",
        "seen": "已看，请带去",
        "shared": "免带，系统核验",
        "on_file": "免带，沿用存档",
        "owed": "尚缺，请备齐",
        "pledged": "免带，事后核查",
    },
}
CHECKED_BY, CHECKED_LATER = "免交，{date}前核查", "免交，{date}\n前核查"
PLEDGED_NOTE = "告知承诺的材料不用再交，本中心事后核查；不属实的，依法处理并记为失信。"
OWED_UNTIL = "{date}前补齐"
OWED_LATER = "{date}\n前补齐"
OWED_UNDATED = "请尽快补齐"
OWED_NOTE = "容缺后补的材料仍须提交。请在表中日期前送到本中心窗口；逾期未补的，可能退回申请。补交期间办理时限照常计算。"
NOTES = "请您留意"
LISTED = "、"

ASK = "查询"
ASK_HOW = "扫左侧二维码，查进度、验真伪；或凭办件编号和身份证号后四位，在大厅自助机上查。"
CALL = "咨询、投诉"
CALL_US = "咨询{phone}"
COMPLAIN = "投诉{phone}或12345热线"
COMPLAIN_CITY = "投诉12345热线"
SIGNED_ON = "年　　月　　日"
ADDRESS = "地址：{address}"
HOURS = "办公时间：{hours}"


TO_WRITE_ON = "＿＿＿＿＿＿"
UNTICKED, TICKED = TICKS[0], TICKS[1]
CONTACT = "联系人：{name}"
CONTACT_PHONE = "电话：{phone}"
BETWEEN_CHOICES = "   "
DATE_BLANK = "年　　月　　日"
NUMBERED = "{number}．"

YES, NO = "是", "否"
MONTH = "{year}年{month}月"
MONEY = "{amount}元"
ON_PAPER = "已收纸件"
ATTACHED = "已附电子件{count}份"
BESIDE, GUARDIAN, REACHED_BY, READ_ALOUD, WITNESS = "陪同办理情况", "监护人", "联系人", "宣读人", "见证人"
BESIDE_GUARDIAN = "{name}（{relation}），证件号码 {number}{phone}；依据：{basis}"
BESIDE_PHONE, BESIDE_RELATION = "，电话 {phone}", "（{relation}）"
BESIDE_CONTACT = "{name}{relation}，电话 {phone}"
BESIDE_READ = "申请内容已由{reader}向申请人宣读，申请人确认无误。宣读人签名："
BESIDE_WITNESS = "{witness}在场见证。见证人签名："
SIGNED_BELOW = "申请人签名"
SIGNED_ON_SCREEN = "已在屏幕上签名，笔迹随办件存档"
FORM_FOOT = "本表由申请人核对无误后签名（或按指印）。"
FORM_NUMBER = "办件编号：{case_no}"
FORM_MATTER = "事项编码：{code}"
FORM_VERSION = "表单第{version}版"
OFFICE_USE = "（以下由受理、审批单位填写）"
SUPPLEMENTARY = "补充栏（申请表正表以外的栏目）"
GOES_ON = "{title}（续）"
ROW_NUMBER = "序号"
SIGN_HERE = "签名或按指印"
NONE_SAID = "无"


class Guide:
    """The words of the service guides."""

    NOT_STATED = "目录没有载明，请以窗口解答为准。"
    VERSION = "第{version}版"
    SINCE = "第{version}版　{date}起施行"
    NO_QUOTA = "目录没有载明数量限制。"
    BASIS = "{law}{article}"
    AT = "{levels}（{station}{windows}）"
    ONLINE, POST, AGENT = "网上：{at}", "邮寄：{to}", "代办：{how}"
    LIMIT_LEGAL, LIMIT_COMMITTED = "法定时限：{text}。", "承诺时限：{text}。"
    LIMIT_ACCEPT, LIMIT_SUPPLEMENT = "受理：{text}。", "补正：{text}。"
    LIMIT_PUBLIC, DUTY = "公示：{text}（不计入办理时限）。", "申请人应当：{text}。"
    SPECIAL = "不计入时限的程序：{text}。"
    TOLERANCE = "可以容缺：{what}，{limit}内补齐。"
    STEP_DAYS: ClassVar = {"workday": "{days}个工作日", "day": "{days}日"}
    AT_ONCE, NOT_COUNTED = "当场", "（不计时）"
    ORIGINAL, COPY, SEEN = "原件", "复印件", "核验，不收取"
    NEEDED, IF_ANY = "必要", "非必要"
    OWED, SHARED, PLEDGED = "可容缺", "可共享免交（{source}）", "可告知承诺"
    BRING: ClassVar = {"original": "原件{count}份", "copy": "复印件{count}份", "seen": "带原件，看过当场还您"}
    MADE_HERE, BRING_LATER, BRING_IF_ANY = "在窗口填写，不用自己准备", "一时没有的可以后补", "没有的不用带"
    OR_PROMISE = "没有的可以签承诺书代替"
    PROXY: ClassVar = {
        "usual": "可以请村代办员代办，不收费。",
        "possible": "可以委托别人代办。",
        "help": "可以请人帮忙填表、送件，关键环节要本人到场。",
        "no": "必须本人到场办理。",
    }
    BRING_LINE, TITLE = "{name}（{how}）", "{matter}　{title}"
    AT_WINDOW, MADE_BY_SYSTEM, ALSO = "窗口：{where}", "系统生成", "；"
    TRACK = "扫回执上的二维码，或凭办件编号在大厅自助机上查。"
    HOW_LONG, ON_THE_SPOT = "{text}办好", "当场就能办好"
    RIGHTS = (
        "权利：一次得到全部告知；委托他人代办；陈述、申辩；对决定不服的，依法申请行政复议或者提起行政诉讼。\n"
        "义务：如实填写，对材料的真实性负责；按时补齐材料；配合核查。"
    )
    NOT_SET = "（本中心尚未设置）"
    ASK, COMPLAIN = "窗口咨询；电话{phone}", "投诉电话{phone}；12345热线"
    NO_ADDRESS, NO_HOURS = "地址尚未设置，请以大厅公布的为准。", "办公时间尚未设置，请以大厅公布的为准。"
    UNSET = "本县（区）还没有设定：{names}。以窗口解答为准。"
    SLIP = "办事指南 {matter}"
    SLIP_HEADS = ("带什么", "多少天", "要不要钱", "在哪办", "请人代办")
    SLIP_FREE = "本单不收费，不是号票，也不是受理凭证"


class Joint:
    """The words of the one sheet for matters done in one go."""

    TITLE = "一件事联办单"
    OPENING = "您于{date}一次申请的《{matter}》，已分别登记为 {count} 件。每件各有编号、各按各的时限办理，一件办得慢，不耽误别的。"
    CASE, IS, NUMBER = "{number}. {matter}", "{title}　{name}", "编号 {number}"
    TABLE = ("序号", "一次收下的材料", "形式", "份数", "用于第几件")
    OWED = "容缺，{day}前补"
    NOTES = ("用手机扫每件旁边的码，就能看这一件办到哪一步。", "要哪一件的正式通知书，随时到窗口打印，不收费。")
    FOOT = "一张单子几件事，请收好。领取结果、取回原件时请出示。"
    FILE = "{title} {number}"


class Recovery:
    """The sheet with the recovery key."""

    TITLE = "恢复密钥单"
    HALVES = ("", "（甲份）", "（乙份）")
    DEVICE, MADE, KEPT_BY, SEALED = "终端编号", "打印时间", "保管人签字", "封存日期"
    WHOLE = (
        "凭这张单子可以在新电脑上打开本终端的数据和备份。谁拿到它，谁就能看到全部办件，请按密件保管。",
        "请立即装入信封、骑缝签字，锁进保险柜；不要拍照，不要存进电脑或手机。",
        "程序里没有第二份。遗失后请马上运行“kiosk key recovery”换一张新的，旧单子随即作废。",
        "使用时：新电脑上运行“kiosk restore 备份目录 --key -”，扫描二维码，或按 1 到 8 的次序输入八组字符。",
        "字符中没有字母 I、L、O、U；看到 1 和 0 都是数字。大小写、空格、横线不影响。",
    )
    HALF = (
        "这是恢复密钥的一半，单独一份打不开任何数据；甲、乙两份放在一起才是完整的密钥。",
        "请由两位保管人分别装入信封、骑缝签字，放在两处；不要拍照，不要存进电脑或手机。",
        "程序里没有第二份。任何一份遗失后请马上运行“kiosk key recovery --split”换一套新的，旧单子随即作废。",
        "使用时两人都到场：新电脑上运行“kiosk restore 备份目录 --key -”，依次扫描两份的二维码，中间空一格。",
        "字符中没有字母 I、L、O、U；看到 1 和 0 都是数字。大小写、横线不影响。",
    )


class Slip:
    """The words of the queue slip."""

    TAKEN = "{date}　{weekday}　{time} 取号"
    GREEN = "绿色通道"
    AT_WINDOWS = "{windows}号窗口"
    PEOPLE = "人"
    AHEAD = "前面"
    MINUTES = "分钟"
    RANGE = "{low}～{high}"
    WAIT = "大约等候"
    NO_WAIT = "暂无"
    NO_WAIT_SAYS = "等候估计"
    BRING = "请带好"
    SCAN = "请留好号票"
    SCAN_SAYS = "听到叫号请到窗口。\n过号不用重新取号，\n告诉窗口就行。"
    VALID = "当日有效，取号不收费"
    MACHINE = "{machine}号取号机"
    PHONE = "咨询电话 {phone}"
    TITLE = "号票 {number}"
    SUBJECT = "排队号票"


TROUBLES: dict[str, dict[str, str]] = {
    "printer_away": {
        "zh": "打印机“{printer}”没有应答。请检查电源和连线，再点“重新打印”；号码和办件已经保存。",
        "en": "The printer {printer} does not answer. Check power and cable, then print again; nothing is lost.",
    },
    "printer_stopped": {
        "zh": "打印机“{printer}”已暂停。请在打印机设置里恢复，再点“重新打印”；号码和办件已经保存。",
        "en": "The printer {printer} is stopped. Start it in the printer settings, then print again; nothing is lost.",
    },
    "printer_slow": {
        "zh": "打印机“{printer}”太久没有收下文件。请看一下打印机，再点“重新打印”；号码和办件已经保存。",
        "en": "The printer {printer} took too long. Look at it, then print again; nothing is lost.",
    },
    "paper_out": {
        "zh": "打印机“{printer}”缺纸。请装纸后点“重新打印”；号码和办件已经保存。",
        "en": "The printer {printer} is out of paper. Refill it, then print again; nothing is lost.",
    },
    "cover_open": {
        "zh": "打印机“{printer}”的盖子开着。请合上后点“重新打印”；号码和办件已经保存。",
        "en": "The cover of the printer {printer} is open. Close it, then print again; nothing is lost.",
    },
    "paper_too_wide": {
        "zh": "打印机“{printer}”是 80 毫米小票机，印不了 A4 文书。请在设置里给文书另选打印机；办件已经保存。",
        "en": "{printer} is an 80 mm slip printer and cannot print A4. Choose another printer; nothing is lost.",
    },
    "folder_full": {
        "zh": "存放打印文件的文件夹“{printer}”所在磁盘已满。请清理后点“重新打印”；号码和办件已经保存。",
        "en": "The disk of the folder {printer} is full. Make room, then print again; nothing is lost.",
    },
    "folder_closed": {
        "zh": "打印文件写不进文件夹“{printer}”。请检查文件夹是否存在、能否写入，再点“重新打印”；号码和办件已经保存。",
        "en": "The folder {printer} cannot be written to. Check it, then print again; nothing is lost.",
    },
    "printer_unknown": {
        "zh": "打印机设置“{setting}”看不懂。可写：folder:文件夹、cups:队列名、escpos:地址:端口、windows:打印机名。",
        "en": "Printer setting '{setting}' is not understood: folder:DIR, cups:QUEUE, escpos:HOST:PORT, windows:NAME.",
    },
}


def trouble_sentence(key: str, language: str = "zh", **values: object) -> str:
    """What to tell the person at the printer. KeyError for a key that is not a printer's."""
    return TROUBLES[key][language].format(**values)


def day(on: date) -> str:
    """2026年11月24日."""
    return f"{on.year}年{on.month}月{on.day}日"


def day_of_year(on: date) -> str:
    """12月8日."""
    return f"{on.month}月{on.day}日"


def day_and_weekday(on: date) -> str:
    """2026年11月24日（星期二）."""
    return f"{day(on)}（{weekday(on)}）"


def weekday(on: date) -> str:
    """星期二."""
    return f"星期{WEEKDAYS[on.weekday()]}"


def moment(at: datetime) -> str:
    """2026年11月24日 10:06."""
    return f"{day(at)} {at:%H:%M}"
