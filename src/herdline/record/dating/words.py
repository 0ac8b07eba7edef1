"""Words of time in eight languages: days, months, units and how "ago", "last", "next" and "in" are said.

Own words, of the news style; a language that is not here has no dates but the article's. ``calendar`` makes
patterns of them. Every table has the languages as keys; words of a list stand in the order of their numbers.
"""

from __future__ import annotations

from herdline.record.dating import numbered

_NO_MORNING = (
    "".join(
        rf"(?<!\b{word} )"
        for word in (
            "la el pasado esta esa aquella misma cada media una otra toda buena bella primera última siguiente próxima "
            "lunes martes miércoles jueves viernes sábado domingo ayer hoy"
        ).split()
    )
    + r"(?<!(?<!partir )de )(?<!del )"
)
"""Behind these "mañana" is a morning (or "el mañana", the time to come): only without them it is tomorrow."""

NEAR: dict[str, dict[str, int]] = {
    "es": {
        r"hoy|esta (?:misma )?(?:mañana|tarde|noche|madrugada)": 0,
        r"ayer|anoche": -1,
        r"anteayer|antes de ayer|anteanoche": -2,
        r"pasado mañana": 2,
        rf"(?:a partir de |desde )?{_NO_MORNING}mañana(?! del?(?! nuevo)\b)": 1,
    },
    "ru": {"(?<!россия )сегодня": 0, "вчера": -1, "позавчера": -2, "завтра": 1, "послезавтра": 2},
    "pl": {"dziś|dzisiaj": 0, "wczoraj": -1, "przedwczoraj": -2, "jutro": 1, "pojutrze": 2},
    "kk": {"бүгін": 0, "кеше": -1, "алдыңғы күні": -2, "ертең": 1, "бүрсігүні": 2},
    "de": {
        "(?<!österreich )heute(?!-)": 0,
        "gestern": -1,
        "vorgestern": -2,
        "übermorgen": 2,
        "(?-i:(?<!am )(?<!jeden )(?<!frühen )(?<!heute )(?<!gestern )morgen)": 1,
    },
    "fr": {
        "(?<!quotidien )(?:aujourd'hui|aujourd’hui)": 0,
        "(?<!avant-)hier": -1,
        "avant-hier": -2,
        "(?<!après-)demain": 1,
        "après-demain": 2,
    },
    "zh": {
        "今天|今日(?![俄头頭])|今[晚晨早夜](?!报|報)": 0,
        "昨天|昨日|昨晚|昨夜": -1,
        "(?<![目之以日])前天|前日(?!本)": -2,
        "明天|明日": 1,
        "(?<![今以之])[后後]天(?![性的])": 2,
    },
    "ar": {
        "(?<!روسيا )(?<!المصري )(?<!صحيفة )(?<!جريدة )(?<!موقع )(?<!قناة )اليوم(?! ال)": 0,
        "(?<!أول )(?<!أول من )أمس(?! الأول)": -1,
        "أول (?:من )?أمس|أمس الأول": -2,
        "(?<!بعد )غدا?": 1,
        "بعد غد": 2,
    },
}
"""Days from the article's; "Russia Today" is a broadcaster, "اليوم السابع" the seventh day."""

