"""One thing of the catalogue at a time: by whom, with what mistakes, and never over somebody else's change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from platform_booking.domain.catalogue import Closure, Person, Platform, Resource
from platform_booking.domain.errors import CatalogueInvalid, ItemChanged, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking

    Sit = Callable[[str | None], PlatformBooking]


def test_a_manager_changes_rules_and_equivalents_of_the_own_platform(sit: Sit) -> None:
    desk = sit("mona")
    catalogue = desk.catalogue.load()
    own = next(item for item in catalogue.platforms.values() if "mona" in item.managers)
    saved = desk.administration.save(Platform, {"code": own.code, "rules": {"lead_time": 48}}, seen=own)
    assert saved.item == replace(own, rules={"lead_time": 48})
    assert desk.catalogue.load().platforms[own.code] == saved.item
    mine = [item for item in catalogue.resources.values() if item.platform == own.code]
    row = {"code": mine[0].code, "equivalent_to": [mine[1].code], "setup": 45}
    desk.administration.save(Resource, row, seen=mine[0], reason="étalonnage")
    after = desk.catalogue.load().resources[mine[0].code]
    assert (after.equivalent_to, after.setup) == ((mine[1].code,), 45)
    assert ("resource", mine[0].code) in desk.administration.editable()


def test_nobody_else_may(sit: Sit) -> None:
    catalogue = sit("tina").catalogue.load()
    own = next(item for item in catalogue.platforms.values() if "mona" in item.managers)
    with pytest.raises(NotPermitted):
        sit("tina").administration.save(Platform, {"code": own.code, "rules": {}}, seen=own)
    with pytest.raises(NotPermitted):
        sit("mona").administration.save(
            Person, {"login": "mona", "roles": ["admin"]}, seen=catalogue.persons["mona"]
        )
    assert sit("tina").administration.editable() == frozenset()
    assert sit("tina").catalogue.load().platforms[own.code] == own


def test_closures_are_added_and_mistakes_are_all_told(sit: Sit) -> None:
    desk = sit("mona")
    own = next(item for item in desk.catalogue.load().platforms.values() if "mona" in item.managers)
    row = {
        "code": "NOEL",
        "name": "Noël",
        "platform": own.code,
        "start": date(2026, 12, 24),
        "end": date(2027, 1, 2),
    }
    saved = desk.administration.save(Closure, row)
    assert saved.before is None
    assert desk.catalogue.load().closures["NOEL"].end == date(2027, 1, 2)
    with pytest.raises(CatalogueInvalid) as caught:
        desk.administration.save(Closure, row | {"start": "hier", "platform": "NULLE"}, seen=saved.item)
    assert {code for _, code, _ in caught.value.problems} >= {"bad-date", "unknown-reference"}


def test_a_change_of_somebody_else_is_not_written_over(sit: Sit) -> None:
    desk = sit("mona")
    seen = next(item for item in desk.catalogue.load().platforms.values() if "mona" in item.managers)
    sit("mona").administration.save(Platform, {"code": seen.code, "rules": {"lead_time": 1}}, seen=seen)
    with pytest.raises(ItemChanged):
        desk.administration.save(Platform, {"code": seen.code, "rules": {"lead_time": 2}}, seen=seen)
    with pytest.raises(ItemChanged):
        desk.administration.save(Platform, {"code": seen.code, "rules": {}})
    assert desk.catalogue.load().platforms[seen.code].rules == {"lead_time": 1}


def test_a_change_is_taken_back_and_done_again(sit: Sit) -> None:
    desk = sit("mona")
    own = next(item for item in desk.catalogue.load().platforms.values() if "mona" in item.managers)
    saved = desk.administration.save(Platform, {"code": own.code, "rules": {"lead_time": 48}}, seen=own)
    row = {"code": "PONT", "name": "Pont", "platform": own.code, "start": date(2027, 5, 7)}
    added = desk.administration.save(Closure, row)
    desk.undoing.undo(added.undoable)
    assert not desk.catalogue.load().closures["PONT"].active
    undone = desk.undoing.undo(saved.undoable)
    assert desk.catalogue.load().platforms[own.code] == own
    desk.undoing.undo(undone.undoable)
    assert desk.catalogue.load().platforms[own.code].rules == {"lead_time": 48}
    with pytest.raises(ItemChanged):
        desk.undoing.undo(undone.undoable)
