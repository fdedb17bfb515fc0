"""The definitions against the research they were written from, fact by fact: nothing lost, nothing slipped in."""

from typing import Any

import pytest

from forms import Catalogue, Field, Matter
from tests.forms.conftest import matter_codes, research_codes

UNITS = {"工作日": "workday", "自然日": "day", None: None}
UNPROVED, MARKS = "待核", str.maketrans("", "", "()；条款号待核")
COLLECT = {"原件": "original", "复印件": "copy", "核验不收取": "seen"}

# Rules whose expression is not the catalogue's, and why.
REWRITTEN = {
    ("M1201", "R2"): "the line of the own kind of household is enough; only 低保 itself is bound to it",
    ("M0201", "R2"): "retirement is reckoned in months, and a woman's age alone does not tell (50 or 55)",
    ("M0203", "R4"): "as M0201 R2",
    ("M0204", "R4"): "as M0201 R2",
    ("M0301", "R2"): "the father's ethnicity may be left out",
    ("M0903", "R3"): "a household of one or two would have had 20 or 40 square metres",
    ("M1001", "R1"): "after the birth the child may already be counted among the existing ones",
    ("M1001", "R3"): "before a pregnancy there is no expected date",
}
# What fills a field, where the catalogue only says that something does, or nothing.
RECKONED = {
    ("M1201", "total_year_income"): "sum",
    ("M1201", "per_capita_month"): "calc",
    ("M0101", "income_per_capita"): "calc",
    ("M1205", "old_level"): "level",
    ("M1002", "months_eligible"): None,
    ("M1002", "amount"): None,
    ("M0705", "wait_months"): None,
    ("M0304", "fee_amount"): "param('idcard.fee')",
}


def _raw(research: dict[str, Any], code: str) -> dict[str, Any]:
    return next(dict(one) for one in research["matters"] if one["id"] == code)


def _pairs(catalogue: Catalogue, research: dict[str, Any]) -> list[tuple[Matter, dict[str, Any]]]:
    return [(catalogue.matter(code), _raw(research, code)) for code in research_codes()]


def _proved(article: str, note: str) -> tuple[str, str]:
    """An article and its note; that its number is not proved stands in the note with us, where nobody prints it."""
    if UNPROVED not in article + note:
        return article, note
    return tuple(text.translate(MARKS) for text in (article, note))  # type: ignore[return-value]


def _text(value: Any) -> Any:
    return "" if value is None else value


def test_heads_and_guides_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for matter, raw in _pairs(catalogue, research):
        guide = matter.guide
        assert (matter.name, matter.category, str(matter.mode)) == (raw["name"], raw["category"], raw["kiosk_mode"])
        assert matter.confidence == raw["confidence"]
        assert (guide.task_type.code, guide.task_type.label) == (raw["task_type"]["code"], raw["task_type"]["label"])
        assert (guide.level.code, guide.level.label) == (raw["use_level"]["code"], raw["use_level"]["label"])
        assert guide.project_type.code == raw["project_type"]["code"]
        assert guide.project_type.label == raw["project_type"]["label"]
        for key in ("implementing_body", "applicant_kind", "season"):
            assert getattr(guide, key) == raw[key]
        for key in ("accept_at", "conditions"):
            assert list(getattr(guide, key)) == raw[key]
        assert {*raw["notes"]} <= {*guide.notes, *guide.remarks}
        assert guide.special_procedure == _text(raw["special_procedure"])
        assert (guide.fee_charged, guide.fee) == (raw["fee"]["charged"], raw["fee"]["text"])
        assert (guide.result, guide.result_kind) == (raw["result"]["name"], raw["result"]["kind"])
        assert (guide.proxy, guide.proxy_note) == (raw["proxy"]["mode"], raw["proxy"]["note"])
        publicity = (guide.publicity_where, guide.publicity_period, guide.publicity_mask)
        assert publicity == tuple(raw["publicity"][key] for key in ("where", "period", "mask"))
        tolerance = (guide.tolerance_allowed, guide.tolerance, guide.tolerance_limit, list(guide.tolerance_materials))
        assert tolerance == tuple(raw["tolerance"][key] for key in ("allowed", "what", "supplement_limit", "materials"))
        laws = [(one.law, *_proved(one.article, one.note), one.confidence) for one in guide.legal_basis]
        given = raw["legal_basis"]
        assert laws == [(one["law"], *_proved(one["article"], one["note"]), one["confidence"]) for one in given]


def test_clocks_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for matter, raw in _pairs(catalogue, research):
        legal, given = matter.limits.legal, raw["legal_limit"]
        text = given["text"].replace("，天数待核", "")
        assert (legal.text, legal.days, legal.unit) == (text, given["days"], UNITS[given["unit"]])
        assert (legal.confidence, legal.applicant_duty) == (given["confidence"], _text(given["applicant_duty"]))
        commit, given = matter.limits.commit, raw["commit_limit"]
        assert (commit.text, commit.days, commit.unit) == (given["text"], given["days"], UNITS[given["unit"]])
        assert (commit.confidence, commit.note, commit.batch) == (given["confidence"], given["note"], given["batch"])
        assert commit.counted_step_days == given["counted_step_days"]
        counted = sum(step.days for step in matter.steps if step.counts_in_limit)
        assert counted == commit.counted_step_days, matter.code
        assert (matter.limits.accept.days, matter.limits.deliver.days) == (5, 10)


