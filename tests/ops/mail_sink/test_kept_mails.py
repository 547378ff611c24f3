"""Mails that are kept in a file."""

from pathlib import Path

from ops.mail_sink.box import KEPT, Box


def test_what_was_taken_is_there_after_a_kill_and_counted_on(tmp_path: Path) -> None:
    file, killed = tmp_path / "mails.jsonl", Box(tmp_path / "mails.jsonl")
    for n in range(KEPT + 3):
        killed.put(["ann@example.org"], f"Message-ID: <{n}>\r\n\r\nGr\xfc\xdfe {n}".encode("latin-1"))
    with file.open("ab") as torn:
        torn.write(b'{"n":')
    again = Box(file)
    assert again.mails == killed.mails and again.put(["ben@example.org"], b"").n == KEPT + 4
    assert Box(file).mails == again.mails and file.read_bytes().count(b"\n") == KEPT
