//! What `/proc` tells about running processes: used to leave none behind, and by tests to show that none was.

use std::fs;
use std::path::Path;

/// Whether the process runs. A zombie, which only waits for its parent to look, does not.
pub fn is_alive(pid: u32) -> bool {
    read_stat(pid).is_some_and(|stat| !matches!(stat.state, 'Z' | 'X'))
}

/// All living children, grandchildren and so on of a process, nearest first.
pub fn descendants(pid: u32) -> Vec<u32> {
    let table: Vec<(u32, u32)> = all()
        .into_iter()
        .filter_map(|child| read_stat(child).map(|stat| (child, stat)))
        .filter(|(_, stat)| !matches!(stat.state, 'Z' | 'X'))
        .map(|(child, stat)| (child, stat.parent))
        .collect();
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(table.iter().filter(|(_, of)| *of == parent).map(|(child, _)| *child));
        next += 1;
    }
    found.remove(0);
    found
}

/// The living processes of which an argument or an environment variable contains the path.
///
/// Of processes of other users only root sees the environment.
pub fn mentioning(path: &Path) -> Vec<u32> {
    all().into_iter().filter(|pid| is_alive(*pid) && mentions(*pid, path)).collect()
}

/// Whether an argument or an environment variable of the process contains the path.
pub(crate) fn mentions(pid: u32, path: &Path) -> bool {
    let needle = path.as_os_str().as_encoded_bytes();
    ["cmdline", "environ"].iter().any(|file| {
        fs::read(format!("/proc/{pid}/{file}"))
            .is_ok_and(|text| !needle.is_empty() && text.windows(needle.len()).any(|window| window == needle))
    })
}

fn all() -> Vec<u32> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

struct Stat {
    state: char,
    parent: u32,
}

fn read_stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // "pid (name) state ppid …"; the name may itself contain spaces and brackets.
    let mut fields = text.get(text.rfind(')')? + 1..)?.split_whitespace();
    Some(Stat {
        state: fields.next()?.chars().next()?,
        parent: fields.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_running_child_is_a_living_descendant_and_a_finished_one_is_not() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        assert!(is_alive(child.id()));
        assert!(descendants(std::process::id()).contains(&child.id()));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        assert!(!status.success());
        assert!(!is_alive(child.id()));
        assert!(!descendants(std::process::id()).contains(&child.id()));
    }

    #[test]
    fn a_process_is_found_by_a_path_in_its_arguments() {
        let path = Path::new("/nowhere/jiangzhou-process-table-test");
        let mut child = Command::new("cat")
            .arg("-")
            .env("SOME_FOLDER", path)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        assert_eq!(mentioning(path), [child.id()]);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(mentioning(path), [0_u32; 0]);
    }
}
