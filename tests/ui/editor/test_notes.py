"""Instructions and funder typed in the form, sent, changed, and offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.editor.hands import Key, click, press, type_text
from tests.ui.editor.test_booking import draft, send

if TYPE_CHECKING:
    from tests.ui.editor.conftest import Office


def test_what_is_typed_is_sent_and_the_funder_is_offered_the_next_time(office: Office) -> None:
    editor = office.open(draft("SALLE"))
    notes = editor.form.notes
    click(notes.instructions.viewport())
    type_text("Deux poches")
    press(Key.Key_Return)
    type_text("de milieu")
    press(Key.Key_Tab)  # goes on to the next field, and does not indent
    type_text("Plan 2026")
    office.settle(editor)
    booking = send(office, editor)
    assert booking.instructions == "Deux poches\nde milieu"
    assert booking.funding == "Plan 2026"

    again = office.open(draft("BIO"))
    funding = again.form.notes.funding
    office.qtbot.waitUntil(lambda: funding.completer() is not None)
    click(funding)
    type_text("2026")
    assert funding.completer().currentCompletion() == "Plan 2026"
    assert funding.completer().completionCount() == 1
