"""Changing a booking that is there: only what changed is sent, and two people never lose each other's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from platform_booking.domain.booking import LIVE
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.editor.hands import CONTROL, Key, add_resource, click, press, type_text
from ui.dialogs.series import SeriesDialog
from ui.draft import change_of

if TYPE_CHECKING:
    from platform_booking.domain.booking import Booking
    from tests.ui.editor.conftest import Office
    from ui.dialogs.editor.dialog import BookingEditor

PARIS = ZoneInfo("Europe/Paris")


def mine(office: Office, code: str = "SALLE", rule: str | None = "FREQ=WEEKLY;COUNT=3") -> Booking:
    request = BookingRequest(
        "Mon TP", (LineRequest(code),), "2026-12-01T14:00", "2026-12-01T17:00", rule=rule, learners=10
    )
    return office.context.platform.requests.request(request).booking


def now(office: Office, booking: Booking) -> Booking:
    return office.context.platform.dossiers.dossier(booking.ref).booking


def save(office: Office, editor: BookingEditor) -> Booking:
    with office.qtbot.waitSignal(editor.booked) as heard:
        click(editor.footer.send)
    booking: Booking = heard.args[0]
    return booking


def confirm(office: Office, editor: BookingEditor) -> Booking:
    """Save what concerns several dates: they are shown before and after first."""
    click(editor.footer.send)
    dialog = shown(office, editor)
    with office.qtbot.waitSignal(editor.booked) as heard:
        click(dialog.skip if dialog.skip.isVisible() else dialog.send)
    booking: Booking = heard.args[0]
    return booking


def shown(office: Office, editor: BookingEditor) -> SeriesDialog:
    """The dates before and after, once they have come."""
    office.qtbot.waitUntil(lambda: any(item.preview for item in editor.findChildren(SeriesDialog)))
    return next(item for item in editor.findChildren(SeriesDialog) if item.preview)


def cells(dialog: SeriesDialog) -> list[list[str]]:
    """Change, before and after of every row."""
    rows = [dialog.dates.topLevelItem(place) for place in range(dialog.dates.topLevelItemCount())]
    return [[row.text(column) for column in range(3)] for row in rows if row is not None]


def starts(booking: Booking) -> list[str]:
    return [item.span.start.astimezone(PARIS).strftime("%d/%m %H:%M") for item in booking.occurrences]


def retype(text: str) -> None:
    press(Key.Key_A, CONTROL)
    type_text(text)


def test_nothing_changed_nothing_to_save(office: Office) -> None:
    editor = office.open(change_of(mine(office)))
    assert editor.footer.send.text() == "Enregistrer les modifications"
    assert not editor.footer.send.isEnabled()
    assert editor.panel.lines.rows["SALLE"].strip.fits is True, "its own time is not in its way"


def test_only_the_title_is_sent(office: Office) -> None:
    booking = mine(office)
    editor = office.open(change_of(booking))
    editor.form.title.setFocus()
    retype("Un autre titre")
    office.settle(editor)
    assert "intitulé" in editor.footer.sentence.text()
    after = save(office, editor)
    assert (after.title, after.version, after.learners) == ("Un autre titre", 2, 10)
    assert starts(after) == starts(booking)


def test_one_date_moves_alone(office: Office) -> None:
    editor = office.open(change_of(mine(office), 2))
    editor.form.start.setFocus()
    retype("8h")
    office.settle(editor)
    assert starts(save(office, editor)) == ["01/12 14:00", "08/12 08:00", "15/12 14:00"]


def test_all_dates_move_by_as_much(office: Office) -> None:
    editor = office.open(change_of(mine(office), 2))
    click(editor.scope.button("all"))
    editor.form.start.setFocus()
    retype("8h")
    office.settle(editor)
    after = confirm(office, editor)
    assert starts(after) == ["01/12 08:00", "08/12 08:00", "15/12 08:00"]
    assert {item.span.length.total_seconds() for item in after.occurrences} == {3 * 3600}


def test_what_follows_goes_on_as_a_booking_of_its_own(office: Office) -> None:
    booking = mine(office)
    editor = office.open(change_of(booking, 2))
    click(editor.scope.button("following"))
    editor.form.title.setFocus()
    retype("La suite")
    editor.form.start.setFocus()
    retype("8h")
    office.settle(editor)
    assert editor.footer.send.text() == "Voir les dates…"
    after = confirm(office, editor)
    assert (after.origin, after.title) == (booking.ref, "La suite")
    assert starts(after) == ["08/12 08:00", "15/12 08:00"]
    assert now(office, booking).rule == "FREQ=WEEKLY;UNTIL=20261201T140000"


def test_dates_in_conflict_are_shown_and_may_stay_as_they_are(office: Office) -> None:
    office.book("SALLE", "2026-12-08T08:00", "2026-12-08T10:00")
    editor = office.open(change_of(mine(office)))
    click(editor.scope.button("all"))
    editor.form.start.setFocus()
    retype("8h")
    office.settle(editor)
    click(editor.footer.send)
    dialog = shown(office, editor)
    assert [row[0] for row in cells(dialog)] == ["Déplacée", "En conflit", "Déplacée"]
    assert not dialog.send.isVisible()
    with office.qtbot.waitSignal(editor.booked) as heard:
        click(dialog.skip)
    assert starts(heard.args[0]) == ["01/12 08:00", "08/12 14:00", "15/12 08:00"]


def test_a_taken_time_offers_ways_out(office: Office) -> None:
    office.book("SALLE", "2026-12-02T08:00", "2026-12-02T12:00")
    editor = office.open(change_of(mine(office, rule=None)))
    editor.form.day.setFocus()
    retype("2/12")
    editor.form.start.setFocus()
    retype("9h")
    office.settle(editor)
    assert not editor.footer.send.isEnabled()
    assert editor.panel.lines.rows["SALLE"].strip.fits is False
    assert editor.panel.ways.take(1)
    office.settle(editor)
    assert editor.footer.send.isEnabled()
    after = save(office, editor)
    assert after.occurrences[0].span.start != datetime(2026, 12, 1, 14, 0, tzinfo=PARIS)


def test_a_line_is_exchanged(office: Office) -> None:
    editor = office.open(change_of(mine(office, "BIO")))
    row = editor.panel.lines.rows["BIO"]
    assert row.swap.isVisible()
    row.swap.menu().actions()[0].trigger()
    office.settle(editor)
    assert [line.resource for line in save(office, editor).lines] == ["BIO-B"]


def test_too_many_learners_are_said_before_saving(office: Office) -> None:
    editor = office.open(change_of(mine(office, rule=None)))
    editor.form.learners.setValue(40)
    office.settle(editor)
    assert not editor.footer.send.isEnabled()
    editor.form.learners.setValue(12)
    office.settle(editor)
    assert save(office, editor).learners == 12


def test_a_colleague_stands_in_at_one_date(office: Office) -> None:
    request = BookingRequest(
        "Mon TP",
        (LineRequest("SALLE"), LineRequest("@tina")),
        "2026-12-01T14:00",
        "2026-12-01T17:00",
        rule="FREQ=WEEKLY;COUNT=3",
    )
    booking = office.context.platform.requests.request(request).booking
    editor = office.open(change_of(booking, 2))
    swap = editor.panel.lines.rows["@tina"].swap
    (action,) = swap.menu().actions()
    action.trigger()
    office.settle(editor)
    assert editor.footer.send.isEnabled()
    confirm(office, editor)
    after = now(office, booking)
    people = {line.number: line.resource for line in after.lines if line.resource.startswith("@")}
    held = [
        [
            people[item.line]
            for item in after.allocations_of(date)
            if item.line in people and item.state == "approved"
        ]
        for date in after.occurrences
    ]
    assert held == [["@tina"], ["@colin"], ["@tina"]]


def test_somebody_else_saved_first_and_both_words_are_kept(office: Office) -> None:
    booking = mine(office)
    editor = office.open(change_of(booking))
    editor.form.title.setFocus()
    retype("Mon titre")
    office.settle(editor)
    office.context.platform.changes.edit(booking.ref, learners=12)
    click(editor.footer.send)
    office.qtbot.waitUntil(lambda: bool(editor.problem.text))
    assert "le nombre d’apprenants" in editor.problem.text
    assert now(office, booking).title == "Mon TP", "nothing was saved"
    click(editor.problem.first_button)
    office.settle(editor)
    assert (editor.form.title.text(), editor.form.learners.value()) == ("Mon titre", 12)
    after = save(office, editor)
    assert (after.title, after.learners) == ("Mon titre", 12)


def test_two_steps_are_saved_and_the_last_can_be_taken_back(office: Office) -> None:
    booking = mine(office, rule=None)
    editor = office.open(change_of(booking))
    editor.form.title.setFocus()
    retype("Un autre titre")
    editor.form.start.setFocus()
    retype("8h")
    office.settle(editor)
    after = save(office, editor)
    assert (after.title, starts(after), after.version) == ("Un autre titre", ["01/12 08:00"], 3)
    editor._sender._operations.undo()
    office.qtbot.waitUntil(lambda: office.context.tasks.is_idle)
    after = now(office, booking)
    assert (after.title, starts(after)) == ("Mon TP", ["01/12 08:00"])


def test_containment_is_asked_for_only_where_it_matters(office: Office) -> None:
    plain = office.open(change_of(mine(office, "PSM", rule=None)))
    assert not plain.form.containment.isVisible()
    plain.close()
    office.sits("mona").as_person(None).catalogue.import_text(
        '[[resources]]\ncode = "SALLE"\nbiosafety = 2\n'
    )
    office.context.catalogue = office.context.platform.catalogue.load()
    editor = office.open(change_of(mine(office, rule=None)))
    assert editor.form.containment.isVisible()
    editor.form.biosafety.setFocus()
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Tab)
    type_text("D-1")
    office.settle(editor)
    assert "confinement" in editor.footer.sentence.text()
    after = save(office, editor)
    assert (after.biosafety, after.dossier) == (2, "D-1")


def test_lines_and_colleagues_come_and_go_and_are_counted_anew(office: Office) -> None:
    request = BookingRequest(
        "Mon TP", (LineRequest("SALLE"), LineRequest("BIO-B")), "2026-12-01T14:00", "2026-12-01T17:00"
    )
    booking = office.context.platform.requests.request(request).booking
    editor = office.open(change_of(booking))
    add_resource("psm")
    office.settle(editor)
    quantity = editor.panel.lines.rows["PSM"].quantity
    quantity.setFocus()
    press(Key.Key_Up)
    click(editor.panel.lines.rows["BIO-B"].gone)
    editor.form.trainer.setFocus()
    type_text("colin")
    press(Key.Key_Return)
    office.settle(editor)
    assert editor.panel.lines.rows["@colin"].strip.fits is True
    assert "les ressources" in editor.footer.sentence.text()
    after = save(office, editor)
    held = {line.number: (line.resource, line.quantity) for line in after.lines}
    in_use = {held[item.line] for item in after.allocations if item.state in LIVE}
    assert in_use == {("SALLE", 1), ("PSM", 2), ("@colin", 1)}
    editor = office.open(change_of(after))
    assert list(editor.panel.lines.rows) == ["SALLE", "PSM", "@colin"], "what went is not shown any more"
    editor.close()


def test_a_line_comes_at_one_date_of_a_series(office: Office) -> None:
    booking = mine(office)
    editor = office.open(change_of(booking, 2))
    add_resource("psm")
    office.settle(editor)
    confirm(office, editor)
    after = now(office, booking)
    psm = next(line.number for line in after.lines if line.resource == "PSM")
    assert {item.occurrence for item in after.allocations if item.line == psm} == {2}
    assert office.open(change_of(after, 1)).panel.lines.rows.keys() == {"SALLE"}
