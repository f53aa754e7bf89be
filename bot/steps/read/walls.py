"""Pages that stand in the way of an article: consent, proof of being human, login. Left alone, and said so."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Where the large sites send visitors who have not consented yet.
_HOSTS = re.compile(r"(?:consent|guce|myprivacy|privacywall|captcha|login|auth)\.", re.IGNORECASE)
# Words of the wall itself. An article may hold one of them; a wall holds little else.
_WORDS = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|not a robot|robot or human|unusual (?:traffic|activity)|"
    r"access (?:to this page )?(?:has been |is )?denied|attention required|security check|"
    r"verify(?:ing)? (?:that )?you are (?:a )?human|checking (?:your browser|if the site connection)|"
    r"just a moment|(?:enable|turn on|requires?) (?:javascript|cookies)|javascript is (?:disabled|not enabled)|"
    r"before you continue|we(?: and our \d* ?partners)? (?:value|care about) your privacy|"
    r"accept (?:all )?(?:the )?cookies|we use cookies|cookie (?:consent|settings|policy|preferences)|"
    r"your privacy choices|consent to (?:the )?(?:use|processing)|(?:log|sign) in to (?:continue|read)|"
    r"ray id|you have been blocked|"
    r"(?:cookie|クッキー)の(?:使用|利用)|同意して(?:続|次|す)|同意する|アクセスが(?:拒否|制限)|アクセスできません|"
    r"ロボットではありません|javascriptを有効|ログインして(?:ください|続)|"
    r"请完成(?:安全)?验证|安全验证|人机验证|访问(?:受限|被拒绝|异常)|滑动.{0,6}验证|請完成驗證|我不是機器人|"
    r"쿠키 (?:사용|설정|정책)|쿠키를 사용|로봇이 아닙니다|접근이 (?:차단|거부)|로그인이 필요|자동등록방지|"
    r"cookies? (?:akzeptieren|zustimmen)|zustimmen und weiter|mit werbung weiterlesen|"
    r"accepter (?:et continuer|les cookies)|continuer sans accepter|aceptar (?:las )?cookies|"
    r"accettare? i cookie|cookies accepteren",
    re.IGNORECASE,
)
# Little text and one of these in its source: the page waits for a proof, not for a reader.
_PROOF = re.compile(
    r"challenge-platform|cf-chl|g-recaptcha|h-captcha|hcaptcha\.com|px-captcha|captcha-delivery|"
    r"cf-turnstile|_incapsula_resource",
    re.IGNORECASE,
)
_LITTLE = 300


def is_wall(source: str, *, url: str, title: str, text: str) -> bool:
    """Whether a page, whose title and text were found, is no article but what stands before one."""
    host = urlsplit(url).hostname or ""
    if _HOSTS.match(host):
        return True
    if len(text) < _LITTLE and (_WORDS.search(title) or _PROOF.search(source)):
        return True
    own = sum(len(line) for line in text.split("\n") if not _WORDS.search(line))
    return bool(text) and own < len(text) / 2
