"""Booking again in the window: templates by keyboard, and next year's course date by date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from platform_booking.domain.recurrence import Lapse
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.editor.hands import CONTROL, Key, add_resource, click, press, type_text
from ui.dialogs.duplicate import DAY, DuplicateDialog
from ui.dialogs.editor.templates import SaveTemplate, TemplatePicker, code_of
from ui.draft import Draft, DraftLine
from ui.operations import Operations

if TYPE_CHECKING:
    from typing import TypeVar

    from PySide6.QtWidgets import QWidget

    from platform_booking.domain.booking import Booking
    from tests.ui.editor.conftest import Office

    W = TypeVar("W", bound=QWidget)

WEEK = 7 * 1440
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def opened(kind: type[W]) -> W:
    """The dialog of that kind that is open."""
    (found,) = (
        item for item in QApplication.topLevelWidgets() if isinstance(item, kind) and item.isVisible()
    )
    return found


def course(office: Office, rule: str | None = "FREQ=WEEKLY;COUNT=3") -> Booking:
    lines = (LineRequest("SALLE"), LineRequest("PSM", 2, offset=Lapse(WEEK), length=Lapse(2880)))
    wanted = BookingRequest(
        "TP Culture", lines, "2026-12-01T09:00", "2026-12-01T12:00", rule=rule, trainers=("colin",)
    )
    return office.sits("tina").requests.request(wanted).booking


def test_codes_are_made_of_names() -> None:
    assert code_of("TP Culture — CHO n° 2 (été)") == "TP-CULTURE-CHO-N-2-ETE"


def test_a_template_is_kept_from_the_editor_and_begun_with_by_keys(office: Office) -> None:
    editor = office.open()
    type_text("Campagne CHO")
    add_resource("salle")
    office.settle(editor)
    click(editor.header.keep_template)
    asked = opened(SaveTemplate)
    assert asked.code.text() == "CAMPAGNE-CHO"
    asked.name.clear()
    QTest.keyClicks(asked.name, "Campagne type")
    asked.shared.take("network")
    QTest.keyClick(asked.name, ENTER)
    office.qtbot.waitUntil(asked.problem.isVisible)  # only those who answer for a platform
    asked.shared.take("partner")
    with office.qtbot.waitSignal(asked.accepted):
        QTest.keyClick(asked.name, ENTER)
    office.sits("tina").templates.save(course(office).ref, "TP", "TP Culture", "private")
    editor.close()

    again = office.open()
    click(again.header.template)
    picker = opened(TemplatePicker)
    office.qtbot.waitUntil(picker.use.isEnabled)
    assert picker.current is not None
    assert picker.current.name == "Campagne type"
    QTest.keyClick(picker.search, DOWN)
    assert picker.current.name == "TP Culture"
    assert "J+7, 2" in picker.about.text()
    picker.search.setText("cult")
    QTest.keyClick(picker.search, ENTER)
    office.settle(again)
    assert again.state.title == "TP Culture"
    assert again.state.lines == (DraftLine("SALLE"), DraftLine("PSM", 2, Lapse(WEEK), Lapse(2880)))
    assert (again.state.trainers, again.state.repetition.count) == (("colin",), 3)
    office.qtbot.waitUntil(again.footer.send.isEnabled)
    with office.qtbot.waitSignal(again.booked):
        click(again.footer.send)
    assert office.sits("tina").templates.get("TP").body.last_used == "2026-11-23"


def test_what_is_gone_is_said_and_exchanged(office: Office) -> None:
    tina = office.sits("tina")
    request = BookingRequest("Bio", (LineRequest("BIO"),), "2026-12-01T09:00", "2026-12-01T12:00")
    tina.templates.save(tina.requests.request(request).booking.ref, "BIO", "Bio")
    retired = '[[resources]]\ncode = "BIO"\nname = "Bioréacteur"\nactive = false\n'
    office.context.platform.as_person(None).catalogue.import_text(retired)
    picker = TemplatePicker(office.context, office.window)
    picker.open()
    office.qtbot.waitUntil(picker.use.isEnabled)
    assert "Bioréacteur 50 L bis" in picker.gone.text()
    drafts: list[Draft] = []
    picker.chosen.connect(drafts.append)
    QTest.keyClick(picker.search, ENTER)
    assert [line.resource for line in drafts[0].lines] == ["BIO-B"]


def test_next_years_course_date_by_date(office: Office) -> None:
    booking = course(office)
    office.book("SALLE", "2027-12-07T08:00", "2027-12-07T10:00")
    operations = Operations(office.context, office.window)
    asked = DuplicateDialog(office.context, operations, booking, 1, office.window)
    asked.open()
    office.qtbot.waitUntil(lambda: asked.preview is not None)
    shown = [asked.dates.topLevelItem(place).text(2) for place in range(3)]  # type: ignore[union-attr]
    assert [text.split("\xa0")[0] for text in shown] == ["Libre", "Pris", "Libre"]
    assert not asked.send.isEnabled()
    assert asked.said.text().startswith("Une date est prise")
    click(asked.skip)
    assert asked.send.text() == "Réserver 2 dates"
    asked.skip.setChecked(False)
    click(asked.way.button(DAY))
    office.qtbot.waitUntil(asked.day_field.isVisible)
    asked.day.selectAll()
    QTest.keyClicks(asked.day, "14/12/2027")
    office.qtbot.waitUntil(asked.send.isEnabled)
    with office.qtbot.waitSignal(asked.booked) as done:
        press(Key.Key_Return, CONTROL) if asked.isActiveWindow() else asked.book()
    copy = done.args[0] if done.args else None
    assert copy is not None
    assert [item.day(copy.zone) for item in copy.occurrences] == [
        date(2027, 12, 14),
        date(2027, 12, 21),
        date(2027, 12, 28),
    ]
    assert copy.origin == booking.ref


def test_mine_are_renamed_and_put_away(office: Office) -> None:
    tina = office.sits("tina")
    tina.templates.save(course(office).ref, "TP", "TP Culture", "private")
    picker = TemplatePicker(office.context, office.window)
    picker.open()
    office.qtbot.waitUntil(picker.use.isEnabled)
    click(picker.rename)
    asked = opened(SaveTemplate)
    assert not asked.code.isEnabled()
    asked.name.clear()
    QTest.keyClicks(asked.name, "TP Culture encore")
    QTest.keyClick(asked.name, ENTER)
    office.qtbot.waitUntil(lambda: picker.current is not None and picker.current.name == "TP Culture encore")
    click(picker.retire)
    office.qtbot.waitUntil(lambda: picker.current is None)
    assert not picker.retire.isVisible()
    assert not tina.templates.list()
    picker.reject()
