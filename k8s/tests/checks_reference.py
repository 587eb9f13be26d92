"""Checks of what points at something: services, scalers, configuration, secrets, the operators' resources."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

from checks_workload import Faults, config_of, pod_specs
from model import Build, Doc, containers, name_of, pod_template, selects, walk

VARIABLE = re.compile(r"\$\(([A-Za-z_][A-Za-z0-9_]*)\)")
KEY_FILE = "JIANGZHOU__IDENTITY__KEY_FILE"
PUBLIC_URL = "JIANGZHOU__SERVER__PUBLIC_URL"
TRUSTED_PROXIES = "JIANGZHOU__SERVER__TRUSTED_PROXIES"
STORAGE_URL = "JIANGZHOU__STORAGE__URL"
EDGE = "gateway"
# What stays inside, and what people and programs outside ask the gateway for.
INSIDE = ("/metrics", "/healthz", "/readyz")
OUTSIDE = (
    *("/", "/calculators/surcharge", "/prices", "/regulations/rule/water/x", "/login", "/password", "/work/water/bills"),
    *("/assets/index.js", "/docs", "/docs/index.html", "/openapi.json"),
    *("/.well-known/jwks.json", "/.well-known/openid-configuration", "/api/status", "/api/identity/v1/login", "/api/water/v1/bills"),
)
# Whole private ranges: whoever believes them believes every pod and every machine of the county. 192.168.0.0/16 is small
# enough to be somebody's pod network.
TOO_WIDE = [ipaddress.ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "fc00::/7")]
SECRET_NAME = re.compile(r"(PASSWORD|SECRET|TOKEN|PRIVATE|CREDENTIAL|API_?KEY)", re.IGNORECASE)
# Connections that PostgreSQL's operator, a migration and an administrator need besides the services.
RESERVED = 20
URL_PASSWORD = re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@]*:(?P<password>[^@/\s]+)@")


def services(build: Build) -> Faults:
    for doc in build.of("Service"):
        selector = {"matchLabels": doc["spec"].get("selector") or {}}
        pods = [pod for pod in build.pods if selector["matchLabels"] and selects(selector, pod.labels)]
        if not pods:
            yield doc, f"selector {selector['matchLabels']} takes no pod"
        for port in doc["spec"].get("ports") or []:
            target = port.get("targetPort", port.get("port"))
            for pod in pods:
                if not pod.listens(target):
                    yield doc, f"targetPort `{target}` is no port of {pod.owner}"


def scalers(build: Build) -> Faults:
    for doc in build.of("HorizontalPodAutoscaler"):
        target = doc["spec"].get("scaleTargetRef") or {}
        found = build.find(target.get("kind", ""), target.get("name", ""))
        if found is None:
            yield doc, f"scaleTargetRef {target.get('kind')}/{target.get('name')} is not in this build"
        elif "replicas" in found["spec"]:
            yield doc, f"{target.get('kind')}/{target.get('name')} sets replicas too: each apply would undo the scaler"
        if doc["spec"].get("minReplicas", 1) > doc["spec"]["maxReplicas"]:
            yield doc, "minReplicas is more than maxReplicas"


def budgets(build: Build) -> Faults:
    for doc in build.of("PodDisruptionBudget"):
        selector = doc["spec"].get("selector") or {}
        if not selector or not any(selects(selector, pod.labels) for pod in build.pods):
            yield doc, f"selector {selector} takes no pod"
        if doc["spec"].get("maxUnavailable") in (0, "0%") or doc["spec"].get("minAvailable") == "100%":
            yield doc, "never lets a node be drained"


def ingresses(build: Build) -> Faults:
    for doc in build.of("Ingress"):
        hosts = {host for tls in doc["spec"].get("tls") or [] for host in tls.get("hosts") or []}
        for tls in doc["spec"].get("tls") or []:
            if build.secret_keys(tls.get("secretName", "")) is None:
                yield doc, f"secret `{tls.get('secretName')}` is not among the documented ones"
        for rule in doc["spec"].get("rules") or []:
            if rule.get("host") not in hosts:
                yield doc, f"host `{rule.get('host')}` has no TLS"
            for path in rule["http"]["paths"]:
                backend = path["backend"]["service"]
                target = build.find("Service", backend["name"])
                port = backend.get("port") or {}
                ports = [] if target is None else target["spec"]["ports"]
                if not any(p.get("name") == port.get("name") or p.get("port") == port.get("number") for p in ports):
                    yield doc, f"backend {backend['name']}:{port} is no Service of this build"


def backends(build: Build) -> Iterator[tuple[Doc, str, Doc, str]]:
    """Ingress, host, path and Service of everything that an Ingress lets in."""
    for doc in build.of("Ingress"):
        for rule in doc["spec"].get("rules") or []:
            for path in rule["http"]["paths"]:
                yield doc, str(rule.get("host", "")), path, path["backend"]["service"]["name"]


def ingress_paths(build: Build) -> Faults:
    """What an Ingress lets in: what people need, and nothing that is for the cluster only."""
    to_edge = [(doc, path) for doc, _, path, service in backends(build) if service == EDGE]
    for wanted in OUTSIDE:
        if to_edge and not any(takes(path, wanted) for _, path in to_edge):
            yield to_edge[0][0], f"no path lets {wanted} in"
    for doc, _, path, _ in backends(build):
        for inside in INSIDE:
            if takes(path, inside) or takes(path, f"{inside}/"):
                yield doc, f"path `{path['path']}` lets {inside} out"
        allowed = r"[A-Za-z0-9/_.-]*" if path["pathType"] == "ImplementationSpecific" else r"[A-Za-z0-9/_-]*"
        if not re.fullmatch(allowed, path["path"]):
            yield doc, f"path `{path['path']}` as {path['pathType']}: ingress-nginx refuses it, or reads it as a pattern"


def takes(path: Doc, wanted: str) -> bool:
    """Whether a path of an Ingress takes an address; `ImplementationSpecific` in its widest reading, as the beginning of a text."""
    own = path["path"]
    if path["pathType"] == "Exact":
        return own == wanted
    if path["pathType"] == "Prefix":
        return wanted == own or wanted.startswith(own.rstrip("/") + "/")
    return wanted.startswith(own)


def public_urls(build: Build) -> Faults:
    """The gateway tells people its address: the host by which the Ingress lets them in."""
    hosts = {host for _, host, _, service in backends(build) if service == EDGE}
    doc = build.find("Deployment", EDGE)
    if doc is None or not hosts:
        return
    said = container_env(doc).get(PUBLIC_URL)
    if said not in {f"https://{host}" for host in hosts}:
        yield doc, f"{PUBLIC_URL} is `{said}`, but the Ingress lets people in at {sorted(hosts)}"


def trusted_proxies(build: Build) -> Faults:
    """Whose X-Forwarded-For is believed: networks all of them; of the gateway the ingress controller's only."""
    for doc in build.of("Deployment"):
        config = config_of(build, (pod_template(doc) or {}).get("spec") or {}) or {}
        given = container_env(doc).get(TRUSTED_PROXIES)
        texts = given.split(",") if given is not None else (config.get("server") or {}).get("trusted_proxies", [])
        networks = []
        for text in texts:
            try:
                networks.append(ipaddress.ip_network(text, strict=False))
            except ValueError:
                yield doc, f"trusted_proxies: `{text}` is no network"
        if name_of(doc) != EDGE:
            continue
        for network in networks:
            if any(wide.version == network.version and wide.subnet_of(network) for wide in TOO_WIDE):
                yield doc, f"trusted_proxies: {network} is far more than an ingress controller"
        if not texts and any(service == EDGE for _, _, _, service in backends(build)):
            yield doc, "trusted_proxies: the Ingress passes people's addresses on and nobody believes it"


