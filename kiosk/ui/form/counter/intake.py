"""One application on the counter, from the first key to the filed case: draft, earlier cases, what is missing, F9."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from forms import Material, Matter, is_joint
from kiosk.app.desks import Desks
from kiosk.app.filing import Filing, Person
from kiosk.app.outcomes import CaseTaken, Changed, Draft, JointTaken
from kiosk.app.paper_first import PaperFirst
from kiosk.app.people.beside import NOBODY
from kiosk.domain.refusals import AnswersIncomplete
from kiosk.ui.errands import DESK, BadNews
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.capturing import Capturing
from kiosk.ui.form.counter.gaps_page import Missing
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.keeping import Keeping, saved_words
from kiosk.ui.form.counter.late import LATE, NOT_LATE, Late
from kiosk.ui.form.counter.matters import matter_names
from kiosk.ui.form.counter.papers import Papers
from kiosk.ui.form.counter.promise_card import SIGN
from kiosk.ui.form.counter.scans import scans_of
from kiosk.ui.form.counter.signing import Signing
from kiosk.ui.form.counter.standing import judge_of_papers
from kiosk.ui.form.counter.who import Who
from kiosk.ui.form.counter.words import Intake as Words
from kiosk.ui.form.verdicts import errors

SAVE_AFTER = 500  # milliseconds from a key to its being safe, at most
CONFIRMED = "confirmed"  # the rules whose questions were looked at, in a draft
WHO = "who"  # his card and who stands beside him
PAPERS = "materials"  # the key of a draft under which papers stand beside the answers


class Intake(QObject):
    """`ready` tells the word of F9 and how much is missing; `filed` a case and the seconds it took."""

    ready = Signal(str, int)
    filed = Signal(object, float)
    failed = Signal(str)

    def __init__(
        self, desks: Desks, fittings: Fittings, page: IntakePage, window: str = "", late: Late | None = None
    ) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._window = window
        self._keeping = Keeping(desks, fittings, self, window)
        self._draft: Draft | None = None
        self._filing = False
        self._hold = False
        self.agent: Callable[[], Person | None] | None = None
        self._beside: dict[str, object] = {}
        self._confirmed: set[str] = set()
        self.names = matter_names(desks)
        self.late, self.next_late = late or Late(desks), NOT_LATE
        self.who = Who(desks, fittings, page, self._name_of)
        self.who.changed.connect(self.save)
        self._later = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._later.timeout.connect(self.save)
        self.capturing = Capturing(lambda: desks.capture, fittings, page.papers_page)
        self.capturing.kept.connect(self.save)
        self.signing = Signing(desks, fittings, page)
        self.signing.beside = lambda: self.who.beside if self.who.beside != NOBODY else None
        self.signing.signed.connect(self._on_changed)
        self.signing.said.connect(self.failed)
        page.papers_page.promise.connect(self._on_promise)
        page.brought.connect(self.capturing.bring)
        page.watched.connect(self.capturing.toggle)
        page.changed.connect(self._on_changed)
        page.form.judged.connect(self._on_judged)
        page.finished.connect(self.press)
        page.confirmed.connect(self._on_confirmed)
        fittings.feed.subscribe(page, {Changed.CATALOGUE}, lambda: self.names.update(matter_names(desks)))

    @property
    def busy(self) -> bool:
        """Whether an application is on the counter."""
        return self._draft is not None

    @property
    def filing(self) -> bool:
        """Whether what lies on the counter is just being filed."""
        return self._filing

    @property
    def ticket(self) -> str:
        """The ticket of the application on the counter, '' without one."""
        return self._draft.ticket if self._draft else ""

    def begin(self, matter: str, ticket: str = "", known: Mapping[str, str] | None = None) -> None:
        """A new application. `known`: the person's 'name' and 'id_number', when he is here already."""
        late, self.next_late = self.next_late, NOT_LATE
        definition, ticket = (self._open(matter), ticket) if late is None else (self.late.open(matter, late), "")
        self._lay(definition, self._desks.drafts.begin(definition, ticket, self._window), late)
        keys = definition.applicant
        values = {keys.id_number: (known or {}).get("id_number", ""), keys.name: (known or {}).get("name", "")}
        if given := {key: value for key, value in values.items() if key and value}:
            self._page.form.put(given)

    def resume(self, draft_id: str) -> bool:
        """An application that was left half filled; False when it is not there any more."""
        draft = self._keeping.lay(draft_id)
        if draft is None:
            return False
        self._lay(self._open(draft.matter, draft.version), draft)
        return True

    def save(self) -> None:
        """Keep what stands in the fields now; the screen goes on meanwhile."""
        self._later.stop()
        draft, filling, papers = self._draft, self._page.form.filling, self._page.papers
        if draft is None or filling is None or papers is None or self._filing:
            return
        kept = {PAPERS: papers.plain(), CONFIRMED: sorted(self._confirmed), WHO: self.who.plain()}
        kept |= {LATE: self.late.plain()} if self.late.paper is not None else {}
        raw, ways = {**self._beside, **filling.raw, **kept}, dict(papers.ways)
        self._page.show_saved(Words.SAVING)
        self._fittings.errands.run(
            DESK,
            lambda: self._desks.drafts.save(draft, raw, ways),
            partial(self._on_saved, draft.id),
            self._on_not_saved,
            owner=self,
        )

    def leave(self) -> None:
        """Put the application aside; what was typed is kept, and whoever comes next may go on with it."""
        if self._later.isActive():
            self.save()
        if self._draft is not None:
            self._keeping.park(self._draft.id)
        self.capturing.leave()
        self.signing.leave()
        self._draft = None
        self.who.leave()

    def tell(self) -> None:
        """F10: everything that is missing, at once."""
        if self.busy:
            self._page.insist()
            self._page.show_missing((*self._missing(), *self._asks()), self._word())

    def press(self, hold: bool = False) -> None:
        """F9: file it, or go to the next thing that is missing. `hold`: only take it in (收件), whatever its mode."""
        if not self.busy or self._filing:
            return
        self._hold = hold
        self._page.form.judge()
        self._tell_ready()
        missing = self._missing()
        if missing:
            self._page.go_to(self._next(missing) if self._page.insisting else self._first(missing))
            self._page.insist()
        elif asks := self._asks():
            self._page.show_missing(asks, self._word())
        elif self.agent is not None and self.agent() is None:
            self.failed.emit(Words.AGENT_LACKS)
        else:
            self._file()

    def lacking(self) -> Sequence[Missing]:
        """Everything that is missing or wrong now, nothing where no application lies on the counter."""
        return self._missing() if self.busy else ()

    def look_again(self) -> None:
        """The page is seen again: tell how things stand."""
        self._tell_ready()

    def _open(self, matter: str, version: int | None = None) -> Matter:
        return (self._desks.joint if is_joint(matter) else self._desks.intake).open(matter, version)

    def _lay(self, matter: Matter, draft: Draft, late: PaperFirst | None = None) -> None:
        self.leave()
        self._draft = draft
        raw = dict(draft.raw)
        kept, who = raw.pop(PAPERS, None), raw.pop(WHO, None)
        self.late.lay(raw.pop(LATE, None), late)
        self._confirmed = set(_texts(raw.pop(CONFIRMED, ())))
        own = {field.key for field in matter.fields}
        self._beside = {key: value for key, value in raw.items() if key not in own}
        papers = self._papers(matter, raw)
        papers.restore(draft.materials, kept)
        self._page.show_application(matter, raw, papers)
        self._page.show_saved(*(saved_words(draft) if draft.raw else ("",)))
        self.who.lay(who)
        self._tell_ready()

    def _papers(self, matter: Matter, raw: Mapping[str, object]) -> Papers:
        """The papers; of matters done in one go those of the wanted ones, judged together."""
        if not is_joint(matter.code):
            own = Papers(matter)
            own.judge = judge_of_papers(self._desks, matter, self._typed)
            return own
        desk = self._desks.joint
        papers = Papers(desk.with_parts(matter, raw), parts=desk.parts(matter, raw))
        papers.judge = lambda ways: desk.judge_papers(matter, self._typed(), ways)
        return papers

    def _typed(self) -> Mapping[str, object]:
        filling = self._page.form.filling
        return filling.raw if filling is not None else {}

    def _look_at_parts(self) -> None:
        """Other matters are wanted now: other papers are."""
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None or not papers.parts or not is_joint(filling.matter.code):
            return
        parts = self._desks.joint.parts(filling.matter, filling.raw)
        if [part.code for part in parts] != [part.code for part in papers.parts]:
            papers.parts = parts
            papers.matter = self._desks.joint.with_parts(filling.matter, filling.raw)
            self._page.show_papers()

    def _file(self) -> None:
        draft, filling, papers = self._draft, self._page.form.filling, self._page.papers
        assert draft is not None
        assert filling is not None
        assert papers is not None
        self._filing = True
        self._later.stop()
        self.ready.emit(Words.FILING.format(kind=self._word()), -1)
        began, agent = time.monotonic(), self.agent() if self.agent else None
        raw, ways, files, until = dict(filling.raw), papers.handed(), dict(papers.files), dict(papers.until)
        desk = self._desks.joint if is_joint(draft.matter) else self._desks.intake
        confirmed, who, late, hold = frozenset(self._confirmed), self.who, self.late, self._hold
        card, beside = who.card, who.beside if who.beside != NOBODY else None
        here, verified, inks = dict(papers.here), dict(papers.verified), tuple(papers.inks.values())

        def file() -> CaseTaken | JointTaken:
            filing = Filing(
                matter=draft.matter,
                raw=raw,
                materials=ways,
                version=draft.version,
                scans=scans_of(files),
                ticket=draft.ticket,
                window=self._window,
                draft=draft.id,
                agent=agent,
                owed_until=until,
                confirmed=confirmed,
                card=card,
                beside=beside,
                kept=here,
                verified=verified,
                inks=inks,
                hold=hold,
            )
            if late.paper is not None:
                return late.file(filing, f"draft:{draft.id}")
            return desk.file(filing, self._desks.actor, request=f"draft:{draft.id}")

        self._fittings.errands.run(
            DESK, file, lambda taken: self._on_filed(taken, began), self._on_not_filed, owner=self
        )

    def _on_filed(self, taken: CaseTaken | JointTaken, began: float) -> None:
        self._filing = False
        self.capturing.saved()
        self.capturing.stop()
        self._draft = None
        self.who.leave()
        self._fittings.feed.tell(taken.changed)
        self.filed.emit(taken, time.monotonic() - began)

    def _on_not_filed(self, news: BadNews) -> None:
        self._filing = False
        self._later.start()
        self._tell_ready()
        if isinstance(news, AnswersIncomplete):
            materials = {material.id for material in self._matter().materials}
            gaps = [Missing(gap.field, gap.sentence, gap.basis, gap.field in materials) for gap in news.gaps]
            self._page.show_missing(gaps, self._word())
        else:
            self.failed.emit(self._fittings.say(news))

    def _on_changed(self) -> None:
        if self._draft is not None and not self._filing:
            if not self._later.isActive():
                self._later.start()
            self._tell_ready()

    def _on_judged(self) -> None:
        if self._draft is not None and not self._filing:
            self._look_at_parts()
            self.who.look()
            self._tell_ready()

    def _on_saved(self, of: str, draft: Draft) -> None:
        if self._draft is not None and of == self._draft.id:
            if draft.id != of:  # somebody took it over meanwhile: both are kept
                self._draft = draft
            self._page.show_saved(*saved_words(draft))
            self.capturing.saved()

    def _on_not_saved(self, news: BadNews) -> None:
        self._page.show_saved(Words.NOT_SAVED.format(reason=self._fittings.say(news)), "bad")

    def _matter(self) -> Matter:
        filling = self._page.form.filling
        assert filling is not None
        return filling.matter

    def _word(self) -> str:
        joint = "joint" if is_joint(self._matter().code) else str(self._matter().mode)
        return self.late.word(Words.KINDS["collected" if self.agent else joint])

    def _missing(self) -> tuple[Missing, ...]:
        filling, papers = self._page.form.filling, self._page.papers
        if filling is None or papers is None:
            return ()
        fields = [Missing(fault.field, fault.sentence, fault.basis) for fault in errors(filling.checked.faults)]
        lacking = [fault for fault in papers.faults() if fault.severity == "error"]
        return (
            *fields,
            *self.signing.missing(),
            *(Missing(fault.field, fault.sentence, fault.basis, paper=True) for fault in lacking),
        )

    def _asks(self) -> tuple[Missing, ...]:
        """The questions that the program could not decide and nobody has looked at yet, each rule once."""
        filling = self._page.form.filling
        if filling is None or is_joint(filling.matter.code):
            return ()
        asks = {fault.rule: fault for fault in filling.checked.faults if fault.severity == "ask"}
        return tuple(
            Missing(fault.field, fault.sentence, fault.basis, ask=rule)
            for rule, fault in asks.items()
            if rule not in self._confirmed
        )

    def _on_promise(self, material: Material, key: str) -> None:
        (self.signing.begin_promise if key == SIGN else self.signing.print_promise)(material)

    def _on_confirmed(self, rule: str) -> None:
        self._confirmed.add(rule)
        self._on_changed()
        self._page.show_missing((*self._missing(), *self._asks()), self._word())

    def _first(self, missing: Sequence[Missing]) -> Missing:
        """Asked for the first time: where the cursor stands already, if something is missing there."""
        filling = self._page.form.filling
        at = filling.progress.at if filling and not self._page.at_papers() else ""
        return next((one for one in missing if one.at == at), None) or self._next(missing)

    def _next(self, missing: Sequence[Missing]) -> Missing:
        """The one after the field at hand, so that F9 again and again goes through all of them."""
        filling = self._page.form.filling
        at = filling.progress.at if filling else ""
        order = [one.at for one in missing]
        if at in order and not self._page.at_papers():
            return missing[(order.index(at) + 1) % len(order)]
        return next((one for one in missing if one.paper), missing[0]) if self._page.at_papers() else missing[0]

    def _tell_ready(self) -> None:
        if self.busy:
            self.ready.emit(self._word(), len(self._missing()) + len(self._asks()))

    def _name_of(self, matter: str) -> str:
        return self.names.get(matter, matter)


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else []
