"""The nature of a series: what its later values are likely to be.

A `toll` counts what has happened: it grows, and a lower count is an older one. A `situation` counts what is
so at the moment: it goes up and down from day to day. All else is a `plan`: a sum, a share, a date or a size that
stands until somebody moves it, and that sources can disagree about.
"""

from __future__ import annotations

import re

from bot.model.dimensions import family
from bot.model.figures import Nature, Series

_SITUATION = re.compile(
    r"active cases|aktive fälle|cas actifs|casos ativos|casos activos|casi attivi|missing|unaccounted|trapped|hospitali|evacu|displaced|shelter|without (?:power|water)|outage|contain|"
    r"vermisst|disparu|desaparecid|evakuier|行方不明|避難|停電|失踪|失联|失聯|被困|疏散|撤离|실종|대피|정전",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"dead|death|died|killed|fatalit|\btoll\b|injur|wounded|casualt|victim|affected|destroyed|damaged|collapsed|"
    r"burned|burnt|arrest|infect|infiziert|infett|\bcases\b|\bfälle\b|\bcas\b|\bcasos\b|\bcasi\b|so far|to date|getötet|verletzt|opfer|zerstört|\bmorts?\b|bless|muert|herid|"
    r"死亡|死者|負傷|けが|全壊|焼失|伤|傷|遇难|遇難|사망|부상|전소|感染|症例|病例|確診|确诊|확진|감염|累計|累计|누적",
    re.IGNORECASE,
)
# A sum for victims, the cost of an outage, the year of a case: no count of them.
_NO_COUNTS = frozenset({"money", "date"})


def nature_of(series: Series | None) -> Nature:
    """What the topic says, else what the words of the series' name say; a plan where they say nothing."""
    if series is None:
        return "plan"
    if series.nature is not None:
        return series.nature
    units = [one for one in series.units if family(one) not in _NO_COUNTS]
    if not units:
        return "plan"
    name = f"{series.id.replace('_', ' ')} {series.label}"
    if _SITUATION.search(name):
        return "situation"
    # Parts of a hundred go up and down, whatever they are parts of.
    return "toll" if _TOLL.search(name) and units != ["percent"] else "plan"
