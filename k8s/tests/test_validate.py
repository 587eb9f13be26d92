"""The checks find what they are for: each fault is planted into the production build, alone, and must be reported."""

import copy
import unittest
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builds
import compose_check
from builds import all_builds, render, service_names
from checks_reference import PUBLIC_URL, TRUSTED_PROXIES
from checks_workload import quantity
from model import Build, Doc
from validate import CHECKS, coverage, findings

Change = Callable[[Build], Any]


def doc(build: Build, kind: str, name: str = "water") -> Doc:
    found = build.find(kind, name)
    assert found is not None, f"{kind}/{name}"
    return found


def spec(build: Build, kind: str, name: str = "water") -> Doc:
    return doc(build, kind, name)["spec"]


def pod(build: Build, kind: str = "Deployment", name: str = "water") -> Doc:
    return spec(build, kind, name)["template"]["spec"]


def box(build: Build, kind: str = "Deployment", name: str = "water") -> Doc:
    return pod(build, kind, name)["containers"][0]


def env(build: Build, name: str, service: str = "water") -> Doc:
    return next(entry for entry in box(build, name=service)["env"] if entry["name"] == name)


def unset(build: Build, name: str, service: str) -> None:
    box(build, name=service)["env"].remove(env(build, name, service))


def paths(build: Build) -> list[Doc]:
    return spec(build, "Ingress", "jiangzhou")["rules"][0]["http"]["paths"]


def settings(build: Build, old: str, new: str, service: str = "water") -> None:
    data = next(d for d in build.of("ConfigMap") if d["metadata"]["name"].startswith(f"{service}-config"))["data"]
    assert old in data["config.toml"]
    data["config.toml"] = data["config.toml"].replace(old, new)


def add(build: Build, **fields: Any) -> None:
    build.docs.append({"metadata": {"name": "extra", "namespace": "jiangzhou"}, **fields})


def calls(build: Build, service: str = "water") -> Doc:
    return spec(build, "NetworkPolicy", f"{service}-calls")


