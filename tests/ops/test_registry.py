from importlib import import_module

import pytest
from faststream import FastStream

from ops import registry


@pytest.mark.parametrize("name", registry.NAMES)
def test_each_service_runs_alone_as_faststream_runs_it(name: str) -> None:
    app = import_module(f"handlers.{name}").app
    assert isinstance(app, FastStream)


def test_a_name_that_no_service_has_is_told_those_that_there_are() -> None:
    with pytest.raises(KeyError, match="one of bookings"):
        registry.service("nobody")
