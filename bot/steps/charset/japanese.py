"""EUC-JP and ISO-2022-JP with the characters that Japanese machines added to them.

Python's codecs keep to the standards, in which ①, ㈱ and 髙 do not occur; publishers write them every day, in
the rows that Shift_JIS (cp932) has them in.
"""

from __future__ import annotations

import codecs

EUC_JP = "euc_jp"
ISO_2022_JP = "iso2022_jp_ext"
ERRORS = "newsledger-japanese"
_UNKNOWN = "\ufffd"
_HIGH = 0x80


def _as_cp932(error: UnicodeError) -> tuple[str, int]:
    """A pair of bytes that the codec does not know, as cp932 knows it; else the sign for what is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    row, cell = (byte & ~_HIGH for byte in pair) if len(pair) == 2 else (0, 0)  # noqa: PLR2004  (a pair)
    if 0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E:  # noqa: PLR2004  (JIS X 0208, the grid of 94 by 94)
        try:
            return _shifted(row, cell).decode("cp932"), error.start + 2
        except UnicodeDecodeError:
            pass
    return _UNKNOWN, error.start + 1


def _shifted(row: int, cell: int) -> bytes:
    """A cell of the JIS grid as the two bytes of Shift_JIS (JIS X 0208, appendix 1)."""
    first = (row - 0x21 >> 1) + (0x81 if row <= 0x5E else 0xC1)  # noqa: PLR2004  (half-width kana lie between)
    if row % 2:
        return bytes((first, cell + (0x1F if cell < 0x60 else 0x20)))  # noqa: PLR2004  (7F is left out)
    return bytes((first, cell + 0x7E))


codecs.register_error(ERRORS, _as_cp932)
