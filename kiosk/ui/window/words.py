"""The words of the window: the rail, the search, what is done with a case, what came from the city."""

from typing import ClassVar


class Rail:
    """The left edge: window, ticket, keys, line."""

    WINDOW = "{window} 号窗口"
    STAFF = "工号 {staff}"
    NO_STAFF = "未登录工号"
    ON_DUTY = "在岗"
    DEMO = "演示"
    SERVING = "正在办理"
    IDLE = "空闲"
    NO_TICKET = "没有正在办的号"
    PRESS_F1 = "按 F1 呼叫下一位"
    NOBODY = "没有人在等"
    SINCE = "已办 {minutes}:{seconds:02d}"
    CALLED = "{count} 次呼叫"
    CALL, RECALL, SKIP, BACK, DONE = "呼叫", "重呼", "弃号", "回呼", "办毕"
    RATE, COME = "评价", "来了"
    HELP, HELP_MORE = "大厅有人叫帮忙", "大厅有 {count} 处叫帮忙"
    HELP_SINCE = "{place}，已等 {minutes} 分"
    HELP_NOW = "{place}，刚刚"
    HELP_PLACE = "{number} 号机"
    RATE_ASKED = "已请居民评价，评不评由居民自己定。没有评价屏的，可扫回执上的码评。"
    WAITING = "等候 {count} 人"
    RANGE = "约 {low}–{high} 分"
    WAITED = "等 {minutes} 分"
    JUST_NOW = "刚到"
    GREEN = "绿色通道"
    MISSED = "过号 {count} 个"
    CALL_THIS = "呼叫 {number}，{matter}"
    PAUSE, REOPEN, TRANSFER, HOLD = "暂停", "恢复", "转移", "挂起"
    PAUSED_HERE, PRESS_F5 = "暂停叫号", "按 F5 恢复叫号"
    SERVING_MORE = "正在办 {count} 项"
    MORE = "另：{names}"
    COMMA = "、"
    NEXT = "下一位"
    FOR_WINDOW = "转到 {window} 号窗口"
    LATE = "过号回来"
    NOTE = "{note}　{text}"
    HELD = "挂起 {count} 个"
    HOLDS: ClassVar[dict[str, str]] = {"away": "不持件", "kept": "持件", "outside": "等待"}
    HELD_FOR = "{minutes} 分"
    HELD_AT = "在 {window} 号窗口"
    PAUSED = "暂停 {count} 个窗口"
    PAUSED_WINDOW = "{window} 号"
    PAUSED_FOR = "暂停：{reason}　{waiting}"
    NO_REASON = "没有说明"
    AWAY = "连不上中心节点，叫号暂停，连上后自动恢复。办件照常。"
    UNDO = "Ctrl+Z 撤销：{deed}"


class LineAsk:
    """What a key of the line asks for, and what it has done."""

    CONFIRM, CANCEL, TEXT = "确定", "不做了", "说明"
    PAUSE, PAUSE_TEXT = "暂停叫号的原因", "选一项，或在这里写明"
    PAUSES = ("短暂离开", "用餐", "开会学习", "设备故障")
    HOLD, HOLD_TEXT = "挂起 {number}", "备注（可不填）"
    HOLDS: ClassVar[dict[str, tuple[str, str]]] = {
        "away": ("不持件", "回去取材料，哪个窗口都能接着办"),
        "kept": ("持件", "材料留在本窗口，本窗口接着办"),
        "outside": ("等待", "先等外面一步办好，本窗口接着办"),
    }
    TRANSFER = "转移 {number}"
    TRANSFER_TO = "几号窗口，或事项的拼音首字母、代码"
    TRANSFER_NOTE = "给接手的人一句话（可不填）"
    TO_WINDOW, TO_WINDOW_NOTE = "{window} 号窗口", "到那边排在前面，先后不变"
    TO_MATTER_NOTE = "{code}　哪个窗口都能叫"
    TO_NOWHERE = "请先写窗口号或找一个事项"
    TO_ITSELF = "{window} 号就是本窗口"
    BACK = "回呼"
    BACK_HINT = "数字或 Enter：叫到本窗口；Shift+Enter：过号的排回队里"
    BACK_MISSED = "过号 {minutes} 分　{matter}"
    BACK_HELD = "{kind} {minutes} 分　{matter}"
    NOT_MISSED = "{number} 是挂起的，不排队，按 Enter 叫来"
    CALLED, SKIPPED, SERVED, HELD, MOVED = "已呼叫", "已弃", "已办毕", "已挂起", "已转移"
    DEED = "{done} {number}"
    GO_ON = "接着办：{matter}"


