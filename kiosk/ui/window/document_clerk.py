"""Between the page of documents and the desks that give them out and print them; slow work leaves by the errands."""

import secrets
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from forms import Matter
from kiosk.app.desks import Desks
from kiosk.app.documents import DocumentKind
from kiosk.app.documents.steps import STEPS
from kiosk.app.gathering import Subject
from kiosk.app.ink import Ink
from kiosk.app.issued import Issued
from kiosk.app.issuing import Draft, FactsIncomplete, Offer
from kiosk.app.papers import Printed
from kiosk.app.served import field_of, signer_of
from kiosk.domain.case import Case
from kiosk.domain.refusals import Refusal, Trouble
from kiosk.ui.errands import DESK, PAPER, SEARCH, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.gaps_page import Missing
from kiosk.ui.form.counter.glass import Glass, Piece
from kiosk.ui.form.filling import Filling
from kiosk.ui.window.document_list import Choice
from kiosk.ui.window.document_page import DocumentPage
from kiosk.ui.window.words import STEPS as STEP_WORDS
from kiosk.ui.window.words import Documents as Words

FORM, GUIDE, GUIDE_SHORT = "form", "guide", "guide_short"
_BESIDES = {FORM: Words.FORM, GUIDE: Words.GUIDE, GUIDE_SHORT: Words.GUIDE_SHORT}


