//! `with-servers` leaves neither a process nor a file behind, however it ends.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use lapin::{Connection, ConnectionProperties};
use rustix::process::{Pid, Signal, kill_process};
use testkit::process_table::{descendants, is_alive, mentioning};
use testkit::{PostgresAdmin, servers, temporary_folder};

fn with_servers(dir: &Path, command: &[&str]) -> Command {
    let mut with_servers = Command::new(env!("CARGO_BIN_EXE_with-servers"));
    with_servers.arg("--dir").arg(dir).arg("--").args(command);
    with_servers
}

/// Starts it with a command that never ends, and waits until the command runs; all its processes.
fn start_endless(dir: &Path, command: &str) -> (Child, Vec<u32>) {
    let up = dir.with_extension("up");
    let script = format!("touch {}; {command}", up.display());
    let mut run = with_servers(dir, &["sh", "-c", &script]).spawn().unwrap();
    while !up.exists() {
        assert_eq!(run.try_wait().unwrap(), None);
        std::thread::sleep(Duration::from_millis(10));
    }
    // The shell has forked by then, but the last program may not have replaced its copy yet.
    let deadline = Instant::now() + Duration::from_secs(120);
    loop {
        let processes = descendants(run.id());
        let names: Vec<String> = processes.iter().filter_map(|pid| name_of(*pid)).collect();
        let missing = ["postgres", "beam.smp", "epmd", "sleep"]
            .into_iter()
            .find(|name| !names.iter().any(|n| n == name));
        let Some(missing) = missing else { return (run, processes) };
        assert!(Instant::now() < deadline, "{missing} does not run");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The program of a process; none if it has ended meanwhile.
fn name_of(pid: u32) -> Option<String> {
    Some(std::fs::read_to_string(format!("/proc/{pid}/comm")).ok()?.trim().to_owned())
}

fn signal(run: &Child, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(run.id()).unwrap()).unwrap(), signal).unwrap();
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).unwrap().next().is_none()
}

#[test]
fn the_command_finds_the_servers_and_its_status_is_passed_on() {
    let folder = temporary_folder().unwrap();
    let dir = folder.path().join("test");
    let this = std::env::current_exe().unwrap();
    let script = "\"$0\" --ignored --exact both_servers_work && exit 7";
    let status = with_servers(&dir, &["sh", "-c", script, this.to_str().unwrap()]).status().unwrap();
    assert_eq!(status.code(), Some(7));
    assert!(is_empty(&dir));
    assert_eq!(mentioning(&dir), [0_u32; 0]);
}

#[tokio::test]
#[ignore = "run inside with-servers by the_command_finds_the_servers_and_its_status_is_passed_on"]
async fn both_servers_work() {
    let servers = servers();
    let database = servers.create_test_database("water").await.unwrap();
    PostgresAdmin::new(&database.app_url).connect().await.unwrap();
    let vhost = servers.create_test_vhost("water").await.unwrap();
    for url in [&servers.amqp_url, &vhost.amqp_url] {
        Connection::connect(url, ConnectionProperties::default()).await.unwrap();
    }
}

#[test]
fn nothing_is_left_after_a_request_to_stop() {
    let folder = temporary_folder().unwrap();
    let dir = folder.path().join("test");
    let (mut run, processes) = start_endless(&dir, "sleep 600 & sleep 600");
    signal(&run, Signal::TERM);
    assert_eq!(run.wait().unwrap().code(), Some(128 + 15));
    assert!(!processes.iter().any(|pid| is_alive(*pid)));
    assert!(is_empty(&dir));
    assert_eq!(mentioning(&dir), [0_u32; 0]);
}

#[test]
fn no_process_outlives_a_kill_and_the_next_run_removes_the_files() {
    let folder = temporary_folder().unwrap();
    let dir = folder.path().join("test");
    let (mut run, processes) = start_endless(&dir, "exec sleep 600");
    signal(&run, Signal::KILL);
    run.wait().unwrap();
    let deadline = Instant::now() + Duration::from_secs(120);
    while processes.iter().any(|pid| is_alive(*pid)) {
        assert!(Instant::now() < deadline, "processes live on");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(!is_empty(&dir));
    let next = with_servers(&dir, &["true"]).status().unwrap();
    assert!(next.success());
    assert!(is_empty(&dir));
}

#[test]
fn without_with_servers_a_test_says_how_to_run_it() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "both_servers_work"])
        .env_remove("JIANGZHOU_TEST_POSTGRES_URL")
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success());
    assert!(message.contains("JIANGZHOU_TEST_POSTGRES_URL is not set"), "{message}");
    assert!(
        message.contains("cargo run -p testkit --bin with-servers -- cargo test -p testkit"),
        "{message}"
    );
}
