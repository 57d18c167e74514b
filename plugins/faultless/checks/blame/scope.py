"""What is said about blame without blaming: denial, rejection, definition, policy, talk about wording."""

from __future__ import annotations

from faultless.checks.blame.lexicon import compiled

_META = (
    r"\b(?:the phrases?|phrasing|wordings?|the terms? [\"'a-z]|vocabulary|framing|framed as|blam\w+ language|phrased|"
    r"blameless\w*|blame-free|blame-aware|non-punitive|just culture|hindsight bias|counterfactuals?|"
    r"instead of (?:writing|saying|asking)|(?:avoid|stop|never|don't|do not|not|rather than|"
    r"without) (?:\w+ ){0,2}?(?:write|writing|say|saying|call|calling|using|use|"
    r"language|words|statements|blame|blaming|naming|pointing|assigning|punish|punishing|shame|shaming)|"
    r"(?:wrong|unfair|unhelpful|misleading|tempting|easy|too easy|incorrect|inaccurate|unjust|simplistic|lazy|"
    r"pointless|not useful|less useful|counterproductive) (?:\w+ )?(?:to|and) (?:\w+ )?(?:call|say|blame|"
    r"write|attribute|describe|"
    r"put|conclude|stop|point|label|frame|assign|speak|think|fault|chalk|treat)|stops? at|never a root cause|"
    r"not a root cause|"
    r"is (?:a|the|only a|just a|merely a) (?:symptom|starting point|beginning|consequence)|where (?:the|an|"
    r"our) (?:investigation|analysis|inquiry|review) (?:starts|begins|should)|"
    r"(?:is|are|was|were) (?:not|never|no) (?:an? |the )?(?:action|remedy|fix|answer|solution|control|"
    r"countermeasure|corrective|plan|measure)\b|"
    r"any (?:sentence|statement|document|postmortem|text|passage|review) that|means that (?:nobody|no one|we)|"
    r"the word|the words|asking who|who (?:did|broke|caused) it)\b"
)

_SAFE_GUARD = (
    r"\b(?:reduc\w+|prevent\w*|avoid\w*|eliminat\w+|minimi[sz]\w+|guard\w*|protect\w*|mitigat\w+|remov\w+|"
    r"lower\w*|limit\w*|catch\w*|"
    r"less|resistan\w+|tolerat\w+|resilien\w+|robust|immune|susceptib\w+|prone|open to|room|potential|"
    r"chances?|opportunit\w+|risks?|likel\w+|possib\w+|harder|easier|regardless|"
    r"designed|assum\w+ that|accounts? for|allow\w* for|expect\w*|survive\w*|contain\w*|handle\w*|rules? out|"
    r"ruled out|exclud\w+|"
    r"despite|absor\w+|detect\w*|vulnerab\w+|exposed|independent of|relies on|rely on|depends? on|cope|"
    r"withstand|blocks?|blocking|stops?|surviv\w+|recover\w* from|undo) "
    r"(?:[\w'-]+ ){0,7}?(?:human|operator|user|manual|mistakes?|errors?|slips?|typos?|negligence|carelessness|"
    r"fat-finger\w*|fat)\b"
)
_NOT_HUMAN_ERROR = (
    r"\b(?:not|no|n't|never|nor|neither|without|rather than|instead of|than|isn't|wasn't|free of|zero|nothing|"
    r"hardly|beyond|cannot)\b[\w\s,'-]{0,48}?"
    r"\b(?:human|operator|user|manual|pilot|engineer|developer|admin|editor|personal|individual|person's|"
    r"anyone's|anybody's)\b"
)
_DENIED = (
    r"(?:\b(?:no|not|nobody|no-one|none|neither|nor|never|without|nothing|isn't|wasn't|aren't|weren't|don't|"
    r"doesn't|didn't|rather than|instead of|cannot|can't|"
    r"refus\w+|rejects?|rejected|denies|dispels?|rules? out|ruled out|free of|far from|hardly|less about|"
    r"avoid\w*|anything but)\b|n't\b|'t\b)"
)


