"""How does a text say that somebody, or the whole article, has no part in something? By language.

"NEC and SoftBank have no part in the deal": such a sentence names parties, and is no sign of the story.
A further language is one more line. Small letters, since these words stand inside sentences.
"""

from __future__ import annotations

import re

DISCLAIMERS = {
    "en": r"nothing to do with|\b(?:has|have|had|takes?|plays?) no (?:part|role|share) in|not (?:a )?part of"
    r"|\bunrelated to|\bseparate from|\bnot involved|\bnot taking part|\b(?:does|do|did) not take part"
    r"|\bnot (?:a )?(?:member|partner)s? of|\bno (?:link|connection|relation) (?:to|with)",
    "ja": r"とは別|無関係|関係が?ない|関係はない|関わりは?ない|(?:参加|参画|関与)(?:し(?:ない|ていない|ておらず|ません)|せず)",
    "zh": r"(?:没有|并未|未|不)(?:参与|加入|涉及)|(?:沒有|並未|未|不)(?:參與|加入|涉及)|[无無][关關]|没有关系|沒有關係",
    "ko": r"무관|관계\s?(?:가\s)?없|관련이?\s?없|(?:참여|참가|관여)하지는?\s?않",
    "de": r"nichts (?:damit )?zu tun|nicht beteiligt|nicht Teil|nichts mit",
    "fr": r"rien à voir|(?:ne|n')\s?participe(?:nt)? pas|étrangers? à",
    "es": r"nada que ver|no particip",
    "pt": r"nada a ver|não particip",
    "it": r"niente a che (?:fare|vedere)|non partecip",
    "nl": r"niets (?:van doen|te maken)|geen deel van|niet betrokken",
    "no/da": r"ingenting (?:med|å gjøre)|intet (?:med|at gøre)|ikke (?:noe|noget) (?:med|å gjøre|at gøre)",
    "sv": r"inget (?:med|att göra)|inte inblanda",
    "tr": r"ilgisi yok|yer almıyor",
    "ru": r"ничего общего|не участву(?:ет|ют)|не связан",
}

ANY_DISCLAIMER = re.compile("|".join(DISCLAIMERS.values()))
