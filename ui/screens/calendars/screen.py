"""Calendars: links that others subscribe to, folders that are published, timetables that are read in, and the journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.actions import keys_of
from ui.context import Toast
from ui.dialogs.confirm import confirm
from ui.dialogs.move import MoveDialog
from ui.screens.base import Screen
from ui.screens.calendars.away import Away
from ui.screens.calendars.feeds_card import FeedsCard
from ui.screens.calendars.import_dialog import ImportDialog
from ui.screens.calendars.journal_card import JournalCard
from ui.screens.calendars.link_panel import WIDTH as PANEL
from ui.screens.calendars.link_panel import LinkPanel
from ui.screens.calendars.naming import feed_name
from ui.screens.calendars.new_feed import NewFeedDialog
from ui.screens.calendars.publish_dialog import PublishDialog
from ui.screens.calendars.published_card import PublishedCard
from ui.screens.calendars.rows import GAP, Pair
from ui.screens.calendars.timetables_card import TimetablesCard
from ui.widgets.buttons import Button
from ui.widgets.halves import Halves
from ui.widgets.layout import add_all, beside, column, label
from ui.widgets.resting import needs_store
from ui.widgets.top_bar import Title, TopBar, command_button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from platform_booking.domain.errors import BookingError
    from platform_booking.domain.feeds import Feed
    from platform_booking.domain.timetables import ImportedEvent
    from platform_booking.services.feeds import FeedChanged, NewFeed
    from platform_booking.services.journal import JournalEntry
    from platform_booking.services.timetable_collisions import Collision
    from platform_booking.services.timetables import CalendarCard, Imported, Refreshed
    from ui.context import Context
    from ui.operations import Operations
    from ui.screens.calendars.new_feed import FeedWish

Listed = tuple[tuple["Feed", ...], tuple["CalendarCard", ...], tuple["JournalEntry", ...]]
PANEL_BESIDE: Final = 820
"""Width from which what is told of a link stands beside the lists, at 100 % of text."""
SIDE_BY_SIDE: Final = 900
"""Width from which published folders and imported calendars stand beside each other."""


class CalendarsScreen(Screen):
    """The addresses of links that were made here are kept as long as the window is open, and nowhere else."""

    def __init__(self, context: Context, operations: Operations) -> None:
        super().__init__(context, operations)
        self._feeds: dict[str, Feed] = {}
        self._cards: dict[str, CalendarCard] = {}
        self._paths: dict[str, str] = {}
        """Of links made in this window, by their codes."""
        self._picked = ""
        bar = TopBar(context)
        self.summary = label("", "sub")
        sync = Button(context.theme, context.say("calendars-sync"), "refresh-cw", key=keys_of("refresh"))
        sync.clicked.connect(self.sync)
        needs_store(context, sync)
        command = command_button(context)
        add_all(bar.line, Title(context.say("calendars-title")), self.summary, None, command, sync)
        bar.yields(self.summary)
        bar.yields(command, (context.say("action-command"), command.click))
        self.panel = LinkPanel(context, context.preferences.feed_address)
        self._told = column()
        """Below the links, where there is no room for what is told of one of them beside them."""
        halves = Halves(
            self._lists(),
            self.panel,
            measured=self.panel,
            width_of=partial(beside, context.theme, PANEL),
            least=context.theme.px(PANEL_BESIDE),
            slot=self._told,
        )
        self.body.addWidget(bar)
        self.body.addWidget(halves, 1)
        self._connect()

    def _lists(self) -> QScrollArea:
        page = QWidget()
        body = column(page, margins=(20, 16, 20, 16), spacing=GAP)
        self.feeds = FeedsCard(self.context)
        self.published = PublishedCard(self.context)
        self.timetables = TimetablesCard(self.context)
        self.journal = JournalCard(self.context)
        self.away = Away(self.context, self, self._ask_twice)
        least = self.context.theme.px(SIDE_BY_SIDE)
        both = Pair(self.published, self.timetables, least)
        add_all(
            body,
            self.feeds,
            self._told,
            both,
            Pair(self.away.mirrors, self.away.mail, least),
            self.journal,
            None,
        )
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        return scroll

    def _connect(self) -> None:
        self.feeds.new_wanted.connect(self._ask_new_feed)
        self.feeds.picked.connect(self._pick)
        self.feeds.copy_wanted.connect(self._copy)
        panel = self.panel
        panel.copy_wanted.connect(self._copy)
        panel.address_typed.connect(self._take_address)
        panel.renew_wanted.connect(self._ask_renew)
        panel.revoke_wanted.connect(self._ask_revoke)
        self.published.new_wanted.connect(lambda: self._ask_publish(""))
        self.published.other_wanted.connect(self._ask_publish)
        self.published.open_wanted.connect(_open_folder)
        self.published.forget_wanted.connect(self._ask_forget)
        self.context.publishing.changed.connect(self._sum_up)
        self.context.hub.live.connect(self._on_live)
        self.timetables.new_wanted.connect(lambda: self._ask_import(""))
        self.timetables.replace_wanted.connect(self._ask_import)
        self.timetables.refresh_wanted.connect(lambda code: self._refresh((code,)))
        self.timetables.detach_wanted.connect(self._ask_detach)
        self.timetables.move_wanted.connect(self._ask_move)
        self.timetables.keep_wanted.connect(self._keep)

    # --- what the window asks -----------------------------------------------------------------------

    def enter(self) -> None:
        """It comes to the front: the keys go to the links."""
        super().enter()
        self.hint.emit(self.context.say("calendars-screen-hint"))
        self.feeds.new.setFocus()

    def handle(self, action: str) -> bool:
        """F5 reads every timetable again, and writes every folder."""
        if action == "refresh":
            self.sync()
            return True
        return False

    def refresh(self) -> None:
        """All lists anew."""
        platform = self.context.platform

        def read() -> Listed:
            return platform.feeds.list(), platform.timetables.list(), platform.journal.list()

        self.context.tasks.query(
            self.context.say("task-reading-calendars"), read, self._show, key="calendars", owner=self
        )
        self.away.refresh(self._sum_up)

    def _show(self, listed: Listed) -> None:
        feeds, cards, recorded = listed
        self._feeds = {feed.code: feed for feed in feeds}
        self._cards = {card.calendar.code: card for card in cards}
        self.feeds.show_feeds(feeds, frozenset(self._paths))
        self.timetables.show_timetables(cards)
        self._pick(self._picked if self._picked in self._feeds else next(iter(self._feeds), ""))
        self.journal.show_entries(recorded)
        self._sum_up()

    def _sum_up(self) -> None:
        """How many timetables could not be read, and how many folders could not be written."""
        publishing = self.context.publishing
        failed = sum(card.calendar.last_error is not None for card in self._cards.values())
        failed += sum(publishing.error_of(item.folder) is not None for item in publishing.publications)
        failed += self.away.failed
        said = self.context.say("calendars-errors", count=failed)
        self.summary.setText(self.context.say("calendars-known") if self.context.hub.is_lost else said)
        self.context.calendar_errors.emit(failed)

    def _on_live(self) -> None:
        """What is listed is what was known last, or is known again."""
        self.feeds.show_feeds(tuple(self._feeds.values()), frozenset(self._paths))
        self.feeds.mark(self._picked)
        self._sum_up()

    # --- links --------------------------------------------------------------------------------------

    def _pick(self, code: str) -> None:
        self._picked = code
        self.feeds.mark(code)
        self.panel.show_feed(self._feeds.get(code), self._link(code))

    def _link(self, code: str) -> str:
        path = self._paths.get(code)
        return "" if path is None else f"{self.panel.address.text().strip().rstrip('/')}{path}"

    def _take_address(self, address: str) -> None:
        self.context.preferences.feed_address = address
        self._pick(self._picked)

    def _copy(self, code: str) -> None:
        QGuiApplication.clipboard().setText(self._link(code))
        self.context.toast.emit(Toast(self.context.say("calendars-copied")))

    def _ask_new_feed(self) -> None:
        dialog = NewFeedDialog(self.context, self.window())
        dialog.wished.connect(self._create)
        dialog.open()

    def _create(self, wish: FeedWish) -> None:
        work = partial(
            self.context.platform.feeds.create,
            wish.kind,
            wish.subject,
            wish.scope,
            label=wish.label,
            language=self.context.texts.language,
            expires=wish.expires,
        )
        self._run("task-making-link", work, self._made)

    def _made(self, made: NewFeed) -> None:
        self._paths[made.feed.code] = made.path
        self._picked = made.feed.code
        self._tell("calendars-made", made.feed)
        self.context.hub.announce(made.changes)
        self.refresh()

    def _ask_renew(self, code: str) -> None:
        work = partial(self.context.platform.feeds.renew, code)
        self._ask("calendars-renew", code, partial(self._run, "task-making-link", work, self._made))

    def _ask_revoke(self, code: str) -> None:
        work = partial(self.context.platform.feeds.revoke, code)
        self._ask("calendars-revoke", code, partial(self._run, "task-revoking", work, self._revoked))

    def _revoked(self, changed: FeedChanged) -> None:
        self._paths.pop(changed.feed.code, None)
        self._tell("calendars-revoke-done", changed.feed)
        self.context.hub.announce(changed.changes)
        self.refresh()

    def _tell(self, name: str, feed: Feed) -> None:
        self.context.toast.emit(Toast(self.context.say(name, name=feed_name(self.context, feed))))

    # --- folders ------------------------------------------------------------------------------------

    def _ask_publish(self, folder: str) -> None:
        known = {item.folder: item for item in self.context.publishing.publications}.get(folder)
        dialog = PublishDialog(self.context, self.window(), known)
        dialog.wished.connect(self.context.publishing.add)
        dialog.open()

    def _ask_forget(self, folder: str) -> None:
        self._ask("calendars-forget", folder, partial(self.context.publishing.forget, folder))

    # --- timetables ---------------------------------------------------------------------------------

    def sync(self) -> None:
        """Write every folder and every calendar on a server, read every timetable again that is mine to read, then all lists."""
        for item in self.context.publishing.publications:
            self.context.publishing.publish(item.folder)
        self.away.push_all()
        codes = [code for code, card in self._cards.items() if card.mine and card.calendar.from_url]
        if codes:
            self._refresh(codes)
        else:
            self.refresh()

    def _refresh(self, codes: Sequence[str]) -> None:
        """Not among the commands: a server far away that does not answer must not hold them up."""
        self.context.tasks.query(
            self.context.say("task-reading-calendar"),
            partial(self.context.platform.timetables.refresh, tuple(codes)),
            self._refreshed,
            key="refresh-timetables",
            owner=self,
            failed=self.context.refused.emit,
        )

    def _refreshed(self, found: tuple[Refreshed, ...]) -> None:
        failed = sum(item.error is not None for item in found)
        said = self.context.say("calendars-refreshed", count=len(found) - failed, failed=failed)
        self.context.toast.emit(Toast(said))
        for item in found:
            if item.imported is not None:
                self.context.hub.announce(item.imported.touched)
        self.refresh()

    def _ask_import(self, code: str) -> None:
        card = self._cards.get(code)
        dialog = ImportDialog(self.context, self.window(), None if card is None else card.calendar)
        dialog.imported.connect(self._imported)
        dialog.open()

    def _imported(self, done: Imported) -> None:
        said = self.context.say("calendars-imported", name=done.calendar.name, **done.counts)
        self.context.toast.emit(Toast(said))
        self.refresh()

    def _ask_move(self, met: Collision) -> None:
        MoveDialog(self.context, self.operations, met.booking, met.occurrence).open()

    def _keep(self, code: str, met: Collision) -> None:
        def kept(_event: ImportedEvent) -> None:
            self.context.toast.emit(Toast(self.context.say("calendars-kept-booking", ref=met.booking.ref)))
            self.refresh()

        work = partial(self.context.platform.timetables.keep, code, met.event.id)
        self._run("task-reading-calendar", work, kept)

    def _ask_detach(self, code: str) -> None:
        work = partial(self.context.platform.timetables.detach, code)
        self._ask("calendars-detach", code, partial(self._run, "task-revoking", work, self._detached))

    def _detached(self, done: Imported) -> None:
        self.context.toast.emit(Toast(self.context.say("calendars-detached", name=done.calendar.name)))
        self.context.hub.announce(done.touched)
        self.refresh()

    # --- both ---------------------------------------------------------------------------------------

    def _run(self, task: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def refused(error: BookingError) -> None:
            self.context.refused.emit(error)
            self.refresh()

        self.context.tasks.command(self.context.say(task), work, done, owner=self, failed=refused)

    def _ask(self, name: str, code: str, agreed: Callable[[], None]) -> None:
        """Others lose something by it: whoever asks says so twice. The safe button is the one under the cursor."""
        feed, card = self._feeds.get(code), self._cards.get(code)
        called = feed_name(self.context, feed) if feed else card.calendar.name if card else code
        self._ask_twice(name, called, agreed)

    def _ask_twice(self, name: str, called: str, agreed: Callable[[], None]) -> None:
        confirm(self, self.context, name, agreed, name=called)


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
