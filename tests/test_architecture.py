"""The rules of docs/architecture.md that a reader of the code could break without noticing."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parent.parent
APPS = ("ecctrain", "workouts", "rehab")
FILES = sorted(path for app in APPS for path in ROOT.glob(f"{app}/**/*.py"))
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
SCRIPTS = sorted(ROOT.glob("static/**/*.js"))
VIEW_FILES = [
    path
    for path in FILES
    if path.name == "views.py" or (path.parent.name == "views" and path.stem != "__init__")
]

# What stands below both apps, and what stands above them; a module of ecctrain that is in neither is above.
BASE = ("access", "apps", "checks", "htmx", "middleware", "settings", "templatetags")
SURELY_PURE = {
    "rehab.judging",
    "rehab.pain",
    "workouts.adherence",
    "workouts.band_charts",
    "workouts.bar_charts",
    "workouts.calendar_grid",
    "workouts.charts",
    "workouts.differences",
    "workouts.figures",
    "workouts.kit",
    "workouts.loads",
    "workouts.one_rep_max",
    "workouts.pain_judge",
    "workouts.plate_picture",
    "workouts.plates",
    "workouts.progression",
    "workouts.ramp",
    "workouts.records_set",
    "workouts.safety",
    "workouts.scheduling",
    "workouts.screening",
    "workouts.shorthand",
    "workouts.soreness",
    "workouts.tempo",
    "workouts.volume",
    "workouts.weekly",
}
CLOCKS = {"now", "today", "utcnow", "localtime", "localdate", "fromtimestamp"}


def module_of(path):
    """The dotted name of the module in `path`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_of(path): ast.parse(path.read_text()) for path in FILES}
PACKAGES = {module_of(path) for path in FILES if path.name == "__init__.py"}
# A module is pure when its docstring says so; these at least must.
PURE = {name for name, tree in TREES.items() if "[pure]" in (ast.get_docstring(tree) or "")} | SURELY_PURE


def imports_of(module):
    """Every module that `module` imports, wherever in it; `from a import b` counts as a and as a.b."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            yield base
            yield from (f"{base}.{name.name}" for name in node.names)


def absolute(module, node):
    """The absolute name of what `from ... import` starts from."""
    if not node.level:
        return node.module
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + (module in PACKAGES)]
    return ".".join([*parts, node.module] if node.module else parts)


OWN_IMPORTS = [(module, imported) for module in TREES for imported in imports_of(module) if imported in TREES]


def layer(module):
    """0 base, 1 accounts, 2 workouts, 3 rehab, 4 where both apps meet."""
    first, _, rest = module.partition(".")
    if first != "ecctrain":
        return {"workouts": 2, "rehab": 3}[first]
    if not rest or rest.split(".")[0] in BASE:
        return 0
    return 1 if rest.split(".")[0] == "accounts" else 4


def height(module):
    """Within an app: 0 pure modules and choices, 1 models, 2 reading and writing, 3 forms, 4 HTTP."""
    name = module.removeprefix("ecctrain.").split(".")[1:2]
    if module in PURE or name == ["choices"]:
        return 0
    heights = {
        "models": 1,
        "forms": 3,
        "entering": 4,
        "answering": 4,
        "views": 4,
        "urls": 4,
        "sign_in_urls": 4,
        "admin": 4,
    }
    return heights.get(name[0], 2) if name else 0


def test_imports_run_from_accounts_to_workouts_to_rehab():
    wrong = [f"{module} -> {imported}" for module, imported in OWN_IMPORTS if layer(imported) > layer(module)]

    assert wrong == []


@pytest.mark.parametrize("app", ["ecctrain.accounts", "workouts", "rehab"])
def test_imports_within_an_app_run_downwards(app):
    inner = [pair for pair in OWN_IMPORTS if all(module.startswith(f"{app}.") for module in pair)]

    wrong = [f"{module} -> {imported}" for module, imported in inner if height(imported) > height(module)]

    assert wrong == []


def test_only_urls_import_views():
    wrong = [
        f"{module} -> {imported}"
        for module, imported in OWN_IMPORTS
        if "views" in imported.split(".") and not module.endswith("urls")
    ]

    assert wrong == []


def test_the_root_package_is_empty():
    assert (ROOT / "ecctrain" / "__init__.py").read_text() == ""


def test_pure_modules_say_so():
    silent = {name for name in SURELY_PURE if "[pure]" not in (ast.get_docstring(TREES[name]) or "")}

    assert silent == set()


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_import_only_python_and_each_other(module):
    names = {name for name in imports_of(module) if name.split(".")[0] not in sys.stdlib_module_names}

    assert {name for name in names if name not in PURE and name.rpartition(".")[0] not in PURE} == set()


@pytest.mark.parametrize("module", sorted(PURE))
def test_pure_modules_ask_no_clock(module):
    asked = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(TREES[module])
        if (isinstance(node, ast.Attribute) and node.attr in CLOCKS)
        or (isinstance(node, ast.Name) and node.id in {"time", "timezone"})
    ]

    assert asked == []


def urls(patterns, namespace=""):
    """(Full name, view) of every address but the administration's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from urls(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}".removeprefix(":"), pattern.callback


