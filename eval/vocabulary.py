"""No story in the code: which phrases of the bot's tables only invented streams know.

A phrase of two words or more, or a word of so many letters that it is one, has to be a phrase of
ordinary news. Where the invented streams hold it, and neither the real streams nor the sentences of
ntrex do, it was most likely put in because a stream has it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.corpora import CASES, ROOT, SHARED, rows
from eval.ntrex import FOLDER as NTREX
from eval.real_streams import streams
from eval.report import Finding, Grid, Section

BOT = ROOT / "bot"
LONG_WORD = 14
# Units, and phrases that a dictionary or any business page holds, too rare for the news at hand. Whoever
# adds one here says so in the commit.
ORDINARY = frozenset(
    {
        "a barrel",
        "a ceiling of",
        "a levé",
        "a little over",
        "apenas em",
        "arbeitsplätzen",
        "beş yılda",
    }
    | {"break fee", "cheaper than", "closed at", "current year", "de ienes", "de paramètres"}
    | {"de parámetros", "deve chegar", "does not change", "doppelt so", "em cinco anos"}
    | {
        "en cinco años",
        "falls back",
        "fiscal years",
        "free articles",
        "in morning trade",
        "in talks",
    }
    | {"jet fuel", "kilowattstunde", "nichts zu tun", "paid-in capital", "priced at"}
    | {"processeurs graphiques", "shares gained", "shares in", "shares lost", "shares rose"}
    | {"start in", "står fast", "subscribe for", "só em", "terug van", "than a year before"}
    | {"to continue reading", "traded at", "à titre de comparaison", "ändert sich", "개 매개변수"}
)
_PIECES = re.compile(r"[\n|;,]")
_PHRASE = re.compile(r"[\w '’\-]+")
_EDGES = " ()?:"


def evaluate() -> Section:
    """The phrases that only invented streams hold; none is how it should be."""
    if not NTREX.is_dir():
        return Section(
            name="No story in the code", absent="no ordinary news is beside the checkout"
        )
    invented, ordinary = _text(_invented()), _text(_ordinary())
    phrases = phrases_of(BOT)
    found = sorted(
        (phrase, path)
        for phrase, path in phrases.items()
        if phrase not in ORDINARY
        and phrase in invented
        and phrase not in ordinary
        and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", invented)
    )
    return Section(
        name="No story in the code",
        grids=(
            Grid(
                title="Phrases of the bot's tables",
                columns=("phrases", "in invented streams alone"),
                rows=((str(len(phrases)), str(len(found))),),
            ),
        ),
        measures={"vocabulary.ordinary": 1 - len(found) / max(1, len(phrases))},
        findings=tuple(
            Finding(
                kind="extra",
                language="",
                written=phrase,
                detail="stands in invented streams and in no ordinary news",
                sentence=path,
            )
            for phrase, path in found
        ),
    )


def phrases_of(folder: Path) -> dict[str, str]:
    """The phrases of all string constants of a folder's code, docstrings left out, and a file of each."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for text in _strings(ast.parse(path.read_text(encoding="utf-8"))):
            for piece in _PIECES.split(text):
                phrase = " ".join(piece.split()).strip(_EDGES).casefold()
                told = len(phrase.split()) > 1 or (phrase.isalpha() and len(phrase) >= LONG_WORD)
                if told and _PHRASE.fullmatch(phrase):
                    found.setdefault(phrase, str(path.relative_to(folder.parent)))
    return found


def _strings(tree: ast.AST) -> Iterator[str]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in docstrings:
            yield text


def _invented() -> list[Path]:
    shared = SHARED / "eval"
    return [
        *sorted(CASES.glob("stream_*.jsonl")),
        shared / "stream_dev.jsonl",
        shared / "stream_hydrogen.jsonl",
    ]


def _ordinary() -> list[Path]:
    found = [stream.articles for stream in streams(sealed=True)]
    return [*found, *(one for one in NTREX.glob("*.jsonl") if one.stem != "expected")]


def _text(paths: Iterable[Path]) -> str:
    return "\n".join(
        f"{row.get('title', '')}\n{row['text']}".casefold()
        for path in paths
        if path.is_file()
        for row in rows(path)
    )
