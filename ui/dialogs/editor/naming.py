"""Names that tell twins apart: the same device stands at several sites. Knows no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.context import Context


def full_name(context: Context, code: str) -> str:
    """The name of a resource, with its site where another has the same name."""
    name = context.resource_name(code)
    resource = context.catalogue.resources.get(code)
    if resource is None or not resource.site:
        return name
    twins = sum(other.name == resource.name for other in context.catalogue.resources.values() if other.active)
    return context.say("editor-name-site", name=name, site=resource.site) if twins > 1 else name


def name_beside(context: Context, code: str, than: str) -> str:
    """What tells a resource from another: its name, or its site where the names are the same."""
    resource = context.catalogue.resources.get(code)
    same = context.resource_name(code) == context.resource_name(than)
    return resource.site if resource and same and resource.site else context.resource_name(code)
