from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from platform_booking.domain.rules.settings import SPECS, inherited_setting, problems_of, read_setting
from ui.screens.administration.rule_said import (
    INHERITED,
    RuleSaid,
    effects_of,
    in_words,
    of_setting,
    parts_of,
    read,
    usual,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import Context

SAID: list[tuple[str, Any]] = [
    ("opening", "refuse"),
    ("opening", "off"),
    ("opening", True),
    ("lead_time", 48),
    ("lead_time", {"value": 72, "severity": "warn"}),
    ("lead_time", False),
    ("quota_person", {"hours": 24, "count": 4, "per": "month"}),
    ("quota_partner", {"count": 4, "per": "year", "severity": "refuse"}),
    ("no_shows", {"count": 3, "days": 90, "suspend_days": 30}),
    ("supervisor", True),
    ("supervisor", "E"),
    ("supervisor", {"value": "E", "severity": "warn"}),
    ("decide_within", 24),
    ("on_deadline", "escalate"),
    ("check_in", True),
    ("check_in", False),
]


@pytest.mark.parametrize(("key", "said"), SAID)
def test_what_is_shown_is_written_as_it_was_meant(key: str, said: object) -> None:
    spec = SPECS[key]
    written = write(spec, read(spec, said))
    assert read_setting(spec, written) == read_setting(spec, said)


def test_whatever_is_chosen_is_well_said_and_has_words(make_context: Callable[..., Context]) -> None:
    for language in ("fr", "en"):
        context = make_context("resp.usp", language)
        for spec in SPECS.values():
            amounts = {part: usual(spec, part) for part in parts_of(spec)}
            for effect in effects_of(spec):
                said = write(spec, RuleSaid(effect, amounts))
                assert (said is None) is (effect == INHERITED)
                if said is not None:
                    assert not list(problems_of({spec.key: said}, {})), (spec.key, said)
                words = in_words(context, spec, read(spec, said))
                assert "{" not in words
                assert "administration-" not in words
            assert "administration-" not in in_words(
                context, spec, of_setting(spec, inherited_setting(spec.key))
            )
