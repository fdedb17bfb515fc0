"""What the light table says when a file cannot be taken: what is wrong with it, and the way out."""

_AGAIN_ZH = "没有附上，别的不受影响。"

SCANS: dict[str, dict[str, str]] = {
    "scan_empty": {
        "zh": f"{{name}} 是空文件（0 字节），{_AGAIN_ZH}请重新扫描或重新导出。",
        "en": "{name} is empty (0 bytes) and was not taken. Scan it again.",
    },
    "scan_broken": {
        "zh": f"{{name}} 打不开，文件已损坏，{_AGAIN_ZH}请重新扫描，或从原来的手机、电脑再传一次。",
        "en": "{name} is damaged and was not taken. Scan it again or copy it once more.",
    },
    "scan_locked": {
        "zh": f"{{name}} 是加密的 PDF，{_AGAIN_ZH}请让来人输密码打开后另存，或打印出来再扫描。",
        "en": "{name} is an encrypted PDF and was not taken. Open it with its password and save it anew, or print and scan it.",
    },
    "scan_kind": {
        "zh": f"{{name}} 不是图片，也不是 PDF，{_AGAIN_ZH}请先另存为 PDF 或图片，或打印出来再扫描。",
        "en": "{name} is neither a picture nor a PDF and was not taken. Save it as one, or print and scan it.",
    },
    "scan_heic": {
        "zh": f"{{name}} 是苹果手机的 HEIC 照片，{_AGAIN_ZH}请在手机“设置 → 相机 → 格式”里选“兼容性最佳”再拍，或直接扫描原件。",
        "en": "{name} is a HEIC photo and was not taken. Set the phone's camera to 'Most Compatible', or scan the original.",
    },
    "scan_large": {
        "zh": f"{{name}} 有 {{size}} MB，超过 {{most}} MB，{_AGAIN_ZH}请分成几个文件，或调低扫描分辨率（300 dpi 就够）。",
        "en": "{name} has {size} MB, more than {most} MB, and was not taken. Split it or scan at 300 dpi.",
    },
    "scan_page_large": {
        "zh": f"{{name}} 处理后一页仍有 {{size}} MB，超过 {{most}} MB，{_AGAIN_ZH}请把这一页重新扫描。",
        "en": "A page of {name} still has {size} MB, more than {most} MB, and was not taken. Scan it again.",
    },
    "scan_too_many_dots": {
        "zh": f"{{name}} 的图幅太大（超过 {{dots}} 百万点），可能不是正常照片，{_AGAIN_ZH}请用 300 dpi 重新扫描。",
        "en": "{name} has too many dots ({dots} million) and was not taken. Scan it at 300 dpi.",
    },
    "scan_many_pages": {
        "zh": f"{{name}} 有 {{count}} 页，一次只收 1 到 {{most}} 页，{_AGAIN_ZH}请分成几个文件。",
        "en": "{name} has {count} pages; from 1 to {most} are taken at once. Split it.",
    },
    "scan_gone": {
        "zh": f"{{name}} 读不出来，文件不在了或正被别的程序占用，{_AGAIN_ZH}请再选一次。",
        "en": "{name} cannot be read: it is gone or another program holds it. Choose it again.",
    },
    "scan_twice": {
        "zh": "{name} 这一页已经附在这件材料上了，没有再附。",
        "en": "This page of {name} hangs on this material already; it was not taken again.",
    },
    "scan_case_full": {
        "zh": "这一件的附件已有 {size} MB，加上 {name} 就超过 {most} MB，没有附上。请去掉不需要的页，或只扫必要的页。",
        "en": "With {name} the scans of this case would exceed {most} MB; it was not taken. Remove pages that are not needed.",
    },
    "scan_folder_away": {
        "zh": "扫描文件夹 {path} 打不开。请检查扫描仪的保存位置，或在设置 KIOSK_SCAN_FOLDER 里改。",
        "en": "The scanner's folder {path} cannot be read. Check where the scanner saves, or set KIOSK_SCAN_FOLDER.",
    },
    "scan_unknown_material": {
        "zh": "这个事项没有编号为 {material} 的材料。请核对材料编号。",
        "en": "This matter has no material {material}.",
    },
    "scans_none": {
        "zh": "{case_no} 没有附扫描件。",
        "en": "{case_no} has no scans.",
    },
    "sign_too_little": {
        "zh": "还没签上，或只点了一下。请在框里把名字写完整，再按确认。",
        "en": "There is no signature yet. Write the whole name, then confirm.",
    },
    "sign_of_other": {
        "zh": "签名之后表改过，原来的签名不是签在这张表上的，不能用。请重新签名，或打印后手签。",
        "en": "The form was changed after it was signed: the signature is not of it. Sign anew, or on paper.",
    },
    "camera_absent": {
        "zh": "这台电脑没有装摄像头组件。可以用扫描文件夹、拖放、选文件或粘贴；需要时请管理员安装 weimin-kiosk[camera]。",
        "en": "No camera support is installed on this PC. Use the scanner's folder, drag, choose or paste; or install weimin-kiosk[camera].",
    },
    "camera_dark": {
        "zh": "摄像头没有画面。请检查是否插好、有没有被别的程序占用，再按一次。",
        "en": "The camera gives no picture. Check that it is plugged in and that no other program uses it.",
    },
}
