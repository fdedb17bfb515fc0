"""What the shell says by itself: the places of the house, opening, and that something went wrong."""

WORDS: dict[str, dict[str, str]] = {
    "app": {"zh": "为民服务窗口", "en": "Weimin Kiosk"},
    "opening": {"zh": "正在打开，请稍等", "en": "Opening"},
    "hall": {"zh": "取号大厅", "en": "Hall"},
    "window": {"zh": "综合窗口", "en": "Window"},
    "board": {"zh": "叫号屏", "en": "Board"},
    "track": {"zh": "查进度", "en": "Track"},
    "agent": {"zh": "村级代办", "en": "Agent"},
    "office": {"zh": "中心管理", "en": "Office"},
    "unforeseen": {
        "zh": "程序出了一点问题（记录号 {id}），已经记下。保存过的都在，没有丢失。请再试一次；还不行，请把记录号告诉管理员。",
        "en": "Something went wrong (record {id}). Nothing saved is lost. Try again; else tell the administrator.",
    },
    "unforeseen_title": {"zh": "刚才这一步没有做成", "en": "That did not work"},
    "journal_title": {"zh": "台账核对发现问题", "en": "The journal does not fit"},
    "journal": {
        "zh": "{told}。办件可以照常，请先不要关机或还原，马上告诉系统管理员和审计管理员。",
        "en": "{told}. Work can go on; do not shut down or restore, tell the administrators at once.",
    },
    "kept_clear": {"zh": "本机数据没有加密", "en": "Data on this PC is in clear"},
    "kept_clear_text": {
        "zh": "谁拿到硬盘，谁就能看到全部办件和证件号码。请系统管理员装上加密组件（sqlcipher3）后重建；装好以前，这台电脑不要离人、不要送修。",
        "en": "Whoever has the disk reads it all. The administrator has to install the encrypted build (sqlcipher3).",
    },
    "kept_by_file": {"zh": "钥匙只是本机的一个文件", "en": "The key is a mere file"},
    "kept_by_file_text": {
        "zh": "硬盘和用户文件夹一起被复制，就能在别的电脑上打开。请系统管理员运行“kiosk key machine”换一种保管，或“kiosk key people”改成登录才打开。",
        "en": "Disk and home folder copied together open elsewhere: 'kiosk key machine' or 'kiosk key people'.",
    },
    "kept_weakly": {"zh": "钥匙按机器标识保管，没有安全芯片", "en": "No chip guards the key"},
    "kept_weakly_text": {
        "zh": "防得住复制的文件夹，防不住拿走整块系统盘的人。窗口和代办的电脑可以运行“kiosk key people”，改成登录才打开。",
        "en": "A copied folder opens nothing; a stolen system disk may. 'kiosk key people' asks for a sign-in instead.",
    },
    "parted_title": {"zh": "本机数据被换回过旧副本", "en": "This PC's data was put back from an old copy"},
    "parted": {
        "zh": "上级那里的记录比本机新，多出的已经取回，没有丢。如果不是管理员刚做的恢复，请马上告诉审计管理员；还没送出就丢掉的件，请对照纸质回执核一遍。",
        "en": "The upstream had more than this PC, and it came back. If nobody restored it just now, tell the auditor;"
        " check paper receipts for what had not been sent.",
    },
    "preview": {"zh": "预览：{name}", "en": "Preview: {name}"},
    "preview_guide": {"zh": "一次告知单（简版指南）", "en": "The short guide"},
    "preview_told": {
        "zh": "{code} 第 {version} 版《{form}》。这是预览：可以试填，什么都不会保存。",
        "en": "{code} v{version}, {form}. A preview: try it, nothing is kept.",
    },
    "close": {"zh": "知道了", "en": "Close"},
}


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the shell."""
    return WORDS[key][language].format(**values)
