"""The catalogue kept in the window: walked through, changed, refused and never written over, with real keys and clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton

from platform_booking.bootstrap import Settings, open_platform
from platform_booking.domain.catalogue import Platform, Role
from tests.ui.slow import Gate
from tests.ui.windows import settle
from ui.context import Selected
from ui.dialogs.closure_concerns import ClosureConcerns
from ui.screens.administration import forms
from ui.screens.administration.listing import ItemModel, ItemRow
from ui.screens.administration.rules_editor import RulesEditor
from ui.screens.administration.screen import AdministrationScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from platform_booking.domain.catalogue import Catalogue
    from tests.ui.windows import Opened
    from ui.dialogs.editor.fields import ChoiceBox

MANAGER = "resp.usp"
MS = 60_000


def catalogue_of(store: Path) -> Catalogue:
    platform = open_platform(Settings(str(store)))
    try:
        return platform.catalogue.load()
    finally:
        platform.close()


def entered(qtbot: QtBot, opened: Opened) -> AdministrationScreen:
    """With the keys that lead there."""
    QTest.keyClick(opened.window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, opened)
    screen = opened.window.front
    assert isinstance(screen, AdministrationScreen)
    qtbot.waitUntil(lambda: screen.panel.model.rowCount() > 0, timeout=MS)
    return screen


def retype(qtbot: QtBot, line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)


def found(qtbot: QtBot, opened: Opened, screen: AdministrationScreen, words: str) -> None:
    """Search and walk to the first hit."""
    retype(qtbot, screen.panel.search, words)
    settle(qtbot, opened)


def test_a_margin_is_changed_by_keys(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    found(qtbot, opened, screen, "BIO2L-ONI")
    assert screen.form.subtitle.text().split(" · ")[0] == "BIO2L-ONI"
    assert not screen.form.save.isEnabled()
    retype(qtbot, screen.form.editor("setup").first(), "90")
    assert screen.form.save.isEnabled()
    slow = Gate(opened.window.context.platform.administration, "save")
    for _ in range(3):  # nothing seems to happen: it is pressed again
        QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    slow.open()
    qtbot.waitUntil(lambda: catalogue_of(demo_store).resources["BIO2L-ONI"].setup == 90, timeout=MS)
    settle(qtbot, opened)
    assert screen.form.wrong.isHidden(), "it was saved once"
    assert screen.form.subtitle.text().split(" · ")[0] == "BIO2L-ONI"
    assert not screen.form.save.isEnabled()
    assert screen.panel.list.hasFocus(), "the keys go on in the list"


def words_at(screen: AdministrationScreen, key: str) -> str:
    """What a line of the form shows; the form makes its lines anew for each thing."""
    line = screen.form.editor(key).first()
    assert isinstance(line, QLineEdit)
    return line.text()


def test_approval_steps_are_written_in_words(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    found(qtbot, opened, screen, "BIO2L-ONI")
    assert words_at(screen, "approval") == "responsable de la plateforme"
    line = screen.form.editor("approval").first()
    retype(qtbot, line, "Structure d'accueil, responsable de la plateforme")
    QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wanted = ("host", "manager")
    qtbot.waitUntil(lambda: catalogue_of(demo_store).resources["BIO2L-ONI"].approval == wanted, timeout=MS)
    settle(qtbot, opened)
    assert words_at(screen, "approval") == "structure d’accueil, responsable de la plateforme"
    screen.panel.show_kind("person", "formateur10")
    assert words_at(screen, "roles") == "membre, formateur"


def test_a_mistake_is_told_at_its_field_and_nothing_is_written(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    found(qtbot, opened, screen, "BIO2L-ONI")
    retype(qtbot, screen.form.editor("setup").first(), "souvent")
    retype(qtbot, screen.form.editor("requires").first(), "S, NULLE")
    QTest.mouseClick(screen.form.save, Qt.MouseButton.LeftButton)
    settle(qtbot, opened)
    qtbot.waitUntil(lambda: bool(screen.form.field("setup").wrong), timeout=MS)
    assert "NULLE" in screen.form.field("requires").wrong
    assert catalogue_of(demo_store).resources["BIO2L-ONI"].setup != 90
    QTest.mouseClick(screen.form.reset, Qt.MouseButton.LeftButton)
    assert screen.form.changed_fields() == {}
    assert screen.form.field("setup").wrong == ""


def test_what_is_others_is_only_shown(qtbot: QtBot, open_window: Callable[..., Opened]) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    QTest.mouseClick(screen.panel.kinds.button("platform"), Qt.MouseButton.LeftButton)
    screen.panel.show_kind("platform", "SAL")
    assert not screen.form.editor("name").isEnabled()
    assert not screen.form.foot.isVisible()
    screen.panel.show_kind("platform", "USP")
    assert screen.form.editor("name").isEnabled()
    assert screen.form.foot.isVisible()


def test_a_closure_is_added(qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    QTest.mouseClick(screen.panel.kinds.button("closure"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.panel.add, Qt.MouseButton.LeftButton)
    form = screen.form
    for key, text in (
        ("code", "INVENTAIRE"),
        ("name", "Inventaire"),
        ("start", "4/1/2027"),
        ("end", "6/1/2027"),
    ):
        retype(qtbot, form.editor(key).first(), text)
    box = form.editor("platform").first()
    box.setFocus()
    QTest.keyClicks(box, "USP")
    QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "INVENTAIRE" in catalogue_of(demo_store).closures, timeout=MS)
    made = catalogue_of(demo_store).closures["INVENTAIRE"]
    assert (made.platform, made.start.isoformat(), made.end.isoformat()) == (
        "USP",
        "2027-01-04",
        "2027-01-06",
    )
    settle(qtbot, opened)
    assert form.subtitle.text().split(" · ")[0] == "INVENTAIRE"
    retype(qtbot, form.editor("start").first(), "1/12/2026")
    QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClosureConcerns), timeout=MS)
    told = QApplication.activeModalWidget()
    assert isinstance(told, ClosureConcerns)
    expected = opened.window.context.platform.closing.concerned("INVENTAIRE")
    assert expected
    assert told.dates.topLevelItemCount() == len(expected)
    QTest.keyClick(told.dates, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: opened.planning.selected == Selected(expected[0].booking.ref, expected[0].occurrence.number),
        timeout=MS,
    )
    settle(qtbot, opened)


def test_somebody_elses_change_is_not_written_over(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    screen.panel.show_kind("platform", "USP")
    retype(qtbot, screen.form.editor("deputies").first(), "formateur01")
    elsewhere = open_platform(Settings(str(demo_store), MANAGER))
    try:
        seen = elsewhere.catalogue.load().platforms["USP"]
        elsewhere.administration.save(Platform, {"code": "USP", "deputies": ["formateur02"]}, seen=seen)
    finally:
        elsewhere.close()
    settle(qtbot, opened)
    assert screen.form.changed_fields() == {"deputies": ["formateur01"]}
    QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "USP" in screen.form.wrong.text(), timeout=MS)
    assert catalogue_of(demo_store).platforms["USP"].deputies == ("formateur02",)
    assert screen.form.changed_fields() == {"deputies": ["formateur01"]}


@pytest.mark.parametrize("leave", [True, False])
def test_what_was_typed_is_not_lost_by_walking_on(
    qtbot: QtBot, open_window: Callable[..., Opened], *, leave: bool
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    found(qtbot, opened, screen, "BIO2L")
    first = screen.form.subtitle.text()
    retype(qtbot, screen.form.editor("site").first(), "Ailleurs")
    QTest.keyClick(screen.panel.list, Qt.Key.Key_Down)
    assert screen.form.subtitle.text() == first
    answer("administration-discard" if leave else "administration-stay", screen)
    assert (screen.form.subtitle.text() == first) is not leave
    assert bool(screen.form.changed_fields()) is not leave


def test_a_new_person_is_of_my_partner_and_roles_are_shown_and_work_at_once(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window("admin")
    screen = entered(qtbot, opened)
    screen.panel.show_kind("person")
    QTest.mouseClick(screen.panel.add, Qt.MouseButton.LeftButton)
    assert not screen.form.save.isEnabled(), "what is filled in is not typed"
    retype(qtbot, screen.form.editor("login").first(), "nadia")
    retype(qtbot, screen.form.editor("name").first(), "Nadia")
    roles = screen.form.editor("roles").first()
    assert isinstance(roles, QLineEdit)
    QTest.keyClick(roles, Qt.Key.Key_Down)
    choice = roles.completer().popup()
    assert choice is not None
    assert choice.model().rowCount() == len(Role)
    choice.hide()
    QTest.keyClicks(roles, "formateur")
    QTest.mouseClick(screen.form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nadia" in catalogue_of(demo_store).persons, timeout=MS)
    nadia = catalogue_of(demo_store).persons["nadia"]
    assert (nadia.partner, nadia.roles) == ("ONIRIS", frozenset({"trainer"}))

    hers = open_window("nadia")
    block = hers.window.actions_table["new-block"]
    assert not block.isEnabled()
    elsewhere = open_platform(Settings(str(demo_store), "admin"))
    seen = elsewhere.catalogue.load().platforms["CYT"]
    elsewhere.administration.save(Platform, {"code": "CYT", "managers": ["nadia"]}, seen=seen)
    elsewhere.close()
    qtbot.waitUntil(block.isEnabled, timeout=MS)
    assert hers.window.context.me.manages == ("CYT",)


def answer(name: str, screen: AdministrationScreen) -> None:
    """Press that button of the question."""
    box = screen.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    said = screen.context.say(name)
    button = next(item for item in box.findChildren(QPushButton) if item.text() == said)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_list_is_a_sound_model() -> None:
    model = ItemModel("retirée")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows([ItemRow("A", "a", "b", "USP", retired=False), ItemRow("B", "b", "", "", retired=True)])
    assert model.find("B").row() == 1
    assert "retirée" in str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    model.set_rows([])
    assert model.rowCount() == 0
    del tester


def test_every_field_of_every_form_has_words(make_context: Callable[..., object]) -> None:
    context = make_context()
    for kind in forms.KINDS:
        for spec in forms.fields_of(kind, new=True):
            assert context.texts.knows(f"administration-field-{spec.key}")  # type: ignore[attr-defined]
            assert context.texts.knows(f"administration-group-{spec.group}")  # type: ignore[attr-defined]


def chosen(box: ChoiceBox, effect: str) -> None:
    """With the keys, as somebody walks through a list of choices."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findData(effect)):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.value == effect


