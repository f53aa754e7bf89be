"""What a robots.txt says to one bot (RFC 9309, 2.2): the groups that name it, and of their rules the longest.

urllib.robotparser knows neither `*` nor `$`, takes the first rule that matches, the first group, and any bot whose
name is part of ours: https://docs.python.org/3/library/urllib.robotparser.html.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote_to_bytes, urlsplit

EVERYBODY = "*"
# A product token ends where its version begins; digits are beyond the RFC, and publishers write them.
_TOKEN = re.compile(r"\*|[a-z0-9_-]+")
# Longer addresses lead to no article; so the time is bounded, whatever a site writes into its links and rules.
_LONGEST = 8_192


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern, cut at its `*`, in octets; `whole` where it ends with `$`."""

    allows: bool
    parts: tuple[bytes, ...]
    whole: bool

    @classmethod
    def read(cls, pattern: str, *, allows: bool) -> Self:
        """The rule of an Allow or Disallow line that is not empty."""
        whole = pattern.endswith("$")
        # What lacks the slash at its front can mean nothing else than what has it.
        rooted = pattern if pattern.startswith(("/", "*")) else f"/{pattern}"
        parts = (rooted[:-1] if whole else rooted).split("*")
        return cls(allows, tuple(map(_octets, parts)), whole)

    @property
    def weight(self) -> tuple[int, bool]:
        """Of two rules that match, the one with more octets holds, and of two that are as long, what allows."""
        octets = sum(map(len, self.parts)) + len(self.parts) - 1 + self.whole
        return octets, self.allows

    def matches(self, path: bytes) -> bool:
        """Whether the rule is about a path; each part is looked for once, so no pattern takes long."""
        first, *others = self.parts
        if not path.startswith(first):
            return False
        at = len(first)
        if not others:
            return not self.whole or at == len(path)
        last = others.pop() if self.whole else b""
        for part in others:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return len(path) - len(last) >= at and path.endswith(last)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one bot, the weightiest first."""

    rules: tuple[Rule, ...] = ()

    @classmethod
    def read(cls, text: str, *, bot: str) -> Self:
        """The rules of a robots.txt for the bot with this user agent, or else for everybody."""
        name = _token(bot)
        said: dict[str, dict[Rule, None]] = {}
        group: list[str] = []
        in_rules = False
        for line in re.split(r"[\r\n]+", text):
            key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
            match re.sub(r"[\s_-]", "", key.lower()):
                case "useragent":
                    # A group begins with the agents that follow each other; a blank line ends nothing.
                    group = [_token(value)] if in_rules else [*group, _token(value)]
                    in_rules = False
                    said.setdefault(group[-1], {})
                case ("allow" | "disallow") as verb:
                    in_rules = True
                    # An empty one is about nothing. A file of half a megabyte holds many that are not ours.
                    for agent in {name, EVERYBODY}.intersection(group) if value else ():
                        said[agent][Rule.read(value, allows=verb == "allow")] = None
        ours = said.get(name, said.get(EVERYBODY, {}))
        return cls(tuple(sorted(ours, key=lambda rule: rule.weight, reverse=True)))

    def allow(self, url: str) -> bool:
        """Whether the bot may read an address of the site."""
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        asked = f"{parts.path or '/'}{query}"
        path = _octets(asked)[:_LONGEST]
        if parts.path == "/robots.txt":
            return True
        return next((rule.allows for rule in self.rules if rule.matches(path)), True)


def _octets(path: str) -> bytes:
    """As they are compared (RFC 9309, 2.2.2): an octet is the same, written as itself or with a percent sign."""
    return unquote_to_bytes(path.encode("utf-8", "replace"))


def _token(agent: str) -> str:
    found = _TOKEN.match(agent.strip().lower())
    return found.group() if found else ""
