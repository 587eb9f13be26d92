//! A service as a child process: ready, not ready, crashed, stopped, killed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use testkit::process_table::{descendants, is_alive};
use testkit::{ServiceProcess, free_port, temporary_folder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const LIMIT: Duration = Duration::from_secs(10);
const NO_ENVIRONMENT: [(&str, &str); 0] = [];

fn shell(folder: &TempDir, script: &str) -> ServiceProcess {
    ServiceProcess::spawn("/bin/sh", ["-c", script], [("GREETING", "good morning")], folder.path().join("log")).unwrap()
}

async fn wait_for_log(service: &mut ServiceProcess, text: &str) {
    while !service.log().contains(text) {
        service.check_running().unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Answers each connection with the next status, and goes on with the last.
async fn answers(statuses: &'static [&'static str]) -> String {
    let listener = TcpListener::bind(("127.0.0.1", free_port().unwrap())).await.unwrap();
    let url = format!("http://{}/readyz", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for count in 0.. {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            let length = connection.read(&mut request).await.unwrap();
            assert!(request[..length].starts_with(b"GET /readyz HTTP/1.1\r\n"));
            let status = statuses[count.min(statuses.len() - 1)];
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 6\r\n\r\nbroker");
            connection.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    url
}

#[tokio::test]
async fn a_service_is_ready_when_it_says_so() {
    let folder = temporary_folder().unwrap();
    let mut service = shell(&folder, "exec sleep 600");
    let url = answers(&["503 Service Unavailable", "503 Service Unavailable", "200 OK"]).await;
    service.wait_ready(&url, LIMIT).await.unwrap();
}

#[tokio::test]
async fn a_service_that_does_not_get_ready_is_reported_with_its_last_answer_and_its_log() {
    let folder = temporary_folder().unwrap();
    let mut service = shell(&folder, "echo waiting for the broker; exec sleep 600");
    wait_for_log(&mut service, "waiting").await;
    let url = answers(&["503 Service Unavailable"]).await;
    let report = service.wait_ready(&url, Duration::from_millis(100)).await.unwrap_err().to_string();
    assert!(report.contains("at last: 503 broker"), "{report}");
    assert!(report.ends_with("waiting for the broker"), "{report}");
}

#[tokio::test]
async fn a_crashed_service_is_reported_at_once_with_its_log() {
    let folder = temporary_folder().unwrap();
    let mut service = shell(&folder, "echo \"$GREETING: no such database\" >&2; exit 3");
    let url = format!("http://127.0.0.1:{}/readyz", free_port().unwrap());
    let start = Instant::now();
    let report = service.wait_ready(&url, Duration::from_mins(5)).await.unwrap_err().to_string();
    assert!(start.elapsed() < LIMIT);
    assert!(report.contains("ended by itself (exit status: 3)"), "{report}");
    assert!(report.ends_with("good morning: no such database"), "{report}");
}

#[tokio::test]
async fn a_service_can_be_stopped_killed_and_started_again() {
    let folder = temporary_folder().unwrap();
    let mut service = shell(&folder, "trap 'echo draining; exit 5' TERM; echo up; while :; do sleep 0.01; done");
    wait_for_log(&mut service, "up").await;
    assert!(service.start_again().is_err());
    assert_eq!(service.terminate(LIMIT).await.unwrap().code(), Some(5));

    service.start_again().unwrap();
    wait_for_log(&mut service, "up\ndraining\nup").await;
    let pid = service.pid();
    service.kill();
    assert!(!is_alive(pid));
    assert_eq!(service.log(), "up\ndraining\nup\n");
    assert!(service.check_running().unwrap_err().to_string().contains("signal: 9"));
}

#[tokio::test]
async fn a_service_that_does_not_stop_is_killed_and_that_is_an_error() {
    let folder = temporary_folder().unwrap();
    let mut service = shell(&folder, "trap '' TERM; echo up; while :; do sleep 0.01; done");
    wait_for_log(&mut service, "up").await;
    let pid = service.pid();
    assert!(service.terminate(Duration::from_millis(200)).await.is_err());
    assert!(!is_alive(pid));
}

#[tokio::test]
async fn a_binary_that_is_not_there_is_named() {
    let folder = temporary_folder().unwrap();
    let refusal = ServiceProcess::spawn("/nowhere/water", ["serve"], NO_ENVIRONMENT, folder.path().join("log"))
        .unwrap_err()
        .to_string();
    assert_eq!(refusal, "/nowhere/water is not built");
}

/// Starts itself again with a setting in its environment, and a service from there.
#[tokio::test]
async fn settings_around_the_test_do_not_reach_the_service() {
    const SETTING: &str = "JIANGZHOU__SERVER__BIND";
    if std::env::var_os(SETTING).is_none() {
        let again = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "settings_around_the_test_do_not_reach_the_service"])
            .env(SETTING, "0.0.0.0:1")
            .status()
            .unwrap();
        assert!(again.success());
        return;
    }
    let folder = temporary_folder().unwrap();
    let own = [("JIANGZHOU__DATABASE__URL", "of the test"), ("GREETING", "good morning")];
    let mut service = ServiceProcess::spawn("/usr/bin/env", [""; 0], own, folder.path().join("log")).unwrap();
    service.wait(LIMIT).await.unwrap();
    assert!(!service.log().contains(SETTING), "{}", service.log());
    assert!(
        service.log().contains("JIANGZHOU__DATABASE__URL=of the test\n"),
        "{}",
        service.log()
    );
}

/// Starts itself again as the process that is killed.
#[tokio::test]
async fn a_service_dies_with_the_process_that_started_it() {
    const FOLDER: &str = "FOLDER_OF_THE_PARENT";
    if let Some(folder) = std::env::var_os(FOLDER) {
        let log = PathBuf::from(folder).join("log");
        let mut service = ServiceProcess::spawn("/bin/sh", ["-c", "echo up; exec sleep 600"], NO_ENVIRONMENT, log).unwrap();
        service.wait(Duration::from_mins(10)).await.unwrap();
        return;
    }
    let folder = temporary_folder().unwrap();
    let mut parent = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_service_dies_with_the_process_that_started_it"])
        .env(FOLDER, folder.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let log = folder.path().join("log");
    while !std::fs::read_to_string(&log).is_ok_and(|log| log == "up\n") {
        assert_eq!(parent.try_wait().unwrap(), None);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let service = descendants(parent.id());
    assert_eq!(service.len(), 1);
    parent.kill().unwrap();
    parent.wait().unwrap();
    let deadline = Instant::now() + LIMIT;
    while is_alive(service[0]) {
        assert!(Instant::now() < deadline, "the service lives on");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
