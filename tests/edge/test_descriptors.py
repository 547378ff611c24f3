import resource

import pytest

from edge.descriptors import ENOUGH, Room, raise_bound, room


def test_sockets_leave_room_for_requests_and_both_for_what_the_edge_asks() -> None:
    assert room(20_000) == Room(sockets=15_000, connections=19_000)


@pytest.mark.parametrize(
    ("most", "files"), [(4_096, 4_096), (resource.RLIM_INFINITY, ENOUGH)], ids=["set", "unbounded"]
)
def test_the_bound_is_raised_to_what_the_system_lets_and_the_room_is_of_that(
    most: int, files: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1_024, most))
    monkeypatch.setattr(resource, "setrlimit", lambda _, bounds: said.append(bounds))
    raise_bound()
    assert said == [(files, most)] and room() == room(files)
