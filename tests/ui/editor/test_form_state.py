"""The form without a window: rules, requests, drafts, the strip's geometry."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_booking.domain.recurrence import Recurrence
from ui.dialogs.editor.catalogue_search import Choice, find
from ui.dialogs.editor.drafts import Drafts, SavedDraft
from ui.dialogs.editor.repetition import Repetition, Rhythm, listed, repetition_of, rule_of
from ui.dialogs.editor.request import FormState, from_json, next_working_day, request_of, state_of, to_json
from ui.dialogs.editor.strip_layout import Grip, dragged
from ui.draft import Draft, DraftLine
from ui.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
plain_rhythms = st.sampled_from([Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.WORKDAYS])
ends = st.one_of(st.none(), days)


@st.composite
def repetitions(draw: st.DrawFn) -> Repetition:
    count, until = draw(st.integers(1, 200)), draw(ends)
    if draw(st.booleans()):
        weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
        return Repetition(Rhythm.CUSTOM, count, until, weekdays, draw(st.integers(2, 26)))
    return Repetition(draw(plain_rhythms), count, until)


@st.composite
def states(draw: st.DrawFn) -> FormState:
    return FormState(
        draw(days),
        draw(st.integers(0, 1440)),
        draw(st.integers(0, 1440)),
        draw(ends),
        draw(st.text(max_size=20)),
        draw(st.integers(0, 100)),
        tuple(draw(st.lists(st.sampled_from(["tina", "colin"]), unique=True))),
        draw(st.one_of(st.just(Repetition()), repetitions())),
        lines=tuple(
            DraftLine(code, draw(st.integers(1, 4))) for code in draw(st.lists(st.just("BIO"), max_size=1))
        ),
        skip=draw(st.frozensets(days, max_size=3)),
    )


@given(repetitions())
def test_a_rule_shows_the_same_repetition_again(repetition: Repetition) -> None:
    again = repetition_of(rule_of(repetition))
    assert rule_of(again) == rule_of(repetition)
    assert (again.rhythm, again.until, again.weekdays) == (
        repetition.rhythm,
        repetition.until,
        repetition.weekdays,
    )


@given(repetitions(), days)
def test_a_rule_gives_the_dates_it_names(repetition: Repetition, first: date) -> None:
    repetition = Repetition(repetition.rhythm, 5, None, repetition.weekdays, min(repetition.interval, 4))
    start = datetime.combine(first, datetime.min.time())
    found = Recurrence.parse(rule_of(repetition), UTC).starts(start)
    assert len(found) == 5
    wanted = {Rhythm.WORKDAYS: frozenset(range(5)), Rhythm.CUSTOM: repetition.weekdays}
    allowed = wanted.get(repetition.rhythm, frozenset({first.weekday()}))
    assert {moment.weekday() for moment in found} <= allowed
    if repetition.rhythm in (Rhythm.WEEKLY, Rhythm.FORTNIGHTLY):
        apart = {later - earlier for earlier, later in pairwise(found)}
        assert apart == {timedelta(weeks=1 if repetition.rhythm is Rhythm.WEEKLY else 2)}


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;COUNT=3;BYDAY=1TU", "FREQ=WEEKLY;UNTIL=20270101T120000", "FREQ=DAILY;COUNT=3", "nonsense"],
)
def test_a_rule_without_words_is_kept_whole(rule: str) -> None:
    shown = repetition_of(rule)
    assert shown.rhythm is Rhythm.OTHER
    assert rule_of(shown) == rule


@given(states())
def test_a_form_survives_json(state: FormState) -> None:
    assert from_json(json.loads(json.dumps(to_json(state)))) == state


def test_a_request_says_wall_clock_times_and_leaves_dates_out() -> None:
    state = FormState(
        date(2026, 12, 1),
        14 * 60,
        17 * 60,
        repetition=Repetition(Rhythm.WEEKLY, 3),
        lines=(DraftLine("PSM", 2),),
    )
    request = request_of(state, without=(date(2026, 12, 8),))
    assert (request.start, request.end) == ("2026-12-01T14:00", "2026-12-01T17:00")
    assert request.skip == {date(2026, 12, 8)}
    assert request.lines[0].quantity == 2


def test_midnight_ends_the_day_before() -> None:
    start = datetime(2026, 12, 1, 20, 0, tzinfo=PARIS)
    state = state_of(Draft(start=start, end=datetime(2026, 12, 2, 0, 0, tzinfo=PARIS)), PARIS, NOW)
    assert (state.end, state.last_day) == (1440, None)
    assert request_of(state).end == "2026-12-02T00:00"


def test_a_bare_draft_is_for_the_next_working_day() -> None:
    assert state_of(Draft(), PARIS, NOW).day == date(2026, 11, 24)
    assert next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)


def test_a_bare_draft_is_for_the_days_that_are_looked_at_but_never_for_the_past() -> None:
    meant = {
        since: state_of(Draft(since=since), PARIS, NOW).day
        for since in (date(2026, 12, 14), date(2026, 11, 16))
    }
    assert meant == {date(2026, 12, 14): date(2026, 12, 14), date(2026, 11, 16): date(2026, 11, 24)}


def test_the_latest_draft_of_this_person_is_found(tmp_path: Path) -> None:
    mine, other = Drafts(tmp_path, "store", "tina"), Drafts(tmp_path, "store", "colin")
    state = FormState(date(2026, 12, 1), title="Ancien")
    mine.save(SavedDraft("a", NOW, state))
    newer = FormState(date(2026, 12, 1), title="Nouveau")
    mine.save(SavedDraft("b", NOW + timedelta(minutes=1), newer))
    mine.save(SavedDraft("c", NOW + timedelta(minutes=2), state, "B-1", 3, newer))
    found = mine.latest()
    assert found is not None
    assert (found.key, found.state.title) == ("b", "Nouveau")
    assert other.latest() is None
    mine.forget("b")
    change = mine.latest("B-1")
    assert change is not None
    assert (change.occurrence, change.before) == (3, newer)
    again = mine.latest()
    assert again is not None
    assert again.state == state


def test_a_damaged_draft_is_passed_over(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, "store", "tina")
    drafts.save(SavedDraft("a", NOW, FormState(date(2026, 12, 1))))
    next(tmp_path.glob("*.json")).write_text('{"at": 3', "utf-8")
    assert drafts.latest() is None


def test_a_folder_that_cannot_be_made_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    drafts = Drafts(tmp_path / "file" / "drafts", "store", "tina")
    assert not drafts.save(SavedDraft("a", NOW, FormState(date(2026, 12, 1))))
    assert drafts.latest() is None


@pytest.mark.parametrize(
    ("grip", "by", "window"),
    [
        (Grip.BODY, 20, (555, 735)),
        (Grip.BODY, -1000, (0, 180)),
        (Grip.BODY, 5000, (1260, 1440)),
        (Grip.START, 400, (705, 720)),
        (Grip.END, -1000, (540, 555)),
        (Grip.END, 22, (540, 735)),
    ],
)
def test_a_drag_snaps_to_quarters_and_stays_in_the_day(grip: str, by: int, window: tuple[int, int]) -> None:
    assert dragged((540, 720), grip, by) == window


def test_search_forgives_accents_and_order() -> None:
    choices = [
        Choice("A", "Bioréacteur 50 L", "Nantes"),
        Choice("B", "Salle", "Tours", words="room bioréacteur"),
    ]
    assert [choice.value for choice in find(choices, "nantes bioreact")] == ["A"]
    assert [choice.value for choice in find(choices, "BIO")] == ["A", "B"]
    assert find(choices, "bio", without={"A"})[0].value == "B"
    assert find(choices, "xyz") == []


def test_days_in_words() -> None:
    texts = Texts("fr")
    named = [date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 5)]
    assert texts.day_brief(named[0]) == "1er déc."
    assert texts.day_brief(date(2026, 12, 21)) == "21 déc."
    assert listed(texts, named) == "1er déc., 8 déc. et 5 janv."
    assert listed(texts, named, 1) == "1er déc. et 2 autres"
    assert listed(Texts("en"), named[:2]) == "1 Dec and 8 Dec"


def test_containment_and_dossier_stay_with_the_form() -> None:
    draft = Draft("TP", (DraftLine("SALLE"),), biosafety=2, dossier="D-1")
    state = state_of(draft, PARIS, NOW)
    asked = request_of(from_json(to_json(state)))
    assert (asked.biosafety, asked.dossier) == (2, "D-1")
    older = {key: value for key, value in to_json(state).items() if key not in {"biosafety", "dossier"}}
    assert from_json(older) == replace(state, biosafety=0, dossier="")
