"""What the pages for readers say exists: commands with their options, benchmarks, files, links."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from herdline.cli import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_TOLD = re.compile(r"^(?:\$ )?(herdline .+)$|`(herdline [^`]+)`", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\.\.\.|SOURCE|NAME|\bN\b|\[[^\]]*\]")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"python -m ([\w.]+)")
_FILE = re.compile(r"`((?:src|docs|tools|tests|benchmarks|data/lexicon)/[\w./-]+)`")


def commands_of(page: Path) -> list[str]:
    """Commands of a page as they are typed, without what comments on them, feeds them or takes what they say."""
    if page.name == "cli.md":
        return []  # made from the commands' own help
    told = ["".join(m) for m in _TOLD.findall(page.read_text(encoding="utf-8"))]
    return [re.split(r"\s{2,}(?=\S)|\s[#|<>]|\s&", command.replace("\\", ""))[0].strip() for command in told]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_that_a_page_tells_exist(page):
    known = get_command(app).commands
    for command in commands_of(page):
        if _PLACEHOLDER.search(command):
            continue
        _, name, *words = shlex.split(command)
        if name.startswith("-"):
            continue
        assert name in known, command
        options = {option for given in known[name].params for option in (*given.opts, *given.secondary_opts)}
        asked = {word.split("=")[0] for word in words if word.startswith("-") and word != "-"} - {"--help"}
        assert asked <= options, f"{command}: {asked - options}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_modules_and_links_that_a_page_names_exist(page):
    text = page.read_text(encoding="utf-8")
    for link in _LINK.findall(text):
        if not link.startswith(("http:", "https:", "#", "mailto:")):
            path, _, anchor = link.partition("#")
            assert (page.parent / path).exists(), link
            told = (page.parent / path).read_text(encoding="utf-8") if anchor else ""
            headings = re.findall(r"^#+ (.+)$", told, re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert not anchor or anchor in slugs, link
    for module in _MODULE.findall(text):
        if module.split(".")[0] in ("benchmarks", "tests", "tools", "herdline") and not _PLACEHOLDER.search(module):
            assert find_spec(module.rstrip(".")), module
    for file in _FILE.findall(text):
        places = (ROOT / file, ROOT / "src/herdline" / file)
        assert any(place.exists() for place in places), file


def test_the_pages_made_from_the_program_are_up_to_date():
    done = subprocess.run([sys.executable, ROOT / "tools/docs.py", "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
