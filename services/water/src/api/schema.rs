//! Closed lists in the OpenAPI document. The domain does not know the document, so that they are described here, from
//! their codes and labels.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

use super::{irrigation_right::RightStanding, report::GroupBy};
use crate::{
    domain::{
        bill::BillStatus,
        code::Coded,
        irrigation::{
            Crop, CropGroup, District,
            right::PartyKind,
            season::{CollectorKind, IrrigationBillState},
        },
        meter::{Place, VerificationOutcome},
        payment_method::PaymentMethod,
        period::PeriodKind,
        plan::{PlanBasis, PlanState, ReductionGroundCode},
        project::{DocumentKind, Feature, FindingKind, Greening, ItemCode, Nature, Stage, Standing},
        reading::Method,
        reclaimed::{
            IncidentKind, Indicator, Source, SystemKind, SystemState, Use,
            scheme::{Measure, SchemeState, Works},
        },
        reward::{
            CheckOutcome as RewardCheckOutcome, Grade as RewardGrade, Purse as RewardPurse, Subject as RewardSubject, Use as RewardUse,
            declaration::DeclarationState as RewardDeclarationState,
        },
        town::Town,
        usage::UnbillableReason,
        user::{Category, IndustryClass, Supply, UseClass},
    },
    service::file_import::ImportKind,
};

/// A string that is one of the list's codes; the description gives their labels.
fn schema_of<T: Coded>() -> RefOr<Schema> {
    let codes = T::ALL.iter().map(|value| value.code());
    let labels = T::ALL.iter().map(|value| format!("`{}` {}", value.code(), value.label()));
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(codes))
        .description(Some(labels.collect::<Vec<_>>().join("、")))
        .into()
}

macro_rules! described {
    ($($name:ident),+ $(,)?) => {
        $(
            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    schema_of::<Self>()
                }
            }

            impl ToSchema for $name {
                fn name() -> std::borrow::Cow<'static, str> {
                    std::borrow::Cow::Borrowed(stringify!($name))
                }
            }
        )+
    };
}

described! {
    BillStatus, Category, Crop, CropGroup, District, GroupBy, ImportKind, IndustryClass, Method,
    PaymentMethod, PeriodKind, Place, PlanBasis, PlanState, ReductionGroundCode, Supply, Town, UnbillableReason, UseClass,
    VerificationOutcome, DocumentKind, Feature, FindingKind, Greening, ItemCode, Nature, Stage, Standing,
    RewardCheckOutcome, RewardDeclarationState, RewardGrade, RewardPurse, RewardSubject, RewardUse,
    IncidentKind, Indicator, Source, SystemKind, SystemState, Use, Measure, SchemeState, Works,
}

described! { CollectorKind, IrrigationBillState, PartyKind, RightStanding }
// Supervision.
use crate::domain::{
    adjustment::{AdjustmentDirection, AdjustmentState},
    balance_test::BalanceTestState,
    inspection::InspectionMeasure,
    quota::QuotaLevel,
    replacement_order::{FineState, OrderProgress, OrderState},
    violation_report::{ReportFinding, ReportState, ReportedAct},
};

// Flow assessment and shortages.
use crate::domain::{
    flow_assessment::{AssessmentGround, AssessmentKind, AssessmentState},
    shortage::{SettlementKind, ShortageState},
};

described! { AssessmentGround, AssessmentKind, AssessmentState, SettlementKind, ShortageState }

described! {
    AdjustmentDirection, AdjustmentState, BalanceTestState, FineState, InspectionMeasure, OrderProgress, OrderState, QuotaLevel,
    ReportFinding, ReportState, ReportedAct,
}

// Water-saving evaluation.
use crate::domain::evaluation::{EvaluationKind, EvaluationState, IndicatorCode as EvaluationIndicator, ReportKind as EvaluatedReport};

described! { EvaluatedReport, EvaluationIndicator, EvaluationKind, EvaluationState }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_list_is_described_by_its_codes_and_labels() {
        let schema = serde_json::to_value(Supply::schema()).unwrap();
        assert_eq!(
            schema,
            serde_json::json!({
                "type": "string",
                "enum": ["public_network", "self_supplied"],
                "description": "`public_network` 公共管网供水、`self_supplied` 自备水源",
            })
        );
        assert_eq!(Supply::name(), "Supply");
    }
}