SECURITY = "securityContext"
FAULTS: list[tuple[str, str, Change]] = [
    ("schema", "a field that Kubernetes does not know", lambda b: spec(b, "Deployment").update(replica=2)),
    ("schema", "a kind that does not exist", lambda b: add(b, apiVersion="apps/v1", kind="Deploiment")),
    ("schema", "a version that is gone", lambda b: spec(b, "HorizontalPodAutoscaler") and doc(b, "HorizontalPodAutoscaler").update(apiVersion="autoscaling/v2beta2")),
    ("schema", "a number where a text belongs", lambda b: env(b, "JIANGZHOU_CONFIG").update(value=5)),
    ("schema", "a mistyped field of the PostgreSQL cluster", lambda b: spec(b, "Cluster", "postgres").update(instanes=3)),
    ("schema", "a database without an owner", lambda b: spec(b, "Database").pop("owner")),
    ("schema", "a role without a password", lambda b: spec(b, "DatabaseRole").pop("passwordSecret")),
    ("schema", "no RabbitMQ node", lambda b: spec(b, "RabbitmqCluster", "rabbitmq").update(replicas=0)),
    ("schema", "half a permission", lambda b: spec(b, "Permission")["permissions"].pop("write")),
    ("schema", "an alert of no severity", lambda b: spec(b, "PrometheusRule", "services")["groups"][0]["rules"][0]["labels"].update(severity="bad")),
    ("schema", "a monitor without an endpoint", lambda b: spec(b, "PodMonitor", "services").update(podMetricsEndpoints=[])),
    ("duplicate", "an object twice", lambda b: b.docs.append(copy.deepcopy(doc(b, "Service")))),
    ("name", "capitals in a name", lambda b: doc(b, "PodDisruptionBudget")["metadata"].update(name="Water")),
    ("name", "a Service that begins with a digit", lambda b: doc(b, "Service")["metadata"].update(name="1water")),
    ("name", "an underscore in a container's name", lambda b: box(b).update(name="the_service")),
    ("name", "a port name that is too long", lambda b: box(b)["ports"][0].update(name="http-of-the-service")),
    ("name", "a label with a space", lambda b: doc(b, "Service")["metadata"]["labels"].update(team="water bureau")),
    ("namespace", "another namespace", lambda b: doc(b, "Service")["metadata"].update(namespace="default")),
    ("namespace", "no pod security", lambda b: doc(b, "Namespace", "jiangzhou")["metadata"]["labels"].pop("pod-security.kubernetes.io/enforce")),
    ("selector-labels", "a selector that misses its pods", lambda b: spec(b, "Deployment")["selector"]["matchLabels"].update({"app.kubernetes.io/name": "watter"})),
    ("selector-labels", "a spread that counts other pods", lambda b: pod(b)["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"].update({"app.kubernetes.io/name": "finance"})),
    ("service-target", "a Service that takes no pod", lambda b: spec(b, "Service")["selector"].update({"app.kubernetes.io/name": "watter"})),
    ("service-target", "a port name that no pod has", lambda b: spec(b, "Service")["ports"][0].update(targetPort="web")),
    ("service-target", "a port number that no pod has", lambda b: spec(b, "Service")["ports"][0].update(targetPort=8081)),
    ("quantity", "memory in MB", lambda b: box(b)["resources"]["limits"].update(memory="512MB")),
    ("quantity", "memory in thousandths of a byte", lambda b: box(b)["resources"]["requests"].update(memory="128m")),
    ("quantity", "a comma in the CPU", lambda b: box(b)["resources"]["requests"].update(cpu="0,5")),
    ("quantity", "a bad size of a volume", lambda b: spec(b, "Cluster", "postgres")["storage"].update(size="50 Gi")),
    ("quantity", "a bad size of the broker's disk", lambda b: spec(b, "RabbitmqCluster", "rabbitmq")["persistence"].update(storage="20Gib")),
    ("quantity", "a bad size of a scratch folder", lambda b: pod(b)["volumes"][1]["emptyDir"].update(sizeLimit="big")),
    ("request-over-limit", "more memory asked than allowed", lambda b: box(b)["resources"]["requests"].update(memory="2Gi")),
    ("request-over-limit", "more CPU asked than allowed", lambda b: box(b)["resources"]["limits"].update(cpu="50m")),
    ("request-over-limit", "the same for PostgreSQL", lambda b: spec(b, "Cluster", "postgres")["resources"]["requests"].update(memory="8Gi")),
    ("resources", "no memory limit", lambda b: box(b)["resources"]["limits"].pop("memory")),
    ("resources", "no resources of the migration", lambda b: box(b, "Job", "water-migrate").pop("resources")),
    ("image", "an image of no service", lambda b: box(b).update(image="jiangzhou/sewage:0.1.0")),
    ("image", "an image of somebody else", lambda b: box(b).update(image="nginx:1.27")),
    ("image", "another service's image", lambda b: box(b, "Job", "water-migrate").update(image="jiangzhou/finance:0.1.0")),
    ("tag", "the tag latest", lambda b: box(b).update(image="jiangzhou/water:latest")),
    ("tag", "no tag", lambda b: box(b).update(image="registry.example:5000/jiangzhou/water")),
    ("tag", "a broker of any version", lambda b: spec(b, "RabbitmqCluster", "rabbitmq").update(image="rabbitmq")),
    ("probes", "no readiness probe", lambda b: box(b).pop("readinessProbe")),
    ("probes", "no startup probe", lambda b: box(b).pop("startupProbe")),
    ("probes", "a probe of the wrong path", lambda b: box(b)["livenessProbe"]["httpGet"].update(path="/readyz")),
    ("probes", "a probe of a port that is not there", lambda b: box(b)["readinessProbe"]["httpGet"].update(port="web")),
    ("security", "no security context", lambda b: pod(b).pop(SECURITY)),
    ("security", "no security context of the container", lambda b: box(b).pop(SECURITY)),
    ("security", "root", lambda b: pod(b)[SECURITY].update(runAsUser=0)),
    ("security", "a container that says root again", lambda b: box(b)[SECURITY].update(runAsUser=0)),
    ("security", "a writable root file system", lambda b: box(b)[SECURITY].update(readOnlyRootFilesystem=False)),
    ("security", "capabilities", lambda b: box(b)[SECURITY].pop("capabilities")),
    ("security", "no seccomp profile", lambda b: pod(b, "Job", "water-migrate")[SECURITY].pop("seccompProfile")),
    ("security", "the API token in the pod", lambda b: pod(b).pop("automountServiceAccountToken")),
    ("security", "the host's network", lambda b: pod(b).update(hostNetwork=True)),
    ("rollout", "a pod that goes before its successor comes", lambda b: spec(b, "Deployment")["strategy"]["rollingUpdate"].update(maxUnavailable=1)),
    ("rollout", "killed before it has finished", lambda b: pod(b).update(terminationGracePeriodSeconds=30)),
    ("rollout", "a longer grace in the settings than in the pod", lambda b: settings(b, "shutdown_grace_seconds = 30", "shutdown_grace_seconds = 60")),
    ("rollout", "no time to leave the load balancer", lambda b: settings(b, "drain_delay_seconds = 5", "drain_delay_seconds = 0")),
    ("job", "a migration that serves", lambda b: box(b, "Job", "water-migrate").update(args=["serve"])),
    ("job", "a migration that never ends", lambda b: spec(b, "Job", "water-migrate").pop("activeDeadlineSeconds")),
    ("service-account", "an account that is not there", lambda b: pod(b).update(serviceAccountName="default-water")),
    ("scale-target", "a scaler of nothing", lambda b: spec(b, "HorizontalPodAutoscaler")["scaleTargetRef"].update(name="watter")),
    ("scale-target", "a scaler and a number of replicas", lambda b: spec(b, "Deployment").update(replicas=3)),
    ("scale-target", "a minimum above the maximum", lambda b: spec(b, "HorizontalPodAutoscaler").update(minReplicas=9)),
    ("disruption-target", "a budget for nothing", lambda b: spec(b, "PodDisruptionBudget")["selector"]["matchLabels"].update({"app.kubernetes.io/name": "watter"})),
    ("disruption-target", "a budget for no broker", lambda b: spec(b, "PodDisruptionBudget", "rabbitmq")["selector"]["matchLabels"].update({"app.kubernetes.io/name": "rabbit"})),
    ("disruption-target", "a budget that blocks every drain", lambda b: spec(b, "PodDisruptionBudget").update(maxUnavailable=0)),
    ("storage", "files on a file system that goes with the pod", lambda b: box(b)["env"].append({"name": "JIANGZHOU__STORAGE__URL", "value": "file:///tmp"})),
    ("storage", "no place for files", lambda b: settings(b, 'url = "s3://jiangzhou-water"\n', "")),
    ("storage", "no place for the gateway's files", lambda b: settings(b, 'url = "s3://jiangzhou-gateway"\n', "", "gateway")),
    ("config-reference", "a key for the bucket that nobody makes", lambda b: env(b, "JIANGZHOU__STORAGE__ACCESS_KEY_ID")["valueFrom"]["secretKeyRef"].update(key="id")),
    ("ingress-target", "an Ingress to no Service", lambda b: spec(b, "Ingress", "jiangzhou")["rules"][0]["http"]["paths"][0]["backend"]["service"].update(name="web")),
    ("ingress-target", "an Ingress to no port", lambda b: spec(b, "Ingress", "jiangzhou")["rules"][0]["http"]["paths"][0]["backend"]["service"].update(port={"number": 80})),
    ("ingress-target", "a host without TLS", lambda b: spec(b, "Ingress", "jiangzhou")["rules"][0].update(host="other.example")),
    ("ingress-target", "a certificate nobody makes", lambda b: spec(b, "Ingress", "jiangzhou")["tls"][0].update(secretName="certificate")),
    ("ingress-path", "everything let in", lambda b: paths(b)[0].update(pathType="Prefix")),
    ("ingress-path", "metrics on the Internet", lambda b: paths(b).append(paths(b)[0] | {"path": "/metrics"})),
    ("ingress-path", "a beginning that is too short", lambda b: paths(b).append(paths(b)[-1] | {"path": "/m"})),
    ("ingress-path", "a page that nobody can open", lambda b: paths(b).remove(next(p for p in paths(b) if p["path"] == "/assets"))),
    ("ingress-path", "a dot that ingress-nginx refuses", lambda b: paths(b)[-1].update(pathType="Exact")),
    ("public-url", "no public address", lambda b: unset(b, PUBLIC_URL, "gateway")),
    ("public-url", "the address of another host", lambda b: env(b, PUBLIC_URL, "gateway").update(value="https://other.example")),
    ("trusted-proxies", "a gateway that believes every pod", lambda b: env(b, TRUSTED_PROXIES, "gateway").update(value="192.0.2.0/24,10.0.0.0/8")),
    ("trusted-proxies", "a gateway that believes everybody", lambda b: env(b, TRUSTED_PROXIES, "gateway").update(value="0.0.0.0/0")),
    ("trusted-proxies", "a gateway that does not believe its ingress", lambda b: unset(b, TRUSTED_PROXIES, "gateway")),
    ("trusted-proxies", "a network that is none", lambda b: settings(b, "10.0.0.0/8", "10.0.0.0/80")),
    ("config-reference", "a ConfigMap that is not there", lambda b: pod(b)["volumes"][0]["configMap"].update(name="water-config")),
    ("config-reference", "a key that the ConfigMap lacks", lambda b: pod(b)["volumes"][0]["configMap"].update(items=[{"key": "settings.toml", "path": "config.toml"}])),
    ("config-reference", "a secret nobody makes", lambda b: env(b, "DATABASE_PASSWORD")["valueFrom"]["secretKeyRef"].update(name="water-db")),
    ("config-reference", "a key that the secret lacks", lambda b: env(b, "DATABASE_PASSWORD")["valueFrom"]["secretKeyRef"].update(key="pass")),
    ("config-reference", "a broker user that nobody makes", lambda b: b.docs.remove(doc(b, "User"))),
    ("config-reference", "a volume that is not there", lambda b: box(b)["volumeMounts"][0].update(name="configuration")),
    ("config-reference", "a role's password that nobody makes", lambda b: spec(b, "DatabaseRole")["passwordSecret"].update(name="water-password")),
    ("environment", "a variable used before it is set", lambda b: box(b)["env"].reverse()),
    ("environment", "a variable twice", lambda b: box(b)["env"].append({"name": "DATABASE_NAME", "value": "water"})),
    ("environment", "a settings file that is not mounted", lambda b: env(b, "JIANGZHOU_CONFIG").update(value="/etc/jiangzhou/water.toml")),
    ("environment", "a key that is not mounted", lambda b: next(m for m in box(b, name="finance")["volumeMounts"] if m["name"] == "identity").update(mountPath="/keys")),
    ("environment", "a caller without an identity", lambda b: settings(b, "[telemetry]", '[peers.finance]\nurl = "http://finance:8080"\n[telemetry]')),
    ("settings", "settings that are no TOML", lambda b: settings(b, "[server]", "[server")),
    ("settings", "another port than the container's", lambda b: settings(b, "0.0.0.0:8080", "0.0.0.0:8081")),
    ("settings", "a colleague that does not exist", lambda b: settings(b, "http://water:8080", "http://watter:8080", "finance")),
    ("settings", "a colleague's wrong port", lambda b: settings(b, "http://water:8080", "http://water:8081", "gateway")),
    ("connections", "more pods than PostgreSQL has connections", lambda b: spec(b, "HorizontalPodAutoscaler").update(maxReplicas=60)),
    ("connections", "a pool of unknown size", lambda b: settings(b, "\npool_size = 8", "")),
    ("plaintext-secret", "a secret in the repository", lambda b: add(b, apiVersion="v1", kind="Secret", stringData={"password": "hunter2"})),
    ("plaintext-secret", "a password in the environment", lambda b: box(b)["env"].append({"name": "SMS_PASSWORD", "value": "hunter2"})),
    ("plaintext-secret", "a password in a URL", lambda b: env(b, "JIANGZHOU__DATABASE__URL").update(value="postgres://water:hunter2@postgres-rw:5432/water")),
    ("plaintext-secret", "a password in the settings", lambda b: settings(b, "pool_size = 8", 'pool_size = 8\nurl = "postgres://water:hunter2@postgres-rw/water"')),
    ("plaintext-secret", "a key in the settings", lambda b: settings(b, "[telemetry]", '# -----BEGIN PRIVATE KEY-----\n[telemetry]')),
    ("operator-reference", "a database in no cluster", lambda b: spec(b, "Database")["cluster"].update(name="postgresql")),
    ("operator-reference", "a database of nobody", lambda b: spec(b, "Database").update(owner="water_ownr")),
    ("operator-reference", "an owner whom pg_hba keeps out", lambda b: spec(b, "DatabaseRole", "water-owner").pop("inRoles")),
    ("operator-reference", "no login role", lambda b: b.docs.remove(doc(b, "DatabaseRole"))),
    ("operator-reference", "a superuser", lambda b: spec(b, "DatabaseRole").update(superuser=True)),
    ("operator-reference", "a user of no broker", lambda b: spec(b, "User")["rabbitmqClusterReference"].update(name="rabbit")),
    ("operator-reference", "a permission of nobody", lambda b: spec(b, "Permission")["userReference"].update(name="watter")),
    ("operator-reference", "a virtual host that is not there", lambda b: spec(b, "Permission").update(vhost="/")),
    ("operator-reference", "a permission for everything", lambda b: spec(b, "Permission")["permissions"].update(read=".*")),
    ("operator-reference", "a permission too few", lambda b: spec(b, "Permission")["permissions"].update(write=r"^jiangzhou\.events$")),
    ("monitor-target", "a monitor of nothing", lambda b: spec(b, "PodMonitor", "postgres")["selector"]["matchLabels"].update({"cnpg.io/cluster": "pg"})),
    ("monitor-target", "a monitor of a port that is not there", lambda b: spec(b, "PodMonitor", "services")["podMetricsEndpoints"][0].update(port="metrics")),
    ("policy-target", "a policy for nobody", lambda b: calls(b)["podSelector"]["matchLabels"].update({"app.kubernetes.io/name": "watter"})),
    ("policy-target", "a policy for everybody", lambda b: calls(b).update(podSelector={})),
    ("policy-peer", "a caller that does not exist", lambda b: calls(b)["ingress"][0]["from"][0]["podSelector"]["matchLabels"].update({"app.kubernetes.io/name": "gate"})),
    ("policy-peer", "a database that does not exist", lambda b: spec(b, "NetworkPolicy")["egress"][1]["to"][0]["podSelector"]["matchLabels"].update({"cnpg.io/cluster": "pg"})),
    ("policy-port", "a port on which the caller finds nobody", lambda b: calls(b)["egress"][0]["ports"][0].update(port=8081)),
    ("policy-port", "a port on which nobody listens", lambda b: calls(b)["ingress"][0]["ports"][0].update(port=80)),
    ("policy-port", "every port", lambda b: calls(b)["egress"][0].pop("ports")),
    ("policy-agreement", "a call that the other side refuses", lambda b: calls(b)["ingress"][0]["from"].pop()),
    ("policy-agreement", "an open door that nobody uses", lambda b: calls(b, "finance").pop("egress")),
    ("policy-address", "a configured colleague out of reach", lambda b: calls(b, "finance").pop("egress")),
    ("policy-address", "a broker out of reach", lambda b: b.docs.remove(doc(b, "NetworkPolicy", "water-broker"))),
    ("policy-address", "a migration without its database", lambda b: spec(b, "NetworkPolicy", "water-migrate").pop("egress")),
    ("policy-ingress", "an ingress controller that is kept out", lambda b: b.docs.remove(doc(b, "NetworkPolicy", "gateway-ingress"))),
    ("issuer", "keys of nobody", lambda b: settings(b, "http://gateway:8080/", "http://gate:8080/", "housing")),
    ("issuer", "keys that may not be fetched", lambda b: calls(b, "emergency").pop("egress")),
]  # fmt: skip

