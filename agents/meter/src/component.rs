//! Holds a component to the world of agents: what it imports and exports, and what it is made of.
//!
//! The transpiler turns names of imports into properties of JavaScript objects, so a name that is not known here must
//! never get there. Of the component model itself, agents need little; all the rest is refused.

use crate::describe::Describer;
use crate::names::check_names;
use crate::rules::FEATURES;
use std::collections::BTreeMap;
use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType, ComponentItem, ComponentTypeId};
use wasmparser::types::{Types, TypesRef};
use wasmparser::{
	BinaryReaderError, CanonicalFunction, CanonicalOption, ComponentExternName, ComponentType, Encoding,
	Parser, Payload, ValidPayload, Validator, WasmFeatures,
};

/// The world `ainur:offered/offered` as a component type; see `build.rs`.
const OFFERED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/offered.wasm"));
const WORLD: &str = "offered";

/// Components, itself and those within, which toolchains put around the code that runs when they build.
const COMPONENTS: u32 = 20;
const NESTING: u32 = 5;
/// Modules and instances, of which Python's runtime has the most: one for each native library.
const MODULES: u32 = 500;
const INSTANCES: u32 = 1_000;
/// Functions that are lifted and lowered.
const FUNCTIONS: u32 = 2_000;

/// Why a component is not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
	/// It is not a component, or not a valid one.
	Invalid(String),
	/// It imports what Ainur does not offer.
	UnknownImport(String),
	/// It is valid, but no agent.
	Unsupported(String),
}

type Checked<T> = Result<T, Refusal>;

/// Imports and exports by name without version: version, and each member with its type.
type Items = BTreeMap<String, (String, BTreeMap<String, String>)>;

/// Refuses what is not an agent as `agents/wit/ainur.wit` says, type by type.
pub fn check_component(wasm: &[u8]) -> Checked<()> {
	if !Parser::is_component(wasm) {
		return Err(Refusal::Invalid("This is not a WebAssembly component.".into()));
	}
	check_names(wasm).map_err(Refusal::Invalid)?;
	let names = check_parts(wasm)?;
	let types = validate(wasm).map_err(invalid)?;
	let (imports, exports) = read(&types, &names)?;
	let (offered_imports, offered_exports) = offered();
	for (name, (version, members)) in &imports {
		check_import(name, version, members, offered_imports.get(name))?;
	}
	check_exports(&exports, &offered_exports)
}

fn invalid(error: BinaryReaderError) -> Refusal {
	Refusal::Invalid(format!("The component is not valid WebAssembly: {error}."))
}

fn unsupported<T>(message: impl Into<String>) -> Checked<T> {
	Err(Refusal::Unsupported(format!("The component is no agent: {}.", message.into())))
}

/// Types of a component. Bodies of functions are left to the meter.
fn validate(wasm: &[u8]) -> Result<Types, BinaryReaderError> {
	let mut validator = Validator::new_with_features(FEATURES.union(WasmFeatures::COMPONENT_MODEL));
	let mut last = None;
	for payload in Parser::new(0).parse_all(wasm) {
		if let ValidPayload::End(types) = validator.payload(&payload?)? {
			// Those of a module within are followed by those of the component around it.
			last = Some(types);
		}
	}
	Ok(last.expect("what has no end does not parse"))
}

/// Names of imports and of exports in their order.
#[derive(Default)]
struct Names {
	imports: Vec<String>,
	exports: Vec<String>,
}

