"""Matters done in one go (联办) as the hall offers them: one line in the list, one sheet, one letter on the ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms import Catalogue, Joint, Matter, MatterSummary


def joint_summaries(catalogue: Catalogue) -> Sequence[MatterSummary]:
    """The newest version of each, as a list shows a matter; it stands in the category of its first matter."""
    return tuple(_summary(catalogue, joint) for joint in _newest(catalogue))


def joint_matter(catalogue: Catalogue, code: str, version: int | None = None) -> Matter:
    """The sheet of all its matters together. Raises UnknownMatter."""
    from forms import joint_sheet

    joint = joint_of(catalogue, code, version)
    return joint_sheet(joint, {one: catalogue.matter(one) for one in joint.matters})


def joint_of(catalogue: Catalogue, code: str, version: int | None = None) -> Joint:
    """Its definition, the newest unless a version is named. Raises UnknownMatter."""
    from forms import UnknownMatter

    fitting = (one for one in catalogue.joints() if one.code == code and version in (None, one.version))
    found = max(fitting, key=lambda one: one.version, default=None)
    if found is None:
        raise UnknownMatter(code, version)
    return found


def any_matter(catalogue: Catalogue, code: str, version: int | None = None) -> Matter:
    """A matter, or the sheet of several done in one go. Raises UnknownMatter."""
    from forms import is_joint

    return joint_matter(catalogue, code, version) if is_joint(code) else catalogue.matter(code, version)


def _newest(catalogue: Catalogue) -> Sequence[Joint]:
    found: dict[str, Joint] = {}
    for joint in catalogue.joints():
        if joint.code not in found or found[joint.code].version < joint.version:
            found[joint.code] = joint
    return tuple(found.values())


def _summary(catalogue: Catalogue, joint: Joint) -> MatterSummary:
    from forms import MatterSummary
    from kiosk.domain.pinyin import initials

    matter = joint_matter(catalogue, joint.code, joint.version)
    return MatterSummary(
        code=joint.code,
        name=joint.name,
        category=matter.category,
        version=joint.version,
        mode=matter.mode,
        hint=joint.hint,
        initials=initials(joint.name)[0],
        search=(*joint.search, *(initials(word)[0] for word in joint.search)),
    )