def container_env(doc: Doc) -> dict[str, str]:
    """The environment of a Deployment's containers, as far as it stands in the manifest."""
    spec = (pod_template(doc) or {}).get("spec") or {}
    return {entry["name"]: str(entry["value"]) for c in containers(spec) for entry in c.get("env") or [] if "value" in entry}


def references(build: Build) -> Faults:
    """Every ConfigMap and secret, with its key, and every volume that a pod names."""
    for doc, spec in pod_specs(build):
        for path, value in walk(spec):
            key = path.rpartition(".")[2]
            if not isinstance(value, dict):
                continue
            if key in {"configMap", "configMapKeyRef", "configMapRef"}:
                yield from config_map_faults(build, doc, value)
            elif key in {"secret", "secretKeyRef", "secretRef"}:
                yield from secret_faults(build, doc, value)
        volumes = {volume.get("name") for volume in spec.get("volumes") or []}
        for container in containers(spec):
            for mount in container.get("volumeMounts") or []:
                if mount.get("name") not in volumes:
                    yield doc, f"volumeMount `{mount.get('name')}` has no volume"
    for doc in build.of("DatabaseRole"):
        secret = (doc["spec"].get("passwordSecret") or {}).get("name", "")
        if not {"username", "password"} <= (build.secret_keys(secret) or set()):
            yield doc, f"passwordSecret `{secret}` is not among the documented secrets with username and password"


