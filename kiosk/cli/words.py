"""The words of the command line."""

from typing import ClassVar

PROGRAM = "为民服务窗口"

SENTENCES: dict[str, dict[str, str]] = {
    "usage": {"zh": "命令写得不对：{message}。请按下面的格式重新输入。", "en": "The command is wrong: {message}."},
    "bug": {
        "zh": "程序出错了，已保存的内容不受影响。请把上面的记录发给维护人员。",
        "en": "This is a bug; nothing that was saved is affected. Send the record above to those who maintain the program.",
    },
    "answers_unreadable": {
        "zh": "答案文件 {path} 读不出：{reason}。请用“kiosk forms example 事项”看看样子，改好后再试；没有写入任何内容。",
        "en": "The answers file {path} cannot be read: {reason}. 'kiosk forms example MATTER' shows one; nothing was written.",
    },
    "facts_unreadable": {
        "zh": "文书内容文件 {path} 读不出：{reason}。请用“kiosk document draft”看看要填什么，改好后再试；没有写入任何内容。",
        "en": "The facts file {path} cannot be read: {reason}. 'kiosk document draft' shows what is asked; nothing was written.",
    },
    "document_kind_unknown": {
        "zh": "没有“{given}”这种文书，有的是：{kinds}。",
        "en": "There is no document '{given}'; there are: {kinds}.",
    },
    "brought_wrong": {
        "zh": "“{given}”看不懂，请写成“材料编号=交法”，交法有：{ways}。没有写入任何内容。",
        "en": "'{given}' is not KEY=HANDING, with one of: {ways}. Nothing was written.",
    },
    "attachment_unreadable": {
        "zh": "附件 {path} 读不出。请检查文件是否存在，再试；没有写入任何内容。",
        "en": "Attachment {path} cannot be read; nothing was written.",
    },
    "option_unnamed": {
        "zh": "“{given}”写得不对，应为“名称=内容”（日期如 2026-12-01）。没有写入任何内容。",
        "en": "'{given}' is not understood: write NAME=VALUE (a day as 2026-12-01); nothing was written.",
    },
    "beside_wrong": {
        "zh": "陪同的人没有写对：{field} {what}。可以写 {known}。没有写入任何内容。",
        "en": "Who stood beside is not said rightly ({field}); known: {known}. Nothing was written.",
    },
    "attachment_unnamed": {
        "zh": "附件要写成“材料编号=文件”，收到的是“{given}”。没有写入任何内容。",
        "en": "An attachment is given as KEY=FILE, not '{given}'; nothing was written.",
    },
    "invitation_wrong": {
        "zh": "登记邀请不完整：请扫描市里给的二维码（--scan），或同时给出网址（--url）和登记码（--code）。",
        "en": "Scan the city's invitation (--scan), or give its address (--url) and the code (--code).",
    },
    "ca_wrong": {
        "zh": "证书文件“{path}”用不了：打不开，或不是 PEM 格式的证书。没有登记。",
        "en": "The certificate file '{path}' cannot be used. Nothing was enrolled.",
    },
    "centre_wrong": {
        "zh": "区划代码“{centre}”不对：应为 12 位数字，如 341323110000。没有建立任何数据。",
        "en": "The centre's code '{centre}' is wrong: twelve digits, as 341323110000. Nothing was made.",
    },
    "device_wrong": {
        "zh": "终端号“{device}”不对：应为 01 到 99 的两位数字。没有建立任何数据。",
        "en": "The device's number '{device}' is wrong: two digits, 01 to 99. Nothing was made.",
    },
    "branch_unknown": {
        "zh": "事项 {matter} 没有第 {given} 份其他情形的填写示范，有的是：{names}。",
        "en": "Matter {matter} has no example of branch {given}; there are: {names}.",
    },
    "workbook_unreadable": {
        "zh": "工作簿 {path} 读不出：{reason}。请检查文件，再试；没有写入任何内容。",
        "en": "The workbook {path} cannot be read: {reason}; nothing was written.",
    },
    "secret_in_words": {
        "zh": "口令和恢复密钥不能写在命令行里（别人看得到）。请用 --key -（在终端输入）、--key fd:编号 或 --key file:文件。",
        "en": "A passphrase or recovery key never stands on the command line: use --key -, --key fd:N or --key file:PATH.",
    },
    "restore_whence": {
        "zh": "请说明从哪里恢复：备份文件夹，或者用 --upstream 网址 从市平台（中心节点）取回；两样只写一样。",
        "en": "Say where to restore from: a backup's folder, or --upstream URL; one of the two.",
    },
    "secret_unreadable": {
        "zh": "文件 {path} 读不出，没有改动。请检查后再试。",
        "en": "{path} cannot be read; nothing was changed.",
    },
    "sheet_beside_data": {
        "zh": "恢复单不能存在数据所在的文件夹里（{path}），否则丢了硬盘就等于丢了钥匙。请存到 U 盘，或直接打印。没有生成恢复密钥。",
        "en": "The recovery sheet may not lie beside the data it opens ({path}). Take a stick, or print it; no key was made.",
    },
    "sheet_exists": {
        "zh": "{path} 已经存在，没有覆盖，也没有生成恢复密钥。请换一个文件名。",
        "en": "{path} exists already; nothing was written and no key was made.",
    },
    "file_unwritten": {
        "zh": "写不进 {path}：{reason}。请检查文件夹和剩余空间，再试。",
        "en": "{path} cannot be written: {reason}. Check the folder and the space left, then try again.",
    },
    "parcel_unreadable": {
        "zh": "文件 {path} 读不出：{reason}。请检查文件，再试；没有写入任何内容。",
        "en": "The file {path} cannot be read: {reason}; nothing was written.",
    },
    "key_exists": {
        "zh": "{path} 已经有一把密钥，没有覆盖。请换一个文件名。",
        "en": "{path} holds a key already; it was not written over.",
    },
    "key_wrong": {
        "zh": "“{given}”不是密钥：应是 64 位十六进制数，或写着它的文件。没有写入任何内容。",
        "en": "'{given}' is no key: 64 hexadecimal digits, or a file that holds them. Nothing was written.",
    },
    "since_wrong": {
        "zh": "时间“{given}”不对，应写成 2026-12-01 或 2026-12-01T08:30。没有写入任何内容。",
        "en": "'{given}' is no time: write 2026-12-01 or 2026-12-01T08:30. Nothing was written.",
    },
    "source_wrong": {
        "zh": "{path} 里的定义有毛病：{reason}。请先用“kiosk forms check”检查。",
        "en": "The definitions in {path} have a fault: {reason}.",
    },
    "listen_wrong": {
        "zh": "监听地址“{listen}”不对：应写成“地址:端口”，如 0.0.0.0:8620。",
        "en": "The address to listen at, '{listen}', is wrong: HOST:PORT, as 0.0.0.0:8620.",
    },
    "hub_url_wrong": {
        "zh": "中心节点地址“{url}”不对：应以 http:// 或 https:// 开头，如 http://192.168.1.10:8620。",
        "en": "The hub's address '{url}' is wrong: as http://192.168.1.10:8620.",
    },
    "hub_not_heard": {
        "zh": "局域网里没有听到写这个配对码的中心节点（听到 {count} 个别的）。请看中心节点那台电脑上的地址，用 --url 写上再试。没有改动。",
        "en": "The hub that wrote this code was not heard on the LAN ({count} others were). Give its address with --url.",
    },
    "draft_id_short": {
        "zh": "编号“{given}”开头的没办完的件有 {count} 份，请多写几位。没有改动。",
        "en": "{count} drafts begin with '{given}'; write more of it. Nothing was changed.",
    },
    "port_taken": {
        "zh": "端口 {port} 用不了：{detail}。请换一个端口，或先停掉占用它的程序。",
        "en": "Port {port} cannot be used: {detail}.",
    },
    "day_wrong": {
        "zh": "日期“{given}”不对，应写成 2026-12-01。",
        "en": "'{given}' is no day: write 2026-12-01.",
    },
    "name_wrong": {
        "zh": "站点名称不能为空，也不能超过 50 个字。没有建立任何数据。",
        "en": "The station's name must have 1 to 50 characters. Nothing was made.",
    },
    "site_wrong": {
        "zh": "查询地址“{site}”不对：应以 https:// 开头，如 https://cx.example.gov.cn。没有建立任何数据。",
        "en": "The tracking address '{site}' is wrong: it begins with https://. Nothing was made.",
    },
}

