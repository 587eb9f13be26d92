"""What the checks look at: the documents of one build, its pods, and the whole system around them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Doc = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
K8S = ROOT / "k8s"
NAMESPACE = "jiangzhou"
CLUSTER_SCOPED = {"Namespace"}

# Secrets that somebody must create (k8s/README.md), by the name's pattern, with their keys.
SERVICE_SECRETS = {
    "{service}-database": {"username", "password"},
    "{service}-database-owner": {"username", "password"},
    "{service}-identity": {"identity.pem"},
    "{service}-storage": {"access_key_id", "secret_access_key"},
}
OTHER_SECRETS = {"jiangzhou-tls": {"tls.crt", "tls.key"}}


@dataclass(frozen=True)
class Finding:
    """One fault: the rule it breaks, the object it is in, and what is wrong in words."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"[{self.rule}] {self.where}: {self.message}"


@dataclass(frozen=True)
class Pod:
    """The pods that one object makes: their labels, their named ports, and the ports they listen on."""

    owner: str
    labels: dict[str, str]
    named_ports: dict[str, int]
    ports: frozenset[int]
    ours: bool
    spec: Doc

    def listens(self, port: int | str) -> bool:
        return port in self.named_ports if isinstance(port, str) else port in self.ports


class Build:
    """The documents that one folder builds. `whole` is the complete system, for what lies outside this folder."""

    def __init__(self, name: str, docs: list[Doc], services: set[str], whole: Build | None = None):
        self.name = name
        self.docs = docs
        self.services = services
        self.whole = whole or self

    @property
    def complete(self) -> bool:
        return self.whole is self

    def of(self, *kinds: str) -> Iterator[Doc]:
        return (doc for doc in self.docs if doc.get("kind") in kinds)

    def find(self, kind: str, name: str) -> Doc | None:
        return next((doc for doc in self.of(kind) if name_of(doc) == name), None)

    @functools.cached_property
    def pods(self) -> list[Pod]:
        return [pod for doc in self.docs if (pod := pod_of(doc)) is not None]

    def secret_keys(self, name: str) -> set[str] | None:
        """The keys of a secret that is documented or that an operator makes; None if nobody makes it."""
        for pattern, keys in SERVICE_SECRETS.items():
            if any(pattern.format(service=service) == name for service in self.services):
                return keys
        if any(name == f"{name_of(user)}-user-credentials" for user in self.of("User")):
            return {"username", "password"}
        return OTHER_SECRETS.get(name)


def name_of(doc: Doc) -> str:
    return str((doc.get("metadata") or {}).get("name", ""))


def where(doc: Doc) -> str:
    return f"{doc.get('kind', '?')}/{name_of(doc)}"


def pod_template(doc: Doc) -> Doc | None:
    if doc.get("kind") in {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"}:
        return dict(doc.get("spec", {}).get("template") or {})
    if doc.get("kind") == "CronJob":
        return dict(doc.get("spec", {}).get("jobTemplate", {}).get("spec", {}).get("template") or {})
    return None


def containers(spec: Doc) -> list[Doc]:
    return list(spec.get("initContainers") or []) + list(spec.get("containers") or [])


def pod_of(doc: Doc) -> Pod | None:
    template = pod_template(doc)
    if template is not None:
        spec = template.get("spec") or {}
        ports = [port for container in containers(spec) for port in container.get("ports") or []]
        return Pod(
            owner=where(doc),
            labels=(template.get("metadata") or {}).get("labels") or {},
            named_ports={port["name"]: port["containerPort"] for port in ports if "name" in port},
            ports=frozenset(port["containerPort"] for port in ports),
            ours=True,
            spec=spec,
        )
    name = name_of(doc)
    if doc.get("kind") == "Cluster":
        return Pod(
            owner=where(doc),
            labels={"cnpg.io/cluster": name, "cnpg.io/podRole": "instance"},
            named_ports={"postgresql": 5432, "status": 8000, "metrics": 9187},
            ports=frozenset({5432, 8000, 9187}),
            ours=False,
            spec={},
        )
    if doc.get("kind") == "RabbitmqCluster":
        named = {"amqp": 5672, "management": 15672, "prometheus": 15692, "epmd": 4369}
        return Pod(
            owner=where(doc),
            labels={
                "app.kubernetes.io/name": name,
                "app.kubernetes.io/component": "rabbitmq",
                "app.kubernetes.io/part-of": "rabbitmq",
            },
            named_ports=named,
            ports=frozenset({*named.values(), 25672, *range(35672, 35683)}),
            ours=False,
            spec={},
        )
    return None


def selects(selector: Doc | None, labels: dict[str, str]) -> bool:
    """Whether a Kubernetes label selector takes these labels; an empty selector takes everything."""
    selector = selector or {}
    for key, value in (selector.get("matchLabels") or {}).items():
        if labels.get(key) != value:
            return False
    for term in selector.get("matchExpressions") or []:
        have, values = labels.get(term["key"]), term.get("values") or []
        ok = {
            "In": have in values,
            "NotIn": have not in values,
            "Exists": have is not None,
            "DoesNotExist": have is None,
        }.get(term["operator"], False)
        if not ok:
            return False
    return True


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a document with its path, the document itself first."""
    yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from walk(child, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from walk(child, f"{path}[{index}]")