class Idle:
    """Between two residents."""

    TITLE = "空闲"
    DRAFTS = "没办完的 {count} 件"
    NO_DRAFTS = "没有未办完的件"
    NO_DRAFTS_HINT = "存了草稿、先放一边的件会列在这里，按 Enter 接着办。"
    DRAFT = "{matter}"
    DRAFT_NOTE = "存于 {time}"
    OPEN_NOTE = "在{who}柜台上　存于 {time}"
    PARKED_NOTE = "{who}停下　{time} 起"
    NAMELESS = "还没填姓名"
    RESUME = "接着办"
    TAKE_OVER = "接过来办"
    DROP = "删除这份草稿"
    DROP_KEY = "Del"
    NEWS = "有消息 {count} 件"
    NO_NEWS = "市里没有新消息"
    NO_NEWS_HINT = "市里要补正的、已办结的会列在这里。"
    OPEN = "打开"
    START = "现在可以"
    START_CALL = "呼叫下一位"
    START_NEW = "不取号，直接办"
    START_FIND = "查办件、送达"
    START_KEYS = "看所有按键"


class Search:
    """One box for everything."""

    HINT = "姓名、拼音、身份证号或后六位、电话或后四位、办件编号、号票、文号，或扫回执"
    NAME = "查办件"
    COLUMNS = ("姓名", "身份证号", "事项", "收件", "状态")
    TODAY = "今天 {time}"
    SELECT, OPEN, LEAVE = "选", "打开", "返回"
    DUE = "{day}前办结"
    DUE_STOPPED = "停表，恢复后往后顺延（原定{day}）"
    ANSWER_DUE = "{day}前答复是否受理"
    OVERDUE = "已过期 {days} 天"
    LEFT = "还有 {days} 个工作日"
    NO_DUE = "没有计时"
    OWED = "还欠：{name}，{day}前"
    ASKED = "要补正：{text}"
    ASKED_UNTIL = "（{day}前）"
    OUTCOME = "决定：{text}"
    FULL = "全号"
    FULL_NOTE = "看全号，记台账"
    PRINT = "重打"
    PRINT_NOTE = "重打回执"
    DOCUMENTS = "文书"
    PRINT_NOT_HERE = "重打回执（只限本次开机后办的件）"
    AGENT = "代办人 {name}"
    SIBLINGS = "一起办的：\n{numbers}"
    SCANNED_ELSEWHERE = "回执是真的，办件还没传到这里。编号 {case_no}"
    SCANNED_FALSE = "这张回执验不过，不能作数。编号 {case_no}"
    SCANNED_UNKNOWN = "回执编号 {case_no}，这里没有这件，也验不了真假。"
    LOOK, LOOK_FULL = "查办件", "查办件：看全号"


class Amended:
    """On a case's card: what went wrong with it."""

    ON_PAPER = "补录：{taken} 在纸上收下{number}，{entered} 录入（{reason}）"
    PAPER_NUMBER = "，纸质编号 {number}"
    PAPER_LATE = "收下到录入隔得太久，已标记"
    CORRECTED = "{day} 更正　{label}：{old} → {new}（{reason}{approved}）"
    APPROVED = "，{name}同意"
    COLLECTED = "代领：{name}，{relation}，凭{mandate}"
    PLEDGED = "{name}是告知承诺，{day} 前核查"
    UNTRUE = "告知承诺 {day} 核查不属实，记失信，修复前不再容缺和承诺"
    BROKEN = "容缺材料 {day} 到期没有补，记失信，修复前不再容缺"
    TOLD = "{at} {result} {whom}"
    RESULTS: ClassVar[dict[str, str]] = {
        "reached": "已告知本人",
        "told_other": "已告知",
        "not_reached": "没有联系上",
        "sent": "短信已发出",
    }


