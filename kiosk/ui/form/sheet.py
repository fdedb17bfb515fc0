"""The form on the counter, drawn from its definition: sections as cards, walked through by keyboard."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from forms import Checked, Matter
from kiosk.ui.form.cards import CardStack
from kiosk.ui.form.editors import Kit, shipped_divisions
from kiosk.ui.form.faulty import fault_beside
from kiosk.ui.form.filling import Filling, refuse, section_state
from kiosk.ui.form.paper import PaperEditor
from kiosk.ui.form.pick import Picks
from kiosk.ui.form.section import Row, SectionCard
from kiosk.ui.form.table import TableRow
from kiosk.ui.form.telling import summary
from kiosk.ui.form.verdicts import Offer
from kiosk.ui.theme import Theme
from kiosk.ui.turns import NextTurn

Judge = Callable[[Matter, Mapping[str, object]], Checked]
JUDGE_AFTER = 80
HELP, NEXT, BEFORE = Qt.Key.Key_H, Qt.Key.Key_N, Qt.Key.Key_P  # with Alt


class FormView(QScrollArea):
    """`changed`: an answer changed; `judged`: it was looked at since; `moved`: the cursor came into another section;
    `finished`: Enter was pressed in the last field. `files` names a field and gives the paths chosen for it."""

    changed = Signal()
    judged = Signal()
    moved = Signal()
    finished = Signal()
    files = Signal(str, list)

    def __init__(self, theme: Theme, judge: Judge, home: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._judge = judge
        self._picks = Picks(theme)
        self._divisions = shipped_divisions(home)
        self._stack: CardStack | None = None
        self._at = 0
        self._helping = False
        self.filling: Filling | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.destroyed.connect(self._picks.drop)  # it lies in the window, which may stay
        self._later = QTimer(self, singleShot=True, interval=JUDGE_AFTER)
        self._later.timeout.connect(self.judge)
        self._building = NextTurn(self._build_more, self, after=2)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @property
    def at(self) -> int:
        """The section that the cursor is in, from 0."""
        return self._at

    def show_form(self, matter: Matter, raw: Mapping[str, object]) -> None:
        """Draw the form of a matter with what was typed before."""
        self._later.stop()
        self._building.stop()
        self.filling = Filling(matter, raw)
        self._stack = CardStack(self.filling.sections, Kit(self._theme, matter, self._divisions, self._picks))
        self._stack.made.connect(self._on_made)
        self._stack.pressed.connect(self._on_pressed)
        self._at = 0
        if before := self.widget():
            before.hide()  # first: what is seen is taken out part by part
            QTimer.singleShot(0, self.takeWidget().deleteLater)  # `setWidget` would take all of it down at once
        self.setWidget(self._stack)
        self._stack.build_to(0)  # the others come card by card: nobody waits for what he does not look at yet
        self.judge()
        self._place()
        self._building.begin()

    def show_offers(self, offers: Mapping[str, Offer]) -> None:
        """Values known from somewhere, to be taken with Ctrl+Enter."""
        if self.filling is not None:
            self.filling.offer(offers)
            self._show()

    def put(self, values: Mapping[str, object], source: str = "") -> None:
        """Write values into the form, as a card reader or a scanner does; `source` is said beside each."""
        filling = self._filled()
        for key, value in values.items():
            if key in filling.fields:
                filling.put(key, value)
                if source:
                    filling.sources[key] = source
                self._show_value(key)
        self.judge()
        self.changed.emit()

    def take(self, everything: bool) -> bool:
        """Say yes to the value offered for the field at hand, or to all that are sure; False when there is none."""
        filling = self._filled()
        keys = tuple(key for key, offer in filling.offers.items() if offer.sure or not everything)
        if not everything:
            at = filling.progress.at.partition("[")[0]
            keys = tuple(key for key in keys if key == at) or keys[:1]
        taken = filling.take(keys)
        for key in taken:
            self._show_value(key)
        if taken:
            self.judge()
            self.changed.emit()
        return bool(taken)

    def judge(self) -> None:
        """Have it looked at now, and show what came of it."""
        self._later.stop()
        filling = self._filled()
        filling.judged(self._judge(filling.matter, filling.raw))
        for key in filling.assume():
            self._show_value(key)
        self._show()
        self.judged.emit()

    def insist(self) -> None:
        """From now on say what is missing too."""
        filling = self._filled()
        filling.progress.insisted = True
        filling.hear()
        self._show()

    def go_to_section(self, nth: int) -> None:
        """Open a section and put the cursor into its first question that wants an answer."""
        stack, filling = self._cards(), self._filled()
        if nth < len(stack.cards):
            stack.build_to(nth)
            self._unfold(nth)
            rows = [row for row in stack.cards[nth].rows if row.visible and not filling.is_reckoned(row.field)]
            wanting = [row for row in rows if row.field.key not in filling.raw]
            if rows:
                next(iter(wanting), rows[0]).focus()

    def go_to(self, path: str) -> None:
        """Put the cursor into a field by its path."""
        key = path.partition("[")[0]
        nth = next(i for i, one in enumerate(self._filled().sections) if key in {f.key for f in one.fields})
        self._cards().build_to(nth)
        self._unfold(nth)
        row = self._cards().rows[key]
        if isinstance(row, TableRow) and "[" in path:
            row.focus(path)
        else:
            row.focus()

    def go_to_fault(self, by: int = 1) -> bool:
        """Put the cursor into the next field with a fault, or the one before (-1); False when there is none."""
        path = fault_beside(self._filled(), by)
        if path:
            self.go_to(path)
        return bool(path)

    def show_help(self, wanted: bool) -> None:
        """Say of each question that the cursor comes to what it means; or no longer."""
        self._helping = wanted
        self._help_at(self._cards().row_of(QApplication.focusWidget()))

    def _help_at(self, at: Row | None) -> None:
        """The help stands under the question at the cursor and nowhere else."""
        changed = [row.show_help(self._helping and row is at) for row in self._cards().rows.values()]
        if any(changed):
            self._place()
            if at is not None:
                self._reveal(at)

    def _filled(self) -> Filling:
        assert self.filling is not None, "show_form comes first"
        return self.filling

    def _cards(self) -> CardStack:
        assert self._stack is not None, "show_form comes first"
        return self._stack

    def _build_more(self) -> None:
        """The sections that are not seen yet are made while the clerk reads."""
        if self._cards().build_next():
            self._show()
            self._place()
            self._building.begin()

    def _on_made(self, row: Row) -> None:
        row.typed.connect(self._on_typed)
        row.done.connect(lambda _: self._on_done(row))
        row.left.connect(self._on_left)
        if isinstance(row, TableRow):
            row.resized.connect(self._place)
        elif isinstance(row.editor, PaperEditor):
            key = row.field.key
            row.editor.files.connect(lambda paths: self._on_files(key, paths))
        row.show_value(self._filled().raw.get(row.field.key))

    def _show_value(self, key: str) -> None:
        if key in self._cards().rows:
            self._cards().rows[key].show_value(self._filled().raw.get(key))

    def _show(self) -> None:
        """Show every field's state; lay out anew when the room that one takes has changed."""
        filling, moved = self._filled(), False
        for row in self._cards().rows.values():
            moved = row.show_visible(filling.shows(row.field)) or moved
            moved = self._show_row(row, filling) or moved
        for card in self._cards().cards:
            card.show_state(section_state(filling, card.section), self._summary(card))
        if moved or self._building.due:
            self._place()
        self.moved.emit()

    def _show_row(self, row: Row, filling: Filling) -> bool:
        state = filling.state_of(row.field)
        if isinstance(row, TableRow):
            faults = filling.heard_in(row.field.key)
            moved = row.show_table(faults, filling.checked.answers.get(row.field.key))
            return row.show_state(state) or moved
        return row.show_state(state)

    def _summary(self, card: SectionCard) -> str:
        filling = self._filled()
        return summary(card.section, filling.matter, {**filling.checked.answers, **filling.raw}) if card.folded else ""

    def _place(self) -> None:
        self._cards().place(self.viewport().width())

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """The cursor came into one of our questions: its card is the current one, finished ones before it fold."""
        if self._stack is None or (row := self._stack.row_of(now)) is None:
            return
        self._filled().progress.at = row.at
        nth = self._stack.card_of(row)
        if nth != self._at:
            self._fold_before(nth)
        self._at = nth
        self._stack.show_current(nth)
        self._place()
        self._reveal(row)
        if self._helping:
            self._help_at(row)
        self.moved.emit()

    def _fold_before(self, nth: int) -> None:
        filling = self._filled()
        for card in self._cards().cards[:nth]:
            offered = any(field.key in filling.offers for field in card.section.fields)
            if card.rows and not card.folded and not offered and section_state(filling, card.section).done:
                card.show_folded(True)
                card.show_state(section_state(filling, card.section), self._summary(card))

    def _unfold(self, nth: int) -> None:
        card = self._cards().cards[nth]
        if card.folded:
            card.show_folded(False)
            card.show_state(section_state(self._filled(), card.section), "")
            self._place()

    def _reveal(self, row: Row) -> None:
        """Bring a question into sight, with a little of what follows it."""
        card = self._cards().cards[self._at]
        bounds = card.place_of(row).translated(card.pos())
        air = self._theme.px(96)
        bar, view = self.verticalScrollBar(), self.viewport().height()
        if bounds.bottom() + air > bar.value() + view:
            bar.setValue(min(bounds.bottom() + air - view, max(0, bounds.top() - self._theme.px(48))))
        elif bounds.top() - self._theme.px(48) < bar.value():
            bar.setValue(max(0, bounds.top() - self._theme.px(48)))

    def _on_typed(self, path: str) -> None:
        key = path.partition("[")[0]
        filling = self._filled()
        row = self._cards().rows[key]
        filling.progress.at = path if "[" in path else row.at
        filling.put(key, row.value())
        self._later.start()
        self.changed.emit()

    def _on_left(self, path: str) -> None:
        """The cursor went on; who looks away from the form (a panel, another page) is not blamed yet for
        what he has not written."""
        filling, now = self._filled(), QApplication.focusWidget()
        on = now is not None and self.isAncestorOf(now)
        if on or filling.raw.get(path.partition("[")[0]):
            filling.progress.left.add(path)
            if filling.progress.at == path:
                filling.progress.at = ""
        self._later.start()

    def _on_done(self, row: Row) -> None:
        """Enter: on to the next question that wants an answer by hand."""
        filling = self._filled()
        filling.progress.left.add(row.path)
        filling.progress.at = ""
        self.judge()
        self._cards().build_to(self._at + 1)
        asked = [
            one
            for one in self._cards().in_order()
            if one is row or (one.visible and not filling.is_reckoned(one.field))
        ]
        after = asked[asked.index(row) + 1 :]
        if after:
            self._unfold(self._cards().card_of(after[0]))
            after[0].focus()
            filling.progress.at = after[0].at  # it may have had the cursor already, when the row of a table closed
        else:
            self.finished.emit()

    def _refuse(self) -> bool:
        """Say no to the value offered for the field at hand; False when none is."""
        refused = refuse(self._filled(), self._filled().progress.at.partition("[")[0])
        if refused:
            self.judge()
        return refused

    def _on_pressed(self, nth: int) -> None:
        if self._cards().cards[nth].folded:
            self.go_to_section(nth)
        elif nth != self._at:
            self._cards().cards[nth].show_folded(True)
            self._show()
            self._place()

    def _on_files(self, key: str, paths: list[Path]) -> None:
        self.files.emit(key, paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and self._refuse():
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.go_to_section(event.key() - Qt.Key.Key_1)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == HELP:
            self.show_help(not self._helping)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (NEXT, BEFORE):
            self.go_to_fault(1 if event.key() == NEXT else -1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the form at its ends and nowhere else."""
        return QWidget.focusNextPrevChild(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stack is not None:
            self._place()
