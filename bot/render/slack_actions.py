"""The buttons under an alert: looks right, wrong figure, mute story, why.

https://docs.slack.dev/reference/block-kit/blocks/actions-block/
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.alerts import Alert
from bot.model.figures import Change
from bot.model.presses import block_name
from bot.render import wording
from bot.render.slack_blocks import CHANGES_MOST, Block, cut

# https://docs.slack.dev/reference/block-kit/composition-objects/option-object
OPTION_MOST = 75
# https://docs.slack.dev/reference/block-kit/blocks/#universal
BLOCK_ID_MOST = 255
MUTES = (("1", "for a day"), ("7", "for a week"), ("30", "for a month"))


def actions(alert: Alert, receiver: str) -> list[Block]:
    """The buttons of an alert to one receiver, to stand under it; none where they could not be told apart.

    The block's id says whose message it is.
    """
    name = block_name(receiver, alert.key)
    shown = [one for one in alert.changes[:CHANGES_MOST] if one.after.id is not None]
    if len(name) > BLOCK_ID_MOST or not shown:
        return []
    withdraw = {
        "title": _plain("Withdraw the figure?"),
        "text": _plain(
            "It goes out of the ledger wherever its sentence stands, and everybody who was told hears of it."
        ),
        "confirm": _plain("Withdraw"),
        "deny": _plain("Leave it"),
        "style": "danger",
    }
    return [
        {
            "type": "actions",
            "block_id": name,
            "elements": [
                _of_each("right", "Looks right", shown, alert),
                {**_of_each("wrong", "Wrong figure", shown, alert), "confirm": withdraw},
                {
                    "type": "static_select",
                    "action_id": "mute",
                    "placeholder": _plain("Mute story"),
                    "options": [{"text": _plain(words), "value": days} for days, words in MUTES],
                },
                {"type": "button", "action_id": "why", "text": _plain("Why"), "value": "why"},
            ],
        }
    ]


def _of_each(action: str, words: str, changes: Sequence[Change], alert: Alert) -> Block:
    """A button where there is one figure; a choice of figures where there are more."""
    if len(changes) == 1:
        value = str(changes[0].after.id)
        return {"type": "button", "action_id": action, "text": _plain(words), "value": value}
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": _plain(words),
        "options": [
            {"text": _plain(_figure(one, alert)), "value": str(one.after.id)} for one in changes
        ],
    }


def _figure(change: Change, alert: Alert) -> str:
    label = wording.label_of(change, alert.labels)
    return cut(f"{label}: {wording.figure_in_words(change.after.figure)}", OPTION_MOST)


def _plain(words: str) -> Block:
    return {"type": "plain_text", "text": words, "emoji": False}