WEEKDAYS: dict[str, tuple[str, list[str]]] = {
    "es": (
        r"(?:este|el pasado|el próximo|el|(?<=mañana )del|(?<=tarde )del|(?<=noche )del|(?<=madrugada )del)\s+{}"
        r"(?! santo)(?: pasado| próximo| que viene)?",
        "lunes martes miércoles jueves viernes sábado domingo".split(),
    ),
    "ru": (
        r"(?<!ую )(?<!кажд..\s)(?<!чёрный )(?<!черный )(?<!чистый )(?:(?:прошл|минувш|следующ|будущ|ближайш)\w\w )?{}",
        "понедельник вторник среду четверг пятницу субботу воскресенье".split(),
    ),
    "pl": (
        r"(?<!\bco )(?<!każdy )(?<!każdą )(?:(?:zeszł|ubiegł|minion|przyszł|następn|najbliższ)[yą] )?{}",
        "poniedziałek wtorek środę(?!\\spopielcową) czwartek piątek sobotę niedzielę".split(),
    ),
    "kk": (
        r"(?:(?:өткен|келесі) )?{}(?: күні|де|да)",
        "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі".split(),
    ),
    "de": (
        r"(?<!jeden )(?:(?:letzt|vergangen|vorig|nächst|kommend|dies)en )?{}"
        r"(?:morgen|vormittag|mittag|nachmittag|abend|nacht)?",
        "Montag Dienstag Mittwoch Donnerstag Freitag (?:Samstag|Sonnabend) Sonntag".split(),
    ),
    "fr": (
        r"(?<!chaque )(?<!tous les ){}(?! (?:gras|noir|saint)\b)(?: dernier| passé| prochain)?",
        "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    ),
    "zh": (r"(?<![上下每\d])(?:星期|周|週|礼拜|禮拜){}", "一 二 三 四 五 六 [日天]".split()),
    "ar": (
        r"{}(?: الماضي| المنصرم| الفائت| المقبل| القادم)?",
        "ال[اإ]ثنين الثلاثاء الأربعاء الخميس الجمعة السبت ال[أا]حد".split(),
    ),
}
"""A frame and Monday to Sunday; the frame takes the words that tell the side with it."""
BEHIND = r"letzte|vergangene|vorige|pasad|прошл|минувш|zeszł|ubiegł|minion|өткен|dernier|passé|ماضي|منصرم|فائت"
AHEAD = r"nächste|kommende|próxim|que viene|следующ|будущ|ближайш|przyszł|następn|najbliższ|келесі|prochain|مقبل|قادم"

_ARABIC = (
    "يناير|كانون الثاني,فبراير|شباط,مارس|آذار,أبريل|إبريل|نيسان,مايو|أيار,يونيو|يونيه|حزيران,يوليو|يوليه|تموز,أغسطس|آب,"
    "سبتمبر|أيلول,أكتوبر|تشرين الأول,نوفمبر|تشرين الثاني,ديسمبر|كانون الأول"
)
MONTHS: dict[str, list[str]] = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre".split(),
    "ru": "январ[яе] феврал[яе] март[ае] апрел[яе] ма[яе] июн[яе] июл[яе] август[ае] сентябр[яе] октябр[яе] ноябр[яе]"
    " декабр[яе]".split(),
    "pl": "stycz(?:nia|niu) lut(?:ego|ym) mar(?:ca|cu) kwiet(?:nia|niu) maj[au] czerw(?:ca|cu) lip(?:ca|cu)"
    " sierp(?:nia|niu) wrze(?:śnia|śniu) październik[aiu]+ listopad(?:a|zie) grud(?:nia|niu)".split(),
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(),
    "de": "Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "ar": _ARABIC.split(","),
    "zh": [],  # months have numbers
}
NAMED_AHEAD: dict[str, str] = {
    "es": r"(?:calle|plaza|avenida|av\.|barrio|puente|estadio|parque|aeropuerto|movimiento|brigada|batallón|grupo)"
    r" (?:del? )?$",
    "ru": r"(?:улиц\w+|ул\.|проспект\w*|пр\.|переул\w+|им(?:ени|\.)|№) ?$",
    "pl": r"(?:ulic\w+|ul\.|alej\w+|al\.|plac|pl\.|rondo|osiedle|konstytucj\w+) $",
    "de": r"(?:straße|platz|brücke|allee|bewegung|partei|ufer) des $",
    "fr": r"(?:rue|place|avenue|boulevard|av\.|bd|pont|quai|stade|parc|square|mouvement|station) du $",
    "ar": r"(?:شارع|جسر|ميدان|ساحة|كوبري|جامعة|مدينة|حي|ملعب|مستشفى|ثورة|حركة|كتيبة|لواء) $",
}
NAMED_BEHIND: dict[str, str] = {
    "es": r" (?:street|square)\b",
    "kk": r"\w* (?:көше|даңғыл|алаң|ауыл|мектеп|саябағ)\w*",
    "de": r"-\w",
    "pl": r" (?:street|square)\b",
}
"""What stands beside a day of a month that a street, a square or a movement is named after."""

