"""The papers a resident brings: is each one there, and in the way the definition asks for it.

Owed, pledged, shared, seen and left out are five different things (domain README 5): an owed paper still has to come,
a pledged one never comes and is checked afterwards, a shared one is looked up in a register, a seen one is given back
at once, an optional one may be left out.
"""

from collections.abc import Mapping

from forms.answers import Fault
from forms.shapes import Material, Matter
from forms.words import say

HANDED = frozenset(("original", "copy", "seen", "shared", "on_file", "owed", "pledged"))


def check_materials(matter: Matter, given: Mapping[str, str]) -> tuple[Fault, ...]:
    """Faults of what was handed in, by material id, in the order of the list. `given`: id to one of HANDED.

    Mandatory and absent, owed though not tolerable, pledged or shared though it may not be, seen though to be
    collected, a copy where the original is needed, an unknown id or way: errors. Kept though only to be verified: a
    warning.
    """
    known = {material.id: material for material in matter.materials}
    faults = [fault for material in matter.materials if (fault := _judge(material, given.get(material.id)))]
    strange = [key for key in given if key not in known]
    return (*faults, *(_fault(str(key), "material_unknown", given=str(key)[:30]) for key in strange))


def _judge(material: Material, way: object) -> Fault | None:
    key = _trouble(material, way)
    if not key:
        return None
    severity = "warn" if key == "material_kept" else "error"
    how = say(f"collect_{material.collect}")
    return _fault(material.id, key, severity, name=material.name, how=how, given=str(way)[:30])


def _trouble(material: Material, way: object) -> str:
    if way is None or way == "":
        tolerable = "_tolerable" if material.tolerable else ""
        return f"material_missing{tolerable}" if material.mandatory else ""
    if not isinstance(way, str) or way not in HANDED:
        return "material_status"
    if way == "owed" and not material.tolerable:
        return "material_owed" if material.mandatory else "material_owed_optional"
    if way == "pledged" and not material.pledgeable:
        return "material_pledged"
    if way == "shared" and not material.shareable:
        return "material_shared"
    if material.collect == "seen":
        return "material_kept" if way in ("original", "copy") else ""
    if way == "seen":
        return "material_seen"
    return "material_copy" if way == "copy" and material.collect == "original" else ""


def _fault(field: str, key: str, severity: str = "error", **values: str) -> Fault:
    kind = "missing" if key.startswith("material_missing") else key
    return Fault(field, severity, say(key, **values), key=kind, values=values)