TICKET_TAKEN = "号码 {number}，前面还有 {ahead} 人"
TICKET_AGAIN = "这件事已经取过号：{number}，前面还有 {ahead} 人"
LINE_RULE = "{rule} = {value}"
LINE_SWEPT = "已弃号 {count} 个"
LINE_DAY = "{day}  取号 {taken}，办结 {served}，过号 {missed}，平均等候 {wait} 分钟，平均办理 {service} 分钟"
LINE_PART = "  {name}  取号 {taken}，办结 {served}，过号 {missed}，平均等候 {wait} 分钟，平均办理 {service} 分钟"
WINDOW_STANDS = {True: "{window} 号窗口已暂停", False: "{window} 号窗口已恢复"}
TICKET_MOVED = "{number} {state} {window}"
TICKET_LINE = "{number}  {matter}  {state}  {window}"
RATED = "{name} 评价：{level}"
RATINGS_DAY = "今天评价 {given} 件，其中满意 {good} 件；请了没评 {passed} 件"
RATING_LINE = "{at}  {level}  {matter}  窗口 {window}  {reasons}  {case_no}"
CASE_TAKEN = "{kind} {case_no}，期限 {due}；回执 {receipt}（{until} 后自动删除）"
CASE_FILED = "{kind} {case_no}  {matter}  期限 {due}"
SHEET_PRINTED = "联办单 {path}（{until} 后自动删除）"
CASE_ATTACHED = "{case_no} 的材料 {material} 附上 {pages} 页，现在：{state}"
SIGNATURE_LINE = "{at}  {way}  {signer}  {state}  {field}"
SCANS_EXPORTED = "扫描件 {path}（{until} 后自动删除）"
CALENDAR_TAKEN = "已采用日历，现有年份：{years}；重算期限 {count} 件"
CALENDAR_MOVED = "{case_no}  {before} 改为 {due_on}"
CALENDAR_YEARS = "有放假安排的年份：{years}；其他年份暂按周末推算"
CASE_STEPPED = "{case_no} {state}，期限 {due}"
CLOCK_LINE = "{name}  {hand}  {card}  到 {due}  已用 {used}，还有 {left}，超 {over}"
CLOCK_NAMES = {
    "answer": "收件→受理",
    "promised": "承诺办结",
    "legal": "法定办结",
    "service": "办结→送达",
    "owed": "容缺补齐",
    "supplement": "补正",
    "carrying": "代送",
    "rating": "差评整改",
}
CLOCK_HANDS = {"running": "计时", "stopped": "停表", "met": "按期", "overdue": "超期", "lapsed": "视为受理"}
CLOCK_CARDS = {"green": "正常", "yellow": "黄牌", "red": "红牌", "black": "超法定"}
CASE_EXTENDED = "{case_no} 的期限延长 {days} 天，现在到 {due_on}"
CASE_LINE = "{case_no}  {matter}  {state}  {applicant}"
CASE_TIMELINE = "{at}  {kind}  {actor}  {text}"
DOCUMENT_LINE = "{number}  {kind}  {name}  {case_no}  {at}  {state}"
DOCUMENT_STATES = {"new": "未打印", "printed": "已打印", "trouble": "没打出来"}
DOCUMENT_PRINTED = "{number} 已交打印机；副本 {path}（{until} 后自动删除）"
DOCUMENT_ASKED = "{fact}（{label}）：{known}"
NO_DUE = "无"
FORMS_LINE = "{matter}  {category}  {name}  v{version}"
FORMS_FINE = "{count} 份定义，没有问题"
XLSX_WRITTEN = "已写入 {path}"
XLSX_FAULT = "{sheet} {cell}：{sentence}"
XLSX_BAD = "共 {count} 处要改，没有写入任何内容"
XLSX_FINE = "{matter} 第 {version} 版《{name}》，没有问题"
INIT_DONE = "已建立：{name}，终端 {device}，数据在 {path}"
KEY_RENEWED = "已换用新密钥 {name}，旧密钥签发的回执继续有效。"
ENROLLED = "已接入市平台 {url}"
SYNC_AT_HUB = "（其中 {at_hub} 条已到中心节点）"
PARTED = (
    "注意：本机数据比上级的旧，被换回过旧副本，或这块盘在别处用过。上级那里多出的已经取回，没有丢；请马上告诉审计管理员"
)
SYNC_DONE = "送出 {sent}，确认 {acknowledged}，收到 {received}，还有 {waiting} 条待送"
STICK_WRITTEN = "已写入U盘 {files} 个文件：{entries} 条、扫描件 {scans} 份。到市平台确认之前，都算还没送到"
STICK_READ = "读入 {files} 份回执包：确认 {acknowledged}，收到 {received}，扫描件送到 {scans}，还有 {waiting} 条待送"
STICK_DEFINITIONS = "新的事项收到 {definitions} 份，到时候自动启用"
STICK_REFUSED = "{file}：{why}"
CHECK_FINE = "台账 {entries} 条，没有问题"
CHECK_BAD = "台账 {entries} 条，发现 {count} 处问题："
KEY_MADE = "已生成密钥 {file}（请妥善保管，不要外传）；公钥在 {public_file}，交给各中心和市平台"
PARCEL_PACKED = "已打包 {file}：{issuer}第 {serial} 号，{since} 起用"
PARCEL_HOLDS = "已收下{issuer}第 {serial} 号目录包，现在起用"
PARCEL_WAITS = "已收下{issuer}第 {serial} 号目录包，{since} 自动起用"
PARCEL_AGAIN = "{issuer}第 {serial} 号目录包以前已经收下"
PARCEL_FAULT = "{file} {place}：{sentence}"
PREVIEW_FAULT = "{where}：{sentence}"
SHELF_LINE = "{state}  {issuer}第 {serial} 号  {since} 起"
SHELF_EMPTY = "没有收到过目录包，用的是程序自带的目录"
SHELF_TAKEN, SHELF_WAITING, SHELF_BROKEN = "已起用", "等待中", "文件损坏，请重新安装"
COUNTY_TRUSTED = "今后采用{name}签名的目录包（公钥编号 {key_id}）"
COUNTY_SET = "已采用本县参数 {values} 条，按生效日起用"
COUNTY_FAULT = "第 {entry} 条：{sentence}"
COUNTY_WRONG = "共 {count} 处要改，没有采用"
COUNTY_LINE = "{key}  {name}  {value} {unit}  {source}  {since}"
RULING_LINE = "{name} = {value}　{by} 定（{area}）　{holds}"
RULING_HOLDS = {True: "执行中", False: "被取代或已收回"}
RULING_NONE = "还没有为全中心定过规则"
COUNTY_UNSET = "未设定（转人工核对）"
VERIFY_LINE = "{since}  {case_no}  {material}  待核验{overdue}"
VERIFY_OVERDUE = {False: "", True: "，已过期"}
VERIFY_NONE = "没有待核验的材料"
VERIFIED = {True: "已核验：{case_no} {material}", False: "已记下与材料不符：{case_no} {material}，请按补正或撤件办理"}
PLEDGE_LINE = "{until}前核查  {case_no}  {name}（{material}）"
PLEDGE_NONE = "没有待核查的告知承诺"
PLEDGE_CHECKED = {True: "承诺属实：{case_no} {material}", False: "承诺不属实，记为失信：{case_no} {material}"}
PLEDGE_LETTER = "承诺书 {path}：签好后用 --attach {material}=文件 随件提交"
BESIDE_WRONG = {
    "unknown": "不认识",
    "needed": "没填",
    "witness": "没填",
    "witness_other": "不能是宣读人",
    "number": "不对",
}
CARD_READ = "{name}  {number}（证件已读，可以拿走；加 --json 看全部内容）"
HUB_CODE = "配对码 {code}，一天内用一次。在要接入的电脑上运行“kiosk pair --code {code}”；找不到时加上“--url http://本机地址:端口”"
HUB_DEVICE = "{device}  {name}  {role}  {said}  最近联系 {seen_at}  那边待传 {waiting}"
HUB_NOBODY = "还没有电脑接入本中心节点"
PEER_ANSWERS = {"certified": "市平台已认证", "": "等市平台认证"}
PEER_REFUSED = "市平台未认证（{answer}）"
HUB_HEARD = "{centre}  {device}  {url}  钥匙 {fingerprint}"
HUB_UNHEARD = "局域网里没有听到中心节点。网络不许组播时请用 --url 写地址"
HUB_OTHER = "注意：{at} 听到本中心还有一个中心节点 {device} {url}。一个中心只能有一个：请在要留下的那台运行“kiosk hub --stay”，按它说的让另一台退下；两边的办件和排队的号都不会丢"
PAIRED = "已接入本中心的节点 {url}"
WORK_LINE = "{at}  {reason}  {case_no}  {kind}  {device}"
WORK_FINE = "没有需要人工处理的条目"
WORK_REASONS = {
    "does_not_fit": "与办件现状接不上",
    "unreadable": "内容读不出",
    "fork": "同一序号有两条记录",
    "revoked": "来自已停用的终端",
    "unknown": "来自不认识的终端",
    "second_hub": "本中心另有一个中心节点，请停掉多开的那个",
}


