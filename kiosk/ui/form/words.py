"""The words on the counter: what stands beside a field, on a key, under a table."""

YES, NO = "是", "否"


class Field:
    """What stands in and beside a field."""

    DERIVED = "自动得出"
    DERIVED_OFFERED = "可改"
    DERIVED_WAITING = "填好证件号后自动得出"
    TAKE = "采用"
    FROM = "来自 {source}，请当面核对"
    NOT_HERE = "[不在选项中] {text}"
    KNOWN = "Ctrl+Enter 采用“{value}”，"
    OPTIONAL = "选填"
    FIRST_LETTERS = "拼音首字母"
    DIVISION = "拼音首字母、名称或代码"
    DATE = "如 19900131"
    MONTH = "如 199001"
    MOMENT = "如 2026-11-22 08:30"
    LENGTH = "{now} / {most}"
    BASIS = "依据：{basis}"
    SAME_AS = "无匹配项，请换几个字母或数字再试"
    PICKED = "{label}，{code}"


class Paper:
    """A signature or an attached file as an answer."""

    SIGNED = "纸上已签字、按指印"
    RECEIVED = "已收纸件"
    CHOOSE = "选文件…"
    DROP = "或把文件拖到这里"
    CHOOSE_TITLE = "选择要附上的文件"
    KINDS = "图片或 PDF (*.png *.jpg *.jpeg *.bmp *.pdf)"


class Table:
    """A table of household members, plots, operators."""

    ADD = "添加一行"
    REMOVE = "删除本行"
    RESTORE = "恢复刚删的一行"
    COUNT = "{count} 行"
    EMPTY = "还没有填。按 Enter 或 Ins 添加第一行。"
    ROW = "第 {row} 行"
    ROW_OF = "{label}第 {row} 行：{summary}"
    UNNAMED = "未填"
    KEY_ADD, KEY_REMOVE, KEY_RESTORE, KEY_MOVE = "Ins", "Ctrl+Del", "Alt+Z", "Ctrl+↑↓"
    MOVE = "换行"
    FAULTS = "{count} 处有误"
    ON = "空行上按 Enter：这张表填完，往下走"


class Section:
    """Cards and steps."""

    PROGRESS = "{total} 项，已填 {filled} 项"
    FAULTS = "{count} 处有误"
    DONE = "已填好"
    OPEN = "展开"
    NAME = "第 {number} 部分 {title}，{state}"
    GAPS = "还差 {count} 项"
    EMPTY = "—"
    LIST = "、"
    ROWS = "{count} 行：{names}"
    SUMMARY = "，"


class Key:
    """Keys as they stand on their caps."""

    TAKE = "Ctrl+Enter"
    TAKE_ALL = "Ctrl+Shift+Enter"
    SECTIONS = "Alt+1…{last}"
