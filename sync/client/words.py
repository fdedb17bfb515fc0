"""What the post says when the line is bad or the city says no: what happened, what it means, what to do."""

from functools import reduce

from sync.client.troubles import SyncTrouble

TROUBLES: dict[str, dict[str, str]] = {
    "no_line": {
        "zh": "连不上市平台（{url}）。窗口照常办理，网络通了会自动补传。",
        "en": "The city cannot be reached ({url}). Work goes on; everything is sent when the line is back.",
    },
    "too_slow": {
        "zh": "网络太慢，市平台没有及时应答。窗口照常办理，稍后自动再传。",
        "en": "The line is too slow; the city did not answer in time. It is tried again by itself.",
    },
    "portal": {
        "zh": "网络要求先登录或认证，还没有真正连到市平台。请在浏览器里完成网络认证，窗口照常办理。",
        "en": "The network shows its own page instead of the city (a log-in is asked for). Work goes on.",
    },
    "cut_off": {
        "zh": "传输中途断开或内容不完整。没有丢失任何办件，稍后自动再传。",
        "en": "The answer arrived cut or altered. Nothing is lost; it is tried again by itself.",
    },
    "busy": {
        "zh": "市平台现在很忙，请求推迟。窗口照常办理，稍后自动再传。",
        "en": "The city is busy and asked to wait. It is tried again by itself.",
    },
    "failing": {
        "zh": "市平台或中间网络出了故障（{status}）。窗口照常办理，稍后自动再传。",
        "en": "The city or something before it is failing ({status}). It is tried again by itself.",
    },
    "not_the_city": {
        "zh": "对方不是本机登记过的市平台，没有上传任何内容。请联系市里的管理员核对网址。",
        "en": "The other side is not the city that this device is enrolled with. Nothing was accepted from it.",
    },
    "algorithm": {
        "zh": "市平台的这个版本还不支持本机的密码算法，没有登记。请联系市里的管理员升级市平台。",
        "en": "This version of the city does not know this device's algorithms. Nothing was enrolled.",
    },
    "certificate": {
        "zh": "对方的安全证书不是本机信任的，没有上传任何内容。若在上网认证页面，请先完成认证；仍不行请联系市里的管理员。",
        "en": "The other side's certificate is not one that this device trusts. Nothing was sent; work goes on.",
    },
    "too_large": {
        "zh": "有一条记录太大，网络设备不让通过。其他办理不受影响，请联系管理员。",
        "en": "One entry is too large for the line. Please tell the administrator.",
    },
    "unknown_key": {
        "zh": "市平台还不认识这台设备。请向市里要一个登记码，在本机登记后会自动补传。",
        "en": "The city does not know this device yet. Ask the city for a code and enrol; all is sent afterwards.",
    },
    "revoked": {
        "zh": "这台设备已被市平台停用，新的记录会先存放待查。请联系市里的管理员。",
        "en": "This device has been revoked by the city. Please call the city's administrator.",
    },
    "backup_too_large": {
        "zh": "备份有 {size} MB，超过市平台给每台设备的 {most} MB，没有上传；本机和备份介质上的备份不受影响。请联系市里的管理员放宽限额。",
        "en": "The backup has {size} MB, more than the {most} MB that the city allows a device. It was not sent; backups on the medium are not touched.",
    },
    "backup_part_gone": {
        "zh": "市平台上的这份备份刚被更新的一份替换。请再取一次。",
        "en": "That backup was replaced at the city by a newer one just now. Fetch again.",
    },
    "code_wrong": {
        "zh": "登记码不对。请核对后重新输入，或向市里要一个新的登记码。",
        "en": "The code is not right. Check it, or ask the city for a new one.",
    },
    "code_used": {
        "zh": "这个登记码已经用过或已过期。请向市里要一个新的登记码。",
        "en": "This code has been used or is out of date. Ask the city for a new one.",
    },
    "code_elsewhere": {
        "zh": "这个登记码是发给另一台设备的。请核对本中心代码和设备号。",
        "en": "This code was given for another device. Check the centre and device numbers.",
    },
    "upgrade": {
        "zh": "本机程序版本太旧，市平台已不再接收。请升级程序，已有记录不会丢失。",
        "en": "This version is too old for the city. Upgrade; nothing is lost.",
    },
    "altered": {
        "zh": "市平台核对发现内容在路上变了样，没有收下。稍后自动再传；一再出现请联系管理员。",
        "en": "The city found the message altered on its way and did not take it. It is sent again by itself.",
    },
    "stick_too_small": {
        "zh": "U盘空间不够：需要 {needed} MB，只剩 {free} MB。没有写入任何内容，请清理U盘或换一个再导出。",
        "en": "The stick is too small: {needed} MB are needed, {free} MB are left. Nothing was written.",
    },
    "stick_full": {
        "zh": "U盘写满了，这次没有导出完整。记录都在本机，请清理U盘或换一个再导出。",
        "en": "The stick is full; the export is not complete. Everything is still here.",
    },
    "stick_locked": {
        "zh": "U盘是只读的，写不进去。请拨开U盘上的写保护开关，或换一个再导出。",
        "en": "The stick is locked against writing. Unlock it or take another.",
    },
    "stick_gone": {
        "zh": "U盘没插好或中途拔出了。记录都在本机，请插好U盘再做一次。",
        "en": "The stick is not there, or was pulled. Everything is still here; do it once more.",
    },
    "stick_fault": {
        "zh": "U盘写进去的内容读回来不对，可能坏了。记录都在本机，请换一个U盘再导出。",
        "en": "What was written on the stick does not read back right. Take another stick.",
    },
    "stick_again": {
        "zh": "导出时台账正好有变动。请再导出一次。",
        "en": "The journal was moved while it was written. Export once more.",
    },
    "stick_unaddressed": {
        "zh": "本机还没有市平台的加密信箱。请连一次网（或向市里要登记码登记），之后就能用U盘。",
        "en": "This device does not have the city's letterbox yet. Connect once; then sticks can be used.",
    },
    "answer_none": {
        "zh": "这里没有给本机（{device}）的回执包。请确认U盘已经在市平台读过。",
        "en": "There is no answer for this device ({device}) here.",
    },
    "answer_foreign": {
        "zh": "这份回执包不是本机登记过的市平台签发的，没有采用。",
        "en": "This answer is not from the city that this device is enrolled with. Nothing was taken.",
    },
    "answer_elsewhere": {
        "zh": "这份回执包是给另一台设备的，或本机已换过信箱，没有采用。请重新导出一次带去市平台。",
        "en": "This answer is for another device or an earlier letterbox. Nothing was taken.",
    },
    "bundle_broken": {
        "zh": "文件不完整或被改动，没有采用。请在市平台重新写一份。",
        "en": "The file is cut or altered. Nothing was taken.",
    },
    "refused": {
        "zh": "市平台没有接受这次上传（{status}）。记录都在本机，请联系管理员。",
        "en": "The city did not take this ({status}). Everything is still here; please tell the administrator.",
    },
}

