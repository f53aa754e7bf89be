"""The pages of the board, a module each."""
