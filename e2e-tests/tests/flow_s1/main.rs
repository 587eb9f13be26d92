//! Flow S1, a surcharge from the meter to the treasury, over real services, a real broker and real databases, with
//! everything that can go wrong on the way. One stack serves all scenarios; each leaves it as it found it, and the last
//! one looks whether anything was left behind.

mod county;
mod fault;
mod journey;
mod trace;

use std::{process::ExitCode, sync::Arc};

use libtest_mimic::{Arguments, Failed, Trial};
use tokio::{runtime::Runtime, sync::Mutex};

use county::County;

/// A scenario on the common stack.
type Scenario = for<'a> fn(&'a mut County) -> std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>> + 'a>>;

macro_rules! scenarios {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        [$((stringify!($name), (|county| Box::pin($module::$name(county))) as Scenario)),+]
    };
}

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let scenarios = scenarios![
        journey::a_quarter_is_billed_once_and_the_unbilled_are_listed,
        journey::a_paid_bill_is_settled_with_the_entry_number_that_finance_gave,
        journey::paying_twice_or_in_part_is_refused,
        journey::a_bill_without_surcharge_asks_nothing_of_the_treasury,
        journey::a_credit_bill_reverses_the_entry,
        fault::the_broker_killed_in_the_middle_loses_nothing,
        fault::finance_down_for_a_while_keeps_the_bill_paid_and_settles_it_later,
        fault::water_killed_between_commit_and_publish_publishes_after_its_start,
        fault::finance_killed_between_effect_and_ack_books_once,
        fault::every_message_delivered_twice_has_one_effect,
        fault::a_reversal_that_overtakes_its_collection_waits_for_it,
        fault::a_poison_message_is_parked_visible_and_replayable,
        fault::databases_killed_in_the_middle_lose_nothing,
        fault::two_people_paying_the_same_bill_at_once_pay_it_once,
        trace::a_paid_bill_is_one_trace_from_the_gateway_to_its_settlement,
        journey::the_day_is_reconciled_without_a_difference,
        journey::nothing_is_left_behind,
    ];
    let runtime = match Runtime::new() {
        Ok(runtime) => Arc::new(runtime),
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    // Started by the first scenario that runs, so that `--list` starts nothing.
    let county: Arc<Mutex<Option<County>>> = Arc::default();
    let trials = scenarios
        .into_iter()
        .map(|(name, scenario)| {
            let (runtime, county) = (Arc::clone(&runtime), Arc::clone(&county));
            Trial::test(name, move || runtime.block_on(run(&county, scenario)))
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    let stopped = runtime.block_on(async {
        if let Some(county) = county.lock().await.take() {
            county.stop().await
        } else {
            Ok(())
        }
    });
    if let Err(error) = &stopped {
        eprintln!("the stack did not stop in order: {error:#}");
    }
    if conclusion.has_failed() || stopped.is_err() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

async fn run(county: &Mutex<Option<County>>, scenario: Scenario) -> Result<(), Failed> {
    let mut county = county.lock().await;
    if county.is_none() {
        *county = Some(County::start().await.map_err(described)?);
    }
    match county.as_mut() {
        Some(county) => scenario(county).await.map_err(described),
        None => Err("no stack".into()),
    }
}

fn described(error: anyhow::Error) -> Failed {
    format!("{error:#}").into()
}
