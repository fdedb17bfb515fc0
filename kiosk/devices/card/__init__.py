"""The reader of identity cards (身份证阅读器): frames on a serial line, what the chip's text says, a thread that waits
for cards.

Here never lives a form, a rule or a photo: the picture that comes with the text is passed over unread. By the door
leave `choose_reader` (from a setting) and `CardWatch` (the port `CardReader`); a maker's own library fits in behind
`port.Reader`.
"""
