"""Spanish."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="es",
    decimal=",",
    grouping=". ",
    apostrophe_decimal=True,
    small=(
        "cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 "
        "dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiún=21 veintiuno=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25 "
        "veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 "
        "ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 cuatrocientas=400 quinientos=500 quinientas=500 "
        "seiscientos=600 seiscientas=600 setecientos=700 ochocientos=800 novecientos=900 centenar=100 decena=10 docena=12 veintena=20"
    ),
    magnitudes="mil=1e3 miles=1e3 millón=1e6 millon=1e6 millones=1e6 billón=1e12 billones=1e12 trillón=1e18 trillones=1e18",
    short="m=1e6 mm=1e6 mill.=1e6 k=1e3 bn=1e9",
    glue="y",
    several=(
        "varios miles de=2000-9000|varios millones de=2000000-9000000|cientos de=200-900|miles de=2000-9000|decenas de=20-90|millones de=2000000-9000000|"
        "varios cientos de=200-900|docenas de=24-108|decenas de miles de=20000-90000|cientos de miles de=200000-900000|cientos de millones de=200000000-900000000|"
        "miles de millones de=2000000000-9000000000|unos pocos miles de=2000-9000"
    ),
    halves="y medio=0.5|y media=0.5|½=0.5",
    denominators="tercio=3 tercios=3 cuarto=4 cuartos=4 quinto=5 quinta=5 quintas=5 décima=10 décimas=10 tercera=3 cuarta=4",
    genitives="de|del|parte|partes",
    wholes="la mitad=50|un tercio=33.33|una tercera parte=33.33|una cuarta parte=25|una quinta parte=20|dos terceras partes=66.67|tres cuartas partes=75",
    multiples=(
        "duplican=2 triplican=3 se_dobló=2 se_dobla=2 doblar=2 duplicó=2 duplicado=2 duplicar=2 duplica=2 duplicará=2 duplicaron=2 triplicó=3 triplicado=3 triplicar=3 triplica=3 triplicará=3 cuadruplicó=4 "
        "cuadruplicar=4 quintuplicó=5 el_triple=3 el_doble=2 multiplicó_por_dos=2 multiplicado_por_tres=3 multiplicó_por_tres=3 reducir_a_la_mitad=0.5"
    ),
    currencies={
        "EUR": "euro|euros|de euros",
        "USD": "dólar|dólares|de dólares|dólares estadounidenses|de dólares estadounidenses",
        "JPY": "yen|yenes|de yenes",
        "CNY": "yuan|yuanes|de yuanes",
        "KRW": "wones|de wones|won",
        "GBP": "libras|de libras|libras esterlinas|de libras esterlinas",
        "CHF": "francos suizos|de francos suizos|francos",
        "MXN": "pesos|de pesos|pesos mexicanos|de pesos mexicanos",
        "ARS": "pesos argentinos|de pesos argentinos",
        "CLP": "pesos chilenos|de pesos chilenos",
        "COP": "pesos colombianos|de pesos colombianos",
        "PEN": "soles|de soles",
        "BRL": "reales|de reales",
        "INR": "rupias|de rupias",
        "RUB": "rublos|de rublos",
        "NOK": "coronas noruegas|de coronas noruegas",
        "SEK": "coronas suecas|de coronas suecas|coronas",
        "DKK": "coronas danesas|de coronas danesas",
        "TRY": "liras turcas|de liras turcas|liras",
        "HKD": "dólares de hong kong|de dólares de hong kong",
        "AUD": "dólares australianos|de dólares australianos",
        "CAD": "dólares canadienses|de dólares canadienses",
        "TWD": "dólares taiwaneses|de dólares taiwaneses",
        "ESP": "pesetas|de pesetas",
    },
    subunits={"EUR": "céntimos|céntimo", "USD": "centavos|centavo"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "por ciento|por cien|puntos porcentuales|punto porcentual",
        "basis points": "puntos básicos",
        "points": "puntos",
        "times": "veces más|veces mayor|veces superior|veces la|veces el|veces menos",
        "years": "años|año",
        "months": "meses|mes",
        "weeks": "semanas|semana",
        "days": "días|día",
        "hours": "horas|hora",
        "minutes": "minutos|minuto|min",
        "seconds": "segundos|segundo",
        "watts": "vatios|vatio",
        "watts*1e3": "kilovatios|kilovatio",
        "watts*1e6": "megavatios|megavatio",
        "watts*1e9": "gigavatios|gigavatio",
        "watt-hours*1e3": "kilovatios hora|kilovatios-hora|kilovatio hora",
        "watt-hours*1e6": "megavatios hora|megavatios-hora",
        "watt-hours*1e9": "gigavatios hora|gigavatios-hora",
        "metres": "metros|metro",
        "metres*1000": "kilómetros|kilómetro",
        "metres*0.01": "centímetros|centímetro",
        "metres*0.001": "milímetros|milímetro",
        "m2": "metros cuadrados|metro cuadrado",
        "m2*1000000": "kilómetros cuadrados|kilómetro cuadrado",
        "m2*10000": "hectáreas|hectárea",
        "m3": "metros cúbicos|de metros cúbicos",
        "tonnes": "toneladas|tonelada|de toneladas",
        "kilograms": "kilogramos|kilos|kilo",
        "grams": "gramos",
        "litres": "litros|de litros",
        "barrels": "barriles|de barriles",
        "degrees Celsius": "grados|grados centígrados",
        "bytes*1e9": "gigabytes",
        "bytes*1e12": "terabytes",
        "bytes*1e15": "petabytes",
        "km/h": "kilómetros por hora",
        "parameters": "parámetros|de parámetros|parámetro",
        "tokens": "tokens|de tokens",
        "gpus": "gpu|gpus|procesadores gráficos|tarjetas gráficas",
        "acres": "acres|acre",
    },
    nouns={
        "people": (
            "personas|ingenieros|empleados|trabajadores|empleos|investigadores|desarrolladores|habitantes|usuarios|clientes|estudiantes|alumnos|"
            "pacientes|soldados|puestos|obreros|ciudadanos|visitantes|pasajeros|votantes|muertos|heridos|refugiados|niños|mujeres|hombres|expertos|"
            "técnicos|voluntarios|especialistas|funcionarios|manifestantes|suscriptores|profesionales|migrantes"
        ),
        "companies": "empresas|compañías|grupos|socios|fundadores|fundadoras|miembros|bancos|firmas|accionistas|gigantes|proveedores|fabricantes|sociedades|corporaciones|startups",
        "parameters": "parámetros",
        "gpus": "gpu|gpus|procesadores gráficos",
        "tokens": "tokens",
        "units": (
            "viviendas|casas|hogares nuevos|apartamentos|pisos|camas|buques|barcos|petroleros|embarcaciones|navíos|obleas|robots|coches|vehículos|unidades|automóviles|dispositivos|máquinas|camiones|aviones|drones|servidores|chips|"
            "consolas|aerogeneradores|trenes|autobuses|teléfonos|autos|ejemplares"
        ),
        "households": "hogares",
        "acres": "acres",
    },
    stops=(
        "en|a|al|el|la|los|las|un|una|y|o|pero|que|es|son|era|eran|ha|han|había|será|serán|para|por|con|sin|sobre|entre|hasta|desde|"
        "se|su|sus|no|más|menos|este|esta|como|cuando|donde|tras|ante|según|fue|fueron|veces|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
        "octubre|noviembre|diciembre|si|lo|le|les|ya|muy"
    ),
    plural="s",
    context={"parameters": "parámetros|parámetro"},
    qualifiers_before={
        "about": "unos|unas|alrededor de|cerca de unos|aproximadamente|en torno a|aproximado de|más o menos|un estimado de|unos aproximadamente|en torno al|alrededor del",
        "nearly": "casi|cerca de|próximo a|cerca del",
        "up_to": "hasta|como máximo|máximo de|no más de|un máximo de|hasta un|hasta el|a lo sumo",
        "at_least": "al menos|por lo menos|como mínimo|mínimo de|un mínimo de|no menos de",
        "more_than": "más de|más del|superior a|superior al|por encima de|por encima del|superó|supera|superan|superó los|supera los|excede|rebasa|mayor de|superado los|superar los|superaron los",
        "less_than": "menos de|menos del|inferior a|inferior al|por debajo de|por debajo del|menor de",
    },
    qualifiers_after={
        "about": "aproximadamente",
        "at_least": "o más|como mínimo|al menos",
        "up_to": "o menos|como máximo",
    },
    fillers="un|una|el|la|los|las|total de|otros|otras|adicionales|de|un total de|solo|cada",
    rates_before={
        "P1Y": "cada año|anuales de|anual de|anualmente|al año|por año",
        "P1M": "cada mes|mensuales de|mensual de|al mes",
        "P1D": "cada día|al día",
    },
    rates_after={
        "P1Y": "al año|por año|anuales|anual|cada año|anualmente|/año",
        "P1M": "al mes|por mes|mensuales|mensual|cada mes|/mes",
        "P1W": "a la semana|por semana|semanales|cada semana",
        "P1D": "al día|por día|diarios|diarias|cada día|/día",
        "PT1H": "por hora|la hora|a la hora",
    },
    span_before="en|durante|a lo largo de|en los próximos|durante los próximos|en un plazo de|por|repartidos en|en un período de|en un periodo de|a|para los próximos|en el plazo de|dentro de",
    fiscal_before="año fiscal|ejercicio|ejercicio fiscal|presupuesto de|presupuestos de|año fiscal de|el ejercicio|presupuestos generales de",
    deadline_before="hasta|antes de|para|a más tardar en|para finales de|antes de finales de|para el año|hasta el año|de aquí a|antes del año|de aquí al|no más tarde de|para fines de",
    year_before="en|a partir de|desde|para|de|finales de|principios de|a finales de|objetivo|fecha|hacia|mediados de|en el año|año|a|no antes de|fines de|inicios de|el año|primavera de|verano de|otoño de",
    future=(
        "será|serán|deberá|deberán|prevé|prevén|previsto|prevista|previstos|planea|planean|objetivo|espera|esperan|comenzará|empezará|iniciará|inicio|"
        "aspira|pretende|pretenden|quiere|quieren|llegará|llegarán|entrará|estará|estarán|tendrá|meta|plazo|retrasa|aplaza|aplazado|adelanta|podría|podrían|plan|alcanzar|lanzamiento|habrá|estima"
    ),
    past="firmó|fundada en|fundado en|creada en|desde|fue|fueron|nació|inaugurado|inaugurada",
    earlier_before="en lugar de los|en lugar de las|en vez de los|en vez de las|en lugar de|en vez de|de|desde|frente a|frente a los|en lugar de|en vez de|comparado con|tras|contra|respecto a|respecto a los|de los|desde los|frente al|desde el|del|respecto al|en comparación con",
    earlier_after="antes|un año antes|el año anterior|anteriormente|hace un año|previos|el año pasado",
    moved_by="en|en unos|en unas|en casi|en más de|en otros|en otras",
    change_to="a|a los|al|a unos|hasta|hasta los|hasta el|a casi|a más de|a cerca de",
    extents="va de|van de|oscila de|oscilan de|varía de|varían de|oscila desde|va desde|van desde",
    ranges="-|–|—|~|a|y|hasta|al|o",
    either="o|u|a",
    between="entre|de entre|entre los|entre el",
    additional="adicionales|otros|otras|más|adicional de|extra de|adicional",
    minus="menos",
    hedges={
        "denied": "desmintió|desmiente|niega|negó|niegan|falso|rechaza|rechazó|desmentido",
        "possible": "podría|podrían|estudia|estudian|quizás|posible|posiblemente|baraja|barajan|sopesa|contempla|tal vez",
        "reported": "habría|habrían|fuentes|trascendido|rumores|sin confirmar",
        "planned": "prevé|prevén|previsto|planea|planean|quiere|espera|esperan|objetivo|será|serán|deberá|pretende|aspira|plan|invertirá",
    },
    labels=(
        "página|páginas|capítulo|sección|versión|nivel|sala|vuelo|n.º|nº|núm.|número|artículo|episodio|serie|fig.|figura|tabla|fase|etapa|parte|tomo|tipo|clase|"
        "modelo|línea|temporada|semana|día|grupo|tel.|tel|teléfono|fax|ext.|playstation|windows|iphone|galaxy|boeing|airbus|ibex|fórmula|pregunta|"
        "párrafo|anexo|ruta|habitación|piso|lote|jornada|lectura|puerta|calle|código"
    ),
    starters="en|a|al|el|la|los|las|un|una|unos|unas|de|del|con|por|para|según|casi|más|menos|hasta|desde|entre|tras|y|pero|sus|estos|otros|cerca|alrededor|cada|total|solo",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|setiembre",
    year_parts=(
        "primer trimestre=1-3|segundo trimestre=4-6|tercer trimestre=7-9|cuarto trimestre=10-12|"
        "último trimestre=10-12|primer semestre=1-6|segundo semestre=7-12|primera mitad=1-6|"
        "segunda mitad=7-12|primavera=3-5|verano=6-8|otoño=9-11|invierno=12-14|principios=1-4|comienzos=1-4|"
        "inicios=1-4|mediados=4-9|finales=10-12|final=10-12|fines=10-12"
    ),
    month_thirds="principios de=1|mediados de=2|finales de=3",
    date_joins="de|del|del año",
    day_marks="º",
    month_leads="en|para|hasta|antes de|a partir de|a finales de|a principios de|a",
    looks_ahead="será|serán|va a|van a|prevé|prevén|previsto|prevista|debe|deberá",
    next_years="el próximo año=1|próximo año=1|el año que viene=1|el año próximo=1|este año=0",
    of_these="de ellos|de ellas|de estos|de estas|entre ellos|de los cuales|de las cuales|de esos",
    of_them="de ellos|de ellas|de los cuales",
    tolls={
        "people": "número de muertos|cifra de muertos|número de víctimas|número de fallecidos|balance de muertos|cifra de fallecidos",
        "any": "total|balance|recuento",
        "noun": "número de|cifra de",
    },
    toll_leads="a|en|es de|alcanza|alcanzó|asciende a|llega a|se eleva a|sube a|ya",
    ordinal_marks="ª|º|.ª|.º",
    ordinal_words=(
        "tercer=3 decimotercer=13 segundo=2 segunda=2 tercero=3 tercera=3 cuarto=4 cuarta=4 quinto=5 quinta=5 "
        "sexto=6 sexta=6 séptimo=7 séptima=7 octavo=8 octava=8 noveno=9 novena=9 décimo=10 décima=10 "
        "undécimo=11 undécima=11 duodécimo=12 duodécima=12 decimotercero=13 decimotercera=13 decimocuarto=14 "
        "decimocuarta=14 decimoquinto=15 decimoquinta=15 decimosexto=16 decimosexta=16 decimoséptimo=17 "
        "decimoséptima=17 decimoctavo=18 decimoctava=18 decimonoveno=19 decimonovena=19 vigésimo=20 "
        "vigésima=20 trigésimo=30 trigésima=30 cuadragésimo=40 cuadragésima=40 quincuagésimo=50 "
        "quincuagésima=50"
    ),
    ordinal_counts={"people": "muerte|muerto|víctima|fallecido", "count": "caso"},
    conditions="si|a menos que|en caso de que",
    negations="no",
    not_only="solo|sólo|menos|más de|antes|solamente",
    not_this="no|y no",
    turns="sino|pero|sin embargo",
    denied_back="esto es falso|es falso|no es cierto|esto no es cierto|eso no es cierto|no es verdad",
    once="inicialmente|originalmente|al principio|antes|en un principio|iba a|iban a|había sido",
    now="ahora|hoy|finalmente|actualmente|ya",
    compared_after=(
        "más de lo|menos de lo|más que|menos que|más caro|más cara|más barato|por encima|por debajo|de más|"
        "de menos"
    ),
    overruns="supera en|superó en|superan en|excede en|rebasa en|excedió en",
    points="puntos porcentuales|punto porcentual|puntos",
    noise=(
        r"\b(?:tiempo de )?lectura\b[^.\n]{0,16}?\d{1,3} ?min(?:utos?)?",
        r"\b\d{1,3} ?min(?:utos)?\.? de lectura\b",
        r"\bpágina \d{1,4}(?: de \d{1,4})?",
        r"\ba las? \d{1,2}(?:[.:]\d{2})?(?: horas)?\b|\b\d{1,2}[.:]\d{2} ?(?:h|horas|hrs)\b|\b\d{1,2} ?h\b",
        r"\b\d{1,3}(?:º|ª|\.º|\.ª|er)(?!\w)",
        r"\bun[oa] de\b|\bun[oa] a un[oa]\b|\bun (?:poco|día|año|mes)\b|\buna (?:vez|hora|semana)\b",
    ),
    boilerplate="suscríbete|suscripción|newsletter|solo para suscriptores",
    portions="medio=0.5|media=0.5|un cuarto de=0.25",
    starting="comenzar|comenzará|iniciar|iniciará|inicio|empezar|empezará|arrancar",
    numbers_of="número de|cifra de",
    shares=(
        r"\b(?P<part>un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|[1-9])(?: [^\W\d_]{2,20})? de cada "
        r"(?P<of>tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|cien|[3-9]|10|20|100)\b"
    ),
    counted_after={
        "people": "murieron|han muerto|fallecieron|han fallecido|han sido mortales|muertes|muertos|heridos|desaparecidos|fallecidos|detenidos"
    },
    part_of=" de los | de las | de sus | de ",
    ceilings="techo|tope",
    measured_at="en|a|de|por|con",
    by="en|de|casi|un",
    ago_before="hace|hace unos|hace casi",
    indefinite="un|una|uno",
    future_endings="rá|rán",
    listing="y|e|o",
    coin_glue="y|con",
    slash_after="de |del ",
    number_leads="de|a|en|es",
    start_before="a partir de|desde",
    moves="bajó|baja|subió|sube|cayó|cae|aumentó|aumenta|creció|crece|perdió|pierde|ganó|gana|descendió|retrocedió|avanzó|disminuyó|redujo",
    partitives=" de ",
    verb_units="ha",
)
