"""Danish."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="da",
    decimal=",",
    grouping=" .",
    small=(
        "null=0 en=1 én=1 et=1 ét=1 to=2 tre=3 fire=4 fem=5 seks=6 syv=7 otte=8 ni=9 ti=10 elleve=11 tolv=12 tretten=13 fjorten=14 femten=15 seksten=16 sytten=17 "
        "atten=18 nitten=19 tyve=20 femogtyve=25 tredive=30 fyrre=40 halvtreds=50 tres=60 halvfjerds=70 firs=80 halvfems=90"
    ),
    hundreds="hundrede|hundred",
    magnitudes="tusind=1e3 million=1e6 millioner=1e6 milliard=1e9 milliarder=1e9 billion=1e12 billioner=1e12 dusin=12",
    short="mio=1e6 mio.=1e6 mill=1e6 mill.=1e6 mrd=1e9 mrd.=1e9 mia=1e9 mia.=1e9 k=1e3 m=1e6",
    glue="og",
    several="flere hundrede=200-900|flere tusinde=2000-9000|flere millioner=2000000-9000000|flere milliarder=2000000000-9000000000|hundredvis af=200-900|tusindvis af=2000-9000|snesevis af=20-90|nogle hundrede=200-900|nogle tusinde=2000-9000|titusindvis af=20000-90000|hundredtusindvis af=200000-900000|millioner af=2000000-9000000",
    halves="og en halv=0.5|½=0.5",
    denominators="tredjedel=3 tredjedele=3 fjerdedel=4 fjerdedele=4 femtedel=5 femtedele=5 tiendedel=10 tiendedele=10 kvart=4",
    genitives="af",
    wholes="halvdelen af=50|halvdelen=50",
    multiples="fordoblet=2 fordobles=2 fordobler=2 fordoble=2 fordobling=2 tredoblet=3 tredobles=3 tredobler=3 tredoble=3 firdoblet=4 firdobles=4 femdoblet=5 halveret=0.5 halveres=0.5 halverer=0.5 tidoblet=10 dobbelt_så=2",
    currencies={
        "DKK": "krone|kroner|kr|kr.|danske kroner|dkk",
        "SEK": "svenske kroner",
        "NOK": "norske kroner",
        "EUR": "euro",
        "USD": "dollar|amerikanske dollar",
        "JPY": "yen",
        "CNY": "yuan",
        "KRW": "won",
        "GBP": "pund|britiske pund",
        "CHF": "sveitsiske franc|franc",
        "INR": "rupi",
        "RUB": "rubler",
        "CAD": "kanadiske dollar",
        "AUD": "australske dollar",
    },
    subunits={"DKK": "øre", "EUR": "cent", "USD": "cent"},
    symbols="¥=JPY ₩=KRW kr=DKK kr.=DKK",
    units={
        "percent": "procent|procentpoint|pct|pct.|procentpoints",
        "basis points": "basispoint",
        "points": "point",
        "times": "gange så|gange mere|gange højere|gange større",
        "years": "år|års|årige|årig|-årig|-årige|-års",
        "months": "måneder|måned|måneders",
        "weeks": "uger|uge|ugers",
        "days": "dage|dag|døgn|dages",
        "hours": "timer|time|timers",
        "minutes": "minutter|minut|min",
        "seconds": "sekunder|sekund",
        "watts": "watt",
        "watts*1e3": "kilowatt",
        "watts*1e6": "megawatt",
        "watts*1e9": "gigawatt",
        "watt-hours*1e3": "kilowatttime|kilowatttimer|kilowattime",
        "watt-hours*1e6": "megawatttimer|megawatttime",
        "watt-hours*1e9": "gigawatttimer",
        "watt-hours*1e12": "terawatttimer",
        "metres": "meter|meters",
        "metres*1000": "kilometer",
        "metres*0.01": "centimeter",
        "metres*0.001": "millimeter",
        "m2": "kvadratmeter|kvm",
        "m2*1000000": "kvadratkilometer",
        "m2*10000": "hektar|hektarer",
        "m3": "kubikmeter",
        "tonnes": "ton|tons",
        "kilograms": "kilo|kilogram",
        "grams": "gram",
        "litres": "liter",
        "barrels": "tønder|tønde",
        "degrees Celsius": "grader",
        "bytes*1e9": "gigabyte",
        "bytes*1e12": "terabyte",
        "bytes*1e15": "petabyte",
        "km/h": "kilometer i timen|km/t",
        "parameters": "parametre|parameter",
        "tokens": "tokens|token",
        "gpus": "gpu'er|gpuer|grafikprocessorer",
    },
    nouns={
        "people": (
            "mennesker|personer|ansatte|arbejdspladser|ingeniører|stillinger|job|jobs|arbejdere|forskere|udviklere|indbyggere|brugere|kunder|studerende|elever|patienter|"
            "soldater|besøgende|passagerer|vælgere|dræbte|sårede|flygtninge|børn|kvinder|mænd|eksperter|årsværk|medarbejdere|folk|abonnenter|lønmodtagere"
        ),
        "companies": "selskaber|selskaberne|virksomheder|partnere|partnerne|koncerner|banker|ejere|aktionærer|leverandører|firmaer|aktører|stiftere|producenter|medlemmer",
        "parameters": "parametre",
        "gpus": "gpu'er|gpuer|grafikprocessorer",
        "tokens": "tokens",
        "units": "biler|robotter|enheder|køretøjer|maskiner|fly|skibe|droner|servere|chips|boliger|turbiner|vindmøller|tog|busser|telefoner|eksemplarer|elbiler",
        "count": "lande|byer|sider|fabrikker|butikker|projekter|kommuner|patenter|bud|licenser",
    },
    stops=(
        "i|på|til|af|for|med|fra|om|ved|og|eller|men|som|at|er|var|bliver|blev|har|havde|skal|vil|kan|må|den|det|de|et|en|efter|før|over|under|mod|uden|siden|når|da|ikke|også|"
        "mere|mindre|hun|han|vi|per|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|klokken|kl|deltager|end|står|bag"
    ),
    plural="er|erne",
    context={"parameters": "parametre"},
    qualifiers_before={
        "about": "omkring|cirka|ca.|ca|rundt|omtrent|anslået|skønsmæssigt|rundt regnet",
        "nearly": "næsten|tæt på|knap|op mod|godt og vel knap",
        "up_to": "op til|maksimalt|maks|højst|ikke mere end|indtil",
        "at_least": "mindst|minimum|ikke mindre end",
        "more_than": "mere end|over|godt|flere end|godt over|højere end|lidt over",
        "less_than": "mindre end|under|færre end|lavere end",
    },
    qualifiers_after={
        "at_least": "eller mere",
        "up_to": "eller mindre",
        "about": "eller deromkring",
    },
    fillers="en|et|de|den|det|i alt|tilsammen|yderligere|på|kun|ekstra|samlet|hver",
    rates_before={
        "P1Y": "årligt|årlig|om året|hvert år|årlige",
        "P1M": "månedligt|om måneden|hver måned",
        "P1D": "dagligt|om dagen|hver dag",
    },
    rates_after={
        "P1Y": "om året|årligt|årlig|pr. år|hvert år|/år|pr år|per år",
        "P1M": "om måneden|månedligt|pr. måned|hver måned",
        "P1W": "om ugen|pr. uge|ugentligt|hver uge",
        "P1D": "om dagen|pr. dag|dagligt|hver dag|i døgnet",
        "PT1H": "i timen|pr. time",
    },
    span_before="over|i løbet af|de næste|i|fordelt over|over de næste|de kommende|gennem|over en periode på|inden for|i en periode på",
    fiscal_before="regnskabsåret|finansåret|budgetåret|regnskabsår|finansloven for|budgettet for|finanslov",
    deadline_before="inden|før|senest|senest i|inden udgangen af|til og med|frem til|inden udgangen|inden år|inden slutningen af",
    year_before="i|fra|til|for|slutningen af|begyndelsen af|omkring|siden|år|året|start|mål|målet|foråret|efteråret|sommeren|vinteren|først i|på|midten af|udgangen af",
    future=(
        "skal|vil|planlægger|planlagt|plan|planen|mål|målet|ventes|venter|forventet|forventes|starter|starte|start|begynder|levere|blive|bliver|udskudt|udskydes|fremrykket|"
        "færdig|åbne|åbner|håber|satser|drift|produktionen|kan|frist|tages i brug|klar|inden|komme"
    ),
    past="grundlagt|stiftet|underskrevet|siden|var|blev|startede|åbnede",
    earlier_before="fra|mod|i stedet for|sammenlignet med|efter|tidligere|ned fra|op fra|fra omkring|fra cirka",
    earlier_after="tidligere|året før|sidste år|før|et år tidligere",
    moved_by="med|med omkring|med over|med næsten",
    change_to="til|til omkring|til over|til næsten|til cirka|til mere end",
    ranges="-|–|—|~|til|og",
    either="eller|til",
    between="mellem",
    additional="yderligere|ekstra|nye|derudover",
    minus="minus",
    hedges={
        "denied": "afviser|afviste|benægter|dementerer|forkert|usandt",
        "possible": "kan|kunne|muligvis|måske|overvejer|formentlig",
        "reported": "ifølge|angiveligt|kilder|melder|skriver|oplyser",
        "planned": "skal|vil|planlægger|planlagt|mål|ventes|venter|forventer|forventes|ønsker|sigter",
    },
    labels=(
        "side|kapitel|sektion|version|niveau|rum|fly|nr|nr.|nummer|artikel|episode|afsnit|serie|fig.|figur|tabel|fase|trin|del|bind|type|klasse|model|linje|spor|sæson|uge|dag|gruppe|"
        "tlf|tlf.|telefon|faks|playstation|windows|iphone|galaxy|boeing|airbus|formel|spørgsmål|punkt|paragraf|bilag|vej|etage|port|runde|læsetid|kl|kl.|klokken|release|udgave"
    ),
    starters="i|på|til|af|for|med|fra|om|ved|og|men|som|at|det|de|den|en|et|omkring|cirka|næsten|over|under|efter|før|mere|mindre|op|mindst|disse|alle|kun|samlet|mellem|siden|når|hver|yderligere|inden|flere",
    months="januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec",
    year_parts=(
        "q1=1-3|q2=4-6|q3=7-9|q4=10-12|1q=1-3|2q=4-6|3q=7-9|4q=10-12|h1=1-6|h2=7-12|første kvartal=1-3|"
        "andet kvartal=4-6|tredje kvartal=7-9|fjerde kvartal=10-12|1. kvartal=1-3|2. kvartal=4-6|"
        "3. kvartal=7-9|4. kvartal=10-12|første halvår=1-6|første halvdel=1-6|andet halvår=7-12|"
        "andet halvdel=7-12|anden halvdel=7-12|foråret=3-5|sommeren=6-8|efteråret=9-11|vinteren=12-14|"
        "starten=1-4|begyndelsen=1-4|midten=4-9|slutningen=10-12"
    ),
    date_joins="af",
    day_marks=".",
    next_years="næste år=1|i år=0",
    once="oprindeligt|oprindelig|først|tidligere|engang|skulle",
    now="nu|i stedet|i dag|fremover",
    planned="de planlagte|planlagte|de oprindelige",
    compared_after=(
        "mere end|mindre end|færre end|flere end|højere end|lavere end|dyrere|billigere|over budget|under budget|"
        "for meget"
    ),
    overruns="overskrider|overskred|overskredet|overstiger",
    points="procentpoint",
    verb_second=True,
    of_these="af disse|heraf|af dem|deraf|blandt dem",
    of_them="af dem|heraf",
    more_inside="flere",
    tolls={
        "people": "dødstallet|antallet af døde|antallet af dødsfald",
        "any": "samlede antal|totalen",
        "noun": "antallet af|antal",
    },
    toll_leads="på|til|er|nu",
    ordinal_marks=".",
    ordinal_counts={"people": "dødsfald|dødsoffer", "count": "tilfælde"},
    noise=(
        r"\blæsetid\b[^.\n]{0,16}?\d{1,3} ?min(?:utter)?|\b\d{1,3} ?min(?:utter)?\.? (?:læsetid|at læse)\b",
        r"\bside \d{1,4}(?: af \d{1,4})?",
        r"\bkl(?:okken|\.)? ?\d{1,2}(?:[.:]\d{2})?\b",
        r"\b\d{1,2}\. (?=[^\W\d_])",
        r"\ben af\b|\bet af\b|\bén af\b|\ben (?:dag|gang|anden|time|uge|måned)\b|\bet (?:år|andet|øjeblik)\b|\bi (?:en|et)\b",
    ),
    boilerplate="abonnér|nyhedsbrev|kun for abonnenter",
    portions="en halv=0.5|et halvt=0.5|en kvart=0.25|halvannen=1.5|halvanden=1.5|halv=0.5",
    starting="starte|starter|start|begynner|begynne|oppstart|begynder|begynde",
    numbers_of="antallet|antall|antallet af|antal|tallet på",
    ceilings="tak|taket|loft|loftet",
    measured_at="på|til|af|med",
    by="med|omkring|næsten",
    ago_after="siden",
    indefinite="en|et",
    listing="og|eller",
    coin_glue="og",
    slash_after="af ",
    number_leads="fra|til|på|er",
    start_before="fra|siden",
)
