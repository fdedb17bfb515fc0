"""What each thing that can be done at a desk is, as duties go: the one table by which roles are told apart.

A method that stands here under no duty may be done by nobody who has signed in; a test finds it.
"""

from collections.abc import Mapping

from kiosk.domain.staff import Duty

_DESKS: Mapping[str, Mapping[Duty, str]] = {
    "hall": {
        Duty.GUIDE: "categories guide joint matters offer search",
        Duty.SEE_LINE: "seen",
        Duty.TAKE_NUMBER: "take",
    },
    "queue": {
        Duty.TAKE_NUMBER: "take",
        Duty.SEE_LINE: "seen",
        Duty.CALL: "call done hold recall rejoin skip transfer undo",
    },
    "line": {
        Duty.CALL: "add_matter pause reopen",
        Duty.SEE_LINE: "rules waiting_here handed_over adopt",
        Duty.RULE_LINE: "rule give_up",
        Duty.FIGURES: "day",
    },
    "hubs": {Duty.RULE_LINE: "stay step_down"},
    "wishes": {Duty.SEE_LINE: "ask_help", Duty.RATE: "rated", Duty.CALL: "come ask_rating"},
    "rating": {Duty.RATE: "must_be_open case visit give pass_by", Duty.FIGURES: "bad figures"},
    "shelf": {Duty.DRAFT: "put told withdraw seen give received lacks lay_page page"},
    "parked": {Duty.DRAFT: "seen of_number take_over carry"},
    "people": {Duty.FIND: "known offers on_file"},
    "verifying": {Duty.SEE_CASE: "pending listed", Duty.MOVE_CASE: "verify"},
    "archive": {Duty.FIND: "find", Duty.SEE_CASE: "person show copy_out matter", Duty.EXPORT: "export"},
    "capture": {Duty.DRAFT: "take scans folder take_dropped let_go photo turn uncut picture"},
    "signing": {Duty.FILE: "sheet sheet_of sheet_of_document keep sign on_paper", Duty.SEE_CASE: "of_case"},
    "attached": {Duty.SEE_CASE: "of_case picture", Duty.PAPERS: "pdf", Duty.MOVE_CASE: "attach"},
    "window": {Duty.CALL: "add_matter pause reopen"},
    "intake": {Duty.CATALOGUE: "open clocks counted", Duty.FILE: "gaps judge file", Duty.PAPERS: "taken"},
    "guides": {Duty.GUIDE: "show take_full take_short"},
    "joint": {Duty.CATALOGUE: "knows open parts with_parts", Duty.FILE: "file filled gaps judge judge_papers"},
    "drafts": {Duty.DRAFT: "all begin drop hand_back lay open park save"},
    "cases": {
        Duty.FIND: "find",
        Duty.SEE_CASE: "show of_person extendable",
        Duty.MOVE_CASE: "deliver extend supplement void withdraw",
    },
    "decisions": {
        Duty.SEE_CASE: "as_it_counts clocks",
        Duty.MOVE_CASE: "accept close_here end_notice forward give_back post_notice receive resume",
    },
    "workdays": {Duty.CATALOGUE: "refresh", Duty.COUNTY: "take"},
    "printing": {Duty.PAPERS: "joint receipt receipt_paper", Duty.TAKE_NUMBER: "slip slip_printer slips"},
    "documents": {Duty.SEE_CASE: "found listed offered", Duty.MOVE_CASE: "draft issue"},
    "handing_out": {Duty.PAPERS: "document form guide scans seen seen_form seen_guide"},
    "track": {Duty.TRACK: "by_number scanned"},
    "post": {Duty.POST: "link_up listen seen send send_all"},
    "stick": {Duty.STICK: "read write"},
    "exports": {Duty.EXPORT: "put", Duty.OWN_SECRET: "clear"},
    "catalogue": {
        Duty.CATALOGUE: "arrived blob book book_then broken held renew wanted",
        Duty.KEEP_CATALOGUE: "install trust",
    },
    "correcting": {Duty.SEE_CASE: "offered", Duty.MOVE_CASE: "correct"},
    "paper_first": {Duty.FILE: "intake file"},
    "reprinting": {Duty.PAPERS: "again corrected"},
    "collecting": {Duty.SEE_CASE: "originals", Duty.MOVE_CASE: "collect"},
    "telling": {Duty.SEE_CASE: "listed message", Duty.MOVE_CASE: "done text"},
    "credit": {
        Duty.FILE: "standing word_gaps",
        Duty.SEE_CASE: "listed look",
        Duty.COUNTY: "put_up",
        Duty.MOVE_CASE: "make_good",
    },
    "late_entries": {Duty.FIGURES: "listed export"},
    "supervising": {Duty.FIGURES: "listed", Duty.MOVE_CASE: "answer", Duty.SUPERVISE: "close"},
    "pledging": {Duty.FILE: "promise sheet paper", Duty.SEE_CASE: "due", Duty.MOVE_CASE: "check"},
    "approval": {Duty.MOVE_CASE: "approve"},
    "rules": {Duty.FILE: "rules", Duty.COUNTY: "rule shared"},
    "county": {Duty.CATALOGUE: "day on read refresh today", Duty.COUNTY: "put_up"},
    "backup": {Duty.POST: "seen", Duty.BACKUP: "plan set_plan make listed verify drill due keep_up"},
    "lodging": {Duty.POST: "seen", Duty.BACKUP: "lodge listed verify due keep_up"},
    "sign_in": {
        Duty.OWN_SECRET: "needed sign_in vouch unlock works_here sign_off change_secret"
        " begin_session of_session end_session",
    },
    "audit": {Duty.AUDIT: "search export verify repair partings"},
    "staff": {Duty.SEE_STAFF: "listed", Duty.KEEP_STAFF: "open rule reset badge leave back"},
}
DUTIES: Mapping[str, Mapping[str, Duty]] = {
    desk: {name: duty for duty, names in by_duty.items() for name in names.split()} for desk, by_duty in _DESKS.items()
}
