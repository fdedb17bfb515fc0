"""The words around the form: papers, clocks, the person at the window, what is still missing, what was filed."""

from typing import ClassVar

WEEKDAYS = "一二三四五六日"


class Papers:
    """The column of materials, and one material at a time."""

    TITLE = "材料"
    SYSTEM = "系统生成"  # a material's source in the definitions: the station prints it
    SIGNS = ("签字", "签名", "签署", "指印")
    COMMA = "，"
    COUNT = "{count} 件"
    LACKING = "{count} 件，还差 {lacking} 件"
    ONE_BY_ONE = "逐件办"
    BACK = "回到表单"
    HAVE, LACK, NOT_YET, SEEN, OWED, SHARED, ON_FILE, FREE, WRONG = (
        "已收",
        "缺",
        "待收",
        "已核验",
        "容缺",
        "共享",
        "复用",
        "选交",
        "不符",
    )
    VERIFIED: ClassVar[dict[str, str]] = {"pending": "待核验", "shared": "共享核验", "by_hand": "人工核验"}
    VERIFY = "现在是{word}，按 V 换：待核验会留下工作项"
    LIES = "已存档，按 4 沿用"
    HERE = "已存档：{day} 随办件 {case_no} 交过，{until} 前有效，按 4 沿用，不用再交"
    USED = "沿用 {day} 随办件 {case_no} 交的，有效至 {until}"
    TO_COLLECT: ClassVar[dict[str, str]] = {"original": "收原件", "copy": "收复印件", "seen": "看原件，不收"}
    MUST, MAY, CAN_OWE, CANNOT_OWE = "必要", "选交", "可容缺", "不能容缺"
    ORIGINALS, COPIES = "原件 {count} 份", "复印件 {count} 份"
    FILES = "附件 {count} 页"
    OWED_UNTIL = "{day}前补"
    MADE_HERE = "窗口打印，签字后收"
    ENTER = "确定，到下一件"
    WITHOUT = "没带，到下一件"
    HOW = "这件怎么收"
    WAYS: ClassVar[dict[str, str]] = {
        "original": "收原件",
        "copy": "收复印件",
        "seen": "只看原件，核验不收",
        "shared": "数据共享核验",
        "on_file": "复用已有存档",
        "owed": "容缺，以后补",
        "pledged": "告知承诺，不用交",
        "": "缺，列入一次性告知",
    }
    PLEDGED, UNSIGNED, CAN_PLEDGE = "承诺", "待签", "可告知承诺"
    PROMISE = "告知承诺"
    PROMISES = "本人承诺：{text}"
    CHECKED = "事后核查：{how}"
    PROMISED, NOT_PROMISED = "承诺书已签", "承诺书还没有签。也可以不承诺，按其他方式收材料。"
    NOT_SIGNED = "承诺书还没有签"
    SIGN_PROMISE, PRINT_PROMISE = "屏上签", "打印手签"
    CHOSEN = "已选"
    NOT_HERE = "本件不能这样收"
    SOURCE = "来源：{source}"
    SHARE_FROM = "可共享：{source}"
    COMMIT = "容缺承诺"
    UNTIL = "补齐期限"
    LATEST = "最晚 {day}，可以改早，不能改晚"
    EARLIER = "补齐期限改为"
    ROW = "{number} {name}，{state}，{note}"


class Clocks:
    """How long things may take."""

    TITLE = "时限"
    ACCEPT = "收件到受理"
    ACCEPT_LEFT = "{days} 个工作日内"
    OWED = "容缺补齐"
    TODAY = "今天受理则办结于"
    ON_THE_SPOT = "当场办结"
    LEGAL = "法定时限"
    DAY = "{month}月{day}日 周{weekday}"
    DATE = "{year}年{month}月{day}日"
    UNITS: ClassVar[dict[str, str]] = {"workday": "个工作日", "day": "天"}
    SPAN = "{days} {unit}"
    ESTIMATED = "（暂按周末推算）"
    NONE = "没有规定"


