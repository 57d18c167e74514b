"""What a rule weighs: by itself, by the policy, and by the folder of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from faultless.checks.finding import Level
from faultless.checks.registry import RETIRED, RULES
from faultless.checks.rule import Rule
from faultless.policy import Policy, PolicyError, Where, located, rules_of


def level_of(rule: Rule, levels: Mapping[str, str]) -> Level:
    """The weight of a rule: what some levels say of its code, else of the longest prefix of it, else its own."""
    return _said_of(rule, levels) or rule.level


class Levels:
    """What each rule weighs on each file.

    Args:
        policy: its levels for all files, and those that its profiles have for some folders.
        paths: of the files that there are.
    """

    def __init__(self, policy: Policy, paths: Iterable[str]) -> None:
        self.policy = policy
        self._paths = tuple(paths)
        self._folders = tuple(profile.rules for profile in policy.profiles if profile.rules)

    def said(self, rule: Rule, path: str) -> Level | None:
        """What the policy says of a rule on a file; None where it says nothing."""
        rules = rules_of(self.policy, path) if self._folders else (self.policy.rules,)
        return _first(rule, rules)

    def on(self, rule: Rule, path: str) -> Level:
        """What a rule weighs on a file."""
        return self.said(rule, path) or rule.level

    def most(self, rule: Rule) -> Level:
        """The heaviest that a rule may weigh on any file."""
        folders = (_said_of(rule, rules) for rules in self._folders)
        weights = [level_of(rule, self.policy.rules), *(level for level in folders if level is not None)]
        return max(weights, key=lambda level: level.rank)

    def below(self, rule: Rule, least: Level) -> frozenset[str]:
        """The files in folders with levels of their own on which a rule weighs less."""
        alike = self._alike.values()
        lighter = (paths for rules, paths in alike if (_first(rule, rules) or rule.level).rank < least.rank)
        return frozenset[str]().union(*lighter)

    @cached_property
    def _alike(self) -> Mapping[tuple[int, ...], tuple[tuple[Mapping[str, str], ...], list[str]]]:
        """The files of such folders, together with all others of which the same is said."""
        found: dict[tuple[int, ...], tuple[tuple[Mapping[str, str], ...], list[str]]] = {}
        for path in self._paths if self._folders else ():
            rules = rules_of(self.policy, path)
            if len(rules) > 1:
                found.setdefault(tuple(map(id, rules)), (rules, []))[1].append(path)
        return found


def _first(rule: Rule, several: Iterable[Mapping[str, str]]) -> Level | None:
    said = (_said_of(rule, levels) for levels in several)
    return next((level for level in said if level is not None), None)


def _said_of(rule: Rule, levels: Mapping[str, str]) -> Level | None:
    """What some levels say of a rule by its code or the longest prefix of it; None where they say nothing."""
    said = (levels.get(rule.code[:length]) for length in range(len(rule.code), 1, -1))
    return next((Level(level) for level in said if level is not None), None)


def refuse_unknown_codes(policy: Policy) -> None:
    """Make sure that the policy gives levels to rules that there are.

    Raises:
        PolicyError: it names others; each is told with its place.
    """
    known = (*(rule.code for rule in RULES), *RETIRED)
    wrong = [(where, code) for where, code in _named(policy) if not any(one.startswith(code) for one in known)]
    if wrong:
        raise PolicyError(
            policy.source,
            (
                located(
                    policy.source, where.key(code), f"{where}: there is no rule {code}; faultless rules lists them all"
                )
                for where, code in wrong
            ),
        )


def _named(policy: Policy) -> Iterator[tuple[Where, str]]:
    """Every code in the policy, and where it stands."""
    here = Where("faultless")
    yield from ((here.key("rules"), code) for code in policy.rules)
    for number, profile in enumerate(policy.profiles):
        yield from ((here.key("profiles").entry(number).key("rules"), code) for code in profile.rules)
