"""What is written alike in every language: currency codes and signs, and the short forms of units."""

from __future__ import annotations

# Codes that stand beside a number, without or with its sign ("USD34.6m", "CAD$ 15").
CODES = [
    "usd",
    "jpy",
    "eur",
    "gbp",
    "cny",
    "krw",
    "twd",
    "hkd",
    "aud",
    "cad",
    "nzd",
    "sgd",
    "chf",
    "inr",
    "rub",
    "brl",
    "mxn",
    "ars",
    "clp",
    "cop",
    "php",
    "try",
    "sek",
    "nok",
    "dkk",
    "czk",
    "pln",
    "huf",
    "zar",
    "ils",
    "sar",
    "aed",
    "qar",
    "kwd",
    "thb",
    "myr",
    "idr",
    "vnd",
    "uah",
    "ngn",
    "egp",
    "pkr",
    "bdt",
    "lkr",
    "ron",
    "bgn",
    "isk",
    "kes",
    "ghs",
    "mad",
    "tnd",
    "dzd",
    "kzt",
    "gel",
    "btc",
    "eth",
]

# Codes that are words of a language are only read in capitals.
CAPITAL_CODES = frozenset({"try", "all", "cop", "php", "mad", "ron", "inr", "cad", "pen"})

SIGNS = {
    "us$": "USD", "u.s.$": "USD", "u.s. $": "USD", "us $": "USD", "u.s $": "USD", "$": "USD", "usd $": "USD",
    "nt$": "TWD", "nt $": "TWD", "hk$": "HKD", "hk $": "HKD", "a$": "AUD", "au$": "AUD", "aus$": "AUD", "c$": "CAD",
    "c $": "CAD", "ca$": "CAD", "can$": "CAD", "nz$": "NZD", "s$": "SGD", "sg$": "SGD", "r$": "BRL", "r $": "BRL",
    "mx$": "MXN", "mex$": "MXN", "mxn$": "MXN", "cad$": "CAD", "usd$": "USD", "aud$": "AUD", "nzd$": "NZD", "sgd$": "SGD",
    "hkd$": "HKD", "ntd$": "TWD", "jpy¥": "JPY", "rmb¥": "CNY", "cn¥": "CNY", "jp¥": "JPY",
    "rmb": "CNY", "rm": "MYR", "rs.": "INR", "rs": "INR", "rp": "IDR", "ntd": "TWD",
    "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₫": "VND", "₪": "ILS", "₱": "PHP",
    "฿": "THB", "₴": "UAH", "₦": "NGN", "₡": "CRC", "₾": "GEL", "₸": "KZT", "₿": "BTC", "¢": "USD*0.01",
    "n$": "NAD", "z$": "ZWL", "zw$": "ZWL", "j$": "JMD", "tt$": "TTD", "b$": "BND", "g$": "GYD", "l$": "LRD", "fj$": "FJD",
    "ec$": "XCD", "bz$": "BZD", "bds$": "BBD", "t$": "TOP", "mop$": "MOP", "cl$": "CLP", "ar$": "ARS", "co$": "COP", "ksh": "KES", "ksh.": "KES",
    "kshs": "KES", "kes.": "KES", "sh": "KES", "tsh": "TZS", "ush": "UGX", "gh¢": "GHS", "gh₵": "GHS", "₵": "GHS", "₨": "INR",
    "₼": "AZN", "₮": "MNT", "৳": "BDT", "fcfa": "XOF",
    "円": "JPY", "元": "CNY", "원": "KRW", "엔": "JPY", "wr$": "USD", "sfr": "CHF", "sfr.": "CHF", "fr.": "CHF",
}  # fmt: skip

# One letter is a currency before an amount alone: with a magnitude, thousands or cents (R450m, but R2-D2, an R22 gas).
LETTER_SIGNS = {"r": "ZAR"}

# Signs with a letter are read in capitals where they stand close ("A$250", but "a $250 loan").
CAPITAL_SIGNS = frozenset({"a$", "c$", "s$", "r$", "c $", "r $", "rm", "rp", "rs", "fr.", "n$", "z$", "j$", "b$", "g$", "l$", "t$", "r", "sh"})

# Short magnitudes against a sign ("320 M€").
SHORT_SIGNS = {
    "k€": "EUR*1e3", "m€": "EUR*1e6", "md€": "EUR*1e9", "mds€": "EUR*1e9", "mrd€": "EUR*1e9", "mio€": "EUR*1e6",
    "m$": "USD*1e6", "k$": "USD*1e3", "md$": "USD*1e9", "m£": "GBP*1e6", "m ¥": "JPY*1e6",
}  # fmt: skip

MILLIONS_OF = ("usd", "eur", "gbp", "aud", "cad", "jpy", "sek", "nok", "dkk", "chf")

UNITS = {
    "percent": "%| %|-%",
    "times": "x",
    "watts": "w",
    "watts*1e3": "kw|㎾",
    "watts*1e6": "mw|㎿",
    "watts*1e9": "gw",
    "watts*1e12": "tw",
    "watt-hours": "wh",
    "watt-hours*1e3": "kwh",
    "watt-hours*1e6": "mwh",
    "watt-hours*1e9": "gwh",
    "watt-hours*1e12": "twh",
    "flops": "flops|flop/s",
    "flops*1e12": "tflops|tflop/s",
    "flops*1e15": "pflops|petaflops|pflop/s",
    "flops*1e18": "eflops|exaflops|eflop/s",
    "operations/s*1e12": "tops",
    "bytes*1e3": "kb",
    "bytes*1e6": "mb",
    "bytes*1e9": "gb",
    "bytes*1e12": "tb",
    "bytes*1e15": "pb",
    "bytes*1e18": "eb",
    "bits/s*1e3": "kbps|kbit/s",
    "bits/s*1e6": "mbps|mbit/s|mb/s",
    "bits/s*1e9": "gbps|gbit/s|gb/s",
    "bits/s*1e12": "tbps|tbit/s|tb/s",
    "hertz": "hz",
    "hertz*1e3": "khz",
    "hertz*1e6": "mhz",
    "hertz*1e9": "ghz",
    "metres*1000": "km|㎞",
    "metres": "m",
    "metres*0.01": "cm|㎝",
    "metres*0.001": "mm|㎜",
    "metres*1e-9": "nm|nanometre|nanometer|nanometres|nanometers",
    "m2": "m2|m²|sqm|㎡",
    "m2*1000000": "km2|km²|㎢",
    "m2*10000": "ha|㏊",
    "m3": "m3|m³|㎥",
    "kilograms": "kg|㎏",
    "grams": "g",
    "tonnes": "t",
    "tonnes*1e3": "kt",
    "tonnes*1e6": "mt",
    "degrees Celsius": "°c|℃|° c",
    "degrees Fahrenheit": "°f|° f",
    "degrees": "°",
    "km/h": "km/h|kmh|kph",
    "mph": "mph",
    "m/s": "m/s",
    "volts": "v",
    "litres": "l",
    "gpus": "gpu|gpus",
    "tokens": "tokens|token",
    "parameters": "parameters|parameter",
    "basis points": "bp|bps",
}

# Letters that are units only where a figure is written against them ("5G" is none).
LONE_LETTERS = frozenset({"m", "g", "t", "w", "v", "l", "x", "p", "c", "f"})
