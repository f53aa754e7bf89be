"""German."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="de",
    decimal=",",
    grouping=". ",
    names_in_capitals=False,
    joined=True,
    joined_units="jährig|monatig|wöchig|tägig|stündig",
    year_adverb=True,
    small=(
        "null=0 ein=1 eins=1 eine=1 einen=1 einem=1 einer=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 "
        "zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 "
        "neunzehn=19 zweier=2 dreier=3 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90"
    ),
    hundreds="hundert",
    magnitudes=(
        "tausend=1e3 million=1e6 millionen=1e6 milliarde=1e9 milliarden=1e9 billion=1e12 billionen=1e12 "
        "billiarde=1e15 billiarden=1e15 dutzend=12"
    ),
    short="mio=1e6 mio.=1e6 mrd=1e9 mrd.=1e9 md=1e9 bio=1e12 bio.=1e12 tsd=1e3 tsd.=1e3 k=1e3 m=1e6",
    glue="und",
    several=(
        "hunderte von=200-900|tausende von=2000-9000|millionen von=2000000-9000000|milliarden von=2000000000-9000000000|hunderten=200-900|tausenden=2000-9000|hunderte=200-900|tausende=2000-9000|zehntausende=20000-90000|hunderttausende=200000-900000|mehrere hundert=200-900|mehrere tausend=2000-9000|mehrere millionen=2000000-9000000|"
        "mehrere milliarden=2000000000-9000000000|einige hundert=200-900|einige tausend=2000-9000|dutzende=24-108|"
        "hunderte=200-900|tausende=2000-9000|zehntausende=20000-90000|hunderttausende=200000-900000|"
        "ein paar hundert=200-900|ein halbes dutzend=6-6|zig millionen=20000000-90000000"
    ),
    halves="einhalb=0.5|½=0.5",
    denominators="drittel=3 viertel=4 fünftel=5 sechstel=6 siebtel=7 achtel=8 neuntel=9 zehntel=10 hälfte=2",
    genitives="der|des|von|aller|davon|dieser|seiner|ihrer|mehr|weniger|höher",
    wholes="die hälfte=50|der hälfte=50|hälfte der=50|zur hälfte=50",
    multiples=(
        "verdoppelt=2 verdoppelte=2 verdoppeln=2 verdoppelten=2 verdoppelung=2 verdopplung=2 verdreifacht=3 verdreifachte=3 verdreifachen=3 "
        "vervierfacht=4 vervierfachen=4 verfünffacht=5 halbiert=0.5 halbierte=0.5 halbieren=0.5 doppelt_so=2 dreimal_so=3 "
        "viermal_so=4 fünfmal_so=5 zweimal_so=2 verzehnfacht=10 dreifache=3 vierfache=4 fünffache=5 sechsfache=6 siebenfache=7 achtfache=8 neunfache=9 zehnfache=10 hundertfache=100 doppelte=2"
    ),
    currencies={
        "EUR": "euro|euros",
        "USD": "dollar|us-dollar|us-dollars|dollars",
        "JPY": "yen",
        "CNY": "yuan|renminbi",
        "KRW": "won",
        "GBP": "pfund|britische pfund|pfund sterling",
        "CHF": "franken|schweizer franken|sfr",
        "NOK": "norwegische kronen",
        "SEK": "schwedische kronen|kronen",
        "DKK": "dänische kronen",
        "TRY": "lira|türkische lira",
        "INR": "rupien",
        "RUB": "rubel",
        "PLN": "zloty",
        "TWD": "taiwan-dollar",
        "HKD": "hongkong-dollar",
        "AUD": "australische dollar",
        "CAD": "kanadische dollar",
        "DEM": "mark|d-mark",
    },
    subunits={"EUR": "cent|cents", "CHF": "rappen", "GBP": "pence"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "prozent|prozentpunkte|prozentpunkten|v. h.|prozentige|prozentigen|prozentiger|prozentiges",
        "basis points": "basispunkte|basispunkten",
        "times": "-fach|fach|mal so|mal mehr|-fache|fache",
        "years": "jahre|jahren|jahr|jahres|jährig|jährige|jährigen|jähriger|jähriges|jährigem|-jährige|-jährigen|-jähriger|-jähriges",
        "months": "-monatigen|-monatige|-monatiger|monatig|monatige|monatigen|monatiger|monatiges|monatigem|monate|monaten|monat",
        "weeks": "wochen|woche|wöchig|wöchige|wöchigen|wöchiger|wöchiges|-wöchige|-wöchigen|-wöchiger",
        "days": "tage|tagen|tag|tägig|tägige|tägigen|tägiger|tägiges|-tägige|-tägigen|-tägiger",
        "hours": "stunden|stunde|stündig|stündige|stündigen|stündiger|stündiges|-stündige|-stündigen|-stündiger",
        "minutes": "minuten|minute|min",
        "seconds": "sekunden|sekunde",
        "watts": "watt",
        "watts*1e3": "kilowatt",
        "watts*1e6": "megawatt",
        "watts*1e9": "gigawatt",
        "watts*1e12": "terawatt",
        "watt-hours*1e3": "kilowattstunden|kilowattstunde",
        "watt-hours*1e6": "megawattstunden|megawattstunde",
        "watt-hours*1e9": "gigawattstunden",
        "watt-hours*1e12": "terawattstunden",
        "metres": "meter|metern",
        "metres*1000": "kilometer|kilometern",
        "metres*0.01": "zentimeter",
        "metres*0.001": "millimeter",
        "m2": "quadratmeter|quadratmetern",
        "m2*1000000": "quadratkilometer",
        "m2*10000": "hektar",
        "m3": "kubikmeter|kubikmetern",
        "tonnes": "tonnen|tonne",
        "kilograms": "kilogramm|kilo",
        "grams": "gramm",
        "litres": "liter|litern",
        "barrels": "barrel|fass",
        "degrees Celsius": "grad celsius|grad",
        "bytes*1e9": "gigabyte",
        "bytes*1e12": "terabyte",
        "bytes*1e15": "petabyte",
        "bits/s*1e9": "gigabit pro sekunde",
        "bits/s*1e6": "megabit pro sekunde",
        "km/h": "kilometer pro stunde|stundenkilometer",
        "points": "punkte|punkten",
        "parameters": "parameter|parametern|parameters",
        "acres": "acre|acres|morgen",
    },
    nouns={
        "people": (
            "menschen|mitarbeiter|mitarbeitern|mitarbeiterinnen|beschäftigte|beschäftigten|arbeitsplätze|arbeitsplätzen|stellen|jobs|"
            "ingenieure|ingenieuren|personen|arbeitnehmer|fachkräfte|fachkräften|forscher|forschern|kunden|nutzer|nutzern|einwohner|"
            "einwohnern|studenten|schüler|patienten|soldaten|arbeiter|arbeitern|leute|angestellte|angestellten|teilnehmer|besucher|"
            "entwickler|entwicklern|experten|passagiere|wähler|tote|verletzte|flüchtlinge|kinder|frauen|männer|arbeitskräfte|arbeitskräften|beamte|toten|freiwillige|freiwilligen|verletzten|opfer|todesopfer|befragte|befragten"
        ),
        "companies": (
            "unternehmen|firmen|konzerne|konzernen|partner|partnern|gesellschaften|mitglieder|mitgliedern|banken|betriebe|betrieben|"
            "gründer|gründern|zulieferer|hersteller|herstellern|start-ups|startups|technologiekonzerne|aktionäre|aktionären|bieter|techkonzerne|großkonzerne"
        ),
        "parameters": "parameter|parametern",
        "gpus": "gpus|grafikprozessoren|grafikkarten|gpu",
        "tokens": "token|tokens",
        "units": (
            "wohnungen|wohneinheiten|häuser|häusern|betten|schiffe|schiffen|boote|booten|tanker|frachter|wafer|autos|fahrzeuge|fahrzeugen|roboter|robotern|stück|geräte|geräten|einheiten|maschinen|elektroautos|wagen|server|servern|chips|flugzeuge|"
            "flugzeugen|windräder|turbinen|anlagen|drohnen|panzer|busse|züge|lastwagen|konsolen"
        ),
        "count": "seiten|standorte|standorten|werke|werken|länder|ländern|städte|filialen|aufträge|flüge|flughäfen|projekte|patente",
        "households": "haushalte|haushalten",
    },
    stops=(
        "in|im|an|am|auf|zu|zum|zur|von|vom|für|mit|bei|als|der|die|das|dem|den|des|ein|eine|einen|einem|einer|und|oder|aber|"
        "ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|soll|sollen|kann|können|will|wollen|bis|nach|vor|seit|über|unter|"
        "durch|gegen|ohne|um|aus|dass|wenn|weil|sich|nicht|noch|auch|nur|er|sie|es|wir|ihr|pro|je|entstehen|liegt|liegen|steigt|stieg|"
        "uhr|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|prozent"
    ),
    plural="A",
    context={"parameters": "parameter|parametern"},
    qualifiers_before={
        "about": "rund|etwa|ungefähr|circa|ca.|ca|gut geschätzt|schätzungsweise|um die|an die|geschätzte|geschätzt|in etwa|zirka",
        "nearly": "fast|beinahe|nahezu|knapp|annähernd",
        "up_to": "bis zu|maximal|höchstens|nicht mehr als|allenfalls|bis maximal",
        "at_least": "mindestens|wenigstens|nicht weniger als|minimal|zumindest",
        "more_than": "mehr als|über|gut|oberhalb von|höher als|größer als",
        "less_than": "weniger als|unter|unterhalb von|nicht einmal|kleiner als",
    },
    qualifiers_after={
        "at_least": "oder mehr|und mehr",
        "up_to": "oder weniger",
        "about": "oder so",
    },
    fillers="ein|eine|einen|einem|einer|den|die|das|der|insgesamt|weitere|zusätzliche|einen betrag von|von|nur|jeweils|auf",
    rates_before={
        "P1Y": "jährlich|pro jahr|im jahr|jedes jahr|jährliche|jährlichen|je jahr",
        "P1M": "monatlich|pro monat|im monat|jeden monat",
        "P1D": "täglich|pro tag|am tag",
    },
    rates_after={
        "P1Y": "pro jahr|im jahr|jährlich|je jahr|jahresumsatz|per annum|p.a.|p. a.|/jahr",
        "P1M": "pro monat|im monat|monatlich|je monat",
        "P1W": "pro woche|wöchentlich|je woche",
        "P1D": "pro tag|am tag|täglich|je tag",
        "PT1H": "pro stunde|je stunde",
    },
    span_before="über|innerhalb von|in|verteilt auf|verteilt über|in den nächsten|in den kommenden|über die nächsten|binnen|für|im laufe von|während|auf",
    fiscal_before="geschäftsjahr|haushaltsjahr|haushalt|fiskaljahr|finanzjahr|im geschäftsjahr|bilanzjahr|etat|etatjahr",
    fiscal_after="er haushalt",
    deadline_before="bis|bis zum jahr|bis ende|bis anfang|bis mitte|spätestens|bis spätestens|bis zum ende des jahres|vor|bis etwa|bis ins jahr|bis zum jahresende",
    year_before="in|im jahr|ab|von|für|auf|ist|start|ende|anfang|mitte|seit|jahr|jahre|ziel|termin|zieljahr|frühestens|erst|frühjahr|sommer|herbst|winter|start:|statt|nicht vor|um|zu|am start|beginn|zum jahr",
    year_after="an",
    future=(
        "soll|sollen|sollte|wird|werden|geplant|plant|planen|will|wollen|ziel|ziele|erwartet|erwarten|starten|start|beginnen|beginn|voraussichtlich|"
        "angestrebt|einsatz|fließen|verschoben|verschiebt|frist|fertig|fertigstellung|prognose|möchte|inbetriebnahme|zieljahr|dürfte|dürften|kann|vorgesehen|vorgezogen"
    ),
    past="gegründet|unterzeichnet|seit|begann|war|wurde|entstand|eröffnet",
    earlier_before="von|statt|nach|gegenüber|bisher|zuvor|von bisher|von zuvor|anstatt|vorher|von rund|zuletzt|verglichen mit|statt bisher|von derzeit|von zuletzt|von knapp|im vergleich zu",
    earlier_after="zuvor|im vorjahr|vorher|ein jahr zuvor|im jahr zuvor|bisher",
    moved_by="um|um rund|um etwa|um knapp|um fast|um mehr als|um weitere|um gut",
    change_to="auf|auf rund|auf etwa|auf über|auf mehr als|auf bis zu|auf knapp|auf fast|zu",
    extents="reicht von|reichen von|reichte von|reichten von|schwankt von|schwanken von|spanne von",
    ranges="-|–|—|~|bis|bis zu|auf|und|bis etwa",
    either="oder|bis",
    between="zwischen",
    additional="weitere|zusätzlich|zusätzliche|zusätzlichen|weiteren|noch einmal|nochmals|weiterer|zusätzlicher",
    minus="minus",
    hedges={
        "denied": "dementiert|dementierte|bestreitet|bestritt|falsch|zurückgewiesen|wies zurück|unwahr|verneint|nicht zutreffend",
        "possible": "könnte|könnten|möglicherweise|erwägt|erwägen|vielleicht|womöglich|prüft|denkbar|eventuell|wohl",
        "reported": "soll|insider|angeblich|kreisen|heißt es|unbestätigt|gerüchten|medienberichten",
        "planned": "will|wollen|plant|planen|geplant|soll|sollen|werden|wird|ziel|erwartet|vorgesehen|voraussichtlich|möchte",
    },
    labels=(
        "seite|seiten|kapitel|abschnitt|version|level|stufe|raum|zimmer|flug|nr|nr.|nummer|artikel|folge|serie|abb.|abbildung|tabelle|"
        "phase|teil|band|ausgabe|typ|klasse|modell|paragraph|§|linie|gleis|platz|rang|staffel|woche|tag|gruppe|telefon|tel.|tel|fax|kennzahl|"
        "windows|playstation|iphone|galaxy|boeing|airbus|dax|mdax|formel|punkt|schritt|block|tor|halle|etage|runde|spieltag|absatz|abs.|satz|art.|durchwahl|wkn|series|release|stoxx"
    ),
    months="januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jan|feb|mär|apr|jun|jul|aug|sep|sept|okt|nov|dez",
    year_parts=(
        "q1=1-3|q2=4-6|q3=7-9|q4=10-12|1q=1-3|2q=4-6|3q=7-9|4q=10-12|h1=1-6|h2=7-12|erste quartal=1-3|"
        "erstes quartal=1-3|zweite quartal=4-6|zweites quartal=4-6|dritte quartal=7-9|drittes quartal=7-9|"
        "vierte quartal=10-12|viertes quartal=10-12|ersten quartal=1-3|zweiten quartal=4-6|"
        "dritten quartal=7-9|vierten quartal=10-12|1. quartal=1-3|2. quartal=4-6|3. quartal=7-9|"
        "4. quartal=10-12|erste halbjahr=1-6|erstes halbjahr=1-6|ersten halbjahr=1-6|erste jahreshälfte=1-6|"
        "ersten jahreshälfte=1-6|erste hälfte=1-6|ersten hälfte=1-6|zweite halbjahr=7-12|"
        "zweites halbjahr=7-12|zweiten halbjahr=7-12|zweite jahreshälfte=7-12|zweiten jahreshälfte=7-12|"
        "zweite hälfte=7-12|zweiten hälfte=7-12|frühjahr=3-5|frühling=3-5|sommer=6-8|herbst=9-11|winter=12-14|"
        "anfang=1-4|mitte=4-9|ende=10-12|jahresende=10-12"
    ),
    month_thirds="anfang=1|mitte=2|ende=3",
    date_joins="des jahres|von",
    day_marks=".",
    month_leads="im|bis|ab|für|vor|ende|anfang|mitte|auf",
    looks_ahead="wird|werden|soll|sollen|will|wollen|geplant|vorgesehen|voraussichtlich",
    next_years=(
        "nächstes jahr=1|nächsten jahres=1|nächsten jahr=1|kommendes jahr=1|kommenden jahr=1|"
        "kommenden jahres=1|dieses jahres=0|diesem jahr=0|übernächsten jahr=2|übernächstes jahr=2"
    ),
    verb_second=True,
    of_these="davon|darunter|von ihnen|von diesen|unter ihnen|von denen|hiervon",
    of_them="von ihnen|davon|von diesen|von denen",
    more_inside="weitere|zusätzliche",
    tolls={
        "people": "zahl der toten|zahl der todesopfer|zahl der opfer|todesopfer|opferzahl",
        "any": "gesamtzahl|gesamtstand|insgesamt",
        "noun": "zahl der|anzahl der",
    },
    toll_leads="auf|bei|beträgt|liegt bei|betrug|erreichte|erreicht|nun|jetzt",
    ordinal_marks=".|ter|te",
    ordinal_words=(
        "zweite=2 zweiter=2 zweiten=2 dritte=3 dritter=3 dritten=3 vierte=4 vierter=4 vierten=4 fünfte=5 "
        "fünfter=5 fünften=5 sechste=6 sechster=6 sechsten=6 siebte=7 siebter=7 siebten=7 achte=8 achter=8 "
        "achten=8 neunte=9 neunter=9 neunten=9 zehnte=10 zehnter=10 zehnten=10 elfte=11 elfter=11 elften=11 "
        "zwölfte=12 zwölfter=12 zwölften=12 dreizehnte=13 dreizehnter=13 dreizehnten=13 vierzehnte=14 "
        "vierzehnter=14 vierzehnten=14 fünfzehnte=15 fünfzehnter=15 fünfzehnten=15 zwanzigste=20 "
        "zwanzigster=20 zwanzigsten=20"
    ),
    ordinal_counts={"people": "todesfall|todesopfer|tote|toter|opfer", "count": "fall|infektion"},
    conditions="falls|sofern|es sei denn|für den fall",
    negations="nicht|keine|keinen|niemals",
    not_only="nur|mehr als|vor|erst|weniger als|zuletzt|mehr|einmal",
    not_this="nicht|und nicht|nicht etwa",
    turns="sondern|aber|jedoch|vielmehr|stattdessen",
    denied_back=(
        "das ist falsch|das stimmt nicht|das trifft nicht zu|dies ist falsch|das ist unwahr|dies trifft nicht zu"
    ),
    once=(
        "ursprünglich|zunächst|einst|anfangs|früher|zuvor|bislang|bisher|war|waren|hatte|sollte einst"
    ),
    now="nun|jetzt|inzwischen|mittlerweile|künftig|stattdessen|nur noch|heute",
    planned=(
        "der geplanten|den geplanten|die geplanten|geplanten|geplanter|geplante|der geplante|des geplanten|"
        "der ursprünglich geplanten|ursprünglich geplanten|ursprünglich|der bisher|der vorgesehenen|"
        "der vereinbarten|der bisherigen|den bisherigen|der erwarteten|der zunächst geplanten|wie geplant"
    ),
    compared_after=(
        "mehr als|weniger als|höher als|niedriger als|teurer|billiger|günstiger|zu viel|zu wenig|über dem|"
        "unter dem|über plan|unter plan|über den|unter den|mehr kosten|mehr ausgeben|über budget"
    ),
    overruns=(
        "überschreitet|überschritt|überschritten|übersteigt|überstieg|übertrifft|übertraf|verfehlt|verfehlte"
    ),
    points="prozentpunkt|prozentpunkte|prozentpunkten",
    noise=(
        r"\b(?<=, )\d{2}(?!000)\d{3} (?=[^\W\d_]{3})",
        r"\blesezeit\b[^.\n]{0,20}?\d{1,3} ?min(?:uten?)?",
        r"\b\d{1,3} ?min(?:uten)?\.? lesezeit\b|\b\d{1,3} minuten lesedauer\b",
        r"\bseite \d{1,4}(?: von \d{1,4})?",
        r"\b\d{1,2}(?:[.:]\d{2})? uhr\b",
        r"\b(?:die |der |den )?(?:19|20)\d0er\b",
        r"\b\d{1,2}\. (?=[^\W\d_])",
        r"\beine[rsmn]? (?:der|des|von|davon|anderen)\b|\beinander\b|\bein(?:e[rmn]?)? (?:tag|weiteres?|weiterer?|paar|bisschen|wenig|mal)\b|\beines\b",
    ),
    boilerplate="abonnieren|newsletter|jetzt testen|weiterlesen mit",
    portions="eine halbe=0.5|einer halben=0.5|einen halben=0.5|ein halbes=0.5|eine viertel=0.25|eineinhalb=1.5|anderthalb=1.5|zweieinhalb=2.5|dreieinhalb=3.5|halbe=0.5|eine dreiviertel=0.75",
    starting="starten|startet|start|beginnen|beginnt|beginn|ab",
    numbers_of="zahl der|anzahl der|zahl von",
    shares=(
        r"\b(?P<part>einer?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|[1-9]) von "
        r"(?P<of>zehn|hundert|10|100)\b(?! ?(?:millionen|milliarden|prozent|[%€0-9]))"
    ),
    worth=(
        "kredit|kredite|krediten|darlehen|vertrag|verträge|scheck|rechnung|auftrag|aufträge|anleihe|anleihen|bürgschaft|"
        "garantie|spende|bestellung|finanzierung|paket|runde|vereinbarung|bescheid|kreditlinie|förderung|zuschuss"
    ),
    counted_after={
        "people": "gestorben|starben|verstarben|sind gestorben|verstorben|endeten tödlich|verliefen tödlich|verletzt|tot|getötet|vermisst|verletzte|tote"
    },
    part_of=" von | der | von den | von seinen | von ihren | aller ",
    ceilings="obergrenze|deckel",
    measured_at="bei|auf|um|von|mit|über|unter",
    by="um|etwa|rund|fast|gut",
    ago_before="vor|vor rund|vor etwa|vor fast|vor mehr als|vor knapp",
    indefinite="ein|eine|einen|einem|einer",
    listing="und|oder",
    coin_glue="und",
    slash_after="der |des |von ",
    number_leads="von|auf|bei|um",
    start_before="ab|von|seit",
    moves="stieg|steigt|steigen|stiegen|sank|sinkt|sinken|sanken|fiel|fällt|fielen|fallen|kletterte|wuchs|wuchsen|schrumpfte|legte|gewann|verlor|verloren|rutschte|sackte",
)
