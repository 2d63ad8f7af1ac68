"""What leaves for other servers: calendars that are kept by CalDAV, and mail; listed, sent, and put right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit

from platform_booking.domain.errors import BookingError, InvalidInput
from ui.context import Toast
from ui.screens.calendars.mail_card import MailCard
from ui.screens.calendars.mail_setup import MailSetupDialog
from ui.screens.calendars.mirrors_card import MirrorsCard, mirror_name
from ui.screens.calendars.new_mirror import NewMirrorDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from platform_booking.services.mail import MailStatus, Outgoing
    from platform_booking.services.mirrors import Mirror, MirrorChanged
    from ui.context import Context
    from ui.screens.calendars.new_mirror import MirrorWish

Listed = tuple[tuple["Mirror", ...], "MailStatus", tuple["Outgoing", ...]]


class Away(QObject):
    """Both cards, and what their buttons do."""

    def __init__(
        self,
        context: Context,
        screen: QWidget,
        ask: Callable[[str, str, Callable[[], None]], None],
    ) -> None:
        """``ask`` asks twice before somebody loses something: name of the question, what it is about, what to do then."""
        super().__init__(screen)
        self._context = context
        self._screen = screen
        self._ask = ask
        self._mirrors: dict[str, Mirror] = {}
        self.mirrors = MirrorsCard(context)
        self.mail = MailCard(context)
        self.mirrors.new_wanted.connect(self._ask_mirror)
        self.mirrors.push_wanted.connect(self._push)
        self.mirrors.password_wanted.connect(self._ask_mirror_password)
        self.mirrors.remove_wanted.connect(self._ask_remove)
        self.mail.send_wanted.connect(self._send)
        self.mail.password_wanted.connect(self._ask_mail_password)
        self.mail.setup_wanted.connect(self._open_mail_setup)

    @property
    def failed(self) -> int:
        """How many calendars could not be written the last time."""
        return sum(mirror.last_error is not None for mirror in self._mirrors.values())

    def refresh(self, then: Callable[[], None]) -> None:
        """Both lists anew."""
        platform = self._context.platform

        def read() -> Listed:
            return platform.mirrors.list(), platform.mail.status(), platform.mail.list()

        def show(listed: Listed) -> None:
            mirrors, status, messages = listed
            self._mirrors = {mirror.code: mirror for mirror in mirrors}
            self.mirrors.show_mirrors(mirrors)
            self.mail.show_mail(status, messages)
            then()

        said = self._context.say("task-reading-calendars")
        self._context.tasks.query(said, read, show, key="calendars-away", owner=self)

    # --- calendars on servers -----------------------------------------------------------------------

    def push_all(self) -> None:
        """Write all that are mine."""
        if self._mirrors:
            self._push(None)

    def _push(self, code: str | None) -> None:
        """Not among the commands: a server far away that does not answer must not hold them up."""
        self._context.tasks.query(
            self._context.say("task-pushing"),
            partial(self._context.platform.mirrors.push, code),
            lambda _pushed: self._again(),
            key=f"push-{code or ''}",
            owner=self,
            failed=self._refused,
        )

    def _ask_mirror(self) -> None:
        dialog = NewMirrorDialog(self._context, self._screen.window())
        dialog.wished.connect(self._add)
        dialog.open()

    def _add(self, wish: MirrorWish) -> None:
        mirrors = self._context.platform.mirrors

        def work() -> tuple[MirrorChanged, InvalidInput | None]:
            made = mirrors.add(
                wish.url,
                wish.kind,
                wish.subject,
                wish.scope,
                username=wish.username,
                label=wish.label,
                language=self._context.texts.language,
            )
            try:
                if wish.password:
                    mirrors.keep_password(made.mirror.code, wish.password)
            except InvalidInput as error:  # it is kept all the same; its row will ask for the password
                return made, error
            return made, None

        def done(found: tuple[MirrorChanged, InvalidInput | None]) -> None:
            made, error = found
            if error is not None:
                self._context.refused.emit(error)
            self._context.hub.announce(made.changes)
            self._push(made.mirror.code)

        self._run(work, done)

    def _ask_mirror_password(self, code: str) -> None:
        password = self._asked_password(self._mirrors[code].username)
        if password:
            keep = partial(self._context.platform.mirrors.keep_password, code, password)
            self._run(keep, lambda _kept: self._push(code))

    def _ask_remove(self, code: str) -> None:
        work = partial(self._context.platform.mirrors.remove, code)
        name = mirror_name(self._context, self._mirrors[code])
        self._ask("calendars-mirror-remove", name, partial(self._run, work, self._removed))

    def _removed(self, done: MirrorChanged) -> None:
        self._context.hub.announce(done.changes)
        self._again()

    # --- mail ---------------------------------------------------------------------------------------

    def _open_mail_setup(self) -> None:
        dialog = MailSetupDialog(self._context, self._screen.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._again)
        dialog.open()

    def _send(self) -> None:
        """Not among the commands, as above."""
        self._context.tasks.query(
            self._context.say("task-sending-mail"),
            self._context.platform.mail.send,
            self._sent,
            key="send-mail",
            owner=self,
            failed=self._refused,
        )

    def _sent(self, done: Any) -> None:
        texts = self._context.texts
        said = self._context.say("calendars-mail-sent", count=done.sent)
        self._context.toast.emit(Toast(said if done.trouble is None else texts.mail_error(done.trouble)))
        self._again()

    def _ask_mail_password(self) -> None:
        password = self._asked_password("")
        if password:
            keep = partial(self._context.platform.mail.keep_password, password)
            self._run(keep, lambda _kept: self._send())

    # --- both ---------------------------------------------------------------------------------------

    def _asked_password(self, user: str) -> str:
        said, agreed = QInputDialog.getText(
            self._screen,
            self._context.say("calendars-password"),
            self._context.say("calendars-password-question", user=user or "—"),
            QLineEdit.EchoMode.Password,
        )
        return said if agreed else ""

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        said = self._context.say("task-pushing")
        self._context.tasks.command(said, work, done, owner=self, failed=self._refused)

    def _refused(self, error: BookingError) -> None:
        self._context.refused.emit(error)
        self._again()

    def _again(self) -> None:
        self.refresh(lambda: None)
