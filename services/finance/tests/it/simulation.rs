//! A long random run of messages, right and wrong, doubled and out of order, against the domain as the model.

use std::{collections::BTreeMap, sync::Arc};

use finance::domain::{
    entry_number::EntryNumber,
    fund::Fund,
    id::EntryId,
    ledger::{Balances, Entry, PostedEntry},
    ruleset::{self, FinanceRules},
    surcharge_income::{Cancellation, Collection, Command, Event, FUND, IncomeError, SurchargeIncome},
};
use platform::broker::{Failure, Received};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use uuid::Uuid;

use crate::support;

/// What the books would be if the domain alone kept them.
struct Model {
    rules: Arc<FinanceRules>,
    states: BTreeMap<u8, SurchargeIncome>,
    balances: Balances,
    entries: u32,
}

impl Model {
    fn fund(rules: &FinanceRules) -> &Fund {
        rules.funds().get(FUND).unwrap()
    }

    fn apply(&mut self, payment: u8, command: Command) -> Result<(), IncomeError> {
        let rules = Arc::clone(&self.rules);
        let fund = Self::fund(&rules);
        let state = self.states.get(&payment).cloned().unwrap_or(SurchargeIncome::Unknown);
        for event in state.apply(command, fund, rules.booking(), EntryId::from(Uuid::now_v7()))? {
            let next = match event {
                Event::Booked { collection, entry } => SurchargeIncome::Booked {
                    collection,
                    entry: self.post(fund, entry)?,
                },
                Event::Reversed { cancellation, entry, .. } => {
                    self.post(fund, entry)?;
                    let SurchargeIncome::Booked { collection, .. } = &state else {
                        panic!("only a booking is reversed")
                    };
                    SurchargeIncome::Reversed {
                        collection: collection.clone(),
                        cancellation,
                    }
                }
            };
            self.states.insert(payment, next);
        }
        Ok(())
    }

    fn post(&mut self, fund: &Fund, entry: Entry) -> Result<PostedEntry, IncomeError> {
        self.balances = self.balances.clone().apply(fund, &entry)?;
        self.entries += 1;
        Ok(PostedEntry {
            number: EntryNumber::new(fund, entry.booked_on(), self.entries),
            entry,
            reversed_by: None,
        })
    }
}

/// A message: payment, whether it reverses, amount in yuan, day of March.
fn message((payment, reverses, yuan, day): (u8, bool, u8, u32)) -> (u8, Received, Command) {
    let id = Uuid::from_u128(u128::from(payment) + 1);
    let (amount, date) = (format!("{yuan}.00"), format!("2026-03-{day:02}"));
    if reverses {
        let received = support::reversed(id, &amount, &date);
        let command = Command::Cancel(Cancellation::parse(&serde_json::from_value(received.data.clone()).unwrap()).unwrap());
        (payment, received, command)
    } else {
        let received = support::collected(id, &amount, &date);
        let command = Command::Collect(Collection::parse(&serde_json::from_value(received.data.clone()).unwrap()).unwrap());
        (payment, received, command)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_are_what_the_domain_says_whatever_comes_in_whatever_order() {
    const MESSAGES: usize = 300;
    let finance = support::start().await;
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    // Few payments, amounts and days, so that messages really meet.
    let strategy = prop::collection::vec((0_u8..12, any::<bool>(), 1_u8..3, 1_u32..4), MESSAGES);
    let messages = strategy.new_tree(&mut runner).unwrap().current();
    let mut model = Model {
        rules: Arc::new(ruleset::load(None).unwrap()),
        states: BTreeMap::new(),
        balances: Balances::default(),
        entries: 0,
    };
    let mut outcomes: BTreeMap<&str, u32> = BTreeMap::new();
    for drawn in messages {
        let (payment, received, command) = message(drawn);
        let expected = model.apply(payment, command);
        let got = finance.receive(&received).await;
        let seen = match (&expected, &got) {
            (Ok(()), Ok(())) => "done",
            (Err(error), Err(Failure::Transient(reason))) if error.may_succeed_later() && reason.contains(error.code()) => "later",
            (Err(error), Err(Failure::Permanent(reason))) if !error.may_succeed_later() && reason.contains(error.code()) => "never",
            _ => panic!("{drawn:?}: the model says {expected:?}, the service {got:?}"),
        };
        *outcomes.entry(seen).or_default() += 1;
    }
    assert!(outcomes.len() == 3 && outcomes.values().all(|count| *count > 5), "{outcomes:?}");
    for code in ["1001", "4001"] {
        let account = code.to_owned().try_into().unwrap();
        assert_eq!(finance.balance(code).await, model.balances.of(&account).fen(), "{code}");
    }
    assert_eq!(
        finance.count("SELECT count(*) FROM journal_entries").await,
        i64::from(model.entries)
    );
    assert_eq!(finance.outbox().await.len(), usize::try_from(model.entries).unwrap());
    assert_eq!(
        finance
            .count("SELECT count(*) FROM journal_entries WHERE number <> 'SZ-2026-' || lpad(sequence::text, 6, '0')")
            .await,
        0
    );
}
