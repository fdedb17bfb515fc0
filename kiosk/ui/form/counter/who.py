"""Who the application on the counter is for: his card, what is known of him, who stands beside him, his papers here."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject, Signal

from forms import Field, Matter
from kiosk.app.desks import Desks
from kiosk.app.people.beside import ASKED_UNDER, NOBODY, Beside, CardRead, Guardian, beside_of, card_read, said_of
from kiosk.app.people.knowing import Known
from kiosk.app.people.on_file import OnFile
from kiosk.app.people.prefill import Offered
from kiosk.domain.card import Card, CardKind
from kiosk.domain.person import age_on, recognise
from kiosk.ui.errands import SEARCH
from kiosk.ui.fittings import Fittings
from kiosk.ui.form.counter.intake_page import IntakePage
from kiosk.ui.form.counter.prefill import as_offers
from kiosk.ui.form.counter.words import Person as Words
from kiosk.ui.form.verdicts import Offer

Found = tuple[Known, Mapping[str, Offered], Mapping[str, OnFile]]
_CARD, _BESIDE = "card", "beside"


class Who(QObject):
    """`changed`: something of it is to be kept with the draft."""

    changed = Signal()

    def __init__(self, desks: Desks, fittings: Fittings, page: IntakePage, name_of: Callable[[str], str]) -> None:
        super().__init__(page)
        self._desks = desks
        self._fittings = fittings
        self._page = page
        self._name_of = name_of
        self._number = ""
        self._laid = 0  # which application this is: what was asked for another one is not shown
        self.card: CardRead | None = None
        self.beside: Beside = NOBODY

    def lay(self, kept: object) -> None:
        """Another application, with what its draft kept of the person."""
        told = kept if isinstance(kept, Mapping) else {}
        card, beside = told.get(_CARD), told.get(_BESIDE)
        self.card = CardRead(**card) if isinstance(card, Mapping) else None
        self.beside = beside_of(beside) if isinstance(beside, Mapping) else NOBODY
        self._number = ""
        self._laid += 1
        self._page.strip.show_known(Known(), self._name_of)
        self.look()

    def leave(self) -> None:
        """The counter is free: nothing of him is left here."""
        self.card, self.beside, self._number = None, NOBODY, ""
        self._laid += 1

    def plain(self) -> dict[str, object]:
        """What a draft keeps of it."""
        kept: dict[str, object] = {}
        if self.card is not None:
            kept[_CARD] = {"kind": self.card.kind, "name": self.card.name, "raw": self.card.raw}
        if said := {key: value for key, value in said_of(self.beside).items() if value}:
            kept[_BESIDE] = said
        return kept

    def stand_beside(self, beside: Beside) -> None:
        """Somebody stands beside him now; a contact's telephone is the one to call where he has none."""
        self.beside = beside
        filling = self._page.form.filling
        if filling is not None and beside.contact is not None:
            key = filling.matter.applicant.phone
            if key and not filling.raw.get(key):
                self._page.form.put({key: beside.contact.phone}, Words.OF_CONTACT.format(name=beside.contact.name))
        if filling is not None and beside.guardian is not None:  # a form that asks for him itself
            said = {key: value for key, value in _as_answers(beside.guardian).items() if not filling.raw.get(key)}
            self._page.form.put({key: value for key, value in said.items() if value}, Words.OF_GUARDIAN)
        self.look()
        self.changed.emit()

    def is_other(self, card: Card) -> bool:
        """Whether somebody else's number stands on the form already."""
        filling = self._page.form.filling
        number = str(filling.raw.get(filling.matter.applicant.id_number) or "") if filling else ""
        return bool(number) and "".join(number.split()).upper() != card.number

    def take_card(self, card: Card) -> None:
        """Fill the applicant's fields from his card; where he was registered is offered, for the booklet decides."""
        filling = self._page.form.filling
        if filling is None:
            return
        if self.is_other(card):
            self.beside = NOBODY  # those who stood beside somebody else
        self.card = card_read(card)
        values, address = _of_card(filling.matter, filling.fields, card)
        self._page.form.put(values, Words.OF_CARD)
        if address and not filling.raw.get(address):
            self._page.form.show_offers({**filling.offers, address: Offer(card.address, Words.OF_CARD)})
        self.look()
        self.changed.emit()

    def look(self) -> None:
        """Show who it is; a number that is new is looked up."""
        filling = self._page.form.filling
        if filling is None:
            return
        keys, answers = filling.matter.applicant, filling.checked.answers
        number = str(answers.get(keys.id_number) or "")
        today: date = self._fittings.now().date()
        name = str(answers.get(keys.name) or filling.raw.get(keys.name) or "")
        self._page.strip.show_person(name, number, today)
        self._page.strip.show_notes(self._notes(name, number, today))
        if number != self._number and (recognise(number, today) or not number):
            self._number = number
            laid, matter = self._laid, filling.matter
            self._fittings.errands.run(
                SEARCH,
                lambda: self._ask(matter, number),
                lambda found: self._show(laid, number, found),
                owner=self,
            )
        self._page.strip.show_offers(len(filling.offers))

    def _ask(self, matter: Matter, number: str) -> Found:
        people = self._desks.people
        known = people.known(number)
        return known, people.offers(matter, known), people.on_file(matter, known)

    def _show(self, laid: int, number: str, found: Found) -> None:
        known, offered, here = found
        filling = self._page.form.filling
        if laid != self._laid or number != self._number or filling is None:
            return
        self._page.strip.show_known(known, self._name_of)
        of_card = {key: one for key, one in filling.offers.items() if one.source == Words.OF_CARD}
        self._page.form.show_offers({**as_offers(offered, self._name_of), **of_card})
        self._page.strip.show_offers(len(filling.offers))
        if self._page.papers is not None and dict(self._page.papers.here) != dict(here):
            self._page.papers.here = dict(here)
            self._page.show_papers()

    def _notes(self, name: str, number: str, today: date) -> list[tuple[str, str]]:
        """What the clerk should know, each with its tone."""
        notes, age = [], age_on(number, today)
        if self.card is not None and name and name != self.card.name:
            notes.append((Words.CORRECTED.format(chip=self.card.name), "accent"))
        filling = self._page.form.filling
        guarded = self.beside.guardian is not None or bool(filling and filling.raw.get("guardian_name"))
        if age is not None and age < ASKED_UNDER and not guarded:
            notes.append((Words.GUARDIAN_WANTED.format(age=ASKED_UNDER), "warn"))
        if self.beside.guardian is not None:
            notes.append((Words.GUARDIAN.format(**_named(self.beside.guardian)), "accent"))
        if self.beside.contact is not None:
            notes.append((Words.CONTACT.format(**_named(self.beside.contact)), "accent"))
        if self.beside.read_aloud_by:
            notes.append((Words.READ_ALOUD.format(name=self.beside.read_aloud_by), "accent"))
        return notes


def _as_answers(guardian: Guardian) -> dict[str, str]:
    return {
        "guardian_name": guardian.name,
        "guardian_id_no": guardian.id_number,
        "guardian_phone": guardian.phone,
    }


def _named(somebody: object) -> dict[str, str]:
    return {key: str(getattr(somebody, key)) for key in ("name", "phone", "relation")}


def _of_card(matter: Matter, fields: Mapping[str, Field], card: Card) -> tuple[dict[str, object], str]:
    """Values by field, and the field that his address may stand in."""
    keys = matter.applicant
    own = keys.name.removesuffix("name")
    values: dict[str, object] = {keys.name: card.name, keys.id_number: card.number, keys.id_type: card.id_type}
    said = {"gender": card.sex, "ethnicity": card.ethnicity, "birth": card.born.isoformat() if card.born else ""}
    for key, value in said.items():
        field = fields.get(f"{own}{key}")
        if field is not None and value and not (field.auto and field.derived == "fixed"):
            values[field.key] = value
    dotted = keys.name.rpartition(".")[0]
    address = f"{dotted}.hukou_address" if dotted else "hukou_address"
    known = card.kind is CardKind.RESIDENT and address in fields
    return {key: value for key, value in values.items() if key and value}, address if known else ""
