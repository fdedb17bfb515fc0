"""What the city says, on a resident's page, at a department's desk and on the command line."""

from datetime import date, datetime

from kiosk.domain.case import CaseState
from kiosk.domain.words import step_word

WEEKDAYS = "一二三四五六日"

STATES: dict[CaseState, str] = {
    CaseState.COLLECTED: "村里已代收",
    CaseState.BOOKED: "已预约",
    CaseState.RECEIVED: "已收件",
    CaseState.SUPPLEMENT: "待补正",
    CaseState.NOT_ACCEPTED: "不予受理",
    CaseState.ACCEPTED: "已受理",
    CaseState.IN_REVIEW: "办理中",
    CaseState.SUSPENDED: "暂停计时",
    CaseState.NOTICED: "公示中",
    CaseState.GRANTED: "已办结，准予",
    CaseState.REFUSED: "已办结，不予",
    CaseState.WITHDRAWN: "已撤回",
    CaseState.RETURNED: "已退件",
    CaseState.VOIDED: "已作废",
    CaseState.DELIVERED: "已送达",
}

HEADLINES: dict[CaseState, str] = {
    CaseState.COLLECTED: "村代办员已代收",
    CaseState.BOOKED: "已经预约",
    CaseState.RECEIVED: "材料已收到",
    CaseState.NOT_ACCEPTED: "没有受理",
    CaseState.ACCEPTED: "正在办理",
    CaseState.IN_REVIEW: "正在办理",
    CaseState.SUSPENDED: "等一道外面的手续",
    CaseState.NOTICED: "正在公示",
    CaseState.GRANTED: "办好了",
    CaseState.REFUSED: "没有批准",
    CaseState.WITHDRAWN: "您已撤回",
    CaseState.RETURNED: "已经退件",
    CaseState.VOIDED: "这件办件已作废",
    CaseState.DELIVERED: "已送到您手上",
}

NOTES: dict[CaseState, str] = {
    CaseState.COLLECTED: "代办员正把材料送往镇里，镇里接件后才算受理。",
    CaseState.BOOKED: "请带好材料，按约定的时间到场办理。",
    CaseState.RECEIVED: "收件后 5 个工作日内告诉您是否受理。",
    CaseState.NOT_ACCEPTED: "不予受理通知书上写明了理由和不服时的办法。",
    CaseState.SUSPENDED: "这段时间不算办理时间，办完接着算。",
    CaseState.NOTICED: "公示的日子不算办理时间，公示结束接着办。",
    CaseState.GRANTED: "请带身份证和回执，到窗口或向代办员领取。",
    CaseState.REFUSED: "决定书上写明了理由，以及不服时怎样复议或起诉。",
    CaseState.WITHDRAWN: "以后需要时，可以重新申请。",
    CaseState.RETURNED: "要补的材料到期没有补齐。备齐以后可以重新申请，原件请到窗口领回。",
    CaseState.VOIDED: "这张回执不能再用。有疑问请打电话问窗口。",
    CaseState.DELIVERED: "事情办完了。证件请收好。",
}

STEPS: dict[str, str] = {
    "case.collected": "村里已代收",
    "case.booked": "已预约",
    "case.received": "已收件",
    "case.accepted": "已受理",
    "case.forwarded": "已交给审批部门",
    "case.supplement_asked": "请您补材料",
    "case.supplemented": "材料已补上",
    "case.suspended": "进入特别程序，暂停计时",
    "case.resumed": "特别程序结束，接着办",
    "case.noticed": "开始公示，暂停计时",
    "case.notice_ended": "公示结束，接着办",
    "case.redated": "放假安排公布，期限重算",
    "case.returned": "材料到期没补齐，退件",
    "case.extended": "经批准延长期限",
    "case.corrected": "更正了填写的内容",
    "case.decided": "已作出决定",
    "case.delivered": "已送达",
    "case.withdrawn": "已撤回",
    "case.voided": "已作废",
    "case.not_accepted": "不予受理",
}

RECEIPT_KINDS: dict[str, str] = {
    "case.collected": "代收",
    "case.booked": "预约",
    "case.received": "收件",
    "case.accepted": "受理",
}

