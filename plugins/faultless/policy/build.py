"""From raw option mappings to a policy; every problem is named at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from faultless.policy.build_records import profiles, rules, severities, tolerance
from faultless.policy.build_status import status_options
from faultless.policy.errors import PolicyError
from faultless.policy.options import Policy
from faultless.policy.values import Values
from faultless.policy.where import Where, located

RECORDS_OPTIONS = (
    "timezone", "severities", "people", "rules", "profiles", "languages", "baseline", "max_file_size",
    "improvement_tolerance",
)  # fmt: skip
WIKI_OPTIONS: tuple[str, ...] = ()
STATUS_OPTIONS = ("dir", "url", "feed_authority", "feed_date", "uptime_weights", "languages", "brand")


def policy_from_options(
    records: Any,
    status: Any,
    *,
    wiki: Any = None,
    root: Path,
    source: Path | None = None,
    site_url: Any = None,
    docs_dir: Path | None = None,
    site_dir: Path | None = None,
) -> Policy:
    """The policy that the options of `faultless` and `faultless/status` state; what they leave out has its default.

    Args:
        records: options of `faultless`: a mapping, or None.
        status: options of `faultless/status`, likewise.
        wiki: options of `faultless/wiki`, likewise; there are none so far, so that each is a mistake.
        root: folder of the configuration file.
        source: the configuration file.
        site_url: MkDocs' own: the address of the wiki.
        docs_dir: MkDocs' own, absolute, when it is about to build: the status site must lie apart from it.
        site_dir: likewise.

    Raises:
        PolicyError: an option is unknown or has a wrong value; all of them are named.
    """
    values = Values()
    here = Where("faultless")
    records = values.mapping(here, records, RECORDS_OPTIONS)
    values.mapping(Where("faultless/wiki"), wiki, WIKI_OPTIONS)
    status = values.mapping(Where("faultless/status"), status, STATUS_OPTIONS)
    scale = severities(values, records.get("severities"))
    policy = Policy(
        timezone=values.zone(here.key("timezone"), records.get("timezone")),
        severities=scale,
        people=values.choice(here.key("people"), records.get("people"), ("open", "closed"), "open"),
        rules=rules(values, records.get("rules")),
        profiles=profiles(values, records.get("profiles"), [severity.id for severity in scale]),
        languages=values.languages(here.key("languages"), records.get("languages")),
        baseline=values.text(here.key("baseline"), records.get("baseline")),
        max_file_size=values.size(here.key("max_file_size"), records.get("max_file_size"), Policy().max_file_size),
        improvement_tolerance=tolerance(values, records.get("improvement_tolerance")),
        status=status_options(values, status),
        wiki_url=site_url if isinstance(site_url, str) else None,
        root=root,
        source=source,
    )
    if docs_dir is not None and site_dir is not None:
        folders = {"docs_dir": docs_dir, "site_dir": site_dir, "the status site's dir": policy.status_dir}
        values.problems.extend((None, problem) for problem in overlaps(folders))
    if values.problems:
        raise PolicyError(source, (located(source, where, text) for where, text in values.problems))
    return policy


def overlaps(folders: Mapping[str, Path]) -> list[str]:
    """Which of some folders lie in one another: a build would delete or publish what is not its own."""
    named = list(folders.items())
    return [
        f"{name} ({folder}) and {other} ({place}) must lie apart"
        for index, (name, folder) in enumerate(named)
        for other, place in named[index + 1 :]
        if folder == place or folder in place.parents or place in folder.parents
    ]
