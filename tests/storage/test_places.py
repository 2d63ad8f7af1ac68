"""Where a store lives, as the user says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from platform_booking.domain.errors import InvalidInput
from platform_booking.storage.places import file_place, on_network_share, place_of

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/export /mnt/share nfs4 rw 0 0
//server/p /mnt/my\\040disk cifs rw 0 0
/dev/vdb /mnt/share/local ext4 rw 0 0
user@host: /home/ada/remote fuse.sshfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("store.sqlite", "store.sqlite"),
        ("  spaced name.sqlite ", "spaced name.sqlite"),
        ("/var/lib/booking/store.sqlite", "/var/lib/booking/store.sqlite"),
        ("sqlite:///store.sqlite", "store.sqlite"),
        ("sqlite:////var/lib/store.sqlite", "/var/lib/store.sqlite"),
        ("a?b#c%20&d=é.sqlite", "a?b#c%20&d=é.sqlite"),
        ("C:\\booking\\store.sqlite", "C:\\booking\\store.sqlite"),
    ],
)
def test_a_file_is_a_place(said: str, path: str) -> None:
    place = place_of(said)
    assert place.is_file
    assert place.path == Path(path)
    assert place.label == path
    assert place.url.database == path
    assert place == file_place(Path(path))


def test_a_home_is_found() -> None:
    assert place_of("~/store.sqlite").path == Path.home() / "store.sqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_a_place(scheme: str) -> None:
    place = place_of(f"{scheme}://ada@db.example.org:5433/booking?sslmode=verify-full")
    assert not place.is_file
    assert place.path is None
    assert place.url.drivername == "postgresql+psycopg"
    assert place.label == "postgresql://ada@db.example.org:5433/booking?sslmode=verify-full"


@pytest.mark.parametrize(
    "said",
    [
        "postgresql://ada:geheim@db.example.org/booking",
        "postgresql://ada@db.example.org/booking?password=geheim",
        "postgresql://ada@db.example.org/booking?sslmode=require&password=geheim",
    ],
)
def test_a_password_is_kept_and_never_shown(said: str) -> None:
    place = place_of(said)
    assert "geheim" not in place.label
    assert "geheim" in place.url.render_as_string(hide_password=False)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "   ",
        "a\0b",
        "mysql://localhost/booking",
        "https://example.org/store",
        "sqlite:///",
        ":memory:",
        "sqlite:///:memory:",
        "postgresql://db:port/booking",
        "~nobody-of-that-name/store.sqlite",
    ],
)
def test_anything_else_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        place_of(said)
    assert caught.value.reason == "store-address"
    assert caught.value.params["value"] == said


@pytest.mark.parametrize(
    "said",
    [
        "postgresql://ada:geheim@db:port/booking",
        "postgresql://ada:ge/he@im:geheim@db:port/booking",
        "postgresql://ada@db:port/booking?password=geheim&sslmode=require",
        "mysql://ada:geheim@db/booking",
    ],
)
def test_a_refusal_does_not_repeat_a_password(said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        place_of(said)
    assert "geheim" not in str(caught.value)
    assert "***" in caught.value.params["value"]


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/mnt/share/store.sqlite", True),
        ("/mnt/share/deep/down/store.sqlite", True),
        ("/mnt/share/local/store.sqlite", False),
        ("/mnt/shared/store.sqlite", False),
        ("/mnt/my disk/store.sqlite", True),
        ("/home/ada/remote/store.sqlite", True),
        ("/home/ada/store.sqlite", False),
    ],
)
def test_a_network_share_is_known_by_its_mount(path: str, shared: bool) -> None:
    assert on_network_share(Path(path), MOUNTS) is shared


def test_the_mounts_of_this_computer_are_read(tmp_path: Path) -> None:
    assert not on_network_share(tmp_path / "store.sqlite")


def test_a_loop_of_links_is_no_network_share(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert not on_network_share(tmp_path / "loop" / "store.sqlite", MOUNTS)