def test_steps_and_materials_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for matter, raw in _pairs(catalogue, research):
        assert [
            (s.seq, s.name, s.actor, s.level, s.days, s.unit, s.counts_in_limit, s.output, s.note) for s in matter.steps
        ] == [
            (
                *(one[key] for key in ("seq", "name", "actor", "level", "days")),
                UNITS[one["unit"]],
                *(one[key] for key in ("counts_in_limit", "output", "note")),
            )
            for one in raw["steps"]
        ]
        assert [
            (m.id, m.name, m.originals, m.copies, m.collect, m.source, m.mandatory, m.tolerable, m.shareable)
            for m in matter.materials
        ] == [
            (
                *(one[key] for key in ("id", "name", "originals", "copies")),
                COLLECT[one["collect_mode"]],
                one["source"],
                one["necessity"] == "必要",
                one["tolerable"],
                one["shareable"],
            )
            for one in raw["materials"]
        ]
        more = [(_text(one["share_source"]), one["remark"]) for one in raw["materials"]]
        assert [(m.share_source, m.remark) for m in matter.materials] == more


def test_forms_are_the_catalogues_field_by_field(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for matter, raw in _pairs(catalogue, research):
        form = raw["form"]
        assert (matter.form.title, matter.form.source) == (form["title"], form["source"])
        assert matter.form.confidence == form["confidence"]
        sections = [(one["title"], one.get("block", "")) for one in form["sections"]]
        assert [(one.title, one.block) for one in matter.sections] == sections
        for ours, theirs in zip(matter.sections, form["sections"], strict=True):
            assert [one.key for one in ours.fields] == [one["key"] for one in theirs["fields"]]
            for field, given in zip(ours.fields, theirs["fields"], strict=True):
                _same_field(matter.code, field, given)


def _same_field(code: str, field: Field, given: dict[str, Any]) -> None:
    label = given["label"].removesuffix(f"({field.unit})")  # the unit stands in the field itself
    assert (field.label, field.type, field.required) == (label, given["type"], given["required"])
    assert field.filled_by == given.get("filled_by", "applicant")
    for key in ("code_set", "standard", "default", "visible_if"):
        assert getattr(field, key) == given.get(key, ""), (code, field.key, key)
    assert field.hint == given.get("hint", "") or "hint" not in given
    assert field.max_length == given.get("max_length")
    if (code, field.key) in RECKONED:
        assert given.get("auto") == RECKONED[code, field.key]
        assert field.auto
    else:
        assert field.auto == given.get("auto", "")
    columns = given.get("columns", [])
    assert [column.key for column in field.columns] == [one["key"] for one in columns]
    for column, one in zip(field.columns, columns, strict=True):
        _same_field(code, column, one)


def test_the_whole_catalogue_is_here(catalogue: Catalogue, research: dict[str, Any]) -> None:
    """46 matters, 1,624 fields, 180 materials, 185 steps, 204 rules (and those of the common blocks beside them)."""
    matters = [catalogue.matter(code) for code in research_codes()]
    assert {
        "matters": len(matters),
        "fields": sum(len(one.fields) for one in matters),
        "materials": sum(len(one.materials) for one in matters),
        "steps": sum(len(one.steps) for one in matters),
        "rules": sum("." not in rule.id for one in matters for rule in one.rules),
    } == research["meta"]["counts"]


def test_rules_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for matter, raw in _pairs(catalogue, research):
        own = [rule for rule in matter.rules if "." not in rule.id]
        assert [one.id for one in own] == [one["id"] for one in raw["rules"]]
        for rule, given in zip(own, raw["rules"], strict=True):
            assert (rule.severity, rule.message) == (given["severity"], given["message"])
            assert (rule.confidence, rule.basis) == (given["confidence"], given["basis"])
            assert (rule.expr == given["expr"]) is not ((matter.code, rule.id) in REWRITTEN), (matter.code, rule.id)


def test_code_sets_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    for key, given in research["code_sets"].items():
        ours = catalogue.code_set(key)
        assert (ours.name, ours.standard, ours.confidence) == (given["name"], given["standard"], given["confidence"])
        assert ours.note == _text(given["note"])
        assert [(one.code, one.label) for one in ours.options] == [(v["code"], v["label"]) for v in given["values"]]
        assert all(one.initials for one in ours.options)


def test_categories_and_parameters_are_the_catalogues(catalogue: Catalogue, research: dict[str, Any]) -> None:
    ours = catalogue.categories()
    assert [(one.code, one.name, one.order) for one in ours[:12]] == [
        (one["id"], one["name"], one["order"]) for one in research["categories"]
    ]
    assert "".join(one.prefix for one in ours) == "AEFGHJBKDLMCX"
    assert set(catalogue.parameters) == set(research["parameters"])
    for key, given in research["parameters"].items():
        parameter = catalogue.parameters[key]
        assert parameter.value == given["value"]
        assert (parameter.unit, parameter.confidence) == (given["unit"], given["confidence"])
        assert parameter.note == given["note"]


@pytest.mark.parametrize("code", matter_codes())
def test_no_official_code_is_invented(code: str, catalogue: Catalogue) -> None:
    assert catalogue.matter(code).official.basic_code == ""


def test_what_is_printed_for_residents_says_nothing_to_programmers(catalogue: Catalogue) -> None:
    for code in matter_codes():
        guide = catalogue.matter(code).guide
        printed = [*guide.notes, *guide.conditions, *(f"{one.law}{one.article}" for one in guide.legal_basis)]
        for word in (UNPROVED, "软件", "界面", "字段", "系统必须", "表单必须", "种子文件", "打标签", "映射"):
            assert not [text for text in printed if word in text], (code, word)


def test_no_label_repeats_its_unit(catalogue: Catalogue) -> None:
    for code in matter_codes():
        for field in catalogue.matter(code).fields:
            for one in (field, *field.columns):
                assert not one.unit or not one.label.endswith(f"({one.unit})"), (code, one.key)
