"""How does a name or a keyword come into a feeds.yaml without touching a byte of what a person wrote there?

The word goes behind the last one of its list. A language that has no list yet gets one; a party that goes by
its name alone gets a list of aliases, with that name in it.
"""

from __future__ import annotations

import json
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import ConfigError
from bot.model.suggestions import Suggestion
from bot.watchlist.adding import replace_file
from bot.watchlist.yaml_file import read_document


def accept(path: Path, suggestion: Suggestion) -> None:
    """Write a suggestion into a feeds.yaml. The file is replaced as a whole, and only by one that can be read.

    Raises ConfigError where the file cannot be read before or after, or no longer holds the topic or party.
    """
    read_document(path)
    text = path.read_bytes().decode("utf-8-sig")
    root = YAML(typ="rt").compose(text)
    topic = _by_id(_value(root, "topics"), suggestion.topic)
    holder = (
        _value(topic, "keywords")
        if suggestion.kind == "keyword"
        else _by_id(_value(topic, "entities"), suggestion.owner)
    )
    if not isinstance(holder, MappingNode):
        missing = suggestion.owner or suggestion.topic
        raise ConfigError(f"holds no {missing!r} any more; ask for suggestions again", file=path)
    key = "any" if suggestion.kind == "keyword" else "aliases"
    at, words = _insertion(text, holder, key, suggestion)
    replace_file(path, text[:at] + words + text[at:])


def _insertion(text: str, holder: MappingNode, key: str, suggestion: Suggestion) -> tuple[int, str]:
    """Where in the text something is put in, and what."""
    word = json.dumps(suggestion.text, ensure_ascii=False)
    listed = _value(holder, key)
    if isinstance(listed, MappingNode):
        own = _value(listed, suggestion.language)
        if isinstance(own, SequenceNode):
            return _behind(text, own, word)
        return _behind(text, listed, f"{suggestion.language}: [{word}]")
    if isinstance(listed, SequenceNode):
        return _behind(text, listed, word)
    name = _value(holder, "name")
    names = [json.dumps(name.value, ensure_ascii=False)] if isinstance(name, ScalarNode) else []
    return _behind(text, holder, f"{key}: [{', '.join([*names, word])}]")


def _behind(text: str, node: Node, words: str) -> tuple[int, str]:
    """Words put behind the last part of a list or mapping, in the way in which it is written."""
    last = node.value[-1] if node.value else None
    if isinstance(node, MappingNode) and last is not None:
        last = last[1]
    if _in_one_line(node):
        end = int(node.end_mark.index) - 1
        if last is None:
            return end, words
        # A comma may stand behind the last one already, and white space before the bracket.
        stop = _last_index(last)
        comma = "" if text[stop:end].lstrip().startswith(",") else ","
        return (stop, f"{comma} {words}") if comma else (end, f" {words}")
    stop = _last_index(last) if last is not None else int(node.end_mark.index)
    line_end = text.find("\n", stop)
    at = len(text) if line_end < 0 else line_end
    dash = "- " if isinstance(node, SequenceNode) else ""
    return at, f"\n{' ' * node.start_mark.column}{dash}{words}"


def _last_index(node: Node) -> int:
    """Where what was written of a node ends, comments and blank lines after it not counted."""
    if isinstance(node, ScalarNode) or _in_one_line(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _last_index(last[1] if isinstance(last, tuple) else last)


def _in_one_line(node: Node) -> bool:
    return bool(getattr(node, "flow_style", False))


def _value(node: Node | None, key: str) -> Node | None:
    for one, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(one, ScalarNode) and one.value == key:
            return value if isinstance(value, Node) else None
    return None


def _by_id(node: Node | None, name: str) -> Node | None:
    for one in node.value if isinstance(node, SequenceNode) else ():
        own = _value(one, "id")
        if isinstance(own, ScalarNode) and own.value == name:
            return one if isinstance(one, Node) else None
    return None
