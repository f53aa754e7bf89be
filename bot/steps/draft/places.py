"""Which countries and large cities do texts name, and how are they spelt elsewhere? Names are those of Unicode's CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location

# What the press calls three countries otherwise than CLDR does.
_PRESS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "US": {
        "en": ("US", "U.S.", "USA", "America"), "ja": ("米国", "アメリカ"), "zh": ("美国", "美國"), "ko": ("미국",),
        "de": ("USA",), "fr": ("États-Unis",), "es": ("Estados Unidos", "EE. UU.", "EE.UU."), "tr": ("ABD",),
        "it": ("Stati Uniti", "Usa"), "pt": ("Estados Unidos", "EUA"), "da": ("USA",), "no": ("USA",),
        "sv": ("USA",),
    },
    "GB": {
        "en": ("Britain", "UK", "U.K."), "ja": ("英国", "イギリス"), "zh": ("英国", "英國"), "ko": ("영국",),
        "de": ("Großbritannien",), "fr": ("Royaume-Uni", "Grande-Bretagne"), "es": ("Reino Unido",), "tr": ("İngiltere",),
        "it": ("Gran Bretagna", "Regno Unito"), "nl": ("Groot-Brittannië",),
    },
    "KR": {"en": ("South Korea", "Korea"), "ja": ("韓国",), "zh": ("韩国", "韓國"), "ko": ("한국",), "de": ("Südkorea",),
           "fr": ("Corée du Sud",), "es": ("Corea del Sur",)},
}  # fmt: skip
_BRACKETS = re.compile(r"\s*[（(]([^()（）]+)[)）]")
_COUNTRY = re.compile("[A-Z]{2}")
# Places that lend their name to far more than themselves, and codes that are no country.
_NOT_ASKED = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})


@lru_cache(maxsize=32)
def places(language: str) -> Mapping[str, tuple[str, ...]]:
    """Country codes and city ids (as of the time zone database) with their names in one language."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return {}
    press = {code: names.get(locale.language, ()) for code, names in _PRESS.items()}
    found: dict[str, tuple[str, ...]] = {}
    for code, name in locale.territories.items():
        if _COUNTRY.fullmatch(code) and code not in _NOT_ASKED:
            found[code] = tuple(dict.fromkeys([*press.get(code, ()), *_without_brackets(name)]))
    main = {names[-1] for names in found.values() if len(names) == 1}
    for code, names in found.items():
        # "Hong Kong (China)" is no other name of China.
        if len(names) > 1:
            found[code] = tuple(one for one in names if one not in main)
    for zone in _cities():
        name = str(get_timezone_location(zone, locale=locale, return_city=True))
        if name and not name.isupper() and (name,) not in found.values():
            found[zone] = (name,)
    return found


@lru_cache(maxsize=1)
def _cities() -> tuple[str, ...]:
    """The time zones that are called by a city, as CLDR lists them."""
    zones = [str(zone) for zone in Locale("ja").time_zones]
    return tuple(sorted(zone for zone in zones if "/" in zone and not zone.startswith("Etc/")))


def _without_brackets(name: str) -> tuple[str, ...]:
    """The name, and what stands in brackets behind it ("Myanmar (Burma)")."""
    inside = _BRACKETS.findall(name)
    return (_BRACKETS.sub("", name).strip(), *inside)
