"""The log-in, where a password is set."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.web.access import COOKIE
from bot.web.forms import fields_of
from bot.web.gate import session_cookie
from bot.web.site import back_to, site


def show(request: Request) -> Response:
    """The form; who needs none is sent on."""
    here = site(request)
    if here.access.admits(request):
        return back_to("/")
    return here.page(request, "login.html.j2", title="Log in", problem="")


async def enter(request: Request) -> Response:
    """Hold the password against ours; too many wrong ones have to wait."""
    here = site(request)
    given = (await fields_of(request)).get("password", "")
    caller = request.client.host if request.client else "unknown"
    right = here.access.log_in(caller, given)
    if right is True:
        answer: Response = RedirectResponse("/", status_code=303)
        answer.headers.append(
            "Set-Cookie", session_cookie(here.access.new_session()[1], here.access, request)
        )
        return answer
    locked = isinstance(right, datetime)
    problem = (
        "Too many wrong passwords; try again in a minute."
        if locked
        else "That is not the password."
    )
    page = here.page(request, "login.html.j2", title="Log in", problem=problem)
    page.status_code = 429 if locked else 401
    return page


async def leave(request: Request) -> Response:
    """End the session."""
    await site(request).form(request)
    answer = back_to("/login")
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer
