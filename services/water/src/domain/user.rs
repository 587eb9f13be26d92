//! What a water user is, as far as the rules ask: category, supply, industry class, kind of use.

use chrono::NaiveDate;
use rules::Refusal;

use super::code::coded;

coded! {
    /// Nature of the use; it belongs to the metering point (24号 附件1 第七条).
    pub enum Category {
        /// Household use: metered charge only (附件1 第八条).
        Resident = "resident", "居民";
        /// Non-resident use.
        NonResident = "non_resident", "非居民";
        /// Special trades such as car washing and bathing.
        SpecialTrade = "special_trade", "特种行业";
        /// Irrigation and other agricultural use.
        Agriculture = "agriculture", "农业";
    }
}

coded! {
    /// Where the water comes from.
    pub enum Supply {
        /// The public network of a town.
        PublicNetwork = "public_network", "公共管网供水";
        /// The user's own source: pays a water resource fee under another notice.
        SelfSupplied = "self_supplied", "自备水源";
    }
}

coded! {
    /// Class of the user's industry under industrial policy (24号 附件4 二（三）).
    pub enum IndustryClass {
        /// Neither restricted nor eliminated.
        Ordinary = "ordinary", "一般行业";
        /// 限制类, as recognised and published.
        Restricted = "restricted", "限制类";
        /// 淘汰类, as recognised and published.
        Eliminated = "eliminated", "淘汰类";
    }
}

coded! {
    /// What the water is used for; emergency orders go by it.
    pub enum UseClass {
        /// Household.
        Household = "household", "居民生活";
        /// Hospital.
        Hospital = "hospital", "医院";
        /// School.
        School = "school", "学校";
        /// Government office.
        Government = "government", "机关";
        /// Food processing.
        FoodProcessing = "food_processing", "食品加工";
        /// Hotel or catering.
        HotelCatering = "hotel_catering", "宾馆餐饮";
        /// Finance.
        Finance = "finance", "金融";
        /// Other service.
        Service = "service", "服务业";
        /// Key industry.
        KeyIndustry = "key_industry", "重点工业";
        /// Industry.
        Industry = "industry", "工业";
        /// City construction.
        CityConstruction = "city_construction", "城市建设";
        /// Car washing.
        CarWashing = "car_washing", "洗车";
        /// Greening.
        Greening = "greening", "绿化";
        /// Entertainment.
        Entertainment = "entertainment", "娱乐";
        /// Bathing.
        Bathing = "bathing", "洗浴";
        /// Military.
        Military = "military", "部队";
        /// Other.
        Other = "other", "其他";
    }
}

/// The notice by which a department recognised an enterprise as restricted or eliminated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// Department that recognised it.
    pub department: String,
    /// Number of its published notice.
    pub notice_number: String,
    /// Day of the notice.
    pub noticed_on: NaiveDate,
}

/// Refuses a restricted or eliminated class without the recognising department's published notice, and a notice
/// with the ordinary class (24号 附件4 二（三）).
pub fn check_recognition(class: IndustryClass, recognition: Option<&Recognition>) -> Result<(), Refusal> {
    match (class, recognition) {
        (IndustryClass::Ordinary, None) => Ok(()),
        (IndustryClass::Ordinary, Some(_)) => {
            Err(Refusal::new("recognition_not_expected", "一般行业不需要认定公告：请核对产业政策类别").at("/recognition"))
        }
        (_, None) => Err(Refusal::new(
            "recognition_missing",
            "限制类、淘汰类须有主管部门的认定公告：请填写认定部门、公告文号和日期",
        )
        .at("/recognition")),
        (_, Some(found)) if found.department.trim().is_empty() || found.notice_number.trim().is_empty() => {
            Err(Refusal::new("recognition_missing", "认定公告不完整：认定部门和公告文号都要填写").at("/recognition"))
        }
        (_, Some(_)) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stricter_class_needs_its_notice() {
        let notice = Recognition {
            department: "工信局".to_owned(),
            notice_number: "2024第3号".to_owned(),
            noticed_on: "2024-03-01".parse().unwrap(),
        };
        assert!(check_recognition(IndustryClass::Ordinary, None).is_ok());
        assert!(check_recognition(IndustryClass::Restricted, Some(&notice)).is_ok());
        assert_eq!(
            check_recognition(IndustryClass::Eliminated, None).unwrap_err().code,
            "recognition_missing"
        );
        assert_eq!(
            check_recognition(IndustryClass::Ordinary, Some(&notice)).unwrap_err().code,
            "recognition_not_expected"
        );
        let blank = Recognition {
            notice_number: " ".to_owned(),
            ..notice
        };
        assert_eq!(
            check_recognition(IndustryClass::Restricted, Some(&blank)).unwrap_err().code,
            "recognition_missing"
        );
    }
}
