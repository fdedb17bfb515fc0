"""The check of definitions, and the page that teaches to write them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from forms import Catalogue, Problem, check_files, check_materials, shipped_folder
from forms.expressions import FUNCTIONS
from tests.forms.conftest import ROOT, asked

LOW = ROOT / "forms" / "definitions" / "c12_relief" / "M1201.v1.toml"
PAGE = (ROOT / "forms" / "FORMAT.md").read_text("utf-8")


def _problems(tmp_path: Path, *changes: tuple[str, str]) -> list[Problem]:
    text = LOW.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    place = tmp_path / "M1201.v1.toml"
    place.write_text(text, "utf-8")
    return check_files([place])


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("version = 1", "version = [", "", "TOML"),
        ("version = 1", 'version = "one"', "version", "应是整数"),
        ("version = 1", "version = 0", "version", "不能小于 1"),
        ("version = 1", "version = 1\nauthor = 1", "", "没有 author 这一项"),
        ('hint = "低保"', "", "hint", "缺少 hint"),
        ('hint = "低保"', 'hint = ""', "hint", "不能空着"),
        ('hint = "低保"', 'hint = "一二三四五六七八九十一二三四五六七八九十一"', "hint", "最多 20 个字，现在 21 个"),
        ('search = ["', 'search = ["低保", "低保", "', "search", "重复"),
        ('mode = "collect_forward"', 'mode = "by_magic"', "mode", "不在可选的"),
        ('type = "phone"', 'type = "telephone"', "form.sections.0.fields.2.type", "telephone"),
        ('name = "收入财产佐证"', 'name = "法律法规要求的其他材料"', "papers.M1201-A04", "兜底"),
        ('source = "申请人自备"', 'source = "村级出具"', "", ""),
        ('category = "C12"', 'category = "CX"', "", ""),
        ('copies = 1, collect = "copy"', 'copies = 0, collect = "copy"', "papers.M1201-A04", "份数"),
        ('materials = ["M1201-A04", "M1201-A05"]', "materials = []", "guide.tolerance.materials", "M1201-A05"),
        ('id = "R2"', 'id = "R1"', "rules", "R1"),
        ('code = "M1201"', 'code = "m1201"', "code", "m1201"),
        ("seq = 2", "seq = 1", "process", "1"),
        ('id = "M1201-A02"', 'id = "M1201-A01"', "papers", "M1201-A01"),
        ('key = "income_business"', 'key = "income_wage"', "form", "income_wage"),
        ('key = "live_place", label', 'key = "name", label', "form.support_persons", "name"),
        ('key = "applicant_phone"', 'key = "applicant_mobile"', "form.applicant.phone", "applicant_phone"),
        ('expr = "not has_car"', 'expr = "not has_boat"', "rules.2.expr", "没有 has_boat 这一栏"),
        ('expr = "not has_car"', 'expr = "2 ** 9 ** 9 > 0"', "rules.2.expr", "Pow"),
        ('field = "has_car"', 'field = "has_boat"', "rules.2.field", "has_boat"),
        ('code_set = "dibao_kind"', 'code_set = "nothing"', "form.sections.0.fields.7.code_set", "没有选项表 nothing"),
        ('block = "bank"', 'block = "vault"', "form.sections.7.block", "没有公共段 vault"),
        ("param('dibao.line_urban_month')", "param('dibao.moon')", "rules.1.expr", "没有参数 dibao.moon"),
        ("family_count = 4", "family_count = 3", "example.answers.family_count", "4 人"),
        ('M1201-A04 = "owed"', 'M1201-A01 = "owed"', "", "TOML"),
        ('M1201-A02 = "original"', 'M1201-A02 = "seen"', "example.materials.M1201-A02", "须收取"),
    ],
)
def test_a_fault_is_found_and_its_place_named(old: str, new: str, place: str, words: str, tmp_path: Path) -> None:
    problems = _problems(tmp_path, (old, new))
    if not words:
        assert all("兜底" not in one.sentence for one in problems)
        return
    assert any(one.place == place and words in one.sentence for one in problems), problems
    assert {one.file for one in problems} == {"M1201.v1.toml"}


def test_a_proof_that_a_village_must_not_be_asked_for_is_found(tmp_path: Path) -> None:
    proof = ('name = "收入财产佐证"', 'name = "亲属关系证明"')
    problems = _problems(tmp_path, proof, ('source = "申请人自备"', 'source = "村级出具"'))
    assert [one.place for one in problems] == ["papers.M1201-A04"]
    assert "不得要求村" in problems[0].sentence


def test_a_file_that_is_not_there_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    (problem,) = check_files([tmp_path / "nothing.toml"])
    assert "打不开" in problem.sentence


def test_all_problems_of_all_files_are_told(tmp_path: Path) -> None:
    for nth in range(2):
        text = LOW.read_text("utf-8").replace('id = "R2"', 'id = "R1"').replace("seq = 2", "seq = 1")
        (tmp_path / f"M1201.v{nth}.toml").write_text(text, "utf-8")
    problems = check_files(sorted(tmp_path.iterdir()))
    assert [(one.file, one.place) for one in problems] == [
        (f"M1201.v{nth}.toml", place) for nth in range(2) for place in ("rules", "process")
    ]


def test_a_folder_of_its_own_may_bring_blocks_and_code_sets(tmp_path: Path) -> None:
    text = LOW.read_text("utf-8").replace('block = "bank"', 'block = "till"')
    text = text.replace('code_set = "dibao_kind"', 'code_set = "own_kind"')
    place = tmp_path / "definitions" / "own" / "M1201.v2.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    assert check_files([place])
    (tmp_path / "blocks").mkdir()
    bank = (ROOT / "forms" / "blocks" / "bank.toml").read_text("utf-8")
    (tmp_path / "blocks" / "till.toml").write_text(bank, "utf-8")
    (tmp_path / "codes").mkdir()
    options = '[[code_sets]]\nid = "own_kind"\nname = "x"\nstandard = "x"\nconfidence = "C"\n'
    labels = ", ".join(f'{{code = "{nth}", label = "{label}"}}' for nth, label in enumerate("甲乙丙", 1))
    own = f"{options}options = [{labels}]\n"
    (tmp_path / "codes" / "own.toml").write_text(own, "utf-8")
    assert check_files([place]) == []
    (tmp_path / "codes" / "own.toml").write_text("[[code_sets]]\nname = 'x'\n", "utf-8")
    assert next(one.file for one in check_files([place])) == "codes/own.toml"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('drop = ["payee_phone"]', "payee_phone"),
        ('override = {payee_phone = {label = "x"}}', "payee_phone"),
        ('override = {payee_name = {lable = "x"}}', "lable"),
    ],
)
def test_a_block_is_only_changed_where_it_has_something(change: str, words: str, tmp_path: Path) -> None:
    problems = _problems(tmp_path, ('block = "bank"', f'block = "bank"\n{change}'))
    assert any(words in one.sentence for one in problems)


def test_a_block_can_lose_and_change_fields(tmp_path: Path) -> None:
    text = LOW.read_text("utf-8").replace("version = 1", "version = 2", 1)
    text = text.replace('block = "agent"', 'block = "agent"\ndrop = ["agent_letter"]')
    health = '"family_members.health" = {required = true, visible_if = "age >= 18"}'
    changes = f'{{family_members = {{label = "全家"}}, {health}}}'
    text = text.replace('block = "family"', f'block = "family"\ntitle = "家里人"\noverride = {changes}')
    rule = """[[rules]]
