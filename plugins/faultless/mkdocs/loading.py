"""From MkDocs' configuration to the policy, the time and the records of a build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from faultless.caching import Kept, kept_beside
from faultless.checks import Finding, refuse_unknown_codes, run
from faultless.checks.baseline import BadBaseline
from faultless.checks.holding import Held, hold
from faultless.clock import BadTime, current_time
from faultless.mkdocs.options import stated
from faultless.mkdocs.siblings import status_of
from faultless.policy import Policy, PolicyError, policy_from_options
from faultless.reading import Records, load


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one build knows: the options, the time (UTC), the records, what is wrong with them, and what is kept."""

    policy: Policy
    now: datetime
    records: Records
    held: Held
    kept: Kept | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What no baseline holds."""
        return self.held.new


def loaded(config: MkDocsConfig, options: Config) -> Loaded:
    """Read and check the content of a build.

    Raises:
        PluginError: an option, the time or the baseline cannot be used.
    """
    try:
        policy, now = _policy(config, options), current_time()
        refuse_unknown_codes(policy)
    except (PolicyError, BadTime) as problem:
        raise PluginError(str(problem)) from None
    kept = kept_beside(root_of(config))
    records = load(Path(config.docs_dir), policy, kept)
    try:
        return Loaded(policy, now, records, hold(run(records, now, kept=kept), records), kept)
    except BadBaseline as problem:
        raise PluginError(str(problem)) from None


def root_of(config: MkDocsConfig) -> Path:
    """The folder of the configuration file."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def _policy(config: MkDocsConfig, options: Config) -> Policy:
    status = status_of(config)
    return policy_from_options(
        stated(options),
        stated(status.config) if status is not None else {},
        root=root_of(config),
        source=Path(config.config_file_path) if config.config_file_path else None,
        site_url=config.site_url,
        docs_dir=Path(config.docs_dir).resolve(),
        site_dir=Path(config.site_dir).resolve(),
    )


def overrides(config: MkDocsConfig, folder: str = "") -> Path | None:
    """The folder of a site's own templates beside its configuration, if it is there."""
    place = root_of(config) / "overrides" / folder
    return place if place.is_dir() else None
