//! The ballots of one item: what people send, checked.

use rules::{Fields, InvalidInput};
use serde::{Deserialize, Serialize};

use super::area::Area;

/// Most characters of an id or an owner.
const NAME_LENGTH: usize = 200;

/// What a unit's ballot says on the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// 同意
    Agree,
    /// 不同意
    Disagree,
    /// Both marked, or neither.
    Invalid,
    /// No ballot given.
    None,
}

/// A unit as sent.
#[derive(Debug, Clone)]
pub struct UnitInput {
    /// Identifier, unique in the list.
    pub id: String,
    /// Floor area in m², above zero, at most two decimals.
    pub area: String,
    /// Identifier of the owner; co-owners are one owner.
    pub owner: String,
    /// What the ballot says.
    pub ballot: Choice,
}

/// A unit in scope with its ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitBallot {
    area: Area,
    owner: String,
    choice: Choice,
}

impl UnitBallot {
    /// Floor area.
    pub fn area(&self) -> Area {
        self.area
    }

    /// Owner.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// What the ballot says.
    pub fn choice(&self) -> Choice {
        self.choice
    }
}

/// All units in scope, at least one, each once, whose areas add up within range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    units: Vec<UnitBallot>,
    total_area: Area,
}

impl Roll {
    /// Checks what was sent, all of it at once.
    pub fn parse(units: &[UnitInput]) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        fields.not_empty("/units", units);
        let mut ids = Vec::with_capacity(units.len());
        let mut parsed = Vec::with_capacity(units.len());
        for (index, unit) in units.iter().enumerate() {
            ids.push(fields.text(&format!("/units/{index}/id"), &unit.id, NAME_LENGTH));
            parsed.push(UnitBallot {
                area: Area::parse(&mut fields, &format!("/units/{index}/area"), &unit.area),
                owner: fields.text(&format!("/units/{index}/owner"), &unit.owner, NAME_LENGTH),
                choice: unit.ballot,
            });
        }
        let named: Vec<(usize, &str)> = ids
            .iter()
            .map(String::as_str)
            .enumerate()
            .filter(|(_, id)| !id.is_empty())
            .collect();
        fields.unique(named.iter().map(|(_, id)| *id), |n| {
            format!("/units/{}/id", named.get(n).map_or(n, |(index, _)| *index))
        });
        let total_area = Area::checked_sum(parsed.iter().map(UnitBallot::area));
        if total_area.is_none() {
            fields.fault("/units", "out_of_range", "总面积超过15位整数，请核对面积");
        }
        fields.finish()?;
        Ok(Self {
            units: parsed,
            total_area: total_area.unwrap_or_default(),
        })
    }

    /// The units, in the order sent.
    pub fn units(&self) -> &[UnitBallot] {
        &self.units
    }

    /// The area of all units.
    pub fn total_area(&self) -> Area {
        self.total_area
    }
}
