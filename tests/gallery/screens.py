"""The agenda, reports, administration, and the audit trail."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.gallery.studio import TRAINER, Studio


def agenda(studio: Studio) -> None:
    """The list."""
    studio.show("agenda")
    QTest.keyClick(studio.window.front.view, Qt.Key.Key_Down)  # type: ignore[attr-defined] # the agenda has one
    studio.settle()
    studio.take("agenda")


def reports(studio: Studio) -> None:
    """A half-year of a manager's platform, a month of all, as a table, and in the smallest window."""
    studio.show("reports")
    screen = studio.window.front
    studio.take("reports")
    screen.show_platforms(())  # type: ignore[attr-defined] # the reports have them
    studio.settle()
    studio.take("reports-all")
    screen.handle("scale-month")
    studio.settle()
    screen.heat.as_table.setChecked(True)  # type: ignore[attr-defined] # the reports have one
    studio.narrow()
    studio.take("reports-narrow")
    bar = screen._scroll.verticalScrollBar()  # type: ignore[attr-defined] # the reports have one
    bar.setValue(bar.maximum())
    studio.settle()
    studio.take("reports-narrow-end")
    studio.widen()


def audit_trail(studio: Studio) -> None:
    """What happened of late, and what the newest of it changed."""
    from ui.dialogs.audit_trail import AuditTrailDialog

    studio.window.actions_table["audit-trail"].trigger()
    dialog = studio.window.findChild(AuditTrailDialog)
    assert isinstance(dialog, AuditTrailDialog)
    studio.settle()
    studio.take("audit-trail", dialog)
    dialog.close()
    studio.settle()


def administration(studio: Studio) -> None:
    """A resource, a platform, closures and a person, as their manager sees them."""
    studio.show("administration")
    panel = studio.window.front.panel  # type: ignore[attr-defined] # the administration has one
    for kind, code in (("resource", "BIO2L-ONI"), ("platform", "USP"), ("closure", ""), ("person", TRAINER)):
        panel.show_kind(kind, code)
        studio.settle()
        studio.take(f"administration-{kind}")
        if kind == "platform":
            area = studio.window.front.form.area  # type: ignore[attr-defined] # the administration has one
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            studio.take("administration-rules")


CATALOGUE: Final = """
[[partners]]
code = "NOVA"
name = "Nova Bio"
category = "company"
[[qualifications]]
code = "CRYO2"
name = { fr = "Azote liquide", en = "Liquid nitrogen" }
[[resources]]
code = "BIO2L-ONI"
setup = 90
turnaround = 60
"""


def housekeeping(studio: Studio) -> None:
    """A catalogue file before it is imported, a check of the store, hours used, and people with their qualifications."""
    from ui.dialogs.catalogue_import import CatalogueImportDialog
    from ui.dialogs.store_care import StoreCareDialog
    from ui.dialogs.used_hours import UsedHoursDialog

    studio.show("administration")
    panel = studio.window.front.panel  # type: ignore[attr-defined] # the administration has one
    for kind, code in (("partner", ""), ("qualification", ""), ("person", "formateur10")):
        panel.show_kind(kind, code)
        studio.settle()
        studio.take(f"keeping-{kind}")
    source = studio.folder / "catalogue.toml"
    source.write_text(CATALOGUE, encoding="utf-8")
    keeping = studio.window.housekeeping
    keeping.open_import(source)
    keeping.open_care()
    keeping.open_hours()
    studio.settle()
    for picture, made in (
        ("catalogue-import", CatalogueImportDialog),
        ("store-care", StoreCareDialog),
        ("used-hours", UsedHoursDialog),
    ):
        dialog = studio.window.findChild(made)
        assert isinstance(dialog, QDialog)
        if isinstance(dialog, StoreCareDialog):
            QTest.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
            studio.settle()
        studio.take(picture, dialog)
        dialog.close()
        studio.settle()
    source.unlink()
