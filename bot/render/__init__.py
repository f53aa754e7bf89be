"""How we say it: an alert to Slack blocks, a digest to a mail, either to the terminal."""
