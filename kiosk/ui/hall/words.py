"""What the hall screen says to a resident: plain words, what happened, what it means, what to do now."""

from collections.abc import Sequence

WORDS: dict[str, dict[str, str]] = {
    "ask": {"zh": "您要办什么事？", "en": "What would you like to do?"},
    "ask_how": {"zh": "先点分类，再点事项，就能取号。", "en": "Choose a category, then a matter, and take a number."},
    "search": {"zh": "按拼音首字母找事项，如“低保”点 D B", "en": "Find a matter by its pinyin initials"},
    "search_name": {"zh": "找事项", "en": "Find a matter"},
    "search_key": {"zh": "查找", "en": "Find"},
    "search_title": {"zh": "找事项", "en": "Find a matter"},
    "search_how": {"zh": "点事项名称里每个字的拼音首字母。", "en": "Tap the first letter of each syllable."},
    "search_field": {"zh": "拼音首字母，如 DB", "en": "Pinyin initials"},
    "clear": {"zh": "清空", "en": "Clear"},
    "search_write": {"zh": "找汉字", "en": "Characters"},
    "search_none": {"zh": "没有找到这样的事项。", "en": "No such matter."},
    "search_none_how": {
        "zh": "少点一个字母再试，或者回首页按分类找。",
        "en": "Try fewer letters, or look by category.",
    },
    "search_start": {"zh": "还没有点字母", "en": "No letters yet"},
    "search_examples": {
        "zh": "例如：低保点 D B，宅基地点 Z J D，身份证点 S F Z。",
        "en": "For example: D B for relief.",
    },
    "all": {"zh": "全部事项", "en": "All matters"},
    "all_how": {"zh": "十二类事项都在这里", "en": "All categories"},
    "identity": {"zh": "输身份证号取号", "en": "Take a number with your ID"},
    "identity_how": {"zh": "按身份证号登记；不输也能取号", "en": "Optional"},
    "identity_title": {"zh": "请输入身份证号", "en": "Enter your ID number"},
    "identity_why": {"zh": "号码只用来排这一次队，离开后屏幕上不留。", "en": "Used for this visit only."},
    "identity_field": {"zh": "身份证号，18 位", "en": "ID number, 18 digits"},
    "identity_card": {
        "zh": "也可以把身份证、居住证放到读卡器上，不用输入。只读号码，不存照片。",
        "en": "Or lay your card on the reader: only its number is read.",
    },
    "identity_see": {"zh": "显示号码", "en": "Show"},
    "identity_hide": {"zh": "遮住号码", "en": "Hide"},
    "identity_done": {"zh": "输好了", "en": "Done"},
    "identity_count": {"zh": "已输 {count} 位，还差 {left} 位", "en": "{count} typed, {left} to go"},
    "identity_full": {"zh": "18 位已输齐", "en": "All 18 typed"},
    "identity_wrong": {
        "zh": "这个号码不对，有一位输错了。请点“显示号码”，对着身份证再看一遍。",
        "en": "One digit is wrong. Show the number and compare it with the card.",
    },
    "identity_short": {"zh": "还差 {left} 位。身份证号一共 18 位。", "en": "{left} digits are missing."},
    "identified": {"zh": "已输身份证号", "en": "ID number"},
    "identified_now": {"zh": "现在请点要办的分类", "en": "Now choose a category"},
    "forget": {"zh": "清除", "en": "Clear"},
    "track": {"zh": "查办件进度", "en": "Look up a case"},
    "track_how": {"zh": "扫回执上的二维码，或者输办件编号", "en": "Scan the receipt, or type its number"},
    "help": {"zh": "叫人帮忙", "en": "Call for help"},
    "help_brief": {"zh": "叫人", "en": "Help"},
    "help_asked": {"zh": "已经叫人，请在这里稍等", "en": "Somebody has been called: please wait here"},
    "help_coming": {
        "zh": "{window} 号窗口的工作人员马上来",
        "en": "Somebody from window {window} is coming",
    },
    "help_failed": {"zh": "没有叫通", "en": "The call did not get through"},
    "help_failed_how": {
        "zh": "请到咨询台或最近的窗口，当面请工作人员帮忙。",
        "en": "Please ask at the desk or the nearest window.",
    },
    "read": {"zh": "朗读", "en": "Read out"},
    "read_out": {"zh": "读给我听", "en": "Read it to me"},
    "read_stop": {"zh": "不读了", "en": "Stop"},
    "low": {"zh": "坐着操作", "en": "Seated"},
    "elder": {"zh": "大字版", "en": "Large print"},
    "elder_off": {"zh": "普通字", "en": "Normal print"},
    "printer_ok": {"zh": "打印机正常", "en": "Printer ready"},
    "printer_bad": {"zh": "打印机没有打出小票", "en": "The printer is not printing"},
    "printer_bad_how": {"zh": "照常取号，号码请拍照", "en": "Photograph the number"},
    "printer_none": {"zh": "这台机器没有接打印机", "en": "No printer here"},
    "choose_matter": {"zh": "请点要办的事项", "en": "Choose a matter"},
    "line_opening": {"zh": "正在看排队情况", "en": "Looking at the line"},
    "one_line": {"zh": "各事项合排一队，现有 {count} 人等候", "en": "One line for all: {count} waiting"},
    "one_line_windows": {"zh": "，{windows} 号窗口正在办理", "en": ", windows {windows} are serving"},
    "nobody_waits": {"zh": "现在没有人排队", "en": "Nobody is waiting"},
    "bring": {"zh": "要带", "en": "Bring"},
    "bring_nothing": {"zh": "不用带材料，窗口都能办", "en": "Nothing to bring"},
    "people": {"zh": "人", "en": "people"},
    "waiting": {"zh": "等候", "en": "waiting"},
    "among": {"zh": "{some}等", "en": "{some} and more"},
    "printed_there": {
        "zh": "申请书、承诺书这些表在窗口打印，不用自己准备。",
        "en": "Forms are printed at the window.",
    },
    "unsure": {"zh": "不知道该选哪一项？问问咨询台的工作人员。", "en": "Unsure? Ask at the desk."},
    "at_once": {"zh": "材料齐全当场办好", "en": "Done on the spot"},
    "batch": {"zh": "按年度批次办理", "en": "Handled by yearly batch"},
    "within": {"zh": "承诺 {days} 个{unit}办结", "en": "Within {days} {unit}"},
    "workday": {"zh": "工作日", "en": "working days"},
    "day": {"zh": "自然日", "en": "days"},
    "free": {"zh": "不收费", "en": "Free"},
    "booking": {"zh": "在这里预审、预约", "en": "Checked and booked here"},
    "materials": {"zh": "请带好这些材料", "en": "Bring these"},
    "materials_none": {"zh": "不用带材料", "en": "Nothing to bring"},
    "seen": {"zh": "原件，看过当场还您", "en": "Original, handed back"},
    "original": {"zh": "原件 {count} 份", "en": "{count} original(s)"},
    "copy": {"zh": "复印件 {count} 份", "en": "{count} copy"},
    "tolerable": {"zh": "，可后补", "en": ", may follow"},
    "pledgeable": {"zh": "，可以承诺代替", "en": ", or a signed promise"},
    "if_any": {"zh": "，有才带", "en": ", if any"},
    "made_here": {"zh": "窗口打印", "en": "Printed here"},
    "made_here_if": {"zh": "窗口打印，需要才用", "en": "Printed here if needed"},
    "come_anyway": {
        "zh": "没带齐也能先取号，窗口会一次说清还缺什么。",
        "en": "You may take a number even if something is missing.",
    },
    "queue_now": {"zh": "现在排队的情况", "en": "The line now"},
    "ahead": {"zh": "前面", "en": "ahead"},
    "wait": {"zh": "大约等候", "en": "estimated wait"},
    "range": {"zh": "{low}～{high}", "en": "{low}–{high}"},
    "minutes": {"zh": "分钟", "en": "minutes"},
    "wait_unknown": {"zh": "刚开始，暂无法估计", "en": "Too early to say"},
    "wait_unknown_short": {"zh": "暂无法估计", "en": "Too early to say"},
    "wait_basis": {
        "zh": "等候时间按今天办完的 {count} 件和 {windows} 个窗口推算。",
        "en": "From {count} services today and {windows} windows.",
    },
    "wait_no_basis": {
        "zh": "今天办完 5 件以后，这里会显示大约要等多久。",
        "en": "An estimate appears after five services.",
    },
    "held_already": {"zh": "您这件事已经取过号", "en": "You have a number for this already"},
    "held_already_how": {
        "zh": "还是原来的号，位置没有变，不用再取",
        "en": "The same number, the same place in the line",
    },
    "print_again": {"zh": "补打小票", "en": "Print the slip again"},
    "long_queue": {"zh": "前面还有 {ahead} 人，要取号吗？", "en": "{ahead} people are ahead. Take a number?"},
    "long_queue_wait": {"zh": "大约要等 {low}～{high} 分钟。", "en": "About {low} to {high} minutes."},
    "long_queue_how": {
        "zh": "也可以先看办事指南，或者改个时间来。",
        "en": "Or read the guide first, or come at another time.",
    },
    "take_still": {"zh": "要取号", "en": "Take it"},
    "take_later": {"zh": "先不取", "en": "Not now"},
    "green_offer": {"zh": "您可以走绿色通道", "en": "You may use the priority lane"},
    "green_offer_how": {
        "zh": "{age} 岁以上优先叫号，走不走由您选。",
        "en": "From {age} years on you are called earlier, if you like.",
    },
    "green_take": {"zh": "走绿色通道", "en": "Priority lane"},
    "booked_here": {"zh": "您预约的事项，点“取号”就能排队", "en": "Your booking: press once to stand in the line"},
    "closed_title": {"zh": "现在不取号", "en": "No numbers now"},
    "full_title": {"zh": "这一时段的号取完了", "en": "No numbers left for now"},
    "closed_how": {
        "zh": "办事指南和办件进度照常可以查看。",
        "en": "Guides and the progress of cases can be seen at any time.",
    },
    "printer_low": {"zh": "打印机快没纸了", "en": "Paper is running out"},
    "printer_out": {"zh": "打印机缺纸", "en": "Out of paper"},
    "printer_cover": {"zh": "打印机盖子没关好", "en": "The printer's cover is open"},
    "printer_now": {"zh": "{state}：照常取号，号码请拍照", "en": "{state}: photograph the number"},
    "take": {"zh": "取号", "en": "Take a number"},
    "taking": {"zh": "正在取号", "en": "Taking a number"},
    "take_failed": {"zh": "号没有取成", "en": "No number was taken"},
    "open_failed": {"zh": "这一页暂时打不开", "en": "This page cannot be shown"},
    "taken": {"zh": "取号成功，请拿好小票", "en": "Please take your slip"},
    "taken_how": {"zh": "小票在出票口", "en": "The slip is at the slot"},
    "taken_printing": {"zh": "取号成功，正在打印小票", "en": "Printing the slip"},
    "taken_printing_how": {"zh": "请稍等一下，号码已经取好", "en": "Your number is safe"},
    "no_printer": {"zh": "取号成功，请拍下号码", "en": "Please photograph this number"},
    "no_printer_how": {
        "zh": "这台机器没有接打印机，没有小票也照常叫您。",
        "en": "No printer here; you will be called all the same.",
    },
    "no_paper": {"zh": "打印机缺纸，请拍下号码", "en": "Out of paper: photograph this number"},
    "not_printed": {"zh": "小票没打出来，请拍下号码", "en": "Not printed: photograph this number"},
    "not_printed_how": {
        "zh": "号码已经取好，没有小票也照常叫您。",
        "en": "Your number is safe; you will be called all the same.",
    },
    "your_number": {"zh": "您的号码", "en": "Your number"},
    "green": {"zh": "绿色通道", "en": "Priority"},
    "window_unit": {"zh": "号窗口", "en": "window"},
    "windows_now": {"zh": "听到叫号再过去", "en": "come when called"},
    "step_1": {"zh": "拍下这一屏，或记住号码 {number}", "en": "Photograph this, or remember {number}"},
    "step_2": {"zh": "听叫号、看大屏，叫到再去窗口", "en": "Wait to be called"},
    "step_3": {"zh": "要纸票，装好纸再点“再打一张”", "en": "For a slip, print again once there is paper"},
    "step_none_3": {"zh": "不用纸票，窗口按号码叫您", "en": "No slip is needed"},
    "scan": {"zh": "手机扫一扫", "en": "Scan with your phone"},
    "scan_what": {"zh": "随时看排到几号、要带什么材料", "en": "See the line and what to bring"},
    "scan_not": {"zh": "不扫也可以，听叫号、看大屏就行", "en": "Or wait to be called"},
    "bring_now": {"zh": "等候时请把这些准备好", "en": "Have these ready"},
    "seconds_home": {"zh": "秒后回到首页", "en": "seconds to the start page"},
    "wait_more": {"zh": "再等我一会", "en": "Wait a little"},
    "guide": {"zh": "办事指南", "en": "Service guide"},
    "guide_see": {"zh": "看办事指南", "en": "See the guide"},
    "guide_see_how": {"zh": "谁能办、怎么办、依据什么，可以打印", "en": "Who, how, by which law; to take along"},
    "guide_short": {"zh": "简版", "en": "In short"},
    "guide_full": {"zh": "全部要素", "en": "In full"},
    "guide_print_short": {"zh": "打印指南", "en": "Print it"},
    "guide_print_full": {"zh": "打印全版", "en": "Print in full"},
    "guide_printed": {"zh": "指南已打印，请取走", "en": "Printed; please take it"},
    "guide_not_printed": {"zh": "指南没打出来。{why}", "en": "Not printed. {why}"},
    "guide_bring": {"zh": "带什么", "en": "What to bring"},
    "guide_days": {"zh": "多少天", "en": "How long"},
    "guide_fee": {"zh": "要不要钱", "en": "What it costs"},
    "guide_where": {"zh": "在哪办", "en": "Where"},
    "guide_who": {"zh": "谁可以办", "en": "Who may"},
    "guide_proxy": {"zh": "能不能请人代办", "en": "By somebody else"},
    "guide_ask": {"zh": "不清楚就问", "en": "Ask"},
    "guide_notes": {"zh": "办理须知", "en": "Notes"},
    "guide_unset": {"zh": "还没有设定的标准", "en": "Not yet set"},
    "guide_not_stated": {"zh": "目录没有载明，请以窗口解答为准。", "en": "Not stated; ask at the window."},
    "guide_material": {
        "zh": "{name}（{how}，{count} 份，{need}；{source}）",
        "en": "{name} ({how}, {count}, {need}; {source})",
    },
    "guide_step": {"zh": "{name}：{actor}，{days}，{output}", "en": "{name}: {actor}, {days}, {output}"},
    "again": {"zh": "再打一张", "en": "Print again"},
    "done": {"zh": "好了", "en": "Done"},
    "photographed": {"zh": "拍好了", "en": "Done"},
}