class Documents:
    """Documents (文书) of a case: choose, fill in, look, give out, print."""

    TITLE = "文书　{name}　{matter}"
    NAMELESS = "文书　{matter}"
    BOX = "找文书"
    HINT = "文书名称或拼音首字母，如 bz、准予"
    KEYS = "↑↓ 选，Enter 填写或打印，Esc 返回"
    ISSUED, OFFERED, OTHER = "已出的文书", "可以出的文书", "表和指南"
    SHUT = "现在不能出的文书"
    FORM, GUIDE, GUIDE_SHORT = "申请表（已填）", "服务指南（全）", "服务指南（大字简版）"
    FORM_NOTE = "Enter 打印"
    NONE = "没有这种文书，换几个字再找。"
    NEW, PRINTED, AGAIN, TROUBLE, PRINTING = "未打印", "已打印", "已打印 {count} 次", "没打出来", "正在打印"
    NOTES = "{number}　{time}"
    WANTED_FIELD = "{what} / {fault} / 来窗口填写 / {basis}"
    WANTED_PAPER = "{what} / {fault} / 补交{form} / {basis}"
    NOT_FILLED, NOT_BROUGHT = "没有填写或填得不对", "没有提交"
    WAYS: ClassVar[dict[str, str]] = {"original": "原件", "copy": "复印件", "seen": "原件，看后当场退还"}
    PREVIEW = "预览"
    NO_PREVIEW = "选一份文书，这里看得到样子"
    DRAWING = "正在画…"
    PAGES = "共 {count} 页"
    ISSUE = "出文书并打印"
    BACK = "不出了"
    PRINT, REPRINT = "打印", "补打"
    SIGN, SIGNED = "屏上签收", "{name}已签收 {number}，记入这件"
    NOTHING_MISSING = "都齐了，按 F9 出文书"
    MISSING = "还差 {count} 项，按 F9 逐项走"
    STEP_LONGER = "；选“延长办理期限”的，不停表，只把到期日延后"
    STEP = "出这份文书，办件同时记入：{state}"
    ISSUED_SAID = "《{title}》{number} 已出，正在打印"
    ADDED = "这次又加了 {count} 项，已记入考核：{items}"
    SHOWN_AGAIN = "{number} 打好了"
    LINES = "Shift+Enter 换行"
    DATE = "如 20261201"
    CHOOSE = "按 ↓ 选，或打序号"
    SCROLL = "PgUp PgDn 翻预览"


STEPS: dict[str, str] = {
    "case.accepted": "受理",
    "case.received": "收件",
    "case.collected": "代收",
    "case.booked": "预约",
    "case.forwarded": "转报",
    "case.not_accepted": "不予受理",
    "case.supplement_asked": "要求补正",
    "case.extended": "经批准延长期限",
    "case.corrected": "更正",
    "case.verified": "材料核验",
    "case.approved": "首席代表同意",
    "case.word_kept": "信用修复",
    "case.pledge_checked": "承诺核查",
    "case.supplemented": "补正材料已交",
    "case.suspended": "特别程序，暂停计时",
    "case.resumed": "恢复计时",
    "case.noticed": "公示，暂停计时",
    "case.notice_ended": "公示结束，恢复计时",
    "case.redated": "日历更新，期限重算",
    "case.returned": "退件",
    "case.decided": "作出决定",
    "case.withdrawn": "撤回",
    "case.voided": "作废",
    "case.delivered": "送达",
}

ACTORS: dict[str, str] = {"staff": "工号 {rest}", "city": "市平台", "cli": "后台"}


