"""No test is left out of the run because of the name of its folder."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest


def test_no_folder_of_tests_has_a_name_that_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {file.parent.relative_to(pytestconfig.rootpath) for file in Path(__file__).parent.rglob("test_*.py")}
    passed_over = pytestconfig.getini("norecursedirs")
    assert len(folders) > 1
    assert not [folder for folder in folders for part in folder.parts for name in passed_over if fnmatch(part, name)]
