"""What must hold after whatever befell workers on a server, against what an undisturbed pair came to.

The order in which articles are read is free here, so what is held is what was told and what is known: each alert
once and under its thread's first message, each mail once or again as itself, and the same figures in the ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from faults import checks
from faults.checks import Result
from faults.cluster_world import Cluster

LEFT = """
SELECT 'feed', count(*) FROM feeds WHERE lease_token IS NOT NULL
UNION ALL SELECT 'article', count(*) FROM entries WHERE lease_token IS NOT NULL OR state = 'due' AND looks = 0
UNION ALL SELECT 'delivery', count(*) FROM deliveries WHERE lease_token IS NOT NULL OR state NOT IN ('sent', 'muted')
UNION ALL SELECT 'first message', count(*) FROM roots WHERE due_at IS NOT NULL
"""
# Without what the order decides: numbers of rows, what was in force before, and how far what is known makes one sure.
KNOWN = """
SELECT topic, series, article_id, (observation::jsonb #- '{after,certainty}') - 'sure'::text, kind, told,
       withdrawn_at IS NULL FROM observations
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the readers had, and what the bot knows."""

    posts: Mapping[str, int]
    mails: Mapping[tuple[str, str, str], int]
    ledger: Mapping[str, int]


def outcome(cluster: Cluster) -> Outcome:
    """Take it down; a thread's first message goes by that, since which alert begins it is free."""
    messages = cluster.world.slack.messages
    return Outcome(
        posts=Counter(
            "root" if (one.key or "").startswith("root:") else one.key or one.text
            for one in messages
        ),
        mails=checks.mails(cluster.world.mail.messages),
        ledger=Counter(repr(row) for row in cluster.ask(KNOWN)),
    )


def left(cluster: Cluster) -> dict[str, int]:
    """What is left to do or under a lease, by its kind."""
    return {
        str(what): count for what, count in cluster.ask(LEFT) if isinstance(count, int) and count
    }


def verdict(
    cluster: Cluster, calm: Outcome, *, case: str, faults: list[str], seconds: float
) -> Result:
    """Hold what is there now against the undisturbed pair's."""
    now = outcome(cluster)
    lost = Counter(calm.posts) - Counter(now.posts)
    doubled = Counter(now.posts) - Counter(calm.posts)
    missing, strange = set(calm.mails) - set(now.mails), set(now.mails) - set(calm.mails)
    found = [*faults]
    if lost:
        found.append(f"{lost.total()} lost at Slack: {', '.join(sorted(lost))}")
    if doubled:
        found.append(f"{doubled.total()} too many at Slack: {', '.join(sorted(doubled))}")
    # A reply whose thread has no first message is one that nobody finds.
    if any(thread == "?" for _key, thread in checks.posts(cluster.world.slack.messages)):
        found.append("a message stands in no thread of ours")
    if missing:
        found.append(f"{len(missing)} mails lost")
    if strange:
        found.append(f"{len(strange)} mails that are not the undisturbed pair's")
    if now.ledger != calm.ledger:
        found.append("the ledger differs")
    found += [f"{count} left: {what}" for what, count in left(cluster).items()]
    return Result(
        group="cluster",
        case=case,
        faults=tuple(found),
        lost=lost.total() + len(missing),
        doubled=doubled.total(),
        doubled_mails=(Counter(now.mails) - Counter(calm.mails)).total(),
        recovery_s=seconds,
    )
