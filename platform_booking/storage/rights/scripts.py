"""SQL as statements in order: carried out on a connection, or printed for whoever keeps the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_PRINTED: Final = "\\set ON_ERROR_STOP on"
"""psql goes on after errors unless it is told not to."""


@dataclass(frozen=True, slots=True)
class Script:
    """Statements of one transaction, and what is done when it is committed, each in a transaction of its own."""

    statements: tuple[str, ...]
    afterwards: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As psql reads it."""
        whole = ("BEGIN", *self.statements, "COMMIT", *self.afterwards)
        return "\n".join((_PRINTED, *(f"{statement.strip()};" for statement in whole))) + "\n"

    def run(self, engine: Engine) -> None:
        """Carry it out. Raises the driver's errors; what was to be done afterwards is done only after a commit."""
        with engine.begin() as connection:
            execute(connection, self.statements)
        for statement in self.afterwards:
            with engine.begin() as connection:
                execute(connection, (statement,))


def execute(connection: Connection, statements: tuple[str, ...]) -> None:
    """Statements as they stand: nothing in them is a placeholder."""
    for statement in statements:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def kept_planned(definition: str) -> str:
    """The definition of a function in SQL that answers with one value, as one whose plan each session keeps.

    The server would plan the query anew in every statement that asks it: most of what judging a transaction costs.
    Columns go before parameters of the same name, as they do in SQL.
    """
    head, _, body = definition.partition("AS $$")
    if "LANGUAGE sql" not in head or "SETOF" in head or "TABLE" in head or "void" in head:
        return definition
    query, _, rest = body.rpartition("$$")
    planned = f"\n#variable_conflict use_column\nBEGIN\n  RETURN ({query});\nEND "
    return f"{head.replace('LANGUAGE sql', 'LANGUAGE plpgsql')}AS $${planned}$${rest}"


def name(word: str) -> str:
    """A name of something of the server, quoted."""
    return '"' + word.replace('"', '""') + '"'


def literal(word: str) -> str:
    """A text, quoted: also where the server reads backslashes."""
    quoted = word.replace("'", "''")
    return f"E'{quoted.replace(chr(92), chr(92) * 2)}'" if "\\" in word else f"'{quoted}'"
