"""Slack: a bot that posts, and can be asked what it posted; and incoming webhooks, which cannot.

Retries are ours: the SDK's own handlers post twice where a connection breaks at the wrong moment.
https://docs.slack.dev/reference/methods/chat.postMessage
"""

from bot.clients.slack.bot_account import Slack
from bot.clients.slack.webhook import SlackWebhook

__all__ = ["Slack", "SlackWebhook"]
