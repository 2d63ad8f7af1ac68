"""Whatever the window says, it says in both languages."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import parse
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

import resources
import ui
from platform_booking.domain.booking import Action
from platform_booking.domain.errors import IllegalTransition
from platform_booking.domain.timespan import TimeSpan
from platform_booking.wording import Words
from platform_booking.wording.plain import plain
from platform_booking.wording.sentences import Sentences
from ui.actions import SPECS
from ui.texts import IN_THE_WINDOW, UI_FILES, Texts
from ui.theme import Theme, tokens

TRANSLATIONS = Path(resources.__file__).parent / "translations"
SOURCES = sorted(Path(ui.__file__).parent.rglob("*.py"))
MESSAGE = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE)
PARAM = re.compile(r"\{ *\$(\w+) *\}")
"""A value that is shown; one that only chooses between singular and plural may be asked in one language."""


def messages(language: str, name: str) -> dict[str, str]:
    """Id → its whole text."""
    text = (TRANSLATIONS / language / name).read_text("utf-8")
    starts = list(MESSAGE.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {start.group(1): text[start.end() : end] for start, end in zip(starts, ends, strict=True)}


def said_literally() -> list[tuple[str, str]]:
    """(file, id) of every sentence that the window's code names as a constant."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
                continue
            if node.func.attr not in {"say", "text"}:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.append((path.name, first.value))
    return found


@pytest.mark.parametrize("name", [IN_THE_WINDOW, *UI_FILES])
def test_both_languages_say_the_same_things(name: str) -> None:
    french, english = messages("fr", name), messages("en", name)
    assert french.keys() == english.keys()
    for key, text in french.items():
        assert set(PARAM.findall(text)) == set(PARAM.findall(english[key])), key


COMMANDS = re.compile(
    r"platform-booking |(?<![\w-])--[a-z]|[“«]\W?((audit|admin|backup|mail) [a-z]+|forever)\W?[”»]"
)
OF_COMMANDS = (
    "opt-",
    "help-",
    "usage-",
    "demo-",
    "start-",
    "done-",
    "window-unavailable",
    "opened-",
    "no-",
    "feed-once",
)
"""Sentences that only the command line says."""
OF_COMMANDS_TOO = {
    *("preview-conflicts", "breakdown-undecided", "alternative-skip", "template-gone-instead"),
    *("invalid-accept-file", "invalid-backup-file-or-folder"),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_window_sends_nobody_to_the_command_line(language: str) -> None:
    own = messages(language, IN_THE_WINDOW)
    for name in Words.FILES:
        for key, text in messages(language, name).items():
            if key.startswith(OF_COMMANDS) or key in OF_COMMANDS_TOO:
                continue
            assert not COMMANDS.search(own.get(key, text)), key
    assert Texts(language).error(IllegalTransition("B-1", "approved", "approve")) in {
        "Impossible\u00a0: B-1 est «\u00a0approuvée\u00a0».",
        "Not possible: B-1 is “approved”.",
    }


def test_what_the_window_says_otherwise_is_said_by_the_core_too() -> None:
    core = {key: text for name in Words.FILES for key, text in messages("fr", name).items()}
    for key, text in messages("fr", IN_THE_WINDOW).items():
        assert set(PARAM.findall(text)) <= set(PARAM.findall(core[key])), key
        assert COMMANDS.search(core[key]), f"{key} names no command: the window says it as the core does"


def test_no_sentence_is_written_twice() -> None:
    seen: dict[str, str] = {}
    for name in ("core.ftl", *UI_FILES):
        for key in messages("fr", name):
            assert key not in seen, f"{key} in {name} and {seen[key]}"
            seen[key] = name


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["core.ftl", IN_THE_WINDOW, *UI_FILES])
def test_each_sentence_alone_reads_as_fluent_reads_it_in_its_file(language: str, name: str) -> None:
    text = (TRANSLATIONS / language / name).read_text("utf-8")
    assert not [entry for entry in parse(text).body if isinstance(entry, Junk)]
    whole = {entry.id.name: entry for entry in parse(text).body if isinstance(entry, Message)}
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    sentences = Sentences(language, [text])
    assert whole.keys() == messages(language, name).keys()
    for key, entry in whole.items():
        assert key in sentences
        params = {param: 3 if param == "count" else f"<{param}>" for param in variables(entry)}
        pattern = bundle.get_message(key).value
        assert pattern is not None
        assert sentences.say(key, params) == bundle.format_pattern(pattern, params)[0], key


