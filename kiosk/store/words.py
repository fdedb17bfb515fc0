"""What the hall says when something cannot be kept or read: what happened, what it means, what to do now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was written: `key` of words, `where` it is (entry, ticket, case or scan)."""

    key: str
    where: str


SENTENCES: dict[str, dict[str, str]] = {
    "disk_full": {
        "zh": "磁盘已满，刚才这一步没有保存，屏幕上的内容还在。请清出空间（至少 200 MB）后再按一次。",
        "en": "The disk is full; this step was not saved, what is on the screen is still there. Free some space and try again.",
    },
    "disk_unwritable": {
        "zh": "数据目录写不进去（{path}），刚才这一步没有保存。请检查磁盘和权限后再试。",
        "en": "Nothing can be written at {path}; this step was not saved. Check the disk and its permissions.",
    },
    "store_busy": {
        "zh": "数据正被另一个程序占用，刚才这一步没有保存。请稍等几秒再试。",
        "en": "Another program is holding the data; this step was not saved. Try again in a few seconds.",
    },
    "store_readonly": {
        "zh": "数据目录是只读的，刚才这一步没有保存。请联系管理员恢复写入权限。",
        "en": "The data directory is read-only; this step was not saved.",
    },
    "store_unreadable": {
        "zh": "数据打不开：密钥不对，或文件已损坏。没有改动任何内容，请用备份恢复或联系管理员。",
        "en": "The data cannot be opened: the key is wrong or the file is damaged. Nothing was touched.",
    },
    "store_missing": {
        "zh": "{path} 里还没有数据。请先运行“kiosk init --centre 区划代码 --name 名称 --device 01”建立。",
        "en": "There is no data in {path} yet. Make it with 'kiosk init --centre CODE12 --name NAME --device 01'.",
    },
    "store_exists": {
        "zh": "{path} 里已经有数据，没有改动。要新建请换一个空目录。",
        "en": "There is data in {path} already; nothing was touched. Choose an empty directory.",
    },
    "key_missing": {
        "zh": "找不到打开数据的密钥（{path}）。数据没有改动；请在原来的电脑上打开，或用恢复密钥。",
        "en": "The key that opens the data is not here ({path}). Nothing was touched.",
    },
    "blob_missing": {
        "zh": "附件 {name} 的文件不在了。请从原件重新扫描。",
        "en": "The file of attachment {name} is gone. Scan it again from the original.",
    },
    "blob_altered": {
        "zh": "附件 {name} 的文件被改动过，不能使用。请从原件重新扫描。",
        "en": "The file of attachment {name} was altered and cannot be used. Scan it again from the original.",
    },
}

PROBLEMS: dict[str, dict[str, str]] = {
    "parcel_damaged": {
        "zh": "目录包 {where} 不在了或被改动，请重新安装",
        "en": "the parcel of definitions {where} is gone or was altered; install it again",
    },
    "entry_missing": {"zh": "台账缺少 {where}", "en": "the journal lacks {where}"},
    "entry_unplaced": {"zh": "台账 {where} 不在链上", "en": "entry {where} stands in no chain"},
    "chain_broken": {"zh": "台账 {where} 与前一条接不上", "en": "entry {where} does not follow from the one before"},
    "chain_altered": {"zh": "台账 {where} 的链值被改动", "en": "the chain of {where} was altered"},
    "word_altered": {
        "zh": "终端台账 {where} 的签名与内容不符",
        "en": "the device's own word on {where} is not of what is here",
    },
    "body_missing": {"zh": "台账 {where} 的内容缺失", "en": "the body of {where} is missing"},
    "body_altered": {"zh": "台账 {where} 的内容被改动", "en": "the body of {where} was altered"},
    "body_unreadable": {"zh": "台账 {where} 的内容读不出", "en": "the body of {where} cannot be read"},
    "step_does_not_fit": {"zh": "台账 {where} 这一步接不上办件状态", "en": "the step {where} does not fit"},
    "case_without_entry": {"zh": "办件 {where} 在台账里没有记录", "en": "case {where} has no entry"},
    "case_lost": {
        "zh": "办件 {where} 在台账里有、数据里没有",
        "en": "case {where} is in the journal but not in the tables",
    },
    "case_altered": {"zh": "办件 {where} 与台账不一致", "en": "case {where} differs from the journal"},
    "ticket_without_entry": {"zh": "号票 {where} 在台账里没有记录", "en": "ticket {where} has no entry"},
    "ticket_lost": {
        "zh": "号票 {where} 在台账里有、数据里没有",
        "en": "ticket {where} is in the journal but not in the tables",
    },
    "ticket_altered": {"zh": "号票 {where} 与台账不一致", "en": "ticket {where} differs from the journal"},
    "ticket_gap": {"zh": "号票 {where} 缺号", "en": "ticket number {where} is missing"},
    "blob_missing": {"zh": "附件 {where} 的文件不在", "en": "the file of {where} is missing"},
    "blob_altered": {"zh": "附件 {where} 的文件被改动", "en": "the file of {where} was altered"},
}