DAYS: dict[str, str] = {
    "es": r"(?P<day>\d{1,2}) de (?P<month>{})(?: (?:de|del) (?P<year>\d{4}))?",
    "ru": r"(?P<day>\d{1,2})\s(?P<month>{})(?:\s(?P<year>\d{4}))?",
    "pl": r"(?P<day>\d{1,2}) (?P<month>{})(?: (?P<year>\d{4}))?",
    "kk": r"(?:(?P<year>\d{4}) жыл\w* )?(?P<day>\d{1,2}) (?P<month>{})\w*",
    "de": r"(?P<day>\d{1,2})\. (?P<month>{})(?: (?P<year>\d{4}))?",
    "fr": r"(?P<day>\d{1,2})(?: ?er)? (?P<month>{})(?: (?P<year>\d{4}))?",
    "ar": r"(?P<day>\d{1,2}) (?P<month>{})(?:(?:/| / )[^\W\d]+(?: [^\W\d]+)?)?(?: (?:عام )?(?P<year>\d{4}))?",
    "zh": r"(?:(?P<year>\d{4}) ?年 ?|(?P<which>[今去明]年) ?|(?P<which_month>[上本下这這])[个個]?月 ?)?"
    rf"(?:(?P<month>\d{{1,2}}) ?月 ?|(?P<free>{numbered.FREE}))?(?<!\d){numbered.NO_COUNT}0?(?P<day>\d{{1,2}}) ?"
    rf"(?:日{numbered.NO_UNIT}|(?(month)|(?(which_month)|(?(free)|(?!))))[号號]{numbered.NO_NUMBER})(?![内內间間前])",
}
"""A day of a month; Chinese figures in characters are turned into digits first."""
IN_MONTH: dict[str, str] = {
    "es": r"en (?:el mes de )?(?P<month>{})(?: (?:de|del) (?P<year>\d{4}))?",
    "ru": r"в (?P<month>{})(?:\s(?P<year>\d{4}))?",
    "pl": r"w (?P<month>{})(?: (?P<year>\d{4}))?",
    "kk": r"(?:(?P<year>\d{4}) жыл\w* )?(?P<month>{})(?:да|де|та|те)(?: айында)?",
    "de": r"im (?P<month>{})(?: (?P<year>\d{4}))?(?!-\w)",
    "fr": r"en (?P<month>{})(?: (?P<year>\d{4}))?",
    "ar": r"في (?:شهر )?(?P<month>{})(?:(?:/| / )[^\W\d]+(?: [^\W\d]+)?)?(?: (?:عام )?(?P<year>\d{4}))?(?! \d)",
    "zh": r"(?:(?P<year>\d{4}) ?年|(?P<which>[今去明]年)) ?(?P<month>\d{1,2}) ?月份?(?! ?\d|[上中下]旬|至|以来|到)",
}
IN_YEAR: dict[str, str] = {
    "es": r"en (?:el año )?(?P<year>(?:19|20)\d\d)(?! y | (?:metros|km|kil\w+|euros|dólares|personas|soldados)\b)",
    "ru": r"в (?P<year>(?:19|20)\d\d)(?:-м)? (?:году|г\.)",
    "pl": r"w (?:roku )?(?P<year>(?:19|20)\d\d)(?: r\.| roku)?",
    "kk": r"(?P<year>(?:19|20)\d\d) жылы(?! \d)",
    "de": r"im Jahre? (?P<year>(?:19|20)\d\d)",
    "fr": r"en (?P<year>(?:19|20)\d\d)(?! (?:mètres|km|kil\w+|euros|dollars|personnes|soldats)\b)",
    "ar": r"(?:في |ب)?(?<!منذ )(?<!حتى )(?:عام|العام|سنة) (?P<year>(?:19|20)\d\d)",
    "zh": r"(?<![自从從至到在\d])在?(?P<year>(?:19|20)\d\d) ?年"
    r"(?! ?\d|[以之]?[来來前后後]|起|至|的|版|代|度|[上下]半|底?[到至])",
}
"""Not "since 2014" and not "the 2014 one", which date nothing."""

