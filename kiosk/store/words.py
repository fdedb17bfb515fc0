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
        "zh": "{path} 里还没有数据。新终端请运行“kiosk init --centre 区划代码 --name 名称 --device 01”建立；换了新电脑、有备份的请运行“kiosk restore 备份目录 --key -”恢复。",
        "en": "There is no data in {path} yet. Make it with 'kiosk init --centre CODE12 --name NAME --device 01', or put a backup back with 'kiosk restore FROM --key -'.",
    },
    "store_exists": {
        "zh": "{path} 里已经有数据，没有改动。要新建请换一个空目录。",
        "en": "There is data in {path} already; nothing was touched. Choose an empty directory.",
    },
    "key_missing": {
        "zh": "找不到打开数据的密钥（{path}）。数据没有改动；请在原来的电脑上打开，或用恢复密钥。",
        "en": "The key that opens the data is not here ({path}). Nothing was touched.",
    },
    "key_elsewhere": {
        "zh": "这份数据（{path}）是在另一台电脑上加密的，本机打不开；没有改动任何内容。换了电脑请取出保险柜里的恢复密钥，运行“kiosk key adopt”；有备份的请运行“kiosk restore”。",
        "en": "This data ({path}) was encrypted on another computer and cannot be opened here; nothing was touched. On a new PC take the recovery key and run 'kiosk key adopt', or 'kiosk restore' with a backup.",
    },
    "unlock_needed": {
        "zh": "这台电脑上的数据要用口令打开。请在终端里运行并输入口令，或用 KIOSK_PASSPHRASE_FD 给出。",
        "en": "The data on this PC is opened with a passphrase: type it at a terminal, or give it by KIOSK_PASSPHRASE_FD.",
    },
    "header_missing": {
        "zh": "密钥信封（{path}）不在了，数据没有改动。请从备份里取回这个文件，或用“kiosk restore”恢复。",
        "en": "The header with the wrapped key ({path}) is gone. Fetch the file from a backup, or restore.",
    },
    "header_unreadable": {
        "zh": "密钥信封（{path}）已损坏，数据没有改动。请从备份里取回这个文件，或用“kiosk restore”恢复。",
        "en": "The header with the wrapped key ({path}) is damaged. Fetch the file from a backup, or restore.",
    },
    "header_altered": {
        "zh": "密钥信封被人改动过，为安全起见没有打开数据。请报告县（区）管理员，并从备份里取回 vault.json。",
        "en": "The header with the wrapped key was altered by somebody; the data was not opened. Tell the administrator.",
    },
    "guard_missing": {
        "zh": "本机不能用“{guard}”保管密钥（{reason}），没有改动。请换一种保管方式（KIOSK_GUARD）再试。",
        "en": "The key cannot be guarded by '{guard}' here ({reason}). Choose another (KIOSK_GUARD).",
    },
    "encryption_missing": {
        "zh": "这台电脑上没有加密数据库组件（sqlcipher3），默认拒绝不加密保存。请安装该组件；确需明文保存（磁盘另有加密）时，由管理员设置 KIOSK_UNENCRYPTED=allowed。",
        "en": "There is no encrypted SQLite (sqlcipher3) here, and nothing is kept in clear by default. Install it, or allow it by KIOSK_UNENCRYPTED=allowed.",
    },
    "rotation_failed": {
        "zh": "新密钥没有换成，原来的密钥继续有效，数据没有改动。磁盘上要有和数据一样大的空闲空间，清出后再试。",
        "en": "The key was not changed and the old one stays in force. There must be as much room on the disk as the data takes; try again.",
    },
    "slot_unknown": {
        "zh": "没有编号为“{slot}”的密钥槽。请用“kiosk key slots”查看；没有改动。",
        "en": "There is no slot '{slot}'. 'kiosk key slots' lists them; nothing was changed.",
    },
    "slot_last": {
        "zh": "这是最后一个能打开数据的密钥槽，不能删除。请先加一个再删。",
        "en": "This is the last slot that opens the data; add another first.",
    },
    "slot_needs_other": {
        "zh": "删掉它以后本机就不能自己打开数据，也没有口令可用。请先设口令（kiosk key passphrase），再删。",
        "en": "Without it this PC could not open its data and nobody has a passphrase. Set one first.",
    },
    "kept_clear": {
        "zh": "警告：本机数据没有加密，谁拿到硬盘都能看到。请系统管理员装上加密组件（sqlcipher3）后重建。",
        "en": "Warning: the data on this PC is in clear. Install the encrypted build (sqlcipher3) and begin anew.",
    },
    "kept_file_only": {
        "zh": "警告：打开数据的钥匙只是本机的一个文件，硬盘和用户文件夹一起被复制就能打开。请运行“kiosk key machine”换一种保管，或“kiosk key people”改成登录才打开。",
        "en": "Warning: the key is a mere file on this PC: 'kiosk key machine' with another guard, or 'kiosk key people'.",
    },
    "people_only": {
        "zh": "这台电脑的数据只由在册人员的口令打开。请在窗口或代办屏幕上登录；命令行请用 --staff 工号、口令从 --secret-fd 给出（会话不能打开数据）。",
        "en": "Only the people who work here open the data on this PC: sign in at the screen, or use --staff with --secret-fd (a session does not open it).",
    },
    "people_not_here": {
        "zh": "大厅屏、叫号屏和中心节点每天要自己开机启动，不能设成“登录才打开数据”。没有改动。要在这台电脑上用，请系统管理员运行“kiosk key machine”改回本机自动打开。",
        "en": "A hall, a board and a hub start by themselves, so their data cannot wait for somebody to sign in. 'kiosk key machine' lets this PC open it again.",
    },
    "people_need_recovery": {
        "zh": "只由人员口令打开数据的电脑必须留着恢复密钥：人都离开、都忘了口令时只有它能打开。没有删除。",
        "en": "Where only people open the data the recovery key has to stay: it is the way back when nobody remembers. Nothing was removed.",
    },
    "people_need_person": {
        "zh": "请以本人工号运行：--staff 工号，口令从 --secret-fd 给出。第一把钥匙要归设置的人，会话和未登录都不行。没有改动。",
        "en": "Do this as a person: --staff with --secret-fd. The first key is that of who sets it. Nothing was changed.",
    },
    "people_off": {
        "zh": "这台电脑由本机自动打开数据，不需要个人钥匙。要改成登录才打开，请运行“kiosk key people”。没有改动。",
        "en": "This PC opens its data by itself; nobody needs a key of his own. 'kiosk key people' changes that.",
    },
    "badge_needed": {
        "zh": "口令对了，还要证卡：请把证卡放上读卡器，或刷一下，再登录一次。",
        "en": "The secret is right; the badge is asked for as well. Sign in once more with it.",
    },
    "backup_by_recovery": {
        "zh": "这台电脑的数据只由人员口令打开，备份只有恢复密钥能打开。请运行“kiosk backup drill --key -”，输入恢复密钥核对。",
        "en": "Only people open the data here; its backups open with the recovery key alone: 'kiosk backup drill --key -'.",
    },
    "passphrase_wrong": {"zh": "口令不对，没有打开数据。请再试。", "en": "The passphrase is wrong. Try again."},
    "passphrase_weak": {
        "zh": "口令太短或太简单：至少 {least} 个字符，不要只用几个字符重复。没有改动。",
        "en": "The passphrase is too weak: at least {least} characters, not a few over and over.",
    },
    "recovery_missing": {
        "zh": "还没有恢复密钥，做了备份也没人打得开。请先运行“kiosk key recovery”打印恢复单。",
        "en": "There is no recovery key, and nobody could open a backup. Run 'kiosk key recovery' first.",
    },
    "recovery_before_lodging": {
        "zh": "现在的恢复密钥是旧版本生成的，还不能用来从上级取回备份，这一次没有寄存。请运行“kiosk key recovery”重新打印恢复单。",
        "en": "This recovery key was made by an older version and cannot fetch a backup from the upstream; none was lodged. Print a new sheet with 'kiosk key recovery'.",
    },
    "lodging_nowhere": {
        "zh": "本机还没有登记到市平台，也没有与中心节点配对，备份无处寄存。请先运行“kiosk enrol”或“kiosk pair”。",
        "en": "This PC is neither enrolled with a city nor paired with a hub: there is nobody to lodge a backup with.",
    },
    "lodging_under_way": {
        "zh": "另一个程序正在上传备份，这里不用再做。稍后用“kiosk backup list --upstream”查看。",
        "en": "Another program is bringing a backup to the upstream already. See 'kiosk backup list --upstream' later.",
    },
    "lodging_unknown": {
        "zh": "上级没有完整的备份 {name}。请用“kiosk backup list --upstream”查看有哪些。",
        "en": "There is no whole backup {name} with the upstream. 'kiosk backup list --upstream' lists them.",
    },
    "lodged_bad": {
        "zh": "上级重新读出的备份 {name} 与本机送去的不一致，不算数。请再备份一次；仍不行请联系市里的管理员检查存储。",
        "en": "What the upstream has of backup {name} is not what was sent: it does not count. Make another one.",
    },
    "lodged_none": {
        "zh": "{url} 没有能用这把恢复密钥取回的备份。请核对网址；再核对恢复单是不是这台终端最近的一张；从没寄存过的，请用备份介质恢复。",
        "en": "{url} has no backup that this recovery key may fetch. Check the address and the sheet, or use a medium.",
    },
    "restore_stopped": {
        "zh": "取回已停下，已取回的部分留着，再来一次会接着取。",
        "en": "Fetching was stopped. What has come stays, and the next time goes on from there.",
    },
    "medium_missing": {
        "zh": "备份介质（{medium}）不在。请插好 U 盘或接通备份盘后再试；没有做备份。",
        "en": "The backup medium ({medium}) is not there. Plug it in and try again; no backup was made.",
    },
    "medium_full": {
        "zh": "备份介质（{medium}）满了，这一次备份不算数，以前的备份还在。请清出空间或换一个介质。",
        "en": "The backup medium ({medium}) is full: this backup does not count, those before it are still there.",
    },
    "medium_gone": {
        "zh": "备份介质（{medium}）中途读写出错或被拔出，这一次备份不算数，以前的备份不受影响。请插好后再备份一次。",
        "en": "The backup medium ({medium}) failed or was pulled out: this backup does not count. Plug it in and try again.",
    },
    "backup_bad": {
        "zh": "备份 {name} 不完整或被改动过，不能用。请换用另一个备份，并尽快重新备份。",
        "en": "Backup {name} is not whole or was altered and cannot be used. Take another one.",
    },
    "backup_nowhere": {
        "zh": "还没有设定备份到哪里。请用“kiosk backup schedule --to 文件夹”设定，或用 --to 指明。",
        "en": "No medium is set for backups: 'kiosk backup schedule --to DIR', or name one with --to.",
    },
    "backup_unknown": {
        "zh": "在 {where} 没有找到备份 {name}。请用“kiosk backup list”查看，或检查文件夹。",
        "en": "There is no backup {name} at {where}. 'kiosk backup list' lists them.",
    },
    "backup_devices": {
        "zh": "这个介质上有几台终端的备份：{devices}。请指明到终端编号那一级文件夹。",
        "en": "There are backups of several devices on this medium: {devices}. Name the device's folder.",
    },
    "backup_just_made": {
        "zh": "刚刚已经做过备份 {name}，请过几秒再试。",
        "en": "Backup {name} was made this very second; try again.",
    },
    "backup_plan_wrong": {
        "zh": "备份计划写得不对：间隔、提醒天数和保留天数至少为 1。没有改动。",
        "en": "The plan is wrong: hours, days of reminders and days kept are at least 1. Nothing was changed.",
    },
    "recovery_mistyped": {
        "zh": "恢复密钥抄写有误：应为 8 组、每组 4 个字符，校验不符。请对照恢复单再输一次，或扫描二维码。",
        "en": "The recovery key was mistyped: eight groups of four, and the checksum does not fit. Try again, or scan it.",
    },
    "recovery_half": {
        "zh": "这只是恢复密钥的一半。请两位保管人都在场，把两半一起输入（中间空一格）。",
        "en": "This is one half of the recovery key. Enter both halves with a blank between them.",
    },
    "recovery_halves": {
        "zh": "这两份不是同一把恢复密钥的两半。请核对恢复单上的“甲、乙”两份。",
        "en": "These are not the two halves of one recovery key.",
    },
    "recovery_wrong": {
        "zh": "恢复密钥写得没错，但打不开这份数据：它是另一台终端的，或已被更换。请核对恢复单上的终端和日期。",
        "en": "The recovery key is well written but does not open this data: it is another device's, or was replaced.",
    },
    "journal_not_good": {
        "zh": "台账本身有 {count} 处问题（{told}），不能拿它来恢复数据，没有改动。请保留现场，用备份恢复或报告上级。",
        "en": "The journal itself has {count} problems ({told}): nothing can be set right by it, and nothing was touched.",
    },
    "nothing_to_repair": {
        "zh": "数据与台账一致，没有要恢复的。",
        "en": "The tables are as the journal tells them: there is nothing to set right.",
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

ASKS_TO_OPEN = "请输入打开数据的口令："

PROBLEMS: dict[str, dict[str, str]] = {
    "parcel_damaged": {
        "zh": "目录包 {where} 不在了或被改动，请重新安装",
        "en": "the parcel of definitions {where} is gone or was altered; install it again",
    },
    "entry_missing": {"zh": "台账缺少 {where}", "en": "the journal lacks {where}"},
    "entry_unplaced": {"zh": "台账 {where} 不在链上", "en": "entry {where} stands in no chain"},
    "entry_altered": {"zh": "台账 {where} 的编目与内容不符", "en": "what {where} is filed under is not what it says"},
    "origin_altered": {"zh": "外来记录 {where} 的出处被改动", "en": "where {where} came from was altered"},
    "journal_cut": {
        "zh": "台账被截断：{where} 上级已签收，本机却没有。上级那里有，下次联网自动取回，不会丢",
        "en": "the journal was cut short: {where} was signed for by the upstream and is not here; it comes back from there",
    },
    "journal_short": {
        "zh": "台账末尾被截断：上次核对时本机已记到 {where}，现在没有了，上级也没有签收过，只有备份里可能还有",
        "en": "the journal's end is gone: {where} was here at the last check, and no upstream has signed for it; only a"
        " backup may have it",
    },
    "journal_changed": {
        "zh": "台账 {where} 与上次启动时核对过的不一致，被改写过",
        "en": "the journal was written anew: {where} is not what it was at the last start",
    },
    "journal_rewritten": {
        "zh": "台账 {where} 与上级签收的不一致，被改写过",
        "en": "the journal was written anew: {where} is not what the upstream has signed for",
    },
    "acknowledgement_altered": {
        "zh": "上级对台账的确认（{where}）被改动",
        "en": "the upstream's word on the journal ({where}) was altered",
    },
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
    "ruling_altered": {
        "zh": "中心统一规则 {where} 与台账不一致",
        "en": "the rule {where} of the centre differs from the journal",
    },
    "account_altered": {"zh": "工号 {where} 的账号与台账不一致", "en": "account {where} differs from the journal"},
    "account_lost": {
        "zh": "工号 {where} 的账号在台账里有、数据里没有",
        "en": "account {where} is in the journal but not in the tables",
    },
    "account_without_entry": {"zh": "工号 {where} 的账号在台账里没有记录", "en": "account {where} has no entry"},
    "aside_wrongly": {
        "zh": "台账 {where} 被标为搁置不计，但它接得上办件状态",
        "en": "entry {where} was put aside although it fits",
    },
    "mark_altered": {
        "zh": "办件 {where} 的纸面编号索引与台账不一致",
        "en": "the numbers on paper that lead to case {where} differ from the journal",
    },
    "index_altered": {"zh": "办件 {where} 的检索索引被改动", "en": "the index that finds case {where} was altered"},
    "ticket_gap": {"zh": "号票 {where} 缺号", "en": "ticket number {where} is missing"},
    "blob_missing": {"zh": "附件 {where} 的文件不在", "en": "the file of {where} is missing"},
    "blob_altered": {"zh": "附件 {where} 的文件被改动", "en": "the file of {where} was altered"},
}
