//! The demonstration's irrigation districts in 2025: associations, groups and households with their rights, what they watered,
//! bills in every state, and a district that failed. All of it is made up; the districts' facts are the gazette's.

use chrono::NaiveDate;
use platform::{Database, Scope, database::Pg, rule::maker_checker::ChangeCommand};
use rules::{Exact, RuleSet};
use uuid::Uuid;

use super::{DemonstrationError, random::Random, staff};
use crate::{
    domain::{
        code::Coded,
        irrigation::{
            Crop, District, PerCrop,
            right::{PartyKind, RightBasis, RightRules},
            season::CollectorKind,
            watering::{NewWatering, check_watering},
        },
        payment_method::PaymentMethod,
        quantity::VOLUME_DECIMALS,
        reading::Method,
        town::Town,
    },
    service::{
        error::UseCaseError,
        irrigation::{
            NewApproval, NewCut,
            bill::{NewBills, issue_bills},
            cut_right, record_irrigation_approval,
            right::{NewRight, decide_right, draft_right},
            settle::{NewIrrigationPayment, credit_irrigation_bill, pay_bill},
        },
    },
    store::{
        billing::money,
        corrupt,
        irrigation::{
            bill::IrrigationBillRow,
            party::{self, PartyFilter, PartyRow},
            planting::{self, PlantingRow},
            watering::{self, WateringRow},
            year,
        },
        irrigation_approval,
    },
};

/// The year of the story.
const YEAR: i32 = 2025;
/// Days on which it is watered, by month and day; the last is after the last bills, so that there is something to bill.
const WATERINGS: [(u32, u32); 6] = [(3, 18), (4, 22), (5, 24), (6, 28), (8, 9), (11, 16)];
/// Bills: the last day that they cover, and the day on which they are made.
const BILLINGS: [((u32, u32), (u32, u32)); 2] = [((4, 30), (5, 6)), ((8, 31), (9, 8))];
/// Groups of an association, and the households of a group that have a gauge of their own.
const GROUPS: usize = 2;
const HOUSEHOLDS: usize = 4;
const SURNAMES: [&str; 8] = ["王", "李", "张", "刘", "杨", "吉", "赵", "卫"];

/// What the story says of a district.
struct Story {
    district: District,
    prefix: &'static str,
    towns: [Town; 2],
    villages: [[&'static str; GROUPS]; 2],
    /// The approval of the prices of the year.
    approved_on: Option<(i32, u32, u32)>,
    /// Share of the crops in a group's fields, of a hundred.
    crops: [i64; 2],
}

const STORIES: [Story; 3] = [
    Story {
        district: District::Muzan,
        prefix: "YS-MZ",
        towns: [Town::Longxing, Town::Sanquan],
        villages: [["木赞村", "北关村"], ["三泉村", "白村"]],
        approved_on: Some((2024, 12, 20)),
        crops: [92, 5],
    },
    Story {
        district: District::Gujiao,
        prefix: "YS-GJ",
        towns: [Town::Gujiao, Town::Quanzhang],
        villages: [["南李村", "古交村"], ["泉掌村", "光马村"]],
        approved_on: Some((2025, 5, 1)),
        crops: [85, 7],
    },
    Story {
        district: District::Wanan,
        prefix: "YS-WA",
        towns: [Town::Wanan, Town::Yangwang],
        villages: [["万安村", "樊村"], ["阳王村", "苏阳村"]],
        approved_on: None,
        crops: [60, 35],
    },
];

fn day(year: i32, month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, of_month).unwrap_or_default()
}

fn failed(what: &str) -> impl FnOnce(UseCaseError) -> DemonstrationError {
    let what = what.to_owned();
    move |error| DemonstrationError::Refused(what, error)
}

/// Loads the districts that are not there yet, each in one transaction; says how many.
pub async fn load(database: &Database, rules: &RuleSet, seed: u64) -> Result<usize, DemonstrationError> {
    let mut loaded = 0;
    for story in &STORIES {
        let mut tx = database.begin(&Scope::All).await?;
        let known = PartyFilter {
            text: Some(story.prefix.to_owned()),
            ..PartyFilter::default()
        };
        let known = party::list(&mut tx, &known, &party::SORTING.all())
            .await
            .map_err(UseCaseError::from);
        if !known.map_err(failed(story.prefix))?.items.is_empty() {
            continue;
        }
        let mut tale = Tale { rules, story, seed };
        tale.tell(&mut tx).await.map_err(failed(story.district.label()))?;
        tx.commit().await?;
        loaded += 1;
    }
    Ok(loaded)
}

/// A party with what it plants, mu.
struct Member {
    row: PartyRow,
    areas: PerCrop<Exact>,
}

struct Tale<'a> {
    rules: &'a RuleSet,
    story: &'a Story,
    seed: u64,
}