FACT_MATTER, FACT_NUMBER = "事项", "编号"
FACT_DUES: dict[str, str] = {"case.received": "答复是否受理"}
FACT_DUE = "办结"  # what the date on any other receipt means
NOTES_OF_PAGES: dict[str, tuple[str, str]] = {
    "not_found": ("没有查到", "编号和身份证后四位对不上，或者办件还没从镇里传上来。请核对后再查，或打 12345。"),
    "too_often": ("查得太频繁了", "为了保护大家的信息，请过 10 分钟再查，或直接扫回执上的码。"),
    "no_page": ("没有这个页面", "网址可能没有扫全。请把码抹平再扫一次，或用编号查。"),
    "slip": (
        "这是排队号票的码",
        "号票只在大厅当天有用：看叫号屏，或把它放在窗口的扫码器上。办件受理后，请扫回执上的码查进度。",
    ),
    "rated": ("谢谢您的评价", "您的评价已经记下。不满意的会有人核实、整改；留了姓名的，会给您回话。"),
    "rated_before": ("已经评价过了", "这件事在窗口或者在这里已经评过。一件事只评一次，以先评的为准，这一次没有记入。"),
    "rate_level": ("还没有选满意不满意", "请在五个档次里选一个，再点“提交”。"),
    "rate_often": ("评得太频繁了", "请过 10 分钟再评。"),
    "failing": ("暂时查不了", "市平台正在恢复，办件不受影响。请过一会儿再扫一次，急事请打 12345。"),
}

TAKING_IN = ("受理", "收件", "申请", "申报", "上报")  # steps of a matter's way that lie behind an accepted case

UNDER_WAY = "正在办理"
DUE_BEFORE = "{date}前办好"
DUE_TODAY = "今天办好"
DUE_PASSED = "已过承诺的{date}"
LATE = "比答应您的晚了 {days} 个{unit}，请打电话问窗口，我们催办。"
DEEMED = "到期没有答复，依法视为受理，从 {date}收件那天算起。"
ANSWER_LATE = "本应在 {date}前答复是否受理，已记入监察。请打电话问窗口，或打 12345。"
ESTIMATED = "节假日安排公布后，日期可能调整。"
FIRST_DAY = "从明天开始算时间"
DAY_NOW = "今天是第 {day} 个{unit}"
DAY_ALL = "共 {days} 个"
WORKDAY, DAY = "工作日", "自然日"
LEFT = "还有 {days} 个工作日"
PASSED = "日期已过"
ASK_BEFORE = (
    "一次说全，补完这些就受理，不会再加",
    "补材料的日子不算办理时间。到期没补又没说明的，会退件，以后可以再申请。",
)
ASK_ACCEPTED = ("一次说全，补完这些就接着办，不会再加", "送不来或有困难，请打电话问窗口。")
OWED = "您还要补交 {count} 件：{names}"
OWED_BY = "{date}前送到{centre}，或交给村里代办员。"
TOGETHER = "、"
MORE_STEPS = "等"
NOT_ARRIVED = "还没有传到市里"
CORRECTED = "{date}更正过：{labels}"
LAST_STEP = "办好了，电话通知您"
BEFORE = "{date}前"
CENTRE = "为民服务中心"
ISSUED = "{centre} {date}签发"
ISSUED_WHOLE = "{centre}签发，没有改动过"
CITY_NAME = "宿州市"  # unless `--name` says another
SPLIT_ITEMS = "；;\\n"

CARDS: dict[str, str] = {"black": "超期", "yellow": "快到期", "green": "正常", "none": "不限时"}
DUE_IN = "剩 {days} 个工作日"
DUE_NOW = "今天到期"
OVER_BY = "超 {days} 个工作日"

MATERIAL_STATES: dict[str, str] = {
    "original": "原件",
    "copy": "复印件",
    "seen": "看原件核验",
    "shared": "数据共享",
    "on_file": "已有存档",
    "owed": "容缺待补",
    "pledged": "告知承诺",
}
YES, NO, PART = "是", "否", "，"

ITEM_REASONS: dict[str, str] = {
    "does_not_fit": "与办件现在的状态对不上",
    "case_unknown": "比受理记录先到，等办件",
    "number_twice": "一个编号有两件办件",
    "unreadable": "内容读不懂",
}