class Keys:
    """What is said of keys."""

    KINDS: ClassVar = {
        "machine": "本机自动打开（按机器标识，无安全芯片）",
        "systemd": "本机自动打开（系统凭据）",
        "dpapi": "本机自动打开（Windows 数据保护）",
        "keyring": "本用户登录后自动打开（钥匙串）",
        "passphrase": "口令",
        "staff": "在册人员，用登录口令打开",
        "recovery": "恢复密钥（保险柜里的恢复单）",
    }
    SLOT = "{id}　{said}　{name}　{since}"
    WEAK = "注意：本机没有安全芯片或系统凭据可用。数据防得住硬盘、文件夹被复制到别的电脑，防不住拿到整台电脑的人。"
    WAS_CLEAR = "注意：旧版本曾把密钥明文存在本机。请运行“kiosk key rotate”换一把新密钥。"
    NO_RECOVERY = "注意：还没有恢复密钥。电脑坏了数据就打不开，备份也不能做。请运行“kiosk key recovery”。"
    HALVES = ("恢复密钥（只显示这一次）：", "恢复密钥甲份（只显示这一次）：", "恢复密钥乙份（只显示这一次）：")
    WRITE_DOWN = "请抄在纸上、核对一遍，装信封锁进保险柜；程序里没有第二份。旧的恢复单从现在起作废。"
    SHEET = "恢复单已生成：{path}。请打印后删除该文件，纸质件装信封锁进保险柜。旧的恢复单从现在起作废。"
    JOB = "恢复密钥单"
    PRINTED = "恢复单已送打印机 {printer}。请装信封锁进保险柜。旧的恢复单从现在起作废。"
    NOT_PRINTED = "打印机没有打出恢复单，请立即抄写。{half}{text}"
    ASK_NEW, ASK_RECOVERY = "请输入新口令：", "请输入恢复密钥（两份时中间空一格）："
    ADDED = "已加密钥槽 {slot}：{said}"
    REMOVED = "已删密钥槽 {slot}：{said}"
    PEOPLE = (
        "从现在起，这台电脑的数据只由在册人员登录时打开；本机不再自动打开。请关掉再开正在运行的程序。"
        "同事第一次来：请已能登录的人在登录页按 F2 开门，或运行“kiosk key person 工号”。"
    )
    PERSON = "工号 {number} 的口令从现在起也能打开这台电脑的数据。"
    ASK_HIS = "请本人输入口令："
    ROTATION_DUE = "注意：有人离开后还没有换过密钥。请运行“kiosk key rotate”换一把（开着窗口时程序自己会换）。"
    ROTATED = "已换用新密钥，正在运行的程序不受影响。以前做的备份不变，仍可用当时的恢复单打开。"
    ADOPTED = "本机已接管终端 {device} 的数据。联网后会先取回市平台已有的记录；原电脑请不要再使用。"