def test_rules_are_set_in_words_and_given_back_to_the_platform(
    qtbot: QtBot, open_window: Callable[..., Opened], demo_store: Path
) -> None:
    opened = open_window(MANAGER)
    screen = entered(qtbot, opened)
    screen.panel.show_kind("platform", "USP")
    rules = screen.form.editor("rules")
    assert isinstance(rules, RulesEditor)
    before = catalogue_of(demo_store).platforms["USP"].rules
    lead, quota = rules.lines["lead_time"], rules.lines["quota_person"]
    assert lead.effect.currentText().startswith("Par défaut")
    assert lead.value() == before.get("lead_time")
    chosen(lead.effect, "refuse")
    number = lead.amounts["value"].number
    retype(qtbot, number.lineEdit(), "3")
    assert lead.amounts["value"].unit.value == "days"  # 48 hours were two days
    chosen(rules.lines["opening"].effect, "refuse")
    chosen(quota.effect, "warn")
    retype(qtbot, quota.amounts["hours"].number.lineEdit(), "12")
    assert quota.per is not None
    chosen(quota.per, "month")
    chosen(rules.lines["on_deadline"].effect, "escalate")
    assert quota.said().sets
    assert quota.isVisibleTo(rules)
    QTest.keyClick(opened.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wanted = {
        **before,
        "lead_time": {"value": 72, "severity": "refuse"},
        "opening": "refuse",
        "quota_person": {"hours": 12, "per": "month", "severity": "warn"},
        "on_deadline": "escalate",
    }
    qtbot.waitUntil(lambda: catalogue_of(demo_store).platforms["USP"].rules == wanted, timeout=MS)
    settle(qtbot, opened)
    screen.panel.show_kind("resource", "BIO2L-ONI")
    own = screen.form.editor("rules")
    assert isinstance(own, RulesEditor)
    inherited = own.lines["lead_time"].effect
    assert inherited.itemText(0) == "Comme la plateforme\u00a0: refuse toujours, 3\u00a0j"
    assert inherited.value == "inherited"
    chosen(inherited, "off")
    assert own.value()["lead_time"] == "off"
    chosen(inherited, "inherited")
    assert "lead_time" not in own.value()
