"""Checks of what runs: pods, their images, resources, probes, references."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from model import CLUSTER_SCOPED, NAMESPACE, Build, Doc, containers, name_of, pod_of, pod_template, selects, walk

Faults = Iterator[tuple[Doc, str]]

DNS_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
DNS_1035 = re.compile(r"[a-z]([-a-z0-9]{0,61}[a-z0-9])?")
DNS_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
PORT_NAME = re.compile(r"(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")
LABEL_KEY = re.compile(r"([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
QUANTITY = re.compile(r"(\d+(?:\.\d+)?)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?")
IMAGE = re.compile(r"(?:[^/@\s]+/)?jiangzhou/(?P<service>[a-z][a-z0-9-]*)(?::(?P<tag>[\w][\w.-]*))?(?P<digest>@sha256:[0-9a-f]{64})?")
FACTORS = {"": 1, "m": Decimal("0.001"), "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}
FACTORS |= {f"{prefix}i": 1024 ** (power + 1) for power, prefix in enumerate("KMGTPE")}


def duplicates(build: Build) -> Faults:
    seen = set()
    for doc in build.docs:
        key = (doc.get("apiVersion"), doc.get("kind"), name_of(doc))
        if key in seen:
            yield doc, "appears twice in the same build"
        seen.add(key)


def names(build: Build) -> Faults:
    for doc in build.docs:
        kind, name = doc.get("kind"), name_of(doc)
        pattern = {"Service": DNS_1035, "Namespace": DNS_LABEL, "Job": DNS_LABEL}.get(str(kind), DNS_SUBDOMAIN)
        if not pattern.fullmatch(name) or len(name) > 253:
            yield doc, f"`{name}` is no valid name for a {kind}"
        for path, value in walk(doc):
            if path.endswith(("labels", "matchLabels")) and isinstance(value, dict):
                for key, label in value.items():
                    if not LABEL_KEY.fullmatch(str(key)) or not LABEL_VALUE.fullmatch(str(label)):
                        yield doc, f"{path}: `{key}: {label}` is no valid label"
        template = pod_template(doc)
        if template is None:
            continue
        for container in containers(template.get("spec") or {}):
            if not DNS_LABEL.fullmatch(str(container.get("name", ""))):
                yield doc, f"`{container.get('name')}` is no valid name for a container"
            for port in container.get("ports") or []:
                if not PORT_NAME.fullmatch(str(port.get("name", "a"))):
                    yield doc, f"`{port.get('name')}` is no valid name for a port"


def namespaces(build: Build) -> Faults:
    for doc in build.docs:
        if doc.get("kind") == "Namespace":
            labels = (doc.get("metadata") or {}).get("labels") or {}
            if labels.get("pod-security.kubernetes.io/enforce") != "restricted":
                yield doc, "does not enforce the pod security standard `restricted`"
        elif doc.get("kind") not in CLUSTER_SCOPED and (doc.get("metadata") or {}).get("namespace") != NAMESPACE:
            yield doc, f"is not in the namespace `{NAMESPACE}`"


def selectors(build: Build) -> Faults:
    for doc in build.of("Deployment", "StatefulSet"):
        template = pod_template(doc) or {}
        labels = (template.get("metadata") or {}).get("labels") or {}
        selector = doc["spec"].get("selector") or {}
        if not selector or not selects(selector, labels):
            yield doc, f"selector {selector} does not take its own pods, labelled {labels}"
        for spread in (template.get("spec") or {}).get("topologySpreadConstraints") or []:
            if not selects(spread.get("labelSelector"), labels):
                yield doc, f"topologySpreadConstraints over {spread.get('topologyKey')} does not count its own pods"


def quantity(text: object) -> Decimal | None:
    """The value of a Kubernetes quantity such as 100m or 64Mi; None if it is none."""
    match = QUANTITY.fullmatch(str(text))
    try:
        return Decimal(match[1]) * FACTORS[match[2] or ""] if match else None
    except InvalidOperation:
        return None


def quantities(build: Build) -> Faults:
    for doc in build.docs:
        for path, value in walk(doc):
            amounts: dict[str, object] = {}
            if path.endswith((".requests", ".limits")) and isinstance(value, dict):
                amounts = {f"{path}.{key}": amount for key, amount in value.items()}
            elif path.endswith((".sizeLimit", "torage.size", "persistence.storage")) and not isinstance(value, dict):
                amounts = {path: value}
            for at, amount in amounts.items():
                if quantity(amount) is None:
                    yield doc, f"{at}: `{amount}` is no quantity (100m, 0.5, 64Mi, 10Gi, …)"
                elif at.endswith("memory") and quantity(amount) < 1024 * 1024:
                    yield doc, f"{at}: `{amount}` is less than a mebibyte"


def limits(build: Build) -> Faults:
    for doc in build.docs:
        for path, value in walk(doc):
            if not path.endswith("resources") or not isinstance(value, dict):
                continue
            for key, request in (value.get("requests") or {}).items():
                limit = (value.get("limits") or {}).get(key)
                low, high = quantity(request), quantity(limit)
                if low is not None and high is not None and low > high:
                    yield doc, f"{path}: request {key} {request} is more than the limit {limit}"


def resources(build: Build) -> Faults:
    for doc, spec in pod_specs(build):
        for container in containers(spec):
            given = container.get("resources") or {}
            for part in ("requests", "limits"):
                for key in ("cpu", "memory"):
                    if key not in (given.get(part) or {}):
                        yield doc, f"container `{container.get('name')}` has no resources.{part}.{key}"


def images(build: Build) -> Faults:
    for doc, spec in pod_specs(build):
        labels = pod_of(doc).labels
        for container in containers(spec):
            match = IMAGE.fullmatch(str(container.get("image", "")))
            if not match or match["service"] not in build.services:
                yield doc, f"image `{container.get('image')}` is not jiangzhou/<a folder of services/>"
            elif match["service"] != labels.get("app.kubernetes.io/name"):
                yield doc, f"image of `{match['service']}` in a pod of `{labels.get('app.kubernetes.io/name')}`"


def tags(build: Build) -> Faults:
    for doc in build.docs:
        for path, value in walk(doc):
            if path.split(".")[-1] not in {"image", "imageName"} or not isinstance(value, str):
                continue
            tag = value.rsplit("/", 1)[-1].partition(":")[2]
            if "@sha256:" not in value and tag in {"", "latest"}:
                yield doc, f"{path}: `{value}` does not say which version"


def probes(build: Build) -> Faults:
    for doc in build.of("Deployment"):
        pod = pod_of(doc)
        for container in pod.spec.get("containers") or []:
            wanted = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
            for probe, path in wanted.items():
                get = (container.get(probe) or {}).get("httpGet")
                if not get:
                    yield doc, f"container `{container.get('name')}` has no {probe}"
                elif get.get("path") != path or not pod.listens(get.get("port")):
                    yield doc, f"{probe} asks {get.get('path')} on port {get.get('port')}, not {path} on a port of the container"


def security(build: Build) -> Faults:
    for doc in build.of("ServiceAccount"):
        if doc.get("automountServiceAccountToken") is not False:
            yield doc, "automountServiceAccountToken is not false"
    for doc, spec in pod_specs(build):
        context = spec.get("securityContext") or {}
        if spec.get("automountServiceAccountToken") is not False:
            yield doc, "automountServiceAccountToken is not false"
        if context.get("runAsNonRoot") is not True or not context.get("runAsUser"):
            yield doc, "does not run as a numbered user that is not root"
        if (context.get("seccompProfile") or {}).get("type") != "RuntimeDefault":
            yield doc, "seccompProfile is not RuntimeDefault"
        for key in ("hostNetwork", "hostPID", "hostIPC"):
            if spec.get(key):
                yield doc, f"{key} is set"
        for container in containers(spec):
            own, label = container.get("securityContext") or {}, f"container `{container.get('name')}`"
            if own.get("allowPrivilegeEscalation") is not False or own.get("privileged"):
                yield doc, f"{label} may gain privileges"
            if own.get("readOnlyRootFilesystem") is not True:
                yield doc, f"{label} may write to its root file system"
            if own.get("runAsUser") == 0 or own.get("runAsNonRoot") is False:
                yield doc, f"{label} runs as root"
            if "ALL" not in ((own.get("capabilities") or {}).get("drop") or []):
                yield doc, f"{label} does not drop ALL capabilities"


def rollout(build: Build) -> Faults:
    """No request is lost by a new version: no pod goes before its successor is ready, and each has time to finish."""
    for doc in build.of("Deployment"):
        rolling = (doc["spec"].get("strategy") or {}).get("rollingUpdate") or {}
        if rolling.get("maxUnavailable") != 0:
            yield doc, "strategy.rollingUpdate.maxUnavailable is not 0"
        spec = pod_of(doc).spec
        server = (config_of(build, spec) or {}).get("server") or {}
        drain, finish = server.get("drain_delay_seconds", 0), server.get("shutdown_grace_seconds", 0)
        if not drain or not finish:
            yield doc, "server.drain_delay_seconds or shutdown_grace_seconds is not set: requests would be cut off"
        if spec.get("terminationGracePeriodSeconds", 30) <= drain + finish:
            yield doc, f"terminationGracePeriodSeconds ends within drain_delay_seconds and shutdown_grace_seconds ({drain + finish} s)"


def jobs(build: Build) -> Faults:
    for doc in build.of("Job"):
        spec = pod_of(doc).spec
        if [container.get("args") for container in spec.get("containers") or []] != [["migrate"]]:
            yield doc, "is not one container that runs `migrate`"
        if "activeDeadlineSeconds" not in doc["spec"] or "ttlSecondsAfterFinished" not in doc["spec"]:
            yield doc, "never ends or never goes away (activeDeadlineSeconds, ttlSecondsAfterFinished)"


def accounts(build: Build) -> Faults:
    for doc, spec in pod_specs(build):
        account = spec.get("serviceAccountName")
        if not account or build.find("ServiceAccount", account) is None:
            yield doc, f"serviceAccountName `{account}` is not in this build"


def pod_specs(build: Build) -> Iterator[tuple[Doc, Doc]]:
    for doc in build.docs:
        template = pod_template(doc)
        if template is not None:
            yield doc, template.get("spec") or {}


def config_of(build: Build, spec: Doc) -> Doc | None:
    """The service's config.toml as the pod mounts it; None also where it is no TOML, which `settings` reports."""
    for volume in spec.get("volumes") or []:
        found = build.find("ConfigMap", (volume.get("configMap") or {}).get("name", ""))
        text = ((found or {}).get("data") or {}).get("config.toml")
        if text is not None:
            try:
                return tomllib.loads(text)
            except tomllib.TOMLDecodeError:
                return None
    return None


CHECKS = {
    "duplicate": duplicates,
    "name": names,
    "namespace": namespaces,
    "selector-labels": selectors,
    "quantity": quantities,
    "request-over-limit": limits,
    "resources": resources,
    "image": images,
    "tag": tags,
    "probes": probes,
    "security": security,
    "rollout": rollout,
    "job": jobs,
    "service-account": accounts,
}
