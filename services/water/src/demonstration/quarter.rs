//! A quarter of the users of one supply company: plans cut, meters changed and read; bills made and paid. Either half is
//! one transaction: what was interrupted begins again with it.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use platform::{
    database::Pg,
    sheet::{FileFormat, ImportMode, Limits, read_table},
};
use rules::RuleSet;
use uuid::Uuid;

use super::{
    DemonstrationError, Loaded,
    county::{County, Supplier, User},
    payment,
    reading_series::{Change, Fate, QuarterReading},
    register::{self, refused},
    staff,
};
use crate::{
    domain::{
        bill::BillStatus,
        code::Coded,
        meter::MeteringRules,
        period::Period,
        reading::{Correction, NewReading, Purpose},
    },
    service::{
        billing::{confirm_run::confirm_run, credit_bill::credit_bill, preview_run::preview_run, process_run::process_whole_run},
        error::UseCaseError,
        file_import::{ImportFile, READING_LAYOUT, import_readings, read_reading},
        meter::{NewMeter, replace_meter},
        reading::record_reading,
    },
    store::{
        billing::{
            bill::{self, BillFilter},
            run::{self, RunFilter, RunRow},
        },
        corrupt, meter, reading, water_user,
    },
};

/// Days after the end of a quarter on which its readings are imported and it is billed.
const IMPORTED: u64 = 9;
const BILLED: u64 = 12;
/// Days after the end of the next quarter on which readings are put right and billed again.
const PUT_RIGHT: u64 = 10;
const BILLED_AGAIN: u64 = 11;
/// Users of one batch of a run.
const BATCH: usize = 500;
/// More than any file of the county holds.
const LIMITS: Limits = Limits {
    bytes: 4 << 20,
    rows: 10_000,
};
/// The bureau's unit, which reads the meters of users with a source of their own and takes payments.
pub const BUREAU: &str = "water_bureau";

/// A user with what its meters show.
pub struct Account {
    /// The user.
    pub user: User,
    /// The opening reading and those of the quarters.
    pub series: Vec<QuarterReading>,
}

/// A quarter of the users of a supply company, or of those with a source of their own.
pub struct Quarter<'a> {
    /// The county.
    pub county: &'a County,
    /// Rules.
    pub rules: &'a RuleSet,
    /// The supply company.
    pub supplier: Option<&'a Supplier>,
    /// Its users.
    pub accounts: &'a [&'a Account],
    /// Place in the series of readings.
    pub index: usize,
    /// The quarter.
    pub period: Period,
}

