"""The phrases by which the parts of a letter are known, in the languages that letters come in.

Only patterns stand here, each for a whole line without marks around it; what follows from
a match is decided in `recognising`.  A language is added by adding its words.
"""

from __future__ import annotations

import re

# The line that heads the list, such as "Signed by:" or "List of signatories (192)".
LIST_HEADING = re.compile(
    r"""
    (?:the\ |full\ |list\ of\ |joint\ |current\ |initial\ )*
    (?: (?:co-?)?signator(?:y|ies) | (?:co-?)?signed(?:\ by)? | undersigned | signatures
      | endorsed\ by | endorsements | endorsing | supported\ by | supporters
      | (?:les\ )?signataires | premiers\ signataires | signé\ par
      | (?:die\ )?(?:erst|mit)?unterzeichne(?:r|nde|rinnen|r:innen|r\*innen)n?
      | unterzeichnet\ von | gezeichnet
      | (?:las\ |los\ )?(?:organizaciones\ )?firmantes | firmado\ por | firman
      | (?:organizzazioni\ )?firmatari[ae]? | firmato\ da
      | signatári[oa]s | assinam | assinado\ por | ondertekenaars | ondertekend\ door
      | sygnatariusze | podpisani | signatárů? | allekirjoittaneet | undertecknare
      | undertegnede | imzacılar | i̇mzacılar | imzalayanlar | подписали | подписанты | подписи
      | підписанти | υπογράφοντες | 联署(?:方|机构|团体|组织)? | 聯署(?:方|機構|團體|組織)?
      | 签署(?:方|机构|组织)? | 簽署(?:方|機構|組織)? | 署名(?:団体)? | 서명(?:자|단체)?
    )
    (?:\ (?:by|organi[sz]ations?|organisations|ngos?|groups|individuals|parties))?
    (?:\ in\ alphabetical\ order)?
    (?:\ [(\[]\d[\d.,’' ]*[)\]])?
    \s*[:：,]?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# The count in the heading of a list; the program sets the count itself.
COUNT = re.compile(r"\s*[(\[](?P<count>\d[\d.,’' ]*)[)\]]\s*")

# What opens a letter even without a comma behind it.
SALUTATION = re.compile(
    r"""
    (?: dear\b | your\ (?:royal\ |serene\ )?(?:excellenc|highness|holiness|eminence|honou?r)
      | excellenc(?:y|ies)\b | to\ whom\ it\ may\ concern
      # Forms of address begin an address block, too, but there without a comma.
      | (?:mr|ms|mrs|sir|madame?|mesdames|monsieur|messieurs|señor(?:a|as|es)?|frau|herr)\b
        (?=.*[,:!]$)
      | (?:honou?rable|distinguished)\b (?=.*[,:!]$)
      | sehr\ geehrte | liebe[rs]?\b | exzellenz | cher\b | chère\b | (?:votre\ )?excellence\b
      | estimad[oa]s?\b
      | excelent[ií]sim[oa] | excelência | prezad[oa]s? | exm[oa]\b | egregi[oa]? | gentil[ei]
      | geachte | sayın | уважаем | шановн | ваше\ прево | szanown | kära\b | kære\b | kjære\b
      | arvoisa | vážen | αξιότιμ | 尊敬的 | 尊敬する | 親愛なる | 존경하는
    )
    .*
    """,
    re.VERBOSE | re.IGNORECASE,
)

# What closes a letter even without a comma behind it.
VALEDICTION = re.compile(
    r"""
    (?: (?:yours|most|very)?\ ?(?:sincerely|faithfully|respectfully|truly|cordially)
        (?:\ (?:yours|submitted))?
      | (?:with\ )?(?:our\ |my\ |the\ )?(?:kind|best|warm|kindest|warmest|highest)
        \ (?:regards|wishes)
      | regards | in\ solidarity | with\ (?:respect|thanks|gratitude|appreciation)
      | mit\ (?:freundlichen|besten|vorzüglicher|solidarischen)\ (?:grüßen|grüssen|hochachtung)
      | hochachtungsvoll | cordialement | respectueusement | salutations\ distinguées
      | (?:muy\ )?atentamente | respetuosamente | cordialmente | atenciosamente | respeitosamente
      | (?:cordiali|distinti)\ saluti | met\ vriendelijke\ groet(?:en)? | hoogachtend
      | saygılarımızla | saygılarımla | с\ уважением | з\ повагою | z\ poważaniem
      | med\ vänlig\ hälsning | med\ venlig\ hilsen | med\ vennlig\ hilsen | s\ pozdravem
      | με\ εκτίμηση | 此致 | 敬具 | 謹啓
    )
    \s*[,.，]?
    """,
    re.VERBOSE | re.IGNORECASE,
)

# "Subject: …": the words behind the colon are the title.
SUBJECT = re.compile(
    r"(?:subject|re|betreff|betrifft|objet|asunto|oggetto|assunto|onderwerp|konu|тема)"
    r"\s*[:：]\s*(?P<title>\S.*)",
    re.IGNORECASE,
)

# "Open letter to UN High Commissioner for Human Rights: …": the title says to whom.
ADDRESSEE = re.compile(
    r"(?:joint\s+)?(?:open\s+letter\s+to|offener\s+brief\s+an|lettre\s+ouverte\s+(?:à|au)"
    r"|carta\s+abierta\s+(?:a|al)|lettera\s+aperta\s+(?:a|al)|carta\s+aberta\s+(?:a|ao|à))\s+"
    r"(?:the\s+|die\s+|den\s+|das\s+|la\s+|le\s+|il\s+)?(?P<addressee>[^:：–—]{2,150}?)"
    r"\s*(?:$|[:：–—]|\s-\s|\b(?:regarding|concerning|about|calling|urging)\b)",
    re.IGNORECASE | re.MULTILINE,
)
