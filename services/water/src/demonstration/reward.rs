//! Subsidy and reward of 2025, invented: Gujiao paid but for one account that was wrong, with vouchers for part of it;
//! Wan'an failed, so that it gets nothing and loses part of its right; Longxing approved and not asked for; Sanquan on
//! its way.

use actix_web::web::Bytes;
use chrono::NaiveDate;
use futures_util::stream;
use platform::{
    Database, Problem, Scope, attachment,
    blob::BlobStore,
    case::{self, Actor, By},
    database::Pg,
    notice::Board,
};
use rules::{Exact, Money, RuleSet};
use uuid::Uuid;

use super::{DemonstrationError, staff};
use crate::{
    domain::{
        irrigation::District,
        reward::{
            CheckOutcome, Grade, Purse, Use,
            award::{Available, Land},
            ranking::Scored,
        },
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        reward::{
            answer::{LineAnswer, RequestAnswer, note_line, note_request},
            assessment::{confirm_assessment, propose_assessment},
            cases::{DECLARATION, SUMMARY, policy_of},
            declaration::{
                BaseData, NewCheck, Signatures, create_declaration, find_declaration, put_on_notice, record_check, submit_declaration,
            },
            payment::{approve_payment, draft_payment, record_budget},
            summary::{approve_summary, create_summary, file_summary},
            village::{VillageFacts, register_village},
            voucher::{NewVoucher, file_voucher},
        },
    },
    store::reward::village,
};

/// The year of the story.
const YEAR: i32 = 2025;
/// A picture of one pixel: what it would show is invented too.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90,
    0x77, 0x53, 0xde, 0, 0, 0, 12, b'I', b'D', b'A', b'T', 0x08, 0xd7, 0x63, 0xf8, 0xcf, 0xc0, 0, 0, 3, 1, 1, 0, 0x18, 0xdd, 0x8d, 0xb0, 0,
    0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];
/// Most bytes of it.
const LIMIT: usize = 1024;

/// How far a village has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Draft,
    OnNotice,
    Submitted,
    Approved,
}

/// Code, name, town, district, areas in mu (effective, reformed, grain, economic, other), how far.
type Village = (&'static str, &'static str, Town, District, [i64; 5], Stage);
const VILLAGES: [Village; 8] = [
    (
        "gujiao_zhongcun",
        "古交中村（演示）",
        Town::Gujiao,
        District::Gujiao,
        [1520, 1480, 1120, 240, 80],
        Stage::Approved,
    ),
    (
        "gujiao_beicun",
        "古交北村（演示）",
        Town::Gujiao,
        District::Gujiao,
        [980, 960, 700, 160, 90],
        Stage::Approved,
    ),
    (
        "wanan_dongping",
        "万安东坪村（演示）",
        Town::Wanan,
        District::Wanan,
        [1260, 1180, 520, 610, 20],
        Stage::Approved,
    ),
    (
        "wanan_gaoyuan",
        "高塬村（演示）",
        Town::Wanan,
        District::Wanan,
        [1040, 1000, 460, 500, 0],
        Stage::Approved,
    ),
    (
        "longxing_beiguan",
        "北关村（演示）",
        Town::Longxing,
        District::Muzan,
        [2210, 2180, 1890, 120, 60],
        Stage::Approved,
    ),
    (
        "longxing_dongmen",
        "东门社区（演示）",
        Town::Longxing,
        District::Muzan,
        [640, 600, 520, 40, 20],
        Stage::Draft,
    ),
    (
        "sanquan_shangcun",
        "上泉村（演示）",
        Town::Sanquan,
        District::Muzan,
        [1730, 1700, 1500, 90, 40],
        Stage::Submitted,
    ),
    (
        "sanquan_xiacun",
        "下泉村（演示）",
        Town::Sanquan,
        District::Muzan,
        [1380, 1350, 1210, 60, 30],
        Stage::OnNotice,
    ),
];

