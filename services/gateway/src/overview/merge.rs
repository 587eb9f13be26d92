//! One API description out of several: paths as the gateway has them, names that cannot clash, tags per department.

use contracts::Department;
use serde_json::{Map, Value, json};

use crate::department;

/// Where references to named parts of a description begin.
const COMPONENTS: &str = "#/components/";
/// Keys of a path item that are operations.
const OPERATIONS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
/// The one way to log in.
const BEARER: &str = "bearer";
const INTRODUCTION: &str = "各部门服务与网关的全部接口。金额、水量、面积一律为十进制字符串；出错时返回 application/problem+json（RFC 9457），说明哪里不对、怎样才对。\
    需要登录的接口：先调用 POST /api/identity/v1/login，再点右上的 Authorize 填入 access_token。";

/// Merges the departments' descriptions, where they could be had, into the gateway's own.
pub fn merge(own: &Value, parts: Vec<(Department, Option<Value>)>) -> Value {
    let mut document = own.clone();
    let mut tags = Vec::new();
    let mut missing = Vec::new();
    relabel(&mut document, "网关", "gateway", &mut tags);
    mark_open(&mut document);
    for (department, part) in parts {
        match part {
            Some(part) => add(&mut document, department, part, &mut tags),
            None => missing.push(department),
        }
    }
    let titles: Vec<&str> = missing.iter().map(|department| department::title(*department)).collect();
    let note = if titles.is_empty() {
        String::new()
    } else {
        format!("\n\n**暂缺**：{}的服务现在没有应答，其接口恢复后会自动列出。", titles.join("、"))
    };
    document["info"] = json!({
        "title": "绛州政务协同平台",
        "version": env!("CARGO_PKG_VERSION"),
        "description": format!("{INTRODUCTION}{note}"),
    });
    document["servers"] = json!([{ "url": "/" }]);
    document["tags"] = Value::Array(tags);
    // Logged in or not: what an operation needs, its service says. The token is sent along once it is there.
    document["security"] = json!([{}, { BEARER: [] }]);
    document["x-unavailable"] = missing.iter().map(|department| department.name()).collect();
    document
}

/// Of the gateway's own operations it is known which need no login.
fn mark_open(document: &mut Value) {
    let Some(paths) = document.pointer_mut("/paths").and_then(Value::as_object_mut) else {
        return;
    };
    for operation in paths
        .values_mut()
        .filter_map(Value::as_object_mut)
        .flat_map(|item| item.values_mut())
    {
        if let Some(operation) = operation.as_object_mut() {
            operation.entry("security").or_insert_with(|| json!([]));
        }
    }
}

fn add(document: &mut Value, department: Department, mut part: Value, tags: &mut Vec<Value>) {
    let name = department.name();
    if let Some(paths) = part.pointer_mut("/paths").and_then(Value::as_object_mut) {
        paths.retain(|path, _| path.starts_with("/v1/"));
    }
    prefix_references(&mut part, name);
    relabel(&mut part, department::title(department), name, tags);
    for (path, item) in take_object(&mut part, "/paths") {
        document["paths"][format!("{}{path}", department::prefix(department))] = item;
    }
    for (section, entries) in take_object(&mut part, "/components") {
        // One way to log in is enough for all.
        if section == "securitySchemes" {
            continue;
        }
        let Value::Object(entries) = entries else { continue };
        for (key, entry) in entries {
            document["components"][&section][format!("{name}_{key}")] = entry;
        }
    }
}

/// Operations get their department's tags and ids of their own.
fn relabel(document: &mut Value, title: &str, name: &str, tags: &mut Vec<Value>) {
    let Some(paths) = document.pointer_mut("/paths").and_then(Value::as_object_mut) else {
        return;
    };
    for item in paths.values_mut() {
        for method in OPERATIONS {
            let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) else {
                continue;
            };
            let own = operation
                .get("tags")
                .and_then(Value::as_array)
                .and_then(|tags| tags.first())
                .and_then(Value::as_str);
            let tag = own.map_or_else(|| title.to_owned(), |own| format!("{title} · {own}"));
            if !tags.iter().any(|known| known["name"] == *tag) {
                tags.push(json!({ "name": tag }));
            }
            operation.insert("tags".to_owned(), json!([tag]));
            if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
                let id = format!("{name}_{id}");
                operation.insert("operationId".to_owned(), Value::String(id));
            }
            let needs_login = operation
                .get("security")
                .and_then(Value::as_array)
                .is_some_and(|security| !security.is_empty());
            if needs_login {
                operation.insert("security".to_owned(), json!([{ BEARER: [] }]));
            }
        }
    }
}

