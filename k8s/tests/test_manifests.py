"""Everything in the repository is as it should be."""

import re
import unittest

from builds import all_builds, folders, service_names
from model import K8S
from validate import coverage, docker_findings, findings


class Manifests(unittest.TestCase):
    def test_every_folder_builds_and_has_no_fault(self) -> None:
        builds = all_builds()
        self.assertEqual(len(builds), len(folders()))
        for name, build in builds.items():
            with self.subTest(folder=name):
                self.assertEqual([str(fault) for fault in findings(build)], [])

    def test_every_service_can_be_deployed_everywhere(self) -> None:
        self.assertEqual([str(fault) for fault in coverage(all_builds(), service_names())], [])

    def test_compose_and_dockerfile_have_no_fault(self) -> None:
        self.assertEqual([str(fault) for fault in docker_findings(service_names())], [])

    def test_no_kustomization_is_outside_the_folders_that_are_built(self) -> None:
        known = {folder / "kustomization.yaml" for folder in folders()}
        components = set((K8S / "components").glob("*/kustomization.yaml"))
        self.assertEqual(set(K8S.rglob("kustomization.y*ml")) - known - components, set())

    def test_a_department_alone_refers_to_nothing_that_it_does_not_bring_but_its_colleagues(self) -> None:
        build = all_builds()["departments/water"]
        kinds = {doc["kind"] for doc in build.docs}
        self.assertLessEqual({"Namespace", "Cluster", "RabbitmqCluster", "Vhost", "Database", "DatabaseRole", "User", "Deployment"}, kinds)
        self.assertEqual([doc["metadata"]["name"] for doc in build.of("Deployment")], ["water"])

    def test_the_small_overlay_has_one_of_everything(self) -> None:
        build = all_builds()["overlays/dev"]
        self.assertEqual([doc["spec"]["replicas"] for doc in build.of("Deployment")], [1] * len(service_names()))
        self.assertEqual([doc["spec"]["instances"] for doc in build.of("Cluster")], [1])
        self.assertEqual([doc["spec"]["replicas"] for doc in build.of("RabbitmqCluster")], [1])
        self.assertEqual(list(build.of("HorizontalPodAutoscaler")), [])

    def test_every_alert_is_explained_to_operators_and_asks_for_a_metric_that_is_there(self) -> None:
        handbook = (K8S.parent / "docs/operations/README.md").read_text()
        metrics = (K8S.parent / "shared/platform/src/http/metrics.rs").read_text()
        rules = [rule for doc in all_builds()["overlays/production"].of("PrometheusRule") for group in doc["spec"]["groups"] for rule in group["rules"]]
        self.assertGreater(len(rules), 5)
        for rule in rules:
            with self.subTest(alert=rule["alert"]):
                self.assertIn(f"`{rule['alert']}`", handbook)
                for metric in re.findall(r"([a-z_]+)\{namespace", rule["expr"]):
                    self.assertIn(f'"{re.sub("_(bucket|count)$", "", metric)}"', metrics)


if __name__ == "__main__":
    unittest.main()
