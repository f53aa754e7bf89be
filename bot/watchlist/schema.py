"""What does an editor need to know of feeds.yaml? Its JSON Schema, made of the forms that check it."""

from __future__ import annotations

import json

from bot.watchlist.forms import FeedsFile


def schema_text() -> str:
    """The JSON Schema (2020-12) of feeds.yaml, as feeds.schema.json holds it."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **FeedsFile.model_json_schema(),
        "title": "Newsledger feeds.yaml",
    }
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
