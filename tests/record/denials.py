"""Invented sentences that deny what the word in brackets tells (-), or tell it although they hold a word of denial (+).

DENIALS were written before the rules that they test, MORE after the rules and before their words were widened: of
these, 52 in the first 66 and 18 in the last 24 were right at first. Read by test_denial.
"""

DENIALS = """
ru - Россия не вводила [санкций] против Молдавии.
ru - Германия не [вводила] санкции против Турции.
ru - Польша пока не ведёт [переговоров] с Белоруссией.
ru - Китай никогда не [поставлял] оружие Ирану.
ru - Франция не наносила [ударов] по Сирии.
ru - Турция не будет проводить [учения] с Египтом.
ru - Между Арменией и Азербайджаном не было [переговоров].
ru - Казахстан так и не подписал [соглашение] с Узбекистаном.
ru - [Санкции] против Венгрии Евросоюзом не вводились.
ru - [Переговоров] между Индией и Пакистаном не проводилось.
ru - Нет никаких [переговоров] между Израилем и Ираном.
ru - Президент Сербии не совершал [визита] в Россию.
ru - Грузия не намерена вводить [санкции] против России.
ru - [Визит] министра Японии в Китай не состоялся.
ru - США не оказывали [помощи] Украине в этом месяце.
ru - Словакия отказалась вводить [санкции] против России.
ru + Россия ввела [санкции] не только против Молдавии, но и против Грузии.
ru + Россия не только ввела [санкции] против Молдавии, но и закрыла границу.
ru + Президент Турции не исключил, что введёт [санкции] против Сирии.
ru + Польша не могла не ввести [санкции] против Белоруссии.
ru + Франция не против [переговоров] с Ираном.
ru + Хотя Германия не поддержала Турцию, она провела [переговоры] с Сирией.
ru + Китай ввёл [санкции] против Японии, которая не отозвала свои корабли.
ru + Индия ввела [санкции] против Пакистана, но не разорвала отношения.
ru + США не без причины ввели [санкции] против Ирана.
ru + Не дожидаясь ответа, Россия [атаковала] Украину.
ru + Израиль нанёс [удар] по Сирии, не понеся потерь.
ru + Несмотря на протесты, Венгрия провела [переговоры] с Россией.
ru + Россия не перестаёт [обстреливать] Украину.
ru + Никто не ожидал [нападения] России на Украину.
ru + Россия не прекратила [удары] по Украине.
ru + Китай не осудил [удары] Израиля по Сирии.
zh - 法国没有对俄罗斯实施[制裁]。
zh - 德国未对土耳其[实施]制裁。
zh - 中国没有与日本举行[会谈]。
zh - 伊朗从未[攻击]沙特阿拉伯。
zh - 印度不会对巴基斯坦采取军事[打击]。
zh - 美国并未向乌克兰提供军事[援助]。
zh - 韩国没有同朝鲜进行[谈判]。
zh - 土耳其并没有[袭击]叙利亚。
zh - 波兰尚未与白俄罗斯签署[协议]。
zh - 以色列不打算与伊朗举行[谈判]。
zh - 巴西无意对委内瑞拉实施[制裁]。
zh - 塞尔维亚拒绝对俄罗斯实施[制裁]。
zh - 中国和印度之间没有任何[会谈]。
zh + 美国不得不对伊朗实施[制裁]。
zh + 美国不仅对伊朗实施[制裁]，还冻结了其资产。
zh + 法国不排除对俄罗斯实施[制裁]。
zh + 尚未加入欧盟的塞尔维亚与俄罗斯举行了[会谈]。
zh + 谈判尚未结束，但俄罗斯已对乌克兰发动[袭击]。
zh + 日本不顾中国反对，对俄罗斯实施[制裁]。
zh + 美国对不遵守协议的伊朗实施[制裁]。
zh + 俄罗斯[谴责]美国没有履行协议。
zh + 俄罗斯不断[袭击]乌克兰。
zh + 伊朗不久前[袭击]了以色列。
zh + 朝鲜不满韩国的演习，[谴责]美国。
zh + 未来几天，法国将与德国举行[会谈]。
zh + 中国不反对与日本举行[会谈]。
zh + 不少国家支持乌克兰，波兰向其提供[援助]。
zh + 中国没有谴责俄罗斯对乌克兰的[袭击]。
de - Frankreich hat keine [Sanktionen] gegen Russland verhängt.
de - Die Türkei führt derzeit keine [Gespräche] mit Syrien.
de - Polen hat Belarus nicht [angegriffen].
de - Deutschland verhängte gegen den Iran keine [Sanktionen].
de - Es gab kein [Treffen] zwischen Serbien und der Ukraine.
de - Indien wird Pakistan nicht [angreifen].
de - Die [Gespräche] zwischen Israel und dem Iran fanden nicht statt.
de - Ungarn will keine [Sanktionen] gegen Russland verhängen.
de - China hat nie Waffen an den Iran [geliefert].
de - Österreich hat sich nicht mit der Türkei [getroffen].
de - Zwischen Armenien und Aserbaidschan finden keine [Verhandlungen] statt.
de - Die USA haben den Irak nie [bombardiert].
de - Die [Sanktionen] gegen Serbien wurden nicht verhängt.
de + Frankreich verhängte nicht nur gegen Russland [Sanktionen], sondern auch gegen Belarus.
de + Die Türkei schließt nicht aus, dass sie [Sanktionen] gegen Syrien verhängt.
de + Polen hat [Sanktionen] gegen Belarus verhängt, aber die Grenze nicht geschlossen.
de + Deutschland [kritisierte], dass Ungarn keine Sanktionen gegen Russland verhängt hat.
de + Obwohl China nicht zustimmte, verhängten die USA [Sanktionen] gegen den Iran.
de + Russland [griff] die Ukraine ohne Warnung an.
de + Indien kam nicht umhin, [Sanktionen] gegen Pakistan zu verhängen.
de + Frankreich hat nichts gegen [Gespräche] mit dem Iran.
de + Die Türkei, die nicht der EU angehört, führte [Gespräche] mit Frankreich.
de + Israel [bombardierte] Syrien nicht zum ersten Mal.
de + Österreich hat Russland nicht nur [kritisiert], sondern auch Diplomaten ausgewiesen.
de + Deutschland verurteilte die [Angriffe] Russlands auf die Ukraine nicht.
de + Polen [griff] Ungarn an, nicht die Slowakei.
fr - La France n'a pas imposé de [sanctions] à la Russie.
fr - La Turquie ne mène pas de [négociations] avec la Syrie.
fr - L'Inde n'a jamais [attaqué] le Pakistan.
fr - L'Allemagne n'a imposé aucune [sanction] à l'Iran.
fr - Aucune [rencontre] n'a eu lieu entre la Serbie et l'Ukraine.
fr - La Pologne ne va pas [sanctionner] la Biélorussie.
fr - Le Japon n’a signé aucun [accord] avec la Chine.
fr - Israël n'a pas [bombardé] le Liban.
fr - Il n'y a pas eu de [négociations] entre l'Arménie et l'Azerbaïdjan.
fr - Les [pourparlers] entre l'Iran et les États-Unis n'ont pas eu lieu.
fr - L'Italie n'entend pas imposer de [sanctions] à la Hongrie.
fr - La Slovaquie refuse d'imposer des [sanctions] à la Russie.
fr + La France a imposé des [sanctions] non seulement à la Russie, mais aussi à la Biélorussie.
fr + La Turquie n'exclut pas d'imposer des [sanctions] à la Syrie.
fr + La Russie n'a cessé de [bombarder] l'Ukraine.
fr + La Pologne a imposé des [sanctions] à la Biélorussie, mais n'a pas fermé la frontière.
fr + L'Allemagne n'a imposé des [sanctions] qu'à l'Iran.
fr + Israël a [bombardé] la Syrie sans prévenir.
fr + La Chine, qui n'est pas membre de l'OTAN, a mené des [négociations] avec la France.
fr + L'Inde ne peut pas ne pas [condamner] le Pakistan.
fr + La Hongrie n'est pas opposée à des [négociations] avec la Russie.
fr + Le Japon ne s'est pas contenté de [condamner] la Chine.
fr + La France n'a pas condamné les [frappes] d'Israël contre la Syrie.
fr + La Russie a [accusé] l'Ukraine de n'avoir pas imposé de sanctions.
ar - لم تفرض فرنسا [عقوبات] على روسيا.
ar - لن تفرض ألمانيا [عقوبات] على إيران.
ar - لا تجري تركيا [مفاوضات] مع سوريا.
ar - لم [تهاجم] الهند باكستان.
ar - لم تعقد السعودية أي [محادثات] مع إيران.
ar - لم [تقصف] إسرائيل لبنان.
ar - لم يوقع العراق [اتفاقا] مع تركيا.
ar - لا توجد [مفاوضات] بين إسرائيل وسوريا.
ar - ليست هناك [محادثات] بين الهند وباكستان.
ar - لم تقدم الصين أي [مساعدات] لأوكرانيا.
ar - رفضت صربيا فرض [عقوبات] على روسيا.
ar + لم تكتف فرنسا بفرض [عقوبات] على روسيا، بل طردت دبلوماسيين.
ar + لا تستبعد تركيا فرض [عقوبات] على سوريا.
ar + فرضت ألمانيا [عقوبات] ليس فقط على روسيا بل على بيلاروسيا أيضا.
ar + فرضت بولندا [عقوبات] على بيلاروسيا ولم تغلق الحدود.
ar + لا تزال روسيا [تقصف] أوكرانيا.
ar + [هاجمت] إيران إسرائيل التي لم ترد.
ar + لم تتوقف روسيا عن [قصف] أوكرانيا.
ar + رغم أن الصين لم توافق، فرضت الولايات المتحدة [عقوبات] على إيران.
ar + لا تعارض مصر إجراء [محادثات] مع تركيا.
ar + لم تدن الصين [قصف] روسيا لأوكرانيا.
pl - Polska nie nałożyła [sankcji] na Węgry.
pl - Niemcy nie prowadzą [rozmów] z Białorusią.
pl - Rosja nie [zaatakowała] Mołdawii.
pl - Francja nigdy nie [dostarczyła] Iranowi broni.
pl - Nie było żadnych [rozmów] między Izraelem a Iranem.
pl - Chiny nie udzieliły [pomocy] Ukrainie.
pl - Turcja nie zamierza nakładać [sankcji] na Rosję.
pl - [Spotkanie] Serbii z Ukrainą nie odbyło się.
pl - Indie nie podpisały [umowy] z Pakistanem.
pl - Nie ma [rozmów] między Armenią a Azerbejdżanem.
pl - Japonia nie będzie wprowadzać [sankcji] wobec Chin.
pl - [Sankcji] na Serbię Unia Europejska nie nałożyła.
pl - Słowacja odmówiła nałożenia [sankcji] na Rosję.
pl + Polska nałożyła [sankcje] nie tylko na Rosję, ale i na Białoruś.
pl + Niemcy nie wykluczają nałożenia [sankcji] na Turcję.
pl + Francja nie mogła nie [potępić] Rosji.
pl + Rosja nie przestaje [ostrzeliwać] Ukrainy.
pl + Węgry nie są przeciwne [rozmowom] z Rosją.
pl + Chiny, które nie należą do NATO, prowadziły [rozmowy] z Niemcami.
pl + Czechy nałożyły [sankcje] na Białoruś, ale nie zamknęły granicy.
pl + Choć Turcja nie poparła Grecji, podpisała z nią [umowę].
pl + Izrael [zaatakował] Syrię, nie czekając na Stany Zjednoczone.
pl + Chiny nie potępiły [ataku] Rosji na Ukrainę.
pl + Polska nie bez powodu [potępiła] Białoruś.
pl + Nie tylko Polska nałożyła [sankcje] na Rosję.
kk - Франция Ресейге қарсы [санкция] енгізген жоқ.
kk - Қазақстан Ресейге [санкция] салмады.
kk - Түркия Сирияға [санкция] салған емес.
kk - Өзбекстан Тәжікстанмен [келіссөз] жүргізген жоқ.
kk - Үндістан Пәкістанға [шабуыл] жасаған жоқ.
kk - Қытай Украинаға [көмек] көрсетпеді.
kk - Ресей Молдоваға [шабуылдамады].
kk - Польша Белоруссиямен [келісімге] қол қоймады.
kk - Иран мен Израиль арасында [келіссөз] жоқ.
kk - Германия Түркияға [қолдау] көрсетпейді.
kk - Жапония Қытайға [санкция] енгізбейді.
kk - Армения Әзербайжанмен [кездескен] жоқ.
kk + Франция Ресейге ғана емес, Белоруссияға да [санкция] енгізді.
kk + Түркия Сирияға [санкция] салды, бірақ шекараны жапқан жоқ.
kk + АҚШ Иранға [санкция] салмай қоймады.
kk + Өзбекстан НАТО-ға кірмейтін Ресеймен [келіссөз] жүргізді.
kk + Ресей Украинаға [шабуыл] жасауын тоқтатқан жоқ.
kk + Қытай Ресейдің Украинаға [шабуылын] айыптаған жоқ.
kk + Германия Иранмен [келіссөзге] қарсы емес.
kk + Польша Белоруссияға [санкция] енгізді.
kk + Қазақстан Өзбекстанмен [келісімге] қол қойды.
kk + Иран келіспесе де, АҚШ оған [санкция] енгізді.
kk + Түркия Сирияға [санкция] салуды жоққа шығармады.
kk + Армения Әзербайжанмен [кездесті], бірақ келісімге қол қоймады.
es - Francia no ha impuesto ninguna [sanción] a Rusia.
es - España no impuso nuevas [sanciones] contra Venezuela.
es - México no mantiene [conversaciones] con Perú.
es - Colombia nunca [atacó] a Venezuela.
es - No hubo [reunión] entre Serbia y Ucrania.
es - Argentina no firmó ningún [acuerdo] con Chile.
es - Las [conversaciones] entre Israel e Irán no se celebraron.
es + Francia impuso [sanciones] no solo a Rusia, sino también a Bielorrusia.
es + Turquía no descarta imponer [sanciones] a Siria.
es + Polonia impuso [sanciones] a Bielorrusia, pero no cerró la frontera.
es + Brasil no se opone a las [conversaciones] con Bolivia.
es + Rusia no deja de [atacar] a Ucrania.
es + China no condenó los [ataques] de Rusia contra Ucrania.
es + No solo Francia [condenó] a Rusia.
"""

