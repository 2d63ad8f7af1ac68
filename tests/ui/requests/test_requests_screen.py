from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.booking import State
from platform_booking.services.requests import BookingRequest, LineRequest
from tests.ui.agenda.hosting import settle
from tests.ui.conftest import NOW
from ui.screens.requests.cards import ConflictCard, RulesCard
from ui.screens.requests.inbox_panel import ELSEWHERE
from ui.screens.requests.surroundings import Surroundings
from ui.widgets.reason import ReasonDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from platform_booking.domain.booking import Booking
    from tests.ui.agenda.hosting import Host
    from tests.ui.requests.conftest import Opener
    from ui.context import Context, Selected
    from ui.screens.requests.screen import RequestsScreen

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton


def refs(screen: RequestsScreen) -> list[str]:
    return [row.ref for row in screen.panel.model.rows]


def harmless(screen: RequestsScreen) -> list[str]:
    """What nothing stands against, of one line and one step."""
    return [
        row.ref
        for row in screen.panel.model.rows
        if row.verdict == "ok" and len(row.booking.lines) == 1 and len(row.resources) == 1
    ]


def status(context: Context, ref: str) -> str:
    return booking(context, ref).status


def picked(screen: RequestsScreen) -> str:
    assert screen.panel.row is not None
    return screen.panel.row.ref


def booking(context: Context, ref: str) -> Booking:
    return context.platform.dossiers.dossier(ref).booking


def states(context: Context, ref: str, resource: str) -> set[State]:
    found = booking(context, ref)
    numbers = {line.number for line in found.lines if line.resource == resource}
    return {item.state for item in found.allocations if item.line in numbers}


def asking(host: Host) -> ReasonDialog:
    """The dialog that asks for a reason."""
    dialog = host.findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    assert dialog.isVisible()
    return dialog


def answer(host: Host, reason: str) -> None:
    """Type a reason and send it."""
    dialog = asking(host)
    QTest.keyClicks(dialog.text, reason)
    QTest.mouseClick(dialog.send, LEFT)


def test_it_shows_what_waits_and_counts_it(open_requests: Opener) -> None:
    host, screen = open_requests()
    inbox = host.context.platform.reviews.inbox()
    assert refs(screen) == [entry.item.booking.ref for entry in inbox]
    assert screen.note.text() == f"{len(inbox)} à traiter · USP"
    assert screen.panel.chips["mine"].text() == f"À traiter {len(inbox)}"
    assert screen.detail.shown == refs(screen)[0]


