"""The running program: from the first choice of a store to the window, and to another language, theme or person."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog

from platform_booking.domain.errors import NotConnected
from platform_booking.services.places import default_store
from ui.accessibility import roles
from ui.change_hub import ChangeHub
from ui.context import Context
from ui.launch import StoreChoice, StoreKind
from ui.opening import OpeningWindow, take_place
from ui.qt import dress, qt_application
from ui.replacing import replace_content
from ui.tasks import Tasks
from ui.texts import Texts
from ui.theme import Theme, theme_of

if TYPE_CHECKING:
    from platform_booking.bootstrap import Me, PlatformBooking
    from platform_booking.domain.catalogue import Catalogue
    from platform_booking.domain.errors import BookingError
    from ui.dialogs.first_run import FirstRunDialog
    from ui.launch import Replacement, Start
    from ui.main_window import MainWindow
    from ui.preferences import Preferences
    from ui.undo import UndoStack

DEMO_LOGIN = "resp.usp"
"""Who sits at the demonstration at first: a platform manager, who also books."""
_log = logging.getLogger(__name__)


class Application(QObject):
    """Holds what outlives a window: the store, the tasks, the preferences."""

    def __init__(self, start: Start, preferences: Preferences, opening: OpeningWindow | None = None) -> None:
        super().__init__()
        self._start = start
        self._preferences = preferences
        self._language = start.language or preferences.language
        self._translator: QTranslator | None = None
        self.tasks = Tasks(self)
        self.tasks.refused.connect(self._on_refusal_before_the_window)
        self.hub = ChangeHub(self)
        self.platform: PlatformBooking | None = None
        self.window: MainWindow | None = None
        self.opening = opening
        self.first_run: FirstRunDialog | None = None
        self._news: tuple[str, str] | None = None
        """What became of the store while there was no window, and in which tone the next one says it."""
        self._speak(self._language)
        roles.install()
        self._hints = qt_application().styleHints()
        self._accessibility = self._hints.accessibility()  # held: PySide would let go of it
        self._hints.colorSchemeChanged.connect(self._on_system_scheme)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_scheme)

    # --- beginning ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Open the store that is meant, or ask which."""
        if self._start.demo:
            self.open(StoreChoice(StoreKind.DEMO, self._start.store or ""))
        elif self._start.store or self._preferences.store:
            self.open(StoreChoice(StoreKind.OPEN, self._start.store or self._preferences.store))
        else:
            self.ask_store()

    def ask_store(self, problem: str = "", server: str = "") -> None:
        """The first choice, or another one later; of a ``server`` only the password is missing."""
        if self.first_run is not None:
            self.first_run.tell(problem)
            return
        from ui.dialogs.first_run import FirstRunDialog  # noqa: PLC0415 - only when asked
        from ui.dialogs.reaching import serve  # noqa: PLC0415

        parent = self.window or self.opening
        self.first_run = FirstRunDialog(parent, self.texts, self.theme, default_store(), problem)
        self.first_run.chosen.connect(self.open)
        self.first_run.finished.connect(self._first_run_left)
        serve(self.first_run.server, self.tasks, self.texts)
        if server:
            self.first_run.show_server(server)
        self.first_run.open()

    def _first_run_left(self, _result: int) -> None:
        """Nothing was chosen: the window that is there stays; without one, the program ends."""
        if self.first_run is not None:
            self.first_run.deleteLater()
            self.first_run = None
        if self.window is None and self.opening is not None:
            self.opening.close()

    def open(self, choice: StoreChoice) -> None:
        """Open (or make) a store in the background, with a window that says so."""
        address = choice.address or (
            default_store("demo") if choice.kind is StoreKind.DEMO else default_store()
        )
        self._show_opening(address)
        login, now = self._start.login, self._start.now

        def work() -> tuple[PlatformBooking, Catalogue]:
            from platform_booking.bootstrap import (  # noqa: PLC0415 - heavy: the window is painted first
                Settings,
                create_demo,
                create_store,
                keep_password,
                open_platform,
            )

            if choice.kind is StoreKind.DEMO:
                create_demo(address, now)
            elif choice.kind is StoreKind.NEW:
                create_store(address, password=choice.password or None)
            platform = open_platform(Settings(address, login, now, choice.password or None))
            if choice.keep and choice.password:
                keep_password(platform)
            return platform, platform.catalogue.load()

        self.tasks.command(
            self.texts.text("task-opening"),
            work,
            lambda opened: self._opened(address, choice.kind, *opened),
            failed=partial(self._not_opened, address=address),
        )

    def _show_opening(self, address: str) -> None:
        said = self.texts.text("opening-store", store=address.rpartition("@")[2])
        if self.first_run is not None:
            self.first_run.wait(said)
            return
        if self.window is None and self.opening is None:
            self.opening = OpeningWindow(self.theme, self._preferences)
            self.opening.show()
        if self.opening is not None:
            self.opening.tell(said)

    def _not_opened(self, error: BookingError, address: str = "") -> None:
        _log.info("the store did not open: %s", error)
        self.ask_store(self.texts.error(error), address if isinstance(error, NotConnected) else "")
        if self.opening is not None:
            self.opening.tell("")

    def _opened(self, address: str, kind: StoreKind, platform: PlatformBooking, catalogue: Catalogue) -> None:
        self._preferences.store = address if platform.place.is_file else platform.place.address
        login = self._start.login or platform.own_login or self._preferences.login_at(platform.address)
        if not login and kind is StoreKind.DEMO:
            login = DEMO_LOGIN
        if catalogue.persons and _must_choose(platform, catalogue, login):
            login = self._ask_who(catalogue, login)
            if not login:
                platform.close()
                self.ask_store()
                return
        self._use(platform.as_person(login or None))

    def _ask_who(self, catalogue: Catalogue, current: str) -> str:
        from ui.dialogs.who import WhoDialog  # noqa: PLC0415 - only when asked

        people = sorted(
            (person for person in catalogue.persons.values() if person.active),
            key=lambda person: (person.name, person.login),
        )
        parent = self.first_run or self.window or self.opening
        dialog = WhoDialog(parent, self.texts, self.theme, people, catalogue, current)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        login = dialog.login
        dialog.deleteLater()
        return login if accepted else ""

    # --- the window ---------------------------------------------------------------------------------

    def _use(self, platform: PlatformBooking) -> None:
        """Sit down before a store as somebody: ask once what the window needs, then show it."""

        def work() -> tuple[Me, Catalogue]:
            return platform.me(), platform.catalogue.load()

        def done(answer: tuple[Me, Catalogue]) -> None:
            me, catalogue = answer
            if me.person is not None:
                self._preferences.remember_login(platform.address, me.login)
            listening = self._leave_for(platform)
            self._show_window(me, catalogue)
            if not listening:
                self.tasks.idle.connect(
                    partial(self._listen_to, platform), Qt.ConnectionType.SingleShotConnection
                )

        def failed(error: BookingError) -> None:
            """Whoever sits before another store stays there."""
            if self.platform is None or self.platform.desk.store is not platform.desk.store:
                platform.close()
            self._not_opened(error)

        self.tasks.query(self.texts.text("task-opening"), work, done, failed=failed)

    def _listen_to(self, platform: PlatformBooking) -> None:
        """Once the window shows what there is: beginning to listen makes it ask again, for what was missed till then."""
        if self.platform is platform:
            self.hub.start(platform.watch)

    def _leave_for(self, platform: PlatformBooking) -> bool:
        """Let go of the former store, if it is another one; whether this one is listened to already."""
        former, self.platform = self.platform, platform
        if former is None or former.desk.store is platform.desk.store:
            return former is not None
        self._stop_listening()
        former.close()
        return False

    def _stop_listening(self) -> None:
        self.hub.stop()
        self.hub.deleteLater()
        self.hub = ChangeHub(self)

    # --- another content for the same store ---------------------------------------------------------

    def replace(self, wish: Replacement) -> None:
        """Put a backup's content in the store's place, once nothing is under way any more."""
        self._stop_listening()
        if self.tasks.is_idle:
            self._replace(wish)
        else:
            self.tasks.idle.connect(partial(self._replace, wish), Qt.ConnectionType.SingleShotConnection)

    def _replace(self, wish: Replacement) -> None:
        """Nobody may have the store open meanwhile: the window closes, and opens on what is there then."""
        platform, window = self.platform, self.window
        assert platform is not None
        assert window is not None
        address = platform.place.label
        self.opening = OpeningWindow(self.theme, self._preferences)
        self.opening.show()
        self.opening.tell(self.texts.text("restoring", file=wish.file.name))
        self.platform = self.window = None
        window.close()
        window.deleteLater()

        def again(said: str, tone: str) -> None:
            self._news = (said, tone)
            self.open(StoreChoice(StoreKind.OPEN, address))

        replace_content(self.tasks, self.texts, platform, wish, again)

    def _show_window(self, me: Me, catalogue: Catalogue) -> None:
        from ui.main_window import MainWindow  # noqa: PLC0415 - after the opening window is painted

        assert self.platform is not None
        former = self.window
        context = Context(
            self.platform,
            me,
            catalogue,
            texts=self.texts,
            theme=self.theme,
            tasks=self.tasks,
            hub=self.hub,
            preferences=self._preferences,
            undo_stack=self._steps_of(former, me),
            parent=self,
        )
        self.window = MainWindow(context)
        self.window.setWindowIcon(window_icon(self.theme))
        self.window.language_chosen.connect(self.speak)
        self.window.theme_chosen.connect(self.choose_theme)
        self.window.text_size_chosen.connect(self.choose_text_size)
        self.window.person_change_wanted.connect(self.change_person)
        self.window.store_change_wanted.connect(self.ask_store)
        context.store_wanted.connect(self.open)
        context.replacement_wanted.connect(self.replace)
        context.catalogue_changed.connect(self._on_catalogue)
        if former is not None:
            self.window.show_screen(former.screen_name)
        take_place(self.window, self._preferences)
        self.window.show()
        for leaving in (former, self.opening, self.first_run):
            if leaving is not None:
                leaving.close()
                leaving.deleteLater()
        self.opening = None
        self.first_run = None
        if self._news is not None:
            self.window.notice.tell(*self._news)
            self._news = None
        elif self.platform.on_network_share:
            self.window.notice.tell(
                self.texts.text("warning-network-share", store=self.platform.address), "warning"
            )

    def _steps_of(self, former: MainWindow | None, me: Me) -> UndoStack | None:
        """What can be undone goes on only for the same person at the same store: refs mean nothing elsewhere."""
        if former is None or self.platform is None or former.context.me.login != me.login:
            return None
        same_store = former.context.platform.desk.store is self.platform.desk.store
        return former.context.undo_stack if same_store else None

    def _on_catalogue(self) -> None:
        """A store that was empty has people now: one of them sits here."""
        assert self.window is not None
        context = self.window.context
        if context.me.person is None and context.catalogue.persons:
            self.change_person()

    def change_person(self) -> None:
        """Let somebody else sit down."""
        assert self.platform is not None
        if self.platform.is_shared:
            self.ask_store()
            return
        assert self.window is not None
        context = self.window.context
        login = self._ask_who(context.catalogue, context.me.login)
        if login and login != context.me.login:
            self._use(self.platform.as_person(login))

    # --- language and theme -------------------------------------------------------------------------

    def speak(self, language: str) -> None:
        """Change the language of everything, at once."""
        self._preferences.language = language
        self._speak(language)
        self._rebuild()

    def _speak(self, language: str) -> None:
        self.texts = Texts(language)
        self.theme = theme_of(self._preferences.theme, self._preferences.text_scale)
        QLocale.setDefault(self.texts.locale)
        qt = qt_application()
        if self._translator is not None:
            qt.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{self.texts.language}", folder):
            qt.installTranslator(self._translator)
        dress(self.theme)

    def choose_theme(self, choice: str) -> None:
        """Light, dark, or as the system has it."""
        self._preferences.theme = choice
        self._dress_anew()

    def choose_text_size(self, percent: int) -> None:
        """Larger or smaller text, and all that holds it."""
        self._preferences.text_percent = percent
        self._dress_anew()

    def _on_system_scheme(self, *_scheme: object) -> None:
        wanted = theme_of(self._preferences.theme)
        if (wanted.name, wanted.contrast) != (self.theme.name, self.theme.contrast):
            self._dress_anew()

    def _dress_anew(self) -> None:
        self.theme = theme_of(self._preferences.theme, self._preferences.text_scale)
        dress(self.theme)
        self._rebuild()

    def _rebuild(self) -> None:
        """The same window in another language or theme: built anew, so that nothing is forgotten."""
        if self.window is not None:
            self._preferences.geometry = self.window.saveGeometry()
            self._show_window(self.window.context.me, self.window.context.catalogue)

    # --- leaving ------------------------------------------------------------------------------------

    def _on_refusal_before_the_window(self, error: BookingError, _key: str) -> None:
        if self.window is None:
            self._not_opened(error)

    def close(self) -> None:
        """Finish what is being written, then let go of the store."""
        self.hub.stop()
        self.tasks.close()
        if self.platform is not None:
            self.platform.close()


def window_icon(theme: Theme) -> QIcon:
    """The product's mark, for the task bar."""
    from ui.widgets.rail import logo_pixmap  # noqa: PLC0415 - with the first window

    return QIcon(logo_pixmap(theme, 1.0, 64))


def _must_choose(platform: PlatformBooking, catalogue: Catalogue, login: str) -> bool:
    """Whether people have to say who they are: nobody knows, or on a file the name is nobody's (any more)."""
    person = catalogue.persons.get(login)
    known = person is not None and person.active
    return not platform.says_who and (not login or not (known or platform.is_shared))
