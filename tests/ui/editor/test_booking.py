"""Booking with the editor: by keyboard, by mouse, around conflicts; what it says is what is booked."""

from __future__ import annotations

import threading
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.ui.editor.hands import (
    CONTROL,
    SHIFT,
    Key,
    add_resource,
    click,
    drag,
    focused,
    let_go,
    press,
    type_text,
)
from ui.change_hub import Change
from ui.dialogs.editor.repetition import Rhythm
from ui.dialogs.editor.seen import Look
from ui.draft import Draft, DraftLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.domain.booking import Booking
    from platform_booking.services.preview import Preview
    from platform_booking.services.requests import BookingRequest
    from tests.ui.editor.conftest import Office
    from ui.dialogs.editor.dialog import BookingEditor

PARIS = ZoneInfo("Europe/Paris")


def at(day: int, hour: int, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=PARIS)


def draft(
    *codes: str, rule: str = "", title: str = "TP", hours: tuple[int, int] = (14, 17), **more: Any
) -> Draft:
    lines = tuple(DraftLine(code) for code in codes)
    return Draft(title=title, lines=lines, start=at(1, hours[0]), end=at(1, hours[1]), rule=rule, **more)


def days(booking: Booking) -> list[str]:
    return [occurrence.day(PARIS).isoformat() for occurrence in booking.occurrences]


def send(office: Office, editor: BookingEditor) -> Booking:
    with office.qtbot.waitSignal(editor.booked) as heard:
        click(editor.footer.send)
    booking: Booking = heard.args[0]
    return booking


def test_a_weekly_session_of_three_lines_by_keyboard_only(office: Office) -> None:
    editor = office.open()
    type_text("TP aseptie")
    for typed in ("12", "1/12", "14", "17h"):
        press(Key.Key_Tab)
        type_text(typed)
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Down)
    press(Key.Key_Tab)
    type_text("4")
    for text in ("bioreacteur 50", "psm", "salle"):
        add_resource(text)
    office.settle(editor)
    assert editor.footer.send.text() == "Envoyer 4 séances"
    with office.qtbot.waitSignal(editor.booked):
        press(Key.Key_Return, CONTROL)
    booking = office.only_booking()
    assert booking.title == "TP aseptie"
    assert booking.learners == 12
    assert [line.resource for line in booking.lines] == ["BIO", "PSM", "SALLE"]
    assert days(booking) == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]
    first = booking.occurrences[0].span
    assert (first.start, first.end) == (at(1, 14), at(1, 17))
    assert not editor.isVisible()


def test_a_session_by_mouse_only(office: Office) -> None:
    editor = office.open(draft(title="À la souris"))
    lines = editor.panel.lines
    for row in (0, 1):
        click(lines.add)
        lines.add.open_all()
        suggestions = lines.add.suggestions
        where = suggestions.visualRect(suggestions.model().index(row, 0)).center()
        click(suggestions.viewport(), where)
    office.settle(editor)
    assert len(lines.rows) == 2
    click(editor.form.repetition.rhythm)
    view = editor.form.repetition.rhythm.view()
    office.qtbot.waitUntil(view.isVisible)
    office.qtbot.wait(QApplication.doubleClickInterval() + 50)  # a list that has just opened ignores the hand
    where = view.visualRect(view.model().index(1, 0)).center()
    click(view.viewport(), where)
    assert editor.state.repetition.rhythm is Rhythm.WEEKLY
    office.settle(editor)
    booking = send(office, editor)
    assert len(booking.occurrences) == 6
    assert len(booking.lines) == 2


def test_the_button_says_what_is_sent_and_only_that_is_booked(office: Office) -> None:
    office.book("BIO", "2026-12-01T15:00", "2026-12-01T16:00")
    office.book("SALLE", "2026-12-15T15:00", "2026-12-15T16:00")
    editor = office.open(draft("BIO", "SALLE", rule="FREQ=WEEKLY;COUNT=4"))
    assert editor.footer.send.text() == "Envoyer 2 séances"
    assert "1er déc. et 15 déc." in editor.footer.sentence.text()
    booking = send(office, editor)
    assert days(booking) == ["2026-12-08", "2026-12-22"]