class Person:
    """Who sits at the window."""

    NOBODY = "申请人待录入"
    NOBODY_HINT = "填好证件号码，性别、年龄自动得出，以前的办件会列在这里"
    SEX: ClassVar[dict[str, str]] = {"1": "男", "2": "女"}
    AGE = "{age} 岁"
    EARLIER = "以前的办件 {count} 件"
    NONE_EARLIER = "以前没有办过"
    OFFER = "以前填过的还有 {count} 项可带入"
    OFFER_ALL = "全部采用"
    OFFER_FROM = "{day} {matter}"
    OFFER_HOUSEHOLD = "{day} {name}的{matter}（家庭成员）"
    OFFER_UNSURE = "（较早或栏目有变化）"
    OF_CARD = "证件读取"
    OF_CONTACT = "联系人{name}的电话"
    OF_GUARDIAN = "监护人登记"
    CORRECTED = "姓名已按证面更正，芯片为{chip}"
    GUARDIAN_WANTED = "未满 {age} 周岁，按 Ctrl+J 登记监护人"
    GUARDIAN = "监护人 {name}（{relation}）"
    CONTACT = "联系人 {name} {phone}"
    READ_ALOUD = "由{name}宣读"
    OPEN = "在办 {count} 件"
    OWING = "还欠 {count} 份材料，最早 {day} 前补"
    GREEN = "绿色通道"
    MORE = "等"


class Intake:
    """The sheet's own head, the bar's keys."""

    LIMIT = "{kind}　{limit}"
    SAVED = "已存 {time}"
    SAVING = "正在保存…"
    BESIDE = "{who}也在办，两份都留着"
    AT_WINDOW, STAFF, SOMEBODY = "{window} 号窗口", "工号 {staff}", "别的窗口"
    WHO = "{at}（{staff}）"
    NOT_SAVED = "还没存上：{reason}"
    LATE = "补录{kind}"
    KINDS: ClassVar[dict[str, str]] = {
        "end_to_end": "受理",
        "collect_forward": "收件",
        "guide_booking": "预约",
        "collected": "代收",
        "joint": "一并办理",
    }
    GAPS = "还差 {count} 项，按 F9 逐项走"
    GAPS_SHORT = "还差 {count} 项"
    READY = "都齐了"
    FILING = "正在{kind}…"
    HOLD = "只收件"
    DRAFT, TELL, KEYS, FIND, NEW = "存草稿", "一次性告知", "键位", "查办件", "换个事项"
    DEMO = "演示"
    FOR_OTHERS = "办公用的栏目由村、乡镇、县级部门填写，不在窗口填。"
    AGENT = "代办人"
    AGENT_NAME, AGENT_ID, AGENT_PHONE = "姓名", "身份证号", "电话"
    AGENT_LACKS = "请先填好代办人的姓名、身份证号和电话"


class Gaps:
    """Everything that is missing, said once."""

    TITLE = "一次性告知：还差 {count} 项"
    NOTHING = "都齐了，没有要告知的"
    NOTHING_HINT = "按 F9 就可以{kind}。"
    HINT = "↑↓ 选，Enter 去填；Esc 回到表单。念给来人听，一次说全。"
    PAPERS = "要补的材料"
    FIELDS = "要填的内容"
    BASIS = "依据：{basis}"
    GO = "去填"
    ASKS = "请您核对（程序判断不了）"
    CONFIRM = "核对过了"
    ASKS_TITLE = "有 {count} 处要您核对"
    ASKS_HINT = "程序判断不了，请您看过后按 Enter 确认，会记下是谁核对的；Esc 回到表单去改。"


