"""Checks of the network policies: each selects something, both sides agree, and every configured address is reachable."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks_reference import EDGE, backends, container_env, service_urls
from checks_workload import Faults, config_of
from model import NAMESPACE, Build, Doc, Pod, name_of, selects

CONTROLLER = "ingress-nginx"
JWKS_URL = re.compile(r"JIANGZHOU__AUTH__ISSUERS__(?P<issuer>[A-Z0-9_]+)__JWKS_URL")
TO_FILL_IN = "192.0.2.0/24"
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


def ingress(build: Build) -> Faults:
    """Whom an Ingress passes requests on to must let the ingress controller in."""
    for doc, _, _, service in backends(build):
        found = build.find("Service", service)
        selector = {"matchLabels": (found or {}).get("spec", {}).get("selector") or {}}
        for pod in build.pods:
            if found and selects(selector, pod.labels) and not lets_in_namespace(build, pod, CONTROLLER):
                yield doc, f"{pod.owner} lets nobody in from the namespace `{CONTROLLER}`"


def lets_in_namespace(build: Build, pod: Pod, namespace: str) -> bool:
    labels = {"kubernetes.io/metadata.name": namespace}
    for doc in build.of("NetworkPolicy"):
        if not selects(doc["spec"].get("podSelector"), pod.labels):
            continue
        for rule in doc["spec"].get("ingress") or []:
            named = [peer["namespaceSelector"] for peer in rule.get("from") or [] if "namespaceSelector" in peer]
            if any(selects(selector, labels) for selector in named) and any(pod.listens(p.get("port", 0)) for p in rule.get("ports") or []):
                return True
    return False


def issuers(build: Build) -> Faults:
    """Whatever works by itself can fetch the keys of somebody who logs people in. A part does so in the system it is put into."""
    if build.find("Namespace", NAMESPACE) is None:
        return
    for doc in build.of("Deployment"):
        source = next(pod for pod in build.pods if pod.owner == f"Deployment/{name_of(doc)}")
        config = ((config_of(build, source.spec) or {}).get("auth") or {}).get("issuers") or {}
        urls = {issuer: str(settings.get("jwks_url")) for issuer, settings in config.items()}
        urls |= {match["issuer"].lower(): url for key, url in container_env(doc).items() if (match := JWKS_URL.fullmatch(key))}
        # a department signs for itself only
        people = {url for issuer, url in urls.items() if issuer not in build.services - {EDGE}}
        if not any(within_reach(build, source, url) for url in people):
            yield doc, f"can fetch nobody's keys, so nobody can log in: {sorted(people)}"


def within_reach(build: Build, source: Pod, url: str) -> bool:
    """Whether a pod can call a URL: over http a Service of this build, over https somebody outside the cluster."""
    if url.startswith("https://"):
        policies = [doc for doc in build.of("NetworkPolicy") if selects(doc["spec"].get("podSelector"), source.labels)]
        rules = [rule for doc in policies for rule in doc["spec"].get("egress") or []]
        open_to_outside = [rule for rule in rules if not rule.get("to") or any(leads_outside(peer) for peer in rule["to"])]
        return any(in_range(port, 443, source) for rule in open_to_outside for port in rule.get("ports") or [])
    for host, port in service_urls({"url": url}):
        pods = [pod for pod in build.pods if pod.labels.get("app.kubernetes.io/name") == host and pod.listens(port)]
        return any(pod is source or allowed(build, "egress", source, pod, port) for pod in pods)
    return False


def leads_outside(peer: Doc) -> bool:
    """A block of addresses; the one that stands for an address to be filled in leads nowhere."""
    return "ipBlock" in peer and peer["ipBlock"].get("cidr") != TO_FILL_IN


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
            local = [p["podSelector"] for p in listed if "podSelector" in p and "namespaceSelector" not in p]
            near = any(selects(selector, other.labels) for selector in local)
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
    "policy-ingress": ingress,
    "issuer": issuers,
}
