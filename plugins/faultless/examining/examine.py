"""Looking at everything in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from faultless.checks import refuse_unknown_codes
from faultless.examining.ailment import Ailment, Weight, problem
from faultless.examining.configuration import STATUS, Configured, ailments_of_configuration
from faultless.examining.installation import Installation, ailments_of_installation
from faultless.examining.surroundings import (
    ailments_of_baseline,
    ailments_of_cache,
    ailments_of_content,
    ailments_of_environment,
    ailments_of_repository,
)
from faultless.policy import PolicyError, nearest_configuration, read_configuration, read_policy


@dataclass(frozen=True, slots=True)
class Examined:
    """What was looked at, and what was found.

    Attributes:
        looked_at: in plain words, one each.
        ailments: in the order in which they are best put right.
    """

    looked_at: tuple[str, ...]
    ailments: tuple[Ailment, ...]

    @property
    def problems(self) -> tuple[Ailment, ...]:
        """What must be put right."""
        return tuple(one for one in self.ailments if one.weight is Weight.PROBLEM)


def examine(content: Path, config: Path | None, *, installation: Installation, environ: Mapping[str, str]) -> Examined:
    """Everything that can be told without building.

    Args:
        content: the content root, if no configuration names one.
        config: the mkdocs.yml; None: the nearest at or above `content`.
        installation: what is installed.
        environ: the environment.
    """
    packages = ", ".join(
        f"{name} {version}" for name in ("mkdocs", "mkdocs-material") if (version := installation.version(name))
    )
    looked_at = [f"Python {'.'.join(map(str, installation.python))}" + (f", {packages}" if packages else "")]
    ailments = list(ailments_of_installation(installation))
    file = config or _here(nearest_configuration(content))
    if file is None:
        ailments.append(
            problem(
                content.absolute(), "there is no mkdocs.yml at or above it",
                "every option has its default, and there is no wiki",
                "faultless init writes one; --config names another",
            )
        )  # fmt: skip
        root, generated = content.absolute().parent, {}
    else:
        said = _configured(file, environ)
        looked_at.append(str(file))
        ailments += ailments_of_configuration(said)
        root, generated = file.absolute().parent, _generated(said)
        content = said.content
        if said.policy is not None:
            ailments += ailments_of_baseline(said.policy)
    looked_at += [str(content), "the environment, the repository and the cache"]
    rest: tuple[Iterable[Ailment], ...] = (
        ailments_of_content(content),
        ailments_of_environment(environ),
        ailments_of_repository(root, generated),
        ailments_of_cache(root, environ),
    )
    return Examined(tuple(looked_at), (*ailments, *(one for found in rest for one in found)))


def _here(path: Path | None) -> Path | None:
    """A path as somebody in the current folder names it, where it lies below."""
    folder = Path.cwd()
    return path.relative_to(folder) if path is not None and folder in path.parents else path


def _configured(file: Path, environ: Mapping[str, str]) -> Configured:
    try:
        options = read_configuration(file, environ)
    except PolicyError as broken:
        return Configured(file, {}, broken=broken)
    try:
        policy = read_policy(file, environ=environ)
        refuse_unknown_codes(policy)
        return Configured(file, options, policy)
    except PolicyError as broken:
        return Configured(file, options, broken=broken)


def _generated(said: Configured) -> dict[str, Path]:
    root = said.file.absolute().parent
    folders = {"the wiki as built": root / str(said.options.get("site_dir") or "site")}
    if said.policy is not None and STATUS in said.plugins:
        folders["the status site as built"] = said.policy.status_dir
    folders["what is kept between runs"] = root / ".cache"
    return folders
