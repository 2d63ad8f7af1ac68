"""What the window remembers on this computer: language, theme, size of text, the last store, who sits here, its own size."""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QByteArray, QLocale, QSettings

from ui.theme import CHOICES, SYSTEM

TEXT_SIZES: Final = (100, 125, 150, 200)
"""In percent."""
PHRASES_KEPT: Final = 6
FEEDS_VARIABLE: Final = "PLATFORM_BOOKING_FEEDS"
"""The same as the command line reads."""
_ON: Final = "on"
_OFF: Final = "off"
_ORGANISATION: Final = "platform-booking"


class Preferences:
    """Settings of this computer's user."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, _ORGANISATION, "window"
        )

    def _text(self, key: str, default: str = "") -> str:
        return str(self._settings.value(key, default) or default)

    @property
    def language(self) -> str:
        """``fr`` or ``en``: what was chosen, else the system's, else French."""
        from platform_booking.wording import language_of  # noqa: PLC0415 - words come after the first paint

        return language_of(self._text("language") or QLocale.system().name())

    @language.setter
    def language(self, value: str) -> None:
        self._settings.setValue("language", value)

    @property
    def theme(self) -> str:
        """Light, dark, or as the system has it."""
        found = self._text("theme", SYSTEM)
        return found if found in CHOICES else SYSTEM

    @theme.setter
    def theme(self, value: str) -> None:
        self._settings.setValue("theme", value)

    @property
    def text_percent(self) -> int:
        """How large text is, of TEXT_SIZES."""
        said = self._text("text", "100")
        found = int(said) if said.isdecimal() else 0
        return found if found in TEXT_SIZES else TEXT_SIZES[0]

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._settings.setValue("text", value)

    @property
    def text_scale(self) -> float:
        """The same as a factor."""
        return self.text_percent / 100

    @property
    def store(self) -> str:
        """The address of the store that was last open; empty the first time. Passwords are never kept."""
        return self._text("store")

    @store.setter
    def store(self, value: str) -> None:
        self._settings.setValue("store", value)

    @property
    def feed_address(self) -> str:
        """Where the feed server can be reached from outside; empty until somebody says so."""
        return self._text("feed-address", os.environ.get(FEEDS_VARIABLE, ""))

    @feed_address.setter
    def feed_address(self, value: str) -> None:
        self._settings.setValue("feed-address", value)

    def login_at(self, store: str) -> str:
        """Who sat here before that store the last time; empty when nobody did."""
        return self._text(f"logins/{_key(store)}")

    def remember_login(self, store: str, login: str) -> None:
        """Note who sits here before that store."""
        self._settings.setValue(f"logins/{_key(store)}", login)

    def board_of(self, store: str, login: str) -> str:
        """How somebody had the planning of that store the last time; empty where it never was."""
        return self._text(f"boards/{_key(store)}|{_key(login)}")

    def remember_board(self, store: str, login: str, look: str) -> None:
        """Note how somebody has the planning of that store."""
        self._settings.setValue(f"boards/{_key(store)}|{_key(login)}", look)

    def publications_of(self, store: str, login: str) -> str:
        """Into which folders somebody publishes calendars of that store; empty where nobody does."""
        return self._text(f"publications/{_key(store)}|{_key(login)}")

    def remember_publications(self, store: str, login: str, told: str) -> None:
        """Note into which folders somebody publishes."""
        self._settings.setValue(f"publications/{_key(store)}|{_key(login)}", told)

    @property
    def single_keys(self) -> bool:
        """Whether letters alone are keys of actions (WCAG 2.1.4: who speaks to the computer turns them off)."""
        return self._text("single-keys", _ON) == _ON

    @single_keys.setter
    def single_keys(self, value: bool) -> None:
        self._settings.setValue("single-keys", _ON if value else _OFF)

    def choice_of(self, store: str, login: str, name: str) -> str:
        """What somebody chose somewhere before that store the last time; empty where nothing was."""
        return self._text(f"{name}/{_key(store)}|{_key(login)}")

    def remember_choice(self, store: str, login: str, name: str, value: str) -> None:
        """Note it."""
        self._settings.setValue(f"{name}/{_key(store)}|{_key(login)}", value)

    @property
    def phrases(self) -> tuple[str, ...]:
        """What was typed into the command field and done, the latest first."""
        found = self._settings.value("phrases")
        said = found if isinstance(found, list) else [found] if isinstance(found, str) and found else []
        return tuple(str(phrase) for phrase in said)

    def remember_phrase(self, phrase: str) -> None:
        """Note one more, once."""
        kept = [phrase, *(other for other in self.phrases if other != phrase)]
        self._settings.setValue("phrases", kept[:PHRASES_KEPT])

    @property
    def geometry(self) -> QByteArray:
        """The window's place and size; empty the first time."""
        found = self._settings.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)


def _key(store: str) -> str:
    """A store's address as one settings key: slashes would make groups."""
    return store.replace("\\", "|").replace("/", "|")
