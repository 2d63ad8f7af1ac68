"""Tables and lines as the HTML that Qt's text documents understand. Everything from people is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from platform_booking.wording.report_tables import Kind, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from platform_booking.wording import Words
    from platform_booking.wording.report_tables import Table


def heading(text: str, level: int = 2) -> str:
    """A heading."""
    return f"<h{level}>{escape(text)}</h{level}>"


def line(text: str, style: str = "") -> str:
    """A paragraph."""
    kind = f' class="{style}"' if style else ""
    return f"<p{kind}>{escape(text)}</p>"


def cell(text: str, *, head: bool = False, right: bool = False, more: str = "") -> str:
    """One cell; ``more`` are attributes of ours."""
    tag = "th" if head else "td"
    align = ' align="right"' if right else ""
    return f"<{tag}{align}{' ' if more else ''}{more}>{escape(text)}</{tag}>"


def grid(rows: Iterable[str], kind: str = "") -> str:
    """Rows of cells; ``ruled``: with lines, ``signed``: with lines and room to write."""
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    edge = f'class="{kind}" border="1" style="border-collapse: collapse;"' if kind else 'border="0"'
    return f'<table width="100%" cellspacing="0" cellpadding="0" {edge}>{body}</table>'


def table_of(table: Table, words: Words) -> str:
    """A report's table under its headings, its sum in bold."""
    numbers = [column.kind is not Kind.TEXT for column in table.columns]
    rows = [
        "".join(
            cell(column.heading, head=True, right=right)
            for column, right in zip(table.columns, numbers, strict=True)
        )
    ]
    for values in table.rows:
        texts = (said(words, column.kind, value) for column, value in zip(table.columns, values, strict=True))
        rows.append("".join(cell(text, right=right) for text, right in zip(texts, numbers, strict=True)))
    if table.total is not None:
        texts = (
            said(words, column.kind, value) for column, value in zip(table.columns, table.total, strict=True)
        )
        rows.append(
            "".join(
                f"<td{' align=right' if right else ''}><b>{escape(text)}</b></td>"
                for text, right in zip(texts, numbers, strict=True)
            )
        )
    return grid(rows, "ruled")
