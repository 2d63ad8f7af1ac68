"""Commands that look for free time: find."""

from typing import TYPE_CHECKING, Annotated

import typer

from platform_booking.cli.session import session_of
from platform_booking.domain.campaign import read_line
from platform_booking.domain.errors import InvalidInput
from platform_booking.domain.reading import read_duration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from platform_booking.services.requests import LineRequest

Resources = Annotated[list[str], typer.Option("--resource", help="opt-resource-any")]
Trainers = Annotated[list[str] | None, typer.Option("--trainer", help="opt-trainer")]
AnyEquivalent = Annotated[bool, typer.Option("--any", help="opt-any")]


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("find", help="help-find")(_find)


def read_choices(
    texts: "Iterable[str]",
) -> "tuple[tuple[LineRequest, ...], dict[str, tuple[str, ...]]]":
    """``CODE``, ``CODE:N`` or ``CODE|CODE2:N``, each with ``@OFFSET`` and ``/LENGTH``: the lines, and what else will do for each. Raises InvalidInput."""
    from platform_booking.services.requests import LineRequest  # noqa: PLC0415 - help needs no database

    lines, instead = [], {}
    for text in texts:
        line = read_line(text)
        code, *others = line.code.split("|")
        if not all((code, *others)):
            raise InvalidInput("resource-spec", value=text)
        lines.append(LineRequest(code, line.quantity, offset=line.offset, length=line.length))
        if others:
            instead[code] = tuple(others)
    return tuple(lines), instead


def _find(
    ctx: typer.Context,
    *,
    resource: Resources,
    duration: Annotated[str, typer.Option("--duration", help="opt-duration")],
    since: Annotated[str, typer.Option("--from", help="opt-from")],
    until: Annotated[str, typer.Option("--to", help="opt-to")],
    sessions: Annotated[int, typer.Option("--sessions", help="opt-sessions")] = 1,
    weekdays: Annotated[str | None, typer.Option("--weekdays", help="opt-weekdays")] = None,
    between: Annotated[str | None, typer.Option("--between", help="opt-between")] = None,
    trainer: Trainers = None,
    any_equivalent: AnyEquivalent = False,
    learners: Annotated[int, typer.Option("--learners", help="opt-learners")] = 0,
    biosafety: Annotated[int, typer.Option("--biosafety", help="opt-biosafety")] = 0,
    dossier: Annotated[str, typer.Option("--dossier", help="opt-dossier")] = "",
    with_map: Annotated[bool, typer.Option("--map", help="opt-map")] = False,
) -> None:
    from platform_booking.cli import find_output  # noqa: PLC0415
    from platform_booking.services.availability import FindRequest  # noqa: PLC0415

    session = session_of(ctx)
    lines, instead = read_choices(resource)
    request = FindRequest(
        lines=lines,
        length=read_duration(duration),
        since=since,
        until=until,
        sessions=sessions,
        weekdays=weekdays,
        between=between,
        trainers=tuple(trainer or ()),
        instead=instead,
        any_equivalent=any_equivalent,
        learners=learners,
        biosafety=biosafety,
        dossier=dossier.strip(),
    )
    with session.opened() as app:
        result = app.availability.look(request)
    session.show_in(result.zone)
    session.say(find_output.text(result, session.words, with_map=with_map))
    if session.json:
        session.document(find_output.document(result, session.words, with_map=with_map))