def talks_about_wording(text: str) -> bool:
    """Whether a folded sentence is about how to speak, about culture or method: then it blames nobody."""
    return compiled(_META).search(text) is not None


_RIGHT = (
    r"\b(?:rightly|wisely|sensibly|prudently|deliberately|on purpose|by design|with good reason|"
    r"for (?:a )?good reasons?|"
    r"(?:the|a) (?:right|correct|good|sound|sensible|safe|safer|proper|reasonable|prudent|wise) "
    r"(?:call|decision|choice|thing|move|step|reaction|response)|(?:on|at) the (?:advice|request|recommendation|"
    r"instruction|suggestion) of|on (?:advice|request)|with the (?:consent|approval|agreement|knowledge) of|"
    r"(?:in agreement|as agreed|as arranged) with|"
    r"as (?:agreed|planned|instructed|told|asked|documented|intended|designed|recommended|advised|required|trained|"
    r"usual for|is usual|is normal|is right|is our practice|we (?:all )?do|anyone would|everybody does)|"
    r"(?:as|which|that|what) (?:the|our|its|their|this|his|her) (?:[\w-]+ ){0,3}?(?:runbooks?|playbooks?|procedures?|"
    r"guides?|guidance|guidelines?|contract|plan|policy|policies|documentation|docs|manual|checklist|process|page|"
    r"instructions?|vendor|provider|support|rules?|agreement|tool|console|message|training|rota|schedule) "
    r"(?:[\w-]+ )?(?:allow|permit|say|said|ask|require|recommend|suggest|tell|told|demand|cover|advise|prescribe|"
    r"describe|foresee|want|expect|provide|call|state|show|direct|instruct|offer)(?:s|ed)?|"
    r"for the (?:length|duration|time) of|for (?:the|a|an|this|its|that) (?:[\w-]+ )?(?:upgrade|migration|maintenance|"
    r"move|"
    r"drill|repair|rebuild|swap|replacement|window|inspection|audit|exercise|switch-over|switchover))\b"
)


def justified(text: str) -> bool:
    """Whether a folded sentence says that what was done was right, agreed, or what the procedure asks for.

    Not where it says that this was only thought or claimed.
    """
    return compiled(_RIGHT).search(text) is not None and compiled(_ONLY_CLAIMED).search(text) is None


_ONLY_CLAIMED = (
    r"\b(?:instead of|rather than|against|without|despite|unlike|contrary|never|thought|believed|claimed|assumed|"
    r"(?:not|n't|hardly|anything but|far from) (?:as|the (?:right|correct|proper)|what|follow\w*))\b"
)


def denies(text: str, start: int, reach: int = 60) -> bool:
    """Whether something before an offset, within the clause, takes it back: `nobody was`, `not a case of`."""
    before = text[max(0, start - reach) : start]
    for mark in (";", ":", ",", " but ", " because ", ", so ", ", and ", " yet ", " – ", " — "):
        at = before.rfind(mark)
        if at >= 0:
            before = before[at + len(mark) :]
    return compiled(_DENIED).search(before) is not None


_MADE_RARE = (
    r"\b(?:errors?|mistakes?|slips?|typos?)\b (?:\w+ ){0,3}?(?:less likely|unlikely|harder|impossible|rarer|"
    r"rare|less costly|visible|harmless|cheap)\b"
)


def guards_against(text: str) -> bool:
    """Whether a sentence is about making errors rarer or harmless: `reduces the risk of human error`."""
    return compiled(_SAFE_GUARD).search(text) is not None or compiled(_MADE_RARE).search(text) is not None


def denies_human_error(text: str) -> bool:
    """Whether a sentence says that it was no human error."""
    return compiled(_NOT_HUMAN_ERROR).search(text) is not None