_IN_THE_HOUSE = (("市平台", "中心节点"), ("向市里要一个", "在中心节点上取一个"), ("市里的管理员", "本中心的管理员"))
HUB_TROUBLES: dict[str, dict[str, str]] = {
    f"hub_{key}": {
        "zh": reduce(lambda said, pair: said.replace(*pair), _IN_THE_HOUSE, sentences["zh"]),
        "en": sentences["en"].replace("the city", "the hub").replace("The city", "The hub"),
    }
    for key, sentences in TROUBLES.items()
}
HUB_TROUBLES |= {
    "hub_away": {
        "zh": "连不上中心节点，叫号暂停。可以照常收件、办件；大厅会发 901 起的备用号，恢复后自动并入。",
        "en": "The hub cannot be reached: the line rests. Cases are taken in as usual.",
    },
    "hub_older": {
        "zh": "中心节点的程序版本较旧，还不能这样做。别的照常；请管理员升级中心节点。",
        "en": "The hub's program is older and cannot do this yet; everything else goes on.",
    },
    "hub_drafts_closed": {
        "zh": "这台电脑不是本中心的窗口，看不到窗口上没办完的件。",
        "en": "This PC is no window of the hub's centre; it cannot see what the windows put aside.",
    },
    "hub_not_the_hub": {
        "zh": "这个地址答话的不是本中心的中心节点。请联系管理员重新配对。",
        "en": "Something else answers at the hub's address. Please tell the administrator.",
    },
}


def say(trouble: SyncTrouble, language: str = "zh") -> str:
    """The sentence of a trouble."""
    sentence = TROUBLES.get(trouble.key, TROUBLES["refused"])  # a newer city may say no in a way not known here
    return sentence[language].format_map({"url": "", "status": "", **trouble.values})
