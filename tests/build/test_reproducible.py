"""Same input, same bytes, whatever the machine is set to."""

from __future__ import annotations

from pathlib import Path

from running import demo_in, environment, mkdocs, tree


def test_two_builds_under_different_settings_give_the_same_bytes(tmp_path: Path) -> None:
    settings = [
        ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1", "HOME": "/nowhere"}, 0o022),
        ({"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711", "COLUMNS": "40"}, 0o077),
    ]
    made = []
    for index, (env, umask) in enumerate(settings):
        folder = tmp_path / f"{index}-{'x' * index * 20}"
        elsewhere = folder / "some" / "where"
        elsewhere.mkdir(parents=True)
        file = demo_in(folder)
        done = mkdocs("build", "-f", str(file), folder=elsewhere, env=environment(**env), umask=umask)
        assert done.returncode == 0, done.stderr
        made.append((tree(folder / "site"), tree(folder / "public")))
    for one, other in zip(*made, strict=True):
        assert one.keys() == other.keys()
        assert [path for path in one if one[path] != other[path]] == []
    assert {"sitemap.xml.gz", "search/search_index.json"} < made[0][0].keys()
    assert {"feed.rss", "feed.atom"} < made[0][1].keys()
