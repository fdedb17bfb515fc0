"""What the lines of a copy-out say."""

YES, NO = "是", "否"
LISTED = "、"
DAY, MONTH = "{year}年{month}月{day}日", "{year}年{month}月"
ROW = "{table} {nth}　{column}"
HEAD = "基本情况"
CASE_NO, MATTER, NAME, ID_NUMBER, PHONE, FILED = "办件编号", "事项", "申请人", "证件号码", "联系电话", "收件日期"
LINE = "{label}：{value}"
