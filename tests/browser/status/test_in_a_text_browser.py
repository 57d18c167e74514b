"""The site without style, script and pictures: in w3m, as a reader on a terminal or behind a screen reader has it."""

from __future__ import annotations

import shutil
import subprocess

import pytest
import samples

pytestmark = pytest.mark.skipif(
    shutil.which("w3m") is None, reason="w3m is not installed (Debian: apt-get install w3m)"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return samples.build(tmp_path_factory.mktemp("text"), samples.everything())


def shown(folder, path: str) -> str:
    command = ["w3m", "-dump", "-cols", "250", "-T", "text/html", str(folder / path)]
    return (
        subprocess.run(command, capture_output=True, check=True, timeout=30)
        .stdout.decode()
        .replace("\N{NO-BREAK SPACE}", " ")
    )


def test_the_home_page_reads_from_the_worst_to_the_calm(folder):
    text = shown(folder, "index.html")
    wanted = (
        "Partial outage", "As of 20 November 2026, 12:00 UTC; planned: Database upgrade", "Active incidents", "Checkout is not taking payments",
        "Next update by", "Maintenance", "In progress", "Notice", "Components", "Last 15 days",
    )  # fmt: skip
    places = [text.find(one) for one in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_no_word_of_what_is_only_to_come_is_read_as_if_it_held(folder):
    text = shown(folder, "index.html")
    assert "was due by" not in text
    assert "Past its planned end" not in text


def test_an_incident_and_the_table_of_uptimes_read_in_order(folder):
    text = shown(folder, "incidents/checkout-down/index.html")
    assert text.find("Affected components") < text.find("Updates") < text.find("Investigating")
    table = shown(folder, "uptime/index.html")
    assert "Nov 2026" in table
    assert "Checkout" in table
