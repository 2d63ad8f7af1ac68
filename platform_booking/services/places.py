"""Where a person's own store is when nobody names one."""

from __future__ import annotations

from pathlib import Path


def default_folder() -> Path:
    """Where a person's own data is."""
    import platformdirs  # noqa: PLC0415 - only when no store is named

    return Path(platformdirs.user_data_dir("platform-booking", appauthor=False))


def default_store(name: str = "platform-booking") -> str:
    """The file of that name among the person's own data."""
    return str(default_folder() / f"{name}.sqlite")
