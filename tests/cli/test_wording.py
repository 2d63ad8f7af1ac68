"""Everything that can be refused has a sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import platform_booking
from platform_booking.cli.app import build_app
from platform_booking.domain.alternatives import AlternativeKind
from platform_booking.domain.booking import PARTLY_APPROVED, Action, Purpose, State
from platform_booking.domain.catalogue import LANGUAGES, ApprovalStep, BlockKind
from platform_booking.domain.errors import (
    BookingError,
    InvalidInput,
    NotFound,
    NotKeeper,
    RefusedByStore,
    StoreMissing,
)
from platform_booking.domain.rules import RULES
from platform_booking.wording import Words, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(platform_booking.__file__).parent
TRANSLATIONS = ROOT.parent / "resources" / "translations"
REFUSALS = "InvalidInput|CalendarUnreadable|FetchFailed"
CODE_IN_ERRORS = {"booking-error", "invalid-input"}


def source() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.read_text("utf-8")


def sentences(language: str) -> str:
    return "\n".join((TRANSLATIONS / language / name).read_text("utf-8") for name in Words.FILES)


def ids(language: str) -> list[str]:
    text = sentences(language)
    return re.findall(r"^([a-z][a-z0-9_-]*) =", text, re.MULTILINE)


def variables(language: str) -> dict[str, set[str]]:
    text = sentences(language)
    found = re.split(r"^([a-z][a-z0-9_-]*) =", text, flags=re.MULTILINE)[1:]
    return {
        name: set(re.findall(r"\$([a-z_]+)", body))
        for name, body in zip(found[::2], found[1::2], strict=True)
    }


def subclasses(kind: type[BookingError]) -> Iterator[type[BookingError]]:
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def used() -> set[str]:
    text = "\n".join(source())
    names = {f"invalid-{reason}" for reason in re.findall(rf'(?:{REFUSALS})\(\s*"([a-z-]+)"', text)}
    names |= {f"remark-{code}" for code in re.findall(r'(?:Rejected|BadSeries|remark)\(\s*"([a-z-]+)"', text)}
    names |= {f"problem-{code}" for code in re.findall(r'\.(?:problem|warning)\(\s*"([a-z-]+)"', text)}
    names |= {f"problem-{code}" for code in re.findall(r'\((?:where|""), "([a-z-]+)", \{', text)}
    names |= {f"violation-{code}" for code in re.findall(r'Violation\(\s*"([a-z-]+)"', text)}
    ruled = re.findall(
        r'(?<!def )of_resource\(\s*case,\s*[\w\[\]. ]+,\s*"([a-z-]+)",\s*(?:setting|[^"]*?),\s*"([a-z-]+)"',
        text,
    )
    assert len(ruled) > 10
    names |= {name for code, remedy in ruled for name in (f"violation-{code}", f"remedy-{remedy}")}
    names |= {f"rule-{rule.code}" for rule in RULES}
    names |= {f"remedy-{code}" for code in re.findall(r'remedy="([a-z-]+)"', text)}
    names |= {f"doing-{action}" for action in ("move", "edit", "exchange", "undo", "book", "block")}
    names |= {f"verdict-{verdict}" for verdict in ("granted", "declined", "withdrawn")}
    core = [kind for kind in subclasses(BookingError) if kind.__module__.startswith("platform_booking.")]
    names |= {kind.code for kind in core if kind.code not in CODE_IN_ERRORS}
    names |= set(re.findall(r'(?:words|\.words)\.text\(\s*"([a-z-]+)"', text))
    names |= set(re.findall(r'(?:help|opt|panel)="((?:help|opt|panel)-[a-z-]+)"', text))
    for group, values in (
        ("state", (*State, PARTLY_APPROVED)),
        ("doing", Action),
        ("step", ApprovalStep),
        ("block", BlockKind),
        ("purpose", Purpose),
        ("alternative", AlternativeKind),
    ):
        names |= {f"{group}-{value}" for value in values}
    return names


def test_both_languages_say_the_same_things() -> None:
    assert ids("fr") == ids("en")
    assert variables("fr") == variables("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice(language: str) -> None:
    found = ids(language)
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_does_not_say_the_cores_words_otherwise(language: str) -> None:
    """But for those that name commands: tests/ui/test_texts.py looks at them."""
    for path in set((TRANSLATIONS / language).glob("ui-*.ftl")) - {
        TRANSLATIONS / language / "ui-refused.ftl"
    }:
        named = re.findall(r"^([a-z][a-z0-9_-]*) =", path.read_text("utf-8"), re.MULTILINE)
        assert set(named) & set(ids(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_in_the_source_has_a_sentence(language: str) -> None:
    assert used() - set(ids(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_read(language: str) -> None:
    words = Words(language)
    for name, params in variables(language).items():
        assert words.knows(name), name
        said = words.text(name, **dict.fromkeys(params, 3))
        assert "{" not in said, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_is_translated(language: str) -> None:
    words = Words(language)

    def texts(command: object) -> Iterator[str]:
        yield getattr(command, "help", None) or ""
        for param in getattr(command, "params", ()):
            yield getattr(param, "help", None) or ""
        for child in getattr(command, "commands", {}).values():
            yield from texts(child)

    for said in texts(build_app(words)):
        assert said, "a command or an option without help"
        assert not re.match(r"(help|opt)-", said), said


def test_french_uses_the_words_of_the_house() -> None:
    text = sentences("fr").lower()
    assert not re.search(r"\bvalid(ation|er|é)|tampon", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_reason_is_never_a_crash(language: str) -> None:
    assert Words(language).error(InvalidInput("never-heard", value=3)) == "invalid-never-heard (value=3)"


def test_a_refusal_says_what_to_do() -> None:
    words = Words("en")
    assert words.error(NotFound("resource", "ROM", ("ROOM",))).endswith("Did you mean: ROOM?")
    assert "platform-booking init" in words.error(StoreMissing(store="s.sqlite"))


@pytest.mark.parametrize(
    ("locale", "language"), [("en_US.UTF-8", "en"), ("C", "fr"), ("", "fr"), (None, "fr"), ("de_DE", "fr")]
)
def test_language_of_a_locale(locale: str | None, language: str) -> None:
    assert language_of(locale) == language


def test_a_notice_that_nobody_can_read_keeps_no_other_from_being_read() -> None:
    words = Words("en")
    for params in ({"dates": 7}, {"dates": ["soon"]}, {"until": 5}):
        assert words.notice("approved", params) == "A message that this program cannot read."


def test_what_the_database_or_its_keeper_refuses_has_a_sentence() -> None:
    words = Words("fr")
    assert "pas à vous" in words.error(RefusedByStore("pas à vous"))
    said = words.error(NotKeeper("ines", "rewrite-store", "salle"))
    assert "tient le serveur" in said
    assert "rewrite-store" not in said
