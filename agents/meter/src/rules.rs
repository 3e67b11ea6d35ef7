//! What a guest may be made of, and what it takes to start one.

use wasmparser::{Parser, Payload, TypeRef, WasmFeatures};

/// Module name of the meter's imports and name of its custom section.
pub const MODULE: &str = "ainur:meter";
/// Changes with every change of a cost, a rule or an instruction that is put in.
pub const VERSION: u32 = 4;
/// How many globals the meter imports.
pub const GLOBALS: u32 = 4;
/// Elements that one table may have.
pub const TABLE_ELEMENTS: u64 = 1_000_000;
/// Elements of a table that weigh as much as a page of memory.
pub const ELEMENTS_PER_PAGE_BITS: u32 = 13;

/// Units of fuel for an element of a table, as a power of two.
pub const ELEMENT_BITS: u32 = 5;

/// What an engine makes anew for each instance of a module: units of fuel and bytes for each function, each import,
/// each global and each export. A component may have a thousand instances of a module with a hundred thousand of these.
const FUNCTION: (u64, u64) = (10, 16);
const IMPORT: (u64, u64) = (100, 64);
const GLOBAL: (u64, u64) = (100, 64);
const EXPORT: (u64, u64) = (300, 256);

/// WebAssembly 2.0 and extended constants. Without threads, relaxed SIMD, exceptions, tail calls, garbage collection,
/// 64-bit or several memories: each of them is either not reproducible or not metered.
pub const FEATURES: WasmFeatures = WasmFeatures::WASM2.union(WasmFeatures::EXTENDED_CONST);

/// What an instance takes before its first instruction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Instantiation {
	/// Pages of its memories and, by weight, its tables and what else an engine makes for it.
	pub pages: u32,
	/// Fuel for all that is made and copied.
	pub fuel: u64,
}

impl Instantiation {
	/// Custom section: version, pages (32 bits each) and fuel (64 bits), little-endian.
	pub fn encode(&self) -> Vec<u8> {
		[&VERSION.to_le_bytes()[..], &self.pages.to_le_bytes(), &self.fuel.to_le_bytes()].concat()
	}

	/// Reads a module's declarations; refuses what is over any sensible limit.
	pub fn of(wasm: &[u8]) -> Result<Self, String> {
		let (mut pages, mut fuel, mut bytes) = (0u64, 0u64, 0u64);
		let mut made = |count: u32, (units, weight): (u64, u64)| {
			bytes += u64::from(count) * weight;
			u64::from(count) * units
		};
		for payload in Parser::new(0).parse_all(wasm) {
			match payload.map_err(|error| error.to_string())? {
				Payload::MemorySection(memories) => {
					for memory in memories {
						pages += memory.map_err(|error| error.to_string())?.initial;
					}
				}
				Payload::TableSection(tables) => {
					for table in tables {
						let elements = table.map_err(|error| error.to_string())?.ty.initial;
						if elements > TABLE_ELEMENTS {
							return Err(format!(
								"a table of {elements} elements; {TABLE_ELEMENTS} are allowed"
							));
						}
						pages += table_pages(elements);
						fuel += elements << ELEMENT_BITS;
					}
				}
				Payload::DataSection(segments) => fuel += length(segments.range()) >> 3,
				Payload::ElementSection(segments) => fuel += length(segments.range()) << ELEMENT_BITS,
				Payload::FunctionSection(section) => fuel += made(section.count(), FUNCTION),
				Payload::ImportSection(section) => fuel += made(section.count(), IMPORT),
				Payload::GlobalSection(section) => fuel += made(section.count(), GLOBAL),
				Payload::ExportSection(section) => fuel += made(section.count(), EXPORT),
				_ => {}
			}
		}
		pages += bytes >> 16;
		let pages =
			u32::try_from(pages).ok().filter(|pages| *pages <= 65_536).ok_or("more than 4 GiB of memory")?;
		Ok(Self { pages, fuel })
	}
}

fn length(range: std::ops::Range<u64>) -> u64 {
	range.end - range.start
}

/// Weight of a table in pages of memory.
fn table_pages(elements: u64) -> u64 {
	if elements == 0 { 0 } else { (elements >> ELEMENTS_PER_PAGE_BITS) + 1 }
}

/// Refuses a module that was metered before, or pretends to be.
pub fn refuse_metered(wasm: &[u8]) -> Result<(), String> {
	for payload in Parser::new(0).parse_all(wasm) {
		let metered = match payload.map_err(|error| error.to_string())? {
			Payload::ImportSection(imports) => {
				let mut found = false;
				for import in imports.into_imports() {
					found |= import.map_err(|error| error.to_string())?.module == MODULE;
				}
				found
			}
			Payload::CustomSection(section) => section.name() == MODULE,
			_ => false,
		};
		if metered {
			return Err("the module is metered already".into());
		}
	}
	Ok(())
}

pub fn is_global(ty: &TypeRef) -> bool {
	matches!(ty, TypeRef::Global(_))
}
