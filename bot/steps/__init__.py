"""What we decide: pure functions over the model; no step knows another."""
