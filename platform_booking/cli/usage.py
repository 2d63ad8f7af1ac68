"""What was typed: global options wherever they stand, and mistakes of usage in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from platform_booking.wording import Words

GLOBAL_VALUES: Final = frozenset({"--store", "--as", "--lang", "--now"})
GLOBAL_FLAGS: Final = frozenset({"--json"})


def value_options(command: Any) -> frozenset[str]:
    """Every option of the tree that takes a value: what follows it is not an option, whatever it looks like."""
    found = {
        name
        for param in command.params
        if getattr(param, "param_type_name", "") == "option" and not getattr(param, "is_flag", False)
        for name in param.opts
    }
    for child in getattr(command, "commands", {}).values():
        found |= value_options(child)
    return frozenset(found)


def hoisted(said: Sequence[str], valued: frozenset[str]) -> list[str]:
    """The arguments with the global options first, from wherever they stand before a ``--``."""
    front: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(said):
        word = said[at]
        if word == "--":
            rest += said[at:]
            break
        name = word.partition("=")[0]
        if word in GLOBAL_FLAGS or (name in GLOBAL_VALUES and "=" in word):
            front.append(word)
        elif word in GLOBAL_VALUES:
            if at + 1 == len(said):  # it has no value, and must not take the command for one
                return [*front, word]
            front += said[at : at + 2]
            at += 1
        elif word in valued:
            rest += said[at : at + 2]
            at += 1
        else:
            rest.append(word)
        at += 1
    return [*front, *rest]


def before_dashes(said: Sequence[str]) -> Sequence[str]:
    """What stands before a ``--``."""
    return said[: list(said).index("--")] if "--" in said else said


def last_value(said: Sequence[str], option: str) -> str | None:
    """The value given last to the option, before anything is known of the commands."""
    found = None
    words = before_dashes(said)
    for at, word in enumerate(words):
        if word == option and at + 1 < len(words):
            found = words[at + 1]
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found


def says_json(said: Sequence[str]) -> bool:
    """Whether JSON is asked for."""
    return "--json" in before_dashes(said)


# --- mistakes ---------------------------------------------------------------------------------------


def _is_named(error: BaseException, name: str) -> bool:
    """By name: the classes live in different packages from one version of the parser to the next."""
    return any(kind.__name__ == name for kind in type(error).__mro__)


def is_usage_error(error: BaseException) -> bool:
    """Whether the parser could not make sense of the arguments."""
    return _is_named(error, "ClickException")


def is_abort(error: BaseException) -> bool:
    """Whether the user broke it off."""
    return isinstance(error, typer.Abort) or _is_named(error, "Abort")


def is_exit(error: BaseException) -> bool:
    """Whether the command ended early, in good order."""
    return isinstance(error, typer.Exit) or _is_named(error, "Exit")


def explain(error: Any, words: Words) -> tuple[str, dict[str, Any]]:
    """One sentence that names the option, and the details for scripts."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "platform-booking"
    option = _option_of(error)
    details: dict[str, Any] = {"option": option or None, "command": command}
    if _is_named(error, "NoSuchOption"):
        near = tuple(sorted(getattr(error, "possibilities", None) or ()))
        details["near"] = list(near)
        name = "usage-no-such-option-near" if near else "usage-no-such-option"
        return words.text(name, option=option, command=command, near=near), details
    if _is_named(error, "MissingParameter"):
        is_argument = getattr(getattr(error, "param", None), "param_type_name", "") == "argument"
        name = "usage-missing-argument" if is_argument else "usage-missing-option"
        return words.text(name, option=option, command=command), details
    if _is_named(error, "BadOptionUsage"):
        return words.text("usage-needs-value", option=option, command=command), details
    if _is_named(error, "BadParameter"):
        allowed = _choices(error)
        details["allowed"] = list(allowed)
        name = "usage-bad-value-choices" if allowed else "usage-bad-value"
        return words.text(name, option=option, command=command, allowed=allowed), details
    return _explain_command(error, words, command, details)


def _explain_command(
    error: Any, words: Words, command: str, details: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    said = str(getattr(error, "message", ""))
    unknown = re.search(r"No such command ['\"](.*?)['\"]\.", said)
    if unknown:
        details["name"] = unknown[1]
        return words.text("usage-no-such-command", name=unknown[1], command=command), details
    if said.startswith("Missing command") or _is_named(error, "NoArgsIsHelpError"):
        return words.text("usage-missing-command", command=command), details
    if "unexpected extra argument" in said:
        return words.text("usage-extra-argument", command=command), details
    return words.text("usage-other", command=command), details


def _option_of(error: Any) -> str:
    name = getattr(error, "option_name", None)
    if name:
        return str(name)
    param = getattr(error, "param", None)
    if param is None:
        return ""
    if getattr(param, "param_type_name", "") == "argument":
        return str(param.metavar or param.name).upper()
    return str(max(param.opts, key=len))


def _choices(error: Any) -> tuple[str, ...]:
    """What would have been possible; the parser says it only in its sentence."""
    _, said, listed = str(getattr(error, "message", "")).partition("not one of ")
    return tuple(re.findall(r"'([^']*)'", listed)) if said else ()
