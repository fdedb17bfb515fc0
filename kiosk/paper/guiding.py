"""What a service guide says of a matter: its definition and the centre's own facts, element by element, as words.

GB/T 36114-2018: elements 1 to 18 come from the definition, 19 to 22 from the centre. What neither knows is said to be
unknown, and never made up.
"""

from forms import Limit, Material, Matter, Step
from kiosk.app.documents import GuidePlace
from kiosk.app.papers import GuideFacts, GuideMaterial, GuideStep
from kiosk.paper import words as w
from kiosk.paper.words import Guide


def guide_facts(matter: Matter, place: GuidePlace) -> GuideFacts:
    """Every element of the guide in words."""
    guide, station = matter.guide, place.station
    accepted_by = Guide.AT.format(levels=w.LISTED.join(guide.accept_at), station=station.name, windows=_windows(place))
    codes = [code for code in (matter.official.impl_code, matter.official.basic_code) if code]
    return GuideFacts(
        name=matter.name,
        code=w.LISTED.join(codes) or w.OWN_CODE.format(code=matter.code),
        edition=_edition(matter, place),
        scope=guide.applicant_kind,
        task_type=guide.task_type.label,
        project_type=guide.project_type.label,
        basis=tuple(Guide.BASIS.format(law=one.law, article=one.article) for one in guide.legal_basis),
        accepted_by=accepted_by,
        decided_by=guide.implementing_body,
        quota=place.quota or Guide.NO_QUOTA,
        conditions=guide.conditions,
        forbidden=Guide.NOT_STATED,
        materials=tuple(_material(one) for one in matter.materials),
        handed_in=_handed_in(matter, place, accepted_by),
        steps=tuple(_step(one) for one in matter.steps),
        ways=_ways(matter),
        limits=_limits(matter),
        fee=guide.fee,
        result=guide.result,
        delivery=matter.limits.deliver.text or Guide.NOT_STATED,
        notes=guide.notes,
        track=place.track_at or Guide.TRACK,
        proxy=Guide.PROXY.get(guide.proxy, guide.proxy_note),
        how_long=_how_long(matter),
        where=w.SPACE.join(part for part in (station.name, place.windows) if part),
        rights=Guide.RIGHTS,
        ask=Guide.ASK.format(phone=station.phone or Guide.NOT_SET),
        complain=Guide.COMPLAIN.format(phone=station.complaint_phone or Guide.NOT_SET),
        address=station.address or Guide.NO_ADDRESS,
        hours=station.hours or Guide.NO_HOURS,
        unset=Guide.UNSET.format(names=w.LISTED.join(place.unset)) if place.unset else "",
    )


def _windows(place: GuidePlace) -> str:
    return w.SPACE + place.windows if place.windows else ""


def _edition(matter: Matter, place: GuidePlace) -> str:
    if place.edition_on is None:
        return Guide.VERSION.format(version=matter.version)
    return Guide.SINCE.format(version=matter.version, date=w.day(place.edition_on))


def _handed_in(matter: Matter, place: GuidePlace, window: str) -> str:
    """Element 11: every way in which the papers may come."""
    guide = matter.guide
    said = [
        Guide.AT_WINDOW.format(where=window),
        Guide.ONLINE.format(at=place.online_at) if place.online_at else "",
        Guide.POST.format(to=place.post_to) if place.post_to else "",
        Guide.AGENT.format(how=guide.proxy_note or Guide.PROXY.get(guide.proxy, ""))
        if guide.proxy_note or guide.proxy
        else "",
    ]
    return "\n".join(one for one in said if one)


def _ways(matter: Matter) -> str:
    """Element 13: how it is done, and what may come later."""
    guide = matter.guide
    said = [guide.project_type.label + w.STOP]
    if guide.tolerance_allowed and guide.tolerance:
        said.append(Guide.TOLERANCE.format(what=guide.tolerance, limit=guide.tolerance_limit))
    if _stated(guide.special_procedure):
        said.append(Guide.SPECIAL.format(text=guide.special_procedure.rstrip(w.STOP)))
    return "\n".join(said)


def _limits(matter: Matter) -> str:
    """Element 14: the clocks that run side by side, and the resident's own duty."""
    limits = matter.limits
    told = (
        (Guide.LIMIT_LEGAL, limits.legal.text),
        (Guide.LIMIT_COMMITTED, limits.commit.text),
        (Guide.LIMIT_ACCEPT, limits.accept.text),
        (Guide.LIMIT_SUPPLEMENT, limits.supplement.text),
        (Guide.LIMIT_PUBLIC, limits.publicity.text),
        (Guide.DUTY, limits.legal.applicant_duty),
    )
    return "\n".join(line.format(text=text.rstrip(w.STOP)) for line, text in told if _stated(text))


def _how_long(matter: Matter) -> str:
    """The short guide's answer to how many days."""
    commit: Limit = matter.limits.commit
    if commit.days == 0:
        return Guide.ON_THE_SPOT
    if commit.days is None:
        return commit.text or Guide.NOT_STATED
    unit = w.UNITS.get(str(commit.unit or "workday"), "{days}")
    return Guide.HOW_LONG.format(text=unit.format(days=commit.days))


def _stated(text: str) -> bool:
    return text.strip() not in w.NO_LIMIT


def _material(material: Material) -> GuideMaterial:
    form = {"original": Guide.ORIGINAL, "copy": Guide.COPY}.get(material.collect, Guide.SEEN)
    count = material.originals if material.collect == "original" else material.copies
    extra = [
        material.remark,
        Guide.OWED if material.tolerable else "",
        Guide.PLEDGED if material.pledgeable else "",
        Guide.SHARED.format(source=material.share_source or w.YES) if material.shareable else "",
    ]
    return GuideMaterial(
        name=material.name,
        source=material.source,
        form=form,
        count=str(count) if count else w.NOTHING,
        need=Guide.NEEDED if material.mandatory else Guide.IF_ANY,
        remark=Guide.ALSO.join(one for one in extra if one),
        bring=_bring(material, count),
    )


def _bring(material: Material, count: int) -> str:
    if material.source == Guide.MADE_BY_SYSTEM:
        return Guide.MADE_HERE
    said = [Guide.BRING.get(material.collect, Guide.BRING["seen"]).format(count=max(count, 1))]
    said += [Guide.OR_PROMISE] if material.pledgeable else [Guide.BRING_LATER] if material.tolerable else []
    said += [Guide.BRING_IF_ANY] if not material.mandatory and not material.pledgeable else []
    return w.COMMA.join(said)


def _step(step: Step) -> GuideStep:
    days = Guide.STEP_DAYS[step.unit].format(days=step.days) if step.days else Guide.AT_ONCE
    return GuideStep(
        name=step.name,
        actor=step.actor if step.level in step.actor else w.SPACE.join((step.level, step.actor)),
        days=days + ("" if step.counts_in_limit else Guide.NOT_COUNTED),
        output=step.output,
    )
