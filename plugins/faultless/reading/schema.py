"""The keys of every kind of file: their names, forms and meanings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a front matter.

    Attributes:
        name: as written in files.
        form: `text`, `texts` (a list), `instant`, `day`, `number`, `flag`, `mapping`, or the words a value may be.
        meaning: one sentence for the person who writes it.
    """

    name: str
    form: str
    meaning: str


_COMMON = (
    Key("title", "text", "What it is called."),
    Key("id", "text", "What feed ids are made of, if not the file name."),
    Key("aliases", "texts", "Former ids, oldest first; they keep leading here."),
    Key("redirects", "texts", "Paths of another site that lead here."),
    Key("tags", "texts", "Words to find it by; internal."),
    Key("imported", "cstate|statuspage|archive", "The importer that wrote the file."),
    Key("checks", "mapping", "Findings allowed here, each with its reason: `allow: {CODE: reason}`."),
)

INCIDENT_KEYS = (
    *_COMMON,
    Key("kind", "incident|maintenance|notice|near-miss", "What the file tells of."),
    Key("severity", "text", "How bad it was: an id of the policy's severities."),
    Key("severity_at_first", "text", "The first estimate, where the review changed it."),
    Key("visibility", "public|internal", "Who may read the updates."),
    Key("components", "mapping", "The components hit, with their states at the start."),
    Key("started", "instant", "First effect customers could see."),
    Key("detected", "instant", "First signal that reached us."),
    Key("detected_by", "monitoring|employee|customer|partner|provider", "Who noticed first."),
    Key("acknowledged", "instant", "Somebody took it up."),
    Key("declared", "instant", "It was called an incident."),
    Key("identified", "instant", "The cause was known well enough to act."),
    Key("mitigated", "instant", "Customers were no longer affected."),
    Key("resolved", "instant", "Fully normal."),
    Key("scheduled_for", "instant", "The start of a maintenance window."),
    Key("scheduled_until", "instant", "The end of a maintenance window."),
    Key("reschedules", "number", "How often the window was moved."),
    Key("until", "instant", "The end of a notice."),
    Key("commander", "text", "Who led the response: an id of the catalogue, or a name."),
    Key("responders", "texts", "Who took part: ids of the catalogue, or names."),
)

POSTMORTEM_KEYS = (
    *_COMMON,
    Key("incident", "text", "The incident it is about."),
    Key("incidents", "texts", "The incidents it is about."),
    Key("status", "draft|in-review|published", "How far the writing has come."),
    Key("authors", "texts", "Who wrote it."),
    Key("published", "day", "The day it was published."),
    Key("reviewed", "day", "The day it was last reviewed."),
    Key("root_causes", "texts", "Ids of files under root-causes/."),
    Key("contributing_factors", "texts", "Ids of the taxonomy, of kind factor."),
    Key("customer_message", "flag", "Whether the section Customer message goes to the status page."),
)

ROOT_CAUSE_KEYS = (
    *_COMMON,
    Key("categories", "texts", "Ids of the taxonomy, of kind trigger or cause."),
    Key("components", "texts", "Components it can hit."),
    Key("status", "open|mitigated|eliminated", "Whether it can still strike."),
)

CATALOGUE_KEYS = (
    Key("organisation", "mapping", "Name and address: `{name, url}`."),
    Key("groups", "texts", "Groups of components in their order: `{id, name}`."),
    Key("components", "texts", "`{id, name, group, description, owner, since, retired, visibility, aliases}`."),
    Key("teams", "texts", "`{id, name}`."),
    Key("people", "texts", "`{id, name, team}`."),
    Key("internal_names", "texts", "Patterns that must not stand in public text."),
    Key("taxonomy", "texts", "Further categories: `{id, theme, kind, title, about}`."),
)

KEYS = {
    "incident": INCIDENT_KEYS,
    "postmortem": POSTMORTEM_KEYS,
    "root-cause": ROOT_CAUSE_KEYS,
    "catalogue": CATALOGUE_KEYS,
}
"""The keys by kind of file."""

REQUIRED = {
    "incident": ("title", "severity", "started"),
    "maintenance": ("title", "scheduled_for", "scheduled_until"),
    "notice": ("title",),
    "near-miss": ("title", "detected"),
    "postmortem": ("title",),
    "root-cause": ("title",),
}
"""The keys that must be there, by what the file tells of. A postmortem without an incident is XR103."""

REFUSED_CAUSES = {
    "human-error": ("unsafe-tooling", "knowledge-gap", "rollout-safety"),
    "operator-error": ("unsafe-tooling", "rollout-safety"),
    "user-error": ("unsafe-tooling", "knowledge-gap"),
    "manual-error": ("unsafe-tooling", "rollout-safety"),
    "pilot-error": ("unsafe-tooling",),
    "human-mistake": ("unsafe-tooling", "knowledge-gap"),
    "carelessness": ("unsafe-tooling",),
    "negligence": ("unsafe-tooling", "ownership-gap"),
}
"""Causes that name a person as the failing part, and the conditions to look at instead."""