impl Tale<'_> {
    async fn tell(&mut self, conn: &mut Pg) -> Result<(), UseCaseError> {
        let district = self.story.district;
        if let Some((year, month, of_month)) = self.story.approved_on
            && irrigation_approval::find(conn, district, YEAR).await?.is_none()
        {
            let approved_on = day(year, month, of_month);
            let number = format!("（演示）新发改价字〔{year}〕{of_month}号");
            let new = NewApproval {
                district,
                year: YEAR,
                number,
                approved_on,
            };
            record_irrigation_approval(conn, self.rules, &staff::head(approved_on), new).await?;
        }
        let members = self.members();
        let rows: Vec<PartyRow> = members.iter().map(|member| member.row.clone()).collect();
        party::insert(conn, &rows).await?;
        let users: Vec<&Member> = members
            .iter()
            .filter(|member| member.row.kind != PartyKind::Association.code())
            .collect();
        let plantings = users.iter().map(|member| self.planting(member)).collect::<Result<Vec<_>, _>>()?;
        planting::insert(conn, &plantings).await?;
        self.grant(conn, &members).await?;
        let waterings = self.waterings(&users)?;
        watering::insert(conn, &waterings).await?;
        let told = serde_json::json!({ "parties": rows.len(), "plantings": plantings.len(), "waterings": waterings.len() });
        let act = staff::clerk(day(YEAR, 12, 1));
        act.audit(
            conn,
            "irrigation.load_demonstration",
            "irrigation_district",
            district.code(),
            None::<&()>,
            Some(&told),
        )
        .await?;
        self.bill(conn, &rows).await?;
        self.next_year(conn, &members).await
    }

    fn row(&self, (kind, code, name): (PartyKind, String, String), parent_id: Option<Uuid>, (town, village): (Town, &str)) -> PartyRow {
        let act = staff::clerk(day(YEAR, 1, 6));
        PartyRow {
            id: Uuid::now_v7(),
            code,
            kind: kind.code().to_owned(),
            name,
            district: self.story.district.code().to_owned(),
            parent_id,
            town: town.code().to_owned(),
            village: village.to_owned(),
            demonstration: true,
            recorded_by: act.actor,
            recorded_at: act.now,
        }
    }

    /// Everybody, associations first.
    fn members(&self) -> Vec<Member> {
        let mut random = Random::of_name(self.seed, self.story.prefix);
        let mut number = |least: u64, most: u64| i64::try_from(random.between(least, most)).unwrap_or(1);
        let nothing = || PerCrop::each(|_| Exact::zero());
        let mut members = Vec::new();
        for (index, town) in self.story.towns.into_iter().enumerate() {
            let villages = self.story.villages[index];
            let code = format!("{}-{}", self.story.prefix, index + 1);
            let name = format!("示例{}农民用水协会", town.label());
            let association = self.row((PartyKind::Association, code.clone(), name), None, (town, villages[0]));
            let top = association.id;
            members.push(Member {
                row: association,
                areas: nothing(),
            });
            for (of_group, village) in villages.into_iter().enumerate() {
                let code = format!("{code}-{}", of_group + 1);
                let group = self.row(
                    (PartyKind::Group, code.clone(), format!("示例{village}用水组")),
                    Some(top),
                    (town, village),
                );
                let id = group.id;
                // The fields of the households without a gauge of their own.
                let [grain, economic] = self.story.crops;
                let mu = number(3_800, 5_200);
                let share = |percent: i64| Exact::scaled(mu * percent, 2);
                let areas = PerCrop {
                    grain: share(grain),
                    economic: share(economic),
                    other: share(100 - grain - economic),
                };
                members.push(Member { row: group, areas });
                for of_household in 0..HOUSEHOLDS {
                    let surname = SURNAMES[(index * 4 + of_group * 2 + of_household) % SURNAMES.len()];
                    let household = self.row(
                        (
                            PartyKind::Household,
                            format!("{code}-{}", of_household + 1),
                            format!("示例户{surname}某"),
                        ),
                        Some(id),
                        (town, village),
                    );
                    // Half of them grow fruit besides.
                    let areas = PerCrop {
                        grain: Exact::scaled(number(60, 180), 1),
                        economic: if of_household % 2 == 0 {
                            Exact::scaled(number(20, 90), 1)
                        } else {
                            Exact::zero()
                        },
                        other: Exact::zero(),
                    };
                    members.push(Member { row: household, areas });
                }
            }
        }
        members
    }

    fn planting(&self, member: &Member) -> Result<PlantingRow, UseCaseError> {
        let act = staff::clerk(day(YEAR, 1, 8));
        let e4 = |crop: Crop| {
            member
                .areas
                .of(crop)
                .to_scaled(4)
                .ok_or_else(|| corrupt("an area of the story is too fine"))
        };
        Ok(PlantingRow {
            id: Uuid::now_v7(),
            party_id: member.row.id,
            year: YEAR,
            grain_e4: e4(Crop::Grain)?,
            economic_e4: e4(Crop::Economic)?,
            other_e4: e4(Crop::Other)?,
            recorded_by: act.actor,
            recorded_at: act.now,
            version: 1,
        })
    }

    /// Rights of the year from above: 46 % and 44 % of the permit to the associations, 55 % and 42 % of that to their groups, and
    /// the quota to the households of each association's first group.
    async fn grant(&self, conn: &mut Pg, members: &[Member]) -> Result<(), UseCaseError> {
        let rules = RightRules::for_year(self.rules, self.story.district, YEAR)?;
        let percent = |whole: &Exact, share: i64| {
            let litres = (whole * &Exact::scaled(share, 2)).round_half_up(VOLUME_DECIMALS);
            Exact::scaled(litres, VOLUME_DECIMALS)
        };
        let associations = members.iter().filter(|member| member.row.kind == PartyKind::Association.code());
        for (index, association) in associations.enumerate() {
            let volume = percent(&rules.facts.value.permit_volume, [46, 44][index % 2]);
            self.right(conn, association, YEAR, &volume, true).await?;
            let groups = members.iter().filter(|member| member.row.parent_id == Some(association.row.id));
            for (of_group, group) in groups.enumerate() {
                let volume = percent(&volume, [55, 42][of_group % 2]);
                self.right(conn, group, YEAR, &volume, true).await?;
                if of_group > 0 {
                    continue;
                }
                for household in members.iter().filter(|member| member.row.parent_id == Some(group.row.id)) {
                    let volume = rules.quota_volume(&household.areas);
                    self.right(conn, household, YEAR, &volume, true).await?;
                }
            }
        }
        Ok(())
    }

    async fn right(&self, conn: &mut Pg, member: &Member, year: i32, volume: &Exact, is_approved: bool) -> Result<(), UseCaseError> {
        let sum = &(&member.areas.grain + &member.areas.economic) + &member.areas.other;
        // An association has no fields of its own: those that its water is meant for.
        let irrigated = if sum.is_positive() { sum } else { Exact::from(9_000) };
        let areas = if member.areas.grain.is_positive() {
            member.areas.clone()
        } else {
            let [grain, economic] = self.story.crops;
            PerCrop {
                grain: Exact::from(90 * grain),
                economic: Exact::from(90 * economic),
                other: Exact::from(90 * (100 - grain - economic)),
            }
        };
        let litres = |share: i64| Exact::scaled((volume * &Exact::scaled(share, 2)).round_half_up(VOLUME_DECIMALS), VOLUME_DECIMALS);
        let new = NewRight {
            party_id: member.row.id,
            year,
            volume: volume.clone(),
            basis: RightBasis {
                confirmed_area: &irrigated + &Exact::scaled(irrigated.round_half_up(0), 1),
                irrigated_area: irrigated,
                crop_areas: areas,
                last_use: [litres(93), litres(97), litres(89)],
                works: "干渠、支渠完好，部分斗渠待修（演示）".to_owned(),
            },
        };
        let (row, _) = draft_right(conn, self.rules, &staff::clerk(day(year - 1, 12, 9)), new).await?;
        if is_approved {
            let head = staff::head(day(year - 1, 12, 11));
            decide_right(conn, self.rules, &head, (row.id, row.version), true, ChangeCommand::Approve).await?;
        }
        Ok(())
    }

    /// What everybody watered: a little more or less than a share of the quota, some of them far beyond it.
    fn waterings(&self, users: &[&Member]) -> Result<Vec<WateringRow>, UseCaseError> {
        let quotas = RightRules::for_year(self.rules, self.story.district, YEAR)?.quotas.value;
        let mut rows = Vec::new();
        for member in users {
            let mut random = Random::of_name(self.seed, &member.row.code);
            // Who wastes, in thousandths of the quota over the year.
            let thirst = if random.permille(180) { 1_750 } else { random.between(720, 1_040) };
            for (month, of_month) in WATERINGS {
                for crop in Crop::ALL {
                    let mu = member.areas.of(*crop);
                    // Fruit is not watered in winter.
                    if !mu.is_positive() || (*crop == Crop::Economic && month == 11) {
                        continue;
                    }
                    let share = i64::try_from(random.between(thirst * 14 / 100, thirst * 20 / 100)).unwrap_or(1);
                    let exact = &(mu * quotas.of(*crop)) * &Exact::scaled(share, 3);
                    let watered_on = day(YEAR, month, of_month);
                    let act = staff::clerk(watered_on);
                    let new = NewWatering {
                        party_id: member.row.id,
                        crop: *crop,
                        watered_on,
                        volume: Exact::scaled(exact.round_half_up(1), 1),
                        area_mu: mu.clone(),
                        method: if member.row.kind == PartyKind::Group.code() {
                            Method::Remote
                        } else {
                            Method::Manual
                        },
                        correction: None,
                    };
                    check_watering(self.rules, &new, mu, act.today.max(day(2023, 10, 16)))?;
                    rows.push(WateringRow {
                        id: Uuid::now_v7(),
                        party_id: new.party_id,
                        crop: crop.code().to_owned(),
                        watered_on,
                        volume_milli: new
                            .volume
                            .to_scaled(VOLUME_DECIMALS)
                            .ok_or_else(|| corrupt("a volume of the story is too fine"))?,
                        area_e4: new
                            .area_mu
                            .to_scaled(4)
                            .ok_or_else(|| corrupt("an area of the story is too fine"))?,
                        method: new.method.code().to_owned(),
                        replaces: None,
                        reason: None,
                        recorded_by: act.actor,
                        recorded_at: act.now,
                    });
                }
            }
        }
        self.correct_one(&mut rows);
        Ok(rows)
    }

    /// One was misread, and put right the next day.
    fn correct_one(&self, rows: &mut Vec<WateringRow>) {
        let Some(wrong) = rows.iter().find(|row| row.method == Method::Manual.code()).cloned() else {
            return;
        };
        let act = staff::clerk(wrong.watered_on.succ_opt().unwrap_or(wrong.watered_on));
        rows.push(WateringRow {
            id: Uuid::now_v7(),
            volume_milli: wrong.volume_milli / 10 * 9,
            replaces: Some(wrong.id),
            reason: Some("（演示）量水堰读数抄错一位，按原始记录更正".to_owned()),
            recorded_by: act.actor,
            recorded_at: act.now,
            ..wrong
        });
    }

    /// The bills of the season: the first ones mostly paid, the later ones half; one is cancelled.
    async fn bill(&self, conn: &mut Pg, parties: &[PartyRow]) -> Result<(), UseCaseError> {
        for (number, (through, issued)) in BILLINGS.into_iter().enumerate() {
            let through = day(YEAR, through.0, through.1);
            let act = staff::billing(day(YEAR, issued.0, issued.1));
            let mut bills = Vec::new();
            for top in parties.iter().filter(|row| row.kind == PartyKind::Association.code()) {
                let new = NewBills {
                    party_id: top.id,
                    year: YEAR,
                    through,
                };
                bills.extend(issue_bills(conn, self.rules, &act, &new).await?);
            }
            for bill in &bills {
                let mut random = Random::of_name(self.seed, &format!("{}{}", bill.party_code, bill.seq));
                if random.permille([880, 520][number % 2]) {
                    let days = i64::try_from(random.between(1, 24)).unwrap_or(1);
                    self.pay(conn, bill, act.today + chrono::TimeDelta::days(days)).await?;
                }
            }
            if number + 1 == BILLINGS.len()
                && let Some(last) = bills.last()
            {
                self.cancel(conn, last).await?;
            }
        }
        Ok(())
    }

    async fn pay(&self, conn: &mut Pg, bill: &IrrigationBillRow, paid_on: NaiveDate) -> Result<(), UseCaseError> {
        let is_village = bill.seq % 2 == 1;
        let (collector_kind, collector) = if is_village {
            (CollectorKind::VillageCollector, format!("{}收费员（演示）", bill.village))
        } else {
            (CollectorKind::Station, format!("{}扬水站（演示）", self.story.district.label()))
        };
        let new = NewIrrigationPayment {
            amount: money(bill.total_fen)?,
            paid_on,
            collector_kind,
            collector,
            method: if is_village {
                PaymentMethod::Cash
            } else {
                PaymentMethod::BankTransfer
            },
            reference: format!("演示-{}", bill.number),
        };
        pay_bill(conn, self.rules, &staff::billing(paid_on), bill.id, new).await.map(drop)
    }

    async fn cancel(&self, conn: &mut Pg, bill: &IrrigationBillRow) -> Result<(), UseCaseError> {
        let found = crate::store::irrigation::bill::find(conn, bill.id).await?;
        let version = found.map_or(bill.version, |(row, _)| row.version);
        let act = staff::head(day(YEAR, 10, 9));
        let reason = "（演示）水量记到了邻户名下，冲销后重出".to_owned();
        credit_irrigation_bill(conn, &act, bill.id, version, reason).await.map(drop)
    }

    /// The year after: Wan'an's rights were approved, then the district failed; elsewhere one waits for approval.
    async fn next_year(&self, conn: &mut Pg, members: &[Member]) -> Result<(), UseCaseError> {
        let district = self.story.district;
        let permit = RightRules::for_year(self.rules, district, YEAR + 1)?.facts.value.permit_volume;
        let fails = district == District::Wanan;
        let associations = members.iter().filter(|member| member.row.kind == PartyKind::Association.code());
        for (index, association) in associations.enumerate() {
            let volume = &permit * &Exact::scaled([50, 48][index % 2], 2);
            self.right(conn, association, YEAR + 1, &volume, fails || index == 0).await?;
        }
        if fails && year::find_cut(conn, district, YEAR + 1).await?.is_none() {
            let decided_on = day(YEAR, 12, 20);
            let new = NewCut {
                district,
                year: YEAR + 1,
                decision_number: "（演示）新水发〔2025〕41号".to_owned(),
                decided_on,
                ground: "（演示）2025年度农业水价综合改革考核不合格".to_owned(),
            };
            cut_right(conn, self.rules, &staff::head(decided_on), new).await?;
        }
        Ok(())
    }
}
