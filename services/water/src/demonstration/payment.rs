//! What becomes of the county's bills: told, paid in several ways, paid late, or not at all.

use chrono::{Days, NaiveDate};
use platform::database::Pg;
use rules::{Money, RuleSet};

use super::{
    county::{County, Supplier},
    quarter::BUREAU,
    random::Random,
    staff,
};
use crate::{
    domain::{bill::BillStatus, payment_method::PaymentMethod},
    service::{
        billing::{
            notify_bill::notify_bill,
            register_payment::{CollectorPolicy, NewPayment, register_payment},
        },
        error::UseCaseError,
    },
    store::{
        billing::{
            bill::{self, BillFilter, BillListRow},
            run::RunRow,
        },
        corrupt,
    },
};

/// Of a thousand bills of earlier quarters, and of the quarters of the last half year, how many stay unpaid.
const UNPAID_EARLIER: u64 = 12;
const UNPAID_LATELY: u64 = 40;
/// Of a thousand bills of the last billed quarter, how many are paid, told and left unpaid, and told only lately; nobody
/// was told of the others.
const PAID_AT_LAST: u64 = 700;
const OVERDUE_AT_LAST: u64 = 140;
const TOLD_LATELY: u64 = 110;
/// Of a thousand payments, how many come after the last day to pay.
const LATE: u64 = 110;
/// Days before the county's day on which the last payment came.
const QUIET: u64 = 10;

/// What becomes of a bill.
enum Conduct {
    NotTold,
    Told(NaiveDate),
    Paid { told_on: NaiveDate, paid_on: NaiveDate },
}

impl Conduct {
    fn draw(random: &mut Random, county: &County, run: &RunRow, billed_on: NaiveDate) -> Self {
        let drawn = random.between(1, 1_000);
        let told_on = billed_on + Days::new(random.between(1, 5));
        let last = county.billed_through.map(|period| period.to_string());
        let unpaid = if county.as_of - billed_on < chrono::TimeDelta::days(330) {
            UNPAID_LATELY
        } else {
            UNPAID_EARLIER
        };
        let is_paid = if last.as_deref() == Some(run.period.as_str()) {
            if drawn > PAID_AT_LAST + OVERDUE_AT_LAST + TOLD_LATELY {
                return Self::NotTold;
            }
            if drawn > PAID_AT_LAST + OVERDUE_AT_LAST {
                return Self::Told(county.as_of - Days::new(random.between(1, 9)));
            }
            drawn <= PAID_AT_LAST
        } else {
            drawn > unpaid
        };
        if !is_paid {
            return Self::Told(told_on);
        }
        let after = if random.permille(LATE) {
            random.between(17, 60)
        } else {
            random.between(0, 14)
        };
        let paid_on = (told_on + Days::new(after)).min(county.as_of - Days::new(QUIET));
        Self::Paid {
            told_on: told_on.min(paid_on),
            paid_on,
        }
    }
}

/// Something that happens to a bill on a day.
enum Deed {
    Tell,
    Pay(NewPayment),
}

/// Tells the users of a run's bills and registers what they pay, day by day; says how many payments there were.
pub async fn settle(
    conn: &mut Pg,
    rules: &RuleSet,
    county: &County,
    supplier: &Supplier,
    run: &RunRow,
    billed_on: NaiveDate,
) -> Result<usize, UseCaseError> {
    let filter = BillFilter {
        run_id: Some(run.id),
        state: Some(BillStatus::Issued),
        ..BillFilter::default()
    };
    let bills = bill::list(conn, &filter, &bill::SORTING.all()).await?.items;
    let mut deeds: Vec<(NaiveDate, &BillListRow, Deed)> = Vec::with_capacity(bills.len() * 2);
    for bill in &bills {
        let mut random = Random::of_name(county.seed, &bill.number);
        match Conduct::draw(&mut random, county, run, billed_on) {
            Conduct::NotTold => {}
            Conduct::Told(on) => deeds.push((on, bill, Deed::Tell)),
            Conduct::Paid { told_on, paid_on } => {
                deeds.push((told_on, bill, Deed::Tell));
                deeds.push((paid_on, bill, Deed::Pay(payment(&mut random, supplier, bill, paid_on)?)));
            }
        }
    }
    // Stable: on one day a bill is told of before it is paid.
    deeds.sort_by_key(|(day, ..)| *day);
    let mut payments = 0;
    for (day, bill, deed) in deeds {
        let act = staff::billing(day);
        match deed {
            Deed::Tell => drop(notify_bill(conn, rules, bill.id, bill.version, &act).await?),
            Deed::Pay(new) => {
                let policy = CollectorPolicy {
                    bureau: BUREAU,
                    only: None,
                };
                register_payment(conn, rules, bill.id, &new, policy, &act).await?;
                payments += 1;
            }
        }
    }
    Ok(payments)
}

fn payment(random: &mut Random, supplier: &Supplier, bill: &BillListRow, paid_on: NaiveDate) -> Result<NewPayment, UseCaseError> {
    let is_large = bill.total_fen > 500_000;
    let weights = [
        (PaymentMethod::BankTransfer, if is_large { 8 } else { 3 }),
        (PaymentMethod::Online, 4),
        (PaymentMethod::Card, 2),
        (PaymentMethod::Cash, u64::from(!is_large)),
    ];
    let collector = if random.permille(600) { supplier.code.as_str() } else { BUREAU };
    Ok(NewPayment {
        amount: Money::from_fen(bill.total_fen).ok_or_else(|| corrupt("a bill's total is out of range"))?,
        paid_on,
        method: random.weighted(weights).unwrap_or(PaymentMethod::Online),
        collector: collector.to_owned(),
        reference: format!("演示-{}", bill.number),
    })
}
