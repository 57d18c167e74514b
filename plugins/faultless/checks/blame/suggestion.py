"""A better wording: the sentence's own verb, with the system or the condition as its subject."""

from __future__ import annotations

from faultless.checks.blame.found import Blame
from faultless.checks.blame.morphology import forms

_PLAIN = {
    "cause": 'write what made the step possible and harmful: "The change reached production without a check that …"',
    "fault": 'leave out whose fault it was and write what allowed it: "The tool accepted …, and nothing stopped it"',
    "human-error": 'say what made the slip likely, such as two names alike: "The form accepts … without asking"',
    "mistake": 'write what made it look right at the time: "The console showed …, so … looked safe"',
    "negligence": 'write the condition instead of the quality: "Nothing checked …", "The step had no second look"',
    "ignored": 'write why the signal did not stand out: "The alert fired among forty others and was not seen"',
    "left": 'write what would have closed it: "Nothing switches … back, and no alert watches it"',
    "hindsight": 'write what could be seen at the time: "The dashboard showed …; the cause was visible only in …"',
    "motive": 'write the pressure or the goal, which is real, instead of a motive: "The release had to be out by six"',
    "rule-breaking": 'write what the rule cost: "The approval takes two days, and the pipeline does not ask for it"',
    "anonymous": 'write what happened, without a stand-in: "The job was merged while its tests were switched off"',
    "sarcasm": 'say it plainly, without irony: "The push went out on the busiest day of the year"',
    "punishment": "leave it out: what happens to people is no part of a postmortem, and it stops the next report",
    "careful": 'give the tool the task: "The command asks for the cluster\'s name before it deletes"',
    "retrain": 'change what the next person finds: "The alert links to the runbook", "The tool refuses the region"',
    "idiom": 'write what made it possible, with the system as the subject: "The pipeline let … through"',
}


def suggestion(found: Blame) -> str:  # noqa: PLR0911 - a frame is one list of exits
    """What to write instead, in a sentence."""
    thing = " ".join(found.thing.split())
    verb = forms(found.verb) if found.verb and found.verb.isascii() else None
    if verb is None or verb.base in {"be", "have", "do", "codespan"}:
        return _PLAIN.get(found.frame, _PLAIN["idiom"])
    rest = f" {thing}" if thing else ""
    if found.frame == "omission":
        return f'"Nothing prompted anyone to {verb.base}{rest}": name the alert that was missing, not the person'
    if found.frame == "counterfactual":
        return f'"Nothing at the time called for {verb.gerund}{rest}": write what was known then and what hid the rest'
    if found.frame in {"damage", "cause"} and thing and verb.base not in {"cause", "trigger"}:
        return f'"{_capital(thing)} could be {verb.participle}, because …": name the safeguard that was missing'
    if found.frame == "ignored" and thing:
        return f'"{_capital(thing)} did not stand out, because …": write why it was easy to {verb.base}'
    if found.frame == "mistake" and verb.base != "make":
        return f'write what made it easy to {verb.base}: "The console showed …, so the step looked right"'
    return _PLAIN.get(found.frame, _PLAIN["idiom"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_SAYS = {
    "BL101": "puts a person in the place of a cause",
    "BL102": "says whose fault it was",
    "BL103": "gives human error as an explanation",
    "BL104": "tells of a person's mistake",
    "BL105": "calls a person or their work negligent",
    "BL201": "tells somebody afterwards what they had to do",
    "BL202": "names a person as the failing part",
    "BL203": "judges with what only hindsight knows",
    "BL204": "tells us afterwards what we had to do",
    "BL301": "guesses at a motive",
    "BL302": "makes it a matter of broken rules",
    "BL401": "blames a group",
    "BL402": "blames somebody without a name",
    "BL403": "is sarcastic about somebody",
    "BL501": "speaks of punishment",
    "BL502": "asks people to be more careful",
    "BL503": "wants to repair a person by training",
}


def message(found: Blame, words: str) -> str:
    """What is wrong, in a sentence without a full stop."""
    shown = " ".join(words.split())
    if len(shown) > 60:
        shown = shown[:57].rstrip() + "…"
    return f"{shown!r} {_SAYS[found.code]}"