UNITS: dict[str, dict[str, str]] = {
    "es": {"D": "días?", "W": "semanas?", "M": "mes(?:es)?", "Y": "años?", "H": "horas?|minutos?"},
    "ru": {
        "D": "день|дня|дней",
        "W": "недел[юиь]",
        "M": "месяц(?:а|ев)?",
        "Y": "год|года|лет",
        "H": "час(?:а|ов)?|минуту?ы?",
    },
    "pl": {
        "D": "dzień|dni",
        "W": "tydzień|tygodni[e]?",
        "M": "miesiąc[e]?|miesięcy",
        "Y": "roku?|lata?",
        "H": "godzin[yę]?|minut[yę]?",
    },
    "kk": {"D": "күн", "W": "апта", "M": "ай", "Y": "жыл", "H": "сағат|минут"},
    "de": {"D": "Tag(?:en)?", "W": "Wochen?", "M": "Monat(?:en)?", "Y": "Jahr(?:en)?", "H": "Stunden?|Minuten?"},
    "fr": {"D": "jours?", "W": "semaines?", "M": "mois", "Y": "ans?|années?", "H": "heures?|minutes?"},
    "ar": {
        "D": "أيام|يوما?|يومين",
        "W": "أسابيع|أسبوعا?|أسبوعين",
        "M": "أشهر|شهور|شهرا?|شهرين",
        "Y": "أعوام|سنوات|سنين|عاما?|سنة|عامين|سنتين",
        "H": "ساعات|ساعة|ساعتين|دقائق|دقيقة",
    },
    "zh": {"D": "天", "W": "周|週|个?星期|個星期", "M": "[个個]月", "Y": "年", "H": "[个個]?小[时時]|分[钟鐘]"},
}
AGO: dict[str, str] = {
    "es": r"hace {number} {unit}(?! que)",
    "ru": r"(?:(?<!ать )(?<!рок )(?<!сят )(?<!сто )(?<!сти )(?<!ста )(?<!сот ){number} )?{unit} назад",
    "pl": r"(?:(?<!sto )(?<!ieście )(?<!set ){number} )?{unit} temu",
    "kk": r"(?<!жүз ){number} {unit} бұрын",
    "de": r"vor (?:rund |etwa |gut |fast |knapp |mehr als )?{number} {unit}",
    "fr": r"il y a (?:environ |près de |plus de )?{number} {unit}",
    "ar": r"قبل (?:نحو )?(?:{number} )?{unit}(?! من| \d)",
    "zh": r"(?<!第){number}多?{unit}(?:多)?(?:之前|以前|前)",
}
COMING: dict[str, str] = {
    "es": r"(?:dentro de|en) {number} {unit}",
    "ru": r"через (?:{number} )?{unit}",
    "pl": r"za (?:{number} )?{unit}",
    "kk": r"{number} {unit}(?:нан|нен|дан|ден|тан|тен) кейін",
    "de": r"in {number} {unit}",
    "fr": r"dans {number} {unit}",
    "ar": r"بعد (?:{number} )?{unit}(?! من| \d)",
    "zh": r"(?<!第){number}{unit}(?:之后|之後|以后|以後|后|後)",
}
"""Read of what is to come only: of what was, it counts from another time that was told."""

LONG_AGO: dict[str, str] = {
    "es": r"hace (?:varios|varias|algunos|algunas|unos|muchos|pocos) (?:meses|años)|hace (?:mucho )?tiempo"
    r"|hace (?:\w+ )?años? y medio|hace medio año",
    "ru": r"(?:несколько|много|пару) (?:месяцев|лет) назад|полгода назад|полтора (?:года|месяца) назад",
    "pl": r"(?:kilka|kilkanaście|parę|wiele) (?:miesięcy|lat) temu|pół(?:tora)? roku temu",
    "kk": r"бірнеше (?:ай|жыл) бұрын|жарты жыл бұрын|\w+ жарым (?:ай|жыл) бұрын",
    "de": r"vor (?:einigen|mehreren|vielen|wenigen|ein paar) (?:Monaten|Jahren)|vor (?:Monaten|Jahren|langer Zeit)"
    r"|vor (?:einem halben Jahr|(?:anderthalb|\w+einhalb) Jahren)",
    "fr": r"il y a (?:quelques|plusieurs|de nombreux|de nombreuses) (?:mois|ans|années)|il y a longtemps"
    r"|il y a \w+ ans? et demi",
    "ar": r"قبل (?:عدة |بضعة |بضع )?(?:سنوات|أعوام|أشهر|شهور)|قبل نصف (?:عام|سنة)|قبل (?:عام|سنة) ونصف",
    "zh": r"(?:[几幾数數]|好几)[十百千]?(?:[个個]月|年)前|多年前|半年前|百年前",
}
"""Too vague for a date, yet not of the article's day."""