CASE_CORRECTED = "已更正：{label} 由“{old}”改为“{new}”；请用“kiosk case reprint”补打回执"
CASE_CORRECTABLE = "{field}  {label}  {value}"
NOTHING_CORRECTABLE = "这一件现在什么都不能更正"
RECEIPT_AGAIN = "回执已补打；副本 {path}（{until} 后自动删除）"
PAPER_ENTERED = "已补录：{kind} {case_no}，{taken} 收下，期限 {due}"
PAPER_LATE = "收下到录入隔得太久，已标记（防止体外循环），请写明情况"
CASE_COLLECTED = "{name}已代领，{state}，送达回证 {document}"
CASE_APPROVED = "{name}已同意 {case_no} 的 {act}"
WAYS = {"call": "打电话", "sms": "发短信", "visit": "上门"}
TO_TELL = "{case_no}  {name}  {phone}  {way}  已试 {tries} 次"
NOBODY_TO_TELL = "没有要告知的人"
RESULTS = {"reached": "已告知本人", "told_other": "已告知他人", "not_reached": "没有联系上", "sent": "短信已发出"}
TOLD = "{name} {case_no}：{result}"
CREDIT_LISTED = "已采用{source}的失信名单 {count} 人"
CREDIT_FINE = "没有未修复的失信记录，可以容缺"
CREDIT_LINE = "{until} 前没有兑现  {case_no}  {name}  {material}  {state}"
CREDIT_STATES = {False: "未修复", True: "已修复"}
CREDIT_NONE = "没有失信记录"
FINDING_LINE = "{card}  {rule}  {case_no}  {name}  {since} 起  {days}"
FINDING_NONE = "没有监察异常"
FINDING_ANSWERED = "{case_no} 的处置说明已记入台账"
FINDING_CLOSED = "{case_no} 的监察异常已核销，记录保留"
LATE_LINE = "{taken_at} 收，{entered_at} 录  {case_no}  {actor}  相隔 {minutes} 分  {reason}  {late}"
LATE = {False: "", True: "超过规定"}
LATE_NONE = "这段时间没有补录的件"
CREDIT_REPAIRED = "{case_no} 的失信记录已修复"
STAFF_AND = "、"
STAFF_LINE = "{number}  {name}  {roles}{left}"
STAFF_LEFT = "  已停用"
STAFF_NOBODY = (
    "还没有设工号：谁打开本程序都能办理。请用“kiosk staff add 工号 --name 姓名 --role system”设第一个系统管理员。"
)
STAFF_START = "初始码：{code}（只显示这一次，首次登录要改成自己的口令）"
STAFF_SECRET = "口令已改好。"  # noqa: S105, a sentence
STAFF_SESSION = "{name}已登录，会话“{session}”闲置 10 分钟后失效。"


