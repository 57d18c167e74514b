"""What a rule is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from faultless.checks.finding import Level
from faultless.model import Incident, KnowledgeBase, Postmortem, Span
from faultless.policy import Policy
from faultless.reading import Fault, Record, Records

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fires.

    Attributes:
        message: what is wrong here.
        suggestion: what to write instead.
        mild: it weighs a warning at the most, whatever the rule's level.
        reminder: it depends on the current time, and is an info that never fails anything unless the policy gives the
            rule a level.
    """

    path: str
    span: Span
    message: str
    suggestion: str = ""
    mild: bool = False
    reminder: bool = False


@dataclass(frozen=True)
class Context:
    """What a rule may look at: every record, the policy, and the `now` of the check (UTC).

    Attributes:
        skipped: paths of files on which nobody asks what the rule finds. It may find it there all the same; what is
            costly is left undone.
        before: what the files said that changed since, where a change is checked; else None.
        known: what rules have made of the records, by what it is; see `once`.
    """

    records: Records
    now: datetime
    skipped: frozenset[str] = frozenset()
    before: Records | None = None
    known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def policy(self) -> Policy:
        """The options in force."""
        return self.records.policy

    @property
    def base(self) -> KnowledgeBase:
        """The model alone."""
        return self.records.base

    @property
    def incidents(self) -> Iterator[Record[Incident]]:
        """The incidents on which findings are asked for."""
        return (record for record in self.records.incidents if record.path not in self.skipped)

    @property
    def postmortems(self) -> Iterator[Record[Postmortem]]:
        """The postmortems on which findings are asked for."""
        return (record for record in self.records.postmortems if record.path not in self.skipped)

    def prose(self) -> Iterator[Record[Any]]:
        """Every file with Markdown in it on which findings are asked for."""
        return (record for record in self.records if record.kind != "catalogue" and record.path not in self.skipped)

    def once(self, what: Hashable, make: Callable[[], Fact]) -> Fact:
        """What several rules need of the records, made by the first of them and kept for the others.

        Args:
            what: names the fact; it must not depend on what is skipped.
            make: makes it.
        """
        if what not in self.known:
            self.known[what] = make()
        fact: Fact = self.known[what]
        return fact


Check = Callable[[Context], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked.

    Attributes:
        code: two letters and three digits, for ever.
        name: kebab-case; reads as "allow …".
        level: weight unless the policy says otherwise.
        why: why it matters, half a sentence.
        check: yields every place where it fires, over all records.
        reminder: it depends on the current time, and never fails anything unless the policy raises it.
        of_file: what it finds on a file depends on that file, the incidents and postmortems it is bound to, the
            catalogue and the policy, and on nothing else: neither other records, nor the disk, nor the time once
            these incidents are over.
        of_content: what it finds depends on all that the files say and on the policy, and on nothing else: neither the
            disk nor the time.
    """

    code: str
    name: str
    level: Level
    why: str
    check: Check
    reminder: bool = False
    of_file: bool = False
    of_content: bool = False


def fault_rule(code: str, name: str, level: Level, why: str) -> Rule:
    """A rule about what reading noticed: it fires at every fault with its code."""

    def check(context: Context) -> Iterator[Hit]:
        return (_hit(fault) for fault in context.records.faults if fault.code == code)

    return Rule(code, name, level, why, check)


def _hit(fault: Fault) -> Hit:
    return Hit(fault.path, fault.span, fault.message, fault.hint)
