"""A county official at a workbook: takes the exported one as a pattern, empties it, and writes a matter of his own."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Rows = Sequence[Mapping[str, Any]]
CODE, NAME = "X0007", "红白喜事桌椅借用登记"
PAPER = "村民身份证"

GUIDE: Mapping[str, Any] = {
    "事项编号": CODE,
    "版本": 1,
    "事项名称": NAME,
    "类别": "CX 其他事项",
    "办理方式": "在这里办完",
    "白话说法": "办酒席借桌椅",
    "群众的叫法": "借桌子\n借板凳",
    "事项类型": "20 公共服务事项",
    "行使层级": "6 村(社区)级",
    "办件类型": "1 即办件",
    "实施主体": "村(居)民委员会",
    "在哪受理": "村",
    "服务对象": "自然人",
    "收费": "否",
    "收费说明": "不收费",
    "办理结果": "桌椅借用单",
    "结果种类": "文书",
    "代办": "常态代办",
    "代办说明": "可代办",
    "在哪公示": "无",
    "可以容缺": "否",
    "办理季节": "全年",
    "申请条件": "本村居民办红白喜事",
    "表名": "桌椅借用登记表",
    "表的出处": "归纳",
    "申请人姓名栏": "applicant_name",
    "申请人证件号栏": "applicant_id_no",
    "申请人证件类型栏": "applicant_id_type",
    "申请人电话栏": "applicant_phone",
}

FORM: Rows = [
    {"公共段": "申请人"},
    {"公共段的改动": "去掉", "键": "live_division"},
    {"公共段的改动": "去掉", "键": "live_address"},
    {"公共段的改动": "改", "键": "hukou_address", "必填": "否"},
    {"段标题": "借用信息"},
    {"键": "occasion", "栏目名": "什么事", "类型": "单选", "必填": "是", "选项表": "x7_occasion"},
    {"键": "use_from", "栏目名": "开始日期", "类型": "日期", "必填": "是"},
    {
        "键": "tables",
        "栏目名": "借几张桌子",
        "类型": "整数",
        "必填": "是",
        "单位": "张",
        "最小值": 1,
        "最大值": 40,
    },
    {"键": "chairs", "栏目名": "配几把椅子", "类型": "整数", "单位": "把", "自动计算": "【借几张桌子】 * 8"},
    {"公共段": "声明与签字"},
]
RULES: Rows = [
    {
        "轻重": "不能提交",
        "式子": "days_since(【开始日期】) <= 0",
        "记在哪一栏": "【开始日期】",
        "简短说法": "开始日期不能早于今天",
        "给申请人看的话": "开始日期 {【开始日期】} 已经过了，请改为今天或以后的日期。",
    },
    {
        "轻重": "提醒",
        "式子": "【借几张桌子】 <= 30",
        "记在哪一栏": "【借几张桌子】",
        "简短说法": "超过 30 张要提前三天说",
    },
]


def write(pattern: Path, out: Path, today: date, **changed: Any) -> None:
    """The workbook of the matter, on the pattern of an exported one; `changed` are lines of the guide, or `paper`."""
    book = load_workbook(pattern)
    paper = changed.pop("paper", PAPER)
    guide = {**GUIDE, **changed}
    for row in book["指南"].iter_rows(min_row=2):
        row[1].value = guide.get(str(row[0].value))
    for name, rows in _sheets(paper, today).items():
        _fill(book[name], rows)
    book.save(out)


def cell_of(workbook: Path, sheet: str, text: str, right: int = 0) -> str:
    """Where a text stands, or what is to its right."""
    rows = load_workbook(workbook)[sheet].iter_rows()
    cell = next(cell for row in rows for cell in row if cell.value == text)
    return str(cell.offset(0, right).coordinate)


def _fill(sheet: Any, rows: Rows) -> None:
    heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.value = None
    for nth, row in enumerate(rows, 2):
        for head, value in row.items():
            sheet.cell(nth, heads[head]).value = value


def _sheets(paper: str, today: date) -> Mapping[str, Rows]:
    first = (today + timedelta(days=10)).isoformat()
    given = {
        "applicant_name": "王秀兰",
        "applicant_id_no": "342224195807054021",
        "applicant_phone": "13955700000",
        "hukou_division": "341323101000",
        "occasion": "1",
        "use_from": first,
        "tables": 12,
        "promise": "是",
        "privacy_consent": "是",
        "applicant_sign": "paper",
    }
    return {
        "依据": [{"法规文件": "村民自治章程", "条款": "场所管理", "可信度": "C"}],
        "时限": [
            {"时限": "法定办结", "原话": "无", "可信度": "C"},
            {"时限": "承诺办结", "原话": "即办", "天数": 0, "单位": "工作日", "可信度": "C", "计时步骤合计": 0},
        ],
        "步骤": [{"步骤": "登记", "谁办": "村代办员", "哪一级": "村", "产出": "桌椅借用单"}],
        "材料": [
            {"材料名称": paper, "怎么收": "只核验", "谁出具": "政府部门核发", "可共享免交": "是", "向谁共享": "公安"}
        ],
        "表单": FORM,
        "规则": RULES,
        "选项": [
            {"选项表": "x7_occasion", "名称": "红白喜事", "标准": "约定", "代码": "1", "选项": "喜事"},
            {"代码": "2", "选项": "丧事"},
        ],
        "示范": [
            {"项目": "日期", "值": today.isoformat()},
            *({"项目": "答案", "键": key, "值": value} for key, value in given.items()),
            {"项目": "材料", "键": f"{CODE}-A01", "值": "已核验"},
        ],
    }
