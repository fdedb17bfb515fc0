"""Every sentence this room can say to a resident or a clerk, in Chinese and English, by key.

A sentence tells what is wrong, how much, and what to do. Wordings of single rules stand in the definitions.
"""

from forms.certificates.words import CERTIFICATES

YES = frozenset(("true", "1", "是", "有", "同意", "y", "yes", "√", "✓", "对", "已", "t", "on"))
NO = frozenset(("false", "0", "否", "无", "不同意", "n", "no", "×", "✗", "x", "没有", "未", "f", "off", "不是"))
ON_PAPER = frozenset(("paper", "on_paper", "纸质", "纸上已签"))
YEAR, MONTH, DAY, HOUR, MINUTE = "年", "月", "日", "时", "分"
MONEY_MARKS = "元¥￥"
STOPS = "。！？"

# What a list of papers may not hold (standards.md §2, §10): catch-alls, and facts no village may be asked to certify.
CATCH_ALL = ("其他有关材料", "其他相关材料", "其他材料", "规定的其他", "要求的其他", "等材料", "等相关材料")
VILLAGE_SOURCE = "村级出具"
VILLAGE_PROOFS = ("亲属关系", "死亡证明", "无犯罪", "婚姻状况", "婚育状况", "居民身份信息", "人员失踪")

