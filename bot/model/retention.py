"""How long is kept what nobody was told of. The ledger, its quotes and what was told are kept for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """`summaries`: items that matched no topic. `texts`: articles in which there is no figure."""

    summaries: timedelta = timedelta(days=30)
    texts: timedelta = timedelta(days=180)
