"""Proposing, asking, deciding on some dates, and who gives way: by keys and clicks on the screen of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.services.conversation import Suggestion
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.agenda.hosting import settle
from tests.ui.conftest import NOW
from ui.dialogs.propose import ProposeDialog
from ui.screens.agenda.screen import AgendaScreen
from ui.screens.requests.displaced_card import DisplacedCard
from ui.widgets.conversation import ConversationCard
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.agenda.hosting import Host
    from tests.ui.requests.conftest import Opener
    from ui.context import Context
    from ui.screens.requests.screen import RequestsScreen

LEFT = Qt.MouseButton.LeftButton
SORTER = "TRIEUR-UNN"


def asked(store: Path, login: str, day: str = "2027-06-15", *, rule: str | None = None) -> str:
    desk = open_platform(Settings(str(store), login, NOW))
    wish = BookingRequest(
        f"Tri de {login}", (LineRequest(SORTER),), f"{day}T09:00", f"{day}T12:00", rule=rule
    )
    ref = desk.requests.request(wish).booking.ref
    desk.close()
    return ref


def pick(qtbot: QtBot, host: Host, screen: RequestsScreen, ref: str) -> None:
    screen.panel.pick(ref)
    settle(qtbot, host.context)


def test_p_proposes_what_is_free_and_the_organiser_is_waited_for(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = asked(demo_store, "formateur10")
    host, screen = open_requests("resp.cyt")
    pick(qtbot, host, screen, ref)
    QTest.keyClick(screen.panel.list, Qt.Key.Key_P)
    settle(qtbot, host.context)
    dialog = host.findChild(ProposeDialog)
    assert isinstance(dialog, ProposeDialog)
    ready = [button.text() for button in dialog.group.buttons()]
    assert len(ready) == 3, "two free times, and any other"
    QTest.keyClicks(dialog.message, "Maintenance")
    QTest.mouseClick(dialog.send, LEFT)
    settle(qtbot, host.context)
    said = host.context.platform.conversations.read(ref)
    (proposal,) = said.proposals
    assert proposal.text == "Maintenance"
    row = next(row for row in screen.panel.model.rows if row.ref == ref)
    assert (row.verdict, row.verdict_text) == ("asked", "Attend l’organisateur")
    assert screen.detail.findChildren(ConversationCard)
    assert not host.failures


def test_a_time_that_is_typed_is_checked_before_it_is_sent(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = asked(demo_store, "formateur10")
    taken = asked(demo_store, "formateur01", "2027-06-16")
    host, screen = open_requests("resp.cyt")
    host.context.platform.approvals.approve(taken)
    pick(qtbot, host, screen, ref)
    QTest.mouseClick(screen.detail.propose, LEFT)
    settle(qtbot, host.context)
    dialog = host.findChild(ProposeDialog)
    assert isinstance(dialog, ProposeDialog)
    dialog.day.setFocus()
    QTest.keyClick(dialog.day, Qt.Key.Key_Up)
    assert dialog.other.isChecked()
    QTest.keyClick(dialog.message, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, host.context)
    assert dialog.wrong.isVisible()
    assert host.context.platform.conversations.read(ref).proposals == ()
    QTest.keyClick(dialog.day, Qt.Key.Key_Up)
    assert not dialog.wrong.isVisible()
    QTest.keyClick(dialog.message, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, host.context)
    (proposal,) = host.context.platform.conversations.read(ref).proposals
    assert proposal.spans[1].start.day == 17


def test_what_was_typed_is_sent_as_a_question(qtbot: QtBot, open_requests: Opener, demo_store: Path) -> None:
    ref = asked(demo_store, "formateur10")
    host, screen = open_requests("resp.cyt")
    pick(qtbot, host, screen, ref)
    QTest.keyClicks(screen.detail.message, "Quel tri ?")
    QTest.mouseClick(screen.detail.ask, LEFT)
    settle(qtbot, host.context)
    question = host.context.platform.conversations.read(ref).question
    assert question is not None
    assert question.text == "Quel tri ?"
    assert screen.detail.reason == ""


def test_who_would_give_way_is_told_with_what_each_is_offered(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref, rival = asked(demo_store, "formateur10"), asked(demo_store, "formateur01")
    host, screen = open_requests("resp.cyt")
    pick(qtbot, host, screen, ref)
    card = screen.detail.findChildren(DisplacedCard)[-1]
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "une demande cède la place" in said
    assert rival in said
    (displaced,) = host.context.platform.reviews.review(ref).displaced
    for _, way in displaced.offers[0].ways:
        assert host.context.texts.when(way.span, displaced.before.zone) in said
    QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert len(host.context.platform.conversations.read(rival).proposals) == len(displaced.offers)
    host.operations.undo()
    settle(qtbot, host.context)
    assert host.context.platform.conversations.read(rival).proposals == ()


def test_a_decision_is_about_the_dates_that_are_ticked(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = asked(demo_store, "formateur10", rule="FREQ=WEEKLY;COUNT=3")
    host, screen = open_requests("resp.cyt")
    pick(qtbot, host, screen, ref)
    dates = screen.detail.dates
    assert dates is not None
    QTest.keyClick(dates.boxes[2], Qt.Key.Key_Space)
    assert len(dates.days) == 2
    QTest.mouseClick(screen.detail.approve, LEFT)
    settle(qtbot, host.context)
    after = host.context.platform.bookings.get(ref).booking
    assert [after.state_of(item) for item in after.occurrences] == ["approved", "requested", "approved"]
    pick(qtbot, host, screen, ref)
    assert screen.detail.dates is None, "one date alone needs no ticks"


def test_nothing_is_decided_while_no_date_is_ticked(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = asked(demo_store, "formateur10", rule="FREQ=WEEKLY;COUNT=3")
    host, screen = open_requests("resp.cyt")
    pick(qtbot, host, screen, ref)
    assert screen.detail.dates is not None
    for box in screen.detail.dates.boxes.values():
        box.click()
    QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert host.context.platform.bookings.get(ref).booking.status == "requested"
    assert host.failures == [host.context.say("requests-no-date")]


def test_the_organiser_answers_and_accepts_in_the_agenda(
    qtbot: QtBot, make_context: Callable[..., Context], demo_store: Path
) -> None:
    from tests.ui.agenda.hosting import hosted
    from ui.context import Selected
    from ui.period import Period
    from ui.timeline.axis import Scale

    ref = asked(demo_store, "formateur10")
    manager = open_platform(Settings(str(demo_store), "resp.cyt", NOW))
    manager.conversations.ask(ref, "Quel tri ?")
    manager.conversations.propose(ref, Suggestion("2027-06-15T14:00"))
    host = hosted(qtbot, make_context("formateur10"), AgendaScreen)
    agenda = host.screen_shown
    assert isinstance(agenda, AgendaScreen)
    booking = manager.bookings.get(ref).booking
    agenda.show_period(Period.beginning(booking.occurrences[0].day(booking.zone), Scale.WEEK))
    settle(qtbot, host.context)
    agenda.select(Selected(ref, 1))
    settle(qtbot, host.context)
    card = agenda.findChildren(ConversationCard)[-1]
    QTest.mouseClick(card.answer, LEFT)
    dialog = host.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    QTest.keyClicks(dialog.text, "Par taille")
    QTest.mouseClick(dialog.send, LEFT)
    settle(qtbot, host.context)
    assert manager.conversations.read(ref).question is None
    card = agenda.findChildren(ConversationCard)[-1]
    QTest.mouseClick(card.accepts[0], LEFT)
    settle(qtbot, host.context)
    assert manager.bookings.get(ref).booking.status == "approved"
    host.operations.undo()
    settle(qtbot, host.context)
    assert manager.bookings.get(ref).booking.status == "requested"
    assert not host.failures
    manager.close()