COMMA, TO, RUN = "、", "～", 3  # so many numbers in a row are said as from one to the other

ELEMENTS = (
    ("事项名称、编码", "name code edition"),
    ("适用范围", "scope"),
    ("事项、审查类型", "task_type project_type"),
    ("办理依据", "basis"),
    ("受理机构", "accepted_by"),
    ("决定机构", "decided_by"),
    ("数量限制", "quota"),
    ("申请条件", "conditions"),
    ("禁止性要求", "forbidden"),
    ("申请材料目录", "materials"),
    ("申请接收方式", "handed_in"),
    ("办理基本流程", "steps"),
    ("办理方式", "ways"),
    ("办理时限", "limits"),
    ("收费依据、标准", "fee"),
    ("办理结果", "result"),
    ("结果送达", "delivery"),
    ("申请人权利、义务", "rights"),
    ("咨询途径", "ask"),
    ("监督投诉渠道", "complain"),
    ("办公地址、时间", "address hours"),
    ("进程、结果查询", "track"),
)
"""The 22 elements of GB/T 36114-2018 in their order, each with the facts of `kiosk.app.guides` that it says."""


def word(key: str, language: str = "zh", **values: object) -> str:
    """A sentence of the hall."""
    return WORDS[key][language].format(**values)


def listed(things: list[str] | tuple[str, ...]) -> str:
    """甲、乙、丙."""
    return COMMA.join(things)


def ranged(numbers: Sequence[str]) -> str:
    """1～4、6: windows as they are said, in their order."""
    said, run = list[str](), list[str]()
    for number in [*numbers, ""]:
        if run and number.isdigit() and run[-1].isdigit() and int(number) == int(run[-1]) + 1:
            run.append(number)
            continue
        said += [f"{run[0]}{TO}{run[-1]}"] if len(run) >= RUN else run
        run = [number]
    return COMMA.join(said)


def pieces(text: str) -> list[str]:
    """The things of a list, as they were joined."""
    return text.split(COMMA)