class DocumentClerk(QObject):
    """Lives as long as its page. `left` when the clerk goes back to where he came from."""

    left = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, page: DocumentPage) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._subject = Subject()
        self._matter = ""
        self._offers: dict[str, Offer] = {}
        self._issued: dict[str, Issued] = {}
        self._kind: DocumentKind | None = None
        self._first: Mapping[str, object] = {}
        self._at_once = ""  # the kind that is taken as soon as it is known what there is
        self._request = ""
        self._drawn = 0
        page.left.connect(self.left)
        page.list.taken.connect(self._on_taken)
        page.list.marked.connect(self._on_marked)
        page.form.changed.connect(self._look)
        page.issued.connect(self.issue)
        page.printed.connect(self.print_marked)
        page.signed.connect(self.sign_marked)
        self._glass = Glass(lambda: desks.signing, fittings, page)

    def begin_case(self, case: Case, matter: str, kind: str = "", facts: Mapping[str, object] | None = None) -> None:
        """The documents of a case; `kind`: one is to be filled in at once, with these facts stated."""
        self._begin(Subject(case.case_no), Words.TITLE.format(name=case.applicant, matter=matter), case.matter)
        self._at_once, self._first = kind, facts or {}

    def tell(self, filling: Filling | None, lacking: Sequence[Missing]) -> None:
        """Before there is a case: what is missing, said once and on paper (一次性告知)."""
        if filling is None:
            return
        matter, keys = filling.matter, filling.matter.applicant
        known = {**filling.raw, **filling.checked.answers}
        name, number, phone = (str(known.get(key) or "") for key in (keys.name, keys.id_number, keys.phone))
        title = Words.TITLE.format(name=name, matter=matter.name) if name else Words.NAMELESS.format(matter=matter.name)
        self._begin(Subject("", matter.code, name, number, phone), title, matter.code)
        papers_first = sorted(lacking, key=lambda one: not one.paper)
        lines = dict.fromkeys(_wanted(one, matter) for one in papers_first)
        self._at_once, self._first = DocumentKind.TOLD_AT_ONCE.value, {"wanted": "\n".join(lines)}

    def _begin(self, subject: Subject, title: str, matter: str) -> None:
        self._subject, self._matter, self._kind, self._first, self._at_once = subject, matter, None, {}, ""
        self._page.show_said("")
        self._page.view.show_pages(())
        self._page.show_choosing(title)
        self._read()

    def issue(self) -> None:
        """Give out what is filled in, and print it; with gaps, go to the first."""
        if self._kind is None or not self._page.filling:
            return
        subject, kind, facts = self._subject, self._kind, self._page.form.facts()
        self._run(
            DESK,
            lambda: self._desks.documents.issue(subject, kind, facts, self._desks.actor, self._request),
            self._on_issued,
        )

    def print_marked(self) -> None:
        """The marked line once more, or for the first time."""
        if not self._page.filling:
            self._print(self._page.list.current())

    def sign_marked(self) -> None:
        """Whoever receives the marked document signs it on the glass (送达回证)."""
        issued = self._issued.get(self._page.list.current())
        if issued is None or not issued.case_no or self._page.filling or self._glass.open:
            return
        signing, actor, name = self._desks.signing, self._desks.actor, signer_of(issued)
        field, said = field_of(issued), Words.SIGNED.format(name=name, number=issued.number)

        def kept(inks: Sequence[Ink]) -> None:
            self._run(
                DESK,
                lambda: signing.sign(issued.case_no, inks[0], actor),
                lambda _case: self._page.show_said(said),
            )

        self._glass.ask(name, lambda: [Piece(signing.sheet_of_document(issued.number), field, field)], kept)

    def _read(self, current: str = "") -> None:
        subject = self._subject

        def reading() -> tuple[Sequence[Offer], Sequence[Issued]]:
            documents = self._desks.documents
            return documents.offered(subject), documents.listed(subject.case_no) if subject.case_no else ()

        self._run(SEARCH, reading, lambda found: self._on_read(found[0], found[1], current))

    def _on_read(self, offers: Sequence[Offer], issued: Sequence[Issued], current: str) -> None:
        self._offers = {offer.kind.value: offer for offer in offers}
        self._issued = {one.number: one for one in issued} or self._issued
        given = [self._given(one) for one in self._issued.values()]
        besides = [Choice(key, word, Words.FORM_NOTE) for key, word in _BESIDES.items() if self._has(key)]
        kinds = [Choice(offer.kind.value, offer.title) for offer in offers if offer.no is None]
        shut = [Choice(offer.kind.value, offer.title, shut=True) for offer in offers if offer.no is not None]
        groups = [(Words.ISSUED, given), (Words.OFFERED, kinds), (Words.OTHER, besides), (Words.SHUT, shut)]
        self._page.list.show_groups(groups, current)
        if kind := self._at_once:
            self._at_once = ""
            self._on_taken(kind)

    def _has(self, key: str) -> bool:
        return bool(self._subject.case_no) if key == FORM else bool(self._matter)

    def _given(self, one: Issued) -> Choice:
        state, tone = Words.NEW, "warn"
        if one.printed:
            state, tone = (Words.AGAIN.format(count=one.printed) if one.printed > 1 else Words.PRINTED), "good"
        elif one.trouble:
            state, tone = Words.TROUBLE, "bad"
        title = self._offers[one.kind.value].title
        note = Words.NOTES.format(number=one.number, time=f"{one.at:%m-%d %H:%M}")
        return Choice(one.number, title, note, state, tone)

    def _on_marked(self, key: str) -> None:
        """What the line stands on is seen beside it; what is only offered has nothing to show yet."""
        issued = self._issued.get(key)
        again = Words.REPRINT if issued and issued.printed else Words.PRINT
        self._page.show_can_print(again if issued or key in _BESIDES else "")
        self._page.show_can_sign(bool(issued and issued.case_no))
        out = self._desks.handing_out
        if issued:
            self._draw(lambda: out.seen(issued.paper))
        elif key == FORM:
            self._draw(lambda: out.seen_form(self._subject.case_no))
        elif key in _BESIDES:
            self._draw(lambda: out.seen_guide(self._matter, key == GUIDE_SHORT))
        else:
            self._drawn += 1
            self._page.view.show_pages(())
            if key in self._offers and (no := self._offers[key].no):
                self._page.view.show_said(self._fittings.say(no))

    def _on_taken(self, key: str) -> None:
        if key not in set(DocumentKind):
            self._print(key)
            return
        self._kind, self._request = DocumentKind(key), secrets.token_hex(8)
        subject, kind, facts = self._subject, self._kind, self._first
        self._first = {}
        self._run(
            SEARCH,
            lambda: self._desks.documents.draft(subject, kind, facts, self._desks.actor),
            lambda draft: self._on_drafted(kind, draft, facts),
        )

    def _on_drafted(self, kind: DocumentKind, draft: Draft, facts: Mapping[str, object]) -> None:
        step = Words.STEP.format(state=STEP_WORDS[STEPS[kind]]) if self._subject.case_no and kind in STEPS else ""
        step += Words.STEP_LONGER if step and kind is DocumentKind.SPECIAL else ""
        known = {**draft.known, **{path: str(value) for path, value in facts.items()}}
        shown = Draft(draft.paper, draft.asked, known, draft.gaps)
        self._page.show_filling(self._offers[kind.value].title if self._offers else "", shown, step)
        self._look()

    def _look(self) -> None:
        """The paper as it would be now, and what it lacks."""
        if self._kind is None:
            return
        subject, kind, facts = self._subject, self._kind, self._page.form.facts()

        def looking() -> tuple[Draft, Sequence[bytes]]:
            draft = self._desks.documents.draft(subject, kind, facts, self._desks.actor)
            return draft, self._desks.handing_out.seen(draft.paper)

        self._drawn += 1
        mine = self._drawn
        self._run(SEARCH, looking, lambda seen: self._on_looked(mine, *seen))

    def _on_looked(self, mine: int, draft: Draft, pictures: Sequence[bytes]) -> None:
        if mine == self._drawn and self._page.filling:
            self._page.show_gaps(draft.gaps)
            self._page.view.show_pages(pictures)

    def _draw(self, drawing: Callable[[], Sequence[bytes]]) -> None:
        self._drawn += 1
        mine = self._drawn
        self._page.view.show_said(Words.DRAWING)
        self._run(SEARCH, drawing, lambda pictures: self._on_drawn(mine, pictures))

    def _on_drawn(self, mine: int, pictures: Sequence[bytes]) -> None:
        if mine == self._drawn:
            self._page.view.show_pages(pictures)

    def _on_issued(self, issued: Issued) -> None:
        title = self._offers[issued.kind.value].title
        added = Words.ADDED.format(count=len(issued.added), items="\u3001".join(issued.added)) if issued.added else ""
        self._kind = None
        self._issued = {issued.number: issued, **self._issued}
        self._page.show_choosing(self._page.title)
        self._page.show_said(Words.ISSUED_SAID.format(title=title, number=issued.number), "good", added)
        self._fittings.feed.tell(issued.changed)
        self._print(issued.number, quiet=True)

    def _print(self, key: str, *, quiet: bool = False) -> None:
        """To the printer, on the paper's own lane."""
        out, actor = self._desks.handing_out, self._desks.actor
        jobs: dict[str, Callable[[], Sequence[Printed]]] = {
            FORM: lambda: [out.form(self._subject.case_no, actor)],
            GUIDE: lambda: [out.guide(self._matter, actor)],
            GUIDE_SHORT: lambda: [out.guide(self._matter, actor, short=True)],
        }
        if key not in jobs and key not in self._issued:
            return
        if not quiet:
            self._page.show_said(Words.PRINTING)
        job = jobs.get(key) or (lambda: out.document(key, actor))
        self._run(PAPER, job, lambda printed: self._on_printed(key, printed, quiet))

    def _on_printed(self, key: str, printed: Sequence[Printed], quiet: bool) -> None:
        trouble = next((Trouble(one.trouble, printer=one.printer) for one in printed if one.trouble), None)
        if trouble is not None:
            self._page.show_said(self._fittings.say(trouble), "bad")
        elif not quiet:
            self._page.show_said(Words.SHOWN_AGAIN.format(number=_BESIDES.get(key, key)))
        if self._issued and not self._subject.case_no:
            self._issued = {number: self._desks.documents.found(number) for number in self._issued}
        self._read(key if key in self._issued else "")

    def _run(self, lane: str, job: Callable[[], object], done: Callable[..., None]) -> None:
        self._fittings.errands.run(lane, job, done, self._on_failed, owner=self)

    def _on_failed(self, news: BadNews) -> None:
        if isinstance(news, FactsIncomplete):
            self._page.show_gaps(news.gaps)
            self._page.form.go_to_gap()
            return
        self._page.show_said(self._fittings.say(news), "warn" if isinstance(news, Refusal) else "bad")


def _wanted(one: Missing, matter: Matter) -> str:
    """One line of the notice: what stands between strokes is a column of its own, so no stroke may stand within."""
    key = one.at.partition("[")[0]
    paper = next((material for material in matter.materials if material.id == key), None)
    field = next((field for field in matter.fields if field.key == key), None)
    if paper is not None:
        form = Words.WAYS.get(paper.collect, "")
        parts = {"what": paper.name, "fault": Words.NOT_BROUGHT, "form": form, "basis": one.basis}
        line = Words.WANTED_PAPER
    else:
        parts = {"what": field.label if field else one.sentence, "fault": Words.NOT_FILLED, "basis": one.basis}
        line = Words.WANTED_FIELD
    return line.format(**{name: text.replace("/", "\u3001") for name, text in parts.items()}).rstrip(" /")