id = "R9"
severity = "warn"
expr = "all_rows(family_members, 'len(work_unit) > 0 or family_count < 4')"
field = "family_members[].work_unit"
message = "人口多的家庭要写明单位"
sentence = "有车吗：{has_car}。家里 {family_count} 口，请写明{name}的单位"
confidence = "C"

[[rules]]
id = "R10"
severity = "info"
expr = "has_house"
field = "has_house"
message = "没有第二套住房"
sentence = "车辆是{car_detail}"
confidence = "C"

[example]"""
    text = text.replace("[example]", rule, 1)
    place = tmp_path / "definitions" / "own" / "M1201.v2.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    assert check_files([place]) == []
    matter = Catalogue.from_sources([ROOT / "forms", tmp_path]).matter("M1201", 2)
    assert "agent_letter" not in {field.key for field in matter.fields}
    assert "agent.letter" not in {rule.id for rule in matter.rules}
    family = matter.field("family_members")
    assert family.label == "全家"
    assert next(column for column in family.columns if column.key == "health").required
    assert next(section.title for section in matter.sections if section.block == "family") == "家里人"
    checked = asked(matter, {"family_members[2].health": "?", "family_members[0].health": "<none>"})
    assert "health" not in checked.answers["family_members"][2]
    found = {fault.field: fault for fault in checked.faults}
    assert found["family_members[0].health"].key == "missing"
    assert found["has_house"].sentence == "没有第二套住房。"  # the sentence's own value is not there
    missing = found["family_members[1].work_unit"]
    assert (missing.rule, missing.key) == ("R9", "missing")
    assert missing.sentence == "有车吗：否。家里 4 口，请写明刘秀兰的单位。"


def _example() -> str:
    return str(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0])


def test_the_pages_example_is_a_matter_that_works(tmp_path: Path) -> None:
    place = tmp_path / "definitions" / "own" / "X0001.v1.toml"
    place.parent.mkdir(parents=True)
    place.write_text(_example(), "utf-8")
    assert check_files([place]) == []
    matter = Catalogue.from_sources([Path(str(shipped_folder())), tmp_path]).matter("X0001")
    checked = asked(matter)
    assert checked.ok
    assert checked.faults == ()
    assert checked.answers["extra_chairs"] == 5
    assert check_materials(matter, matter.example.materials) == ()
    late = asked(matter, {"use_from": "2026-11-01", "people": 61})
    assert [fault.rule for fault in late.faults] == ["R1", "R2"]
    assert late.faults[0].sentence == "开始日期 2026-11-01 已经过了，请改为今天 2026-11-20 或以后的日期。"


def test_the_page_names_every_key_type_and_function() -> None:
    """A property without a word about it fails."""
    schema: dict[str, Any] = json.loads((ROOT / "forms" / "schema" / "matter.schema.json").read_text("utf-8"))
    keys: set[str] = set()

    def collect(part: Any) -> None:
        if isinstance(part, dict):
            keys.update(part.get("properties", ()))
            for one in part.values():
                collect(one)
        elif isinstance(part, list):
            for one in part:
                collect(one)

    collect(schema)
    types = schema["$defs"]["field"]["properties"]["type"]["enum"]
    prose = PAGE.replace(_example(), "")
    assert sorted(word for word in {*keys, *types, *FUNCTIONS} if not re.search(rf"\b{word}\b", prose)) == []


def test_the_page_names_every_block() -> None:
    blocks = {path.stem for path in (ROOT / "forms" / "blocks").glob("*.toml")}
    assert sorted(name for name in blocks if name not in PAGE) == []
