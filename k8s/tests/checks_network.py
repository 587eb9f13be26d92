"""Checks of the network policies: each selects something, both sides agree, and every configured address is reachable."""

from __future__ import annotations

from collections.abc import Iterator

from checks_reference import service_urls
from checks_workload import Faults, config_of
from model import Build, Doc, Pod, name_of, selects

DATABASE, BROKER = ("postgres", 5432), ("rabbitmq", 5672)


def targets(build: Build) -> Faults:
    for doc in build.of("NetworkPolicy"):
        selector = doc["spec"].get("podSelector") or {}
        if not selector and name_of(doc) != "default-deny":
            yield doc, "selects every pod; only default-deny may"
        elif selector and not any(selects(selector, pod.labels) for pod in build.pods):
            yield doc, f"podSelector {selector} takes no pod"


def peers(build: Build) -> Faults:
    for doc in build.of("NetworkPolicy"):
        for direction, rule in rules(doc):
            for peer in rule.get("from" if direction == "ingress" else "to") or []:
                if "podSelector" not in peer or "namespaceSelector" in peer:
                    continue
                pods = [pod for pod in build.whole.pods if selects(peer["podSelector"], pod.labels)]
                if not pods:
                    yield doc, f"{direction} {peer['podSelector']} takes no pod of the system"


def ports(build: Build) -> Faults:
    """A rule for a port that nobody listens on is a mistake in the number."""
    for doc in build.of("NetworkPolicy"):
        own = [pod for pod in build.pods if selects(doc["spec"].get("podSelector"), pod.labels)]
        for direction, rule in rules(doc):
            listeners = own
            if direction == "egress":
                local = [p for p in rule.get("to") or [] if "podSelector" in p and "namespaceSelector" not in p]
                if not local:
                    continue
                listeners = [pod for pod in build.whole.pods if any(selects(p["podSelector"], pod.labels) for p in local)]
            if not rule.get("ports"):
                yield doc, f"an {direction} rule opens every port"
            for port in rule.get("ports") or []:
                if listeners and not any(pod.listens(port.get("port", 0)) for pod in listeners):
                    yield doc, f"{direction} port {port.get('port')}: nobody it is about listens there"


def agreement(build: Build) -> Faults:
    """In a complete system whoever may call is also let in, and the other way round."""
    if not build.complete:
        return
    for source in build.pods:
        for target in build.pods:
            if source is target:
                continue
            for port in sorted(target.ports):
                out, into = allowed(build, "egress", source, target, port), allowed(build, "ingress", target, source, port)
                if out is not None and into is None:
                    yield out, f"{source.owner} may call {target.owner} on {port}, but that one does not let it in"
                if into is not None and out is None:
                    yield into, f"{target.owner} lets in {source.owner} on {port}, but that one may not call"


def addresses(build: Build) -> Faults:
    """Every service in config.toml, the database and the broker can be reached by the pod that is told of them."""
    if not build.complete:
        return
    for doc in build.of("Deployment", "Job"):
        source = next(pod for pod in build.pods if pod.owner == f"{doc['kind']}/{name_of(doc)}")
        wanted = set()
        if doc["kind"] == "Deployment":
            wanted |= set(service_urls(config_of(build, source.spec) or {}))
        env = [str(e.get("value", "")) for c in source.spec.get("containers") or [] for e in c.get("env") or []]
        wanted |= {DATABASE for value in env if "@postgres-rw:5432/" in value}
        wanted |= {BROKER for value in env if "@rabbitmq:5672/" in value}
        for host, port in sorted(wanted):
            if host == source.labels.get("app.kubernetes.io/name"):
                continue
            pods = [pod for pod in build.pods if host in (pod.labels.get("cnpg.io/cluster"), pod.labels.get("app.kubernetes.io/name"))]
            if not any(allowed(build, "egress", source, pod, port) for pod in pods):
                yield doc, f"is told of {host}:{port} but no NetworkPolicy lets it call there"


def rules(doc: Doc) -> Iterator[tuple[str, Doc]]:
    for direction in ("ingress", "egress"):
        for rule in doc["spec"].get(direction) or []:
            yield direction, rule


def allowed(build: Build, direction: str, subject: Pod, other: Pod, port: int) -> Doc | None:
    """The policy by which `subject` may reach (egress) or be reached by (ingress) `other` on this port."""
    for doc in build.of("NetworkPolicy"):
        if not selects(doc["spec"].get("podSelector"), subject.labels):
            continue
        for rule in doc["spec"].get(direction) or []:
            listed = rule.get("from" if direction == "ingress" else "to") or []
            near = any("namespaceSelector" not in p and selects(p.get("podSelector"), other.labels) for p in listed)
            if near and any(in_range(p, port, subject if direction == "ingress" else other) for p in rule.get("ports") or []):
                return doc
    return None


def in_range(rule: Doc, port: int, listener: Pod) -> bool:
    first = rule.get("port")
    if isinstance(first, str):
        return listener.named_ports.get(first) == port
    return first is not None and first <= port <= rule.get("endPort", first)


CHECKS = {
    "policy-target": targets,
    "policy-peer": peers,
    "policy-port": ports,
    "policy-agreement": agreement,
    "policy-address": addresses,
}
