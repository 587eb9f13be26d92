"""Builds everything below k8s/, checks it, and checks docker/: `python validate.py` prints every fault."""

from __future__ import annotations

import sys
from pathlib import Path

import checks_network
import checks_reference
import checks_workload
import compose_check
from builds import NoKustomize, all_builds, service_names
from model import K8S, SERVICE_SECRETS, Build, Finding, where
from schemas import schemas

CHECKS = {"schema": schemas} | checks_workload.CHECKS | checks_reference.CHECKS | checks_network.CHECKS

# What every service brings, and what a department brings besides: the gateway sends no messages.
PARTS = ["Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "NetworkPolicy", "Database", "DatabaseRole"]
DEPARTMENT_PARTS = ["User", "Permission"]
EDGE = {"gateway"}


def findings(build: Build) -> list[Finding]:
    """Every fault of one build. Documents that break their schema are not looked at further: they have no sure shape."""
    broken = [Finding("schema", f"{build.name} {where(doc)}", text) for doc, text in schemas(build)]
    if broken:
        return broken
    return [
        Finding(rule, f"{build.name} {where(doc)}", text)
        for rule, check in CHECKS.items()
        if rule != "schema"
        for doc, text in check(build)
    ]


def coverage(builds: dict[str, Build], services: set[str]) -> list[Finding]:
    """Every folder of services/ is deployable: by itself, as a department, and in every overlay."""
    found = []
    if not services:
        found.append(Finding("coverage", "services/", "has no service"))
    expected = {f"base/{service}" for service in services} | {f"departments/{service}" for service in services - EDGE}
    for name in sorted(expected - builds.keys()):
        found.append(Finding("coverage", name, "is missing"))
    for name, build in builds.items():
        inside = services if build.complete else {Path(name).name} & services
        for service in sorted(inside):
            for kind in PARTS + (DEPARTMENT_PARTS if service not in EDGE else []):
                if build.find(kind, service) is None:
                    found.append(Finding("coverage", f"{name} {kind}/{service}", "is missing"))
            if build.find("Job", f"{service}-migrate") is None:
                found.append(Finding("coverage", f"{name} Job/{service}-migrate", "is missing"))
            if not name.endswith("/dev") and build.find("HorizontalPodAutoscaler", service) is None:
                found.append(Finding("coverage", f"{name} HorizontalPodAutoscaler/{service}", "is missing"))
        if name.startswith("departments/") and not all(any(build.of(k)) for k in ("Namespace", "Cluster", "RabbitmqCluster", "Ingress")):
            found.append(Finding("coverage", name, "does not bring its namespace, PostgreSQL, RabbitMQ and a way in"))
    readme = (K8S / "README.md").read_text(encoding="utf-8")
    for pattern in SERVICE_SECRETS:
        if f"`{pattern.format(service='<service>')}`" not in readme:
            found.append(Finding("coverage", "k8s/README.md", f"does not name the secret `{pattern}`"))
    if "cnpg.io/reload=true" not in readme:
        found.append(Finding("coverage", "k8s/README.md", "does not label the passwords: PostgreSQL would not take a changed one"))
    return found


def docker_findings(services: set[str]) -> list[Finding]:
    example = (compose_check.DOCKER / ".env.example").read_text(encoding="utf-8")
    dockerfile = (compose_check.DOCKER / "Dockerfile").read_text(encoding="utf-8")
    texts = compose_check.faults(compose_check.load(), services, example)
    found = [Finding("compose", "docker/compose.yaml", text) for text in texts]
    return found + [Finding("dockerfile", "docker/Dockerfile", text) for text in compose_check.dockerfile_faults(dockerfile)]


def main() -> int:
    try:
        builds = all_builds()
    except (NoKustomize, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    services = service_names()
    found = [fault for build in builds.values() for fault in findings(build)]
    found += coverage(builds, services) + docker_findings(services)
    for fault in found:
        print(fault, file=sys.stderr)
    documents = sum(len(build.docs) for build in builds.values())
    print(f"k8s: {len(builds)} builds, {documents} documents, {len(CHECKS)} rules, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