def config_map_faults(build: Build, doc: Doc, ref: Doc) -> Faults:
    found = build.find("ConfigMap", ref.get("name", ""))
    if found is None:
        yield doc, f"ConfigMap `{ref.get('name')}` is not in this build"
        return
    keys = {*(found.get("data") or {}), *(found.get("binaryData") or {})}
    for key in [ref.get("key"), *(item.get("key") for item in ref.get("items") or [])]:
        if key is not None and key not in keys:
            yield doc, f"ConfigMap `{ref.get('name')}` has no key `{key}`"


def secret_faults(build: Build, doc: Doc, ref: Doc) -> Faults:
    name = ref.get("secretName") or ref.get("name", "")
    keys = build.secret_keys(name)
    if keys is None:
        yield doc, f"secret `{name}` is neither documented (k8s/README.md) nor made by an operator"
        return
    for key in [ref.get("key"), *(item.get("key") for item in ref.get("items") or [])]:
        if key is not None and key not in keys:
            yield doc, f"secret `{name}` has no key `{key}`, only {sorted(keys)}"


def environment(build: Build) -> Faults:
    """$(NAME) needs a NAME further up; a path in a setting needs a mounted file."""
    for doc, spec in pod_specs(build):
        for container in containers(spec):
            known: set[str] = set()
            for entry in container.get("env") or []:
                for name in VARIABLE.findall(str(entry.get("value", ""))):
                    if name not in known:
                        yield doc, f"{entry['name']} uses $({name}), which is not set before it"
                if entry["name"] in known:
                    yield doc, f"{entry['name']} is set twice"
                known.add(entry["name"])
            files = mounted_files(build, spec, container)
            values = {entry["name"]: entry.get("value") for entry in container.get("env") or []}
            if "JIANGZHOU_CONFIG" not in values:
                yield doc, "JIANGZHOU_CONFIG is not set"
            calls = {"peers", "upstreams"} & (config_of(build, spec) or {}).keys()
            if doc["kind"] == "Deployment" and calls and KEY_FILE not in values:
                yield doc, f"calls other services but has no {KEY_FILE}"
            for name in ("JIANGZHOU_CONFIG", KEY_FILE):
                if name in values and values[name] not in files:
                    yield doc, f"{name}: `{values[name]}` is no mounted file; mounted are {sorted(files)}"


def mounted_files(build: Build, spec: Doc, container: Doc) -> set[str]:
    volumes = {volume["name"]: volume for volume in spec.get("volumes") or []}
    files = set()
    for mount in container.get("volumeMounts") or []:
        volume = volumes.get(mount["name"], {})
        keys: set[str] = set()
        if "configMap" in volume:
            keys = set((build.find("ConfigMap", volume["configMap"].get("name", "")) or {}).get("data") or {})
        elif "secret" in volume:
            keys = build.secret_keys(volume["secret"].get("secretName", "")) or set()
        files |= {str(PurePosixPath(mount["mountPath"]) / key) for key in keys}
    return files


