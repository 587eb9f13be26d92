/** Texts of the irrigation price notice that is posted in towns and villages. */
export const priceNotice = {
  title: "灌溉水价公示",
  heading: (district: string, year: string) => `${district} ${year} 年农业灌溉水价公示`,
  lead: "选灌区和年度，打印后在各受益镇、村张贴。",
  district: "灌区",
  year: "年度",
  print: "打印公示",
  to: (towns: string) => `${towns}各受益村用水户：`,
  body: (document: string) => `根据${document}，本灌区农业灌溉按作物分类、按用水量分档计收水费，现将水价公示如下：`,
  crop: "作物",
  band: (band: number) => (band === 1 ? "定额以内" : band === 2 ? "超定额 50% 及以下" : "超定额 50% 以上"),
  unit: "元/m³",
  charged: "执行水价",
  approved: (number: string, day: string) =>
    `经济作物及其他作物水价经发展改革部门批准（${number}），自 ${day} 起的供水执行，此前的供水仍按现行水价。`,
  waiting: (price: string) =>
    `经济作物及其他作物的拟定水价尚未经发展改革部门批准，各类作物各档均按现行水价每立方米 ${price} 元收取；表中为拟定水价。`,
  grain: "粮食作物暂不执行超定额累进加价。",
  quota: "定额水量 = 种植面积 × 作物灌溉定额，按作物、按年累计。",
  ask: "水费由扬水站或村收费员一次收清并开具票据。对水价和水费有疑问的，可向扬水站或县水利局查询。",
  sign: "县水利局",
  posted: "张贴日期：　　　　年　　月　　日",
  place: "张贴地点：　　　　　　镇　　　　　　村",
  none: "这个灌区没有这一年的水价表。",
  open: "打印张贴用的公示",
};