RUNNING: dict[str, dict[str, str]] = {
    "es": {
        "W-1": "la semana pasada|la pasada semana",
        "M-1": "el mes pasado|el pasado mes",
        "Y-1": "el año pasado|el pasado año",
        "W0": "esta semana",
        "M0": "este mes",
        "Y0": "este año",
        "W1": "la próxima semana|la semana próxima|la semana que viene",
        "M1": "el próximo mes|el mes próximo|el mes que viene",
        "Y1": "el próximo año|el año próximo|el año que viene",
    },
    "ru": {
        "W-1": "на (?:прошлой|минувшей) неделе",
        "M-1": "в (?:прошлом|минувшем) месяце",
        "Y-1": "в прошлом году",
        "Y-2": "в позапрошлом году",
        "W0": "на (?:этой|текущей) неделе",
        "M0": "в (?:этом|текущем) месяце",
        "Y0": "в (?:этом|текущем|нынешнем) году",
        "W1": "на (?:следующей|будущей) неделе",
        "M1": "в (?:следующем|будущем) месяце",
        "Y1": "в (?:следующем|будущем) году",
    },
    "pl": {
        "W-1": "w (?:zeszłym|ubiegłym|minionym|poprzednim) tygodniu",
        "M-1": "w (?:zeszłym|ubiegłym|minionym) miesiącu",
        "Y-1": "w (?:zeszłym|ubiegłym|minionym) roku",
        "W0": "w (?:tym|bieżącym) tygodniu",
        "M0": "w (?:tym|bieżącym) miesiącu",
        "Y0": "w (?:tym|bieżącym) roku",
        "W1": "w (?:przyszłym|następnym|nadchodzącym) tygodniu",
        "M1": "w (?:przyszłym|następnym|nadchodzącym) miesiącu",
        "Y1": "w (?:przyszłym|następnym|nadchodzącym) roku",
    },
    "kk": {
        "W-1": "өткен апта(?:да)?",
        "M-1": "өткен айда",
        "Y-1": "былтыр|өткен жылы",
        "W0": "осы аптада",
        "M0": "осы айда",
        "Y0": "биыл|осы жылы",
        "W1": "келесі аптада|келер аптада",
        "M1": "келесі айда",
        "Y1": "келесі жылы|келер жылы",
    },
    "de": {
        "W-1": "(?:letzte|vergangene|vorige)n? Woche",
        "M-1": "(?:letzten|vergangenen|vorigen) Monat",
        "Y-1": "(?:letztes|letzten|vergangenes|vergangenen|voriges|vorigen) Jahr|Vorjahr",
        "W0": "dieser? Woche",
        "M0": "diese[nm] Monat",
        "Y0": "diese[sm] Jahr|heuer",
        "W1": "(?:nächste|kommende)[nr]? Woche",
        "M1": "(?:nächsten|kommenden) Monat",
        "Y1": "(?:nächstes|nächsten|kommendes|kommenden) Jahr",
    },
    "fr": {
        "W-1": "la semaine (?:dernière|passée)",
        "M-1": "le mois (?:dernier|passé)",
        "Y-1": "l['’](?:an dernier|année dernière)",
        "W0": "cette semaine",
        "M0": "ce mois-ci",
        "Y0": "cette année",
        "W1": "la semaine prochaine",
        "M1": "le mois prochain",
        "Y1": "l['’](?:an prochain|année prochaine)",
    },
    "ar": {
        "W-1": "الأسبوع (?:الماضي|المنصرم|الفائت)",
        "M-1": "الشهر (?:الماضي|المنصرم|الفائت)",
        "Y-1": "العام (?:الماضي|المنصرم|الفائت)|السنة الماضية",
        "W0": "هذا الأسبوع|الأسبوع (?:الجاري|الحالي)",
        "M0": "هذا الشهر|الشهر (?:الجاري|الحالي)",
        "Y0": "هذا العام|العام (?:الجاري|الحالي)|هذه السنة",
        "W1": "الأسبوع (?:المقبل|القادم)",
        "M1": "الشهر (?:المقبل|القادم)",
        "Y1": "العام (?:المقبل|القادم)|السنة المقبلة",
    },
    "zh": {
        "W-1": "上(?:个|個)?(?:周|週|星期)(?![一二三四五六日天])",
        "M-1": "上(?:个|個)?月(?!\\d)",
        "Y-1": "去年(?!\\d)",
        "Y-2": "前年(?!\\d)",
        "W0": "[本这這](?:个|個)?(?:周|週|星期)(?![一二三四五六日天])",
        "M0": "(?:本|这个|這個)月(?!\\d)",
        "Y0": "今年(?!\\d|以[来來])",
        "W1": "下(?:个|個)?(?:周|週|星期)(?![一二三四五六日天])",
        "M1": "下(?:个|個)?月(?!\\d)",
        "Y1": "明年(?!\\d)",
    },
}
"""Unit and how many from the running one."""

SAID: dict[str, str] = {
    "pl": r"(?:powiedzia|oświadczy|poinformowa|przekaza|poda|stwierdzi|ogłosi|zapowiedzia|doda|napisa)\w+",
    "ru": r"(?:сказа|заяви|сообщи|объяви|добави|написа|пообеща)\w+",
    "de": r"sagte|erklärte|teilte|kündigte|mitteilte|betonte|schrieb",
    "fr": r"déclaré|dit|annoncé|affirmé|indiqué|assuré|précisé",
    "es": r"dijo|declaró|anunció|afirmó|aseguró|indicó|señaló",
}
"""Words of saying, behind which a day is that of the saying."""
