"""What the hall says when a card cannot be read: what happened, and what to do now."""

TROUBLES: dict[str, dict[str, str]] = {
    "modem_away": {
        "zh": "短信模块没有应答（{modem}）。请检查连线和 SIM 卡；短信没有发出，请先打电话告知。",
        "en": "The modem does not answer ({modem}); nothing was sent. Call instead.",
    },
    "modem_refused": {
        "zh": "短信没有发出（{modem}：{code}）。请检查 SIM 卡余额和信号，或打电话告知。",
        "en": "The message was not sent ({modem}: {code}). Look at the SIM card and the signal, or call.",
    },
    "modem_unknown": {
        "zh": "短信模块设置“{setting}”看不懂。请写成 serial:/dev/ttyUSB2、serial:COM4 或 serial:COM4:9600。",
        "en": "The setting '{setting}' names no modem. Write serial:/dev/ttyUSB2, serial:COM4 or serial:COM4:9600.",
    },
    "card_reader_away": {
        "zh": "读卡器没有应答（{reader}）。请检查连线；接好后自动恢复，这期间可以手工输入证号。",
        "en": "The card reader does not answer ({reader}). Look at its cable; numbers can be typed meanwhile.",
    },
    "card_reader_garbled": {
        "zh": "读卡器的回答不完整（{reader}）。请拔下重插读卡器，再放一次证件。",
        "en": "The card reader answers in pieces ({reader}). Plug it in again, then lay the card down again.",
    },
    "card_reader_sick": {
        "zh": "读卡器说读不了（{reader}，代码 {code}）。请换一台读卡器，这期间手工输入证号。",
        "en": "The card reader cannot read ({reader}, code {code}). Use another one; numbers can be typed.",
    },
    "card_lifted": {
        "zh": "没有读完。请把证件平放在读卡器上不要动，听到提示或看到姓名后再拿走。",
        "en": "The card was lifted too soon. Lay it down flat until the name is seen.",
    },
    "card_absent": {
        "zh": "没有感应到证件。请把证件放到读卡器上；已经放着的，请拿起来再放一次。",
        "en": "No card lies on the reader. Lay it down, or lift it and lay it down again.",
    },
    "card_strange": {
        "zh": "这张证件的内容不对（证号或姓名读不出来）。请核对证件真伪，并手工输入。",
        "en": "What this card says makes no person. Look at the card, and type its number.",
    },
    "card_reader_unknown": {
        "zh": "读卡器设置“{setting}”看不懂。请写成 serial:/dev/ttyUSB0、serial:COM3 或 serial:COM3:9600。",
        "en": "The setting '{setting}' names no card reader. Write serial:/dev/ttyUSB0, serial:COM3 or serial:COM3:9600.",
    },
    "card_reader_none": {
        "zh": "这台电脑没有设置读卡器。请设置 KIOSK_CARD_READER=serial:/dev/ttyUSB0 后重新打开程序。",
        "en": "No card reader is set on this PC. Set KIOSK_CARD_READER=serial:/dev/ttyUSB0 and start again.",
    },
}
