"""The words that promises are made of, as patterns over folded English text; see `promises`.

Every repetition is bounded and every pattern begins at a word, so that a search is linear.
"""

from __future__ import annotations

from faultless.patterns import expression

NUMBER = (
    r"(?:\d{1,4}(?:[.,]\d)?(?:\s?(?:-|–|to|or)\s?\d{1,4}(?:\.\d)?)?|half an?|an?|one|two|three|four|five|six|seven"
    r"|eight"
    r"|nine|ten|twelve|fifteen|twenty|thirty|forty|forty-five|sixty|ninety|few|a few|couple|a couple(?: of)?|several)"
)
UNIT = r"(?:(?:business |working )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)|[mh])\b(?! of\b)"
HEDGE = (
    r"(?:about|around|approximately|approx\.?|roughly|just|over|under|less than|more than|no more than|at most|up to"
    r"|another"
    r"|the|next|coming|following|a further|an additional|further|maybe|perhaps|possibly|circa|well|as little as|~)"
)
DURATION = rf"(?:{HEDGE}\s?){{0,4}}{NUMBER}\s?(?:more |further |additional )?{UNIT}"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober|tember)?\b\.?"
CLOCK = (
    r"(?:\d{1,2}[:h.]\d{2}(?![\d.]*\d?%)(?:\s?[ap]\.?m\b)?|\d{1,2}\s?(?:[ap]\.?m\b|o'clock|utc|gmt|[ce]e?s?t\b"
    r"|[ep][sd]?t\b)"
    r"|\d{4}\s?(?:hrs|hours|utc|gmt)|noon|midday|midnight)"
)
DAY = (
    rf"(?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|eo[dbw]\b|cob\b"
    rf"|(?:early |late |later |the )?(?:this|next) (?:morning|afternoon|evening|week|weekend|month|quarter|year)"
    rf"|(?:the )?(?:end|close|start|middle) of (?:the |this |next |our )?(?:business|working )?\s?(?:day|week"
    rf"|weekend|month"
    rf"|business|quarter|year|today|tomorrow|play)?"
    rf"|{MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|\d{{4}}-\d{{2}}-\d{{2}})"
)
BEFORE_POINT = r"(?:by|before|until|till|at|around|on|no later than|not later than|between now and)"
LED = r"(?:about |around |approximately |the latest |at the latest |early |late |roughly |~\s?)?"
TIME = expression(
    rf"\b(?:in|within|during|over the(?= (?:next|coming|following)))\s(?:{DURATION}|(?:{HEDGE}\s?){{0,4}}{UNIT})"
    rf"|\btak(?:e|es|ing)\s(?:{DURATION}|(?:{HEDGE}\s?){{1,4}}{UNIT})"
    rf"|\b{BEFORE_POINT}\s{LED}(?:{DAY}|{CLOCK})"
    rf"|\b(?:later )?(?:today|tonight|tomorrow)\b|\b(?:early |late |later )?(?:this|next) (?:morning|afternoon"
    rf"|evening|week"
    r"|weekend|month|quarter|year)\b"
)
BARE_TIME = expression(rf"(?:{HEDGE}\s?){{0,4}}(?<![\w.:]){NUMBER}\s?{UNIT}|(?<![\w.:]){CLOCK}|\b{DAY}")
VAGUE = expression(
    r"\b(?:shortly|(?<!as )(?<!too )soon|momentarily|imminently|before long|in no time|any (?:minute|moment|time) now"
    r"|in a (?:moment|bit|minute|short while|little while|few moments)|in due course|in the (?:very )?near future)\b"
    r"(?! (?:after|before|thereafter|afterwards))"
)
AHEAD = expression(
    r"\b(?:will|shall|should|going to|expects?|expect(?:ed|ing)|anti?ci?pat(?:e|es|ed|ing)|estimat(?:e|es|ed|ing)"
    r"|hop(?:e|es|ing)|aim(?:s|ing)?|plan(?:s|ned|ning)? to|intends? to|due (?:to (?:be|complete|finish|end|return"
    r"|resolve)|back)|on track|set to|projected|targeting"
    r"|targeted|promises?|guarantees?|scheduled (?:to|for)|slated|about to|eta)\b|'ll\b"
)
PAST = expression(
    r"(?:(?:\bas|\bthan)(?: \w{1,20})?|\b(?:was|were|been|had|has|have|we|they|i|normally|usually|longer|slower|more))"
    r"(?: (?:also|initially|originally|first))? $"
)
DENIED = expression(
    r"\b(?:no|not|never|nor|cannot|unable|unsure|unclear|without|too early|too soon|hard to|difficult to)\b|n't\b"
)
DENIED_AFTER = expression(r"\s*(?:be )?(?:not|never|no)\b")
CANNOT_TELL = expression(
    r"\b(?:cannot|can't|could not|couldn't|do not|don't|unable to|not able to|too early to|hard to)(?: \w{1,20}){0,2}?"
    r" (?:promise|guarantee|say|tell|confirm|expect|know|estimate|predict)\b"
)
LOOKS = expression(r"\s*(?:also |then |still )?(?:look (?:into|at)|investigate|review|check)\b")
CONDITION = expression(r"\b(?:if|unless|whether|in case|assuming|would|could|might)\b")
RECOVERY = (
    r"fix(?:ed|es)?|re-?solv(?:e|ed|es|ing)|resolution|solv(?:e|ed)|restor(?:e|ed|es|ation|ing)|recover(?:y|ed|ing|s)?"
    r"|repair(?:ed|s|ing)?|mitigat(?:e|ed|ion|ions)|remediat(?:e|ed|ion)|correct(?:ed|ion)|back|return(?:s|ed|ing)?"
    r"|normal(?:ise|ize)?|heal(?:ed|thy)?|operational|(?:fully )?functional|full (?:service|operation)|working"
    r"|work again|online|up again"
    r"|up and running|stabili[sz]e[ds]?|stable"
    r"|resum(?:e|ed|es)|subsided?|caught up|catch up|improve\w{0,6}|improving|accurate"
)
PROGRESS = (
    r"complet(?:e|ed|es|ion|ing)|finish(?:ed|es)?|done|over|available|reachable|accessible|deploy(?:ed|s|ing|ment)?"
    r"|roll(?:ed|ing)? ?(?:out|back)|rollout|rollback|revert(?:ed)?|releas(?:e|ed)|ship(?:ped)?|appl(?:y|ied)"
    r"|clear(?:ed|s)?"
    r"|process(?:ed)?|drain(?:ed|s)?|lifted|last(?=\s*$| (?:about|another|for|through|up to))|live|in place"
    r"|ends?|ended|delivered|backfill(?:ed)?|unblocked"
    r"|(?:re-?)?enabled"
    r"|resolv\w{0,4}|decrease|reduce[ds]?"
)
REPAIR = expression(rf"\b(?:{RECOVERY}|{PROGRESS})\b")
RECOVERY_ONLY = expression(rf"\b(?:{RECOVERY})\b")
NOUN_OF_REPAIR = expression(
    r"\s(?:(?:time|full|complete|service)\s){0,2}(?:(?:of|to|for|until)\s(?:full\s)?)?"
    r"(?:resolution|recovery|restoration|fix|completion|repair|clear|resolve|restore|complete|recover)\b"
)
OF_MESSAGES = expression(
    r"\b(?:next|another|further|additional|new|more|detailed|latest|following|regular) (?:\w{1,20} ){0,2}"
    r"(?:updates?|information|details?|reports?|news|message|word|communications?)\b"
    r"|\b(?:provid\w{1,3}|post\w{0,3}|shar\w{1,3}|send\w{0,3}|giv\w{1,3}|publish\w{0,3}|issu(?:e|ing)|offer"
    r"|writ\w{1,3}|have|bring)"
    r" (?:\w{1,20} ){0,6}?(?:updates?|information|details|summary|report|word|news|analysis|post-?mortem|rca|review"
    r"|timeline)\b"
    r"|\bupdat(?:e|es|ed|ing)(?= (?:again|you|here|everyone|customers|further|as|by|in|within|when|once|on|at|every"
    r"|soon"
    r"|shortly|our status|(?:the|this) (?:page|status|incident))\b|[.,;:!]|\s*$)"
    r"|(?<!of )(?<!delayed )\bupdates?(?! (?:will|should|is|are|to) be (?:deployed|rolled|installed|applied"
    r"|complete))(?= (?:will|should"
    r"|is|are|to)\b)"
    r"|\b(?:report back|let you know|keep you|follow(?:ing)? up|get back to you|write again|hear from us|check back"
    r"|look again"
    r"|root cause analysis|rca|post-?mortem)\b"
)
ADVICE = expression(r"\b(?:you|users|customers|clients|everyone|anyone)\s*(?:should|will need to)?\s*$")
MET = expression(
    r"\s*(?:also |now |soon |then )?(?:see|notice|start|begin|be |experience|find|have|no longer|regain|expect)"
)
PLANNED = expression(r"\b(?:maintenance|scheduled|window)\b")
SUBJECT_EDGE = expression(r"[;:()—–]| - | (?:and|but|so|while|although|though|because|which|who|that|as) ")
WIDE_EDGE = expression(
    r"[;:()—–]| - |, (?:and|but|so) | (?:but|so|because|which|while) | and (?=(?:we|it|they|this|that|there)\b)"
)
PREDICATE_EDGE = expression(
    r"[;()—–]| - |,? (?:but|because|while|so that|although|though|after which) |, (?:so|which|we|with|it|they) "
    r"|,? and (?=(?:we|i|it|they|this|that|then|there|will|are|is|have|has|expect|continue|should|can|would"
    r"|in the meantime)\b)"
)
DOWN_UNTIL = expression(
    r"\b(?:is|are|be|remains?|stays?)\b(?=(?:[^.;]{0,60}?)\b(?:unavailable|down|paused|offline|disabled|read-only"
    r"|affected"
    r"|degraded|closed|suspended|interrupted|impacted|delayed|slow|slower)\b([^.;]{0,40}?)\b(?:until|till)\s"
    rf"{LED}(?:{DAY}|{CLOCK}))"
)
UNTIL = expression(rf"\b(?:until|till)\s{LED}(?:{DAY}|{CLOCK})")
FRAGMENT = expression(
    rf"\s*(?:(?:full |complete )?(?:back|fix|resolution|recovery|restoration)(?: up| online)?(?: in| within| by| at"
    rf"|:)\s"
    rf"(?:{DURATION}|{LED}(?:{CLOCK}|{DAY})))[^.!?]{{0,12}}$"
)
WILL_FIX = expression(
    r"\s*(?:(?:also|then|fully|now|finally|permanently|soon|hopefully|definitely|certainly)\s)?"
    r"(?:re-?solve|fix|solve|restore|repair|mitigate|remediate|correct|cure|eliminate|prevent)\b(?! (?:this"
    r"|the) incident\b)"
)
WILL_BE_FIXED = expression(
    r"\s*be (?:(?:fully|completely|entirely|definitely|permanently) )?"
    r"(?:fixed|re-?solved|solved|restored|repaired|back(?: to normal| online| up)?|working again|available again)\b"
)
TIME_OF = expression(r"\b(?:when|until|once|before|after|how|whether)\b")
REMEDY = expression(
    r"\b(?:(?:the|this|that|our|a|another) )?(?:fix|rollback|roll-back|change|patch|restart|reboot|deploy|deployment"
    r"|mitigation"
    r"|hotfix|release|revert|failover|workaround|switch|configuration|upgrade|this|that|which|it|these|those"
    r"|measures?)\s*$"
)
US = expression(r"\b(?:we|(?:our|the) (?:engineers?|team|teams))\s*$")
RECUR = r"(?:happen|occur|recur|re-?occur|repeat|be repeated|reappear|come back)\b(?: itself)?(?: again)?"
HARM = r"(?:disruptions?|outages?|interruptions?|issues?|problems?|incidents?|errors?|impact|downtime)\b"
NEVER_AGAIN = expression(
    rf"\b(?:won't|will not|will never|shall not|shall never|can never|cannot|can't|'ll never|never) (?:ever )?{RECUR}"
    rf"|(?:\b(?:will|shall|can|going to|promise to|we)|'ll) (?:ensure|make sure|guarantee"
    rf"|promise)\b(?: \w{{1,20}}){{1,8}}?"
    rf" (?:not|never|n't|won't|doesn't|don't|cannot|can't) (?:ever )?{RECUR}"
    r"|(?:\b(?:will|shall|going to)|'ll) (?:permanently )?prevent (?:this|it|these|such|similar|any|further|future)\b"
    rf"|\b(?:expect|there (?:will|should) be) no (?:further|more|future) (?:\w{{1,20}} )?{HARM}"
    r"|\b(?:fixed|resolved|solved|gone) (?:for good|once and for all)\b|\bpermanently (?:fixed|resolved|solved)\b"
)
AHEAD_LITERALS = (
    *("will", "'ll", "’ll", "shall", "should", "going to", "expect", "antic", "antc", "estimat", "hop", "aim", "plan"),
    *(
        "intend",
        "due ",
        "on track",
        "set to",
        "project",
        "target",
        "promis",
        "guarant",
        "schedul",
        "slated",
        "about to",
    ),
    *("eta", "never", "won't", "won’t", "can't", "can’t", "cannot", "for good", "for all", "perman"),
)
"""What `AHEAD` or `NEVER_AGAIN` cannot do without, in any spelling they know."""
SENTENCE_END = expression(r"[.!?…](?=\s|$)|\n\s*\n")
HINT = expression(
    r"\d|\b(?:minutes?|hours?|days?|weeks?|months?|shortly|soon|momentarily|imminently|long|time|now|moment|bit"
    r"|while|course"
    r"|future|today|tonight|tomorrow|morning|afternoon|evening|weekend|noon|midday|midnight|eo[dbw]|cob)\b|day\b"
)
