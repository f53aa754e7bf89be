"""What every job is handed: the open database, the outside world and what the person set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from structlog.typing import FilteringBoundLogger

from bot.clients.http import Http
from bot.clients.language_model import LanguageModel
from bot.clients.parsers import Parsers
from bot.clients.slack_socket import SlackSocket
from bot.model.alerts import Sink
from bot.model.figures import Rates
from bot.settings import Settings
from bot.steps import certainty
from bot.steps.dedupe.weights import FITTED as FITTED_ON_EVENTS
from bot.steps.dedupe.weights import EventWeights
from bot.steps.figures.assign import model as filing
from bot.steps.figures.assign import weights as filing_fitted
from bot.steps.match import Matcher
from bot.steps.match.weights import FITTED, Weights
from bot.watchlist import Watchlist


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Put together once, in app.py; jobs change nothing in it.

    `sinks` go by receiver kind; `buttons` is where presses in Slack come from, if an app-level token is set;
    `model` is the second reader, if feeds.yaml names one.
    `topic_weights`, `event_weights`, `filing_weights` and `certainty_weights` are others than the fitted ones only where
    those are judged (`eval/`).
    """

    engine: Engine
    settings: Settings
    watchlist: Watchlist
    matcher: Matcher
    http: Http
    parsers: Parsers
    sinks: Mapping[str, Sink]
    rates: Rates
    log: FilteringBoundLogger
    buttons: SlackSocket | None = None
    model: LanguageModel | None = None
    topic_weights: Weights = FITTED
    event_weights: EventWeights = FITTED_ON_EVENTS
    filing_weights: filing.Weights = filing_fitted.FITTED
    certainty_weights: certainty.Weights = certainty.FITTED