def storage(build: Build) -> Faults:
    """A service's files are in a bucket, or on a volume that stays and that all its pods share."""
    for doc, spec in pod_specs(build):
        config = config_of(build, spec)
        if doc["kind"] != "Deployment" or config is None:
            continue
        url = container_env(doc).get(STORAGE_URL) or (config.get("storage") or {}).get("url", "file:///var/lib/jiangzhou")
        if not url.startswith("file://"):
            continue
        claims = {volume["name"] for volume in spec.get("volumes") or [] if "persistentVolumeClaim" in volume}
        mounts = [mount for c in containers(spec) for mount in c.get("volumeMounts") or [] if mount["name"] in claims]
        folder = PurePosixPath(url.removeprefix("file://"))
        if not any(folder.is_relative_to(mount["mountPath"]) and not mount.get("readOnly") for mount in mounts):
            yield doc, f"storage.url `{url}` lies on no volume that stays: files would be lost, or cannot be written at all"
        scaler = build.find("HorizontalPodAutoscaler", name_of(doc))
        if (scaler["spec"]["maxReplicas"] if scaler else doc["spec"].get("replicas", 1)) > 1:
            yield doc, f"storage.url `{url}`: several pods need a bucket that they share"
    for doc in build.of("PersistentVolumeClaim"):
        used = [v for _, spec in pod_specs(build) for v in spec.get("volumes") or [] if "persistentVolumeClaim" in v]
        if not any(v["persistentVolumeClaim"].get("claimName") == name_of(doc) for v in used):
            yield doc, "no pod uses it"


def settings(build: Build) -> Faults:
    """config.toml is TOML, listens where the container says, and names only services that there are."""
    for doc in build.of("ConfigMap"):
        text = (doc.get("data") or {}).get("config.toml")
        if text is None:
            continue
        try:
            config = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            yield doc, f"config.toml is no TOML: {error}"
            continue
        port = str((config.get("server") or {}).get("bind", "")).rpartition(":")[2]
        for owner, spec in pod_specs(build):
            if owner["kind"] == "Deployment" and config_of(build, spec) == config:
                ports = {str(p["containerPort"]) for c in containers(spec) for p in c.get("ports") or []}
                if port not in ports:
                    yield doc, f"server.bind listens on `{port}`, the container's ports are {sorted(ports)}"
        for host, number in service_urls(config):
            target = build.whole.find("Service", host)
            if target is None or not any(p["port"] == number for p in target["spec"]["ports"]):
                yield doc, f"http://{host}:{number} is no Service"


def service_urls(config: Doc) -> Iterator[tuple[str, int]]:
    for _, value in walk(config):
        match = re.match(r"http://([a-z0-9.-]+):(\d+)", value) if isinstance(value, str) else None
        if match:
            yield match[1], int(match[2])


def connections(build: Build) -> Faults:
    """The database takes as many connections as all pods together may open."""
    for cluster in build.of("Cluster"):
        most = int(((cluster["spec"].get("postgresql") or {}).get("parameters") or {}).get("max_connections", 100))
        wanted = RESERVED
        for doc in build.of("Deployment"):
            config = config_of(build, (pod_template(doc) or {}).get("spec") or {}) or {}
            scaler = build.find("HorizontalPodAutoscaler", name_of(doc))
            pods = scaler["spec"]["maxReplicas"] if scaler else doc["spec"].get("replicas", 1)
            # one more while a new version comes up; one connection of each pod for itself
            pools = config.get("database") or {}
            wanted += (pods + 1) * (pools.get("pool_size", 0) + pools.get("background_pool_size", 0) + 1)
            for size in ("pool_size", "background_pool_size"):
                if not pools.get(size) and not (size == "background_pool_size" and name_of(doc) == "gateway"):
                    yield doc, f"database.{size} is not set in config.toml"
        if wanted > most:
            yield cluster, f"max_connections {most} is less than the {wanted} that all pods together may open"


def plaintext(build: Build) -> Faults:
    """Passwords and keys come from secrets that are made elsewhere, never from these files."""
    for doc in build.docs:
        if doc.get("kind") == "Secret" and (doc.get("data") or doc.get("stringData")):
            yield doc, "a secret with its content must not be in the repository"
        for path, value in walk(doc):
            literal = value.get("value") if isinstance(value, dict) else None
            if literal and SECRET_NAME.search(str(value.get("name", ""))) and not VARIABLE.fullmatch(str(literal)):
                yield doc, f"{path}: `{value['name']}` has its value in the open"
            if not isinstance(value, str):
                continue
            if "PRIVATE KEY-----" in value:
                yield doc, f"{path}: a private key in the open"
            for match in URL_PASSWORD.finditer(value):
                if not VARIABLE.fullmatch(match["password"]):
                    yield doc, f"{path}: a URL with its password in the open"


