"""The `boxoffice` command. Each subcommand has a file of its own; this one only lists them."""

import typer

from ops.commands.audit import audit
from ops.commands.buy import buy
from ops.commands.check import check
from ops.commands.dead import dead
from ops.commands.demo import demo
from ops.commands.docs import docs
from ops.commands.grant import grant
from ops.commands.saga import saga
from ops.commands.simulate import simulate
from ops.commands.status import status
from ops.commands.topics import topics
from ops.stack.command import stack
from ops.up.command import up

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Runs and looks after a Boxoffice.")
app.command()(up)
app.command()(demo)
app.command()(buy)
app.command()(grant)
app.command()(check)
app.command()(status)
app.command()(docs)
app.command()(stack)
app.command()(simulate)
app.command()(saga)
app.add_typer(dead, name="dead")
app.add_typer(topics, name="topics")
app.add_typer(audit, name="audit")


@app.callback()
def boxoffice() -> None:
    """Runs and looks after a Boxoffice."""


def main() -> None:
    app()


if __name__ == "__main__":
    main()
