"""`bot model`: the language model that reads pages a second time."""

from __future__ import annotations

import typer

from bot.cli.options import FEEDS_FILE, DataFolder, FeedsFile, opened, out
from bot.errors import ConfigError
from bot.jobs.try_model import try_model
from bot.steps.second_reader.trial import TRUSTED, verdict

app = typer.Typer(
    no_args_is_help=True, help="The language model that reads pages a second time, if there is one."
)


@app.callback()
def model() -> None:
    """The language model that reads pages a second time, if there is one.

    Example: `bot model test`
    """


@app.command("test")
def try_it(feeds: FeedsFile = FEEDS_FILE, data: DataFolder = None) -> None:
    """Ask ten built-in questions with known answers, and say whether this model is good enough.

    Exits with 1 where it is not good enough to be trusted.

    Example: `bot model test`
    """
    good = decisions = 0
    with opened(feeds, data) as context:
        if context.model is None:
            raise ConfigError("names no model to be tested", file=feeds, key="model")
        for one in try_model(context, context.model):
            good, decisions = good + one.good, decisions + one.all
            said = one.problem or f"{one.seconds:.1f} s"
            line = f"{one.good} of {one.all}  {one.title} ({said})"
            out.print(line, soft_wrap=True, markup=False, highlight=False)
        name = context.model.use.name
    share = good / decisions
    out.print(
        f"{name}: {good} of {decisions} decisions right ({share:.0%}): {verdict(share)}.",
        soft_wrap=True,
        markup=False,
        highlight=False,
    )
    if share < TRUSTED:
        raise typer.Exit(1)
