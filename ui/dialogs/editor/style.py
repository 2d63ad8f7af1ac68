"""The editor's own looks, over those of the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context


def editor_style(context: Context) -> str:
    """Surfaces and edges of the theme."""
    color = context.theme.color
    edge = color("border").name()
    return (
        f"#editorHeader {{ background: {color('surface').name()}; border: 0; border-bottom: 1px solid {edge}; }}"
        f"#lineScale {{ border: 0; border-bottom: 1px solid {edge}; }}"
        f"#lineRow {{ background: {color('surface').name()}; border: 0; border-bottom: 1px solid {edge}; }}"
        f'#lineRow[bad="true"] {{ background: {color("dangerSoft").name()}; }}'
        f"#outcome {{ background: {color('bg').name()}; }}"
        f"#matrix {{ background: {color('bg').name()}; }}"
        f"#footer {{ background: {color('surface').name()}; }}"
        f"#addResource {{ border: 1px dashed {color('borderInput').name()}; }}"
        f"#addResource:focus {{ border: 2px solid {color('focus').name()}; }}"
    )
