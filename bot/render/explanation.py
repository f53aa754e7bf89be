"""`bot explain` on the terminal: each decision about an article, with its reason and its numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.model.alerts import Delivery, Reading
from bot.model.figures import Change, Filing
from bot.model.second_reader import SecondReading
from bot.model.topics import Match, Topic
from bot.render import second_reading, wording

TEXT_FROM = {
    "page": "the article's page",
    "summary": "the feed's summary only, since the page could not be read",
    "title": "the headline only",
    "record": "a record",
}


def explanation(
    reading: Reading,
    *,
    changes: Sequence[Change],
    deliveries: Sequence[Delivery],
    topics: Iterable[Topic],
    second: Sequence[SecondReading] = (),
) -> RenderableType:
    """Everything that was decided about one article, in the order in which it was decided."""
    article = reading.article
    labels = {(topic.id, one.id): one.label for topic in topics for one in topic.series}
    where = f"{article.source} · {article.rank} · {article.language} · {article.published:%Y-%m-%d %H:%M UTC}"
    verdict = reading.verdict
    nearest = f" Nearest: {verdict.nearest} ({verdict.similarity:.2f})." if verdict.nearest else ""
    parts: list[RenderableType] = [
        Text(article.title, style="bold"),
        Text(where),
        Text(article.url or "no address"),
        Text(f"Read from {TEXT_FROM[article.text_from]}; feed: {article.feed_id or 'none'}."),
        *_section("On the topic?", (line for match in reading.matches for line in _match(match))),
        *_section("Seen before?", [f"{verdict.kind}: {verdict.reason.rstrip('.')}.{nearest}"]),
        *_section("Figures", _figures(reading.filings, changes, labels)),
        *_section(
            "Told?",
            [f"{reading.triage.decision} ({reading.triage.code}): {reading.triage.reason}"],
        ),
        *_section("Delivered?", _deliveries(deliveries)),
        *(_section("Second reader", second_reading.lines(second)) if second else ()),
    ]
    return Group(*parts)


def in_plain_text(explained: RenderableType, *, width: int = 76) -> str:
    """An explanation as lines of text, for where there is no terminal."""
    console = Console(width=width, file=io.StringIO(), color_system=None)
    with console.capture() as kept:
        console.print(explained)
    return "\n".join(line.rstrip() for line in kept.get().splitlines())


def _section(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold")
    for line in lines:
        yield Padding(Text(line), (0, 0, 0, 2))


def _match(match: Match) -> Iterator[str]:
    yield f"{match.topic}: {'yes' if match.matched else 'no'}. {match.reason}"
    seen: dict[str, str] = {}
    for mention in match.mentions:
        seen.setdefault(
            mention.term, f"{mention.term} in the {mention.where} at {mention.start}–{mention.end}"
        )
    if seen:
        yield f"  found: {'; '.join(seen.values())}"


def _figures(
    filings: Sequence[Filing], changes: Sequence[Change], labels: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    if not filings:
        yield "none that was looked at"
    by_start = {(change.after.series, change.after.figure.start): change for change in changes}
    for filing in filings:
        figure = filing.figure
        label = labels.get((filing.topic, filing.series or ""), "not filed")
        yield (
            f"“{figure.text}” at {figure.start}–{figure.end}: {wording.figure_in_words(figure)} → {label}"
            f" (score {filing.score:.2f})"
        )
        for reason in filing.reasons:
            yield f"    {reason}"
        change = by_start.get((filing.series or "", figure.start))
        if change is not None:
            yield f"    {change.kind}: {change.why}"


def _deliveries(deliveries: Sequence[Delivery]) -> Iterator[str]:
    if not deliveries:
        yield "nothing was put out for this article"
    for delivery in deliveries:
        words = f"{delivery.receiver}: {delivery.state} after {delivery.attempts} attempts"
        yield f"{words}; {delivery.last_error}" if delivery.last_error else words
