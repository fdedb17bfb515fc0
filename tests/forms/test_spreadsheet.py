"""A county's own matter by workbook: out and back unchanged, and every fault with its sheet and cell."""

import io
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from forms import Catalogue, UnknownMatter
from forms.sources import Sources, read_sources
from forms.spreadsheet import Imported, SheetFault, Workbooks, saved
from forms.spreadsheet.tomls import toml_text
from tests.forms.conftest import ROOT, asked, matter_codes

Change = Callable[[Any], None]


@pytest.fixture(scope="session")
def sources() -> Sources:
    return read_sources([ROOT / "forms"])


@pytest.fixture(scope="session")
def books() -> Workbooks:
    return Workbooks()


@pytest.fixture(scope="session")
def desk(books: Workbooks) -> bytes:
    """The workbook of a matter that is small."""
    return books.exported("MX02")


def _changed(books: Workbooks, content: bytes, change: Change) -> Imported:
    book = load_workbook(io.BytesIO(content))
    change(book)
    changed = io.BytesIO()
    book.save(changed)
    return books.imported(changed.getvalue())


def _put(sheet: str, cell: str, value: Any) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def _find(content: bytes, sheet: str, text: str, right: int = 0) -> str:
    """The address of the cell that holds a text, or of one to its right."""
    rows = load_workbook(io.BytesIO(content))[sheet].iter_rows()
    cell = next(cell for row in rows for cell in row if cell.value == text)
    return str(cell.offset(0, right).coordinate)


@pytest.mark.parametrize("code", matter_codes())
def test_every_matter_goes_out_and_comes_back_unchanged(code: str, sources: Sources, books: Workbooks) -> None:
    done = books.imported(books.exported(code))
    assert done.faults == ()
    assert done.table == sources.definitions[code, 1]
    assert done.code_sets == ()
    assert tomllib.loads(toml_text(done.table)) == done.table


def test_an_unknown_matter_has_no_workbook(books: Workbooks) -> None:
    for wanted in (("X9999", None), ("MX02", 9)):
        with pytest.raises(UnknownMatter):
            books.exported(*wanted)


def test_the_workbook_has_notes_and_drop_downs(desk: bytes) -> None:
    book = load_workbook(io.BytesIO(desk))
    assert book.sheetnames[:5] == ["说明", "指南", "依据", "时限", "步骤"]
    assert book["下拉"].sheet_state == "hidden"
    for name in ("材料", "表单", "规则"):
        sheet = book[name]
        assert sheet.data_validations.dataValidation
        assert all(cell.value for cell in sheet[1])
        assert sum(cell.comment is not None for cell in sheet[1]) >= 5
    ranges = {one.formula1 for one in book["表单"].data_validations.dataValidation}
    assert all(one.startswith("'下拉'!$") for one in ranges)