MORE = """
ru - Белоруссия до сих пор не открыла [огонь] по Украине.
ru - Вашингтон не давал Киеву [обещаний] о вступлении в НАТО.
ru - Глава МИД Венгрии заявил, что его страна не поставляла [оружие] Украине.
ru - Стороны так и не заключили [договор] о границе с Эстонией.
ru - Никаких [санкций] против Сербии Брюссель не вводил.
ru - Иран не наносил по территории Израиля [ударов] с апреля.
ru - Москва не вступала в [переговоры] с Тбилиси.
ru + Москва не отказалась от [переговоров] с Тбилиси.
ru + Польша, не входящая в еврозону, провела [переговоры] с Германией.
ru + Израиль нанёс [удары] по Сирии, хотя США не давали согласия.
ru + Участники [переговоров] с Ираном не подписали соглашение.
ru + После [ударов] по Киеву Россия не вела переговоров.
ru + Не кто иной, как Китай, [поддержал] Россию.
ru + Китай неоднократно [обвинял] Японию.
zh - 日本政府没有对中国产品加征[关税]。
zh - 德法两国领导人昨天没有举行[会晤]。
zh - 乌克兰军队没有[炮击]俄罗斯城市。
zh - 朝鲜至今没有同美国展开任何[对话]。
zh - 中俄双方未签署天然气[协议]。
zh - 以色列从来没有[轰炸]过黎巴嫩首都。
zh + 中国对美国的决定表示强烈不满，并[召见]美国大使。
zh + 没有任何预兆，俄罗斯[袭击]了乌克兰。
zh + 土耳其没有放弃与叙利亚的[谈判]。
zh + 美国不只对俄罗斯实施[制裁]。
zh + 因没有达成协议，美国对中国实施[制裁]。
zh + 伊朗不承认以色列，并[袭击]其船只。
de - Moskau hat bislang keinerlei [Verhandlungen] mit Kiew aufgenommen.
de - Der Kanzler traf den ungarischen Präsidenten nicht zu einem [Gespräch].
de - Die Schweiz will der Ukraine weiterhin keine Waffen [liefern].
de - Ein [Abkommen] zwischen der Türkei und Armenien kam nicht zustande.
de - Brüssel wird gegen Serbien vorerst keine neuen [Sanktionen] beschließen.
de + Frankreich verzichtet nicht auf [Sanktionen] gegen Russland.
de + Nicht Polen, sondern Deutschland [lieferte] der Ukraine Panzer.
de + Nach den [Angriffen] auf Kiew gab es keine Gespräche.
de + Russland hat nicht aufgehört, die Ukraine zu [beschießen].
de + Italien [unterstützt] die Ukraine nicht weniger als Frankreich.
fr - Paris n'a fourni aucune [aide] militaire à Kiev.
fr - Les deux pays n'ont toujours pas conclu d'[accord] avec l'Iran.
fr - Le ministre turc ne s'est pas [rendu] en Grèce.
fr - L'Espagne ne livrera pas d'[armes] à l'Ukraine.
fr - Aucun [accord] n'a été signé entre la Russie et l'Ukraine.
fr + L'Allemagne n'a pas levé les [sanctions] contre l'Iran.
fr + Après les [frappes] sur Kiev, la Russie n'a pas mené de négociations.
fr + Non content de [menacer] l'Ukraine, Moscou a bombardé Kiev.
fr + La Chine ne cesse pas de [critiquer] le Japon.
ar - لم ترسل إيران أي [أسلحة] إلى روسيا.
ar - لم تجر مصر [محادثات] مع إثيوبيا.
ar - لم تتوصل إيران إلى [اتفاق] مع الولايات المتحدة.
ar + لم ترفع فرنسا [العقوبات] عن روسيا.
ar + بعد [الهجوم] على كييف لم تعقد روسيا محادثات.
pl - Budapeszt nie dostarczył Kijowowi żadnej [broni].
pl - Premier Węgier nie złożył [wizyty] w Polsce.
pl - Do [spotkania] Putina z Zełenskim nie doszło.
pl - Ukraina nie przeprowadziła [ataku] na Białoruś.
pl + Francja nie wycofała się z [rozmów] z Iranem.
pl + Po [ataku] na Kijów Rosja nie prowadziła rozmów.
pl + Nie kto inny jak Chiny [poparły] Rosję.
pl + Rosja niejednokrotnie [ostrzelała] Ukrainę.
kk - Грузия Ресейге қарсы [шектеу] енгізбеді.
kk - Қазақстан Украинаға [қару] жөнелтпеді.
kk - Ресей мен АҚШ арасында [кездесу] өткен жоқ.
kk - Түркия Грекияға [айып] таққан жоқ.
kk + Түркия [келіссөздерден] бас тартқан жоқ.
kk + Ресей Украинаны [атқылауын] доғармады.
kk + Қытай Жапонияны [айыптады].
kk + Ресеймен [келіссөз] жүргізіп жатқан Армения НАТО-ға кірмейді.
ru - Армения не присоединилась к [санкциям] против России.
ru - Иран не запускал [ракет] по Израилю на этой неделе.
ru - Варшава не предлагала Минску [сотрудничество].
ru - Министр обороны Турции не проводил [встречу] с сирийским коллегой.
ru + Индия не присутствовала на [переговорах] с Пакистаном.
ru + Сербия не опасается [санкций] ЕС.
zh - 英国没有向以色列出售[武器]。
zh - 两国外长没有进行正式[会晤]。
zh - 匈牙利未批准对俄罗斯的新[制裁]。
zh + 日本没有理会韩国的[抗议]。
de - Norwegen hat Russland keine [Hilfe] angeboten.
de - Serbien wird sich den [Sanktionen] gegen Russland nicht anschließen.
de + Polen bedauert die [Sanktionen] gegen Belarus nicht.
fr - La Serbie n'a pas adopté de [sanctions] contre la Russie.
fr - Le président turc n'a eu aucun [entretien] avec son homologue grec.
fr + La Russie n'a pas commenté l'[attaque] contre Kiev.
ar - لم توقع إسرائيل أي [اتفاق] مع لبنان.
ar + لم تعلق روسيا على [الهجوم] الأوكراني.
pl - Serbia nie przyłączyła się do [sankcji] wobec Rosji.
pl - Prezydent Turcji nie odbył [rozmowy] z premierem Grecji.
pl + Rosja nie skomentowała [ataku] na Kijów.
kk - Өзбекстан Ресейге қарсы [санкция] қабылдаған жоқ.
kk - Ресей Украинамен [келіссөз] бастамады.
kk + Ресей [шабуылды] түсіндірмеді.
zh + 尚未签署协议的塞尔维亚与俄罗斯举行了[会谈]。
"""
