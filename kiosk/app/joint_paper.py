"""The facts of the one sheet for matters done in one go: each case's own receipt, and what was brought, once."""

from collections.abc import Sequence
from datetime import date

from forms import Catalogue, Material, narrowed
from kiosk.app.joint_offer import joint_of
from kiosk.app.outcomes import JointTaken
from kiosk.app.papers import Handing, JointMaterial, JointPaper, ReceiptPaper
from kiosk.domain.case import Case

_TAKEN = frozenset({Handing.ORIGINAL, Handing.COPY})


def joint_paper(catalogue: Catalogue, done: JointTaken, receipts: Sequence[ReceiptPaper]) -> JointPaper:
    """`receipts`: the facts of each case's receipt, in the order of filing."""
    cases = {one.case.matter: one.case for one in done.taken}
    matters = {code: catalogue.matter(code, case.matter_version) for code, case in cases.items()}
    joint = joint_of(catalogue, done.joint)
    whole = {code: catalogue.matter(code) for code in joint.matters} | matters
    served = {shared.brought: shared.serves for shared in narrowed(joint, whole, tuple(cases)).papers}
    elsewhere = {key for keys in served.values() for key in keys}
    of = {paper.id: code for code, matter in matters.items() for paper in matter.materials}
    places = {code: nth for nth, code in enumerate(cases, 1)}
    rows = [
        _row(paper, cases[code], tuple(places[of[key]] for key in (paper.id, *served.get(paper.id, ()))))
        for code, matter in matters.items()
        for paper in matter.materials
        if paper.id in cases[code].materials and paper.id not in elsewhere
    ]
    return JointPaper(done.name, tuple(receipts), tuple(rows))


def _row(paper: Material, case: Case, serves: tuple[int, ...]) -> JointMaterial:
    handing = Handing(case.materials[paper.id])
    until = date.fromisoformat(case.owed[paper.id]) if paper.id in case.owed else None
    count = {Handing.ORIGINAL: paper.originals, Handing.COPY: paper.copies}.get(handing, 0)
    return JointMaterial(paper.name, handing, max(count, 1 if handing in _TAKEN else 0), until, tuple(sorted(serves)))