@pytest.mark.parametrize(
    ("sheet", "near", "right", "value", "words"),
    [
        ("材料", "“办不成事”反映登记表", 0, "其他有关材料", "兜底"),
        ("材料", "“办不成事”反映登记表", 3, "收一份", "不在下拉里"),
        ("材料", "“办不成事”反映登记表", 1, "两份", "应填整数"),
        ("材料", "“办不成事”反映登记表", 0, None, "不能空着"),
        ("材料", "MX02-A02", 0, "MX02-A01", "写了两次"),
        ("材料", "MX02-A01", 0, "A01", "写法不对"),
        ("指南", "事项编号", 1, "x7", "写法不对"),
        ("指南", "版本", 1, "第一版", "应填整数"),
        ("指南", "事项类型", 1, "公共服务", "代码 名称"),
        ("指南", "白话说法", 1, "一二三四五六七八九十一二三四五六七八九十一", "最多 20 个字"),
        ("指南", "事项名称", 1, None, "不能空着"),
        ("指南", "申请人姓名栏", 1, "nobody", "nobody"),
        ("指南", "收费", 1, "看情况", "“是”或“否”"),
        ("指南", "事项名称", 1, "=1+1", "不能写公式"),
        ("时限", "承诺办结", 3, None, "天数和单位"),
        ("步骤", "协调", 3, -1, "不能小于 0"),
        ("表单", "tried_on", 2, "日子", "不在下拉里"),
        ("表单", "tried_on", 0, "wanted", "写了两次"),
        ("表单", "tried_on", 1, None, "不能空着"),
        ("表单", "stuck_reason", 5, "nothing", "没有选项表 nothing"),
        ("表单", "old_due", 15, "stuck_reson == '5'", "没有 stuck_reson 这一栏"),
        ("表单", "tried_on", -1, "plots", "没有“plots”这个表格"),
        ("规则", "tried_times <= 2", 0, "tried_times ** 2 <= 4", "Pow"),
        ("规则", "tried_times <= 2", 0, "【跑了几趟】 <= 2", "没有叫【跑了几趟】的栏目"),
        ("规则", "tried_times <= 2", 1, "tried_time", "tried_time"),
        ("规则", "R2", 0, "R1", "写了两次"),
        ("示范", "tried_on", 3, "2026-12-18", "晚于今天"),
        ("示范", "tried_times", 3, "两趟", "应填整数"),
        ("示范", "tried_times", 0, "tried_often", "没有“tried_often”这一栏"),
        ("示范", "MX02-A01", 3, "已核验", "须收取"),
        ("示范", "MX02-A01", 3, "看过", "不在下拉里"),
        ("示范", "日期", 4, "昨天", "写法不对"),
    ],
)
def test_each_fault_is_told_with_its_sheet_and_cell(
    books: Workbooks, desk: bytes, sheet: str, near: str, right: int, value: Any, words: str
) -> None:
    cell = _find(desk, sheet, near, right)
    faults = _changed(books, desk, _put(sheet, cell, value)).faults
    told = [one for one in faults if words in one.sentence]
    assert [(one.sheet, one.cell) for one in told] == [(sheet, cell)], faults


def test_a_proof_that_a_village_must_not_be_asked_for_is_told(books: Workbooks) -> None:
    content = books.exported("MX02")
    cell = _find(content, "材料", "“办不成事”反映登记表")

    def change(book: Any) -> None:
        book["材料"][cell] = "亲属关系证明"
        book["材料"][cell].offset(0, 4).value = "村级出具"

    (fault,) = _changed(books, content, change).faults
    assert (fault.sheet, fault.cell) == ("材料", cell)
    assert "不得要求村" in fault.sentence


def test_many_faults_are_told_at_once(desk: bytes, books: Workbooks) -> None:
    def change(book: Any) -> None:
        book["材料"]["B2"] = None
        book["规则"]["B2"] = "很重"
        book["指南"]["B3"] = "一"

    assert {one.sheet for one in _changed(books, desk, change).faults} == {"材料", "规则", "指南"}


def test_a_sheet_without_lines_is_told_at_its_head(books: Workbooks, desk: bytes) -> None:
    faults = _changed(books, desk, lambda book: book["步骤"].delete_rows(2, 99)).faults
    assert [(one.sheet, one.cell) for one in faults] == [("步骤", "A1")]
    assert "至少要有 1 项" in faults[0].sentence


def test_a_lost_sheet_or_heading_is_told(desk: bytes, books: Workbooks) -> None:
    def change(book: Any) -> None:
        book.remove(book["步骤"])
        book["材料"]["B1"] = "名字"

    faults = _changed(books, desk, change).faults
    assert SheetFault("步骤", "", "缺少“步骤”这张表，请从导出的样表改起。") in faults
    assert any(one.sheet == "材料" and "没有“材料名称”这一列" in one.sentence for one in faults)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,kind\n1,2\n", b"x" * (6 * 2**20)])
def test_what_is_no_workbook_is_told_and_nothing_else(content: bytes, books: Workbooks) -> None:
    done = books.imported(content)
    assert [one.sheet for one in done.faults] == [""]
    assert not done.ok
    empty = io.BytesIO()
    Workbook().save(empty)
    assert {one.sheet for one in books.imported(empty.getvalue()).faults} >= {"指南", "材料", "表单"}


