"""Portuguese."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="pt",
    decimal=",",
    grouping=". ",
    small=(
        "zero=0 um=1 uma=1 dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 catorze=14 quatorze=14 quinze=15 "
        "dezesseis=16 dezasseis=16 dezessete=17 dezassete=17 dezoito=18 dezenove=19 dezanove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 "
        "oitenta=80 noventa=90 cem=100 cento=100 duzentos=200 duzentas=200 trezentos=300 trezentas=300 quatrocentos=400 quinhentos=500 quinhentas=500 "
        "seiscentos=600 setecentos=700 oitocentos=800 novecentos=900 centena=100 dezena=10 dúzia=12"
    ),
    magnitudes="mil=1e3 milhar=1e3 milhares=1e3 milhão=1e6 milhões=1e6 bilhão=1e9 bilhões=1e9 bilião=1e12 biliões=1e12 trilhão=1e12 trilhões=1e12",
    short="mi=1e6 bi=1e9 tri=1e12 mil=1e3 k=1e3 m=1e6 mm=1e6",
    glue="e",
    several=(
        "centenas=200-900|milhares=2000-9000|centenas de=200-900|milhares de=2000-9000|dezenas de=20-90|milhões de=2000000-9000000|bilhões de=2000000000-9000000000|vários milhões de=2000000-9000000|"
        "dezenas de milhares de=20000-90000|centenas de milhares de=200000-900000|centenas de milhões de=200000000-900000000|algumas centenas de=200-900|algumas dezenas de=20-90|dezenas de milhões de=20000000-90000000"
    ),
    halves="e meio=0.5|e meia=0.5|½=0.5",
    denominators="terço=3 terços=3 quarto=4 quartos=4 quinto=5 quintos=5 décimo=10 décimos=10",
    genitives="do|da|de|dos|das",
    wholes="metade de=50|a metade=50|metade do=50|metade da=50|metade dos=50|metade das=50",
    multiples=(
        "duplica=2 duplicam=2 dobra_para=2 triplica=3 dobram=2 dobrou=2 dobrar=2 dobrado=2 dobraram=2 dobrará=2 duplicou=2 duplicar=2 duplicará=2 triplicou=3 triplicar=3 triplicará=3 triplicado=3 quadruplicou=4 quadruplicar=4 "
        "o_dobro=2 o_triplo=3 reduzir_pela_metade=0.5 caiu_pela_metade=0.5 quintuplicou=5"
    ),
    currencies={
        "BRL": "real|reais|de reais",
        "EUR": "euro|euros|de euros",
        "USD": "dólar|dólares|de dólares|dólares americanos",
        "JPY": "iene|ienes|de ienes",
        "CNY": "yuan|yuans|iuanes|de yuans|de yuan|de iuanes",
        "KRW": "won|wons|de wons|de won",
        "GBP": "libras|de libras|libras esterlinas|de libras esterlinas",
        "CHF": "francos suíços|de francos suíços",
        "NOK": "coroas norueguesas|de coroas norueguesas",
        "SEK": "coroas suecas|de coroas suecas",
        "DKK": "coroas dinamarquesas|de coroas dinamarquesas",
        "TRY": "liras turcas|de liras turcas",
        "MXN": "pesos mexicanos|de pesos mexicanos|pesos",
        "ARS": "pesos argentinos|de pesos argentinos",
        "INR": "rúpias|de rúpias",
        "RUB": "rublos|de rublos",
        "AOA": "kwanzas|de kwanzas",
    },
    subunits={"BRL": "centavos|centavo", "EUR": "cêntimos|cêntimo"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "por cento|pontos percentuais|ponto percentual|p.p.",
        "basis points": "pontos-base|pontos base",
        "points": "pontos",
        "times": "vezes mais|vezes maior|vezes superior|vezes o|vezes a|vezes menos",
        "years": "anos|ano",
        "months": "meses|mês",
        "weeks": "semanas|semana",
        "days": "dias|dia",
        "hours": "horas|hora",
        "minutes": "minutos|minuto|min",
        "seconds": "segundos|segundo",
        "watts": "watts|watt",
        "watts*1e3": "quilowatts|quilowatt|kilowatts",
        "watts*1e6": "megawatts|megawatt",
        "watts*1e9": "gigawatts|gigawatt",
        "watt-hours*1e3": "quilowatts-hora|quilowatt-hora",
        "watt-hours*1e6": "megawatts-hora",
        "watt-hours*1e9": "gigawatts-hora",
        "metres": "metros|metro",
        "metres*1000": "quilômetros|quilómetros|quilômetro|quilómetro",
        "metres*0.01": "centímetros|centímetro",
        "metres*0.001": "milímetros|milímetro",
        "m2": "metros quadrados|metro quadrado",
        "m2*1000000": "quilômetros quadrados|quilómetros quadrados",
        "m2*10000": "hectares|hectare",
        "m3": "metros cúbicos|de metros cúbicos",
        "tonnes": "toneladas|tonelada|de toneladas",
        "kilograms": "quilogramas|quilos|quilo",
        "grams": "gramas",
        "litres": "litros|de litros",
        "barrels": "barris|de barris",
        "degrees Celsius": "graus|graus celsius",
        "bytes*1e12": "terabytes",
        "bytes*1e15": "petabytes",
        "km/h": "quilômetros por hora|quilómetros por hora",
        "parameters": "parâmetros|de parâmetros|parâmetro",
        "tokens": "tokens|de tokens",
        "gpus": "gpu|gpus|processadores gráficos|placas gráficas",
        "acres": "acres|acre",
    },
    nouns={
        "people": (
            "pessoas|engenheiros|funcionários|trabalhadores|empregos|pesquisadores|investigadores|desenvolvedores|habitantes|usuários|utilizadores|clientes|estudantes|alunos|pacientes|"
            "soldados|postos|operários|cidadãos|visitantes|passageiros|eleitores|mortos|feridos|refugiados|crianças|mulheres|homens|especialistas|técnicos|voluntários|vagas|empregados|colaboradores|"
            "manifestantes|assinantes|imigrantes|profissionais"
        ),
        "companies": "empresas|companhias|grupos|sócios|sócias|fundadores|fundadoras|membros|bancos|firmas|acionistas|gigantes|fornecedores|fabricantes|sociedades|startups|parceiros|montadoras",
        "parameters": "parâmetros",
        "gpus": "gpu|gpus",
        "tokens": "tokens",
        "units": "casas|moradias|habitações|apartamentos|residências|leitos|camas|navios|barcos|embarcações|petroleiros|wafers|bolachas de silício|robôs|carros|veículos|unidades|automóveis|aparelhos|máquinas|caminhões|aviões|drones|servidores|chips|consoles|turbinas|trens|ônibus|telefones|exemplares|celulares|aeronaves",
        "households": "famílias|domicílios|agregados familiares",
    },
    stops=(
        "em|no|na|nos|nas|a|o|as|os|um|uma|e|ou|mas|que|é|são|era|eram|foi|foram|será|serão|tem|têm|para|por|pelo|pela|com|sem|sobre|entre|até|desde|se|seu|sua|"
        "não|mais|menos|este|esta|como|quando|onde|após|ante|segundo|vezes|janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|já|ao|aos"
    ),
    plural="s",
    context={"parameters": "parâmetros|parâmetro"},
    qualifiers_before={
        "about": "cerca de|aproximadamente|em torno de|por volta de|uns|umas|mais ou menos|ao redor de|algo como",
        "nearly": "quase|perto de|próximo de|próximo a",
        "up_to": "até|no máximo|máximo de|não mais de|um máximo de|até um",
        "at_least": "pelo menos|ao menos|no mínimo|mínimo de|não menos de|um mínimo de",
        "more_than": "mais de|acima de|superior a|superou|supera|ultrapassou|ultrapassa|mais do que|passou de|superam|excede|superior à|ultrapassam",
        "less_than": "menos de|abaixo de|inferior a|menos do que|inferior à",
    },
    qualifiers_after={
        "about": "aproximadamente",
        "at_least": "ou mais|no mínimo|pelo menos",
        "up_to": "ou menos|no máximo",
    },
    fillers="um|uma|o|a|os|as|total de|outros|adicionais|de|um total de|apenas|cada",
    rates_before={
        "P1Y": "por ano|cada ano|anuais de|anual de|anualmente|ao ano",
        "P1M": "por mês|cada mês|mensais de|ao mês",
        "P1D": "por dia|cada dia|ao dia",
    },
    rates_after={
        "P1Y": "por ano|ao ano|anuais|anual|a cada ano|anualmente|/ano",
        "P1M": "por mês|ao mês|mensais|mensal|/mês",
        "P1W": "por semana|semanais",
        "P1D": "por dia|ao dia|diários|diárias|diárias|/dia",
        "PT1H": "por hora",
    },
    span_before="em|durante|ao longo de|nos próximos|por|num período de|em um período de|num prazo de|pelos próximos|dentro de|no prazo de|ao longo dos próximos|para os próximos",
    fiscal_before="ano fiscal|exercício|exercício de|ano fiscal de|orçamento de|exercício fiscal de|exercício fiscal|ano-fiscal de",
    deadline_before="até|até o final de|antes de|até o fim de|até ao final de|até ao fim de|até o ano de|no máximo em|até finais de|até ao ano de|o mais tardar em",
    year_before="em|a partir de|desde|para|de|fim de|final de|início de|meados de|apenas em|só em|no ano de|ano|objetivo|meta|prazo|somente em|por volta de|no final de|no início de|pra",
    future=(
        "será|serão|deve|devem|deverá|deverão|prevê|preveem|previsto|prevista|planeja|planejam|planeia|objetivo|meta|espera|esperam|começará|iniciará|início|pretende|pretendem|"
        "quer|querem|chegar|chegará|entrará|estará|lançamento|adiado|adiada|antecipado|prazo|poderia|pode|alcançar|vai|vão|até"
    ),
    past="assinado|fundada em|fundado em|criada em|criado em|desde|foi|foram|nasceu|inaugurado|levantou",
    earlier_before="em vez dos|em vez das|em vez de|ao invés de|ao invés dos|de|desde|contra|em vez de|ante|frente a|em comparação com|após|dos|dos anteriores|ante os|em relação a|comparado com",
    earlier_after="antes|um ano antes|no ano anterior|anteriormente|há um ano|no ano passado",
    moved_by="em|em cerca de|em quase|em mais de",
    change_to="para|a|para cerca de|para quase|para mais de|até|ao",
    extents="vai de|vão de|varia de|variam de|oscila de",
    ranges="-|–|—|~|a|e|até|ou",
    either="ou|a",
    between="entre|de|entre os",
    additional="adicionais|outros|outras|mais|adicional de|extra",
    minus="menos",
    hedges={
        "denied": "desmentiu|desmente|nega|negou|negam|falso|rejeitou|rejeita",
        "possible": "poderia|poderiam|pode|podem|estuda|estudam|talvez|possível|avalia|avaliam|considera",
        "reported": "teria|teriam|fontes|rumores|não confirmado|não confirmada",
        "planned": "prevê|preveem|planeja|quer|espera|esperam|objetivo|será|deve|devem|deverá|pretende|meta|vai|investirá",
    },
    labels=(
        "página|páginas|capítulo|seção|secção|versão|nível|sala|voo|nº|n.º|número|artigo|episódio|série|fig.|figura|tabela|fase|etapa|parte|tomo|tipo|classe|modelo|linha|"
        "temporada|semana|dia|grupo|tel.|tel|telefone|fax|ramal|playstation|windows|iphone|galaxy|boeing|airbus|ibovespa|fórmula|pergunta|parágrafo|anexo|rota|rodovia|quarto|andar|lote|rodada|leitura|portão|rua|código|psi"
    ),
    starters="em|no|na|a|o|as|os|um|uma|de|do|da|com|por|para|segundo|quase|mais|menos|até|desde|entre|após|e|mas|são|seus|estes|outros|cerca|cada|total|apenas|dos|das|nos|nas|ao|pelo",
    months="janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    year_parts=(
        "primeiro trimestre=1-3|segundo trimestre=4-6|terceiro trimestre=7-9|quarto trimestre=10-12|"
        "último trimestre=10-12|primeiro semestre=1-6|segundo semestre=7-12|primeira metade=1-6|"
        "segunda metade=7-12|primavera=3-5|verão=6-8|outono=9-11|inverno=12-14|início=1-4|começo=1-4|"
        "meados=4-9|final=10-12|fim=10-12|finais=10-12"
    ),
    month_thirds="início de=1|meados de=2|final de=3",
    date_joins="de|do|do ano",
    day_marks="º",
    month_leads="em|até|para|antes de|a partir de|no fim de|no início de",
    looks_ahead="será|serão|vai|vão|deve|devem|previsto|prevista",
    next_years="no próximo ano=1|próximo ano=1|no ano que vem=1|ano que vem=1|este ano=0|neste ano=0",
    of_these="deles|delas|destes|destas|dos quais|das quais|entre eles|entre elas|desses",
    of_them="deles|delas|dos quais",
    tolls={
        "people": "número de mortos|número de mortes|número de vítimas|número de óbitos",
        "any": "total|balanço",
        "noun": "número de",
    },
    toll_leads="para|a|em|é de|chega a|chegou a|atinge|atingiu|já",
    ordinal_marks="ª|º",
    ordinal_counts={"people": "morte|óbito|vítima", "count": "caso"},
    conditions="se o|se a|se os|se as|se não|caso o|caso a|a menos que",
    negations="não",
    not_only="só|apenas|menos|mais de|antes|somente",
    not_this="não|e não",
    turns="mas|porém|e sim|no entanto",
    denied_back="isso não é verdade|não é verdade|isto é falso|isso é falso",
    once="inicialmente|originalmente|no início|antes|a princípio|ia|iam|deveria",
    now="agora|hoje|afinal|atualmente|já",
    compared_after=(
        "a mais|a menos|mais do que|menos do que|mais que|menos que|mais caro|mais cara|acima do|abaixo do|"
        "acima da|abaixo da"
    ),
    overruns="supera em|superou em|excede em|ultrapassa em|ultrapassou em",
    points="pontos percentuais|ponto percentual",
    noise=(
        # Rooms, and no quarters.
        r"\b(?:um|dois|três|quatro|cinco|seis) quartos? (?:de|do|no|para) (?:hotel|hóspedes|dormitório|hospital|casal|motel|dormir)\b",
        r"\b(?:tempo de )?leitura\b[^.\n]{0,16}?\d{1,3} ?min(?:utos?)?",
        r"\b\d{1,3} ?min(?:utos)?\.? de leitura\b",
        r"\bpágina \d{1,4}(?: de \d{1,4})?",
        r"\bàs? \d{1,2}(?:h\d{0,2}|[.:]\d{2})?(?: horas)?\b|\b\d{1,2}h(?:\d{2})?\b",
        r"\b\d{1,3}(?:º|ª|°(?! ?c))(?!\w)",
        r"\bum[a]? d[oae]s?\b|\bum (?:pouco|dia|ano|mês)\b|\buma (?:vez|hora|semana)\b",
    ),
    boilerplate="assine|assinatura|newsletter|exclusivo para assinantes",
    portions="meio=0.5|meia=0.5|um quarto de=0.25",
    starting="começar|começará|iniciar|iniciará|início",
    numbers_of="número de",
    shares=(
        r"\b(?P<part>uma?|dois|duas|três|quatro|cinco|seis|sete|oito|nove|[1-9])(?: [^\W\d_]{2,20})? (?:em|de) cada "
        r"(?P<of>três|quatro|cinco|seis|sete|oito|nove|dez|vinte|cem|[3-9]|10|20|100)\b"
    ),
    counted_before={"people": "matando|ferindo"},
    counted_after={
        "people": "morreram|faleceram|foram fatais|mortos|feridos|desaparecidos|detidos"
    },
    part_of=" dos | das | de | dos seus ",
    ceilings="teto",
    measured_at="em|a|de|por|com",
    by="em|de|quase",
    ago_before="há|faz",
    ago_after="atrás",
    indefinite="um|uma",
    future_endings="rá|rão",
    listing="e|ou",
    coin_glue="e",
    slash_after="de |do |da |dos ",
    number_leads="de|para|em|é",
    start_before="a partir de|desde",
    moves="caiu|cai|subiu|sobe|recuou|aumentou|cresceu|avançou|perdeu|ganhou|diminuiu|baixou|encolheu",
    partitives=" de ",
)
