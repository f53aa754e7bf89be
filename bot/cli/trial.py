"""`bot test-filter`: what a change to feeds.yaml would let in and keep out, before it is live."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import FEEDS_FILE, MOST_DAYS, DataFolder, FeedsFile, opened, out
from bot.dispatch import clock
from bot.render import console
from bot.render.counting import counted
from bot.steps.match import Matcher
from bot.storage import articles
from bot.storage.engine import reading
from bot.watchlist import load_watchlist


def try_filter(
    changed: Annotated[Path, typer.Argument(help="The changed feeds.yaml, not live yet.")],
    days: Annotated[
        int, typer.Option(min=1, max=MOST_DAYS, help="Try it on what was read in so many days.")
    ] = 30,
    feeds: FeedsFile = FEEDS_FILE,
    data: DataFolder = None,
) -> None:
    """What a change to feeds.yaml would add to and remove from the articles that were read lately.

    Example: `bot test-filter feeds.new.yaml --days 7`
    """
    matcher = Matcher(load_watchlist(changed).topics)
    tally: Counter[str] = Counter()
    with opened(feeds, data) as context, reading(context.engine) as conn:
        for stored, _, _ in articles.oldest_first(conn, since=clock.now() - timedelta(days=days)):
            article = stored.article
            before = {match.topic for match in stored.matches if match.matched}
            found = matcher.match(title=article.title, text=article.text)
            after = {match.topic: match.reason for match in found if match.matched}
            tally["articles"] += 1
            for topic in sorted(before ^ set(after)):
                sign = "+" if topic in after else "-"
                tally[sign] += 1
                reason = f": {after[topic]}" if topic in after else ""
                line = f"{sign} {topic}  {article.title} ({article.source}){reason}"
                out.print(console.plain(line), soft_wrap=True, markup=False, highlight=False)
    out.print(
        f"{counted(tally['articles'], 'article')} of {counted(days, 'day')}: "
        f"{tally['+']} would come in, {tally['-']} would drop out."
    )
