"""Pictures and files of the old site: copied to where public text may use them, or told of, and never words lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from cstate_site import CONFIG, Imported, issue, write_site
from hypothesis import given
from hypothesis import strategies as st

from faultless.cli import main
from faultless.importing import import_cstate
from faultless.importing.cstate import assets
from faultless.importing.relink import relinked

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
ISSUE = "content/issues/2026-03-14-down.md"


def said(done: Imported) -> str:
    return done.one.updates[0].text


def with_files(tmp_path: Path, body: str, files: dict[str, bytes], config: str = CONFIG) -> Imported:
    site = write_site(tmp_path / "site", {ISSUE: issue(body), **files}, config)
    return Imported(tmp_path / "out", import_cstate(site, tmp_path / "out"))


@pytest.mark.parametrize("target", [
    "/images/graph.png", "</images/graph.png>", "https://status.example.com/images/graph.png", "/images/graph.png?v=2#top",
    "../../static/images/graph.png", "../../images/graph.png", "/images/gr%61ph.png",
])  # fmt: skip
def test_a_picture_of_the_site_is_copied_and_shown_from_there(tmp_path, target):
    done = with_files(tmp_path, f'Look: ![A graph]({target} "Errors") here.', {"static/images/graph.png": PNG})
    assert said(done) == 'Look: ![A graph](../public/images/graph.png "Errors") here.'
    assert (done.root / "public/images/graph.png").read_bytes() == PNG
    assert done.report.refused == ()
    copied = done.told("static/")
    assert (copied.target, copied.becomes) == ("public/images/graph.png", "public file")
    assert "1 public file" in done.report.text()
    assert not [one for one in done.findings if one.code.startswith("PU1")]


@pytest.mark.parametrize(("before", "after"), [
    ("[the report](/files/rca.pdf)", "[the report](../public/files/rca.pdf)"),
    ("[![small](/images/a.png)](/images/b.png)", "[![small](../public/images/a.png)](../public/images/b.png)"),
    ('<img src="/images/a.png" alt="A">', '<img src="../public/images/a.png" alt="A">'),
    ("<IMG alt=A src=/images/a.png>", '<IMG alt=A src="../public/images/a.png">'),
    ("<a href='/files/rca.pdf'>x</a>", "<a href='../public/files/rca.pdf'>x</a>"),
    ("![A][a]\n\n[a]: /images/a.png 'A'", "![A][a]\n\n[a]: ../public/images/a.png 'A'"),
    ("![A](/images/two%20words%20(1).png)", "![A](../public/images/two%20words%20%281%29.png)"),
])  # fmt: skip
def test_every_way_to_write_a_picture_or_link_is_known(tmp_path, before, after):
    names = ("images/a.png", "images/b.png", "images/two words (1).png")
    done = with_files(
        tmp_path, before, {**{f"static/{name}": PNG for name in names}, "static/files/rca.pdf": b"%PDF-1.7"}
    )
    assert said(done) == after
    assert done.report.refused == ()


@pytest.mark.parametrize("text", [
    "![A](https://example.org/a.png)", "![A](//example.org/a.png)", "[a page](/issues/2021-down/)", "[x](#top)", "[x](mailto:a@example.com)",
    "`![A](/images/a.png)`", "```\n![A](/images/a.png)\n```", "words\n\n    ![A](/images/a.png)", "<!-- ![A](/images/a.png) --> words",
    "\\!not a picture", "![A](", "![](http://[x/a.png)",
])  # fmt: skip
def test_everything_else_stays_as_it_is(tmp_path, text):
    done = with_files(tmp_path, text, {"static/images/a.png": PNG})
    assert text in done.text()
    assert not (done.root / "public").exists()
    assert done.report.refused == ()


def test_a_picture_beside_its_issue_is_copied(imported):
    done = imported({"content/issues/2026-03-14-down/index.md": issue("![A](a.png)"),
                     "content/issues/2026-03-14-down/a.png": PNG})  # fmt: skip
    assert said(done) == "![A](../public/issues/2026-03-14-down/a.png)"
    assert done.told("a.png").target == "public/issues/2026-03-14-down/a.png"
    assert done.told("a.png").left == []


@pytest.mark.parametrize("key", ["draft: true", "expiryDate: 2026-04-01"])
def test_a_picture_that_only_a_hidden_issue_shows_is_not_published(imported, key):
    done = imported({"content/issues/2026-03-14-down/index.md": issue("![A](a.png) ![B](/b.png)", extra=key),
                     "content/issues/2026-03-14-down/a.png": PNG, "static/b.png": PNG})  # fmt: skip
    assert said(done) == "A ![B](../public/b.png)"
    assert [path.name for path in (done.root / "public").rglob("*.png")] == ["b.png"]
    assert "only a hidden issue shows it" in done.report.refused[0].refused[0]


def test_the_folder_of_static_files_is_the_configured_one(tmp_path):
    config = CONFIG + "staticDir: [assets, more]\n"
    done = with_files(tmp_path, "![A](/a.png) ![B](/b.png)", {"assets/a.png": PNG, "more/b.png": PNG}, config)
    assert said(done) == "![A](../public/a.png) ![B](../public/b.png)"


def test_a_site_in_a_folder_of_its_host_is_read_without_that_folder(tmp_path):
    config = CONFIG.replace("status.example.com/", "example.com/status/")
    text = "![A](/status/a.png) ![B](https://example.com/status/a.png) ![C](https://example.com/a.png)"
    done = with_files(tmp_path, text, {"static/a.png": PNG})
    assert said(done).count("../public/a.png") == 0
    done = with_files(tmp_path / "again", text, {"static/a.png": PNG}, config)
    assert said(done) == "![A](../public/a.png) ![B](../public/a.png) ![C](https://example.com/a.png)"


@pytest.mark.parametrize(("text", "kept"), [
    ("Look: ![A graph](/images/gone.png), here.", "Look: A graph<!-- not imported: /images/gone.png -->, here."),
    ("![](/images/gone.png)", "gone.png<!-- not imported: /images/gone.png -->"),
    ("<img src='/images/gone.png' alt='A graph'>", "A graph<!-- not imported: /images/gone.png -->"),
    ("[the report](/files/gone.pdf)", "the report<!-- not imported: /files/gone.pdf -->"),
    ("![A](</images/it is gone.png>)", "A<!-- not imported: /images/it is gone.png -->"),
])  # fmt: skip
def test_a_picture_that_is_not_in_the_source_is_its_words_and_is_refused(imported, text, kept):
    done = imported({ISSUE: issue(text)})
    assert f"\n\n{kept}\n" in done.text()
    assert said(done) == re.sub(r"<!--.*-->", "", kept)
    (file,) = done.report.refused
    assert file.source == ISSUE
    assert "it is not in the source; its words are kept" in file.refused[0]
    assert not [one for one in done.findings if one.code.startswith("PU1")]


REFUSED = {
    "/../../etc/passwd.png": "it lies outside of the site",
    "/images/../../../secret.png": "it lies outside of the site",
    "../../../secret.png": "it lies outside of the site",
    "/%2e%2e/secret.png": "it lies outside of the site",
    "/images/out.png": "it is a link that leads out of its folder",
    "/linked/a.png": "it is a link that leads out of its folder",
    "/images/loop.png": "it cannot be read",
    "/images/lost.png": "it cannot be read",
    "/images/folder.png": "it is no file",
    "/images/page.html": "files such as page.html are not copied",
    "/images/none": "files such as none are not copied",
    "/images/big.png": "it is larger than 10 MB",
    "/images/empty.png": "it is empty",
    "/images/false.png": "it is not what its ending .png says",
    "/images/active.svg": "it is no SVG, or one with scripts",
    "/images/words.svg": "it is no SVG, or one with scripts",
    "/.git/a.png": "it is hidden",
    "/images/a%00b.png": "its name holds signs that no address has",
    "/images/a%5Cb.png": "its name holds signs that no address has",
    "/" + "a" * 400 + ".png": "it is not in the source",
}


@pytest.mark.parametrize("target", REFUSED)
def test_what_must_not_be_published_is_refused_with_the_reason_and_its_words_stay(tmp_path, target):
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.png").write_bytes(PNG)
    site = write_site(tmp_path / "site", {
        ISSUE: issue(f"Look: ![A graph]({target})"),
        "static/images/page.html": b"<p>",
        "static/images/none": b"x",
        "static/images/empty.png": b"",
        "static/images/false.png": b"<html>",
        "static/images/active.svg": b"<svg onload='x()'/>",
        "static/images/words.svg": b"words",
        "static/.git/a.png": PNG,
    })  # fmt: skip
    images = site / "static" / "images"
    (images / "out.png").symlink_to(tmp_path / "secret.png")
    (images / "loop.png").symlink_to("loop.png")
    (images / "lost.png").symlink_to("nowhere.png")
    (images / "folder.png").mkdir()
    (site / "static" / "linked").symlink_to(tmp_path / "elsewhere")
    with (images / "big.png").open("wb") as big:
        big.truncate(10_000_001)
    done = Imported(tmp_path / "out", import_cstate(site, tmp_path / "out"))
    (file,) = done.report.refused
    assert file.refused[0].startswith(f"the file {target}: {REFUSED[target]}")
    assert "Look: A graph" in said(done)
    assert not (done.root / "public").exists()


def test_a_link_within_the_folder_is_the_file_it_leads_to(tmp_path):
    site = write_site(tmp_path / "site", {ISSUE: issue("![A](/b.png)"), "static/a.png": PNG})
    (site / "static" / "b.png").symlink_to("a.png")
    import_cstate(site, tmp_path / "out")
    assert (tmp_path / "out/public/b.png").read_bytes() == PNG
    assert not (tmp_path / "out/public/b.png").is_symlink()


def test_files_that_are_too_large_together_are_refused_one_by_one(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "MAX_TOTAL", len(PNG) + 1)
    done = with_files(tmp_path, "![A](/a.png) ![B](/b.png)", {"static/a.png": PNG, "static/b.png": PNG})
    assert said(done) == "![A](../public/a.png) B"
    assert "all files together are larger" in done.report.refused[0].refused[0]


def test_two_files_that_would_have_one_place_are_not_mixed_up(imported):
    done = imported({
        "content/issues/2026-03-14-down/index.md": issue("![A](a.png) ![B](/issues/2026-03-14-down/a.png)"),
        "content/issues/2026-03-14-down/a.png": PNG + b"1",
        "static/issues/2026-03-14-down/a.png": PNG + b"2",
    })  # fmt: skip
    assert (done.root / "public/issues/2026-03-14-down/a.png").read_bytes() == PNG + b"1"
    assert "has its place already" in done.report.refused[0].refused[0]


def test_a_second_run_changes_nothing_one_elsewhere_gives_the_same_bytes_and_a_picture_that_left_goes(tmp_path):
    site = write_site(tmp_path / "site", {ISSUE: issue("![A](/a.png)"), "static/a.png": PNG})
    first = import_cstate(site, tmp_path / "out")
    again = import_cstate(site, tmp_path / "out")
    assert (again.written, again.text()) == (0, first.text())
    import_cstate(site, tmp_path / "other")
    for file in ("incidents/2026-03-14-down.md", "public/a.png", ".faultless-import.json"):
        assert (tmp_path / "out" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    shutil.rmtree(site / "static")
    import_cstate(site, tmp_path / "out")
    assert not (tmp_path / "out/public/a.png").exists()


def test_a_picture_that_was_changed_by_hand_is_not_overwritten(tmp_path):
    site = write_site(tmp_path / "site", {ISSUE: issue("![A](/a.png)"), "static/a.png": PNG})
    import_cstate(site, tmp_path / "out")
    (tmp_path / "out/public/a.png").write_bytes(PNG + b"mine")
    done = CliRunner().invoke(main, ["import", "cstate", str(site), str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "public/a.png" in done.stderr


def test_customers_see_the_picture(tmp_path):
    done = with_files(tmp_path, "![A graph](/images/a.png)", {"static/images/a.png": PNG})
    runner = CliRunner()
    assert runner.invoke(main, ["check", str(done.root)]).exit_code == 0
    assert runner.invoke(main, ["status", "--content", str(done.root), "--out", str(tmp_path / "pub")]).exit_code == 0
    page = (tmp_path / "pub/incidents/2026-03-14-down/index.html").read_text()
    assert '<img src="../../assets/images/a.png" alt="A graph">' in page
    assert (tmp_path / "pub/assets/images/a.png").read_bytes() == PNG


words = st.sampled_from(
    ["a ", "![", "](", ")", "[", "]", "/x.png", "<img src=", ">", '"', "`", "\n", "    ", "<!--", "-->", "[r]: ", "\\"]
)


@given(st.lists(words, max_size=30).map("".join))
def test_text_whose_targets_all_stay_is_not_changed_by_a_character(text):
    assert relinked(text, lambda _target, _image: None) == text