def test_everything_automatic_is_booked_not_sent(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    assert editor.footer.send.text() == "Réserver"
    assert send(office, editor).status == "approved"


def test_the_equivalent_of_a_line_is_taken_from_its_row(office: Office) -> None:
    office.book("BIO", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("BIO"))
    row = editor.panel.lines.rows["BIO"]
    assert row.verdict.text().startswith("Occupé jusqu’à 16:30")
    assert row.strip.fits is False
    assert row.instead.text() == "Bioréacteur 50 L bis est libre" or "…" in row.instead.text()
    click(row.instead)
    office.settle(editor)
    assert list(editor.panel.lines.rows) == ["BIO-B"]
    assert [line.resource for line in send(office, editor).lines] == ["BIO-B"]


def test_a_number_takes_a_way_out(office: Office) -> None:
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("SALLE"))
    assert not editor.footer.send.isEnabled()
    assert editor.panel.ways.offered
    offered = editor.panel.ways.offered[0]
    editor.panel.lines.rows["SALLE"].strip.setFocus()
    press(Key.Key_1)
    office.settle(editor)
    assert editor.panel.lines.rows["SALLE"].strip.fits is True
    assert send(office, editor).occurrences[0].span == offered.span


def test_whoever_clicks_a_way_out_does_not_stand_on_what_throws_the_draft_away(office: Office) -> None:
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("SALLE"))
    way = editor.panel.ways.buttons[0]
    way.setFocus()
    click(way)
    office.settle(editor)
    assert editor.panel.ways.isHidden()
    assert focused() is editor.panel.lines.add


def test_digits_in_a_text_field_are_text(office: Office) -> None:
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("SALLE", title="Module "))
    editor.form.title.setFocus()
    editor.form.title.end(False)
    type_text("1")
    assert editor.form.title.text() == "Module 1"
    assert editor.state.start == 14 * 60


def test_the_equivalents_are_taken_where_more_dates_go(office: Office) -> None:
    for day in ("2026-12-01", "2026-12-08"):
        office.book("BIO", f"{day}T15:00", f"{day}T16:00")
    office.book("BIO-B", "2026-12-15T15:00", "2026-12-15T16:00")
    editor = office.open(draft("BIO", rule="FREQ=WEEKLY;COUNT=3"))
    assert editor.footer.send.text() == "Envoyer 1 séance"
    click(editor.panel.series.exchange)
    office.settle(editor)
    assert editor.footer.send.text() == "Envoyer 2 séances"
    booking = send(office, editor)
    assert [line.resource for line in booking.lines] == ["BIO-B"]
    assert days(booking) == ["2026-12-01", "2026-12-08"]


def test_dates_in_trouble_are_skipped_and_can_come_back(office: Office) -> None:
    office.book("SALLE", "2026-12-08T15:00", "2026-12-08T16:00")
    editor = office.open(draft("SALLE", rule="FREQ=WEEKLY;COUNT=3"))
    click(editor.panel.series.skip)
    office.settle(editor)
    matrix = editor.panel.series.matrix
    assert matrix.rows.lines[0].looks == (Look.FREE, Look.SKIPPED, Look.FREE)
    assert editor.footer.send.text() == "Réserver 2 séances"
    matrix.open_cell(matrix.rows.index(0, 1))
    menu = editor.panel.series.menu
    assert menu is not None
    menu.actions()[-1].trigger()
    office.settle(editor)
    assert matrix.rows.lines[0].looks == (Look.FREE, Look.CONFLICT, Look.FREE)
    assert days(send(office, editor)) == ["2026-12-01", "2026-12-15"]


def test_a_cell_offers_its_equivalent_with_the_keyboard(office: Office) -> None:
    office.book("BIO", "2026-12-08T15:00", "2026-12-08T16:00")
    editor = office.open(draft("BIO", rule="FREQ=WEEKLY;COUNT=3"))
    matrix = editor.panel.series.matrix
    matrix.setFocus()
    assert matrix.currentIndex().column() == 1
    press(Key.Key_Return)
    menu = editor.panel.series.menu
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "mar. 8 déc."
    assert texts[1].startswith("Prendre Bioréacteur 50 L bis")
    menu.actions()[1].trigger()
    office.settle(editor)
    assert matrix.rows.lines[0].looks == (Look.FREE,) * 3
    booking = send(office, editor)
    assert [line.resource for line in booking.lines] == ["BIO-B"]
    assert len(booking.occurrences) == 3


