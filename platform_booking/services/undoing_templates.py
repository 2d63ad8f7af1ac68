"""Taking back what was done to a template: it is as it was, or put away where it was not there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from platform_booking.domain.authority import require
from platform_booking.domain.errors import StaleVersion
from platform_booking.domain.templates import may_change_template
from platform_booking.services.standing import only_step
from platform_booking.services.template_use import LAST_USED
from platform_booking.services.trail_words import REDO, UNDO
from platform_booking.storage.audit import digest_of
from platform_booking.storage.snapshots import subject_of_template
from platform_booking.storage.templates import Template, template_snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.domain.authority import Actor
    from platform_booking.services.desk import Desk
    from platform_booking.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A template before and after a step; None before one that the step made."""

    before: Template | None
    after: Template
    again: bool = False
    """Whether the step itself took something back: back from it is forward again."""


def templates_back(
    unit_of_work: UnitOfWork, desk: Desk, actor: Actor, steps: Sequence[TemplateStep]
) -> tuple[TemplateStep, ...]:
    """Write each as it was; when it was last used stays. What was done is returned. Raises as ``only_step``."""
    done = []
    for step in steps:
        now = unit_of_work.templates.get(step.after.code)
        if _kept(now) != _kept(step.after):
            raise StaleVersion(now.code, 0, 0)
        former = None if step.before is None else digest_of(template_snapshot(step.before))
        only_step(unit_of_work, actor, subject_of_template(now.code), former, again=step.again)
        require(may_change_template(actor, now), actor, "edit-template", now.code, (now.owner,))
        wanted = replace(now, active=False) if step.before is None else _as_last_used(step.before, now)
        stamp = desk.stamp(actor, REDO if step.again else UNDO)
        unit_of_work.templates.save(now, wanted, stamp)
        done.append(TemplateStep(now, wanted, again=not step.again))
    return tuple(done)


def _kept(template: Template) -> Template:
    """What people keep of it, without when it was last used."""
    return _as_last_used(template, replace(template, body={}))


def _as_last_used(template: Template, now: Template) -> Template:
    used = {key: value for key, value in now.body.items() if key == LAST_USED}
    rest = {key: value for key, value in template.body.items() if key != LAST_USED}
    return replace(template, body=rest | used)
