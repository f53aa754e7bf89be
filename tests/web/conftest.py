"""The board's fixtures, for all tests of it."""

from board_samples import board, read_folder, serve

__all__ = ["board", "read_folder", "serve"]