def test_a_date_of_the_matrix_is_shown_in_the_strips(office: Office) -> None:
    office.book("SALLE", "2026-12-08T09:00", "2026-12-08T10:00")
    editor = office.open(draft("SALLE", rule="FREQ=WEEKLY;COUNT=3"))
    row = editor.panel.lines.rows["SALLE"]
    assert not row.strip.bars
    header = editor.panel.series.matrix.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(1) + 20, 10)
    click(header.viewport(), where)
    office.settle(editor)
    assert editor.panel.lines.day.text() == "mar. 8 déc."
    (bar,) = row.strip.bars
    assert bar.use == (9 * 60, 10 * 60)


def test_quantity_is_asked_for_and_checked(office: Office) -> None:
    office.book("PSM", "2026-12-01T15:00", "2026-12-01T16:00", quantity=2)
    editor = office.open(draft("PSM"))
    row = editor.panel.lines.rows["PSM"]
    assert row.verdict.text() == "2 sur 4 libres"
    row.quantity.setFocus()
    row.quantity.selectAll()
    type_text("3")
    office.settle(editor)
    assert row.strip.fits is False
    press(Key.Key_Down)
    office.settle(editor)
    assert row.strip.fits is True
    booking = send(office, editor)
    assert booking.lines[0].quantity == 2
    assert len(booking.allocations) == 2


def test_a_trainer_is_booked_like_a_resource(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.form.trainer.setFocus()
    type_text("colin")
    press(Key.Key_Return)
    office.settle(editor)
    assert list(editor.panel.lines.rows) == ["SALLE", "@colin"]
    assert [line.resource for line in send(office, editor).lines] == ["SALLE", "@colin"]


def test_the_window_is_dragged_for_all_lines(office: Office) -> None:
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("BIO", "SALLE"))
    rows = editor.panel.lines.rows
    assert rows["SALLE"].strip.fits is False
    drag(rows["BIO"].strip, 15 * 60 + 30, 10 * 60 + 30, release=False)
    assert rows["SALLE"].strip.window_minutes == (9 * 60, 12 * 60)
    assert rows["SALLE"].strip.fits is True, "the verdict is live"
    assert editor.state.start == 14 * 60, "nothing changes before the hand lets go"
    let_go(rows["BIO"].strip, 10 * 60 + 30)
    assert (editor.form.start.text(), editor.form.end.text()) == ("09:00", "12:00")
    office.settle(editor)
    assert send(office, editor).occurrences[0].span.start == at(1, 9)


