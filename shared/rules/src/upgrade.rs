//! Rule files of an earlier release under the program of today: a release brings new rules, and what was computed
//! before it must still recompute.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::load::{LoadError, RuleFile};

/// What is appended to the files of then.
const ADDED: &str = "本版程序新增的规则.toml";

/// The files of then, and after them the documents and parameters that only the files of now have: rules that nobody
/// had written down then, and that the program of today asks for. What stood in the files of then stays as it was.
pub fn completed(then: &[RuleFile], now: &[RuleFile]) -> Result<Vec<RuleFile>, LoadError> {
    let mut added = Table::new();
    for (kind, name) in [("document", "number"), ("parameter", "key")] {
        let known: BTreeSet<String> = entries(then, kind)?.iter().filter_map(|entry| name_of(entry, name)).collect();
        let new: Vec<Value> = entries(now, kind)?
            .into_iter()
            .filter(|entry| name_of(entry, name).is_some_and(|name| !known.contains(&name)))
            .collect();
        if !new.is_empty() {
            added.insert(kind.to_owned(), Value::Array(new));
        }
    }
    let mut files = then.to_vec();
    if !added.is_empty() {
        let text = toml::to_string(&added).map_err(|error| fault(ADDED, error.to_string()))?;
        files.push(RuleFile::new(ADDED, text));
    }
    Ok(files)
}

fn name_of(entry: &Value, name: &str) -> Option<String> {
    entry.get(name)?.as_str().map(str::to_owned)
}

fn entries(files: &[RuleFile], kind: &str) -> Result<Vec<Value>, LoadError> {
    let mut found = Vec::new();
    for file in files {
        let table: Table = toml::from_str(&file.text).map_err(|error| fault(&file.name, error.message()))?;
        found.extend(table.get(kind).and_then(Value::as_array).into_iter().flatten().cloned());
    }
    Ok(found)
}

fn fault(file: &str, message: impl Into<String>) -> LoadError {
    LoadError {
        file: file.to_owned(),
        line: 0,
        message: message.into(),
    }
}
