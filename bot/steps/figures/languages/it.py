"""Italian."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="it",
    decimal=",",
    grouping=". ",
    joined=True,
    small=(
        "zero=0 un=1 uno=1 una=1 due=2 tre=3 tré=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12 tredici=13 quattordici=14 "
        "quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 ventuno=21 ventun=21 ventotto=28 trenta=30 trentuno=31 trentotto=38 "
        "quaranta=40 quarantotto=48 cinquanta=50 cinquantotto=58 sessanta=60 settanta=70 ottanta=80 novanta=90 centinaio=100 decina=10 dozzina=12 ventina=20 trentina=30 cinquantina=50"
    ),
    hundreds="cento",
    magnitudes="mille=1e3 mila=1e3 migliaio=1e3 milione=1e6 milioni=1e6 miliardo=1e9 miliardi=1e9 bilione=1e12 bilioni=1e12",
    short="mln=1e6 mld=1e9 mila=1e3 k=1e3 m=1e6",
    glue="e",
    several=(
        "migliaia=2000-9000|centinaia=200-900|diverse centinaia di=200-900|migliaia di=2000-9000|centinaia di=200-900|decine di=20-90|diversi milioni di=2000000-9000000|decine di migliaia di=20000-90000|"
        "alcune centinaia di=200-900|alcune migliaia di=2000-9000|milioni di=2000000-9000000|centinaia di milioni di=200000000-900000000|miliardi di=2000000000-9000000000"
    ),
    halves="e mezzo=0.5|e mezza=0.5|½=0.5",
    denominators="terzo=3 terzi=3 quarto=4 quarti=4 quinto=5 quinti=5 decimo=10 decimi=10 sesto=6 ottavo=8",
    genitives="di|del|dei|della|delle|degli|dell'",
    wholes="circa metà=50|metà degli=50|la metà delle=50|la metà dei=50|la metà degli=50|la metà=50|metà dei=50|metà delle=50",
    multiples=(
        "raddoppiate=2 triplicate=3 raddoppiano=2 triplicano=3 raddoppiò=2 triplicò=3 raddoppiati=2 raddoppiato=2 raddoppiata=2 raddoppiati=2 raddoppiare=2 raddoppia=2 raddoppierà=2 triplicato=3 triplicata=3 triplicati=3 triplicare=3 triplica=3 triplicherà=3 "
        "quadruplicato=4 quadruplicare=4 dimezzato=0.5 dimezzata=0.5 dimezzare=0.5 il_doppio=2 il_triplo=3 quintuplicato=5"
    ),
    currencies={
        "EUR": "euro|di euro",
        "USD": "dollaro|dollari|di dollari|dollari usa|di dollari usa|dollari americani",
        "JPY": "yen|di yen",
        "CNY": "yuan|di yuan",
        "KRW": "won|di won",
        "GBP": "sterline|di sterline|sterlina",
        "CHF": "franchi svizzeri|di franchi svizzeri|franchi|di franchi",
        "NOK": "corone norvegesi|di corone norvegesi",
        "SEK": "corone svedesi|di corone svedesi|corone",
        "DKK": "corone danesi|di corone danesi",
        "TRY": "lire turche|di lire turche",
        "INR": "rupie|di rupie",
        "RUB": "rubli|di rubli",
        "HKD": "dollari di hong kong|di dollari di hong kong",
        "AUD": "dollari australiani|di dollari australiani",
        "CAD": "dollari canadesi|di dollari canadesi",
        "TWD": "dollari taiwanesi|di dollari taiwanesi",
        "BRL": "real brasiliani|di real",
        "ITL": "lire|di lire",
    },
    subunits={"EUR": "centesimi|centesimo|cent"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "per cento|percento|punti percentuali|punto percentuale",
        "basis points": "punti base",
        "points": "punti",
        "times": "volte più|volte superiore|volte la|volte il|volte maggiore|volte tanto|volte meno",
        "years": "enne|enni|anni|anno",
        "months": "mesi|mese",
        "weeks": "settimane|settimana",
        "days": "giorni|giorno",
        "hours": "ore|ora",
        "minutes": "minuti|minuto|min",
        "seconds": "secondi|secondo",
        "watts": "watt",
        "watts*1e3": "kilowatt|chilowatt",
        "watts*1e6": "megawatt",
        "watts*1e9": "gigawatt",
        "watt-hours*1e3": "kilowattora|chilowattora",
        "watt-hours*1e6": "megawattora",
        "watt-hours*1e9": "gigawattora",
        "metres": "metri|metro",
        "metres*1000": "chilometri|chilometro",
        "metres*0.01": "centimetri|centimetro",
        "metres*0.001": "millimetri|millimetro",
        "m2": "metri quadrati|metri quadri|metro quadrato",
        "m2*1000000": "chilometri quadrati",
        "m2*10000": "ettari|ettaro",
        "m3": "metri cubi|di metri cubi",
        "tonnes": "tonnellate|tonnellata|di tonnellate",
        "kilograms": "chilogrammi|chili|chilo",
        "grams": "grammi",
        "litres": "litri|di litri",
        "barrels": "barili|di barili",
        "degrees Celsius": "gradi|gradi centigradi",
        "bytes*1e9": "gigabyte",
        "bytes*1e12": "terabyte",
        "bytes*1e15": "petabyte",
        "km/h": "chilometri orari|chilometri all'ora",
        "parameters": "parametri|di parametri|parametro",
        "tokens": "token|di token",
        "gpus": "gpu|processori grafici|schede grafiche",
        "acres": "acri|acro",
    },
    nouns={
        "people": (
            "guardie|persone|donne|vite|vittime|atlete|studentesse|operaie|impiegate|infermiere|persone|dipendenti|ingegneri|lavoratori|addetti|ricercatori|sviluppatori|abitanti|utenti|clienti|studenti|alunni|pazienti|soldati|"
            "posti|operai|cittadini|visitatori|passeggeri|elettori|morti|feriti|rifugiati|bambini|donne|uomini|esperti|tecnici|volontari|specialisti|impiegati|"
            "manifestanti|abbonati|migranti|occupati|unità lavorative"
        ),
        "companies": "aziende|società|imprese|gruppi|partner|soci|fondatori|membri|banche|colossi|giganti|fornitori|produttori|azionisti|startup|costruttori|case automobilistiche",
        "parameters": "parametri",
        "gpus": "gpu|processori grafici",
        "tokens": "token",
        "units": "case|abitazioni|alloggi|appartamenti|posti letto|letti|navi|imbarcazioni|barche|petroliere|wafer|robot|auto|veicoli|unità|vetture|dispositivi|macchine|camion|aerei|droni|server|chip|console|turbine|treni|autobus|telefoni|esemplari|automobili|smartphone",
        "count": "pagine|paesi|città|stabilimenti|negozi|sedi|progetti|voli|brevetti",
        "households": "famiglie|nuclei familiari",
    },
    stops=(
        "in|a|al|ai|alla|alle|il|lo|la|i|gli|le|un|una|del|dei|della|delle|e|o|ma|che|è|sono|era|erano|ha|hanno|aveva|sarà|saranno|per|con|"
        "senza|su|sul|sulla|tra|fra|fino|da|dal|dai|dalla|si|suo|sua|suoi|non|più|meno|questo|questa|come|quando|dove|dopo|prima|secondo|gennaio|febbraio|"
        "marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|ci|ne|anche|già"
    ),
    plural="i|e",
    context={"parameters": "parametri|parametro"},
    qualifiers_before={
        "about": "circa|all'incirca|intorno a|attorno a|approssimativamente|una|un|pressappoco|intorno ai|attorno ai|su per giù|più o meno",
        "nearly": "quasi|vicino a|poco meno di|prossimo a",
        "up_to": "fino a|al massimo|massimo|non più di|un massimo di|fino al|sino a|massimo di",
        "at_least": "almeno|come minimo|minimo|non meno di|un minimo di|perlomeno",
        "more_than": "più di|oltre|superiore a|superiore al|supera|superato|superano|al di sopra di|più del|oltre il|oltre i|superato i|superato il|oltre le|superiori a",
        "less_than": "meno di|inferiore a|inferiore al|sotto|al di sotto di|meno del|sotto il|sotto i|inferiori a",
    },
    qualifiers_after={"about": "circa", "at_least": "o più|almeno", "up_to": "o meno|al massimo"},
    fillers="un|una|il|la|i|le|gli|lo|totale di|altri|altre|ulteriori|di|un totale di|solo|ciascuno|complessivi|il|i",
    rates_before={
        "P1Y": "ogni anno|annui di|annuo di|annualmente|all'anno",
        "P1M": "ogni mese|mensili di|al mese",
        "P1D": "ogni giorno|al giorno",
    },
    rates_after={
        "P1Y": "all'anno|l'anno|annui|annue|annuali|annuo|ogni anno|per anno|/anno|annua",
        "P1M": "al mese|mensili|ogni mese|mensile|/mese",
        "P1W": "alla settimana|a settimana|settimanali|ogni settimana",
        "P1D": "al giorno|giornalieri|giornaliere|ogni giorno|quotidiani|/giorno",
        "PT1H": "all'ora|l'ora",
    },
    span_before="in|per|nell'arco di|nei prossimi|durante|nel corso di|entro|spalmati su|distribuiti su|su|in un periodo di|lungo|nel giro di|su un periodo di",
    fiscal_before="esercizio|anno fiscale|l'esercizio|bilancio|esercizio finanziario|dell'anno fiscale|manovra",
    deadline_before="entro il|entro|entro la fine del|fino al|entro fine|prima del|entro l'anno|entro l'inizio del|al più tardi nel|non oltre il|entro e non oltre il",
    year_before="nel|dal|per il|dal|a partire dal|fine|inizio|metà|a fine|in|al|il|del|verso il|obiettivo|prima del|entro|anno|l'anno|fino al|attorno al|alla fine del|primavera|estate|autunno|inverno",
    future=(
        "sarà|saranno|dovrà|dovranno|dovrebbe|dovrebbero|prevede|prevedono|previsto|prevista|previsti|obiettivo|punta|puntano|atteso|attesa|inizierà|"
        "partirà|avvio|inizio|lancio|piano|conta|vuole|vogliono|rinviato|rinvia|posticipato|anticipato|scadenza|potrebbe|potrebbero|entrerà|arriverà|avrà|traguardo|produzione|raggiungere|stima|stimato"
    ),
    past="firmato|fondata nel|fondato nel|creata nel|nata nel|dal|era|è stato|è stata|siglato",
    earlier_before="anziché i|anziché le|anziché gli|invece dei|invece delle|al posto di|al posto dei|da|dal|dai|contro|rispetto a|rispetto ai|invece di|anziché|in precedenza|dopo|dalle|da circa|rispetto al|contro i|contro il|dagli|dai precedenti",
    earlier_after="prima|un anno prima|l'anno precedente|in precedenza|dell'anno precedente|lo scorso anno|precedenti",
    moved_by="di|di circa|di quasi|di oltre|di altri|di altre",
    change_to="a|al|ai|a circa|a quasi|a oltre|fino a|alle|agli|a più di",
    extents="va da|vanno da|variano da|varia da|oscilla da|oscillano da|compreso da|andando da",
    ranges="-|–|—|~|a|e|ai|fino a|o|al",
    either="o|a",
    between="tra|fra|tra i|fra i|tra il|compreso tra|da",
    additional="altri|altre|ulteriori|ulteriore|aggiuntivi|in più|aggiuntive",
    minus="meno",
    hedges={
        "denied": "smentisce|smentito|smentiscono|nega|negano|falso|respinge|infondato",
        "possible": "potrebbe|potrebbero|valuta|valutano|forse|possibile|eventualmente|ipotizza|allo studio",
        "reported": "avrebbe|avrebbero|sarebbe|sarebbero|fonti|indiscrezioni|voci",
        "planned": "prevede|prevedono|previsto|punta|intende|vuole|obiettivo|sarà|saranno|dovrà|dovrebbe|piano|conta di|investirà|avrà",
    },
    labels=(
        "pagina|pagine|capitolo|sezione|versione|livello|sala|volo|n.|n°|nr.|numero|articolo|art.|episodio|serie|fig.|figura|tabella|fase|tappa|parte|volume|tipo|classe|"
        "modello|linea|stagione|settimana|giorno|gruppo|tel.|tel|telefono|fax|int.|interno|playstation|windows|iphone|galaxy|boeing|airbus|ftse|formula|domanda|"
        "paragrafo|comma|allegato|strada|stanza|piano|lotto|giornata|lettura|binario|codice"
    ),
    starters="in|a|al|ai|alla|il|lo|la|i|gli|le|un|una|di|del|dei|con|per|secondo|quasi|più|meno|fino|da|dal|tra|fra|dopo|e|ma|questi|altri|circa|oltre|ogni|totale|solo|almeno|sono|nel|entro",
    months="gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    year_parts=(
        "primo trimestre=1-3|secondo trimestre=4-6|terzo trimestre=7-9|quarto trimestre=10-12|"
        "ultimo trimestre=10-12|primo semestre=1-6|secondo semestre=7-12|prima metà=1-6|seconda metà=7-12|"
        "primavera=3-5|estate=6-8|autunno=9-11|inverno=12-14|inizio=1-4|inizi=1-4|metà=4-9|fine=10-12"
    ),
    month_thirds="inizio=1|metà=2|fine=3",
    date_joins="del|dell'anno|di",
    day_marks="º",
    month_leads="a|ad|in|entro|da|per|fino a|prima di|a fine|a inizio",
    looks_ahead="sarà|saranno|dovrebbe|dovrebbero|previsto|prevista|previsti|previste",
    next_years="l'anno prossimo=1|il prossimo anno=1|prossimo anno=1|quest'anno=0",
    of_these="di questi|di queste|di cui|tra cui|fra cui|tra loro|dei quali|delle quali|tra questi",
    of_them="di loro|di essi|di questi",
    tolls={
        "people": "bilancio delle vittime|bilancio dei morti|numero dei morti|numero di morti|numero delle vittime|numero dei decessi",
        "any": "totale|bilancio|conteggio",
        "noun": "numero di|numero dei|numero delle",
    },
    toll_leads="a|è di|raggiunge|ha raggiunto|sale a|è salito a|di|tocca",
    ordinal_marks="ª|º|°|esimo|esima",
    ordinal_words=(
        "secondo=2 seconda=2 terzo=3 terza=3 quarto=4 quarta=4 quinto=5 quinta=5 sesto=6 sesta=6 settimo=7 "
        "settima=7 ottavo=8 ottava=8 nono=9 nona=9 decimo=10 decima=10 undicesimo=11 undicesima=11 "
        "dodicesimo=12 dodicesima=12 tredicesimo=13 tredicesima=13 quattordicesimo=14 quattordicesima=14 "
        "quindicesimo=15 quindicesima=15 sedicesimo=16 sedicesima=16 diciassettesimo=17 diciassettesima=17 "
        "diciottesimo=18 diciottesima=18 diciannovesimo=19 diciannovesima=19 ventesimo=20 ventesima=20 "
        "trentesimo=30 trentesima=30 quarantesimo=40 quarantesima=40 cinquantesimo=50 cinquantesima=50"
    ),
    ordinal_counts={"people": "morte|decesso|vittima|morto", "count": "caso"},
    conditions="se il|se la|se i|se le|se gli|se non|se l'|qualora|a meno che",
    negations="non",
    not_only="solo|meno|più di|prima|soltanto",
    not_this="non|e non",
    turns="ma|bensì|però|tuttavia",
    denied_back="non è vero|è falso|ciò non è vero|questo è falso",
    once="inizialmente|in origine|in un primo tempo|prima|in precedenza|doveva|dovevano",
    now="ora|adesso|oggi|invece|attualmente|ormai",
    compared_after=(
        "in più|in meno|più del|meno del|più di quanto|meno di quanto|più caro|più cara|al di sopra|al di sotto|"
        "di troppo"
    ),
    overruns="supera di|superato di|superano di|eccede di",
    points="punti percentuali|punto percentuale|punti",
    noise=(
        r"\b(?:tempo di )?lettura\b[^.\n]{0,16}?\d{1,3} ?min(?:uti)?",
        r"\b\d{1,3} ?min(?:uti)?\.? di lettura\b",
        r"\bpagina \d{1,4}(?: di \d{1,4})?",
        r"\b(?:alle|ore|dalle) \d{1,2}(?:[.:]\d{2})?\b",
        r"\b\d{1,3}(?:º|ª|°(?! ?c))(?!\w)",
        r"\bun[oa]? (?:dei|delle|degli|di|po'|giorno|volta)\b|\bl'un[oa]\b|\bsei (?:un|il|la|in|stat)\b",
    ),
    boilerplate="abbonati|abbonamento|newsletter|riservato agli abbonati",
    portions="mezzo=0.5|mezza=0.5|un quarto di=0.25",
    starting="inizio|iniziare|inizierà|partire|partirà|avvio",
    numbers_of="numero di|numero dei|numero delle",
    shares=(
        r"\b(?P<part>un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|[1-9])(?: [^\W\d_]{2,20})? su "
        r"(?P<of>tre|quattro|cinque|sei|sette|otto|nove|dieci|venti|cento|[3-9]|10|20|100)\b(?! [^\W\d_]+[ie]\b)"
    ),
    counted_before={"people": "uccidendo|ferendo"},
    counted_after={
        "people": "sono morti|sono deceduti|sono morte|deceduti|sono stati mortali|morti|feriti|dispersi|arrestati"
    },
    part_of=" dei | delle | degli | dei suoi | su | di ",
    ceilings="tetto",
    measured_at="a|di|del|con",
    by="di|del|circa|quasi",
    ago_after="fa|or sono",
    indefinite="un|una|uno",
    future_endings="erà|irà|eranno|iranno",
    listing="e|o",
    coin_glue="e",
    slash_after="di |del |dei |della ",
    number_leads="da|a|è|di",
    start_before="a partire dal|dal",
    moves="salì|sale|salito|salita|scende|sceso|scesa|calò|cala|calato|calata|perde|perso|guadagna|guadagnato|cresce|cresciuto|cresciuta|aumenta|aumentato",
    partitives=" di | d'",
    verb_units="ha",
)
