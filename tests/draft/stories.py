"""Invented stories for drafts, in several languages; no stream of the evaluation tells them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.model.news import Article

BEGAN = datetime(2031, 3, 2, 8, tzinfo=UTC)

TUNNEL = [
    (
        "en",
        "Harbour tunnel to cost £4.2 billion, says Norvik Rail",
        (
            "The Lindholm tunnel under the harbour of Aldport will cost £4.2 billion, the operator Norvik Rail said on "
            "Monday. Work is to start in 2033. Some 1,200 workers will be on the site, and the tunnel is to be 11 km long. "
            "Norvik Rail holds a stake of 60 percent in the project."
        ),
    ),
    (
        "de",
        "Lindholm-Tunnel: Kosten steigen auf 4,9 Milliarden Pfund",
        (
            "Der Lindholm-Tunnel unter dem Hafen von Aldport soll nach Angaben von Norvik Rail nun 4,9 Milliarden Pfund "
            "kosten statt 4,2 Milliarden Pfund. Der Baubeginn ist für 2033 geplant. Der Tunnel soll 11 Kilometer lang "
            "werden. Rund 1500 Beschäftigte sollen auf der Baustelle arbeiten. Kantinen wird es drei geben."
        ),
    ),
    (
        "fr",
        "Tunnel de Lindholm : la facture monte à 4,9 milliards de livres",
        (
            "Le coût du tunnel de Lindholm atteint 4,9 milliards de livres, a annoncé lundi Norvik Rail. Le début des "
            "travaux est prévu en 2034. Norvik Rail détient 60 % du projet. Environ 1 500 salariés travailleront sur le "
            "chantier à Aldport."
        ),
    ),
]

FLOOD = [
    (
        "en",
        "Floods in Uruguay leave 14 dead",
        (
            "Floods in the north of Uruguay have killed 14 people, the government said on Tuesday. At least 60 people were "
            "injured and 25 are missing. Some 9,000 people were evacuated."
        ),
    ),
    (
        "ja",
        "ウルグアイで洪水、17人死亡",
        (
            "ウルグアイ北部の洪水で、これまでに17人が死亡した。政府によると、負傷者は70人に上り、20人が行方不明となっている。"
            "約1万人が避難している。"
        ),
    ),
    (
        "es",
        "Inundaciones en Uruguay: ya son 19 los muertos",
        (
            "Las inundaciones en Uruguay han dejado 19 muertos y 82 heridos, informó el gobierno. Otras 12 personas siguen "
            "desaparecidas y 11.000 personas fueron evacuadas."
        ),
    ),
    (
        "ko",
        "우루과이 홍수로 19명 사망",
        "우루과이 북부에서 일어난 홍수로 19명이 사망하고 90명이 부상했다. 10명은 실종 상태다. 주민 1만2천명이 대피했다.",
    ),
]


def articles(story: list[tuple[str, str, str]]) -> tuple[Article, ...]:
    """The story's articles, a day apart, each by a paper of its own."""
    return tuple(
        Article(
            id=f"https://paper{number}.example/{number}",
            url=f"https://paper{number}.example/{number}",
            source=f"Paper {number}",
            rank="press",
            language=language,
            published=BEGAN + timedelta(days=number),
            dated=True,
            title=title,
            text=text,
        )
        for number, (language, title, text) in enumerate(story, start=1)
    )