/// Refuses every part of the component model that agents do not need.
fn check_parts(wasm: &[u8]) -> Checked<Names> {
	let mut names = Names::default();
	let (mut components, mut deepest, mut modules, mut instances, mut functions) = (0, 0, 0, 0, 0);
	// Of each module and component around the current place: whether it is a component.
	let mut open: Vec<bool> = Vec::new();
	for payload in Parser::new(0).parse_all(wasm) {
		match payload.map_err(invalid)? {
			Payload::Version { encoding, .. } => {
				open.push(encoding == Encoding::Component);
				components += u32::from(encoding == Encoding::Component);
				deepest = deepest.max(open.len() as u32);
			}
			Payload::End(_) => {
				open.pop();
			}
			Payload::ModuleSection { .. } => modules += 1,
			Payload::InstanceSection(section) => instances += section.count(),
			Payload::ComponentInstanceSection(section) => instances += section.count(),
			Payload::ComponentStartSection { .. } => {
				return unsupported("it has a start function of a component");
			}
			Payload::CoreTypeSection(_) => return unsupported("it declares types of core modules"),
			Payload::ComponentTypeSection(types) => {
				for ty in types {
					if let ComponentType::Resource { .. } = ty.map_err(invalid)? {
						return unsupported("it defines a resource of its own");
					}
				}
			}
			Payload::ComponentCanonicalSection(section) => {
				functions += section.count();
				for function in section {
					check_function(&function.map_err(invalid)?)?;
				}
			}
			Payload::ComponentImportSection(imports) => {
				for import in imports {
					let name = plain(&import.map_err(invalid)?.name)?;
					if open.len() == 1 {
						names.imports.push(name);
					}
				}
			}
			Payload::ComponentExportSection(exports) => {
				for export in exports {
					let name = plain(&export.map_err(invalid)?.name)?;
					if open.len() == 1 {
						names.exports.push(name);
					}
				}
			}
			_ => {}
		}
	}
	for (count, most, what) in [
		(components, COMPONENTS, "components"),
		(deepest, NESTING, "components within components"),
		(modules, MODULES, "core modules"),
		(instances, INSTANCES, "instances"),
		(functions, FUNCTIONS, "functions to and from the host"),
	] {
		if count > most {
			return unsupported(format!("it has {count} {what}; {most} are allowed"));
		}
	}
	Ok(names)
}

fn plain(name: &ComponentExternName) -> Checked<String> {
	if name.implements.is_some() || name.version_suffix.is_some() || name.external_id.is_some() {
		return unsupported(format!("the name {:?} says more than a name", name.name));
	}
	Ok(name.name.into())
}

fn check_function(function: &CanonicalFunction) -> Checked<()> {
	let options = match function {
		CanonicalFunction::Lift { options, .. } | CanonicalFunction::Lower { options, .. } => options,
		CanonicalFunction::ResourceDrop { .. } => return Ok(()),
		_ => return unsupported("it uses tasks, streams, threads or resources of its own"),
	};
	for option in options {
		match option {
			CanonicalOption::UTF8
			| CanonicalOption::Memory(_)
			| CanonicalOption::Realloc(_)
			| CanonicalOption::PostReturn(_) => {}
			CanonicalOption::UTF16 | CanonicalOption::CompactUTF16 => {
				return unsupported("it passes strings in another encoding than UTF-8");
			}
			_ => return unsupported("it lifts or lowers functions asynchronously"),
		}
	}
	Ok(())
}

fn read(types: &Types, names: &Names) -> Checked<(Items, Items)> {
	let types = types.as_ref();
	let mut describer = Describer::new(types);
	let mut all = |names: &[String], find: fn(TypesRef<'_>, &str) -> Option<ComponentItem>| {
		let mut items = Items::new();
		for name in names {
			let item = find(types, name).ok_or_else(|| Refusal::Invalid(format!("{name} has no type")))?;
			let (plain, version) = split(name);
			let members = describer.members(plain, &item).or_else(unsupported)?;
			if items.insert(plain.into(), (version.into(), members)).is_some() {
				return unsupported(format!("{plain} is there in two versions"));
			}
		}
		Ok(items)
	};
	let imports = all(&names.imports, |types, name| types.component_item_for_import(name).cloned())?;
	let exports = all(&names.exports, |types, name| types.component_item_for_export(name).cloned())?;
	Ok((imports, exports))
}

fn split(name: &str) -> (&str, &str) {
	name.split_once('@').unwrap_or((name, ""))
}