def _meeting_room(book: Any) -> None:
    """What an official types who starts from the workbook of another matter."""
    guide = {row[0].value: row[1] for row in book["指南"].iter_rows(min_row=2)}
    for name, value in {
        "事项编号": "X0007",
        "事项名称": "村级会议室借用登记",
        "白话说法": "借会议室",
        "群众的叫法": "会议室\n场地",
        "申请人姓名栏": "【借用人】",
        "申请人证件号栏": None,
        "申请人证件类型栏": None,
        "申请人电话栏": "【电话】",
        "可信度": None,
    }.items():
        guide[name].value = value
    for name in ("材料", "表单", "规则", "选项", "示范"):
        book[name].delete_rows(2, book[name].max_row)
    _append(book["材料"], 材料名称="身份证", 怎么收="只核验", 谁出具="政府部门核发")
    for line in (
        {"段标题": "借用登记", "栏目名": "借用人", "类型": "一行字", "必填": "是", "文字细分": "姓名"},
        {"栏目名": "电话", "类型": "电话", "必填": "是"},
        {"栏目名": "用途", "类型": "单选", "必填": "是", "选项表": "x_room_use"},
        {"栏目名": "参加人数", "类型": "整数", "必填": "是", "最小值": 1},
        {"键": "things", "栏目名": "借用物品", "类型": "表格"},
        {"属于表格": "things", "栏目名": "名称", "类型": "一行字"},
        {"属于表格": "借用物品", "栏目名": "数量", "类型": "整数"},
        {"公共段": "声明与签字"},
        {"公共段的改动": "去掉", "键": "privacy_consent"},
    ):
        _append(book["表单"], **line)
    rule = {"式子": "【参加人数】 <= 60", "记在哪一栏": "【参加人数】", "简短说法": "最多 60 人"}
    _append(book["规则"], **rule, 给申请人看的话="参加 {【参加人数】} 人，最多 60 人，请分批。")
    _append(book["选项"], 选项表="x_room_use", 代码="1", 选项="集体活动")
    _append(book["选项"], 代码="2", 选项="家庭事务")
    _append(book["示范"], 项目="日期", 值="2026-11-20")
    for key, value in (("f_jyr", "王秀兰"), ("f_dh", 13955700000), ("f_yt", "1"), ("f_cjrs", 45)):
        _append(book["示范"], 项目="答案", 键=key, 值=value)
    _append(book["示范"], 项目="答案", 键="things", 第几行=1, 列="f_mc", 值="椅子")
    _append(book["示范"], 项目="答案", 键="things", 第几行=1, 列="f_sl", 值=5)
    _append(book["示范"], 项目="答案", 键="promise", 值="是")
    _append(book["示范"], 项目="答案", 键="applicant_sign", 值="paper")
    _append(book["示范"], 项目="材料", 键="X0007-A01", 值="已核验")


def _append(sheet: Any, **values: Any) -> None:
    row = max((cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None), default=1) + 1
    for cell in sheet[1]:
        if cell.value in values:
            sheet.cell(row, cell.column).value = values.pop(cell.value)
    assert not values


def test_an_official_makes_a_matter_without_a_programmer(desk: bytes, tmp_path: Path, books: Workbooks) -> None:
    """Keys, numbers and rules by the names of things; and the running catalogue takes it over."""
    done = _changed(books, desk, _meeting_room)
    assert done.faults == ()
    files, faults = saved(done, tmp_path)
    assert (len(files), faults) == (2, [])
    matter = Catalogue.from_sources([ROOT / "forms", tmp_path]).matter("X0007")
    assert [field.key for field in matter.fields][:5] == ["f_jyr", "f_dh", "f_yt", "f_cjrs", "things"]
    assert [column.key for column in matter.field("things").columns] == ["f_mc", "f_sl"]
    assert (matter.confidence, matter.materials[0].id, matter.rules[0].id) == ("C", "X0007-A01", "R1")
    checked = asked(matter)
    assert checked.faults == ()
    assert checked.answers["things"] == ({"f_mc": "椅子", "f_sl": 5},)
    (fault,) = asked(matter, {"f_cjrs": 61}).faults
    assert fault.sentence == "参加 61 人，最多 60 人，请分批。"
    own = Workbooks([tmp_path])
    again = own.imported(own.exported("X0007"))
    assert (again.table, again.code_sets) == (done.table, done.code_sets)


def test_a_published_version_is_never_written_over(desk: bytes, tmp_path: Path, books: Workbooks) -> None:
    done = _changed(books, desk, _meeting_room)
    first, _ = saved(done, tmp_path)
    before = first[0].read_text("utf-8")
    assert saved(done, tmp_path) == (first, [])

    def other(book: Any) -> None:
        _meeting_room(book)
        book["指南"]["B4"] = "村级礼堂借用登记"

    files, (fault,) = saved(_changed(books, desk, other), tmp_path)
    assert files == []
    assert "版本加一" in fault.sentence
    assert first[0].read_text("utf-8") == before


