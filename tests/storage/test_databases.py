"""Databases that tests borrow: whoever comes next finds nothing of whoever was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

if TYPE_CHECKING:
    from tests.databases import Content, Databases

PARTNERS = "SELECT count(*), nextval(pg_get_serial_sequence('partner', 'id')) FROM partner"


def partners_after(url: str, statement: str = "") -> tuple[int, int]:
    """How many partners there are then, and the number that the next one gets."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if statement:
            connection.execute(text(statement))
        number, following = connection.execute(text(PARTNERS)).one()
    engine.dispose()
    return number, following


def test_a_borrowed_database_holds_what_was_asked_for_whoever_had_it_before(
    postgresql_databases: Databases, contents: dict[str, Content]
) -> None:
    borrowed = postgresql_databases.borrowed
    with borrowed(contents["catalogued"]) as url:
        used = url
        assert partners_after(url) == (2, 3)
    with borrowed(contents["migrated"]) as url:
        assert url == used
        assert partners_after(url) == (0, 1)
        partners_after(url, "INSERT INTO partner (code, name, category, active) VALUES ('X', 'X', '', true)")
    with borrowed(contents["catalogued"]) as url:
        assert url == used
        assert partners_after(url, "CREATE TABLE more ()") == (2, 3)
    with borrowed(contents["catalogued"]) as url:
        assert url != used, "its schema is no longer what it was"
        assert partners_after(url) == (2, 3)
