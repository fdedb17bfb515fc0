"""What a guide names, somebody can fill in: its conditions and notes read by a person, held against each form here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forms import Catalogue, Field, Matter
from tests.forms.conftest import matter_codes

LAYOUTS = Path(__file__).parents[2] / "kiosk" / "paper" / "layouts"
# By matter, what conditions, notes and materials make somebody write, in the words of the form.
NAMED = {
    "M0101": ("收入", "刚性支出", "家庭成员", "风险类型", "授权查询", "住房安全", "饮水", "医保", "辍学"),
    "M0102": ("学籍", "就读学校", "学制", "入学", "学期"),
    "M0103": ("申请金额", "期限", "用途", "征信"),
    "M0201": ("失业日期", "失业原因", "原工作单位"),
    "M0301": ("新生儿姓名", "出生时间", "出生地", "出生医学证明", "落户", "父亲姓名", "母亲姓名"),
    "M0302": ("迁出", "迁入", "户主", "随迁"),
    "M0303": ("死亡日期", "死亡原因", "死亡证明"),
    "M0304": ("申领类型", "有效期"),
    "M0401": ("名称", "出资额", "组成形式", "经营范围", "经营场所", "经营者", "副本", "从业人数", "参加经营的家庭成员"),
    "M0501": ("地块", "面积", "东至", "流转", "公示"),
    "M0502": ("出厂编号", "发票", "销售价格", "补贴"),
    "M0503": ("保额", "费率", "保费", "受损"),
    "M0603": ("总费用", "基本医保", "自付"),
    "M0701": ("缴费标准", "缴费起始"),
    "M0702": ("累计缴费年限", "领取"),
    "M0703": ("死亡", "领取人"),
    "M0901": ("宅基地面积", "房基占地", "住房建筑面积", "层数", "高度", "东至", "相邻", "权属证书", "处置", "家庭成员"),
    "M0902": ("规划许可证号", "批准书号", "开工", "竣工"),
    "M1001": ("女方姓名", "男方姓名", "生育", "预产期"),
    "M1002": ("婴幼儿", "出生日期", "抚养"),
    "M1003": ("子女", "配偶"),
    "M1101": ("居住事由", "来本地日期", "房主"),
    "M1102": ("居住登记日期", "申领依据|申请依据"),
    "M1201": ("共同生活家庭成员", "收入", "存款", "机动车", "住房", "赡", "授权核对", "近亲属", "救助原因"),
    "M1202": ("无劳动能力", "生活来源", "义务人", "供养方式", "自主完成"),
    "M1203": ("困难类型", "先行救助", "支出"),
    "M1204": ("残疾人证号", "残疾类别", "残疾等级", "补贴种类"),
    "M1205": ("年龄档次", "享受起始"),
    "MX01": ("名称", "文号", "获取", "形式"),
    "MX02": ("想办的事", "在哪里办", "几趟"),
}


def _here(matter: Matter) -> Iterator[Field]:
    for field in matter.fields:
        if field.filled_by in ("applicant", "system"):
            yield from (field, *field.columns)


def test_what_a_guide_names_stands_on_its_form(catalogue: Catalogue) -> None:
    lacking = {}
    for code, named in NAMED.items():
        matter = catalogue.matter(code)
        labels = "\n".join([*(field.label for field in _here(matter)), *(one.title for one in matter.sections)])
        if missing := [one for one in named if not re.search(one, labels)]:
            lacking[code] = missing
    assert lacking == {}


def test_every_field_of_an_official_layout_can_be_filled_in(catalogue: Catalogue) -> None:
    for path in sorted(LAYOUTS.glob("form_*.toml")):
        matter = catalogue.matter(path.stem.removeprefix("form_"))
        named = set(_fields_of(tomllib.loads(path.read_text("utf-8"))))
        assert named, path.name
        assert named <= {field.key for field in matter.fields}, path.name


def _fields_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("field"), str):
            yield value["field"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _fields_of(one)


def test_who_applies_can_be_told_from_every_form(catalogue: Catalogue) -> None:
    for code in matter_codes():
        matter = catalogue.matter(code)
        keys = {field.key for field in matter.fields if field.filled_by == "applicant"}
        assert {matter.applicant.name, matter.applicant.phone} - {""} <= keys, code


def test_an_application_printed_here_has_a_place_for_its_signature(catalogue: Catalogue) -> None:
    for code in matter_codes():
        matter = catalogue.matter(code)
        printed = [one for one in matter.materials if one.source == "系统生成"]
        signs = [field.key for field in matter.fields if field.type == "signature" and field.filled_by == "applicant"]
        assert signs or not printed, code


def test_an_account_is_asked_for_where_money_is_paid_to_one(catalogue: Catalogue) -> None:
    for code in matter_codes():
        matter = catalogue.matter(code)
        paid = re.search("一卡通|打卡|发放|拨付", matter.guide.result + "".join(step.output for step in matter.steps))
        assert not paid or any(field.type == "bankcard" for field in matter.fields), code


def test_what_rules_speak_of_can_be_filled_in_by_somebody(catalogue: Catalogue) -> None:
    fillers = ("applicant", "system", "village", "township", "county")
    for code in matter_codes():
        matter = catalogue.matter(code)
        here = {field.key: field for field in matter.fields}
        for rule in matter.rules:
            key, _, column = rule.field.partition("[].")
            assert here[key].filled_by in fillers
            assert not column or column in {one.key for one in here[key].columns}, (code, rule.id)
