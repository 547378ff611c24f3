"""A body is taken as its form says it, and nothing for what is only like it: no 0 for false or for a time."""

from typing import Any

import msgspec
from litestar import Request
from litestar.exceptions import ClientException, ValidationException

from edge.door.cards import refuse
from edge.door.plain import BINARY, plain
from edge.limits.rules import WEBHOOKS


class Exact(Request[Any, Any, Any]):
    async def body(self) -> bytes:
        """Raises Problem if it is no plain text, or a card's number is in it; what providers send is judged by its
        signature alone.
        """
        body, opt = await super().body(), self.route_handler.opt
        if opt.get("limit") != WEBHOOKS["limit"]:
            refuse(body.decode(errors="replace") if opt.get("body") == BINARY["body"] else plain(body))
        return body

    async def json(self) -> Any:
        """In the form that the route names."""
        data = self.route_handler.parsed_fn_signature.parameters.get("data")
        try:
            return msgspec.json.decode(await self.body(), type=data.annotation if data else Any)
        except msgspec.ValidationError as error:
            raise ValidationException(str(error)) from error
        except msgspec.DecodeError as error:
            raise ClientException(str(error)) from error
