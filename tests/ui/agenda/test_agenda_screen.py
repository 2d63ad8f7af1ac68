from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.selection import ALL_DATES
from tests.ui.agenda.hosting import Host, hosted, settle
from tests.ui.conftest import NOW
from ui.context import Selected
from ui.dialogs.duplicate import DuplicateDialog
from ui.screens.agenda.screen import AgendaScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from ui.context import Context
    from ui.draft import Draft
    from ui.models.agenda_model import AgendaRow


@pytest.fixture
def host(qtbot: QtBot, context: Context) -> Host:
    return hosted(qtbot, context, AgendaScreen)


@pytest.fixture
def agenda(host: Host) -> AgendaScreen:
    assert isinstance(host.screen_shown, AgendaScreen)
    return host.screen_shown


def rows(agenda: AgendaScreen) -> list[AgendaRow]:
    return [row for group in agenda.view._model.groups for row in group.rows]


def index_of(agenda: AgendaScreen, row: AgendaRow) -> QModelIndex:
    return agenda.view._model.find(row.ref, row.occurrence)


def click(qtbot: QtBot, agenda: AgendaScreen, row: AgendaRow) -> None:
    index = index_of(agenda, row)
    agenda.view.scrollTo(index)
    box = agenda.view.visualRect(index)
    QTest.mouseClick(agenda.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_it_lists_two_weeks_by_day(agenda: AgendaScreen, context: Context) -> None:
    groups = agenda.view._model.groups
    assert groups[0].heading == "Mardi 24 novembre"
    assert groups[0].note.startswith("aujourd’hui · ")
    assert [group.key for group in groups] == sorted(group.key for group in groups)
    board = context.platform.planning.board(agenda.period.span(context.texts.zone))  # type: ignore[arg-type]
    assert {(bar.ref, bar.occurrence) for bar in board.bars} == {row.key for row in rows(agenda)}
    bookings = sum(1 for row in rows(agenda) if row.occurrence)
    assert agenda.count.text() == f"2 semaines · {bookings} réservations"


def test_arrows_walk_and_enter_shows_on_the_planning(
    qtbot: QtBot, agenda: AgendaScreen, context: Context
) -> None:
    first = agenda.view.selection
    assert first is not None
    QTest.keyClick(agenda.view, Qt.Key.Key_Down)
    second = agenda.view.selection
    assert second is not None
    assert second != first
    asked: list[Selected] = []
    context.booking_wanted.connect(asked.append)
    QTest.keyClick(agenda.view, Qt.Key.Key_Return)
    assert asked == [second]


def test_a_heading_folds_its_day_and_stays_folded(
    qtbot: QtBot, agenda: AgendaScreen, context: Context
) -> None:
    view = agenda.view
    heading = view.visualRect(view._model.index(0, 0)).center()
    chosen = next(row for row in view._model.groups[0].rows if row.occurrence)
    click(qtbot, agenda, chosen)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert not view.isExpanded(view._model.index(0, 0))
    view.select(Selected(chosen.ref, chosen.occurrence))
    view.setExpanded(view._model.index(0, 0), False)
    before = rows(agenda)
    _cancel_something(context, {row.ref for row in before} - {chosen.ref})
    agenda.refresh()
    settle(qtbot, context)
    assert rows(agenda) != before
    assert not view.isExpanded(view._model.index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert view.isExpanded(view._model.index(0, 0))


def _cancel_something(context: Context, refs: set[str]) -> None:
    """As an administrator, cancel one of these bookings that can be."""
    login = next(login for login, person in context.catalogue.persons.items() if "admin" in person.roles)
    admin = context.platform.as_person(login)
    bookings = (ref for ref in sorted(refs) if ref.startswith("B-"))
    ref = next(ref for ref in bookings if "cancel" in admin.dossiers.dossier(ref).allowed)
    admin.changes.cancel(ref, "test", ALL_DATES)


def test_another_desk_changes_it_and_the_selection_stays(
    qtbot: QtBot, agenda: AgendaScreen, context: Context, demo_store: Path
) -> None:
    kept = rows(agenda)[-1]
    click(qtbot, agenda, kept)
    settle(qtbot, context)
    other = open_platform(Settings(str(demo_store), "resp.usp", NOW))
    before = {row.key: row for row in rows(agenda)}
    waiting = next(item for item in other.approvals.inbox())
    other.approvals.approve(waiting.booking.ref)
    other.close()
    context.hub.start(context.platform.watch)
    with qtbot.waitSignal(context.hub.changed, timeout=60_000):
        pass
    settle(qtbot, context)
    assert agenda.view.selection is not None
    assert (agenda.view.selection.ref, agenda.view.selection.occurrence) == kept.key
    assert set(before) == {row.key for row in rows(agenda)}


def test_grouping_searching_and_clearing(qtbot: QtBot, agenda: AgendaScreen, context: Context) -> None:
    QTest.mouseClick(agenda.filters.grouping.button("resource"), Qt.MouseButton.LeftButton)
    names = {context.resource_name(group.key) for group in agenda.view._model.groups}
    assert names == {group.heading for group in agenda.view._model.groups}
    QTest.keyClick(agenda.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert agenda.search.hasFocus()
    QTest.keyClicks(agenda.search, "zzzz")
    assert agenda.stack.currentWidget() is agenda.sentence
    assert agenda.sentence.text == "Aucune réservation ne répond aux filtres."
    QTest.mouseClick(agenda.sentence.button, Qt.MouseButton.LeftButton)
    assert agenda.stack.currentWidget() is agenda.view
    assert rows(agenda)


def test_filters_narrow(qtbot: QtBot, agenda: AgendaScreen, context: Context) -> None:
    QTest.mouseClick(agenda.filters.my_platforms, Qt.MouseButton.LeftButton)
    assert rows(agenda)
    assert all("USP" in {item.platform for item in row.resources} for row in rows(agenda))
    QTest.mouseClick(agenda.filters.my_platforms, Qt.MouseButton.LeftButton)
    agenda.filters.state.action("ended").trigger()
    settle(qtbot, context)
    assert {row.state for row in rows(agenda)} <= {"declined", "cancelled", "expired"}


def test_keys_walk_through_time(qtbot: QtBot, agenda: AgendaScreen, context: Context) -> None:
    first = agenda.period.first
    QTest.keyClick(agenda.view, Qt.Key.Key_PageDown)
    assert (agenda.period.first - first).days == 14
    QTest.keyClick(agenda.view, Qt.Key.Key_S)
    assert agenda.period.last == agenda.period.first.fromordinal(agenda.period.first.toordinal() + 6)
    QTest.keyClick(agenda.view, Qt.Key.Key_T)
    settle(qtbot, context)
    assert agenda.period.first == first
    assert agenda.title.text() == "24 – 30 novembre"


def test_what_may_be_done_comes_from_the_dossier(
    qtbot: QtBot, agenda: AgendaScreen, context: Context
) -> None:
    for row in rows(agenda)[:12]:
        click(qtbot, agenda, row)
        settle(qtbot, context)
        if not row.occurrence:
            assert agenda.allowed() == {"open", "copy-ref"}
            continue
        allowed = context.platform.dossiers.dossier(row.ref).allowed_on(row.occurrence)
        always = {"open", "copy-ref", "export-selection", "save-template", "print-attendance", "history"}
        assert agenda.allowed() == allowed | always


def test_duplicate_asks_for_the_dates_and_can_go_on_in_the_editor(
    qtbot: QtBot, agenda: AgendaScreen, context: Context
) -> None:
    row = next(row for row in rows(agenda) if row.occurrence)
    click(qtbot, agenda, row)
    settle(qtbot, context)
    drafts: list[Draft] = []
    context.editor_wanted.connect(drafts.append)
    QTest.keyClick(agenda.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    (asked,) = (item for item in QApplication.topLevelWidgets() if isinstance(item, DuplicateDialog))
    settle(qtbot, context)
    QTest.mouseClick(asked.edit, Qt.MouseButton.LeftButton)
    assert [draft.title for draft in drafts] == [row.title]
    assert drafts[0].editing is None


def test_the_menu_offers_the_same_and_the_dates_of_a_series(
    qtbot: QtBot, agenda: AgendaScreen, context: Context
) -> None:
    row = next(row for row in rows(agenda) if row.series)
    click(qtbot, agenda, row)
    settle(qtbot, context)
    menu = agenda.commands.menu(agenda)
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts[:3] == ["Voir sur le planning", "Modifier", "Dupliquer"]
    assert texts[-3:] == [
        "Annuler cette séance…",
        "Annuler cette séance et les suivantes…",
        "Annuler toutes les séances…",
    ]
    enabled = {action.text().partition("\t")[0] for action in menu.actions() if action.isEnabled()}
    assert ("Modifier" in enabled) == ("edit" in agenda.allowed())


def test_both_languages_and_themes_paint(qtbot: QtBot, make_context: Callable[..., Context]) -> None:
    seen = set()
    for language in ("fr", "en"):
        for theme in ("light", "dark"):
            made = make_context(language=language, theme=theme)
            shown = hosted(qtbot, made, AgendaScreen)
            seen.add(bytes(shown.grab().toImage().constBits()))
    assert len(seen) == 4
