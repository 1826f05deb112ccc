"""A console: one word a verb, help on request, no tracebacks full of people's data."""

import typer


def console(about: str) -> typer.Typer:
    """An empty console. Tracebacks stay short, without variables that may be about somebody."""
    app = typer.Typer(
        help=about,
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,
        pretty_exceptions_short=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(lambda: None)
    return app