struct Story<'a> {
    rules: &'a RuleSet,
    board: &'a Board,
    blobs: &'a BlobStore,
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR + 1, month, day).unwrap_or_default()
}

fn town_clerk(on: NaiveDate) -> Act {
    staff::act("system:demonstration_town_clerk", "", on)
}

fn town_head(on: NaiveDate) -> Act {
    staff::act("system:demonstration_town_head", "", on)
}

/// Loads the story, unless it is there; says how many villages came.
pub async fn load(database: &Database, rules: &RuleSet, board: &Board, blobs: &BlobStore) -> Result<usize, DemonstrationError> {
    let refused = |error| DemonstrationError::Refused("奖补".to_owned(), error);
    let mut tx = database.begin(&Scope::All).await?;
    if village::find(&mut tx, VILLAGES[0].0)
        .await
        .map_err(|error| refused(error.into()))?
        .is_some()
    {
        return Ok(0);
    }
    let story = Story { rules, board, blobs };
    story.tell(&mut tx).await.map_err(refused)?;
    tx.commit().await?;
    Ok(VILLAGES.len())
}

impl Story<'_> {
    async fn tell(&self, conn: &mut Pg) -> Result<(), UseCaseError> {
        for (code, name, town, district, ..) in VILLAGES {
            // Finance will say that this account and its holder do not match.
            let holder = if code == "gujiao_beicun" { "古交北村经济社" } else { name };
            let facts = VillageFacts {
                name: name.to_owned(),
                district: Some(district),
                account: Some((holder.to_owned(), "新绛县农村商业银行（演示）".to_owned(), account(code))),
            };
            register_village(conn, &staff::clerk(day(1, 4)), code.to_owned(), town, facts).await?;
            village::mark_demonstration(conn, code).await?;
        }
        self.assess(conn).await?;
        let budget = Available {
            subsidy: yuan(60_000),
            reward: yuan(12_000),
        };
        record_budget(
            conn,
            &staff::head(day(1, 4)),
            YEAR,
            budget,
            "演示预算文件〔2026〕1号（编造）".to_owned(),
        )
        .await?;
        let mut approved: Vec<(Town, Vec<Uuid>)> = Vec::new();
        for village in VILLAGES {
            let Some(id) = self.declare(conn, &village).await? else { continue };
            match approved.iter_mut().find(|(town, _)| *town == village.2) {
                Some((_, ids)) => ids.push(id),
                None => approved.push((village.2, vec![id])),
            }
        }
        for (town, ids) in &approved {
            // Longxing came after the others had been asked for.
            if *town != Town::Longxing {
                self.approve(conn, *town, ids, 20).await?;
            }
        }
        self.pay(conn).await?;
        for (town, ids) in &approved {
            if *town == Town::Longxing {
                self.approve(conn, *town, ids, 27).await?;
            }
        }
        Ok(())
    }

    async fn assess(&self, conn: &mut Pg) -> Result<(), UseCaseError> {
        let scored = |code: &str, score_e2, grade, reason: Option<&str>| Scored {
            code: code.to_owned(),
            score_e2,
            grade,
            reason: reason.map(str::to_owned),
        };
        let districts = vec![
            scored("gujiao", 9_350, None, None),
            scored("muzan", 8_820, None, None),
            scored(
                "wanan",
                5_100,
                Some(Grade::Fail),
                Some("（演示）取水量连续两季超出许可，量水设施停用三个月"),
            ),
        ];
        let assessments = [
            (None, districts, true),
            (
                Some(Town::Gujiao),
                vec![
                    scored("gujiao_zhongcun", 9_200, None, None),
                    scored("gujiao_beicun", 8_800, None, None),
                ],
                true,
            ),
            (
                Some(Town::Wanan),
                vec![
                    scored("wanan_dongping", 8_100, None, None),
                    scored("wanan_gaoyuan", 8_600, None, None),
                ],
                true,
            ),
            (
                Some(Town::Longxing),
                vec![
                    scored("longxing_beiguan", 9_000, None, None),
                    scored("longxing_dongmen", 7_500, None, None),
                ],
                true,
            ),
            (
                Some(Town::Sanquan),
                vec![
                    scored("sanquan_shangcun", 8_700, None, None),
                    scored("sanquan_xiacun", 8_300, None, None),
                ],
                false,
            ),
        ];
        for (town, items, is_confirmed) in assessments {
            let drafter = if town.is_some() {
                town_clerk(day(1, 9))
            } else {
                staff::clerk(day(1, 9))
            };
            let drafted = propose_assessment(conn, self.rules, &drafter, YEAR, town, items).await?;
            if is_confirmed {
                confirm_assessment(conn, self.rules, &staff::head(day(1, 15)), drafted.row.id, drafted.row.version).await?;
            }
        }
        Ok(())
    }

    /// Takes a village as far as it has come before its town files; its id where the town does.
    async fn declare(&self, conn: &mut Pg, (code, name, _, _, land, stage): &Village) -> Result<Option<Uuid>, UseCaseError> {
        let [effective, reform, grain, economic, other] = land.map(Exact::from);
        let data = BaseData {
            land: Land {
                effective,
                reform,
                grain,
                economic,
                other,
            },
            managers: vec![
                ("张某（演示）".to_owned(), "支渠以上".to_owned()),
                ("李某（演示）".to_owned(), "田间渠系".to_owned()),
            ],
        };
        let record = create_declaration(conn, self.rules, &town_clerk(day(1, 5)), YEAR, code, data).await?;
        let id = record.row.id;
        if *stage == Stage::Draft {
            return Ok(None);
        }
        let record = put_on_notice(conn, self.rules, self.board, &town_clerk(day(1, 7)), id, record.row.version).await?;
        if *stage == Stage::OnNotice {
            return Ok(None);
        }
        let poster = town_head(day(1, 8));
        let notice = record.row.notice_id.ok_or(UseCaseError::NotFound("这份公示"))?;
        platform::notice::post(conn, self.board, &poster.actor, (poster.now, poster.today), notice).await?;
        let photo = self
            .attach(conn, &town_clerk(day(1, 9)), DECLARATION, id, &format!("{name}公示照片.png"))
            .await?;
        let form = self
            .attach(conn, &town_clerk(day(1, 14)), DECLARATION, id, &format!("{name}申报表.png"))
            .await?;
        let submitter = town_clerk(day(1, 14));
        let version = find_declaration(conn, id).await?.row.version;
        let signed = signatures(submitter.today, form);
        submit_declaration(conn, self.rules, self.board, &submitter, (id, version), signed, vec![photo]).await?;
        Ok((*stage == Stage::Approved).then_some(id))
    }

    async fn approve(&self, conn: &mut Pg, town: Town, ids: &[Uuid], from: u32) -> Result<(), UseCaseError> {
        let summary = create_summary(conn, self.rules, &town_clerk(day(1, from)), YEAR, town, ids).await?;
        let form = self
            .attach(conn, &town_clerk(day(1, from)), SUMMARY, summary.id, "镇级汇总表.png")
            .await?;
        let filer = town_head(day(1, from + 1));
        let signed = signatures(filer.today, form);
        let filed = file_summary(conn, self.rules, self.board, &filer, (summary.id, summary.version), signed).await?;
        let check = NewCheck {
            checked_on: day(1, from + 3),
            inspectors: "演示检查人甲、乙".to_owned(),
            outcome: CheckOutcome::Agrees,
            finding: "（演示）丈量两块地、核对水管员名单，与申报一致".to_owned(),
        };
        let Some(first) = ids.first() else { return Ok(()) };
        record_check(conn, &staff::clerk(day(1, from + 3)), *first, check).await?;
        let head = staff::head(day(2, 3));
        approve_summary(conn, self.rules, self.board, &head, filed.id, filed.version).await?;
        Ok(())
    }

    /// Asked for, accepted; one line failed, the others paid, part of it with vouchers.
    async fn pay(&self, conn: &mut Pg) -> Result<(), UseCaseError> {
        let draft = draft_payment(conn, self.rules, self.board, &staff::clerk(day(2, 5)), YEAR).await?;
        let sent = approve_payment(
            conn,
            self.rules,
            self.board,
            &staff::head(day(2, 6)),
            draft.row.id,
            draft.row.version,
        )
        .await?;
        let answer = Act {
            actor: "system:demonstration_finance".to_owned(),
            ..staff::head(day(2, 9))
        };
        let accepted = RequestAnswer::Accepted {
            number: "演示-BF-2026-1".to_owned(),
        };
        note_request(conn, sent.row.id, &accepted, day(2, 9), &answer).await?;
        for (line, _) in sent.lines.iter().filter(|(line, _)| line.state == "waiting") {
            let of = (sent.row.id, line.id);
            if line.village == "gujiao_beicun" {
                let failed = LineAnswer::Failed {
                    reason: "（演示）户名与账号不符：请更正收款账户后重新申请".to_owned(),
                };
                note_line(conn, of, &failed, day(2, 11), &answer).await?;
                continue;
            }
            let amount = Money::from_fen(line.subsidy_fen + line.reward_fen).unwrap_or(Money::ZERO);
            let paid = LineAnswer::Paid {
                amount,
                reference: format!("演示-{}", line.village),
            };
            note_line(conn, of, &paid, day(2, 11), &answer).await?;
            if line.village == "gujiao_zhongcun" {
                self.spend(conn, line.id).await?;
            }
        }
        Ok(())
    }

    async fn spend(&self, conn: &mut Pg, line_id: Uuid) -> Result<(), UseCaseError> {
        for (month, number, purse, use_code, amount, payee) in [
            (3, "001", Purse::Subsidy, Use::CanalUpkeep, 2_400, "演示施工队"),
            (4, "002", Purse::Subsidy, Use::ManagerPay, 1_800, "张某（演示）"),
            (4, "003", Purse::Reward, Use::ManagerReward, 500, "李某（演示）"),
        ] {
            let new = NewVoucher {
                line_id,
                purse,
                use_code,
                amount: yuan(amount),
                spent_on: day(month, 10),
                number: format!("演示-{number}"),
                payee: payee.to_owned(),
                kept_at: "村会计档案柜".to_owned(),
            };
            file_voucher(conn, self.rules, &town_clerk(day(month, 20)), new).await?;
        }
        Ok(())
    }

    async fn attach(&self, conn: &mut Pg, act: &Act, entity: &str, id: Uuid, name: &str) -> Result<Uuid, UseCaseError> {
        let found = case::of_thing(conn, entity, &id.to_string()).await?;
        let case = found.ok_or(UseCaseError::NotFound("这个事项"))?;
        let bytes = stream::iter([Ok::<_, Problem>(Bytes::from_static(PICTURE))]);
        let file = attachment::store(self.blobs, attachment::Owner::Case(case.id), name, LIMIT, bytes).await?;
        let by = By {
            actor: Actor::Checked(&act.actor),
            now: act.now,
            today: act.today,
        };
        let policy = policy_of(self.rules, entity, act.today)?;
        Ok(case::attachment::attach(conn, &policy, case.id, &by, &file).await?.id)
    }
}

fn signatures(sealed_on: NaiveDate, sealed_form: Uuid) -> Signatures {
    Signatures {
        handler: "经办人甲（演示）".to_owned(),
        head: "负责人乙（演示）".to_owned(),
        sealed_on,
        sealed_form,
    }
}

fn yuan(yuan: i64) -> Money {
    Money::from_fen(yuan * 100).unwrap_or(Money::ZERO)
}

/// A number that no bank gives.
fn account(code: &str) -> String {
    let sum: u64 = code.bytes().map(u64::from).sum();
    format!("9999000000{sum:06}")
}
