"""The options that the plugins declare are those that the policy knows, and the façade exports what it says."""

from __future__ import annotations

import inspect

import pytest
from mkdocs.config.base import Config

from faultless import wiki
from faultless.mkdocs.options import RecordsConfig, StatusConfig, WikiConfig
from faultless.policy.build import RECORDS_OPTIONS, STATUS_OPTIONS


def _names(config: type[Config]) -> list[str]:
    return [name for name, _ in config._schema]


def test_the_records_plugin_declares_every_option_of_the_policy() -> None:
    assert sorted(_names(RecordsConfig)) == sorted(RECORDS_OPTIONS)


def test_the_status_plugin_declares_every_option_of_the_policy() -> None:
    assert sorted(_names(StatusConfig)) == sorted(STATUS_OPTIONS)


@pytest.mark.parametrize("config", [RecordsConfig, WikiConfig, StatusConfig])
def test_every_option_is_explained_where_it_is_declared(config: type[Config]) -> None:
    source = inspect.getsource(config)
    for name in _names(config):
        declared = source.partition(f"    {name} = ")[2].split("\n", 1)[1]
        assert declared.lstrip().startswith('"""'), name


def test_the_wikis_facade_is_what_it_says() -> None:
    public = {name for name in vars(wiki) if not name.startswith("_") and not inspect.ismodule(getattr(wiki, name))}
    assert public == set(wiki.__all__)