def test_every_view_declares_who_may_enter():
    accesses = {name: getattr(view, "access", None) for name, view in urls(get_resolver().url_patterns)}

    known = {"public", "signed_in", "trainer", "client"}
    assert {name: access for name, access in accesses.items() if access not in known} == {}


def test_only_these_views_are_open_to_everybody():
    public = {name for name, view in urls(get_resolver().url_patterns) if view.access == "public"}

    assert public == {
        "accounts:account-closed",
        "accounts:join",
        "account_confirm_login_code",
        "account_inactive",
        "account_login",
        "account_logout",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",
        "health",
        "manifest",
        "mfa_login_webauthn",
        "offline",
        "service-worker",
        "style",
        "workouts:calendar-feed",
        "workouts:reminders-off",
    }


def test_views_are_called_like_their_addresses():
    wrong = [
        f"{name}: {view.__name__}"
        for name, view in urls(get_resolver().url_patterns)
        if not name.startswith(("account_", "mfa_"))
        and name.split(":")[-1] != view.__name__.replace("_", "-")
    ]

    assert wrong == []


def test_views_reach_rows_only_through_a_scope():
    unscoped = [
        f"{path.relative_to(ROOT)}:{node.lineno} .objects.{node.attr}"
        for path in VIEW_FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and getattr(node.value, "attr", "") == "objects"
        and not node.attr.startswith("for_")
        and node.attr != "public"
    ]

    assert unscoped == []


def test_views_hand_no_manager_on():
    """`.objects` is always followed by a scope in the same expression: it is in no variable or argument."""
    handed_on = []
    for path in VIEW_FILES:
        tree = ast.parse(path.read_text())
        followed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        handed_on += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in ("objects", "_base_manager", "_default_manager")
            and (id(node) not in followed or node.attr != "objects")
        ]

    assert handed_on == []


def test_no_drawer_modules():
    names = ("services.py", "utils.py", "helpers.py", "common.py", "signals.py")

    assert [str(path.relative_to(ROOT)) for path in FILES if path.name in names] == []


def test_no_signals_between_our_own_apps():
    using = [
        f"{module} -> {name}"
        for module in TREES
        for name in imports_of(module)
        if name.startswith("django.dispatch") or "signals" in name.split(".")
    ]

    assert using == []


def template_names(path):
    """The templates named in the Python file `path`."""
    strings = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    return {text for text in strings if isinstance(text, str) and text.endswith(".html")}


def test_views_render_pages_and_no_partial():
    rendered = {name for path in VIEW_FILES for name in template_names(path)}

    assert {name for name in rendered if name.split("/")[-1].startswith("_")} == set()
    assert {name for name in rendered if not (ROOT / "templates" / name).is_file()} == set()


FORBIDDEN_IN_TEMPLATES = {
    "inline style": r"\sstyle\s*=|<style",
    "inline script": r"<script(?![^>]*\ssrc=)|<script[^>]*>\s*[^<\s]",
    "inline handler": r"\son[a-z]+\s*=|hx-on|javascript:",
    "foreign host": r"https?://|(?:src|href)=.//",
    "boosting": r"hx-boost",
}


@pytest.mark.parametrize("pattern", FORBIDDEN_IN_TEMPLATES.values(), ids=FORBIDDEN_IN_TEMPLATES)
def test_templates_contain_nothing_that_the_policy_forbids(pattern):
    assert found(TEMPLATES, pattern) == []


def test_templates_trust_only_what_crispy_rendered():
    assert [
        line for line in found(TEMPLATES, r"\|\s*safe\b|autoescape off") if "/ecc_forms/" not in line
    ] == []


def test_scripts_run_no_text():
    assert found(SCRIPTS, r"\beval\s*\(|new\s+Function|document\.write|https?://") == []


def found(paths, pattern):
    """`file:line: text` of each place in `paths` where `pattern` is."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        for match in re.finditer(pattern, line, re.IGNORECASE)
    ]


def test_the_files_of_this_test_are_there():
    """A moved folder must not make every rule above true of nothing."""
    assert TREES.keys() >= SURELY_PURE
    assert [str(path.relative_to(ROOT)) for path in VIEW_FILES][:2] == [
        "ecctrain/accounts/views/closing.py",
        "ecctrain/accounts/views/people.py",
    ]
    assert ROOT / "workouts" / "views" / "client.py" in VIEW_FILES
    assert ROOT / "templates" / "base.html" in TEMPLATES
    assert ROOT / "static" / "js" / "app.js" in SCRIPTS
    assert ("workouts.forms.programs", "workouts.models") in OWN_IMPORTS
    assert ("ecctrain.urls", "ecctrain.views") in OWN_IMPORTS
    assert ("workouts.views.client", "workouts.recording") in OWN_IMPORTS
