"""The floors, the doors and the rooms of the package, as `docs/architecture.md` has them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from itertools import accumulate
from pathlib import Path

import pytest
from projects import Project

PACKAGE = Path(__file__).parent.parent / "charter_i18n"

# What stands on a floor may use what stands on the same floor and below, without cycles.
FLOORS = (
    {"errors", "visible"},
    {"model", "given"},
    {"files", "turns", "git", "history", "lineage", "locales", "toml", "normalise", "sentences"},
    {"dictionary", "lexicon", "similarity", "formats", "po", "config_rules", "config", "layout"},
    {"alignment", "glossary", "severity", "notices", "review", "findings", "fragments", "emphasis"},
    {"template", "revision", "merge", "comparison", "guard", "render", "states", "versions"},
    {"report", "difference"},
    {"edits"},
    {"workspace"},
    {"ui", "pipeline"},
    {"reports"},
    {"cli"},
    {"__main__"},
)
# Programs for those who build and translate the package; nothing in it uses them.
TOOLS = {"ui.extraction", "ui.hatch_build", "ui.sentences"}

DOORS = {
    "babel": {"locales"},
    "click": {"cli"},
    "diff_match_patch": {"similarity"},
    "gettext": {"cli", "ui"},
    "jinja2": {"reports.html.page"},
    "polib": {"po"},
    "pyromark": {"formats.parser"},
    "rapidfuzz": {"alignment", "severity", "similarity"},
    "spellchecker": {"dictionary"},
    "subprocess": {"cli.editor", "git"},
    "tomlkit": {"toml"},
    "yaml": {"formats._yaml", "formats._yaml_faults"},
}

# Who touches the disk and the world: the project's files, git, the user.
WORLDLY = {"edits", "files", "turns", "workspace", "git", "history", "lineage", "cli", "__main__"}
# What comes with the package is read where it is known.
READS_ITS_OWN_DATA = {"lexicon", "notices", "ui"}
READING = {"open", "read_bytes", "read_text"}
FORBIDDEN_CALLS = {"open", "print", "input", "exit", "quit", "breakpoint"}
FORBIDDEN_METHODS = {
    "chmod",
    "mkdir",
    "open",
    "read_bytes",
    "read_text",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
WORLDLY_MODULES = {"os", "shutil", "socket", "tempfile", "sys"}

LONGEST = 350
HEAVY = {"babel", "diff_match_patch", "jinja2", "rapidfuzz", "spellchecker", "tomlkit"}


@cache
def modules() -> dict[str, ast.Module]:
    """The modules of the package by their names below it; a package is named by its folder."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """The full names of all that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> Iterator[str]:
    """The modules of the package that a module imports."""
    for full in imported(modules()[name]):
        package, _, rest = full.partition(".")
        if package == "charter_i18n" and rest != "__version__":
            # The last part may be a module or something in one.
            yield rest if rest in modules() else rest.rpartition(".")[0]


def floor(name: str) -> int:
    room = name.partition(".")[0]
    found = [index for index, rooms in enumerate(FLOORS) if room in rooms]
    assert found, f"{room} is on no floor: put it where it belongs"
    return found[0]


NAMES = sorted(name for name in modules() if name and name not in TOOLS)


def test_imports_go_down_only():
    climbing = {
        f"{name} imports {other}"
        for name in NAMES
        for other in own(name)
        if floor(other) > floor(name)
    }
    assert climbing == set()


def test_there_is_no_cycle():
    graph = {name: {*own(name)} - {name} for name in NAMES}
    rooms: dict[str, set[str]] = {}
    for name, others in graph.items():
        room = name.partition(".")[0]
        rooms.setdefault(room, set()).update(other.partition(".")[0] for other in others)
        rooms[room].discard(room)
    for edges in (graph, rooms):
        assert [*TopologicalSorter(edges).static_order()]


def test_every_floor_is_inhabited():
    rooms = {name.partition(".")[0] for name in NAMES}
    assert set().union(*FLOORS) == rooms


def test_no_import_is_hidden_from_the_program():
    hidden = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if "TYPE_CHECKING" in (getattr(node, "id", ""), getattr(node, "attr", ""))
    }
    assert hidden == set()


