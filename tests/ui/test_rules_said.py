"""A rule that says no is told with people and things by their names, wherever the window tells it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from platform_booking.domain.finding import Reason
from platform_booking.domain.refusals import RuleRefused
from platform_booking.domain.rules.model import Severity, Violation
from platform_booking.wording import finding

if TYPE_CHECKING:
    from platform_booking.domain.errors import BookingError
    from ui.context import Context


def test_people_and_things_go_by_their_names(context: Context) -> None:
    params = {"name": "Habillage", "people": ("formateur10",)}
    broken = Violation(
        "qualification-missing", Severity.OVERRIDE, "ZACCD-SHB", params, "bring-qualified", ("resp.zac",)
    )
    error: BookingError = RuleRefused((broken,))
    reason = Reason("warning", {"violation": broken}, caution=True)
    for said in (
        context.violation(broken),
        context.explain(error),
        finding.reason(context.texts, reason, context.resource_name, context.violation),
    ):
        assert context.resource_name("ZACCD-SHB") in said
        assert context.person_name("formateur10") in said
        assert context.person_name("resp.zac") in said
        assert not any(code in said for code in ("ZACCD-SHB", "formateur10", "resp.zac"))


def test_the_period_of_a_quota_is_a_week_not_a_moment(context: Context) -> None:
    params = {
        "used": 19.0,
        "asked": 8.0,
        "allowed": 24,
        "period": "week",
        "start": datetime(2026, 12, 13, 23, tzinfo=UTC),
    }
    said = context.violation(Violation("quota-person-hours", Severity.OVERRIDE, "CYT", params))
    assert "la semaine du lun. 14 déc." in said
    assert "00:00" not in said
