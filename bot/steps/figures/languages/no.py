"""Norwegian (Bokmål)."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="no",
    decimal=",",
    grouping=" .",
    small=(
        "null=0 en=1 én=1 ett=1 ei=1 et=1 to=2 tre=3 fire=4 fem=5 seks=6 sju=7 syv=7 åtte=8 ni=9 ti=10 elleve=11 tolv=12 tretten=13 fjorten=14 femten=15 seksten=16 sytten=17 "
        "atten=18 nitten=19 tjue=20 tjueen=21 tjueto=22 tjuefem=25 tretti=30 trettifem=35 førti=40 femti=50 seksti=60 sytti=70 åtti=80 nitti=90"
    ),
    hundreds="hundre",
    magnitudes="tusen=1e3 million=1e6 millioner=1e6 milliard=1e9 milliarder=1e9 billion=1e12 billioner=1e12 dusin=12",
    short="mio=1e6 mio.=1e6 mill=1e6 mill.=1e6 mrd=1e9 mrd.=1e9 mia=1e9 mia.=1e9 k=1e3 m=1e6",
    glue="og",
    several="flere hundre=200-900|flere tusen=2000-9000|flere millioner=2000000-9000000|flere milliarder=2000000000-9000000000|hundrevis av=200-900|tusenvis av=2000-9000|titalls=20-90|noen hundre=200-900|noen tusen=2000-9000|titusenvis av=20000-90000|hundretusenvis av=200000-900000|millioner av=2000000-9000000",
    halves="og en halv=0.5|½=0.5",
    denominators="tredel=3 tredeler=3 tredjedel=3 tredjedeler=3 firedel=4 firedeler=4 fjerdedel=4 femdel=5 femdeler=5 femtedel=5 tidel=10 tideler=10 kvart=4",
    genitives="av",
    wholes="halvparten av=50|halvparten=50",
    multiples="doblet=2 dobles=2 dobler=2 doble=2 fordoblet=2 fordobles=2 tredoblet=3 tredobles=3 tredobler=3 tredoble=3 firedoblet=4 firedobles=4 femdoblet=5 halvert=0.5 halveres=0.5 halverer=0.5 tidoblet=10 dobbelt_så=2",
    currencies={
        "NOK": "krone|kroner|kr|kr.|norske kroner|nok",
        "SEK": "svenske kroner",
        "DKK": "danske kroner",
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
    subunits={"NOK": "øre", "EUR": "cent", "USD": "cent"},
    symbols="¥=JPY ₩=KRW kr=NOK kr.=NOK",
    units={
        "percent": "prosent|prosentpoeng|pst|pst.|prosentenheter",
        "basis points": "basispunkter|basispunkt",
        "points": "poeng",
        "times": "ganger så|ganger mer|ganger høyere|gangen|ganger større",
        "years": "år|års|årige|årig|-årig|-årige|-års",
        "months": "måneder|måned|måneders",
        "weeks": "uker|uke|ukers",
        "days": "dager|dag|døgn|dagers",
        "hours": "timer|time|timers",
        "minutes": "minutter|minutt|min",
        "seconds": "sekunder|sekund",
        "watts": "watt",
        "watts*1e3": "kilowatt",
        "watts*1e6": "megawatt",
        "watts*1e9": "gigawatt",
        "watt-hours*1e3": "kilowattime|kilowattimer",
        "watt-hours*1e6": "megawattimer|megawattime",
        "watt-hours*1e9": "gigawattimer|gigawattime",
        "watt-hours*1e12": "terawattimer|terawattime",
        "metres": "meter|meters",
        "metres*1000": "kilometer",
        "metres*0.01": "centimeter",
        "metres*0.001": "millimeter",
        "metres*10000": "mil",
        "m2": "kvadratmeter|kvm",
        "m2*1000000": "kvadratkilometer",
        "m2*10000": "hektar",
        "m2*1000": "dekar|mål",
        "m3": "kubikkmeter",
        "tonnes": "tonn",
        "kilograms": "kilo|kilogram",
        "grams": "gram",
        "litres": "liter",
        "barrels": "fat",
        "degrees Celsius": "grader",
        "bytes*1e9": "gigabyte",
        "bytes*1e12": "terabyte",
        "bytes*1e15": "petabyte",
        "km/h": "kilometer i timen|km/t",
        "parameters": "parametere|parametre|parameter",
        "tokens": "tokens|token",
        "gpus": "gpu-er|gpuer|grafikkprosessorer",
    },
    nouns={
        "people": (
            "mennesker|personer|ansatte|arbeidsplasser|ingeniører|stillinger|jobber|arbeidere|forskere|utviklere|innbyggere|brukere|kunder|studenter|elever|pasienter|"
            "soldater|besøkende|passasjerer|velgere|drepte|skadde|flyktninger|barn|kvinner|menn|eksperter|årsverk|medarbeidere|medlemmer|folk|abonnenter|arbeidstakere"
        ),
        "companies": "selskaper|selskap|selskapene|bedrifter|partnere|partnerne|konserner|banker|foretak|eiere|aksjonærer|leverandører|firmaer|aktører|gründere|virksomheter|produsenter",
        "parameters": "parametere|parametre",
        "gpus": "gpu-er|gpuer|grafikkprosessorer",
        "tokens": "tokens",
        "units": "biler|roboter|enheter|kjøretøy|maskiner|fly|skip|droner|servere|brikker|boliger|turbiner|vindturbiner|tog|busser|telefoner|eksemplarer|elbiler|båter",
        "count": "land|byer|sider|fabrikker|butikker|prosjekter|flyginger|kommuner|patenter|bud|lisenser",
    },
    stops=(
        "i|på|til|av|for|med|fra|om|ved|og|eller|men|som|at|er|var|blir|ble|har|hadde|skal|vil|kan|må|den|det|de|et|en|etter|før|over|under|mot|uten|siden|når|da|ikke|også|"
        "mer|mindre|hun|han|vi|per|januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|klokken|kl|går|enn"
    ),
    plural="er|ene",
    context={"parameters": "parametere|parametre"},
    qualifiers_before={
        "about": "rundt|omtrent|cirka|ca.|ca|omkring|om lag|anslagsvis|omlag|circa",
        "nearly": "nesten|nær|tett på|bortimot|snaut|nærmere|knapt|opp mot",
        "up_to": "opptil|opp til|inntil|maksimalt|maks|ikke mer enn|høyst",
        "at_least": "minst|i det minste|minimum|ikke mindre enn",
        "more_than": "mer enn|over|drøyt|drøye|mere enn|flere enn|godt over|vel|høyere enn",
        "less_than": "mindre enn|under|færre enn|lavere enn",
    },
    qualifiers_after={"at_least": "eller mer", "up_to": "eller mindre", "about": "eller så"},
    fillers="en|et|de|den|det|totalt|til sammen|ytterligere|på|bare|ekstra|i alt|hver",
    rates_before={
        "P1Y": "årlig|årlige|per år|hvert år|i året",
        "P1M": "månedlig|per måned|hver måned",
        "P1D": "daglig|per dag|hver dag",
    },
    rates_after={
        "P1Y": "i året|årlig|per år|pr. år|hvert år|om året|/år|pr år",
        "P1M": "i måneden|månedlig|per måned|hver måned|pr. måned",
        "P1W": "i uken|i uka|per uke|ukentlig|hver uke",
        "P1D": "om dagen|per dag|daglig|hver dag|i døgnet|per døgn|pr. dag",
        "PT1H": "i timen|per time",
    },
    span_before="over|i løpet av|de neste|i|fordelt på|i de neste|de kommende|gjennom|over en periode på|innen|i en periode på",
    fiscal_before="regnskapsåret|budsjettåret|regnskapsår|statsbudsjettet for|budsjettet for|regnskapsår|statsbudsjettet",
    deadline_before="innen|før|senest|senest i|innen utgangen av|til og med|frem til|fram til|innen slutten av|innen år|senest innen",
    year_before="i|fra|til|for|slutten av|begynnelsen av|rundt|siden|år|året|oppstart|mål|målet|våren|høsten|sommeren|vinteren|først i|på|midten av|utgangen av",
    future=(
        "skal|vil|planlegger|planlagt|plan|planen|mål|målet|ventes|venter|forventet|forventes|starter|starte|start|oppstart|begynner|levere|bli|blir|utsatt|utsettes|fremskyndet|"
        "ferdig|åpne|åpner|håper|satser|drift|produksjonen|kan|frist|tas i bruk|klar|innen|komme"
    ),
    past="grunnlagt|stiftet|signert|siden|var|ble|startet|åpnet",
    earlier_before="fra|mot|i stedet for|sammenlignet med|etter|tidligere|ned fra|opp fra|fra rundt|fra om lag|fra dagens|framfor|kontra",
    earlier_after="tidligere|året før|i fjor|før|et år tidligere",
    moved_by="med|med rundt|med over|med nesten",
    change_to="til|til rundt|til over|til om lag|til nesten|til cirka|til mer enn",
    ranges="-|–|—|~|til|og",
    either="eller|til",
    between="mellom",
    additional="ytterligere|ekstra|nye|i tillegg",
    minus="minus",
    hedges={
        "denied": "avviser|avviste|benekter|benektet|dementerer|feil|usant|tilbakeviser",
        "possible": "kan|kunne|muligens|kanskje|vurderer|mulig|trolig|overveier",
        "reported": "ifølge|angivelig|kilder|melder|meldes|skriver|opplyser|etter det",
        "planned": "skal|vil|planlegger|planlagt|mål|ventes|venter|forventer|forventes|ønsker|sikter|satser|tar sikte",
    },
    labels=(
        "side|kapittel|seksjon|versjon|nivå|rom|flight|nr|nr.|nummer|artikkel|episode|serie|fig.|figur|tabell|fase|trinn|del|bind|type|klasse|modell|linje|spor|sesong|uke|dag|gruppe|"
        "tlf|tlf.|telefon|faks|playstation|windows|iphone|galaxy|boeing|airbus|obx|formel|spørsmål|punkt|paragraf|vedlegg|vei|etasje|port|runde|lesetid|kl|kl.|klokken|klokka|release|utgave"
    ),
    starters="i|på|til|av|for|med|fra|om|ved|og|men|som|at|det|de|den|en|et|rundt|omtrent|nesten|over|under|etter|før|mer|mindre|opptil|minst|disse|alle|bare|totalt|mellom|siden|når|hver|ytterligere|cirka|innen|flere",
    months="januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|des",
    year_parts=(
        "q1=1-3|q2=4-6|q3=7-9|q4=10-12|1q=1-3|2q=4-6|3q=7-9|4q=10-12|h1=1-6|h2=7-12|første kvartal=1-3|"
        "andre kvartal=4-6|tredje kvartal=7-9|fjerde kvartal=10-12|1. kvartal=1-3|2. kvartal=4-6|"
        "3. kvartal=7-9|4. kvartal=10-12|første halvår=1-6|første halvdel=1-6|andre halvår=7-12|"
        "andre halvdel=7-12|annet halvår=7-12|våren=3-5|sommeren=6-8|høsten=9-11|vinteren=12-14|starten=1-4|"
        "begynnelsen=1-4|midten=4-9|slutten=10-12"
    ),
    date_joins="av",
    day_marks=".",
    next_years="neste år=1|i år=0",
    once="opprinnelig|først|tidligere|en gang|skulle",
    now="nå|i stedet|i dag|heretter",
    planned="de planlagte|planlagte|de opprinnelige",
    compared_after=(
        "mer enn|mindre enn|færre enn|flere enn|høyere enn|lavere enn|dyrere|billigere|over budsjett|"
        "under budsjett|for mye"
    ),
    overruns="overskrider|overskred|overskredet|overstiger",
    points="prosentpoeng",
    verb_second=True,
    of_these="av disse|av dem|hvorav|herav|blant dem",
    of_them="av dem|av disse",
    more_inside="flere",
    tolls={
        "people": "dødstallet|antall døde|antall dødsfall",
        "any": "totalen|samlede antallet",
        "noun": "antallet|antall",
    },
    toll_leads="på|til|er|nå",
    ordinal_marks=".",
    ordinal_counts={"people": "dødsfall|dødsoffer", "count": "tilfelle"},
    noise=(
        r"\blesetid\b[^.\n]{0,16}?\d{1,3} ?min(?:utter)?|\b\d{1,3} ?min(?:utter)?\.? (?:lesetid|å lese)\b",
        r"\bside \d{1,4}(?: av \d{1,4})?",
        r"\bkl(?:okken|okka|\.)? ?\d{1,2}(?:[.:]\d{2})?\b",
        r"\b\d{1,2}\. (?=[^\W\d_])",
        r"\ben av\b|\bett av\b|\bén av\b|\bto(?= (?:ganger|sider av)\b)|\ben (?:dag|gang|annen|time|uke|måned)\b|\bet (?:år|annet|øyeblikk)\b|\bi (?:en|et)\b",
    ),
    boilerplate="abonner|nyhetsbrev|kun for abonnenter",
    portions="en halv=0.5|et halvt=0.5|en kvart=0.25|halvannen=1.5|halvanden=1.5|halv=0.5",
    starting="starte|starter|start|begynner|begynne|oppstart|begynder|begynde",
    numbers_of="antallet|antall|antallet af|antal|tallet på",
    ceilings="tak|taket|loft|loftet",
    measured_at="på|til|av|med",
    by="med|rundt|nesten",
    ago_after="siden",
    indefinite="en|et|ei",
    listing="og|eller",
    coin_glue="og",
    slash_after="av ",
    number_leads="fra|til|på|er",
    start_before="fra|siden",
)
