"""What we do: one file a job; gather, decide, apply."""
