"""What stands on a receipt about who stood beside the applicant and what he did not bring again."""

NOTES: dict[str, str] = {
    "contact": "联系人：{name}{relation}，电话 {phone}。有事由窗口与联系人联系。",
    "relation": "（{relation}）",
    "read_aloud": "申请内容已由 {reader} 向申请人宣读，申请人确认无误，见证人 {witness}。",
    "guardian": "由监护人代为申请：{name}（{relation}），证件号码 {number}，依据：{basis}。",
    "kept": "{material}沿用 {taken_on} 随办件 {case_no} 提交的，不需再交，有效至 {until}。",
    "shared": "已通过共享数据核验，不需提交：{materials}。",
    "by_hand": "已由窗口人工核验，不需提交：{materials}。",
    "pending": "由窗口负责核验，不需申请人再提交：{materials}。",
}
JOIN = "、"
ANEW = ("委托", "声明", "意见", "承诺", "申请")  # in a paper's name: what somebody says for this case alone
REFUSALS: dict[str, dict[str, str]] = {
    "nothing_to_verify": {
        "zh": "办件 {case_no} 的材料“{material}”没有待核验，或核验方式写错了（shared 共享核验、by_hand 人工核验）。",
        "en": "Material '{material}' of {case_no} is not waiting to be verified (ways: shared, by_hand).",
    },
}
