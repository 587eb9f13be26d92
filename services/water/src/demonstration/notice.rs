//! Invented public notices: none of what they say is real.

use platform::notice::Sample;

/// One that has run out, one that runs, one that an objection has stopped.
pub const NOTICES: &[Sample] = &[
    Sample {
        kind: "irrigation_price",
        title: "【演示】古交灌区 2025 年灌溉水价公示",
        body: "（编造内容，仅供演示）\n古交灌区 2025 年粮食作物灌溉水价每立方米 0.25 元，经济作物和其他作物按批复的分档价执行，自批复之日起计收。\n有疑问可到灌区管理所查询。",
        audience: "古交灌区各受益镇、村用水户",
        unit: "water_bureau",
        days_ago: 15,
        objection: None,
    },
    Sample {
        kind: "irrigation_price",
        title: "【演示】万安灌区 2025 年灌溉水价公示",
        body: "（编造内容，仅供演示）\n万安灌区 2025 年粮食作物灌溉水价每立方米 0.25 元，经济作物和其他作物按批复的分档价执行，自批复之日起计收。",
        audience: "万安灌区各受益镇、村用水户",
        unit: "water_bureau",
        days_ago: 2,
        objection: None,
    },
    Sample {
        kind: "village_data",
        title: "【演示】古交村农业水价综合改革基础数据公示",
        body: "（编造内容，仅供演示）\n改革面积 320 亩，其中粮食作物 260 亩、经济作物 60 亩；聘用水管员 2 名。",
        audience: "古交村全体村民",
        unit: "gujiao",
        days_ago: 2,
        objection: Some("（演示）我家的地少算了两亩，请复核。"),
    },
];
