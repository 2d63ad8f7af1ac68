"""Every screen and main dialog as a picture: ``python -m tests.gallery OUT [--only NAME] [--variants fr-light,…]``.

French and English, light and dark, 1440×900, on the demonstration store with a clock that stands still. A variant may
also say a size of text in percent, the size of the screen, and high contrast: ``fr-light-200``, ``en-dark-1024x680``,
``fr-light-contrast``. Of one run all have the same screen.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platform_booking.bootstrap import create_demo
from tests.gallery import booking, calendars, deciding, dialogs, keeping, planning, screens, states
from tests.gallery.studio import ADMIN, MANAGER, NOW, RIVAL_MANAGER, TRAINER, VARIANTS, Studio, size_of
from tests.ui.offscreen import use_offscreen_screen
from ui.qt import make_qt_application

if TYPE_CHECKING:
    from collections.abc import Callable

PICTURES: Final[dict[str, tuple[str, Callable[[Studio], None]]]] = {
    "planning-week": (TRAINER, planning.planning_week),
    "planning-scales": (TRAINER, planning.planning_scales),
    "planning-conflict": (TRAINER, planning.planning_drop),
    "planning-quick-book": (TRAINER, planning.quick_booking),
    "find-slot": (TRAINER, booking.find_slot),
    "planning-empty": (TRAINER, planning.planning_empty),
    "command": (TRAINER, booking.command),
    "planning-narrow": (TRAINER, planning.planning_narrow),
    "agenda": (TRAINER, screens.agenda),
    "editor": (TRAINER, booking.editor),
    "campaigns": (TRAINER, booking.campaigns),
    "several": (MANAGER, planning.several),
    "series": (TRAINER, planning.series),
    "breakdown": (MANAGER, planning.breakdown),
    "requests": (MANAGER, deciding.requests),
    "requests-conflict": (RIVAL_MANAGER, deciding.requests_conflict),
    "requests-displaced": (RIVAL_MANAGER, deciding.requests_displaced),
    "requests-words": (MANAGER, deciding.requests_words),
    "organiser-words": (TRAINER, deciding.organiser_words),
    "calendars": (MANAGER, calendars.calendars),
    "mail-setup": (ADMIN, keeping.mail_setup),
    "personal-data": (ADMIN, keeping.personal_data),
    "server-access": (ADMIN, keeping.server_access),
    "store-care": (ADMIN, keeping.store_care),
    "reports": (MANAGER, screens.reports),
    "audit-trail": (MANAGER, screens.audit_trail),
    "housekeeping": (ADMIN, screens.housekeeping),
    "administration": (MANAGER, screens.administration),
    "dialogs": (MANAGER, dialogs.dialogs),
    "states": (MANAGER, states.states),
    "beginnings": (MANAGER, states.beginnings),
}
"""Name → who sits before the window, and what is done."""


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of pictures, with commas")
    parser.add_argument("--variants", default=",".join(VARIANTS))
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in said.only.split(",") if name] or list(PICTURES)
    variants = said.variants.split(",")
    sizes = {size_of(variant) for variant in variants}
    if len(sizes) > 1:
        parser.error("one size of screen at a time")
    use_offscreen_screen(*sizes)
    make_qt_application()
    with tempfile.TemporaryDirectory() as folder:
        for variant in variants:
            store = Path(folder) / variant / "demo.sqlite"
            store.parent.mkdir()
            create_demo(str(store), NOW)
            for login in dict.fromkeys(login for login, _ in PICTURES.values()):
                mine = [name for name in wanted if PICTURES[name][0] == login]
                if mine:
                    studio = Studio(store, said.folder, variant, login)
                    for name in mine:
                        PICTURES[name][1](studio)
                    studio.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
