"""The journal: what was read, read in, published and refused, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QWidget

from platform_booking.domain.errors import InvalidInput
from platform_booking.services.journal import JournalEntry
from ui.dialogs.editor.fields import ChoiceBox
from ui.icons import icon_pixmap
from ui.screens.calendars.naming import subject_name
from ui.screens.calendars.rows import Row
from ui.widgets.buttons import Button, ToggleChip
from ui.widgets.flow import Wrapping
from ui.widgets.layout import add_all, clear, column, label, line, picture, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ui.context import Context
    from ui.publishing import Pass

GLYPH: Final = 16
TIME: Final = 92
HEAD: Final = 52
PAGE: Final = 20
"""Lines that are shown at first, and how many more at each wish."""
PUBLISHED, UNPUBLISHED = "published", "unpublished"
GROUPS: Final = {
    "links": frozenset({"read", "share", "revoke", "renew-feed", "expire-feed"}),
    "imported": frozenset({"imported", "unchanged", "failed", "detach", "keep"}),
    "published": frozenset({PUBLISHED, UNPUBLISHED}),
}
GLYPHS: Final = {"revoke": "ban", "detach": "unplug", "share": "link", "renew-feed": "refresh-cw"}


class JournalCard(QFrame):
    """Filtered by what it is about, and to what failed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._recorded: Sequence[JournalEntry] = ()
        self._shown = PAGE
        self.setProperty("card", "true")
        body = column(self)
        say = context.say
        groups = [("", say("journal-all")), *((name, say(f"journal-of-{name}")) for name in GROUPS)]
        self.groups = ChoiceBox(context.theme, groups)
        self.groups.setProperty("small", "true")
        self.groups.setAccessibleName(say("journal-about"))
        self.groups.setAccessibleDescription(say("journal-about"))  # on Linux Qt tells the choice as the name
        self.groups.currentIndexChanged.connect(lambda _index: self._begin())
        self.only_failures = ToggleChip(context.theme, say("journal-failures"))
        self.only_failures.toggled.connect(lambda _on: self._begin())
        head = Wrapping((16, 10, 14, 10), 10, context.theme.px(HEAD))
        for part in (label(say("journal"), "heading"), self.groups, self.only_failures):
            head.flow.addWidget(part)
        body.addWidget(head)
        body.addWidget(line())
        listed = QWidget()
        self._lines = column(listed)
        body.addWidget(listed)
        self.more = Button(context.theme, say("journal-more"), "chevron-down", kind="ghost", small=True)
        self.more.clicked.connect(self._show_more)
        body.addLayout(add_all(row(margins=(14, 2, 14, 8)), self.more, None))
        context.publishing.changed.connect(self._show)
        self._show()

    def show_entries(self, recorded: Sequence[JournalEntry]) -> None:
        """What the store has; what this window published comes with it."""
        self._recorded = recorded
        self._show()

    @property
    def entries(self) -> list[JournalEntry]:
        """What the filter lets through, the newest first."""
        wanted = GROUPS.get(self.groups.value)
        known = [*self._recorded, *map(_of_pass, self._context.publishing.passes)]
        return sorted(
            (
                entry
                for entry in known
                if (wanted is None or entry.kind in wanted)
                and (entry.failed or not self.only_failures.isChecked())
            ),
            key=lambda entry: entry.at,
            reverse=True,
        )

    def _begin(self) -> None:
        self._shown = PAGE
        self._show()

    def _show_more(self) -> None:
        self._shown += PAGE
        self._show()

    def _show(self) -> None:
        clear(self._lines)
        found = self.entries
        for entry in found[: self._shown]:
            self._lines.addWidget(JournalRow(self._context, entry))
        self.more.setVisible(len(found) > self._shown)
        if not found:
            name = "journal-none-failed" if self.only_failures.isChecked() else "journal-none"
            empty = label(self._context.say(name), "label", wrap=True)
            empty.setContentsMargins(16, 12, 16, 12)
            self._lines.addWidget(empty)


class JournalRow(Row):
    """When, how it went, what it was."""

    def __init__(self, context: Context, entry: JournalEntry) -> None:
        when, said = _when(context, entry.at), sentence(context, entry)
        super().__init__(entry.code, f"{when}. {said}")
        self.line.setContentsMargins(14, 5, 14, 5)
        time = label(when, "label")
        time.setFixedWidth(context.theme.px(TIME))
        glyph, ink = ("triangle-alert", "danger") if entry.failed else _glyph(entry.kind)
        self.line.addWidget(time)
        self.line.addWidget(picture(icon_pixmap(glyph, context.theme.px(GLYPH), context.theme.color(ink))))
        self.line.addWidget(label(said, "danger" if entry.failed else "", wrap=True), 1)


def _glyph(kind: str) -> tuple[str, str]:
    return (GLYPHS[kind], "text2") if kind in GLYPHS else ("circle-check", "success")


def _when(context: Context, at: datetime) -> str:
    """The hour; with its day where it is not today."""
    texts = context.texts
    is_today = texts.local(at).date() == texts.local(context.now()).date()
    return texts.time(at) if is_today else texts.stamp(at)


def _of_pass(done: Pass) -> JournalEntry:
    if done.error is not None:
        params = {"folder": done.folder, "error": done.error}
        return JournalEntry(done.at, UNPUBLISHED, failed=True, params=params)
    params = {"folder": done.folder, "files": done.files, "changed": done.changed}
    return JournalEntry(done.at, PUBLISHED, params=params)


def sentence(context: Context, entry: JournalEntry) -> str:
    """What happened, in words."""
    told = dict(entry.params)
    told["name"] = entry.label or subject_name(context, *entry.shows)
    if "by" in told:
        told["by"] = context.person_name(told["by"])
    if "client" in told:
        told["client"] = told["client"] or context.say("calendars-client-unknown")
    if entry.kind == "imported":
        told["what"] = ", ".join(_counted(context, entry)) or context.say("journal-events-none")
    error = told.pop("error", None)
    if error is not None:
        told["why"] = context.explain(
            InvalidInput(str(error["code"]), **error.get("params", {})) if isinstance(error, dict) else error
        )
    return context.say(f"journal-{entry.kind}", **told)


def _counted(context: Context, entry: JournalEntry) -> Iterable[str]:
    counts = ((kind, entry.params[kind]) for kind in ("new", "changed", "gone", "conflicting"))
    return (context.say(f"journal-events-{kind}", count=count) for kind, count in counts if count)
