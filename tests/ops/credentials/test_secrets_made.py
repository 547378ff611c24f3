"""One command makes what an operator would have to invent, and no second run makes it anew."""

import json
from pathlib import Path

import pytest

from ops.commands.credentials import credentials
from ops.credentials.secrets import NAMES, kept


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def lines(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def test_all_that_nobody_gave_is_made_for_its_owners_eyes_and_told_by_name_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    credentials(tmp_path / "credentials", as_json=True)
    file, said = tmp_path / "secrets.env", capsys.readouterr()
    made = lines(file)
    assert set(made) == set(NAMES) and len(set(made.values())) == len(NAMES) and min(map(len, made.values())) >= 43
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(said.out)["secrets"] == {"file": str(file), "names": sorted(NAMES)}
    assert not [secret for secret in made.values() if secret in said.out + said.err]


def test_a_second_run_keeps_them_and_the_passwords_that_follow(tmp_path: Path) -> None:
    folder, file = tmp_path / "credentials", tmp_path / "secrets.env"
    credentials(folder)
    before, known = lines(file), (folder / "bookings.env").read_text()
    with file.open("a") as more:
        more.write("BOXOFFICE_STRIPE_KEY=of-the-provider\n")
    credentials(folder)
    assert lines(file) == before | {"BOXOFFICE_STRIPE_KEY": "of-the-provider"}
    assert (folder / "bookings.env").read_text() == known


def test_what_is_given_is_not_made(tmp_path: Path) -> None:
    file, given = tmp_path / "secrets.env", {"BOXOFFICE_ROLE_SECRET": "x", "BOXOFFICE_TICKET_SECRET_FILE": "/vault/it"}
    assert (
        set(kept(file, given)) == set(lines(file)) == set(NAMES) - {"BOXOFFICE_ROLE_SECRET", "BOXOFFICE_TICKET_SECRET"}
    )


def test_a_file_that_others_could_read_is_closed_and_one_half_written_takes_nothings_place(tmp_path: Path) -> None:
    file = tmp_path / "secrets.env"
    file.write_text("BOXOFFICE_KEYRING_MASTER=kept\nBOXOFFICE_BLIND_SECRET=\n")
    file.chmod(0o644)
    (tmp_path / "secrets.env.part").write_text("BOXOFFICE_KEYRING_")
    found = kept(file, {})
    assert file.stat().st_mode & 0o777 == 0o600 and not (tmp_path / "secrets.env.part").exists()
    assert (
        found["BOXOFFICE_KEYRING_MASTER"] == "kept"
        and lines(file) == found
        and len(found["BOXOFFICE_BLIND_SECRET"]) > 40
    )
