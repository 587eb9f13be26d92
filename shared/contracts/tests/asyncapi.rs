//! The AsyncAPI document is what the types say. `make contracts` writes it anew.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use contracts::{CATALOGUE, Message, finance, water};
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

fn schema<M: Message + JsonSchema>() -> (String, Value) {
    (M::TYPE.to_owned(), schemars::schema_for!(M).to_value())
}

fn document() -> Value {
    let schemas = [
        schema::<water::SurchargeCollectedV1>(),
        schema::<water::SurchargeReversedV1>(),
        schema::<water::ReclaimedIncidentV1>(),
        schema::<finance::IncomeBookedV1>(),
        schema::<finance::IncomeReversedV1>(),
        schema::<finance::PaymentRequestedV1>(),
        schema::<finance::PaymentAcceptedV1>(),
        schema::<finance::PaymentRejectedV1>(),
        schema::<finance::PaymentPaidV1>(),
        schema::<finance::PaymentFailedV1>(),
    ];
    let (mut channels, mut operations, mut messages) = (Map::new(), Map::new(), Map::new());
    for info in CATALOGUE {
        let payload = &schemas
            .iter()
            .find(|(kind, _)| kind == info.kind)
            .expect("every message has a schema")
            .1;
        messages.insert(
            info.kind.to_owned(),
            json!({ "contentType": "application/cloudevents+json", "payload": payload }),
        );
        channels.insert(
            info.kind.to_owned(),
            json!({
                "address": info.kind,
                "messages": { "event": { "$ref": format!("#/components/messages/{}", info.kind) } },
                "bindings": { "amqp": { "is": "routingKey", "exchange": { "name": "jiangzhou.events", "type": "topic", "durable": true, "vhost": "jiangzhou" } } },
            }),
        );
        let channel = json!({ "$ref": format!("#/channels/{}", info.kind) });
        operations.insert(
            format!("{}.sends.{}", info.producer.name(), info.kind),
            json!({ "action": "send", "channel": channel }),
        );
        for consumer in info.consumers {
            operations.insert(
                format!("{}.receives.{}", consumer.name(), info.kind),
                json!({ "action": "receive", "channel": channel }),
            );
        }
    }
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Jiangzhou messages between departments",
            "version": "1",
            "description": "CloudEvents 1.0, structured JSON mode; the schemas are those of the attribute `data`.",
        },
        "channels": channels,
        "operations": operations,
        "components": { "messages": messages },
    })
}

#[test]
fn the_locked_asyncapi_document_is_what_the_types_say() {
    testkit::assert_locked(env!("CARGO_MANIFEST_DIR"), "asyncapi.json", &document());
}
