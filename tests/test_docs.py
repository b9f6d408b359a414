"""The documents say what is true."""

import re
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).parent.parent


def test_glossary_names_every_model_and_no_other():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    models = {
        model.__name__
        for label in ("accounts", "workouts", "rehab")
        for model in apps.get_app_config(label).get_models()
    }

    assert set(re.findall(r"^\| \*\*(\w+)\*\*", glossary, re.MULTILINE)) == models


def test_architecture_names_every_setting_of_the_environment():
    settings = (ROOT / "ecctrain" / "settings.py").read_text()
    read = set(re.findall(r'read(?:_flag)?\(\s*(?:env\.\w+, )?"([A-Z_]+)"', settings))
    table = (ROOT / "docs" / "architecture.md").read_text().split("## Settings")[1].split("## Tests")[0]

    assert set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", table)) == read


def test_formulas_names_only_modules_that_exist():
    named = set(re.findall(r"`((?:workouts|rehab)/\w+\.py)`", (ROOT / "docs" / "formulas.md").read_text()))

    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_pictures_and_documents_that_readme_links_exist():
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text())

    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []


def test_each_direct_requirement_has_its_reason():
    direct = [
        re.split(r"[~=\[<>]", line)[0].lower()
        for line in (ROOT / "requirements.in").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    pinned = (ROOT / "requirements.txt").read_text()

    assert [
        name for name in direct if not re.search(rf"^# .+\n{re.escape(name)}==", pinned, re.MULTILINE)
    ] == []