Edit = Callable[[Doc], Any]
COMPOSE_FAULTS: list[tuple[str, str, Edit]] = [
    ("must both be there", "no migration", lambda c: c["services"].pop("water-migrate")),
    ("does not wait for", "served before it is migrated", lambda c: c["services"]["water"]["depends_on"].pop("water-migrate")),
    ("must run `serve`", "migrating twice", lambda c: c["services"]["water"].update(command=["migrate"])),
    ("another service's image", "another service's image", lambda c: c["services"]["water"]["build"]["args"].update(SERVICE="finance")),
    ("which is not there", "a dependency that is not there", lambda c: c["services"]["water"]["depends_on"].update(redis={"condition": "service_started"})),
    ("unknown condition", "a mistyped condition", lambda c: c["services"]["water"]["depends_on"]["postgres"].update(condition="healthy")),
    ("has no healthcheck", "no health check", lambda c: c["services"]["rabbitmq"].pop("healthcheck")),
    ("only the gateway may", "a department's port in the open", lambda c: c["services"]["water"].update(ports=["8081:8080"])),
    ("is not declared", "a secret that is not declared", lambda c: c["secrets"].pop("gateway-identity")),
    ("is not declared", "a network that is not declared", lambda c: c["networks"].pop("inside")),
    ("does not exist", "a file that does not exist", lambda c: c["services"]["postgres"]["volumes"].append("./init.sql:/init.sql")),
    ("which version", "the tag latest", lambda c: c["services"]["postgres"].update(image="${POSTGRES_IMAGE:-postgres:latest}")),
    ("read_only", "a writable container", lambda c: c["services"]["water"].pop("read_only")),
    ("X-Forwarded-For", "a gateway that believes everybody", lambda c: c["services"]["gateway"]["environment"].update({TRUSTED_PROXIES: "10.0.0.0/8"})),
    ("it is reached at", "no public address", lambda c: c["services"]["gateway"]["environment"].pop(PUBLIC_URL)),
    ("it is reached at", "the address of another port", lambda c: c["services"]["gateway"].update(ports=["127.0.0.1:9090:8080"])),
    ("in the open", "a password in a URL", lambda c: c["services"]["water"]["environment"].update(JIANGZHOU__BROKER__URL="amqp://water:hunter2@rabbitmq:5672/jiangzhou")),
    ("without a default", "a password with a default", lambda c: c["services"]["postgres"]["environment"].update(POSTGRES_PASSWORD="${POSTGRES_PASSWORD:-postgres}")),
    (".env.example", "a variable nobody explains", lambda c: c["services"]["postgres"]["environment"].update(EXTRA_PASSWORD="${EXTRA_PASSWORD:?set it}")),
]  # fmt: skip


