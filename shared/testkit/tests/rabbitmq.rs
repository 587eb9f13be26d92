//! A private RabbitMQ through stops, kills, crashes and restarts.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use lapin::options::{BasicAckOptions, BasicGetOptions, BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};
use lapin::{BasicProperties, Channel, Confirmation, Connection, ConnectionProperties};
use testkit::process_table::{descendants, is_alive, mentioning};
use testkit::rabbitmq::{QueueState, VHOST, remove_data};
use testkit::{PrivateRabbit, RabbitAdmin, RabbitOptions, free_port, temporary_folder};

async fn connect(url: &str) -> (Connection, Channel) {
    let connection = Connection::connect(url, ConnectionProperties::default()).await.unwrap();
    let channel = connection.create_channel().await.unwrap();
    channel.confirm_select(ConfirmSelectOptions::default()).await.unwrap();
    (connection, channel)
}

async fn declare_quorum_queue(channel: &Channel, name: &str) {
    let mut arguments = FieldTable::default();
    arguments.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    let options = QueueDeclareOptions {
        durable: true,
        ..QueueDeclareOptions::default()
    };
    channel.queue_declare(name.into(), options, arguments).await.unwrap();
}

async fn publish(channel: &Channel, queue: &str, text: &str) {
    let properties = BasicProperties::default().with_delivery_mode(2);
    let options = BasicPublishOptions {
        mandatory: true,
        ..BasicPublishOptions::default()
    };
    let sent = channel
        .basic_publish("".into(), queue.into(), options, text.as_bytes(), properties)
        .await
        .unwrap();
    assert!(matches!(sent.await.unwrap(), Confirmation::Ack(None)), "{text} was not confirmed");
}

async fn receive(channel: &Channel, queue: &str) -> String {
    let options = BasicGetOptions::default();
    let message = channel.basic_get(queue.into(), options).await.unwrap().unwrap();
    message.ack(BasicAckOptions::default()).await.unwrap();
    String::from_utf8(message.data.clone()).unwrap()
}

fn queue(name: &str, messages: u64, consumers: u64) -> QueueState {
    QueueState {
        name: name.to_owned(),
        messages,
        consumers,
    }
}

#[tokio::test]
async fn confirmed_messages_survive_a_kill_and_a_second_start() {
    const MESSAGES: u64 = 100;
    let folder = temporary_folder().unwrap();
    let options = RabbitOptions::for_tests(folder.path().join("rabbitmq"));
    let mut rabbit = PrivateRabbit::start(options.clone()).await.unwrap();
    let url = rabbit.amqp_url();
    let (_connection, channel) = connect(&url).await;
    declare_quorum_queue(&channel, "finance.inbox").await;
    rabbit.settle().await.unwrap();
    for number in 1..=MESSAGES {
        publish(&channel, "finance.inbox", &format!("surcharge {number}")).await;
    }

    let broker = rabbit.pid().unwrap();
    let its_processes = descendants(broker);
    assert!(!its_processes.is_empty());
    rabbit.kill();
    assert!(!is_alive(broker) && !its_processes.iter().any(|pid| is_alive(*pid)));
    assert!(Connection::connect(&url, ConnectionProperties::default()).await.is_err());
    rabbit.start_again().await.unwrap();
    assert_eq!(rabbit.list_queues().await.unwrap(), [queue("finance.inbox", MESSAGES, 0)]);

    rabbit.stop().await.unwrap();
    let refusal = rabbit.list_queues().await.unwrap_err().to_string();
    assert!(refusal.starts_with("this RabbitMQ does not run"), "{refusal}");
    assert_eq!(mentioning(folder.path()), [0_u32; 0]);
    drop(rabbit);
    let rabbit = PrivateRabbit::start(options).await.unwrap();
    assert_eq!(rabbit.amqp_url(), url);
    let (_connection, channel) = connect(&url).await;
    for number in 1..=MESSAGES {
        assert_eq!(receive(&channel, "finance.inbox").await, format!("surcharge {number}"));
    }
}

#[tokio::test]
async fn a_broker_is_private_and_its_virtual_hosts_come_and_go() {
    let folder = temporary_folder().unwrap();
    let wanted = free_port().unwrap();
    let options = RabbitOptions {
        port: Some(wanted),
        ..RabbitOptions::new(folder.path().join("a folder"))
    };
    let base_dir = folder.path().join("a folder");

    // What a run leaves that was killed where nothing kills its children: an Erlang and an epmd that have the folder in their environment.
    // These die at the latest with the test.
    std::fs::create_dir_all(&base_dir).unwrap();
    let leave = |program: &str, arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        command
            .args(["--pdeathsig=KILL", "--", program])
            .args(arguments)
            .env("HOME", &base_dir)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        command.spawn().unwrap()
    };
    let mut left = [
        leave("erl", &["-noinput", "-eval", "io:format(\"up~n\")"]),
        leave("epmd", &["-port", &free_port().unwrap().to_string()]),
    ];
    BufReader::new(left[0].stdout.take().unwrap())
        .read_line(&mut String::new())
        .unwrap();
    let rabbit = PrivateRabbit::start(options.clone()).await.unwrap();
    assert!(left.iter_mut().all(|left| left.try_wait().unwrap().is_some()));

    assert_eq!(rabbit.port(), wanted);
    let refusal = format!("{:#}", PrivateRabbit::start(options).await.unwrap_err());
    assert!(refusal.contains("in use by process"), "{refusal}");
    assert!(format!("{:#}", remove_data(&base_dir).await.unwrap_err()).contains("in use by process"));
    let guest = format!("amqp://guest:guest@127.0.0.1:{wanted}/{VHOST}");
    assert!(Connection::connect(&guest, ConnectionProperties::default()).await.is_err());

    let (_connection, channel) = connect(&rabbit.amqp_url()).await;
    declare_quorum_queue(&channel, "water.inbox").await;
    let admin = RabbitAdmin::open(rabbit.base_dir()).unwrap();
    let (one, two) = tokio::try_join!(admin.create_test_vhost("water"), admin.create_test_vhost("water")).unwrap();
    assert_ne!(one.name, two.name);
    let (_connection, channel) = connect(&one.amqp_url).await;
    declare_quorum_queue(&channel, "water.inbox").await;
    publish(&channel, "water.inbox", "a reading").await;
    assert_eq!(one.list_queues().await.unwrap(), [queue("water.inbox", 1, 0)]);
    assert_eq!(two.list_queues().await.unwrap(), []);
    assert_eq!(rabbit.list_queues().await.unwrap(), [queue("water.inbox", 0, 0)]);

    let gone = one.amqp_url.clone();
    drop(one);
    two.drop_now().await.unwrap();
    assert!(Connection::connect(&gone, ConnectionProperties::default()).await.is_err());

    drop(rabbit);
    assert_eq!(mentioning(folder.path()), [0_u32; 0]);
    remove_data(&base_dir).await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