def test_a_shipped_code_set_is_not_changed_by_a_workbook(desk: bytes, books: Workbooks) -> None:
    def change(book: Any) -> None:
        _append(book["选项"], 选项表="gender", 名称="性别", 标准="约定", 代码="1", 选项="男")

    (fault,) = _changed(books, desk, change).faults
    assert fault.sheet == "选项"
    assert "另起一个名字" in fault.sentence


def test_lines_that_belong_nowhere_are_told(books: Workbooks, desk: bytes) -> None:
    def change(book: Any) -> None:
        _append(book["时限"], 原话="另一座钟", 天数=3)
        _append(book["示范"], 项目="答案", 值="1")
        _append(book["选项"], 选项表="x_one", 代码="1", 选项="甲")
        _append(book["选项"], 代码="1", 选项="乙")
        _append(book["选项"], 选项表="x_one", 代码="1", 选项="丙")
        _append(book["表单"], 公共段的改动="去掉", 键="wanted")
        _append(book["表单"], 段标题="另一段", 栏目名="甲", 类型="一行字")
        _append(book["表单"], 栏目名="乙")
        _append(book["表单"], 公共段="own_block")
        _append(book["表单"], 栏目名="丙", 类型="一行字")
        book["指南"].delete_rows(2)
        book["规则"]["A1200"] = "R99"

    told = {(one.sheet, one.sentence) for one in _changed(books, desk, change).faults}
    for sheet, words in (
        ("时限", "“时限”不能空着"),
        ("示范", "“键”不能空着"),
        ("选项", "“x_one”写了两次"),
        ("选项", "“1”写了两次"),
        ("表单", "“wanted”上面没有公共段"),
        ("表单", "“类型”不能空着"),
        ("表单", "没有段标题"),
        ("指南", "“事项编号”不能空着"),
        ("规则", "最多 1000 行"),
    ):
        assert any(sheet == one and words in sentence for one, sentence in told), (sheet, words, told)


def test_a_form_and_choices_that_begin_nowhere_are_told(books: Workbooks, desk: bytes) -> None:
    def change(book: Any) -> None:
        book["表单"]["A2"] = book["表单"]["B2"] = None
        book["表单"]["E2"], book["表单"]["F2"], book["表单"]["G2"] = "k", "甲", "一行字"
        book["选项"]["F2"], book["选项"]["G2"] = "1", "甲"

    told = {(one.sheet, one.cell) for one in _changed(books, desk, change).faults}
    assert {("表单", "A2"), ("选项", "A2")} <= told


def test_a_clock_that_does_not_run_is_left_out(books: Workbooks, desk: bytes) -> None:
    done = _changed(books, desk, lambda book: _append(book["时限"], 时限="公示"))
    assert done.faults == ()
    assert "publicity" not in done.table["limits"]


def test_a_countys_own_block_is_named_by_its_file(books: Workbooks, desk: bytes) -> None:
    cell = _find(desk, "表单", "代办")
    fault = _changed(books, desk, _put("表单", cell, "own_block")).faults[0]
    assert fault == SheetFault("表单", cell, "没有叫“own_block”的公共段。")


def test_a_workbook_that_swells_is_not_unpacked(books: Workbooks) -> None:
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 2**20 * 61)
    assert len(swollen.getvalue()) < 2**20
    assert "文件太大" in books.imported(swollen.getvalue()).faults[0].sentence


ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_is_typed_makes_it_raise(desk: bytes, data: st.DataObject, books: Workbooks) -> None:
    def change(book: Any) -> None:
        for _ in range(data.draw(st.integers(1, 6))):
            sheet = book[data.draw(st.sampled_from(book.sheetnames[1:-1]))]
            row, column = data.draw(st.integers(1, sheet.max_row)), data.draw(st.integers(1, sheet.max_column))
            value = data.draw(ODD)
            if not isinstance(value, str) or value.isprintable():
                sheet.cell(row, column).value = value

    for fault in _changed(books, desk, change).faults:
        assert fault.sheet
        assert fault.sentence
