"""The tables, in one place. Times are UTC; JSON columns hold what is only ever read back whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is taken off and put back here."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Store as naive UTC; a naive value is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Give back as aware UTC."""
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else None


meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False)
)

feeds = Table(
    "feeds",
    metadata,
    Column("feed_id", String, primary_key=True),
    Column("url", Text, nullable=False),
    Column("declared_url", Text, nullable=False),
    # False for what feeds.yaml no longer holds or has switched off: what was learned stays, unused.
    Column("declared", Boolean, nullable=False, default=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", String),
    Column("next_poll_at", Moment, index=True),
    Column("last_polled_at", Moment),
    Column("last_success_at", Moment),
    Column("last_item_at", Moment),
    Column("last_full_at", Moment),
    Column("gap_seconds", Integer),
    Column("failures", Integer, nullable=False, default=0),
    Column("last_error", Text),
    Column("failing_since", Moment),
    Column("moved_to", Text),
    Column("moved_since", Moment),
    Column("gone", Boolean, nullable=False, default=False),
    # What the document last asked for: a wait, and hours of the day to be left alone in.
    Column("asked_seconds", Integer),
    Column("skip_hours", JSON),
    # Whether its entries were seen before: those of the first meeting are taken as known, silently.
    Column("met", Boolean, nullable=False, default=False),
    # What of its last document was not read, in words.
    Column("note", Text),
    # The trouble that people were told of (gone, failing, silent), until they are told that it is over.
    Column("told", String),
    Column("lease_until", Moment),
    Column("lease_token", String),
)

# Retry-After belongs to the host, and has to survive a restart.
hosts = Table(
    "hosts",
    metadata,
    Column("host", String, primary_key=True),
    Column("not_before", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)

# An item of a feed that matched by its title or summary, or is still to be looked at: the reading queue.
entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feed_id", String, nullable=False),
    Column("guid", Text, nullable=False),
    Column("url", Text),
    Column("address", Text, index=True),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("source", Text),
    Column("language", String),
    Column("published", Moment, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("state", String, nullable=False),  # due, done, unmatched, failed
    Column("reason", Text),
    Column("article_id", String),
    Column("baseline", Boolean, nullable=False, default=False),
    Column("due_at", Moment),
    # How often a page that was told was looked at again, in case it was edited silently.
    Column("looks", Integer, nullable=False, default=0),
    Column("attempts", Integer, nullable=False, default=0),
    # How often it was read again since its feed showed it edited, and for when that was queued last.
    Column("rereads", Integer, nullable=False, default=0, server_default=text("0")),
    Column("reread_at", Moment),
    Column("lease_until", Moment),
    Column("lease_token", String),
    UniqueConstraint("feed_id", "guid"),
    Index("ix_entries_state_due", "state", "due_at"),
    Index("ix_entries_feed_id_published", "feed_id", "published"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text),
    Column("address", Text, index=True),
    Column("feed_id", String),
    Column("source", Text, nullable=False),
    Column("rank", String, nullable=False),
    Column("language", String, nullable=False),
    Column("published", Moment, nullable=False, index=True),
    Column("dated", Boolean, nullable=False),
    Column("read_at", Moment, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_from", String, nullable=False),
    # Where the text was read, if not at `url`: the feed whose own words it is. And whom that feed credits.
    Column("carried_by", Text),
    Column("credited", Text),
    Column("verdict", String, nullable=False),
    Column("nearest", String),
    Column("similarity", Float, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("origin", String, nullable=False),
    Column("same_page", Boolean, nullable=False, default=False),
    Column("verdict_reason", Text, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("matches", JSON, nullable=False),
    Column("filings", JSON, nullable=False),
    Column("decision", String, nullable=False),
    Column("decision_code", String, nullable=False),
    Column("decision_reason", Text, nullable=False),
    Column("severity", String, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
)

# What a page said before it was edited.
revisions = Table(
    "revisions",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("read_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

# What recognises a text again; `known_id` is an article's id or "seed:NAME". `number` stands for it in
# the look-up tables, where dozens of rows an article make every byte count.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("known_id", String, nullable=False, unique=True),
    Column("story", String, nullable=False, index=True),
    Column("origin", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("published", Moment, nullable=False, index=True),
    Column("title", Text, nullable=False),
    # Whether it is to be found in the two tables below.
    Column("indexed", Boolean, nullable=False),
    Column("scheme", String, nullable=False),
    Column("address", Text, index=True),
    Column("text_sha", String, nullable=False, index=True),
    Column("title_sha", String, nullable=False, index=True),
    Column("minhash", LargeBinary, nullable=False),
    Column("shingles", Integer, nullable=False),
    # None where the fingerprint is of an earlier scheme and has still to be made again.
    Column("passages", LargeBinary),
    Column("profile", JSON, nullable=False),
)

# Where near-copies meet: the keys of a text's passages.
passages = Table(
    "passages",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Where reports of one event meet: entities, typed figures and title words, hashed, latest first.
marks = Table(
    "marks",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("published", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("topic", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
    Column("merged_into", String),
    # The event that it follows: what was reported before of the same matter.
    Column("follows", String, index=True),
)

# The ledger: only ever added to; `withdrawn_at` is the one thing that may be set later.
observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("topic", String, nullable=False),
    Column("series", String, nullable=False),
    Column("article_id", String, nullable=False, index=True),
    Column("observation", JSON, nullable=False),
    Column("kind", String, nullable=False),
    Column("before_id", Integer, ForeignKey("observations.id")),
    Column("why", Text, nullable=False),
    Column("settles", Boolean, nullable=False, default=False),
    Column("told", Boolean, nullable=False, default=True),
    Column("published", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Index("ix_observations_series", "topic", "series", "id"),
)

# What the records of a series make when they are folded up, by the rules that `scheme` names. It can be made
# again from the observations, and is dropped wherever one of them is withdrawn.
ledger_rows = Table(
    "ledger_rows",
    metadata,
    Column("topic", String, primary_key=True),
    Column("series", String, primary_key=True),
    Column("scheme", String, nullable=False),
    Column("rows", JSON, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", String, primary_key=True),
    Column("topic", String, nullable=False),
    Column("story", String, nullable=False, index=True),
    Column("article_id", String, nullable=False, index=True),
    Column("severity", String, nullable=False),
    # Whether it was told at once ("alert") or is kept for the digest alone ("digest").
    Column("decision", String, nullable=False),
    Column("alert", JSON, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

# Everything that leaves: unique on (receiver, key), payload frozen when it is put in.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("receiver", String, nullable=False),
    Column("key", String, nullable=False),
    Column("address", String, nullable=False, default=""),
    Column("kind", String, nullable=False),
    Column("thread", String),
    Column("payload", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("attempt_id", String),
    Column("attempted_at", Moment),
    Column("sink_ref", Text),
    Column("last_error", Text),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("lease_until", Moment),
    Column("lease_token", String),
    UniqueConstraint("receiver", "key", "address", name="uq_deliveries"),
    Index("ix_deliveries_state_due", "state", "due_at"),
    Index("ix_deliveries_thread", "receiver", "thread"),
)

# The first message of a story's thread, kept current: when it is to be looked at, and what it shows.
roots = Table(
    "roots",
    metadata,
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), primary_key=True),
    Column("due_at", Moment, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("shown", String),
)

# Deliveries that went out again after an attempt of which nothing was found: a late copy may turn up.
sweeps = Table(
    "sweeps",
    metadata,
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("looks", Integer, nullable=False, default=0),
)

# What a receiver asked not to be told for a time; a row is lifted, never deleted.
mutes = Table(
    "mutes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("receiver", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("until", Moment, nullable=False),
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("lifted_by", String),
    Column("lifted_at", Moment),
    Index("ix_mutes_receiver", "receiver", "until"),
)

# What persons decided about figures; a row is lifted, never deleted.
rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("series", String),
    Column("sentence", Text, nullable=False),
    Column("figure", JSON, nullable=False),
    Column("article", String, nullable=False),
    Column("cue", Text),
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("lifted_by", String),
    Column("lifted_at", Moment),
    Index("ix_rulings_topic", "topic"),
)

# Buttons that were pressed: one that arrives twice is acted on once, and who pressed it stays known.
presses = Table(
    "presses",
    metadata,
    Column("key", String, primary_key=True),
    Column("action", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("made_by", String, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
)

# What a language model answered, by the hash of its question: nothing is asked twice.
model_answers = Table(
    "model_answers",
    metadata,
    Column("hash", String, primary_key=True),
    Column("model", String, primary_key=True),
    Column("content", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
)

# What a day's questions came to (UTC): the limit counts here, and so does the board.
model_days = Table(
    "model_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("calls", Integer, nullable=False, default=0),
    Column("failed", Integer, nullable=False, default=0),
    Column("tokens_in", Integer, nullable=False, default=0),
    Column("tokens_out", Integer, nullable=False, default=0),
    Column("seconds", Float, nullable=False, default=0.0),
)

# What became of an article's question for a topic; what waits for an answer has a time at which it is due.
second_readings = Table(
    "second_readings",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("topic", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("model", String, nullable=False),
    Column("page", Text, nullable=False),
    Column("state", String, nullable=False),  # answered, waiting, given_up
    Column("problem", Text, nullable=False, default=""),
    Column("answer", JSON),
    Column("used", JSON, nullable=False),
    Column("refused", JSON, nullable=False),
    Column("refusals", Integer, nullable=False, default=0),
    Column("agreed", Integer, nullable=False, default=0),
    Column("added", Integer, nullable=False, default=0),
    Column("disputed", Integer, nullable=False, default=0),
    Column("read_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_until", Moment),
    Column("lease_token", String),
    Index("ix_second_readings_state_due", "state", "due_at"),
)

seeds = Table(
    "seeds",
    metadata,
    Column("name", String, primary_key=True),
    Column("record", JSON, nullable=False),
    Column("loaded_at", Moment, nullable=False),
)