def test_every_module_is_used():
    used = {other for name in NAMES for other in (*own(name), *named(name)) if other != name}
    # Who uses what stands in a package uses the package.
    used |= {part for name in used for part in accumulate(name.split("."), "{}.{}".format)}
    assert [name for name in NAMES if name not in used | {"__main__"}] == []


# What nothing in the package uses, and why it is there all the same.
def test_every_public_function_and_class_is_used():
    used = {use for name in NAMES for use in uses(name)}
    made = {
        f"{name}.{node.name}"
        for name in NAMES
        for node in modules()[name].body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert made - used == set()


def uses(name: str) -> Iterator[str]:
    """What a module uses of the package, by full names; to define something is no use of it."""
    tree = modules()[name]
    places = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("charter_i18n"):
            package = (node.module or "").removeprefix("charter_i18n").removeprefix(".")
            full = {item.asname or item.name: f"{package}.{item.name}" for item in node.names}
            places |= {short: found.removeprefix(".") for short, found in full.items()}
    # A package hands out what its modules define.
    yield from places.values()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield f"{name}.{node.id}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{places.get(node.value.id)}.{node.attr}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            # In tables: a command, the format of a report.
            module, _, attribute = node.value.removeprefix("charter_i18n.").partition(":")
            if attribute or module in modules():
                yield f"{module or name}.{attribute or 'render'}"


def named(name: str) -> Iterator[str]:
    """The modules that a module names in its tables and imports when they are asked for."""
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            package, _, rest = node.value.partition(":")[0].partition(".")
            if package == "charter_i18n" and rest in modules():
                yield rest


def test_nothing_uses_the_tools():
    assert [name for name in NAMES if TOOLS.intersection(own(name))] == []


@pytest.mark.parametrize("dependency", sorted(DOORS))
def test_a_dependency_has_one_door(dependency: str):
    users = {
        name
        for name in NAMES
        for full in imported(modules()[name])
        if full.partition(".")[0] == dependency
    }
    doors = DOORS[dependency]
    assert users, "a dependency that nobody needs"
    assert [name for name in users if not doors & {name, name.partition(".")[0]}] == []


def test_every_dependency_has_a_door():
    known = {*sys.stdlib_module_names, *DOORS, "charter_i18n"}
    users = {(name, full.partition(".")[0]) for name in NAMES for full in imported(modules()[name])}
    assert [user for user in sorted(users) if user[1] not in known] == []


def test_only_some_touch_the_disk_and_the_user():
    found = {
        f"{name}: {call}"
        for name in NAMES
        for call in worldly_calls(modules()[name])
        if name.partition(".")[0] not in WORLDLY
        and not (name.partition(".")[0] in READS_ITS_OWN_DATA and call in READING)
    }
    assert found == set()


def worldly_calls(tree: ast.Module) -> Iterator[str]:
    """What a module does to the outside; the environment may be handed on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"from {name}" for name in [node.module] if name in WORLDLY_MODULES)
        if isinstance(node, ast.Attribute) and node.attr != "environ":
            module = node.value.id if isinstance(node.value, ast.Name) else ""
            yield from (f"{name}.{node.attr}" for name in [module] if name in WORLDLY_MODULES)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
                yield node.func.id
            if isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN_METHODS:
                yield node.func.attr


def test_rooms_are_small():
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def loaded(project: Project, *arguments: str) -> set[str]:
    """The heavy libraries that a run of the command line loads."""
    program = (
        "import sys\n"
        "from charter_i18n import cli\n"
        "status = cli.run(sys.argv[1:])\n"
        "print(status, *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=project.root,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    status, *names = done.stderr.splitlines()[-1].split()
    assert status == "0", done.stderr
    return HEAVY.intersection(names)


@pytest.mark.parametrize(
    "arguments", [("--version",), ("sync",), ("sync", "--check"), ("-q", "segments", "x.md")]
)
def test_a_run_that_has_nothing_to_do_loads_nothing_heavy(
    project: Project, arguments: tuple[str, ...]
):
    project.write("x.md", "Un texte.\n")
    project.sync()
    assert loaded(project, *arguments) == set()


def test_a_revision_loads_what_it_needs(project: Project):
    """The test above can fail."""
    project.sync()
    project.edit("source/charte.md", "publie", "garantit")
    assert "rapidfuzz" in loaded(project, "sync")
