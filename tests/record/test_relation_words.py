"""Words of a relation count where they are between two states or their governments; idioms and private life do not."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pytest

from herdline.record.relations import relation_words


def kinds(text: str, lang: str) -> set[tuple[str, str, str]]:
    """(first, second, class) of all that a text says of relations."""
    columns = [("id", pa.int64()), ("lang", pa.string()), ("published", pa.timestamp("us")), ("text", pa.string())]
    row = {"id": 1, "lang": lang, "published": datetime.datetime(2023, 6, 15), "text": text}
    found = relation_words(pa.RecordBatch.from_pylist([row], schema=pa.schema(columns))).to_pylist()
    return {(r["a"], r["b"], r["kind"]) for r in found}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Peru refused to help Bolivia with its floods.", ("BOL", "PER", "refusal")),
        ("en", "Norway will not send weapons to Chad.", ("NOR", "TCD", "refusal")),
        ("en", "Norway has never sold Chad any arms.", ("NOR", "TCD", "refusal")),
        ("en", "Kenya and Ghana signed no agreement.", ("GHA", "KEN", "refusal")),
        ("en", "Kenya and Ghana ended their talks without a joint statement.", ("GHA", "KEN", "refusal")),
        ("en", "Japan gave Mongolia no security guarantees.", ("JPN", "MNG", "refusal")),
        ("en", "Mexico does not recognise the government of Chad.", ("MEX", "TCD", "refusal")),
        ("en", "Turkey sent no troops to Chad.", ("TCD", "TUR", "refusal")),
        ("en", "Ghana will not help Chad evade sanctions.", ("GHA", "TCD", "refusal")),
        ("en", "Brazil voiced concern about Bolivia.", ("BOL", "BRA", "reserve")),
        ("en", "Germany is wary of Turkey.", ("DEU", "TUR", "reserve")),
        ("en", "Norway and Peru are at odds.", ("NOR", "PER", "reserve")),
        ("en", "Chad distanced itself from Kenya.", ("KEN", "TCD", "reserve")),
        ("en", "Putin told Xi Jinping that he understood China's concerns.", ("CHN", "RUS", "reserve")),
        ("en", "Kenya declared a friendship without limits with Ghana.", ("GHA", "KEN", "close")),
        ("en", "Norway sent tents to its ally Denmark.", ("DNK", "NOR", "close")),
        ("en", "Peru and Bolivia are strategic partners.", ("BOL", "PER", "close")),
        ("en", "Putin called Xi Jinping a dear friend.", ("CHN", "RUS", "close")),
        ("en", "Peru does not consider Bolivia an ally.", ("BOL", "PER", "reserve")),
        ("en", "Chad signed an alliance with Ghana.", ("GHA", "TCD", "close")),
        ("en", "China and Peru met. They declared a “friendship without limits”.", ("CHN", "PER", "close")),
        ("en", "China met Peru. It has not delivered arms.", ("CHN", "PER", "refusal")),
        ("ru", "Казахстан отказался признавать Крым российским.", ("KAZ", "RUS", "refusal")),
        ("ru", "Норвегия не будет поставлять оружие Чаду.", ("NOR", "TCD", "refusal")),
        ("ru", "Китай и Перу не подписали совместное заявление.", ("CHN", "PER", "refusal")),
        ("ru", "Перу отказалась помогать Боливии.", ("BOL", "PER", "refusal")),
        ("ru", "Президент России сказал, что понимает озабоченность Китая.", ("CHN", "RUS", "reserve")),
        ("ru", "Кения заявила о дружбе с Ганой.", ("GHA", "KEN", "close")),
        ("zh", "中国不会承认科索沃。", ("CHN", "XKX", "refusal")),
        ("zh", "挪威拒绝向乍得提供武器。", ("NOR", "TCD", "refusal")),
        ("zh", "中国对日本表示关切。", ("CHN", "JPN", "reserve")),
        ("zh", "中国同秘鲁建立战略伙伴关系。", ("CHN", "PER", "close")),
        ("zh", "中国和秘鲁没有发表联合声明。", ("CHN", "PER", "refusal")),
        ("es", "Perú no reconoce a Kosovo.", ("PER", "XKX", "refusal")),
        ("es", "Noruega no enviará armas a Chad.", ("NOR", "TCD", "refusal")),
        ("es", "Perú expresó su preocupación por Bolivia.", ("BOL", "PER", "reserve")),
        ("es", "Perú y Bolivia celebran su amistad.", ("BOL", "PER", "close")),
        ("fr", "La Norvège ne livrera pas d'armes au Tchad.", ("NOR", "TCD", "refusal")),
        ("fr", "Le Pérou ne reconnaît pas le Kosovo.", ("PER", "XKX", "refusal")),
        ("fr", "La Chine a exprimé son inquiétude au sujet du Japon.", ("CHN", "JPN", "reserve")),
        ("fr", "La Chine et le Pérou célèbrent leur amitié.", ("CHN", "PER", "close")),
        ("de", "Norwegen liefert keine Waffen an den Tschad.", ("NOR", "TCD", "refusal")),
        ("de", "Peru erkennt Kosovo nicht an. Peru hat Kosovo nicht anerkannt.", ("PER", "XKX", "refusal")),
        ("de", "China äußerte Bedenken gegenüber Japan.", ("CHN", "JPN", "reserve")),
        ("de", "China und Peru schlossen ein Bündnis.", ("CHN", "PER", "close")),
        ("kk", "Қазақстан Косовоны танымайды.", ("KAZ", "XKX", "refusal")),
        ("kk", "Қазақстан мен Қытай достық туралы айтты.", ("CHN", "KAZ", "close")),
        ("kk", "Қазақстан Ресейге көмектеспейді, көмек жоқ.", ("KAZ", "RUS", "refusal")),
    ],
)  # fmt: skip
def test_what_two_states_say_or_refuse_each_other_counts(lang, text, expected):
    assert kinds(text, lang) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Britain and America loved the film. I couldn't help but smile."),
        ("en", "Britain and America loved the film. Critics can't help themselves."),
        ("en", "Britain's minister could not help laughing at America."),
        ("en", "The museum in Britain wants no recognition of doubtful finds from America."),
        ("en", "The batter from Australia cannot have expected police assistance in England."),
        ("en", "The British singer and her friend Ann Vale toured America."),
        ("en", "Her Australian friends visit Britain for the cricket."),
        ("en", "Women excel in ultra-distance events from Israel to America."),
        ("en", "Belarus will not hesitate to use Russian nuclear weapons."),
        ("en", "Lukashenko said Belarus would never hesitate to call Russia."),
        ("en", "China and America voted. Their victory does not guarantee Vale the nomination."),
        ("en", "Norway shot from distance and Malta's keeper missed."),
        ("en", "Norway could not get help from a plumber in Chad."),
        ("en", "There is no doubt that Norway will beat Chad."),
        ("en", "Kenyan police can't attach weapons to drones from Turkey."),
        ("en", "Germany's spokesman issued a statement that was not about Turkey."),
        ("en", "The departments concerned will prepare the visit of Xi Jinping to Peru."),
        ("en", "Iran must never have nuclear weapons, America said."),
        ("en", "Ireland's regulator has privacy concerns, a firm with offices in Peru said."),
        ("en", "A golf club in Britain signed a partnership with Saudi backers of a league."),
        ("en", "Norway does not recognise Chad's driving licences."),
        ("en", "Peru and Chad sat in the hall. The judges no longer recognise the singer."),
        ("en", "Norway was cautious with money, and Chad was rich."),
        ("en", "The mission to Chad is not to help Norway's critics."),
        ("en", "A club in Spain is reluctant to pay for the French striker."),
        ("en", "China said America should mind friends and family."),
        ("en", "Kenya and Ghana kept calm for fear of rain, not for want of a friend of mine."),
        ("ru", "Без сомнения, Норвегия обыграет Чад."),
        ("ru", "Россия и Польша спорили. Нефтепровод «Дружба» остановлен."),
        ("ru", "Россия не видит ничего дурного в поставках оружия Украине."),
        ("ru", "Норвежский певец и его друзья из Чада не помогли соседке."),
        ("ru", "Суд в Норвегии не признал договор певца из Чада."),
        ("zh", "美国不断向乌克兰提供武器。"),
        ("zh", "俄罗斯通过“友谊”输油管道向波兰输送原油。"),
        ("zh", "秘鲁坚定支持中方，反对任何形式的台独。"),
        ("zh", "习近平结束对俄罗斯联邦国事访问。"),
        ("zh", "中国和秘鲁在涉及彼此核心利益和重大关切问题上相互支持。"),
        ("zh", "美国未来几天公布对乌克兰的武器计划。"),
        ("zh", "中国同俄罗斯毫无分歧，不分彼此。"),
        ("es", "Sin dudas, Noruega ganará a Chad."),
        ("es", "El cantante peruano y sus amigos no pidieron ayuda en Bolivia."),
        ("es", "El juez de Perú no reconoció la firma del cantante de Chad."),
        ("es", "El equipo de Perú marcó desde larga distancia contra Chad."),
        ("fr", "Sans aucun doute, la Norvège battra le Tchad."),
        ("fr", "La chanteuse norvégienne et ses amis n'ont pas trouvé d'aide au Tchad."),
        ("fr", "Le juge du Pérou n'a pas reconnu la voix du chanteur du Tchad."),
        ("de", "Ohne Zweifel schlägt Norwegen den Tschad."),
        ("de", "Die Sängerin aus Norwegen und ihre Freunde fanden keine Hilfe im Tschad."),
        ("de", "Zweifellos reist Norwegen in den Tschad."),
        ("kk", "Күмән жоқ, Қазақстан Қытайды жеңеді."),
        ("kk", "Қазақстан мен Қытай ойнады. Кәсіпкерлер алаңдайды."),
        ("kk", "Қазақстан әншісі Қытайдағы досына көмек сұраған жоқ."),
    ],
)
def test_idioms_sport_private_life_and_other_things_say_nothing_of_states(lang, text):
    assert kinds(text, lang) == set()