impl Quarter<'_> {
    /// Name of the file of its readings, by which it is known that they have been loaded.
    pub fn file_name(&self) -> String {
        let supplier = self.supplier.map_or("自备水源", |supplier| supplier.name.as_str());
        format!("演示抄表-{}-{supplier}.csv", self.period)
    }

    fn unit(&self) -> &str {
        self.supplier.map_or(BUREAU, |supplier| supplier.code.as_str())
    }

    fn day(&self, after: u64) -> NaiveDate {
        self.period.last_day() + Days::new(after)
    }

    /// A day in the quarter after this one.
    fn day_of_next(&self, after: u64) -> NaiveDate {
        self.period.next().unwrap_or(self.period).last_day() + Days::new(after)
    }

    fn readings(&self) -> impl Iterator<Item = (&User, &QuarterReading)> {
        self.accounts
            .iter()
            .filter_map(|account| Some((&account.user, account.series.get(self.index)?)))
    }

    /// Cuts plans of the last year, changes meters, records the readings.
    pub async fn read(&self, conn: &mut Pg, loaded: &mut Loaded) -> Result<(), DemonstrationError> {
        if self.period.year() == self.county.last_period.year() {
            self.cut_plans(conn).await?;
        }
        for (user, reading) in self.readings() {
            if let Some(change) = &reading.change {
                change_meter(conn, self.rules, user, change).await.map_err(refused(user))?;
            }
        }
        self.import(conn, loaded).await?;
        self.try_refused(conn).await
    }

    /// Cuts the plans that are cut from this quarter on.
    pub async fn cut_plans(&self, conn: &mut Pg) -> Result<(), DemonstrationError> {
        for (user, _) in self.readings() {
            if let Some(cut) = user.reduction.as_ref().filter(|cut| cut.from == self.period) {
                let user_id = user_id(conn, user).await.map_err(refused(user))?;
                register::cut_plan(conn, self.rules, user_id, cut).await.map_err(refused(user))?;
            }
        }
        Ok(())
    }

    /// Bills the quarter; what its readings lacked is put right after the next ones and billed again.
    pub async fn bill(&self, conn: &mut Pg, supplier: &Supplier, loaded: &mut Loaded) -> Result<(), DemonstrationError> {
        if self.period.year() < self.county.last_period.year() {
            self.cut_plans(conn).await?;
        }
        self.run(conn, supplier, self.day(BILLED), loaded).await?;
        if self.put_right(conn).await? {
            self.run(conn, supplier, self.day_of_next(BILLED_AGAIN), loaded).await?;
        }
        Ok(())
    }

    async fn import(&self, conn: &mut Pg, loaded: &mut Loaded) -> Result<(), DemonstrationError> {
        let refused = |error: UseCaseError| DemonstrationError::Refused(self.file_name(), error);
        let mut rows = Vec::new();
        for (_, found) in self.readings() {
            let value = match &found.fate {
                Fate::Recorded => Some(found.closing.value.clone()),
                Fate::Misread(misread) => Some(&found.closing.value + &misread.excess),
                Fate::Refused(_) | Fate::Unread | Fate::SuppliedLate(_) => None,
            };
            if let Some(value) = value {
                let reading = NewReading {
                    value,
                    ..found.closing.clone()
                };
                rows.push(csv_row(self.period, &found.meter, &reading));
            }
            if let Some((number, reading)) = &found.sub_meter {
                rows.push(csv_row(self.period, number, reading));
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let text = format!("水表编号,计量周期,抄表日期,读数,转满\n{}\n", rows.join("\n"));
        let table = read_table(FileFormat::Csv, text.as_bytes(), LIMITS).map_err(|invalid| refused(invalid.into()))?;
        let parsed = READING_LAYOUT
            .parse_rows(&table, read_reading)
            .map_err(|invalid| refused(invalid.into()))?;
        let file = ImportFile {
            layout: &READING_LAYOUT,
            format: FileFormat::Csv,
            name: self.file_name(),
            table,
            parsed,
            mode: ImportMode::AllOrNothing,
            dry_run: false,
        };
        let act = staff::reader(self.unit(), self.day(IMPORTED));
        let metering = MeteringRules::at(self.rules, act.today).map_err(|refusal| refused(refusal.into()))?;
        let imported = import_readings(conn, &metering, &act, file).await.map_err(refused)?;
        if let Some(fault) = imported.faults.first() {
            return Err(DemonstrationError::NotAsExpected {
                user: format!("{} 第{}行", self.file_name(), fault.line),
                expected: "读数已登记".to_owned(),
                found: fault.message.clone(),
            });
        }
        loaded.readings += imported.stored;
        Ok(())
    }

    /// Readings of which the file says that they are refused.
    async fn try_refused(&self, conn: &mut Pg) -> Result<(), DemonstrationError> {
        let act = staff::reader(self.unit(), self.day(IMPORTED));
        for (user, found) in self.readings() {
            let Fate::Refused(expected) = &found.fate else { continue };
            let outcome = record(conn, self.rules, &act, &found.meter, found.closing.clone()).await;
            match outcome {
                Err(UseCaseError::Refused(refusal)) if refusal.code == expected => {}
                outcome => {
                    return Err(DemonstrationError::NotAsExpected {
                        user: user.code.clone(),
                        expected: expected.clone(),
                        found: outcome.map_or_else(|error| error.to_string(), |()| "读数已登记".to_owned()),
                    });
                }
            }
        }
        Ok(())
    }

    /// Puts the quarter's readings right, now that the next ones have been made; says whether there was anything.
    async fn put_right(&self, conn: &mut Pg) -> Result<bool, DemonstrationError> {
        let act = staff::reader(self.unit(), self.day_of_next(PUT_RIGHT));
        let mut has_any = false;
        for (user, found) in self.readings() {
            let mut reading = found.closing.clone();
            match &found.fate {
                Fate::SuppliedLate(reason) => reading.supplement = Some(reason.clone()),
                Fate::Misread(misread) => {
                    credit(conn, self.rules, user, self.period, &misread.reason, act.today)
                        .await
                        .map_err(refused(user))?;
                    let replaces = reading_to_replace(conn, &found.meter, self.period).await.map_err(refused(user))?;
                    let reason = misread.reason.clone();
                    reading.correction = Some(Correction { replaces, reason });
                }
                Fate::Recorded | Fate::Refused(_) | Fate::Unread => continue,
            }
            record(conn, self.rules, &act, &found.meter, reading).await.map_err(refused(user))?;
            has_any = true;
        }
        Ok(has_any)
    }

    /// Previews and confirms a run and bills it to its end; then its bills are notified and paid as time goes on.
    async fn run(&self, conn: &mut Pg, supplier: &Supplier, day: NaiveDate, loaded: &mut Loaded) -> Result<(), DemonstrationError> {
        let name = || format!("{} {} 的计费批次", self.period, supplier.name);
        let refused = |error: UseCaseError| DemonstrationError::Refused(name(), error);
        let act = staff::billing(day);
        let previewed = preview_run(conn, self.rules, self.period, Some(&supplier.code), &act)
            .await
            .map_err(refused)?;
        confirm_run(conn, self.rules, previewed.id, previewed.version, &act)
            .await
            .map_err(refused)?;
        let run: RunRow = process_whole_run(conn, self.rules, previewed.id, BATCH, &act)
            .await
            .map_err(|error| DemonstrationError::Run(name(), error))?;
        loaded.bills += usize::try_from(run.billed).unwrap_or(0);
        loaded.payments += payment::settle(conn, self.rules, self.county, supplier, &run, day)
            .await
            .map_err(refused)?;
        Ok(())
    }
}

fn csv_row(period: Period, number: &str, reading: &NewReading) -> String {
    let rolled_over = if reading.rolled_over { "是" } else { "" };
    format!("{number},{period},{},{},{rolled_over}", reading.read_on, reading.value.to_fixed(3))
}

async fn user_id(conn: &mut Pg, user: &User) -> Result<Uuid, UseCaseError> {
    let found = water_user::find_by_code(conn, &user.code).await?;
    Ok(found.ok_or_else(|| corrupt("a user of the demonstration is missing"))?.id)
}

async fn meter_row(conn: &mut Pg, number: &str) -> Result<meter::MeterRow, UseCaseError> {
    let found = meter::lock_numbers(conn, &[number.to_owned()]).await?.pop();
    Ok(found.ok_or_else(|| corrupt("a meter of the demonstration is missing"))?)
}

async fn record(conn: &mut Pg, rules: &RuleSet, act: &crate::service::Act, number: &str, new: NewReading) -> Result<(), UseCaseError> {
    let metering = MeteringRules::at(rules, act.today)?;
    let meter = meter_row(conn, number).await?;
    record_reading(conn, &metering, act, meter.id, new).await.map(drop)
}

async fn reading_to_replace(conn: &mut Pg, number: &str, period: Period) -> Result<Uuid, UseCaseError> {
    let meter = meter_row(conn, number).await?;
    let readings = reading::counting_of_meters(conn, &[meter.id]).await?;
    let found = readings
        .values()
        .flatten()
        .find(|reading| reading.purpose == Purpose::Period(period));
    Ok(found.ok_or_else(|| corrupt("a reading of the demonstration is missing"))?.id)
}

/// Credits the bill of a quarter, if there is one.
async fn credit(conn: &mut Pg, rules: &RuleSet, user: &User, period: Period, reason: &str, day: NaiveDate) -> Result<(), UseCaseError> {
    let filter = BillFilter {
        period: Some(period.to_string()),
        user_code: Some(user.code.clone()),
        ..BillFilter::default()
    };
    let bills = bill::list(conn, &filter, &bill::SORTING.all()).await?.items;
    for row in bills.into_iter().filter(|row| row.state != BillStatus::Cancelled.code()) {
        let reason = format!("{reason}；原账单冲销，另行出账");
        credit_bill(conn, rules, row.id, row.version, &reason, &staff::head(day)).await?;
    }
    Ok(())
}

/// Takes the meter out and puts the new one in.
async fn change_meter(conn: &mut Pg, rules: &RuleSet, user: &User, change: &Change) -> Result<(), UseCaseError> {
    let old = meter_row(conn, &change.old).await?;
    let new = NewMeter {
        installed_on: change.new.on,
        verification: Some(register::verification(&change.new.number, change.new.verification)),
        ..register::new_meter(&user.meter, &change.new.number)
    };
    let act = staff::clerk(change.new.on);
    replace_meter(conn, rules, &act, old.id, old.version, change.removal.clone(), new)
        .await
        .map(drop)
}

/// Quarter and supply company of the runs that have been loaded.
pub async fn loaded_runs(conn: &mut Pg) -> diesel::QueryResult<BTreeSet<(String, String)>> {
    let by = staff::billing(NaiveDate::default()).actor;
    let runs = run::list(conn, &RunFilter::default(), &run::SORTING.all()).await?.items;
    let of_run = |row: RunRow| Some((row.period, row.supplier?));
    Ok(runs.into_iter().filter(|row| row.created_by == by).filter_map(of_run).collect())
}

/// Names of the files that have been loaded.
pub async fn loaded_files(conn: &mut Pg) -> diesel::QueryResult<BTreeSet<String>> {
    let by = staff::reader("", NaiveDate::default()).actor;
    let imports = crate::store::file_import::list(conn, None, None, i64::MAX).await?;
    Ok(imports
        .into_iter()
        .filter(|row| row.created_by == by)
        .map(|row| row.file_name)
        .collect())
}
