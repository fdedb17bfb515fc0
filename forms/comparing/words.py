"""The words of what differs between two versions of a matter, or between centres."""

WORDS: dict[str, dict[str, str]] = {
    "fact_name": {"zh": "事项名称", "en": "name"},
    "fact_option": {"zh": "{table}：{label}", "en": "{table}: {label}"},
    "part_guide": {"zh": "指南", "en": "Guide"},
    "part_limits": {"zh": "时限", "en": "Limits"},
    "part_steps": {"zh": "步骤", "en": "Steps"},
    "part_papers": {"zh": "材料", "en": "Papers"},
    "part_form": {"zh": "表单", "en": "Form"},
    "part_rules": {"zh": "规则", "en": "Rules"},
    "part_choices": {"zh": "选项", "en": "Choices"},
    "diff_added": {"zh": "{part}：新增“{label}”{said}", "en": "{part}: “{label}” is new{said}"},
    "diff_more": {"zh": "（{said}）", "en": " ({said})"},
    "diff_between": {"zh": "，", "en": ", "},
    "diff_removed": {"zh": "{part}：去掉“{label}”", "en": "{part}: “{label}” is gone"},
    "diff_changed": {
        "zh": "{part}：{label}{what}由“{before}”改为“{after}”",
        "en": "{part}: {label}{what}: “{before}” is now “{after}”",
    },
    "diff_of": {"zh": "“{label}”的", "en": "“{label}”: "},
    "diff_nothing": {"zh": "无", "en": "nothing"},
    "fair_head": {
        "zh": "{centres} 个中心，比对 {compared} 个事项：{same} 个处处相同，共 {differences} 处不同。",
        "en": "{centres} centres, {compared} matters: {same} are the same everywhere, {differences} differences.",
    },
    "fair_matter": {"zh": "{code} {name}", "en": "{code} {name}"},
    "fair_line": {"zh": "  {part}：{label}", "en": "  {part}: {label}"},
    "fair_said": {"zh": "    {said}（{count} 个：{centres}）", "en": "    {said} ({count}: {centres})"},
    "fair_offered": {"zh": "是否可办", "en": "offered"},
    "fair_version": {"zh": "版本", "en": "version"},
    "fair_asked": {"zh": "是否要求", "en": "asked for"},
    "fair_code": {"zh": "同名事项的编号", "en": "code of the same name"},
    "fair_between": {"zh": "、", "en": ", "},
    "yes": {"zh": "是", "en": "yes"},
    "no": {"zh": "否", "en": "no"},
}

FAIR_COLUMNS = ("事项编号", "事项名称", "项目", "内容")  # of the workbook, before one column a centre


def say(key: str, lang: str = "zh", /, **values: object) -> str:
    """The sentence of a key with its values. An unknown key is a bug and raises KeyError."""
    return WORDS[key][lang].format(**values)
