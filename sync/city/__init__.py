"""The city platform (市平台, `cityd`): takes in what centres send, tells residents where their cases stand, lets
departments decide, and sends the news down.

Here live the books and their log (`books`, `log`, `tables`), the inbox, the records that the log adds up to, the
register of devices, the resident's pages and the department's desk. Never here: a screen of the kiosk, a printer, a
case's own rules (they are `kiosk.domain.case`'s). Leaves by the door: the command `cityd` (`cli.main`) alone.
"""
