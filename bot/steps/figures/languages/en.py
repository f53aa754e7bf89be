"""English."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="en",
    small=(
        "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "
        "twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 "
        "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"
    ),
    hundreds="hundred",
    magnitudes=(
        "thousand=1e3 million=1e6 billion=1e9 trillion=1e12 quadrillion=1e15 quintillion=1e18 "
        "lakh=1e5 lakhs=1e5 crore=1e7 crores=1e7 dozen=12 dozens=12"
    ),
    magnitudes_after="thousands=1e3 millions=1e6 billions=1e9 trillions=1e12 bil=1e9",
    short="k=1e3 m=1e6 mn=1e6 mln=1e6 mil=1e6 mm=1e6 b=1e9 bn=1e9 bln=1e9 t=1e12 tn=1e12 trn=1e12 trln=1e12 cr=1e7",
    glue="and",
    articles="a|an|one",
    several=(
        "hundreds=200-900|thousands=2000-9000|several hundred=200-900|several thousand=2000-9000|several million=2000000-9000000|"
        "several dozen=24-108|a few hundred=200-900|a few thousand=2000-9000|a few dozen=24-108|"
        "a few million=2000000-9000000|several billion=2000000000-9000000000|"
        "a few billion=2000000000-9000000000|several trillion=2000000000000-9000000000000|"
        "dozens of=24-108|scores of=40-180|hundreds of=200-900|thousands of=2000-9000|"
        "tens of thousands of=20000-90000|hundreds of thousands of=200000-900000|"
        "millions of=2000000-9000000|tens of millions of=20000000-90000000|"
        "hundreds of millions of=200000000-900000000|billions of=2000000000-9000000000|"
        "tens of billions of=20000000000-90000000000|hundreds of billions of=200000000000-900000000000|"
        "trillions of=2000000000000-9000000000000|a couple of=2-2|a couple of hundred=200-200|a couple of thousand=2000-2000|a couple thousand=2000-2000|"
        "a couple of million=2000000-2000000|a couple million=2000000-2000000|a couple of billion=2000000000-2000000000|a couple billion=2000000000-2000000000|a couple hundred=200-200|half a dozen=6-6|half-dozen=6-6"
    ),
    halves=(
        "and one-half=0.5|and one-quarter=0.25|and three-quarter=0.75|and one-third=0.3333333333|and a half=0.5|and one half=0.5|and a quarter=0.25|and three quarters=0.75|and three-quarters=0.75|"
        "and a third=0.3333333333|and two thirds=0.6666666667|and two-thirds=0.6666666667|1/2=0.5|1/4=0.25|3/4=0.75|"
        "½=0.5|¼=0.25|¾=0.75|⅓=0.3333333333|⅔=0.6666666667|⅛=0.125|⅜=0.375|⅝=0.625|⅞=0.875"
    ),
    denominators=(
        "half=2 halves=2 third=3 thirds=3 quarter=4 quarters=4 fourth=4 fourths=4 fifth=5 fifths=5 sixth=6 "
        "sixths=6 seventh=7 sevenths=7 eighth=8 eighths=8 ninth=9 ninths=9 tenth=10 tenths=10 "
        "twentieth=20 hundredth=100 hundredths=100"
    ),
    genitives="of|the|its|their|as|less|more|lower|higher|fewer|interest|stake|share|owned|by|to|majority|cut|increase|decline|drop|rise|discount|fall",
    wholes=(
        "half of=50|half the=50|half its=50|half their=50|half that=50|half those=50|half his=50|half all=50|"
        "quarter of the=25|two in three=66.6666666667|one in five=20|one in four=25|one in three=33.3333333333|"
        "one in ten=10|one in two=50|three in four=75"
    ),
    multiples=(
        "should_double=2 must_double=2 can_double=2 should_triple=3 and_double=2 doubled=2 doubling=2 doubles=2 tripled=3 tripling=3 triples=3 trebled=3 trebling=3 trebles=3 quadrupled=4 "
        "quadrupling=4 quadruples=4 quintupled=5 twofold=2 threefold=3 fourfold=4 fivefold=5 sixfold=6 "
        "sevenfold=7 eightfold=8 ninefold=9 tenfold=10 hundredfold=100 two-fold=2 three-fold=3 four-fold=4 "
        "five-fold=5 ten-fold=10 halved=0.5 halving=0.5 twice_as=2 twice_the=2 twice_that=2 twice_its=2 twice_what=2 twice_their=2 to_double=2 to_triple=3 "
        "to_quadruple=4 to_treble=3 to_halve=0.5 will_double=2 will_triple=3 would_double=2 would_triple=3 could_double=2 "
        "could_triple=3 may_double=2 double_the=2 triple_the=3 double_its=2 triple_its=3 double_their=2 "
        "more_than_double=2 nearly_double=2 almost_double=2 nearly_triple=3 more_than_triple=3 almost_triple=3 quadruple_the=4"
    ),
    currencies={
        "USD": "dollar|dollars|us dollar|us dollars|u.s. dollar|u.s. dollars|u.s. $|greenbacks|bucks|american dollars",
        "JPY": "yen|japanese yen",
        "CNY": "yuan|renminbi|rmb|chinese yuan|kuai|yuan renminbi|yuan rmb",
        "KRW": "won|korean won|south korean won",
        "GBP": "pound|pounds|sterling|pounds sterling|british pounds|quid|british pound",
        "EUR": "euro|euros",
        "CHF": "franc|francs|swiss francs|swiss franc",
        "AUD": "australian dollar|australian dollars|aussie dollars",
        "CAD": "canadian dollar|canadian dollars",
        "HKD": "hong kong dollar|hong kong dollars|hk dollars",
        "TWD": "taiwan dollar|taiwan dollars|new taiwan dollars|nt dollars",
        "SGD": "singapore dollar|singapore dollars",
        "NZD": "new zealand dollar|new zealand dollars",
        "INR": "rupee|rupees|indian rupees",
        "PKR": "pakistani rupees|pakistan rupees",
        "RUB": "rouble|roubles|ruble|rubles|russian rubles|russian roubles",
        "BRL": "real|reais|reals|brazilian reais|brazilian reals",
        "MXN": "peso|pesos|mexican pesos",
        "ARS": "argentine pesos",
        "PHP": "philippine pesos",
        "TRY": "lira|liras|turkish lira|turkish liras",
        "SEK": "swedish crowns|swedish kronor|kronor|krona",
        "NOK": "norwegian crowns|norwegian kroner|kroner|krone",
        "DKK": "danish crowns|danish kroner",
        "CZK": "czech crowns|koruna|korunas",
        "PLN": "zloty|zlotys|polish zloty",
        "HUF": "forint|forints",
        "ZAR": "rand",
        "ILS": "shekel|shekels",
        "SAR": "riyal|riyals|saudi riyals",
        "AED": "dirham|dirhams",
        "THB": "baht",
        "MYR": "ringgit",
        "IDR": "rupiah|rupiahs",
        "VND": "dong",
        "UAH": "hryvnia|hryvnias",
        "NGN": "naira",
        "EGP": "egyptian pounds",
        "ESP": "peseta|pesetas",
        "NLG": "guilder|guilders|dutch guilders",
        "DEM": "deutschmarks|deutsche marks|german marks|d-marks|marks",
        "ITL": "italian lire|lire",
        "FRF": "french francs|french franc",
        "BEF": "belgian francs",
        "BTC": "bitcoin|bitcoins|btc",
        "ETH": "ether|ethereum",
    },
    subunits={"USD": "cent|cents", "GBP": "pence|penny|pennies|p", "CNY": "mao|jiao", "JPY": "sen"},
    symbols="r=ZAR ¥=JPY kr=SEK ₩=KRW",
    units={
        "percent": (
            "percent|per cent|pct|percents|percentage points|percentage point|percentage-point|"
            "percent points|pct points|-percent|pc"
        ),
        "basis points": "basis points|basis point|basis-point|bps",
        "points": "points|point",
        "gpu hours": "gpu hours|gpu-hours",
        "times": (
            "-fold|fold|times as|times more|times higher|times larger|times bigger|times the|times faster|times its|"
            "times their|times greater|times lower|times what|times that|times over|times better|times normal|times cheaper|"
            "times revenue|times earnings|times sales|times smaller|times those|times less|times expected|times since|times last"
        ),
        "years": "year|years|yr|yrs",
        "months": "month|months",
        "weeks": "week|weeks",
        "days": "day|days",
        "hours": "hour|hours|hrs",
        "minutes": "minute|minutes|min|mins",
        "seconds": "second|seconds|secs",
        "milliseconds": "millisecond|milliseconds",
        "decades": "decade|decades",
        "centuries": "century|centuries",
        "quarters": "consecutive quarters|straight quarters",
        "metres": "metre|metres|meter|meters",
        "metres*1000": "kilometre|kilometres|kilometer|kilometers",
        "metres*0.01": "centimetre|centimetres|centimeter|centimeters",
        "metres*0.001": "millimetre|millimetres|millimeter|millimeters",
        "miles": "mile|miles|-mile",
        "feet": "feet|foot|ft",
        "inches": "inch|inches",
        "yards": "yard|yards",
        "nautical miles": "nautical miles|nautical mile",
        "km/h": "kilometers per hour|kilometres per hour|km per hour|kilometers an hour|kilometres an hour",
        "mph": "miles per hour|miles an hour",
        "m2": "square metres|square meters|square metre|square meter|sq m|sqm|sq metres",
        "m2*1000000": "square kilometres|square kilometers|square kilometer|square kilometre|sq km",
        "m2*10000": "hectare|hectares",
        "acres": "acre|acres",
        "square feet": "square feet|square foot|square-foot|sq ft|sq. ft.|sq. ft",
        "square miles": "square miles|square mile|square-mile",
        "m3": "cubic metres|cubic meters|cubic metre|cubic meter",
        "m3*1e9": "bcm",
        "cubic feet": "cubic feet|cubic foot",
        "tonnes": "tonne|tonnes|metric tons|metric ton|ton|tons|metric tonnes",
        "kilograms": "kilogram|kilograms|kilo|kilos|kilogramme|kilogrammes",
        "grams": "gram|grams|gramme|grammes",
        "pounds": "lb|lbs",
        "ounces": "ounce|ounces|oz|troy ounces",
        "litres": "litre|litres|liter|liters",
        "gallons": "gallon|gallons",
        "barrels": "barrel|barrels|bpd",
        "bushels": "bushel|bushels",
        "watts": "watt|watts",
        "watts*1e3": "kilowatt|kilowatts",
        "watts*1e6": "megawatt|megawatts",
        "watts*1e9": "gigawatt|gigawatts",
        "watts*1e12": "terawatt|terawatts",
        "watt-hours*1e3": "kilowatt-hour|kilowatt-hours|kilowatt hours|kilowatt hour",
        "watt-hours*1e6": "megawatt-hour|megawatt-hours|megawatt hours",
        "watt-hours*1e9": "gigawatt-hour|gigawatt-hours|gigawatt hours",
        "watt-hours*1e12": "terawatt-hour|terawatt-hours|terawatt hours",
        "flops*1e15": "petaflop|petaflops",
        "flops*1e18": "exaflop|exaflops",
        "flops*1e12": "teraflop|teraflops",
        "flops*1e21": "zettaflop|zettaflops",
        "bytes": "byte|bytes",
        "bytes*1e3": "kilobyte|kilobytes",
        "bytes*1e6": "megabyte|megabytes",
        "bytes*1e9": "gigabyte|gigabytes",
        "bytes*1e12": "terabyte|terabytes",
        "bytes*1e15": "petabyte|petabytes",
        "bytes*1e18": "exabyte|exabytes",
        "bits/s": "bits per second",
        "bits/s*1e6": "megabits per second|megabit per second",
        "bits/s*1e9": "gigabits per second|gigabit per second",
        "bits/s*1e12": "terabits per second|terabit per second",
        "degrees Celsius": "c|degrees celsius|degree celsius|degrees centigrade|°c|° c",
        "degrees Fahrenheit": "f|degrees fahrenheit|degree fahrenheit|°f|° f",
        "degrees": "degrees|degree|°",
        "hertz*1e9": "gigahertz",
        "hertz*1e6": "megahertz",
        "volts": "volt|volts",
        "horsepower": "horsepower|hp|bhp",
        "knots": "knots",
        "calories": "calories|kcal",
    },
    nouns={
        "people": (
            "guys|lives|sons|daughters|brothers|sisters|players|officers|prisoners|inmates|grandsons|people|persons|person|engineer|engineers|worker|workers|employee|employees|staff|staffers|job|jobs|"
            "developer|developers|researcher|researchers|scientist|scientists|user|users|subscriber|subscribers|"
            "customer|customers|resident|residents|patient|patients|student|students|teacher|teachers|"
            "passenger|passengers|visitor|visitors|buyer|buyers|voter|voters|soldier|soldiers|troops|officer|officers|"
            "official|officials|expert|experts|analyst|analysts|economist|economists|delegate|delegates|"
            "participant|participants|migrant|migrants|refugee|refugees|civilian|civilians|men|women|children|child|adult|"
            "adults|kid|kids|boys|girls|pupil|pupils|doctor|doctors|nurse|nurses|hostages|hostage|prisoners|prisoner|"
            "victims|victim|deaths|death|fatalities|casualties|injuries|homeowners|taxpayers|tourists|"
            "spectators|fans|players|player|members of staff|technician|technicians|specialists|specialist|"
            "executives|executive|managers|lawyers|protesters|demonstrators|firefighters|drivers|driver|pilots|"
            "personnel|headcount|newcomers|recruits|graduates|apprentices|fte|humans|respondents|investors|shareholders|"
            "lawmakers|senators|lawmaker|judges|mps|directors|citizens|americans|inhabitants|posts|positions|consultants|"
            "programmers|guests|volunteers|republicans|democrats|servicemen|astronauts|athletes|bystanders|locals|commuters|farmers|miners|sailors|policemen|detainees|suspects|witnesses|clients|members of parliament|applicants|candidates|pensioners|borrowers|designers|operators|attendees|viewers|readers|souls|youths|teens|teenagers|households'"
        ),
        "companies": (
            "company|companies|firm|firms|group|groups|partner|partners|member|members|business|businesses|corporation|"
            "corporations|enterprise|enterprises|startup|startups|start-up|start-ups|conglomerate|conglomerates|giants|"
            "giant|bank|banks|lender|lenders|founders|founder|supplier|suppliers|manufacturer|manufacturers|maker|makers|"
            "insurers|carmakers|automakers|automaker|carmaker|brokerages|brokers|unicorns|operators'|backers|utilities|newcomers'|names|"
            "developers'|airlines|retailers|contractors|vendors|bidders|tech giants"
        ),
        "parameters": "parameter|parameters|param|params|weights",
        "gpus": "gpu|gpus|graphics processors|graphics cards|graphics chips|ai accelerators|accelerators",
        "tokens": "token|tokens",
        "units": (
            "homes|houses|dwellings|apartments|flats|housing units|beds|hospital beds|vessels|ships|boats|tankers|ferries|cargo ships|wafers|unit|units|robot|robots|car|cars|vehicle|vehicles|truck|trucks|humanoids|humanoid|drone|drones|consoles|"
            "smartphones|phones|handsets|devices|machines|evs|servers|chips|planes|aircraft|jets|"
            "motorcycles|two-wheelers|tanks|missiles|shells|buses|trains|laptops|pcs|tablets|televisions|tvs|helicopters|turbines|"
            "lorries|bikes|bicycles|scooters|satellites|rockets|tractors|computers|processors|sets|iphones|suvs|pickups"
        ),
        "households": "households",
    },
    stops=(
        "in|on|at|to|from|for|with|by|as|than|the|a|an|and|or|but|nor|that|which|who|whom|whose|is|are|was|were|be|been|"
        "being|has|have|had|will|would|could|may|might|must|shall|should|can|do|does|did|said|says|say|told|after|before|"
        "when|while|if|then|up|down|over|under|about|into|onto|per|each|ago|later|earlier|since|until|till|because|so|"
        "it|he|she|they|we|you|i|his|her|this|these|those|there|here|not|no|yes|also|just|only|even|still|yet|rose|"
        "fell|grew|dropped|gained|lost|closed|opened|went|came|made|took|gave|got|led|held|between|among|through|during|"
        "against|without|within|across|toward|towards|via|plus|minus|times|versus|vs|apiece|altogether|respectively|of|"
        "am|pm|a.m|p.m|et|gmt|jst|perhaps|always|sometimes|besides|thus|unless|us|its|their|our|your|my|says|was|has|"
        "increase|rise|gain|drop|decline|loss|percent|what|where|how|why|instead|overnight|today|yesterday|tomorrow|"
        "january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|"
        "thursday|friday|saturday|sunday|is|less|versus|does|goes|needs|plans|wants|works|shows|means|makes|takes|gets|"
        "replaces|supports|comes|runs|starts|ends|looks|seems|becomes|remains|includes|features|offers|brings|uses|"
        "costs|keeps|sits|stands|lies|falls|rises|ranks|describes|explains|deliveries|crews"
    ),
    plural="s|men|children|people|data|mice|teeth|geese|oxen|feet",
    percent_before="percent of|percents of",
    context={"parameters": "parameter|parameters|params", "people": "population"},
    qualifiers_before={
        "about": (
            "about|around|approximately|approx.|approx|roughly|some|an estimated|estimated|circa|c.|ca.|~|somewhere around|"
            "in the region of|on the order of|more or less|in the neighborhood of|or about|or around|or roughly|or some|a projected"
        ),
        "nearly": "nearly|almost|close to|approaching|nearing|not quite|virtually|neared",
        "up_to": (
            "up to|as much as|as many as|at most|no more than|not more than|a maximum of|maximum|capped at|a ceiling of|"
            "maximum of|not exceeding|limited to|no longer than|as high as|up to a|a cap of|within"
        ),
        "at_least": "at least|no less than|not less than|no fewer than|a minimum of|minimum|minimum of|not fewer than|as little as|upward of",
        "more_than": (
            "more than|over|above|in excess of|exceeding|exceeded|exceeds|exceed|passed|passes|pass|topped|tops|top|surpassed|"
            "surpasses|surpassing|surpass|upwards of|just over|a little over|slightly over|well over|greater than|"
            "beyond|just above|slightly more than|slightly above|well above|far more than|a little more than|just more than|"
            "topping|higher than|longer than|older than|larger than|bigger than|>|crossed|well more than|much more than"
        ),
        "less_than": (
            "less than|fewer than|under|below|just under|just below|slightly less than|slightly under|shy of|just shy of|"
            "lower than|a little under|a little less than|well below|well under|not even|smaller than|shorter than|younger than|<"
        ),
    },
    qualifiers_after={
        "about": "or so|or thereabouts|give or take",
        "at_least": "or more|at least|or higher|or above|or over|minimum|or longer|at a minimum|and up|and over|and above",
        "up_to": "or less|or fewer|at most|at the most|or lower|maximum|or below|tops|or under",
        "more_than": "-plus|+",
    },
    fillers="a|an|the|a total of|total|another|a further|an additional|additional|its|their|a record|record|only|just|a whopping|of|some of the",
    rates_before={
        "P1Y": "annual|yearly|annualized|annualised|annual sales of|annual revenue of|annually|every year|each year|a year|per year",
        "P1M": "monthly|every month|each month",
        "P1D": "daily|every day|each day",
        "P1W": "weekly|every week|each week",
    },
    rates_after={
        "P1Y": (
            "a year|per year|annually|every year|each year|per annum|yearly|in yearly|/year|/yr|a-year|-a-year|p.a.|annual|"
            "in annual|in annualized|in annualised|of annual|of yearly|per-year"
        ),
        "P1M": "a month|per month|monthly|every month|each month|/month|in monthly|a-month|-a-month|of monthly|/mo",
        "P3M": "a quarter|per quarter|every quarter|each quarter|quarterly|in quarterly|of quarterly",
        "P1W": "a week|per week|weekly|every week|each week|in weekly|of weekly|/week|-a-week",
        "P1D": "a day|per day|daily|every day|each day|/day|in daily|of daily|-a-day|per-day",
        "PT1H": "an hour|per hour|hourly|every hour|/hour|/h|-an-hour",
    },
    span_before=(
        "over|over a|over the|over the next|over the coming|across|across the next|spread over|during the next|"
        "over the following|over the course of|over at least|over about|over roughly|over around|over the past|over the last|"
        "over the first|over some|over nearly|for the next|in the next|within|across its|over its|over a period of|"
        "across a period of|for a period of|during|in the coming|spread out over|over as many as|over up to|over more than|over the subsequent"
    ),
    span_after="",
    fiscal_before=(
        "fiscal|fiscal year|financial year|fy|budget year|fiscal years|the fiscal year|budget for|fiscal year ending in|"
        "year ending march|fiscal-year"
    ),
    fiscal_after="fiscal year|financial year|budget|fiscal-year|budget year",
    deadline_before=(
        "by|until|before|by the end of|by end of|by end-|by late|by early|by mid-|by mid|by around|by about|no later than|by at least|"
        "by the year|by fiscal|by the middle of|by fy|by fiscal year|by the start of|by year-end|by the close of|through|up to|by spring|by summer|"
        "by autumn|by fall|by winter|by the spring of|by the summer of|by the autumn of|as early as|as soon as|not before|not until|until at least|till|towards"
    ),
    year_before=(
        "in|for|to|of|from|is|in early|in late|in mid-|in the year|around|about|at|in the spring of|since|after|in or around|starting in|"
        "start|target|goal|date of|deadline|date|end of|late|early|mid|mid-|spring|summer|autumn|due|in fiscal|between|and|or|the year|"
        "beginning of|middle of|half of|quarter of|end-|than|only in|not before|until|fall of|beyond|post-|as|into"
    ),
    future=(
        "will|would|should|shall|target|targets|targeting|targeted|aim|aims|aiming|aimed|plan|plans|planned|planning|goal|"
        "goals|expects|expected|expect|expecting|to begin|to start|to be|scheduled|schedule|due|slated|set to|start|starts|"
        "starting|begin|begins|beginning|forecast|forecasts|projected|brought forward|postponed|delayed|pushed back|"
        "deadline|ready|launch|operational|intends|hopes|could|may|might|ambition|roadmap|objective|pledged|vowed|promised|"
        "deployment|completion|expire|expires|is to|are to|to reach|commercial|commercialise|commercialize|mass production|rollout|roll-out|readiness|horizon"
    ),
    past=(
        "was signed|founded in|was founded|established in|born in|since|was built in|launched in|signed in|was launched|was in|were in|"
        "back in|began in|started in|died in|until his|acquired in|won in|bought in|opened in|happened in"
    ),
    earlier_before="from|up from|down from|against|compared with|compared to|versus|vs|vs.|from about|from some|from around|instead of|rather than|from nearly|from just|from only|unchanged from|previously|from a previous|from an earlier|than|from more than|from over|from roughly|from the|from a record|from an initial|from the current|from its|from the original|from at least|from up to|from the previous|from previous|lower than|higher than|after",
    earlier_after="before|previously|a year earlier|a year ago|earlier|last year|a year before|the year before|in the year before|the previous year|in the previous year",
    moved_by="by|by about|by some|by around|by nearly|by almost|by roughly|by more than|by over|by another|by a further|by an additional",
    change_to="to|to a|to about|to some|to around|to nearly|to just|to only|to more than|to over|to the|to a record|to as much as|to up to|to at least|to roughly|to almost",
    extents="ranging from|anywhere from|ranges from|range from|ranged from|varies from|vary from|varying from",
    ranges="-|–|—|~|to|and|to about|to around|to as much as|to as many as| - |up to|and about|through",
    either="or|to",
    between="between|from|between about|ranging from|anywhere from|anywhere between|range of|ranges between|ranging between|between around",
    additional="a further|another|an additional|additional|an extra|further|extra|a fresh|on top",
    more_after="more|others|extra",
    minus="minus|negative",
    hedges={
        "denied": "denied|denies|deny|denying|rejected|rejects|refuted|refutes|no truth|false|untrue|not true|incorrect|dismissed|ruled out|baseless|has no plans|are not correct|not correct|not accurate|is not the case",
        "possible": "may|might|could|considering|considers|possibly|possible|perhaps|potentially|potential|likely|weighing|mulling|exploring|in talks|discussing|examining|unclear|can",
        "reported": "reportedly|sources|people familiar|people with knowledge|is said|are said|rumoured|rumored|rumours|rumors|people close|media reports|it is understood|allegedly|unconfirmed",
        "planned": "will|would|plan|plans|planned|planning|aim|aims|target|targets|intends|expects|expected|expect|is to|are to|to begin|scheduled|due|forecast|forecasts|projected|should|set to|pledged|promised|goal|seeks|wants|asked for|ask for|proposed|hopes",
    },
    labels=(
        "page|pages|chapter|section|version|ver|ver.|v|v.|level|room|flight|no|no.|nos.|number|nr|nr.|article|episode|series|release|"
        "fig|fig.|figure|table|step|phase|stage|part|volume|vol|vol.|issue|type|class|category|model|mark|mk|unit|"
        "item|question|rule|title|grade|tier|gate|terminal|platform|route|highway|interstate|exit|channel|act|scene|"
        "season|week|day|round|group|team|pier|block|lot|lane|floor|ext|ext.|extension|code|codes|id|line|track|box|suite|apartment|apt|apt.|"
        "zone|district|ward|precinct|paragraph|para|clause|appendix|annex|schedule|exhibit|top|area|catch|windows|"
        "form|resolution|proposition|amendment|bill|case|docket|lesson|module|building|plant|reactor|line|week|gen|generation|"
        "playstation|xbox|iphone|galaxy|covid|iso|rfc|psalm|verse|aged|age|symbols|symbol|ticker|tickers|exercise|exercises|nrs|nrs.|press 1|stop|bus|tram|runway|hall|booth|pin|isbn|tel|tel.|telephone|phone|fax|call|hotline|plan|option"
    ),
    starters=(
        "a|an|the|about|around|some|roughly|nearly|almost|only|just|over|more|less|fewer|at|up|in|on|by|from|to|of|for|with|"
        "another|all|these|those|its|their|our|his|her|between|another|both|and|but|or|yet|so|than|after|before|since|"
        "under|above|below|among|as|when|while|if|although|though|because|where|there|here|it|they|we|you|he|she|i|"
        "approximately|least|most|today|yesterday|then|now|also|still|even|each|every|last|next|this|that|per|within|"
        "without|through|during|against|across|into|until|one|two|three|four|five|first|second|third|total|"
        "additional|further|estimated|another|because|reading|sales|profit|costs|shares|orders|output|exports|imports|"
        "revenue|income|investors|companies|workers|employees|prices|passed|not|no|other|later|earlier|meanwhile|"
        "however|likewise|thus|hence|altogether|instead|among|besides|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
        "january|february|march|april|may|june|july|august|september|october|november|december|hire|hired|buy|sell|plus|minus|"
        "nearly|raised|cut|add|added|adding|including|excluding|totaling|totalling|employing|covering|spanning|with|via"
    ),
    months=(
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
        "aug|sep|sept|oct|nov|dec"
    ),
    year_parts=(
        "q1=1-3|q2=4-6|q3=7-9|q4=10-12|1q=1-3|2q=4-6|3q=7-9|4q=10-12|h1=1-6|h2=7-12|first quarter=1-3|"
        "second quarter=4-6|third quarter=7-9|fourth quarter=10-12|final quarter=10-12|last quarter=10-12|"
        "1st quarter=1-3|2nd quarter=4-6|3rd quarter=7-9|4th quarter=10-12|first half=1-6|second half=7-12|"
        "spring=3-5|summer=6-8|autumn=9-11|fall=9-11|winter=12-14|early=1-4|early in=1-4|mid=4-9|"
        "middle of=4-9|the middle of=4-9|late=9-12|late in=9-12|later in=9-12|end of=10-12|the end of=10-12|"
        "the close of=10-12|year-end=10-12|start of=1-3|the start of=1-3|beginning of=1-3|"
        "the beginning of=1-3"
    ),
    month_thirds="early=1|mid=2|late=3",
    date_joins="of|of the year",
    day_marks="st|nd|rd|th",
    month_leads="in|by|until|till|from|for|before|early in|late in|at the end of|by the end of|end of",
    looks_ahead="will|shall|due|scheduled|planned|expected|slated|set to|is to|are to",
    no_next_after="the",
    next_years="next year=1|the year after next=2|this year=0|later this year=0",
    of_these=(
        "of these|of those|of them|of which|of whom|among them|among these|among those|among whom|including|"
        "these include"
    ),
    of_them="of them|of these|of those|of whom|of which",
    more_inside="more|additional|further",
    tolls={
        "people": "death toll|toll|body count|deaths rose|fatalities rose",
        "any": "total|tally|count|overall number|cumulative number|running total|number to date",
        "noun": "number of|total of|number of reported|number of confirmed",
    },
    toll_leads=(
        "to|at|is|was|of|reached|reaches|hit|hits|stands at|stood at|now|are|were|passed|totals|totalled|totaled|"
        "numbered|is now|was now|to a total of"
    ),
    ordinal_marks="st|nd|rd|th",
    ordinal_words=(
        "second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12 "
        "thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 "
        "twentieth=20 thirtieth=30 fortieth=40 fiftieth=50"
    ),
    ordinal_counts={"people": "death|fatality|victim", "count": "case|infection"},
    conditions="if|unless|in the event that|provided that",
    negations=(
        "not been|is not|are not|was not|were not|will not|would not|won't|isn't|wasn't|aren't|did not|does not|"
        "do not|didn't|doesn't|never"
    ),
    not_only="only|just|merely|yet|before|until|least|more than|less than|fewer than|included|including",
    not_this="not|and not|but not",
    turns="but|instead|however|rather",
    denied_back=(
        "this is not true|that is not true|this is not correct|that is not correct|this is false|that is false|"
        "this is untrue|that is untrue|this is incorrect|that is incorrect|this is wrong|that is wrong|"
        "these reports are false|the reports are false|the claim is false"
    ),
    once=(
        "once|originally|initially|at first|formerly|previously|had been|was to|were to|was once|was first|"
        "was meant to|used to"
    ),
    now="now|instead|is to|are to|will|has since|today|currently|ended up",
    planned=(
        "the planned|planned|the original|the initial|the previous|the expected|the scheduled|"
        "the first planned|the agreed|the promised|the current|a planned|an original"
    ),
    compared_after=(
        "more than|less than|fewer than|higher than|lower than|cheaper than|dearer than|over budget|under budget|"
        "over its budget|over the budget|over their budget|over the estimate|over estimates|above the|above its|"
        "above what|below the|below its|below what|below target|above target|short of its|short of the|"
        "more expensive|more costly|cheaper|too much|too little"
    ),
    compared_inside="more|fewer|less|extra",
    compared_than="than",
    overruns=(
        "overrun|overran|overruns|overshoot|overshot|exceed|exceeds|exceeded|exceeding|undershot|missed|beat|"
        "beats|outstripped"
    ),
    points="percentage point|percentage points|percentage-point|percent points|pct points",
    noise=(
        r"\b\d{1,3} ?-?min(?:ute)?s?\b\.? (?:read|listen|watch)\b",
        r"\bread(?:ing)? time\b[^.\n]{0,40}?\d{1,3} ?min(?:ute)?s?",
        r"\b\d{1,3} (?:of|/) \d{1,3}(?=\s*$|\s*\n|\s+pages?\b)",
        r"\bpage \d{1,4}(?: of \d{1,4})?",
        r"\b\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b\.?",
        r"\b\d{1,2} o'clock\b",
        r"\b\d{1,2}(?:st|nd|rd|th)\b",
        r"\b\d{3}(?:st|nd|rd|th)\b",
        r"\b(?:mid-?)?(?:19|20)\d0s\b",
        r"\b(?:group|gang|big|class|club|magnificent) (?:of )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,2})\b(?! (?:companies|firms|banks|people|tech|automakers|carmakers|engineers|members))",
        r"\b(?:six|three|\d)-point summary\b",
        r"\b(?:one|two|three|four|five|\d)-way\b",
        r"\b24/7\b",
        r"\b(?:thanks a|a thousand|a million|a hundred) (?:million|thanks|apologies|miles away|times no|pardons)\b",
        r"\bone in a (?:million|billion)\b|\bnot in a (?:million|hundred|thousand) years\b",
        r"\b(?:240|360|480|576|720|1080|1440|2160|4320)[pi]\b",
        r"\b\d{2,5}m (?:relay|hurdles|sprint|dash|freestyle|butterfly|backstroke|breaststroke|medley|steeplechase)\b",
        r"\b\d{1,9} (?:comments?|replies)\b",
        r"\bone another\b|\bone of\b|\bone by one\b|\bone day\b|\bno one\b|\bone-off\b|\bone's\b|\bten out of ten\b",
        r"\bat (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?= ?[.,;]|$)",
    ),
    patterns=((r"(?<=\.[0-9]) times\b|(?<=\.[0-9][0-9]) times\b", "times"),),
    reckoned_by="per|for every|per every",
    ratios="out of|out of every",
    boilerplate="subscribe for|to continue reading|free articles|sign up for|newsletter|all rights reserved|cookie|subscribers only|start your trial",
    portions="half a=0.5|half an=0.5|half=0.5|a quarter of a=0.25|a quarter=0.25|quarter=0.25|three quarters of a=0.75|three-quarters of a=0.75|three quarters=0.75|a half=0.5|a third of a=0.3333333333",
    starting="begin|begins|start|starts|starting|began|beginning|launch|kick off|starting in",
    numbers_of="number of|total of|headcount of|tally of",
    counted_before={
        "people": "employs|employed|employing|hired|hiring|killing|killed|kills|injuring|injured|injures|wounding|wounded|hurting|arrested|arresting|detained|detaining|displacing|displaced"
    },
    counted_after={
        "people": "died|drowned|perished|have died|had died|has died|were fatal|was fatal|have been fatal|has been fatal|proved fatal|have proved fatal|have proven fatal|deceased|recovered|have recovered|dead|injured|wounded|missing|hurt|homeless|hospitalised|hospitalized|killed|arrested|unaccounted for|displaced"
    },
    part_of=" of | of the | of its | of their | of our | of all | of those | of these | out of ",
    ceilings="ceiling|cap|upper limit",
    not_rates="ago|earlier|before|later|from now|old|after|on|prior",
    measured_at="at|to|of|by|from|than|is|was|with|around|about|nearly|over|under|below|above|averaged|reached|hit|totaled|totalled|rating of",
    by="by|about|almost|nearly|over|roughly|just|only|least",
    ago_after="ago|earlier",
    spans_after={
        "P10Y": "over a decade|over the next decade|over the coming decade",
        "P1Y": "over the next year|over the coming year",
    },
    span_money="for|for about|for at least|for up to|for another",
    listing="and|or",
    coin_glue="and",
    slash_after="of |the |interest|stake|share",
    start_before="from|starting in|beginning in|since|starting|start in|from fiscal|in service in",
    number_leads="from|to|at|is|was|of",
    models="ai|model|models|llm",
    shy_units="second|quarter|minute|point|cent|real|won|rand|marks|bucks",
    weights="pounds|pound",
    weighed="weigh|weighs|weighing|weighed|weighs in at|weighs about|weighing about|weighing over|weighs over",
    story_money=(("¥", "CNY", "yuan|renminbi|rmb|china|beijing", "yen|japan|tokyo", ""),),
    moves="fell|falls|fall|rose|rises|rise|dropped|drops|drop|declined|declines|decreased|decreases|increased|increases|increase|grew|grows|slipped|slips|slid|climbed|climbs|jumped|jumps|gained|gains|lost|loses|shed|sheds|sank|sinks|dipped|dips|eased|advanced|surged|plunged|tumbled|soared|edged up|edged down|up|down|lower|higher|shrank|widened|narrowed|ticked up|ticked down|inched up|inched down|fell back|was cut|raised|cut|reduced|trimmed|lowered|lifted",
    partitives=" of ",
)