class Move:
    """A draft whose matter has a newer version."""

    TITLE = "《{name}》有新版本：第 {old} 版 → 第 {new} 版"
    HINT = "这份草稿是按旧版填的。按 Enter 换到新版，已填的带过去；按 Esc 仍按旧版办。"
    CARRIED = "{count} 项已填内容照样带到新版"
    LEFT_HOW = "下面几项新版没有对应的栏，要重新填；原来填的留在草稿里，不会丢。"
    LEFT = "要重新填的 {count} 项，原来填的是"
    CHANGES = "改动 {count} 处"
    TAKE = "换到新版"
    STAY = "仍用旧版"
    COLON = "："
    BETWEEN = "、"
    RULE = "规则：“{label}”有改动"
    FOR_AUTHORS = ("自动计算", "算出的值", "什么时候出现")  # said in formulas: not for a counter


class Done:
    """What was filed."""

    DONE: ClassVar[dict[str, str]] = {
        "case.accepted": "已受理",
        "case.received": "已收件",
        "case.booked": "已预约",
        "case.collected": "已代收",
    }
    NUMBER = "办件编号"
    COPY = "复制"
    COPIED = "已复制"
    AT = "{time} {kind}，用时 {seconds} 秒"
    DUE: ClassVar[dict[str, str]] = {
        "case.accepted": "最晚办结",
        "case.received": "最晚答复是否受理",
        "case.booked": "",
        "case.collected": "",
    }
    PROMISED = "承诺 {limit}"
    COUNTED: ClassVar[dict[str, str]] = {
        "workday": "{begin}当日不计，{first}为第 1 日；跳过休息日 {off} 天，第 {days} 个工作日是 {due}。",
        "day": "{begin}当日不计，{first}为第 1 日，按自然日数到第 {days} 日，是 {due}。",
    }
    ESTIMATED = "有的年份还没有放假通知，暂按周末推算，以后可能变动。"
    NO_DUE: ClassVar[dict[str, str]] = {
        "case.accepted": "当场办结，没有后面的期限。",
        "case.received": "材料已收下，受理与否另行通知。",
        "case.booked": "这里只预审、预约，请按预约单到指定地点办理。",
        "case.collected": "代收不是受理：送到镇里后才开始计时。",
    }
    PAPERS = "单据"
    PAPERS_HINT = "可以先办下一位，不用等"
    RECEIPT: ClassVar[dict[str, str]] = {
        "case.accepted": "受理通知书",
        "case.received": "材料接收凭证",
        "case.booked": "预约单",
        "case.collected": "代收单",
    }
    PRINTING = "正在打印"
    PRINTED = "已交打印机 {time}"
    TROUBLE = "没打出来"
    SAFE = "办件已保存，号码有效，只是纸没出来。处理好打印机后按 Ctrl+P 再打。"
    SCAN = "扫码看办到哪一步"
    APPLICANT = "申请人　{name}"
    WEEKDAY = "周{weekday}"
    ON = "日　期　{day}"
    BEFORE = "期　限　{day} 前"
    NEXT_CALL = "呼叫下一位"
    NEXT_SAME = "同一人再办一件"
    NEXT_PRINT = "重打单据"
    NEXT_FIND = "查办件"
    NEXT_DOCUMENTS = "文书"
    NEXT_DAY = "回到今天"
    SAY = "对他说"
    SAY_DUE = "{day}前办好，好了会通知您。"
    SAY_NOW = "这件当场就办，请稍等。"
    SAY_RECEIVED = "材料收下了，{day}前答复您是否受理。"
    SAY_OWED = "{day}前，把“{name}”补来。"
    SAY_QR = "用手机扫单据上的码，在家就能看进度。"
    SAY_BOOKED = "请带上预约单和材料原件，按约定时间去办。"
    SAY_COLLECTED = "材料我带到镇里，镇里收下后会给正式回执。"
    REST = "休"
    MONTH = "{month}月"


class Joint:
    """Matters done in one go (联办)."""

    DONE = "{count} 件一并办理"
    DUE = "{title}　{day}"
    RECEIPT = "一件事联办单"
    SAY = "{count} 件事都收下了，各办各的，哪件好了哪件通知您。"
    SAY_LATER = "最晚的一件{day}前办好。"
    SAY_BOOKED = "单子上写着“预约”的，还要本人带材料原件去办。"
    SAY_QR = "单子上每件旁边有一个码，用手机扫，看那一件的进度。"


