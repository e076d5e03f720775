//! Where the agency is that issues a plan: its unit, its district, its province.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::form::Form;
use crate::language;
use crate::prose::{Plain, ProsePiece};
use crate::register::{
    find_communes, find_districts, find_former_communes, find_province,
    find_province_named, make_key,
};

use super::body::{UnitMention, UnitWord, find_bodies};

/// The unit of the agency that issues a plan, as its names and the register tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Issuer {
    /// The word of its unit: `xã`.
    pub(crate) word: UnitWord,
    /// Its unit, as registers know it: `xã kim liên`.
    pub(crate) key: String,
    /// Its unit, as the form names it: `xã Kim Liên`.
    pub(crate) name: String,
    /// Whether it is the committee or the council of the unit, and no office of it.
    pub(crate) is_collective: bool,
    /// The province in which it is, as of today: `tỉnh Nghệ An`.
    pub(crate) province: Option<&'static str>,
    /// The districts, by their keys, in which it was before 1 July 2025.
    pub(crate) districts: BTreeSet<String>,
}

impl Issuer {
    /// The unit of the agency of a form. `None` where its name has no unit, or one that a
    /// set fills in, and for several agencies.
    pub(crate) fn read(form: &Form, day: NaiveDate) -> Option<Self> {
        let agency = form.agency.as_ref()?;
        let above = agency.parent.iter().filter_map(collect_name);
        let above: Vec<_> = above.flat_map(|name| list_named_units(&name)).collect();
        let name = collect_name(&agency.name).filter(|_| agency.joint.is_empty())?;
        let named = list_named_units(&name);
        let unit = named.first().cloned().or_else(|| above.first().cloned())?;
        let is_collective =
            !named.is_empty() && language::split_collective(&name).0.is_some();
        let homes: Vec<_> =
            named.iter().chain(&above).map(|unit| list_homes(unit, day)).collect();
        let known = homes.into_iter().filter(|homes| !homes.is_empty());
        let common = known.reduce(|one, other| &one & &other).unwrap_or_default();
        let province = match common.first() {
            Some(province) if common.len() == 1 => Some(*province),
            _ => None,
        };
        let districts = list_districts_of(&unit, &above, province);
        let UnitNamed { word, key, name } = unit;
        Some(Self { word, key, name, is_collective, province, districts })
    }
}

/// A unit with its name, as a text has it.
#[derive(Debug, Clone)]
struct UnitNamed {
    word: UnitWord,
    key: String,
    name: String,
}

/// The words of a name without `{{ … }}`.
fn collect_name(name: &Plain) -> Option<String> {
    let is_filled = name.lines.iter().flatten().any(ProsePiece::is_value);
    (!is_filled).then(|| language::normalize_spaces(&name.collect_words()))
}

fn list_named_units(name: &str) -> Vec<UnitNamed> {
    let units = find_bodies(name).units.into_iter();
    let named = units.filter(|unit| unit.name.is_some());
    named
        .map(|UnitMention { word, range, key, .. }| UnitNamed {
            word,
            key,
            name: name[range].to_owned(),
        })
        .collect()
}

/// The provinces of today in which a unit of this name may be.
fn list_homes(unit: &UnitNamed, day: NaiveDate) -> BTreeSet<&'static str> {
    let names: Vec<&str> = match unit.word {
        UnitWord::Province => vec![],
        word if word.is_of_commune() => {
            let is_new =
                NaiveDate::from_ymd_opt(2025, 7, 1).is_some_and(|new| day >= new);
            let new = find_communes(&unit.key).map(|commune| commune.province);
            let old = find_former_communes(&unit.key).map(|commune| commune.province);
            let new: Vec<_> = new.filter(|_| is_new).collect();
            if new.is_empty() { old.collect() } else { new }
        }
        _ => find_districts(&unit.key).collect(),
    };
    let province = find_province(&unit.key).map(|province| province.now);
    match province {
        Some(province) => BTreeSet::from([province]),
        None => {
            let provinces = names.into_iter().filter_map(find_province_named);
            provinces.map(|province| province.now).collect()
        }
    }
}

/// The districts in which a commune was, or the district itself.
fn list_districts_of(
    unit: &UnitNamed,
    above: &[UnitNamed],
    province: Option<&str>,
) -> BTreeSet<String> {
    let is_district = |unit: &&UnitNamed| find_districts(&unit.key).next().is_some();
    let named = above.iter().chain([unit]).filter(is_district);
    let named: BTreeSet<_> = named.map(|unit| unit.key.clone()).collect();
    if !named.is_empty() {
        return named;
    }
    let communes = find_former_communes(&unit.key).filter(|commune| {
        let home = find_province_named(commune.province).map(|home| home.now);
        province.is_none() || home == province
    });
    communes.map(|commune| make_key(commune.district)).collect()
}