/// `#/components/schemas/Bill` becomes `#/components/schemas/water_Bill`, wherever it is referred to.
fn prefix_references(value: &mut Value, name: &str) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                match value {
                    Value::String(text) if key == "$ref" => prefix(text, name),
                    Value::Object(mapping) if key == "mapping" => {
                        for target in mapping.values_mut() {
                            if let Value::String(text) = target {
                                prefix(text, name);
                            }
                        }
                    }
                    other => prefix_references(other, name),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| prefix_references(item, name)),
        _ => {}
    }
}

fn prefix(reference: &mut String, name: &str) {
    let Some((section, key)) = reference.strip_prefix(COMPONENTS).and_then(|rest| rest.split_once('/')) else {
        return;
    };
    *reference = format!("{COMPONENTS}{section}/{name}_{key}");
}

fn take_object(value: &mut Value, pointer: &str) -> Map<String, Value> {
    match value.pointer_mut(pointer).map(Value::take) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Value {
        json!({
            "openapi": "3.1.0",
            "info": { "title": "网关", "version": "0" },
            "paths": { "/api/status": { "get": { "tags": ["status"], "operationId": "show_status", "responses": {} } } },
            "components": { "schemas": { "Problem": { "type": "object" } }, "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } } },
        })
    }

    fn part() -> Value {
        json!({
            "paths": {
                "/v1/bills/{bill_id}": { "get": {
                    "tags": ["bills"], "operationId": "show_bill", "security": [{ "token": [] }],
                    "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Bill" } } } } },
                } },
                "/healthz": { "get": { "responses": {} } },
            },
            "components": {
                "schemas": {
                    "Bill": { "oneOf": [{ "$ref": "#/components/schemas/Problem" }], "discriminator": { "propertyName": "kind", "mapping": { "p": "#/components/schemas/Problem" } } },
                    "Problem": { "type": "object", "properties": { "$ref": { "type": "string" } } },
                },
                "securitySchemes": { "token": { "type": "http" } },
            },
        })
    }

    #[test]
    fn paths_names_and_tags_are_the_departments_own() {
        let merged = merge(&own(), vec![(Department::Water, Some(part())), (Department::Finance, Some(part()))]);
        let paths: Vec<&String> = merged["paths"].as_object().unwrap().keys().collect();
        assert_eq!(
            paths,
            ["/api/finance/v1/bills/{bill_id}", "/api/status", "/api/water/v1/bills/{bill_id}"]
        );
        let operation = &merged["paths"]["/api/water/v1/bills/{bill_id}"]["get"];
        assert_eq!(operation["tags"], json!(["县水利局 · bills"]));
        assert_eq!(operation["operationId"], "water_show_bill");
        assert_eq!(operation["security"], json!([{ "bearer": [] }]));
        let bill = &merged["components"]["schemas"]["water_Bill"];
        assert_eq!(bill["oneOf"][0]["$ref"], "#/components/schemas/water_Problem");
        assert_eq!(bill["discriminator"]["mapping"]["p"], "#/components/schemas/water_Problem");
        assert_eq!(merged["components"]["schemas"].as_object().unwrap().len(), 5);
        assert_eq!(merged["components"]["securitySchemes"].as_object().unwrap().len(), 1);
        assert_eq!(
            merged["tags"],
            json!([{ "name": "网关 · status" }, { "name": "县水利局 · bills" }, { "name": "县财政局 · bills" }])
        );
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => map.iter().for_each(|(key, value)| match value {
                    Value::String(text) if key == "$ref" => found.push(text.clone()),
                    other => references(other, found),
                }),
                Value::Array(items) => items.iter().for_each(|item| references(item, found)),
                _ => {}
            }
        }
        let merged = merge(&own(), vec![(Department::Water, Some(part()))]);
        let mut found = Vec::new();
        references(&merged, &mut found);
        assert_eq!(found.len(), 2);
        for reference in found {
            assert!(merged.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }

    #[test]
    fn a_department_that_is_down_is_named() {
        let merged = merge(&own(), vec![(Department::Water, None), (Department::Finance, Some(part()))]);
        assert_eq!(merged["x-unavailable"], json!(["water"]));
        assert!(merged["info"]["description"].as_str().unwrap().contains("县水利局"));
        assert!(!merged["info"]["description"].as_str().unwrap().contains("县财政局"));
    }
}
