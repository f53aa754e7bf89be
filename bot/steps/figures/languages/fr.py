"""French."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="fr",
    decimal=",",
    grouping=" .",
    small=(
        "zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 "
        "quinze=15 seize=16 dix-sept=17 dix-huit=18 dix-neuf=19 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 "
        "quatre-vingt=80 quatre-vingts=80 huitante=80 nonante=90 centaine=100 dizaine=10 quinzaine=15 vingtaine=20 trentaine=30 cinquantaine=50 douzaine=12"
    ),
    hundreds="cent|cents",
    magnitudes="mille=1e3 millier=1e3 milliers=1e3 million=1e6 millions=1e6 milliard=1e9 milliards=1e9 billion=1e12 billions=1e12",
    short="m=1e6 md=1e9 mds=1e9 mrd=1e9 k=1e3 mn=1e6 mln=1e6",
    glue="et",
    several=(
        "plusieurs centaines de=200-900|plusieurs milliers de=2000-9000|plusieurs millions de=2000000-9000000|plusieurs milliards de=2000000000-9000000000|"
        "des centaines de=200-900|des milliers de=2000-9000|des dizaines de=20-90|plusieurs dizaines de=20-90|quelques centaines de=200-900|"
        "des millions de=2000000-9000000|des milliards de=2000000000-9000000000|plusieurs centaines de millions de=200000000-900000000|des dizaines de milliers de=20000-90000"
    ),
    halves="et demi=0.5|et demie=0.5|½=0.5",
    denominators="tiers=3 quart=4 quarts=4 cinquième=5 cinquièmes=5 dixième=10 dixièmes=10 sixième=6 huitième=8 moitié=2",
    genitives="de|du|des|d|d'entre|d'un|d'une",
    wholes="la moitié=50|moitié des=50",
    multiples=(
        "double_dans=2 doublent=2 doublée=2 doublées=2 triplent=3 triplée=3 doublé=2 double_de=2 doubler=2 doublera=2 doublant=2 triplé=3 tripler=3 triplera=3 quadruplé=4 quadrupler=4 quintuplé=5 le_triple=3 le_double=2 "
        "divisé_par_deux=0.5 multiplié_par_deux=2 multiplié_par_trois=3 multiplié_par_quatre=4 multiplié_par_cinq=5 multiplié_par_dix=10"
    ),
    currencies={
        "EUR": "euro|euros|d'euros|d'euro|d’euros",
        "USD": "dollar|dollars|de dollars|dollars américains|de dollars américains",
        "JPY": "yen|yens|de yens|de yen",
        "CNY": "yuan|yuans|de yuans|de yuan|de renminbi",
        "KRW": "wons|de wons|won",
        "GBP": "livres|livres sterling|de livres sterling|de livres",
        "CHF": "francs suisses|de francs suisses|francs|de francs",
        "CAD": "dollars canadiens|de dollars canadiens",
        "AUD": "dollars australiens|de dollars australiens",
        "HKD": "dollars de hong kong|de dollars de hong kong",
        "TWD": "dollars taïwanais|de dollars taïwanais",
        "NOK": "couronnes norvégiennes|de couronnes norvégiennes",
        "SEK": "couronnes suédoises|de couronnes suédoises|couronnes",
        "DKK": "couronnes danoises|de couronnes danoises",
        "TRY": "livres turques|de livres turques",
        "INR": "roupies|de roupies",
        "RUB": "roubles|de roubles",
        "BRL": "réaux|reais|de reais",
        "XOF": "francs cfa|de francs cfa|fcfa",
        "MAD": "dirhams|de dirhams",
    },
    subunits={"EUR": "centimes|centime|cents"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "pour cent|pourcent|pour-cent|points de pourcentage|point de pourcentage",
        "basis points": "points de base",
        "points": "points",
        "times": "fois plus|fois moins|fois supérieur|fois supérieure|fois la|fois le|fois les",
        "years": "ans|an|années|année",
        "months": "mois",
        "weeks": "semaines|semaine",
        "days": "jours|jour",
        "hours": "heures|heure",
        "minutes": "minutes|minute|min",
        "seconds": "secondes|seconde",
        "watts": "watts|watt",
        "watts*1e3": "kilowatts|kilowatt",
        "watts*1e6": "mégawatts|mégawatt",
        "watts*1e9": "gigawatts|gigawatt|de gigawatts",
        "watt-hours*1e3": "kilowattheures|kilowattheure",
        "watt-hours*1e6": "mégawattheures|mégawattheure",
        "watt-hours*1e9": "gigawattheures",
        "watt-hours*1e12": "térawattheures",
        "metres": "mètres|mètre",
        "metres*1000": "kilomètres|kilomètre",
        "metres*0.01": "centimètres|centimètre",
        "metres*0.001": "millimètres|millimètre",
        "m2": "mètres carrés|mètre carré",
        "m2*1000000": "kilomètres carrés|kilomètre carré",
        "m2*10000": "hectares|hectare",
        "m3": "mètres cubes|de mètres cubes",
        "tonnes": "tonnes|tonne|de tonnes",
        "kilograms": "kilogrammes|kilos|kilo",
        "grams": "grammes",
        "litres": "litres|de litres",
        "barrels": "barils|de barils",
        "degrees Celsius": "degrés|degrés celsius",
        "bytes*1e9": "gigaoctets|go",
        "bytes*1e12": "téraoctets|to",
        "bytes*1e15": "pétaoctets|po",
        "flops*1e18": "exaflops",
        "km/h": "kilomètres par heure|kilomètres-heure",
        "parameters": "paramètres|de paramètres|paramètre",
        "tokens": "jetons|de jetons|tokens|de tokens",
        "gpus": "gpu|processeurs graphiques|cartes graphiques",
        "acres": "acres|acre",
    },
    nouns={
        "count": "cas",
        "people": (
            "personnes|salariés|employés|ingénieurs|emplois|travailleurs|chercheurs|développeurs|habitants|utilisateurs|clients|étudiants|élèves|"
            "patients|soldats|ouvriers|postes|collaborateurs|d'ingénieurs|d'emplois|d'employés|d'habitants|d'utilisateurs|d'étudiants|visiteurs|"
            "passagers|électeurs|morts|blessés|réfugiés|enfants|femmes|hommes|experts|techniciens|volontaires|bénévoles|spécialistes|agents|fonctionnaires|manifestants|abonnés"
        ),
        "companies": (
            "entreprises|sociétés|groupes|partenaires|fondateurs|membres|banques|firmes|actionnaires|géants|fournisseurs|constructeurs|d'entreprises|"
            "start-up|startups|fabricants|industriels|établissements"
        ),
        "parameters": "paramètres",
        "gpus": "gpu|processeurs graphiques|gpus|processeurs",
        "tokens": "jetons|tokens",
        "units": (
            "logements|maisons|appartements|lits|navires|bateaux|pétroliers|cargos|wafers|plaquettes de silicium|robots|voitures|véhicules|unités|appareils|exemplaires|machines|camions|avions|drones|serveurs|puces|"
            "consoles|éoliennes|trains|bus|chars|smartphones|téléphones"
        ),
        "households": "foyers|ménages",
    },
    stops=(
        "dans|en|à|au|aux|le|la|les|un|une|des|du|et|ou|mais|que|qui|est|sont|était|étaient|a|ont|avait|sera|seront|pour|par|sur|avec|"
        "sans|sous|il|elle|ils|elles|ne|pas|plus|moins|ce|cette|ces|son|sa|ses|leur|leurs|se|depuis|après|avant|contre|entre|vers|dont|où|"
        "fois|puis|dès|lors|ainsi|comme|dont|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    ),
    plural="s|x",
    context={"parameters": "paramètres|paramètre"},
    qualifiers_before={
        "about": "environ|quelque|autour de|près de quelque|aux alentours de|approximativement|à peu près|une|un|de l'ordre de|quelques",
        "nearly": "près de|presque|quasiment|pas loin de|proche de",
        "up_to": "jusqu'à|au maximum|au plus|pas plus de|maximum|plafonné à|plafonnée à|jusqu'à un maximum de|tout au plus",
        "at_least": "au moins|au minimum|pas moins de|minimum|du moins",
        "more_than": "plus de|plus d'|plus d'une|plus d'un|supérieur à|supérieure à|dépassé|dépasse|dépassent|au-dessus de|au-delà de|excédant|dépassant",
        "less_than": "moins de|moins d'|moins d'une|moins d'un|inférieur à|inférieure à|au-dessous de|en dessous de|sous",
    },
    qualifiers_after={
        "about": "environ",
        "at_least": "ou plus|au moins|au minimum",
        "up_to": "ou moins|au maximum|au plus|maximum",
    },
    fillers="un|une|le|la|les|des|total de|de|d'|supplémentaires|un total de|autres|seulement|chacun",
    rates_before={
        "P1Y": "chaque année|annuel de|annuelle de|annuels de|annuellement|annuelles de",
        "P1M": "chaque mois|mensuel de|mensuelle de",
        "P1D": "chaque jour",
    },
    rates_after={
        "P1Y": "par an|par année|chaque année|annuels|annuelles|annuel|annuelle|l'an|/an|de chiffre d'affaires annuel|de revenus annuels",
        "P1M": "par mois|chaque mois|mensuels|mensuelles|mensuel|/mois",
        "P1W": "par semaine|hebdomadaires|chaque semaine",
        "P1D": "par jour|chaque jour|quotidiens|quotidiennes|/jour",
        "PT1H": "par heure|de l'heure",
    },
    span_before="sur|en|pendant|durant|sur les|au cours des|dans les|étalés sur|répartis sur|d'ici|pour|sur une période de|sur une durée de|en l'espace de",
    fiscal_before="exercice|l'exercice|exercice fiscal|l'exercice budgétaire|budget|année fiscale|l'année fiscale|exercice budgétaire|l'exercice fiscal",
    deadline_before="d'ici|d'ici à|d'ici fin|avant|d'ici à la fin|d'ici la fin|jusqu'en|avant fin|à l'horizon|horizon|au plus tard en|d'ici à fin|avant la fin|d'ici l'an|d'ici à l'horizon",
    year_before="en|pour|à partir de|dès|de|fin|début|mi-|courant|à|printemps|été|automne|hiver|objectif|échéance|depuis|qu'en|l'année|année|vers|à la fin de|dans|au printemps|à l'été|à l'automne",
    future=(
        "sera|seront|devrait|devraient|doit|doivent|prévoit|prévoient|prévu|prévue|prévus|objectif|vise|visent|compte|comptent|attendu|attendue|"
        "commencera|débutera|démarrage|démarrera|lancement|lancer|début|mise en service|prévision|planifie|entend|espère|reporté|repoussé|avancé|cible|"
        "atteindre|ambition|échéance|pourrait|pourraient|entrera|équipera"
    ),
    past="signé|fondée en|fondé en|créée en|créé en|depuis|était|a été|lancé en|a levé",
    earlier_before="au lieu des|au lieu de|au lieu du|plutôt que les|plutôt que|de|contre|au lieu de|par rapport à|après|contre seulement|passé de|passe de|passer de|initialement|auparavant|passant de|d'environ|face à|précédemment",
    earlier_after="auparavant|un an plus tôt|précédemment|l'an dernier|un an auparavant|l'année précédente|avant",
    change_to="pour atteindre|à|à environ|à près de|à plus de|à quelque|jusqu'à",
    extents="va de|vont de|allant de|varie de|varient de|oscille de",
    ranges="-|–|—|~|à|et|jusqu'à",
    either="ou|à",
    between="entre|de|d'entre",
    additional="supplémentaires|en plus|un supplément de|encore|additionnels|autres|supplémentaire de",
    minus="moins",
    hedges={
        "denied": "démenti|dément|nie|nient|rejette|faux|infondé|réfute|réfuté",
        "possible": "pourrait|pourraient|envisage|envisagent|éventuellement|peut-être|possible|étudie|étudient|susceptible|probable",
        "reported": "aurait|auraient|sources|rumeur|rumeurs|non confirmé|non confirmée|de source proche",
        "planned": "prévoit|prévoient|prévu|prévue|compte|doit|devrait|devraient|vise|objectif|sera|seront|entend|veut|veulent|ambitionne|projette",
    },
    labels=(
        "page|pages|chapitre|section|version|niveau|salle|vol|n°|no|numéro|article|épisode|série|fig.|figure|tableau|phase|étape|partie|tome|type|classe|"
        "modèle|ligne|quai|saison|semaine|jour|groupe|tél.|tél|téléphone|fax|poste|playstation|windows|iphone|galaxy|boeing|airbus|cac|formule|question|"
        "paragraphe|alinéa|annexe|route|autoroute|chambre|étage|lot|tour|journée|lecture"
    ),
    starters="à|dans|en|sur|pour|par|le|la|les|un|une|des|environ|près|plus|moins|avec|selon|quelque|d'ici|entre|après|avant|depuis|et|mais|ces|ses|leurs|au|aux|de|du|soit|jusqu'à|contre|chaque|total|autres",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    year_parts=(
        "premier trimestre=1-3|deuxième trimestre=4-6|troisième trimestre=7-9|quatrième trimestre=10-12|"
        "1er trimestre=1-3|2e trimestre=4-6|3e trimestre=7-9|4e trimestre=10-12|second trimestre=4-6|"
        "dernier trimestre=10-12|premier semestre=1-6|second semestre=7-12|deuxième semestre=7-12|"
        "première moitié=1-6|seconde moitié=7-12|1er semestre=1-6|2e semestre=7-12|t1=1-3|t2=4-6|t3=7-9|"
        "t4=10-12|1t=1-3|2t=4-6|3t=7-9|4t=10-12|s1=1-6|s2=7-12|printemps=3-5|été=6-8|automne=9-11|hiver=12-14|"
        "début=1-4|mi=4-9|milieu=4-9|fin=10-12"
    ),
    month_thirds="début=1|mi=2|fin=3",
    date_joins="de|de l'année|d'",
    day_marks="er",
    month_leads="en|d'ici|dès|fin|début|pour|avant|à partir de|jusqu'en",
    looks_ahead="sera|seront|va|vont|devrait|devraient|doit|doivent|prévu|prévue|prévus|prévues",
    next_years="l'an prochain=1|l'année prochaine=1|cette année=0",
    of_these="parmi eux|parmi elles|dont|parmi lesquels|parmi ces cas|sur ce total|d'entre eux",
    of_them="d'entre eux|d'entre elles|parmi eux",
    tolls={
        "people": "bilan humain|nombre de morts|nombre de victimes|nombre de décès",
        "any": "total|bilan|nombre total",
        "noun": "nombre de|nombre des|nombre d'",
    },
    toll_leads="à|est de|s'élève à|atteint|est désormais de|de|passe à|s'établit à",
    ordinal_marks="e|er|ème|ième",
    ordinal_words=(
        "deuxième=2 troisième=3 quatrième=4 cinquième=5 sixième=6 septième=7 huitième=8 neuvième=9 dixième=10 "
        "onzième=11 douzième=12 treizième=13 quatorzième=14 quinzième=15 seizième=16 vingtième=20 "
        "trentième=30"
    ),
    ordinal_counts={"people": "décès|mort|victime", "count": "cas"},
    conditions="s'il|s'ils|si le|si la|si les|si l'|si elle|à moins que|à condition que",
    negations="pas|jamais",
    not_only="seulement|encore|moins|plus de|avant",
    not_this="non pas|et non|pas|et pas",
    turns="mais|plutôt|cependant|toutefois",
    denied_back="c'est faux|ce n'est pas vrai|cela est faux|ceci est faux|c'est inexact",
    moved_by="augmente de|augmenté de|augmentera de|baisse de|baissé de|baissera de|diminue de|diminué de|progresse de|recule de|réduit de|relevé de|hausse de|augmentent de|baissent de",
    once="initialement|à l'origine|d'abord|autrefois|auparavant|jusqu'ici|devait|devaient|avait été",
    now="désormais|maintenant|aujourd'hui|finalement|à présent|plutôt",
    compared_after=(
        "de plus|de moins|plus cher|plus chère|plus élevé|moins cher|au-dessus|au-dessous|en dessous|de trop"
    ),
    overruns=(
        "dépasse son budget de|dépassera son budget de|dépassé son budget de|dépasse le budget de|dépassé de|"
        "dépasse de|dépassera de|excède de"
    ),
    points="point de pourcentage|points de pourcentage|point de %|points",
    noise=(
        r"\b(?:temps de )?lecture\b[^.\n]{0,16}?\d{1,3} ?min(?:utes?)?",
        r"\b\d{1,3} ?min(?:utes)?\.? de lecture\b",
        r"\bpage \d{1,4}(?: (?:sur|de) \d{1,4})?",
        r"\b\d{1,2} ?h(?:eures?)? ?(?:[0-5]\d)?\b(?! de| par| sur)",
        r"\b\d{1,3}(?:er|ère|re|e|ème|ᵉ)\b",
        r"\bun(?:e)? (?:des?|de|peu|fois|jour|autre)\b|\bl'un(?:e)?\b|\bles uns\b|\bquelqu'un\b|\bchacune?\b|\bd'un(?:e)?\b(?! (?:quart|tiers|cinquième|dixième|million|milliard|centaine|dizaine|billion|vingtaine|trentaine|quinzaine|douzaine|cinquantaine|gigawatt|mégawatt))",
        r"\bneuf (?=\W*(?:et|ou|à neuf))",
    ),
    boilerplate="abonnez-vous|abonnement|newsletter|réservé aux abonnés",
    portions="un demi=0.5|une demi=0.5|un demi-=0.5|un quart de=0.25|demi=0.5",
    starting="démarrer|démarrage|débuter|début|commencer|commencera|lancement",
    numbers_of="nombre de|nombre d'|nombre des",
    shares=(
        r"\b(?P<part>une?|deux|trois|quatre|cinq|six|sept|huit|neuf|[1-9])(?: [^\W\d_]{2,20}){0,2} sur "
        r"(?P<of>trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|[3-9]|10|20|100)\b(?! [^\W\d_]+s\b)"
    ),
    counted_before={"people": "tuant|blessant|tué|blessé"},
    counted_after={
        "people": "sont morts|sont décédés|sont mortes|ont été mortels|décédés|ont péri|tués|blessés|disparus|morts"
    },
    part_of=" des | de ses | de leurs | sur | sur les ",
    ceilings="plafond",
    measured_at="à|de|par|avec",
    by="de|d'|environ|près",
    ago_before="il y a|il y a environ|il y a près de",
    indefinite="un|une",
    future_endings="era|ira|dra|tra|eront|iront|dront",
    listing="et|ou",
    coin_glue="et",
    slash_after="de |des |du |d'",
    number_leads="de|à|est",
    start_before="à partir de|dès|depuis",
    moves="baisse|baissé|recule|reculé|perd|perdu|gagne|gagné|grimpe|grimpé|augmente|augmenté|progresse|progressé|cède|cédé|bondi|chuté|hausse|en baisse|en hausse",
    partitives=" de | d'",
)
