"""The packer of the house: one command makes the frozen program and, on Debian, the package that carries it to a PC.

    python3 installer/build.py            dist/weimin-kiosk/ and dist/weimin-kiosk_VERSION_ARCH.deb

Needs nothing but Python; what freezing needs is set up in build/venv from the pinned list, apart from the program's
own environment. On Windows only the folder is made.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
NAME = "weimin-kiosk"
COMMANDS = {"kiosk": "kiosk.cli", "cityd": "sync.city.cli"}
WINDOWS = sys.platform == "win32"


def main() -> int:
    """Freeze the program, then pack it."""
    python = _set_up()
    frozen = _freeze(python)
    print(f"{frozen.relative_to(ROOT)}: {_mebibytes(frozen)} MiB")
    if not WINDOWS:
        package = _pack(frozen)
        print(f"{package.relative_to(ROOT)}: {_mebibytes(package)} MiB")
    return 0


def _set_up() -> Path:
    """The Python of the environment that freezes, made when it is missing."""
    BUILD.mkdir(exist_ok=True)
    if WINDOWS:
        venv = BUILD / "venv"
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        python = venv / "Scripts" / "python.exe"
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--require-hashes", "-r", "installer/requirements/build.txt"], cwd=ROOT, check=True)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], cwd=ROOT, check=True)
        subprocess.run([str(python), "-m", "forms.compile"], cwd=ROOT, check=True)
        return python
    # Debian's own Python: freezing needs one that is built as a shared library
    surroundings = os.environ | {"VENV": "build/venv", "PYTHON": "/usr/bin/python3"}
    steps = subprocess.run(
        ["sh", "-euc", ". installer/setup.sh; set_up build"],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if steps.returncode:
        sys.exit(steps.returncode)
    return BUILD / "venv" / "bin" / "python"


def _freeze(python: Path) -> Path:
    """The folder with both commands and all they need; it can be copied to any place."""
    for command, module in COMMANDS.items():
        start = f'"""Starts {command}."""\n\nimport sys\n\nfrom {module} import main\n\nsys.exit(main())\n'
        (BUILD / f"start_{command}.py").write_text(start, "utf-8")
    frozen = DIST / NAME
    shutil.rmtree(frozen, ignore_errors=True)
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(DIST)]
    command += ["--workpath", str(BUILD / "work"), str(ROOT / "installer" / f"{NAME}.spec")]
    subprocess.run(command, cwd=ROOT, check=True)
    return frozen


def _pack(frozen: Path) -> Path:
    """The Debian package: the folder in /opt, the commands in /usr/bin, an entry in the desktop's menu."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "opt" / NAME
    shutil.copytree(frozen, home, symlinks=True)
    for command in COMMANDS:
        _link(tree / "usr" / "bin" / command, f"/opt/{NAME}/{command}")
    _copy(ROOT / "installer" / "debian" / f"{NAME}.desktop", tree / "usr" / "share" / "applications")
    _copy(ROOT / "installer" / "debian" / "copyright", tree / "usr" / "share" / "doc" / NAME)
    _copy(ROOT / "CHANGELOG.md", tree / "usr" / "share" / "doc" / NAME)
    architecture = _said_by("dpkg", "--print-architecture")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_control(version, architecture, _kibibytes(tree)), "utf-8")
    package = DIST / f"{NAME}_{version}_{architecture}.deb"
    # -Zxz: read by every dpkg; all files belong to root whoever packs
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(package)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return package


def _control(version: str, architecture: str, kibibytes: int) -> str:
    """The package's description of itself; what it depends on is the list that ./run goes by."""
    lines = (ROOT / "installer" / "packages" / "run.txt").read_text("utf-8").splitlines()
    needed = [name for line in lines for name in line.partition("#")[0].split()]
    depends = ", ".join(f"{name} | {name}t64" for name in needed)
    template = (ROOT / "installer" / "debian" / "control.in").read_text("utf-8")
    return template.format(version=version, architecture=architecture, kibibytes=kibibytes, depends=depends)


def _link(link: Path, target: str) -> None:
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder)


def _said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _kibibytes(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) // 1024


def _mebibytes(path: Path) -> int:
    return _kibibytes(path) // 1024


if __name__ == "__main__":
    sys.exit(main())
