"""The nature of a series: what its later values are likely to be.

A `toll` counts what has happened: it grows, and a lower count is an older one. A `situation` counts what is
so at the moment: it goes up and down from day to day. All else is a `plan`: a sum, a share, a date or a size that
stands until somebody moves it, and that sources can disagree about.
"""

from __future__ import annotations

import re

from bot.model.dimensions import family
from bot.model.figures import Nature, Series

# Words of names of series, in the fourteen languages: first what is so at the moment, then what has happened.
_SITUATION = re.compile(
    r"missing|unaccounted|trapped|\bstill\b|evacu|displaced|shelter|without|outage|contain(?:ed|ment)\b|\bin hospital|"
    r"hostage|active cases|aktive fälle|cas actifs|casos a(?:c)?tivos|casi attivi|isolat|quarantin|"
    r"vermisst|evakuier|im krankenhaus|in behandlung|geiseln|\bohne\b|notunterk|"
    r"disparu|évacu|hospitalisé|\bsans\b|otages|"
    r"desaparecid|evacuad|en el hospital|hospitalizad|\bsin (?:luz|agua|electricidad)|rehenes|albergu|"
    r"dispers[ie]|sfollat|ricoverat|ostagg|\bsenza\b|"
    r"\bsem (?:luz|água|energia)|desalojad|reféns|internad|"
    r"vermiste|geëvacueerd|in het ziekenhuis|gijzelaar|\bzonder\b|"
    r"savnede|evakuer|indlagt|innlagt|saknade|gidsler|gisslan|"
    r"kayıp|tahliye|hastanede|rehine|"
    r"行方不明|避難|停電|断水|停水|入院中|人質|孤立|"
    r"失踪|失联|失聯|被困|疏散|撤离|撤離|停电|停電|断水|住院|人质|人質|"
    r"실종|대피|정전|단수|입원 ?중|인질|고립",
    re.IGNORECASE,
)
_TOLL = re.compile(
    r"dead|deaths?\b|died|killed|fatalit|\btoll\b|injur|wounded|casualt|victim|affected|destroyed|damaged|collapsed|"
    r"burned|burnt|arrest|detained|infect|\bcases?\b|patients|\bill\b|sickened|fallen sick|hospitali|taken to hospital|"
    r"admitted|rescued|complain|inquiries|applicants|applications|applied|cancelled|canceled|culled|collected|recorded|"
    r"recovered|exhumed|aftershock|\bwho (?:saw|were|have|had|died|fell|applied)\b|flown|"
    r"tote\b|todesfälle|getötet|verletzt|opfer|zerstört|beschädigt|festgenommen|infektion|infiziert|erkrank|"
    r"krankheitsfäll|\bfälle\b|gerettet|beschwerden|"
    r"\bmorts?\b|décès|bless|détruit|interpell|arrêté|\bcas\b|infect|contaminat|malades|plaintes|secourus|"
    r"muert|fallecid|herid|detenid|\bcasos\b|contagi|infett|enferm|afectad|dañad|destruid|rescatad|"
    r"\bmorti\b|vittime|feriti|arrestat|\bcasi\b|distrutt|"
    r"mortos|mortes|ferid|detid|infetad|infectad|afetad|destruíd|resgatad|"
    r"\bdoden\b|gewond|besmet|gearresteerd|arrestatie|getroffen|vernield|"
    r"døde|omkomne|sårede|skadde|smitted|anholdt|pågrep|\bdöda\b|skadade|sjuka|smittade|gripna|"
    r"\bölü|ölen|yaralı|vaka|gözaltı|yıkılan|"
    r"死亡|死者|負傷|けが|全壊|焼失|感染者|症例|患者数|逮捕|届け出|救助|被害|発症|"
    r"遇难|遇難|伤|傷|确诊|確診|病例|感染|获救|獲救|被捕|受灾|受災|"
    r"사망|부상|전소|확진|감염|체포|구조된|피해|"
    r"so far|to date|\bbisher|bislang|jusqu.ici|à ce jour|hasta (?:ahora|la fecha)|finora|até (?:agora|hoje)|tot nu toe|"
    r"hidtil|hittil|hittills|şimdiye kadar|bugüne kadar|これまで|累計|累计|累計|迄今|지금까지|누적",
    re.IGNORECASE,
)
# A sum for victims, the cost of an outage, the year of a case: no count of them. A sum so far is somebody's estimate.
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
