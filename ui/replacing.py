"""A backup's content put in the place of the store's, while no window has it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from platform_booking.bootstrap import PlatformBooking
    from ui.launch import Replacement
    from ui.tasks import Tasks
    from ui.texts import Texts


def replace_content(
    tasks: Tasks, texts: Texts, platform: PlatformBooking, wish: Replacement, then: Callable[[str, str], None]
) -> None:
    """In the background; the platform is closed for good. ``then`` is told what came of it, and in which tone."""

    def work() -> str:
        from platform_booking.bootstrap import replace_store  # noqa: PLC0415 - once in a store's life
        from platform_booking.services.care_words import restored_words  # noqa: PLC0415

        return restored_words(replace_store(platform, wish.file, accept_findings=wish.accept_findings), texts)

    tasks.command(
        texts.text("task-restoring"),
        work,
        lambda said: then(said, "info"),
        failed=lambda error: then(texts.error(error), "danger"),
    )
