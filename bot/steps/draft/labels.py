"""What a drafted series is called: in English, as filing reads a series' label in every language."""

from __future__ import annotations

from collections.abc import Mapping

from bot.model.figures import Nature

_CALLED: Mapping[str, str] = {
    "combined": "Total investment",
    "cuts": "Job cuts",
    "factories": "Factories",
    "fare": "Ticket price",
    "fine": "Fine",
    "homes": "Homes damaged or destroyed",
    "interest": "Interest rate",
    "orders": "Orders",
    "outage": "Homes without power",
    "pay": "Pay",
    "power": "Power in megawatts",
    "private": "Private money",
    "public": "Public money",
    "share_price": "Share price",
    "support": "Support",
    "takeover": "Takeover bid",
    "vote": "Votes",
    "writedown": "Write-down",
}
_NATURES: Mapping[str, Nature] = {
    **dict.fromkeys(
        ("deaths", "injured", "homes", "arrested", "cases", "affected", "damage"), "toll"
    ),
    **dict.fromkeys(("missing", "evacuated", "displaced", "outage", "containment"), "situation"),
}


def label_of(measure: str) -> str:
    """The label of a series of a measure."""
    return _CALLED.get(measure, measure.replace("_", " ").capitalize())


def nature_of(measure: str) -> Nature:
    """What later values of a measure are likely to be (docs/semantics.md)."""
    return _NATURES.get(measure, "plan")
