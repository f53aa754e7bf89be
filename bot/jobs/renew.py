"""Make fingerprints of an earlier scheme again, from the texts that are kept."""

from __future__ import annotations

from dataclasses import replace

from bot.failpoints import failpoint
from bot.jobs import reading
from bot.jobs.context import Context
from bot.steps import dedupe
from bot.storage import articles, meta, similar
from bot.storage.engine import reading as reads
from bot.storage.engine import writing

# So many at a time, so that nobody waits long for the write lock.
AT_ONCE = 200
_SCHEME, _REACHED = "fingerprints", "fingerprints_reached"


def renew_fingerprints(context: Context) -> bool:
    """Make the latest stale fingerprints again; whether there are more to do.

    An article whose text is not kept stays as it is: known by its address alone.
    """
    with reads(context.engine) as conn:
        if meta.recall(conn, _SCHEME) == dedupe.SCHEME:
            return False
        reached = meta.recall(conn, f"{_REACHED}:{dedupe.SCHEME}")
        stale = similar.of_another_scheme(
            conn, dedupe.SCHEME, before=int(reached) if reached else None, limit=AT_ONCE
        )
        stored = {known.id: articles.get(conn, known.id) for _number, known in stale}
    made = {
        id_: reading.study(one.article, context).fingerprint
        for id_, one in stored.items()
        if one is not None and one.article.text
    }
    failpoint("renew.made")
    with writing(context.engine) as conn:
        for _number, known in stale:
            # Between the two it may have been read again, and made anew.
            now_known = similar.get(conn, known.id)
            if now_known is not None and now_known.fingerprint.scheme != dedupe.SCHEME:
                fresh = made.get(known.id)
                if fresh is not None:
                    similar.add(conn, replace(now_known, fingerprint=fresh))
        if stale:
            meta.remember(conn, f"{_REACHED}:{dedupe.SCHEME}", str(stale[-1][0]))
        else:
            meta.remember(conn, _SCHEME, dedupe.SCHEME)
        failpoint("renew.before_commit")
    failpoint("renew.committed")
    return bool(stale)
