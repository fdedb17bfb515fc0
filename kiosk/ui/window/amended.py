"""What a case's card says of what went wrong with it: corrected, taken on paper first, collected by another, told."""

from kiosk.app.saying import said
from kiosk.domain.aftermath import breaches, to_be_checked
from kiosk.domain.deadline import CHINA
from kiosk.ui.window.actions.action import Seen
from kiosk.ui.window.words import Amended as Words


def _words_given(seen: Seen) -> list[str]:
    """What was promised and waits to be checked, and which words were not kept."""
    names = {one.id: one.name for one in seen.matter.materials} if seen.matter else {}
    due = to_be_checked(seen.case).items()
    lines = [Words.PLEDGED.format(name=names.get(key, key), day=until) for key, until in due]
    open_ones = (one for one in breaches(seen.case, seen.today) if not one.made_good)
    return [*lines, *((Words.UNTRUE if one.pledged else Words.BROKEN).format(day=one.until) for one in open_ones)]


def lines_of(seen: Seen, full: bool = False) -> list[str]:
    """One line for each, old and new masked unless the whole was asked for."""
    case, matter, lines = seen.case, seen.matter, []
    if case.on_paper is not None:
        paper = case.on_paper
        number = Words.PAPER_NUMBER.format(number=paper.number) if paper.number else ""
        taken, entered = case.filed_at.astimezone(CHINA), paper.entered_at.astimezone(CHINA)
        lines.append(
            Words.ON_PAPER.format(
                taken=f"{taken:%m-%d %H:%M}", entered=f"{entered:%m-%d %H:%M}", number=number, reason=paper.reason
            )
        )
        lines += [Words.PAPER_LATE] if paper.late else []
    for one in case.corrections:
        values = {"old": str(one.old), "new": str(one.new)}
        if matter is not None:
            values = {"old": said(matter, one.field, one.old, full), "new": said(matter, one.field, one.new, full)}
        day = f"{one.at.astimezone(CHINA):%m-%d}"
        approved = Words.APPROVED.format(name=one.approved_by) if one.approved_by else ""
        lines.append(Words.CORRECTED.format(day=day, label=one.label, reason=one.reason, approved=approved, **values))
    if case.collected_by is not None and case.collected_by.relation:
        who = case.collected_by
        lines.append(Words.COLLECTED.format(name=who.name, relation=who.relation, mandate=who.mandate))
    lines += _words_given(seen)
    for told in case.tellings[-1:]:
        at = f"{told.at.astimezone(CHINA):%m-%d %H:%M}"
        lines.append(Words.TOLD.format(at=at, result=Words.RESULTS.get(told.result, told.result), whom=told.whom))
    return lines