class PlantedFaults(unittest.TestCase):
    def test_each_planted_fault_is_found(self) -> None:
        sound = all_builds()["overlays/production"]
        for rule, what, change in FAULTS:
            with self.subTest(rule=rule, fault=what):
                build = Build("planted", copy.deepcopy(sound.docs), sound.services)
                change(build)
                self.assertIn(rule, {fault.rule for fault in findings(build)})

    def test_every_rule_has_a_planted_fault(self) -> None:
        self.assertEqual(CHECKS.keys() - {rule for rule, _, _ in FAULTS}, set())

    def test_each_fault_in_compose_is_found(self) -> None:
        example = (compose_check.DOCKER / ".env.example").read_text(encoding="utf-8")
        for words, what, change in COMPOSE_FAULTS:
            with self.subTest(fault=what):
                # load() resolves the anchors; a copy of each part keeps a change in one from showing in another
                compose = copy.deepcopy(compose_check.load())
                compose["services"] = {name: copy.deepcopy(part) for name, part in compose["services"].items()}
                change(compose)
                self.assertIn(words, "\n".join(compose_check.faults(compose, service_names(), example)))

    def test_each_fault_in_the_dockerfile_is_found(self) -> None:
        text = (compose_check.DOCKER / "Dockerfile").read_text(encoding="utf-8")
        planted = [
            ("FROM ${RUNTIME_IMAGE}", "FROM debian:bookworm"),
            ("USER 10001:10001", "USER root"),
            ('ENTRYPOINT ["/usr/local/bin/service"]', "ENTRYPOINT /usr/local/bin/service"),
            ("STOPSIGNAL SIGTERM", ""),
            ("EXPOSE 8080", "RUN true\nEXPOSE 8080"),
            ("--locked -p ${SERVICE}", "-p ${SERVICE}"),
            (" ! -path '*/tests/*.rs'", ""),
            (" ! -path '*/benches/*.rs'", ""),
            (" ! -path '*/src/bin/*.rs'", ""),
            (" ! -path '*/src/lib.rs'", ""),
            (" ! -name main.rs", ""),
            (" ! -name Cargo.toml", ""),
            ("AS manifests\n", "AS manifests\nRUN rm -rf services/*/tests\n"),
            ("AS manifests\n", "AS stubs\n"),
        ]
        for old, new in planted:
            with self.subTest(line=old):
                self.assertIn(old, text)
                self.assertNotEqual(list(compose_check.dockerfile_faults(text.replace(old, new))), [])

    def test_a_department_alone_that_nobody_can_log_in_to_is_found(self) -> None:
        sound = all_builds()["departments/water"]
        for rule, change in {
            "issuer": lambda b: spec(b, "NetworkPolicy", "water-alone").pop("egress"),
            "policy-ingress": lambda b: spec(b, "NetworkPolicy", "water-alone").pop("ingress"),
            "ingress-path": lambda b: spec(b, "Ingress")["rules"][0]["http"]["paths"][0].update(path="/"),
        }.items():
            with self.subTest(rule=rule):
                build = Build("planted", copy.deepcopy(sound.docs), sound.services, sound.whole)
                change(build)
                self.assertEqual({fault.rule for fault in findings(build)}, {rule})

    def test_a_service_that_nobody_deploys_is_found(self) -> None:
        missing = {fault.where for fault in coverage(all_builds(), service_names() | {"forestry"})}
        self.assertLessEqual({"base/forestry", "departments/forestry", "overlays/dev Deployment/forestry"}, missing)
        compose = compose_check.load()
        faults = list(compose_check.faults(compose, service_names() | {"forestry"}, ""))
        self.assertIn("`forestry` and `forestry-migrate` must both be there", faults)

    def test_a_folder_that_does_not_build_is_found(self) -> None:
        with TemporaryDirectory(dir=builds.K8S / "tests") as folder:
            Path(folder, "kustomization.yaml").write_text("resources: [missing.yaml]\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "does not build"):
                render(Path(folder))

    def test_quantities_are_read_as_kubernetes_reads_them(self) -> None:
        self.assertEqual([quantity(text) for text in ("100m", "0.1", "1Ki", "1k", "2")], [quantity("0.1"), quantity("100m"), 1024, 1000, 2])
        self.assertEqual([quantity(text) for text in ("1 Gi", "1GiB", "-1", "", None, "1e")], [None] * 6)


if __name__ == "__main__":
    unittest.main()