class Chooser:
    """Which matter."""

    TITLE = "办什么事"
    HINT = "拼音首字母、名称或编号，如 zdsh、低保、M1201"
    KEYS = "↑↓ 选，Enter 开始办，Esc 返回"
    NONE = "没有这个事项。换几个字母，或删掉几个字再找。"
    MODES: ClassVar[dict[str, str]] = {
        "end_to_end": "本窗口办结",
        "collect_forward": "收件后转办",
        "guide_booking": "预审预约",
        "joint": "几件事一次办",
    }
    TICKET = "号上的事项"


class Keys:
    """The sheet of keys."""

    TITLE = "键位"
    CLOSE = "↑↓ 翻看，F12 或 Esc 关闭"


class Bar:
    """States at the right end of the bar."""

    WAITING = "{count} 件待上传"
    ON_STICK = "{count} 件在U盘，待确认"
    PARTLY_ON_STICK = "{count} 件待上传，{stick} 件在U盘"
    AT_HUB = "{count} 件在中心节点，待传市平台"
    PARTLY_AT_HUB = "{count} 件待上传，{hub} 件在中心节点"
    ALL_SENT = "已全部上传"
    NOT_ENROLLED = "未接入市平台"
    SECOND_HUB = "本中心有两个中心节点，请告诉负责人"
    PRINTING = "正在打印"
    PRINTER_OK = "打印机正常"
    PRINTER_BAD = "打印机没出纸"
    NEWS = "有消息 {count}"


class Signing:
    """Signed on the screen, or not any more."""

    STALE = "签名之后表改过，原来的签名不算数。按 Alt+S 重新签；或勾“纸上已签字”，打印后手签。"
    PLEDGE_STALE = "签承诺书之后申请人改过，原来的签名不算数，请重新签。"
    PRINTED = "承诺书已打印。本人签好后，扫描到这件材料下。"
    CASE_SIGNED = "已签名，记入这件"


class Capture:
    """Scans and photos of one paper."""

    WATCH, STOP = "扫描采集", "停止采集"
    ADD, PASTE, PHOTO = "选文件", "粘贴", "拍照"
    LOOKING = "正在看扫描文件夹…"
    WATCHING = "正在采集：扫描仪存到 {place} 的，自动收到这件材料"
    NO_FOLDER = "没有设置扫描文件夹，请系统管理员设置。可以拖进来、选文件、粘贴或拍照。"
    WATCHING_SHORT = "正在采集"
    BY_KEY = "Ctrl+O 选文件　Ctrl+V 粘贴　P 拍照　R 转　C 原样　Del 去掉　Ctrl+↑↓ 移动"
    OLDER = "收原有 {count} 个"
    DROP = "把扫描件或照片拖到这里"
    DROP_NOTE = "图片、PDF 都可以，多页也行；单个文件不超过 {most} MB，大照片自动缩小"
    BUSY = "正在处理第 {done} 个，共 {count} 个"
    TURN, UNCUT, RECUT, REMOVE, UP, DOWN = "转 90°", "看原样", "裁边摆正", "去掉", "前移", "后移"
    DONE: ClassVar[dict[str, str]] = {"cut": "已裁边", "levelled": "已摆正", "scaled": "已缩到 A4 300 dpi"}
    PLACE = "第 {number} 页，共 {count} 页，{size} KB"
    PAGE = "第 {number} 页 {name}"
    COMMA, SPACE = "、", "　"
    TWICE = "有 {count} 页和已有的一样，没有重复附上。"
    NO_PREVIEW = "这一页在这里看不到，办件时一并保存"
    NOTHING_TO_PASTE = "剪贴板里没有图片或文件。请先复制，再按 Ctrl+V。"
    PASTED = "粘贴.png"
    KIND_TITLE = "选择扫描件或照片"
    KINDS = "图片或 PDF (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.heic *.pdf)"
