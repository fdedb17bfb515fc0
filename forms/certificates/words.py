"""What is said of the number of a certificate that is no resident's card: which of its places is wrong."""

CERTIFICATES: dict[str, dict[str, str]] = {
    "id_permit": {
        "zh": "“{label}”以 {given} 开头，港澳台居民居住证前 6 位只能是 810000（香港）、820000（澳门）、830000（台湾），请核对。",
        "en": "“{label}”: a residence permit begins with 810000, 820000 or 830000, not {given}.",
    },
    "foreign_length": {
        "zh": "“{label}”应为 18 位（新版，9 开头）或 15 位（旧版，3 位字母加 12 位数字），现在 {length} 位，请对照证件。",
        "en": "“{label}” has 18 characters (a 9 first) or 15 (three letters first), not {length}.",
    },
    "foreign_first": {
        "zh": "“{label}”第 1 位应是 9（新版外国人永久居留身份证），现在是 {given}；若是居民身份证，请改证件类型。",
        "en": "“{label}”: the first digit is a 9, not {given}; or choose another kind of certificate.",
    },
    "foreign_letters": {
        "zh": "“{label}”旧版号码应是 3 位大写字母（国籍）加 12 位数字，请对照证件逐位核对。",
        "en": "“{label}”: three letters and twelve digits.",
    },
    "foreign_birth": {
        "zh": "“{label}”第 8 至 13 位“{given}”不是真实的出生年月日，请对照证件核对。",
        "en": "“{label}”: “{given}” (places 8 to 13) is no birthday.",
    },
    "permit_hk": {
        "zh": "“{label}”应是 H 或 M 加 8 位数字（港澳居民来往内地通行证），请对照证件核对。",
        "en": "“{label}”: H or M and eight digits.",
    },
    "permit_tw": {
        "zh": "“{label}”应是 8 位数字（台湾居民来往大陆通行证；旧本式为 10 位数字加字母），请对照证件核对。",
        "en": "“{label}”: eight digits, or ten and a letter on an old booklet.",
    },
    "passport_form": {
        "zh": "“{label}”应是 5 至 20 位字母、数字（护照首页右上角），请对照护照核对。",
        "en": "“{label}”: 5 to 20 letters and digits.",
    },
    "disab_length": {
        "zh": "“{label}”应为 20 位（18 位身份证号、1 位类别、1 位等级），现在 {length} 位，请对照残疾人证核对。",
        "en": "“{label}” has 20 characters, not {length}.",
    },
    "disab_person": {
        "zh": "“{label}”前 18 位不是正确的身份证号，请对照残疾人证核对。",
        "en": "“{label}”: its first 18 characters are no right identity number.",
    },
    "disab_kind": {
        "zh": "“{label}”第 19 位是残疾类别，应为 1 至 7，现在是“{given}”。",
        "en": "“{label}”: the nineteenth is the kind, 1 to 7, not “{given}”.",
    },
    "disab_grade": {
        "zh": "“{label}”第 20 位是残疾等级，应为 1 至 4，现在是“{given}”。",
        "en": "“{label}”: the twentieth is the grade, 1 to 4, not “{given}”.",
    },
}
