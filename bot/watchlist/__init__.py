"""feeds.yaml: what is watched, where, and who is told. One question a file."""

from bot.watchlist.loading import load_topic, load_watchlist
from bot.watchlist.plan import plan
from bot.watchlist.receivers import account_of, receivers_in_use
from bot.watchlist.watchlist import Watchlist

__all__ = ["Watchlist", "account_of", "load_topic", "load_watchlist", "plan", "receivers_in_use"]