def test_arrows_move_the_window(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.panel.lines.rows["SALLE"].strip.setFocus()
    press(Key.Key_Right)
    press(Key.Key_Right, SHIFT)
    assert (editor.state.start, editor.state.end) == (14 * 60 + 15, 17 * 60 + 30)


def test_a_later_start_takes_the_end_along(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.form.start.setFocus()
    editor.form.start.selectAll()
    type_text("15h30")
    assert editor.form.end.text() == "18:30"


@pytest.mark.parametrize("typed", ["25", "abc"])
def test_a_wrong_time_is_said_and_nothing_is_sent(office: Office, typed: str) -> None:
    editor = office.open(draft("SALLE"))
    editor.form.end.setFocus()
    editor.form.end.selectAll()
    type_text(typed)
    assert editor.form.end_field.wrong == "Écrivez par exemple 9h30."
    press(Key.Key_Return, CONTROL)
    office.settle(editor)
    assert office.bookings() == []
    assert editor.isVisible()


def test_a_missing_title_is_said_when_it_is_sent_not_before(office: Office) -> None:
    editor = office.open(draft("SALLE", title=""))
    assert editor.form.title_field.wrong == ""
    click(editor.footer.send)
    assert editor.form.title_field.wrong == "Donnez un intitulé."
    assert QApplication.focusWidget() is editor.form.title
    type_text("TP")
    assert editor.form.title_field.wrong == ""
    assert send(office, editor).title == "TP"


def test_enter_in_a_field_sends_nothing(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.form.title.setFocus()
    press(Key.Key_Return)
    office.settle(editor)
    assert editor.isVisible()
    assert office.bookings() == []


def test_too_many_learners_is_a_rule_with_its_remedy(office: Office) -> None:
    editor = office.open(draft("SALLE", learners=31))
    assert editor.panel.rules.isVisible()
    assert not editor.footer.send.isEnabled()
    editor.form.learners.setValue(30)
    office.settle(editor)
    assert not editor.panel.rules.isVisible()
    assert editor.footer.send.isEnabled()


def test_a_manager_may_override_with_a_reason(make_office: Callable[..., Office]) -> None:
    office = make_office("mona")
    editor = office.open(draft("SALLE", learners=31))
    assert editor.panel.rules.reason.isVisible()
    assert not editor.footer.send.isEnabled()
    assert "motif" in editor.footer.sentence.text()
    press(Key.Key_Return, CONTROL)
    assert focused() is editor.panel.rules.reason, "what is missing is where the keys go"
    type_text("Chaises en plus")
    assert editor.footer.send.isEnabled()
    editor.keeper.finish()
    after_a_crash = office.open()
    click(after_a_crash.keeper.strip.first_button)
    office.settle(after_a_crash)
    assert after_a_crash.panel.rules.override == "Chaises en plus"
    assert send(office, after_a_crash).learners == 31


def test_somebody_was_faster_and_nothing_typed_is_lost(office: Office) -> None:
    editor = office.open(draft("SALLE", title="Mon TP"))
    assert editor.footer.send.text() == "Réserver"
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    click(editor.footer.send)
    office.qtbot.waitUntil(lambda: bool(editor.problem.text))
    office.settle(editor)
    assert "Salle Bio A" in editor.problem.text
    assert editor.isVisible()
    assert editor.form.title.text() == "Mon TP"
    assert editor.panel.lines.rows["SALLE"].strip.fits is False
    assert editor.panel.ways.offered
    assert office.bookings() == []


def test_a_draft_survives_a_crash(office: Office) -> None:
    editor = office.open(draft("SALLE", title=""))
    editor.form.title.setFocus()
    type_text("Jamais parti")
    office.qtbot.waitUntil(lambda: editor.keeper.saved.text() != "")
    assert "Brouillon enregistré à 10:00" in editor.keeper.saved.text()
    again = office.open()  # the first one never closed: as after a crash
    assert "Jamais parti" in again.keeper.strip.text
    click(again.keeper.strip.first_button)
    office.settle(again)
    assert again.form.title.text() == "Jamais parti"
    assert list(again.panel.lines.rows) == ["SALLE"]
    booking = send(office, again)
    assert booking.title == "Jamais parti"
    assert office.drafts.latest() is None


def test_closing_keeps_the_draft_and_discarding_forgets_it(office: Office) -> None:
    editor = office.open(draft("SALLE", title=""))
    editor.form.title.setFocus()
    type_text("Plus tard")
    press(Key.Key_Escape)
    assert not editor.isVisible()
    again = office.open()
    assert "Plus tard" in again.keeper.strip.text
    click(again.keeper.strip.second_button)
    assert office.drafts.latest() is None
    assert again.keeper.strip.text == ""


def test_an_editor_that_was_only_opened_leaves_no_draft(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.close()
    assert office.drafts.latest() is None


def test_in_english(make_office: Callable[..., Office]) -> None:
    office = make_office("tina", "en")
    editor = office.open(draft("BIO", rule="FREQ=WEEKLY;COUNT=2"))
    assert editor.footer.send.text() == "Send 2 sessions"
    assert editor.panel.lines.rows["BIO"].verdict.text() == "Free"


def test_a_series_until_a_day(office: Office) -> None:
    editor = office.open(draft("SALLE", rule="FREQ=WEEKLY;COUNT=2"))
    click(editor.form.repetition.toggle)
    until = editor.form.repetition.until
    until.setFocus()
    until.selectAll()
    type_text("15/12/2026")
    office.settle(editor)
    assert editor.state.repetition.until == date(2026, 12, 15)
    assert days(send(office, editor)) == ["2026-12-01", "2026-12-08", "2026-12-15"]


def test_days_of_ones_own(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    fields = editor.form.repetition
    fields.rhythm.setCurrentIndex(fields.rhythm.findData("custom"))
    assert fields.days[1].isChecked(), "the first date's own weekday"
    click(fields.days[3])
    fields.count.setValue(4)
    office.settle(editor)
    assert days(send(office, editor)) == ["2026-12-01", "2026-12-03", "2026-12-08", "2026-12-10"]


def test_the_french_keyboard_takes_ways_out_too(office: Office) -> None:
    office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("SALLE"))
    strip = editor.panel.lines.rows["SALLE"].strip
    strip.setFocus()
    offered = editor.panel.ways.offered[0]
    key = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Ampersand, Qt.KeyboardModifier.NoModifier, "&")
    QApplication.sendEvent(strip, key)
    office.settle(editor)
    assert send(office, editor).occurrences[0].span == offered.span


def test_a_slow_answer_shows_quietly_and_the_form_stays_alive(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = office.open(draft("SALLE"))
    release = threading.Event()
    previews = office.context.platform.previews
    ask = previews.preview

    def slowly(request: BookingRequest) -> Preview:
        release.wait(10)
        return ask(request)

    monkeypatch.setattr(previews, "preview", slowly)
    try:
        editor.form.start.setFocus()
        press(Key.Key_Up)
        with office.qtbot.waitSignal(editor._looker.slow):
            press(Key.Key_Up)
        editor.form.title.setFocus()
        type_text("Vite ")
        assert editor.form.title.text() == "TPVite "
        assert editor.state.start == 14 * 60 + 30
    finally:
        release.set()
    office.settle(editor)
    assert send(office, editor).occurrences[0].span.start.astimezone(PARIS).time() == time(14, 30)


def test_keys_faster_than_the_answer_send_what_is_wholly_good(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    editor.form.start.setFocus()
    press(Key.Key_Up)
    with office.qtbot.waitSignal(editor.booked):
        press(Key.Key_Return, CONTROL)
    assert office.only_booking().occurrences[0].span.start.astimezone(PARIS).time() == time(14, 15)


def test_keys_faster_than_the_answer_never_send_less_than_was_typed(office: Office) -> None:
    office.book("SALLE", "2026-12-08T17:00", "2026-12-08T18:00")
    editor = office.open(draft("SALLE", rule="FREQ=WEEKLY;COUNT=3"))
    assert editor.footer.send.text() == "Réserver 3 séances"
    editor.form.end.setFocus()
    press(Key.Key_Up)
    press(Key.Key_Return, CONTROL)
    office.settle(editor)
    assert editor.isVisible()
    assert office.bookings() == []
    assert editor.footer.send.text() == "Réserver 2 séances"


def test_what_others_do_meanwhile_is_seen(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    other = office.book("SALLE", "2026-12-01T15:00", "2026-12-01T16:00")
    office.context.hub.changed.emit(Change(frozenset({other.ref}), own=False))
    office.settle(editor)
    assert editor.panel.lines.rows["SALLE"].strip.fits is False


def test_several_days(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    click(editor.form.longer)
    editor.form.last_day.setFocus()
    press(Key.Key_Up)
    office.settle(editor)
    booking = send(office, editor)
    assert booking.occurrences[0].span.end == at(3, 17)


def test_only_resources_of_the_search_are_offered_and_which_of_them_are_free(office: Office) -> None:
    office.book("SALLE", "2026-12-01T14:00", "2026-12-01T18:00")
    editor = office.open(draft("BIO"))
    add = editor.panel.lines.add

    def spoken() -> str:
        """What a screen reader says of the rows."""
        rows = add.suggestions.model()
        return "; ".join(rows.index(row, 0).data() for row in range(rows.rowCount()))

    add.setFocus()
    type_text("bioreacteur")
    model = add.suggestions.model()
    named = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert len(named) == 1, "what is in the form already is not offered again"
    assert "bis" in named[0]
    press(Key.Key_Escape)
    assert not add.is_open
    assert editor.isVisible()
    add.clear()
    click(add)
    assert add.is_open, "whoever does not know what to type is shown what there is"
    office.qtbot.waitUntil(lambda: "libre" in spoken() and "pas possible" in spoken())


def test_a_slot_that_is_not_kept_is_not_promised(office: Office) -> None:
    kept = office.open(draft("BIO"))
    assert "vous est gardé" in kept.footer.sentence.text()
    office.book("RARE", "2026-12-01T15:00", "2026-12-01T16:00")
    editor = office.open(draft("RARE"))
    assert "d’autres peuvent demander" in editor.footer.sentence.text()
    assert editor.panel.lines.rows["RARE"].decision.toolTip() == "Une autre demande en concurrence"
    assert send(office, editor).status == "requested"


def test_a_rule_that_hardened_meanwhile_is_said(office: Office) -> None:
    editor = office.open(draft("SALLE", learners=20))
    smaller = '[[resources]]\ncode = "SALLE"\ncapacity = 10\n'
    office.context.platform.as_person(None).catalogue.import_text(smaller)
    click(editor.footer.send)
    office.qtbot.waitUntil(lambda: bool(editor.problem.text))
    assert "10 places" in editor.problem.text
    office.settle(editor)
    assert editor.panel.rules.isVisible()
    assert office.bookings() == []
