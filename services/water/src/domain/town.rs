//! The towns of the county, as units of data scope.

use super::code::coded;

coded! {
    /// A town of the county.
    pub enum Town {
        /// 龙兴.
        Longxing = "longxing", "龙兴镇";
        /// 三泉.
        Sanquan = "sanquan", "三泉镇";
        /// 泽掌.
        Zezhang = "zezhang", "泽掌镇";
        /// 北张.
        Beizhang = "beizhang", "北张镇";
        /// 古交.
        Gujiao = "gujiao", "古交镇";
        /// 万安.
        Wanan = "wanan", "万安镇";
        /// 阳王.
        Yangwang = "yangwang", "阳王镇";
        /// 泉掌.
        Quanzhang = "quanzhang", "泉掌镇";
        /// 横桥.
        Hengqiao = "hengqiao", "横桥镇";
    }
}
