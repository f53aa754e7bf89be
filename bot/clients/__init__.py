"""The world outside, thinly: HTTP, Slack, mail, exchange rates. Each vendor library has one home."""
