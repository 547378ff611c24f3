"""What a browser does with links and forms: it keeps what stands behind `#` for the page, and posts forms."""

from html.parser import HTMLParser

import httpx2

ACCEPTS = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Forms(HTMLParser):
    """By the address to which each is posted, its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said["method"] == "post":
            self.found[said["action"]] = {}
        if tag == "input":
            self.found[list(self.found)[-1]][said["name"]] = said.get("value", "")


async def follows(client: httpx2.AsyncClient, link: str) -> httpx2.Response:
    """What is shown once the page has posted what the link has behind `#`."""
    address, _, key = link.partition("#")
    ((action, fields),) = Forms((await client.get(address, headers=ACCEPTS)).text).found.items()
    return await client.post(action, data=fields | {"key": key}, headers=ACCEPTS)


async def presses(client: httpx2.AsyncClient, page: httpx2.Response, action: str) -> httpx2.Response:
    """The button of the form that is posted there."""
    return await client.post(action, data=Forms(page.text).found[action], headers=ACCEPTS)
