"""Speed and growth, measured beside named peers in the same run."""
