"""Copies of the database, and of the keyring apart from it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from ops.backup import Together, backed_up, by_socket, keyring_copied
from ops.backup.copies import expired
from ops.backup.dump import DumpFailed, asks_for_tls, program, without_password
from ops.stack import Addresses

NOW, WEEK = datetime(2026, 6, 8, 12, tzinfo=UTC), timedelta(days=7)


def keyring_of(folder: Path, made: datetime) -> Path:
    file = folder / f"keyring-{made:%Y%m%dT%H%M%SZ}.dump"
    file.write_bytes(b"")
    return file


def test_a_keyrings_copy_expires_after_its_days_whenever_it_was_moved(tmp_path: Path) -> None:
    old = keyring_of(tmp_path, NOW - WEEK - timedelta(seconds=1))
    keyring_of(tmp_path, NOW - WEEK)
    assert expired(tmp_path, NOW, WEEK) == [old]


async def test_a_keyring_lies_apart_from_what_it_opens(tmp_path: Path) -> None:
    keyring_of(tmp_path, NOW)
    with pytest.raises(Together):
        await backed_up("postgresql://nowhere", tmp_path, NOW)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "boxoffice-20260608T120000Z.dump").write_bytes(b"")
    with pytest.raises(Together):
        await keyring_copied("postgresql://nowhere", tmp_path / "other", NOW, WEEK)


@pytest.mark.parametrize(
    ("dsn", "parts"),
    [
        ("postgresql://ann:p%40ss@db:5432/x", ("postgresql://ann@db:5432/x", "p@ss")),
        ("postgresql://ann@db/x", ("postgresql://ann@db/x", "")),
        ("postgresql://db/x", ("postgresql://db/x", "")),
    ],
)
def test_no_password_stands_in_a_list_of_processes(dsn: str, parts: tuple[str, str]) -> None:
    assert without_password(dsn) == parts


def test_by_its_socket_a_server_is_reached_without_tls_under_a_short_name(tmp_path: Path) -> None:
    deep, said = (
        tmp_path / ("deep" * 30),
        "postgresql://ann:p%40ss@127.0.0.1:5432/x?sslmode=verify-full&sslrootcert=/ca",
    )
    deep.mkdir()
    with by_socket(said, deep) as dsn:
        parts, named = urlsplit(dsn), parse_qs(urlsplit(dsn).query)
        assert (parts.netloc, parts.path, named["port"], set(named)) == (
            "ann:p%40ss@",
            "/x",
            ["5432"],
            {"host", "port"},
        )
        assert len(named["host"][0]) < 60 and Path(named["host"][0]).resolve() == deep and not asks_for_tls(dsn)
    with by_socket(said, None) as dsn:
        assert dsn == said and asks_for_tls(dsn)


def test_where_only_a_pg_dump_without_tls_is_there_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(DumpFailed, match="asks for TLS"):
        program("postgresql://db/x?sslmode=verify-full")
    assert program("postgresql://db/x").endswith("pginstall/bin/pg_dump")


@pytest.mark.real
async def test_the_ordinary_copy_has_all_but_the_keyring(provisioned: Addresses, tmp_path: Path) -> None:
    whole = await backed_up(provisioned.postgres, tmp_path / "all", NOW)
    keys = await keyring_copied(provisioned.postgres, tmp_path / "keys", NOW, WEEK)
    assert b"person_view" in whole.read_bytes() and b"data_key" not in whole.read_bytes()
    assert b"data_key" in keys.read_bytes() and b"person_view" not in keys.read_bytes()
    assert {file.stat().st_mode & 0o777 for file in (whole, keys)} == {0o600}


@pytest.mark.real
async def test_old_copies_of_the_keyring_go_though_no_new_one_comes(tmp_path: Path) -> None:
    old = keyring_of(tmp_path, NOW - 2 * WEEK)
    with pytest.raises(DumpFailed):
        await keyring_copied("postgresql://nobody@127.0.0.1:1/x", tmp_path, NOW, WEEK)
    assert not old.exists() and not list(tmp_path.iterdir())
