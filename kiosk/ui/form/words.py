"""The words on the counter: what stands beside a field, on a key, under a table."""

YES, NO = "是", "否"


class Field:
    """What stands in and beside a field."""

    DERIVED = "自动得出"
    DERIVED_OFFERED = "可改"
    TAKE = "采用"
    FROM = "来自 {source}，请当面核对；不用按 Esc"
    NOT_HERE = "[不在选项中] {text}"
    KNOWN = "Ctrl+Enter 采用“{value}”，"
    OPTIONAL = "选填"
    OPTIONAL_LIKE = "选填，{hint}"
    CAPITALS = "大写 {text}"
    DIVISION = "拼音首字母、名称或代码"
    DATE = "如 19900131"
    MONTH = "如 199001"
    MOMENT = "如 2026-11-22 08:30"
    LENGTH = "{now} / {most}"
    BASIS = "依据：{basis}"
    SAME_AS = "无匹配项，请换几个字母或数字再试"
    PICKED = "{label}，{code}"


class Help:
    """What is said of a question when the clerk asks (Alt+H)."""

    WHAT = "填什么：{text}"
    HOW = "怎么填：{text}"
    FOUND = "在哪里找：{text}"
    SAMPLE = "样子：{text}"


WHOLE = (
    *("详细", "地址", "身份", "证号", "号码", "姓名", "情况", "家庭", "经济", "收入", "支出", "关系", "日期", "时间"),
    *("期限", "面积", "金额", "账号", "账户", "登记", "业务", "保障", "医疗", "教育", "是否", "委托", "申请", "经营"),
    *("场所", "编号", "类别", "类型", "等级", "年度", "人口", "户籍", "居住", "出生", "死亡", "证明", "配偶", "监护"),
    *("单位", "机构", "信用", "代码", "统一", "社会", "集体", "组织", "成员", "标准", "宅基", "基地", "建筑", "补贴"),
    *("说明", "原因", "享受", "待遇", "参保", "缴费", "银行", "授权", "核对", "子女", "户主", "迁入", "医学", "残疾"),
    *(
        "__",
        "相邻",
        "能力",
        "劳动",
        "就业",
        "失业",
        "养老",
        "保险",
        "签字",
        "指印",
        "状况",
        "方式",
        "渠道",
        "风险",
        "义务",
        "辍学",
    ),
)
"""Words of labels that are not torn apart where a label takes two lines."""


class Paper:
    """A signature or an attached file as an answer."""

    SIGN = "须本人签字"
    SIGN_OR_PRINT = "须本人签字或按指印"
    PRINTS = "指印"

    SIGNED = "纸上已签字、按指印"
    ON_SCREEN = "已在屏上签名"
    SIGN_KEY = "　Alt+S 屏上签"
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
    KEY_ADD, KEY_REMOVE, KEY_RESTORE = "Ins", "Ctrl+Del", "Alt+Z"
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
    JOINTS, ENDINGS = ("、", "和", "与", "及"), ("信息", "情况", "明细")  # where a title may be shortened
    LIMIT, LIMIT_SAID = r"(\d+)工作日", r"\1 个工作日"  # of a definition's text, and how it is shown
    EMPTY = "—"
    LIST = "、"
    ROWS = "{count} 行：{names}"
    SUMMARY = "，"


class Key:
    """Keys as they stand on their caps."""

    TAKE = "Ctrl+Enter"
    TAKE_ALL = "Ctrl+Shift+Enter"
    SECTIONS = "Alt+1…{last}"