def test_the_rail_learns_the_count_without_the_screen_in_front(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    counts: list[int] = []
    host.context.waiting_count.connect(counts.append)
    screen.hide()
    before = refs(screen)
    decided = host.context.platform.approvals.approve(harmless(screen)[0])
    host.context.hub.announce(decided.changes)
    settle(qtbot, host.context)
    assert counts == [len(before) - 1]


def test_a_approves_and_goes_to_the_next(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    ref = harmless(screen)[1]
    following = refs(screen)[refs(screen).index(ref) + 1]
    screen.panel.pick(ref)
    settle(qtbot, host.context)
    QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert status(host.context, ref) == "approved"
    assert ref not in refs(screen)
    assert picked(screen) == following == screen.detail.shown
    assert host.toasts == [host.context.say("done-approved", title=booking(host.context, ref).title)]
    assert not host.failures


def test_approving_can_be_taken_back(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    before = refs(screen)
    screen.panel.pick(harmless(screen)[0])
    settle(qtbot, host.context)
    QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert refs(screen) != before
    host.operations.undo()
    settle(qtbot, host.context)
    assert sorted(refs(screen)) == sorted(before), "it waits again, with a new deadline"
    assert not host.failures


def test_two_quick_keys_decide_once(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    last = harmless(screen)[-1]
    screen.panel.pick(last)
    settle(qtbot, host.context)
    count = len(refs(screen))
    for _ in range(2):
        QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert not host.failures
    assert last not in refs(screen)
    assert len(refs(screen)) == count - 1


def test_d_takes_what_was_typed_as_the_reason(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests()
    ref = picked(screen)
    QTest.mouseClick(screen.detail.message, LEFT)
    QTest.keyClicks(screen.detail.message, "Panne prevue ce jour")
    assert screen.detail.reason == "Panne prevue ce jour"  # letters typed there decide nothing
    screen.panel.list.setFocus()
    QTest.keyClick(screen.panel.list, Qt.Key.Key_D)
    settle(qtbot, host.context)
    dossier = host.context.platform.dossiers.dossier(ref)
    assert [item.reason for item in dossier.decisions if item.verdict == "declined"] == [
        "Panne prevue ce jour"
    ]
    assert ref not in refs(screen)
    assert screen.detail.reason == ""


def test_d_without_words_asks_for_them(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests()
    ref = picked(screen)
    QTest.mouseClick(screen.detail.decline, LEFT)
    answer(host, "Trop tard")
    settle(qtbot, host.context)
    dossier = host.context.platform.dossiers.dossier(ref)
    assert {item.reason for item in dossier.decisions if item.verdict == "declined"} == {"Trop tard"}


def test_thinking_better_of_it_declines_nothing(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests()
    before = refs(screen)
    QTest.keyClick(screen.panel.list, Qt.Key.Key_D)
    QTest.keyClick(asking(host), Qt.Key.Key_Escape)
    settle(qtbot, host.context)
    assert refs(screen) == before


def test_ticking_by_key_and_mouse_then_approving_all(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    ticked = harmless(screen)[:2]
    screen.panel.pick(ticked[0])
    QTest.keyClick(screen.panel.list, Qt.Key.Key_X)
    box = screen.panel.list.visualRect(screen.panel.model.find(ticked[1]))
    QTest.mouseClick(screen.panel.list.viewport(), LEFT, pos=box.topLeft() + QPoint(22, 18))
    assert [row.ref for row in screen.panel.model.ticked] == ticked
    assert screen.panel.ticked.text() == "2 cochées"
    assert screen.panel.approve.text() == "Approuver les 2"
    QTest.mouseClick(screen.panel.approve, LEFT)
    settle(qtbot, host.context)
    assert {status(host.context, ref) for ref in ticked} == {"approved"}
    assert not set(ticked) & set(refs(screen))
    assert not screen.panel.foot.isVisible()


def test_a_batch_leaves_what_competes(qtbot: QtBot, open_requests: Opener, demo_store: Path) -> None:
    rivals = make_rivals(demo_store)
    host, screen = open_requests("resp.cyt")
    verdicts = {row.ref: row.verdict for row in screen.panel.model.rows}
    assert {verdicts[ref] for ref in rivals} == {"warning"}
    QTest.mouseClick(screen.panel.tick_all, LEFT)
    assert len(screen.panel.model.ticked) == len(refs(screen))
    QTest.mouseClick(screen.panel.approve, LEFT)
    settle(qtbot, host.context)
    assert set(rivals) <= set(refs(screen))
    assert {verdicts[ref] for ref in refs(screen)} <= {"warning", "conflict"}
    assert len(host.failures) == 1
    assert all(ref in host.failures[0] for ref in rivals)


def test_declining_all_that_is_ticked_asks_once(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    ticked = harmless(screen)[-2:]
    for ref in ticked:
        screen.panel.pick(ref)
        QTest.keyClick(screen.panel.list, Qt.Key.Key_X)
    QTest.mouseClick(screen.panel.decline, LEFT)
    answer(host, "Panne du trieur")
    settle(qtbot, host.context)
    assert {status(host.context, ref) for ref in ticked} == {"declined"}


def test_lines_can_be_decided_one_by_one(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.dsp")
    ref = next(row.ref for row in screen.panel.model.rows if len(row.resources) == 3)
    screen.panel.pick(ref)
    settle(qtbot, host.context)
    button = screen.detail.findChild(QPushButton, "approve-CENTRI-TRS")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    settle(qtbot, host.context)
    assert states(host.context, ref, "CENTRI-TRS") == {State.APPROVED}
    assert states(host.context, ref, "TFFPIL-TRS") == {State.REQUESTED}
    assert picked(screen) == ref
    screen.detail.message.setPlainText("Skid en panne")
    button = screen.detail.findChild(QPushButton, "decline-TFFPIL-TRS")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, LEFT)
    settle(qtbot, host.context)
    assert states(host.context, ref, "TFFPIL-TRS") == {State.DECLINED}


def test_another_desk_decides_and_what_i_read_stays(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    host, screen = open_requests("resp.cyt")
    gone, kept = harmless(screen)[-2:]
    screen.panel.pick(kept)
    settle(qtbot, host.context)
    screen.detail.message.setPlainText("à moitié écrit")
    other = open_platform(Settings(str(demo_store), "adj.cyt", NOW))
    host.context.hub.start(host.context.platform.watch)
    qtbot.waitUntil(lambda: host.context.hub.is_live)
    other.approvals.approve(gone)
    other.close()
    qtbot.waitUntil(lambda: gone not in refs(screen), timeout=60_000)
    settle(qtbot, host.context)
    assert picked(screen) == kept == screen.detail.shown
    assert screen.detail.reason == "à moitié écrit"


def test_a_rival_is_named_with_its_consequence(qtbot: QtBot, open_requests: Opener, demo_store: Path) -> None:
    mine, other = make_rivals(demo_store)
    host, screen = open_requests("resp.cyt")
    screen.panel.pick(mine)
    settle(qtbot, host.context)
    card = latest(screen, ConflictCard)
    assert other in said_in(card)
    assert "Rivale" in said_in(card)
    assert "1 demande concurrente, refusée si vous approuvez" in said_in(latest(screen, RulesCard))
    strip = latest(screen, Surroundings)
    assert {bar.ref for bar in strip.rows[0].bars} >= {mine, other}
    QTest.keyClick(screen.panel.list, Qt.Key.Key_A)
    settle(qtbot, host.context)
    assert status(host.context, other) == "declined"
    assert host.toasts[-1].endswith(
        "« Rivale » a cédé la place".replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    )


def test_the_strip_lists_units_asked_for_first_and_equivalents(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests()
    for ref in refs(screen):
        screen.panel.pick(ref)
        settle(qtbot, host.context)
        strip = screen.detail.findChildren(Surroundings)[-1]
        review = host.context.platform.reviews.review(ref)
        mine = {line.resource.code for line in review.lines if line.mine}
        asked = [row for row in strip.rows if row.role == "asked"]
        assert {row.resource for row in asked} == mine
        assert all(any(bar.ref == ref for bar in row.bars) for row in asked)
        others = {code for code in mine for code in review.equivalents.get(code, ())}
        assert {row.resource for row in strip.rows if row.role == "equivalent"} <= others
        assert len(strip.rows) <= 6


def test_the_ready_solution_exchanges_and_approves(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = make_blocked_request(demo_store, "resp.usp")
    host, screen = open_requests()
    screen.panel.pick(ref)
    settle(qtbot, host.context)
    card = latest(screen, ConflictCard)
    assert "Bioréacteur verre 2 L (n°\u202f1) est pris lun. 14 juin" in said_in(card)
    strip = latest(screen, Surroundings)
    assert any(row.trouble for row in strip.rows if row.role == "asked")
    assert any(row.free_at for row in strip.rows if row.role == "equivalent")
    QTest.mouseClick(card.take, LEFT)
    settle(qtbot, host.context)
    assert not host.failures
    after = booking(host.context, ref)
    assert after.status == "approved"
    assert [line.resource for line in after.lines] != ["BIO2L-ONI"]
    assert ref not in refs(screen)


def test_who_may_not_exchange_reads_the_solution(
    qtbot: QtBot, open_requests: Opener, demo_store: Path
) -> None:
    ref = make_blocked_request(demo_store, "formateur01")
    host, screen = open_requests()
    screen.panel.pick(ref)
    settle(qtbot, host.context)
    card = latest(screen, ConflictCard)
    assert "est équivalent et libre" in said_in(card)
    assert card.findChildren(QPushButton) == []


def latest(screen: RequestsScreen, kind: type[W]) -> W:
    """The part of that kind that was made last: former ones may not be gone yet."""
    return screen.detail.findChildren(kind)[-1]


def said_in(card: QWidget) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel))


def make_rivals(store: Path) -> tuple[str, str]:
    """Two requests for the one cell sorter at the same time."""
    made = []
    for login, title in (("formateur01", "Première"), ("resp.usp", "Rivale")):
        desk = open_platform(Settings(str(store), login, NOW))
        asked = BookingRequest(title, (LineRequest("TRIEUR-UNN"),), "2027-06-15T09:00", "2027-06-15T12:00")
        made.append(desk.requests.request(asked).booking.ref)
        desk.close()
    return made[0], made[1]


def make_blocked_request(store: Path, organiser: str) -> str:
    """A request that holds nothing on a resource that is blocked since; another one could take its place."""
    operator = open_platform(Settings(str(store), None, NOW))
    text = operator.catalogue.export_text()
    head, code, tail = text.partition('code = "BIO2L-ONI"')
    assert code
    tail = tail.replace('requests = "hold"', 'requests = "compete"', 1)
    operator.catalogue.import_text(f"{head}{code}{tail}")
    operator.close()
    desk = open_platform(Settings(str(store), organiser, NOW))
    lines = (LineRequest("BIO2L-ONI"),)
    asked = BookingRequest("Culture bloquée", lines, "2027-06-15T09:00", "2027-06-15T17:00")
    ref = desk.requests.request(asked).booking.ref
    manager = desk.as_person("resp.usp")
    manager.blocks.block("BIO2L-ONI", None, "2027-06-14T08:00", "2027-06-18T18:00", "breakdown", "Joint")
    desk.close()
    return ref


def test_nothing_to_decide_says_when_something_will_be(qtbot: QtBot, open_requests: Opener) -> None:
    _, screen = open_requests("formateur01")
    assert refs(screen) == []
    assert screen.panel.stack.currentWidget() is screen.panel.sentence
    assert screen.panel.sentence.text == "Rien à décider."
    assert screen.allowed() == frozenset()


def test_what_waits_for_others_is_only_read(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests()
    QTest.mouseClick(screen.panel.chips[ELSEWHERE], LEFT)
    settle(qtbot, host.context)
    assert not screen.panel.tick_all.isVisible()
    assert "approve" not in screen.allowed()


def test_open_shows_it_on_the_planning(open_requests: Opener) -> None:
    host, screen = open_requests()
    asked: list[Selected] = []
    host.context.booking_wanted.connect(asked.append)
    screen.handle("open")
    assert [item.ref for item in asked] == [picked(screen)]
    assert booking(host.context, picked(screen)).occurrences[0].span.length < timedelta(days=30)


def test_searching_narrows_and_can_be_left(qtbot: QtBot, open_requests: Opener) -> None:
    host, screen = open_requests("resp.cyt")
    everything = refs(screen)
    QTest.keyClick(screen.panel.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    ref = everything[-1]
    QTest.keyClicks(screen.search, ref)
    settle(qtbot, host.context)
    assert refs(screen) == [ref]
    QTest.keyClicks(screen.search, "zzz")
    settle(qtbot, host.context)
    assert screen.panel.sentence.text == "Aucune demande ne correspond."
    QTest.mouseClick(screen.panel.sentence.button, LEFT)
    settle(qtbot, host.context)
    assert set(refs(screen)) == set(everything)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_languages_and_themes_paint(open_requests: Opener, language: str, theme: str) -> None:
    host, screen = open_requests("resp.cyt", language, theme)
    image = host.grab().toImage()
    ground = image.pixelColor(image.width() - 4, image.height() - 4)
    assert ground == host.context.theme.color("bg")
    assert screen.panel.chips["mine"].text().startswith("À traiter" if language == "fr" else "To decide")
