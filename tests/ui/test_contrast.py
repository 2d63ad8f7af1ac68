"""Every pair of colours that is read or looked for, computed by WCAG 2.1 from the colours themselves, in all four looks."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from ui.theme import Theme, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

TEXT, EDGE = 4.5, 3.0
SEEN = (
    ("focus", "surface"),
    ("focus", "bg"),
    ("borderInput", "surface"),
    ("accent", "surface"),
    ("danger", "surface"),
)
"""Edges and rings that say what is a control, what has the focus, and what is wrong."""


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "strong"), list(product(("light", "dark"), (False, True))))
def test_whatever_is_read_can_be_read(name: str, strong: bool) -> None:
    theme = Theme(name, contrast=strong)
    known = tokens()["color"][name]
    pairs = [
        (pair["fg"], pair["bg"], pair["min"])
        for pair in tokens()["contrast"]["pairs"]
        if pair["fg"] in known and pair["bg"] in known
    ]
    assert len(pairs) > 20, "the design names what is laid on what"
    pairs += [(fg, bg, EDGE) for fg, bg in SEEN]
    poor = [
        (fg, bg, round(found, 2))
        for fg, bg, least in pairs
        if (found := contrast(theme.color(fg), theme.color(bg))) < least
    ]
    assert poor == []
    for code in tokens()["platform"]:
        colors = theme.platform(code)
        assert contrast(theme.color("text"), colors.fill) >= TEXT, code
        assert contrast(colors.strong, theme.color("surface")) >= EDGE, code
