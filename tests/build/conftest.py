"""Sites built for a test; the builders are in `small_sites`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from small_sites import NOW, TWICE, Site, SiteBuilder, make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteBuilder:
    """Makes a project without building it; see `make_project`."""
    monkeypatch.setenv("FAULTLESS_NOW", NOW)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.chdir(tmp_path)
    return partial(make_project, tmp_path)


@pytest.fixture(scope="session")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sites of `TWICE`, built once for all tests that only look at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAULTLESS_NOW", NOW)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        made = make_project(tmp_path_factory.mktemp("twice"), TWICE)
        made.build()
    return made


@pytest.fixture
def site(project: SiteBuilder) -> SiteBuilder:
    """Makes a project and builds it."""

    def make(files: Mapping[str, str | bytes] | None = None, **options: Any) -> Site:
        made = project(files, **options)
        made.build()
        return made

    return make
