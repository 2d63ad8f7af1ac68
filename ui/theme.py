"""Colours, type and metrics: from the design's tokens to Qt. Light, dark, or as the system has it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

LIGHT: Final = "light"
DARK: Final = "dark"
SYSTEM: Final = "system"
CHOICES: Final = (SYSTEM, LIGHT, DARK)
FAMILY: Final = "Inter"
_FACES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIZE: Final = re.compile(
    r"((?:min|max)-(?:height|width)|(?<!-)height|(?<!-)width|icon-size|border-radius): (\d+)px"
)
_LARGE: Final = 1.25
"""From this scale on text is large."""
_BESIDE: Final = 48
"""Pixels beside a word on the rail for the counter after it and the air around, at every scale of text."""
_PICTURE: Final = 20
"""For the picture before the word; it grows with the text."""
_HAIR: Final = 5
"""Lengths up to this are lines, at every scale of text."""
_STRONGER: Final = {
    "text2": "text",
    "text3": "text",
    "border": "borderInput",
    "borderStrong": "text",
    "borderInput": "text",
    "blockBorder": "text",
    "blockText": "text",
}
"""What stands in for paler colours where high contrast is asked for."""
_TONES: Final = {
    "success": ("success", "successSoft"),
    "warning": ("warning", "warningSoft"),
    "info": ("info", "infoSoft"),
    "danger": ("danger", "dangerSoft"),
    "over": ("borderInput", "sunken"),
}
"""Hues that are no platform's: an edge and a fill."""
_ROLES: Final = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Link: "accentText",
    QPalette.ColorRole.LinkVisited: "accentText",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "borderStrong",
    QPalette.ColorRole.Shadow: "border",
    QPalette.ColorRole.Accent: "accent",
}
_TOKEN: Final = re.compile(r"@([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class PlatformColors:
    """What a platform is drawn with, and its icon."""

    strong: QColor
    fill: QColor
    hover: QColor
    hatch: QColor
    buffer: QColor
    icon: str


@cache
def tokens() -> dict[str, Any]:
    """The design's values."""
    found: dict[str, Any] = json.loads(
        files("resources").joinpath("design", "tokens.json").read_text("utf-8")
    )
    return found


def load_typeface() -> None:
    """Make the typeface known to Qt. Call once there is an application."""
    if FAMILY in QFontDatabase.families():
        return
    for face in _FACES:
        QFontDatabase.addApplicationFontFromData(files("resources").joinpath("fonts", face).read_bytes())


def is_dark_system() -> bool:
    """Whether the desktop asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def theme_of(choice: str, scale: float = 1.0) -> Theme:
    """The theme of a choice: light, dark, or what the system has."""
    name = choice if choice in (LIGHT, DARK) else (DARK if is_dark_system() else LIGHT)
    return Theme(name, scale, contrast=asks_for_contrast())


def asks_for_contrast() -> bool:
    """Whether the desktop asks for high contrast."""
    hints = QGuiApplication.styleHints()  # PySide lets go of what belongs to it as soon as nobody holds it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def blended(color: QColor, ground: QColor, part: float) -> QColor:
    """So much of a colour on a ground."""

    def mix(one: int, other: int) -> int:
        return round(one * part + other * (1 - part))

    return QColor(
        mix(color.red(), ground.red()), mix(color.green(), ground.green()), mix(color.blue(), ground.blue())
    )


class Theme:
    """One set of colours, with the type at one scale of text (1.0 is 100 %).

    With ``contrast`` nothing is said by a tint or a pale line: bars are outlines of twice the width, all text is ink.
    """

    def __init__(self, name: str, scale: float = 1.0, *, contrast: bool = False) -> None:
        self.name = name
        self.scale = scale
        self.contrast = contrast
        self._colors = {token: QColor(value) for token, value in tokens()["color"][name].items()}
        if contrast:
            self._colors |= {pale: self._colors[strong] for pale, strong in _STRONGER.items()}
        self._platforms: dict[str, PlatformColors] = {}
        self._fonts: dict[str, QFont] = {}

    @property
    def has_large_text(self) -> bool:
        """Whether words beside pictures do better than words under them."""
        return self.scale >= _LARGE

    @property
    def rail(self) -> int:
        """The width of the rail: wider for words beside their pictures."""
        return self.layout("rail") + (_BESIDE + self.px(_PICTURE) if self.has_large_text else 0)

    @property
    def edge(self) -> int:
        """How wide the outline of a bar is, in logical pixels."""
        return 2 if self.contrast else 1

    @property
    def is_dark(self) -> bool:
        """Whether text is light on dark."""
        return self.name == DARK

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a token the design does not have."""
        return self._colors[token]

    def platform(self, code: str) -> PlatformColors:
        """The colours of a platform; one that the design does not name gets those of another, always the same."""
        found = self._platforms.get(code)
        if found is None:
            found = self._platforms[code] = self._platform(code)
        return found

    def hues(self, name: str) -> PlatformColors:
        """The colours of a hue: a platform's code, ``#`` and a number, or a tone (``success``, ``over`` …)."""
        if name.startswith("#"):
            codes = list(tokens()["platform"])
            return self.platform(codes[int(name[1:]) % len(codes)])
        if name not in _TONES:
            return self.platform(name)
        found = self._platforms.get(name)
        if found is None:
            strong, soft = (self._colors[token] for token in _TONES[name])
            soft = self._colors["surface"] if self.contrast else soft
            hatch = blended(strong, soft, 0.3)
            found = PlatformColors(strong, soft, blended(strong, soft, 0.12), hatch, soft, "circle")
            self._platforms[name] = found
        return found

    def _platform(self, code: str) -> PlatformColors:
        known: dict[str, Any] = tokens()["platform"]
        names = list(known)
        fallback = names[sum(code.encode()) % len(names)] if code else "UTL"
        entry = known.get(code, known[fallback])
        colors = {part: QColor(value) for part, value in entry[self.name].items()}
        if self.contrast:
            surface = self._colors["surface"]
            colors |= {"fill": surface, "buffer": surface, "hatch": colors["strong"]}
        return PlatformColors(**colors, icon=entry["icon"] if code else "user")

    def font(self, style: str) -> QFont:
        """The font of a text style of the design (body, label …), figures of equal width."""
        found = self._fonts.get(style)
        if found is None:
            found = self._fonts[style] = self._font(style)
        return QFont(found)

    def _font(self, style: str) -> QFont:
        kind = tokens()["type"][style]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(kind["size"]))
        font.setWeight(QFont.Weight(kind["weight"]))
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def px(self, size: float) -> int:
        """A length of text at this scale, in logical pixels."""
        return round(size * self.scale)

    def metric(self, name: str) -> float:
        """A number of the timeline's metrics."""
        return float(tokens()["timeline"][name])

    def layout(self, name: str) -> int:
        """A measure of the window's frame at this scale of text, in logical pixels."""
        return self.px(tokens()["layout"][name])

    def minimum_window(self) -> QSize:
        """The smallest window the design supports."""
        width, height = tokens()["layout"]["minWindow"]
        return QSize(width, height)

    @cached_property
    def palette(self) -> QPalette:
        """The tokens as Qt's palette: what no style sheet covers still fits."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self._colors[token])
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["text3"])
        return palette

    @cached_property
    def style_sheet(self) -> str:
        """The application's style sheet with the tokens put in."""
        text = files("resources").joinpath("design", "style.qss").read_text("utf-8")
        sheet = _TOKEN.sub(self._value, text)
        return sheet if self.scale == 1 else _RULE.sub(self._scaled_rule, sheet)

    def _scaled_rule(self, rule: re.Match[str]) -> str:
        """A rule with the sizes of controls grown as their text; edges and hair lines stay."""
        selector, body = rule.groups()
        if "QSlider" in selector:  # as a drawing, not as a holder of text
            return rule[0]
        edges = 4 if ":focus" in selector else 2

        def scaled(size: re.Match[str]) -> str:
            name, length = size[1], int(size[2])
            if name == "icon-size":
                return f"{name}: {self.px(length)}px"
            if name.endswith("radius"):
                return f"{name}: {int(length * self.scale)}px"
            return f"{name}: {self.px(length + edges) - edges if length > _HAIR else length}px"

        return f"{selector}{{{_SIZE.sub(scaled, body)}}}"

    def _value(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name in self._colors:
            color = self._colors[name]
            return color.name() if color.alpha() == 255 else color.name(QColor.NameFormat.HexArgb)  # noqa: PLR2004
        return f"{self.px(tokens()['type'][name]['size'])}px"
