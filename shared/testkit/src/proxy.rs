//! A TCP connection that can be cut and healed.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// Passes TCP connections on to a server, until it is [`cut`](Self::cut).
#[derive(Debug)]
pub struct ChaosProxy {
    address: SocketAddr,
    target: String,
    line: Option<Line>,
    held: watch::Sender<bool>,
}

/// What exists while the proxy is not cut.
#[derive(Debug)]
struct Line {
    cut: watch::Sender<bool>,
    acceptor: JoinHandle<()>,
}

impl ChaosProxy {
    /// Listens on a free port of 127.0.0.1 and passes on to `target` (`host:port`).
    pub async fn start(target: impl Into<String>) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, crate::free_port()?));
        let mut proxy = Self {
            address,
            target: target.into(),
            line: None,
            held: watch::channel(false).0,
        };
        proxy.heal().await?;
        Ok(proxy)
    }

    /// A proxy before the server of a URL (`postgres://…`, `amqp://…`, `http://…`, with a port), and the URL that leads through it.
    pub async fn before_url(url: &str) -> Result<(Self, String)> {
        let (start, end) = host_and_port(url).with_context(|| format!("{} has no host and port", without_password(url)))?;
        let proxy = Self::start(&url[start..end]).await?;
        let through = format!("{}{}{}", &url[..start], proxy.address, &url[end..]);
        Ok((proxy, through))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Breaks all connections (both ends see a reset) and refuses new ones. When it returns, both have happened.
    pub async fn cut(&mut self) {
        if let Some(line) = self.line.take() {
            line.cut.send_replace(true);
            line.acceptor.await.ok();
        }
    }

    /// From now on keeps what clients send and still delivers what the server sends: a client hears, but is not heard. What is kept
    /// is lost when the client ends, and the server sees that end.
    pub fn hold_clients(&self) {
        self.held.send_replace(true);
    }

    /// Passes on what was kept, and all that follows.
    pub fn release_clients(&self) {
        self.held.send_replace(false);
    }

    /// Accepts connections again, on the same port; nothing happens while it is not cut.
    pub async fn heal(&mut self) -> Result<()> {
        if self.line.is_none() {
            let listener = TcpListener::bind(self.address)
                .await
                .with_context(|| format!("the proxy cannot listen on {}", self.address))?;
            let (cut, is_cut) = watch::channel(false);
            let acceptor = tokio::spawn(accept(listener, self.target.clone(), is_cut, self.held.subscribe()));
            self.line = Some(Line { cut, acceptor });
        }
        Ok(())
    }
}

/// Accepts until the cut, then waits until every connection is broken.
async fn accept(listener: TcpListener, target: String, mut is_cut: watch::Receiver<bool>, is_held: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        let (for_connection, held) = (is_cut.clone(), is_held.clone());
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((client, _)) = accepted {
                    connections.spawn(pass_on(client, target.clone(), for_connection, held));
                }
            }
            Some(_) = connections.join_next() => {}
            // Also when the proxy is dropped.
            _ = is_cut.wait_for(|cut| *cut) => break,
        }
    }
    drop(listener);
    connections.join_all().await;
}

async fn pass_on(mut client: TcpStream, target: String, mut is_cut: watch::Receiver<bool>, is_held: watch::Receiver<bool>) {
    let connected = tokio::select! {
        connected = TcpStream::connect(&target) => connected,
        _ = is_cut.wait_for(|cut| *cut) => return reset(&client),
    };
    let Ok(mut server) = connected else {
        // The server refuses; all a proxy can do is to hang up.
        return reset(&client);
    };
    client.set_nodelay(true).ok();
    server.set_nodelay(true).ok();
    let was_cut = {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        let there = async {
            copy_unless_held(&mut from_client, &mut to_server, is_held).await?;
            to_server.shutdown().await
        };
        let back = async {
            copy(&mut from_server, &mut to_client).await?;
            to_client.shutdown().await
        };
        tokio::select! {
            _ = async { tokio::try_join!(there, back) } => false,
            _ = is_cut.wait_for(|cut| *cut) => true,
        }
    };
    if was_cut {
        reset(&client);
        reset(&server);
    }
}

/// Copies until the end of `from`. An end while it is held is an error, which also ends the connection to the server.
async fn copy_unless_held(
    from: &mut tokio::net::tcp::ReadHalf<'_>,
    to: &mut tokio::net::tcp::WriteHalf<'_>,
    mut is_held: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = from.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        let mut kept = Vec::new();
        if *is_held.borrow() {
            kept.extend_from_slice(&buffer[..length]);
            loop {
                tokio::select! {
                    // The sender is dropped with the proxy; then nothing is held any more.
                    _ = is_held.wait_for(|held| !*held) => break,
                    more = from.read_buf(&mut kept) => if more? == 0 {
                        return Err(ErrorKind::ConnectionAborted.into());
                    },
                }
            }
        }
        to.write_all(if kept.is_empty() { &buffer[..length] } else { &kept }).await?;
    }
}

/// Lets the connection end with a reset when it is dropped.
fn reset(connection: &TcpStream) {
    connection.set_zero_linger().ok();
}

/// Where in a URL `host:port` stands.
fn host_and_port(url: &str) -> Option<(usize, usize)> {
    let authority = url.find("://")? + 3;
    let end = url[authority..].find(['/', '?']).map_or(url.len(), |length| authority + length);
    let start = url[authority..end].rfind('@').map_or(authority, |length| authority + length + 1);
    let (host, port) = url[start..end].rsplit_once(':')?;
    (!host.is_empty() && port.parse::<u16>().is_ok()).then_some((start, end))
}

fn without_password(url: &str) -> &str {
    url.rsplit_once('@').map_or(url, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port_are_found_in_a_url() {
        for (url, expected) in [
            ("postgres://water:p%40ss@127.0.0.1:15432/water", Some("127.0.0.1:15432")),
            ("amqp://127.0.0.1:5672", Some("127.0.0.1:5672")),
            ("http://localhost:8081/readyz?x=a@b:1", Some("localhost:8081")),
            ("http://localhost/readyz", None),
            ("localhost:8081", None),
        ] {
            assert_eq!(host_and_port(url).map(|(start, end)| &url[start..end]), expected, "{url}");
        }
    }
}