def variables(entry: Message) -> set[str]:
    """Every param in a message, in its choices too."""
    found: set[str] = set()

    class Look(Visitor):
        def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - Fluent's name
            found.add(node.id.name)

    Look().visit(entry)
    return found


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a = Fermer\n", "Fermer"),
        ("a =  Au revoir,  { $name }. \n\n## Menus\n", "Au revoir,  Ada."),
        ("a = { b }\n", None),
        ('a = { "{" }\n', None),
        ("a = { $missing }\n", None),
        ("a = deux\n    lignes\n", None),
        ("a = { $n ->\n    [one] un seul\n   *[other] { $n } bancs\n}\n", "4 bancs"),
        ("a = { $name ->\n    [one] un seul\n   *[other] plusieurs\n}\n", None),
        ("a = { $n ->\n    [0] rien\n   *[other] { $n } bancs\n}\n", None),
        ("a = { $n ->\n    [one] { b }\n   *[other] { $n } bancs\n}\n", None),
        ("-a = terme\n", None),
    ],
)
def test_what_is_plain_enough_to_be_filled_without_grammar(source: str, said: str | None) -> None:
    found = plain(source)
    assert (found and found.say("fr", {"name": "Ada", "n": 4})) == said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_and_several_are_told_apart_as_fluent_does(language: str) -> None:
    source = "a = { $n ->\n    [one] { $n } x\n   *[other] { $n } xs\n}\n"
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    pattern, found = bundle.get_message("a").value, plain(source)
    assert pattern is not None
    assert found is not None
    for number in range(130):
        assert found.say(language, {"n": number}) == bundle.format_pattern(pattern, {"n": number})[0]


def test_a_sentence_may_refer_to_others() -> None:
    sentences = Sentences(
        "en", ["a = { b }, { -c } and { $d }\n", "-c =\n    term { a-b }\nb = two\na-b = deep\nb = late\n"]
    )
    assert sentences.say("a", {"d": "said"}) == "two, term deep and said"
    assert "c" not in sentences
    assert sentences.say("nobody", {}) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_that_is_said_has_a_sentence(language: str) -> None:
    texts = Texts(language)
    named = said_literally()
    assert len(named) > 100
    assert [item for item in named if not texts.knows(item[1])] == []
    assert [spec.name for spec in SPECS if not texts.knows(f"action-{spec.name}")] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_that_can_happen_to_a_booking_is_told_in_its_history(language: str) -> None:
    texts = Texts(language)
    done = {"request", "move", "edit", "exchange", "undo", "redo", "reassign", "block", *map(str, Action)}
    assert [action for action in sorted(done) if not texts.knows(f"history-{action}")] == []


def test_every_token_of_the_style_sheet_exists() -> None:
    for name in ("light", "dark"):
        sheet = Theme(name).style_sheet
        assert "@" not in sheet.split("*/", 1)[1]
        assert Theme(name).color("accent").name().upper() == tokens()["color"][name]["accent"]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_spans_are_said_once_where_the_day_is_the_same() -> None:
    texts = Texts("fr")
    start = datetime(2026, 11, 24, 13, tzinfo=UTC)
    when = texts.when(TimeSpan(start, start + timedelta(hours=3)))
    assert _plain(when) == "mar. 24 nov., 14:00 – 17:00"
    assert when.split(", ")[1].count(" ") == 0, "hours stay on one line"
    assert _plain(texts.hours(TimeSpan(start, start + timedelta(hours=20)))) == "14:00 – mer. 25 10:00"
    assert (
        _plain(Texts("en").when(TimeSpan(start, start + timedelta(hours=3)))) == "Tue 24 Nov, 14:00 – 17:00"
    )


def test_days_share_what_they_have_in_common() -> None:
    texts = Texts("fr")
    assert texts.days(date(2026, 11, 23), date(2026, 11, 29)) == "23 – 29 novembre 2026"
    assert texts.days(date(2026, 11, 30), date(2026, 12, 6)) == "30 novembre – 6 décembre 2026"
    assert texts.days(date(2026, 12, 28), date(2027, 1, 3)) == "28 décembre 2026 – 3 janvier 2027"


@pytest.mark.parametrize(
    ("minutes", "said"), [(45, "45 min"), (180, "3 h"), (210, "3 h 30"), (1440, "1 j"), (3000, "2 j 2 h")]
)
def test_lengths(minutes: int, said: str) -> None:
    assert (
        Texts("fr").lasting(timedelta(minutes=minutes)).replace("\u202f", " ").replace("\u00a0", " ") == said
    )


def test_in_french_the_first_of_a_month_is_an_ordinal() -> None:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    french, english = (Texts(language, UTC) for language in ("fr", "en"))
    assert french.day_short(first) == "mar. 1er déc."
    assert french.days(first, last) == "1er – 31 décembre 2026"
    assert french.day(first) == "mar. 1er déc. 2026"
    assert french.day_brief(last) == "31 déc."
    assert english.days(first, last) == "1 – 31 December 2026"
    assert english.day(first) == "Tue 1 Dec 2026"


@pytest.mark.parametrize("path", sorted((TRANSLATIONS / "fr").iterdir()), ids=lambda path: path.name)
def test_no_line_of_french_begins_with_a_sign(path: Path) -> None:
    """Colons, semicolons, question marks and guillemets stay with their word: the space between does not break."""
    for line in path.read_text("utf-8").splitlines():
        assert line.startswith("#") or not re.search(r"« | [:;?!»](?=[\s.,)]|$)", line), line