fn offered() -> (Items, Items) {
	let types = Validator::new_with_features(WasmFeatures::COMPONENT_MODEL)
		.validate_all(OFFERED)
		.expect("the build script made it");
	let types = types.as_ref();
	let wrapper = component(types.component_item_for_export(WORLD).expect("the world is there"));
	let (_, world) = types[wrapper].exports.iter().next().expect("it wraps the world");
	let world = &types[component(world)];
	let mut describer = Describer::new(types);
	let mut all = |items: &mut dyn Iterator<Item = (&String, &ComponentItem)>| {
		items
			.map(|(name, item)| {
				let (plain, version) = split(name);
				let members = describer.members(plain, item).expect("no type of it is too large");
				(plain.to_owned(), (version.to_owned(), members))
			})
			.collect()
	};
	(all(&mut world.imports.iter()), all(&mut world.exports.iter()))
}

fn component(item: &ComponentItem) -> ComponentTypeId {
	match item.ty {
		ComponentEntityType::Component(id)
		| ComponentEntityType::Type { referenced: ComponentAnyTypeId::Component(id), .. } => id,
		_ => unreachable!("a package of worlds holds nothing else"),
	}
}

fn check_import(
	name: &str,
	version: &str,
	members: &BTreeMap<String, String>,
	offered: Option<&(String, BTreeMap<String, String>)>,
) -> Checked<()> {
	let Some((newest, types)) = offered else {
		return Err(Refusal::UnknownImport(format!(
			"The component imports {name}, which Ainur does not offer."
		)));
	};
	if !serves(newest, version) {
		return Err(Refusal::UnknownImport(format!(
			"The component imports {name} in version {version:?}; Ainur offers {newest}."
		)));
	}
	for (member, ty) in members {
		let shown = if member.is_empty() { name.to_owned() } else { format!("{member} of {name}") };
		match types.get(member) {
			Some(known) if known == ty => {}
			Some(_) => {
				return unsupported(format!(
					"it imports {shown} with another type than {name}@{newest} gives it"
				));
			}
			None => {
				return Err(Refusal::UnknownImport(format!(
					"The component imports {shown}, which is not in {name}@{newest}."
				)));
			}
		}
	}
	Ok(())
}

/// Whether one who was built against `asked` is served by `offered`: versions before 1.0 differ in the last number
/// only, and later ones add to earlier ones.
fn serves(offered: &str, asked: &str) -> bool {
	let patch = |version: &str| -> Option<(String, u32)> {
		let (base, patch) = version.rsplit_once('.')?;
		// No signs, no leading zeros, no pre-releases.
		let number = patch.parse::<u32>().ok().filter(|number| number.to_string() == patch)?;
		Some((base.into(), number))
	};
	match (patch(offered), patch(asked)) {
		(Some((offered, newest)), Some((asked, older))) => offered == asked && older <= newest,
		_ => offered == asked,
	}
}

fn check_exports(exports: &Items, world: &Items) -> Checked<()> {
	for (name, (_, members)) in world {
		match exports.get(name) {
			Some((_, found)) if found == members => {}
			Some(_) => {
				return unsupported(format!(
					"its export “{name}” has another type than the world ainur:agent/agent"
				));
			}
			None => {
				return unsupported(format!(
					"it does not export the function “{name}” of the world ainur:agent/agent"
				));
			}
		}
	}
	for (name, (_, members)) in exports {
		if !world.contains_key(name) && !is_initialiser(name, members) {
			return unsupported(format!("it exports “{name}”, which is not in the world ainur:agent/agent"));
		}
	}
	Ok(())
}

/// What runtimes of Python and QuickJS leave behind from when they were built. Nothing calls it; its names are known,
/// so that it does not matter what the glue code makes of them.
fn is_initialiser(name: &str, members: &BTreeMap<String, String>) -> bool {
	match name {
		"init" => members.get("").is_some_and(|ty| ty.starts_with("func(")),
		"exports" => members.iter().all(|(member, ty)| match member.as_str() {
			"init" => ty.starts_with("func("),
			_ => ty.starts_with("type "),
		}),
		_ => false,
	}
}
