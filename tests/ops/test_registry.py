from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from faststream import FastStream

from choreography.secrets import WeakSecret
from ops import registry
from tests.lines import lines_as_before


@pytest.fixture(autouse=True)
def lines() -> Iterator[None]:
    with lines_as_before():
        yield


def app(name: str) -> Any:
    """As `faststream run` finds it."""
    return import_module(f"handlers.{name}").app


@pytest.mark.parametrize("name", registry.NAMES)
def test_each_service_runs_alone_as_faststream_runs_it(name: str) -> None:
    assert isinstance(app(name), FastStream)


def test_in_production_none_is_run_with_a_secret_that_everybody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    with pytest.raises(WeakSecret):
        app("inventory")


def test_a_name_that_no_service_has_is_told_those_that_there_are() -> None:
    with pytest.raises(KeyError, match="one of bookings"):
        registry.service("nobody")
