//! Golden samples: what a message looks like on the wire does not change unnoticed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use contracts::{CATALOGUE, Envelope, Message, finance, water};
use serde::{Serialize, de::DeserializeOwned};

fn round_trip<M: Message + Serialize + DeserializeOwned>() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(format!("{}.json", M::TYPE));
    let text = fs::read_to_string(&path).unwrap();
    let envelope: Envelope<M> = serde_json::from_str(&text).unwrap();
    assert_eq!(envelope.kind, M::TYPE);
    assert_eq!(envelope.source, format!("/jiangzhou/{}", M::PRODUCER.name()));
    let again = serde_json::to_value(&envelope).unwrap();
    assert_eq!(
        again,
        serde_json::from_str::<serde_json::Value>(&text).unwrap(),
        "{} changed its shape",
        M::TYPE
    );
}

#[test]
fn every_message_reads_and_writes_its_golden_sample() {
    round_trip::<water::SurchargeCollectedV1>();
    round_trip::<water::SurchargeReversedV1>();
    round_trip::<water::ReclaimedIncidentV1>();
    round_trip::<finance::IncomeBookedV1>();
    round_trip::<finance::IncomeReversedV1>();
    round_trip::<finance::PaymentRequestedV1>();
    round_trip::<finance::PaymentAcceptedV1>();
    round_trip::<finance::PaymentRejectedV1>();
    round_trip::<finance::PaymentPaidV1>();
    round_trip::<finance::PaymentFailedV1>();
}

#[test]
fn samples_and_catalogue_name_the_same_messages() {
    let samples: BTreeSet<String> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"))
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .file_name()
                .into_string()
                .unwrap()
                .trim_end_matches(".json")
                .to_owned()
        })
        .collect();
    let catalogue: BTreeSet<String> = CATALOGUE.iter().map(|message| message.kind.to_owned()).collect();
    assert_eq!(samples, catalogue);
}

/// Requests are called after the department that is asked: several may ask.
const REQUESTS: [&str; 1] = [finance::PaymentRequestedV1::TYPE];

#[test]
fn a_message_type_names_its_sender_or_whoever_is_asked_and_its_major_version() {
    for message in CATALOGUE {
        let named = if REQUESTS.contains(&message.kind) {
            assert_eq!(message.consumers.len(), 1, "{}", message.kind);
            message.consumers[0]
        } else {
            message.producer
        };
        assert!(
            message.kind.starts_with(&format!("cn.jiangzhou.{}.", named.name())),
            "{}",
            message.kind
        );
        assert!(
            message
                .kind
                .rsplit_once(".v")
                .is_some_and(|(_, major)| major.parse::<u32>().is_ok()),
            "{}",
            message.kind
        );
        assert!(!message.consumers.is_empty(), "{} has no receiver", message.kind);
    }
}
