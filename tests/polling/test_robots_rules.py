"""Which pages a robots.txt closes to us, case by case: RFC 9309, 2.2, and what publishers make of it."""

import pytest

from bot.clients.http.robots_rules import Rules

AGENT = "Newsledger/0.1 (news monitoring bot; +https://example.org/bot)"
ALL = "User-agent: *\n"


def allowed(text: str, path: str, *, bot: str = AGENT) -> bool:
    """Whether the bot may read the path of the site with this robots.txt."""
    return Rules.read(text, bot=bot).allow(f"https://news.example.org{path}")


@pytest.mark.parametrize(
    ("pattern", "closed", "opened"),
    [
        ("/", ["", "/", "/a", "/?a"], []),
        ("*", ["/", "/a", "/a/b?c"], []),
        ("/*", ["/", "/a", "/a/b?c"], []),
        ("/private/", ["/private/", "/private/a"], ["/private", "/a/private/", "/Private/"]),
        ("/private", ["/private", "/privately", "/private/a?b"], ["/a/private"]),
        ("private/", ["/private/a"], ["/a"]),
        ("/*/print", ["/2026/print", "/a/b/print/1", "//print"], ["/print", "/a/prin"]),
        ("/*.pdf$", ["/a.pdf", "/a.pdf.pdf", "/.pdf"], ["/a.pdf?x=1", "/a.pdfs", "/a.PDF"]),
        ("/*?", ["/a?x=1", "/?x"], ["/a"]),
        ("/a?x=", ["/a?x=1"], ["/a", "/a?y=1&x=1"]),
        ("/a$", ["/a"], ["/a/", "/ab", "/a?b"]),
        ("/$", ["/", ""], ["/a"]),
        ("/a*b*c", ["/abc", "/a1b2c3", "/abbc"], ["/acb", "/ab"]),
        ("/a*a$", ["/aa", "/aba", "/aaaa"], ["/a", "/ab"]),
        ("/a***b", ["/ab", "/a-b"], ["/a"]),
        ("/a*$", ["/a", "/abc"], ["/b"]),
        ("/a$b", ["/a$b", "/a$bc"], ["/a", "/ab"]),
        ("/a.b", ["/a.b"], ["/a-b"]),
        ("/(a+)+[", ["/(a+)+["], ["/aa"]),
        ("/a%2Ab", ["/a*b", "/a%2ab"], ["/a-b"]),
        ("/a%24", ["/a$", "/a$b"], ["/a"]),
        ("/%E3%83%8B", ["/ニ", "/%e3%83%8b/1"], ["/ヌ"]),
        ("/ニュース/", ["/ニュース/1", "/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9/1"], ["/ニュース"]),
        ("/%7Ejoe/", ["/~joe/a", "/%7ejoe/a"], ["/joe/"]),
        ("/a?to=http://b.c", ["/a?to=http%3A%2F%2Fb.c"], ["/a?to=b.c"]),
        ("/a  # our archive", ["/a", "/ab"], ["/"]),
        ("", [], ["/", "/a"]),
    ],
)
def test_a_pattern_closes_what_it_means_and_no_more(
    pattern: str, closed: list[str], opened: list[str]
):
    """A page that was closed and is read is a broken promise; one that is open and not read is lost news."""
    text = f"{ALL}Disallow: {pattern}\n"
    assert [path for path in closed if allowed(text, path)] == []
    assert [path for path in opened if not allowed(text, path)] == []


@pytest.mark.parametrize(
    ("rules", "path", "may"),
    [
        ("Allow: /\nDisallow: /private/", "/private/a", False),
        ("Disallow: /private/\nAllow: /", "/private/a", False),
        ("Disallow: /\nAllow: /news/", "/news/a", True),
        ("Disallow: /\nAllow: /news/", "/a", False),
        ("Disallow: /\nAllow: /*.html$", "/a.html", True),
        ("Disallow: /\nAllow: /*.html$", "/a.html?b", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Allow: /p\nDisallow: /", "/page", True),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/a", False),
        ("Allow: /ニ\nDisallow: /%E3%83%8B", "/ニ", True),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow:\nDisallow: /a", "/a", False),
        ("Allow:\nDisallow: /", "/a", False),
    ],
)
def test_of_the_rules_that_match_the_longest_holds(rules: str, path: str, *, may: bool):
    """Publishers open a part of what they closed, and close a part of what is open, in any order."""
    assert allowed(ALL + rules, path) is may


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("User-agent: Newsledger\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        ("User-agent: *\nDisallow: /b\n\nUser-agent: newsLEDGER\nDisallow: /a", "/a", False),
        (
            "User-agent: Newsledger\nDisallow: /a\n\nUser-agent: Newsledger\nDisallow: /b",
            "/b",
            False,
        ),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", False),
        ("User-agent: Newsledger\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: Newsledger\n\n\nUser-agent: x\nDisallow: /a", "/a", False),
        ("User-agent: news\nDisallow: /", "/a", True),
        ("User-agent: Ledger\nDisallow: /", "/a", True),
        ("User-agent: Newsledger2\nDisallow: /", "/a", True),
        ("User-agent: Newsledger-Image\nDisallow: /", "/a", True),
        ("User-agent: Newsledger/1.0\nDisallow: /", "/a", False),
        ("User-agent: GPTBot\nDisallow: /", "/a", True),
        ("User-agent: *\n\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /b\n\nDisallow: /a", "/a", False),
        ("User-agent: x\nUser-agent: *\nCrawl-delay: 5\nDisallow: /a", "/a", False),
        ("User-agent: x\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: x\nDisallow: /a", "/a", False),
        ("Sitemap: https://x/\nUser-agent: *\nSitemap: https://y/\nDisallow: /a", "/a", False),
        ("Disallow: /\nUser-agent: *\nDisallow: /a", "/b", True),
        ("user-agent:*\r\ndisallow:/a\r\n", "/a", False),
        ("User-agent: *\rDisallow: /a\r", "/a", False),
        ("  USER-AGENT : *  # all\n\tDISALLOW : /a\t# not this", "/a", False),
        ("User agent: *\nDisallow: /a", "/a", False),
        ("<!doctype html><p>User-agent: *<br>Disallow: /", "/a", True),
        ("\0\ufffd:::\n:\n#\nUser-agent\nDisallow", "/a", True),
        ("", "/a", True),
    ],
)
def test_a_group_is_for_the_bots_that_it_names(text: str, path: str, *, may: bool):
    """Files are written by hand: with blank lines, groups in two places, and names of other bots like ours."""
    assert allowed(text, path) is may


def test_another_user_agent_goes_by_its_own_name():
    """The name is the user agent's first word, in whatever way it goes on."""
    text = "User-agent: Alpha\nDisallow: /a\n\nUser-agent: Beta\nDisallow: /b"
    for bot in ("Alpha", "alpha/2.0 (x)", "Alpha (+https://example.org)"):
        assert not allowed(text, "/a", bot=bot)
        assert allowed(text, "/b", bot=bot)


@pytest.mark.parametrize(
    "pattern",
    [
        "/" + "*a" * 200_000 + "b",
        "/" + "*" * 400_000 + "b",
        "\nDisallow: ".join(f"/{'*a' * 200}*{count}" for count in range(1000)),
        "\nDisallow: ".join(f"*{'a' * 40}{count}" for count in range(9000)),
    ],
)
def test_no_pattern_takes_for_ever(pattern: str):
    """Each part is looked for once: a matcher that went back would never come to the end of these."""
    assert allowed(f"{ALL}Disallow: {pattern}", f"/{'a' * 100_000}")
