"""The fields of a form, as far as a form of ours can be: small, plainly encoded, and sent without delay."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

# A ruling's note is a sentence; a form holds a handful of fields.
MOST_BYTES = 65_536
MOST_FIELDS = 40
BODY_S = 10.0
ENCODED = "application/x-www-form-urlencoded"


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form by name, always read as UTF-8; of one that comes twice the last.

    Raises HTTPException: 415 for what is no plain form (a file, another charset's trick), 413 for what is too long
    or has too many fields, 408 for what does not arrive.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {ENCODED, ""}:
        raise HTTPException(415, "a form of the board is sent as plain fields, and as nothing else")
    try:
        async with asyncio.timeout(BODY_S):
            body = await _bounded(request)
    except TimeoutError:
        raise HTTPException(408, "the form did not arrive in time; send it again") from None
    if not kind and body:
        raise HTTPException(415, "a form says how it is encoded, and this one does not")
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise HTTPException(413, "the form has more fields than any of the board") from None
    return dict(pairs)


async def _bounded(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise HTTPException(413, "the form is longer than any of the board")
    return bytes(body)
