"""``authority`` and the database asked the same questions: by role, action, state and whose it is."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.exc import DBAPIError

from platform_booking.domain import authority
from platform_booking.domain.authority import Actor
from platform_booking.domain.booking import TRANSITIONS, Action, Booking, State
from platform_booking.domain.catalogue import ApprovalStep
from platform_booking.domain.sharing import FeedKind, Scope, Share, may_share
from platform_booking.storage.rights.scripts import literal
from tests.storage.rights.world import PEOPLE, World

if TYPE_CHECKING:
    from platform_booking.domain.catalogue import Catalogue, Partner, Person, Resource


def actor(catalogue: Catalogue, login: str) -> Actor:
    return Actor(login, catalogue.persons[login])


def asked(world: World, login: str, questions: list[str]) -> list[Any]:
    """What the database answers to whoever logs in."""
    with world.kept.engine(login).connect() as connection:
        return list(connection.exec_driver_sql("SELECT " + ", ".join(questions)).one())


@pytest.mark.parametrize("login", PEOPLE)
def test_the_same_persons_may(world: World, login: str) -> None:
    catalogue = world.catalogue
    me = actor(catalogue, login)
    expected: dict[str, bool] = {}
    for resource, step in product(catalogue.resources.values(), ApprovalStep):
        expected[f"rights.may_decide(rights.me(), {resource.id}, '{step}')"] = authority.may_decide(
            me, catalogue, resource, step
        )
    for platform in catalogue.platforms.values():
        expected[f"rights.manages({platform.id})"] = authority.manages(me, platform)
    for other in catalogue.persons.values():
        partner = catalogue.partners[other.partner].id if other.partner else "NULL"
        expected[f"rights.may_change({other.id}, {partner})"] = authority.may_change(
            me, _Of(other.login, other.partner)
        )
    subjects: tuple[tuple[str, str, Resource | Person | Partner], ...] = (
        *(("resource", item.code, item) for item in catalogue.resources.values()),
        *(("person", item.login, item) for item in catalogue.persons.values()),
        *(("partner", item.code, item) for item in catalogue.partners.values()),
    )
    for kind, code, item in subjects:
        expected[f"rights.may_import('{kind}', {literal(code)})"] = authority.may_import(me, catalogue, item)
        for scope in Scope:
            expected[f"rights.may_share('{kind}', {literal(code)}, '{scope}')"] = may_share(
                me, catalogue, Share(FeedKind(kind), code, scope)
            )
    expected["rights.answers()"] = authority.may_read_trail(me, catalogue)
    expected["rights.is_admin()"] = authority.may_edit_catalogue(me)
    assert dict(zip(expected, asked(world, login, list(expected)), strict=True)) == expected


class _Of:
    def __init__(self, organiser: str, partner: str) -> None:
        self.organiser, self.partner = organiser, partner


def may(action: Action, me: Actor, catalogue: Catalogue, booking: Booking) -> bool:
    """What ``authority`` says of it, for a booking of one line that is on now."""
    resource = catalogue.resources[booking.lines[0].resource]
    granted = booking.allocations[0].granted
    steps = (*resource.approval, ApprovalStep.MANAGER)
    decides = any(authority.may_decide(me, catalogue, resource, step) for step in steps)
    if action is Action.APPROVE:
        return bool(resource.approval) and authority.may_decide(me, catalogue, resource, steps[granted])
    if action is Action.DECLINE:
        return authority.may_decide(me, catalogue, resource, steps[granted])
    if action in (Action.CANCEL, Action.CHECK_IN, Action.RELEASE, Action.COMPLETE):
        return authority.may_cancel_line(me, catalogue, booking, resource)
    if action is Action.ASK_AGAIN:  # also: a word that was given is taken back by whoever could give it
        return decides or (
            booking.allocations[0].state is State.APPROVED and authority.may_change(me, booking)
        )
    return False  # nothing is overdue, nothing was offered


def attempt(action: Action, becomes: State) -> str:
    """The change of an allocation in SQL, with what else the move writes."""
    holds = becomes in (State.APPROVED, State.IN_USE, State.COMPLETED, State.REQUESTED)
    sets = [f"state = '{becomes}'", f"holds = {holds}", "changed_at = date_trunc('second', now())"]
    if action is Action.APPROVE:
        sets.append("granted = granted + 1")
    if action is Action.ASK_AGAIN:
        sets.append("granted = 0")
    if action is Action.CHECK_IN:
        sets.append("actual_from = date_trunc('second', now())")
    if action is Action.COMPLETE:
        sets += [
            "actual_from = coalesce(actual_from, use_from)",
            "actual_until = date_trunc('second', now())",
        ]
    return f"UPDATE allocation SET {', '.join(sets)} WHERE booking_id = %s"


HEADER = (
    "UPDATE booking SET version = version + 1, sequence = sequence + 1, changed_at = date_trunc('second', now())"
    " WHERE id = %s"
)


def works(connection: Any, statement: str, key: int) -> bool:
    """Whether it changes something and would be committed; it is taken back in any case."""
    with connection.begin_nested() as point:
        try:
            touched = connection.exec_driver_sql(statement, (key,)).rowcount
            connection.exec_driver_sql(HEADER, (key,))
            connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") != "42501":
                raise
            touched = 0
        point.rollback()
    return bool(touched)


@pytest.mark.parametrize(
    ("resource", "granted", "organiser"), [("BIO", 0, "tina"), ("SUITE", 2, "otto"), ("PSM", 0, "tina")]
)
def test_every_move_by_everybody_from_every_state(
    world: World, resource: str, granted: int, organiser: str
) -> None:
    catalogue = world.catalogue
    ref = world.book(organiser, resource, hours=0.1)
    with world.store.writing() as connection:  # it has begun
        connection.exec_driver_sql(
            "UPDATE allocation SET use_from = use_from - interval '10 minutes', occupied_from = occupied_from - interval '10 minutes'"
        )
        connection.exec_driver_sql("UPDATE occurrence SET starts = starts - interval '10 minutes'")
    key = world.key(ref)
    differing = []
    for state in State:
        world.put(ref, state, granted=granted)
        booking = world.store.read(lambda unit_of_work: unit_of_work.bookings.get(ref))
        for login in PEOPLE:
            me = actor(catalogue, login)
            with world.kept.engine(login).connect() as connection:
                for action in Action:
                    becomes = next(
                        (to for (_, by), to in TRANSITIONS.items() if by is action), State.APPROVED
                    )
                    expected = (state, action) in TRANSITIONS and may(action, me, catalogue, booking)
                    statement = attempt(action, becomes)
                    if (state, action) not in TRANSITIONS and _is_way_back(state, becomes):
                        continue  # taking back has rules of its own
                    if works(connection, statement, key) is not expected:
                        differing.append((state.value, login, action.value, expected))
                connection.rollback()
    world.put(ref, State.CANCELLED)
    assert differing == []


def _is_way_back(state: State, becomes: State) -> bool:
    return any(was is becomes and to is state for (was, _), to in TRANSITIONS.items()) or state is becomes