WORDS: dict[str, dict[str, str]] = {
    **CERTIFICATES,
    "missing": {"zh": "请填写“{label}”。", "en": "Please fill in “{label}”."},
    "missing_choice": {"zh": "请选择“{label}”。", "en": "Please choose “{label}”."},
    "missing_sign": {
        "zh": "“{label}”还没有：请在签字屏上签，或在纸上签字、按指印后勾选“纸上已签”。",
        "en": "“{label}” is not there yet: sign on the pad, or on paper and tick “signed on paper”.",
    },
    "missing_file": {"zh": "请附上“{label}”，或勾选“已收纸件”。", "en": "Please attach “{label}” or tick “on paper”."},
    "missing_rows": {"zh": "请在“{label}”里至少填一行。", "en": "Please fill in at least one row of “{label}”."},
    "not_text": {"zh": "“{label}”应填文字。", "en": "“{label}” must be text."},
    "too_long": {
        "zh": "“{label}”最多 {most} 个字，现在 {length} 个，请缩短。",
        "en": "“{label}” may have {most} characters, it has {length}.",
    },
    "name_characters": {
        "zh": "“{label}”里有不该出现在姓名中的“{wrong}”，请照证件填写。",
        "en": "“{wrong}” does not belong in a name (“{label}”).",
    },
    "name_private": {
        "zh": "“{label}”里有一个无法识别的自造字（{wrong}），请照证件用生僻字输入重新录入。",
        "en": "“{label}” holds a private-use character ({wrong}); enter it again.",
    },
    "datetime_form": {
        "zh": "“{label}”应写成 2026-11-22 08:30 这样的日期和时间。",
        "en": "“{label}” must look like 2026-11-22 08:30.",
    },
    "number_form": {"zh": "“{label}”应填数字，现在是“{given}”。", "en": "“{label}” must be a number, not “{given}”."},
    "number_long": {"zh": "“{label}”的数字太大，请核对位数和单位。", "en": "“{label}” is too large a number."},
    "number_places": {
        "zh": "“{label}”最多 {most} 位小数，请按四舍五入填写。",
        "en": "“{label}” may have {most} decimal places.",
    },
    "number_whole": {"zh": "“{label}”应填整数，现在是“{given}”。", "en": "“{label}” must be whole, not “{given}”."},
    "number_low": {
        "zh": "“{label}”不能小于 {least}，现在是 {given}，请核对。",
        "en": "“{label}” must be at least {least}, not {given}.",
    },
    "number_high": {
        "zh": "“{label}”不能大于 {most}，现在是 {given}，请核对。",
        "en": "“{label}” must be at most {most}, not {given}.",
    },
    "date_form": {
        "zh": "“{label}”不是日期：“{given}”。可写 19900131、1990-1-31 或 1990.1.31。",
        "en": "“{label}” is no date: “{given}”. Write 19900131, 1990-1-31 or 1990.1.31.",
    },
    "month_form": {
        "zh": "“{label}”应填年月，如 199001 或 1990-1，现在是“{given}”。",
        "en": "“{label}” must be a month as 199001 or 1990-1, not “{given}”.",
    },
    "bool_form": {"zh": "“{label}”请选“是”或“否”。", "en": "“{label}”: yes or no."},
    "choice_unknown": {
        "zh": "“{label}”没有“{given}”这一项，请从列出的选项中选：{options}。",
        "en": "“{given}” is not among the choices of “{label}”: {options}.",
    },
    "multi_form": {"zh": "“{label}”请勾选一项或几项。", "en": "“{label}”: tick one or more."},
    "table_form": {"zh": "“{label}”应是一行一行的表格。", "en": "“{label}” must be rows of a table."},
    "row_form": {"zh": "“{label}”第 {row} 行不是一行表格，请删去重填。", "en": "Row {row} of “{label}” is no row."},
    "rows_many": {
        "zh": "“{label}”最多 {most} 行，现在 {count} 行。",
        "en": "“{label}” may have {most} rows, it has {count}.",
    },
    "id_old": {
        "zh": "“{label}”是 15 位旧号码，已停用；按规则对应 18 位的 {given}，请对照户口簿核对后改填。",
        "en": "“{label}”: a 15-digit number is no longer valid; {given} belongs to it, compare with the booklet.",
    },
    "id_length": {
        "zh": "“{label}”应为 18 位，现在 {length} 位，请对照证件补全。",
        "en": "“{label}” must have 18 characters, it has {length}.",
    },
    "id_characters": {
        "zh": "“{label}”前 17 位应是数字，末位是数字或 X，请对照证件核对。",
        "en": "“{label}”: 17 digits and a digit or X at the end.",
    },
    "id_place": {
        "zh": "“{label}”开头“{given}”不是任何省份的代码，请对照证件核对前两位。",
        "en": "“{label}”: no province has the code “{given}”.",
    },
    "id_birth": {
        "zh": "“{label}”第 7 至 14 位“{given}”不是真实的出生日期，请对照证件核对。",
        "en": "“{label}”: “{given}” is no birthday.",
    },
    "id_future": {
        "zh": "“{label}”里的出生日期 {given} 晚于今天，请对照证件核对。",
        "en": "“{label}”: the birthday {given} lies in the future.",
    },
    "id_check": {
        "zh": "“{label}”校验不对，有一位录错了，请对照证件逐位核对或重新刷证。",
        "en": "“{label}”: the check digit does not fit; compare with the card.",
    },
    "document_form": {
        "zh": "“{label}”应是 4 至 30 位字母、数字，请对照证件填写。",
        "en": "“{label}”: 4 to 30 letters and digits.",
    },
    "uscc_length": {
        "zh": "“{label}”应为 18 位，现在 {length} 位，请对照执照补全。",
        "en": "“{label}” must have 18 characters, it has {length}.",
    },
    "uscc_characters": {
        "zh": "“{label}”里有不该有的“{wrong}”（没有 I、O、Z、S、V），请对照执照核对。",
        "en": "“{wrong}” does not occur in a credit code (“{label}”).",
    },
    "uscc_check": {
        "zh": "“{label}”校验不对，有一位录错了，请对照执照逐位核对。",
        "en": "“{label}”: the check letter does not fit.",
    },
    "phone_form": {
        "zh": "“{label}”应是 11 位手机号，或带区号的座机号（如 0557-3012345），现在是“{given}”。",
        "en": "“{label}”: an 11-digit mobile number or a landline with area code, not “{given}”.",
    },
    "bankcard_form": {
        "zh": "“{label}”应是 12 至 19 位数字，现在是“{given}”，请对照银行卡或社保卡核对。",
        "en": "“{label}”: 12 to 19 digits, not “{given}”.",
    },
    "bankcard_luhn": {
        "zh": "“{label}”不像银行卡号（校验不合）。若是存折账号可以继续，否则请逐位核对。",
        "en": "“{label}” fails the card check sum; go on if it is a passbook account.",
    },
    "division_form": {
        "zh": "“{label}”应是 12 位区划代码，请从区划表中选。",
        "en": "“{label}”: a 12-digit division code; choose from the list.",
    },
    "division_unknown": {
        "zh": "区划表里没有“{label}”填的 {given}，请核对乡镇代码。",
        "en": "“{label}”: {given} is not in the table of divisions.",
    },
    "file_form": {
        "zh": "“{label}”应是附件或签名，或勾选“纸上已签、已收纸件”。",
        "en": "“{label}”: a file or signature, or “on paper”.",
    },
    "unknown_field": {"zh": "表单里没有“{given}”这一栏，请核对填写文件。", "en": "The form has no field “{given}”."},
    "other_stage": {
        "zh": "“{label}”由{who}填写，不能在这一环节填。",
        "en": "“{label}” is filled in by the {who}, not at this stage.",
    },
    "derived": {
        "zh": "“{label}”与证件号码不符，已按证件号码填为“{now}”；若证件号码有误请改证件号码。",
        "en": "“{label}” does not agree with the certificate number and was set to “{now}”.",
    },
    "ask_parameter": {
        "zh": "县（区）还没有设置“{parameter}”，不能自动判断，请人工核对有没有这种情况：{message}。",
        "en": "The county has not set “{parameter}”: a person must judge.",
    },
    "ask_person": {
        "zh": "凭所填证件不能自动判断，请人工核对有没有这种情况：{message}。",
        "en": "The certificate does not tell: a person must judge.",
    },
    "ask_reckon": {
        "zh": "所填内容无法自动核算，请人工核对有没有这种情况：{message}。",
        "en": "This cannot be reckoned: a person must judge.",
    },
    "not_a_form": {"zh": "填写内容应是一份按栏目填写的表单。", "en": "The answers must be an object keyed by field."},
    "material_missing": {
        "zh": "缺少必要材料《{name}》（{how}），请补交后再收件。",
        "en": "The mandatory paper “{name}” is missing.",
    },
    "material_missing_tolerable": {
        "zh": "缺少必要材料《{name}》（{how}），请补交；暂时没有的可以容缺，选“容缺后补”。",
        "en": "The mandatory paper “{name}” is missing; it may be owed.",
    },
    "material_unknown": {
        "zh": "本事项没有编号为“{given}”的材料，不得多收，请核对。",
        "en": "This matter has no paper “{given}”.",
    },
    "material_status": {
        "zh": "《{name}》的收取方式“{given}”不认识，应为原件、复印件、已核验、共享核验、已有存档、容缺后补或告知承诺。",
        "en": "“{name}”: unknown way of handing in “{given}”.",
    },
    "material_owed": {"zh": "《{name}》是主要材料，不能容缺，请当场提交。", "en": "“{name}” may not be owed."},
    "material_owed_optional": {
        "zh": "《{name}》不是必要材料，不交也能办，不必登记为容缺。",
        "en": "“{name}” is optional and need not be owed.",
    },
    "material_pledged": {
        "zh": "《{name}》不能用告知承诺代替，请提交{how}。",
        "en": "“{name}” may not be promised instead of proved.",
    },
    "material_shared": {
        "zh": "《{name}》没有可以共享查询的来源，请提交{how}。",
        "en": "“{name}” cannot be looked up in a register.",
    },
    "material_seen": {
        "zh": "《{name}》须收取{how}，只看不收不行。",
        "en": "“{name}” must be collected, not only seen.",
    },
    "material_copy": {"zh": "《{name}》须交原件，不能只交复印件。", "en": "“{name}”: the original is needed."},
    "material_kept": {
        "zh": "《{name}》只核验、不收取，核对后请当场退还。",
        "en": "“{name}” is only verified on sight: give it back.",
    },
    "file_unreadable": {"zh": "文件打不开：{cause}。", "en": "The file cannot be read: {cause}."},
    "file_no_toml": {"zh": "文件不是正确的 TOML：{cause}。", "en": "Not TOML: {cause}."},
    "file_shape": {"zh": "格式不合：{fault}。", "en": "Not of the schema: {fault}."},
    "file_sense": {"zh": "定义讲不通：{cause}。", "en": "The definition makes no sense: {cause}."},
    "file_twice": {"zh": "“{given}”出现了两次，请改掉一个。", "en": "“{given}” occurs twice."},
    "file_applicant": {"zh": "申请人取自“{given}”，但表单里没有这一栏。", "en": "The form has no field “{given}”."},
    "file_branch": {"zh": "填写示范“{name}”通不过：{fault}", "en": "The example “{name}” does not pass: {fault}"},
    "file_example": {"zh": "填写示范通不过：{fault}", "en": "The example does not pass: {fault}"},
    "file_catch_all": {
        "zh": "材料《{name}》是兜底条款，不得要求，请写明具体材料。",
        "en": "“{name}” is a forbidden catch-all.",
    },
    "file_village_proof": {
        "zh": "材料《{name}》是不得要求村（居）委会出具的证明，请改为核验证照或承诺。",
        "en": "A village must not be asked to certify “{name}”.",
    },
    "file_counts": {
        "zh": "材料《{name}》的份数与收取方式不一致（核验不收取的应为 0 份）。",
        "en": "“{name}”: copies and way of handing in disagree.",
    },
    "file_tolerance": {
        "zh": "可容缺材料清单应与材料表一致，材料表里可容缺的是：{given}。",
        "en": "The tolerable papers are: {given}.",
    },
    "file_pledge": {
        "zh": "《{name}》可以告知承诺，应写明证明的设定依据、承诺什么、怎样核查。",
        "en": "“{name}” may be promised: say the rule, what is promised, and how it is checked.",
    },
    "shape_required": {"zh": "缺少 {given}", "en": "{given} is missing"},
    "shape_extra": {"zh": "没有 {given} 这一项", "en": "{given} is not known"},
    "shape_enum": {"zh": "“{given}”不在可选的 {options} 之中", "en": "“{given}” is none of {options}"},
    "shape_type": {"zh": "“{given}”应是{wanted}", "en": "“{given}” must be {wanted}"},
    "shape_pattern": {"zh": "“{given}”的写法不对", "en": "“{given}” is not written as it must be"},
    "shape_minLength": {"zh": "不能空着", "en": "may not be empty"},
    "shape_maxLength": {
        "zh": "最多 {wanted} 个字，现在 {length} 个",
        "en": "at most {wanted} characters, not {length}",
    },
    "shape_minimum": {"zh": "“{given}”不能小于 {wanted}", "en": "“{given}” is below {wanted}"},
    "shape_maximum": {"zh": "“{given}”不能大于 {wanted}", "en": "“{given}” is above {wanted}"},
    "shape_minItems": {"zh": "至少要有 {wanted} 项", "en": "at least {wanted} entries"},
    "shape_uniqueItems": {"zh": "有重复的项", "en": "entries occur twice"},
    "shape_dependentRequired": {"zh": "天数和单位要写都写", "en": "a number of days needs its unit"},
    "shape_not": {"zh": "这种类型不能有 code_set 或 columns", "en": "this type has no code_set or columns"},
    "shape_other": {"zh": "“{given}”不合格式", "en": "“{given}” is not of the schema"},
    "shape_string": {"zh": "文字", "en": "a text"},
    "shape_integer": {"zh": "整数", "en": "a whole number"},
    "shape_boolean": {"zh": "是或否", "en": "yes or no"},
    "shape_array": {"zh": "一列", "en": "a list"},
    "shape_object": {"zh": "一组", "en": "a table"},
    "expr_long": {"zh": "式子超过 {most} 个字符：{source}", "en": "Longer than {most} characters: {source}"},
    "expr_none": {"zh": "不是式子：{source}", "en": "Not an expression: {source}"},
    "expr_node": {"zh": "式子里不能用 {what}：{source}", "en": "{what} is not part of the language: {source}"},
    "expr_field": {"zh": "表单里没有 {what} 这一栏：{source}", "en": "No field {what}: {source}"},
    "expr_value": {"zh": "{what} 不能写在这里：{source}", "en": "{what} may not stand here: {source}"},
    "expr_function": {"zh": "没有 {what} 这个函数：{source}", "en": "No function {what}: {source}"},
    "expr_table": {"zh": "{what} 的第一项要写表格的键：{source}", "en": "{what} needs a table: {source}"},
    "expr_column": {"zh": "表格 {table} 没有 {what} 这一列：{source}", "en": "No column {what} in {table}: {source}"},
    "expr_text": {"zh": "{what} 里要写引号里的文字：{source}", "en": "{what} needs a text: {source}"},
    "expr_circle": {"zh": "{source} 这一栏要等它自己的结果，绕成了圈", "en": "Field {source} waits for itself"},
    "expr_target": {
        "zh": "规则 {rule} 要记在 {source} 这一栏，表单里没有",
        "en": "Rule {rule} speaks of an unknown field {source}",
    },
    "source_misshapen": {"zh": "缺少或写错了 {cause}", "en": "Missing or misshapen: {cause}"},
    "source_code_set": {"zh": "没有选项表 {given}", "en": "No code set {given}"},
    "source_parameter": {"zh": "没有参数 {given}", "en": "No parameter {given}"},
    "source_block": {"zh": "没有公共段 {given}", "en": "No block {given}"},
    "source_stray": {"zh": "公共段 {name} 里没有 {given} 这一栏", "en": "Block {name} has no field {given}"},
    "calendar_form": {"zh": "日历要写明年份、放假日和调休上班日。", "en": "Not a year, holidays and make-up days."},
    "bundle_empty": {"zh": "文件夹里没有可以发布的定义。", "en": "The folder holds no definitions."},
    "bundle_time": {"zh": "生效时间要带时区。", "en": "The time from which it holds needs a zone."},
    "bundle_form": {
        "zh": "这不是目录包，或者已经损坏，没有采用。",
        "en": "Not a bundle, or a broken one; it was not taken.",
    },
    "bundle_signature": {
        "zh": "目录包的签名验不过，可能不是县（区）发的，没有采用。",
        "en": "The signature of the bundle is not genuine; it was not taken.",
    },
    "bundle_files": {
        "zh": "目录包里的 {given} 与签名时不一样，没有采用。",
        "en": "{given} is not what was signed; the bundle was not taken.",
    },
    "bundle_fault": {
        "zh": "目录包里的 {file} 有毛病（{place}）：{sentence} 没有采用。",
        "en": "{file} of the bundle has a fault ({place}): {sentence} It was not taken.",
    },
    "bundle_published": {
        "zh": "{given} 已经发布，目录包里的内容不同：已发布的不能改，请另立新版本。没有采用。",
        "en": "{given} is published with other content; the bundle was not taken.",
    },
    "bundle_serial": {
        "zh": "{issuer}的第 {serial} 号已经用在另一个目录包上，请换一个更大的号重新打包。没有采用。",
        "en": "{issuer} has used number {serial} for another bundle; it was not taken.",
    },
    "county_empty": {
        "zh": "文件里应有一条条的 [[values]]，每条写 key、value、from、source。",
        "en": "The file must hold [[values]] entries with key, value, from and source.",
    },
    "county_part": {
        "zh": "没有“{given}”这一项，只能写 key、value、from、until、source。",
        "en": "There is no part “{given}”.",
    },
    "county_missing": {"zh": "缺少 {parts}，请补上。", "en": "Missing: {parts}."},
    "county_unknown": {"zh": "没有“{given}”这个参数，请照参数表核对。", "en": "There is no parameter “{given}”."},
    "county_value": {
        "zh": "“{name}”的值应是{shape}，现在是“{given}”。",
        "en": "“{name}” must be {shape}, not “{given}”.",
    },
    "county_source": {
        "zh": "“{name}”要写明依据的文件和文号，如“灵民〔2026〕3号”。",
        "en": "“{name}” needs the notice that sets it.",
    },
    "county_day": {
        "zh": "“{given}”应是日期，写成 2026-01-01，不加引号。",
        "en": "“{given}” must be a date as 2026-01-01.",
    },
    "county_order": {
        "zh": "截止日 {until} 早于起始日 {since}，请核对。",
        "en": "The last day {until} is before the first one {since}.",
    },
    "county_twice": {
        "zh": "“{name}”第 {first} 条和第 {second} 条都从 {day} 起执行，互相矛盾：改正以前一律转人工核对。",
        "en": "“{name}”: entries {first} and {second} both begin on {day}.",
    },
    "county_overlap": {
        "zh": "“{name}”第 {first} 条到 {until} 才止，第 {second} 条从 {since} 就起，互相矛盾：改正以前一律转人工核对。",
        "en": "“{name}”: entry {first} runs to {until}, entry {second} begins on {since}.",
    },
    "county_gap": {
        "zh": "“{name}”从 {since} 到 {until} 没有值（第 {first} 条已止，第 {second} 条未起）：这些天一律转人工核对。",
        "en": "“{name}” has no value from {since} to {until}.",
    },
    "county_number": {"zh": "一个不小于 0 的数", "en": "a number, not below 0"},
    "county_numbers": {"zh": "一列不小于 0 的数", "en": "a list of numbers"},
    "county_by_key": {"zh": "按 {keys} 分别写的数", "en": "numbers by {keys}"},
    "joint_field": {"zh": "事项表单里没有“{given}”这一栏", "en": "No form has the field “{given}”"},
    "joint_kind": {
        "zh": "“{given}”与抄到的栏类型不同，不能照抄",
        "en": "“{given}” and what it is copied to differ in kind",
    },
    "joint_twice": {"zh": "“{given}”有两个来源，只能有一个", "en": "“{given}” has two sources"},
    "joint_paper": {"zh": "没有编号为“{given}”的材料", "en": "There is no paper “{given}”"},
    "joint_parts": {"zh": "要办哪几件", "en": "Which of them"},
    "joint_label": {"zh": "{label}（{matter}）", "en": "{label} ({matter})"},
    "joint_list": {"zh": "；", "en": "; "},
    "joint_clocks": {"zh": "各事项分别计时", "en": "each by its own clock"},
    "collect_original": {"zh": "原件", "en": "original"},
    "collect_copy": {"zh": "复印件", "en": "copy"},
    "collect_seen": {"zh": "出示核验，不收取", "en": "shown on the spot"},
    "by_applicant": {"zh": "申请人", "en": "applicant"},
    "by_system": {"zh": "系统", "en": "system"},
    "by_village": {"zh": "村（居）委会", "en": "village"},
    "by_township": {"zh": "乡镇（街道）", "en": "township"},
    "by_county": {"zh": "县级部门", "en": "county"},
    "cell": {"zh": "{table}第 {row} 行的{column}", "en": "{column} in row {row} of {table}"},
    "yes": {"zh": "是", "en": "yes"},
    "no": {"zh": "否", "en": "no"},
}


def say(key: str, lang: str = "zh", /, **values: object) -> str:
    """The sentence of a key with its values. An unknown key is a bug and raises KeyError."""
    return WORDS[key][lang].format(**values)


# Numerals that cannot be altered, for amounts of money.
CAPITALS = {
    "digits": "零壹贰叁肆伍陆柒捌玖",
    "units": " 拾佰仟",
    "groups": "万亿",
    "yuan": "元",
    "jiao": "角",
    "fen": "分",
    "only": "整",
    "minus": "负",
    "none": "零元整",
}