def operators(build: Build) -> Faults:
    """What belongs to PostgreSQL and RabbitMQ refers to a cluster, role, user and virtual host that there are."""
    for doc in build.of("Database", "DatabaseRole"):
        cluster = (doc["spec"].get("cluster") or {}).get("name", "")
        if build.whole.find("Cluster", cluster) is None:
            yield doc, f"Cluster `{cluster}` does not exist"
    roles = {role["spec"].get("name"): role for role in build.of("DatabaseRole")}
    for doc in build.of("Database"):
        owner = roles.get(doc["spec"].get("owner"))
        if owner is None:
            yield doc, f"its owner `{doc['spec'].get('owner')}` has no DatabaseRole"
        elif doc["spec"].get("name") not in (owner["spec"].get("inRoles") or []):
            yield doc, "its owner is no member of the role of the database's name: pg_hba would not let it in"
        if doc["spec"].get("name") not in roles:
            yield doc, f"the login role `{doc['spec'].get('name')}` has no DatabaseRole"
    for doc in build.of("DatabaseRole"):
        if doc["spec"].get("superuser") or doc["spec"].get("bypassrls") or doc["spec"].get("createrole"):
            yield doc, "may do more than a service or a migration needs"
    for doc in build.of("User", "Permission", "Vhost"):
        cluster = (doc["spec"].get("rabbitmqClusterReference") or {}).get("name", "")
        if build.whole.find("RabbitmqCluster", cluster) is None:
            yield doc, f"RabbitmqCluster `{cluster}` does not exist"
    vhosts = {vhost["spec"].get("name") for vhost in build.whole.of("Vhost")}
    for doc in build.of("Permission"):
        user = (doc["spec"].get("userReference") or {}).get("name", "")
        if build.find("User", user) is None:
            yield doc, f"User `{user}` is not in this build"
        if doc["spec"].get("vhost") not in vhosts:
            yield doc, f"virtual host `{doc['spec'].get('vhost')}` does not exist"
        for right, pattern in (doc["spec"].get("permissions") or {}).items():
            yield from pattern_faults(doc, right, pattern, user)


def pattern_faults(doc: Doc, right: str, pattern: str, user: str) -> Faults:
    try:
        regex = re.compile(pattern)
    except re.error as error:
        yield doc, f"permissions.{right} is no regular expression: {error}"
        return
    # what shared/platform declares: the exchange, a department's three queues, dead letters through the default exchange
    needed = ["jiangzhou.events", f"{user}.inbox", f"{user}.retry", f"{user}.dead"] + ["amq.default"] * (right == "write")
    for resource in needed:
        if not regex.search(resource):
            yield doc, f"permissions.{right} does not take `{resource}`"
    for foreign in ("amq.topic", "jiangzhou.events2", f"{user}.inbox.copy", "anything"):
        if regex.search(foreign):
            yield doc, f"permissions.{right} takes `{foreign}`, which no service needs"


def monitors(build: Build) -> Faults:
    for doc in build.of("PodMonitor"):
        pods = [pod for pod in build.pods if selects(doc["spec"].get("selector"), pod.labels)]
        if not pods:
            yield doc, "selector takes no pod"
        for pod in pods:
            for endpoint in doc["spec"].get("podMetricsEndpoints") or []:
                if endpoint.get("port") not in pod.named_ports:
                    yield doc, f"port `{endpoint.get('port')}` is no port of {pod.owner}"


CHECKS = {
    "service-target": services,
    "scale-target": scalers,
    "disruption-target": budgets,
    "ingress-target": ingresses,
    "ingress-path": ingress_paths,
    "public-url": public_urls,
    "trusted-proxies": trusted_proxies,
    "config-reference": references,
    "environment": environment,
    "settings": settings,
    "storage": storage,
    "connections": connections,
    "plaintext-secret": plaintext,
    "operator-reference": operators,
    "monitor-target": monitors,
}
