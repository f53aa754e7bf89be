"""What stands on a page around an article: taken out before it is read, and out of what was read."""

from __future__ import annotations

import re
from html import unescape

# Real articles, scripts taken out, keep well below both; trafilatura needs seconds for more.
MOST_CHARACTERS = 500_000
MOST_TAGS = 20_000
# Metadata that publishers write for machines is the one script that is of use.
_SCRIPT = re.compile(
    r"<(script|style|svg|template|noscript|iframe)\b(?![^<>]*ld\+json)[^<>]*+>.*?(?:</\1\s*+>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANY_SCRIPT = re.compile(r"<script\b[^<>]*+>.*?(?:</script\s*+>|\Z)", re.IGNORECASE | re.DOTALL)
# Images that are written into the page itself.
_IMAGE = re.compile(r"data:image/[^\s\"'<>]{500,}+")
_LONGEST_NOTE = 160
# "Also read: another headline", and who took a picture, a line of its own.
_OTHERS = (
    r"(?:(?:also read|read also|see also|lesen sie auch|mehr zum thema|(?:à )?lire aussi|lea también|te puede interesar|"
    r"leia (?:também|mais)|leggi anche|lees ook|läs (?:också|även)|les også|læs også|ayrıca oku(?:yun)?|"
    r"читайте также|関連(?:記事)?|相关阅读|相關閱讀|관련\s?기사)\s*[:：|｜»>].*|"
    r"(?:photos?|image|foto|fotos|bild|crédit photo|credit|写真|画像|図|图片来源|图源|圖片來源|圖／|사진)\s*"
    r"[:：=＝／][^.。]{1,60}$)|"
    r"(?:.*[(（【](?:photos? by|photo|image|foto|写真|画像|사진|图片来源|圖片來源)[^()（）【】]{0,60}[)）】]$)|"
)
_NOTE = re.compile(
    _OTHERS
    + r"(?:share (?:this|on)\b|read (?:more|also|next)\s*:|related (?:articles?|stories|topics)\s*:?$|advertisement$|"
    r"subscribe (?:to|now)\b|sign up (?:for|to)\b|follow us\b|click here\b|"
    r"(?:copyright\b|©|\(c\)).*|.*all rights reserved\.?$|"
    r"(?:関連記事|関連リンク|関連キーワード|おすすめ記事|人気記事|あわせて読みたい|広告|ＰＲ|シェアする|ポスト|印刷)\s*[:：]?$|"
    r".*(?:無断(?:転載|複製)|転載を禁じ|会員限定(?:の)?記事|続きを(?:読む|お読み)|残り\s*[\d,]+\s*文字|無料(?:会員)?登録)|"
    r"(?:责任编辑|責任編輯|编辑|编审|校对)\s*[:：].*|(?:版权(?:声明|所有)|更多精彩|相关(?:阅读|新闻)|延伸閱讀|相關新聞).*|"
    r".*(?:未经授权|不得转载|请勿转载)|"
    r"(?:저작권자|ⓒ|관련\s?기사|많이 본).*|.*(?:무단\s?전재|재배포\s?금지).*)",
    re.IGNORECASE,
)


# A paragraph that is one link without an end is the headline of another article.
_OTHER_HEADLINE = re.compile(
    r"<p\b[^<>]*+>\s*+(?:<(?:strong|b|em)>\s*+)?<a\b[^<>]*+>[^<>]{15,200}+(?<![.!?。！？])</a>\s*+"
    r"(?:</(?:strong|b|em)>\s*+)?</p\s*+>",
    re.IGNORECASE,
)
# Markup that a publisher escaped once too often, so that it stands in the text as letters.
_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|figure|section|blockquote)\b[^<>\n]{0,500}+>", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:a|span|strong|em|b|i|u|img|sup|sub)\b[^<>\n]{0,500}+>", re.IGNORECASE)
# Data that a page's program left in its text.
_DATA = re.compile(r"[\[{]\s*(?:\{\s*)?\"[\w@$.:-]{1,60}\"\s*:")


def without_markup(text: str) -> str:
    """A text whose publisher escaped its tags and characters twice, as it was meant."""
    if not _BLOCK.search(text):
        return text
    return unescape(_INLINE.sub("", _BLOCK.sub("\n", text)))


def lightened(html: str) -> str:
    """The page without scripts, styles and comments, cut where no article would be any more."""
    text = _IMAGE.sub("", _SCRIPT.sub(" ", _COMMENT.sub("", html)))
    text = _OTHER_HEADLINE.sub(" ", text)
    if len(text) > MOST_CHARACTERS:
        text = _ANY_SCRIPT.sub(" ", text)[:MOST_CHARACTERS]
    parts = text.split("<", MOST_TAGS)
    return "<".join(parts[:MOST_TAGS]) if len(parts) > MOST_TAGS else text


def lines_of(text: str) -> list[str]:
    """The text's lines, spaces made one, without notes that belong to the page and not to the article."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line and not _is_note(line)]


def _is_note(line: str) -> bool:
    if _DATA.match(line):
        return True
    return len(line) <= _LONGEST_NOTE and _NOTE.match(line) is not None