class Keys:
    """The sheet of keys."""

    ABROAD: ClassVar[dict[str, str]] = {
        "wayland": "本机是 Wayland 桌面，别的程序在前面时用不了 Ctrl+Alt 组合键；请改用 X11 桌面，或先点回本程序。",
        "taken": "Ctrl+Alt 组合键有的被别的程序占用了，那几个只能在本程序里按。",
        "consoles": "本机的 Ctrl+Alt+F1～F8 归系统切换控制台，别的程序在前面时用不了；请管理员在桌面登录时运行"
        "“setxkbmap -option srvrkeys:none”。",
        "no_library": "本机缺少 libxcb，别的程序在前面时用不了 Ctrl+Alt 组合键。",
        "no_display": "找不到屏幕，别的程序在前面时用不了 Ctrl+Alt 组合键。",
    }

    QUEUE, INTAKE, FORM, TABLE, PAPERS, FIND = "叫号", "办件", "填表", "表格", "材料", "查办件"
    LISTS: ClassVar[dict[str, tuple[tuple[str, str], ...]]] = {
        "queue": (
            ("F1", "呼叫下一位"),
            ("F2", "再叫一遍"),
            ("F3", "请居民评价（评价屏）"),
            ("F4", "没来，弃号"),
            ("F5", "暂停叫号，再按恢复"),
            ("F6", "转到别的窗口，或转为别的事项"),
            ("F7", "挂起：1 不持件，2 持件，3 等待"),
            ("F8", "回呼：挂起的、过号的"),
            ("Ctrl+F1", "办毕，先不叫下一位"),
            ("Ctrl+Z", "十秒内撤销上一步叫号"),
            ("F11", "大厅叫人帮忙：来了"),
            ("Ctrl+Alt+F1", "别的程序在前面时：加按 Ctrl+Alt，F1 到 F8 照用"),
        ),
        "intake": (
            ("F9", "受理、收件或预约；还差的逐项走"),
            ("Shift+F9", "只收件，五个工作日内答复是否受理"),
            ("Ctrl+S", "存草稿（平时自动存）"),
            ("Alt+S", "屏上签名：填好的表，刚办好的件，已出的文书"),
            ("Ctrl+R", "读证件（放上去会自动读）"),
            ("Ctrl+J", "联系人、宣读人、见证人、监护人"),
            ("F10", "一次性告知：还差什么，一次说全"),
            ("Ctrl+N", "办别的事项，记在同一个号上"),
            ("Ctrl+D", "先放一边，各窗口都能接着办；看没办完的"),
            ("Ctrl+G", "打电话告知结果，逐个记下"),
            ("Alt+L", "补录纸上收的件（空闲时）"),
            ("F12", "这张键位表"),
            ("Ctrl+Alt+L", "锁屏；换人登录也从这里"),
        ),
        "form": (
            ("Enter", "下一项"),
            ("Tab", "下一格，Shift+Tab 上一格"),
            ("Alt+1", "到第 1 部分，Alt+2 第 2 部分……"),
            ("Ctrl+Enter", "采用这一项带来的值"),
            ("Ctrl+Shift+Enter", "全部采用"),
            ("Esc", "不用这一项带来的值"),
            ("↓", "打开选项；直接打拼音首字母也行"),
            ("Alt+H", "这一栏填什么、在哪里找、样子；再按收起"),
            ("Alt+N", "下一处要改的，Alt+P 上一处"),
        ),
        "table": (
            ("Ins", "添加一行"),
            ("Ctrl+Del", "删除这一行"),
            ("Alt+Z", "恢复刚删的行"),
            ("Ctrl+↑", "上一行，Ctrl+↓ 下一行；加 Shift 移动这一行"),
            ("Enter", "空行上：表填完，往下走"),
        ),
        "papers": (
            ("Ctrl+M", "逐件办材料，再按一次回表单"),
            ("1", "收原件"),
            ("2", "收复印件"),
            ("3", "只看原件"),
            ("4", "共享核验、复用存档"),
            ("5", "容缺，以后补；0 缺"),
            ("6", "告知承诺，不用交：S 屏上签，D 打印手签"),
            ("V", "共享核验、人工核验、待核验"),
            ("Enter", "照要求收下，到下一件"),
            ("Ctrl+I", "扫描采集：扫描仪存下的自动收到这件，再按停止"),
            ("Ctrl+O", "选文件；Ctrl+V 粘贴，P 拍照"),
            ("PgDn", "下一页，PgUp 上一页；Ctrl+↑ Ctrl+↓ 前移后移"),
            ("R", "转 90°；C 看原样或裁边；Del 去掉这页"),
        ),
        "find": (
            ("Ctrl+F", "查办件"),
            ("Ctrl+L", "筛选：状态、事项、日期、窗口、谁收的、超期、欠材料"),
            ("Ctrl+H", "个人档案，先选查看的原因"),
            ("Ctrl+Y", "转录：一行一行复制到别的系统"),
            ("Ctrl+K", "生僻字，在任何一格里：拼音、笔画、部件、码点"),
            ("↑", "上一件，↓ 下一件"),
            ("Ctrl+↓", "右边的办件往下看，Ctrl+↑ 往上"),
            ("Ctrl+T", "文书：出文书、打印、补打"),
            ("Ctrl+P", "重打回执"),
            ("Ctrl+E", "看全号，记台账"),
        ),
    }


