"""Words that say what a text is about, where the subject is one that comment spam is written for.

A subject is a hint, never a verdict: people discuss medicine and casinos. How much a subject counts is learnt (see
``scripts/train_shipped_spam_model.py``). The lists were written for this project. A stem ending in ``*`` matches any
word that begins with it; all entries are in folded spelling (lower case, no accents on Latin letters).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

SUBJECTS: dict[str, tuple[str, str]] = {
    "gambling": (
        "gambling",
        """casino* kasino* казино* roulette rulet* poker jackpot* slot slots slotmachine* betting bets sportsbook*
            bookmaker*
        blackjack baccarat gambl* wager* apuestas apuesta tragamoned* tragaperras wetten wettanbieter spielautomat*
        ставк* букмекер* рулетк* слот* игровые
        gacor togel judi taruhan bandarq sbobet bahis
        博彩 赌场 娱乐城 六合彩 棋牌 바카라 카지노 토토 파칭코 คาสิโน บาคาร่า สล็อต
        เว็บพนัน""",
    ),
    "medicine": (
        "medicines without prescription",
        """viagra* cialis* sildenafil* tadalafil* levitra* kamagra* priligy dapoxetin* xanax tramadol* oxycontin*
        percocet* adderall modafinil* phentermin* ivermectin* hydroxychloroquin* clomid nolvadex propecia lasix
        zithromax amoxil* amoxicillin* prednison* pharmac* apothek* apteka farmaci* pharmacie rezeptfrei pills
        erectile impotenc* steroid* sarms виагр* сиалис* левитр* дженерик* аптек* потенци*
        препарат* cbd kratom weightloss slimming diet dieta keto похуд* поxуд* abnehm* 伟哥 壮阳 減肥 减肥""",
    ),
    "sex": (
        "sex offers",
        """porn* porno* xxx sex sexy sexo sexcam* webcam* camgirl* escort* hookup* milf* nude* naked nudes blowjob*
            pussy anal fetish
        dildo* horny slut* hentai onlyfans adultdating dating singles flirt* milfs эскорт* порно* секс* интим*
        проститут* шлюх* индивидуалк* знакомств* девочк*
        约炮 妞 裸聊 色情 成人 外围 상담 출장 야동 成人视频 หนังโป๊""",
    ),
    "money": (
        "loans and quick money",
        """loan loans  kredit* payday lender* lending mortgage* refinanc* prestamo* credito* pret darlehen* financing
        funding earning earnings profit* passive invest investing investment* investor* forex trading trader* binary
        broker* jackpots payout* cashback cashapp paypal bonus* rendite geldverdienen verdienst* займ* кредит*
        микрозайм* заработ* зарабат* доход* инвест* выплат* подработ* бонус*
        прибыл* 贷款 借款 兼职 赚钱 日结 대출 เงินกู้""",
    ),
    "coins": (
        "crypto-currency offers",
        """bitcoin* btc crypto* ethereum eth usdt tether altcoin* nft nfts blockchain* airdrop* binance wallet defi
            token
        крипт* биткоин* биткойн* арбитраж* usdc p0p 虚拟币 比特币 币圈 코인""",
    ),
    "promotion": (
        "search engine promotion and sellers",
        """seo backlink* linkbuilding serp rank ranking* ranked keyword* followers likes subscribers
        smm advertis* promote promotion* promoting outreach guestpost* indexed xrumer scrapebox gsa vps leads b0b
        mailing раскрутк* продвиж* продвижен* трафик* рассылк* хрумер* реклам* накрутк* подписчик*
        suchmaschinenoptimierung posicionamiento referencement
        推广 引流 外链 排名 粉丝 홍보 마케팅""",
    ),
    "copies": (
        "cheap or copied goods",
        """replica* rolex vuitton gucci prada handbag* jordans wholesale cheap cheapest discount* coupon*
        promo* voucher* clearance freeshipping jersey* sneaker* ugg купить куплю продам дешев* скид* промокод*
        распродаж* заказ* магазин*
        доставк* цена цены цене недорог* kaufen gunstig* rabatt* gutschein* acheter comprar barato* descuento* oferta*
        代购 高仿 批发 折扣""",
    ),
    "papers": (
        "written papers and false documents",
        """essay* dissertation* coursework termpaper* thesis diploma* diplom* диплом* курсов* реферат* аттестат*
        passport* certificat* паспорт* ielts toefl 办证 代写 文凭""",
    ),
    "magic": (
        "spells and miracle cures",
        """spell spells spellcaster* caster voodoo witchcraft  herpes lottery psychic* astrolog* horoscop* lovespell*
            illuminati
        magick приворот* гадан* маг магия экстрасенс* ясновид* horoskop* hellseh* brujo* vidente*""",
    ),
    "software": (
        "cracked software and downloads",
        """crack cracked keygen torrent* warez activator* mp0 flac premium iptv streaming
        cheats hack hacks hacker* hacking generator взлом* скачат* торрент* бесплатн* gratis descargar telecharger
        kostenlos* 破解 外挂 下载""",
    ),
    "contact": (
        "asks to be contacted elsewhere",
        """whatsapp* telegram* telegramm viber skype wechat weixin icq kik inbox gmail hotmail
        subscribe subscribed suscrib* телеграм* ватсап* вотсап* вайбер* скайп* пишите пиши напиши лс личк* личные
        директ* подпис* канал*
        微信 加微 威信 薇信 扣扣 qq 私聊 喂心 카톡 텔레그램 ไลน์""",
    ),
    "urgency": (
        "urgent advertising tone",
        """free freebie* gift giveaway* winner* prize* claim guarantee* guaranteed limited hurry urgent* exclusive*
            offer offers
        instant* unlimited bargain* congratulations 0000 подарок* выигр* гарант* срочно акция успей* переход* жми
        нажми кликн*
        gewinn* kostenlose gewonnen gratuit* regalo* premio* ganar 免费 送 点击 优惠 무료""",
    ),
}

PRAISE = """keep up|great blog|nice blog|good blog|awesome blog|amazing blog|wonderful blog|your blog|your weblog
your website|your site|this blog|this site|this website
this webpage|this weblog|web site|great post|nice post|good post|great article|nice article|good article
excellent article|amazing article|this article|this post|this paragraph
this piece|piece of|great work|good work|excellent work|good job|great job|nice job|great info|great information
good information|useful information|valuable information|helpful information
informative post|informative article|very informative|so informative|very helpful|really helpful|really informative
great content|quality content|valuable content|quality articles
well written|good read|great read|interesting read|bookmarked your|bookmark your|book marked|book mark|bookmarking
saved as|favorites|rss feed|your feed|your rss|subscribe to|come back|be back
check back|visit again|more posts|more articles|next post|your posts|your articles|your content|your writing
writing style|writing skills|your work|your style|your theme|your design|the layout
layout of|stumbled upon|stumbled across|came across|found your|discovered your|visiting your|reading your|read your
surfing|browsing|searching for|looking for|exactly what|what i
thanks for|thank you|thank for|thanks a|many thanks|appreciate your|appreciate you|grateful for|i appreciate
for sharing|sharing this|sharing your|i enjoyed|really enjoyed|enjoyed reading
i love|i really|really like|very nice|so nice|very good|really good|pretty good|simply wanted|just wanted|wanted to
like to|must say|have to|hats off|kudos|my friends|my friend|my brother|my cousin
my colleagues|my roommate|share it|i shared|tell you|let you|great topic|this topic|such topics|this subject
this theme|on this|about this|same topic|guest writer|hire|recommend|i'll definitely
will definitely|definitely|wonderful|fantastic|magnificent|fabulous|marvelous|superb|terrific|remarkable|outstanding
excellent|awesome|impressive|incredible|insightful|knowledgeable|informative
toller beitrag|guter beitrag|super beitrag|sehr informativ|vielen dank|tolle seite|super seite|schoner artikel
guter artikel|weiter so|interessanter artikel|deine seite|ihre seite
excelente articulo|gran articulo|muy interesante|muy bueno|buen trabajo|gracias por|excelente blog|tu blog|tu web
sigue asi|super article|tres interessant|merci pour|bon travail|excellent article
votre blog|votre site|continuez|отличная статья|хорошая статья|спасибо за|интересная статья|полезная статья
отличный сайт|ваш сайт|ваш блог|ваша статья|так держать|согласен|браво|замечательн
otimo artigo|parabens|excelente post|seu blog|obrigado por|ottimo articolo|complimenti|grazie per|swietny artykul
dzieki za|bardzo ciekawy"""


def _stems() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    prefix: dict[str, str] = {}
    inside: dict[str, str] = {}
    for subject, (_, listed) in SUBJECTS.items():
        for entry in listed.split():
            if entry.endswith("*"):
                prefix[entry[:-1]] = subject
            else:
                whole[entry] = subject
            if ord(entry[0]) >= 0x0E00:
                inside[entry.rstrip("*")] = subject
    return whole, prefix, inside


_WHOLE, _PREFIX, _INSIDE = _stems()
_LENGTHS = sorted({len(stem) for stem in _PREFIX})
_PRAISE = frozenset(phrase for line in PRAISE.splitlines() for phrase in line.split("|"))


def subjects(words: Iterable[str]) -> dict[str, list[str]]:
    """The subjects that folded words speak of, each with the words that say so (unique, in order)."""
    found: dict[str, dict[str, None]] = {}
    for word in words:
        subject = _subject_of(word)
        if subject:
            found.setdefault(subject, {})[word] = None
    return {subject: list(said) for subject, said in found.items()}


def _subject_of(word: str) -> str | None:
    if word in _WHOLE:
        return _WHOLE[word]
    size = len(word)
    for length in _LENGTHS:
        if length > size:
            break
        stem = _PREFIX.get(word[:length])
        if stem:
            return stem
    if word[0] >= "\u0e00":
        return next((subject for entry, subject in _INSIDE.items() if entry in word), None)
    return None


def praise(words: list[str]) -> int:
    """How many stock phrases of praise (words and pairs of words) a text holds."""
    return sum(1 for word in words if word in _PRAISE) + sum(
        1 for first, second in pairwise(words) if f"{first} {second}" in _PRAISE
    )
