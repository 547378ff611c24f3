"""The `boxoffice` command. Each subcommand has a file of its own; this one only lists them."""

import typer

from ops.stack.command import stack

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Runs and looks after a Boxoffice.")
app.command()(stack)


@app.callback()
def boxoffice() -> None:
    """Runs and looks after a Boxoffice."""


def main() -> None:
    app()


if __name__ == "__main__":
    main()