class PersonKeys:
    """What is said of a card that was read."""

    ON_STRIP: ClassVar[dict[str, str]] = {"Ctrl+R": "读证件", "Ctrl+J": "联系人等"}
    OVER = "{name}的证件有效期到 {until}，已过期，请核对后再办。"
    OTHER = "读到的是{name}（{number}），和表上不是同一个人。要换成卡上的人，再按 Ctrl+R。"


class BesideWords:
    """The page of who stands beside the applicant."""

    TITLE = "联系人、宣读和见证、监护人"
    TITLE_OF = "{name}的联系人、宣读和见证、监护人"
    HINT = "没有手机的填联系人；不识字的填宣读人和见证人；未成年人和不能自己办事的填监护人。会写进台账，印在回执上。没有的不填。"
    DONE, LEAVE = "记下，回表单", "不记，回表单"
    RELATIONS = (
        *(("父亲", "父亲"), ("母亲", "母亲"), ("配偶", "配偶"), ("子女", "子女"), ("祖父母", "祖父母")),
        *(
            ("外祖父母", "外祖父母"),
            ("兄弟姐妹", "兄弟姐妹"),
            ("其他亲属", "其他亲属"),
            ("村（居）委会", "村（居）委会"),
        ),
        *(("民政部门", "民政部门"), ("邻居", "邻居"), ("其他", "其他")),
    )
    BASES = (
        *(("未满 14 周岁", "未满 14 周岁"), ("未满 16 周岁", "未满 16 周岁"), ("未成年", "未成年")),
        *(("法院认定无（限制）民事行为能力", "法院认定无（限制）民事行为能力"), ("指定监护文书", "指定监护文书")),
        *(("残疾人证（智力、精神）", "残疾人证（智力、精神）"),),
    )
    BLANKS = (
        ("contact_name", "联系人姓名", "text", "本人没有手机时", ()),
        ("contact_phone", "联系人电话", "text", "", ()),
        ("contact_relation", "联系人与申请人关系", "choice", "", RELATIONS),
        ("read_aloud_by", "宣读人", "text", "申请人不识字，由谁念给他听", ()),
        ("witnessed_by", "见证人", "text", "不能是宣读人", ()),
        ("guardian_name", "监护人姓名", "text", "", ()),
        ("guardian_number", "监护人证件号码", "text", "", ()),
        ("guardian_relation", "监护人与申请人关系", "choice", "", RELATIONS),
        ("guardian_basis", "监护依据", "choice", "", BASES),
        ("guardian_phone", "监护人电话", "text", "", ()),
    )
    GAPS: ClassVar[dict[str, str]] = {
        "needed": "请补填这一项。",
        "witness": "有人宣读，就要有见证人，请填见证人姓名。",
        "witness_other": "见证人不能和宣读人是同一个人，请换一个人见证。",
        "number": "监护人的证件号码不对，请对照证件逐位核对。",
    }
