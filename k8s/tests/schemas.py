"""The Kubernetes schemas (offline, strict), and small ones of our own for the operators' kinds that we use.

Ours know the fields that we write and refuse every other one: a mistyped field would be ignored or refused
by the operator's own definition, and either is found late.
"""

from __future__ import annotations

import functools
import json
from typing import Any

import jsonschema
import kubernetes_validate
from kubernetes_validate import utils

from checks_workload import Faults
from model import Build, Doc

KUBERNETES = "1.33"

# The definitions are megabytes of JSON: read them once.
utils.schema_contents = functools.cache(utils.schema_contents)


def obj(required: list[str], **properties: Any) -> Doc:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
FLAG = {"type": "boolean"}
ANYTHING = {"type": "object"}
STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
NAMED = obj(["name"], name=TEXT)
RESOURCES = obj(["requests", "limits"], requests=ANYTHING, limits=ANYTHING)
RETAIN = {"enum": ["retain", "delete"]}

ALERT = obj(
    ["alert", "expr", "labels", "annotations"],
    alert={"type": "string", "pattern": "^[a-z_]+$"},
    expr=TEXT,
    labels=obj(["severity"], severity={"enum": ["warning", "critical"]}),
    annotations=obj(["summary", "runbook"], summary=TEXT, runbook=TEXT),
)
ALERT["properties"]["for"] = {"type": "string", "pattern": "^[0-9]+(s|m|h)$"}

SPECS: dict[tuple[str, str], Doc] = {
    ("postgresql.cnpg.io/v1", "Cluster"): obj(
        ["instances", "storage", "imageCatalogRef"],
        instances=COUNT,
        imageCatalogRef=obj(
            ["apiGroup", "kind", "name", "major"],
            apiGroup={"const": "postgresql.cnpg.io"},
            kind={"enum": ["ImageCatalog", "ClusterImageCatalog"]},
            name=TEXT,
            major={"type": "integer", "minimum": 14},
        ),
        bootstrap=obj(
            ["initdb"],
            initdb=obj(
                ["database", "owner"],
                database=TEXT,
                owner=TEXT,
                encoding=TEXT,
                localeCollate=TEXT,
                localeCType=TEXT,
                dataChecksums=FLAG,
            ),
        ),
        postgresql=obj(
            ["pg_hba"],
            parameters=STRINGS,
            pg_hba={"type": "array", "items": TEXT, "minItems": 1},
            synchronous=obj(
                ["method", "number"],
                method={"enum": ["any", "first"]},
                number=COUNT,
                dataDurability={"enum": ["required", "preferred"]},
            ),
        ),
        storage=obj(["size"], size=TEXT, storageClass=TEXT),
        walStorage=obj(["size"], size=TEXT, storageClass=TEXT),
        resources=RESOURCES,
        affinity=obj(
            [],
            enablePodAntiAffinity=FLAG,
            podAntiAffinityType={"enum": ["preferred", "required"]},
            topologyKey=TEXT,
        ),
        primaryUpdateStrategy={"enum": ["unsupervised", "supervised"]},
        enableSuperuserAccess=FLAG,
    ),
    ("postgresql.cnpg.io/v1", "Database"): obj(
        ["cluster", "name", "owner"], cluster=NAMED, name=TEXT, owner=TEXT, databaseReclaimPolicy=RETAIN
    ),
    ("postgresql.cnpg.io/v1", "DatabaseRole"): obj(
        ["cluster", "name", "login", "passwordSecret"],
        cluster=NAMED,
        name=TEXT,
        login=FLAG,
        inRoles={"type": "array", "items": TEXT},
        passwordSecret=NAMED,
        databaseRoleReclaimPolicy=RETAIN,
        superuser=FLAG,
        createrole=FLAG,
        createdb=FLAG,
        bypassrls=FLAG,
    ),
    ("rabbitmq.com/v1beta1", "RabbitmqCluster"): obj(
        ["replicas", "persistence", "resources"],
        replicas=COUNT,
        image=TEXT,
        persistence=obj(["storage"], storage=TEXT, storageClassName=TEXT),
        resources=RESOURCES,
        rabbitmq=obj([], additionalConfig=TEXT, additionalPlugins={"type": "array", "items": TEXT}),
        affinity=ANYTHING,
        override=ANYTHING,
    ),
    ("rabbitmq.com/v1beta1", "Vhost"): obj(
        ["name", "rabbitmqClusterReference"],
        name=TEXT,
        defaultQueueType={"enum": ["quorum", "classic", "stream"]},
        deletionPolicy=RETAIN,
        rabbitmqClusterReference=NAMED,
    ),
    ("rabbitmq.com/v1beta1", "User"): obj(
        ["rabbitmqClusterReference"],
        rabbitmqClusterReference=NAMED,
        tags={"type": "array", "items": {"enum": ["management", "policymaker", "monitoring", "administrator"]}},
        importCredentialsSecret=NAMED,
    ),
    ("rabbitmq.com/v1beta1", "Permission"): obj(
        ["vhost", "permissions", "rabbitmqClusterReference", "userReference"],
        vhost=TEXT,
        userReference=NAMED,
        permissions=obj(["configure", "write", "read"], configure=TEXT, write=TEXT, read=TEXT),
        rabbitmqClusterReference=NAMED,
    ),
    ("monitoring.coreos.com/v1", "PodMonitor"): obj(
        ["selector", "podMetricsEndpoints"],
        selector=obj([], matchLabels=STRINGS, matchExpressions={"type": "array"}),
        podTargetLabels={"type": "array", "items": TEXT},
        podMetricsEndpoints={
            "type": "array",
            "minItems": 1,
            "items": obj(["port"], port=TEXT, path=TEXT, interval={"type": "string", "pattern": "^[0-9]+(ms|s|m)$"}),
        },
    ),
    ("monitoring.coreos.com/v1", "PrometheusRule"): obj(
        ["groups"],
        groups={"type": "array", "minItems": 1, "items": obj(["name", "rules"], name=TEXT, rules={"type": "array", "minItems": 1, "items": ALERT})},
    ),
}


def schemas(build: Build) -> Faults:
    for doc in build.docs:
        fault = schema_fault(json.dumps(doc, sort_keys=True))
        if fault is not None:
            yield doc, fault


@functools.cache
def schema_fault(text: str) -> str | None:
    """What a document breaks in its schema. By its text, for most documents are in several builds."""
    doc = json.loads(text)
    spec = SPECS.get((str(doc.get("apiVersion")), str(doc.get("kind"))))
    try:
        if spec is not None:
            jsonschema.validate(doc.get("spec"), spec)
        else:
            kubernetes_validate.validate(doc, KUBERNETES, strict=True)
    except jsonschema.ValidationError as error:
        path = ".".join(str(part) for part in error.absolute_path)
        return f"{path or 'document'}: {error.message[:300]}"
    except (kubernetes_validate.SchemaNotFoundError, KeyError):
        return f"Kubernetes {KUBERNETES} has no {doc.get('apiVersion')} {doc.get('kind')}"
    return None
