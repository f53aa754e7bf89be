"""`python -m bot.watchlist` prints the JSON Schema of feeds.yaml, for feeds.schema.json."""

import sys

from bot.watchlist.schema import schema_text

sys.stdout.write(schema_text())
