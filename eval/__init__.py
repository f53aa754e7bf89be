"""How good the figures and the ledger are, measured; with a gate that only ever rises."""