SENTENCES: dict[str, dict[str, str]] = {
    "case_unknown": {
        "zh": "市平台没有办件 {case_no}。请核对编号；如果镇里还没联网，等它传上来再办。",
        "en": "The city has no case {case_no}. Check the number, or wait until its centre has sent it.",
    },
    "case_elsewhere": {
        "zh": "办件 {case_no} 现在是“{state}”，不能这样处理。请刷新后再看。",
        "en": "Case {case_no} is '{state}' now; this cannot be done with it.",
    },
    "text_missing": {
        "zh": "请写明意见或理由，申请人会在查询页上看到。",
        "en": "Say why: the applicant will read it.",
    },
    "backup_rule_wrong": {
        "zh": "备份保留规则不对：份数、兆数和天数都至少是 1。",
        "en": "That is no rule for backups: number, megabytes and days are 1 at least.",
    },
    "date_wrong": {
        "zh": "日期“{date}”不对，应写成 2026-12-04 这样。",
        "en": "'{date}' is no date: write 2026-12-04.",
    },
    "centre_wrong": {
        "zh": "中心代码“{centre}”不对，应为 12 位数字（统计用区划代码）。",
        "en": "'{centre}' is no centre: 12 digits.",
    },
    "device_wrong": {
        "zh": "设备号“{device}”不对，应为 01 到 99。",
        "en": "'{device}' is no device number: 01 to 99.",
    },
    "device_unknown": {
        "zh": "没有登记过设备 {device}，或已经停用。",
        "en": "No device {device} is enrolled, or it was revoked before.",
    },
    "catalogue_refused": {"zh": "{sentence}", "en": "{sentence}"},
    "catalogue_older": {
        "zh": "{issuer}已经发布到第 {last} 号，第 {serial} 号不能再发布。请换一个更大的号重新打包。",
        "en": "{issuer} has published up to number {last}; number {serial} comes too late. Pack it under a higher one.",
    },
    "catalogue_unreadable": {
        "zh": "文件 {path} 读不出：{reason}。没有发布任何内容。",
        "en": "The file {path} cannot be read: {reason}. Nothing was published.",
    },
    "catalogue_key": {
        "zh": "“{given}”不是公钥：应是 64 位十六进制数，或写着它的文件。没有发布任何内容。",
        "en": "'{given}' is no public key: 64 hexadecimal digits, or a file that holds them. Nothing was published.",
    },
    "ruling_area": {
        "zh": "范围“{given}”不对，应为 2、4、6、9 或 12 位区划代码数字。没有改动。",
        "en": "'{given}' is no area: 2, 4, 6, 9 or 12 digits of the division code. Nothing was set.",
    },
    "ruling_name": {
        "zh": "没有“{given}”这样的规则，应写成 house.reuse_days、line.hours 这样。没有改动。",
        "en": "'{given}' is no rule's name: house.reuse_days, line.hours. Nothing was set.",
    },
    "catalogue_area": {
        "zh": "范围“{given}”不对，应为 2 到 12 位的区划代码数字。没有发布任何内容。",
        "en": "'{given}' is no area: 2 to 12 digits of the division code. Nothing was published.",
    },
    "usage": {
        "zh": "命令写得不对：{message}。用“cityd --help”看说明。",
        "en": "The command is not right: {message}.",
    },
    "books_unreadable": {
        "zh": "打不开市平台的数据库：{detail}。已收下的内容没有改动，请检查磁盘和数据库服务。",
        "en": "The city's database cannot be used: {detail}. What was kept is untouched.",
    },
    "books_too_new": {
        "zh": "数据库由更新版本的程序写成（版本 {found}，本程序认得到 {known}）。请升级程序；数据没有改动。",
        "en": "The database was written by a newer version ({found}; this knows {known}). Nothing was touched.",
    },
    "books_address": {
        "zh": "数据库地址“{url}”用不了。例：sqlite:////var/lib/cityd/city.db 或 postgresql+psycopg://…",
        "en": "The database address '{url}' cannot be used.",
    },
    "key_unreadable": {
        "zh": "读不到市平台的密钥文件 {path}。没有它不能签收，请从备份恢复。",
        "en": "The city's key {path} cannot be read. Restore it from a backup.",
    },
    "disk": {
        "zh": "磁盘写不进去：{detail}。请腾出空间或检查权限。",
        "en": "The disk cannot be written: {detail}.",
    },
    "stick": {
        "zh": "U盘读写不了：{detail}。请检查U盘是否插好、有没有空间、是不是只读。",
        "en": "The stick cannot be read or written: {detail}.",
    },
    "nothing_aside": {
        "zh": "设备 {device} 没有待处理的隔离记录。",
        "en": "Nothing of device {device} lies aside.",
    },
    "scans_address": {
        "zh": "扫描件存储地址“{url}”用不了：应为 s3://桶名/前缀?endpoint=网址，并已安装 obstore。",
        "en": "The address of the scans '{url}' cannot be used.",
    },
    "scans_away": {
        "zh": "扫描件存储（{url}）连不上或出错：{detail}。设备会留着扫描件稍后再传。",
        "en": "The store of the scans ({url}) cannot be reached: {detail}.",
    },
    "certificate": {
        "zh": "证书和密钥用不了（{path}）：文件打不开，或两者不配对。请检查 --tls-cert 和 --tls-key。",
        "en": "The certificate and its key cannot be used ({path}): unreadable, or not a pair.",
    },
    "port_taken": {
        "zh": "端口 {port} 打不开：{detail}。请换一个端口，或用 --port 0 自动选择。",
        "en": "Port {port} cannot be opened: {detail}.",
    },
    "bug": {
        "zh": "程序出错了，已收下的内容不受影响。请把上面的文字发给维护人员。",
        "en": "A fault in the program. What was kept is not affected.",
    },
}

