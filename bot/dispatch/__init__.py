"""Who runs it, and when."""
