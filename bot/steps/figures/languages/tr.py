"""Turkish."""

from __future__ import annotations

from bot.steps.figures.table import Language

LANGUAGE = Language(
    tag="tr",
    decimal=",",
    grouping=".",
    small=(
        "sıfır=0 bir=1 iki=2 üç=3 dört=4 beş=5 altı=6 yedi=7 sekiz=8 dokuz=9 on=10t yirmi=20 otuz=30 kırk=40 elli=50 altmış=60 yetmiş=70 seksen=80 doksan=90 "
        "onbir=11 oniki=12 onüç=13 ondört=14 onbeş=15 onaltı=16 onyedi=17 onsekiz=18 ondokuz=19"
    ),
    hundreds="yüz",
    magnitudes="bin=1e3 milyon=1e6 milyar=1e9 trilyon=1e12 katrilyon=1e15 düzine=12",
    short="mn=1e6 mr=1e9 mlr=1e9 mlyr=1e9 trl=1e12 k=1e3 m=1e6",
    several="yüzlerce=200-900|binlerce=2000-9000|onlarca=20-90|milyonlarca=2000000-9000000|milyarlarca=2000000000-9000000000|on binlerce=20000-90000|yüz binlerce=200000-900000|birkaç yüz=200-900|birkaç bin=2000-9000|birkaç milyon=2000000-9000000|birkaç milyar=2000000000-9000000000",
    halves="buçuk=0.5|½=0.5",
    wholes="yarısı=50|yarısını=50|yarısının=50|üçte biri=33.33|üçte birini=33.33|üçte ikisi=66.67|üçte ikisini=66.67|dörtte biri=25|dörtte birini=25|dörtte üçü=75|beşte biri=20|onda biri=10",
    multiples="ikiye_katladı=2 ikiye_katlandı=2 ikiye_katlayacak=2 ikiye_katlanacak=2 üçe_katladı=3 üçe_katlandı=3 üçe_katlayacak=3 iki_katına=2 üç_katına=3 dört_katına=4 beş_katına=5 on_katına=10 yarıya=0.5 dörde_katladı=4 iki_katı=2 üç_katı=3",
    currencies={
        "TRY": "lira|tl|türk lirası|liralık|lirayı|liraya|liradan|lirası|lirasını|lirası|liranın",
        "USD": "dolar|amerikan doları|abd doları|dolarlık|doları|dolara|dolardan|doların",
        "EUR": "euro|avro|euroluk|avroluk|euroya|avroya|eurodan|euronun",
        "JPY": "yen|japon yeni|yenlik|yene|yenden|yeni",
        "CNY": "yuan|çin yuanı|yuanlık|yuana",
        "KRW": "won|güney kore wonu|wonluk|wona",
        "GBP": "sterlin|ingiliz sterlini|pound|sterlinlik|sterline",
        "CHF": "isviçre frangı|frank",
        "RUB": "ruble|rus rublesi",
        "INR": "rupi|hint rupisi",
        "NOK": "norveç kronu",
        "SEK": "isveç kronu|kron",
        "DKK": "danimarka kronu",
        "SAR": "riyal",
        "AED": "dirhem",
        "HKD": "hong kong doları",
        "AUD": "avustralya doları",
        "CAD": "kanada doları",
        "TWD": "tayvan doları",
    },
    subunits={"TRY": "kuruş", "USD": "sent"},
    symbols="¥=JPY ₩=KRW",
    units={
        "percent": "yüzde|yüzdelik puan|puanlık",
        "basis points": "baz puan",
        "points": "puan",
        "times": "kat|katı|katına|misli",
        "years": "yıl|yıllık|yılda|yıldır|yılı|yılın|yıla|sene",
        "months": "ay|aylık|ayda|aydır|ayın|ayı",
        "weeks": "hafta|haftalık|haftada",
        "days": "gün|günlük|günde|günün|güne",
        "hours": "saat|saatlik|saatte",
        "minutes": "dakika|dakikalık|dakikada|dk",
        "seconds": "saniye|saniyede|saniyelik",
        "watts": "watt",
        "watts*1e3": "kilovat|kilowatt|kilovatlık",
        "watts*1e6": "megavat|megawatt|megavatlık",
        "watts*1e9": "gigavat|gigawatt|gigavatlık",
        "watt-hours*1e3": "kilovatsaat",
        "watt-hours*1e6": "megavatsaat",
        "watt-hours*1e9": "gigavatsaat",
        "metres": "metre|metrelik",
        "metres*1000": "kilometre|kilometrelik",
        "metres*0.01": "santimetre|santim",
        "metres*0.001": "milimetre",
        "m2": "metrekare|metrekarelik",
        "m2*1000000": "kilometrekare",
        "m2*10000": "hektar",
        "m3": "metreküp",
        "tonnes": "ton|tonluk",
        "kilograms": "kilogram|kilo|kiloluk",
        "grams": "gram",
        "litres": "litre",
        "barrels": "varil",
        "degrees Celsius": "derece",
        "bytes*1e9": "gigabayt",
        "bytes*1e12": "terabayt",
        "bytes*1e15": "petabayt",
        "parameters": "parametre|parametreli|parametrelik",
        "tokens": "token|tokenlık",
        "gpus": "gpu|grafik işlemci|ekran kartı",
    },
    nouns={
        "people": (
            "kişi|kişiyi|kişilik|kişiye|kişinin|mühendis|mühendisi|çalışan|çalışanı|işçi|personel|insan|araştırmacı|geliştirici|kullanıcı|müşteri|öğrenci|hasta|asker|istihdam|"
            "uzman|yolcu|seçmen|ziyaretçi|ölü|yaralı|çocuk|kadın|erkek|turist|vatandaş|abone|memur|üye'|teknisyen|gönüllü|işçiyi|göçmen"
        ),
        "companies": "şirket|şirketi|şirketin|firma|ortak|grup|banka|kuruluş|üye|kurucu|üretici|tedarikçi|dev|işletme|girişim|holding|şirketle",
        "parameters": "parametre|parametreli",
        "gpus": "gpu|grafik işlemci",
        "tokens": "token",
        "units": "adet|araç|otomobil|robot|cihaz|makine|uçak|gemi|kamyon|konut|konsol|çip|sunucu|telefon|tren|otobüs|türbin|dron|tank|aracı|robotu|adetlik|uçağı",
        "count": "ülke|şehir|il|sayfa|fabrika|mağaza|proje|tesis|okul|hastane|uçuş|ülkede|ilde|ülkeye",
    },
    stops="ve|ile|için|bu|da|de|ki|ise|olarak|olan|oldu|olacak|göre|kadar|daha|çok|ama|ancak|sonra|önce|gibi|değil|var|yok|her|bir|yüzde|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|saat|yıl|ay|artışla|düşüşle",
    plural="*",
    percent_before="yüzde|%|% |yuzde",
    context={"parameters": "parametre"},
    qualifiers_before={
        "about": "yaklaşık|yaklaşık olarak|aşağı yukarı|tahminen|takriben|ortalama|civarında",
        "nearly": "neredeyse|hemen hemen|yaklaşan",
        "up_to": "en fazla|azami|en çok|maksimum",
        "at_least": "en az|asgari|minimum",
        "more_than": "fazla yaklaşık",
        "less_than": "altında yaklaşık",
    },
    qualifiers_after={
        "about": "civarında|dolayında|civarı|dolaylarında|kadar'",
        "nearly": "yakın|'e yakın|'a yakın|'ye yakın|ye yakın|ya yakın|'na yakın|e yakın|a yakın",
        "more_than": "fazla|fazlası|'ünden fazla|'undan fazla|'inden fazla|'ından fazla|'ünden fazlası|'den fazla|'dan fazla|'ten fazla|'tan fazla|'un üzerinde|'ün üzerinde|'in üzerinde|'ın üzerinde|den fazla|dan fazla|üzerinde|'i aşkın|'ı aşkın|'u aşkın|'yi aşkın|'ü aşkın|aşkın|'i aştı|'ı aştı|yi aşkın|yı aşkın|i aşkın|ı aşkın|yi aştı|ı aştı|i aştı|yı aştı|ın üzerinde|in üzerinde|un üzerinde|nun üzerinde|nin üzerinde",
        "less_than": "'ünden az|'undan az|'inden az|'ından az|'ünden azı|'undan azı|'inden azı|'ından azı|az|azı|'den az|'dan az|'un altında|'in altında|'ın altında|'ün altında|den az|dan az|altında|in altında|ın altında|nin altında",
        "at_least": "ve üzeri|veya daha fazla|ve üstü",
        "up_to": "'e kadar|'a kadar|'ye kadar|e kadar|a kadar|ye kadar|ya kadar|'ya kadar",
    },
    fillers="bir|toplam|ilave|ek|sadece|yalnızca|tam|toplamda",
    rates_before={
        "P1Y": "yıllık|yılda|her yıl|senelik|yıllık yaklaşık",
        "P1M": "aylık|ayda|her ay",
        "P1W": "haftalık|haftada|her hafta",
        "P1D": "günlük|günde|her gün",
        "PT1H": "saatte",
    },
    rates_after={"P1Y": "/yıl|yıllık", "P1M": "/ay"},
    span_before="önümüzdeki|gelecek|sonraki",
    span_after="içinde|boyunca|süreyle|zarfında|süresince",
    fiscal_after="mali yılı|mali yılında|mali yıl|bütçe yılı|bütçesi|mali yılına|bütçesinde|bütçe yılında|mali yılından",
    deadline_after="yılına kadar|'a kadar|'e kadar|yılı sonuna kadar|sonuna kadar|'ya kadar|'ye kadar|yılından önce|yılına değin|a kadar|e kadar",
    year_before="hedef|hedefi|en geç",
    year_after="yılında|'da|'de|'ta|'te|yılı|yılından itibaren|yılı için|'dan itibaren|'den itibaren|sonunda|yılının|da|de|ta|te|yılı sonunda|başında|'te|'den|'dan|'ten|'tan|'ye|'ya|'a|'e|yılından|yılına|yazında|baharında|ortasında|sonbaharında",
    future=(
        "hedef|hedefliyor|hedefleniyor|hedefi|hedefleyen|planlıyor|planlanıyor|planlanan|planı|amaçlıyor|bekleniyor|beklenen|öngörülüyor|başlayacak|başlaması|edecek|olacak|"
        "tamamlanacak|kullanılacak|ertelendi|öne çekildi|çıkacak|girecek|kadar|alacak|yapacak|hazır|ulaşacak|üretecek|açılacak|takılacak|taşıyacak|geçecek|devreye"
    ),
    past="kuruldu|kurulan|imzalandı|imzalanan|başladı|açıldı|doğdu|yılından bu yana|edilmişti|olmuştu",
    earlier_before="önceki|mevcut|daha önceki|geçen yılki",
    earlier_after="'den|'dan|'ten|'tan|'ndan|'nden|iken|den|dan|ten|tan|yerine|karşısında|idi|lirasından|seviyesinden|düzeyinden",
    change_to="'den|'dan|'ten|'tan|den|dan|ten|tan",
    ranges="-|–|—|~|ila|ile|ve|veya",
    either="veya|ya da|ila|ile|yahut",
    between="",
    additional="ek|ilave|daha|ilaveten",
    minus="eksi",
    hedges={
        "denied": "yalanladı|yalanlandı|reddetti|reddediyor|asılsız|doğru değil",
        "possible": "olabilir|edebilir|değerlendiriyor|muhtemel|belki|ihtimal|gündemde|görüşüyor|yapabilir|çıkabilir",
        "reported": "iddia|iddiaya göre|kaynaklara göre|göre|bildirildi|öğrenildi|belirtildi|aktardı",
        "planned": "planlıyor|planlanıyor|hedefliyor|hedef|amaçlıyor|öngörüyor|öngörülüyor|bekleniyor|edecek|olacak|yapacak|çalışacak|yatıracak|istiyor|hazırlanıyor|alacak",
    },
    labels=(
        "sayfa|bölüm|kısım|sürüm|sürümü|seviye|oda|salon|uçuş|no|no.|numara|madde|seri|şekil|tablo|aşama|adım|cilt|tip|sınıf|model|hat|sezon|hafta|gün|grup|tel|tel.|telefon|"
        "faks|playstation|windows|iphone|galaxy|boeing|airbus|bist|borsa|formula|soru|kapı|kat|blok|level|versiyon|bist 100"
    ),
    starters="bu|bir|yaklaşık|toplam|en|her|son|ilk|tam|ve|ama|ile|için|ayrıca|diğer|yılda|ayda|günde|yüzde|şirket|geçen|yıllık|bugün|projede|ülkede",
    months="ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
    year_parts=(
        "ilk çeyreği=1-3|ilk çeyreğinde=1-3|ilk çeyreğine=1-3|ikinci çeyreği=4-6|ikinci çeyreğinde=4-6|"
        "ikinci çeyreğine=4-6|üçüncü çeyreği=7-9|üçüncü çeyreğinde=7-9|üçüncü çeyreğine=7-9|"
        "dördüncü çeyreği=10-12|dördüncü çeyreğinde=10-12|dördüncü çeyreğine=10-12|birinci çeyreği=1-3|"
        "birinci çeyreğinde=1-3|2. çeyreği=4-6|2. çeyreğinde=4-6|3. çeyreği=7-9|3. çeyreğinde=7-9|"
        "son çeyreği=10-12|son çeyreğinde=10-12|ilk yarısı=1-6|ilk yarısında=1-6|ikinci yarısı=7-12|"
        "ikinci yarısında=7-12|baharı=3-5|baharında=3-5|ilkbaharında=3-5|yazı=6-8|yazında=6-8|sonbaharı=9-11|"
        "sonbaharında=9-11|kışı=12-14|kışında=12-14|başı=1-4|başında=1-4|başlarında=1-4|ortası=4-9|"
        "ortasında=4-9|ortalarında=4-9|sonu=10-12|sonunda=10-12|sonuna=10-12|sonlarında=10-12"
    ),
    year_marks="'un|'ün|'in|'ın|'nin|'nın| yılının| yılı|",
    next_years="gelecek yıl=1|gelecek yılın=1|önümüzdeki yıl=1|önümüzdeki yılın=1|bu yıl=0|bu yılın=0",
    once="başlangıçta|ilk başta|önceden|eskiden|daha önce|önce",
    now="şimdi|artık|bugün|şu anda",
    planned="planlanan|öngörülen",
    former_endings="dan|den|tan|ten",
    compared_before="planlanandan|beklenenden|öngörülenden|bütçeden|hedeften|geçen yıldan|bütçenin",
    compared_after="fazla|az|daha|üzerinde|altında|aşıldı",
    points="puan|yüzde puan|puanlık",
    noise=(
        r"\bokuma süresi\b[^.\n]{0,16}?\d{1,3} ?(?:dakika|dk)|\b\d{1,3} ?(?:dakikada|dk|dakikalık) oku\w*",
        r"\bsayfa \d{1,4}(?:/\d{1,4})?|\b\d{1,4}\. sayfa\b",
        r"\bsaat \d{1,2}(?:[.:]\d{2})?(?:'\w+)?",
        r"\b\d{1,3}\.(?= [^\W\d_])(?! (?:milyon|milyar|bin|trilyon))",
        r"\b\d{1,3}(?:'inci|'ıncı|'uncu|'üncü|inci|ıncı|uncu|üncü|nci|ncı|ncu|ncü)\b",
        r"\bbir (?:gün|yıl|ay|kez|kere|hafta|saat|şirket|ortak|grup|dev|araç|robot|insan|kişi|çalışan|uzman|kadın|erkek|çocuk|ülke|şehir|proje|fabrika|tesis)\b|\bon(?= (?:dan|un|u|a)\b)|\bbiri?(?:si|nin|ne)\b|\baltı(?:na|nda|nı|ndan)\b|\byüzünden\b|\byüz yüze\b",
    ),
    boilerplate="abone ol|bülten|üye olun",
    patterns=((r" ?'(?:lik|lık|luk|lük) (?:pay|hisse)", "percent"),),
    portions="yarım=0.5|çeyrek=0.25|bir buçuk=1.5|iki buçuk=2.5",
    starting="başlayacak|başlaması|başlangıç|başlıyor",
    numbers_of="sayısı|sayısını",
    ceilings="tavan|üst sınır",
    ago_after="önce|evvel",
    indefinite="bir",
    span_units="yılda|ayda|yıllık|yıl içinde",
    future_endings="acak|ecek|acağı|eceği",
    listing="ve|veya",
    coin_glue="ve",
    slash_after="",
    number_leads="",
    start_before="",
    suffixes=(
        "dır|dir|dur|dür|tır|tir|tur|tür|dı|di|du|dü|ya|ye|yı|yi|yu|yü|a|e|ı|i|u|ü|da|de|ta|te|dan|den|tan|ten|ın|in|un|ün|nın|nin|nun|nün|"
        "lık|lik|luk|lük|la|le|yla|yle|lar|ler|ları|leri|lara|lere|sı|si|su|sü|lı|li|lu|lü|ı|lığa|lığı|ına|ine|una|üne|ını|ini|unu|ünü|ından|inden"
    ),
)
