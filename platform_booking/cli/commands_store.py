"""Commands about the store itself: making, examining, keeping, the audit trail, the demonstration."""

from typing import Annotated

import typer

from platform_booking.cli.examining import AnchorOption, desk_of, read_anchor, tell_report
from platform_booking.cli.session import HOME_ZONE, Session, session_of
from platform_booking.domain.errors import InvalidInput


def add_to(app: typer.Typer) -> None:
    """Declare the commands."""
    app.command("init", help="help-init")(_init)
    app.command("migrate", help="help-migrate")(_migrate)
    app.command("check", help="help-check")(_check)


# --- making -----------------------------------------------------------------------------------------


def _init(
    ctx: typer.Context, *, demo: Annotated[bool, typer.Option("--demo", help="opt-init-demo")] = False
) -> None:
    from platform_booking.bootstrap import create_store, fill_with_demo  # noqa: PLC0415
    from platform_booking.services.anchors import remember  # noqa: PLC0415

    session = session_of(ctx)
    result = create_store(session.store, session.clock)
    if result.created:
        remember(session.place, None)
    if demo and not fill_with_demo(session.store, session.now):
        raise InvalidInput("demo-store-not-empty", store=session.place.label)
    session.say(session.words.text("done-init" if result.created else "done-init-there", store=result.store))
    if demo:
        _say_what_next(session)
    session.document(
        {"store": result.store, "created": result.created, "schema": result.migration.after, "demo": demo}
    )


def make_demo_once(session: Session) -> bool:
    """Create the demonstration store unless it is there and filled; say whether it was created."""
    from platform_booking.bootstrap import create_demo  # noqa: PLC0415

    return create_demo(session.store, session.now)


def start_demo(session: Session) -> None:
    """``--demo`` without a command: create the store once, and say what to type next."""
    created = make_demo_once(session)
    _say_what_next(session)
    session.document({"store": session.place.label, "created": created, "demo": True})


def _say_what_next(session: Session) -> None:
    if session.json:
        return
    words = session.words
    ref, resource = _something_real(session)
    store = session.place.label
    address = f'"{store}"' if " " in store else store
    base = "platform-booking " + ("--demo" if session.store == session.demo_store else f"--store {address}")
    if session.now_said:
        base += f" --now {session.now_said}"
    session.say(words.text("start-demo", store=store))
    examples = [("demo-list", f"{base} list"), ("demo-inbox", f"{base} --as resp.usp inbox")]
    if ref:
        examples += [
            ("demo-show", f"{base} show {ref}"),
            ("demo-approve", f"{base} --as resp.usp approve {ref}"),
        ]
    if resource:
        until = _days_from_now(session, 14)
        since = _days_from_now(session, 1)
        examples.append(
            (
                "demo-free",
                f"{base} --as formateur01 find --resource {resource} --duration 3h --from {since} --to {until}",
            )
        )
    for name, command in examples:
        session.say(f"  # {words.text(name)}\n  {command}")


def _something_real(session: Session) -> tuple[str, str]:
    """A ref that waits for the manager of the examples, and a resource."""
    from platform_booking.bootstrap import Settings, open_platform  # noqa: PLC0415
    from platform_booking.domain.errors import BookingError  # noqa: PLC0415
    from platform_booking.services.directory import BookingFilter  # noqa: PLC0415

    app = open_platform(Settings(session.store, "resp.usp", session.now))
    try:
        waiting = app.approvals.inbox()
        if waiting:
            return waiting[0].booking.ref, waiting[0].lines[0].line.resource
        known = app.bookings.list(BookingFilter())
        return (known[0].ref, known[0].lines[0].resource) if known else ("", "")
    except BookingError:  # somebody's own store: the examples do without
        return "", ""
    finally:
        app.close()


def _days_from_now(session: Session, days: int) -> str:
    from datetime import timedelta  # noqa: PLC0415

    return (session.clock().astimezone(HOME_ZONE).date() + timedelta(days=days)).isoformat()


def _migrate(ctx: typer.Context) -> None:
    from platform_booking.services import custody  # noqa: PLC0415

    session = session_of(ctx)
    result = custody.migrate_store(session.place, clock=session.clock)
    name = "done-migrate" if result.changed else "done-migrate-current"
    session.say(session.words.text(name, store=result.store))
    if result.backup:
        session.say(session.words.text("done-backup-kept", file=str(result.backup)))
    if result.renewed_rights:
        session.say(session.words.text("done-rights-renewed"))
    session.document(
        {
            "store": result.store,
            "before": result.before,
            "after": result.after,
            "changed": result.changed,
            "backup": str(result.backup) if result.backup else None,
            "renewed_rights": result.renewed_rights,
        }
    )


# --- examining --------------------------------------------------------------------------------------


def _check(ctx: typer.Context, *, anchor: AnchorOption = None) -> None:
    from platform_booking.services import custody  # noqa: PLC0415
    from platform_booking.services.anchors import remembered  # noqa: PLC0415
    from platform_booking.services.trail import require_reader  # noqa: PLC0415

    session = session_of(ctx)
    noted = read_anchor(anchor)
    with desk_of(session, holder=True) as desk:
        require_reader(desk)
        with session.progress() as tell:
            report = custody.check(desk, anchor=noted or remembered(session.place), progress=tell)
        tell_report(session, report)