class Backup:
    """What is said of backups."""

    MADE = "备份 {name} 已做好并核验：{medium}，{size} MB，到台账第 {epoch}/{seq} 条"
    SAME_DISK = "注意：备份和数据在同一块硬盘上，硬盘坏了两份都没有。请改用 U 盘或另一块盘。"
    DROPPED = "按规则清理旧备份 {dropped} 个"
    LINE = "{name}　{size} MB　到台账第 {epoch}/{seq} 条　{medium}"
    UNREADABLE = "{name}　读不出（不能用）　{medium}"
    NONE = "还没有备份"
    FINE = "备份 {name} 完好：台账 {entries} 条，没有问题"
    BAD = "备份 {name} 有 {count} 处问题"
    DRILLED = "恢复演练通过：备份 {name} 恢复到临时目录，台账 {entries} 条，没有问题，用时 {seconds} 秒，已记入台账"
    DRILL_BAD = "恢复演练没有通过：备份 {name} 有 {count} 处问题，已记入台账。请换一个备份再演练。"
    PLAN = (
        "备份到 {to}，每 {every_hours} 小时一次，关机时{closing}；超过 {remind_days} 天没有备份就提醒，"
        "每 {drill_days} 天演练一次；保留最近 {keep_days} 天、{keep_weeks} 周、{keep_months} 个月各一份"
    )
    CLOSING = ("不备份", "也备份")
    NO_PLAN = "还没有备份计划。请用“kiosk backup schedule --to 文件夹”设定。"
    NOTHING_DUE = "现在不用备份"
    UPSTREAMS: ClassVar = {"city": "市平台", "hub": "中心节点"}
    ALSO: ClassVar = {"city": "；同时寄存到市平台", "hub": "；同时寄存到中心节点"}
    ONLY_UPSTREAM = (
        "每 {every_hours} 小时把备份寄存到{where}一次，关机时{closing}。还没有设备份介质，"
        "断网时就没有新的备份；请插一个 U 盘，再用“kiosk backup schedule --to 文件夹”设定。"
    )
    LODGED = "备份 {name} 已寄存到{where}，{size} MB，对方重新读出核对一致（内容只有恢复密钥能打开）"
    THERE = "{name}　{size} MB　{at}"
    SAME_THERE = "{where}上的备份 {name} 重新读出，与送去的一致"
    SENDING = "正在上传 {done}/{total} MB"
    FETCHING = "正在取回 {done}/{total} MB"
    RESTORED = "已从 {made_at} 的备份恢复终端 {device}。联网后会先取回市平台已有的记录；原电脑请不要再使用。"
    DRILL_NOTE = "提醒：该做恢复演练了，请运行“kiosk backup drill --key -”。"


AUDIT_LINE = "{at}  {actor}  {kind}  {case}  {said}"
AUDIT_PARTED = (
    "{at} 发现本机数据比上级的旧（被换回过旧副本，或这块盘在别处用过）：从上级取回 {back} 条，改排 {moved} 条"
)
AUDIT_REPAIRED = "已按台账恢复 {count} 处，经过已记入台账："
AUDIT_NONE = "没有符合条件的台账记录"
AUDIT_OUT = "已导出到 {path}，{until} 自动删除"
