"""What a form for a server asks the computer: whether it has a keyring, and whether the server can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platform_booking.services.connecting import Trial
    from ui.dialogs.server_form import ServerForm
    from ui.launch import StoreChoice
    from ui.tasks import Tasks
    from ui.texts import Texts


def serve(form: ServerForm, tasks: Tasks, texts: Texts) -> None:
    """Answer the form, in the background, as long as it is there."""

    def look_for_keyring() -> bool:
        from platform_booking.services.entering import has_keyring  # noqa: PLC0415 - it takes a moment

        return has_keyring()

    def reach(choice: StoreChoice) -> None:
        """Connect, look and leave, for whoever fills in how a server is reached."""

        def work() -> Trial:
            from platform_booking.services.connecting import try_address  # noqa: PLC0415 - only for servers

            return try_address(choice.address, choice.password or None)

        tasks.query(
            said,
            work,
            form.tell_trial,
            owner=form,
            failed=form.tell_refusal,
            key="try",
        )

    said = texts.text("task-opening")
    form.tried.connect(reach)
    tasks.query(said, look_for_keyring, form.take_keyring, owner=form)
