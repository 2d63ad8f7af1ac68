"""Dialogs of the window itself."""

from __future__ import annotations

from datetime import timedelta

from tests.gallery.studio import MANAGER, NOW, Studio


def dialogs(studio: Studio) -> None:
    """Reason, keys, first choice, who."""
    from platform_booking.domain.timespan import TimeSpan
    from ui.dialogs.about import AboutDialog
    from ui.dialogs.block import BlockDialog
    from ui.dialogs.export import ExportDialog
    from ui.dialogs.first_run import FirstRunDialog
    from ui.dialogs.keys import KeysDialog
    from ui.dialogs.who import WhoDialog
    from ui.widgets.reason import ReasonDialog

    studio.show("planning")
    window, context = studio.window, studio.window.context
    people = tuple(context.catalogue.persons.values())
    made = {
        "dialog-reason": ReasonDialog(window, context, "decline", "TP Culture amont"),
        "dialog-block": BlockDialog(
            window,
            context,
            studio.window.operations,
            context.platform.blocks.blockable(context.catalogue),
            "",
            TimeSpan(NOW, NOW + timedelta(hours=2)),
        ),
        "dialog-keys": KeysDialog(window, context),
        "dialog-export": ExportDialog(context, window),
        "dialog-about": AboutDialog(window, context),
        "dialog-first-run": FirstRunDialog(window, context.texts, context.theme, "store.sqlite"),
        "dialog-who": WhoDialog(window, context.texts, context.theme, people, context.catalogue, MANAGER),
    }
    for name, dialog in made.items():
        dialog.open()
        studio.settle()
        studio.take(name, dialog)
        dialog.close()
        dialog.deleteLater()
