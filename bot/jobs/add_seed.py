"""Seeds: what was known before the watch began.

`add_seed` makes a record of a report, `load_seeds` enters the records into the ledger and among the known
texts. A record holds the report's figures, its fingerprint and a brief in our own words, none of its text.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlalchemy import Connection

from bot.clients.files import read_file
from bot.errors import BotError, ConfigError
from bot.failpoints import failpoint
from bot.jobs import bookkeeping, documents, reading, seed_facts
from bot.jobs.context import Context
from bot.jobs.seed_facts import Facts, first_moment
from bot.model.figures import Figure, Observation
from bot.model.news import Article, Fingerprint, Known, Seed, SeedFigure
from bot.render import wording
from bot.render.counting import counted
from bot.steps import charset, dedupe
from bot.steps.read import read_page
from bot.storage import codec, seeds, similar, stories
from bot.storage import engine as storage

# A headline longer than this is the publisher's prose; the fingerprint recognises it all the same.
TITLE_WORDS = 8
LONGEST_BRIEF = 600
# Who says so where nobody said who: one voice, since two such reports may be of one publisher.
NO_PUBLISHER = "a report known before"
PAGE_DEADLINE_S = 30.0
PAGE_MOST_BYTES = 5_000_000
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Lists of numbers, which nobody reads.
PACKED = ("minhash", "passages")
HEADER = "# What one report said, made by `bot seeds add`. It holds none of the report's text.\n"


def add_seed(context: Context, source: str, facts: Facts, *, now: datetime) -> tuple[Seed, Path]:
    """Make a record of `source` (a text file, an HTML file or an address) and write it.

    Returns the record and where it stands. Raises ConfigError where the source cannot be read, FetchError
    and ParseError where it is an address whose page cannot be had.
    """
    seed_facts.check(facts, now=now)
    title, text = _text_of(context, source, now=now)
    name = facts.name or _name(source)
    url = facts.url or (source if _is_address(source) else None)
    article = Article(
        id=f"seed:{name}",
        url=url,
        source=facts.publisher or NO_PUBLISHER,
        rank=context.watchlist.rank(url, None),
        language=facts.language or "",
        # "Next year" is counted from the time that is known, be it a month or a year.
        published=first_moment(facts.published) if facts.published else now,
        dated=_moment(facts.published) is not None,
        title=facts.title or title,
        text=text,
    )
    study = reading.study(article, context, on_topic_by_word=True)
    record = Seed(
        name=name,
        publisher=facts.publisher,
        title=_short(article.title),
        url=url,
        published=facts.published,
        language=study.article.language,
        brief=facts.brief or _brief(study, context),
        figures=_figures(study),
        fingerprint=study.fingerprint,
    )
    folder = context.watchlist.seeds or Path("seeds")
    place = folder / f"{name}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.write_text(_to_yaml(record), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror})", file=place) from error
    return record, place


def load_seeds(context: Context, *, now: datetime) -> int:
    """Enter every record that the ledger does not have yet; how many there were.

    A seed without a full date counts as published with the earliest dated one, or, where none is dated,
    now. Nothing is told of them.
    """
    records = read_records(context.watchlist.seeds)
    with storage.reading(context.engine) as conn:
        loaded = seeds.names(conn)
    dated = [moment for record in records if (moment := _moment(record.published))]
    earliest = min(dated, default=now)
    undated = frozenset(
        f"seed:{record.name}" for record in records if _moment(record.published) is None
    )
    fresh = sorted(
        (record for record in records if record.name not in loaded),
        key=lambda record: (_moment(record.published) or earliest, record.name),
    )
    for record in fresh:
        _load(context, record, _moment(record.published) or earliest, undated=undated, now=now)
    _renew(context, [record for record in records if record.name in loaded])
    return len(fresh)


def _renew(context: Context, records: Sequence[Seed]) -> None:
    """Take over the fingerprints of records that were made again since they were entered."""
    with storage.reading(context.engine) as conn:
        known = [(record, similar.get(conn, f"seed:{record.name}")) for record in records]
    stale = [
        replace(one, fingerprint=record.fingerprint)
        for record, one in known
        if one is not None and one.fingerprint != record.fingerprint
    ]
    if stale:
        with storage.writing(context.engine) as conn:
            for one in stale:
                similar.add(conn, one)


def _load(
    context: Context, record: Seed, published: datetime, *, undated: Collection[str], now: datetime
) -> None:
    article = Article(
        id=f"seed:{record.name}",
        url=record.url,
        source=record.publisher or NO_PUBLISHER,
        rank=context.watchlist.rank(record.url, None),
        language=record.language,
        published=published,
        dated=_moment(record.published) is not None,
        title=record.title or "",
        text="",
        text_from="record",
    )
    with storage.writing(context.engine) as conn:
        story = _story(conn, article, record, undated)
        similar.add(conn, _known(article, record.fingerprint, story))
        for topic in context.watchlist.topics:
            observations = _observations(record, article, topic.id)
            if not observations:
                continue
            stories.found(conn, story, topic=topic.id, title=article.title, at=published)
            bookkeeping.enter(conn, observations, topic, context, now=now, tell=False)
        seeds.add(conn, record.name, codec.encode(record), now=now)
        failpoint("seed.before_commit")
    failpoint("seed.committed")


def _story(conn: Connection, article: Article, record: Seed, undated: Collection[str]) -> str:
    """The story of a seed. Seeds of one story are given in any order: one that belongs to two makes them one.

    Between a seed without a date and another one there is no silence that could be measured.
    """
    candidates = [
        replace(known, published=article.published)
        if known.id in undated or (article.id in undated and known.id.startswith("seed:"))
        else known
        for known in similar.nearest(conn, record.fingerprint)
    ]
    verdict = dedupe.judge(article=article, fingerprint=record.fingerprint, candidates=candidates)
    first = stories.resolve(conn, verdict.story)
    of_seeds: dict[str, list[Known]] = {}
    for known in candidates:
        if known.id.startswith("seed:"):
            of_seeds.setdefault(known.story, []).append(known)
    for other, members in of_seeds.items():
        # Each for itself: what two seeds of one story share would count as common property beside both.
        joins = dedupe.joins_event(article, record.fingerprint, members)
        if joins and stories.resolve(conn, other) != first:
            # The one that was opened goes on: the other may have no title yet.
            opened = stories.title(conn, first) is not None
            one, into = (other, first) if opened else (first, other)
            stories.unite(conn, one, into=into)
            first = into
    return first


def _known(article: Article, fingerprint: Fingerprint, story: str) -> Known:
    return Known(
        id=article.id,
        story=story,
        origin=article.id,
        source=article.source,
        language=article.language,
        published=article.published,
        title=article.title,
        fingerprint=fingerprint,
    )


def _observations(record: Seed, article: Article, topic: str) -> list[Observation]:
    return [
        Observation(
            topic=topic,
            series=filed.series,
            figure=filed.figure,
            article=article.id,
            origin=article.id,
            source=article.source,
            rank=article.rank,
            official=article.rank == "official",
            language=article.language,
            published=article.published,
            dated=article.dated,
            url=article.url,
            quote="",
        )
        for filed in record.figures
        if filed.topic == topic
    ]


def read_records(folder: Path | None) -> tuple[Seed, ...]:
    """The records of a folder, by name; none where there is no folder.

    Raises ConfigError naming the file for one that cannot be read, and the folder where it is none.
    """
    if folder is None:
        return ()
    try:
        # Not glob, which takes a folder that may not be looked into for an empty one.
        places = sorted(place for place in folder.iterdir() if place.suffix == ".yaml")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ConfigError(
            f"the folder of seeds cannot be read ({error.strerror})", file=folder
        ) from error
    return tuple(_from_yaml(place) for place in places)


def seeds_in_words(folder: Path | None, records: Sequence[Seed]) -> str:
    """The folder of seeds and what is in it, a line of the plan."""
    if not records:
        return (
            f"Seeds: no record in {folder}; what is already known can be given by `bot seeds add`"
        )
    figures = sum(len(record.figures) for record in records)
    return f"Seeds: {counted(len(records), 'record')} with {counted(figures, 'figure')} in {folder}"


def check_records(context: Context) -> Iterator[str]:
    """A line for each record: whether it is sound, and whether the running ledger has it."""
    folder = context.watchlist.seeds
    records = read_records(folder)
    with storage.reading(context.engine) as conn:
        loaded = seeds.names(conn)
    series = {one.id for topic in context.watchlist.topics for one in topic.series}
    for record in records:
        strange = sorted({filed.series for filed in record.figures} - series)
        words = f"{record.name}: {counted(len(record.figures), 'figure')}"
        if strange:
            words += f"; no topic has the series {', '.join(strange)}"
        yield f"{words}; {'in the ledger' if record.name in loaded else 'enters at the next start'}"
    if not records:
        yield f"no records in {folder}; `bot seeds add FILE_OR_URL` makes one"


def _text_of(context: Context, source: str, *, now: datetime) -> tuple[str, str]:
    if _is_address(source):
        fetched = context.http.get_page(
            source, deadline=PAGE_DEADLINE_S, max_bytes=PAGE_MOST_BYTES, now=now
        )
        page = context.parsers.run(documents.article_page, fetched, language=None)
        return page.title, page.text
    path = Path(source)
    body = read_file(path, most=PAGE_MOST_BYTES)
    text = charset.decode(body, content_type=None)
    if path.suffix.lower() in {".html", ".htm"}:
        page = read_page(text, url=path.resolve().as_uri(), language=None)
        return page.title, page.text
    if not text.strip():
        raise ConfigError("is empty; a seed needs the report's text", file=path)
    return text.strip().split("\n", 1)[0].strip(), text


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _name(source: str) -> str:
    stem = Path(source.split("?", 1)[0].rstrip("/")).stem or "seed"
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.").lower() or "seed"


def _short(title: str) -> str:
    words = re.findall(r"[^\W_]+", title)
    if len(words) <= TITLE_WORDS:
        return title
    end = [match.end() for match in re.finditer(r"[^\W_]+", title)][TITLE_WORDS - 1]
    return f"{title[:end]} …"


def _figures(study: reading.Study) -> tuple[SeedFigure, ...]:
    """Each filed figure once, however often the report repeats it."""
    once: dict[tuple[object, ...], SeedFigure] = {}
    for filing in study.filings:
        figure = filing.figure
        if filing.series is None or figure.earlier or figure.rendering_of is not None:
            continue
        fact = (filing.topic, filing.series, figure.low, figure.high, figure.unit, figure.by)
        once.setdefault(fact, SeedFigure(topic=filing.topic, series=filing.series, figure=figure))
    return tuple(once.values())


def _brief(study: reading.Study, context: Context) -> str:
    labels = {
        (topic.id, series.id): series.label
        for topic in context.watchlist.topics
        for series in topic.series
    }
    said = [
        f"{labels[filing.topic, filing.series]} {wording.figure_in_words(filing.figure)}"
        for filing in study.filings
        if filing.series is not None and filing.figure.rendering_of is None
    ]
    names = {
        entity.id: entity.name for topic in context.watchlist.topics for entity in topic.entities
    }
    about = [names[one] for one in study.fingerprint.entities if one in names]
    parts = [
        f"About {', '.join(about)}." if about else "",
        f"It says: {'; '.join(dict.fromkeys(said))}." if said else "It holds no followed figure.",
    ]
    return " ".join(part for part in parts if part)[:LONGEST_BRIEF]


def _moment(published: str | None) -> datetime | None:
    if published is None or not FULL_DATE.fullmatch(published):
        return None
    return datetime.fromisoformat(published).replace(tzinfo=UTC)


def _to_yaml(record: Seed) -> str:
    row = codec.encode(record)
    for name in PACKED:
        row["fingerprint"][name] = _packed(row["fingerprint"][name])
    row["figures"] = [
        {**{key: filed[key] for key in ("topic", "series")}, **_said(filed["figure"])}
        for filed in row["figures"]
    ]
    written = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_unicode = True
    yaml.default_flow_style = None
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # the reader's order, not the alphabet's
    yaml.width = 110
    yaml.dump(row, written)
    return HEADER + written.getvalue()


def _packed(numbers: Sequence[int]) -> str:
    """Whole numbers as text: how they are written ("u2": unsigned, two bytes, high first), and base 64 of that."""
    signed = min(numbers, default=0) < 0
    width = max((value.bit_length() + signed + 7) // 8 for value in (*numbers, 1))
    packed = b"".join(value.to_bytes(width, "big", signed=signed) for value in numbers)
    return f"{'i' if signed else 'u'}{width}:{base64.b64encode(packed).decode()}"


def _unpacked(text: str) -> list[int]:
    form, _, packed = text.partition(":")
    size, numbers = int(form[1:]), base64.b64decode(packed, validate=True)
    return [
        int.from_bytes(numbers[at : at + size], "big", signed=form[0] == "i")
        for at in range(0, len(numbers), size)
    ]


def _said(figure: dict[str, Any]) -> dict[str, Any]:
    defaults = {
        field.name: codec.encode(field.default)
        for field in fields(Figure)
        if field.default is not MISSING
    }
    return {key: value for key, value in figure.items() if value != defaults.get(key, MISSING)}


def _from_yaml(place: Path) -> Seed:
    try:
        row = YAML(typ="safe", pure=True).load(place.read_text(encoding="utf-8"))
        for name in PACKED:
            row["fingerprint"][name] = _unpacked(row["fingerprint"][name])
        row["figures"] = [
            {
                "topic": said.pop("topic"),
                "series": said.pop("series"),
                "figure": said,
            }
            for said in row["figures"]
        ]
        record = codec.decode(Seed, row)
        if record.published is not None:
            first_moment(record.published)
    except (OSError, YAMLError, KeyError, TypeError, ValueError, AttributeError, BotError) as error:
        raise ConfigError(
            f"is no seed record ({' '.join(str(error).split())}); make it again with `bot seeds add`",
            file=place,
        ) from error
    return record