STICK_READ = "读入 {files} 个文件：新收 {stored} 条，扫描件 {scans} 份。"
STICK_FILE = "{file}  {device}  {said}（新收 {stored} 条，已有 {before} 条，扫描件 {scans} 份）"
STICK_WRITTEN = "已写入 {answers} 份回执包，请把U盘带回去，在设备上“从U盘导入”。"
RUNS: dict[str, str] = {
    "stored": "已收下",
    "before": "以前已收到",
    "gap": "前面还缺，没有收；带回回执包后，设备会从缺的地方重新导出",
    "fork": "与已有记录不一致，单独存放；带回回执包后，设备会自动接上",
    "aside": "设备已停用，单独存放待查",
}
BUNDLES_REFUSED: dict[str, str] = {
    "broken": "文件不完整或被改动，没有收。请在设备上重新导出。",
    "altered": "签名不对，没有收。请在设备上重新导出。",
    "unknown_key": "不认识这台设备，没有收。请先用登记码登记它。",
    "elsewhere": "不是发给本市平台的，没有收。",
    "revoked": "这台设备已停用，内容单独存放待查。",
    "no_letterbox": "这台设备还没有来过U盘，写不了回执包。",
}
OPEN_TO_OTHERS = "注意：已对 {host} 开放。部门办件台没有登录，只在本机（127.0.0.1）可用。"
LISTENING = "市平台已启动：{url}"
TRUST = {True: "有效", False: "已停用"}
NO_BACKUPS = "还没有设备把备份寄存在这里。"
BACKUP_RULE = "每台设备保留最近 {newest} 份备份，合计不超过 {most} MB，超过 {days} 天的删除（最新一份始终保留）"
NEVER_SEEN = "从未联系"
WHY_ASIDE = {"fork": "分叉", "revoked": "停用后送来", "unknown": "密钥不明"}
NOTHING_ASIDE = "没有待处理的隔离记录。"
RELEASED = "设备 {device}：{count} 条隔离记录已核对入册。"
CHECK_FINE = "核对完毕：{entries} 条记录，没有问题。"
CHECK_BAD = "核对发现 {count} 处问题（共 {entries} 条记录）："
PUBLISHED = "已发布{issuer}第 {serial} 号目录包，{since} 起用；给离线中心的文件在 {file}"
PUBLISHED_AGAIN = "{issuer}第 {serial} 号目录包以前已经发布，没有重复"
PUBLISHED_LINE = "{issuer}第 {serial} 号  {since} 起用  {area}"
RULING_LINE = "{area}：{name} = {value}"
RULING_NONE = "市里还没有为中心定过规则"
PUBLISHED_NONE = "还没有发布过目录包"
CODE_MADE = "登记码 {code}，给设备 {device} 用，7 天内有效，只能用一次。"
DECIDED = "办件 {case_no}：{state}。"
REVOKED = "设备 {device} 已停用，它以后传来的内容会单独存放待查。"
PROBLEMS: dict[str, str] = {
    "place_missing": "台账缺号",
    "chain_broken": "台账断链",
    "entry_altered": "记录被改动",
    "head_differs": "末号与台账不符",
    "head_not_signed": "末号没有设备签名",
    "log_altered": "总账被改动",
    "log_shorter": "总账条数不符",
    "record_differs": "办件与台账推算不符",
    "item_missing": "有记录没有列为待办",
    "scan_damaged": "扫描件缺失或损坏",
}


def day_of(day: date) -> str:
    """11月23日."""
    return f"{day.month}月{day.day}日"


def weekday_of(day: date) -> str:
    """12月21日周一."""
    return f"{day_of(day)}周{WEEKDAYS[day.weekday()]}"


def year_of(day: date) -> str:
    """2026年11月23日."""
    return f"{day.year}年{day_of(day)}"


def moment_of(at: datetime) -> str:
    """11月23日 10:52."""
    return f"{day_of(at.date())} {at:%H:%M}"


def say(key: str, values: dict[str, object], language: str = "zh") -> str:
    """The sentence of a refusal or trouble; states are put into words."""
    said = dict(values)
    if "state" in said:
        said["state"] = STATES.get(CaseState(str(said["state"])), said["state"]) if said["state"] else ""
    if "step" in said:
        said["step"] = step_word(str(said["step"]), language)
    return SENTENCES.get(key, SENTENCES["bug"])[language].format_map(said)
