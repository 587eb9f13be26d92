//! Free TCP ports.

use std::collections::HashSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::{LazyLock, Mutex, PoisonError};

use anyhow::{Result, bail};
use rand::Rng;

const LOWEST: u16 = 15_000;

static GIVEN: LazyLock<Mutex<HashSet<u16>>> = LazyLock::new(Mutex::default);

/// A port of 127.0.0.1 on which nothing listens, never the same one twice in one process.
///
/// It lies below the range from which the system takes the ports of outgoing connections: a server that is killed and started again
/// would otherwise now and then find its port taken by somebody's connection.
pub fn free_port() -> Result<u16> {
    let highest = lowest_outgoing_port().saturating_sub(1).max(LOWEST + 1_000);
    for _ in 0..1_000 {
        let port = rand::rng().random_range(LOWEST..=highest);
        let is_new = GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(port);
        if is_new && is_free(port) {
            return Ok(port);
        }
    }
    bail!("no free port between {LOWEST} and {highest} on 127.0.0.1")
}

/// Whether nothing listens on the port of 127.0.0.1.
pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

fn lowest_outgoing_port() -> u16 {
    fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range")
        .ok()
        .and_then(|range| range.split_whitespace().next()?.parse().ok())
        .unwrap_or(32_768)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_port_can_be_listened_on_and_is_given_once() {
        let ports: Vec<u16> = (0..50).map(|_| free_port().unwrap()).collect();
        let different: HashSet<u16> = ports.iter().copied().collect();
        assert_eq!(different.len(), ports.len());
        for port in ports {
            assert!(port < lowest_outgoing_port());
            drop(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).unwrap());
        }
    }

    #[test]
    fn a_port_on_which_somebody_listens_is_not_free() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, free_port().unwrap())).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(!is_free(port));
        drop(listener);
        assert!(is_free(port));
    }
}
