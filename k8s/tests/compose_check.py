"""Checks of docker/compose.yaml and the Dockerfile."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from checks_reference import PUBLIC_URL, SECRET_NAME, TRUSTED_PROXIES, URL_PASSWORD
from model import ROOT, Doc, walk

DOCKER = ROOT / "docker"
REQUIRED = re.compile(r"\$\{([A-Z0-9_]+):\?[^}]+\}")
WITH_DEFAULT = re.compile(r"\$\{[A-Z0-9_]+:-([^}]*)\}")
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
# Where cargo looks for a target that has no path of its own.
TARGET_FOLDERS = {"bin": "src/bin", "test": "tests", "bench": "benches", "example": "examples"}
# What .dockerignore keeps away.
NOT_SENT = {"target", "node_modules", ".local", "__pycache__"}


def load() -> Doc:
    return yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))


def faults(compose: Doc, services: set[str], example: str) -> Iterator[str]:
    """What is wrong with a compose file; `example` is the text of .env.example."""
    parts = compose.get("services") or {}
    for service in sorted(services):
        yield from service_faults(parts, service)
    for name, part in parts.items():
        yield from part_faults(compose, name, part, services)
        yield from edge_faults(name, part)
    for path, value in walk(compose):
        if not isinstance(value, str):
            continue
        yield from secret_faults(path, value)
        for variable in REQUIRED.findall(value):
            if not re.search(rf"^{variable}=$", example, re.MULTILINE):
                yield f"{path}: {variable} must be listed in .env.example, without a value"


def service_faults(parts: Doc, service: str) -> Iterator[str]:
    server, migrate = parts.get(service), parts.get(f"{service}-migrate")
    if server is None or migrate is None:
        yield f"`{service}` and `{service}-migrate` must both be there"
        return
    waits = server.get("depends_on") or {}
    if (waits.get(f"{service}-migrate") or {}).get("condition") != "service_completed_successfully":
        yield f"{service} does not wait for {service}-migrate to complete"
    if (server.get("command"), migrate.get("command")) != (["serve"], ["migrate"]):
        yield f"{service} must run `serve` and {service}-migrate `migrate`"
    for part in (server, migrate):
        if ((part.get("build") or {}).get("args") or {}).get("SERVICE") != service:
            yield f"{service} or {service}-migrate builds another service's image"
        if part.get("image") != migrate.get("image"):
            yield f"{service} and {service}-migrate use different images"


def part_faults(compose: Doc, name: str, part: Doc, services: set[str]) -> Iterator[str]:
    parts = compose["services"]
    for other, wait in (part.get("depends_on") or {}).items():
        if other not in parts:
            yield f"{name} depends on `{other}`, which is not there"
        elif wait.get("condition") not in CONDITIONS:
            yield f"{name} depends on {other} with the unknown condition `{wait.get('condition')}`"
        elif wait["condition"] == "service_healthy" and "healthcheck" not in parts[other]:
            yield f"{name} waits for {other} to be healthy, but {other} has no healthcheck"
    if part.get("ports") and name != "gateway":
        yield f"{name} publishes a port; only the gateway may"
    for secret in part.get("secrets") or []:
        source = secret if isinstance(secret, str) else secret.get("source")
        if source not in (compose.get("secrets") or {}):
            yield f"{name} uses the secret `{source}`, which is not declared"
    for network in part.get("networks") or []:
        if network not in (compose.get("networks") or {}):
            yield f"{name} uses the network `{network}`, which is not declared"
    for volume in part.get("volumes") or []:
        source = str(volume).partition(":")[0]
        if source.startswith("."):
            if not (DOCKER / source).exists():
                yield f"{name} mounts {source}, which does not exist"
        elif source not in (compose.get("volumes") or {}):
            yield f"{name} uses the volume `{source}`, which is not declared"
    image = WITH_DEFAULT.sub(r"\1", str(part.get("image", "")))
    if image.rpartition(":")[2] in {"", "latest", image}:
        yield f"{name}: image `{image}` does not say which version"
    if name.removesuffix("-migrate") in services:
        if not part.get("read_only") or part.get("cap_drop") != ["ALL"]:
            yield f"{name} must be read_only and drop ALL capabilities"
    elif "healthcheck" not in part:
        yield f"{name} has no healthcheck"


def edge_faults(name: str, part: Doc) -> Iterator[str]:
    """Who publishes a port meets people without anything in between, and tells them its address."""
    environment = part.get("environment") or {}
    ports = part.get("ports") or []
    if ports and TRUSTED_PROXIES in environment:
        yield f"{name}: {TRUSTED_PROXIES}: nobody stands in front of it whose X-Forwarded-For could be believed"
    addresses = [f"http://{str(port).rpartition(':')[0]}" for port in ports]
    if ports and environment.get(PUBLIC_URL) not in addresses:
        yield f"{name}: {PUBLIC_URL} is `{environment.get(PUBLIC_URL)}`, but it is reached at {addresses}"


def secret_faults(path: str, value: str) -> Iterator[str]:
    for match in URL_PASSWORD.finditer(REQUIRED.sub("<required>", value)):
        if match["password"] != "<required>":
            yield f"{path}: a URL with its password in the open"
    if SECRET_NAME.search(path.rpartition(".")[2]) and not REQUIRED.fullmatch(value):
        yield f"{path}: a password must be ${{NAME:?message}}, without a default"


def dockerfile_faults(text: str) -> Iterator[str]:
    """What the Dockerfile promises: every base replaceable, a numbered user, no shell form, a workspace that cargo takes."""
    stages: set[str] = set()
    lines = [line.strip() for line in text.replace("\\\n", " ").splitlines()]
    for line in lines:
        match = re.match(r"FROM\s+(\S+)(?:\s+AS\s+(\S+))?", line, re.IGNORECASE)
        if match:
            if not match[1].startswith("${") and match[1] not in stages:
                yield f"`{line}`: the base image must come from an ARG"
            stages.add(match[2] or "")
    last = lines[max(i for i, line in enumerate(lines) if line.upper().startswith("FROM")) :]
    wanted: dict[str, Any] = {
        "USER": r"USER 10001(:10001)?",
        "ENTRYPOINT": r"ENTRYPOINT \[.+\]",
        "CMD": r'CMD \["serve"\]',
        "STOPSIGNAL": r"STOPSIGNAL SIGTERM",
        "EXPOSE": r"EXPOSE 8080",
    }
    for word, pattern in wanted.items():
        if not any(re.fullmatch(pattern, line) for line in last):
            yield f"the last stage has no `{pattern}` ({word})"
    if any(line.startswith("RUN") for line in last):
        yield "the last stage runs something: it would need a shell in the image"
    if not any("--locked" in line and "${SERVICE}" in line for line in lines):
        yield "no `cargo build --locked -p ${SERVICE}`"
    yield from stub_faults(lines)


def stub_faults(lines: list[str]) -> Iterator[str]:
    """Replays the stage `manifests`: cargo refuses a workspace in which a declared target has lost its file."""
    starts = [i for i, line in enumerate(lines) if line.upper().startswith("FROM")]
    first = next((i for i in starts if lines[i].endswith(" AS manifests")), None)
    if first is None:
        yield "no stage `manifests`"
        return
    stage = lines[first + 1 : min((i for i in starts if i > first), default=len(lines))]
    scripts = [line.removeprefix("RUN ") for line in stage if line.startswith("RUN ")]
    for script in scripts:
        words = shlex.split(script)
        commands = {words[0], *(word for before, word in zip(words, words[1:]) if before.endswith(";"))}
        if not commands <= {"set", "find"}:
            yield f"the stage `manifests` runs {sorted(commands)}: only `set` and `find` can be replayed"
            return
    with TemporaryDirectory() as folder:
        for line in stage:
            if line.startswith("COPY "):
                for source in line.split()[1:-1]:
                    copy_names(ROOT / source, Path(folder, source))
        manifests = {path: path.read_text(encoding="utf-8") for path in sorted(Path(folder).rglob("Cargo.toml"))}
        for script in scripts:
            done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
            if done.returncode != 0:
                yield f"the stage `manifests` fails: {done.stderr.strip()}"
        for path, text in manifests.items():
            yield from target_faults(path.parent, path.parent.relative_to(folder), text)


def copy_names(source: Path, target: Path) -> None:
    """Manifests as they are, of all other files the names: nothing else matters to `find`."""
    if source.is_file():
        shutil.copyfile(source, target)
        return
    for folder, children, files in os.walk(source):
        children[:] = [child for child in children if child not in NOT_SENT]
        copy = target / Path(folder).relative_to(source)
        copy.mkdir(parents=True, exist_ok=True)
        for file in files:
            if file == "Cargo.toml":
                shutil.copyfile(Path(folder, file), copy / file)
            else:
                (copy / file).touch()


def target_faults(folder: Path, name: Path, text: str) -> Iterator[str]:
    """Targets of the package in `folder` whose file is gone: declared ones, and those that cargo finds by their place."""
    manifest = tomllib.loads(text)
    if not (folder / "Cargo.toml").is_file():
        yield f"the stage `manifests` deletes {name}/Cargo.toml"
    if "package" not in manifest:
        return
    for kind, place in TARGET_FOLDERS.items():
        for target in manifest.get(kind) or []:
            usual = [f"{place}/{target['name']}.rs", f"{place}/{target['name']}/main.rs"]
            if kind == "bin" and target["name"] == manifest["package"]["name"]:
                usual.append("src/main.rs")
            if not any((folder / file).is_file() for file in ([target["path"]] if "path" in target else usual)):
                yield f"the stage `manifests` leaves no file of [[{kind}]] `{target['name']}` of {name}"
    library = (manifest.get("lib") or {}).get("path", "src/lib.rs")
    for file in sorted({library, "src/main.rs", manifest["package"].get("build") or "build.rs"}):
        if (ROOT / name / file).is_file() and not (folder / file).is_file():
            yield f"the stage `manifests` deletes {name}/{file}"
