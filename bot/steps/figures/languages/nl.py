"""Dutch."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="nl",
    decimal=",",
    grouping=". ",
    joined=True,
    joined_units="jarig|maands|weeks|daags|urig",
    small=(
        "nul=0 een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 dertien=13 veertien=14 vijftien=15 "
        "zestien=16 zeventien=17 achttien=18 negentien=19 twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90"
    ),
    hundreds="honderd",
    magnitudes="duizend=1e3 miljoen=1e6 miljard=1e9 biljoen=1e12 dozijn=12",
    short="mln=1e6 mln.=1e6 mld=1e9 mld.=1e9 mrd=1e9 k=1e3 m=1e6",
    glue="en|ën",
    several=(
        "enkele honderden=200-900|honderden=200-900|duizenden=2000-9000|tientallen=20-90|enkele duizenden=2000-9000|miljoenen=2000000-9000000|"
        "miljarden=2000000000-9000000000|tienduizenden=20000-90000|honderdduizenden=200000-900000|een paar honderd=200-900|een tiental=10-10|een honderdtal=100-100"
    ),
    halves="½=0.5|en een half=0.5",
    denominators="derde=3 kwart=4 vijfde=5 tiende=10 zesde=6 achtste=8 helft=2",
    genitives="van|der|meer|minder|hoger|lager",
    wholes="de helft=50|de helft van=50|helft van de=50",
    multiples=(
        "verdubbeld=2 verdubbelde=2 verdubbelen=2 verdubbelt=2 verdubbeling=2 verdrievoudigd=3 verdrievoudigen=3 verdrievoudigde=3 verviervoudigd=4 "
        "gehalveerd=0.5 halveren=0.5 halveert=0.5 twee_keer_zo=2 drie_keer_zo=3 vier_keer_zo=4 vijf_keer_zo=5 tweemaal_zo=2 driemaal_zo=3"
    ),
    currencies={
        "EUR": "euro|euro's|euros",
        "USD": "dollar|dollars|amerikaanse dollar",
        "JPY": "yen",
        "CNY": "yuan",
        "KRW": "won",
        "GBP": "pond|britse pond|pond sterling",
        "CHF": "zwitserse frank|frank",
        "NOK": "noorse kronen|noorse kroon",
        "SEK": "zweedse kronen|zweedse kroon|kronen",
        "DKK": "deense kronen|deense kroon",
        "TRY": "turkse lira|lira",
        "INR": "roepie",
        "RUB": "roebel",
        "HKD": "hongkongse dollar",
        "AUD": "australische dollar",
        "CAD": "canadese dollar",
        "TWD": "taiwanese dollar",
        "NLG": "gulden",
    },
    subunits={"EUR": "cent|eurocent"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "procent|procentpunt|procentpunten|pct|pct.",
        "basis points": "basispunten|basispunt",
        "points": "punten",
        "times": "keer zo|keer meer|maal zo|keer hoger",
        "years": "jaar|jaren|-jarige|-jarig|jarige|jarig",
        "months": "maanden|maand|maands|maandse",
        "weeks": "weken|week|weeks|weekse",
        "days": "dagen|dag|daags|daagse",
        "hours": "uur|urig|urige",
        "minutes": "minuten|minuut|min",
        "seconds": "seconden|seconde",
        "watts": "watt",
        "watts*1e3": "kilowatt",
        "watts*1e6": "megawatt",
        "watts*1e9": "gigawatt",
        "watt-hours*1e3": "kilowattuur",
        "watt-hours*1e6": "megawattuur",
        "watt-hours*1e9": "gigawattuur",
        "watt-hours*1e12": "terawattuur",
        "metres": "meter",
        "metres*1000": "kilometer",
        "metres*0.01": "centimeter",
        "metres*0.001": "millimeter",
        "m2": "vierkante meter",
        "m2*1000000": "vierkante kilometer",
        "m2*10000": "hectare",
        "m3": "kubieke meter|kuub",
        "tonnes": "ton|tonnen",
        "kilograms": "kilogram|kilo",
        "grams": "gram",
        "litres": "liter",
        "barrels": "vaten|vat",
        "degrees Celsius": "graden|graden celsius",
        "bytes*1e9": "gigabyte",
        "bytes*1e12": "terabyte",
        "bytes*1e15": "petabyte",
        "km/h": "kilometer per uur",
        "parameters": "parameters|parameter",
        "tokens": "tokens",
        "gpus": "gpu's|gpus|grafische processors|videokaarten",
        "acres": "acre|acres",
    },
    nouns={
        "people": (
            "bewakers|agenten|doden|levens|troepen|mensen|werknemers|medewerkers|banen|ingenieurs|arbeiders|personen|onderzoekers|ontwikkelaars|inwoners|gebruikers|klanten|studenten|leerlingen|patiënten|"
            "soldaten|arbeidsplaatsen|bezoekers|passagiers|kiezers|doden|gewonden|vluchtelingen|kinderen|vrouwen|mannen|deskundigen|experts|technici|vrijwilligers|specialisten|"
            "ambtenaren|betogers|abonnees|vakmensen|krachten|personeelsleden|voltijdbanen"
        ),
        "companies": "bedrijven|ondernemingen|partners|concerns|banken|leden|oprichters|firma's|fabrikanten|leveranciers|techreuzen|vennootschappen|start-ups|autobouwers|partijen|groepen",
        "parameters": "parameters",
        "gpus": "gpu's|gpus",
        "tokens": "tokens",
        "units": "woningen|huizen|appartementen|bedden|ziekenhuisbedden|schepen|boten|tankers|wafers|robots|auto's|voertuigen|stuks|apparaten|machines|vrachtwagens|vliegtuigen|drones|servers|chips|consoles|windmolens|turbines|treinen|bussen|telefoons|exemplaren|toestellen",
        "count": "pagina's|landen|steden|fabrieken|winkels|vestigingen|projecten|vluchten|octrooien",
        "households": "huishoudens|gezinnen",
    },
    stops=(
        "in|op|te|aan|van|voor|met|bij|door|naar|uit|de|het|een|en|of|maar|dat|die|is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|zal|zullen|moet|kan|"
        "tot|over|onder|tegen|zonder|na|sinds|als|dan|om|er|ze|hij|zij|niet|ook|nog|meer|minder|per|doen|komen|gaan|januari|februari|maart|april|mei|juni|juli|augustus|"
        "september|oktober|november|december|uur"
    ),
    plural="en|s",
    context={"parameters": "parameters|parameter"},
    qualifiers_before={
        "about": "ongeveer|circa|rond|zo'n|rond de|naar schatting|pakweg|ca.|om en nabij|grofweg|omstreeks|een kleine|een stuk of",
        "nearly": "bijna|krap|tegen de|haast|dicht bij",
        "up_to": "tot|maximaal|hooguit|hoogstens|ten hoogste|tot wel|niet meer dan|tot maximaal",
        "at_least": "minstens|ten minste|minimaal|zeker|op zijn minst|tenminste|niet minder dan",
        "more_than": "meer dan|ruim|boven|boven de|hoger dan|een dikke",
        "less_than": "minder dan|onder|onder de|lager dan|nog geen",
    },
    qualifiers_after={"at_least": "of meer", "up_to": "of minder", "about": "ongeveer"},
    fillers="een|de|het|totaal van|in totaal|extra|nog|van|slechts|elk",
    rates_before={
        "P1Y": "jaarlijks|per jaar|elk jaar|jaarlijkse|ieder jaar",
        "P1M": "maandelijks|per maand|elke maand",
        "P1D": "dagelijks|per dag",
    },
    rates_after={
        "P1Y": "per jaar|jaarlijks|elk jaar|ieder jaar|/jaar|aan jaaromzet",
        "P1M": "per maand|maandelijks|elke maand",
        "P1W": "per week|wekelijks|elke week",
        "P1D": "per dag|dagelijks|elke dag",
        "PT1H": "per uur",
    },
    span_before="over|in|gedurende|verspreid over|in de komende|de komende|over een periode van|binnen|voor|uitgesmeerd over|in de loop van|voor een periode van",
    fiscal_before="boekjaar|begrotingsjaar|begroting|begroting van|fiscaal jaar|het boekjaar",
    deadline_before="tegen|voor|uiterlijk|uiterlijk in|tot|tegen eind|voor eind|vóór|voor het jaar|tegen het jaar|tot en met|tot eind|uiterlijk eind|voor het einde van|vóór eind",
    year_before="in|vanaf|voor|van|eind|begin|medio|naar|is|sinds|rond|het jaar|jaar|zomer|voorjaar|najaar|per|tot|in het jaar|doel|pas in|halverwege",
    future=(
        "zal|zullen|moet|moeten|wil|willen|plan|plannen|gepland|doel|verwacht|verwachten|begint|beginnen|start|starten|gaat|gaan|klaar|uitgesteld|vervroegd|streeft|streven|"
        "oplevering|kan|kunnen|naar verwachting|voorzien|beoogd|komt|produceren|ingebruikname|deadline|voorspelling"
    ),
    past="opgericht|getekend|sinds|was|werd|begon|gestart in|geopend",
    earlier_before="van|vanaf|tegen|tegenover|in plaats van|eerder|vergeleken met|na|voorheen|ten opzichte van|was|van ongeveer|van circa",
    earlier_after="eerder|een jaar eerder|vorig jaar|daarvoor|het jaar ervoor",
    moved_by="met|met ongeveer|met bijna|met ruim",
    change_to="naar|tot|naar ongeveer|naar ruim|naar bijna|naar zo'n|naar meer dan",
    extents="varieert van|variëren van|varieerde van|loopt van|lopen van|uiteenlopend van",
    ranges="-|–|—|~|tot|en|à|tot en met",
    either="of|à|tot",
    between="tussen|tussen de",
    additional="extra|nog eens|bijkomende|aanvullende|additionele",
    minus="min",
    hedges={
        "denied": "ontkent|ontkende|ontkennen|onjuist|weerspreekt|niet waar|tegengesproken",
        "possible": "zou kunnen|zouden kunnen|mogelijk|wellicht|misschien|overweegt|overwegen|kan|kunnen",
        "reported": "naar verluidt|bronnen|zou|zouden|geruchten|onbevestigde",
        "planned": "wil|willen|zal|zullen|plan|gepland|verwacht|moet|moeten|doel|gaat|van plan|krijgt",
    },
    labels=(
        "pagina|hoofdstuk|sectie|paragraaf|versie|niveau|kamer|zaal|vlucht|nr|nr.|nummer|artikel|aflevering|serie|fig.|figuur|tabel|fase|stap|deel|type|klasse|model|"
        "lijn|spoor|seizoen|week|dag|groep|tel.|tel|telefoon|fax|playstation|windows|iphone|galaxy|boeing|airbus|aex|formule|vraag|punt|bijlage|snelweg|verdieping|poort|kavel|ronde|leestijd|toestel|art."
    ),
    starters="in|op|te|aan|van|voor|met|bij|door|naar|de|het|een|en|maar|ongeveer|circa|ruim|bijna|meer|minder|tot|na|sinds|als|zo'n|deze|die|totaal|tussen|alle|nog|per|slechts|maximaal|minstens|rond|vijf|volgens",
    months="januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec",
    year_parts=(
        "q1=1-3|q2=4-6|q3=7-9|q4=10-12|1q=1-3|2q=4-6|3q=7-9|4q=10-12|h1=1-6|h2=7-12|eerste kwartaal=1-3|"
        "tweede kwartaal=4-6|derde kwartaal=7-9|vierde kwartaal=10-12|eerste helft=1-6|eerste halfjaar=1-6|"
        "tweede helft=7-12|tweede halfjaar=7-12|voorjaar=3-5|lente=3-5|zomer=6-8|najaar=9-11|herfst=9-11|"
        "winter=12-14|begin=1-4|medio=4-9|midden=4-9|eind=10-12|einde=10-12"
    ),
    month_thirds="begin=1|half=2|medio=2|eind=3",
    date_joins="van|van het jaar",
    day_marks="e",
    month_leads="in|tegen|voor|vanaf|tot|eind|begin|medio",
    looks_ahead="zal|zullen|wordt|worden|gaat|gaan|gepland|verwacht",
    no_next_after="het",
    next_years="volgend jaar=1|komend jaar=1|dit jaar=0",
    verb_second=True,
    of_these="van hen|daarvan|van wie|waarvan|onder wie|onder hen|hiervan",
    of_them="van hen|daarvan|van wie",
    more_inside="extra",
    tolls={
        "people": "dodental|aantal doden|aantal slachtoffers|aantal dodelijke slachtoffers",
        "any": "totaal|totale aantal|teller",
        "noun": "aantal",
    },
    toll_leads="op|tot|naar|is|bedraagt|van|staat op|nu",
    ordinal_marks="e|de|ste",
    ordinal_counts={
        "people": "dode|sterfgeval|slachtoffer|overlijden",
        "count": "geval|besmetting",
    },
    conditions="indien|mits|tenzij",
    negations="niet|nooit",
    not_only="alleen|meer dan|minder dan|voor|pas|eerder",
    not_this="niet|en niet",
    turns="maar|echter",
    denied_back="dat klopt niet|dat is niet waar|dit klopt niet|dit is onjuist|dat is onjuist",
    once="oorspronkelijk|aanvankelijk|eerst|eerder|voorheen|ooit|zou eerst",
    now="nu|inmiddels|voortaan|thans",
    planned="de geplande|het geplande|geplande|de oorspronkelijke|de verwachte|de beloofde",
    compared_after=(
        "meer dan|minder dan|hoger dan|lager dan|duurder|goedkoper|te veel|te weinig|boven het|onder het|boven de|"
        "onder de"
    ),
    overruns="overschrijdt|overschreed|overschreden|overtreft|overtrof",
    points="procentpunt|procentpunten",
    noise=(
        r"\bleestijd\b[^.\n]{0,16}?\d{1,3} ?min(?:uten)?|\b\d{1,3} ?min(?:uten)?\.? (?:leestijd|lezen)\b",
        r"\bpagina \d{1,4}(?: van \d{1,4})?",
        r"\b\d{1,2}[.:]\d{2} uur\b|\bom \d{1,2} uur\b|\b(?:vanaf|tot|van) \d{1,2}[.:]\d{2}\b",
        r"\b\d{1,3}(?:e|ste|de)\b",
        r"\béén van\b|\been van\b|\been (?:dag|jaar|keer|uur|week|maand|paar|beetje|ander)\b",
    ),
    boilerplate="abonneer|nieuwsbrief|alleen voor abonnees",
    portions="een half=0.5|een halve=0.5|half=0.5|halve=0.5|anderhalf=1.5|anderhalve=1.5|tweeënhalf=2.5|een kwart=0.25",
    starting="begint|beginnen|start|starten|begin",
    numbers_of="aantal",
    shares=(
        r"\b(?P<part>een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|[1-9])(?: [^\W\d_]{2,20})? op (?:de|elke) "
        r"(?P<of>drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|honderd|[3-9]|10|20|100)\b"
    ),
    counted_after={"people": "overleden|zijn overleden|stierven|dodelijk|doden|gewonden|vermisten"},
    part_of=" van de | van zijn | van hun ",
    ceilings="plafond|bovengrens",
    measured_at="op|van|met|naar|tot",
    by="met|ongeveer|bijna",
    ago_after="geleden",
    indefinite="een",
    listing="en|of",
    coin_glue="en",
    slash_after="van |der ",
    number_leads="van|naar|op|tot",
    start_before="vanaf|sinds",
    moves="daalde|daalden|daalt|steeg|stegen|stijgt|zakte|zakten|groeide|groeiden|kromp|won|verloor|klom",
)
