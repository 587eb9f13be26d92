//! A connection cut and healed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::ErrorKind;
use std::time::Duration;

use testkit::ChaosProxy;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server that returns what it gets.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut connection, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let (mut input, mut output) = connection.split();
                tokio::io::copy(&mut input, &mut output).await.ok();
            });
        }
    });
    address
}

async fn exchange(connection: &mut TcpStream, text: &str) -> std::io::Result<String> {
    connection.write_all(text.as_bytes()).await?;
    let mut answer = vec![0; text.len()];
    connection.read_exact(&mut answer).await?;
    Ok(String::from_utf8(answer).unwrap())
}

#[tokio::test]
async fn a_cut_breaks_connections_and_refuses_new_ones_until_it_is_healed() {
    let (mut proxy, url) = ChaosProxy::before_url(&format!("postgres://user:pw@{}/water", echo().await))
        .await
        .unwrap();
    let address = proxy.address();
    assert_eq!(url, format!("postgres://user:pw@{address}/water"));
    let mut before = TcpStream::connect(address).await.unwrap();
    assert_eq!(exchange(&mut before, "one").await.unwrap(), "one");

    for round in ["two", "three"] {
        proxy.cut().await;
        proxy.cut().await;
        assert_eq!(exchange(&mut before, "lost").await.unwrap_err().kind(), ErrorKind::ConnectionReset);
        assert_eq!(TcpStream::connect(address).await.unwrap_err().kind(), ErrorKind::ConnectionRefused);

        proxy.heal().await.unwrap();
        proxy.heal().await.unwrap();
        before = TcpStream::connect(address).await.unwrap();
        assert_eq!(exchange(&mut before, round).await.unwrap(), round);
    }
    drop(proxy);
    assert!(exchange(&mut before, "lost").await.is_err());
}

#[tokio::test]
async fn all_that_was_sent_arrives_when_one_side_closes() {
    let proxy = ChaosProxy::start(echo().await).await.unwrap();
    let mut connection = TcpStream::connect(proxy.address()).await.unwrap();
    let sent: Vec<u8> = (0..1_000_000_u32).map(|number| number.to_le_bytes()[1]).collect();
    let (mut input, mut output) = connection.split();
    let mut received = Vec::new();
    let (written, read) = tokio::join!(
        async {
            output.write_all(&sent).await?;
            output.shutdown().await
        },
        input.read_to_end(&mut received)
    );
    written.unwrap();
    read.unwrap();
    assert!(received == sent, "{} of {} bytes arrived", received.len(), sent.len());
}

#[tokio::test]
async fn a_client_of_a_server_that_is_down_is_hung_up_on() {
    let proxy = ChaosProxy::start(format!("127.0.0.1:{}", testkit::free_port().unwrap()))
        .await
        .unwrap();
    let mut connection = TcpStream::connect(proxy.address()).await.unwrap();
    assert!(exchange(&mut connection, "hello").await.is_err());
}

/// A client and a server that are connected through the proxy, and have exchanged something.
async fn connected() -> (ChaosProxy, TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = ChaosProxy::start(listener.local_addr().unwrap().to_string()).await.unwrap();
    let mut client = TcpStream::connect(proxy.address()).await.unwrap();
    let (mut server, _) = listener.accept().await.unwrap();
    client.write_all(b"one").await.unwrap();
    assert_eq!(hear(&mut server, 3).await, "one");
    (proxy, client, server)
}

async fn hear(connection: &mut TcpStream, length: usize) -> String {
    let mut heard = vec![0; length];
    connection.read_exact(&mut heard).await.unwrap();
    String::from_utf8(heard).unwrap()
}

#[tokio::test]
async fn a_held_client_hears_but_is_heard_only_when_it_is_released() {
    let (proxy, mut client, mut server) = connected().await;
    proxy.hold_clients();
    client.write_all(b"two").await.unwrap();
    server.write_all(b"news").await.unwrap();
    assert_eq!(hear(&mut client, 4).await, "news");
    client.write_all(b" three").await.unwrap();
    let heard = tokio::time::timeout(Duration::from_millis(200), server.peek(&mut [0])).await;
    assert!(heard.is_err(), "the server heard something");

    proxy.release_clients();
    assert_eq!(hear(&mut server, 9).await, "two three");
    client.write_all(b"four").await.unwrap();
    assert_eq!(hear(&mut server, 4).await, "four");
}

#[tokio::test]
async fn what_a_held_client_said_is_lost_when_it_ends() {
    let (proxy, mut client, mut server) = connected().await;
    proxy.hold_clients();
    client.write_all(b"two").await.unwrap();
    drop(client);
    let mut heard = Vec::new();
    // An end or a reset: either way the server knows.
    tokio::time::timeout(Duration::from_secs(10), server.read_to_end(&mut heard))
        .await
        .unwrap()
        .ok();
    assert_eq!(heard, b"");
    proxy.release_clients();
}
